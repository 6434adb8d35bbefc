"""How alike two words of a name sound, whatever alphabet or romanisation wrote them.

A word is folded to Latin letters and read as a string of sounds: one character a sound, so that "kh", German "ch" and
"x" can be near each other. Two words are aligned by a weighted edit distance (Wagner and Fischer 1974) in which sounds
that romanisations of one tradition exchange cost little, vowels less than consonants, and the first sound most.
"""

from __future__ import annotations

import functools
import re

from anyascii import anyascii
from rapidfuzz.distance.Indel import normalized_similarity as indel_likeness
from rapidfuzz.distance.Levenshtein import editops as levenshtein_edits

from stemma.lexicon import table

FEW_LETTERS = 0.4  # words with fewer letters in common, in their order, are no respellings in any romanisation
FEWEST_LETTERS, SHORT = 0.3, 8  # of two words of so many letters together: one letter more or less weighs more there
SURELY_ANOTHER = 0.7  # of the words' weight: what the fewest edits cost beyond it, no better alignment brings back
FAR_APART = 0.5  # words whose coarse consonants agree less are no respellings of each other: no closer look
TWO_SOUNDS = 1.5  # more than one consonant and some vowels apart: rather another word with the same stem
SWAPPED = 0.45  # two neighbouring sounds in the other order: a slip of the pen
BAND = 4  # no respelling shifts a sound further
CACHED = 65536  # words and pairs of words: a big story has some thousands

_LETTERS = re.compile(r"[^a-z0-9]+")
_DOUBLE = re.compile(r"([^0-9])\1+")
_VOWELS = frozenset("aeiouy")
# What an unmatched sound costs: glides, aspirates and vowels come and go between romanisations.
_GAP = {"a": 0.25, "e": 0.22, "i": 0.25, "o": 0.28, "u": 0.28, "y": 0.1, "h": 0.3, "J": 0.6, "v": 0.7, "D": 0.8}


@functools.lru_cache(CACHED)
def folded(word: str) -> str:
    """The word in lower-case Latin letters and digits, without marks, apostrophes and hyphens."""
    low = word.lower()
    if low.isascii():
        return low if low.isalnum() else _LETTERS.sub("", low)
    return _LETTERS.sub("", anyascii(word).lower())


@functools.lru_cache(CACHED)
def sounds(word: str) -> str:
    """A folded word as a string of sounds, one character each, doubled ones as one."""
    pattern, sound = _spellings()
    spoken = pattern.sub(lambda m: sound[m[0]], word)
    return _DOUBLE.sub(r"\1", spoken) if _DOUBLE.search(spoken) else spoken


_COARSE = str.maketrans(
    {
        "K": "k",
        "q": "k",
        "g": "k",
        "G": "k",
        "X": "k",
        "x": "k",
        "h": "",
        "c": "s",
        "z": "s",
        "C": "s",
        "S": "s",
        "Z": "s",
        "J": "s",
        "T": "t",
        "D": "t",
        "d": "t",
        "b": "p",
        "f": "v",
        "a": "",
        "e": "",
        "i": "",
        "o": "",
        "u": "",
        "y": "",
    }
)


@functools.lru_cache(CACHED)
def coarse(spoken: str) -> str:
    """The consonants of a string of sounds in few classes, equal for most respellings; else its first vowel."""
    return spoken.translate(_COARSE) or spoken[:1]


@functools.lru_cache(CACHED)
def likeness(a: str, b: str) -> float:
    """How alike two folded words sound, from 0 to 1: 1 for equal words, about 0.8 for plain respellings."""
    if a == b:
        return 1.0
    letters = indel_likeness(a, b)
    if letters < FEW_LETTERS and (letters < FEWEST_LETTERS or len(a) + len(b) > SHORT):
        return 0.5 * letters
    x, y = sounds(a), sounds(b)
    if x == y:
        return 0.97
    if x.isdigit() or y.isdigit():
        return 0.0
    m, n = len(x), len(y)
    if abs(m - n) > 4 or not m or not n:
        return 0.0
    rough = indel_likeness(coarse(x), coarse(y))
    if rough < FAR_APART:
        return 0.5 * rough
    whole = (_weight(x) + _weight(y)) / 2
    cost = _edits(x, y)
    if cost > SURELY_ANOTHER * whole:
        return max(0.0, 1.0 - (cost + 0.5) / whole)
    cost = _distance(x, y)
    if cost > TWO_SOUNDS:
        cost += 0.5
    return max(0.0, 1.0 - cost / whole)


