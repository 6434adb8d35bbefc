"""Which number is the month in "11/09/2031": told by a weekday beside it, or by the days that the story's reports name.

A reading takes such a date month first and cannot do better alone; where nothing decides, that stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from stemma.collation.dates.datelines import address_day, as_date
from stemma.model import Reason, TimeExpression, Witness

NEAR = 10  # days: reports of one story are mostly written, and tell of what happened, within them
_NUMERIC = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/])")


def with_months_told(witnesses: Sequence[Witness]) -> list[Witness]:
    """The reports with every date that may be meant day first read as the story's other days ask for."""
    if not any(_other_reading(w, e) for w in witnesses for e in w.reading.times):
        return list(witnesses)
    days = [day for w in witnesses for day in _sure_days(w)]
    made = []
    for w in witnesses:
        times = tuple(_told(w, e, days) for e in w.reading.times)
        made.append(Witness(w.report, msgspec.structs.replace(w.reading, times=times)))
    return made


def _told(witness: Witness, expression: TimeExpression, days: Sequence[date]) -> TimeExpression:
    other = _other_reading(witness, expression)
    if other is None or expression.value is None:
        return expression
    first = date.fromisoformat(expression.value[:10])
    if expression.weekday is not None:
        turned = expression.weekday == other.isoweekday() and expression.weekday != first.isoweekday()
        why = "the weekday beside it"
    else:
        turned = _away(other, days) <= NEAR < _away(first, days)
        why = "the days that the story's reports name"
    if not turned:
        return expression
    value = other.isoformat() + expression.value[10:]
    because = (*expression.because, Reason(rule="day-first", words=f"the day stands before the month: {why}"))
    return msgspec.structs.replace(expression, value=value, because=because)


def _other_reading(witness: Witness, expression: TimeExpression) -> date | None:
    """The day that a numeric date names if its day stands first; None where only one order makes a date."""
    numeric = _NUMERIC.search(expression.span.of(witness.report.text))
    read = as_date(expression.value) if numeric and expression.value else None
    if read is None or read.day == read.month or read.day > 12:
        return None
    return date(read.year, read.day, read.month)


def _sure_days(witness: Witness) -> list[date]:
    """The days that a report names in full beyond doubt, that it was given, or that its address holds."""
    values = [e.value for e in witness.reading.times if e.value and not _other_reading(witness, e)]
    values += [v for v in (witness.report.published, address_day(witness.report.url)) if v]
    return [day for v in values if len(v) >= 10 and (day := as_date(v))]


def _away(day: date, days: Sequence[date]) -> int:
    return min((abs((day - other).days) for other in days), default=NEAR)
