"""Through whom words came to the report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.model import Collation, Variant

Collated = Callable[..., Collation]


def told(collation: Collation, words: str) -> tuple[list[str], list[str]]:
    """(speakers, links nearest to the speaker first) of the statement that tells these words."""
    names = {a.id: a.name for a in collation.actors}
    for s in collation.statements:
        for v in s.variants:
            if words in v.text:
                return [names[x] for x in s.speakers], [link.name for link in v.via]
    raise AssertionError([v.text for s in collation.statements for v in s.variants])


CASES = {
    "plain": ("The ferry will sail again on Monday, Orla Veit said.", ["Orla Veit"], []),
    "told an agency": ("Orla Veit told Reuters that the ferry will sail again.", ["Orla Veit"], ["Reuters"]),
    "agency quotes a person": (
        "Reuters quoted Orla Veit as saying that the ferry will sail again.",
        ["Orla Veit"],
        ["Reuters"],
    ),
    "agency reports what a person said": (
        "Orla Veit said the ferry will sail again, Reuters reported.",
        ["Orla Veit"],
        ["Reuters"],
    ),
    "person quoted by an agency": (
        "“The ferry will sail again,” Orla Veit was quoted by Reuters as saying.",
        ["Orla Veit"],
        ["Reuters"],
    ),
    "agency cites a person": (
        "The ferry will sail again, Reuters said, citing Orla Veit.",
        ["Orla Veit"],
        ["Reuters"],
    ),
    "statement carried by an agency": (
        "Orla Veit said in a statement carried by Reuters that the ferry will sail again.",
        ["Orla Veit"],
        ["Reuters"],
    ),
    "a paper tells what a person told": (
        "Orla Veit told detectives that the ferry will sail again, according to an affidavit.",
        ["Orla Veit"],
        ["affidavit"],
    ),
    "an unnamed source tells what a person told": (
        "Orla Veit told detectives that the ferry will sail again, a source said.",
        ["Orla Veit"],
        ["unnamed"],
    ),
    "reporter of a station": (
        "Voice of America's Orla Veit reports that the ferry will sail again.",
        ["Orla Veit"],
        ["Voice of America"],
    ),
    "words that hold a deed of telling": (
        "The captain called the port to tell it that the ferry will sail again, police said.",
        ["police"],
        [],
    ),
    "people known by what they know": (
        "Two people briefed on the talks said the ferry will sail again.",
        ["two people briefed on the talks (unnamed)"],
        [],
    ),
    "interview with an agency": (
        "The ferry will sail again, Orla Veit said in an interview with Reuters.",
        ["Orla Veit"],
        ["Reuters"],
    ),
}


@pytest.mark.parametrize(("text", "speakers", "links"), CASES.values(), ids=list(CASES))
def test_links_between_speaker_and_report(collated: Collated, text: str, speakers: list[str], links: list[str]) -> None:
    assert told(collated(text), "ferry will sail again") == (speakers, links)


@pytest.mark.parametrize(
    "text",
    [
        "The ferry will sail again, the Foreign Affairs Committee said.",
        "Orla Veit said the storm had shown that the ferry will sail again.",
        "The White House report said that the ferry will sail again.",
    ],
)
def test_what_is_no_link(collated: Collated, text: str) -> None:
    assert told(collated(text), "ferry will sail")[1] == []


def test_the_outlet_itself_is_no_link(collated: Collated) -> None:
    text = "Orla Veit told the Dune Courier that the ferry will sail again."
    assert told(collated((text, {"outlet": "Dune Courier"})), "ferry will sail")[1] == []
    assert told(collated((text, {"outlet": "Ansel Beacon"}), ("Ships lay idle.", {"outlet": "Dune Courier"})), "ferry")[
        1
    ] == ["Dune Courier"]


def test_a_dateline_makes_the_whole_report_the_agencys(collated: Collated) -> None:
    text = "PORT ANSEL (Reuters) - Harbour workers walked out.\n\nThe ferry will sail again, Orla Veit said."
    assert told(collated(text), "ferry will sail") == (["Orla Veit"], ["Reuters"])


def test_links_quote_their_report(collation: Collation) -> None:
    texts = {r.id: r.text or "" for r in collation.reports}
    variants: list[Variant] = [v for s in collation.statements for v in s.variants]
    links = [link for v in variants for link in v.via]
    assert links
    for link in links:
        assert link.span and texts[link.span.report][link.span.start : link.span.end] == link.span.text


def test_a_supplied_translation_stands_in_every_chain(collated: Callable[..., Collation]) -> None:
    text = '"We will not leave," Orla Veit told the Vesmar News Agency. Tobin Quay said the union had no answer.'
    found = collated((text, {"translated_from": "tr"}))
    assert len(found.statements) == 2
    for statement in found.statements:
        (variant,) = statement.variants
        assert (variant.via[-1].kind, variant.via[-1].from_language) == ("translation", "tr")
        assert variant.rendering == "translation"


NESTED = {
    "a person retells another": (
        "Orla Veit said the harbour master had warned her that the ferry will sail again.",
        ["Orla Veit"],
    ),
    "an agency's witness": (
        "The ferry will sail again, a Reuters witness said.",
        ["Reuters"],
    ),
    "an agency that cites another": (
        "Orla Veit urged the crews to let the ferry sail again, Reuters said, citing AFP.",
        ["AFP", "Reuters"],
    ),
    "on a station": ("The ferry will sail again, Orla Veit said on Al Jazeera.", ["Al Jazeera"]),
    "a paper that an agency published": (
        "The ferry will sail again, according to a statement published by Reuters.",
        ["Reuters"],
    ),
    "who spoke to another": (
        "The ferry will sail again, Reuters said, citing an official who spoke to the broadcaster Al Jazeera.",
        ["Al Jazeera", "Reuters"],
    ),
    "it added": (
        "Orla Veit met the crews on Monday, Reuters reported. Orla Veit said the ferry will sail again, it added.",
        ["Reuters"],
    ),
}


@pytest.mark.parametrize(("text", "links"), NESTED.values(), ids=list(NESTED))
def test_words_within_words(collated: Collated, text: str, links: list[str]) -> None:
    _, via = told(collated(text), "ferry ")
    assert via == links


def test_a_topic_of_talk_is_no_statement(collated: Collated) -> None:
    found = collated("The two ministers discussed trade and fishing.")
    assert not found.statements


def test_an_agency_without_name_gets_it_from_the_report_that_names_it(collated: Collated) -> None:
    found = collated(
        "Orla Veit said the northern ferry will sail again on Monday, the agency said.",
        "Orla Veit said the northern ferry will sail again on Monday, Reuters said.",
    )
    assert [[k.name for k in v.via] for s in found.statements for v in s.variants] == [["Reuters"], ["Reuters"]]


@pytest.mark.parametrize(
    "outlet",
    [
        {"outlet": "Karn Union Telegraph"},
        {"outlet": "KUT"},
        {"url": "https://kut.example/en/news/12"},
    ],
)
def test_an_agencys_own_report_has_no_link_to_it(collated: Collated, outlet: dict[str, str]) -> None:
    text = "PORT ANSEL (KUT) - Harbour workers walked out.\n\nThe ferry will sail again, Orla Veit told the Telegraph."
    if "outlet" not in outlet or outlet["outlet"] == "KUT":
        text = text.replace("the Telegraph", "KUT")
    assert told(collated((text, outlet)), "ferry will sail")[1] == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Brannock Steel denied that the ferry will sail. “It is in dock,” a company spokesman said.", "spokesman"),
        ("The firm denies that the ferry will sail. Ida Moss, its director, said it was in dock.", "Ida Moss"),
    ],
)
def test_a_denial_is_also_of_the_one_who_explains_it(collated: Collated, text: str, who: str) -> None:
    assert any(who in name for name in told(collated(text), "ferry will sail")[0])


def test_a_stranger_explains_no_denial(collated: Collated) -> None:
    text = "The firm denies that the ferry will sail. Ida Moss, a fisherman, said it was in dock."
    assert not any("Ida Moss" in name for name in told(collated(text), "ferry will sail")[0])


def test_what_a_reporter_infers_is_nobodys_statement(collated: Collated) -> None:
    text = "Orla Veit said the ferry would be mended, a pledge that suggested the crew were safe."
    assert [v.text for s in collated(text).statements for v in s.variants] == ["the ferry would be mended"]
