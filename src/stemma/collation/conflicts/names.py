"""Conflicts of who: one person whom reports give another given name or family name, and no other spelling of it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from stemma.collation.actors.names import parsed, similarity
from stemma.collation.conflicts.sides import conflict, side
from stemma.model import Actor, ActorMention, Conflict, place_of

SPELT = 0.8  # likeness from which two names are spellings of one
RECKONED_ONE = 0.3  # below it other names stand between the two: a translation, another order
FEWEST_PARTS = 2  # of each name, initials apart: a bare surname says nothing of the given name


def name_conflicts(actors: Mapping[str, Actor]) -> list[Conflict]:
    """People who bear two names in different reports that are no two spellings; one conflict a person."""
    found = []
    for actor in actors.values():
        if actor.kind != "person":
            continue
        told: dict[str, list[ActorMention]] = {}
        for m in actor.mentions:
            if m.type == "name" and _parts(m.text) >= FEWEST_PARTS:
                told.setdefault(" ".join(m.text.split()), []).append(m)
        pairs = [
            (similarity(a, b), a, b) for a, b in combinations(told, 2) if not _reports(told[a]) & _reports(told[b])
        ]
        likeness, one, other = min(pairs, default=(1.0, "", ""))
        if RECKONED_ONE <= likeness < SPELT:
            sides = [side([place_of(m) for m in told[name]], name, (actor.id,)) for name in (one, other)]
            about = f"what the name is: {one} or {other}"
            found.append(conflict("who", about, sides, "names-differ", "one person, two names", 0.5))
    return found


def _parts(name: str) -> int:
    return sum(part.role != "initial" for part in parsed(name).parts)


def _reports(mentions: list[ActorMention]) -> set[str]:
    return {m.report for m in mentions}
