"""Clauses: the sentences of reports cut where commas, quotation marks and conjunctions part them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from stemma.collation.common import in_debris
from stemma.collation.similarity import stems
from stemma.model import Span, Stretch, Witness

FEWEST_WORDS = 3  # a shorter piece is no clause of its own and stays with the one before it
NEAR_KIN = 5  # letters that stems of one word family share at least ("apology", "apologis(e)")

_PART = re.compile(
    r"[,;:]\s+|\s[–—-]{1,2}\s|—|[\"“”()]|\s(?=(?:and|but|while|although|whereas|that|which|who|after|adding|saying)\s)"
)


class Clause(msgspec.Struct, frozen=True):
    """A piece of a sentence with the content stems in it; ``witness`` and ``sentence`` are indices."""

    witness: int
    sentence: int
    start: int
    end: int
    text: str
    stems: frozenset[str]


def clauses(witnesses: Sequence[Witness]) -> tuple[Clause, ...]:
    """All clauses of the reports in order, debris and questions apart."""
    return tuple(
        Clause(w, s, piece.start, piece.end, piece.of(text), frozenset(stems(piece.of(text))))
        for w, witness in enumerate(witnesses)
        for text in [witness.report.text]
        for s, sentence in enumerate(witness.reading.sentences)
        if not in_debris(witness, sentence)
        if not sentence.of(text).rstrip(" \"'”’").endswith("?")
        for piece in _pieces(text, sentence)
    )


def _pieces(text: str, sentence: Stretch) -> list[Stretch]:
    cuts = [sentence.start]
    ends = []
    for m in _PART.finditer(text, sentence.start, sentence.end):
        if len(text[cuts[-1] : m.start()].split()) >= FEWEST_WORDS:
            ends.append(m.start())
            cuts.append(m.end())
    ends.append(sentence.end)
    return [p for a, b in zip(cuts, ends) if (p := trimmed(text, a, b)).end > p.start]


def clause_at(pieces: Sequence[Clause], witness: int, position: int) -> Clause | None:
    """The clause of a report, given by its index, in which a position lies; ``pieces`` as ``clauses`` yields them."""
    place = bisect_right(pieces, (witness, position), key=lambda p: (p.witness, p.start)) - 1
    piece = pieces[place] if place >= 0 else None
    return piece if piece and piece.witness == witness and position < piece.end else None


def in_words(
    witnesses: Sequence[Witness], pieces: Sequence[Clause], witness: int, start: int, end: int, most: int
) -> Span:
    """A stretch with up to ``most`` words of its clause on either side: what a reader needs to see what is meant."""
    text = witnesses[witness].report.text
    piece = clause_at(pieces, witness, start)
    if piece is None:
        return span_of(witnesses, witness, start, end)
    before = [m.start() for m in re.finditer(r"\S+", text[piece.start : start])]
    after = [m.end() for m in re.finditer(r"\S+", text[end : piece.end])]
    first = piece.start + before[-most:][0] if before else start
    last = end + after[:most][-1] if after else end
    whole = trimmed(text, min(first, start), max(last, end))
    return span_of(witnesses, witness, min(whole.start, start), max(whole.end, end))


def trimmed(text: str, start: int, end: int) -> Stretch:
    """The stretch without the white space and marks at its ends."""
    while start < end and not (text[start].isalnum() or text[start] in "$£€¥"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "%'’"):
        end -= 1
    return Stretch(start, end)


def span_of(witnesses: Sequence[Witness], witness: int, start: int, end: int) -> Span:
    """The exported span of a stretch of a report that is given by its index."""
    report = witnesses[witness].report
    return Span(report=report.id, start=start, end=end, text=report.text[start:end])


def kin(a: str, b: str) -> bool:
    """Are two stems of one family of words?"""
    if a == b:
        return True
    least = max(NEAR_KIN, min(len(a), len(b)) - 1)
    return len(a) >= NEAR_KIN and len(b) >= NEAR_KIN and a[:least] == b[:least]
