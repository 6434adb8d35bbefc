"""Attacks in words and avalanches of paper are no events of their kind; those of bombs and snow are."""

from __future__ import annotations

import pytest

from stemma.reading.events.figurative import figurative
from stemma.reading.events.frames import hits
from stemma.reading.parse import Parser
from stemma.reading.syntax import tree


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Veit faced an onslaught of criticism.", True),
        ("The mayor attacked the plan.", True),
        ("Rebels attacked the port.", False),
        ("An avalanche of complaints hit the firm.", True),
        ("An avalanche of snow hit the village.", False),
        ("The flood of 1953 hit the coast.", False),
    ],
)
def test_words_and_numbers_hurt_nobody(parser: Parser, text: str, wanted: bool) -> None:
    t = tree(parser.parse(text))
    assert any(figurative(t, h) for h in hits(t)) == wanted
