"""On how many independent origins a record rests: never more than the texts show."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.collation.origins import bounds
from stemma.model import Collation, Origin, Statement

Collated = Callable[..., Collation]


def origin(name: str, kind: str) -> Origin:
    return Origin(name=name, kind=kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("origins", "expected"),
    [
        ([("Reuters", "agency")], (1, 1)),
        ([("Reuters", "agency"), ("AFP", "agency")], (2, 2)),
        ([("on record", "on-record")], (1, 1)),
        ([("on record", "on-record"), ("unstated:a", "unstated")], (1, 2)),
        ([("Reuters", "agency"), ("unstated:a", "unstated"), ("unnamed", "unnamed")], (1, 3)),
        ([("Ansel Beacon", "outlet"), ("The Ansel Beacon", "outlet")], (1, 2)),
        ([], (1, 1)),
    ],
)
def test_named_origins_count_and_others_may_be_one(origins: list[tuple[str, str]], expected: tuple[int, int]) -> None:
    assert bounds([origin(*o) for o in origins]) == expected


def the(collation: Collation, words: str) -> Statement:
    """The statement that has these words in its first variant."""
    return next(s for s in collation.statements if any(words in v.text for v in s.variants))


def test_ten_outlets_on_one_agency_are_one_origin(collated: Collated) -> None:
    line = "The night ferry will sail again on Monday, Orla Veit told Reuters."
    texts = [(f"{line} Report {n}.", {"outlet": f"Outlet {n}"}) for n in range(10)]
    found = the(collated(*texts), "night ferry")
    assert len({v.report for v in found.variants}) == 10
    assert [o.name for o in found.origins] == ["Reuters"]
    assert (found.independent, found.independent_upper) == (1, 1)


def test_two_agencies_are_two_origins(collated: Collated) -> None:
    found = the(
        collated(
            "The night ferry will sail again on Monday, Orla Veit told Reuters.",
            "The night ferry will sail again on Monday, Orla Veit told AFP.",
        ),
        "night ferry",
    )
    assert (found.independent, found.independent_upper) == (2, 2)


def test_reports_that_give_no_source_are_one_at_least_and_several_at_most(collated: Collated) -> None:
    found = the(
        collated(
            "The night ferry will sail again on Monday, Orla Veit said.",
            "Orla Veit said that the night ferry will sail again on Monday.",
        ),
        "night ferry",
    )
    assert found.independent == 1 and found.independent_upper <= 2


def test_bounds_stand_in_order_and_rest_on_what_is_listed(collation: Collation) -> None:
    for record in (*collation.statements, *collation.events, *collation.figures):
        assert 1 <= record.independent <= record.independent_upper <= max(1, len(record.origins))
        assert all(o.because for o in record.origins)


def test_a_sentence_without_any_source_is_told_as_such(collated: Collated) -> None:
    (report,) = collated("Ships lay idle in the harbour.\n\nThe ferry will sail again, Orla Veit said.").reports
    assert [s.text for s in report.unsourced] == ["Ships lay idle in the harbour."]
