"""Tellings cut where another report tells a part of them alone.

"We have stopped the smuggling and are now looking for investors" is one telling where no report parts it; where
another report has the investors alone, it is two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from stemma.collation.actors.voices import voices
from stemma.collation.common import Cast
from stemma.collation.similarity import Embedder, Likeness, Rarity
from stemma.collation.statements.speaking import by_voice, days_fit
from stemma.collation.statements.tellings import Telling, part
from stemma.model import Stretch, Witness

PART_FROM = 0.5  # likeness of a part with what another report tells; a telling joins others from .42
CLEARER_BY = 0.1  # a part is the other's words only if it is so much more like them than the whole
FEWEST_WORDS = 4  # of a part; less puts nothing forward by itself


class _Cut(msgspec.Struct, frozen=True):
    """A telling that may be cut at an offset; ``first`` and ``second`` number the texts of its parts."""

    telling: int
    at: int
    first: int
    second: int


def divided(
    witnesses: Sequence[Witness], found: Sequence[Telling], cast: Cast, embedder: Embedder | None = None
) -> tuple[Telling, ...]:
    """The tellings, those of which another report tells a part alone cut at the joints around that part."""
    texts = [t.text for t in found]
    cuts: list[_Cut] = []
    for i, telling in enumerate(found):
        for at in _joints(witnesses, telling):
            first, second = _parts(witnesses, telling, (at,))
            if min(len(first.text.split()), len(second.text.split())) >= FEWEST_WORDS:
                cuts.append(_Cut(i, at, len(texts), len(texts) + 1))
                texts += [first.text, second.text]
    if not cuts:
        return tuple(found)
    rarity = Rarity(s.of(w.report.text) for w in witnesses for s in w.reading.sentences)
    likeness = Likeness(texts, rarity, embedder)
    of_one_voice = by_voice([t.speakers for t in found], voices(witnesses, cast))
    made: dict[int, list[int]] = {}
    for cut in cuts:
        mine = found[cut.telling]
        others = (
            j
            for j in of_one_voice(cut.telling)
            if found[j].witness != mine.witness and days_fit(mine.when, found[j].when)
        )
        if any(_tells_a_part(likeness, cut, j) for j in others):
            made.setdefault(cut.telling, []).append(cut.at)
    return tuple(p for i, t in enumerate(found) for p in (_parts(witnesses, t, made[i]) if i in made else (t,)))


def _joints(witnesses: Sequence[Witness], telling: Telling) -> Iterator[int]:
    joints = witnesses[telling.witness].reading.attributions[telling.attribution].joints
    stretches = telling.pieces or (Stretch(telling.start, telling.end),)
    return (at for at in joints if any(s.start < at < s.end for s in stretches))


def _tells_a_part(likeness: Likeness, cut: _Cut, other: int) -> bool:
    """Has the other report one part of the telling and not the other one?"""
    parts = sorted((likeness(cut.first, other), likeness(cut.second, other)))
    whole = likeness(cut.telling, other)
    return parts[1] >= PART_FROM and parts[1] - max(whole, parts[0]) >= CLEARER_BY


def _parts(witnesses: Sequence[Witness], telling: Telling, cuts: Sequence[int]) -> tuple[Telling, ...]:
    """The telling cut at offsets; one whose part holds no words stays whole."""
    text = witnesses[telling.witness].report.text
    stretches = telling.pieces or (Stretch(telling.start, telling.end),)
    bounds = [telling.start, *sorted(cuts), telling.end]
    out = []
    for start, end in pairwise(bounds):
        inside = [Stretch(max(s.start, start), min(s.end, end)) for s in stretches if s.start < end and start < s.end]
        made = part(text, telling, inside)
        if made is None:
            return (telling,)
        out.append(made)
    return tuple(out)
