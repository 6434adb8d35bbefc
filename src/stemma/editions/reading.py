"""What one report alone yields, paragraph by paragraph: the text with its findings beside it, nothing bound yet."""

from __future__ import annotations

import re

from stemma.editions.plain import visible
from stemma.editions.words import DAYS, MONTHS, amount, distinct, several
from stemma.model import (
    Attribution,
    Candidate,
    Debris,
    EventMention,
    FigureMention,
    Mention,
    Reading,
    Record,
    Report,
    Stretch,
    TimeExpression,
)

ANCHORS = {
    "publication": "from the day of publication",
    "story": "from the time told before",
    "expression": "from another expression",
    "none": "",
}
OFFSETS = {-1: "last", 0: "this", 1: "next"}


class Note(Record, kw_only=True, frozen=True):
    """A finding in words: what kind it is, the words that carry it, what is known of it."""

    kind: str
    words: str
    detail: str
    span: Stretch


class ParagraphView(Record, kw_only=True, frozen=True):
    """A paragraph of the report with its findings; ``cut`` says why it is no part of the article."""

    span: Stretch
    notes: tuple[Note, ...]
    marks: tuple[tuple[Stretch, str], ...]
    cut: str = ""


class ReadingView(Record, kw_only=True, frozen=True):
    """One report with all that it yields alone."""

    title: str
    line: str
    counts: tuple[tuple[str, int], ...]
    paragraphs: tuple[ParagraphView, ...]
    names: tuple[tuple[str, str, int], ...]


def reading_view(report: Report, reading: Reading) -> ReadingView:
    """The findings of a reading in the paragraphs of its report."""
    notes = sorted(_notes(report, reading), key=lambda n: (n.span.start, n.span.end, n.kind))
    paragraphs = reading.paragraphs or tuple(_lines(report.text))
    rows = []
    for p in paragraphs:
        inside = tuple(n for n in notes if p.start <= n.span.start < p.end)
        cut = [d for d in reading.debris if not d.kept and d.start <= p.start and p.end <= d.end]
        rows.append(
            ParagraphView(
                span=p,
                notes=inside,
                marks=tuple((n.span, n.kind) for n in inside),
                cut=_cut(cut[0]) if cut else "",
            )
        )
    return ReadingView(
        title=visible(report.title or report.name or report.outlet or report.id),
        line=" · ".join(visible(p) for p in (report.outlet, report.published, report.url) if p),
        counts=tuple(
            (name, len(found))
            for name, found in (
                ("statements", reading.attributions),
                ("events", reading.events),
                ("figures", reading.figures),
                ("times", reading.times),
                ("mentions", reading.mentions),
                ("credits", reading.credits),
            )
        ),
        paragraphs=tuple(rows),
        names=_names(reading),
    )


def _lines(text: str) -> list[Stretch]:
    out, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            out.append(Stretch(at + len(line) - len(line.lstrip()), at + len(line.rstrip())))
        at += len(line)
    return out


def _notes(report: Report, reading: Reading) -> list[Note]:
    text = report.text

    def words(stretch: Stretch) -> str:
        return visible(stretch.of(text))

    notes = []
    for a in reading.attributions:
        said = " … ".join(words(piece) for piece in a.content)
        notes.append(Note(kind="said", words=said, detail=_attribution(a, reading, text), span=a.hull))
    for e in reading.events:
        notes.append(Note(kind="event", words=words(e.span), detail=_event(e, text), span=e.span))
    for t in reading.times:
        notes.append(Note(kind="time", words=words(t.span), detail=_time(t), span=t.span))
    for f in reading.figures:
        notes.append(Note(kind="figure", words=words(f.span), detail=_figure(f), span=f.span))
    for c in reading.credits:
        notes.append(Note(kind="rests on", words=visible(c.name), detail=c.kind, span=c.span))
    for d in reading.debris:
        if not d.kept:
            notes.append(Note(kind="cut", words="", detail=_cut(d), span=Stretch(d.start, d.end)))
    return notes


