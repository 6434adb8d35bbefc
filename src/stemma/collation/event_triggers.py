"""Event mentions that somebody else has found (a bench, a correction, another tool), made ready for linking."""

from __future__ import annotations

import functools
from bisect import bisect_right

from stemma.collation.event_links import Told
from stemma.reading.frames import lexicon
from stemma.reading.modality import REPORTING
from stemma.reading.syntax import Tree, subtree

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_PARTY = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT"})
_ENDINGS = ("ings", "ing", "ations", "ation", "ments", "ment", "ers", "er", "ed", "es", "s")
_SHORTEST_STEM = 4


def told_at(t: Tree, spans: list[tuple[int, int]], report: str) -> list[Told]:
    """A Told for each (start, end) stretch of a parsed report: its head's lexicon type, names and words around it.

    Heads that no row of the lexicon fits have their stem as type, so that only like words are ever linked. Names beside
    a head are no parties here: without a cast they part more that belongs together than they keep apart.
    """
    return [_told(t, _head(t, start, end), report) for start, end in spans]


def _head(t: Tree, start: int, end: int) -> int:
    first = max(0, bisect_right(t.start, start) - 1)
    i = first
    while t.head[i] != i and first <= t.head[i] and t.end[t.head[i]] <= end:
        i = t.head[i]
    return i


def _told(t: Tree, i: int, report: str) -> Told:
    stem = stem_of(t.lemma[i])
    type_, mode = _kinds().get(stem) or ("~" + stem, None)
    sentence = next((s for s in t.sentences if s[0] <= i < s[1]), (i, i + 1))
    around = [k for k in range(*sentence) if t.pos[k] in _CONTENT and k != i]
    if t.lemma[i] in REPORTING:
        near = subtree(t, i)
        speakers = sorted(t.lower[k] for k in near if t.entity[k] in _PARTY and t.pos[k] == "PROPN")
        type_ = stem = f"~{stem} {' '.join(speakers)}"
    return Told(
        report=report,
        start=t.start[i],
        lemma=stem,
        type=type_,
        mode=mode,
        words=frozenset(t.lemma[k] for k in around),
    )


@functools.cache
def stem_of(lemma: str) -> str:
    """A verb and its noun under one stem: "shoot" and "shooting", "explode" and "explosion" are left to the lexicon."""
    for ending in _ENDINGS:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= _SHORTEST_STEM:
            lemma = lemma[: -len(ending)]
            break
    return lemma.removesuffix("e")


@functools.cache
def _kinds() -> dict[str, tuple[str, str | None]]:
    """Lemma to the one type and mode that all its unconditional rows agree on."""
    kinds: dict[str, set[tuple[str, str | None]]] = {}
    for rows in lexicon().values():
        for row in rows:
            if len(row.words) == 1 and not row.subject and not row.object:
                kinds.setdefault(stem_of(row.words[0]), set()).add((row.type, row.mode))
    return {lemma: next(iter(k)) for lemma, k in kinds.items() if len(k) == 1}
