"""The day of an event that its own words leave out, on made-up reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.model import Collation


def dates(collation: Collation) -> dict[str, str | None]:
    return {m.trigger.text: e.date for e in collation.events for m in e.mentions}


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        # the day of the sentence before, and of the one after where none was named
        ("Rebels shelled Tyre on Monday. Nine people were killed.", "killed", "2031-05-05"),
        ("A bus fell into a ravine, killing nine people. It happened on Monday.", "killing", "2031-05-05"),
        # just after a digression into the past nothing tells whether it is over
        ("Rebels shelled Tyre on Monday.\nIn 2029 troops seized it.\nPolice arrested two men.", "arrested", None),
        ("Veit visited Peru in April 2029. During that visit she signed a treaty.", "signed", "2029-04"),
        # what somebody says on Tuesday happened before
        (
            "Rebels shelled Tyre on Monday. The army said on Tuesday that two men were arrested.",
            "arrested",
            "2031-05-05",
        ),
        # the perfect of an opening is of the day of the report, further down of no day
        ("Veit has signed a treaty with Peru. The text is secret.", "signed", "2031-05-07"),
        ("Rebels shelled Tyre on Monday. It rained. It rained. Police have arrested two men.", "arrested", None),
        # the day of a count is not that of what is counted
        ("The toll from the shelling of Tyre rose to nine on Tuesday.", "shelling", None),
        # what is told of as before or again and again is not of that day
        ("Rebels shelled Tyre on Monday. The mayor decried repeated attacks on Sidon.", "attacks", None),
        ("Rebels shelled Tyre on Monday. The man who attacked Sidon is in hiding.", "attacked", None),
        ("Rebels shelled Tyre on Monday. Two days after the attack police arrested a man.", "arrested", None),
        (
            "Rebels shelled Tyre on Monday. The road is shut until Friday, after troops seized it.",
            "seized",
            "2031-05-05",
        ),
    ],
)
def test_an_undated_event_is_of_the_day_that_the_telling_is_at(
    collated: Callable[..., Collation], text: str, trigger: str, day: str | None
) -> None:
    made = collated((text, {"published": "2031-05-07"}))
    assert dates(made)[trigger] == day


def test_most_tellings_decide_between_days_that_do_not_fit(collated: Callable[..., Collation]) -> None:
    made = collated(
        "President Veit met Governor Qasim in Lisbon on 3 May 2031.",
        "President Veit met Governor Qasim in Lisbon on 3 May 2031.",
        "President Veit met Governor Qasim in Lisbon in May 2031.",
    )
    assert {e.date for e in made.events} == {"2031-05-03"}


def test_an_event_of_an_inferred_day_of_publication(collated: Callable[..., Collation]) -> None:
    made = collated(
        ("Veit met Governor al-Qasim in Lisbon on Tuesday.", {"published": "2031-05-07"}),
        ("Veit met Governor al-Qasim in Lisbon on Tuesday for talks.", {"published": ""}),
    )
    assert {e.date for e in made.events if e.mode == "meet"} == {"2031-05-06"}


def test_what_an_older_report_has_told_is_no_news_of_today(collated: Callable[..., Collation]) -> None:
    found = collated(
        ("Rebels had bombed the villages of Karnia, the governor of Tyre said.", {"published": "2031-01-10"}),
        (
            "Orla Veit met Hadi Qasim in Tyre on Monday. Rebels bombed the villages of Karnia.",
            {"published": "2031-05-06"},
        ),
    )
    assert "2031-05-05" not in {e.date for e in found.events if any("bombed" in m.text for m in e.mentions)}


def test_what_went_on_for_years_has_no_day(collated: Callable[..., Collation]) -> None:
    found = collated(
        "Orla Veit met Hadi Qasim in Tyre on Monday. For years rebels bombed the villages of Karnia.",
    )
    assert {e.date for e in found.events if any("bombed" in m.text for m in e.mentions)} == {None}