def _attribution(a: Attribution, reading: Reading, text: str) -> str:
    who = visible(a.source.of(text)) if a.source else "no source"
    known = [_called(reading, c) for c in a.speakers[:3]]
    known = [k for k in distinct(known) if k.casefold() != who.casefold()]
    if known:
        who += f" = {several(known, 'or')}?" if len(known) > 1 else f" = {known[0]}"
    facts = [who, a.form, "" if a.cue_class in {"said", "reported"} else a.cue_class]
    facts += ["refuses to say" if a.refusal else "", "negated" if a.negated else "", "carried on" if a.carried else ""]
    facts.append(f"cue “{visible(a.cue.of(text))}”" if a.cue else "")
    return " · ".join(f for f in facts if f)


def _called(reading: Reading, candidate: Candidate) -> str:
    """The name of a candidate, or of the one that it most likely refers back to."""
    mention: Mention | None = None
    seen: set[int] = set()
    index = candidate.mention
    while 0 <= index < len(reading.mentions) and index not in seen:
        seen.add(index)
        mention = reading.mentions[index]
        if mention.name or not mention.candidates:
            break
        index = mention.candidates[0].mention
    return visible(mention.name) if mention and mention.name else ""


def _event(e: EventMention, text: str) -> str:
    roles = [f"{a.role} {visible(a.span.of(text))}" for a in e.arguments]
    facts = [" ".join(p for p in (e.type, e.mode or "") if p), "" if e.modality == "asserted" else e.modality, *roles]
    facts += [visible(e.place.of(text)) if e.place else "", "background" if e.background else ""]
    return " · ".join(f for f in facts if f)


def _time(t: TimeExpression) -> str:
    """What the words say of the time: its value, or how it would be reckoned and from what."""
    said = t.value or ""
    if not said:
        units = ""
        if t.unit and t.offset is not None:
            units = f"{OFFSETS[t.offset]} {t.unit}" if t.offset in OFFSETS else f"{t.offset:+d} {t.unit}s"
        said = ", ".join(p for p in (units, _part(t.part)) if p) or t.unit or t.form
    kind = "" if t.type == "DATE" else t.type.lower()
    anchor = "" if t.value else ANCHORS[t.anchor]
    return " · ".join(p for p in (said, anchor, (t.mod or "").lower(), kind, "quoted" if t.in_quote else "") if p)


def _part(part: str | None) -> str:
    """What is picked inside a unit, in words: "weekday:2" is "a Tue", "month:10" is "Oct"."""
    kind, _, value = (part or "").partition(":")
    if kind == "weekday" and value.isdigit() and 1 <= int(value) <= 7:
        return f"a {DAYS[int(value) - 1]}"
    if kind == "month" and value.isdigit() and 1 <= int(value) <= 12:
        return MONTHS[int(value) - 1]
    if kind == "month-day" and re.fullmatch(r"(0[1-9]|1[0-2])-\d\d", value):
        return f"{int(value[3:])} {MONTHS[int(value[:2]) - 1]}"
    return f"{kind.replace('-', ' ')} {value}".strip()


def _figure(f: FigureMention) -> str:
    value = amount(f.value, f.bound, f.low, f.high, f.unit, f.currency) or f.bound
    return " · ".join(visible(p) for p in (value, f.subject, f.of or "", f.where or "") if p)


def _cut(d: Debris) -> str:
    return d.kind.replace("-", " ") + (f": {visible(d.why)}" if d.why else "")


def _names(reading: Reading) -> tuple[tuple[str, str, int], ...]:
    """Each name with its kind and office and how often it stands, in the order of the text."""
    found: dict[str, tuple[str, int]] = {}
    for m in reading.mentions:
        if m.name:
            what, n = found.get(m.name, ("", 0))
            found[m.name] = (
                what or ", ".join(p for p in (m.kind, visible(m.office or ""), m.country or "") if p),
                n + 1,
            )
    return tuple((visible(name), what, n) for name, (what, n) in found.items())
