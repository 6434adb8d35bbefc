"""Which tellings of happenings are of one, on made-up reports."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stemma.collation.happenings import Telling, tellings, tellings_at
from stemma.collation.happenings.links import one_happening
from stemma.collation.similarity import Embedder
from stemma.reading.parse import Parser
from stemma.reading.syntax import tree

HERALD = "Police in Marsk arrested Dalia Brandt on Monday after a robbery at the Oriel bank, officers said."
POST = "Dalia Brandt was detained in Marsk. The arrest of Brandt followed the Oriel bank robbery."
GAZETTE = "The mayor of Lower Tamsel said that he would resign on Sunday."


def _told(parser: Parser, *texts: str) -> list[Telling]:
    return [t for n, text in enumerate(texts) for t in tellings(tree(parser.parse(text)), f"r{n}")]


def _groups(told: list[Telling], embedder: Embedder | None = None) -> set[frozenset[tuple[str, str]]]:
    groups: dict[int, set[tuple[str, str]]] = {}
    for t, group in zip(told, one_happening(told, embedder), strict=True):
        groups.setdefault(group, set()).add((t.report, t.lemma))
    return {frozenset(g) for g in groups.values()}


class Senses:
    """Knows of two words that they mean nearly the same; all others have nothing in common."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.eye(len(texts), dtype=np.float32)
        first, second = texts.index("arrest"), texts.index("detain")
        vectors[second] = 0.85 * vectors[first] + 0.527 * vectors[second]
        return vectors


def test_a_verb_its_noun_and_another_word_of_the_kind_are_one_happening(parser: Parser) -> None:
    groups = _groups(_told(parser, HERALD, POST))
    assert frozenset({("r0", "arrest"), ("r1", "arrest"), ("r1", "detain")}) in groups
    assert frozenset({("r0", "robbery"), ("r1", "robbery")}) in groups


def test_words_of_one_meaning_are_one_happening(parser: Parser) -> None:
    groups = _groups(_told(parser, HERALD, POST), Senses())
    assert frozenset({("r0", "arrest"), ("r1", "detain"), ("r1", "arrest")}) in groups


def test_words_of_one_kind_with_one_cast_are_one_happening(parser: Parser) -> None:
    texts = ("Police in Marsk detained Dalia Brandt on Monday.", "Police in Marsk apprehended Dalia Brandt on Monday.")
    assert frozenset({("r0", "detain"), ("r1", "apprehend")}) in _groups(_told(parser, *texts))


def test_what_different_people_say_stays_apart(parser: Parser) -> None:
    groups = _groups(_told(parser, HERALD, GAZETTE))
    assert frozenset({("r0", "say")}) in groups and frozenset({("r1", "say")}) in groups


def test_the_order_of_the_tellings_does_not_matter(parser: Parser) -> None:
    told = _told(parser, HERALD, POST, GAZETTE)
    for seed in range(5):
        assert _groups(random.Random(seed).sample(told, len(told))) == _groups(told)


def test_stretches_found_by_others_are_told_by_their_head(parser: Parser) -> None:
    start = POST.index("The arrest of Brandt")
    (told,) = tellings_at(tree(parser.parse(POST)), [(start, start + len("The arrest of Brandt"))], "r")
    assert told.lemma == "arrest" and (told.start, told.end) == (start, start + len("The arrest of Brandt"))


def test_a_phrase_has_the_kinds_of_its_words_together(parser: Parser) -> None:
    text = "Brandt was taken into custody. Brandt took a walk."
    (custody, walk, *_) = tellings(tree(parser.parse(text)), "r")
    assert (custody.head, custody.lemma) == ("take", "take into custody") and "arrest" in custody.kinds
    assert walk.lemma == "take" and custody.stem != walk.stem


def test_nothing_told_nothing_linked() -> None:
    assert one_happening([]) == []
