"""Who acts and upon whom, as the clause or the noun tells it."""

from __future__ import annotations

import pytest

from stemma.reading.attributions import attributions
from stemma.reading.coreference import resolved
from stemma.reading.events import events
from stemma.reading.mentions import mentions
from stemma.reading.parse import Parser
from stemma.reading.times import times


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def sides(parser: Parser, text: str, type_: str) -> tuple[set[str], set[str]]:
    """The words of those who act and of those acted upon in the first event of a type."""
    doc = parser.parse(text)
    told = attributions(doc)
    found = resolved(doc, mentions(doc), told)
    event = next(e for e in events(doc, found, told, times(doc)) if e.type == type_)
    return (
        {a.span.of(text) for a in event.arguments if a.role == "actor"},
        {a.span.of(text) for a in event.arguments if a.role == "recipient"},
    )


@pytest.mark.parametrize(
    ("text", "type_", "acts", "upon"),
    [
        ("Tom Marsh smiled two days after his arrest on Monday.", "COERCE", set(), {"his"}),
        ("Tom Marsh's arrest by the Orrin police on Monday was quick.", "COERCE", {"the Orrin police"}, {"Tom Marsh"}),
        (
            "A delegation headed by Minister Orla Veit, General Tom Marsh and envoy Ida Lund visited Peru on Monday.",
            "CONSULT",
            {"A delegation", "Orla Veit", "Tom Marsh", "Ida Lund"},
            {"Peru"},
        ),
        ("The strike on Monday killed General Tom Marsh.", "ASSAULT", set(), {"Tom Marsh"}),
        ("Ida Veit was killed when gunmen attacked a bus on Monday.", "ASSAULT", {"gunmen"}, {"Ida Veit"}),
        (
            "Ida Veit was toppled when rebels led by Tom Marsh took power on Monday.",
            "OTHER",
            {"rebels", "Tom Marsh"},
            {"Ida Veit"},
        ),
        ("Ida Veit was arrested when she crossed the border on Monday.", "COERCE", set(), {"Ida Veit"}),
        (
            "Police fired tear gas to clear some 500 followers of Orla Veit.",
            "ASSAULT",
            {"Police"},
            {"some 500 followers of Orla Veit"},
        ),
    ],
)
def test_who_acts_upon_whom(parser: Parser, text: str, type_: str, acts: set[str], upon: set[str]) -> None:
    assert sides(parser, text, type_) == (acts, upon)
