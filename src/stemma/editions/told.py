"""Events, statements, figures and conflicts as rows: equal words through equal hands are one telling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from stemma.collation.brief import best_clause, broken_off
from stemma.collation.phrases import balanced
from stemma.editions.names import Names, date_of
from stemma.editions.plain import visible
from stemma.editions.rows import (
    ConflictRow,
    EventRow,
    FigureRow,
    Group,
    SideRow,
    StatementRow,
    Telling,
    ValueRow,
    Wording,
)
from stemma.editions.words import amount, day, distinct, language, number, quoted, same, several, short
from stemma.model import Conflict, Event, Figure, Link, Side, Span, Statement, Variant, When, place_of

REPEATED = 25  # letters in which what a conflict is about and the words of a side are the same
OPPOSED = {
    frozenset({"told", "denied"}): "told by some, denied by others",
    frozenset({"claimed", "told"}): "one claims what another one’s account speaks against",
}
TITLE = 110  # characters of a telling that stand for a title where a record has none


def event_row(e: Event, depth: int, names: Names) -> EventRow:
    """An event on the timeline, ``depth`` events below the one that it is part of."""
    tellings = _told(
        (
            (
                visible(m.text),
                "" if m.modality in {"asserted", "reported"} else m.modality,
                _chain(m.via, names),
                tuple(n for n in (names.labels.get(m.statement or ""), "background" if m.background else "") if n),
                place_of(m),
            )
            for m in e.mentions
        ),
        names,
    )
    title = visible(e.title) or (short(tellings[0].words, TITLE) if tellings else e.type.lower())
    clause = best_clause(e) if broken_off(e.title) else None
    if clause is not None:
        title = quoted(short(visible(clause.text), TITLE))
    notes: list[str] = [] if e.status == "happened" else [e.status]
    if e.mentions and all(m.background for m in e.mentions):
        notes.append("background")
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
        notes=(*notes, *_rivals(e.when, names)),
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


def group_row(statements: Sequence[Statement], names: Names, copies: dict[str, list[tuple[Span, str]]]) -> Group:
    """What the same people said on the same day; ``copies`` holds each report's copied stretches."""
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
                place_of(v),
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
        title=balanced(visible(s.gist)) or (short(tellings[0].words, TITLE) if tellings else ""),
        standing=names.standing(s.independent, s.independent_upper, s.origins),
        tellings=(*tellings, *_originals(s, names)),
        reports=names.told_in(x for t in tellings for x in t.spans),
        wording=_wording(s, names),
        notes=(*notes, *_rivals(s.when, names)),
        confidence=s.confidence,
        because=s.because,
    )


def _originals(s: Statement, names: Names) -> tuple[Telling, ...]:
    """The words in other languages that the statement likely translates, marked as such."""
    return tuple(
        Telling(
            words=quoted(visible(o.text)),
            reports=(names.report(o.report),),
            spans=(place_of(o),),
            form=f"likely original, {language(o.language)}",
        )
        for o in s.originals
    )


def _in_quotes(words: str, form: str) -> str:
    return quoted(words) if form == "direct" else words


def _notes(v: Variant, names: Names, copies: dict[str, list[tuple[Span, str]]]) -> tuple[str, ...]:
    notes: list[str] = [v.rendering] if v.rendering == "translation" else []
    if v.cue_class not in {"said", "reported"}:
        notes.append(v.cue_class)
    if v.hedge:
        notes.append(f"hedged “{visible(v.hedge.text)}”")
    if v.negated and v.cue_class != "denied":
        notes.append("negated")
    notes += [
        f"as in {source}" for span, source in copies.get(v.report, []) if span.start < v.end and v.start < span.end
    ]
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


def figure_row(f: Figure, names: Names) -> FigureRow:
    """A figure with its values in words."""
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


def conflict_row(c: Conflict, names: Names) -> ConflictRow:
    """A conflict with its sides."""
    return ConflictRow(
        id=c.id,
        label=names.labels[c.id],
        kind=c.kind,
        status=c.status,
        about=_about(c),
        sides=tuple(_side(s, c.kind, names) for s in c.sides),
        explained=visible(c.explained or ""),
        settle=visible(c.settle or ""),
        records=distinct(names.labels.get(r, "") for r in (*c.records, *(r for s in c.sides for r in s.records))),
        confidence=c.confidence,
        because=c.because,
    )


def _about(c: Conflict) -> str:
    """What a conflict is about, without the words of its sides, which stand below it."""
    about = visible(c.about)
    if c.kind == "framing":
        spans = [span for s in c.sides for span in s.spans]
        about = re.sub("(?<=“)[^“”]+(?=”)", lambda m: _as_written(m[0], spans), about)
    if about.startswith("“") and c.kind in ("what", "who"):
        return OPPOSED.get(frozenset(s.value for s in c.sides if isinstance(s.value, str)), about)
    head, _, rest = about.partition(": ")
    begun = rest.strip('“”"…').casefold()[:REPEATED]
    told = [visible(span.text) for s in c.sides for span in s.spans]
    told += [visible(s.value) for s in c.sides if isinstance(s.value, str)]
    repeated = c.kind in ("what", "wording") and len(begun) == REPEATED and any(begun in t.casefold() for t in told)
    return head if repeated else about


def _as_written(words: str, spans: Iterable[Span]) -> str:
    """Words of labels, "government / new government", with the capitals that they have in the reports."""
    told = [visible(span.text) for span in spans]

    def restored(part: str) -> str:
        at = next(((t, i) for t in told if (i := t.casefold().find(part.casefold())) >= 0), None)
        return at[0][at[1] : at[1] + len(part)] if at else part

    return " / ".join(map(restored, words.split(" / ")))


def _side(s: Side, kind: str, names: Names) -> SideRow:
    words = distinct(visible(span.text) for span in s.spans)
    value = "" if s.value is None else number(s.value) if isinstance(s.value, int | float) else visible(str(s.value))
    value = names.actor(s.value) if isinstance(s.value, str) and s.value in names.actors else day(value, names.year)
    if kind == "framing":
        value = _as_written(value, s.spans)
    within = kind in ("figure", "framing")
    return SideRow(
        value="" if any(same(value, w) or (within and value in w) for w in words) else value,
        words=words,
        reports=distinct(names.report(r) for r in sorted(s.reports, key=lambda r: names.order.get(r, 0))),
        spans=s.spans,
        origins=names.standing(0, 0, s.origins).origins,
        independent=s.independent,
    )
