"""Numbers in words and digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.reading.figures.numbers import cardinal, numerals


@pytest.mark.parametrize(
    ("text", "numeral", "value"),
    [
        ("a quarter of a million hens", "a quarter of a million", 250_000),
        ("half a million", "half a million", 500_000),
        ("two and a half million", "two and a half million", 2_500_000),
        ("a million and a half", "a million and a half", 1_500_000),
        ("two hundred and six men", "two hundred and six", 206),
        ("one million two hundred thousand", "one million two hundred thousand", 1_200_000),
        ("a dozen ferries", "a dozen", 12),
        ("half a dozen", "half a dozen", 6),
        ("1,234,567 votes", "1,234,567", 1_234_567),
        ("1.500.000 votes", "1.500.000", 1_500_000),
        ("1,50,000 votes", "1,50,000", 150_000),
        ("3 lakh people", "3 lakh", 300_000),
        ("Rp 1.2 trillion", "1.2 trillion", 1.2e12),
        ("£2bn", "2bn", 2e9),
        ("$5m", "5m", 5e6),
        ("10km", "10", 10),
        ("some 30, 000 hens", "30, 000", 30_000),
        ("$4. 2 million", "4. 2 million", 4.2e6),
        ("a 4. 2-magnitude tremor", "4. 2", 4.2),
        ("3½ years", "3½", 3.5),
        ("1 1/2 miles", "1 1/2", 1.5),
        ("a magnitude-5.8 quake", "5.8", 5.8),
        ("twenty-five", "twenty-five", 25),
    ],
)
def test_the_value_of_one_number(text, numeral, value):
    [found] = numerals(text)
    assert text[found.start : found.end] == numeral
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "whole", "bound", "low", "high"),
    [
        ("at least 12 people", "at least 12", "at-least", 12, None),
        ("more than five hours", "more than five", "at-least", 5, None),
        ("no fewer than 3", "no fewer than 3", "at-least", 3, None),
        ("20 or more", "20 or more", "at-least", 20, None),
        ("5,000-plus", "5,000-plus", "at-least", 5000, None),
        ("up to two years", "up to two", "up-to", None, 2),
        ("as many as 40,000", "as many as 40,000", "up-to", None, 40_000),
        ("less than 40 km", "less than 40", "up-to", None, 40),
        ("a nearly 9-year siege", "nearly 9", "about", None, None),
        ("some 3 million", "some 3 million", "about", None, None),
        ("30-odd ships", "30-odd", "about", None, None),
        ("25-30 people", "25-30", "range", 25, 30),
        ("between 25 and 30 people", "between 25 and 30", "range", 25, 30),
        ("2-3 million", "2-3 million", "range", 2e6, 3e6),
        ("two or three", "two or three", "range", 2, 3),
    ],
)
def test_bounds_and_ranges(text, whole, bound, low, high):
    [found] = numerals(text)
    assert (text[found.from_ : found.to], found.bound, found.low, found.high) == (whole, bound, low, high)


@pytest.mark.parametrize("text", ["dozens", "tens of thousands", "hundreds of thousands of", "several hundred"])
def test_vague_numbers_have_no_value(text):
    [found] = numerals(text)
    assert (found.value, found.bound) == (None, "vague")


@pytest.mark.parametrize(
    ("text", "value"),
    [("one in five", 0.2), ("three out of four", 0.75), ("two-thirds of", 2 / 3), ("half of the", 0.5)],
)
def test_shares(text, value):
    [found] = numerals(text)
    assert found.share
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    "text", ["F-16", "COVID-19", "the 2nd of the 1990s", "won 3-1", "a third man", "12:30", "someone"]
)
def test_codes_ordinals_scores_and_clock_times_are_no_numbers(text):
    assert list(numerals(text)) == []


@given(st.integers(1, 10**9))
def test_grouped_digits_are_read_back(n):
    assert cardinal(f"{n:,}") == n


PIECES = st.lists(st.sampled_from("a one two hundred million 25 - 1,000 and of half 3.5 $ İ % in dozen s ( )".split()))


@given(st.one_of(st.text(), PIECES.map(" ".join), PIECES.map("".join)))
def test_numbers_are_in_order_and_apart(text):
    at = 0
    for n in numerals(text):
        assert n.from_ <= n.start < n.end <= n.to <= len(text)
        assert n.start >= at
        at = n.end
