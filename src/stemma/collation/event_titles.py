"""Titles for events as a headline puts them: "X meets Y in Z", "Strike at F", or the best telling's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from stemma.model import Actor, Participant

# (type, mode) to the verb between the two sides: in the present for what happened, after "to" for what is planned.
_VERBS: dict[tuple[str, str | None], str] = {
    ("CONSULT", "meet"): "meet",
    ("CONSULT", "visit"): "visit",
    ("CONSULT", "phone"): "telephone",
    ("CONSULT", "host"): "receive",
}
# (type, mode) to the noun that heads the title, and the preposition before whoever is acted upon.
_NOUNS = {
    ("ASSAULT", "aerial"): ("Bombing", "of"),
    ("ASSAULT", "explosives"): ("Bombing", "of"),
    ("ASSAULT", "heavy-weapons"): ("Shelling", "of"),
    ("ASSAULT", "firearms"): ("Shooting", "of"),
    ("ASSAULT", "kill"): ("Killing", "of"),
    ("ASSAULT", "assassinate"): ("Assassination", "of"),
    ("ASSAULT", "hijack"): ("Hijacking", "of"),
    ("ASSAULT", "seize"): ("Capture", "of"),
    ("ASSAULT", None): ("Attack", "on"),
    ("PROTEST", "strike"): ("Strike", "at"),
    ("PROTEST", "demo"): ("Protest", "against"),
    ("PROTEST", "boycott"): ("Boycott", "of"),
    ("COERCE", "arrest"): ("Arrest", "of"),
    ("COERCE", "detain"): ("Abduction", "of"),
    ("COERCE", "deport"): ("Expulsion", "of"),
    ("COERCE", "sentence"): ("Sentencing", "of"),
    ("SANCTION", "expel"): ("Expulsion", "of"),
    ("RETREAT", "release"): ("Release", "of"),
    ("OTHER", "overthrow"): ("Overthrow", "of"),
    ("OTHER", "dismissal"): ("Dismissal", "of"),
    ("OTHER", "acquisition"): ("Takeover", "of"),
}
# (type, mode) to the noun of what is done by one side, between both, or in a place.
_DEEDS = {
    ("CONSULT", "meet"): "Talks",
    ("CONSULT", "visit"): "Visit",
    ("ASSAULT", "fight"): "Fighting",
    ("ASSAULT", "aerial"): "Air strikes",
    ("ASSAULT", "explosives"): "Explosions",
    ("ASSAULT", None): "Attack",
    ("PROTEST", "strike"): "Strike",
    ("PROTEST", "demo"): "Protest",
    ("PROTEST", "riot"): "Unrest",
    ("COERCE", "arrest"): "Arrests",
    ("RETREAT", "resign"): "Resignation",
    ("RETREAT", "ceasefire"): "Ceasefire",
    ("AGREE", None): "Agreement",
    ("SUPPORT", "agreement"): "Signing of an agreement",
    ("OTHER", "press conference"): "Press conference",
    ("OTHER", "earthquake"): "Earthquake",
    ("OTHER", "tsunami"): "Tsunami",
    ("OTHER", "aftershocks"): "Aftershocks",
    ("OTHER", "storm"): "Storm",
    ("OTHER", "flood"): "Flood",
    ("OTHER", "landslide"): "Landslide",
    ("OTHER", "eruption"): "Eruption",
    ("OTHER", "fire"): "Fire",
    ("OTHER", "power outage"): "Power outage",
    ("OTHER", "election"): "Vote",
    ("OTHER", "independence"): "Independence",
}
_BETWEEN = frozenset({"Talks", "Fighting", "Ceasefire", "Agreement", "Signing of an agreement"})
_OF = frozenset({"Resignation", "Independence", "Visit"})
_ANY = frozenset({"person", "organisation", "government", "place", "group"})
# A strike is at a firm or in a place, a protest against those in power.
_KINDS: dict[tuple[str, str | None], frozenset[str]] = {
    ("PROTEST", "strike"): frozenset({"organisation", "place", "government", "person"}),
    ("PROTEST", "demo"): frozenset({"organisation", "government", "person"}),
}
_LONGEST = 80  # characters: one line of a timeline
_SHORTEST = 25
_LEAD_IN = re.compile(
    r"^(?:(?:in|on|at|earlier|last|after|during|following|before|since|by|over|also)\b[^,]{0,45},\s+|"
    r"(?:that|which|who|when|as|and|but|to|after|where|while|whose)\s+|(?:the|an?)\s+(?=\S))",
    re.IGNORECASE,
)
_BREAK = re.compile(r",\s|\s(?:after|before|while|including|when|who|which|that|because|as|amid|over|in|on|with|for)\s")
_ASIDE = re.compile(r",\s[^,]+,\s")
_EDGES = " \"“”'‘’,;:.–—-"


def title(
    type_: str,
    mode: str | None,
    participants: Sequence[Participant],
    actors: Mapping[str, Actor],
    place: str | None,
    words: str,
    at: int,
    planned: bool = False,
) -> str:
    """A line for a timeline; ``words`` are those of the best telling, ``at`` is where its trigger stands in them."""
    doers = _sides("actor", participants, actors, _ANY)
    others = _sides("recipient", participants, actors, _KINDS.get((type_, mode), _ANY))
    others = [o for o in others if o not in doers]
    made = _of_two_sides(type_, mode, doers, others, place, planned) or _of_a_deed(type_, mode, doers, others, place)
    if made and len(made) <= _LONGEST:
        return _capital(made)
    return _own(words, at, doers)


def _sides(
    role: str, participants: Sequence[Participant], actors: Mapping[str, Actor], kinds: frozenset[str]
) -> list[str]:
    """The names of one side; descriptions only where nobody is named."""
    known = [actors[p.actor] for p in participants if p.role == role and p.actor in actors]
    names = list(dict.fromkeys(_name(a) for a in known if a.kind in kinds))
    return [n for n in names if n[:1].isupper()] or names[:1]


def _of_two_sides(
    type_: str, mode: str | None, doers: list[str], others: list[str], place: str | None, planned: bool
) -> str | None:
    verb = _VERBS.get((type_, mode))
    if verb is None or not doers:
        return None
    if mode == "visit":
        where = place or (others[0] if others else None)
        return f"{_list(doers)} {_bent(verb, doers, planned)} {where}" if where and where not in doers else None
    if not others:
        if len(doers) < 2:
            return None
        doers, others = doers[:-1], doers[-1:]
    line = f"{_list(doers)} {_bent(verb, doers, planned)} {_list(others)}"
    return f"{line} in {place}" if place and place not in line else line


def _of_a_deed(type_: str, mode: str | None, doers: list[str], others: list[str], place: str | None) -> str | None:
    noun = _NOUNS.get((type_, mode))
    if noun and others:
        line = f"{noun[0]} {noun[1]} {_list(others)}"
        by = f" by {_list(doers)}" if doers and type_ != "PROTEST" else ""
        return line + by if len(line + by) <= _LONGEST else line
    deed = _DEEDS.get((type_, mode))
    if deed is None:
        return None
    sides = [*doers, *others]
    where = "to" if deed == "Visit" else "in"
    if deed in _BETWEEN and len(sides) > 1:
        line = f"{deed} between {_list(sides)}"
    elif doers and type_ != "OTHER":
        line = f"{deed} {'of' if deed in _OF else 'by'} {_list(doers)}"
    elif deed in ("Press conference", "Independence") and sides:
        line = f"{deed} of {_list(sides)}"
    elif place:
        return f"{deed} {where} {place}"
    else:
        return None
    return f"{line} {where} {place}" if place and place not in line and len(line) + len(place) < _LONGEST - 4 else line


def _bent(verb: str, doers: Sequence[str], planned: bool) -> str:
    if planned:
        return f"to {verb}"
    plural = len(doers) > 1 or (doers[0][:1].islower() and doers[0].split(" ")[0].endswith("s"))
    return verb if plural else verb + "s"


def _name(actor: Actor) -> str:
    return actor.name.removeprefix("the ").removeprefix("The ")


def _list(names: Sequence[str]) -> str:
    if len(names) > 3:
        return f"{', '.join(names[:2])} and others"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _own(words: str, at: int, doers: Sequence[str]) -> str:
    """The telling without what leads into it and what stands between subject and verb.

    A clause that lacks its subject gets the first party before it.
    """
    before = _ASIDE.sub(" ", words[:at])
    line = " ".join((before + words[at:]).split()).strip(_EDGES)
    if not at and doers and line[:1].islower() and not line.split(" ", 1)[0].endswith("ing"):
        line = f"{doers[0]} {line}"
    for _ in range(3):
        line = _LEAD_IN.sub("", line)
    return _capital(_cut(line).strip(_EDGES))


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]


def _cut(line: str) -> str:
    """At most a line: cut before a circumstance, so that no fragment of a phrase is left at its end."""
    if len(line) <= _LONGEST:
        return line
    breaks = [m.start() for m in _BREAK.finditer(line) if _SHORTEST <= m.start() <= _LONGEST]
    return line[: breaks[-1]] if breaks else line[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
