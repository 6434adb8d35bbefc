"""Units of numbers, and what they measure."""

from __future__ import annotations

import pytest

from stemma.reading.figures.measures import strength


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("a 5.8-magnitude earthquake struck Port Ansel", 5.8),
        ("the magnitude 6.1 tremor", 6.1),
        ("a quake with a magnitude of 6 shook the harbour", 6.0),
        ("a tremor measuring 6.8 on the Richter scale", 6.8),
        ("12 houses fell in the magnitude 6.1 tremor", 6.1),
        ("the quake killed 12 people within 5.8 miles", None),
        ("an earthquake of unknown magnitude", None),
    ],
)
def test_the_strength_of_an_earthquake_that_words_name(words: str, told: float | None) -> None:
    assert strength(words) == told
