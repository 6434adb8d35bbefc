"""A report's tokens as plain lists: what the passes over a parse look at again and again, read out of the Doc once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import msgspec
import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LENGTH, SENT_START, TAG
from spacy.tokens import Doc

from stemma.model import Debris, Stretch


class Tokens(msgspec.Struct, frozen=True):
    """Parallel lists, one entry a token. ``head`` is absolute; ``ent`` is a label or "" and ``begins`` says where an
    entity begins; ``first`` says where a sentence begins; ``cut`` marks tokens of debris and white space.
    """

    text: list[str]
    lower: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    ent: list[str]
    begins: list[bool]
    first: list[bool]
    cut: list[bool]
    start: list[int]
    end: list[int]

    def __len__(self) -> int:
        return len(self.text)

    def stretch(self, i: int, j: int) -> Stretch:
        """The stretch of the tokens from i up to and without j."""
        return Stretch(self.start[i], self.end[j - 1])

    def touching(self, i: int) -> bool:
        """Does token i stand directly after the one before it, with no white space between?"""
        return i > 0 and self.start[i] == self.end[i - 1]


def tokens(doc: Doc, cut: tuple[Debris, ...] = ()) -> Tokens:
    """The tokens of a parsed report; those inside ``cut`` are marked."""
    table = doc.to_array([TAG, DEP, HEAD, ENT_TYPE, ENT_IOB, IDX, LENGTH, SENT_START])
    if not len(doc):
        table = np.zeros((0, 8), dtype=np.uint64)
    columns = table.astype(np.int64).T.tolist()
    names = table.T.tolist()
    strings = doc.vocab.strings

    def words(numbers: list[int]) -> list[str]:
        known = {n: strings[n] for n in dict.fromkeys(numbers)}
        return [known[n] for n in numbers]

    whole = doc.text
    start = columns[5]
    end = [s + n for s, n in zip(start, columns[6], strict=True)]
    text = [whole[s:e] for s, e in zip(start, end)]
    tag = words(names[0])
    gone = [t == "_SP" for t in tag]
    for debris in cut:
        first, last = bisect_right(end, debris.start), bisect_left(start, debris.end)
        gone[first:last] = [True] * max(0, last - first)
    return Tokens(
        text=text,
        lower=[t.lower() for t in text],
        tag=tag,
        dep=words(names[1]),
        head=[i + h for i, h in enumerate(columns[2])],
        ent=words(names[3]),
        begins=[iob == 3 for iob in columns[4]],
        first=[mark == 1 for mark in columns[7]],
        cut=gone,
        start=start,
        end=end,
    )
