"""Firms that a report describes after naming them."""

from __future__ import annotations

import pytest

from stemma.reading.attributions import attributions
from stemma.reading.coreference import resolved
from stemma.reading.mentions import mentions
from stemma.reading.parse import Parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def first(parser: Parser, text: str, words: str) -> list[str]:
    """The names of the candidates that share the first place, in order."""
    doc = parser.parse(text)
    found = resolved(doc, mentions(doc), attributions(doc))
    mention = next(m for m in reversed(found) if m.span.of(text) == words)
    top = [c for c in mention.candidates if c.score == mention.candidates[0].score]
    return [found[c.mention].name or found[c.mention].span.of(text) for c in top]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Tarn Mill Ltd cut the bonus. The federation protested. The company kept quiet.",
            "The company",
            "Tarn Mill Ltd",
        ),
        (
            "Tarn Mill Ltd cut the bonus, the Lowland Weavers' Federation said on Monday. The company kept quiet.",
            "The company",
            "Tarn Mill Ltd",
        ),
        (
            "Tarn Mill Ltd cut the bonus. Workers of Tarn Mill told the Orrin Wire that they were angry. "
            "The firm kept quiet, the Orrin Wire reported.",
            "The firm",
            "Tarn Mill Ltd",
        ),
        ("The weaving company, Tarn Mill Ltd, cut the bonus on Monday.", "The weaving company", "Tarn Mill Ltd"),
        (
            "The ship was taken on Monday by an armed group that calls itself the Blue Coast Brigade.",
            "an armed group",
            "Blue Coast Brigade",
        ),
    ],
)
def test_a_firm_is_taken_up_by_its_description(parser: Parser, text: str, words: str, expected: str) -> None:
    assert first(parser, text, words) == [expected]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Families stood at the bank. Tarn Mill Ltd sent bread. The bank was wet.", "The bank"),
        ("The Interior Ministry sent men. The company kept quiet.", "The company"),
        ("Tarn Mill Ltd bought the company on Monday.", "the company"),
    ],
)
def test_no_firm_is_guessed(parser: Parser, text: str, words: str) -> None:
    doc = parser.parse(text)
    found = resolved(doc, mentions(doc), attributions(doc))
    told = [m for m in found if m.span.of(text) == words]
    assert not any(c.score >= 0.5 and found[c.mention].type == "name" for m in told for c in m.candidates)
