"""The grammar of time expressions, written from TIMEX3's definitions: patterns over the lexer's letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.reading.times.dates import (
    a_century,
    a_date,
    a_decade,
    a_month,
    a_season,
    a_year,
    dates_listed,
    modified,
    part_of,
    spoken_year,
    two_decades,
    week_of,
    years_joined,
)
from stemma.reading.times.lexer import lex
from stemma.reading.times.pieces import (
    CLOCK,
    COUNT,
    DAY_DATE,
    DAY_MONTH,
    EARLY,
    MONTH,
    MY,
    WHICH_YEAR,
    YEAR,
    Build,
    Found,
)
from stemma.reading.times.relative import (
    a_day,
    a_duration,
    a_set,
    a_unit,
    a_weekday,
    ago,
    clock_alone,
    clock_part,
    later,
    part_alone,
    ref,
    then,
    unit_told,
)


def found(text: str) -> Iterator[Found]:
    """The time expressions of a text, in order, none overlapping another.

    Words that only look like times ("may", "2000 people", "spring up") are still among them where letters and
    neighbours cannot tell: the caller's parse decides.
    """
    letters, words = lex(text)
    for match in _GRAMMAR.finditer(letters):
        form = match.lastgroup
        assert form is not None
        first, stop = match.span()
        yield from RULES[form][1](words[first:stop], match.group(), form)


# Longer and surer patterns stand first: the first one that fits at a place is taken.
RULES: dict[str, tuple[str, Build]] = {
    "dates-listed": (
        rf"{MONTH}[dD](?:(?:,[dD])*,?6[dD]|(?:-|5)[dD](?![-/]))(?:,?Y)?|[dD](?:(?:,[dD])*,?6[dD]|(?:-|5)[dD]){MONTH}(?:,?Y)?",
        dates_listed,
    ),
    "date-clock": (rf"{DAY_DATE}(?:,|-|=|\(|_)?{CLOCK}", a_date),
    "clock-date": (rf"{CLOCK},?{DAY_DATE}", a_date),
    "date-of-year": (rf"{DAY_MONTH},?j?{WHICH_YEAR}", part_of),
    "date": (DAY_DATE, a_date),
    "month-year": (rf"{MY}", a_date),
    "early-month-year": (rf"{EARLY}{MONTH}(?:,|j)?{YEAR}", modified),
    "week-of": (rf"3?[Lo]uj{MONTH}(?:j?{YEAR})?", week_of),
    "part-of-year": (
        rf"(?:{EARLY})?(?:m|H),?j?{WHICH_YEAR}|3?(?:{EARLY})?(?:3?[oL]-?[uh])(?:j?(?:{WHICH_YEAR}|{YEAR})|j3u)"
        rf"|(?:{EARLY}|3)?s(?:j|i)?(?:{WHICH_YEAR}|{YEAR})|Vj?(?:{WHICH_YEAR}|{YEAR})?|H,?[ij]?{YEAR}",
        part_of,
    ),
    "month-relative": (rf"[kL0X](?:m|b\.)|{EARLY}m|{EARLY}b\.", a_month),
    "years-joined": (r"Y[-/](?:Y|d|K)(?![-/\d])", years_joined),
    "spoken-year": (r"(?:3?sj)?nT(?:-?n)?", spoken_year),
    "clock-day": (rf"{CLOCK},?(?:t|0p)|k?tp|k?t\([wB]\.?\)|[ke]-?t|t,?{CLOCK}|t", a_day),
    "weekday": (
        rf"(?:{CLOCK}),?w|(?:{EARLY}|k)?[LX0]?wp|w\((?:{MONTH}[dD]|[dD]{MONTH})\)|(?:{EARLY}|k)?3?[LX0]w|w,?{CLOCK}|(?:{EARLY}|k)?w",
        a_weekday,
    ),
    "ago": (rf"A?au6ahg|A?{COUNT}[uU](?:6_)?g|Ug", ago),
    "later": (rf"A?{COUNT}[uU]k|Uk|3uL|3u[yz]", later),
    "duration-relative": (rf"A?3?(?:[LX])(?:A)?(?:{COUNT}_?[uU]|f?jU|U)|A?3?r(?:{COUNT})?U", a_duration),
    "unit": (rf"(?:{EARLY}|k)?3?[LX0r]u|{EARLY}3u", a_unit),
    "part": (r"(?:[ek]-?)?[L0X3]p|1p|3[LX]p|p", part_alone),
    "season-relative": (rf"(?:{EARLY})?3?[LX0]?s|[LX0]H|H", a_season),
    "century": (rf"(?:3?{EARLY})?3?[Do]-?u", a_century),
    "decades-joined": (r"3?G6G", two_decades),
    "decade": (rf"(?:3?{EARLY})?3?G|(?:3[oL]hj)?3?G", a_decade),
    "set": (r"E(?:[do]|n|f)?(?:[uUwmspH])|9|8au|i?x|i3[qM]", a_set),
    "half": (r"(?:A)?h-?a?u|A?a?hu|A?au6ah", a_duration),
    "duration": (rf"(?:A)?3?{COUNT}(?:6ah)?-?[uU](?:-_)?|A?3?oU|(?:3?e)?U6U|(?:3?e?)?U(?:-_)?", a_duration),
    "told": (r"3?Su|1u|3c?u", unit_told),
    "then": (r"v", then),
    "ref": (r"R|r|3L", ref),
    "clock-part": (r"[dn]i3p", clock_part),
    "clock": (rf"A?{CLOCK}", clock_alone),
    "year": (rf"(?:{EARLY}|A)?{YEAR}", a_year),
    "month": (r"m|b\.", a_month),
}

NEVER_FIRST = r"_,.|=()/'\-56jl74POZ"  # one look spares the words of no time some forty patterns
_GRAMMAR = re.compile(
    rf"(?=[^{NEVER_FIRST}])(?:"
    + "|".join(f"(?P<{name.replace('-', '_')}>{pattern})" for name, (pattern, _) in RULES.items())
    + ")"
)
RULES = {name.replace("-", "_"): rule for name, rule in RULES.items()}
