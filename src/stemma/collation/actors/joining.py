"""Forms of names put into groups: who was joined to whom and why, and the strongest link refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from stemma.collation.actors.forms import Form
from stemma.collation.actors.sounds import coarse, sounds

REFUSED = 0.45  # links below this were never in question and are not shown

FormId = tuple[str, ...]


class Link(msgspec.Struct, frozen=True):
    a: FormId
    b: FormId
    score: float
    words: str


class Groups:
    """Union-find over forms; the smaller id of the earlier form stays the root."""

    def __init__(self, ids: Iterable[FormId]) -> None:
        self.parent = {i: i for i in ids}
        self.order = {i: n for n, i in enumerate(self.parent)}
        self.links: list[Link] = []
        self.refused: dict[FormId, Link] = {}

    def root(self, i: FormId) -> FormId:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, a: FormId, b: FormId, score: float, words: str) -> None:
        x, y = self.root(a), self.root(b)
        if x == y:
            return
        if self.order[y] < self.order[x]:
            x, y = y, x
        self.parent[y] = x
        self.links.append(Link(a, b, score, words))

    def refuse(self, a: FormId, b: FormId, score: float, words: str) -> None:
        if score < REFUSED:
            return
        for i in (a, b):
            if i not in self.refused or self.refused[i].score < score:
                self.refused[i] = Link(a, b, score, words)


def blocked(listed: Sequence[Form]) -> Iterable[tuple[Form, Form]]:
    """The pairs of forms that share a part's first sounds: all that can be alike, few of all pairs."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for n, form in enumerate(listed):
        marks = {block_mark(p.text) for p in form.parts.parts} | {block_mark(r) for r in form.parts.readings}
        for initials in (form.parts.acronym, *form.parts.capitals):
            if initials:
                marks.add("=" + initials)
        for mark in sorted(marks):
            blocks[mark].append(n)
    pairs = {(i, j) for numbers in blocks.values() for k, i in enumerate(numbers) for j in numbers[k + 1 :]}
    for i, j in sorted(pairs):
        yield listed[i], listed[j]


def block_mark(word: str) -> str:
    """The first two coarse consonants of a word: no two spellings of one name differ in them."""
    return coarse(sounds(word))[:2]
