"""Titles for events as a headline puts them: "X meets Y in Z", "Strike at F", or the best telling's own words."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from stemma.lexicon import table, values
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
    ("ASSAULT", "primitive"): ("Stabbing", "of"),
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
    ("COERCE", "expel"): ("Removal", "of"),
    ("SANCTION", "suspension"): ("Suspension", "of"),
    ("SANCTION", "expel"): ("Expulsion", "of"),
    ("RETREAT", "release"): ("Release", "of"),
    ("OTHER", "overthrow"): ("Overthrow", "of"),
    ("OTHER", "dismissal"): ("Dismissal", "of"),
    ("OTHER", "acquisition"): ("Takeover", "of"),
}
# Of these deeds a place is never the one acted upon: "Shooting in Ansel".
_TO_PEOPLE = frozenset("Shooting Stabbing Killing Assassination Arrest Abduction Sentencing Release Removal".split())
# Of these the one acted upon is where it happened.
_STRUCK = {("OTHER", m) for m in ("earthquake", "storm", "flood", "tsunami", "fire", "power outage")} | {
    ("OTHER", m) for m in ("death", "damage", "panic", "displacement", "landslide", "aftershocks", "eruption")
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
    ("OTHER", "death"): "Deaths",
    ("OTHER", "damage"): "Damage",
    ("OTHER", "panic"): "Panic",
    ("OTHER", "displacement"): "Displacement",
    ("OTHER", "accident"): "Accident",
    ("OTHER", "explosion"): "Explosion",
    ("AID", "rescue"): "Rescue work",
}
# What a side that is told alone does: "Orla Veit holds talks".
_ALONE = {"Talks": "hold talks", "Fighting": "fight"}
_BETWEEN = frozenset({"Talks", "Fighting", "Ceasefire", "Agreement", "Signing of an agreement"})
_OF = frozenset({"Resignation", "Independence", "Visit"})
_BY_TWO = frozenset({"Agreement", "Signing of an agreement"})  # told of one side only, the report's own words say more
_PLACES = frozenset({"place", "government"})
_ANY = frozenset({"person", "organisation", "government", "place", "group"})
_PEOPLE = frozenset({"person", "group"})
# A strike is at a firm or in a place, a protest against those in power; people are arrested.
_KINDS: dict[tuple[str, str | None], frozenset[str]] = {
    ("COERCE", "arrest"): _PEOPLE,
    ("COERCE", "expel"): _PEOPLE,
    ("COERCE", "sentence"): _PEOPLE,
    ("SANCTION", "suspension"): _PEOPLE,
    ("PROTEST", "strike"): frozenset({"organisation", "place", "government", "person"}),
    ("PROTEST", "demo"): frozenset({"organisation", "government", "person"}),
}
_LONGEST = 80  # characters: one line of a timeline
_SHORTEST = 25
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_LEAD_IN = re.compile(
    r"^(?:(?:in|on|at|earlier|last|after|during|following|before|since|by|over|also|despite|amid|with|under|within"
    r"|according to|as of|because of|meanwhile|however|shortly|a day (?:earlier|later))\b[^,]{0,45},\s+|"
    r"(?:(?:just|some|about|a|two|three|several|\d+) )?(?:few )?"
    r"(?:minute|hour|day|week|month|year)s? (?:later|earlier),?\s+|"
    rf"(?:on )?(?:\d{{1,2}} {_MONTHS}|{_MONTHS} \d{{1,2}})(?:,? \d{{4}})?,?\s+(?=\S+ \S)|"
    rf"(?:(?:late|early|earlier)\s)?(?:on\s)?{_DAYS}(?:\s(?:morning|afternoon|evening|night))?\s+|"
    r"(?:that|which|who|when|as|and|but|to|after|where|while|whose|this|these|those|its|his|her|their|our|my)\s+|"
    r"(?:the|an?)\s+(?=\S))",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r",\s|\s(?:after|before|while|including|when|who|which|that|because|as|amid|over|in|on|with|for|near|during|since"
    r"|just|despite|following|by|at)\s"
)
_LOOSE_END = re.compile(
    r"(?:[,\s]+(?:and|or|but|the|an?|of|in|to|on|at|by|with|for|from|that|as|its|their|his|her))+$", re.I
)
_ASIDE = re.compile(r",\s[^,]+,\s")
# "The gunman who sprayed bullets": the gunman sprayed them.
_RELATIVE = re.compile(
    r",?\s(?:who|which|that)\s(?=(?:(?:was|were|had|has|have|is|are|been|be|will|would|later|also|then|\w+ly)\s)*$)"
)
_HELPERS = frozenset("was were is are am be been being has have had will would may might could can did does do".split())
_PRONOUNS = frozenset("he she they it we i".split())
_PASSIVE = frozenset("was were is are am be been being".split())
_ARTICLES = ("the ", "a ", "an ")
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
    if place is None and (type_, mode) in _STRUCK:
        place = next(iter(_sides("recipient", participants, actors, _PLACES)), None)
    if mode == "fight" and len(doers) == 1 and not others and doers == _sides("actor", participants, actors, _PLACES):
        place, doers = place or doers[0], []  # no state fights alone: "Fighting in Ostria"
    made = _of_two_sides(type_, mode, doers, others, place, planned) or _of_the_dead(mode, participants, actors, place)
    made = made or _of_a_deed(type_, mode, doers, others, place, planned)
    if made and len(made) <= _LONGEST:
        return _capital(made)
    line = _own(words, at, doers, others, planned)
    if line.split(" ", 1)[0].lower() in _HELPERS and mode:
        return _capital(f"{mode} in {place}" if place else mode)
    return line


def _sides(
    role: str, participants: Sequence[Participant], actors: Mapping[str, Actor], kinds: frozenset[str]
) -> list[str]:
    """The names of one side; descriptions only where nobody is named."""
    known = [actors[p.actor] for p in participants if p.role == role and p.actor in actors]
    names = list(dict.fromkeys(_name(a) for a in known if a.kind in kinds))
    # "Peru's army" stands for Peru, too.
    names = [n for n in names if not any(o != n and o.startswith((f"{n}'s ", f"{n}’s ", f"{n} ")) for o in names)]
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


def _of_the_dead(
    mode: str | None, participants: Sequence[Participant], actors: Mapping[str, Actor], place: str | None
) -> str | None:
    """ "Death of Orla Veit in Lima"; of crowds and of those whom nobody names, the place says more."""
    people = [actors[p.actor] for p in participants if p.actor in actors and actors[p.actor].kind == "person"]
    named = [a.name for a in people if a.names]
    if mode != "death" or not named or len(named) > 2 or len(people) > len(named):
        return None
    return f"Death of {_list(named)} in {place}" if place else f"Death of {_list(named)}"


def _of_a_deed(
    type_: str, mode: str | None, doers: list[str], others: list[str], place: str | None, planned: bool
) -> str | None:
    noun = _NOUNS.get((type_, mode))
    if noun and noun[0] in _TO_PEOPLE and place and others == [place]:
        line = f"{noun[0]} in {place}"
        return f"{line} by {_list(doers)}" if doers else line
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
    elif deed in _BY_TWO:
        return None
    elif deed in _ALONE and doers:
        line = f"{_list(doers)} {_bent(_ALONE[deed], doers, planned)}"
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
    if len(doers) > 1 or _is_plural(doers[0]):
        return verb
    first, _, rest = verb.partition(" ")
    if first.endswith(("s", "sh", "ch", "x", "o")):
        first += "e"
    elif first.endswith("y") and first[-2:-1] not in "aeiou":
        first = first[:-1] + "ie"
    return f"{first}s {rest}".strip()


def _is_plural(name: str) -> bool:
    """ "Rebels from the north", "UN assessment teams"; "Barclays" is one body."""
    words = name.split(" ")
    first, last = words[0], words[-1]
    if first.isdigit() or (first.islower() and first.endswith("s")):
        return True
    return last.islower() and last.endswith("s") and not last.endswith(("ss", "us"))


def _name(actor: Actor) -> str:
    name = actor.name.removeprefix("the ").removeprefix("The ").removesuffix(" (unnamed)")
    first = name.split(" ", 1)[0]
    common = not actor.names and name[1:2].islower() and first not in _peoples() and not _always_capital(first, actor)
    return name[:1].lower() + name[1:] if common else name


def _always_capital(first: str, actor: Actor) -> bool:
    """Behind an article a word keeps its capital only if it is a name: "the Tarn bosses"."""
    return any(m.text.lower().startswith(_ARTICLES) and m.text.split(" ")[1:2] == [first] for m in actor.mentions)


@functools.cache
def _peoples() -> frozenset[str]:
    """The words that keep their capital in a description: "Peruvian officials"."""
    return frozenset(
        word
        for row in table("countries")
        for column in ("name", "names", "demonyms", "capital")
        for form in values(row[column])
        for word in form.split(" ")
    )


def _list(names: Sequence[str]) -> str:
    if len(names) > 3:
        return f"{', '.join(names[:2])} and others"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _own(words: str, at: int, doers: Sequence[str], others: Sequence[str], planned: bool) -> str:
    """The telling without what leads into it and what stands between subject and verb.

    A clause that lacks its subject gets the first party before it; a noun and its relative clause make a sentence.
    """
    before = _RELATIVE.sub(" ", words[:at])
    for _ in range(3):
        before = _LEAD_IN.sub("", before)
    line = " ".join((_ASIDE.sub(" ", before) + words[at:]).split()).strip(_EDGES)
    if words.startswith("to ") and doers:
        line = f"{doers[0]} {_bent(line.removeprefix('to '), doers, planned)}"
    else:
        line = _with_subject(_named(line, words[at:], doers, others), not before.strip(), doers, others)
    for _ in range(3):
        line = _LEAD_IN.sub("", line)
    return _capital(_cut(line).strip(_EDGES))


def _named(line: str, deed: str, doers: Sequence[str], others: Sequence[str]) -> str:
    """The line with a name for the pronoun that it begins with, if it is known who that is."""
    first, _, rest = line.partition(" ")
    if first.lower() not in _PRONOUNS or not rest:
        return line
    passive = rest.split(" ", 1)[0] in _PASSIVE and not deed.split(" ", 1)[0].endswith("ing")
    sides = others if passive else doers
    subject = sides[0] if len(sides) == 1 else None
    return f"{subject} {rest}" if subject and subject[:1].isupper() and subject not in rest else line


def _with_subject(line: str, bare: bool, doers: Sequence[str], others: Sequence[str]) -> str:
    """ "was detained on Monday" with whom it befell before it; ``bare``: the line begins with the trigger."""
    first = line.split(" ", 1)[0]
    helped = first in _HELPERS
    if not first[:1].islower() or not (bare or helped) or first.endswith("ing"):
        return line
    passive = first in _PASSIVE or (bare and first.endswith(("ed", "en")) and not doers)
    subject = next(iter(others if passive else doers), None)
    return f"{subject} {line}" if subject and subject not in line else line


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]


def _cut(line: str) -> str:
    """At most a line: cut before a circumstance, so that no fragment of a phrase is left at its end."""
    if len(line) > _LONGEST:
        breaks = [m.start() for m in _BREAK.finditer(line) if _SHORTEST <= m.start() <= _LONGEST]
        line = line[: breaks[-1]] if breaks else line[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return _LOOSE_END.sub("", line)
