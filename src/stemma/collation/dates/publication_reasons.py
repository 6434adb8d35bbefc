"""Why an inferred publication day was chosen: the deciding links in words, with the spans to check them by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from stemma.collation.common import span
from stemma.collation.dates.calendar import WEEKDAYS
from stemma.collation.dates.daysearch import Bound, meet
from stemma.collation.dates.pivots import Pivot, datable
from stemma.model import Reason, Span, TimeExpression, Witness

REASONS = 3  # the links that weighed most; more is not read
OPENING = 3  # sentences, in which a report dates its news
BESIDE = 400  # characters between a date and the weekday that it may be; farther off one year of seven agrees by chance


def why(
    witnesses: Sequence[Witness], i: int, day: date, links: Sequence[Pivot], at: Mapping[int, date], bound: Bound
) -> tuple[tuple[Reason, ...], tuple[Span, ...]]:
    """The deciding links that give witness ``i`` its day, and the expressions that they rest on."""
    reasons: list[Reason] = []
    spans: list[Span] = []
    times = witnesses[i].reading.times
    for expression in times:
        if expression.weekday and expression.unit == "day" and not expression.in_quote:
            fits = (day + timedelta(expression.offset or 0)).isoweekday() == expression.weekday
            if fits:
                words = f"{day} fits “{_text(witnesses[i], expression)}”"
                reasons.append(Reason(rule="weekday-said", words=words))
                spans.append(span(witnesses[i], expression.span))
    ranked = sorted((p for p in links if i in (p.a[0], p.b[0])), key=lambda p: -p.weight)
    for p in ranked:
        x, y = (p.a, p.b) if p.a[0] == i else (p.b, p.a)
        if y[0] not in at or meet(bound(*x, day), stretch := bound(*y, at[y[0]])) <= 0 or stretch is None:
            continue
        mine, theirs = times[x[1]], witnesses[y[0]].reading.times[y[1]]
        when = stretch[0].isoformat() if stretch[0] == stretch[1] else f"{stretch[0]} to {stretch[1]}"
        other = witnesses[y[0]].report.id
        words = f"“{_text(witnesses[i], mine)}” here is “{_text(witnesses[y[0]], theirs)}” in {other}, {when} ({p.why})"
        reasons.append(Reason(rule="pivot", words=words))
        spans.append(span(witnesses[i], mine.span))
        if len(reasons) >= REASONS:
            break
    if len(reasons) < REASONS:
        found = _beside(times, i, day, bound)
        if found is not None:
            first, second, told = found
            one, two = _text(witnesses[i], times[first]), _text(witnesses[i], times[second])
            words = f"“{one}” and “{two}” are one day in {told.year}: {told} was a {WEEKDAYS[told.weekday()]}"
            reasons.append(Reason(rule="date-and-weekday", words=words))
            spans.extend((span(witnesses[i], times[first].span), span(witnesses[i], times[second].span)))
    if not reasons:
        n = _fresh(witnesses[i], i, day, bound)
        if n is not None:
            words = f"it tells of “{_text(witnesses[i], times[n])}”, and other reports are of those days"
            reasons.append(Reason(rule="fresh-news", words=words))
            spans.append(span(witnesses[i], times[n].span))
    return tuple(reasons), tuple(dict.fromkeys(spans))


def _fresh(witness: Witness, i: int, day: date, bound: Bound) -> int | None:
    """The first expression that names the day of a report or the day before."""
    for n, expression in enumerate(witness.reading.times):
        stretch = bound(i, n, day) if datable(expression) and expression.part else None
        if stretch and stretch[0] == stretch[1] and 0 <= (day - stretch[0]).days <= 1:
            return n
    return None


def _beside(times: Sequence[TimeExpression], i: int, day: date, bound: Bound) -> tuple[int, int, date] | None:
    """A date and a weekday near it that fall on one day."""
    weekdays: dict[date, list[int]] = {}
    for n, expression in enumerate(times):
        if datable(expression) and (expression.part or "").startswith("weekday") and (stretch := bound(i, n, day)):
            weekdays.setdefault(stretch[0], []).append(n)
    for n, expression in enumerate(times):
        if datable(expression) and (expression.part or "").startswith("month-day"):
            if (stretch := bound(i, n, day)) is None:
                continue
            for other in weekdays.get(stretch[0], ()):
                if abs(times[other].span.start - expression.span.start) <= BESIDE:
                    return n, other, stretch[0]
    return None


def _text(witness: Witness, expression: TimeExpression) -> str:
    return expression.span.of(witness.report.text)
