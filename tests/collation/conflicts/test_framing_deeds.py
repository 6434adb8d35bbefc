"""One deed told in verbs of different tone."""

from __future__ import annotations

import pytest
from tests import records

from stemma.collation.clauses import clauses
from stemma.collation.conflicts.framing_deeds import deed_conflicts
from stemma.model import Reading, Report, Stretch, Witness


def told(*texts: tuple[str, str]) -> list[list[str]]:
    """The sides' values for one event that each text tells by the verb given with it."""
    witnesses = [
        Witness(
            Report(id=f"r{i}", text=text, sha256=f"sha{i}"),
            Reading(sha256=f"sha{i}", sentences=(Stretch(0, len(text)),)),
        )
        for i, (text, _) in enumerate(texts)
    ]
    event = records.event("e1", *((f"r{i}", text, verb) for i, (text, verb) in enumerate(texts)))
    return [[str(s.value) for s in c.sides] for c in deed_conflicts(witnesses, clauses(witnesses), [event])]


@pytest.mark.parametrize(
    ("one", "other", "sides"),
    [
        (
            ("The guild dismissed the ferry master.", "dismissed"),
            ("The ferry boss was axed.", "axed"),
            ["axed", "dismissed"],
        ),
        (("Two men were shot at the mill.", "shot"), ("Two men were gunned down.", "gunned"), ["gunned down", "shot"]),
        (("Police searched the mill.", "searched"), ("Officers raided the mill.", "raided"), ["raided", "searched"]),
    ],
)
def test_a_loaded_verb_stands_against_the_plain_one(
    one: tuple[str, str], other: tuple[str, str], sides: list[str]
) -> None:
    assert told(one, other) == [sides]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("The guild dismissed the ferry master.", "dismissed"), ("The master was dismissed.", "dismissed")),
        (("The guild dismissed the ferry master.", "dismissed"), ("Officers raided the mill.", "raided")),
        (("The ferry master was axed.", "axed"), ("The guild axed the ferry master.", "axed")),
    ],
)
def test_one_tone_or_two_families_are_no_conflict(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert not told(one, other)
