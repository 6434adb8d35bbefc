"""Which tellings of happenings are of one: word, kind and meaning, parties and the words around decide together.

This links everything that a story's reports tell, also what was said and felt; ``event_links`` links the few events
that a dossier keeps, of which it knows day, place and cast.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from stemma.collation.happenings import Telling
from stemma.collation.similarity import Embedder
from stemma.gathering.linkage import average_link

# Weights of a logistic regression on pairs of gold mentions of the training topics of ECB+ (Cybulska and Vossen 2014;
# annotation CC BY 3.0), each pair weighted by how few others its mentions have, so that long chains do not drown short
# ones; checked on the development topics, and with both swapped. Only these numbers come from it.
BIAS = -3.4
SAME_STEM = 3.4
SAME_WORD = 0.5
SAME_KIND = 2.3
SAME_CAST = 2.5  # cosine of the parties that two words of one kind have in the whole story
MEANING = 4.8  # cosine of the two words' vectors above ALIKE, where the stems differ
REPORTING = -2.0  # what is said again by the same word is another statement ...
SAID_ALIKE = 2.2  # ... unless the sentences share their words
BESIDE = 0.7
PARTIES = 0.9
OTHER_PARTIES = -0.2
ONE_SENTENCE = -2.0  # one sentence seldom tells one thing twice

ALIKE = 0.6  # cosine from which two words may mean one thing
ONE = 0.35  # average likelihood from which groups are one happening
UNLIKELY = 0.1  # pairs below count for nothing


def one_happening(told: Sequence[Telling], embedder: Embedder | None = None) -> list[int]:
    """For each telling of one story's reports the smallest index of those that tell of the same happening.

    Average link over the likelihood of pairs that share a stem, a kind or (with an ``embedder``) a meaning.
    """
    rarity = _rarity(told)
    weight = [_Weighted(t, rarity) for t in told]
    pairs = {}
    for i, j, words in _candidates(told, rarity, embedder):
        likely = 1 / (1 + math.exp(-_score(told[i], told[j], weight[i], weight[j], rarity, words)))
        if likely >= UNLIKELY:
            pairs[i, j] = likely
    return average_link(len(told), pairs, ONE)


class _Weighted:
    """The lengths of a telling's bags of words."""

    __slots__ = ("beside", "words")

    def __init__(self, telling: Telling, rarity: dict[str, float]) -> None:
        self.words = math.sqrt(sum(rarity[w] for w in sorted(telling.words)))
        self.beside = math.sqrt(sum(rarity[w] for w in sorted(telling.beside)))


def _rarity(told: Sequence[Telling]) -> dict[str, float]:
    """For each word the square of the logarithm of how few sentences have it."""
    sentences = {(t.report, t.sentence): t.words for t in told}
    spread = Counter(w for words in sentences.values() for w in words)
    return defaultdict(
        lambda: math.log(len(sentences) + 1) ** 2,
        {w: math.log((len(sentences) + 1) / n) ** 2 for w, n in spread.items()},
    )


def _candidates(
    told: Sequence[Telling], rarity: dict[str, float], embedder: Embedder | None
) -> Iterator[tuple[int, int, float]]:
    """Pairs i < j that may be one, each with what the two words say for it, alone and by all their parties."""
    at: dict[str, list[int]] = defaultdict(list)
    for i, t in enumerate(told):
        at[t.lemma].append(i)
    lemmas = sorted(at)
    alike = np.eye(len(lemmas))
    if embedder is not None and lemmas:
        vectors = embedder.encode(lemmas)
        alike = np.round(vectors @ vectors.T, 3)
    casts = _casts(told, rarity)
    for x, lemma in enumerate(lemmas):
        first = told[at[lemma][0]]
        for i, j in itertools.combinations(at[lemma], 2):
            yield i, j, SAME_STEM + SAME_WORD
        for y in range(x + 1, len(lemmas)):
            second = told[at[lemmas[y]][0]]
            words = _word_score(first, second, float(alike[x, y]), casts)
            if words is not None:
                for i, j in itertools.product(at[lemma], at[lemmas[y]]):
                    yield min(i, j), max(i, j), words


def _casts(told: Sequence[Telling], rarity: dict[str, float]) -> dict[str, dict[str, float]]:
    """For each stem the parties of all its tellings, as a vector of length 1."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for t in told:
        counts[t.stem].update(t.parties)
    casts = {}
    for stem, parties in counts.items():
        cast = {party: n * math.sqrt(rarity[party]) for party, n in sorted(parties.items())}
        length = math.sqrt(sum(x * x for x in cast.values()))
        casts[stem] = {party: x / length for party, x in cast.items() if x}
    return casts


def _word_score(a: Telling, b: Telling, alike: float, casts: dict[str, dict[str, float]]) -> float | None:
    if a.stem == b.stem:
        return SAME_STEM
    if a.kinds & b.kinds:
        one, other = casts[a.stem], casts[b.stem]
        common = sum(x * other[party] for party, x in one.items() if party in other)
        return SAME_KIND + SAME_CAST * common + MEANING * (alike - ALIKE)
    return MEANING * (alike - ALIKE) if alike >= ALIKE else None


def _score(a: Telling, b: Telling, x: _Weighted, y: _Weighted, rarity: dict[str, float], words: float) -> float:
    """The log odds that two tellings are of one happening."""
    score = BIAS + words
    score += BESIDE * _cosine(a.beside, b.beside, x.beside * y.beside, rarity)
    if a.reporting or b.reporting:
        score += REPORTING + SAID_ALIKE * math.sqrt(_cosine(a.words, b.words, x.words * y.words, rarity))
    if a.parties and b.parties:
        common = len(a.parties & b.parties)
        score += PARTIES * common / min(len(a.parties), len(b.parties)) if common else OTHER_PARTIES
    if a.sentence == b.sentence and a.report == b.report:
        score += ONE_SENTENCE
    return score


def _cosine(a: frozenset[str], b: frozenset[str], lengths: float, rarity: dict[str, float]) -> float:
    common = a & b
    return sum(rarity[w] for w in sorted(common)) / lengths if common and lengths else 0.0
