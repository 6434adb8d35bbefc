"""Conflicts of wording: a quotation that one report gives in full and another one with words left out, unmarked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from stemma.collation.common import cut
from stemma.collation.conflicts.sides import conflict, said, side
from stemma.collation.similarity import stems
from stemma.model import Conflict, Statement, Variant

FEWEST_STEMS = 3  # content words of the shorter one
SHORTEST = 0.5  # of the longer one's content words: less than that is a part of it, and is meant to be


def shortened_conflicts(statements: Sequence[Statement], known: Sequence[Conflict]) -> list[Conflict]:
    """Statements quoted with and without some content words; one conflict a statement, those in ``known`` apart."""
    taken = {r for c in known for r in c.records}
    found = []
    for statement in statements:
        quoted = [v for v in statement.variants if v.form in ("direct", "mixed")]
        pairs = [p for a, b in combinations(quoted, 2) if (p := _shortened(a, b))]
        if statement.kind != "statement" or statement.id in taken or not pairs:
            continue
        short, long = pairs[0]
        left_out = [w for w in long.text.split() if not set(stems(w)) <= set(stems(short.text))]
        sides = [side([said(v)], name, (statement.id,)) for v, name in ((long, "in full"), (short, "shortened"))]
        about = f"quoted with and without “{cut(' '.join(left_out), 60)}”: {cut(statement.gist, 100)}"
        found.append(conflict("wording", about, sides, "shortened", "words of a quotation left out", 0.5))
    return found


def _shortened(a: Variant, b: Variant) -> tuple[Variant, Variant] | None:
    """The two tellings, the one with words left out first."""
    x, y = set(stems(a.text)), set(stems(b.text))
    if len(y) < len(x):
        a, b, x, y = b, a, y, x
    fits = x < y and len(x) >= FEWEST_STEMS and len(x) >= SHORTEST * len(y)
    return (a, b) if fits and a.report != b.report else None
