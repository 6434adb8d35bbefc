"""Groups by pairwise scores: average and single linkage half and half, with must-links and cannot-links."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping

import msgspec

Pair = tuple[int, int]


class Grouping(msgspec.Struct, frozen=True):
    """The groups (sorted indices, sorted by first), the links that made them, each group's strongest refused link."""

    groups: tuple[tuple[int, ...], ...]
    links: tuple[tuple[int, int, float], ...]
    refused: Mapping[int, tuple[int, int, float]]


def grouped(
    count: int,
    scores: Mapping[Pair, float],
    least: float,
    together: Iterable[Pair] = (),
    apart: Callable[[tuple[int, ...], tuple[int, ...]], bool] | None = None,
) -> Grouping:
    """Agglomerative grouping of ``count`` items.

    ``scores`` holds the pairs (i < j) that may be linked at all. Two groups join, best first, while the mean of their
    strongest and their average link is at least ``least``; pairs without a score count as 0 in the average.
    ``together`` pairs are joined first; ``apart(group, group)`` forbids a join. Average linkage alone parts short from
    full tellings, single linkage alone chains; half and half keeps both faults small.
    """
    members: dict[int, tuple[int, ...]] = {i: (i,) for i in range(count)}
    totals: dict[Pair, tuple[float, float]] = {}  # (sum of links, strongest link) between two groups
    near: dict[int, set[int]] = {i: set() for i in range(count)}
    for (i, j), value in scores.items():
        totals[i, j] = (value, value)
        near[i].add(j)
        near[j].add(i)
    links: list[tuple[int, int, float]] = []
    fresh = count

    def linkage(a: int, b: int) -> float:
        total, strongest = totals[min(a, b), max(a, b)]
        return (total / (len(members[a]) * len(members[b])) + strongest) / 2

    queue: list[tuple[float, int, int, int, int]] = []

    def offer(a: int, b: int) -> None:
        a, b = min(a, b), max(a, b)
        value = linkage(a, b)
        if value >= least:
            heapq.heappush(queue, (-value, members[a][0], members[b][0], a, b))

    def join(a: int, b: int, value: float) -> int:
        nonlocal fresh
        new, fresh = fresh, fresh + 1
        members[new] = tuple(sorted(members[a] + members[b]))
        near[new] = set()
        for other in sorted((near[a] | near[b]) - {a, b}):
            sums, tops = 0.0, 0.0
            for old in (a, b):
                key = (min(old, other), max(old, other))
                if key in totals:
                    sums, tops = sums + totals[key][0], max(tops, totals[key][1])
            totals[other, new] = (sums, tops)
            near[new].add(other)
            near[other] -= {a, b}
            near[other].add(new)
        links.append((members[a][0], members[b][0], value))
        del members[a], members[b], near[a], near[b]
        return new

    owner = list(range(count))
    for i, j in together:
        a, b = owner[i], owner[j]
        if a != b:
            new = join(a, b, 1.0)
            for k in members[new]:
                owner[k] = new
    for a in sorted(near):
        for b in sorted(near[a]):
            if a < b:
                offer(a, b)
    refused: dict[int, tuple[int, int, float]] = {}
    while queue:
        negative, _, _, a, b = heapq.heappop(queue)
        if a not in members or b not in members:
            continue
        if apart and apart(members[a], members[b]):
            continue
        new = join(a, b, -negative)
        for other in sorted(near[new]):
            offer(new, other)
    groups = sorted(members.values())
    home = {i: g[0] for g in groups for i in g}
    for (i, j), value in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if home[i] != home[j]:
            for mine, other in ((i, j), (j, i)):
                refused.setdefault(home[mine], (mine, other, value))
    return Grouping(tuple(groups), tuple(links), refused)
