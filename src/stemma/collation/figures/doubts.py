"""Doubts: what makes a figure look like a slip of the pen. Doubtful, never wrong: an editor decides."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

from stemma.collation.common import span
from stemma.collation.figures.items import Item
from stemma.model import Doubt
from stemma.reading.figures.befallen import states
from stemma.reading.figures.measures import measure
from stemma.reading.figures.numbers import numerals

LARGE = 1000  # equal small numbers are chance, equal large ones are worth a look
TENFOLD = 10.0
CONVERTED = 0.15  # relative: rounding "6.8 miles" to "7" is no slip
SLIPS = (10.0, 100.0, 1000.0, 1e6)  # a nought too many, thousand for million ...
_COUNTED_KIN = frozenset({"house", "building"})


def doubts(groups: Sequence[tuple[Item, ...]]) -> Mapping[int, tuple[Doubt, ...]]:
    """The doubts of each figure, by its place in ``groups``."""
    found: dict[int, list[Doubt]] = {}
    for number, group in enumerate(groups):
        for doubt in (*_scale(group), *_conversions(group), *_units_apart(group)):
            found.setdefault(number, []).append(doubt)
    by_report: dict[str, list[tuple[int, Item]]] = {}
    for number, group in enumerate(groups):
        for item in group:
            by_report.setdefault(item.report, []).append((number, item))
    for report in sorted(by_report):
        for (m, a), (n, b) in combinations(by_report[report], 2):
            if m == n:
                continue
            for maybe in (_same_number(a, b), _tenfold(a, b), _parts(a, b)):
                if maybe is not None:
                    found.setdefault(min(m, n), []).append(maybe)
    for m, n, doubt in _swapped(groups):
        for number in (m, n):
            found.setdefault(number, []).append(doubt)
    return {number: tuple(_once(each)) for number, each in found.items()}


def _once(found: Sequence[Doubt]) -> list[Doubt]:
    kept: dict[str, Doubt] = {}
    for doubt in found:
        kept.setdefault(f"{doubt.kind} {doubt.why}", doubt)
    return list(kept.values())


def _doubt(kind: str, why: str, *told: Item) -> Doubt:
    return Doubt(kind=kind, why=why, spans=tuple(span(i.witness, i.mention.span) for i in told))  # type: ignore[arg-type]


def _scale(group: Sequence[Item]) -> list[Doubt]:
    found = []
    for a, b in combinations(group, 2):
        x, y = a.mention.value, b.mention.value
        if not x or not y or a.mention.unit != b.mention.unit or x == y:
            continue
        ratio = max(x, y) / min(x, y)
        if any(abs(ratio / slip - 1) < 0.001 for slip in SLIPS):
            found.append(_doubt("scale", f"“{a.text}” and “{b.text}” differ by {ratio:,.0f} times", a, b))
        elif min(x, y) > 9 and digits(x) != digits(y) and sorted(digits(x)) == sorted(digits(y)) and ratio < TENFOLD:
            found.append(_doubt("swap", f"“{a.text}” and “{b.text}” have the same digits in another order", a, b))
    return found


def digits(value: float) -> str:
    """The digits of a number without its noughts at the end."""
    return f"{value:.10g}".replace(".", "").rstrip("0")


def _conversions(group: Sequence[Item]) -> list[Doubt]:
    """ "10 kilometres (9 miles)": the bracket does not fit."""
    found = []
    for item in group:
        bracket = re.search(r"\(([^()]+)\)", item.text)
        if bracket is None or item.mention.value is None:
            continue
        for numeral in numerals(bracket.group(1)):
            unit = measure(bracket.group(1), numeral)
            if unit is None or unit.unit is None or unit.unit.dimension != item.dimension or not numeral.value:
                continue
            other, own = numeral.value * unit.times * unit.unit.factor, item.mention.value * item.factor
            if abs(other - own) > CONVERTED * own:
                found.append(_doubt("conversion", f"the two values of “{item.text}” do not fit", item))
    return found


def _units_apart(group: Sequence[Item]) -> list[Doubt]:
    return [
        _doubt("units-apart", f"“{a.text}” and “{b.text}”: one number, two units", a, b)
        for a, b in combinations(group, 2)
        if a.mention.value
        and a.mention.value == b.mention.value
        and a.mention.unit != b.mention.unit
        and a.factor != b.factor
    ]


def _same_number(a: Item, b: Item) -> Doubt | None:
    """One large number for two subjects in one report."""
    m, n = a.mention, b.mention
    counts = a.dimension == b.dimension == "count"
    if not counts or m.value != n.value or (m.value or 0) < LARGE or a.noun == b.noun:
        return None
    return _doubt("same-number", f"one number for two things: “{a.text}” and “{b.text}”", a, b)


def _tenfold(a: Item, b: Item) -> Doubt | None:
    """Near-synonyms counted tenfold apart in one sentence."""
    m, n = a.mention, b.mention
    if a.sentence != b.sentence or a.dimension != "count" or b.dimension != "count" or not m.value or not n.value:
        return None
    kin = a.noun == b.noun or {a.noun, b.noun} <= _COUNTED_KIN
    if not kin or a.noun == "person" or max(m.value, n.value) / min(m.value, n.value) < TENFOLD or m.part or n.part:
        return None
    if m.state and n.state and m.state != n.state:
        return None
    return _doubt("tenfold-neighbours", f"nearly the same thing, tenfold apart: “{a.text}” and “{b.text}”", a, b)


def _parts(a: Item, b: Item) -> Doubt | None:
    """More of a part than of the whole: "five boats, of which seven sank"."""
    whole, part = (a, b) if b.mention.part else (b, a)
    w, p = whole.mention, part.mention
    if w.part or not p.part or whole.noun != part.noun or whole.sentence != part.sentence or whole.dimension != "count":
        return None
    if not w.value or not p.value or w.bound in ("at-least", "vague") or p.value <= w.value:
        return None
    if not re.search(r"\bof (?:them|which|whom|the|these|those)\b", part.text):
        return None
    return _doubt("parts-exceed", f"“{part.text}” is more than “{whole.text}”", whole, part)


def _swapped(groups: Sequence[tuple[Item, ...]]) -> list[tuple[int, int, Doubt]]:
    """What befell people, killed and injured or rescued, that two reports give the other way round."""
    tolls = [(n, g) for n, g in enumerate(groups) if g[0].mention.state in states().people]
    found = []
    for (m, g), (n, h) in combinations(tolls, 2):
        if g[0].mention.state == h[0].mention.state:
            continue
        for a in g:
            for b in h:
                if a.report == b.report or not a.mention.value or a.mention.value != b.mention.value:
                    continue
                mate_a = next((i for i in h if i.report == a.report and i.mention.value), None)
                mate_b = next((i for i in g if i.report == b.report and i.mention.value), None)
                if mate_a and mate_b and mate_a.mention.value == mate_b.mention.value != a.mention.value:
                    both = f"{g[0].mention.state} and {h[0].mention.state}"
                    why = f"{a.report} and {b.report} give {both} the other way round"
                    found.append((m, n, _doubt("swap", why, a, b)))
    return found
