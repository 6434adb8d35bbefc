"""Quotation marks of every style, paired by paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.reading.attributions.quotes import quotes
from stemma.reading.parse import paragraphs


def inner(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We sail,” she said.", ["We sail,"]),
        ('"We sail," she said. "At noon."', ["We sail,", "At noon."]),
        ("''We sail,'' she said.", ["We sail,"]),
        ("``We sail,'' she said.", ["We sail,"]),
        ("„Wir fahren“, she said.", ["Wir fahren"]),
        ("«On part», she said.", ["On part"]),
        ("‘We sail,’ she said.", ["We sail,"]),
        ("'We sail,' she said.", ["We sail,"]),
        ("”We sail,” she said.", ["We sail,"]),
        ("She said 'the men's boats' were lost.", ["the men's boats"]),
    ],
)
def test_every_style(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The captain's boat isn't the sailors' boat.",
        "It was the winter of '47, the fishermen's worst.",
        "The ’90s were hard, wasn’t that so?",
        "Rock 'n' roll on the sailors' night.",
    ],
)
def test_apostrophes_are_no_marks(text: str) -> None:
    assert inner(text) == []


def test_a_mark_left_open_ends_with_its_paragraph() -> None:
    text = '"The boat is lost, he said.\nThe wind fell.\n"We wait," she said.'
    assert inner(text) == ["The boat is lost, he said.", "We wait,"]
    assert [q.closed for q in quotes(text)] == [False, True]


def test_an_opening_mark_carries_an_open_quotation_on() -> None:
    text = "“The boat is lost.\n“We cannot find it,” he said."
    assert [q.carries for q in quotes(text)] == [False, True]


def test_a_second_opening_mark_closes_the_first_at_the_last_stop() -> None:
    assert inner("“The boat is lost. He wept. “We wait,” she said.") == ["The boat is lost. He wept.", "We wait,"]


@given(st.text(alphabet="ab. ,\n\"“”'‘’«»`", max_size=60))
def test_quotations_are_in_order_and_inside_their_paragraph(text: str) -> None:
    lines = list(paragraphs(text))
    end = 0
    for quote in quotes(text):
        assert end <= quote.start <= quote.inner_start <= quote.inner_end <= quote.end
        assert any(low <= quote.start and quote.end <= high for low, high in lines)
        end = quote.end


def test_a_closing_mark_that_stands_off_its_comma_closes() -> None:
    text = 'She tweeted. "I am glad, "Veit said on Monday. "We sail, "she added.'
    assert [text[q.inner_start : q.inner_end] for q in quotes(text)] == ["I am glad, ", "We sail, "]
    text = '"We never closed this. "I am glad," Veit said.'
    assert [text[q.inner_start : q.inner_end] for q in quotes(text)] == ["We never closed this.", "I am glad,"]
