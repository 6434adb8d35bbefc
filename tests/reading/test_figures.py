"""What a report counts, and what it does not."""

import pytest

from stemma.model import Debris
from stemma.reading.figures import figures
from stemma.reading.parse import Parser


@pytest.fixture(scope="module")
def parser():
    return Parser()


def found(parser, text):
    return [(text[f.span.start : f.span.end], f.value, f.unit, f.subject) for f in figures(parser.parse(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "At least 17 sailors were killed and 31 wounded in the storm.",
            [
                ("At least 17 sailors were killed", 17, "person", "sailors killed"),
                ("31 wounded", 31, "person", "people injured"),
            ],
        ),
        ("The fire killed eight.", [("eight", 8, "person", "people killed")]),
        ("Some 3 million people died in the famine.", [("Some 3 million people died", 3e6, "person", "people killed")]),
        ("The death toll rose to 45, the mayor said.", [("45", 45, "person", "people killed")]),
        ("The blast killed a sailor.", [("killed a sailor", 1, "person", "sailor killed")]),
        (
            "More than 80 houses have been destroyed.",
            [("More than 80 houses have been destroyed", 80, "house", "houses destroyed")],
        ),
        ("The ship carried 18 aid workers.", [("18 aid workers", 18, "person", "aid workers")]),
        (
            "Nine rockets were fired, of which two exploded.",
            [("Nine rockets", 9, "rocket", "rockets fired"), ("two exploded", 2, "rocket", "rockets exploded")],
        ),
        ("It was a nearly 9-year siege.", [("nearly 9-year siege", 9, "year", "duration of siege")]),
        (
            "It ended three decades of military rule.",
            [("three decades of military rule", 30, "year", "duration of military rule")],
        ),
        ("It lay at a depth of 8 kilometres (5 miles).", [("8 kilometres (5 miles)", 8, "kilometre", "depth")]),
        ("A 5.8-magnitude earthquake struck.", [("5.8-magnitude", 5.8, "magnitude", "magnitude of earthquake")]),
        ("The firm spent $5,000 on flowers.", [("$5,000", 5000, "dollar", "sum spent by firm")]),
        ("They signed an order worth $15bn.", [("$15bn", 15e9, "dollar", "order")]),
        ("It would cost $300 to $500.", [("$300 to $500", 400, "dollar", "sum")]),
        ("He faces three years in prison.", [("three years", 3, "year", "prison term")]),
        ("The ship was 18 months late.", [("18 months", 18, "month", "delay")]),
        ("Traffic was down by 80 percent.", [("80 percent", 80, "percent", "decrease")]),
        (
            "The plant will create 40 jobs and support 300 others.",
            [("40 jobs", 40, "job", "jobs"), ("300 others", 300, "job", "other jobs")],
        ),
        ("A gunman shot three co - workers.", [("three co - workers", 3, "person", "co - workers")]),
        ("The harbour cost $2.5bn.", [("$2.5bn", 2.5e9, "dollar", "harbour cost")]),
        ("About 13 percent of voters stayed away.", [("About 13 percent of voters", 13, "percent", "share of voters")]),
        ("A third of voters stayed away.", [("A third of voters", 33.3, "percent", "share of voters")]),
        ("A 12-member council will decide.", [("12-member council", 12, "person", "members of council")]),
    ],
)
def test_a_figure_has_its_value_unit_and_subject(parser, text, expected):
    assert found(parser, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May 2031 the strike began.",
        "The ferry left at 3:15 pm.",
        "Ida Rook, 45, steered the ship.",
        "A 22-year-old pilot steered the ship.",
        "It was the second of the three.",
        "The two countries agreed to talk.",
        "One report said the ferry sank.",
        "It was one of the worst storms.",
        "The F-16 flew past Flight 370.",
        "Two officials said so.",
        "They won 3-1.",
        "She lives at 12 Harbour Street.",
    ],
)
def test_dates_ages_names_and_the_parties_count_nothing(parser, text):
    assert found(parser, text) == []


def test_no_casualties_are_two_figures(parser):
    assert sorted(found(parser, "There were no casualties.")) == [
        ("no casualties", 0, "person", "people injured"),
        ("no casualties", 0, "person", "people killed"),
    ]


def test_currencies_have_their_code_and_none_where_the_word_fits_several(parser):
    doc = parser.parse("It cost Rp 1.2 trillion, or 500 rupees, and then 40 Egyptian pounds.")
    assert [(f.value, f.unit, f.currency) for f in figures(doc)] == [
        (1.2e12, "rupiah", "IDR"),
        (500, "rupee", None),
        (40, "Egyptian pound", "EGP"),
    ]


def test_nothing_is_counted_in_debris(parser):
    text = "12 ships sank.\nRead more: 40 ships sank in 2030"
    cut = (Debris(start=15, end=len(text), kind="read-also"),)
    assert [f.value for f in figures(parser.parse(text), (), (), cut)] == [12]


def test_spans_hold_their_numbers(parser):
    text = "Nearly 250 ships, 30 boats and dozens of rafts sank; 14 people died, a man was killed, no one was hurt."
    for figure in figures(parser.parse(text)):
        assert figure.number.within(figure.span)
        assert figure.because


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The line was down for 1hr 4 mins.", [("1hr 4 mins", 64, "minute")]),
        ("The crossing took two hours and thirty minutes.", [("two hours and thirty minutes", 150, "minute")]),
        ("They found a 6ft 2in mast.", [("6ft 2in", 74, "inch")]),
        (
            "The deck is 30 metres long and 5 metres wide.",
            [("30 metres long", 30, "metre"), ("5 metres wide", 5, "metre")],
        ),
        ("It lasted 2 hours and 90 minutes.", [("2 hours", 2, "hour"), ("90 minutes", 90, "minute")]),
    ],
)
def test_a_quantity_in_two_units_is_one_figure(parser: Parser, text: str, told: list[tuple[str, float, str]]) -> None:
    found = figures(parser.parse(text))
    assert [(f.span.of(text).rstrip("."), f.value, f.unit) for f in found] == told


def test_bases_are_no_basis(parser: Parser) -> None:
    (figure,) = figures(parser.parse("Karnia keeps two military bases there."))
    assert (figure.head, figure.value) == ("base", 2)
