"""What a collation leaves open: unknown days, unresolved speakers, records too unsure to be told as fact."""

from __future__ import annotations

from stemma.editions.names import SURE, Names
from stemma.editions.plain import visible
from stemma.editions.rows import OpenRow
from stemma.editions.words import amount, count, day, distinct, several, short
from stemma.model import Actor, Collation, Conflict, Event, Figure, Finding, Span, Statement, place_of

LONG = 90  # characters of a doubtful record's words


def open_rows(collation: Collation, names: Names) -> tuple[OpenRow, ...]:
    """Reports without a day first, then doubts that a reader can settle, then records too unsure to be told as fact."""
    return (*_undated(collation, names), *_doubts(collation, names), *_unsure(collation, names))


def _undated(collation: Collation, names: Names) -> list[OpenRow]:
    rows = []
    for r in sorted(collation.reports, key=lambda r: names.order[r.id]):
        if r.published.value:
            continue
        limits = [day(d, names.year) for d in (r.published.earliest, r.published.latest) if d]
        when = f"of {' to '.join(distinct(limits))}" if limits else "of any day"
        why = visible(r.published.because[0].words) if r.published.because else ""
        rows.append(OpenRow(label=names.report(r.id), words=f"could be {when}", why=why, spans=r.published.evidence))
    return rows


def _doubts(collation: Collation, names: Names) -> list[OpenRow]:
    rows = []
    for s in collation.statements:
        if s.confidence >= SURE and not s.speakers:
            worded = distinct(f"“{visible(v.speaker.text)}”" for v in s.variants if v.speaker)
            who = f"speaker {several(worded[:3], 'or')} is not resolved" if worded else "no speaker is named"
            rows.append(_row(names, s, who))
    asked = {r.label for r in rows}
    settled: list[Finding] = [*collation.statements, *collation.events, *collation.figures, *collation.conflicts]
    for finding in settled:
        shown = isinstance(finding, Conflict) or names.labels.get(finding.id) in asked
        if finding.confidence >= SURE and finding.settle and not shown:
            rows.append(_row(names, finding, visible(finding.settle)))
    rows.sort(key=lambda r: (r.label[:1], int(r.label[1:] or 0)))
    undone = [t for t in collation.times if not t.value and t.type in {"DATE", "TIME"}]
    if undone:
        worded = distinct(f"“{short(visible(t.text), 40)}” ({names.report(t.report)})" for t in undone)
        rest = f" and {len(worded) - 6} more" if len(worded) > 6 else ""
        spans = tuple(place_of(t) for t in undone)
        words = f"{count(len(undone), 'time expression')} without a day: {', '.join(worded[:6])}{rest}"
        rows.append(OpenRow(label="", words=words, spans=spans))
    return rows


def _unsure(collation: Collation, names: Names) -> list[OpenRow]:
    rows = []
    findings: list[Finding] = [
        *collation.conflicts,
        *collation.events,
        *collation.statements,
        *collation.figures,
        *collation.actors,
    ]
    for finding in findings:
        if finding.confidence < SURE:
            words, spans = _told(finding, names)
            where = " ".join(names.told_in(spans))
            rows.append(_row(names, finding, words + (f" ({where})" if where else ""), spans))
    rows.sort(key=lambda r: ("CESFA".find(r.label[:1]), int(r.label[1:] or 0)))
    for d in collation.derivations:
        if d.confidence < SURE:
            words = f"{names.report(d.to)} perhaps {d.kind} {names.report(d.from_)}"
            rows.append(OpenRow(label="", words=words, settle=visible(d.settle or ""), spans=d.evidence))
    return rows


def _told(finding: Finding, names: Names) -> tuple[str, tuple[Span, ...]]:
    """What a doubtful record would say, and where."""
    if isinstance(finding, Statement):
        spans = tuple(place_of(v) for v in finding.variants)
        said = f"“{short(visible(finding.gist or finding.variants[0].text), LONG)}”"
        who = several(names.actor(a) for a in finding.speakers)
        return f"perhaps {who}: {said}" if who else f"who says {said}?", spans
    if isinstance(finding, Event):
        spans = tuple(place_of(m) for m in finding.mentions)
        return f"perhaps “{short(visible(finding.title or finding.mentions[0].text), LONG)}”", spans
    if isinstance(finding, Figure):
        values = distinct(
            amount(v.value, v.bound, v.low, v.high, finding.unit, finding.currency, finding.subject)
            for v in finding.values
        )
        return f"perhaps {visible(finding.subject)} {several(values, 'or')}".strip(), tuple(
            m for v in finding.values for m in v.mentions
        )
    if isinstance(finding, Actor):
        spans = tuple(place_of(m) for m in finding.mentions)
        return f"perhaps one {finding.kind}: {several(map(visible, finding.names[:4]), 'or')}", spans
    if isinstance(finding, Conflict):
        return f"perhaps a conflict: {visible(finding.about)}", tuple(s for side in finding.sides for s in side.spans)
    return "", ()


def _row(names: Names, finding: Finding, words: str, spans: tuple[Span, ...] = ()) -> OpenRow:
    settle = visible(finding.settle or "")
    return OpenRow(
        label=names.labels.get(finding.id, ""),
        words=words,
        why=visible(finding.because[0].words) if finding.because and finding.confidence < SURE else "",
        settle="" if settle == words else settle,
        spans=spans or _told(finding, names)[1],
    )
