"""What a passage is about but for one number or date in it: how far two of them tell the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from stemma.collation.clauses import Clause, clause_at
from stemma.collation.similarity import Embedder, Rarity, stems
from stemma.model import Stretch, Witness

PROMISING = 0.1  # of words in common and what else speaks for a pair: below it no vectors are worth making
MOST_PAIRS = 80  # of which vectors are made; a story of six reports has ten
SENTENCE, CLAUSE, MEANING = 0.3, 0.2, 0.25  # shares of words in common, of sentence and clause vectors


class Matter(msgspec.Struct, frozen=True):
    """The sentence and the clause about a stretch, without it, and their content stems."""

    sentence: str
    clause: str
    words: frozenset[str]
    own: frozenset[str]


def matter_of(witnesses: Sequence[Witness], pieces: Sequence[Clause], witness: int, but: Stretch) -> Matter:
    """What stands about a stretch of a report, given by its index."""
    report, reading = witnesses[witness].report, witnesses[witness].reading
    whole = next((s for s in reading.sentences if s.start <= but.start < s.end), but)
    piece = clause_at(pieces, witness, but.start)
    first, last = (piece.start, max(piece.end, but.end)) if piece else (but.start, but.end)
    sentence = f"{report.text[whole.start : but.start]} {report.text[but.end : whole.end]}"
    clause = f"{report.text[first : but.start]} {report.text[but.end : last]}"
    return Matter(
        " ".join(sentence.split()), " ".join(clause.split()), frozenset(stems(sentence)), frozenset(stems(clause))
    )


def alike(
    pairs: Iterable[tuple[int, int]], matters: Sequence[Matter], rarity: Rarity, embedder: Embedder | None
) -> dict[tuple[int, int], float]:
    """How far the matters of each pair are one, 0 to 1: words in common, rare ones counting more, and vectors."""
    wanted = list(pairs)
    texts = sorted({t for p in wanted for k in p for t in (matters[k].sentence, matters[k].clause)})
    vectors = dict(zip(texts, embedder.encode(texts))) if embedder and texts else {}
    return {(i, j): _alike(matters[i], matters[j], rarity, vectors) for i, j in wanted}


def promising(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs that are worth making vectors for, by their words and what else speaks for them: the best ones."""
    best = sorted((p for p, score in scores.items() if score >= PROMISING), key=lambda p: (-scores[p], p))
    return sorted(best[:MOST_PAIRS])


def in_common(a: Matter, b: Matter, rarity: Rarity) -> float:
    """The part of the likeness that the words in common make: cheap, and little of it means little likeness."""
    return SENTENCE * _shared(a.words, b.words, rarity) + CLAUSE * _shared(a.own, b.own, rarity)


def _alike(a: Matter, b: Matter, rarity: Rarity, vectors: Mapping[str, NDArray[np.float32]]) -> float:
    score = in_common(a, b, rarity)
    if not vectors:
        return 2 * score
    meant = vectors[a.sentence] @ vectors[b.sentence], vectors[a.clause] @ vectors[b.clause]
    return round(score + MEANING * (float(meant[0]) + float(meant[1])), 4)


def _shared(a: frozenset[str], b: frozenset[str], rarity: Rarity) -> float:
    """The weight of the words in common as a share of the smaller weight."""
    least = min(sum(rarity(s) for s in sorted(x)) for x in (a, b)) if a and b else 0.0
    return sum(rarity(s) for s in sorted(a & b)) / least if least > 0 else 0.0
