"""Figures whose reports do not contradict each other and yet do not say the same: rounded, bounded, or grown meanwhile.

"About ten minutes" and "nine", "at least three" and "three" may all be right, and a toll grows with the news. A reader
who holds the reports side by side wants to see it all the same: it is told apart from conflicts by its status.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from stemma.collation.conflicts.sides import conflict, side
from stemma.model import Bound, Conflict, Figure, Span, Witness

_LIMITS = ("at-least", "up-to")
_WORDED = {"at-least": "at least ", "up-to": "up to ", "about": "about "}

Told = tuple[float | None, Bound]
"""A value with its bound as worded; the value is None where it is vague ("dozens")."""


def loose_conflicts(
    witnesses: Sequence[Witness], figures: Sequence[Figure], known: Sequence[Conflict]
) -> list[Conflict]:
    """Figures told with other values, or as a limit and exactly, by different reports; those in ``known`` apart."""
    bounds = {(w.report.id, m.span.start): m.bound for w in witnesses for m in w.reading.figures}
    taken = {r for c in known for r in c.records}
    found = []
    for figure in figures:
        told: dict[Told, list[Span]] = {}
        for value in figure.values:
            for m in value.mentions:
                told.setdefault((value.value, bounds.get((m.report, m.start), value.bound)), []).append(m)
        if figure.relation == "differ" or figure.id in taken or not _apart(told):
            continue  # those that differ are conflicts already, or stand on the words of one
        ordered = sorted(told.items(), key=lambda t: (t[0][0] is None, t[0][0] or 0.0, t[0][1]))
        sides = [side(spans, value, (figure.id,)) for (value, _), spans in ordered]
        about = f"{figure.subject}: " + " or ".join(_worded(t) for t, _ in ordered)
        grown = figure.relation == "update"
        rule, why = ("figure-grows", "the later reports have more") if grown else ("figure-loose", "both may be right")
        made = conflict("figure", about, sides, rule, why, 0.5)
        found.append(msgspec.structs.replace(made, status="update" if grown else "wording"))
    return found


def _apart(told: dict[Told, list[Span]]) -> bool:
    """Do reports give other values, none merely the other rounded, or one value as a limit and not as one?"""
    values = {value for value, _ in told if value is not None}
    if len({s.report for spans in told.values() for s in spans}) < 2:
        return False
    if len(values) > 1:
        return not all(_rounded(a, b) or _rounded(b, a) for a in values for b in values if a != b)
    return len({bound for value, bound in told if value is not None and bound in _LIMITS}) > 0 and len(told) > 1


def _rounded(value: float, exact: float) -> bool:
    """Is a value the other one, rounded to the digits that it has: 88,000 for 88,106?"""
    digits = len(f"{value:.10g}".replace(".", "").rstrip("0")) or 1
    return digits > 1 and float(f"{exact:.{digits}g}") == value


def _worded(told: Told) -> str:
    value, bound = told
    return "a vague number" if value is None else f"{_WORDED.get(bound, '')}{value:,.10g}"
