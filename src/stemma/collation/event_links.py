"""Which event mentions tell of one event: type, head, parties, day, place and wording decide together.

What two tellings give differently (another day, another place, other parties) keeps them apart however alike the words;
what a telling leaves out ("the attack") neither joins nor parts.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

# Weights of the features of a pair, and the sum from which it is one event: set on three stories with gold and on the
# development topics of ECB+ (gold mentions), where small changes of each move the result by less than a point.
SAME_HEAD = 0.35
SAME_KIND = 0.28  # type and mode
NEAR_KIND = 0.18  # type, where one telling has no mode
SAME_PARTIES = 0.3
OTHER_PARTIES = -0.35
SAME_DAY = 0.3
NEAR_DAY = 0.15  # a day within a month or year that the other gives
NO_DAY_ON_ONE_SIDE = -0.12  # dated background against the story's own time
SAME_PLACE = 0.2
SAME_COUNTRY = 0.05
OTHER_PLACE = -0.45
SAME_WORDS = 0.4
BACK_REFERENCE = 0.2
ONE = 0.55
NEVER = -9.0

_ISO = re.compile(r"^\d{4}(?:-\d{2}){0,2}")


class Told(msgspec.Struct, frozen=True, gc=False):
    """An event mention as linking sees it.

    ``parties`` are ids of actors (or words of the clause where there is no cast), ``day`` an ISO date as exact as told,
    ``place`` a folded place name, ``words`` the content words of the clause with their weights' keys.
    """

    report: str
    start: int
    lemma: str
    type: str
    mode: str | None
    words: frozenset[str]
    parties: frozenset[str] = frozenset()
    day: str | None = None
    place: str | None = None
    country: str | None = None
    background: bool = False
    bare: bool = False
    number: int = 0


class Linked(msgspec.Struct, frozen=True, gc=False):
    """A link that was made or nearly made: the indices of the mentions, the score, what decided."""

    a: int
    b: int
    score: float
    why: str


def coreferent(told: Sequence[Told], one: float = ONE) -> tuple[list[list[int]], list[Linked]]:
    """Groups of indices that are one event, and the links that decided; the order of input does not matter.

    Greedy agglomeration by average link: a pair joins its groups if the mean over all pairs across them stays above
    ``one`` and none of them forbids it.
    """
    order = sorted(range(len(told)), key=lambda i: (told[i].report, told[i].start, told[i].lemma))
    weights = _weights(told)
    kinds: dict[str, list[int]] = {}
    for i in order:
        for key in {told[i].type, "~" + told[i].lemma}:
            kinds.setdefault(key, []).append(i)
    scores: dict[tuple[int, int], tuple[float, str]] = {}
    rank = {i: n for n, i in enumerate(order)}
    for key in sorted(kinds):
        members = kinds[key]
        for n, i in enumerate(members):
            for j in members[n + 1 :]:
                if (i, j) not in scores:
                    scores[i, j] = pair_score(told[i], told[j], weights)
    groups: dict[int, list[int]] = {i: [i] for i in order}
    of = {i: i for i in order}
    links = []
    ranked = sorted(
        ((s, i, j, why) for (i, j), (s, why) in scores.items() if s >= one),
        key=lambda x: (-x[0], rank[x[1]], rank[x[2]]),
    )
    for score, i, j, why in ranked:
        a, b = of[i], of[j]
        if a == b:
            continue
        across = [scores.get((min_(x, y, rank)), (0.0, ""))[0] for x in groups[a] for y in groups[b]]
        if min(across) <= NEVER / 2 or sum(across) / len(across) < one - 0.1 * (len(across) > 1):
            links.append(Linked(i, j, score, "refused: " + why))
            continue
        links.append(Linked(i, j, score, why))
        for x in groups.pop(b):
            groups[a].append(x)
            of[x] = a
    return [sorted(g, key=rank.__getitem__) for g in groups.values()], links


def min_(x: int, y: int, rank: Mapping[int, int]) -> tuple[int, int]:
    """A pair in the order of the reports."""
    return (x, y) if rank[x] < rank[y] else (y, x)


def pair_score(a: Told, b: Told, weights: Mapping[str, float]) -> tuple[float, str]:
    """How surely two mentions are one event, and the features that say so; NEVER where they cannot be."""
    same_head = a.lemma == b.lemma
    if a.type != b.type and not same_head:
        return NEVER, "another type"
    if a.number and b.number and a.number != b.number:
        return NEVER, "another of its kind"
    score, why = 0.0, []
    if same_head:
        score += SAME_HEAD
        why.append(f"both “{a.lemma}”")
    if a.type != b.type:
        score -= SAME_KIND
    elif a.mode == b.mode:
        score += SAME_KIND
    elif a.mode is None or b.mode is None:
        score += NEAR_KIND
    elif a.type == "OTHER":
        return NEVER, "another kind"
    else:
        score += 0.05
    days = days_agree(a.day, b.day)
    if days == -1:
        return NEVER, "another day"
    if days:
        score += SAME_DAY if days == 2 else NEAR_DAY
        why.append(f"{a.day}")
    elif a.background != b.background:
        score += NO_DAY_ON_ONE_SIDE
    if a.parties and b.parties:
        common = len(a.parties & b.parties) / min(len(a.parties), len(b.parties))
        score += common * SAME_PARTIES if common else OTHER_PARTIES
        if common:
            why.append("the same parties")
    if a.place and b.place:
        if a.place == b.place:
            score += SAME_PLACE
            why.append("the same place")
        elif a.country and b.country and a.country != b.country:
            score += OTHER_PLACE
        else:
            score += OTHER_PLACE / 2
    elif a.country and a.country == b.country:
        score += SAME_COUNTRY
    words = likeness(a.words, b.words, weights)
    if words > 0.1:
        score += words * SAME_WORDS
        why.append("like words")
    if a.report == b.report and (a.bare or b.bare) and (same_head or a.mode == b.mode):
        score += BACK_REFERENCE
        why.append("told of before")
    return score, ", ".join(why)


def days_agree(a: str | None, b: str | None) -> int:
    """2 the same as far as both go and to the day, 1 the one within the other, 0 unknown, -1 apart."""
    if not a or not b:
        return 0
    x, y = _ISO.match(a), _ISO.match(b)
    if not x or not y:
        return (1 if a[:4] == b[:4] else -1) if a[:4].isdigit() and b[:4].isdigit() else 0
    first, second = x.group(), y.group()
    if first == second:
        return 2 if len(first) >= 10 else 1
    return 1 if first.startswith(second) or second.startswith(first) else -1


def likeness(a: frozenset[str], b: frozenset[str], weights: Mapping[str, float]) -> float:
    """Cosine of two sets of words under their weights."""
    common = sum(weights[w] ** 2 for w in sorted(a & b))
    if not common:
        return 0.0
    return common / math.sqrt(sum(weights[w] ** 2 for w in sorted(a)) * sum(weights[w] ** 2 for w in sorted(b)))


def _weights(told: Sequence[Told]) -> dict[str, float]:
    """Rare words tell more: the logarithm of how few mentions have the word."""
    seen = Counter(w for t in told for w in t.words)
    return {w: math.log(1 + len(told) / n) for w, n in seen.items()}
