"""Calendar arithmetic on TIMEX3 values: what stretch of days a value covers, and units counted from a day.

A value is a string: a day ``2031-05-03``, a month ``2031-05``, a year ``2031``, a week ``2031-W18``, a weekend
``2031-W18-WE``, a quarter ``2031-Q2``, a half ``2031-H1``, a season ``2031-SU``, a decade ``203``, a century ``20``,
a range ``1983/2005``; a day may carry a time of day (``T15:30Z``, ``TMO``).
"""

from __future__ import annotations

import calendar as _calendar
import re
from datetime import MAXYEAR, MINYEAR, date, timedelta

Days = tuple[date, date]
"""The first and the last day of a stretch, both inside."""

MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
FINENESS = {
    "day": 0, "weekend": 1, "week": 2, "fortnight": 2, "month": 3, "quarter": 4, "season": 4, "half": 5,
    "year": 6, "decade": 7, "century": 8,
}  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = tuple(_calendar.month_name)


def days(value: str) -> Days | None:
    """The days that a value covers; none where it names none (PAST_REF, P2D). A season has its year's days."""
    value = value.partition("T")[0] if re.match(r"\d{4}-\d\d-\d\dT", value) else value
    if "/" in value:
        first, last = (days(v) for v in value.split("/", 1))
        return (first[0], last[1]) if first and last else None
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    kind, year = match.lastgroup, int(match["y"] or 0)
    if not (kind in ("decade", "century") or MINYEAR <= year <= MAXYEAR):
        return None
    try:
        match kind:
            case "d":
                day = date(year, int(match["md"]), int(match["d"]))
                return day, day
            case "m":
                return month_days(year, int(match["m"]))
            case "w" | "we":
                monday = date.fromisocalendar(year, int(match["w"] or match["we"]), 1)
                return (
                    (monday + timedelta(5), monday + timedelta(6)) if kind == "we" else (monday, monday + timedelta(6))
                )
            case "q":
                return months(year, int(match["q"]) * 3 - 2, 3)
            case "h":
                return months(year, int(match["h"]) * 6 - 5, 6)
            case "s":
                return date(year, 1, 1), date(year, 12, 31)
            case "decade":
                return date(int(value + "0") or 1, 1, 1), date(int(value + "9"), 12, 31)
            case "century":
                return date(int(value + "00") or 1, 1, 1), date(int(value + "99"), 12, 31)
            case _:
                return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


_VALUE = re.compile(
    r"(?P<y>\d{4})(?:-(?P<md>\d\d)-(?P<d>\d\d)|-(?P<m>\d\d)|-W(?P<we>\d\d)-WE|-W(?P<w>\d\d)|-Q(?P<q>[1-4])|-H(?P<h>[12])"
    r"|-(?P<s>SP|SU|FA|WI))?|(?P<decade>\d{3})|(?P<century>\d\d)"
)


def month_days(year: int, month: int) -> Days:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, _calendar.monthrange(year, month)[1])


def months(year: int, first: int, count: int) -> Days:
    """The days of ``count`` months from a month on."""
    last = year * 12 + first - 1 + count - 1
    return date(year, first, 1), month_days(last // 12, last % 12 + 1)[1]


def unit_of(value: str) -> str | None:
    """The unit that a value is as precise as."""
    match = _VALUE.fullmatch(value.partition("T")[0])
    if match is None:
        return None
    kinds = {
        "d": "day",
        "m": "month",
        "w": "week",
        "we": "weekend",
        "q": "quarter",
        "h": "half",
        "s": "season",
        "y": "year",
    }
    return kinds.get(match.lastgroup or "", match.lastgroup)


def at_unit(day: date, unit: str) -> str:
    """The value of the unit that a day lies in: its week, its quarter, its decade."""
    match unit:
        case "week" | "fortnight":
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}"
        case "weekend":
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}-WE"
        case "month":
            return f"{day.year:04}-{day.month:02}"
        case "quarter":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "half":
            return f"{day.year:04}-H{(day.month + 5) // 6}"
        case "year":
            return f"{day.year:04}"
        case "decade":
            return f"{day.year // 10:03}"
        case "century":
            return f"{day.year // 100:02}"
    return day.isoformat()


def shifted(day: date, unit: str, count: int) -> str | None:
    """The value ``count`` units from the unit that a day lies in, as precise as the unit; none outside the calendar."""
    try:
        if unit in ("week", "weekend"):
            return at_unit(day + timedelta(weeks=count), unit)
        if unit == "fortnight":
            return at_unit(day + timedelta(weeks=2 * count), "week")
        if unit == "day":
            return (day + timedelta(days=count)).isoformat()
        months_ = MONTHS_IN.get(unit)
        if months_ is None:
            return None
        total = day.year * 12 + day.month - 1 + count * months_
        return at_unit(date(total // 12, total % 12 + 1, 1), unit)
    except (ValueError, OverflowError):
        return None


def named_day(rule: str, year: int) -> date | None:
    """A named day of a year: ``12-25``, ``easter-2`` (from Easter Sunday), ``11:4:4`` (fourth Thursday of November)."""
    try:
        if rule.startswith("easter"):
            return easter(year) + timedelta(days=int(rule[6:]))
        if ":" in rule:
            month, weekday, nth = (int(n) for n in rule.split(":"))
            first, last = month_days(year, month)
            if nth > 0:
                return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
            return last - timedelta(days=(last.isoweekday() - weekday) % 7)
        month, day = (int(n) for n in rule.split("-"))
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm printed in Nature, 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
