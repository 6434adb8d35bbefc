"""Conflicts of dates that events do not show: near misses, such as "in April" and "in May" of one and the same storm.

Slips and rival memories put a thing one day, month or year off; what lies further apart is another thing as a rule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

import msgspec

from stemma.collation.clauses import Clause, clause_at, in_words
from stemma.collation.common import cut, in_debris
from stemma.collation.conflicts.matter import Matter, alike, in_common, matter_of, promising
from stemma.collation.conflicts.sides import conflict, side
from stemma.collation.dates.calendar import days
from stemma.collation.similarity import Embedder, Rarity
from stemma.model import Conflict, Event, Span, Stretch, Time, Witness

ONE_THING = 0.4  # score from which two neighbouring dates are of one thing
SAME_DEED = 0.1  # for events of one kind in the two clauses
FEWEST_SHARED = 2  # content words of the two sentences in common
MOST_HOLDERS = 60  # dates; words that stand beside more of them tell no two apart
FURTHEST_YEAR, FURTHEST = 2, 1  # years, and months or days, by which one date misses another
AROUND = 6  # words on either side of a date by which a reader sees what it dates
_VALUE = re.compile(r"\d{4}(?:-\d\d){0,2}")


class _Dated(msgspec.Struct, frozen=True):
    """A date of a report with what stands about it and the kinds of deeds that its clause tells."""

    time: Time
    witness: int
    value: str
    matter: Matter
    deeds: frozenset[str]


def near_misses(
    witnesses: Sequence[Witness],
    pieces: Sequence[Clause],
    times: Sequence[Time],
    events: Sequence[Event],
    embedder: Embedder | None,
) -> list[Conflict]:
    """Dates of different reports that lie next to each other and date what may well be one thing; a conflict a pair."""
    told = _dated(witnesses, pieces, times, events)
    given: dict[str, set[str]] = {}
    for t in told:
        given.setdefault(t.time.report, set()).update((t.value, t.value[:7], t.value[:4]))
    holders: dict[str, list[int]] = {}
    for i, t in enumerate(told):
        for stem in sorted(t.matter.words):
            holders.setdefault(stem, []).append(i)
    met = {p for held in holders.values() if len(held) <= MOST_HOLDERS for p in combinations(held, 2)}
    rarity = Rarity(s.of(w.report.text) for w in witnesses for s in w.reading.sentences)
    hopeful = {
        (i, j): in_common(told[i].matter, told[j].matter, rarity) + _same_deed(told[i], told[j])
        for i, j in sorted(met)
        if _may_be_one(told[i], told[j], given)
    }
    likeness = alike(promising(hopeful), [t.matter for t in told], rarity, embedder)
    scores = {(i, j): score + _same_deed(told[i], told[j]) for (i, j), score in likeness.items()}
    best: dict[tuple[str, str], tuple[float, int, int]] = {}
    for (i, j), score in sorted(scores.items()):
        values = sorted((told[i].value, told[j].value))
        if score >= ONE_THING and score > best.get((values[0], values[1]), (0.0, 0, 0))[0]:
            best[values[0], values[1]] = (score, i, j)
    return [_conflict(witnesses, pieces, told[i], told[j], score) for _, (score, i, j) in sorted(best.items())]


def _dated(
    witnesses: Sequence[Witness], pieces: Sequence[Clause], times: Sequence[Time], events: Sequence[Event]
) -> list[_Dated]:
    place = {w.report.id: i for i, w in enumerate(witnesses)}
    deeds: dict[str, list[tuple[int, str]]] = {}
    for e in events:
        for m in e.mentions:
            deeds.setdefault(m.report, []).append((m.trigger.start, f"{e.type} {e.mode or m.trigger.text.lower()}"))
    found = []
    for t in times:
        value = (t.value or "").partition("T")[0]
        w, own = place[t.report], Stretch(t.start, t.end)
        if t.type not in ("DATE", "TIME") or not _VALUE.fullmatch(value):
            continue
        if in_debris(witnesses[w], own):
            continue
        near = _clause(pieces, w, t)
        kinds = frozenset(k for at, k in deeds.get(t.report, ()) if near.start <= at < near.end)
        found.append(_Dated(t, w, value, matter_of(witnesses, pieces, w, own), kinds))
    return found


def _clause(pieces: Sequence[Clause], witness: int, time: Time) -> Stretch:
    piece = clause_at(pieces, witness, time.start)
    return Stretch(piece.start, piece.end) if piece else Stretch(time.start, time.end)


def _same_deed(a: _Dated, b: _Dated) -> float:
    return SAME_DEED * bool(a.deeds & b.deeds)


def _may_be_one(a: _Dated, b: _Dated, given: Mapping[str, set[str]]) -> bool:
    """Do two dates of one grain lie next to each other, and does neither report know the other's date?"""
    if a.witness == b.witness or a.value == b.value or len(a.value) != len(b.value):
        return False
    if b.value in given[a.time.report] or a.value in given[b.time.report]:
        return False
    return _neighbours(a.value, b.value) and len(a.matter.words & b.matter.words) >= FEWEST_SHARED


def _neighbours(one: str, other: str) -> bool:
    first, second = days(one), days(other)
    if first is None or second is None:
        return False
    x, y = first[0], second[0]
    if len(one) == len("2031"):
        turned = one[:2] == other[:2] and one[2:] == other[:1:-1]
        return turned or abs(x.year - y.year) <= FURTHEST_YEAR
    if len(one) == len("2031-05"):
        return abs((x.year - y.year) * 12 + x.month - y.month) <= FURTHEST
    return abs((x - y).days) <= FURTHEST


def _conflict(witnesses: Sequence[Witness], pieces: Sequence[Clause], a: _Dated, b: _Dated, score: float) -> Conflict:
    ordered = sorted((a, b), key=lambda t: t.value)
    sides = [side([_span(witnesses, pieces, t)], t.value) for t in ordered]
    about = f"when: “{sides[0].spans[0].text}” or “{sides[1].spans[0].text}”"
    why = "like words, dates next to each other"
    return conflict("date", cut(about, 160), sides, "dates-near", why, min(0.6, 0.2 + score / 2))


def _span(witnesses: Sequence[Witness], pieces: Sequence[Clause], told: _Dated) -> Span:
    return in_words(witnesses, pieces, told.witness, told.time.start, told.time.end, AROUND)
