"""Which reports tell one story: likeness of whole reports by rare words, single linkage.

TF-IDF on whole articles does better than sentence vectors here: it keeps the names, places and figures that part
look-alike events.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from stemma.gathering.passages import words_of
from stemma.model import Report

SAME_MATTER = 0.06  # cosine below which a report shares next to nothing with any other one of the pile
COMMON_WORDS = 3  # shorter words carry no matter


def off_story(reports: Sequence[Report]) -> tuple[tuple[Report, str], ...]:
    """The reports that are plainly of another matter than the largest group of the pile, each with a word why.

    A pile of two reports has no majority: nothing is set aside there.
    """
    if len(reports) < 3:
        return ()
    vectors = _vectors([r.text for r in reports])
    groups = _linked(vectors, SAME_MATTER)
    largest = max(groups, key=lambda g: (len(g), [-i for i in g]))
    if len(largest) < 2 or sum(len(g) == len(largest) for g in groups) > 1:
        return ()
    out = []
    for i, report in enumerate(reports):
        if i in largest:
            continue
        nearest = max(_cosine(vectors[i], vectors[j]) for j in largest)
        out.append((report, f"another matter: {nearest:.0%} alike to the nearest report of the story"))
    return tuple(out)


def _vectors(texts: Sequence[str]) -> list[dict[str, float]]:
    counts = [Counter(w for w in words_of(t).words if len(w) > COMMON_WORDS) for t in texts]
    spread = Counter(w for c in counts for w in c)
    made = []
    for c in counts:
        # A word that only one report has says nothing of what it shares; one that all have says little.
        raw = {w: (1 + math.log(n)) * math.log((len(texts) + 1) / spread[w]) for w, n in sorted(c.items())}
        norm = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        made.append({w: v / norm for w, v in raw.items()})
    return made


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    small, large = sorted((a, b), key=len)
    return sum(v * large[w] for w, v in small.items() if w in large)


def _linked(vectors: Sequence[dict[str, float]], least: float) -> list[set[int]]:
    groups: list[set[int]] = []
    for i, vector in enumerate(vectors):
        near = [g for g in groups if any(_cosine(vector, vectors[j]) >= least for j in g)]
        groups = [g for g in groups if g not in near] + [{i}.union(*near)]
    return groups
