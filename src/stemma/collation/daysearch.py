"""The best days of a connected set of undated reports: exact, by branch and bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

STEPS = 200_000  # of one search; beyond that the set stays unknown


class Search:
    """Depth-first branch and bound over the days of a connected set: exact, or none when it takes too many steps."""

    def __init__(
        self,
        variables: Sequence[int],
        own: Mapping[int, Mapping[date, float]],
        tables: Mapping[tuple[int, int], Mapping[tuple[date, date], float]],
    ) -> None:
        self.own = own
        self.tables = tables
        self.order = sorted(variables, key=lambda i: (len(own[i]), i))
        self.top = {pair: max(table.values(), default=0.0) for pair, table in tables.items()}

    def best(self, fixed: Mapping[int, date], floor: float = float("-inf")) -> tuple[float, dict[int, date]] | None:
        """The best score above the floor and its days, with some days fixed."""
        if not self.order:
            return None
        order = [i for i in self.order if i in fixed] + [i for i in self.order if i not in fixed]
        place = {i: n for n, i in enumerate(order)}
        earlier: list[list[tuple[int, Mapping[tuple[date, date], float], bool]]] = [[] for _ in order]
        ahead = [0.0] * (len(order) + 1)
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
        steps = 0

        def go(n: int, score: float) -> None:
            nonlocal best_score, best_days, steps
            if steps > STEPS or score + bounds[n] <= best_score:
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
            for gain, day in sorted(choices):
                steps += 1
                chosen[i] = day
                go(n + 1, score - gain)
            chosen.pop(i, None)

        go(0, 0.0)
        if steps > STEPS or best_days is None:
            return None
        return best_score, best_days
