"""Dates next to each other that reports give for one thing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.model import Collation

Collated = Callable[..., Collation]


def near(found: Collation) -> list[list[object]]:
    return [[s.value for s in c.sides] for c in found.conflicts if c.because[0].rule == "dates-near"]


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        (
            "In April 2029 a great storm struck the lighthouse off Dunmore.",
            "A great storm also struck the lighthouse off Dunmore in May 2029.",
            ["2029-04", "2029-05"],
        ),
        (
            "Rook had walked out of the county jail of Ansel in 2018.",
            "Rook escaped from the county jail of Ansel in 2019.",
            ["2018", "2019"],
        ),
        (
            "The night ferry of Ansel was built in Karnia in 1978.",
            "The night ferry of Ansel was built in Karnia in 1987.",
            ["1978", "1987"],
        ),
    ],
)
def test_near_misses_are_offered(collated: Collated, one: str, other: str, values: list[object]) -> None:
    assert near(collated(one, other)) == [values]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (  # far apart
            "In April 2029 a great storm struck the lighthouse off Dunmore.",
            "A great storm struck the lighthouse off Dunmore in November 2021.",
        ),
        (  # one report knows both
            "Storms struck the lighthouse off Dunmore in April 2029 and in May 2029.",
            "A great storm struck the lighthouse off Dunmore in May 2029.",
        ),
        (  # two matters
            "The mill of Ansel was sold in 2018.",
            "A ferry from Karnia sank in 2019.",
        ),
    ],
)
def test_other_things_and_known_dates_are_not(collated: Collated, one: str, other: str) -> None:
    assert not near(collated(one, other))
