"""Conflicts: what cannot all be right, or is told in words that differ in ways that matter.

Ranked: what touches figures and days first, then who and what, then wording and framing; within a kind, what more
independent origins tell on its weaker side comes first. A growing toll is an update, no conflict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from stemma.collation.clauses import clauses
from stemma.collation.conflict_claims import opposite_conflicts, rank_conflicts
from stemma.collation.conflict_denials import denial_conflicts
from stemma.collation.conflict_numbers import clock_conflicts, day_conflicts, figure_conflicts
from stemma.collation.conflict_sides import explained, sourced
from stemma.collation.conflict_speakers import source_conflicts, speaker_conflicts, unnamed_conflicts
from stemma.collation.conflict_wording import wording_conflicts
from stemma.collation.framing import framing_conflicts, labels
from stemma.collation.origins_ground import Grounds
from stemma.collation.similarity import Embedder
from stemma.collation.tellings import Telling
from stemma.model import Actor, Conflict, Event, Figure, Label, Statement, Witness

__all__ = ["conflicts", "labels"]

ORDER = ("figure", "date", "who", "what", "wording", "framing")


def conflicts(
    witnesses: Sequence[Witness],
    statements: Sequence[Statement],
    events: Sequence[Event],
    figures: Sequence[Figure],
    labels: Sequence[Label],
    actors: Mapping[str, Actor],
    embedder: Embedder | None = None,
    found: Sequence[Telling] = (),
    ground: Grounds | None = None,
) -> tuple[Conflict, ...]:
    """All conflicts of a story, ranked from 1 (matters most).

    ``found`` and ``ground`` say where each side's own words start; without them sides name no origins.
    """
    pieces = clauses(witnesses)
    numbers = figure_conflicts(figures)
    opposites = opposite_conflicts(statements)
    told = [
        *numbers,
        *day_conflicts(events),
        *clock_conflicts(witnesses, pieces, events),
        *speaker_conflicts(witnesses, statements, actors, embedder),
        *unnamed_conflicts(witnesses, statements, actors),
        *source_conflicts(witnesses, statements),
        *_not_said_yet(denial_conflicts(witnesses, pieces, statements, events), numbers),
        *rank_conflicts(witnesses, pieces, statements, events),
        *opposites,
        *_not_said_yet(wording_conflicts(statements, found, ground), opposites),
        *framing_conflicts(witnesses, labels, actors, events),
    ]
    texts = {w.report.id: w for w in witnesses}
    made = [explained(c, texts) for c in sourced(told, statements, found, ground)]
    made.sort(key=_weight)
    return tuple(msgspec.structs.replace(c, rank=i) for i, c in enumerate(made, 1))


def _not_said_yet(new: Sequence[Conflict], known: Sequence[Conflict]) -> list[Conflict]:
    """The conflicts that no known one covers: two of whose sides stand on words of two sides of the other."""
    return [c for c in new if not any(_same_words(c, k) for k in known)]


def _same_words(a: Conflict, b: Conflict) -> bool:
    met = {
        (i, j)
        for i, x in enumerate(a.sides)
        for j, y in enumerate(b.sides)
        for s in x.spans
        for o in y.spans
        if s.report == o.report and s.start < o.end and o.start < s.end
    }
    if len({i for i, _ in met}) > 1 and len({j for _, j in met}) > 1:
        return True
    # "No casualties" is a figure's nought already.
    return a.kind == "what" and b.kind == "figure" and any(i == len(a.sides) - 1 for i, _ in met)


def _weight(found: Conflict) -> tuple[bool, int, int, float, str]:
    weaker = min((x.independent for x in found.sides), default=0)
    return (found.status == "explained", ORDER.index(found.kind), -weaker, -found.confidence, found.id)
