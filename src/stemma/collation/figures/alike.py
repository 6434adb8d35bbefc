"""Do two mentions of a number speak of one quantity: what is counted, when and where, the values, the words around."""

from __future__ import annotations

import math

from stemma.collation.figures.doubts import SLIPS
from stemma.collation.figures.items import GENERIC, Item
from stemma.reading.figures.befallen import states

ROUNDING = 0.005  # relative: "5 miles" and "8 kilometres" are one value within half a per cent and their last digit
ROUGH = 0.1  # relative: "about 50" may be 45 to 55
STRETCHED = 1.3  # "more than 100" fits 125, hardly 200
SAME = 0.5  # pair score from which two mentions are one figure
FURTHEST = 40.0  # values of one figure differ by no more than this, nought apart: a toll grows, but not a thousandfold
CONTEXT = 0.12  # share of words in common from which a sentence speaks for the same matter
SLIPPED = 0.4  # ... and from which ten or a thousand times as much is a slip and no other figure


def alike(a: Item, b: Item, need: float = CONTEXT) -> tuple[float, str]:
    """How far two mentions give one figure, 0 to 1, and why.

    ``need`` is the share of words in common that two values of a toll ask for: none where the story has one happening
    that they can be of, most where they stand beside two different ones.
    """
    m, n, tolls = a.mention, b.mention, states().names
    if m.state != n.state and ((m.state and n.state) or m.state in tolls or n.state in tolls):
        return 0.0, ""
    if a.dimension == "count" and a.noun != b.noun and not (m.state in tolls and "person" in (a.noun, b.noun)):
        return 0.0, ""
    if a.dimension == "count" and a.part != b.part and not exactly(a, b):
        return 0.0, ""
    if not one_time(a, b):
        return 0.0, ""
    fits = compatible(a, b)
    ratio = _ratio(a, b)
    slipped = any(abs(ratio / slip - 1) < 0.001 for slip in SLIPS) and m.head == n.head and m.unit == n.unit
    if not fits and not slipped and (ratio > FURTHEST or (m.state not in tolls and ratio > 3)):
        return 0.0, ""
    context = _context(a, b)
    if slipped and m.state not in tolls:
        return (SAME + context / 2, f"both tell of {m.subject}, a nought apart") if context >= SLIPPED else (0.0, "")
    generic = m.head in GENERIC or n.head in GENERIC or (a.dimension not in ("count",) and a.noun != b.noun)
    if generic and m.head != n.head and not (fits and context >= 2 * CONTEXT):
        return 0.0, ""
    if m.state in tolls:
        if fits:
            base = 0.8 if exactly(a, b) else 0.6
            return min(1.0, base + context), f"both count {m.subject}, and the values fit"
        if m.state not in states().people:
            need = max(need, CONTEXT)  # a story has one toll, but many a place where people are employed
        need = 2 * CONTEXT if a.old else need
        return (SAME + context, f"both count {m.subject}") if context >= need else (0.0, "")
    if fits:
        same = exactly(a, b)
        base = 0.4 if generic else 0.5
        if context < (0 if same and not generic else CONTEXT):
            return 0.0, ""
        return base + 2 * context * (1.0 if same else 0.7), f"{m.subject}: the values fit"
    if generic and a.dimension not in ("length", "magnitude"):
        return 0.0, ""
    need = 2 * CONTEXT
    if a.dimension == "magnitude" and abs((m.value or 0) - (n.value or 0)) > 0.35:
        return 0.0, ""
    return (0.4 + context, f"both tell of {m.subject} in like words") if context >= need else (0.0, "")


def one_time(a: Item, b: Item) -> bool:
    """May both be of one time? What lies years back is another figure than what the story tells."""
    if a.old != b.old:
        return False
    if a.old and b.old and a.frame and b.frame:
        return a.frame[:4] == b.frame[:4]
    return True


def _context(a: Item, b: Item) -> float:
    """Words in common of the two sentences, rare ones and names counting more, as a share of the shorter one."""
    if a.key[0] == b.key[0] and a.sentence == b.sentence:
        return 1.0
    least = min(_weight(a, a.words, a.names), _weight(b, b.words, b.names))
    return min(1.0, _weight(a, a.words & b.words, a.names & b.names) / least) if least else 0.0


def _weight(item: Item, words: frozenset[str], names: frozenset[str]) -> float:
    return math.fsum(item.weights.get(w, 1.0) for w in (*words, *names))


def _range(item: Item) -> tuple[float, float] | None:
    """The values that a mention leaves open, in base units."""
    m = item.mention
    if m.value is None:
        return None
    value = m.value * item.factor
    if m.bound == "range" and m.low is not None and m.high is not None:
        return m.low * item.factor, m.high * item.factor
    if m.bound == "at-least":
        return value, value * STRETCHED
    if m.bound == "up-to":
        return value / STRETCHED, value
    slack = (ROUGH if m.bound == "about" else ROUNDING) * abs(value)
    return value - slack, value + slack


def _last_digit(item: Item) -> float:
    """Half of the last digit of a measured value, in base units: what a conversion may have rounded away."""
    value = abs(item.mention.value or 0.0)
    rounded = 0.5 if value == int(value) else 0.0
    return max(rounded, ROUNDING * value) * item.factor


def compatible(a: Item, b: Item) -> bool:
    """May both values be right at once? Vague ones fit any value."""
    first, second = _range(a), _range(b)
    if first is None or second is None:
        return True
    slack = max(_last_digit(a), _last_digit(b)) if a.factor != b.factor else 0.0
    return first[0] <= second[1] + slack and second[0] <= first[1] + slack


def exactly(a: Item, b: Item) -> bool:
    """Do both give one number, whatever its unit and however it is bounded?"""
    if a.mention.value is None or b.mention.value is None:
        return False
    x, y = a.mention.value * a.factor, b.mention.value * b.factor
    return abs(x - y) <= ROUNDING * max(abs(x), abs(y))


def _ratio(a: Item, b: Item) -> float:
    x, y = (abs((i.mention.value or 0) * i.factor) for i in (a, b))
    return max(x, y) / min(x, y) if x and y else 1.0


def grown(a: Item, b: Item, earlier: Item | None = None) -> bool:
    """Does one report tell how a toll grew ("17 on Sunday, 38 by today"), from ``earlier`` if that is given?"""
    first, second = sorted((a, b), key=lambda i: i.mention.value or 0.0)
    if first.mention.value == second.mention.value or (earlier is not None and first is not earlier):
        return False
    days = [i.frame or i.day for i in (first, second)]
    return first.mention.state in states().growing and bool(days[0] and days[1] and days[0] < days[1])


def two_tellers(a: Item, b: Item) -> bool:
    """Do two people give the two numbers?"""
    return bool(a.giver and b.giver and a.giver != b.giver)
