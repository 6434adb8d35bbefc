"""Text into the words that time expressions are made of: one letter a word, so that a grammar rule is a short regex."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

from stemma.lexicon import table

# The letters of the grammar. What is in none of these classes is "_", a line's end "|".
LETTERS: Mapping[str, str] = {
    "day-number": "d",  # 1 or 2 digits
    "day-ordinal": "D",  # 2nd
    "year-number": "Y",  # four digits that may be a year
    "short-year": "K",  # '82
    "other-number": "N",
    "clock": "C",  # 15:50
    "iso": "I",  # 2031-05-03
    "numeric": "J",  # 3/5/31, 03.05.2031
    "decade": "G",  # 1980s, '80s, eighties
    "month": "m",
    "month-short": "b",
    "weekday": "w",
    "weekdays": "x",
    "weekday-short": "B",
    "unit": "u",
    "units": "U",
    "season": "s",
    "seasons": "M",
    "part": "p",
    "parts": "q",
    "day": "t",
    "ref": "R",
    "ref-adjective": "r",
    "named": "H",
    "number": "n",
    "tens": "T",
    "hundred": "Q",
    "ordinal": "o",
    "last": "L",
    "next": "X",
    "this": "0",
    "that": "1",
    "then": "v",
    "quarter-code": "V",  # Q3, H1
    "run": "c",  # consecutive
    "each": "E",
    "same": "S",
    "early": "e",
    "earlier": "k",
    "ago": "g",
    "before": "y",
    "after": "z",
    "few": "f",
    "about": "A",
    "edge": "2",
    "half": "h",
    "set": "9",
    "times": "8",
    "zone": "Z",
    "meridiem": "P",
    "oclock": "O",
    "clock-word": "W",
    "the": "3",
    "a": "a",
    "of": "j",
    "in": "i",
    "at": "7",
    "on": "i",
    "for": "l",
    "during": "i",
    "by": "l",
    "than": "l",
    "to": "5",
    "until": "5",
    "till": "5",
    "through": "5",
    "and": "6",
    "or": "6",
    "from": "4",
    "since": "4",
    "between": "4",
}
PUNCTUATION = {
    ",": ",",
    "-": "-",
    "–": "-",
    "—": "=",
    "(": "(",
    ")": ")",
    ".": ".",
    "/": "/",
    "'": "'",
    "’": "'",
    "|": "=",
}
FIRST_YEAR, LAST_YEAR = 1000, 2199  # four digits outside are a number


class Word(NamedTuple):
    """A word of the text: its stretch, its lower-case form and what the lexicon says it stands for."""

    start: int
    end: int
    text: str
    value: str


def lex(text: str) -> tuple[str, list[Word]]:
    """The words of a text and a string with one letter for each of them (see LETTERS)."""
    lexicon, phrases = _tables()
    lowered = text.lower().replace("’", "'")
    if len(lowered) != len(text):  # a few letters grow when lowered; offsets must hold
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text).replace("’", "'")
    letters: list[str] = []
    words: list[Word] = []
    add_letter, add_word = letters.append, words.append
    skip = 0
    for match in _WORD.finditer(text):
        start = match.start()
        if start < skip:
            continue
        end = match.end()
        kind, form = match.lastgroup, match.group()
        if kind == "word":
            lower = lowered[start:end]
            for phrase in phrases.get(lower, ()):
                stop = start + len(phrase)
                if lowered.startswith(phrase, start) and not lowered[stop : stop + 1].isalnum():
                    lower, end, skip = phrase, stop, stop
                    form = text[start:end]
                    break
            letter, value = lexicon.get(lower, _OTHER)
        elif kind == "number":
            letter, value = _number(form)
        elif kind == "punctuation":
            letter, value = PUNCTUATION.get(form, "_"), ""
        else:
            letter, value = _SHAPES[kind or ""], form.replace("’", "'")
        add_letter(letter)
        add_word(Word(start, end, form, value))
    return "".join(letters), words


_OTHER = ("_", "")
_SHAPES = {
    "iso": "I",
    "numeric": "J",
    "clock": "C",
    "ordinal": "D",
    "decade": "G",
    "short": "K",
    "line": "|",
    "quarter": "V",
}
_WORD = re.compile(
    r"""(?P<quarter>(?<![\w-])(?:Q[1-4]|H[12])(?!\w))
    |(?P<word>[^\W\d_]+)
    |(?P<line>[^\S\n\r\u2028\u2029]*[\n\r\u2028\u2029]\s*)
    |(?P<iso>\d{4}-[01]\d-[0-3]\d(?:T[0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-]))
    |(?P<numeric>(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|\d{4}/\d\d/\d\d)(?![\d/]))
    |(?P<clock>(?:[01]?\d|2[0-4])(?:[:.]|:[ ])[0-5]\d(?=\s?[ap]\.?\s?m\b)|(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?!\d))
    |(?P<ordinal>\d{1,2}(?:st|nd|rd|th)(?!\w))
    |(?P<decade>(?:1\d|20)\d0['’]?s(?!\w)|['’]?[1-9]0['’]?s(?!\w))
    |(?P<short>['’]\d\d(?![\w'’]))
    |(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)
    |(?P<punctuation>[^\s\w])""",
    re.VERBOSE,
)


@functools.cache
def _tables() -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, ...]]]:
    lexicon: dict[str, tuple[str, str]] = {}
    phrases: dict[str, list[str]] = {}
    for row in table("times"):
        if row["class"] in LETTERS:
            lexicon[row["word"]] = (LETTERS[row["class"]], row["value"])
            first = re.match(r"[^\W\d_]+", row["word"])
            if first and first.group() != row["word"]:
                phrases.setdefault(first.group(), []).append(row["word"])
    return lexicon, {first: tuple(sorted(all_, key=len, reverse=True)) for first, all_ in phrases.items()}


def _number(form: str) -> tuple[str, str]:
    if form.isdigit():
        if len(form) <= 2:
            return "d", form
        if len(form) == 4 and FIRST_YEAR <= int(form) <= LAST_YEAR:
            return "Y", form
    return "N", form.replace(",", "")
