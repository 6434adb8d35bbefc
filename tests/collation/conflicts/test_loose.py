"""Figures that may all be right and yet do not say the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.model import Collation

Collated = Callable[..., Collation]


def loose(found: Collation) -> list[tuple[str, list[object]]]:
    rules = ("figure-loose", "figure-grows")
    return [(c.status, [s.value for s in c.sides]) for c in found.conflicts if c.because[0].rule in rules]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "At least three people were killed in the fire at the Ansel mill.",
            "Three people were killed in the fire at the Ansel mill.",
            ("wording", [3, 3]),
        ),
        (
            "The clerk left the Ansel mill about 10 minutes before the fire.",
            "The clerk left the Ansel mill nine minutes before the fire.",
            ("wording", [9, 10]),
        ),
    ],
)
def test_limits_and_rounded_values_are_told(
    collated: Collated, one: str, other: str, expected: tuple[str, list[object]]
) -> None:
    assert expected in loose(collated(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Three people were killed in the fire at the Ansel mill.",
            "The fire at the Ansel mill killed three people.",
        ),
        (
            "The vote at Ansel was won by 88,000 ballots.",
            "The vote at Ansel was won by 88,106 ballots.",
        ),
        (
            "About 40 people were killed in the fire at the Ansel mill.",
            "40 people were killed in the fire at the Ansel mill.",
        ),
    ],
)
def test_one_value_and_a_rounded_one_are_not(collated: Collated, one: str, other: str) -> None:
    assert loose(collated(one, other)) == []
