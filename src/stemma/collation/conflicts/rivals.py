"""Conflicts of figures that the ledger keeps apart: two values that reports give for what may well be one thing.

The ledger joins two values only where their words leave little doubt. Here a pair is offered as a conflict where each
is the other report's nearest match: like sentences without their numbers, one statement, one thing counted, values not
far apart or apart as slips are. What grows with the news and what lies in different years is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec

from stemma.collation.clauses import Clause
from stemma.collation.conflicts.deeds import statements_on, variants_by_report
from stemma.collation.conflicts.matter import Matter, alike, in_common, matter_of, promising
from stemma.collation.conflicts.sides import conflict, side
from stemma.collation.figures.doubts import SLIPS, digits
from stemma.collation.figures.items import GENERIC, is_old, same_noun
from stemma.collation.similarity import Embedder, Rarity
from stemma.model import Conflict, Figure, FigureMention, FigureValue, Span, Statement, Witness
from stemma.reading.figures.befallen import states
from stemma.reading.figures.measures import units

RIVALS = 0.24  # score from which two figures are set against each other: two in five are conflicts to a reader
ONE_STATEMENT, ONE_THING, SLIPPED = 0.3, 0.1, 0.1  # what speaks for a pair besides
UNEQUAL, PART, FAR = 0.05, 0.1, 0.15  # what speaks against it: state told of one only, a part and a whole, far apart
FEW, OF_FEW = 3, 0.1  # counts of two or three things are often of other ones
FURTHEST, FAR_FROM = 3.1, 2.2  # times as much, slips apart
TENFOLD = 10.5  # more than a nought too many is another thing, unless all other words are one
LEAST_SLIP = 10  # 3 and 30 are no slip of the pen
MAGNITUDES = 0.35  # what two measurements of one earthquake differ by at most
MOST_HOLDERS = 60  # figures; words that stand beside more of them tell no two apart
VALUES_ONE = 0.005  # relative: rounded alike
BOUNDS = {"about": (0.9, 1.1), "at-least": (1.0, 1.3), "up-to": (0.77, 1.0)}  # what a worded bound leaves open
_MOVING = re.compile(r"\b(?:shares?|stocks?|index|rate|price|polls?)\b", re.I)


class _Told(msgspec.Struct, frozen=True):
    """A value as one report gives it: its figure and statements, what is measured, the words about it."""

    figure: Figure
    value: FigureValue
    factor: float
    mention: FigureMention
    span: Span
    dimension: str
    matter: Matter
    statements: frozenset[str]
    year: str | None

    @property
    def number(self) -> float:
        """The value in the base unit of what is measured."""
        return (self.value.value or 0.0) * self.factor


def rival_conflicts(
    witnesses: Sequence[Witness],
    pieces: Sequence[Clause],
    statements: Sequence[Statement],
    figures: Sequence[Figure],
    embedder: Embedder | None,
) -> list[Conflict]:
    """Figures of different reports that may be one, with values that cannot both be right; one conflict a pair."""
    told = list(_told(witnesses, pieces, statements, figures))
    rarity = Rarity(s.of(w.report.text) for w in witnesses for s in w.reading.sentences)
    given = _given(told)
    hopeful = {
        (i, j): _score(told[i], told[j], in_common(told[i].matter, told[j].matter, rarity))
        for i, j in _near(told)
        if _may_rival(told[i], told[j], given)
    }
    open_pairs = promising(hopeful)
    likeness = alike(open_pairs, [t.matter for t in told], rarity, embedder)
    scores = {(i, j): _score(told[i], told[j], likeness[i, j]) for i, j in open_pairs}
    best: dict[tuple[int, str], float] = {}
    for (i, j), score in scores.items():
        for k, other in ((i, told[j].span.report), (j, told[i].span.report)):
            best[k, other] = max(score, best.get((k, other), 0.0))
    pairs: dict[tuple[str, str], tuple[float, int, int]] = {}
    for (i, j), score in sorted(scores.items()):
        nearest = score >= max(best[i, told[j].span.report], best[j, told[i].span.report])
        key = (told[i].figure.id, told[j].figure.id)
        if score >= RIVALS and nearest and score > pairs.get(key, (0.0, 0, 0))[0]:
            pairs[key] = (score, i, j)
    found: list[Conflict] = []
    taken: set[str] = set()  # a third value that rivals one of two is of another thing as a rule
    for score, i, j in sorted(pairs.values(), key=lambda p: (-p[0], p[1], p[2])):
        both = {told[i].figure.id, told[j].figure.id}
        if not both & taken:
            found.append(_conflict(told[i], told[j], score))
            taken |= both
    return found


def _told(
    witnesses: Sequence[Witness], pieces: Sequence[Clause], statements: Sequence[Statement], figures: Sequence[Figure]
) -> Iterator[_Told]:
    place = {w.report.id: i for i, w in enumerate(witnesses)}
    read = {(w.report.id, m.span.start): m for w in witnesses for m in w.reading.figures}
    index = variants_by_report(statements)
    for figure in figures:
        for value in figure.values:
            for span in value.mentions:
                mention = read.get((span.report, span.start))
                if mention is None or not value.value or mention.bound == "vague":
                    continue
                unit = units().get(mention.unit or "")
                dimension = figure.currency or (unit.dimension if unit else "count" if mention.unit else "")
                if not dimension:
                    continue
                w = place[span.report]
                report = witnesses[w].report
                old = value.as_of and is_old(value.as_of, (report.published or "")[:10] or None)
                yield _Told(
                    figure=figure,
                    value=value,
                    factor=own.factor if (own := units().get(figure.unit or "")) and not figure.currency else 1.0,
                    mention=mention,
                    span=span,
                    dimension=dimension,
                    matter=matter_of(witnesses, pieces, w, mention.number),
                    statements=frozenset(statements_on([span], index)),
                    year=value.as_of[:4] if old and value.as_of else None,
                )


Given = dict[tuple[str, str, str], list[float]]
"""The values of each report by what they measure and by what they count, sorted."""


def _given(told: Sequence[_Told]) -> Given:
    found: Given = {}
    for t in told:
        found.setdefault((t.span.report, t.dimension, _counted(t)), []).append(t.number)
    return {k: sorted(v) for k, v in found.items()}


def _counted(t: _Told) -> str:
    """What a count counts: people, or things by their noun; the empty string for what is measured."""
    if t.dimension != "count":
        return ""
    return "person" if t.mention.unit == "person" else same_noun(t.mention.head)


def _near(told: Sequence[_Told]) -> list[tuple[int, int]]:
    """The pairs of one dimension that share a word which not too many of them have, or a statement."""
    holders: dict[tuple[str, str], list[int]] = {}
    for i, t in enumerate(told):
        for mark in sorted(t.matter.words | t.statements):
            holders.setdefault((t.dimension, mark), []).append(i)
    pairs = {p for held in holders.values() if len(held) <= MOST_HOLDERS for p in combinations(held, 2)}
    return sorted(pairs)


def _may_rival(a: _Told, b: _Told, given: Given) -> bool:
    """May two values be rival ones for one thing, before their words are compared?"""
    m, n = a.mention, b.mention
    if a.figure.id == b.figure.id or a.span.report == b.span.report or m.bound == "range" == n.bound:
        return False
    if _ratio(a, b) == 1.0 or (_fit(a, b) and a.dimension != "count"):
        return False
    if not _is_slip(a, b) and _ratio(a, b) > FURTHEST:
        return False
    if m.state and n.state and m.state != n.state:
        return False
    if (a.year or b.year) and a.year and b.year and a.year != b.year:
        return False
    if {m.state, n.state} & states().growing and not (a.year and a.year == b.year) and _grew(a, b):
        return False
    if a.dimension == "count" and _counted(a) != _counted(b) and not (m.state and m.state == n.state):
        return False
    if a.dimension == "magnitude" and abs(a.number - b.number) > MAGNITUDES:
        return False
    if a.dimension == "share" and (_MOVING.search(a.matter.sentence) or _MOVING.search(b.matter.sentence)):
        return False  # what moves from hour to hour may be both
    # A report that has the other's very value elsewhere tells of two things.
    return not (
        _has(given.get((b.span.report, a.dimension, _counted(a)), ()), a.number)
        or _has(given.get((a.span.report, b.dimension, _counted(b)), ()), b.number)
    )


def _grew(a: _Told, b: _Told) -> bool:
    """Is the higher value the later one, as far as the days are known? Then the news went on."""
    first, second = sorted((a, b), key=lambda t: t.number)
    return not (first.value.as_of and second.value.as_of and first.value.as_of >= second.value.as_of)


def _has(values: Sequence[float], number: float) -> bool:
    place = bisect_left(values, number * (1 - VALUES_ONE))
    return place < len(values) and values[place] <= number * (1 + VALUES_ONE)


def _fit(a: _Told, b: _Told) -> bool:
    """May both values be right, as their bounds are worded?"""
    (low, high), (its_low, its_high) = _open(a), _open(b)
    return low <= its_high and its_low <= high


def _open(t: _Told) -> tuple[float, float]:
    value = t.value
    if value.low is not None and value.high is not None:
        return value.low * t.factor, value.high * t.factor
    low, high = BOUNDS.get(t.mention.bound, (1 - VALUES_ONE, 1 + VALUES_ONE))
    return t.number * low, t.number * high


def _ratio(a: _Told, b: _Told) -> float:
    x, y = sorted((abs(a.number), abs(b.number)))
    return y / x if x else float("inf")


def _is_slip(a: _Told, b: _Told) -> bool:
    """Is one value the other with a nought more or with its digits turned round?"""
    x, y = a.value.value or 0.0, b.value.value or 0.0
    if min(x, y) < LEAST_SLIP or x == y or a.factor != b.factor:
        return False
    turned = len(f"{x:.10g}") == len(f"{y:.10g}") and sorted(digits(x)) == sorted(digits(y))
    return bool(turned or any(abs(_ratio(a, b) / slip - 1) < 0.001 for slip in SLIPS))


def _score(a: _Told, b: _Told, score: float) -> float:
    """How far two values are of one thing: the likeness of what stands about them, and what speaks for it besides."""
    m, n = a.mention, b.mention
    one_thing = a.dimension == "count" and same_noun(m.head) == same_noun(n.head)
    score += ONE_STATEMENT * bool(a.statements & b.statements)
    score += ONE_THING * (one_thing + bool(m.state and m.state == n.state) + bool(a.year and a.year == b.year))
    score += SLIPPED * _is_slip(a, b) - FAR * (FAR_FROM < _ratio(a, b) < TENFOLD) - 2 * FAR * (_ratio(a, b) > TENFOLD)
    score -= OF_FEW * (a.dimension == "count" and min(a.number, b.number) <= FEW and not m.state)
    return round(score - UNEQUAL * (bool(m.state) != bool(n.state)) - PART * (m.part != n.part), 4)


def _conflict(a: _Told, b: _Told, score: float) -> Conflict:
    records = (a.figure.id, b.figure.id)
    by_value: dict[float, tuple[float, list[Span]]] = {}
    for t in (a, b):
        for value in t.figure.values:
            if value.value is not None:
                by_value.setdefault(value.value * t.factor, (value.value, []))[1].extend(value.mentions)
    sides = [side(spans, value, records) for _, (value, spans) in sorted(by_value.items())]
    subject = min((t.figure.subject for t in (a, b)), key=lambda x: (x.split()[0] in GENERIC, -len(x), x))
    worded = [" ".join(t.span.text.split()) for t in sorted((a, b), key=lambda t: t.number)]
    about = f"{subject}: {worded[0]} or {worded[1]}"
    made = conflict("figure", about, sides, "figures-rival", "like words, other values", min(0.6, 0.2 + score / 2))
    return msgspec.structs.replace(made, status="wording") if _fit(a, b) else made
