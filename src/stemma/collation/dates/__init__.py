"""Publication days and bound times of a story's reports: relative dates resolved with what the others say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from stemma.collation.common import Key, sentence_at
from stemma.collation.dates.binding import BoundValue, bind
from stemma.collation.dates.calendar import days, shifted, unit_of
from stemma.collation.dates.publication import day_of, publication_days
from stemma.model import Published, Reason, Time, TimeExpression, Witness, record_id
from stemma.reading.times import times

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["bind", "bind_all", "bound_times", "publication_days", "timex_values"]

PUBLICATION = -1  # in place of an expression's index: counted from the day of publication
INFERRED = 0.85  # how far a day counted from an inferred publication day is trusted


def bound_times(witnesses: Sequence[Witness], published: Mapping[str, Published]) -> dict[Key, Time]:
    """Every time expression of the reports on the calendar, by (sha256, index): the value, how, from which anchor.

    A clock time alone has only the clock as its value; ``begin`` and ``end_value`` say of which day it is. Likewise
    "at the time": its words name no date.
    """
    made: dict[Key, Time] = {}
    for witness in witnesses:
        sha = witness.report.sha256
        when = published.get(sha)
        expressions = witness.reading.times
        ids = [record_id("t", [(sha, e.span.start, e.span.end)]) for e in expressions]
        bounds = _bound_in(witness, when)
        for n, (expression, bound) in enumerate(zip(expressions, bounds, strict=True)):
            anchor = bound.anchor
            trust = INFERRED if when is not None and when.basis == "inferred" and anchor == PUBLICATION else 1.0
            value = _own_value(expression, bound)
            made[sha, n] = Time(
                id=ids[n],
                confidence=round(expression.confidence * bound.confidence * trust, 3),
                because=_because(expression, bound),
                report=witness.report.id,
                start=expression.span.start,
                end=expression.span.end,
                text=expression.span.of(witness.report.text),
                type=expression.type,
                value=value,
                mod=expression.mod,
                begin=bound.begin,
                end_value=bound.end,
                anchor=witness.report.id if anchor == PUBLICATION else None if anchor is None else ids[anchor],
                how=bound.how,
            )
    return made


def _own_value(expression: TimeExpression, bound: BoundValue) -> str | None:
    if expression.form == "then":
        return None
    if (
        bound.value
        and expression.clock
        and expression.anchor in ("story", "expression")
        and not (expression.unit or expression.part)
    ):
        return expression.clock
    if bound.value and bound.value.endswith("-WE"):
        return f"{bound.begin}/{bound.end}"
    return bound.value


def _because(expression: TimeExpression, bound: BoundValue) -> tuple[Reason, ...]:
    if bound.value is None:
        return (Reason(rule="unbound", words="the day that it counts from is not known"),)
    rivals: tuple[Reason, ...] = ()
    if bound.rivals:
        rivals = (Reason(rule="rivals", words="or " + " or ".join(bound.rivals)),)
    return (Reason(rule=expression.form, words=bound.how), *expression.because, *rivals)


def _bound_in(witness: Witness, when: Published | None) -> list[BoundValue]:
    """The expressions of one report bound: by its day, or by what all days it may have agree on."""
    expressions = witness.reading.times
    day = day_of(when)
    speech = _speech_days(witness, day)
    bounds = bind_all(expressions, day, speech)
    if day is not None or when is None or not (when.earliest and when.latest):
        return bounds
    first = bind_all(expressions, date.fromisoformat(when.earliest), speech)
    last = bind_all(expressions, date.fromisoformat(when.latest), speech)
    return [
        b if b.value is not None or x.value != y.value else x._replace(confidence=0.6)
        for b, x, y in zip(bounds, first, last, strict=True)
    ]


def _speech_days(witness: Witness, published: date | None) -> dict[int, int]:
    """For "today" and its like inside quotation marks: the expression outside them that dates the speech."""
    made: dict[int, int] = {}
    expressions = witness.reading.times
    quoted = [n for n, e in enumerate(expressions) if e.in_quote and e.unit == "day" and e.anchor == "publication"]
    if not quoted:
        return made
    for n in quoted:
        at = expressions[n].span.start
        sentence = sentence_at(witness, at)
        if sentence is None:
            continue
        for m, other in enumerate(expressions):
            if sentence.start <= other.span.start < sentence.end and not other.in_quote and other.type == "DATE":
                made[n] = m
                break
    return made


def bind_all(
    expressions: Sequence[TimeExpression], published: date | None, speech: Mapping[int, int] | None = None
) -> list[BoundValue]:
    """Each expression of one report bound, the story's time carried along from one to the next.

    ``speech`` maps an expression inside a quotation to the one that dates the speech, where there is one.
    """
    bound: list[BoundValue] = []
    story = Story()
    later: list[int] = []
    for i, expression in enumerate(expressions):
        anchor = expression.anchor_index
        if anchor is not None and anchor > i:
            later.append(i)
            bound.append(BoundValue(None))
            continue
        told = story.seen_by(expression) if anchor is None else anchor
        value = bind(expression, published, bound[told].value if told is not None else None)
        anchor = told if expression.anchor in ("story", "expression") else None
        known = value.value is not None and expression.anchor != "none"
        value = value._replace(anchor=(PUBLICATION if anchor is None else anchor) if known else None)
        bound.append(value)
        if carries(expression, value):
            story = story.told(i, unit_of(value.value or "") == "day", expression.direction == "future")
    for i in later:
        anchor = expressions[i].anchor_index or 0
        bound[i] = bind(expressions[i], published, bound[anchor].value)._replace(anchor=anchor)
    for i, expression in enumerate(expressions):
        if expression.begin is not None:
            _in_order(expression.begin, i, expressions, bound)
    for i, other in sorted((speech or {}).items()):
        stretch = days(bound[other].value or "")
        if stretch is None:
            continue
        if stretch[0] == stretch[1]:
            bound[i] = bind(expressions[i], stretch[0])
        elif published is None or not stretch[0] <= published <= stretch[1]:
            bound[i] = BoundValue(None, confidence=0.0)  # "today" of a speech last October is no day that we know
    return bound


def _in_order(first: int, last: int, expressions: Sequence[TimeExpression], bound: list[BoundValue]) -> None:
    """ "from Thursday to Monday", "from November to March": the end of a range is not before its beginning."""
    begin, end = days(bound[first].value or ""), days(bound[last].value or "")
    if begin is None or end is None or begin[0] <= end[1]:
        return
    if expressions[first].direction == "future" or not expressions[first].part:
        if expressions[last].part:
            bound[last] = bind(replace(expressions[last], direction="future", offset=1), begin[0])
    else:
        bound[first] = bind(replace(expressions[first], direction="past", offset=-1), end[0])


class Story(NamedTuple):
    """The time told of last, and the day told of last: a year mentioned in passing does not end a day.

    Each is the index of its expression. ``past`` and ``past_day`` are the last that are not to come: "the previous
    day" is counted from them.
    """

    last: int | None = None
    day: int | None = None
    past: int | None = None
    past_day: int | None = None

    def told(self, index: int, is_day: bool, ahead: bool) -> Story:
        """The story after one more time was told of."""
        day = index if is_day else self.day
        return Story(index, day, self.past, self.past_day) if ahead else Story(index, day, index, day)

    def seen_by(self, expression: TimeExpression) -> int | None:
        """What an expression that hangs on the story hangs on."""
        daily = expression.unit == "day" or expression.clock is not None
        back = (expression.offset or 0) < 0 and self.past is not None
        last, day = (self.past, self.past_day) if back else (self.last, self.day)
        return day if daily and day is not None else last


def carries(expression: TimeExpression, bound: BoundValue) -> bool:
    """Does the expression set the time of the story, for what follows to hang on?"""
    return (
        expression.type in ("DATE", "TIME")
        and bound.value is not None
        and not expression.in_debris
        and days(bound.value) is not None
    )


def timex_values(doc: Doc, dct: date) -> list[tuple[int, int, str, str, str | None]]:
    """The TIMEX3 annotations of a document written on ``dct``: (start, end, type, value, mod), as TempEval-3 has them.

    Its conventions differ from a collation's in two points: one or two weeks ago are counted in days, and of the zones
    only UTC is written. "At the time" is not marked.
    """
    expressions = times(doc)
    made: list[tuple[int, int, str, str, str | None]] = []
    for expression, bound in zip(expressions, bind_all(expressions, dct), strict=True):
        value = bound.value
        if value is None or (expression.form == "then" and doc.text[expression.span.start] in "Aa"):
            continue
        if expression.form == "ago" and expression.unit == "week" and (expression.offset or 0) >= -2:
            value = shifted(dct, "day", 7 * (expression.offset or 0)) or value
        value = re.sub(r"(T\d\d:\d\d)[+-]\d\d:\d\d$", r"\1", value)
        made.append((expression.span.start, expression.span.end, expression.type, value, expression.mod))
    return made
