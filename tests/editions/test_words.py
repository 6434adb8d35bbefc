"""Dates, amounts and lists in words."""

from __future__ import annotations

from typing import Any

import pytest

from stemma.editions import words


@pytest.mark.parametrize(
    ("iso", "year", "said"),
    [
        ("2031-05-03", "2031", "Sat 3 May"),
        ("2031-05-03", None, "Sat 3 May 2031"),
        ("2031-05", "2031", "May 2031"),
        ("2031", "2031", "2031"),
        ("2031-05-03T14:30Z", "2031", "Sat 3 May 14:30 UTC"),
        ("2031-05-03T14:30+02:00", "2031", "Sat 3 May 14:30 +02:00"),
        ("2031-SU", "2031", "2031-SU"),
        ("2031-02-31", None, "2031-02-31"),
        (None, None, ""),
    ],
)
def test_days_are_as_precise_as_given(iso: str | None, year: str | None, said: str) -> None:
    assert words.day(iso, year) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2031-05-03", "2031-05-05", "3–5 May 2031"),
        ("2031-04-30", "2031-05-02", "30 Apr – 2 May 2031"),
        ("2030-12-31", "2031-01-01", "31 Dec 2030 – 1 Jan 2031"),
        ("2031-05-03", "2031-05-03", "3 May 2031"),
        ("2030", "2031-05-03", "2030 – 3 May 2031"),
        (None, "2031-05", "May 2031"),
        (None, None, ""),
    ],
)
def test_stretches_of_days(first: str | None, last: str | None, said: str) -> None:
    assert words.days(first, last) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (dict(value=22, bound="exact", unit="carry", subject="runs"), "22 carries"),
        (dict(value=1200, bound="exact"), "1,200"),
        (dict(value=2000, bound="about"), "about 2,000"),
        (dict(value=4_000_000, bound="at-least", currency="EUR"), "at least 4 million EUR"),
        (dict(value=None, bound="range", low=10, high=20), "10–20"),
        (dict(value=None, bound="vague", low=1000), "at least 1,000"),
        (dict(value=None, bound="vague"), ""),
        (dict(value=62, bound="exact", unit="percent"), "62%"),
        (dict(value=0.5, bound="exact", unit="km"), "0.5 km"),
        (dict(value=14, bound="exact", unit="year", subject="length of the strike"), "14 years"),
        (dict(value=3, bound="exact", unit="tram", subject="trams in use"), "3"),
    ],
)
def test_amounts(given: dict[str, Any], said: str) -> None:
    assert words.amount(**given) == said


def test_lists_and_cuts() -> None:
    assert words.several(["a"]) == "a"
    assert words.several(["a", "b", "c"], "or") == "a, b or c"
    assert words.several([]) == ""
    assert words.short("the drivers would stay out", 15) == "the drivers…"
    assert words.distinct(["b", "", "a", "b"]) == ("b", "a")
    assert words.same("“We cannot pay,”", "we cannot pay")
