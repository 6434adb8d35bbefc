"""The unit or currency of a number: "5 km", "$2bn", "Rp 1.2 trillion", "5.8-magnitude", "8 kilometres (5 miles)"."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from stemma.lexicon import table, values
from stemma.reading.figures.numbers import Numeral, numerals

LONGEST_WORDS = (
    4  # words of the longest unit or currency in the lexicons ("kilometres per hour", "new zealand dollars")
)

_WORD = re.compile(r"[^\W\d_]+(?:[./][^\W\d_]+)*\.?[²³]?|[°º][CF]?|%|[€£$₽₺₴]")
_SIGN_END = re.compile(
    r"(?:[^\W\d_]{1,4}\.? ?)?[$€£¥₹₽₺₩₪₦₴₸₼₱₫฿৳]\s?$|(?<![^\W_])[A-Z][A-Za-z.]{0,3}\$?[\s\u00a0]?$|S/\s?$|GH[¢₵]\s?$"
)
_TOLD_IN_PARTS = frozenset({"duration", "length", "mass"})
_BETWEEN_PARTS = re.compile(r",? (?:and )?|")
_CONVERTED = re.compile(
    r" ?\((?:about |some |around |roughly |nearly |or |approximately |equivalent to |just |over |more than"
    r" )?([^()]{2,40})\)"
)
_SCALE_AFTER = re.compile(
    r"(?: (?:in magnitude|magnitude|on the (?:\w+ ){0,3}(?:richter|magnitude|scale)(?: scale)?|on the open-ended"
    r" richter scale))"
)


class Unit(msgspec.Struct, frozen=True):
    """A unit of measure: values of one ``dimension`` compare through ``factor`` (base units in one unit)."""

    name: str
    dimension: str
    factor: float


class Measure(msgspec.Struct, frozen=True):
    """A number's unit or currency, its value in that unit's terms, and the stretch of number and unit together."""

    start: int
    end: int
    times: float
    unit: Unit | None = None
    currency: str | None = None
    money: str | None = None
    hyphened: bool = False


@functools.cache
def units() -> dict[str, Unit]:
    """The units of the lexicon by name."""
    return {r["unit"]: Unit(r["unit"], r["dimension"], float(r["factor"])) for r in table("units")}


@functools.cache
def _unit_words() -> tuple[dict[str, tuple[Unit, float]], dict[str, tuple[Unit, float]]]:
    words: dict[str, tuple[Unit, float]] = {}
    symbols: dict[str, tuple[Unit, float]] = {}
    for row in table("units"):
        name, times = row["unit"], 1.0
        if row["as"]:
            name, _, many = row["as"].partition("*")
            times = float(many)
        for form in values(row["forms"]):
            words[form] = units()[name], times
        for form in values(row["symbols"]):
            symbols[form] = units()[name], times
    return words, symbols


@functools.cache
def _currencies() -> tuple[dict[str, tuple[str, str, float]], dict[str, tuple[str, str, float]]]:
    signs: dict[str, tuple[str, str, float]] = {}
    words: dict[str, tuple[str, str, float]] = {}
    for row in table("currencies"):
        known = row["code"], row["unit"], float(row["part"] or 1)
        for sign in values(row["signs"]):
            signs.setdefault(sign, known)
        for word in values(row["words"]):
            words.setdefault(word, known)
    return signs, words


def measure(text: str, numeral: Numeral) -> Measure | None:
    """The unit or currency that stands right before or after a number, None where it counts things."""
    signed = _sign_before(text, numeral)
    if signed is not None:
        code, name, part, start = signed
        _, tail = _words_after(text, numeral.to)
        end = numeral.to
        for words, stop in tail:  # "US$5 million dollars"
            if words in _currencies()[1]:
                end = stop
                break
        return Measure(start, end, part, currency=code or None, money=name)
    hyphened, tail = _words_after(text, numeral.to)
    unit_words, symbols = _unit_words()
    if numeral.digits and text[numeral.end : numeral.end + 2] == "m ":  # "6.2m dong"
        for words, stop in _words_after(text, numeral.end + 1)[1]:
            if (money := _currencies()[1].get(words)) is not None:
                return Measure(numeral.start, stop, 1e6 * money[2], currency=money[0] or None, money=money[1])
    for words, stop in tail:
        if (unit := unit_words.get(words)) is not None:
            if words in ("pound", "pounds"):
                continue
            return Measure(numeral.start, _conversion(text, stop, unit[0]), unit[1], unit=unit[0], hyphened=hyphened)
        if (money := _currencies()[1].get(words)) is not None:
            if words in ("pound", "pounds") and (hyphened or _weighs(text, numeral, stop)):
                return Measure(numeral.start, stop, 1.0, unit=units()["pound (mass)"], hyphened=hyphened)
            if (
                words in ("sol", "won", "real", "rand", "sterling", "dong", "dram", "leu", "lev", "yuan")
                and numeral.value is None
            ):
                continue
            return Measure(numeral.start, stop, money[2], currency=money[0] or None, money=money[1])
    glued = (
        _WORD.match(text, numeral.end + (text[numeral.end : numeral.end + 1] in " \u00a0-")) if numeral.digits else None
    )
    if glued is not None:
        symbol = glued.group().rstrip(".")
        if (unit := symbols.get(symbol)) is not None:
            tight = glued.start() == numeral.end
            if tight or symbol not in (
                "s",
                "h",
                "m",
                "l",
                "t",
                "g",
                "in",
                "min",
                "W",
                "nm",
            ):  # letters that are also words
                return Measure(numeral.start, _conversion(text, glued.end(), unit[0]), unit[1], unit=unit[0])
        if (money := _currencies()[0].get(symbol)) is not None and (len(symbol) > 1 or not symbol.isalpha()):
            return Measure(numeral.start, glued.end(), money[2], currency=money[0] or None, money=money[1])
    return _magnitude(text, numeral)


def strength(words: str) -> float | None:
    """The first magnitude of an earthquake that the words name, or None."""
    measured = ((n.value, measure(words, n)) for n in numerals(words))
    return next((value for value, m in measured if m and m.unit and m.unit.dimension == "magnitude"), None)


def together(text: str, parts: Sequence[tuple[Numeral, Measure]]) -> tuple[Numeral, Measure] | None:
    """One quantity told in two or three units, in the smallest of them: "1hr 4 mins", "two hours and five minutes"."""
    first, last = parts[0], parts[-1]
    total = 0.0
    for (numeral, unit), (following, below) in pairwise(parts):
        if unit.unit is None or below.unit is None or numeral.value is None or following.value is None:
            return None
        smaller = unit.unit.dimension == below.unit.dimension and below.unit.factor < unit.unit.factor
        if not smaller or following.value * below.unit.factor >= unit.unit.factor:
            return None
        if unit.unit.dimension not in _TOLD_IN_PARTS or not _BETWEEN_PARTS.fullmatch(text, unit.end, below.start):
            return None
        total += numeral.value * unit.times * unit.unit.factor
    if last[1].unit is None or last[0].value is None:
        return None
    total = total / last[1].unit.factor + last[0].value * last[1].times
    whole = msgspec.structs.replace(
        first[0], end=last[0].end, to=last[0].to, value=round(total, 3), low=None, high=None
    )
    return whole, msgspec.structs.replace(last[1], start=first[1].start, times=1.0)


def _sign_before(text: str, numeral: Numeral) -> tuple[str, str, float, int] | None:
    if not numeral.digits or numeral.start == 0:
        return None
    if not (text[numeral.start - 1] in "$€£¥₹₽₺₩₪₦₴₸₼₱₫฿৳/¢₵ \u00a0." or text[numeral.start - 1].isalpha()):
        return None
    found = _SIGN_END.search(text, max(0, numeral.start - 8), numeral.start)
    if found is None:
        return None
    signs = _currencies()[0]
    body = found.group().rstrip()
    for cut in range(len(body)):
        known = signs.get(body[cut:])
        if known is not None and (not body[cut].isalpha() or cut == 0 or not body[cut - 1].isalpha()):
            return *known, found.start() + cut
    return None


def _words_after(text: str, at: int) -> tuple[bool, list[tuple[str, int]]]:
    """The next words as lower-case strings, longest first, with where each ends; and whether a hyphen leads to them."""
    hyphened = text[at : at + 1] == "-"
    if text[at : at + 1] in "-\u00a0 \u2011" and at < len(text):
        at += 1
    ends: list[int] = []
    words: list[str] = []
    while len(words) < LONGEST_WORDS and (m := _WORD.match(text, at)) is not None:
        body = m.group() if m.group().lower() == "u.s." else m.group().rstrip(".")
        words.append(body.lower())
        ends.append(m.start() + len(body))
        at = m.end()
        if text[at : at + 1] not in (" ", "\u00a0", "-") or m.group() != body:
            break
        at += 1
    return hyphened, [(" ".join(words[:n]), ends[n - 1]) for n in range(len(words), 0, -1)]


def _weighs(text: str, numeral: Numeral, stop: int) -> bool:
    return (
        text.startswith(" of ", stop)
        or re.search(r"weigh\w*\W+(?:\w+\W+){0,3}$", text[max(0, numeral.start - 30) : numeral.start]) is not None
    )


def _conversion(text: str, end: int, unit: Unit | None) -> int:
    """The end of a bracket with the same quantity in another unit, or ``end``; another currency is a sum of its own."""
    if unit is None or text[end : end + 2] != " (":
        return end
    found = _CONVERTED.match(text, end)
    if found is None or not any(c.isdigit() for c in found.group(1)):
        return end
    words = re.findall(r"[a-z²³]+", found.group(1).lower())
    unit_words, symbols = _unit_words()
    for word in (*words, " ".join(words[-2:])):
        known = unit_words.get(word) or symbols.get(word)
        if known is not None and known[0].dimension == unit.dimension:
            return found.end()
    return end


def _magnitude(text: str, numeral: Numeral) -> Measure | None:
    """Earthquakes: "magnitude 5.8", "magnitude-5.8", "measuring 6.8 on the Richter scale"."""
    if numeral.value is None or not numeral.digits or numeral.value > 10:
        return None
    before = text[max(0, numeral.from_ - 14) : numeral.from_].lower()
    unit = units()["magnitude"]
    if before.endswith(("magnitude ", "magnitude-", "magnitude of ", "magnitude was ")):
        return Measure(numeral.from_ - (len(before) - before.rindex("magnitude")), numeral.to, 1.0, unit=unit)
    after = _SCALE_AFTER.match(text, numeral.to)
    if after is None:
        after = _SCALE_AFTER.match(text[: numeral.to + 40].lower(), numeral.to)
    if after is not None:
        return Measure(numeral.start, after.end(), 1.0, unit=unit)
    return None
