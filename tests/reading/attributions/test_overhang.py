"""Indirect speech ends where the reporter's comment or another source begins."""

from __future__ import annotations

import pytest

from stemma.reading.attributions import attributions
from stemma.reading.attributions.overhang import without_overhang
from stemma.reading.attributions.quotes import quotes
from stemma.reading.parse import Parser, paragraphs


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("forty jobs would go but would not say where", "forty jobs would go"),
        ("the pier was safe, contrary to what the office had written", "the pier was safe"),
        ("the ferry would sail, a pledge that came too late", "the ferry would sail"),
        ("she saw five stokers, all of whom said they were unpaid", "she saw five stokers"),
        ("setting the fire according to the first reports", "setting the fire"),
        ("he opposed the toll with a spokesman saying that it was unfair", "he opposed the toll"),
        ("the ferry, which sank in May, was old", "the ferry, which sank in May, was old"),
        ("the lock was shut but would not stay so", "the lock was shut but would not stay so"),
        ("“the pier was safe, contrary to the letter”", "“the pier was safe, contrary to the letter”"),
    ],
)
def test_what_hangs_over_is_cut(text: str, left: str) -> None:
    found = quotes(text, tuple(paragraphs(text)))
    start, end = without_overhang(text, (0, len(text)), tuple(found))
    assert text[start:end] == left


def test_those_of_whom_all_said_it_are_the_speakers() -> None:
    text = "Orla Veit said she spoke to five stokers from the pier, all of whom said that the lock had burst."
    found = {a.source.of(text): a.content[0].of(text) for a in attributions(Parser().parse(text)) if a.source}
    assert found == {
        "Orla Veit": "she spoke to five stokers from the pier",
        "five stokers from the pier": "the lock had burst",
    }
