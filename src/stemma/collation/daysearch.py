"""The best days of a connected set of undated reports: exact, by dead-end elimination, then branch and bound."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

STEPS = 150_000  # of all searches in one set; beyond that the set stays unknown

Table = Mapping[tuple[date, date], float]


class Search:
    """The days that reports may have, what speaks for each, and what two reports' days say of each other.

    Days that cannot come within ``margin`` of the best answer are dropped at once (Goldstein's criterion of
    dead-end elimination, Biophysical Journal 66, 1994): another day of the same report does better whatever the others' days are.
    """

    def __init__(
        self,
        own: Mapping[int, Mapping[date, float]],
        tables: Mapping[tuple[int, int], Table],
        margin: float,
    ) -> None:
        self.tables = {pair: t for pair, t in tables.items() if pair[0] in own and pair[1] in own}
        self.own = _without_dead_ends(own, self.tables, margin)
        self.order = sorted(self.own, key=lambda i: (len(self.own[i]), i))
        self.top = {(a, b): max(t[x, y] for x in self.own[a] for y in self.own[b]) for (a, b), t in self.tables.items()}
        self.steps = 0

    @property
    def exhausted(self) -> bool:
        """Were there more days to try than steps?"""
        return self.steps > STEPS

    def best(self, fixed: Mapping[int, date], floor: float = float("-inf")) -> tuple[float, dict[int, date]] | None:
        """The best score above the floor and its days, with some days fixed."""
        if not self.order:
            return None
        order = [i for i in self.order if i in fixed] + [i for i in self.order if i not in fixed]
        place = {i: n for n, i in enumerate(order)}
        earlier: list[list[tuple[int, Table, bool]]] = [[] for _ in order]
        ahead = [0.0] * len(order)
        for (a, b), table in self.tables.items():
            late, early, flipped = (a, b, False) if place[a] > place[b] else (b, a, True)
            earlier[place[late]].append((early, table, flipped))
            ahead[place[late]] += self.top[a, b]
        bounds = [0.0] * (len(order) + 1)
        for n in range(len(order) - 1, -1, -1):
            i = order[n]
            top = self.own[i][fixed[i]] if i in fixed else max(self.own[i].values())
            bounds[n] = bounds[n + 1] + top + ahead[n]
        best_score, best_days = floor, None
        chosen: dict[int, date] = {}

        def go(n: int, score: float) -> None:
            nonlocal best_score, best_days
            if self.exhausted or score + bounds[n] <= best_score:
                return
            if n == len(order):
                best_score, best_days = score, dict(chosen)
                return
            i = order[n]
            choices = []
            for day in (fixed[i],) if i in fixed else self.own[i]:
                gain = self.own[i][day]
                for other, table, flipped in earlier[n]:
                    gain += table[(chosen[other], day) if flipped else (day, chosen[other])]
                choices.append((-gain, day))
            for loss, day in sorted(choices):
                self.steps += 1
                chosen[i] = day
                go(n + 1, score - loss)
            chosen.pop(i, None)

        go(0, 0.0)
        if self.exhausted or best_days is None:
            return None
        return best_score, best_days


def _without_dead_ends(
    own: Mapping[int, Mapping[date, float]], tables: Mapping[tuple[int, int], Table], margin: float
) -> dict[int, dict[date, float]]:
    """The days that may still come within the margin of the best answer."""
    left = {i: dict(days) for i, days in own.items() if days}
    changed = True
    while changed:
        changed = False
        for i in sorted(left):
            days = list(left[i])
            if len(days) == 1:
                continue
            alone = np.array([left[i][d] for d in days])
            better = alone[:, None] - alone[None, :]  # [x, y]: by how much x beats y
            for (a, b), table in tables.items():
                if i not in (a, b):
                    continue
                other = list(left[b if a == i else a])
                rows: Any = [[table[(d, o) if a == i else (o, d)] for o in other] for d in days]
                scores = np.array(rows)
                better += (scores[:, None, :] - scores[None, :, :]).min(axis=2)
            dead = (better > margin).any(axis=0)
            if dead.any():
                left[i] = {d: left[i][d] for d, gone in zip(days, dead, strict=True) if not gone}
                changed = True
    return left
