"""An event mention as its telling stands among the others: what it says of the event, and what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Mapping

from stemma.collation.common import Cast, Key, sentence_at
from stemma.collation.events.days import day_of
from stemma.collation.events.items import Item
from stemma.collation.events.pairs import BETWEEN, FIGHT, Told, apart
from stemma.collation.events.parties import parties_of
from stemma.collation.events.wars import War, war_told
from stemma.collation.gazetteer import plain_name, spot
from stemma.model import Actor, EventMention, Stretch, Time, Witness
from stemma.reading.figures.measures import strength

_WORD = re.compile(r"[^\W\d_][\w'’-]+|\d+")
_STOP = frozenset(
    """the a an of in on at to for from with by and or but that which who whom whose this these those his her its their
    is are was were be been being has have had will would it he she they them him as after before when while said
    says not no than then there where about into over more less some any all also one two""".split()
)
_SEVERAL_OF = re.compile(
    r"\b(?:spate|series|wave|string|rash|succession|dozens|hundreds|number|pattern) of\s+(?:\S+\s+){0,2}$"
)
# Words of habit, with no other clause between them and the deed: "has often been accused of shelling".
_OFTEN = re.compile(
    r"\b(?:often|frequently|repeatedly|regularly|routinely|usually|sometimes|occasionally|periodically|traditionally)\b"
    r"(?![^.]*\b(?:which|who|when|where|after|before|because|while|but|and)\b)[^,;:\"“”]*$",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(?:(?:multiple|several|many|numerous|countless|three|four|five|six|\d+) times|repeatedly|"
    r"on (?:several|many|multiple|numerous) occasions)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:when|since|after|despite|following)\s", re.IGNORECASE)
_RIGHT_BEFORE = 12  # characters, of the word that puts an event before another one
_INDEFINITE = re.compile(r"(?:an?|any|another|some|more)\s", re.IGNORECASE)
_BEGAN = re.compile(r"\b(?:since|began|begun|started|broke out|broken out|erupted)\b", re.IGNORECASE)
_FIRSTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}


def item_of(
    witness: Witness,
    index: int,
    m: EventMention,
    cast: Cast,
    times: Mapping[Key, Time],
    actors: Mapping[str, Actor],
    states: Mapping[str, str],
    spoken_for: Mapping[str, frozenset[str]],
    around: str | None,
    countries: frozenset[str],
) -> Item:
    """A mention (``index``: its number in the reading) with its time, its place, and what linking compares.

    ``actors`` are by id, ``states`` the countries' actors by ISO code, ``spoken_for`` whom a person speaks for;
    ``around`` is about when the report was written, ``countries`` are those that the story names.
    """
    report = witness.report
    when = times.get((report.sha256, m.time)) if m.time is not None else None
    words = m.span.of(report.text)
    place = m.place
    found = spot(place.of(report.text), countries) if place else None
    parties_told = parties_of(witness, m, cast, actors, states, spoken_for)
    # "We" may be anybody whom the speaker speaks for.
    took_part = {p.actor for p in parties_told if not p.loose}
    # Only names tell parties apart: "some 3,000 workers" and "the night shift" may be one crowd.
    named = (a for a in took_part if m.type in BETWEEN or any(x.type == "name" for x in actors[a].mentions))
    bodies = {p.actor: p.body for p in parties_told if p.body}
    named_parties = frozenset(bodies.get(a, a) for a in named)
    befell = frozenset(
        p.actor
        for p in parties_told
        if p.role == "recipient" and p.actor in named_parties and actors[p.actor].kind == "person"
    )
    war = _war(witness, m, around, day_of(when))
    number = next((_FIRSTS[w] for w in words.lower().split() if w in _FIRSTS), 0)
    content = frozenset(w.lower() for w in _WORD.findall(words) if w.lower() not in _STOP)
    told = Told(
        report=report.id,
        start=m.trigger.start,
        lemma=m.lemma,
        type=m.type,
        mode=m.mode,
        words=content,
        parties=named_parties,
        day=day_of(when),
        place=(found.name if found else plain_name(place.of(report.text))).casefold() if place else None,
        country=found.country if found else None,
        background=m.background,
        old=when is None and (_goes_before(witness, m) or _among_old_days(witness, m, times, around)),
        exact=found is not None and found.precision != "country",
        bare=not (took_part or day_of(when) or place or war) and (_points_back(words) or m.type != "CONSULT"),
        indefinite=bool(_INDEFINITE.match(words)),
        number=number,
        around=around,
        several=_tells_of_several(witness, m),
        strength=strength(words) if m.mode == "earthquake" else None,
        befell=befell,
        war=war,
    )
    return Item(witness, index, m, told, when, found, place)


def _goes_before(witness: Witness, m: EventMention) -> bool:
    """ "When the islands seceded", "despite his flight": what went before the thing that the sentence tells."""
    text = witness.report.text
    right_before = max(_sentence(witness, m).start, m.span.start - _RIGHT_BEFORE)
    return bool(_BEFORE.search(text, right_before, m.span.start) or _BEFORE.match(text, m.span.start))


def _among_old_days(witness: Witness, m: EventMention, times: Mapping[Key, Time], around: str | None) -> bool:
    """Does the sentence name days, all of them long gone when the report was written?

    Not of "the ministers' visit" that it opens with: that is the news which the old days are told beside.
    """
    sentence = _sentence(witness, m)
    opens = m.tense is None and m.span.start == sentence.start
    if opens and not _INDEFINITE.match(witness.report.text, sentence.start):
        return False
    days = [
        day
        for n, expression in enumerate(witness.reading.times)
        if sentence.start <= expression.span.start < sentence.end
        and (day := day_of(times.get((witness.report.sha256, n))))
    ]
    return bool(days) and all(apart(day, around) for day in days)


def _war(witness: Witness, m: EventMention, around: str | None, day: str | None) -> War | None:
    """How long the war lasted that a mention tells of."""
    if m.mode != FIGHT:
        return None
    text = witness.report.text
    here = _sentence(witness, m)
    at = m.trigger.start - here.start
    since = day if day and _BEGAN.search(here.of(text)) else None
    return war_told(here.of(text), at, at + len(m.trigger.of(text)), around, since)


def _sentence(witness: Witness, m: EventMention) -> Stretch:
    return sentence_at(witness, m.trigger.start) or m.span


def _tells_of_several(witness: Witness, m: EventMention) -> bool:
    """ "A spate of robberies", "has often bombed", "went there several times": not the one that the story is about."""
    text, here = witness.report.text, _sentence(witness, m)
    if m.tense is None and _SEVERAL_OF.search(text[max(0, m.span.start - 40) : m.trigger.start]):
        return True
    before, after = text[here.start : m.trigger.start], text[m.trigger.end : max(m.span.end, m.trigger.end)]
    return bool(_OFTEN.search(before) or (m.tense is not None and _TIMES.search(after)))


def _points_back(words: str) -> bool:
    """A short definite phrase: "the attack", "the powerful tremor", "both strikes"."""
    parts = words.lower().split()
    return 1 < len(parts) <= 3 and parts[0] in ("the", "this", "that", "these", "those", "both")
