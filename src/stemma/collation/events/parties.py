"""Who took part in an event: the actors that its tellings name, each in the role that most tellings give it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from stemma.collation.common import Cast, span
from stemma.collation.events.items import Item
from stemma.collation.gazetteer import spot
from stemma.model import Actor, Event, EventMention, Participant, Span, Stretch, Witness
from stemma.reading.events.first_person import FIRST_PERSON

_ANYONE = frozenset(
    """people person man woman child children boy girl civilian civilians resident residents passenger passengers victim
    victims others family families men women everyone someone villagers survivors press media reporters journalists
    side sides party parties ministries countries nations neighbours neighbors""".split()
)
# An actor in fewer than a quarter of the tellings that the best-told one has is no party; a person with a name is only
# compared with those of his role: victims are named less often than who harmed them.
_FEW_VOTES = 4
CONSEQUENCES = frozenset(
    {"death", "damage", "panic", "aftershocks", "landslide", "power outage", "displacement", "alert"}
)
CATASTROPHES = frozenset({"earthquake", "tsunami", "storm", "flood", "eruption", "fire", "accident", "disaster"})
_OF_ONE = frozenset({"death", "accident", "fire"})  # may befall one person, ship or plant alone
_TO_THINGS = frozenset({"damage", "power outage"})  # may befall a firm's lines or works alone
_UNITS = frozenset("convoy team unit squad crew staff troops patrol".split())
_DELEGATIONS = frozenset("delegation mission entourage".split())
_FLIGHTS = frozenset({"flight", "displacement", "evacuation"})  # where they fled from and to is a place, no party
# The people who talk are the parties, not their states.
_TALKS = frozenset({"meet", "phone", "host", "press conference"})
_WE = frozenset({"we", "us", "our"})
_ON_SOMEONE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "AID"})  # what is done to a place is done to somebody
# What a name may be of somebody or something that other tellings describe.
_NAMED_AS = {"person": ("person",), "group": ("person", "group", "organisation"), "organisation": ("organisation",)}
STRUCK = CATASTROPHES | CONSEQUENCES  # the parties of these are the places that they struck


Role = Literal["actor", "recipient"]
ROLES: tuple[Role, Role] = ("actor", "recipient")


class Party(msgspec.Struct, frozen=True):
    """An actor in the role that one telling gives it.

    ``where``: the phrase also tells the place of the event. ``loose``: the words are "we" or "I".
    ``body``: one key for all whom "the ministers" stands for.
    """

    role: Role
    actor: str
    span: Stretch
    where: bool = False
    loose: bool = False
    body: str = ""


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
    witness: Witness,
    m: EventMention,
    cast: Cast,
    actors: Mapping[str, Actor],
    states: Mapping[str, str],
    spoken_for: Mapping[str, frozenset[str]],
) -> list[Party]:
    """Each argument that the cast knows; a capital that acts or is visited is its country.

    ``spoken_for``: by person the one body for which he speaks and says "we".
    """
    found: list[Party] = []
    for argument in m.arguments:
        where = argument.role == "recipient" and m.place is not None and argument.span.overlap(m.place) > 0
        if argument.mention is None:
            if argument.country and argument.country in states and m.mode not in STRUCK:
                found.append(Party(argument.role, states[argument.country], argument.span, where))
            continue
        referents = cast.of.get((witness.report.sha256, _whose_unit(witness, argument.mention)), ())
        word = argument.span.of(witness.report.text).lower()
        told = witness.reading.mentions[argument.mention]
        # "The ministers" are told of as a body: it alone says nothing of another visit by one of them.
        body = "+".join(sorted(referents)) if told.type == "nominal" and len(told.candidates) < len(referents) else ""
        loose = word in FIRST_PERSON
        if word in _WE and m.mode not in _TALKS:
            referents = tuple(next(iter(spoken_for.get(a, (a,)))) for a in referents)
        if argument.role == "recipient" and any(p.role == "actor" and p.actor in referents for p in found):
            continue  # "they put their names to it": a pronoun for those who act
        for actor in referents:
            known = actors.get(actor)
            if known is None or _is_anyone(known) or not _may_be_struck(m, argument.role, known):
                continue
            if known.kind == "place" and m.type != "OTHER" and known.country and known.country in states:
                actor = states[known.country]
            role: Role = "recipient" if known.kind == "place" and m.mode in STRUCK else argument.role
            found.append(Party(role, actor, argument.span, where, loose, body))
    if m.mode in STRUCK and m.place is not None:
        for n, mention in enumerate(witness.reading.mentions):
            if mention.kind == "place" and mention.span.overlap(m.place):
                for actor in cast.of.get((witness.report.sha256, n), ())[:1]:
                    found.append(Party("recipient", actor, mention.span))
    return found


def _whose_unit(witness: Witness, index: int) -> int:
    """ "A Red Cross convoy" is the Red Cross at work: the body's name right before the noun stands for the unit."""
    mentions, text = witness.reading.mentions, witness.report.text
    unit = mentions[index]
    if unit.type == "name" or unit.head is None or unit.head.of(text).lower() not in _UNITS:
        return index
    for k in range(index + 1, min(index + 4, len(mentions))):
        inner = mentions[k]
        if inner.type == "name" and inner.kind == "organisation" and inner.span.within(unit.span):
            return k if text[inner.span.end : unit.head.start].isspace() else index
    return index


