"""The dossier that all editions share: a collation's records as labelled rows in the order in which people read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from stemma.collation.matrix import completed
from stemma.editions import names as naming
from stemma.editions.about import rank
from stemma.editions.names import SURE, Names, in_order_of_rank, sure
from stemma.editions.open import open_rows
from stemma.editions.plain import visible
from stemma.editions.received import received
from stemma.editions.rows import (
    AboutRow,
    ActorRow,
    BriefRow,
    Dossier,
    EventRow,
    FigureRow,
    Group,
    LabelRow,
    MatrixRow,
    ReportRow,
    Standing,
    Telling,
    TimeRow,
    Told,
    Use,
)
from stemma.editions.sources import copied_from, rest_rows
from stemma.editions.told import conflict_row, event_row, figure_row, group_row
from stemma.editions.words import count, day, days, distinct
from stemma.model import (
    Collation,
    ReportRecord,
    Span,
    place_of,
)

MOST_ABOUT = 8


def dossier(collation: Collation, about: str | None = None) -> Dossier:
    """All that an edition shows of a collation; with ``about`` the records that tell this claim stand in ``found``."""
    names = naming.names(collation)
    copies = copied_from(collation, names)
    events = [event_row(e, depth, names) for e, depth in naming.on_timeline(sure(collation.events), names)]
    groups = [group_row(g, names, copies) for g in naming.grouped(sure(collation.statements), names)]
    figures = [figure_row(f, names) for f in naming.in_order_of_figures(sure(collation.figures), names)]
    return Dossier(
        title=visible(collation.story.title) or "Story",
        line=_line(collation, names),
        standing=Standing(low=collation.story.independent, high=collation.story.independent_upper),
        reports=_reports(collation, names),
        about=about,
        found=_found(collation, names, about) if about else (),
        brief=_brief(collation, names),
        timeline=tuple(events),
        groups=tuple(groups),
        figures=tuple(figures),
        conflicts=tuple(conflict_row(c, names) for c in in_order_of_rank(sure(collation.conflicts))),
        labels=_label_rows(collation, names, events, figures),
        actors=_actors(collation, names),
        rests=rest_rows(collation, names),
        matrix=_matrix(collation, names, events, groups, figures),
        times=_times(collation, names),
        open=open_rows(collation, names),
        left_out=tuple((names.report(left.report), visible(left.why)) for left in collation.left_out),
        made_by=" · ".join([f"stemma {collation.made_by.version}", *(m.name for m in collation.made_by.models)]),
    )


def _line(collation: Collation, names: Names) -> tuple[str, ...]:
    outlets = distinct(r.outlet or "" for r in collation.reports)
    when = days(collation.story.first_date, collation.story.last_date)
    parts = [count(len(collation.reports), "report")]
    parts += [count(len(outlets), "outlet")] if outlets else []
    return (*parts, *([when] if when else []))


def _reports(collation: Collation, names: Names) -> tuple[ReportRow, ...]:
    return tuple(_report(r, names) for r in sorted(collation.reports, key=lambda r: names.order[r.id]))


def _report(r: ReportRecord, names: Names) -> ReportRow:
    date, how = (
        day(r.published.value, names.year),
        {"given": "", "unknown": ""}.get(r.published.basis, r.published.basis),
    )
    if not r.published.value:
        between = days(r.published.earliest, r.published.latest)
        date, how = between.removesuffix(f" {names.year}") or "day unknown", ""
    debris = [(d, d.kind + (f": {visible(d.why)}" if d.why else "")) for d in r.debris if not d.kept]
    return ReportRow(
        id=r.id,
        label=names.report(r.id),
        name=names.outlets[r.id],
        owner="" if r.owner and r.owner in names.outlets[r.id] else visible(r.owner or ""),
        title=visible(r.title or ""),
        url=r.url or "",
        date=date,
        how=how,
        published=r.published.value,
        rests=distinct(names.link(link) for link in r.agencies),
        flags=_marked(r),
        received=received(r),
        debris=tuple(
            (Span(report=r.id, start=d.start, end=d.end, text=(r.text or "")[d.start : d.end]), why)
            for d, why in debris
        ),
        unsourced=r.unsourced,
        language=r.language,
        text=r.text,
        because=r.published.because,
    )


def _marked(r: ReportRecord) -> tuple[str, ...]:
    """The words by which the list of reports marks one: its flags, and that words of it were changed without a note."""
    silent = any(c.before and not c.stated for c in r.changes)
    return (*(f.kind for f in r.flags), *(["silently changed"] if silent else []))


def _brief(collation: Collation, names: Names) -> tuple[BriefRow, ...]:
    return tuple(
        BriefRow(
            text=visible(s.text),
            labels=distinct(names.labels.get(x.record, "") for x in s.support),
            spans=tuple(dict.fromkeys(span for x in s.support for span in x.spans)),
            standing=Standing(low=s.independent, high=max(s.independent, s.independent_upper)),
            verbatim=s.kind == "verbatim",
            hedge="" if (s.hedge or "") in s.text else visible(s.hedge or ""),
        )
        for s in sure(collation.brief)
    )


def _label_rows(
    collation: Collation, names: Names, events: Sequence[EventRow], figures: Sequence[FigureRow]
) -> tuple[LabelRow, ...]:
    called = {e.id: e.title for e in events} | {f.id: f.subject for f in figures}
    by: dict[str, dict[tuple[str, str], list[Span]]] = defaultdict(lambda: defaultdict(list))
    for label in sure(collation.labels):
        by[label.target][(visible(label.words), label.tone or "")] += label.spans
    rows = [
        LabelRow(
            target=names.labels.get(target, ""),
            name=called.get(target) or names.actor(target),
            uses=tuple(
                Use(words=words, tone=tone, reports=names.told_in(spans), spans=tuple(spans))
                for (words, tone), spans in uses.items()
            ),
        )
        for target, uses in by.items()
    ]
    return tuple(sorted(rows, key=lambda r: (r.target[:1], int(r.target[1:] or 0), r.name)))


def _actors(collation: Collation, names: Names) -> tuple[ActorRow, ...]:
    rows = []
    for a in naming.in_order_of_actors(sure(collation.actors), names):
        spans = [place_of(m) for m in a.mentions]
        offices = (
            visible(o.title) + ("" if o.status == "current" else f" ({o.status})")
            for o in a.offices
            if o.title.casefold() not in a.name.casefold()
        )
        rows.append(
            ActorRow(
                id=a.id,
                label=names.labels[a.id],
                name=visible(a.name),
                kind=a.kind,
                offices=distinct(offices),
                also=distinct(visible(n) for n in [*a.names, *a.metonyms] if n != a.name),
                reports=names.told_in(spans),
                spans=tuple(sorted(spans, key=names.place)),
                mentions=len(spans),
                country=a.country or "",
                confidence=a.confidence,
                because=a.because,
            )
        )
    return tuple(rows)


def _matrix(
    collation: Collation,
    names: Names,
    events: Sequence[EventRow],
    groups: Sequence[Group],
    figures: Sequence[FigureRow],
) -> tuple[MatrixRow, ...]:
    titles = {e.id: e.title for e in events}
    titles |= {s.id: f"{g.speaker}: {s.title}" for g in groups for s in g.statements}
    titles |= {f.id: f.subject for f in figures}
    cells: dict[str, dict[str, str]] = defaultdict(dict)
    for c in completed(collation):
        cells[c.record][c.report] = c.cell
    return tuple(
        MatrixRow(id=id, label=names.labels[id], title=title, cells=tuple(cells[id].get(r, "") for r in names.order))
        for id, title in titles.items()
        if id in cells
    )


def _times(collation: Collation, names: Names) -> tuple[TimeRow, ...]:
    rows = [
        TimeRow(
            report=names.report(t.report),
            words=visible(t.text),
            value=days(t.begin, t.end_value) if t.begin and t.end_value else day(t.value, names.year),
            how=visible(t.how or next((r.words for r in t.because), "")),
            span=place_of(t),
        )
        for t in sure(collation.times)
        if t.value
    ]
    return tuple(sorted(rows, key=lambda t: names.place(t.span)))


def _found(collation: Collation, names: Names, claim: str) -> tuple[AboutRow, ...]:
    """The records that tell a claim, unsure ones too: whoever asks for it should see the doubt, not silence."""
    events = {e.id: e for e in collation.events}
    statements = {s.id: s for s in collation.statements}
    figures = {f.id: f for f in collation.figures}
    copies = copied_from(collation, names)
    found = []
    for ranked in rank(collation, names, claim)[:MOST_ABOUT]:
        row: Told
        if ranked.id in statements:
            group = group_row([statements[ranked.id]], names, copies)
            row, head = group.statements[0], f"{group.speaker} · {group.occasion}"
            title, tellings = row.title, row.tellings
        elif ranked.id in events:
            row = event_row(events[ranked.id], 0, names)
            title, tellings, head = row.title, row.tellings, row.date or "day unknown"
        else:
            row = figure_row(figures[ranked.id], names)
            title, head = row.subject, "figure"
            tellings = tuple(
                Telling(words=v.words, reports=v.reports, spans=v.spans, notes=distinct([v.giver, v.as_of]))
                for v in row.values
            )
        found.append(
            AboutRow(
                kind=ranked.kind,
                label=row.label,
                title=title,
                head=head + ("" if row.confidence >= SURE else " · open"),
                standing=row.standing,
                tellings=tellings,
                score=ranked.cover,
            )
        )
    return tuple(found)
