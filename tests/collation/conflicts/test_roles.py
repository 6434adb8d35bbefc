"""An office in full and a lesser one for one person."""

from __future__ import annotations

import pytest

from stemma.collation.conflicts.roles import role_conflicts
from stemma.model import Actor, ActorMention, Reading, Report, Witness

NAME = "Ida Rook"


def roles(*texts: str) -> list[list[object]]:
    witnesses = [
        Witness(Report(id=f"r{i}", text=t, sha256=str(i)), Reading(sha256=str(i))) for i, t in enumerate(texts)
    ]
    mentions = tuple(
        ActorMention(report=f"r{i}", start=t.index(NAME), end=t.index(NAME) + len(NAME), text=NAME, type="name")
        for i, t in enumerate(texts)
    )
    actor = Actor(id="a1", confidence=0.9, because=(), kind="person", name=NAME, names=(NAME,), mentions=mentions)
    return [[s.value for s in c.sides] for c in role_conflicts(witnesses, {"a1": actor})]


@pytest.mark.parametrize(
    ("texts", "sides"),
    [
        (("Ida Rook, the chief of the harbour board, left.", "Deputy chief Ida Rook left."), ["chief", "deputy chief"]),
        (("His sister Ida Rook left.", "His half-sister, Ida Rook, left."), ["sister", "half sister"]),
    ],
)
def test_a_full_and_a_lesser_one(texts: tuple[str, str], sides: list[str]) -> None:
    assert roles(*texts) == [sides]


@pytest.mark.parametrize(
    "texts",
    [
        ("Chief Ida Rook left.", "The chief, Ida Rook, left."),
        ("Deputy chief Ida Rook left.", "Ida Rook left."),
        ("Deputy chief Ida Rook left.", "The chief was furious. Ida Rook left."),
        ("The half-sister of Ida Rook left.", "The sister of Ida Rook left."),
        ("Former minister Ida Rook left.", "Minister Ida Rook left."),  # the news calls both so
    ],
)
def test_one_office_another_persons_and_a_past_one_are_none(texts: tuple[str, str]) -> None:
    assert roles(*texts) == []
