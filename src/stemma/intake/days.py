"""Dates as files write them ("Sat, 03 May 2031 10:15:00 +0200", 3.5.2031, 20310503T101500Z) into ISO 8601."""

from __future__ import annotations

import functools
import re
from datetime import date, datetime, timedelta, timezone
from typing import Literal

Order = Literal["ask", "day-first", "month-first"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_TIME = (
    r"(?:(?:\s*,?\s+(?:at\s+)?|\s*T\s*|\s+[-–|]\s+)(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|UTC|GMT|UT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|[+-]\d{2}:?\d{2}|[+-]\d{2})?"
    r"(?:\s*\([A-Z]{2,5}\))?)?"
)
_FORMS = tuple(
    re.compile(pattern + r"\s*\Z", re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d{{1,2}})[-/.]{_DAY}{_TIME}",
        r"(?P<year>(?:19|20)\d\d)(?P<number>\d\d)(?P<day>\d\d)"
        r"(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?(?P<half>\b)",
        rf"{_WEEKDAY}{_DAY}[\s.-]+(?:of\s+)?{_MONTH}[\s,-]+(?P<year>(?:19|20)\d\d){_TIME}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?P<year>(?:19|20)\d\d){_TIME}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}\s+(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)\s+(?P<zone>[A-Z]{{3}})?\s*"
        r"(?P<year>(?:19|20)\d\d)(?P<half>\b)",
    )
)
_NUMBERS = re.compile(
    rf"{_WEEKDAY}(?P<first>\d{{1,2}})[-/.](?P<last>\d{{1,2}})[-/.](?P<year>(?:19|20)\d\d){_TIME}\s*\Z", re.I
)
_SECONDS = re.compile(r"(\d{9,10})(?:\d{3})?(?:\.\d+)?\Z")  # since 1970, with or without milliseconds
_LABEL = re.compile(
    r"(?:(?:first |last |originally )?(?:published|posted|updated|modified|date)(?: on| at)?:?\s+)", re.I
)
_ZONES = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}


@functools.lru_cache(maxsize=4096)
def iso(words: str, order: Order = "ask") -> str | None:
    """A written date as ISO 8601 with the time and zone that it gives; None where it is none, or ambiguous.

    03/04/2031 is ambiguous until ``order`` says how it is meant; 24/12/2031 is not.
    """
    if not words:
        return None
    words = _LABEL.sub("", words.strip(), count=1)
    if re.fullmatch(r"(?:19|20)\d\d(?:-\d\d)?", words):
        return words if len(words) == 4 or 1 <= int(words[5:]) <= 12 else None
    for form in _FORMS:
        if found := form.match(words):
            part = found.groupdict()
            name = part.get("month")
            month = _MONTHS.index(name[:3].lower()) + 1 if name else int(part["number"])
            return _made(int(part["year"]), month, int(part["day"]), part)
    if found := _NUMBERS.match(words):
        first, last = int(found["first"]), int(found["last"])
        if ambiguous(words) and order == "ask":
            return None
        by_day = first > 12 or (last <= 12 and order == "day-first")
        day, month = (first, last) if by_day or first == last else (last, first)
        return _made(int(found["year"]), month, day, found.groupdict())
    if found := _SECONDS.match(words):
        moment = datetime.fromtimestamp(int(found[1]), timezone.utc)  # noqa: UP017
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return None


def ambiguous(words: str) -> tuple[str, str] | None:
    """The two days that a date like 03/04/2031 may mean (day first, month first), or None."""
    found = _NUMBERS.match(_LABEL.sub("", words.strip(), count=1))
    if not found:
        return None
    first, last, year = int(found["first"]), int(found["last"]), int(found["year"])
    if first == last or not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    return f"{year}-{last:02}-{first:02}", f"{year}-{first:02}-{last:02}"


def _made(year: int, month: int, day: int, part: dict[str, str | None]) -> str | None:
    try:
        date(year, month, day)
    except ValueError:
        return None
    value = f"{year:04}-{month:02}-{day:02}"
    if part.get("hour") is None:
        return value
    hour, minute, second = int(part["hour"] or 0), int(part["minute"] or 0), int(part["second"] or 0)
    half = (part.get("half") or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return value
    clock = f"T{hour:02}:{minute:02}" + (f":{second:02}" if part["second"] else "")
    return value + clock + _zone(part.get("zone"))


def _zone(words: str | None) -> str:
    if not words:
        return ""
    words = words.upper()
    if words in ("Z", "UTC", "GMT", "UT"):
        return "Z"
    if words in _ZONES:
        return f"{_ZONES[words]:+03}:00"
    if words[0] in "+-":
        digits = words[1:].replace(":", "").ljust(4, "0")
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return f"{words[0]}{digits[:2]}:{digits[2:]}" if offset < timedelta(hours=15) else ""
    return ""
