"""The best days of a connected set of undated reports: exact, by dead-end elimination, then branch and bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

STEPS = 20_000  # of all searches in one set, about a second; beyond that the caller must ask for less

Scores = NDArray[np.float64]
Bound = Callable[[int, int, date], tuple[date, date] | None]
"""The stretch that an expression of a report names (report, expression) were the report published on a day."""


def meet(a: tuple[date, date] | None, b: tuple[date, date] | None) -> float:
    """1 where two stretches of days meet, -1 where they do not, 0 where one is unknown."""
    if a is None or b is None:
        return 0.0
    return 1.0 if a[0] <= b[1] and b[0] <= a[1] else -1.0


class Search:
    """The days that reports may have by number, what speaks for each, and what two reports' days say of each other.

    ``own[i][x]`` is the score of day x of report i, ``tables[i, j][x, y]`` that of day x of i with day y of j. Days
    that cannot come within ``margin`` of the best answer are dropped at once, by Goldstein's criterion of dead-end
    elimination (Biophysical Journal 66, 1994): another day of the same report does better whatever the others' days.
    """

    def __init__(self, own: Mapping[int, Scores], tables: Mapping[tuple[int, int], Scores], margin: float) -> None:
        self.own = own
        self.tables = {pair: t for pair, t in tables.items() if pair[0] in own and pair[1] in own}
        self.left = _without_dead_ends(own, self.tables, margin)
        self.order = sorted(self.left, key=lambda i: (len(self.left[i]), i))
        self.top = {(a, b): float(t[np.ix_(self.left[a], self.left[b])].max()) for (a, b), t in self.tables.items()}
        self.steps = 0

    @property
    def exhausted(self) -> bool:
        """Were there more days to try than steps?"""
        return self.steps > STEPS

    def best(self, fixed: Mapping[int, int], floor: float = float("-inf")) -> tuple[float, dict[int, int]] | None:
        """The best score above the floor and the number of each report's day, with some days fixed."""
        if not self.order:
            return None
        order = [i for i in self.order if i in fixed] + [i for i in self.order if i not in fixed]
        place = {i: n for n, i in enumerate(order)}
        earlier: list[list[tuple[int, Scores]]] = [[] for _ in order]
        ahead = [0.0] * len(order)
        for (a, b), table in self.tables.items():
            late, early, turned = (a, b, table.T) if place[a] > place[b] else (b, a, table)
            earlier[place[late]].append((early, turned))  # [early's day] gives a score for each of late's days
            ahead[place[late]] += self.top[a, b]
        bounds = [0.0] * (len(order) + 1)
        for n in range(len(order) - 1, -1, -1):
            i = order[n]
            top = float(self.own[i][fixed[i]]) if i in fixed else float(self.own[i][self.left[i]].max())
            bounds[n] = bounds[n + 1] + top + ahead[n]
        best_score, best_days = floor, None
        chosen: dict[int, int] = {}

        def go(n: int, score: float) -> None:
            nonlocal best_score, best_days
            if self.exhausted or score + bounds[n] <= best_score:
                return
            if n == len(order):
                best_score, best_days = score, dict(chosen)
                return
            i = order[n]
            gains = self.own[i].copy()
            for other, table in earlier[n]:
                gains += table[chosen[other]]
            for x in [fixed[i]] if i in fixed else sorted(self.left[i], key=lambda x: (-gains[x], x)):
                self.steps += 1
                chosen[i] = x
                go(n + 1, score + float(gains[x]))
            chosen.pop(i, None)

        go(0, 0.0)
        if self.exhausted or best_days is None:
            return None
        return best_score, best_days


def _without_dead_ends(
    own: Mapping[int, Scores], tables: Mapping[tuple[int, int], Scores], margin: float
) -> dict[int, list[int]]:
    """The numbers of the days that may still come within the margin of the best answer."""
    left = {i: list(range(len(scores))) for i, scores in own.items()}
    beside: dict[int, list[tuple[int, Scores]]] = {i: [] for i in own}
    for (a, b), table in tables.items():
        beside[a].append((b, table))
        beside[b].append((a, table.T))
    waiting = sorted(left)
    while waiting:
        i = waiting.pop(0)
        if len(left[i]) == 1:
            continue
        alone = own[i][left[i]]
        better = alone[:, None] - alone[None, :]  # [x, y]: by how much x beats y
        for other, table in beside[i]:
            scores = table[np.ix_(left[i], left[other])]
            better += (scores[:, None, :] - scores[None, :, :]).min(axis=2)
        dead = set(np.flatnonzero((better > margin).any(axis=0)).tolist())
        if dead:
            left[i] = [x for n, x in enumerate(left[i]) if n not in dead]
            again = {other for other, _ in beside[i]} - set(waiting)
            waiting.extend(sorted(again))
    return left
