"""Publication days and bound times of a story's reports: relative dates resolved with what the others say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from stemma.collation.binding import BoundValue, bind
from stemma.collation.calendar import days
from stemma.model import TimeExpression
from stemma.reading.times import times

__all__ = ["bind", "bind_all", "timex_values"]


def bind_all(expressions: Sequence[TimeExpression], published: date | None) -> list[BoundValue]:
    """Each expression of one report bound, the story's time carried along from one to the next."""
    bound: list[BoundValue] = []
    story: str | None = None
    later: list[int] = []
    for i, expression in enumerate(expressions):
        if expression.anchor == "expression" and expression.anchor_index is not None:
            if expression.anchor_index > i:
                later.append(i)
                bound.append(BoundValue(None))
                continue
            value = bind(expression, published, bound[expression.anchor_index].value)
        else:
            value = bind(expression, published, story)
        bound.append(value)
        if carries(expression, value):
            story = value.value
    for i in later:
        bound[i] = bind(expressions[i], published, bound[expressions[i].anchor_index or 0].value)
    return bound


def carries(expression: TimeExpression, bound: BoundValue) -> bool:
    """Does the expression set the time of the story, for what follows to hang on?"""
    return (
        expression.type in ("DATE", "TIME")
        and bound.value is not None
        and not expression.in_debris
        and days(bound.value) is not None
    )


def timex_values(doc: Doc, dct: date) -> list[tuple[int, int, str, str, str | None]]:
    """The TIMEX3 annotations of a document written on ``dct``: (start, end, type, value, mod)."""
    expressions = times(doc)
    made = []
    for expression, bound in zip(expressions, bind_all(expressions, dct), strict=True):
        if bound.value is not None:
            span = expression.span
            made.append((span.start, span.end, expression.type, bound.value, expression.mod))
    return made
