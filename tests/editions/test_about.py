"""A claim brings the records up that tell it."""

import pytest

from stemma.editions.about import rank
from stemma.editions.names import names
from stemma.model import Collation


@pytest.mark.parametrize(
    ("claim", "first"),
    [
        ("the mayor cannot pay a single crown more", "s01"),
        ("2,000 drivers are on strike", "f01"),
        ("Maron met Quay at the town hall", "e01"),
        ("trams stopped last autumn", "e03"),
    ],
)
def test_the_record_that_tells_a_claim_comes_first(strike: Collation, claim: str, first: str) -> None:
    assert rank(strike, names(strike), claim)[0].id == first


@pytest.mark.parametrize("claim", ["", "of the and", "volcano erupts on Norra"])
def test_nothing_is_found_for_what_nobody_tells(strike: Collation, claim: str) -> None:
    assert rank(strike, names(strike), claim) == ()


def test_covers_fall_and_stay_within_bounds(strike: Collation) -> None:
    found = rank(strike, names(strike), "who broke off the talks on Monday, the union or the mayor")
    assert found
    assert all(0 < f.cover <= 1 for f in found)
