"""How editions word dates, numbers and lists, the same in all of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from datetime import date

from stemma.reading.plurals import plural

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
QUOTES = ('"', "“", "”", "„", "«", "»", "'", "‘", "’")
CELLS = {
    "told": "●",
    "alone": "◐",
    "contradicted": "≠",
    "left-out": "–",
    "not-yet-known": "·",
    "other-subject": "",
    "": "",
}
RELATIONS = {"differ": "≠ differ", "update": "→ update", "agree": "agree", "single": ""}
BOUNDS = {"about": "about ", "at-least": "at least ", "up-to": "up to "}

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):?(\d\d)?[:\d]*(Z|[+-]\d\d:\d\d)?)?)?)?$")


def day(iso: str | None, year: str | None = None) -> str:
    """ISO 8601 in words, as precise as given: "Sat 3 May", "May 2031", "2031"; without the year if it is ``year``.

    What is no calendar date (a TIMEX3 season or duration) is returned as it is, nothing as "".
    """
    if not iso:
        return ""
    match = _ISO.match(iso)
    if not match:
        return iso
    y, m, d, hour, minute, zone = match.groups()
    tail = "" if y == year else f" {y}"
    if not m:
        return y
    if not 1 <= int(m) <= 12:
        return iso
    if not d:
        return f"{MONTHS[int(m) - 1]} {y}"
    try:
        weekday = DAYS[date(int(y), int(m), int(d)).weekday()]
    except ValueError:
        return iso
    clock = f" {hour}:{minute or '00'}{' UTC' if zone == 'Z' else f' {zone}' if zone else ''}" if hour else ""
    return f"{weekday} {int(d)} {MONTHS[int(m) - 1]}{tail}{clock}"


def days(first: str | None, last: str | None) -> str:
    """A stretch of days in words: "3–5 May 2031", "30 Apr – 2 May 2031"."""
    if not first or not last or first[:10] == last[:10]:
        return _plain(first or last)
    if first[:7] == last[:7] and len(first) >= 10 and len(last) >= 10:
        return f"{int(first[8:10])}–{_plain(last)}"
    start = _plain(first)
    if first[:4] == last[:4] and len(first) > 4:
        start = start.removesuffix(f" {first[:4]}")
    return f"{start} – {_plain(last)}"


def _plain(iso: str | None) -> str:
    text = day(iso[:10] if iso else None)
    return text.split(" ", 1)[1] if text[:3] in DAYS and " " in text else text


def number(value: float) -> str:
    """A number as a newspaper prints it: 1,200; 4 million; 0.5."""
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if abs(value) >= size and (value / size * 100).is_integer():
            return f"{value / size:,g} {name}"
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.6g}"


def amount(
    value: float | None,
    bound: str,
    low: float | None = None,
    high: float | None = None,
    unit: str | None = None,
    currency: str | None = None,
    subject: str = "",
) -> str:
    """A figure's value in words with its bound and unit, or "" where no number stands behind the words."""
    if bound == "range" and low is not None and high is not None:
        text = f"{number(low)}–{number(high)}"
    elif value is not None:
        text = BOUNDS.get(bound, "") + number(value)
    elif low is not None and high is not None and low != high:
        text = f"{number(low)}–{number(high)}"
    elif low is not None or high is not None:
        text = ("at least " if low is not None else "up to ") + number(low if low is not None else high or 0)
    else:
        return ""
    if currency:
        return f"{text} {currency}"
    if not unit or unit in {"person", "people", "item", "1"} or unit.casefold() in subject.casefold():
        return text
    if unit in {"%", "percent", "per cent"}:
        return f"{text}%"
    many = value != 1 and unit.isalpha() and unit.islower() and len(unit) > 2 and not unit.endswith("s")
    return f"{text} {plural(unit) if many and set(unit) & set('aeiou') else unit}"


def several(items: Iterable[str], last: str = "and") -> str:
    """A list in words: "a, b and c"."""
    items = list(items)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def count(n: int, noun: str) -> str:
    """A count with its noun: "1 report", "6 reports"."""
    return f"{n:,} {noun if n == 1 else plural(noun)}"


def bounds(low: int, high: int) -> str:
    """At least and at most: "2", "2–4"."""
    return f"{low}–{high}" if high > low else str(low)


def short(text: str, most: int) -> str:
    """The text cut at a word's end to at most so many characters, with an ellipsis where something is missing."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > most * 0.6 else cut).rstrip(" ,;:–-") + "…"


def quoted(text: str) -> str:
    """The text in quotation marks, unless it brings its own."""
    return text if text.startswith(QUOTES) and text.rstrip(",.").endswith(QUOTES) else f"“{text}”"


def distinct(items: Iterable[str]) -> tuple[str, ...]:
    """The items in their order, each once, empty ones left out."""
    return tuple(dict.fromkeys(i for i in items if i))


def same(a: str, b: str) -> bool:
    """Do two texts differ in no more than quotation marks, case and outer punctuation?"""
    return _bare(a) == _bare(b)


def _bare(text: str) -> Sequence[str]:
    return re.findall(r"\w+", text.casefold())


@functools.cache
def language(code: str) -> str:
    """The English name of a language by its ISO 639-1 code (CLDR): "Arabic"; the code itself where there is none."""
    from babel import Locale  # a tenth of a second, and hardly ever needed

    return str(Locale("en").languages.get(code) or code)
