"""Groups by pairwise scores: average and single linkage half and half, with must-links and cannot-links."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping

import msgspec

Pair = tuple[int, int]
Bond = tuple[float, float]  # between two groups: the sum of their links, the strongest one


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
    between: dict[int, dict[int, Bond]] = {i: {} for i in range(count)}
    for (i, j), value in scores.items():
        between[i][j] = between[j][i] = (value, value)
    links: list[tuple[int, int, float]] = []
    fresh = count
    queue: list[tuple[float, int, int, int, int]] = []

    def offer(a: int, others: Iterable[int]) -> None:
        mine, links_of = members[a], between[a]
        for b in others:
            total, strongest = links_of[b]
            value = (total / (len(mine) * len(members[b])) + strongest) / 2
            if value >= least:
                x, y = min(a, b), max(a, b)
                heapq.heappush(queue, (-value, members[x][0], members[y][0], x, y))

    def join(a: int, b: int, value: float) -> int:
        nonlocal fresh
        new, fresh = fresh, fresh + 1
        merged, more = between.pop(a), between.pop(b)
        merged.pop(b, None)
        more.pop(a, None)
        for other, (total, strongest) in more.items():
            known = merged.get(other)
            merged[other] = (known[0] + total, max(known[1], strongest)) if known else (total, strongest)
        for other, link in merged.items():
            row = between[other]
            row.pop(a, None)
            row.pop(b, None)
            row[new] = link
        between[new] = merged
        links.append((members[a][0], members[b][0], value))
        members[new] = tuple(sorted(members.pop(a) + members.pop(b)))
        return new

    owner = list(range(count))
    for i, j in together:
        a, b = owner[i], owner[j]
        if a != b:
            new = join(a, b, 1.0)
            for k in members[new]:
                owner[k] = new
    for a in sorted(between):
        offer(a, [b for b in between[a] if a < b])
    refused: dict[int, tuple[int, int, float]] = {}
    while queue:
        negative, _, _, a, b = heapq.heappop(queue)
        if a not in members or b not in members:
            continue
        if apart and apart(members[a], members[b]):
            continue
        new = join(a, b, -negative)
        offer(new, between[new])
    groups = sorted(members.values())
    home = {i: g[0] for g in groups for i in g}
    strongest: dict[int, tuple[float, int, int]] = {}  # by group: (minus the score, i, j) of its link to another one
    for (i, j), value in scores.items():
        if home[i] != home[j]:
            link = (-value, i, j)
            for group in (home[i], home[j]):
                if group not in strongest or link < strongest[group]:
                    strongest[group] = link
    for group, (negative, i, j) in strongest.items():
        refused[group] = (i, j, -negative) if home[i] == group else (j, i, -negative)
    return Grouping(tuple(groups), tuple(links), refused)
