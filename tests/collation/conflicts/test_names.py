"""One person with two names."""

from __future__ import annotations

import pytest

from stemma.collation.conflicts.names import name_conflicts
from stemma.model import Actor, ActorMention


def person(*names: str) -> dict[str, Actor]:
    mentions = tuple(
        ActorMention(report=f"r{i}", start=0, end=len(n), text=n, type="name") for i, n in enumerate(names)
    )
    return {
        "a1": Actor(id="a1", confidence=0.9, because=(), kind="person", name=names[0], names=names, mentions=mentions)
    }


def test_another_given_name_is_told() -> None:
    (found,) = name_conflicts(person("Brian Hallow", "Bryant A. Hallow"))
    assert [s.value for s in found.sides] == ["Brian Hallow", "Bryant A. Hallow"]
    assert found.kind == "who"


@pytest.mark.parametrize(
    "names",
    [
        ("Firdavs Nazarov", "Firdaws Nazarov"),
        ("Hilal Al Mahri", "Helal el-Mehri"),
        ("Ida Rook", "Rook"),
        ("I. Rook", "Ida Rook"),
        ("Ida Rook", "Ida M. Rook"),
    ],
)
def test_spellings_initials_and_bare_surnames_are_not(names: tuple[str, ...]) -> None:
    assert name_conflicts(person(*names)) == []
