"""Passages that reports share: exact runs found by an index of word n-grams, then widened over small edits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from stemma.model import Stretch
from stemma.reading.attributions.quotes import quotes

LEAST_WORDS = 12  # words in a row that two reports do not share by chance (the reuse bench's own definition)
MOST_PLACES = 64  # a run that stands in more places is a standing line of the language or of an outlet
SMALL_EDIT = 4  # words on either side that may differ between two runs of one passage
MOSTLY = 0.6  # share of a passage inside quotation marks or debris that makes it a quotation or debris
SEED_WORDS = 5  # the shortest exact run that a passage over edits is made of

_WORD = re.compile(r"[^\W_]+")


class Words(msgspec.Struct, frozen=True):
    """A text's words, case folded, with their offsets; ``parts`` are those that an apostrophe joins to the next one."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    parts: frozenset[int] = frozenset()


class Run(msgspec.Struct, frozen=True, order=True):
    """A stretch that texts ``a`` and ``b`` share: indices of the texts, of the first words, words on each side.

    ``edits`` counts the words that differ (0 for an exact run).
    """

    a: int
    b: int
    a_from: int
    b_from: int
    a_words: int
    b_words: int
    edits: int = 0


def words_of(text: str) -> Words:
    """The words of a text: runs of letters and digits."""
    found = [(m.group().casefold(), m.start(), m.end()) for m in _WORD.finditer(text)]
    parts = frozenset(
        i for i, ((_, _, end), (_, start, _)) in enumerate(pairwise(found)) if start == end + 1 and text[end] in "'’"
    )
    return Words(tuple(w for w, _, _ in found), tuple(s for _, s, _ in found), tuple(e for _, _, e in found), parts)


def shared_runs(texts: Sequence[Words], least: int = LEAST_WORDS) -> list[Run]:
    """All maximal exact runs of at least ``least`` words between two different texts, sorted.

    Every n-gram of that length is hashed (64 bits, polynomial) and sorted once, so the cost grows with the words and
    the sharing places, not with the pairs of texts. n-grams in more than MOST_PLACES places are passed over. No run
    begins or ends in half a word: "the mayor" is not shared with "the mayor's".
    """
    ids: dict[str, int] = {}
    rows = [np.array([ids.setdefault(w, len(ids) + 1) for w in t.words], dtype=np.uint64) for t in texts]
    seeds: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for group in _same_ngrams(rows, least):
        for i, (a, p) in enumerate(group):
            for b, q in group[i + 1 :]:
                if a != b:
                    seeds[a, b, q - p].append(p)
    runs = []
    for (a, b, diagonal), places in seeds.items():
        places.sort()
        first = last = places[0]
        for p in [*places[1:], -1]:
            if p == last + 1 or p == last:
                last = p
                continue
            start, end = _whole(texts[a], texts[b], diagonal, first, last + least)
            if end - start >= least:
                runs.append(Run(a, b, start, start + diagonal, end - start, end - start))
            first = last = p
    return sorted(runs)


def _whole(one: Words, two: Words, diagonal: int, start: int, end: int) -> tuple[int, int]:
    """The run without the words at its edges that are, in either text, half of a word that goes on outside of it."""
    while start < end and (start - 1 in one.parts or start - 1 + diagonal in two.parts):
        start += 1
    while start < end and (end - 1 in one.parts or end - 1 + diagonal in two.parts):
        end -= 1
    return start, end


def quotations(text: str) -> tuple[Stretch, ...]:
    """What stands in quotation marks in a text, without the marks, in its order."""
    return tuple(Stretch(q.inner_start, q.inner_end) for q in quotes(text))


def lies_in(passage: Stretch, places: Iterable[Stretch]) -> bool:
    """Does most of a passage stand in the places, which do not overlap each other?"""
    length = passage.end - passage.start
    return length > 0 and sum(passage.overlap(p) for p in places) >= MOSTLY * length


def over_edits(runs: Iterable[Run], least: int = LEAST_WORDS, gap: int = SMALL_EDIT) -> list[Run]:
    """Runs joined across small edits: neighbours of one pair with at most ``gap`` words between them on either side.

    Only those of at least ``least`` words on the shorter side remain.
    """
    by_pair: dict[tuple[int, int], list[Run]] = defaultdict(list)
    for run in runs:
        by_pair[run.a, run.b].append(run)
    joined = []
    for (a, b), pair in by_pair.items():
        open_runs: list[list[int]] = []  # [a_from, b_from, a_end, b_end, edits]
        for run in sorted(pair, key=lambda r: (r.a_from, r.b_from)):
            for one in reversed(open_runs):
                da, db = run.a_from - one[2], run.b_from - one[3]
                if -run.a_words < da <= gap and -run.b_words < db <= gap and run.b_from >= one[1]:
                    one[4] += max(da, db, 0) if max(da, db) > 0 else abs(da - db)
                    one[2] = max(one[2], run.a_from + run.a_words)
                    one[3] = max(one[3], run.b_from + run.b_words)
                    break
            else:
                open_runs.append([run.a_from, run.b_from, run.a_from + run.a_words, run.b_from + run.b_words, 0])
        joined += [Run(a, b, s, t, e - s, f - t, n) for s, t, e, f, n in open_runs if min(e - s, f - t) >= least]
    return sorted(joined)


def _same_ngrams(rows: Sequence[NDArray[np.uint64]], n: int) -> list[list[tuple[int, int]]]:
    """Groups of (text, place) whose n-grams are the same, each of two to MOST_PLACES places."""
    hashes: list[NDArray[np.uint64]] = []
    owners: list[NDArray[np.int32]] = []
    places: list[NDArray[np.int32]] = []
    factor = np.uint64(0x9E3779B97F4A7C15)
    with np.errstate(over="ignore"):
        for index, row in enumerate(rows):
            count = len(row) - n + 1
            if count < 1:
                continue
            value = np.zeros(count, dtype=np.uint64)
            for k in range(n):
                mixed = row[k : k + count] * factor
                value = (value * np.uint64(1_000_003)) ^ (mixed ^ (mixed >> np.uint64(29)))
            hashes.append(value)
            owners.append(np.full(count, index, dtype=np.int32))
            places.append(np.arange(count, dtype=np.int32))
    if not hashes:
        return []
    value, owner, place = np.concatenate(hashes), np.concatenate(owners), np.concatenate(places)
    order = np.argsort(value, kind="stable")
    value, owner, place = value[order], owner[order], place[order]
    edges = np.flatnonzero(np.concatenate(([True], value[1:] != value[:-1], [True])))
    sizes = np.diff(edges)
    groups = []
    for group in np.flatnonzero((sizes > 1) & (sizes <= MOST_PLACES)):
        s, e = int(edges[group]), int(edges[group + 1])
        groups.append([(int(o), int(p)) for o, p in zip(owner[s:e], place[s:e])])
    return groups