def _may_be_struck(m: EventMention, role: str, actor: Actor) -> bool:
    """A disaster strikes places; who dies, sinks or burns may have a name, and whose works are damaged."""
    if m.mode not in STRUCK or actor.kind == "place":
        return True
    if m.mode in _TO_THINGS:
        return actor.kind == "organisation" and _is_named(actor)
    return m.mode in _OF_ONE and role == "actor" and _is_named(actor)


def _is_anyone(actor: Actor) -> bool:
    """ "A child", "four people": counted in the ledger of figures, nobody whom another report could name."""
    if _is_named(actor):
        return False
    words = actor.name.lower().split()
    return bool(words) and bool(_ANYONE.intersection(words)) and len(words) <= 3


def _is_person(actor: Actor) -> bool:
    return actor.kind == "person" and _is_named(actor)


def _is_named(actor: Actor) -> bool:
    return any(m.type == "name" for m in actor.mentions)


def participants_of(
    group: Sequence[Item],
    cast: Cast,
    actors: Mapping[str, Actor],
    states: Mapping[str, str],
    spoken_for: Mapping[str, frozenset[str]],
) -> tuple[Participant, ...]:
    """Every actor that a telling names, in the role that most tellings give it."""
    told = [
        (item, party)
        for item in group
        for party in parties_of(item.witness, item.mention, cast, actors, states, spoken_for)
    ]
    told = _without_surroundings(told, group[0].mention, actors, set(states.values()))
    roles: dict[str, Counter[str]] = {}
    spans: dict[str, list[Span]] = {}
    for item, party in told:
        roles.setdefault(party.actor, Counter())[party.role] += 1
        spans.setdefault(party.actor, []).append(span(item.witness, party.span))
    role_of: dict[str, Role] = {
        actor: "actor" if votes["actor"] >= votes["recipient"] else "recipient" for actor, votes in roles.items()
    }
    most = {role: max((sum(v.values()) for a, v in roles.items() if role_of[a] == role), default=0) for role in ROLES}
    role_of = {
        a: role
        for a, role in role_of.items()
        if sum(roles[a].values()) * _FEW_VOTES >= (most[role] if _is_person(actors[a]) else max(most.values()))
    }
    together = {frozenset(p.actor for i, p in told if i is item) for item in group}
    kept = _without_doubles(role_of, spans, together, actors, group[0].mention)
    made = [
        Participant(
            actor=actor,
            role=role_of[actor],
            country=actors[actor].country,
            sector=actors[actor].sector,
            spans=tuple(spans[actor]),
        )
        for actor in kept
    ]
    return tuple(sorted(made, key=lambda p: (p.role, -len(p.spans), p.spans[0].report, p.spans[0].start)))


