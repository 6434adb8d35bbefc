"""What the author of an opinion piece asserts is a statement of the author's; facts and others' words are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.collation.collate import collate
from stemma.intake.completed import completed
from stemma.intake.records import report
from stemma.model import Collation, Witness
from stemma.reading.parse import Parser
from stemma.reading.read import read

FACTS = (
    "By Ida Rook\n\nThe ferry to the islands lay in port on Monday. The harbour office cut the night allowance in May."
)


@pytest.fixture(scope="module")
def opinion(parser: Parser) -> Callable[..., Collation]:
    def of(text: str, title: str = "Opinion: The ferry must sail", **fields: str) -> Collation:
        (made,) = completed([report(text, id="a", published="2031-05-04", title=title, **fields)])
        return collate([Witness(made, read(made, parser))])

    return of


def views(collation: Collation) -> list[tuple[str, str]]:
    """Who says what."""
    names = {a.id: a.name for a in collation.actors}
    return [(names[s.speakers[0]], s.variants[0].text) for s in collation.statements if s.speakers]


@pytest.mark.parametrize(
    "sentence",
    [
        "I worked on that quay for eleven years.",
        "The office’s offer is an insult to every crew on the coast.",
        "The minister must open the books of the line.",
        "And let the office read the letter out in the square.",
        "It is time that the islands had a say.",
    ],
)
def test_an_author_s_own_view_is_his_statement(opinion: Callable[..., Collation], sentence: str) -> None:
    found = views(opinion(f"{FACTS} {sentence}"))
    assert ("Ida Rook", sentence.rstrip(".")) in [(who, said.rstrip(".")) for who, said in found]


def test_what_the_author_believes_is_the_author_s(opinion: Callable[..., Collation]) -> None:
    assert [who for who, _ in views(opinion(f"{FACTS} I believe that the allowance will come back."))] == ["Ida Rook"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry carries two hundred people a day.",
        "If the ferry must wait, the mail goes by air.",
        "Must the islands wait for another winter?",
    ],
)
def test_facts_conditions_and_questions_are_no_views(opinion: Callable[..., Collation], sentence: str) -> None:
    assert views(opinion(f"{FACTS} {sentence}")) == []


def test_others_words_stay_theirs(opinion: Callable[..., Collation]) -> None:
    found = views(opinion(f"{FACTS} Mayor Orla Veit said that the offer was an insult to the crews."))
    assert [who for who, _ in found] == ["Orla Veit"]


def test_a_plain_report_has_no_author_s_views(opinion: Callable[..., Collation]) -> None:
    text = f"{FACTS} The office must open the books of the line."
    assert views(opinion(text, title="Ferry stays in port")) == []
    assert views(opinion(text.replace("By Ida Rook\n\n", ""))) == []
