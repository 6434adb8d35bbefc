"""Judging adjectives for one thing."""

from __future__ import annotations

import re

import pytest

from stemma.collation.conflicts.adjectives import adjective_conflicts
from stemma.model import Reading, Report, Stretch, Witness


def judged(*texts: str) -> list[list[object]]:
    reports = [
        Witness(
            Report(id=f"r{i}", text=t, sha256=str(i)),
            Reading(sha256=str(i), sentences=tuple(Stretch(m.start(), m.end()) for m in re.finditer(r"\S[^.]*\.", t))),
        )
        for i, t in enumerate(texts)
    ]
    return [[s.value for s in c.sides] for c in adjective_conflicts(reports)]


def test_one_thing_judged_in_three_words() -> None:
    texts = ("The brutal harbour dues hurt.", "Draconian dues were set.", "The hefty new dues and fees stay.")
    assert judged(*texts) == [["brutal", "draconian", "hefty"]]


def test_a_hyphen_makes_no_other_word() -> None:
    texts = ("An eleventh-hour rule fell.", "The eleventh hour order fell.", "A midnight rule, a so-called rule fell.")
    assert judged(*texts) == [["eleventh hour", "midnight", "so called"]]


@pytest.mark.parametrize(
    "texts",
    [
        ("The brutal dues hurt.", "The hefty dues stay."),
        ("The brutal dues hurt.", "The hefty fees stay.", "A savage storm came."),
        ("Brutal, hefty and savage. The dues hurt.", "The dues hurt."),
    ],
)
def test_two_words_or_three_things_are_none(texts: tuple[str, ...]) -> None:
    assert judged(*texts) == []
