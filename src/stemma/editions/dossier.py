"""The dossier that all editions share: a collation's records as labelled rows in the order in which people read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from stemma.editions import names as naming
from stemma.editions.about import rank
from stemma.editions.names import Names, date_of, sure
from stemma.editions.open import open_rows
from stemma.editions.plain import visible
from stemma.editions.rows import (
    AboutRow,
    ActorRow,
    BriefRow,
    ConflictRow,
    Dossier,
    EventRow,
    FigureRow,
    Group,
    LabelRow,
    MatrixRow,
    ReportRow,
    SideRow,
    Standing,
    StatementRow,
    Telling,
    TimeRow,
    Use,
    ValueRow,
    Wording,
)
from stemma.editions.sources import copied_from, rest_rows
from stemma.editions.words import amount, count, day, days, distinct, number, same, several, short
from stemma.model import (
    Collation,
    Conflict,
    Event,
    Figure,
    Link,
    ReportRecord,
    Side,
    Span,
    Statement,
    Variant,
    When,
)

TITLE = 110  # characters of a telling that stand for a title where a record has none
MOST_ABOUT = 8

def dossier(collation: Collation, about: str | None = None) -> Dossier:
    """All that an edition shows of a collation; with ``about`` the records that tell this claim stand in ``found``."""
    names = naming.names(collation)
    copies = copied_from(collation, names)
    events = [_event(e, depth, names) for e, depth in naming.on_timeline(sure(collation.events), names)]
    groups = [_group(g, names, copies) for g in naming.grouped(sure(collation.statements), names)]
    figures = [_figure(f, names) for f in naming.in_order_of_figures(sure(collation.figures), names)]
    return Dossier(
        title=visible(collation.story.title) or "Story",
        line=_line(collation, names),
        standing=Standing(low=collation.story.independent, high=collation.story.independent_upper),
        reports=_reports(collation, names),
        about=about,
        found=_found(collation, names, about, events, groups, figures) if about else (),
        brief=_brief(collation, names),
        timeline=tuple(events),
        groups=tuple(groups),
        figures=tuple(figures),
        conflicts=tuple(
            _conflict(c, names) for c in sorted(sure(collation.conflicts), key=lambda c: (c.rank, c.id))
        ),
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
    return tuple([*parts, *([count(len(outlets), "outlet")] if outlets else []), *([when] if when else [])])


def _reports(collation: Collation, names: Names) -> tuple[ReportRow, ...]:
    return tuple(_report(r, names) for r in sorted(collation.reports, key=lambda r: names.order[r.id]))


def _report(r: ReportRecord, names: Names) -> ReportRow:
    date, how = day(r.published.value, names.year), {"given": "", "unknown": ""}.get(r.published.basis, r.published.basis)
    if not r.published.value:
        bounds = [day(d, names.year) for d in (r.published.earliest, r.published.latest) if d]
        date, how = " – ".join(bounds) if bounds else "day unknown", ""
    debris = [(d, d.kind + (f": {visible(d.why)}" if d.why else "")) for d in r.debris if not d.kept]
    return ReportRow(
        id=r.id,
        label=names.report(r.id),
        name=names.outlets[r.id],
        owner=visible(r.owner or ""),
        title=visible(r.title or ""),
        url=r.url or "",
        date=date,
        how=how,
        published=r.published.value,
        rests=distinct(names.link(link) for link in r.agencies),
        flags=tuple(f.kind for f in r.flags),
        debris=tuple(
            (Span(report=r.id, start=d.start, end=d.end, text=(r.text or "")[d.start : d.end]), why) for d, why in debris
        ),
        unsourced=r.unsourced,
        language=r.language,
        text=r.text,
        because=r.published.because,
    )


def _brief(collation: Collation, names: Names) -> tuple[BriefRow, ...]:
    return tuple(
        BriefRow(
            text=visible(s.text),
            labels=distinct(names.labels.get(x.record, "") for x in s.support),
            spans=tuple(dict.fromkeys(span for x in s.support for span in x.spans)),
            standing=Standing(low=s.independent, high=max(s.independent, s.independent_upper)),
            verbatim=s.kind == "verbatim",
            hedge=visible(s.hedge or ""),
        )
        for s in sure(collation.brief)
    )


def _event(e: Event, depth: int, names: Names) -> EventRow:
    tellings = _told(
        (
            (
                visible(m.text),
                "" if m.modality in {"asserted", "reported"} else m.modality,
                _chain(m.via, names),
                tuple(n for n in (names.labels.get(m.statement or ""), "background" if m.background else "") if n),
                Span(report=m.report, start=m.start, end=m.end, text=m.text),
            )
            for m in e.mentions
        ),
        names,
    )
    title = visible(e.title) or (short(tellings[0].words, TITLE) if tellings else e.type.lower())
    notes = [] if e.status == "happened" else [e.status]
    if e.place and e.place.name.casefold() not in title.casefold():
        notes.append(f"in {visible(e.place.name)}")
    return EventRow(
        id=e.id,
        label=names.labels[e.id],
        iso=date_of(e),
        date=_when(date_of(e), e.when, names),
        title=title,
        standing=names.standing(e.independent, e.independent_upper, e.origins),
        reports=names.told_in(s for t in tellings for s in t.spans),
        tellings=tellings,
        depth=depth,
        status=e.status,
        notes=tuple([*notes, *_rivals(e.when, names)]),
        type=" ".join(p for p in (e.type, e.mode or "", *e.contexts) if p),
        confidence=e.confidence,
        because=e.because,
    )


def _when(iso: str | None, when: When | None, names: Names) -> str:
    text = day(iso, names.year)
    if when and when.end and when.end != iso:
        text = f"{text} – {day(when.end, names.year)}"
    return f"{text} (assumed)" if text and when and when.basis == "assumed" else text


def _rivals(when: When | None, names: Names) -> list[str]:
    return [f"{names.report(r.report)}: {day(r.value, names.year)}" for r in when.rivals] if when else []


def _chain(via: Iterable[Link], names: Names) -> tuple[str, ...]:
    return distinct(names.link(link) for link in via)


def _told(
    found: Iterable[tuple[str, str, tuple[str, ...], tuple[str, ...], Span]], names: Names
) -> tuple[Telling, ...]:
    """Equal words in equal form through equal hands are one telling; in reading order."""
    rows = sorted(found, key=lambda f: names.place(f[4]))
    by: dict[tuple[object, ...], list[tuple[str, str, tuple[str, ...], tuple[str, ...], Span]]] = defaultdict(list)
    for row in rows:
        bare = "".join(c for c in row[0].casefold() if c.isalnum())
        by[(bare, row[1], row[2], row[3])].append(row)
    return tuple(
        Telling(
            words=group[0][0],
            reports=names.told_in(g[4] for g in group),
            spans=tuple(g[4] for g in group),
            form=group[0][1],
            chain=group[0][2],
            notes=group[0][3],
        )
        for group in by.values()
    )


def _group(statements: Sequence[Statement], names: Names, copies: dict[str, list[tuple[Span, str]]]) -> Group:
    first = statements[0]
    speaker = several(names.actor(a) for a in first.speakers)
    if not speaker:
        worded = distinct(visible(v.speaker.text) for s in statements for v in s.variants if v.speaker)
        speaker = f"unresolved: {several((f'“{w}”' for w in worded[:3]), 'or')}" if worded else "speaker not named"
    occasions = {s.occasion or "" for s in statements}
    shared = visible(occasions.pop()) if len(occasions) == 1 else ""
    when = _when(date_of(first), first.when, names)
    return Group(
        speaker=speaker,
        occasion=", ".join(p for p in (shared, when or "day unknown") if p),
        statements=tuple(_statement(s, names, copies, not shared) for s in statements),
    )


def _statement(
    s: Statement, names: Names, copies: dict[str, list[tuple[Span, str]]], own_occasion: bool
) -> StatementRow:
    tellings = _told(
        (
            (
                _in_quotes(visible(v.text), v.form),
                v.form,
                _chain(v.via, names),
                _notes(v, names, copies),
                Span(report=v.report, start=v.start, end=v.end, text=v.text),
            )
            for v in s.variants
        ),
        names,
    )
    notes = [n for n in (visible(s.occasion or "") if own_occasion else "", visible(s.place or "")) if n]
    if s.kind == "refusal":
        notes.append("refuses to answer")
    if s.addressees:
        notes.append(f"to {several(names.actor(a) for a in s.addressees)}")
    notes += [f"{a.relation} {names.labels.get(a.record, 'another record')}" for a in s.answers]
    return StatementRow(
        id=s.id,
        label=names.labels[s.id],
        title=visible(s.gist) or (short(tellings[0].words, TITLE) if tellings else ""),
        standing=names.standing(s.independent, s.independent_upper, s.origins),
        tellings=tellings,
        reports=names.told_in(x for t in tellings for x in t.spans),
        wording=_wording(s, names),
        notes=tuple([*notes, *_rivals(s.when, names)]),
        confidence=s.confidence,
        because=s.because,
    )


def _in_quotes(words: str, form: str) -> str:
    return words if form != "direct" or words[:1] in "\"“”„«'‘" else f"“{words}”"


def _notes(v: Variant, names: Names, copies: dict[str, list[tuple[Span, str]]]) -> tuple[str, ...]:
    notes = [v.rendering] if v.rendering == "translation" else []
    if v.cue_class not in {"said", "reported"}:
        notes.append(v.cue_class)
    if v.hedge:
        notes.append(f"hedged “{visible(v.hedge.text)}”")
    if v.negated and v.cue_class != "denied":
        notes.append("negated")
    notes += [f"as in {source}" for span, source in copies.get(v.report, []) if span.start < v.end and v.start < span.end]
    return distinct(notes)


def _wording(s: Statement, names: Names) -> Wording | None:
    if not s.alignment:
        return None
    rows: dict[tuple[str, ...], list[str]] = {}
    for at, v in enumerate(s.variants):
        cells = []
        for column in s.alignment:
            cell = column.cells[at] if at < len(column.cells) else None
            text = names.texts.get(v.report)
            words = "" if cell is None else text[cell.start : cell.end] if text else v.text[cell.start - v.start :]
            cells.append(visible(words if cell is None or text else words[: cell.end - cell.start]).strip())
        if any(cells):
            rows.setdefault(tuple(cells), []).append(names.report(v.report))
    if len(rows) < 2:
        return None
    return Wording(
        kinds=tuple(c.kind for c in s.alignment),
        rows=tuple((" ".join(distinct(reports)), cells) for cells, reports in rows.items()),
    )


def _figure(f: Figure, names: Names) -> FigureRow:
    values = tuple(
        ValueRow(
            words=amount(v.value, v.bound, v.low, v.high, f.unit, f.currency, f.subject) or _worded(v.mentions),
            reports=names.told_in(v.mentions),
            spans=tuple(sorted(v.mentions, key=names.place)),
            giver=names.actor(v.giver),
            as_of=day(v.as_of, names.year),
            origins=names.standing(0, 0, v.origins).origins,
        )
        for v in f.values
    )
    subject = visible(f.subject) + (f", {visible(f.where)}" if f.where and f.where not in f.subject else "")
    return FigureRow(
        id=f.id,
        label=names.labels[f.id],
        subject=subject,
        values=values,
        relation=f.relation,
        standing=names.standing(f.independent, f.independent_upper, f.origins),
        reports=names.told_in(s for v in values for s in v.spans),
        doubts=tuple(f"doubtful: {visible(d.why)}" for d in f.doubts),
        confidence=f.confidence,
        because=f.because,
    )


def _worded(spans: Sequence[Span]) -> str:
    return f"“{short(visible(spans[0].text), 40)}”" if spans else "?"


def _conflict(c: Conflict, names: Names) -> ConflictRow:
    return ConflictRow(
        id=c.id,
        label=names.labels[c.id],
        kind=c.kind,
        status=c.status,
        about=visible(c.about),
        sides=tuple(_side(s, c.kind, names) for s in c.sides),
        explained=visible(c.explained or ""),
        settle=visible(c.settle or ""),
        records=distinct(names.labels.get(r, "") for r in c.records),
        confidence=c.confidence,
        because=c.because,
    )


def _side(s: Side, kind: str, names: Names) -> SideRow:
    words = distinct(visible(span.text) for span in s.spans)
    value = "" if s.value is None else number(s.value) if isinstance(s.value, int | float) else visible(str(s.value))
    value = names.actor(s.value) if isinstance(s.value, str) and s.value in names.actors else day(value, names.year)
    return SideRow(
        value="" if any(same(value, w) or (kind == "figure" and value in w) for w in words) else value,
        words=words,
        reports=distinct(names.report(r) for r in sorted(s.reports, key=lambda r: names.order.get(r, 0))),
        spans=s.spans,
        origins=names.standing(0, 0, s.origins).origins,
        independent=s.independent,
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
        spans = [Span(report=m.report, start=m.start, end=m.end, text=m.text) for m in a.mentions]
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
    for c in collation.matrix:
        cells[c.record][c.report] = c.cell
    return tuple(
        MatrixRow(
            id=id, label=names.labels[id], title=title, cells=tuple(cells[id].get(r, "") for r in names.order)
        )
        for id, title in titles.items()
        if id in cells
    )


def _times(collation: Collation, names: Names) -> tuple[TimeRow, ...]:
    rows = [
        TimeRow(
            report=names.report(t.report),
            words=visible(t.text),
            value=days(t.begin, t.end_value) if t.begin and t.end_value else day(t.value, names.year),
            how=visible(t.how),
            span=Span(report=t.report, start=t.start, end=t.end, text=t.text),
        )
        for t in sure(collation.times)
        if t.value
    ]
    return tuple(sorted(rows, key=lambda t: names.place(t.span)))


def _found(
    collation: Collation,
    names: Names,
    claim: str,
    events: Sequence[EventRow],
    groups: Sequence[Group],
    figures: Sequence[FigureRow],
) -> tuple[AboutRow, ...]:
    heads = {s.id: f"{g.speaker} · {g.occasion}" for g in groups for s in g.statements}
    rows: dict[str, StatementRow | EventRow | FigureRow] = {s.id: s for g in groups for s in g.statements}
    rows |= {e.id: e for e in events} | {f.id: f for f in figures}
    found = []
    for ranked in rank(collation, names, claim):
        row = rows.get(ranked.id)
        if row is None:
            continue
        if isinstance(row, FigureRow):
            title, head = row.subject, "figure"
            tellings = tuple(
                Telling(words=v.words, reports=v.reports, spans=v.spans, notes=distinct([v.giver, v.as_of]))
                for v in row.values
            )
        else:
            title, tellings = row.title, row.tellings
            head = heads.get(row.id) or ("event" if not isinstance(row, EventRow) else row.date or "day unknown")
        found.append(
            AboutRow(
                kind=ranked.kind,
                label=row.label,
                title=title,
                head=head,
                standing=row.standing,
                tellings=tellings,
                score=ranked.cover,
            )
        )
    return tuple(found[:MOST_ABOUT])
