"""Framing by adjectives: one thing that reports weigh in judging words of their own, "draconian" or "hefty" cuts."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from stemma.collation.clauses import span_of
from stemma.collation.common import in_debris
from stemma.collation.conflicts.sides import conflict, side
from stemma.collation.similarity import stems
from stemma.lexicon import table
from stemma.model import Conflict, Span, Witness

FEWEST_WORDS = 3  # judging words for one thing: two are met by chance
MOST_WORDS = 5  # of a noun phrase after its adjective
_NEXT = re.compile(r"[”\"’']?[ \u00a0]([\w’'-]+)")
_ENDS = frozenset(
    """of in on at by for with from and or but to as is are was were be been being had has have that which who when
    while said says the a an his her its their our your it he she they we i you after before than then not will would
    could""".split()
)


class _Judged(msgspec.Struct, frozen=True):
    """A judging word with the noun phrase that it stands before: the span of both, the phrase's stems."""

    word: str
    kind: str
    span: Span
    phrase: frozenset[str]


def adjective_conflicts(witnesses: Sequence[Witness]) -> list[Conflict]:
    """Things that reports judge by three words or more, not all of them by the same; one conflict a thing."""
    found = []
    for group in _groups(list(_judged(witnesses))):
        by_word: dict[str, list[Span]] = {}
        for j in group:
            by_word.setdefault(j.word, []).append(j.span)
        used: dict[str, set[str]] = {}
        for j in group:
            used.setdefault(j.span.report, set()).add(j.word)
        if len(by_word) < FEWEST_WORDS or len({frozenset(w) for w in used.values()}) < 2:
            continue
        thing = group[0].span.text.split()[-1]
        about = f"words that judge ({thing}): " + " against ".join(f"“{w}”" for w in by_word)
        sides = [side(spans, word) for word, spans in by_word.items()]
        found.append(conflict("framing", about, sides, "judged", "one thing, judging words of several reports", 0.5))
    return found


def _judged(witnesses: Sequence[Witness]) -> Iterator[_Judged]:
    for w, witness in enumerate(witnesses):
        text = witness.report.text
        for sentence in witness.reading.sentences:
            if in_debris(witness, sentence):
                continue
            for m in _words().finditer(text, sentence.start, sentence.end):
                phrase: set[str] = set()
                end = m.end()
                for _ in range(MOST_WORDS):
                    following = _NEXT.match(text, end, sentence.end)
                    if following is None or following[1].lower() in _ENDS:
                        break
                    phrase.update(stems(following[1]))
                    end = following.end()
                if phrase:
                    word = re.sub(r"[\s-]", " ", m.group().lower())
                    yield _Judged(word, _kinds()[word], span_of(witnesses, w, m.start(), end), frozenset(phrase))


def _groups(found: Sequence[_Judged]) -> list[list[_Judged]]:
    """The judged phrases of one thing: those that share a word of the phrase, or a judging word of rare use."""
    parent = list(range(len(found)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for i, a in enumerate(found):
        for j in range(i):
            b = found[j]
            if a.phrase & b.phrase or (a.word == b.word and a.kind == "haste"):
                parent[max(root(i), root(j))] = min(root(i), root(j))
    groups: dict[int, list[_Judged]] = {}
    for i, judged in enumerate(found):
        groups.setdefault(root(i), []).append(judged)
    return [g for _, g in sorted(groups.items())]


@functools.cache
def _kinds() -> dict[str, str]:
    return {re.sub(r"-", " ", row["word"]): row["kind"] for row in table("judging")}


@functools.cache
def _words() -> re.Pattern[str]:
    longest_first = sorted(_kinds(), key=lambda w: (-len(w), w))
    words = "|".join(re.escape(w).replace(r"\ ", "[ -]") for w in longest_first)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.I)
