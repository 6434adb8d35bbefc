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
    "interview with an agency": (
        "The ferry will sail again, Orla Veit said in an interview with Reuters.",
        ["Orla Veit"],
        ["Reuters"],
    ),
}


@pytest.mark.parametrize(("text", "speakers", "links"), CASES.values(), ids=list(CASES))
def test_links_between_speaker_and_report(collated: Collated, text: str, speakers: list[str], links: list[str]) -> None:
    assert told(collated(text), "ferry will sail again") == (speakers, links)


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
