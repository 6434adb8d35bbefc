"""Plurals that stand for a set of the story's persons."""

from __future__ import annotations

from collections.abc import Callable

from stemma.model import Collation

NAMED = "Danish Foreign Minister Ida Lund and Danish Defence Minister Tom Marsh left for Lima."


def meant(made: Collation, words: str) -> set[str]:
    return {a.name for a in made.actors if any(m.text == words for m in a.mentions)}


def test_the_ministers_are_those_who_hold_the_office(collated: Callable[..., Collation]) -> None:
    made = collated(NAMED, "The Danish ministers visited Lima. The ministers’ visit to Lima ended on Monday.")
    assert meant(made, "The Danish ministers") == {"Ida Lund", "Tom Marsh"}
    assert meant(made, "The ministers") == {"Ida Lund", "Tom Marsh"}


def test_of_too_many_or_another_country_nobody_knows_who_is_meant(collated: Callable[..., Collation]) -> None:
    made = collated(NAMED, "The Peruvian ministers stayed at home. The five Danish ministers came back.")
    assert not meant(made, "The Peruvian ministers") & {"Ida Lund", "Tom Marsh"}
    assert not meant(made, "The five Danish ministers") & {"Ida Lund", "Tom Marsh"}
