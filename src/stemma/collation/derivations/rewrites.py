"""Free rewritings: a report that tells another one's sentences or statements in other words and the same order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from stemma.collation.similarity import Likeness, Rarity
from stemma.model import Statement, Stretch, Witness

SAME_SENTENCE = 0.35  # likeness in words from which a narrated sentence tells another one in other words
SENTENCE_WORDS = 7  # shorter sentences are alike by chance
REWRITE_SHARE, REWRITE_ORDER, REWRITE_SENTENCES = 0.55, 0.85, 5  # see rewritings()

# Statements in common, from which their share of the fewer ones and their order tell a rewriting. On seven stories with
# gold, independent pairs stay below a share of 0.35; copies and rewritings lie above 0.55, nearly all of them in order.
SAME_STATEMENTS, STATEMENTS_SHARE, STATEMENTS_ORDER = 6, 0.5, 0.85
FEWEST_SPEAKERS = 2  # two reporters at one press conference share its one speaker's words in their order


def rewritings(witnesses: Sequence[Witness]) -> list[tuple[Witness, Witness, float, int]]:
    """Pairs (fuller, other, share, sentences) where most of the other's narration tells the fuller one's, in its order.

    Two reporters at one event share facts; they do not share the selection and order of half their sentences. On
    the stories with gold, independent pairs stay below a share of 0.5 or an order of 0.8.
    """
    texts, owners = [], []
    for number, w in enumerate(witnesses):
        for sentence in _narrated_sentences(w):
            texts.append(sentence)
            owners.append(number)
    likeness = Likeness(texts, Rarity(texts))
    best: dict[tuple[int, int], dict[int, tuple[float, int]]] = defaultdict(dict)
    for i, j in likeness.near():
        if owners[i] == owners[j] or (score := likeness(i, j)) < SAME_SENTENCE:
            continue
        for mine, other in ((i, j), (j, i)):
            pair = best[owners[other], owners[mine]]
            if mine not in pair or score > pair[mine][0]:
                pair[mine] = (score, other)
    counts = Counter(owners)
    found = []
    for (a, b), matches in sorted(best.items()):
        if counts[a] < counts[b] or (counts[a] == counts[b] and a > b):
            continue
        share = len(matches) / counts[b]
        places = [other for _, (_, other) in sorted(matches.items())]
        if len(matches) >= REWRITE_SENTENCES and share >= REWRITE_SHARE and _order(places) >= REWRITE_ORDER:
            found.append((witnesses[a], witnesses[b], share, len(matches)))
    return found


def retellings(
    witnesses: Sequence[Witness], statements: Sequence[Statement]
) -> list[tuple[Witness, Witness, float, int]]:
    """Pairs (fuller, other, share, statements) where one reports most of the other's statements, in its order."""
    places: dict[str, dict[str, int]] = defaultdict(dict)  # by report: where it first tells each statement
    speakers = {s.id: s.speakers for s in statements}
    for s in statements:
        for v in s.variants:
            places[v.report][s.id] = min(v.start, places[v.report].get(s.id, v.start))
    found = []
    for i, one in enumerate(witnesses):
        for two in witnesses[i + 1 :]:
            mine, its = places[one.report.id], places[two.report.id]
            both = sorted(mine.keys() & its.keys(), key=lambda s: (mine[s], s))
            share = len(both) / (min(len(mine), len(its)) or 1)
            if len(both) < SAME_STATEMENTS or share < STATEMENTS_SHARE:
                continue
            if len({speakers[s] for s in both}) < FEWEST_SPEAKERS or _order([its[s] for s in both]) < STATEMENTS_ORDER:
                continue
            fuller, other = (one, two) if len(mine) >= len(its) else (two, one)
            found.append((fuller, other, share, len(both)))
    return found


def _order(places: Sequence[int]) -> float:
    """The share of the pairs of places that stand in rising order."""
    steps = [x < y for k, x in enumerate(places) for y in places[k + 1 :] if x != y]
    return sum(steps) / len(steps) if steps else 0.0


def _narrated_sentences(witness: Witness) -> list[str]:
    out = [Stretch(d.start, d.end) for d in witness.reading.debris]
    quoted = [p for a in witness.reading.attributions if a.form == "direct" for p in a.content]
    kept = []
    for s in witness.reading.sentences:
        words = s.of(witness.report.text)
        mostly_quoted = sum(s.overlap(q) for q in quoted) * 2 > s.end - s.start
        if not mostly_quoted and not any(s.overlap(d) for d in out) and len(words.split()) >= SENTENCE_WORDS:
            kept.append(words)
    return kept
