"""The mentions that a noun phrase refers to: of a source, an argument, an addressee."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from stemma.model import Mention, Stretch

_COMMA = 14  # code points between a description and the name in apposition: ", Lieutenant "
_GAP = 10  # code points between two names of one list: ", and the "


def mentions_in(found: Sequence[Mention], phrase: Stretch, head: Stretch | None = None) -> tuple[int, ...]:
    """The mentions that a noun phrase refers to, as indices: one, or several for "X and Y"; none if nothing fits.

    ``phrase`` is a source or an argument, ``head`` its head word. A title counts for the name that it stands beside
    ("the governor of Y, X"); a name inside a longer description ("a spokesman for X") is not what the phrase refers to.
    """
    inside = [
        i for i, m in enumerate(found) if m.span.overlap(phrase) or (m.office_span and m.office_span.overlap(phrase))
    ]
    if not inside:
        return ()
    chosen: list[int] = []
    if head is not None:
        chosen = [i for i in inside if _heads(found[i], head)]
    if not chosen:
        # A place in the description of somebody else ("the coach of Orrin") is not who is meant.
        others = [i for i in inside if head is None or found[i].kind != "place"]
        chosen = [
            i for i in others if found[i].span.start <= phrase.start + 4 and found[i].span.overlap(phrase)
        ] or others[:1]
    if not chosen:
        return ()
    best = min(chosen, key=lambda i: (found[i].type not in ("name", "metonym"), -found[i].span.overlap(phrase), i))
    best = _apposed(found, inside, best, phrase)
    joined = [best]
    for i in inside:
        if i not in joined and _beside(found[joined[-1]], found[i], phrase) and not _nested(found, i, joined):
            joined.append(i)
    return tuple(joined)


def _apposed(found: Sequence[Mention], inside: Sequence[int], best: int, phrase: Stretch) -> int:
    """ "The owner, X", "their commander, Captain X": the name behind the description, if the phrase ends with it."""
    mention = found[best]
    if mention.type != "nominal":
        return best
    if mention.number == "plural":
        return _listed(found, inside, best, phrase)
    for i in inside:
        other = found[i]
        start = min(other.span.start, other.office_span.start) if other.office_span else other.span.start
        if i > best and other.type == "name" and 0 < start - mention.span.end <= _COMMA:
            return i if other.span.end >= phrase.end - 1 else best
    return best


def _listed(found: Sequence[Mention], inside: Sequence[int], best: int, phrase: Stretch) -> int:
    """ "The analysts X and Y": the first of two or more names right behind the description that end the phrase."""
    names = [i for i in inside if i > best and found[i].type == "name" and found[i].span.start >= found[best].span.end]
    if len(names) < 2 or found[names[0]].span.start - found[best].span.end > 2:
        return best
    chained = all(_beside(found[a], found[b], phrase) for a, b in pairwise(names))
    return names[0] if chained and found[names[-1]].span.end >= phrase.end - 1 else best


def _heads(mention: Mention, head: Stretch) -> bool:
    if mention.head is not None and mention.head.overlap(head):
        return True
    if mention.type == "name" and head.within(mention.span):
        return True
    return mention.type == "name" and mention.office_span is not None and bool(mention.office_span.overlap(head))


def _nested(found: Sequence[Mention], i: int, joined: Sequence[int]) -> bool:
    return any(found[i].span.overlap(found[j].span) or _titled(found[j], found[i]) for j in joined)


def _titled(owner: Mention, other: Mention) -> bool:
    return owner.office_span is not None and bool(owner.office_span.overlap(other.span))


def _beside(last: Mention, other: Mention, phrase: Stretch) -> bool:
    """Does the other mention go on the list right after the last one?"""
    start = min(other.span.start, other.office_span.start) if other.office_span else other.span.start
    end = max(last.span.end, last.office_span.end) if last.office_span else last.span.end
    return 0 < start - end <= _GAP and other.span.within(phrase) and other.type != "pronoun"
