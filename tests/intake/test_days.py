"""Written dates into ISO 8601: what can be read in two ways is not read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.intake.days import ambiguous, iso
from stemma.intake.records import wrong_date


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2031-05-03", "2031-05-03"),
        ("2031-05", "2031-05"),
        ("2031", "2031"),
        ("2031-05-03T10:15:00Z", "2031-05-03T10:15:00Z"),
        ("2031-05-03T10:15:00.123+0200", "2031-05-03T10:15:00+02:00"),
        ("2031-05-03 10:15:00 UTC", "2031-05-03T10:15:00Z"),
        ("2031/5/3", "2031-05-03"),
        ("20310503", "2031-05-03"),
        ("20310503T101500Z", "2031-05-03T10:15:00Z"),
        ("Sat, 03 May 2031 10:15:00 GMT", "2031-05-03T10:15:00Z"),
        ("Sat, 3 May 2031 10:15:00 -0500", "2031-05-03T10:15:00-05:00"),
        ("3 May 2031", "2031-05-03"),
        ("3rd of May 2031", "2031-05-03"),
        ("May 3, 2031", "2031-05-03"),
        ("May 3, 2031 at 1:28 pm EDT", "2031-05-03T13:28-04:00"),
        ("Published: Saturday, May 3, 2031", "2031-05-03"),
        ("Sat May 03 10:15:00 UTC 2031", "2031-05-03T10:15:00Z"),
        ("24/12/2031", "2031-12-24"),
        ("12/24/2031", "2031-12-24"),
        ("05.05.2031", "2031-05-05"),
        ("1935569700", "2031-05-03T10:15:00Z"),
        ("1935569700000", "2031-05-03T10:15:00Z"),
        ("03/04/2031", None),
        ("31/02/2031", None),
        ("2031-13-01", None),
        ("yesterday", None),
        ("3 May", None),
        ("", None),
    ],
)
def test_dates(words: str, value: str | None) -> None:
    assert iso(words) == value


@given(
    st.dates(date(1950, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y"]),
)
def test_every_day_comes_back(day: date, form: str) -> None:
    assert iso(day.strftime(form)) == day.isoformat()


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_numbers_alone_are_read_only_where_there_is_one_reading(day: date) -> None:
    words = day.strftime("%d/%m/%Y")
    assert iso(words, "day-first") == day.isoformat()
    assert iso(words) == (None if ambiguous(words) else day.isoformat())


@given(st.text(max_size=40))
def test_any_words_give_a_date_or_none(words: str) -> None:
    found = iso(words)
    assert found is None or wrong_date(found) is None
