"""Free paraphrases: two tellings of one speaker that are, by far, each other's likeliest in their two reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Pair = tuple[int, int]

MUTUAL_FROM = 0.3  # likeness from which each other's likeliest are one; strangers of one speaker lie below .25
CLEAR_BY = 0.12  # so much less alike must be whatever comes next, on either side


def with_mutual(
    scores: Mapping[Pair, float], joined_from: float, report: Sequence[int], speakers: Sequence[Sequence[str]]
) -> dict[Pair, float]:
    """The scores, those of mutually likeliest pairs raised to ``joined_from``.

    ``report`` and ``speakers`` are by telling. Only tellings of two reports with a speaker in common are raised.
    """
    likeliest: dict[Pair, list[tuple[float, int]]] = {}
    for (i, j), score in sorted(scores.items()):
        for one, other in ((i, j), (j, i)):
            best = likeliest.setdefault((one, report[other]), [])
            best.append((-score, other))
            best.sort()
            del best[2:]
    raised = dict(scores)
    for (i, j), score in scores.items():
        if not MUTUAL_FROM <= score < joined_from or report[i] == report[j] or not set(speakers[i]) & set(speakers[j]):
            continue
        if all(_by_far(likeliest[a, report[b]], b) for a, b in ((i, j), (j, i))):
            raised[i, j] = joined_from
    return raised


def _by_far(best: Sequence[tuple[float, int]], wanted: int) -> bool:
    """Is the wanted one the first, and the second one far behind?"""
    return best[0][1] == wanted and (len(best) < 2 or best[1][0] - best[0][0] >= CLEAR_BY)
