"""A statement's gist can be read by itself and never says what the speaker denied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.collation.statements.gists import LONGEST, shortened
from stemma.model import Collation

Collated = Callable[..., Collation]


@pytest.mark.parametrize(
    ("text", "gist"),
    [
        ("Orla Veit said the ships would leave on Monday.", "the ships would leave on Monday"),
        (
            "Tobin Quay denied that the union had broken off the talks.",
            "denied that the union had broken off the talks",
        ),
        ("Tobin Quay denied the claims.", "denied the claims"),
        (
            "Tobin Quay accused the ministry of holding back the bonus.",
            "accused the ministry of holding back the bonus",
        ),
        ("“No crane driver has been paid,” Tobin Quay said.", "No crane driver has been paid"),
        ("Orla Veit urged the drivers to come back to work.", "urged the drivers to come back to work"),
        ("Orla Veit did not say that the port would be sold.", "did not say that the port would be sold"),
    ],
)
def test_the_cue_stands_where_the_content_alone_is_no_assertion(collated: Collated, text: str, gist: str) -> None:
    (statement,) = collated(text).statements
    assert (statement.gist or shortened(statement.variants[0].text)) == gist


def test_a_clause_goes_before_a_phrase(collated: Collated) -> None:
    found = collated(
        "Orla Veit described the pay offer of the harbour office as final on Saturday.",
        "Orla Veit said on Saturday that the pay offer of the harbour office was final.",
    )
    assert "the pay offer of the harbour office was final" in {s.gist or s.variants[0].text for s in found.statements}


def test_long_words_are_cut_at_a_word() -> None:
    words = shortened("port " * 60)
    assert len(words) <= LONGEST
    assert words.endswith("port …")
