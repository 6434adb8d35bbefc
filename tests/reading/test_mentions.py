"""Mentions: names, offices, descriptions, pronouns and metonyms, on made-up people and places."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemma.model import Debris, Mention, Stretch
from stemma.reading.mentions import mentions
from stemma.reading.parse import Parser
from stemma.reading.referents import mentions_in


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def read(parser: Parser, text: str, *cut: Debris) -> list[tuple[str, Mention]]:
    return [(m.span.of(text), m) for m in mentions(parser.parse(text), cut)]


def only(found: list[tuple[str, Mention]], words: str) -> Mention:
    fits = [m for text, m in found if text == words]
    assert fits, [text for text, _ in found]
    return fits[0]


@pytest.mark.parametrize(
    ("text", "name", "office", "country", "status"),
    [
        ("Danish Foreign Minister Orla Veit met the crew.", "Orla Veit", "Danish Foreign Minister", "DNK", "current"),
        ("Peru's President Tobin Quay spoke.", "Tobin Quay", "Peru's President", "PER", "current"),
        ("The governor of Orrin state, Tobin Quay, spoke.", "Tobin Quay", "governor of Orrin state", None, "current"),
        ("Tobin Quay, the governor of Orrin state, spoke.", "Tobin Quay", "governor of Orrin state", None, "current"),
        ("Pia Lund, a spokeswoman for the port, spoke.", "Pia Lund", "spokeswoman for the port", None, "current"),
        ("Former Chilean President Pia Lund flew home.", "Pia Lund", "Former Chilean President", "CHL", "former"),
        ("Acting mayor Pia Lund opened the bridge.", "Pia Lund", "Acting mayor", None, "acting"),
        ("He met his Danish counterpart Orla Veit.", "Orla Veit", "Danish counterpart", "DNK", "current"),
        ("Secretary of State Pia Lund flew home.", "Pia Lund", "Secretary of State", None, "current"),
        ("Orrin Gov. Pia Lund flew home.", "Pia Lund", "Orrin Gov.", None, "current"),
        ("Chad's acting minister, Major General Quay, left.", "Quay", "Chad's acting minister", "TCD", "acting"),
        ("Sultan bin Fahd al-Quay, the envoy, left.", "Sultan bin Fahd al-Quay", "envoy", None, "current"),
        ("The official, Mr Quay, left.", "Quay", "official", None, "current"),
        ("The Foreign Minister of Peru Orla Veit spoke.", "Orla Veit", "Foreign Minister of Peru", "PER", "current"),
        ('"Why?" said Tobin Quay, head of the weavers.', "Tobin Quay", "head of the weavers", None, "current"),
        (
            "Tobin Quay, a member of the port's board, left.",
            "Tobin Quay",
            "member of the port's board",
            None,
            "current",
        ),
        ("Clerk Pia Lund saw him.", "Pia Lund", "Clerk", None, "current"),
        (
            "Minister of Foreign Affairs of the Republic of Chad Orla bin Veit spoke.",
            "Orla bin Veit",
            "Minister of Foreign Affairs of the Republic of Chad",
            "TCD",
            "current",
        ),
    ],
)
def test_a_title_beside_a_name_is_its_office(
    parser: Parser, text: str, name: str, office: str, country: str | None, status: str
) -> None:
    found = only(read(parser, text), name)
    assert (found.kind, found.office, found.country, found.office_status) == ("person", office, country, status)
    assert found.office_span is not None and found.office_span.of(text) == office


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("On Friday Mr Ode Marsh paid.", "Ode Marsh", "male"),
        ("Later Mrs. Marsh paid the fee.", "Marsh", "female"),
        ("The court heard Elizabeth Marsh on Monday.", "Elizabeth Marsh", "female"),
    ],
)
def test_honorifics_are_left_out_and_tell_a_gender(parser: Parser, text: str, name: str, gender: str) -> None:
    found = only(read(parser, text), name)
    assert (found.kind, found.name, found.gender) == ("person", name, gender)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Broadcaster Meridian World said so.", "Meridian World", "organisation"),
        ("A spokeswoman for the owner, Brannock Meridian, said it paid.", "Brannock Meridian", "organisation"),
        ("Kim Ora Footwear Co. closed. Workers at Kim Ora left. They blamed Kim Ora.", "Kim Ora", "organisation"),
        ("Orla Veit lost. Many fear Veit. The vote hurt Veit.", "Veit", "person"),
        ("The navy sent INS Orrin to the gulf.", "INS Orrin", "place"),
        ("The mill is owned by Brannock Steel of Chile.", "Brannock Steel", "organisation"),
        ("Shoemaker Yung-Ho Group said it paid.", "Yung-Ho Group", "organisation"),
        ("Peru's KANA news agency said so.", "KANA", "organisation"),
        ("Ida King said on Monday that she would pay. Later King denied it.", "King", "person"),
    ],
)
def test_what_stands_beside_and_elsewhere_tells_the_kind(parser: Parser, text: str, name: str, kind: str) -> None:
    assert only(read(parser, text), name).kind == kind


def test_a_word_before_a_known_name_is_no_part_of_it(parser: Parser) -> None:
    found = read(parser, "The crew saw Orla Veit leave. When Orla Veit came back, it rained.")
    assert [text for text, m in found if m.type == "name"] == ["Orla Veit", "Orla Veit"]


def test_particles_belong_to_the_name_and_possessives_do_not(parser: Parser) -> None:
    found = read(parser, "Prime Minister Hadi al-Qasim's aides met Karim bin Rashid.")
    assert only(found, "Hadi al-Qasim").name == "Hadi al-Qasim"
    assert only(found, "Karim bin Rashid").kind == "person"


def test_a_syllable_after_a_hyphen_belongs_to_the_name(parser: Parser) -> None:
    assert only(read(parser, "President Ha Min-jun flew to Lisbon."), "Ha Min-jun").kind == "person"


def test_a_name_holds_in_every_place_of_the_report(parser: Parser) -> None:
    found = read(parser, "Harbour minister Tarn Veit resigned.\nVeit gave no reason. On Monday Veit left.")
    assert [m.kind for text, m in found if "Veit" in text] == ["person"] * 3


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("They fled to the Orrin refugee camp on Monday.", "Orrin refugee camp", "place"),
        ("The town of Brannock flooded.", "Brannock", "place"),
        ("The Orrin Port Authority closed the quay.", "Orrin Port Authority", "organisation"),
        ("The Republic of Chile signed.", "Republic of Chile", "government"),
        ("He praised the Bank of Orrin.", "Bank of Orrin", "organisation"),
    ],
)
def test_head_words_tell_the_kind(parser: Parser, text: str, words: str, kind: str) -> None:
    assert only(read(parser, text), words).kind == kind


@pytest.mark.parametrize(
    ("text", "type_", "kind"),
    [
        ("Lisbon supports the deal.", "metonym", "government"),
        ("Ties between Lisbon and Oslo are good.", "metonym", "government"),
        ("They met in Lisbon on Monday.", "name", "place"),
        ("She flew to Lisbon.", "name", "place"),
    ],
)
def test_a_capital_acts_for_its_government_or_is_a_place(parser: Parser, text: str, type_: str, kind: str) -> None:
    found = only(read(parser, text), "Lisbon")
    assert (found.type, found.kind, found.country) == (type_, kind, "PRT")


@pytest.mark.parametrize(
    ("text", "words", "type_", "country", "number"),
    [
        ("The minister said no.", "The minister", "nominal", None, "singular"),
        ("Danish officials said no.", "Danish officials", "nominal", "DNK", "plural"),
        ("Residents of the camp said no.", "Residents of the camp", "nominal", None, "plural"),
        ("Both sides said no.", "Both sides", "nominal", None, "plural"),
        ("The two ministers said no.", "The two ministers", "nominal", None, "plural"),
        ("The Danish government said no.", "The Danish government", "name", "DNK", "singular"),
        ("She said no.", "She", "pronoun", None, "singular"),
        ("Then it said no.", "it", "pronoun", None, "singular"),
    ],
)
def test_descriptions_and_pronouns(
    parser: Parser, text: str, words: str, type_: str, country: str | None, number: str
) -> None:
    found = only(read(parser, text), words)
    assert (found.type, found.country, found.number) == (type_, country, number)


@pytest.mark.parametrize(
    "text", ["The country's economy shrank.", "It was raining at 14:00 GMT on Tuesday.", "No minister came."]
)
def test_what_refers_to_nobody_is_no_mention(parser: Parser, text: str) -> None:
    assert [words for words, m in read(parser, text) if m.type != "pronoun"] == []


def test_debris_holds_no_mention(parser: Parser) -> None:
    text = "Read also: Tobin Quay on his yacht\nPia Lund, the mayor, resigned."
    found = read(parser, text, Debris(start=0, end=34, kind="read-also"))
    assert "Pia Lund" in [words for words, _ in found]
    assert all(m.span.start > 34 for _, m in found)


@pytest.mark.parametrize(
    ("phrase", "head", "expected"),
    [
        ("The governor of Orrin state, Tobin Quay,", "governor", ["Tobin Quay"]),
        ("A spokesman for Tobin Quay", "spokesman", ["A spokesman for Tobin Quay"]),
        ("Mayor Pia Lund and Governor Tobin Quay", "Lund", ["Pia Lund", "Tobin Quay"]),
        ("The weather", "weather", []),
    ],
)
def test_whom_a_noun_phrase_refers_to(parser: Parser, phrase: str, head: str, expected: list[str]) -> None:
    text = f"{phrase} said no."
    found = mentions(parser.parse(text))
    whole = Stretch(text.index(phrase), text.index(phrase) + len(phrase))
    at = text.index(head, whole.start)
    assert [found[i].span.of(text) for i in mentions_in(found, whole, Stretch(at, at + len(head)))] == expected


WORDS = st.sampled_from(
    "Minister Orla Veit al - Hadi bin the of Lisbon Danish officials said . , \n ’s 's é 北京 U.S. ( ) “ Mr".split(" ")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=25))
def test_spans_quote_the_report_and_stand_in_order(words: list[str]) -> None:
    text = " ".join(words)
    found = mentions(PARSER.parse(text))
    spans = [m.span for m in found]
    assert spans == sorted(spans, key=lambda s: (s.start, -s.end)) and len(set(spans)) == len(spans)
    for mention in found:
        for part in (mention.span, mention.head, mention.office_span):
            assert part is None or (0 <= part.start < part.end <= len(text) and part.of(text).strip() == part.of(text))


PARSER = Parser()


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Peru's Interior Ministry said so.", "Interior Ministry", "PER"),
        ("The Central Bank of Chad said so.", "Central Bank of Chad", "TCD"),
        ("The Interior Ministry in Lima said so.", "Interior Ministry", "PER"),
        ("Senator Ida Marsh of New Jersey said so.", "Ida Marsh", None),
    ],
)
def test_the_country_beside_a_name(parser: Parser, text: str, words: str, country: str | None) -> None:
    assert only(read(parser, text), words).country == country


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A cable owned by Telecom Egypt was cut on Monday.", {"Telecom Egypt"}),
        ("Shares of Tarn Mill Ltd closed at NT$61.20 on Monday.", {"Tarn Mill Ltd"}),
    ],
)
def test_a_firm_with_its_country_is_one_name_and_a_sum_is_none(parser: Parser, text: str, wanted: set[str]) -> None:
    assert {m.name for m in mentions(parser.parse(text)) if m.type == "name"} == wanted


def test_bare_police_that_act_are_somebody(parser: Parser) -> None:
    text = "Police detained six men on Monday."
    assert [m.span.of(text) for m in mentions(parser.parse(text)) if m.kind == "organisation"] == ["Police"]


def test_an_abbreviated_thing_is_nobody(parser: Parser) -> None:
    text = "Vell was held for DUI after his SUV hit a wall, the NTA said."
    assert [m.name for m in mentions(parser.parse(text)) if m.type == "name"] == ["Vell", "NTA"]


@pytest.mark.parametrize("name", ["Union of Concerned Divers", "Tarn Federation of Teachers"])
def test_a_body_may_be_named_after_its_members(parser: Parser, name: str) -> None:
    text = f"The {name} praised the rule."
    assert [m.name for m in mentions(parser.parse(text)) if m.type == "name"] == [name]


@pytest.mark.parametrize(
    "text", ["Peru gave 2 million US dollars to farmers.", "Families stood on the bank of the river for days."]
)
def test_money_and_river_banks_are_nobody(parser: Parser, text: str) -> None:
    assert not {m.span.of(text) for m in mentions(parser.parse(text))} & {"US", "the bank", "the bank of the river"}


def test_police_that_open_a_sentence_are_no_name(parser: Parser) -> None:
    found = read(parser, "Police searched the house. They oppose the Danish Police Union.")
    assert only(found, "Police").type == "nominal"
    assert only(found, "Danish Police Union").type == "name"
