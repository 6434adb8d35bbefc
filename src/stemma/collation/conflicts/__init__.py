"""Conflicts: what cannot all be right, or is told in words that differ in ways that matter.

Ranked by how much they matter: what is at stake, who stands behind the weaker side, how many reports take part. A
growing toll is an update, no conflict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from stemma.collation.clauses import clauses
from stemma.collation.conflicts.adjectives import adjective_conflicts
from stemma.collation.conflicts.ages import age_conflicts
from stemma.collation.conflicts.claims import deed_opposites, opposite_conflicts, rank_conflicts
from stemma.collation.conflicts.clocks import clock_conflicts
from stemma.collation.conflicts.dates import near_misses
from stemma.collation.conflicts.denials import denial_conflicts
from stemma.collation.conflicts.details import detail_conflicts
from stemma.collation.conflicts.framing import framing_conflicts, labels
from stemma.collation.conflicts.framing_deeds import deed_conflicts
from stemma.collation.conflicts.guilt import guilt_conflicts
from stemma.collation.conflicts.loose import loose_conflicts
from stemma.collation.conflicts.names import name_conflicts
from stemma.collation.conflicts.numbers import day_conflicts, figure_conflicts, worded
from stemma.collation.conflicts.plans import plan_conflicts
from stemma.collation.conflicts.reactions import denials_apart, unanswered_conflicts
from stemma.collation.conflicts.rivals import rival_conflicts
from stemma.collation.conflicts.roles import role_conflicts
from stemma.collation.conflicts.shortened import shortened_conflicts
from stemma.collation.conflicts.sides import explained, sourced
from stemma.collation.conflicts.speakers import (
    source_conflicts,
    speaker_conflicts,
    unnamed_conflicts,
    vouched_conflicts,
)
from stemma.collation.conflicts.wording import wording_conflicts
from stemma.collation.origins.ground import Grounds
from stemma.collation.similarity import Embedder
from stemma.collation.statements.tellings import Telling
from stemma.model import Actor, Conflict, Event, Figure, Label, Statement, Time, Witness

__all__ = ["conflicts", "labels"]

# What a conflict of a kind, or found by a rule, weighs. Editors check first what cannot be both ways.
MATTERS = {"figure": 3.0, "what": 3.0, "date": 2.5, "who": 2.5, "framing": 1.2, "wording": 1.0}
MATTERS |= {"sources-differ": 1.5, "unnamed": 1.5, "vouched": 1.5}  # who put words out: both may be so
MATTERS |= {"told-apart": 1.5, "denied-apart": 1.5, "answered-later": 1.5, "done-or-planned": 1.5}  # so may these
MATTERS |= {"figure-loose": 1.0, "figure-grows": 1.0, "shortened": 0.8}
BEHIND, MOST_BEHIND = 0.5, 3  # for each independent origin behind the weaker side: two witnesses on either side matter
BREADTH = 0.1  # for each report that takes part
AT_STAKE = 0.75  # lives and injuries
ALONE = 1.0  # taken off where one report only may contradict itself
_HARM = re.compile(r"\b(?:killed|dead|died|deaths?|injur\w+|wounded|casualt\w+|missing|victims?|hostages?)\b", re.I)


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
    times: Sequence[Time] = (),
) -> tuple[Conflict, ...]:
    """All conflicts of a story, ranked from 1 (matters most).

    ``found`` and ``ground`` say where each side's own words start; without them sides name no origins.
    """
    pieces = clauses(witnesses)
    numbers = figure_conflicts(figures)
    rivals = rival_conflicts(witnesses, pieces, statements, figures, embedder)
    numbers = [c for c in numbers if not any(set(c.records) <= set(r.records) for r in rivals)]
    numbers += _not_said_yet(rivals, numbers)
    numbers += _not_said_yet(loose_conflicts(witnesses, figures, numbers), numbers)
    opposites = opposite_conflicts(statements)
    wordings = wording_conflicts(statements, found, ground)
    dates = day_conflicts(events)
    dates += _not_said_yet(near_misses(witnesses, pieces, times, events, embedder), dates)
    denied = denial_conflicts(witnesses, pieces, statements, events)
    told = [
        *worded(numbers, witnesses, pieces),
        *age_conflicts(witnesses, actors),
        *name_conflicts(actors),
        *role_conflicts(witnesses, actors),
        *dates,
        *clock_conflicts(witnesses, pieces, events, times),
        *speaker_conflicts(witnesses, statements, actors, embedder),
        *unnamed_conflicts(witnesses, statements, actors),
        *vouched_conflicts(statements, actors),
        *source_conflicts(witnesses, statements),
        *_not_said_yet(denied, numbers),
        *denials_apart(denied),
        *unanswered_conflicts(witnesses, pieces, statements, actors),
        *rank_conflicts(witnesses, pieces, statements, events),
        *opposites,
        *deed_opposites(events),
        *detail_conflicts(events),
        *plan_conflicts(events),
        *_not_said_yet(wordings, opposites),
        *shortened_conflicts(statements, [*wordings, *opposites]),
        *framing_conflicts(witnesses, labels, actors, events),
        *deed_conflicts(witnesses, pieces, events),
        *adjective_conflicts(witnesses),
        *guilt_conflicts(witnesses),
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


def _weight(found: Conflict) -> tuple[bool, float, float, str]:
    """Explained ones last; then by what is at stake, who stands behind the weaker side, and how many reports."""
    weaker = min((x.independent for x in found.sides), default=0)
    reports = {s.report for x in found.sides for s in x.spans}
    matters = MATTERS.get(found.because[0].rule, MATTERS[found.kind])
    matters += BEHIND * min(weaker, MOST_BEHIND) + BREADTH * len(reports)
    matters += AT_STAKE * bool(_HARM.search(found.about)) - ALONE * (len(reports) == 1)
    return found.status == "explained", -matters, -found.confidence, found.id
