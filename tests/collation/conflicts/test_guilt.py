"""A suspect in one report, the doer in another."""

from __future__ import annotations

import re

import pytest

from stemma.collation.conflicts.guilt import guilt_conflicts
from stemma.model import Reading, Report, Stretch, Witness


def told(*texts: str) -> list[list[object]]:
    witnesses = [
        Witness(
            Report(id=f"r{i}", text=t, sha256=str(i)),
            Reading(sha256=str(i), sentences=tuple(Stretch(m.start(), m.end()) for m in re.finditer(r"\S[^.]*\.", t))),
        )
        for i, t in enumerate(texts)
    ]
    return [[s.value for s in c.sides] for c in guilt_conflicts(witnesses)]


def test_a_charge_and_a_fact() -> None:
    assert told("The alleged gunman wept.", "The gunman wept.") == [["alleged gunman", "gunman"]]
    assert told("The woman accused of it wept.", "The rooftop sniper wept.") == [["woman accused", "rooftop sniper"]]


@pytest.mark.parametrize(
    "texts",
    [
        ("The alleged gunman wept.", "The suspect wept."),
        ("The gunman wept.", "The killer fled."),
        ("The alleged gunman wept.", "Police hunted the unknown gunman."),
        ("The alleged gunman wept. The gunman fled.", "The gunman, the suspect, wept."),
    ],
)
def test_charges_alone_facts_alone_and_unknown_doers_are_none(texts: tuple[str, str]) -> None:
    assert told(*texts) == []
