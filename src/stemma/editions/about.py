"""Ranks the records of a collation by how far they tell a claim: shared words weighed by rarity.

Nothing is inferred: a record is on top because it shares the claim's telling words, not because it agrees with it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

from stemma.editions.names import LATE_PLACE, Names
from stemma.editions.rows import RecordKind
from stemma.model import Collation, Record

LEAST_COVER = 0.3  # of the claim's weight: below it two records share only what any two reports of a story share
NAME_WEIGHT = 2.0  # a shared name or number says more about what is told than any other word
CLOSE = 0.1  # covers this near are equals: then the first telling comes first

STOPWORDS = frozenset(
    "a about after all also an and any are as at be because been before being but by can could did do does for from"
    " had has have he her him his how i if in into is it its me more most my no nor not of on or our out over said say"
    " says she should so some such than that the their them then there these they this those to under until up was we"
    " were what when where which while who whom whose why will with would you your".split()
)

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Ranked(Record, frozen=True):
    """A record that tells a claim: ``cover`` is the share of the claim's weight that it has (0 to 1)."""

    id: str
    kind: RecordKind
    cover: float


def rank(collation: Collation, names: Names, claim: str) -> tuple[Ranked, ...]:
    """The statements, events and figures that tell a claim, best first; among equals the first telling first."""
    texts = list(_texts(collation, names))
    terms = {id: _terms(" ".join(pieces)) for id, _, pieces, _ in texts}
    holders = Counter(t for known in terms.values() for t in known)
    wanted = _terms(claim)
    if not texts or not wanted:
        return ()

    def weight(term: str) -> float:
        return (NAME_WEIGHT if wanted[term] else 1.0) * math.log(1 + (len(texts) + 1) / (holders[term] + 1))

    whole = sum(map(weight, wanted))
    found = []
    for id, kind, _, first in texts:
        cover = sum(weight(t) for t in wanted if t in terms[id]) / whole
        if cover >= LEAST_COVER:
            found.append((-math.floor(cover / CLOSE), first, -cover, id, kind))
    return tuple(Ranked(id=id, kind=kind, cover=round(-cover, 4)) for _, _, cover, id, kind in sorted(found))


def _texts(collation: Collation, names: Names) -> Iterable[tuple[str, RecordKind, list[str], tuple[int, int]]]:
    def first(places: Iterable[tuple[str, int]]) -> tuple[int, int]:
        return min(((names.order.get(r, LATE_PLACE), at) for r, at in places), default=(LATE_PLACE, 0))

    for s in collation.statements:
        words = [s.gist, *(v.text for v in s.variants), *_known(names, s.speakers)]
        yield s.id, "statement", words, first((v.report, v.start) for v in s.variants)
    for e in collation.events:
        words = [e.title, *(m.text for m in e.mentions), *_known(names, (p.actor for p in e.participants))]
        yield e.id, "event", words, first((m.report, m.start) for m in e.mentions)
    for f in collation.figures:
        spans = [m for v in f.values for m in v.mentions]
        numbers = [f"{v.value:g}" for v in f.values if v.value is not None]
        words = [f.subject, f.of or "", f.where or "", *numbers, *(m.text for m in spans)]
        yield f.id, "figure", words, first((m.report, m.start) for m in spans)


def _known(names: Names, actors: Iterable[str]) -> list[str]:
    return [n for a in actors if a in names.actors for n in (names.actors[a].name, *names.actors[a].names)]


def _terms(text: str) -> dict[str, bool]:
    """The content words of a text, folded; true for a name (capital inside a sentence) or number."""
    out: dict[str, bool] = {}
    for match in _TOKEN.finditer(text):
        word = match.group()
        folded = _folded(word)
        if folded not in STOPWORDS:
            telling = word[0].isdigit() or (word[0].isupper() and match.start() > 0)
            out[folded] = out.get(folded, False) or telling
    return out


def _folded(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "").rstrip(".")
    word = word.casefold().replace("’", "'").removesuffix("'s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
