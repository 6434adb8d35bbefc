"""Whom a report describes first and names later."""

from __future__ import annotations

import pytest

from stemma.reading.attributions import attributions
from stemma.reading.coreference import resolved
from stemma.reading.mentions import mentions
from stemma.reading.parse import Parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def meant(parser: Parser, text: str, words: str) -> list[str]:
    """The names of the candidates that share the first place, in order."""
    doc = parser.parse(text)
    found = resolved(doc, mentions(doc), attributions(doc))
    mention = next(m for m in found if m.span.of(text) == words)
    top = [c for c in mention.candidates if c.score == mention.candidates[0].score]
    return [found[c.mention].name or found[c.mention].span.of(text) for c in top]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "A warehouse worker opened fire in the canteen on Monday. Ida Lund, 43, had been suspended that morning.",
            "A warehouse worker",
            ["Ida Lund"],
        ),
        (
            "Two prisoners escaped from a jail in Orrin. Tom Marsh, 43, and Ida Lund, 29, cut a fence.",
            "Two prisoners",
            ["Tom Marsh", "Ida Lund"],
        ),
        (
            "Police identified the victims as Tom Marsh, 43; Ida Lund, 29; and Pia Veit, 31.",
            "the victims",
            ["Tom Marsh", "Ida Lund", "Pia Veit"],
        ),
        ("The driver, identified as Tom Marsh, died on Monday.", "The driver", ["Tom Marsh"]),
        # Who is quoted or speaks for the police is not the one who did it.
        (
            "A warehouse worker opened fire in the canteen on Monday. Ida Lund, who saw it, said she ran.",
            "A warehouse worker",
            [],
        ),
        (
            "A warehouse worker opened fire on Monday. Police Captain Tom Marsh led the search.",
            "A warehouse worker",
            [],
        ),
        # Three are not two; and who is named at once is not named later.
        ("Two prisoners escaped. Tom Marsh, 43, Pia Veit, 30, and Ida Lund, 29, cut a fence.", "Two prisoners", []),
        ("A warehouse worker shot Tom Marsh on Monday. Ida Lund, 43, had been suspended.", "A warehouse worker", []),
    ],
)
def test_the_name_comes_later(parser: Parser, text: str, words: str, expected: list[str]) -> None:
    assert meant(parser, text, words) == expected


def test_what_follows_takes_up_the_one_described_first(parser: Parser) -> None:
    text = "A nurse was arrested on Monday. The nurse had fled. Ida Lund, 43, worked in Orrin. She left."
    assert meant(parser, text, "The nurse") == ["Ida Lund"]
    assert meant(parser, text, "She") == ["Ida Lund"]