@functools.lru_cache(CACHED)
def _weight(x: str) -> float:
    return len(x) - 0.5 * sum(map(x.count, _VOWELS))


def _edits(x: str, y: str) -> float:
    """What the fewest edits cost: no less than the distance, and much faster; near it where words are unlike."""
    cost = 0.0
    gap, exchanges = _GAP.get, _exchanges()
    for edit in levenshtein_edits(x, y):
        i, j = edit.src_pos, edit.dest_pos
        if edit.tag == "replace":
            a, b = x[i], y[j]
            cost += min(exchanges.get(a, _NONE).get(b, 1.0), gap(a, 1.0) + gap(b, 1.0))
        else:
            cost += gap(x[i] if edit.tag == "delete" else y[j], 1.0)
    return cost


def _distance(x: str, y: str) -> float:
    """The weighted edit distance of two strings of sounds, within a band of BAND cells about the diagonal.

    What both begin or end with is cut off first: no cheaper way leads round equal sounds.
    """
    start, m, n = 0, len(x), len(y)
    least = min(m, n)
    while start < least and x[start] == y[start]:
        start += 1
    end = 0
    while end < least - start and x[m - 1 - end] == y[n - 1 - end]:
        end += 1
    x, y = x[start : m - end], y[start : n - end]
    if not y:
        x, y = y, x
    gap, exchanges = _GAP.get, _exchanges()
    n = len(y)
    gaps = [gap(c, 1.0) for c in y]
    # The first sound of a name is the last thing that a respelling changes: a consonant there costs half as much again.
    first = 1.4 if not start else 1.0
    if gaps and gaps[0] == 1.0:
        gaps[0] = first
    if not x:
        return sum(gaps)
    before: list[float] = []
    row = [0.0]
    for c in gaps:
        row.append(row[-1] + c)
    far = [_FAR] * (n + 1)
    swap = ""
    for i, a in enumerate(x):
        drop = gap(a, 1.0 if i else first)
        cost = exchanges.get(a, _NONE).get
        low, high = i - BAND if i > BAND else 0, i + BAND + 1
        if high > n:
            high = n
        new = far[:]
        new[low] = here = row[low] + drop  # the cell to the left of the one that is filled
        for j in range(low, high):
            b = y[j]
            if a == b:
                best = row[j]
            else:
                best = row[j] + (cost(b, 1.0) if i or j or start else 1.5 * cost(b, 1.0))
                if b == swap and i and j and a == y[j - 1] and (other := before[j - 1] + SWAPPED) < best:
                    best = other
            if (other := row[j + 1] + drop) < best:
                best = other
            if (other := here + gaps[j]) < best:
                best = other
            new[j + 1] = here = best
        before, row, swap = row, new, a
    return row[-1]


_FAR = 99.0
_NONE: dict[str, float] = {}


@functools.cache
def _spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    """Letters to sounds (lexicon romanisation), and the pattern that finds them."""
    sound = {row["what"]: row["value"] for row in table("romanisation") if row["kind"] == "spelling"}
    return re.compile("|".join(map(re.escape, sound))), sound


@functools.cache
def _exchanges() -> dict[str, dict[str, float]]:
    """What it costs to read one sound for another, the least of all rows that hold both."""
    costs: dict[str, dict[str, float]] = {}
    for row in table("romanisation"):
        if row["kind"] == "near":
            for a in row["what"]:
                for b in row["what"]:
                    if a != b:
                        known = costs.setdefault(a, {})
                        known[b] = min(float(row["value"]), known.get(b, 1.0))
    return costs
