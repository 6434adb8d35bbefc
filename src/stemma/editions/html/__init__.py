"""The dossier as one self-contained HTML page: no script, no request; every span leads to its place in the report."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from importlib import resources

import jinja2
from markupsafe import Markup

from stemma.editions import names as naming
from stemma.editions.dossier import dossier as rows_of
from stemma.editions.html.marked import Mark, anchor, marked
from stemma.editions.names import Names
from stemma.editions.plain import visible
from stemma.editions.record import every_record, record_view
from stemma.editions.rows import Dossier, FigureRow, ReportRow, Standing, Told
from stemma.editions.words import CELLS, RELATIONS, count, quoted, same
from stemma.model import Collation, Span

ARROWS = {"sure": "→", "either": "↔", "common-source": "–"}


def dossier(collation: Collation, about: str | None = None) -> str:
    """A collation as a whole HTML page; ``about`` puts the records that tell a claim on top."""
    names = naming.names(collation)
    d = rows_of(collation, about)
    marks = _marks(d)
    records = every_record(collation)
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            d=d,
            css=Markup(_file("page.css")),  # our own file, no report's words in it
            texts=[(r, _text(r, marks[r.label])) for r in d.reports],
            cells=CELLS,
            relations=RELATIONS,
            arrows=ARROWS,
            used=[c for c in CELLS if CELLS[c] and any(c in r.cells for r in d.matrix)],
            first=_first_spans(d),
            report_ids={r.id: r.label for r in d.reports},
            view=lambda id: record_view(collation, names, records[id]),
            href=functools.partial(_href, names),
            anchor_of=functools.partial(_anchor, names),
            named=names,
            same=same,
            quoted=quoted,
            count=count,
            drawn=_drawn,
            safe=visible,
            web=_web,
        )
    )


@functools.cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(_file),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _file(name: str) -> str:
    return resources.files("stemma.editions.html").joinpath(name).read_text("utf-8")


def _anchor(names: Names, span: Span) -> str:
    return anchor(names.report(span.report), span.start, span.end)


def _href(names: Names, span: Span) -> str:
    return f"#{_anchor(names, span)}"


def _web(url: str) -> str:
    """The address if a browser may follow it: never a script or a file."""
    return url if url.lower().startswith(("http://", "https://")) else ""


def _drawn(standing: Standing) -> str:
    full, hollow, cut = standing.marks
    return "●" * full + "○" * hollow + ("+" if cut else "")


def _marks(d: Dossier) -> dict[str, list[Mark]]:
    """For each report's label the stretches that records lead to."""
    reports = {r.id: r.label for r in d.reports}
    out: dict[str, dict[tuple[int, int], dict[str, str]]] = defaultdict(lambda: defaultdict(dict))

    def add(spans: Iterable[Span], kind: str, label: str = "") -> None:
        for s in spans:
            if s.report in reports:
                out[reports[s.report]][(s.start, s.end)].setdefault(label, kind)

    for group in d.groups:
        for statement in group.statements:
            add((x for t in statement.tellings for x in t.spans), "statement", statement.label)
    for event in d.timeline:
        add((x for t in event.tellings for x in t.spans), "event", event.label)
    for figure in d.figures:
        add((x for v in figure.values for x in v.spans), "figure", figure.label)
    for conflict in d.conflicts:
        add((x for side in conflict.sides for x in side.spans), "conflict", conflict.label)
    for b in d.brief:
        add(b.spans, "other")
    for label in d.labels:
        add((x for u in label.uses for x in u.spans), "other")
    for actor in d.actors:
        add(actor.spans[:1], "other")
    for rest in d.rests:
        add(rest.spans, "other")
    for o in d.open:
        add(o.spans, "other")
    for t in d.times:
        add([t.span], "other")
    for r in d.reports:
        add((s for s, _ in r.debris), "cut")
        add(r.unsourced, "other")
        add((s for n in r.received for s in n.spans[:1]), "other")
    return {
        r.label: [
            Mark(start, end, tuple(k for k in labels if k), _kind(labels.values()))
            for (start, end), labels in sorted(out[r.label].items())
        ]
        for r in d.reports
    }


def _kind(kinds: Iterable[str]) -> str:
    kinds = set(kinds)
    return next(k for k in ("cut", "statement", "event", "figure", "conflict", "other") if k in kinds)


def _text(report: ReportRow, marks: list[Mark]) -> Markup | None:
    return None if report.text is None else marked(report.label, report.text, marks)


def _first_spans(d: Dossier) -> dict[str, dict[str, Span]]:
    """For each record its first span in each report, for the matrix to lead to."""
    out: dict[str, dict[str, Span]] = {}
    for row in d.told:
        out[row.id] = {}
        for s in _spans(row):
            out[row.id].setdefault(s.report, s)
    return out


def _spans(row: Told) -> list[Span]:
    if isinstance(row, FigureRow):
        return [s for v in row.values for s in v.spans]
    return [s for t in row.tellings for s in t.spans]
