"""Quotations with and without some of their words."""

from __future__ import annotations

import msgspec
import pytest
from tests import records

from stemma.collation.conflicts.shortened import shortened_conflicts
from stemma.model import Conflict, Statement

FULL = "At the time I thought the bell was a brick"
SHORT = "I thought the bell was a brick"


def told(*texts: str, form: str = "direct", report: str = "") -> Statement:
    variants = [
        msgspec.structs.replace(records.variant(f"s{i}", report or f"r{i}", t), form=form) for i, t in enumerate(texts)
    ]
    return records.statement("s", *variants)


def sides(found: list[Conflict]) -> list[list[object]]:
    return [[s.value for s in c.sides] for c in found]


def test_words_left_out_of_a_quotation() -> None:
    (found,) = shortened_conflicts([told(SHORT, FULL)], [])
    assert [s.spans[0].text for s in found.sides] == [FULL, SHORT]


@pytest.mark.parametrize(
    "statement",
    [
        told(FULL, FULL),
        told(SHORT, FULL, form="indirect"),
        told(SHORT, FULL, report="r0"),
        told("the bell was", FULL),  # a part of it
        told("I thought the gong was a brick", FULL),
    ],
)
def test_copies_paraphrases_and_parts_are_none(statement: Statement) -> None:
    assert sides(shortened_conflicts([statement], [])) == []


def test_what_is_told_as_another_wording_is_not_said_twice() -> None:
    statement = told(SHORT, FULL)
    known = shortened_conflicts([statement], [])
    assert shortened_conflicts([statement], known) == []
