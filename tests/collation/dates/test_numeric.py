"""Numeric dates whose order only the story tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.collation.dates.numeric import with_months_told
from stemma.model import Witness

Reader = Callable[..., Witness]


def dates(witnesses: list[Witness]) -> list[list[str | None]]:
    return [[e.value for e in w.reading.times] for w in witnesses]


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2031-09-12", "Posted 11/09/2031\nThe ferry sank off Ansel.", "2031-09-11"),
        ("2031-11-12", "Posted 11/09/2031\nThe ferry sank off Ansel.", "2031-11-09"),
        ("2031-02-01", "Posted 11/09/2031\nThe ferry sank off Ansel.", "2031-11-09"),  # nothing is near: as read
        ("2031-09-12", "Posted 23/09/2031\nThe ferry sank off Ansel.", "2031-09-23"),
    ],
)
def test_the_other_reports_tell_which_number_is_the_month(
    witness: Reader, published: str, text: str, value: str
) -> None:
    other = witness("Divers searched the wreck.", id="b", published=published)
    assert dates(with_months_told([witness(text, id="a"), other]))[0] == [value]


def test_a_day_in_an_address_counts(witness: Reader) -> None:
    other = witness("Divers searched the wreck.", id="b", url="https://news.example/2031/09/12/wreck")
    (first, _) = with_months_told([witness("Posted 11/09/2031\nThe ferry sank.", id="a"), other])
    assert dates([first]) == [["2031-09-11"]]
    assert first.reading.times[0].because[-1].rule == "day-first"
