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

FAR_APART = 0.5  # words whose coarse consonants agree less are no respellings of each other: no closer look
TWO_SOUNDS = 1.5  # more than one consonant and some vowels apart: rather another word with the same stem
SWAPPED = 0.45  # two neighbouring sounds in the other order: a slip of the pen
BAND = 4  # no respelling shifts a sound further
CACHED = 65536  # words and pairs of words: a big story has some thousands

_LETTERS = re.compile(r"[^a-z0-9]+")
# Spellings to sounds, longest first: S = sh, C = ch (tsch), Z = zh, K = kh, G = gh, X = German and French "ch" (kh, sh
# or ch), J = j and dj, D = dh, T = th; i, u, e, o, a are vowels.
_SPELLINGS = (
    ("schtsch", "S"),
    ("shch", "S"),
    ("tsch", "C"),
    ("dsch", "J"),
    ("sch", "S"),
    ("tch", "C"),
    ("dzh", "J"),
    ("tsh", "C"),
    ("kh", "K"),
    ("gh", "G"),
    ("sh", "S"),
    ("zh", "Z"),
    ("ch", "X"),
    ("dj", "J"),
    ("dh", "D"),
    ("th", "T"),
    ("ph", "f"),
    ("ts", "c"),
    ("tz", "c"),
    ("ck", "k"),
    ("qu", "k"),
    ("q", "q"),
    ("x", "x"),
    ("j", "J"),
    ("w", "v"),
    ("eau", "o"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ei", "e"),
    ("ai", "e"),
    ("ay", "e"),
    ("ey", "e"),
    ("ae", "e"),
    ("aa", "a"),
    ("ie", "i"),
    ("oe", "o"),
    ("ue", "u"),
    ("iy", "i"),
    ("yi", "i"),
    ("ii", "i"),
    ("yy", "i"),
    ("ya", "ya"),
    ("au", "o"),
    ("aw", "o"),
    ("y", "y"),
)
_SPELLING = dict(_SPELLINGS)
_SPELLED = re.compile("|".join(re.escape(s) for s, _ in _SPELLINGS))
_DOUBLE = re.compile(r"([^0-9])\1+")
_VOWELS = frozenset("aeiouy")
# What an unmatched sound costs: glides, aspirates and vowels come and go between romanisations.
_GAP = {"a": 0.25, "e": 0.22, "i": 0.25, "o": 0.28, "u": 0.28, "y": 0.1, "h": 0.3, "J": 0.6, "v": 0.7, "D": 0.8}
_WEIGHT = dict.fromkeys(_VOWELS, 0.5)
_NEAR: dict[tuple[str, str], float] = {}


def _near(sounds: str, cost: float) -> None:
    for a in sounds:
        for b in sounds:
            if a != b:
                _NEAR[a, b] = min(cost, _NEAR.get((a, b), 1.0))


for _group, _cost in (
    ("qkg", 0.2),
    ("Gg", 0.1),
    ("Gqk", 0.25),
    ("Kk", 0.3),
    ("Kh", 0.15),
    ("KX", 0.1),
    ("hg", 0.25),
    ("hX", 0.3),
    ("Gh", 0.35),
    ("KG", 0.3),
    ("Kq", 0.3),
    ("XC", 0.05),
    ("XS", 0.1),
    ("CS", 0.3),
    ("ZJ", 0.15),
    ("Zz", 0.3),
    ("JG", 0.3),
    ("Jg", 0.25),
    ("Jy", 0.1),
    ("Ji", 0.2),
    ("JC", 0.25),
    ("JX", 0.25),
    ("sz", 0.15),
    ("sc", 0.2),
    ("zc", 0.25),
    ("sS", 0.6),
    ("cC", 0.35),
    ("ck", 0.4),
    ("xk", 0.5),
    ("xS", 0.4),
    ("Dd", 0.05),
    ("Dz", 0.1),
    ("Tt", 0.05),
    ("Ts", 0.2),
    ("TD", 0.4),
    ("td", 0.45),
    ("pb", 0.5),
    ("bv", 0.5),
    ("fv", 0.4),
    ("kX", 0.4),
    ("cX", 0.3),
    ("ZS", 0.3),
    ("vu", 0.15),
    ("vo", 0.25),
    ("yi", 0.02),
    ("ye", 0.1),
    ("ie", 0.1),
    ("ae", 0.15),
    ("ou", 0.1),
    ("ao", 0.28),
    ("ai", 0.3),
    ("au", 0.3),
    ("iu", 0.3),
    ("eo", 0.3),
    ("eu", 0.3),
    ("io", 0.35),
    ("ya", 0.25),
    ("yu", 0.25),
    ("yo", 0.25),
):
    _near(_group, _cost)


@functools.lru_cache(CACHED)
def folded(word: str) -> str:
    """The word in lower-case Latin letters and digits, without marks, apostrophes and hyphens."""
    return _LETTERS.sub("", word.lower() if word.isascii() else anyascii(word).lower())


@functools.lru_cache(CACHED)
def sounds(word: str) -> str:
    """A folded word as a string of sounds, one character each, doubled ones as one."""
    return _DOUBLE.sub(r"\1", _SPELLED.sub(lambda m: _SPELLING[m[0]], word))


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
    """The consonants of a string of sounds in few classes: equal for most respellings, the first vowel where there are none."""
    return spoken.translate(_COARSE) or spoken[:1]


@functools.lru_cache(CACHED)
def likeness(a: str, b: str) -> float:
    """How alike two folded words sound, from 0 to 1: 1 for equal words, about 0.8 for plain respellings."""
    if a == b:
        return 1.0
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
    weigh = _weight
    whole = (weigh(x) + weigh(y)) / 2
    cost = _distance(x, y)
    if cost > TWO_SOUNDS:
        cost += 0.5
    return max(0.0, 1.0 - cost / whole)


@functools.lru_cache(CACHED)
def _weight(x: str) -> float:
    return sum([0.5 if c in _VOWELS else 1.0 for c in x])


def _distance(x: str, y: str) -> float:
    """The weighted edit distance of two strings of sounds, within a band of BAND cells about the diagonal."""
    gap = _GAP.get
    n = len(y)
    gaps = [gap(c, 1.0) for c in y]
    # The first sound of a name is the last thing that a respelling changes: a consonant there costs half as much again.
    if gaps[0] == 1.0:
        gaps[0] = 1.4
    before: list[float] = []
    row = [0.0]
    for c in gaps:
        row.append(row[-1] + c)
    swap = ""
    for i, a in enumerate(x):
        drop = gap(a, 1.0 if i else 1.4)
        costs = _COSTS[a] if a in _COSTS else {}
        low, high = max(0, i - BAND), min(n, i + BAND + 1)
        new = [_FAR] * (n + 1)
        new[low] = row[low] + drop
        for j in range(low, high):
            b = y[j]
            best = row[j] if a == b else row[j] + costs.get(b, 1.0) * (1.0 if i or j else 1.5)
            other = row[j + 1] + drop
            if other < best:
                best = other
            other = new[j] + gaps[j]
            if other < best:
                best = other
            if i and j and b == swap and a == y[j - 1] and a != b:
                other = before[j - 1] + SWAPPED
                if other < best:
                    best = other
            new[j + 1] = best
        before, row, swap = row, new, a
    return row[-1]


_FAR = 99.0
_COSTS: dict[str, dict[str, float]] = {}
for (_a, _b), _price in _NEAR.items():
    _COSTS.setdefault(_a, {})[_b] = _price
