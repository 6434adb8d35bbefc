"""Average-link agglomeration over a sparse graph: pairs that are not given count as not alike at all."""

from __future__ import annotations

import heapq
from collections.abc import Mapping


def average_link(size: int, pairs: Mapping[tuple[int, int], float], least: float) -> list[int]:
    """For each of ``size`` things the smallest index of its group.

    ``pairs`` gives the likeness of things i < j, above 0. The two groups that are most alike on average over all pairs
    across them are joined, until no average reaches ``least``; of equal ones those with the smallest indices. The cost
    grows with the number of pairs given (and its logarithm), not with the square of ``size``.
    """
    sums: list[dict[int, float]] = [{} for _ in range(size)]
    for (i, j), likeness in pairs.items():
        sums[i][j] = sums[j][i] = likeness
    count = [1] * size
    group = list(range(size))
    heap = [(-likeness, i, j) for (i, j), likeness in pairs.items() if likeness >= least]
    heapq.heapify(heap)
    while heap:
        negative, i, j = heapq.heappop(heap)
        known = sums[i].get(j)
        # Entries of groups that have grown since are stale; their new averages have entries of their own.
        if known is None or -known / (count[i] * count[j]) != negative:
            continue
        group[j] = i
        count[i] += count[j]
        del sums[i][j]
        changed = sums[j]
        del changed[i]
        sums[j] = {}
        for k, likeness in changed.items():
            del sums[k][j]
            sums[i][k] = sums[k][i] = sums[i].get(k, 0.0) + likeness
        for k, likeness in sums[i].items():
            average = likeness / (count[i] * count[k])
            if average >= least:
                heapq.heappush(heap, (-average, min(i, k), max(i, k)))
    for i in range(size):
        group[i] = group[group[i]] if group[i] < i else i
    return group
