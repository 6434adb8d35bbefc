"""Who took part in an event: the actors that its tellings name, each in the role that most tellings give it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from stemma.collation.common import Cast, span
from stemma.collation.event_items import Item
from stemma.collation.gazetteer import spot
from stemma.model import Actor, EventMention, Participant, Span, Stretch, Witness

_ANYONE = frozenset(
    """people person man woman child children boy girl civilian civilians resident residents passenger passengers victim
    victims others family families men women everyone someone villagers survivors press media reporters journalists
    side sides party parties ministries""".split()
)
_FEW_VOTES = 4  # an actor named in fewer than a quarter of the tellings that the best-named one has is no party
CONSEQUENCES = frozenset(
    {"death", "damage", "panic", "aftershocks", "landslide", "power outage", "displacement", "alert"}
)
CATASTROPHES = frozenset({"earthquake", "tsunami", "storm", "flood", "eruption", "fire", "accident", "disaster"})
STRUCK = CATASTROPHES | CONSEQUENCES  # the parties of these are the places that they struck


def states_of(actors: Sequence[Actor]) -> dict[str, str]:
    """Country code to the actor that is the country itself: a government, else the place."""
    states: dict[str, str] = {}
    for kind in ("government", "place"):
        for a in sorted(actors, key=lambda a: (-len(a.mentions), a.id)):
            found = spot(a.name)
            if a.kind == kind and a.country and found and found.precision == "country":
                states.setdefault(a.country, a.id)
    return states


def parties_of(
    witness: Witness, m: EventMention, cast: Cast, actors: Mapping[str, Actor], states: Mapping[str, str]
) -> list[tuple[str, str, Stretch]]:
    """(role, actor, span) of each argument that the cast knows; a capital that acts or is visited is its country."""
    found: list[tuple[str, str, Stretch]] = []
    for argument in m.arguments:
        if argument.mention is None:
            if argument.country and argument.country in states:
                found.append((argument.role, states[argument.country], argument.span))
            continue
        for actor in cast.of.get((witness.report.sha256, argument.mention), ()):
            known = actors.get(actor)
            if known is None or _is_anyone(known):
                continue
            if m.mode in STRUCK and known.kind != "place":
                continue
            if known.kind == "place" and m.type != "OTHER" and known.country and known.country in states:
                actor = states[known.country]
            found.append((argument.role, actor, argument.span))
    if m.mode in STRUCK and m.place is not None:
        for n, mention in enumerate(witness.reading.mentions):
            if mention.kind == "place" and mention.span.overlap(m.place):
                for actor in cast.of.get((witness.report.sha256, n), ())[:1]:
                    found.append(("recipient", actor, mention.span))
    return found


def _without_surroundings(
    roles: dict[str, Counter[str]], m: EventMention, whole: set[str], actors: Mapping[str, Actor]
) -> dict[str, Counter[str]]:
    """Leave out the country or place that is only where it happened, where somebody in it is acted upon."""
    if m.type == "CONSULT" or m.mode in STRUCK:
        return roles
    acted_upon = {a: v["recipient"] for a, v in roles.items() if v["recipient"] and not v["actor"]}
    closer = max((n for a, n in acted_upon.items() if a not in whole), default=0)
    return {
        a: v
        for a, v in roles.items()
        if a not in acted_upon
        or not ((a in whole and v["recipient"] <= closer) or (m.mode == "flight" and actors[a].kind == "place"))
    }


def _is_anyone(actor: Actor) -> bool:
    """ "A child", "four people": counted in the ledger of figures, nobody whom another report could name."""
    if any(m.type == "name" for m in actor.mentions):
        return False
    words = actor.name.lower().split()
    return bool(words) and bool(_ANYONE.intersection(words)) and len(words) <= 3


def participants_of(
    group: Sequence[Item], cast: Cast, actors: Mapping[str, Actor], states: Mapping[str, str]
) -> tuple[Participant, ...]:
    """Every actor that a telling names, in the role that most tellings give it."""
    roles: dict[str, Counter[str]] = {}
    spans: dict[str, list[Span]] = {}
    for item in group:
        for role, actor, stretch in parties_of(item.witness, item.mention, cast, actors, states):
            roles.setdefault(actor, Counter())[role] += 1
            spans.setdefault(actor, []).append(span(item.witness, stretch))
    whole = set(states.values())
    if group[0].mention.mode in STRUCK and any(a not in whole for a in roles):
        roles = {a: v for a, v in roles.items() if a not in whole}
    roles = _without_surroundings(roles, group[0].mention, whole, actors)
    most = max((sum(v.values()) for v in roles.values()), default=0)
    made = []
    for actor, votes in roles.items():
        if sum(votes.values()) * _FEW_VOTES < most:
            continue
        role = "actor" if votes["actor"] >= votes["recipient"] else "recipient"
        known = actors[actor]
        made.append(
            Participant(
                actor=actor,
                role="actor" if role == "actor" else "recipient",
                country=known.country,
                sector=known.sector,
                spans=tuple(spans[actor]),
            )
        )
    return tuple(sorted(made, key=lambda p: (p.role, -len(p.spans), p.spans[0].report, p.spans[0].start)))
