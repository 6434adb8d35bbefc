"""When each thing was said, on made-up reports of Wednesday, 7 May 2031."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.model import Collation


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("“We want peace in Tyre,” Mayor Orla Veit said on Monday.", "We want peace", "2031-05-05"),
        ("Mayor Orla Veit said that the harbour was safe.", "the harbour was safe", "2031-05-07"),
        # the day of another clause is not that of the saying
        (
            "Mayor Orla Veit, who left Tyre on Monday, said that the harbour was safe.",
            "the harbour was safe",
            "2031-05-07",
        ),
        (
            "On Monday, after talks in Tyre, Mayor Orla Veit said that the harbour was safe.",
            "the harbour",
            "2031-05-05",
        ),
        # a clause of place or time shares the day of the clause that it hangs on
        ("Mayor Orla Veit went to Tyre in March, where she said that the harbour was safe.", "the harbour", "2031-03"),
        # a year dates a saying only where it is named for it
        ("In 2019 Mayor Orla Veit said that the harbour was safe.", "the harbour was safe", "2019"),
        # some day of this week is not the day of the report
        ("Mayor Orla Veit told the Tyre Post earlier this week that the harbour was safe.", "the harbour", None),
        # a video of Monday speaks on Monday
        (
            "Rebels put out a video on Monday. In it the captain, Ben Toll, said that the crew had water.",
            "the crew had water",
            "2031-05-05",
        ),
        # what happened on Monday is told of today
        (
            "The doctor, Ada Finn, said that nine men fled on Monday. She said that none was hurt.",
            "none was hurt",
            "2031-05-07",
        ),
    ],
)
def test_the_day_of_a_statement(collated: Callable[..., Collation], text: str, words: str, day: str | None) -> None:
    made = collated((text, {"published": "2031-05-07"}))
    (found,) = [s for s in made.statements if any(words in v.text for v in s.variants)]
    assert found.date == day
