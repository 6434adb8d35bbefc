"""Who is who in the press: sources of the lexicon and those that a story introduces itself."""

from __future__ import annotations

import pytest

from stemma.reading.press import generic_media, known_sources, press_book, source_at, source_named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He told Reuters on Monday.", ["Reuters"]),
        ("Agence France-Presse and the Associated Press were there.", ["AFP", "AP"]),
        ("The reuters of the sea.", []),
        ("AFPX said", []),
        ("AFP-style copy", []),
    ],
)
def test_sources_of_the_lexicon_are_found_by_their_names(text: str, names: list[str]) -> None:
    found = list(known_sources(text))
    assert [k.name for k in found] == names
    assert all(text[k.start : k.end] == k.form for k in found)


def test_a_stretch_alone_is_searched() -> None:
    text = "Reuters and AFP reported it."
    assert [k.name for k in known_sources(text, 8)] == ["AFP"]
    assert [k.name for k in known_sources(text, 0, 12)] == ["Reuters"]


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("The state news agency Vesmara said so.", "Vesmara", "agency"),
        ("It was first told in the Dune Courier newspaper.", "Dune Courier", "outlet"),
        ("Vesmar News Agency (VENA) said so.", "VENA", "agency"),
        ("PORT ANSEL (Vesmar) – Harbour workers walked out.", "Vesmar", "agency"),
        ("The television channel Ansel One showed it.", "Ansel One", "broadcaster"),
        ("The winger told Ansel TV that he was fit.", "Ansel TV", "broadcaster"),
        ("“The ferry sails,” he said on the air of Radio Quayside.", "Radio Quayside", "broadcaster"),
        ("A clerk spoke to the Varnian station Canal Norte.", "Canal Norte", "broadcaster"),
        ("The Varnian agency Vesmara reported that the ferry sails.", "Vesmara", "agency"),
        ("He was quoted as saying by Varnian agency Vesmara.", "Vesmara", "agency"),
        ("PORT ANSEL, May 3. /VESMARA/. Harbour workers walked out.", "VESMARA", "agency"),
        ("WQAY's Ida Rook reports that the ferry sails.", "WQAY", "broadcaster"),
        ("VESMARA – National Information Agency\nHarbour workers walked out.", "VESMARA", "agency"),
    ],
)
def test_a_story_introduces_sources_that_no_lexicon_knows(text: str, form: str, kind: str) -> None:
    assert source_named(form) is None
    found = source_named(form, press_book([text]))
    assert found is not None and found.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "The Monday newspaper said so.",
        "The government news agency said so.",
        "The health agency Varnmed said so.",
        "They met near Canal Street and Radio Hill.",
    ],
)
def test_plain_words_are_no_names_of_sources(text: str) -> None:
    assert press_book([text]).forms == {}


@pytest.mark.parametrize(("name", "known"), [("Post", False), ("Washington Post", True), ("Petra", True)])
def test_a_name_that_several_outlets_bear_is_none_of_them(name: str, known: bool) -> None:
    assert (source_named(name) is not None) is known


def test_the_outlets_of_the_reports_are_sources() -> None:
    book = press_book([], ["The Dune Courier"])
    named = [source_named(n, book) for n in ("Dune Courier", "The Dune Courier")]
    assert [k.name for k in named if k] == ["The Dune Courier"] * 2


def test_the_book_does_not_depend_on_the_order_of_texts() -> None:
    texts = ["The news agency Vesmara said so.", "It stood in the Dune Courier newspaper.", "The daily Port Herald."]
    assert press_book(texts) == press_book(texts[::-1])


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.reuters.com/world/x", "Reuters"),
        ("reuters.com", "Reuters"),
        ("https://live.reuters.com", "Reuters"),
        ("https://notreuters.com/", None),
        ("https://beacon.example/7", None),
        ("", None),
        ("http://[", None),
    ],
)
def test_sources_are_known_by_their_address(url: str, name: str | None) -> None:
    found = source_at(url)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("state media said", "state media"),
        ("local radio reported", "local radio"),
        ("the state of the media", None),
        ("social media users", None),
    ],
)
def test_media_named_by_kind_alone(text: str, expected: str | None) -> None:
    found = generic_media(text)
    assert (found.group() if found else None) == expected


def test_a_word_of_a_longer_name_is_no_source() -> None:
    assert not [k for k in known_sources("He told the National Barge Union.") if k.form == "National"]


def test_an_outlets_initials_in_a_dateline_are_the_outlet() -> None:
    texts = ["PORT ANSEL (QW) – Workers walked out.", "She told the Quay Wire agency that nobody was hurt."]
    book = press_book(texts, ["The Quay Wire"])
    assert {k.name for t in texts for k in known_sources(t, book=book)} == {"The Quay Wire"}


def test_a_stations_call_sign_in_a_dateline_is_no_agency() -> None:
    text = "PORT ANSEL (WQAY) – A barge sank on Monday."
    (known,) = known_sources(text, book=press_book([text], ["WQAY 5 News"]))
    assert (known.name, known.kind) == ("WQAY 5 News", "outlet")
    (known,) = known_sources(text, book=press_book([text], ["WQAY Press Agency"]))
    assert (known.name, known.kind) == ("WQAY Press Agency", "agency")


def test_where_an_outlet_is_based_is_no_part_of_its_name() -> None:
    text = "The Lisbon-based Dune Courier reported it on Monday."
    assert "Dune Courier" in {k.name for k in known_sources(text, book=press_book([text]))}


@pytest.mark.parametrize(
    ("outlets", "wanted"),
    [(["New York Post"], "New York Post"), (["New York Post", "Washington Post"], None), (["Dune Courier"], None)],
)
def test_a_short_name_is_the_one_house_of_the_story_that_bears_it(outlets: list[str], wanted: str | None) -> None:
    book = press_book(["The Post has seen the letter."], iter(outlets))
    found = source_named("the Post", book)
    assert (found.name if found else None) == wanted
    if found:
        assert book.shown(found) == wanted
