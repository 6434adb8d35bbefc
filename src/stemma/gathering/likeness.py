"""How alike whole reports are: words under TF-IDF, with weight on titles, leads and names, and less for days apart.

TF-IDF on whole reports does better than sentence vectors here: it keeps the names, places and figures that part
look-alike events.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from stemma.model import Report

# Set on the development sets of the stories bench (six sets, from 50 to 6,388 reports, dated and not), where small
# changes of each move the mean by less than half a point.
LEAD = 400  # characters that say what the report is about; they count twice, and so does a title of its own
NAME = 1.3  # a word with a capital, against another word
ALONE = 0.3  # share of its square at which a word that no other report has counts as length
NEWS_DAYS = 4.0  # standard deviation of a Gaussian: reports three days apart keep three quarters of their likeness
NEIGHBOURS = (20, 50)  # ranks of nearest reports that lie beyond most stories, but within the subject
OTHERS = 20  # reports on other matters that any pile is taken to lie among: what all of one story share still counts
LEAST = 0.06  # likeness below which two reports have next to nothing in common

Vector = dict[str, float]

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ies", "es", "s", "ing", "ed")
_SHORTEST_STEM = 4
_STOP = frozenset(
    """the a an of in on at to for from with by and or but that which who whom whose this these those his her its their
    is are was were be been being has have had having will would it he she they we i you him them us as after before
    when while said says say not no than then there where about into over more less some any all also one two new our
    your my if so up out off can could may might should do does did just what how why because against during between
    through under per mr mrs ms st nd rd th ll ve re don isn wasn didn doesn""".split()
)


def vectors(reports: Sequence[Report]) -> list[Vector]:
    """A vector of word weights for each report.

    A word that no other report has is left out; the length of a vector counts it a little, so that reports of unlike
    length can be alike and two reports that share only common words are not.
    """
    counts = [_counts(r) for r in reports]
    spread = Counter(w for c in counts for w in c)
    made = []
    for c in counts:
        raw = {w: (1 + math.log(n)) * math.log((len(reports) + OTHERS) / spread[w]) for w, n in sorted(c.items())}
        length = math.sqrt(sum(v * v * (ALONE if spread[w] == 1 else 1.0) for w, v in raw.items())) or 1.0
        made.append({w: v / length for w, v in raw.items() if spread[w] > 1})
    return made


def cosine(a: Vector, b: Vector) -> float:
    """Likeness of two reports by their words alone, 0 to 1."""
    small, large = sorted((a, b), key=len)
    return sum(v * large[w] for w, v in small.items() if w in large)


def near_pairs(reports: Sequence[Report]) -> dict[tuple[int, int], float]:
    """Likeness of all pairs (i < j) that stand out from what is usual around them.

    From each pair's cosine the mean likeness of both to the further reports on their subject is taken (their ranks are
    NEIGHBOURS): in a large collection on few subjects everything is somewhat alike, in a small one nothing is. The idea
    is that of cross-domain similarity local scaling (Conneau et al. 2018).
    """
    rows = _rows(vectors(reports), [_day(r) for r in reports])
    usual = [around for _, _, around in rows]
    pairs = {}
    for i, (places, alike, _) in enumerate(rows):
        for j, likeness in zip(places.tolist(), alike.tolist()):
            above = likeness - (usual[i] + usual[j]) / 2
            if i < j and above >= LEAST:
                pairs[i, j] = above
    return pairs


def _counts(report: Report) -> Counter[str]:
    """How often each word stands in a report: words in common form, names, title and lead weighted."""
    text, title = report.text, report.title or ""
    counts: Counter[str] = Counter()
    for part in (text, text[:LEAD], "" if text.startswith(title) else title):
        for word in _WORD.findall(part):
            stem = word.casefold()
            if stem in _STOP or (len(stem) < 2 and not stem.isdigit()):
                continue
            ending = next((e for e in _ENDINGS if stem.endswith(e) and len(stem) - len(e) >= _SHORTEST_STEM), "")
            counts[stem.removesuffix(ending)] += NAME if word[0].isupper() else 1  # type: ignore[assignment]
    return counts


def _day(report: Report) -> int | None:
    try:
        return date.fromisoformat((report.published or "")[:10]).toordinal()
    except ValueError:
        return None


def _rows(
    weights: Sequence[Vector], days: Sequence[int | None]
) -> list[tuple[NDArray[np.intp], NDArray[np.float64], float]]:
    """For each report those that have something in common with it, how alike they are, and what is usual around it."""
    held: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for i, vector in enumerate(weights):
        for word, weight in vector.items():
            held[word].append((i, weight))
    holders = {w: (np.array([i for i, _ in h]), np.array([x for _, x in h])) for w, h in held.items()}
    when = np.array([np.nan if d is None else float(d) for d in days])
    first, last = NEIGHBOURS
    rows = []
    for i, vector in enumerate(weights):
        alike = np.zeros(len(weights))
        for word, weight in vector.items():
            places, others = holders[word]
            alike[places] += weight * others
        alike *= np.exp(-(np.nan_to_num(when - when[i]) ** 2) / (2 * NEWS_DAYS**2))
        alike[i] = 0.0
        near = np.flatnonzero(alike >= LEAST)
        wider = np.sort(alike[near])[-last:-first]
        rows.append((near, alike[near], float(wider.sum()) / (last - first)))
    return rows
