"""The line that says what a story is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.model import Collation

FERRY = "The ferry Ansel sank off Tarn on Monday with 40 people aboard, the port said."


@pytest.mark.parametrize(
    ("titles", "chosen"),
    [
        (("FERRY ANSEL SINKS OFF TARN", "Ferry sinks off Tarn", "What the divers saw"), "Ferry sinks off Tarn"),
        (("'I held the rope'", "Live: ferry Ansel", "Forty aboard as ferry sinks"), "Forty aboard as ferry sinks"),
        (
            ("Ferry row grows in parliament", "Ferry Ansel sinks off Tarn", "Minister to go?"),
            "Ferry Ansel sinks off Tarn",
        ),
    ],
)
def test_a_story_bears_the_title_that_its_reports_bear_out(
    collated: Callable[..., Collation], titles: tuple[str, ...], chosen: str
) -> None:
    made = collated(*((FERRY.replace("Monday", f"Monday{n * ' '}"), {"title": t}) for n, t in enumerate(titles)))
    assert made.story.title == chosen


def test_a_story_without_titles_is_called_after_its_main_event(collated: Callable[..., Collation]) -> None:
    assert "arrest" in collated("Police arrested Orla Veit in Tarn on Monday.").story.title.lower()
