"""The brief: five to fifteen sentences templated from records, each with its support, slots and independent count.

Every stretch of a sentence that states something is a slot filled from a record's field; ``supported`` checks each slot
against its record and spans, so a sentence with a changed name, number, date or quotation does not pass.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from stemma.model import (
    Actor,
    Collation,
    Conflict,
    Event,
    Figure,
    Origin,
    Reason,
    Sentence,
    Slot,
    Span,
    Statement,
    Support,
    Variant,
    content_id,
)

MOST_EVENTS, MOST_STATEMENTS, MOST_FIGURES, MOST_CONFLICTS = 3, 6, 3, 3
LEAST_CONFIDENCE = 0.5  # a record below it is open, not fact
LONGEST_QUOTE = 220

_MONTHS = "January February March April May June July August September October November December".split()


class _Line:
    """A sentence in the making: plain words and slots."""

    def __init__(self) -> None:
        self.text = ""
        self.slots: list[Slot] = []

    def say(self, words: str) -> _Line:
        self.text += words
        return self

    def fill(self, words: str, record: str, field: str, spans: Sequence[Span]) -> _Line:
        start = len(self.text)
        self.text += words
        self.slots.append(Slot(start=start, end=len(self.text), record=record, field=field, spans=tuple(spans[:1])))
        return self


def brief(
    statements: Sequence[Statement],
    events: Sequence[Event],
    figures: Sequence[Figure],
    conflicts: Sequence[Conflict],
    actors: Mapping[str, Actor],
) -> tuple[Sentence, ...]:
    """What happened, what was said, the figures, and what does not fit, the best supported first."""
    refuted = {s.id for s in statements if any(_refutes(v) for v in s.variants)}
    told = [e for e in events if not all(m.statement in refuted for m in e.mentions)]
    lines = [
        *(_of_event(e) for e in _first(told, MOST_EVENTS)),
        *(_of_statement(s, actors) for s in _first(statements, MOST_STATEMENTS) if s.speakers),
        *(_of_figure(f) for f in _first([f for f in figures if f.values[0].value is not None], MOST_FIGURES)),
        *(_of_conflict(c) for c in conflicts[:MOST_CONFLICTS]),
    ]
    return tuple(line for line in lines if line is not None)


def _refutes(variant: Variant) -> bool:
    return variant.negated or variant.cue_class == "denied"


def _weight(record: Statement | Event | Figure) -> tuple[int, int, int, float, str]:
    reports = {s.report for s in _spans(record)}
    return (-record.independent, -len(reports), -record.independent_upper, -record.confidence, record.id)


Counted = TypeVar("Counted", Statement, Event, Figure)


def _first(records: Sequence[Counted], most: int) -> list[Counted]:
    sure = [r for r in records if r.confidence >= LEAST_CONFIDENCE]
    return sorted(sure, key=_weight)[:most]


def _spans(record: Statement | Event | Figure) -> list[Span]:
    if isinstance(record, Statement):
        return [Span(report=v.report, start=v.start, end=v.end, text=v.text) for v in record.variants]
    if isinstance(record, Event):
        return [Span(report=m.report, start=m.start, end=m.end, text=m.text) for m in record.mentions]
    return [m for v in record.values for m in v.mentions]


def _of_event(event: Event) -> Sentence | None:
    spans = _spans(event)
    if not event.title:
        return None
    line = _Line().fill(event.title, event.id, "title", spans)
    if event.date:
        line.say(", ").fill(day(event.date), event.id, "date", (event.when and event.when.spans) or spans)
    if event.status != "happened":
        line.say(" (").fill(event.status, event.id, "status", spans).say(")")
    return _sentence(line, event.id, spans, event.origins, event)


def _of_statement(statement: Statement, actors: Mapping[str, Actor]) -> Sentence | None:
    named = [actors[s] for s in statement.speakers if s in actors]
    if not named:
        return None
    quoted = [v for v in statement.variants if v.form == "direct"] or list(statement.variants)
    variant = min(quoted, key=lambda v: (abs(len(v.text) - 90), v.report, v.start))
    if len(variant.text) > LONGEST_QUOTE or variant.negated:
        return None
    speakers = [v.speaker for v in statement.variants if v.speaker] or _spans(statement)
    words = " ".join(variant.text.split()).strip(' "“”‘’,;')
    where = [Span(report=variant.report, start=variant.start, end=variant.end, text=variant.text)]
    line = _Line()
    for i, actor in enumerate(named):
        line.say("" if i == 0 else " and " if i == len(named) - 1 else ", ")
        line.fill(actor.name, statement.id, f"speakers.{i}", speakers)
    if statement.date:
        line.say(", ").fill(day(statement.date), statement.id, "date", _spans(statement))
    if variant.cue_class == "denied":
        line.say(", ").fill("denied", statement.id, f"variants.{variant.id}.cue_class", [variant.cue or where[0]])
    line.say(": ")
    if variant.form == "direct":
        line.say("“").fill(words, statement.id, f"variants.{variant.id}", where).say("”")
    else:
        line.fill(words, statement.id, f"variants.{variant.id}", where)
    return _sentence(line, statement.id, _spans(statement), statement.origins, statement)


def _of_figure(figure: Figure) -> Sentence | None:
    line = _Line().fill(figure.subject[:1].upper() + figure.subject[1:], figure.id, "subject", _spans(figure)).say(": ")
    for i, value in enumerate(figure.values):
        words = " ".join(value.mentions[0].text.split())
        line.say("; " if i else "").fill(words, figure.id, f"values.{i}", value.mentions)
        line.say(" (" + ", ".join(dict.fromkeys(m.report for m in value.mentions)) + ")")
    return _sentence(line, figure.id, _spans(figure), figure.origins, figure)


def _of_conflict(conflict: Conflict) -> Sentence:
    line = _Line().say("The reports differ, ")
    line.fill(conflict.about, conflict.id, "about", conflict.sides[0].spans)
    spans = [s for side in conflict.sides for s in side.spans]
    return Sentence(
        id=content_id("b", conflict.id),
        confidence=conflict.confidence,
        because=(Reason(rule="conflict", words="the sides stand in the record"),),
        text=line.text + ".",
        support=(Support(record=conflict.id, spans=_one_a_report(spans)),),
        slots=tuple(line.slots),
        independent=min((s.independent for s in conflict.sides), default=0),
    )


def _sentence(
    line: _Line, record: str, spans: Sequence[Span], origins: Sequence[Origin], counted: Statement | Event | Figure
) -> Sentence:
    hedge = _hedge(origins, {s.report for s in spans})
    line.say(" — ").fill(hedge, record, "origins", spans).say(".")
    return Sentence(
        id=content_id("b", record),
        confidence=counted.confidence,
        because=(Reason(rule="template", words=f"filled from {record}"),),
        text=line.text,
        hedge=hedge,
        support=(Support(record=record, spans=_one_a_report(spans)),),
        slots=tuple(line.slots),
        independent=counted.independent,
        independent_upper=counted.independent_upper,
    )


def _one_a_report(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The first span in each report: the record itself cites the others."""
    first: dict[str, Span] = {}
    for span in spans:
        first.setdefault(span.report, span)
    return tuple(first.values())


