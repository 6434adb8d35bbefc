"""Which tellings of happenings are of one: word, kind and meaning, parties and the words around decide together.

This links everything that a story's reports tell, also what was said and felt; ``events.links`` links the few events
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
# ones; rounded, and adjusted by hand where that bettered the training and the development topics. Only these numbers
# come from it.
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
USUAL = 0.55  # cosine taken for words of one kind where there is no embedder, fitted likewise
SURE = 0.4  # average likelihood from which groups are one by their tellings alone
UNLIKELY = 0.03  # pairs below count for nothing

# Weights of a logistic regression on the pairs of groups that those leave, fitted likewise.
GROUPS_BIAS = -0.6
LIKELY = 0.8  # log odds of the average likelihood of their tellings
ALL_BESIDE = 2.35  # cosine of the words close by
ALL_WORDS = -2.6  # cosine of the sentences' words: alike sentences tell several things
BOTH_TOLD = -0.45  # share of the reports of the one that tell the other too: seldom one thing in two words
SAID = 0.4
TOLD_BY = 1.8  # share of the story's reports, above two, that tell either: a story has one main happening of a kind
ONE = 0.35  # average likelihood from which groups are one happening

Rarity = dict[str, float]
Vector = dict[str, float]


def one_happening(told: Sequence[Telling], embedder: Embedder | None = None) -> list[int]:
    """For each telling of one story's reports the smallest index of those that tell of the same happening.

    Average link over the likelihood of pairs that share a stem, a kind or (with an ``embedder``) a meaning; then once
    more over the groups that this makes, of which more is known than of a single telling.
    """
    rarity = _rarity(told)
    weight = [_Weighted(t, rarity) for t in told]
    pairs = {}
    for i, j, words in _candidates(told, rarity, embedder):
        likely = _logistic(_score(told[i], told[j], weight[i], weight[j], rarity, words))
        if likely >= UNLIKELY:
            pairs[i, j] = likely
    first = average_link(len(told), pairs, SURE)
    groups = sorted(set(first))
    place = {group: n for n, group in enumerate(groups)}
    group_of = [place[group] for group in first]
    joined = average_link(len(groups), _group_pairs(told, group_of, pairs, rarity), ONE)
    return [groups[joined[group]] for group in group_of]


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


class _Weighted:
    """The lengths of a telling's bags of words."""

    __slots__ = ("beside", "words")

    def __init__(self, telling: Telling, rarity: Rarity) -> None:
        self.words = math.sqrt(sum(rarity[w] for w in sorted(telling.words)))
        self.beside = math.sqrt(sum(rarity[w] for w in sorted(telling.beside)))


def _rarity(told: Sequence[Telling]) -> Rarity:
    """For each word the square of the logarithm of how few sentences have it."""
    sentences = {(t.report, t.sentence): t.words for t in told}
    spread = Counter(w for words in sentences.values() for w in words)
    return defaultdict(
        lambda: math.log(len(sentences) + 1) ** 2,
        {w: math.log((len(sentences) + 1) / n) ** 2 for w, n in spread.items()},
    )


def _candidates(told: Sequence[Telling], rarity: Rarity, embedder: Embedder | None) -> Iterator[tuple[int, int, float]]:
    """Pairs i < j that may be one, each with what the two words say for it, alone and by all their parties."""
    at: dict[str, list[int]] = defaultdict(list)
    for i, t in enumerate(told):
        at[t.lemma].append(i)
    lemmas = sorted(at)
    alike = np.full((len(lemmas), len(lemmas)), USUAL)
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


def _casts(told: Sequence[Telling], rarity: Rarity) -> dict[str, Vector]:
    """For each stem the parties of all its tellings."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for t in told:
        counts[t.stem].update(t.parties)
    return {stem: _vector(parties, rarity) for stem, parties in counts.items()}


def _vector(counts: Counter[str], rarity: Rarity) -> Vector:
    """Counts of words, weighted by their rarity, as a vector of length 1."""
    weighted = {word: n * math.sqrt(rarity[word]) for word, n in sorted(counts.items())}
    length = math.sqrt(sum(x * x for x in weighted.values()))
    return {word: x / length for word, x in weighted.items() if x}


def _product(a: Vector, b: Vector) -> float:
    return sum(x * b[word] for word, x in a.items() if word in b)


def _word_score(a: Telling, b: Telling, alike: float, casts: dict[str, Vector]) -> float | None:
    if a.stem == b.stem:
        return SAME_STEM
    if a.kinds & b.kinds:
        return SAME_KIND + SAME_CAST * _product(casts[a.stem], casts[b.stem]) + MEANING * (alike - ALIKE)
    return MEANING * (alike - ALIKE) if alike >= ALIKE else None


def _score(a: Telling, b: Telling, x: _Weighted, y: _Weighted, rarity: Rarity, words: float) -> float:
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


def _cosine(a: frozenset[str], b: frozenset[str], lengths: float, rarity: Rarity) -> float:
    common = a & b
    return sum(rarity[w] for w in sorted(common)) / lengths if common and lengths else 0.0


def _group_pairs(
    told: Sequence[Telling], group_of: Sequence[int], pairs: dict[tuple[int, int], float], rarity: Rarity
) -> dict[tuple[int, int], float]:
    """The likelihood of groups a < b, of which some tellings may be one, to be one happening."""
    members: dict[int, list[Telling]] = defaultdict(list)
    for t, group in zip(told, group_of, strict=True):
        members[group].append(t)
    beside = {g: _vector(Counter(w for t in of for w in t.beside), rarity) for g, of in members.items()}
    words = {g: _vector(Counter(w for t in of for w in t.words), rarity) for g, of in members.items()}
    reports = {g: {t.report for t in of} for g, of in members.items()}
    said = {g: sum(t.reporting for t in of) / len(of) for g, of in members.items()}
    every = len({t.report for t in told})
    sums: dict[tuple[int, int], float] = defaultdict(float)
    for (i, j), likely in pairs.items():
        a, b = sorted((group_of[i], group_of[j]))
        if a != b:
            sums[a, b] += likely
    found = {}
    for (a, b), total in sums.items():
        average = min(0.995, max(0.005, total / (len(members[a]) * len(members[b]))))
        score = GROUPS_BIAS + LIKELY * math.log(average / (1 - average))
        score += ALL_BESIDE * _product(beside[a], beside[b]) + ALL_WORDS * _product(words[a], words[b])
        score += BOTH_TOLD * len(reports[a] & reports[b]) / min(len(reports[a]), len(reports[b]))
        score += SAID * max(said[a], said[b]) + TOLD_BY * max(0, len(reports[a] | reports[b]) - 2) / every
        if (likely := _logistic(score)) >= UNLIKELY:
            found[a, b] = likely
    return found
