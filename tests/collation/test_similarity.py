"""How alike two tellings are."""

from __future__ import annotations

import numpy as np
import pytest

from stemma.collation.similarity import Likeness, Rarity, default_embedder, stems

STORY = ["The last offer was refused.", "The ships lay idle in the harbour.", "The harbour office counted the ships."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks resumed.", ("talk", "resum")),
        ("", ()),
        ("He said so", ()),
        ("Łódź café", ("lodz", "cafe")),
        ("negotiations negotiated", ("negoti", "negotiat")),
        ("4,000 ships", ("4", "000", "ship")),
    ],
)
def test_stems_are_content_words_in_a_rough_form(text: str, expected: tuple[str, ...]) -> None:
    assert stems(text) == expected


def test_rare_words_weigh_more() -> None:
    rarity = Rarity(STORY)
    assert rarity("offer") > rarity("ship") > 0
    assert rarity("unseen") > rarity("offer")


def test_words_alone_give_a_likeness_between_none_and_all() -> None:
    texts = ["the last offer", "The LAST offer!", "ships lay idle", "", "the last offer we make"]
    likeness = Likeness(texts, Rarity(STORY))
    assert likeness(0, 1) == pytest.approx(1.0)
    assert likeness(0, 2) == likeness(0, 3) == 0.0
    assert 0.5 < likeness(0, 4) < 1.0
    assert likeness(0, 4) == likeness(4, 0)


def test_meaning_joins_what_words_do_not() -> None:
    texts = ["The minister will step down on Friday.", "She resigns from the government this week.", "Ships lay idle."]
    embedder = default_embedder()
    assert embedder is not None
    likeness = Likeness(texts, Rarity(texts), embedder)
    assert likeness(0, 1) > likeness(0, 2)


def test_vectors_do_not_depend_on_the_order_of_texts() -> None:
    texts = ["The last offer stands.", "Ships lay idle.", "The talks broke off at midnight."]
    embedder = default_embedder()
    there, back = Likeness(texts, Rarity(texts), embedder), Likeness(texts[::-1], Rarity(texts), embedder)
    assert [there(0, 1), there(0, 2), there(1, 2)] == [back(2, 1), back(2, 0), back(1, 0)]


def test_an_embedder_of_ones_own_can_be_given() -> None:
    class Flat:
        def encode(self, texts: list[str]) -> np.ndarray:
            return np.ones((len(texts), 1), dtype=np.float32)

    assert Likeness(["ships", "offers"], Rarity(STORY), Flat())(0, 1) == 0.5  # type: ignore[arg-type]
