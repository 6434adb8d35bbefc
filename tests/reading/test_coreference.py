"""Coreference: whom descriptions and pronouns refer back to within one report."""

from __future__ import annotations

import pytest

from stemma.model import Mention
from stemma.reading.attributions import attributions
from stemma.reading.coreference import resolved
from stemma.reading.mentions import mentions
from stemma.reading.parse import Parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def read(parser: Parser, text: str) -> tuple[Mention, ...]:
    doc = parser.parse(text)
    return resolved(doc, mentions(doc), attributions(doc))


def first(parser: Parser, text: str, words: str) -> list[str]:
    """The names of the candidates that share the first place, in order."""
    found = read(parser, text)
    mention = next(m for m in reversed(found) if m.span.of(text) == words)
    top = [c for c in mention.candidates if c.score == mention.candidates[0].score]
    return [found[c.mention].name or found[c.mention].span.of(text) for c in top]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ('Thomas Quay met the crew. "We are tired," he said.', "he", "Thomas Quay"),
        ("Mrs Elena Veit met Mr Thomas Quay. She left early.", "She", "Elena Veit"),
        ("Mrs Elena Veit met Mr Thomas Quay. He left early.", "He", "Thomas Quay"),
        ("Mr Quay told Mr Marsh that he was ready.", "he", "Quay"),
        ("Helen Marsh said the port was open. Ships would come, she added.", "she", "Helen Marsh"),
        ("The doctor Ema Lund treated them. “Most are well,” the doctor said.", "the doctor", "Ema Lund"),
        ("The harbour minister, Elena Veit, spoke first. The minister left at noon.", "The minister", "Elena Veit"),
        ("Residents of the camp fled. The residents came back.", "The residents", "Residents of the camp"),
        ("The port was closed, Reuters reported. It added that ships waited.", "It", "Reuters"),
        ("The port was closed, Reuters reported. The agency said that ships waited.", "The agency", "Reuters"),
        ("For his part, Thomas Quay praised the crew.", "his", "Thomas Quay"),
        ("Danish President Elena Veit spoke of Denmark. She said her country was ready.", "her country", "Denmark"),
        (
            "A union boss said on Monday that the port would shut. “We lost,” said Thomas Quay, the union leader.",
            "A union boss",
            "Thomas Quay",
        ),
        (
            "Ida Marsh spoke. She said it was fine. Her colleague, Elena Veit, waited for her. “We wait,” she said.",
            "she",
            "Elena Veit",
        ),
        (
            "Brannock Steel said in a statement that it paid. The statement said the mill was safe.",
            "The statement",
            "Brannock Steel",
        ),
        ("Brannock Steel lost money. According to its filing, the mill was shut.", "its filing", "Brannock Steel"),
        ("Rep. Elena Veit opposed it. The congresswoman said she was tired.", "The congresswoman", "Elena Veit"),
        (
            "Mr Quay says the port is safe. Mr Marsh said it was not. Ships wait, Mr Quay says. “Few dare,” he says.",
            "he",
            "Quay",
        ),
    ],
)
def test_one_antecedent(parser: Parser, text: str, words: str, expected: str) -> None:
    assert first(parser, text, words) == [expected]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Elena Veit and Thomas Quay met on Monday. They signed a deal.", "They", ["Elena Veit", "Thomas Quay"]),
        (
            "Foreign Minister Elena Veit met Foreign Minister Thomas Quay. The two ministers signed a deal.",
            "The two ministers",
            ["Elena Veit", "Thomas Quay"],
        ),
        ("Chile and Peru share a border. The two countries signed a deal.", "The two countries", ["Chile", "Peru"]),
    ],
)
def test_a_plural_has_all_its_members(parser: Parser, text: str, words: str, expected: list[str]) -> None:
    assert sorted(first(parser, text, words)) == expected


def test_two_who_stand_alike_are_left_undecided(parser: Parser) -> None:
    text = "In the hall stood Peter Quay with David Marsh. Then he coughed."
    found = read(parser, text)
    he = next(m for m in found if m.span.of(text) == "he")
    assert len({c.score for c in he.candidates}) == 1 and len(he.candidates) == 2
    assert he.confidence < 0.5


def test_an_object_is_not_its_own_subject(parser: Parser) -> None:
    text = "Mr Quay met Mr Marsh. Mr Quay thanked him."
    assert first(parser, text, "him") == ["Marsh"]


def test_nobody_names_himself_in_his_own_words(parser: Parser) -> None:
    text = "Mr Thomas Quay is the mayor. The crews were angry with Mr David Marsh, he said."
    assert first(parser, text, "he") == ["Thomas Quay"]


def test_candidates_point_into_the_same_report(parser: Parser) -> None:
    text = "Elena Veit and Thomas Quay met. They smiled. He left. The minister stayed. It rained, she said."
    found = read(parser, text)
    for index, mention in enumerate(found):
        scores = [c.score for c in mention.candidates]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= c.mention < len(found) and c.mention != index and 0 <= c.score <= 1 for c in mention.candidates)


def test_the_nearest_clause_with_a_subject_of_its_own_governs_a_pronoun(parser: Parser) -> None:
    text = "Thomas Quay had toured Peru often, and President Hugo Marsh visited Lima last May, where he met the king."
    assert first(parser, text, "he") == ["Hugo Marsh"]


def test_two_countries_not_named_before_are_those_that_the_report_is_about(parser: Parser) -> None:
    text = (
        "The worst fighting in years between the two countries went on. Peru said its men had left Chile. "
        "Chile denied it, and Peru closed the road."
    )
    doc = parser.parse(text)
    found = resolved(doc, mentions(doc), attributions(doc))
    both = next(m for m in found if m.span.of(text) == "the two countries")
    assert {found[c.mention].country for c in both.candidates} == {"PER", "CHL"}


def test_a_government_that_nobody_says_whose_is_that_of_the_country_told_of(parser: Parser) -> None:
    text = "A ferry sank off Peru on Monday, and men in Lima wept. The government ordered an inquiry."
    assert first(parser, text, "The government") == ["Peru"]


def test_another_office_of_the_name_before_is_his(parser: Parser) -> None:
    text = "The mill was shut, said Ida Lund, executive director and chief executive of the Tarn Society."
    assert first(parser, text, "chief executive of the Tarn Society") == ["Ida Lund"]
    text = "Captain Ida Lund, a marine surveyor, left."
    assert first(parser, text, "a marine surveyor") == ["Ida Lund"]
    text = "Tom Marsh, the mayor of Orrin, and the governor met."
    assert not next(m for m in read(parser, text) if m.span.of(text) == "the governor").candidates
