"""Clock times of one day that lie near each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.model import Collation

Collated = Callable[..., Collation]


def near(found: Collation) -> list[list[object]]:
    return [[s.value for s in c.sides] for c in found.conflicts if c.because[0].rule == "clocks-near"]


def test_times_within_an_hour_are_set_side_by_side(collated: Collated) -> None:
    one, other = "The ferry went down at about 7.40pm.", "All was over at 8.30pm, the miller said."
    (sides,) = near(collated(one, other))
    assert [str(s)[:5] for s in sides] == ["19:40", "20:30"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry went down at about 7.40pm.", "The ferry went down at 7.42pm."),
        ("The ferry went down at about 7.40pm.", "Witnesses saw the boat sink at 10.30pm."),
        ("It left at 7.40pm.", "It left at 7.40pm and sank at 8.30pm."),
        ("It left at 7.40pm.", "At 6.15pm it came. At 6.45pm it rang. At 7.15pm it rang again. At 8.15pm it left."),
    ],
)
def test_rounded_far_and_known_times_are_none(collated: Collated, one: str, other: str) -> None:
    assert near(collated(one, other)) == []
