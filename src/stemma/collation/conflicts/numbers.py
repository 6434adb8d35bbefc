"""Conflicts of figures and days: rival values for one thing; a growing toll is an update, no conflict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from stemma.collation.clauses import Clause, in_words
from stemma.collation.conflicts.sides import conflict, side
from stemma.model import Conflict, Event, Figure, FigureValue, Span, Witness, place_of

AROUND = 5  # words on either side of a figure by which a reader sees what it counts


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
            if len(spans) > 1 and not any(covers(c, spans) for c in found):
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


def covers(known: Conflict, spans: Sequence[Span]) -> bool:
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
            by_value.setdefault(here, []).append(place_of(m))
        sides = [side(spans, v, (event.id,)) for v, spans in by_value.items() if spans]
        if len(sides) > 1:
            about = f"when: {event.title or event.mentions[0].text}: " + " or ".join(str(s.value) for s in sides)
            found.append(conflict("date", about, sides, "date-differs", "the reports give different days", 0.5))
    return found
