"""Figures that the ledger keeps apart although they may be one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.model import Collation

Collated = Callable[..., Collation]


def rivals(found: Collation) -> list[list[object]]:
    return [[s.value for s in c.sides] for c in found.conflicts if c.because[0].rule == "figures-rival"]


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        (
            "The kite circled over the village of Dunmore for 20 minutes, the miller said.",
            "The machine circled above the village of Dunmore for forty minutes.",
            [20, 40],
        ),
        (
            "The ferry was licensed to carry no more than 80 passengers, a clerk said.",
            "Built in 1987, the ferry has room for 120 passengers, the owner said.",
            [80, 120],
        ),
    ],
)
def test_like_words_with_other_values_are_offered(
    collated: Collated, one: str, other: str, values: list[float]
) -> None:
    assert values in rivals(collated(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (  # two years
            "In 1998 a 6.1-magnitude quake shook the port of Ansel.",
            "In 2007 a 6.4-magnitude quake shook the port of Ansel.",
        ),
        (  # the news went on
            "Twelve people were killed in the fire at the Ansel mill on Monday.",
            "Fourteen people were killed in the fire at the Ansel mill on Monday.",
        ),
        (  # two things of each report
            "The clerk took 300 crowns at the gate and 500 crowns at the quay.",
            "The clerk took 500 crowns at the quay and 300 crowns at the gate.",
        ),
        (  # two matters
            "The mill in Ansel employs 300 weavers.",
            "The ferry to Karnia carried 420 goats last year.",
        ),
    ],
)
def test_other_years_growing_tolls_and_other_matters_are_not(collated: Collated, one: str, other: str) -> None:
    assert not rivals(collated(one, other))


def test_the_sides_show_the_words_around_the_numbers(collated: Collated) -> None:
    found = collated(
        "The guild valued the quay at 340 million crowns on Monday.",
        "The guild valued the quay at 430 million crowns on Monday.",
    )
    sides = [s.spans[0].text for c in found.conflicts if c.kind == "figure" for s in c.sides]
    assert "guild valued the quay at 340 million crowns on Monday" in sides
