"""More than one of what a noun names."""

from __future__ import annotations

import pytest

from stemma.reading.plurals import plural


@pytest.mark.parametrize(
    ("one", "more"),
    [
        ("ferry", "ferries"),
        ("carry", "carries"),
        ("day", "days"),
        ("inch", "inches"),
        ("box", "boxes"),
        ("bus", "buses"),
        ("house", "houses"),
        ("base", "bases"),
        ("crisis", "crises"),
        ("knife", "knives"),
        ("proof", "proofs"),
        ("child", "children"),
        ("person", "people"),
        ("woman", "women"),
        ("fireman", "firemen"),
        ("human", "humans"),
        ("foot", "feet"),
        ("aircraft", "aircraft"),
        ("crew", "crew"),
        ("volcano", "volcanoes"),
        ("studio", "studios"),
        ("run-off", "run-offs"),
        ("passer-by", "passers-by"),
        ("ferry worker", "ferry workers"),
    ],
)
def test_more_than_one(one: str, more: str) -> None:
    assert plural(one) == more
