"""Where the counted were and what befell them or what they did, told before, after or by the verb."""

from __future__ import annotations

import pytest

from stemma.reading.figures import figures
from stemma.reading.parse import Parser


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("There were 112 persons on board, crew included.", "aboard"),
        ("The barge was carrying 94 passengers.", "aboard"),
        ("The governor spoke of “more than 200 people” on board.", "aboard"),
        ("The barge was licensed to carry no more than 80 passengers.", "capacity"),
        ("The hall has room for 120 guests.", "capacity"),
        ("Seventy-one people are known to have survived.", "rescued"),
        ("Divers said 17 bodies had been recovered.", "killed"),
        ("In the accident 28 wedding guests lost their lives.", "killed"),
        ("Some 3,000 people marched on Friday.", "protesting"),
        ("No more than 4,500 people had stopped working.", "on strike"),
        ("The mill employs 640 people.", "employed"),
        ("Five sailors received wounds.", "injured"),
        ("Twelve miners drowned.", "killed"),
        ("The mayor met 40 people.", None),
    ],
)
def test_a_count_of_people_has_its_state(parser: Parser, text: str, state: str | None) -> None:
    (found,) = figures(parser.parse(text))
    assert found.state == state
