"""Denials of one accusation are one statement, however the reports word what is denied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.model import Collation

Collated = Callable[..., Collation]


def together(collation: Collation) -> set[frozenset[str]]:
    return {frozenset(v.text for v in s.variants) for s in collation.statements}


def test_a_denial_of_the_claims_is_the_denial_of_what_they_claim(collated: Collated) -> None:
    found = collated(
        "Orla Veit denied the claims on Sunday.",
        "Orla Veit denied on Sunday that the guild had flooded the lock.",
    )
    assert together(found) == {frozenset({"the claims", "the guild had flooded the lock"})}


def test_the_word_false_behind_a_denial_is_the_denial(collated: Collated) -> None:
    found = collated(
        "Orla Veit denied any links to the flood. “This information is completely false, all of it,” she said."
    )
    assert [len(s.variants) for s in found.statements] == [2]


@pytest.mark.parametrize(
    "other",
    ["Tobin Quay denied the claims on Sunday.", "Orla Veit denied on Sunday that the mayor owned three barges."],
    ids=["another speaker", "another matter"],
)
def test_other_denials_stay_apart(collated: Collated, other: str) -> None:
    found = collated("Orla Veit denied on Sunday that the guild had flooded the lock.", other)
    assert len(found.statements) == 2
