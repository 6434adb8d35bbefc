"""The matrix: which report tells which statement, event and figure, alone or not, and which leaves it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date

from stemma.model import Cell, Collation, Conflict, Event, Figure, Published, Span, Statement, Witness, place_of

OTHER_SUBJECT_DAYS = 14  # a report so much older than the story's others tells another visit, another strike
TELLING = frozenset({"told", "alone", "contradicted"})
"""The cells of a report that tells a record."""


def matrix(
    witnesses: Sequence[Witness],
    published: Mapping[str, Published],
    statements: Sequence[Statement],
    events: Sequence[Event],
    figures: Sequence[Figure],
    conflicts: Sequence[Conflict],
) -> tuple[Cell, ...]:
    """One cell a record and report, in the order of records and reports."""
    days = {w.report.id: _day(published.get(w.report.sha256)) for w in witnesses}
    older = _older(days)
    against = {
        (record, report): c.id
        for c in conflicts
        if c.status == "conflict"
        for side in c.sides[1:]
        for record in side.records
        for report in side.reports
    }
    cells = []
    for record, spans in _told(statements, events, figures):
        tellers = {s.report for s in spans}
        silent = _silent(tellers, days, older)
        for w in witnesses:
            report = w.report.id
            conflict = against.get((record, report)) if report in tellers else None
            if conflict:
                kind = "contradicted"
            elif report in tellers:
                kind = "alone" if len(tellers) == 1 else "told"
            else:
                kind = silent[report]
            cells.append(Cell(record=record, report=report, cell=kind, conflict=conflict))  # type: ignore[arg-type]
    return tuple(cells)


def completed(collation: Collation) -> tuple[Cell, ...]:
    """The collation's matrix with the cells that it need not name: the silence of the others on what one tells.

    They follow from the reports' days. A report in another language has no cells.
    """
    days = {r.id: _day(r.published) for r in collation.reports if r.language == "en"}
    older = _older(days)
    known: dict[str, dict[str, Cell]] = {}
    for c in collation.matrix:
        known.setdefault(c.record, {})[c.report] = c
    cells: list[Cell] = []
    for record, mine in known.items():
        tellers = {c.report for c in mine.values() if c.cell in TELLING}
        silent = _silent(tellers, days, older) if len(tellers) == 1 else {}
        for report in dict.fromkeys([*days, *mine]):
            if report in mine:
                cells.append(mine[report])
            elif report in silent:
                cells.append(Cell(record=record, report=report, cell=silent[report]))  # type: ignore[arg-type]
    return tuple(cells)


def _told(
    statements: Sequence[Statement], events: Sequence[Event], figures: Sequence[Figure]
) -> Iterable[tuple[str, list[Span]]]:
    for s in statements:
        yield s.id, [place_of(v) for v in s.variants]
    for e in events:
        yield e.id, [place_of(m) for m in e.mentions]
    for f in figures:
        yield f.id, [m for v in f.values for m in v.mentions]


def _silent(tellers: Set[str], days: Mapping[str, str | None], older: Set[str]) -> dict[str, str]:
    """For each report its cell if it does not tell a record."""
    first = min((d for r in tellers if (d := days.get(r))), default=None)
    cells = {}
    for report, day in days.items():
        if report in older and not older >= tellers:
            cells[report] = "other-subject"
        else:
            cells[report] = "not-yet-known" if first and day and day < first else "left-out"
    return cells


def _day(published: Published | None) -> str | None:
    return published.value[:10] if published and published.value and len(published.value) >= 10 else None


def _older(days: Mapping[str, str | None]) -> set[str]:
    """The reports that lie long before the middle one of the pile."""
    known = sorted(d for d in days.values() if d)
    if not known:
        return set()
    middle = date.fromisoformat(known[len(known) // 2])
    return {r for r, d in days.items() if d and (middle - date.fromisoformat(d)).days > OTHER_SUBJECT_DAYS}
