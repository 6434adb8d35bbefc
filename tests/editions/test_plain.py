"""Hidden characters become visible, words stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.editions.plain import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Trams stop", "Trams stop"),
        ("two\n lines\tand\u00a0more", "two lines and more"),
        ("red \x1b[31malert", "red \\x1b[31malert"),
        ("abc\u202edcba", "abc\\u202edcba"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("half \ud800 a pair", "half \\ud800 a pair"),
        ("Şükrü, Łódź, 北京, שלום", "Şükrü, Łódź, 北京, שלום"),
    ],
)
def test_hidden_characters_are_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_lines_can_stay() -> None:
    assert visible("a\r\nb\x07\n", keep_lines=True) == "a\nb\\x07\n"


@given(st.text())
def test_what_is_shown_is_printable(text: str) -> None:
    assert visible(text).isprintable()
    assert visible(text, keep_lines=True).replace("\n", "").isprintable()
