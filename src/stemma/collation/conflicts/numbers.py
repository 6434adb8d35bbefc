"""Conflicts of figures, days and clock times: rival values for one thing; a growing toll is an update, no conflict."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from stemma.collation.clauses import Clause, clause_at, in_words, span_of
from stemma.collation.conflicts.sides import conflict, side
from stemma.model import Conflict, Event, Figure, FigureValue, Span, Stretch, Witness

_CLOCK = re.compile(r"T(\d\d):(\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?$")
_BRACKET = re.compile(r"\s*[(\[,/]\s*|\s+or\s+")
AROUND = 5  # words on either side of a figure by which a reader sees what it counts
NEAR = 10  # minutes; clock times as near as this are one time, rounded


def figure_conflicts(figures: Sequence[Figure]) -> list[Conflict]:
    """Figures whose reports differ, then doubts that no such conflict covers; one conflict on the same words."""
    found: list[Conflict] = []
    for figure in figures:
        told = [v for v in figure.values if v.value is not None]
        if figure.relation == "differ" and len(told) > 1:
            sides = [side(v.mentions, v.value, (figure.id,)) for v in told]
            about = f"{figure.subject}: " + " or ".join(_number(v) for v in told)
            found.append(conflict("figure", about, sides, "figure-differs", "the reports give different values", 0.7))
    found = _distinct(found)
    told_once: set[frozenset[str] | None] = set()  # both figures of a swap are doubtful, and it is one doubt
    for figure in figures:
        for doubt in figure.doubts:
            spans = list({(s.report, s.start, s.end): s for s in doubt.spans}.values())[:4]
            swapped = frozenset(s.report for s in spans) if doubt.kind == "swap" else None
            if swapped and swapped in told_once:
                continue
            told_once.add(swapped)
            if len(spans) > 1 and not any(_covers(c, spans) for c in found):
                sides = [side((s,), None, (figure.id,)) for s in spans]
                found.append(conflict("figure", doubt.why, sides, f"figure-{doubt.kind}", doubt.why, 0.5))
    return found


def worded(found: Sequence[Conflict], witnesses: Sequence[Witness], pieces: Sequence[Clause]) -> list[Conflict]:
    """The conflicts with the words around each figure: a bare number tells a reader nothing."""
    place = {w.report.id: i for i, w in enumerate(witnesses)}
    return [_worded(c, witnesses, pieces, place) for c in found]


def _worded(
    found: Conflict, witnesses: Sequence[Witness], pieces: Sequence[Clause], place: Mapping[str, int]
) -> Conflict:
    sides = tuple(
        msgspec.structs.replace(
            x, spans=tuple(in_words(witnesses, pieces, place[s.report], s.start, s.end, AROUND) for s in x.spans)
        )
        for x in found.sides
    )
    return msgspec.structs.replace(found, sides=sides)


def _distinct(found: Sequence[Conflict]) -> list[Conflict]:
    """One conflict where several figures stand on the same words ("no casualties": none killed, none injured)."""
    kept: list[Conflict] = []
    for c in sorted(found, key=lambda c: (-len(c.sides), -sum(len(s.spans) for s in c.sides), c.id)):
        places = {(s.report, s.start, s.end) for x in c.sides for s in x.spans}
        if not any((s.report, s.start, s.end) in places for k in kept for x in k.sides for s in x.spans):
            kept.append(c)
    order = {c.id: i for i, c in enumerate(found)}
    return sorted(kept, key=lambda c: order[c.id])


def _covers(known: Conflict, spans: Sequence[Span]) -> bool:
    """Does the conflict set two of the spans against each other already?"""
    met = {i for i, x in enumerate(known.sides) for s in x.spans for o in spans if _touch(s, o)}
    return len(met) > 1


def _touch(a: Span, b: Span) -> bool:
    return a.report == b.report and a.start < b.end and b.start < a.end


def _number(value: FigureValue) -> str:
    if value.value is None:
        return "?"
    marks = {"about": "about ", "at-least": "at least ", "up-to": "up to "}
    return marks.get(value.bound, "") + f"{value.value:,.10g}"


def day_conflicts(events: Sequence[Event]) -> list[Conflict]:
    """Events that reports put on different days."""
    found = []
    for event in events:
        if not event.when or not event.when.rivals or not event.date:
            continue
        by_value: dict[str, list[Span]] = {event.date: []}
        rivals = {r.report: r.value for r in event.when.rivals}
        for m in event.mentions:
            here = rivals.get(m.report, event.date)
            by_value.setdefault(here, []).append(Span(report=m.report, start=m.start, end=m.end, text=m.text))
        sides = [side(spans, v, (event.id,)) for v, spans in by_value.items() if spans]
        if len(sides) > 1:
            about = f"when: {event.title or event.mentions[0].text}: " + " or ".join(str(s.value) for s in sides)
            found.append(conflict("date", about, sides, "date-differs", "the reports give different days", 0.5))
    return found


def clock_conflicts(witnesses: Sequence[Witness], pieces: Sequence[Clause], events: Sequence[Event]) -> list[Conflict]:
    """Events that reports put at different times of the day: another hour, or the same hour of another zone."""
    place = {w.report.id: i for i, w in enumerate(witnesses)}
    found = _same_hands(witnesses, pieces)
    for event in events:
        told: dict[tuple[int, str], list[Span]] = {}
        own: list[tuple[Witness, Stretch, tuple[int, str]]] = []
        for m in event.mentions:
            witness = witnesses[place[m.report]]
            sentence = next((s for s in witness.reading.sentences if s.start <= m.trigger.start < s.end), None)
            if sentence is None:
                continue
            for t in witness.reading.times:
                moment = _CLOCK.search(t.clock or "")
                if not moment or t.in_debris or not t.span.within(sentence):
                    continue
                minute = int(moment[1]) * 60 + int(moment[2])
                known = next((k for k in told if abs(k[0] - minute) <= NEAR and k[1] == (moment[3] or "")), None)
                words = _clause_at(witnesses, pieces, place[m.report], t.span)
                key = known or (minute, moment[3] or "")
                told.setdefault(key, []).append(words)
                own.append((witness, t.span, key))
        told = _without_own_glosses(_converted(told, own))
        if len(told) < 2 or len({s.report for spans in told.values() for s in spans}) < 2:
            continue
        sides = [side(spans, _clock(*key), (event.id,)) for key, spans in sorted(told.items())]
        if any(_covers(c, [x.spans[0] for x in sides]) for c in found):
            continue
        about = f"at what time: {event.title}: " + " or ".join(str(x.value) for x in sides)
        found.append(conflict("date", about, sides, "clock-differs", "the reports give different times of day", 0.6))
    return found


def _same_hands(witnesses: Sequence[Witness], pieces: Sequence[Clause]) -> list[Conflict]:
    """One and the same clock time that reports put in different zones: one of them lost the zone or shifted it."""
    told: dict[int, dict[str, list[Span]]] = {}
    for w, witness in enumerate(witnesses):
        for t in witness.reading.times:
            moment = _CLOCK.search(t.clock or "")
            if moment and not t.in_debris and t.value is None and int(moment[1]) * 60 + int(moment[2]):
                zones = told.setdefault(int(moment[1]) * 60 + int(moment[2]), {})
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


def _clock(minute: int, zone: str) -> str:
    name = {"Z": " GMT", "": " (no zone or local time)"}.get(zone, f" {zone}")
    return f"{minute // 60:02d}:{minute % 60:02d}{name}"


def _clause_at(witnesses: Sequence[Witness], pieces: Sequence[Clause], witness: int, where: Stretch) -> Span:
    p = clause_at(pieces, witness, where.start)
    if p is None:
        return span_of(witnesses, witness, where.start, where.end)
    return span_of(witnesses, witness, p.start, max(p.end, where.end))
