"""Plain tables for the terminal: figures right-aligned, the first column left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from measure.result import Measured
from measure.stories import HEART, MEAN, means


def table(head: Sequence[str], lines: Sequence[Sequence[object]]) -> str:
    """Rows under a head; None is an empty cell, numbers are shortened."""
    cells = [list(head), *([_cell(c) for c in line] for line in lines)]
    widths = [max(len(row[k]) for row in cells) for k in range(len(head))]
    made = []
    for n, row in enumerate(cells):
        rest = [c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True)]
        made.append("  ".join([row[0].ljust(widths[0]), *rest]).rstrip())
        if n == 0:
            made.append("-" * len("  ".join("-" * w for w in widths)))
    return "\n".join(made)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}"


def facets(found: Sequence[Measured], groups: Mapping[str, Sequence[Measured]]) -> str:
    """Facet by story, with the mean over the stories of each group."""
    columns = [means(group) for group in groups.values()]
    rows: list[list[object]] = [
        [name, *(m.figures.get(name) for m in found), *(c.get(name) for c in columns)] for name in means(found)
    ]
    at = next((k for k, row in enumerate(rows) if row[0] in (HEART, MEAN)), len(rows))
    rest: list[list[object]] = [
        [name, *(m.also.get(name) for m in found), *("" for _ in columns)]
        for name in dict.fromkeys(name for m in found for name in m.also)
    ]
    blank: list[object] = [""] * (1 + len(found) + len(columns))
    return table(["facet (F1)", *(m.data for m in found), *groups], [*rows[:at], blank, *rows[at:], blank, *rest])


def benches(found: Sequence[Measured]) -> str:
    """One block a bench and file: its figures, then sizes, speeds and baselines."""
    rows: list[list[object]] = []
    for m in found:
        label = f"{m.bench} {m.data}"
        for name, value in m.figures.items():
            rows.append([label, name, float(value)])
            label = ""
        rows += [["", f"  {name}", value] for name, value in m.also.items()]
        rows += [["", f"  ({note})", None] for note in m.notes]
    width = max((len(str(r[1])) for r in rows), default=0)
    return table(["bench", "figure".ljust(width), ""], [[r[0], str(r[1]).ljust(width), r[2]] for r in rows])


def as_json(found: Sequence[Measured]) -> list[Mapping[str, object]]:
    """All measured, for programs."""
    return [
        {
            "bench": m.bench,
            "data": m.data,
            "figures": {k: round(float(v), 4) for k, v in m.figures.items()},
            "also": {k: round(v, 4) if isinstance(v, float) else v for k, v in m.also.items()},
            "notes": list(m.notes),
            "seconds": round(m.seconds, 2),
        }
        for m in found
    ]
