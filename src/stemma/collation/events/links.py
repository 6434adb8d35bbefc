"""Which event mentions are one event: the surest pairs join first, each group as far as all its pairs allow."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

import msgspec

from stemma.collation.events.pairs import (
    FIGHT,
    NEVER,
    ONCE_A_STORY,
    Slips,
    Told,
    days_agree,
    likeness,
    may_be_a_slip,
    near_kind,
    near_months,
    other_news,
    pair_score,
)

ONE = 0.55
SLACK = 0.1
TOLD_ALIKE = 0.5  # likeness of words from which even mentions without party, day and place are compared


class Linked(msgspec.Struct, frozen=True, gc=False):
    """A link that was made or nearly made: the indices of the mentions, the score, what decided."""

    a: int
    b: int
    score: float
    why: str


class _Bond(NamedTuple):
    """Of the pairs between two groups: the sum and the least of their scores, and how many have a bare mention."""

    total: float = 0.0
    least: float = 0.0
    bare: int = 0


def coreferent(
    told: Sequence[Told], one: float = ONE, story_day: str | None = None
) -> tuple[list[list[int]], list[Linked]]:
    """Groups of indices that are one event, and the links that decided; the order of input does not matter.

    Two reports that date one event to two months are taken to differ so in what else they date to these.
    """
    groups, links = _grouped(told, one, story_day, frozenset())
    slips = frozenset(
        (told[i].report, told[i].day, told[j].report, told[j].day)
        for group in groups
        for i in group
        for j in group
        if days_agree(told[i].day, told[j].day) == -1 and may_be_a_slip(told[i], told[j])
    )
    return _grouped(told, one, story_day, slips) if slips else (groups, links)


def _grouped(
    told: Sequence[Told], one: float, story_day: str | None, slips: Slips
) -> tuple[list[list[int]], list[Linked]]:
    """Groups by greedy agglomeration: average link over the mentions that say something of their own, or say the same.

    A pair joins its groups if the mean over the pairs across them stays near ``one`` and none of them forbids it; bare
    mentions count where they say the same. Other back references ("the attack") then join the event that their report
    told just before.
    """
    order = sorted(range(len(told)), key=lambda i: (told[i].report, told[i].start, told[i].lemma))
    rank = {i: n for n, i in enumerate(order)}
    scores = _scores(told, order, story_day, slips)
    groups: dict[int, list[int]] = {i: [i] for i in order}
    of = {i: i for i in order}
    links: list[Linked] = []

    told_fully = {i: int(not told[i].bare) for i in order}  # members of a group that say something of their own
    days = {i: {told[i].day} if told[i].day and not told[i].bare else set[str | None]() for i in order}
    bonds: dict[int, dict[int, _Bond]] = {i: {} for i in order}
    for (i, j), (score, _) in scores.items():
        bonds[i][j] = bonds[j][i] = _Bond(score, min(score, 0.0), int(told[i].bare or told[j].bare))

    def join(i: int, j: int) -> None:
        a, b = of[i], of[j]
        for x in groups.pop(b):
            groups[a].append(x)
            of[x] = a
        told_fully[a] += told_fully.pop(b)
        days[a] |= days.pop(b)
        bonds[a].pop(b, None)
        for other, bond in bonds.pop(b).items():
            bonds[other].pop(b, None)
            if other != a:
                known = bonds[a].get(other, _Bond())
                bonds[a][other] = bonds[other][a] = _Bond(
                    known.total + bond.total, min(known.least, bond.least), known.bare + bond.bare
                )

    ranked = sorted((-s, rank[i], rank[j], i, j, why) for (i, j), (s, why) in scores.items() if s >= one)
    for negative, _, _, i, j, why in ranked:
        a, b = of[i], of[j]
        if a == b:
            continue
        bond = bonds[a][b]
        pairs = told_fully[a] * told_fully[b] + bond.bare
        refused = bond.least <= NEVER or _clash(days[a], days[b]) or bond.total / pairs < one - SLACK * (pairs > 1)
        links.append(Linked(i, j, -negative, ("refused: " if refused else "") + why))
        if not refused:
            join(i, j)
    for i in order:
        if told[i].bare and not _is_feared(told[i]):
            before = _antecedent(told, order, i, groups, of)
            if before is None or of[before] == of[i] or _clash(days[of[i]], days[of[before]]):
                continue
            if bonds[of[i]].get(of[before], _Bond()).least > NEVER:
                links.append(Linked(before, i, one, "told of just before"))
                join(before, i)
    return [sorted(g, key=rank.__getitem__) for g in groups.values()], links


def _is_feared(told: Told) -> bool:
    """ "A war could follow": no war that is."""
    return told.bare and told.indefinite and told.mode == FIGHT


def _clash(a: Set[str | None], b: Set[str | None]) -> bool:
    """Are two groups of other days, also where no two of their mentions could be compared? Months may be a slip."""
    return any(days_agree(x, y) == -1 and not near_months(x, y) for x in a for y in b)


def _scores(
    told: Sequence[Told], order: Sequence[int], story_day: str | None, slips: Slips
) -> dict[tuple[int, int], tuple[float, str]]:
    """Pairs that share type, mode or head and may be compared; the first index is the earlier mention."""
    weights = _weights(told)
    kinds: dict[str, list[int]] = {}
    for i in order:
        for key in (told[i].type, "~" + told[i].lemma, "=" + (told[i].mode or told[i].type)):
            kinds.setdefault(key, []).append(i)
    scores: dict[tuple[int, int], tuple[float, str]] = {}
    for key in sorted(kinds):
        members = [i for i in kinds[key] if not _is_feared(told[i])]
        for n, i in enumerate(members):
            for j in members[n + 1 :]:
                bare = told[i].bare or told[j].bare
                if (i, j) not in scores and not (bare and likeness(told[i].words, told[j].words, weights) < TOLD_ALIKE):
                    scores[i, j] = pair_score(told[i], told[j], weights, story_day, slips)
    return scores


def _antecedent(
    told: Sequence[Told], order: Sequence[int], i: int, groups: Mapping[int, Sequence[int]], of: Mapping[int, int]
) -> int | None:
    """The mention of that kind which the report told last before; else one of the event that most reports tell."""
    mine = told[i]
    fitting = [
        j for j in order if j != i and told[j].type == mine.type and _kind_fits(mine, told[j]) and not told[j].bare
    ]
    own = [j for j in fitting if told[j].report == mine.report and told[j].start < mine.start]
    near = [j for j in own if not told[j].background] or own
    if mine.mode == FIGHT:
        near = [j for j in near if _one_war(mine, told[j])]
        fitting = [j for j in fitting if _one_war(mine, told[j])]
    if near:
        return near[-1]
    fitting = [j for j in fitting if not other_news(mine, told[j])]
    alike = [j for j in fitting if told[j].lemma == mine.lemma and not told[j].background]
    if not alike and (mine.type == "ASSAULT" or mine.mode in ONCE_A_STORY):
        alike = [j for j in fitting if not told[j].background]
    return max(alike, key=lambda j: (len({told[x].report for x in groups[of[j]]}), -order.index(j)), default=None)


def _one_war(a: Told, b: Told) -> bool:
    """May "the civil war" be the fighting told of before? Not where its own words say more than that it was a war."""
    return not (a.words - {a.lemma, a.lemma + "s"} - b.words)


def _kind_fits(a: Told, b: Told) -> bool:
    return a.lemma == b.lemma or a.mode == b.mode or (a.type != "OTHER" and near_kind(a.mode, b.mode))


def _weights(told: Sequence[Told]) -> dict[str, float]:
    """Rare words tell more: the logarithm of how few mentions have the word."""
    seen = Counter(w for t in told for w in t.words)
    return {w: math.log(1 + len(told) / n) for w, n in seen.items()}
