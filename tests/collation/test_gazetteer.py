"""Where places lie, and which of several places of one name is meant."""

from __future__ import annotations

import pytest

from stemma.collation.gazetteer import spot


@pytest.mark.parametrize(
    ("phrase", "told", "country"),
    [
        ("the port of Aden", (), "YEM"),
        ("Birmingham", ("GBR",), "GBR"),
        ("downtown Birmingham", ("USA", "MEX"), "USA"),
        ("Wellington", ("GBR",), None),  # a town of that name lies there, which no lexicon knows
        ("Wellington", ("NZL",), "NZL"),
        ("the capital of Peru", (), "PER"),
        ("the village of Nowhere", ("PER",), None),
    ],
)
def test_a_shared_name_is_the_place_in_a_country_of_the_story(
    phrase: str, told: tuple[str, ...], country: str | None
) -> None:
    found = spot(phrase, told)
    assert (found.country if found else None) == country


def test_without_a_story_the_best_known_place_is_taken() -> None:
    found = spot("Birmingham")
    assert found is not None and found.country == "GBR" and found.precision == "city"
