"""One person's age in several reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.model import Collation

Collated = Callable[..., Collation]
ROOK = "Dale Rook, 43, was found in a barn near Port Ansel, sheriff Ida Lund said. Rook was unarmed."


def ages(found: Collation) -> list[tuple[list[object], list[tuple[str, ...]]]]:
    return [([s.value for s in c.sides], [s.reports for s in c.sides]) for c in found.conflicts if "age of" in c.about]


@pytest.mark.parametrize(
    "other",
    [
        "Police caught Dale Rook, 42, in a barn near Port Ansel.",
        "Police caught 42-year-old Dale Rook in a barn near Port Ansel.",
        "Police caught Dale Rook (42) in a barn near Port Ansel.",
    ],
)
def test_two_ages_of_one_person_conflict(collated: Collated, other: str) -> None:
    assert ages(collated(ROOK, other)) == [([42, 43], [("b",), ("a",)])]


@pytest.mark.parametrize(
    "other",
    [
        "Police caught Dale Rook, 43, in a barn near Port Ansel.",
        "Police caught Dale Rook, 42 kilometres from Port Ansel.",
        "Police caught Dale Rook in a barn near Port Ansel. Sheriff Ida Lund, 42, spoke on Monday.",
    ],
)
def test_one_age_another_number_or_another_person_do_not(collated: Collated, other: str) -> None:
    assert not ages(collated(ROOK, other))


def test_a_year_later_a_person_is_older(collated: Collated) -> None:
    later = ("Dale Rook, 44, asked for parole in Port Ansel on Monday.", {"published": "2032-05-10"})
    assert not ages(collated(ROOK, later))