def relieved(event: Event, made: Sequence[Event], actors: Mapping[str, Actor]) -> tuple[Participant, ...]:
    """The places that a rescue reaches that tells none: where the disaster struck that the story tells of most."""
    if (event.type, event.mode) != ("AID", "rescue") or any(p.role == "recipient" for p in event.participants):
        return ()
    struck = [e for e in made if e.mode in CATASTROPHES and (not event.date or (e.date or "") <= event.date)]
    if not struck:
        return ()
    most = max(struck, key=lambda e: len(e.mentions))
    if len({m.report for m in most.mentions}) < 2 or any(m.background for m in event.mentions):
        return ()
    return tuple(p for p in most.participants if p.role == "recipient" and actors[p.actor].kind == "place")


Told = list[tuple[Item, Party]]


def _without_surroundings(told: Told, m: EventMention, actors: Mapping[str, Actor], whole: set[str]) -> Told:
    """Leave out the country or place that is only where it happened."""
    if m.mode in STRUCK:
        closer = any(p.actor not in whole for _, p in told)
        return [x for x in told if x[1].actor not in whole or not closer]
    visited = m.type == "CONSULT" and m.mode not in _TALKS
    closer = any(p.role == "recipient" and p.actor not in whole for _, p in told)
    on_someone = m.type in _ON_SOMEONE and m.mode not in _FLIGHTS

    around = Counter(p.actor for _, p in told if p.where)
    aimed_at = Counter(p.actor for _, p in told if p.role == "recipient" and not p.where)

    def is_party(p: Party) -> bool:
        if p.role == "actor" or visited:
            return True
        if p.actor in whole:
            return around[p.actor] < aimed_at[p.actor]
        return actors[p.actor].kind != "place" or on_someone

    return [x for x in told if is_party(x[1])]


def _without_doubles(
    role_of: Mapping[str, Role],
    spans: Mapping[str, Sequence[Span]],
    together: set[frozenset[str]],
    actors: Mapping[str, Actor],
    m: EventMention,
) -> list[str]:
    """Leave out who is only another word for a party: a state for its minister at talks, a crowd told in other words.

    Unnamed parties of one side whom no telling names side by side ("gunmen" in one report, "a gang" in another) are
    taken for one; the one most often told stands for them.
    """
    people = [a for a in role_of if actors[a].kind == "person" and _is_named(actors[a])]
    kept: list[str] = []
    for actor in sorted(role_of, key=lambda a: (-len(spans[a]), spans[a][0].report, spans[a][0].start, a)):
        known = actors[actor]
        named = _is_named(known)
        speaks_for_it = m.mode in _TALKS and known.kind in ("government", "place", "group")
        if speaks_for_it and any(actors[p].country == known.country or not named for p in people):
            continue
        if not named and known.kind != "place":
            rivals = [k for k in kept if role_of[k] == role_of[actor] and not _is_named(actors[k])]
            if any(not any({k, actor} <= side for side in together) for k in rivals):
                continue
            if _is_told_by_name(actor, role_of, together, actors):
                continue
        kept.append(actor)
    return kept


def _is_told_by_name(
    actor: str, role_of: Mapping[str, Role], together: set[frozenset[str]], actors: Mapping[str, Actor]
) -> bool:
    """Does another telling name whom this one only describes: "an employee" here, "Orla Veit" there; "two men", both?

    A description and a name that one telling puts side by side are two.
    """
    described = actors[actor]
    if _DELEGATIONS.intersection(described.name.lower().split()):
        return False  # a delegation and its members are both told to have come
    named = [
        k
        for k in role_of
        if role_of[k] == role_of[actor]
        and _is_named(actors[k])
        and actors[k].kind in _NAMED_AS.get(described.kind, ())
        and not any({k, actor} <= side for side in together)
    ]
    several = described.kind == "group" and all(actors[k].kind == "person" for k in named)
    return len(named) > 1 if several else bool(named)
