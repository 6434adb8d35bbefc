"""Conflicts of clock times: another hour of one event, one hour in two zones, near hours of a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

import msgspec

from stemma.collation.clauses import Clause, clause_at, span_of
from stemma.collation.common import sentence_at
from stemma.collation.conflicts.numbers import covers
from stemma.collation.conflicts.sides import conflict, side
from stemma.model import Conflict, Event, Span, Stretch, Time, Witness

NEAR = 10  # minutes; clock times as near as this are one time, rounded
LEAST_APART, MOST_APART = 5, 60  # minutes between two reports' times for what may well be one thing
MOST_CLOCKS = 3  # of a report; one that tells a day hour by hour has a time near any other
_CLOCK = re.compile(r"T(\d\d):(\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?$")
_BRACKET = re.compile(r"\s*[(\[,/]\s*|\s+or\s+")


def clock_conflicts(
    witnesses: Sequence[Witness], pieces: Sequence[Clause], events: Sequence[Event], times: Sequence[Time] = ()
) -> list[Conflict]:
    """Events that reports put at different times of the day: another hour, or the same hour of another zone."""
    place = {w.report.id: i for i, w in enumerate(witnesses)}
    found = _same_hands(witnesses, pieces)
    for event in events:
        told: dict[tuple[int, str], list[Span]] = {}
        own: list[tuple[Witness, Stretch, tuple[int, str]]] = []
        for m in event.mentions:
            witness = witnesses[place[m.report]]
            sentence = sentence_at(witness, m.trigger.start)
            if sentence is None:
                continue
            for t in witness.reading.times:
                moment = _CLOCK.search(t.clock or "")
                if not moment or t.in_debris or not t.span.within(sentence):
                    continue
                minute = _minute(moment)
                known = next((k for k in told if abs(k[0] - minute) <= NEAR and k[1] == (moment[3] or "")), None)
                words = _clause_at(witnesses, pieces, place[m.report], t.span)
                key = known or (minute, moment[3] or "")
                told.setdefault(key, []).append(words)
                own.append((witness, t.span, key))
        told = _without_own_glosses(_converted(told, own))
        if len(told) < 2 or len({s.report for spans in told.values() for s in spans}) < 2:
            continue
        sides = [side(spans, _clock(*key), (event.id,)) for key, spans in sorted(told.items())]
        if any(covers(c, [x.spans[0] for x in sides]) for c in found):
            continue
        about = f"at what time: {event.title}: " + " or ".join(str(x.value) for x in sides)
        found.append(conflict("date", about, sides, "clock-differs", "the reports give different times of day", 0.6))
    near = _near_hands(witnesses, pieces, times)
    return found + [c for c in near if not any(covers(k, [x.spans[0] for x in c.sides]) for k in found)]


def _same_hands(witnesses: Sequence[Witness], pieces: Sequence[Clause]) -> list[Conflict]:
    """One and the same clock time that reports put in different zones: one of them lost the zone or shifted it."""
    told: dict[int, dict[str, list[Span]]] = {}
    for w, witness in enumerate(witnesses):
        for t in witness.reading.times:
            moment = _CLOCK.search(t.clock or "")
            if moment and not t.in_debris and t.value is None and _minute(moment):
                zones = told.setdefault(_minute(moment), {})
                zones.setdefault(moment[3] or "", []).append(_clause_at(witnesses, pieces, w, t.span))
    found = []
    for minute, zones in sorted(told.items()):
        reports = [{s.report for s in spans} for spans in zones.values()]
        if minute % 30 == 0 or len(zones) < 2 or len(set().union(*reports)) < 2:
            continue  # round hours are the hands of many clocks
        sides = [side(spans, _clock(minute, zone)) for zone, spans in sorted(zones.items())]
        about = "at what time: " + " or ".join(str(x.value) for x in sides)
        found.append(conflict("date", about, sides, "zones-differ", "one clock time in different zones", 0.7))
    return found


class _Hand(msgspec.Struct, frozen=True):
    """A clock time of a report: its place, minute of the day, zone as worded, and the day if that is known."""

    witness: int
    minute: int
    zone: str
    where: Stretch
    day: str


def _near_hands(witnesses: Sequence[Witness], pieces: Sequence[Clause], times: Sequence[Time]) -> list[Conflict]:
    """Clock times of one day within an hour that different reports give, neither of them both; one conflict a pair."""
    days = {(t.report, t.start): (t.value or "").partition("T")[0] for t in times}
    hands = [
        _Hand(w, _minute(m), m[3] or "", t.span, days.get((witness.report.id, t.span.start), ""))
        for w, witness in enumerate(witnesses)
        for t in witness.reading.times
        for m in [_CLOCK.search(t.clock or "")]
        if m and not t.in_debris
    ]
    of = {w: [h for h in hands if h.witness == w] for w in {h.witness for h in hands}}
    found: dict[tuple[int, int, str], dict[int, list[Span]]] = {}
    for a, b in combinations(hands, 2):
        if a.witness == b.witness or a.zone != b.zone or (a.day and b.day and a.day != b.day):
            continue
        if (
            not LEAST_APART <= abs(a.minute - b.minute) <= MOST_APART
            or _knows(of[a.witness], b)
            or _knows(of[b.witness], a)
        ):
            continue
        told = found.setdefault((min(a.minute, b.minute), max(a.minute, b.minute), a.zone), {})
        for h in (a, b):
            told.setdefault(h.minute, []).append(_clause_at(witnesses, pieces, h.witness, h.where))
    made = []
    for (_, _, zone), told in sorted(found.items()):
        sides = [side(spans, _clock(minute, zone)) for minute, spans in sorted(told.items())]
        about = "at what time: " + " or ".join(str(x.value) for x in sides)
        made.append(conflict("date", about, sides, "clocks-near", "times of one day within an hour", 0.5))
    return made


def _knows(own: Sequence[_Hand], other: _Hand) -> bool:
    """Has a report the other's time too, or so many times that one of them lies near it by chance?"""
    return len(own) > MOST_CLOCKS or any(abs(h.minute - other.minute) < LEAST_APART for h in own)


