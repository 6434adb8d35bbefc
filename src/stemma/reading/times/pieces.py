"""What the rules of the time grammar share: the finding, the pieces of patterns, small helpers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from stemma.reading.times.lexer import Word


class Found(NamedTuple):
    """A time expression as its words alone give it; the fields are those of ``stemma.model.TimeExpression``."""

    start: int
    end: int
    type: str
    form: str
    fields: dict[str, Any]


MONTH = r"(?:m|b\.?)"
WEEKDAY = r"(?:w|B\.?)"
YEAR = r"(?:Y|K)"
NUMBER = r"(?:[dNY]|n?Q|T-?n|T|n)"
COUNT = rf"(?:{NUMBER}(?:6ah)?(?:(?:5|6|-|-5-){NUMBER})?c?|aQ|a?fj?c?|a)"
ZONE = r"(?:Z|\(Z(?:_d)?\))"
CLOCK = rf"(?:(?:C|d|n)P{ZONE}?|C{ZONE}?|[YN]Z|[dn]O|W)"
_CLOCK = re.compile(CLOCK)
MDY = rf"(?:{WEEKDAY},?)?[L0X]?{MONTH}3?[dD](?:,?Y)?"
DMY = rf"(?:{WEEKDAY},?)?3?[dD]j?{MONTH}(?:,?{YEAR})?"
MY = rf"{MONTH}(?:,|j)?{YEAR}"
DAY_MONTH = rf"(?:(?:{WEEKDAY},?)?{MONTH}3?[dD]|(?:{WEEKDAY},?)?3?[dD]j?{MONTH})"
DAY_DATE = rf"(?:I|J|{DMY}|{MDY})"
EARLY = r"(?:3?e-?|32j|2-)"
WHICH_YEAR = r"(?:3?[LX0r]u)"

Build = Callable[[list[Word], str, str], Iterator[Found]]


def one(words: list[Word], type_: str, form: str, **fields: Any) -> Found:
    return Found(words[0].start, words[-1].end, type_, form, {k: v for k, v in fields.items() if v is not None})


def modifier(words: list[Word], letters: str) -> str | None:
    return next((w.value or None for w, c in zip(words, letters, strict=True) if c in "e2kA"), None)


def without_none(**fields: Any) -> dict[str, Any]:
    return {k: v for k, v in fields.items() if v is not None}
