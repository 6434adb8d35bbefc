"""Who "I" and "we" are inside a quotation: whoever speaks it."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model import Attribution
from stemma.reading.events.ways import TOO_FAR, Anchor
from stemma.reading.syntax import Tree

FIRST_PERSON = frozenset("i we me us my our".split())
_OWNERS = frozenset({"my", "our"})


def first_persons(t: Tree, told: Sequence[Attribution], owned: float) -> dict[int, Anchor]:
    """The pronouns of the first person in direct speech as anchors, each with the mention that speaks the words.

    ``owned`` is how far "my" and "our" may stand from what they take part in.
    """
    found: dict[int, Anchor] = {}
    pieces = sorted(
        (piece.end - piece.start, n, piece)
        for n, one in enumerate(told)
        if one.form != "indirect" and one.speakers
        for piece in one.content
    )
    if not pieces:
        return found
    for i, low in enumerate(t.lower):
        if low not in FIRST_PERSON or not t.tag[i].startswith("PRP"):
            continue
        said = next((n for _, n, piece in pieces if piece.start <= t.start[i] < piece.end), None)
        if said is not None:
            reach = owned if low in _OWNERS else TOO_FAR
            found[i] = Anchor(i, None, told[said].speakers[0].mention, reach=reach, pronoun=True)
    return found
