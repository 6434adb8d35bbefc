"""Which reports tell one story, and which are plainly of another matter than the rest."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.gathering.likeness import Vector, cosine, near_pairs, vectors
from stemma.gathering.linkage import average_link
from stemma.model import Report

# Average likeness, above what is usual around them, from which reports tell one story: the best mean B-cubed F1 over
# the six development sets of the stories bench; it also parts piles of 2 to 50 reports drawn from them.
ONE_STORY = 0.17
# Cosine below which a report shares next to nothing with any other one of the pile: of piles of 3 to 8 reports drawn
# from the same sets it finds seven strangers in ten and sets aside hardly any report of the story.
SAME_MATTER = 0.2


def stories(reports: Sequence[Report]) -> list[int]:
    """For each report the index of the first report of its story.

    Average link over the reports' likeness in words and days (see ``likeness``). 5,000 reports take well under a minute
    on one core.
    """
    return average_link(len(reports), near_pairs(reports), ONE_STORY)


def off_story(reports: Sequence[Report]) -> tuple[tuple[Report, str], ...]:
    """The reports that are plainly of another matter than the largest group of the pile, each with a word why.

    A pile of two reports has no majority: nothing is set aside there.
    """
    if len(reports) < 3:
        return ()
    weights = vectors(reports)
    groups = _linked(weights, SAME_MATTER)
    largest = max(groups, key=lambda g: (len(g), [-i for i in g]))
    if len(largest) < 2 or sum(len(g) == len(largest) for g in groups) > 1:
        return ()
    out = []
    for i, report in enumerate(reports):
        if i in largest:
            continue
        nearest = max(cosine(weights[i], weights[j]) for j in largest)
        out.append((report, f"another matter: {nearest:.0%} alike to the nearest report of the story"))
    return tuple(out)


def _linked(weights: Sequence[Vector], least: float) -> list[set[int]]:
    """Single link: enough that a report shares something with one other, as a follow-up does."""
    groups: list[set[int]] = []
    for i, vector in enumerate(weights):
        near = [g for g in groups if any(cosine(vector, weights[j]) >= least for j in g)]
        groups = [g for g in groups if g not in near] + [{i}.union(*near)]
    return groups
