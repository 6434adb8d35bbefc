"""Free rewritings: a report whose narration tells another one's sentences in other words and the same order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from stemma.collation.similarity import Likeness, Rarity
from stemma.model import Stretch, Witness

SAME_SENTENCE = 0.35  # likeness in words from which a narrated sentence tells another one in other words
SENTENCE_WORDS = 7  # shorter sentences are alike by chance
REWRITE_SHARE, REWRITE_ORDER, REWRITE_SENTENCES = 0.55, 0.85, 5  # see rewritings()


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
        steps = [x < y for k, x in enumerate(places) for y in places[k + 1 :] if x != y]
        order = sum(steps) / len(steps) if steps else 0.0
        if len(matches) >= REWRITE_SENTENCES and share >= REWRITE_SHARE and order >= REWRITE_ORDER:
            found.append((witnesses[a], witnesses[b], share, len(matches)))
    return found


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
