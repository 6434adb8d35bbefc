"""Conflicts and events as rows."""

from __future__ import annotations

import pytest
from tests import records

from stemma.collation.brief import broken_off
from stemma.editions import names as naming
from stemma.editions.record import record_view
from stemma.editions.told import conflict_row, event_row
from stemma.model import Collation, Conflict, Side, Span


def conflict(kind: str, about: str, *sides: tuple[object, str]) -> Conflict:
    return Conflict(
        id="c1",
        confidence=0.8,
        because=(),
        kind=kind,  # type: ignore[arg-type]
        about=about,
        rank=1,
        sides=tuple(
            Side(spans=(Span(report=f"r{i}", start=0, end=len(words), text=words),), reports=(f"r{i}",), value=value)
            for i, (value, words) in enumerate(sides, 1)
        ),
    )


@pytest.mark.parametrize(
    ("found", "about"),
    [
        (
            conflict(
                "wording",
                "how it is worded (last / final): This is the last offer that we will ma",
                (None, "This is the last offer that we will make"),
                (None, "This is our final offer"),
            ),
            "how it is worded (last / final)",
        ),
        (
            conflict(
                "what",
                "“the union broke off the talks” against “has denied the cla”",
                ("told", "the union broke off the talks"),
                ("denied", "has denied the claims"),
            ),
            "told by some, denied by others",
        ),
        (
            conflict(
                "figure",
                "distance from quay: less than 25 kilometres from or less than 50 km",
                (25.0, "less than 25 kilometres from the quay"),
                (50.0, "less than 50 km"),
            ),
            "distance from quay: less than 25 kilometres from or less than 50 km",
        ),
        (
            conflict(
                "framing",
                "names for one: “vesmar gang” against “group / vesmar guard”",
                ("vesmar gang", "the Vesmar gang"),
                ("group / vesmar guard", "a group called the Vesmar Guard"),
            ),
            "names for one: “Vesmar gang” against “group / Vesmar Guard”",
        ),
    ],
)
def test_what_a_conflict_is_about_leaves_the_words_to_its_sides(
    collation: Collation, found: Conflict, about: str
) -> None:
    names = naming.names(collation)
    labels = {**names.labels, "c1": "C1"}
    row = conflict_row(
        found, naming.Names(**{f: getattr(names, f) for f in names.__struct_fields__} | {"labels": labels})
    )
    assert row.about == about


def test_a_title_that_is_part_of_a_sentence_gives_way_to_a_clause(collation: Collation) -> None:
    told = records.event(
        "e9", ("r1", "Harbour workers walked out on Sunday evening", "walked"), title="They walked out"
    )
    names = naming.names(collation)
    named = naming.Names(**{f: getattr(names, f) for f in names.__struct_fields__} | {"labels": {"e9": "E9"}})
    assert event_row(told, 0, named).title == "“Harbour workers walked out on Sunday evening”"


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("They stole it in broad daylight", True),
        ("Few minutes after being led from the quay", True),
        ("Search would go on for as long", True),
        ("Strike at the quay", False),
        ("Bombing of the harbour office", False),
        ("Two weeks of talks in Port Ansel", False),
        ("Veit meets Quay in the town known as Ansel", False),
    ],
)
def test_titles_that_say_little_by_themselves(title: str, broken: bool) -> None:
    assert broken_off(title) == broken


def test_the_tellings_that_were_joined_are_named_by_their_words(collation: Collation) -> None:
    names = naming.names(collation)
    joined = [e for e in collation.events if any(j.score and "refus" not in j.because[0].rule for j in e.joined)]
    for event in joined:
        view = record_view(collation, names, event)
        assert all("“" in view.called[j.a] for j in view.joined)