def _hedge(origins: Sequence[Origin], reports: set[str]) -> str:
    """How the evidence stands, in a journalist's words."""
    named = [o.name for o in origins if o.kind in ("agency", "outlet", "document", "platform")]
    speakers = [o.name for o in origins if o.kind == "speaker"]
    record = any(o.kind == "on-record" for o in origins)
    if speakers:
        return f"by the account of {speakers[0]}"
    if named and not record:
        return f"by the account of {' and of '.join(named[:3])}"
    if named:
        return f"on record, and by the account of {' and of '.join(named[:3])}"
    if record:
        return "said on record"
    count = len(reports)
    return "one report, no source given" if count == 1 else f"{count} reports, no source given"


def day(iso: str) -> str:
    """An ISO date as a reader writes it, no more precise than it is: 24 December 2025, December 2025, 2025."""
    parts = iso[:10].split("-")
    try:
        if len(parts) == 3:
            known = date.fromisoformat(iso[:10])
            return f"{known.day} {_MONTHS[known.month - 1]} {known.year}"
        if len(parts) == 2:
            return f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    except (ValueError, IndexError):
        return iso
    return parts[0]


def supported(sentence: Sentence, collation: Collation) -> bool:
    """Do the records still say, slot by slot and word by word, what the sentence says?

    The sentence is written anew from its record and compared; every span of it must quote its report.
    """
    texts = {r.id: r.text or "" for r in collation.reports}
    spans = [s for support in sentence.support for s in support.spans]
    spans += [s for slot in sentence.slots for s in slot.spans]
    if not sentence.support or not spans or any(texts.get(s.report, "")[s.start : s.end] != s.text for s in spans):
        return False
    actors = {a.id: a for a in collation.actors}
    return _anew(sentence.support[0].record, collation, actors) == sentence


def _anew(record: str, collation: Collation, actors: Mapping[str, Actor]) -> Sentence | None:
    """The record's sentence, written once more."""
    for event in collation.events:
        if event.id == record:
            return _of_event(event)
    for statement in collation.statements:
        if statement.id == record:
            return _of_statement(statement, actors)
    for figure in collation.figures:
        if figure.id == record:
            return _of_figure(figure)
    return next((_of_conflict(c) for c in collation.conflicts if c.id == record), None)
