"""Tellings of happenings as linking sees them: the word, who and what stand beside it, and the words around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import msgspec

from stemma.reading.events.modality import REPORTING
from stemma.reading.happenings import happenings, kinds, phrase_at, stem_of, word_of
from stemma.reading.syntax import Tree

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_PARTIES = frozenset("nsubj nsubjpass dobj pobj poss compound attr oprd dative".split())
_PARTY = frozenset({"NOUN", "PROPN", "NUM"})
_THROUGH = frozenset({"prep", "agent"})
_BESIDE = 6  # tokens to each side


class Telling(msgspec.Struct, frozen=True, gc=False):
    """One mention of a happening.

    ``start`` and ``end`` are offsets of its words, ``head`` the dictionary form of the word that governs the others and
    ``lemma`` that of the fixed phrase which they are ("take place"), else the same; ``stem`` is the form that a verb
    shares with its noun, ``kinds`` are those of the lexicon, ``parties`` the heads of who and what take part, ``words``
    the content words of its sentence and ``beside`` those close by, ``sentence`` the sentence's first token.
    """

    report: str
    start: int
    end: int
    head: str
    lemma: str
    stem: str
    kinds: frozenset[str]
    reporting: bool
    parties: frozenset[str]
    words: frozenset[str]
    beside: frozenset[str]
    sentence: int


def tellings(t: Tree, report: str) -> list[Telling]:
    """A Telling for every happening that a parsed report tells."""
    return [_telling(t, h.trigger.start, h.trigger.end, report) for h in happenings(t)]


def tellings_at(t: Tree, spans: Iterable[tuple[int, int]], report: str) -> list[Telling]:
    """A Telling for each (start, end) stretch that somebody else has found: a bench, a correction, another tool."""
    return [_telling(t, start, end, report) for start, end in spans]


def _head(t: Tree, first: int, end: int) -> int:
    i = first
    while t.head[i] != i and first <= t.head[i] and t.end[t.head[i]] <= end:
        i = t.head[i]
    return i


def _telling(t: Tree, start: int, end: int, report: str) -> Telling:
    at = max(0, bisect_right(t.start, start) - 1)
    first, last = t.sentences[max(0, bisect_right(t.sentences, (at, len(t.head))) - 1)]
    i = _head(t, at, end)
    head = lemma = word_of(t, i)
    if t.end[at] < end:
        phrase = phrase_at(t, at, last)
        lemma = phrase.words if phrase and t.end[phrase.last] == end else head
    return Telling(
        report=report,
        start=start,
        end=end,
        head=head,
        lemma=lemma,
        stem=stem_of(lemma),
        kinds=kinds().get(lemma, frozenset()),
        reporting=lemma in REPORTING or "say" in kinds().get(lemma, ()),
        parties=_parties(t, i),
        words=_content(t, first, last, i),
        beside=_content(t, max(first, i - _BESIDE), min(last, i + _BESIDE + 1), i),
        sentence=first,
    )


def _content(t: Tree, first: int, last: int, without: int) -> frozenset[str]:
    return frozenset(_word(t, k) for k in range(first, last) if t.pos[k] in _CONTENT and k != without)


def _word(t: Tree, k: int) -> str:
    return t.lower[k] if t.pos[k] == "PROPN" else stem_of(t.lemma[k].lower())


def _parties(t: Tree, i: int) -> frozenset[str]:
    """Heads of subject, objects, owner and of what prepositions add; a verb without a subject borrows that above it."""
    found = []
    todo = [(k, 0) for k in t.kids[i]]
    while todo:
        k, depth = todo.pop()
        if t.dep[k] in _THROUGH and depth < 2:
            todo += [(x, depth + 1) for x in t.kids[k]]
        elif t.dep[k] in _PARTIES and t.pos[k] in _PARTY:
            found.append(k)
            todo += [(x, depth) for x in t.kids[k] if t.dep[x] == "conj" and depth < 2]
    if t.dep[i] in ("acl", "relcl"):
        found.append(t.head[i])
    elif t.dep[i] in ("conj", "xcomp", "advcl"):
        found += [k for k in t.kids[t.head[i]] if t.dep[k] == "nsubj" and t.pos[k] in _PARTY]
    return frozenset(_word(t, k) for k in found)
