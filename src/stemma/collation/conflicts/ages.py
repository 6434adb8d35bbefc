"""Conflicts of age: reports of one week that give one person different ages, as slips and mixed-up people make them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from stemma.collation.conflicts.sides import conflict, side
from stemma.collation.dates.calendar import days
from stemma.model import Actor, Conflict, Span, Witness

OLDEST = 110
SAME_STORY = 60  # days between two reports from which a birthday may lie between them

_AFTER = re.compile(
    r"\s*(?:,\s*(?:aged\s+|who is\s+)?|\(|\s+aged\s+|,?\s+age\s+|\s+is\s+)(\d{1,3})(?=\s*(?:,(?!\d)|\)|\.(?!\d)|;|$))"
)
_BEFORE = re.compile(r"\b(\d{1,3})[- ]year[- ]old\s+(?:(?:[\w’'-]+|[A-Z][a-z]{0,2}\.)\s+){0,4}?$")
_YEARS_OLD = re.compile(
    r",?\s+(?:who\s+)?(?:is|was|turned)\s+(\d{1,3})(?:\s+years\s+old)?(?=\s*(?:,(?!\d)|\.(?!\d)|;|$|and\b|when\b))"
)


def age_conflicts(witnesses: Sequence[Witness], actors: Mapping[str, Actor]) -> list[Conflict]:
    """People whom reports of the same weeks give different ages."""
    texts = {w.report.id: w.report.text for w in witnesses}
    published = {w.report.id: w.report.published or "" for w in witnesses}
    found = []
    for actor in actors.values():
        if actor.kind != "person":
            continue
        told: dict[int, list[Span]] = {}
        for age, span in _ages(actor, texts):
            told.setdefault(age, []).append(span)
        reports = {s.report for spans in told.values() for s in spans}
        if len(told) < 2 or len(reports) < 2 or not _one_time([published[r] for r in reports]):
            continue
        sides = [side(spans, age, (actor.id,)) for age, spans in sorted(told.items())]
        about = f"age of {actor.name}: " + " or ".join(str(age) for age in sorted(told))
        found.append(conflict("figure", about, sides, "ages-differ", "the reports give different ages", 0.7))
    return found


def _ages(actor: Actor, texts: Mapping[str, str]) -> Iterator[tuple[int, Span]]:
    """The ages that stand beside the actor's names ("Ida Rook, 43,", "43-year-old Ida Rook") with their words."""
    for m in actor.mentions:
        if m.type != "name" or m.report not in texts:
            continue
        text = texts[m.report]
        after = _AFTER.match(text, m.end) or _YEARS_OLD.match(text, m.end)
        start, end, match = m.start, m.end, after
        if after:
            end = after.end(1)
        else:
            line = text.rfind("\n", 0, m.start) + 1
            match = _BEFORE.search(text, max(line, m.start - 60), m.start)
            start = match.start() if match else start
        if match and 0 < int(match[1]) <= OLDEST:
            yield int(match[1]), Span(report=m.report, start=start, end=end, text=text[start:end])


def _one_time(published: Sequence[str]) -> bool:
    """Were the reports published so near each other that nobody grew older meanwhile? Undated ones may have been."""
    known = sorted(d[0] for day in published if len(day) >= len("2031-05") and (d := days(day)))
    return not known or (known[-1] - known[0]).days <= SAME_STORY
