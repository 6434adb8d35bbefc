"""Quotations without a cue below the paragraph that names who speaks."""

from __future__ import annotations

import pytest

from stemma.reading.attributions import attributions
from stemma.reading.parse import Parser

QUOTE = "“We have never left a stoker unpaid, and we will not begin now.”"


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.mark.parametrize(
    ("above", "source"),
    [
        ("Orla Veit, head of the guild, welcomed the ruling.", "Orla Veit, head of the guild"),
        ("Orla Veit said the guild would pay.", "Orla Veit"),
        ("Below is a statement by Orla Veit, head of the guild:", "Orla Veit, head of the guild"),
        ("The lock opened on Monday.", None),
        ("Orla Veit said the guild would pay. The lock opened on Monday.", None),
    ],
)
def test_who_ends_the_paragraph_above_speaks(parser: Parser, above: str, source: str | None) -> None:
    text = f"{above}\n{QUOTE}"
    found = [a for a in attributions(parser.parse(text)) if a.content[0].of(text) == QUOTE.strip("“”")]
    assert [a.source.of(text) if a.source else None for a in found] == ([source] if source else [])
    assert all(a.carried for a in found)


def test_a_statement_goes_on_over_its_paragraphs(parser: Parser) -> None:
    text = "Below is a statement by Orla Veit:\n“The old council has undermined the lock.\n“The lock needs water.”"
    assert [a.content[0].of(text) for a in attributions(parser.parse(text))] == [
        "The old council has undermined the lock.",
        "The lock needs water.",
    ]


def test_the_main_verb_above_introduces_a_quotation(parser: Parser) -> None:
    text = f"Orla Veit says many crews went through what’s called “active stoker” training:\n{QUOTE}"
    found = [a for a in attributions(parser.parse(text)) if any(QUOTE[1:20] in c.of(text) for c in a.content)]
    assert [a.source.of(text) for a in found if a.source] == ["Orla Veit"]
