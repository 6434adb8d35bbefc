"""One unbound time expression onto the calendar, given its anchor: never more precise than words and anchor allow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from stemma.collation.dates.calendar import (
    FINENESS,
    MONTHS,
    WEEKDAYS,
    at_unit,
    days,
    month_days,
    named_day,
    shifted,
    unit_of,
)
from stemma.model import TimeExpression

AGAINST = 6.0  # a date on the side that the tense speaks against must be this many times nearer to be taken
SEASON_AGAINST = 20.0  # "in the summer", told in the past in May, is last year's: nobody adds "last"
LEAP_REACH = 8  # years between which 29 February surely comes
NAME_REACH = (
    183  # days in which "the 3 May attacks" are the last ones; further off the date is a name and tells no year
)
WEEKDAY_RIVAL = 0.3  # how sure the other week is when neither word nor tense says which


class BoundValue(NamedTuple):
    """What an expression names: a TIMEX3 value (none where unknown), its first and last day, how, and its rivals.

    ``anchor`` is what it was counted from, for the caller to fill in.
    """

    value: str | None
    begin: str | None = None
    end: str | None = None
    how: str = ""
    rivals: tuple[str, ...] = ()
    confidence: float = 1.0
    anchor: int | None = None


UNKNOWN = BoundValue(None, confidence=0.0)


def bind(expression: TimeExpression, published: date | None = None, story: str | None = None) -> BoundValue:
    """The calendar value of an expression.

    ``published`` is the day that "today" means; ``story`` the value (any precision) of the time told of just before or
    of the expression that this one hangs on. Without the anchor it needs an expression stays unknown.
    """
    if expression.type in ("DURATION", "SET"):
        return BoundValue(
            expression.value, how="a length of time" if expression.type == "DURATION" else "a repeated time"
        )
    if expression.anchor == "none":
        return _absolute(expression, expression.value)
    if expression.value and expression.unit == "year" and expression.part:
        return _dress(expression, _part_in_year(expression.part, int(expression.value)), "the year is named")
    if expression.value:
        return BoundValue(expression.value, how="no date is meant")
    if expression.anchor == "expression":
        return _from_expression(expression, published, story)
    if story and "-Q" in story and expression.unit == "year" and expression.form in ("ago", "later"):
        # business prose: "a year earlier" than a quarter is that quarter of the year before
        value = f"{int(story[:4]) + (expression.offset or 0):04}{story[4:]}"
        return _dress(expression, value, f"{story}, {_counted('year', expression.offset or 0, story)}", confidence=0.8)
    if expression.anchor == "story":
        return _from_story(expression, published, story)
    if published is None:
        return UNKNOWN
    return _from_day(expression, published, published.isoformat())


def _absolute(expression: TimeExpression, value: str | None) -> BoundValue:
    if value is None:
        return UNKNOWN
    stretch = days(value)
    if stretch is None and value[0].isdigit():
        return UNKNOWN  # 30 February
    if expression.part and expression.unit == "year":
        return _dress(expression, _part_in_year(expression.part, int(value)), "the year is named")
    odd = expression.weekday and stretch and stretch[0].isoweekday() != expression.weekday
    how = f"named in full, though {value} was no {WEEKDAYS[(expression.weekday or 1) - 1]}" if odd else "named in full"
    return _dress(expression, value, how, confidence=0.8 if odd else 1.0)


def _dress(
    expression: TimeExpression, value: str | None, how: str, rivals: Iterable[str | None] = (), confidence: float = 1.0
) -> BoundValue:
    """A value with the time of day that the words add, and the days it covers."""
    if value is None:
        return UNKNOWN
    stretch = days(value)
    begin, end = (d.isoformat() for d in stretch) if stretch else (None, None)
    if expression.clock and unit_of(value) == "day":
        value += expression.clock
        if expression.clock[1].isdigit():
            begin = end = value
    return BoundValue(value, begin, end, how, tuple(dict.fromkeys(r for r in rivals if r and r != value)), confidence)


# From a day ----------------------------------------------------------------------------------------------------


def _from_day(e: TimeExpression, anchor: date, named: str) -> BoundValue:
    """Bound by a day: the publication day or a day in the story, called ``named`` in the words for people."""
    if e.unit and e.part:
        year = shifted(anchor, "year", e.offset or 0)
        how = f"in {_counted('year', e.offset or 0, named)}"
        return _dress(e, _part_in_year(e.part, int(year)) if year else None, how)
    if e.unit:
        return _unit_from(e, anchor, named)
    if e.part:
        kind, _, which = e.part.partition(":")
        if kind == "weekday":
            return _weekday_from(e, int(which), anchor, named)
        if kind == "weekend":
            return _weekend_from(e, anchor, named)
        return _part_from(e, anchor, named)
    return _dress(e, named, f"on the day of the report, {named}") if e.clock else UNKNOWN


def _unit_from(e: TimeExpression, anchor: date, named: str) -> BoundValue:
    assert e.unit is not None
    offset = e.offset or 0
    if e.unit in ("hour", "minute", "second"):
        return UNKNOWN
    value = shifted(anchor, e.unit, offset)
    odd = e.weekday is not None and value is not None and date.fromisoformat(value).isoweekday() != e.weekday
    how = _counted(e.unit, offset, named)
    return _dress(
        e, value, how + (", though the weekday beside it is another" if odd else ""), confidence=0.5 if odd else 1.0
    )


def _counted(unit: str, offset: int, named: str) -> str:
    if offset == 0:
        return named if unit == "day" else f"the {unit} of {named}"
    count = abs(offset)
    unit = "half-year" if unit == "half" else unit
    plural = "centuries" if unit == "century" else f"{unit}s"
    return f"{count} {plural if count > 1 else unit} {'before' if offset < 0 else 'after'} {named}"


def _weekday_from(e: TimeExpression, weekday: int, anchor: date, named: str) -> BoundValue:
    name = WEEKDAYS[weekday - 1]
    back = (anchor.isoweekday() - weekday) % 7
    ahead = (weekday - anchor.isoweekday()) % 7
    past, future = _plus(anchor, -back), _plus(anchor, ahead)
    if past is None or future is None:
        return UNKNOWN
    if e.offset == -1:
        value = past if back else _plus(anchor, -7)
        return _dress(e, _iso(value), f"{name} before {named}", [_iso(_plus(value, -7))], 0.85)
    if e.offset == 1:
        value = future if ahead else _plus(anchor, 7)
        return _dress(e, _iso(value), f"{name} after {named}", [_iso(_plus(value, 7))], 0.7)
    if back == 0:
        return _dress(e, past.isoformat(), f"{named} is a {name}")
    if e.direction == "future" or (e.direction == "either" and e.offset == 0):
        unsure = e.direction == "either"
        return _dress(
            e, future.isoformat(), f"{name} after {named}", [past.isoformat()] if unsure else [], 0.9 - 0.2 * unsure
        )
    sure = 0.95 if e.direction == "past" else 1 - WEEKDAY_RIVAL
    return _dress(e, past.isoformat(), f"{name} before {named}", [future.isoformat()] if sure < 0.9 else [], sure)


def _weekend_from(e: TimeExpression, anchor: date, named: str) -> BoundValue:
    """A weekend that is named early in the week and told in the past is the one before."""
    offset = e.offset
    if offset is None:
        offset = 0 if anchor.isoweekday() >= 5 or e.direction != "past" else -1
    if e.offset == -1 and anchor.isoweekday() == 7:
        offset = -1
    return _dress(
        e,
        shifted(anchor, "weekend", offset),
        _counted("weekend", offset, named).replace("the weekend of", "the weekend nearest to"),
        confidence=0.85,
    )


def _part_from(e: TimeExpression, anchor: date, named: str) -> BoundValue:
    """A month, day, season, quarter or named day without its year: the year that nearness and tense choose."""
    assert e.part is not None
    options: list[tuple[float, str, str]] = []
    reach = LEAP_REACH if e.part == "month-day:02-29" else 1
    for year in range(anchor.year - reach, anchor.year + reach + 1):
        value = _part_in_year(e.part, year)
        stretch = days(value) if value else None
        if value is None or stretch is None:
            continue
        if e.part.startswith("season"):
            stretch = _rough_season(value) or stretch
        if e.weekday and stretch[0].isoweekday() != e.weekday:
            continue
        away = _away(stretch, anchor)
        side = "past" if away < 0 else "future" if away > 0 else "now"
        if e.offset == -1 and (side == "future" or (side == "now" and not e.part.startswith("season"))):
            continue
        if e.offset == 1 and side != "future":
            continue
        cost = float(abs(away))
        wanted = e.direction if e.direction != "either" or e.part.startswith(("month-day", "named")) else "past"
        if e.offset is None and side != "now" and wanted != "either" and side != wanted:
            cost *= (SEASON_AGAINST if e.part.startswith("season") else AGAINST) if e.direction != "either" else 2.0
        if e.offset == 0 and value[:4] != f"{anchor.year:04}":
            cost += 400.0
        options.append((cost, value, side))
    if not options:
        return UNKNOWN
    options.sort()
    cost, value, side = options[0]
    if e.form == "date-name" and cost > NAME_REACH:
        return UNKNOWN
    rivals = [v for c, v, _ in options[1:] if c < 2.0 * cost + 20]
    which = {"past": "last", "future": "next", "now": "running"}[side]
    tense = f", told in the {e.direction}" if e.direction != "either" and e.offset is None else ""
    how = f"the {which} {_part_name(e.part)} seen from {named}{tense}"
    return _dress(e, value, how, rivals, 0.75 if rivals else 0.95)


def _away(stretch: tuple[date, date], anchor: date) -> int:
    """Days from the anchor to the stretch: below zero before it, zero where it lies inside."""
    if anchor < stretch[0]:
        return (stretch[0] - anchor).days
    return -(anchor - stretch[1]).days if anchor > stretch[1] else 0


_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _rough_season(value: str) -> tuple[date, date] | None:
    """The northern months, only to choose the year; they never become the value's days."""
    year, first = int(value[:4]), _SEASON_MONTHS[value[-2:]]
    last = first + 2
    return date(year, first, 1), month_days(year + last // 13, (last - 1) % 12 + 1)[1]


def _part_name(part: str) -> str:
    kind, _, which = part.partition(":")
    match kind:
        case "month":
            return MONTHS[int(which)]
        case "month-day":
            return f"{int(which[3:])} {MONTHS[int(which[:2])]}"
        case "quarter":
            return f"{('first', 'second', 'third', 'fourth')[int(which) - 1]} quarter"
        case "season":
            return {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}[which]
        case "week-of":
            return f"such week of {MONTHS[int(which[:2])]}"
    return "such day"


def _part_in_year(part: str, year: int) -> str | None:
    kind, _, which = part.partition(":")
    try:
        match kind:
            case "month":
                return f"{year:04}-{which}"
            case "month-day":
                return date(year, int(which[:2]), int(which[3:])).isoformat()
            case "quarter":
                return f"{year:04}-Q{which}"
            case "half":
                return f"{year:04}-H{which}"
            case "season":
                return f"{year:04}-{which}"
            case "named":
                return _iso(named_day(which, year))
            case "week-of":
                month, nth = which.split(":")
                first, last = month_days(year, int(month))
                # the week that most of those seven days lie in
                middle = last - timedelta(3) if nth == "-1" else first + timedelta(days=7 * int(nth) - 4)
                return at_unit(middle, "week")
    except ValueError:
        return None
    return None


# From the story ------------------------------------------------------------------------------------------------


def _from_story(e: TimeExpression, published: date | None, story: str | None) -> BoundValue:
    """ "the next day", "that year", "at the time", a clock time: from the time told of just before."""
    stretch = days(story) if story else None
    if story is None or stretch is None:
        before_it = e.form == "unit" and e.unit == "day" and e.offset == -1  # "the previous day"
        counted = e.form == "later" or bool(e.offset and (e.unit or e.part) and not before_it)
        if published is None or counted or (e.unit is None and not e.clock):
            return UNKNOWN
        bound = _from_day(e, published, published.isoformat())
        return bound._replace(confidence=min(bound.confidence, 0.6))
    precision = unit_of(story) or "year"
    if e.form == "then":
        return _dress(e, story, f"the time told of before: {story}", confidence=0.7)
    if e.clock and e.unit is None:
        return (
            _dress(e, story.partition("T")[0], f"on the day told of: {story}", confidence=0.7)
            if precision == "day"
            else UNKNOWN
        )
    if e.part and e.part.startswith("weekday") and precision == "day":
        return _weekday_from(e, int(e.part[8:]), stretch[0], story)
    if e.unit is None:
        return UNKNOWN
    # A year counted from a month is a year; a day counted from a month is unknown; a month from a year too.
    if FINENESS.get(e.unit, 9) < FINENESS.get(precision, 9):
        if e.unit == "day" and published is not None and e.offset == 0 and FINENESS.get(precision, 9) > 2:
            return _dress(e, published.isoformat(), f"the day of the report, {published}", confidence=0.5)
        return UNKNOWN
    bound = _unit_from(e, stretch[0], story)
    return bound._replace(confidence=min(bound.confidence, 0.7))


def _from_expression(e: TimeExpression, published: date | None, other: str | None) -> BoundValue:
    stretch = days(other) if other else None
    if other is None or stretch is None:
        if published is None:
            return UNKNOWN
        return (
            _from_story(e, published, None)
            if e.clock and not e.part
            else _from_day(e, published, published.isoformat())
        )
    if e.part:
        value = _part_in_year(e.part, stretch[0].year)
        return _dress(e, value, f"in the year of {other}, named beside it")
    if e.clock and unit_of(other) == "day":
        return _dress(e, other.partition("T")[0], f"on {other}, named beside it")
    return UNKNOWN


def _plus(day: date | None, count: int) -> date | None:
    try:
        return day + timedelta(days=count) if day else None
    except OverflowError:
        return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
