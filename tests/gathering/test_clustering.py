"""Which reports tell one story, and which of a pile are plainly of another matter."""

from __future__ import annotations

import random
from collections.abc import Sequence

from stemma.gathering.clustering import off_story, stories
from stemma.intake.text import report
from stemma.model import Report

RECIPE = "Soak the lentils overnight, chop onions and carrots, and simmer everything gently with bay leaves and thyme."


def test_a_recipe_among_reports_of_a_strike_is_set_aside_with_a_word(reports: Sequence[Report]) -> None:
    recipe = report(RECIPE, id="recipe")
    ((out, why),) = off_story([*reports, recipe])
    assert out is recipe and "another matter" in why and "0%" in why


def test_a_pile_of_one_matter_stays_whole(reports: Sequence[Report]) -> None:
    assert off_story(reports) == ()


def test_two_reports_have_no_majority(reports: Sequence[Report]) -> None:
    assert off_story([reports[0], report(RECIPE)]) == ()
    assert off_story([]) == ()


def test_two_groups_of_one_size_leave_nothing_out(reports: Sequence[Report]) -> None:
    other = [report(RECIPE, id="x"), report(RECIPE + " Serve the lentils warm.", id="y")]
    assert off_story([reports[0], reports[1], *other]) == ()


def test_the_order_of_the_pile_does_not_matter(reports: Sequence[Report]) -> None:
    pile = [*reports, report(RECIPE, id="recipe"), report("Tide tables for the western islands.", id="tides")]
    expected = {(r.id, why) for r, why in off_story(pile)}
    for seed in range(5):
        mixed = random.Random(seed).sample(pile, len(pile))
        assert {(r.id, why) for r, why in off_story(mixed)} == expected
    assert {i for i, _ in expected} == {"recipe", "tides"}


FIRES = [
    "A fire at the Oriel paint works in Marsk killed three workers on Monday, the fire service of Marsk said.",
    "Three workers died when fire swept the Oriel paint works in Marsk, the city's fire service said.",
]
VOTES = [
    "Voters in Lower Tamsel go to the polls on Sunday to elect a new mayor after the old one stepped down in June.",
    "Lower Tamsel elects a mayor on Sunday; polls open at eight, five months after the old mayor stepped down.",
]


def test_reports_are_grouped_by_story() -> None:
    pile = [report(t) for t in (FIRES[0], VOTES[0], FIRES[1], VOTES[1])]
    assert stories(pile) == [0, 1, 0, 1]
    assert stories([]) == []


def test_reports_written_far_apart_tell_two_stories() -> None:
    first, second = (report(t, published=day) for t, day in zip(FIRES, ("2031-03-04", "2031-06-30"), strict=True))
    assert stories([first, second]) == [0, 1]
    assert stories([first, report(FIRES[1])]) == [0, 0]


def test_two_reports_of_two_matters_are_not_joined_for_common_words() -> None:
    assert stories([report(FIRES[0]), report(VOTES[0])]) == [0, 1]