def _converted(
    told: dict[tuple[int, str], list[Span]], own: Sequence[tuple[Witness, Stretch, tuple[int, str]]]
) -> dict[tuple[int, str], list[Span]]:
    """The times with those made one that a report itself sets side by side: "3 p.m. (1200 GMT)" is one moment."""
    same = {key: key for key in told}
    for witness, span, key in own:
        for other, after, its in own:
            between = witness.report.text[span.end : after.start] if witness is other else "-"
            if span.end <= after.start and _BRACKET.fullmatch(between) and same[key] != same[its]:
                same = {k: same[key] if v == same[its] else v for k, v in same.items()}
    made: dict[tuple[int, str], list[Span]] = {}
    for key, spans in told.items():
        made.setdefault(same[key], []).extend(spans)
    return made


def _without_own_glosses(told: dict[tuple[int, str], list[Span]]) -> dict[tuple[int, str], list[Span]]:
    """The times without those that one and the same clause gives beside another one: its own conversion."""
    kept: dict[tuple[int, str], list[Span]] = {}
    seen: set[tuple[str, int, int]] = set()
    for key in sorted(told, key=lambda k: (-len({s.report for s in told[k]}), k)):
        spans = [s for s in told[key] if (s.report, s.start, s.end) not in seen]
        seen.update((s.report, s.start, s.end) for s in spans)
        if spans:
            kept[key] = spans
    return kept


def _minute(moment: re.Match[str]) -> int:
    """The minute of the day that a clock time names."""
    return int(moment[1]) * 60 + int(moment[2])


def _clock(minute: int, zone: str) -> str:
    name = {"Z": " GMT", "": " (no zone or local time)"}.get(zone, f" {zone}")
    return f"{minute // 60:02d}:{minute % 60:02d}{name}"


def _clause_at(witnesses: Sequence[Witness], pieces: Sequence[Clause], witness: int, where: Stretch) -> Span:
    p = clause_at(pieces, witness, where.start)
    if p is None:
        return span_of(witnesses, witness, where.start, where.end)
    return span_of(witnesses, witness, p.start, max(p.end, where.end))
