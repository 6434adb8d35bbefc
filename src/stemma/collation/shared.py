"""The passages that the reports of a story share, told apart: narration, quotation, debris, headline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from stemma.collation.common import span
from stemma.gathering.passages import SEED_WORDS, Run, Words, lies_in, over_edits, quotations, shared_runs, words_of
from stemma.model import Passage, Stretch, Witness, content_id

LEAST_WORDS = 8  # within one story a shorter run is a name, a title or a common phrase
SAME_PLACE = 0.6  # share of the shorter stretch that two runs must have in common in one report to be one passage


class Shared(msgspec.Struct, frozen=True):
    """The passages, the runs they are made of, each report's words, and which run is of which kind."""

    passages: tuple[Passage, ...]
    runs: tuple[Run, ...]
    words: tuple[Words, ...]
    kinds: Mapping[Run, str]


def shared(witnesses: Sequence[Witness]) -> Shared:
    """All passages of LEAST_WORDS or more, exact or over small edits, with their spans in every report."""
    words = tuple(words_of(w.report.text) for w in witnesses)
    runs = tuple(over_edits(shared_runs(words, SEED_WORDS), LEAST_WORDS))
    marked = {n: quotations(witnesses[n].report.text) for n in sorted({n for r in runs for n in (r.a, r.b)})}
    kinds = {run: _kind(witnesses, words, run, marked) for run in runs}
    groups = _places(runs, words)
    passages = []
    for members in groups:
        spans: dict[int, Stretch] = {}
        for run in members:
            for number, stretch in ((run.a, _stretch(words, run, True)), (run.b, _stretch(words, run, False))):
                known = spans.get(number)
                spans[number] = (
                    Stretch(min(known.start, stretch.start), max(known.end, stretch.end)) if known else stretch
                )
        votes = sorted(kinds[r] for r in members)
        where = [(witnesses[n].report.sha256, s.start, s.end) for n, s in sorted(spans.items())]
        passages.append(
            Passage(
                id=min(content_id("p", *w) for w in where),
                spans=tuple(span(witnesses[n], s) for n, s in sorted(spans.items())),
                words=min(min(r.a_words, r.b_words) for r in members),
                kind=max(votes, key=lambda v: (votes.count(v), v)),  # type: ignore[arg-type]
                edits=max(r.edits for r in members),
            )
        )
    return Shared(tuple(sorted(passages, key=lambda p: (-p.words, p.id))), runs, words, kinds)


def _stretch(words: Sequence[Words], run: Run, first: bool) -> Stretch:
    side, start, count = (run.a, run.a_from, run.a_words) if first else (run.b, run.b_from, run.b_words)
    return Stretch(words[side].starts[start], words[side].ends[start + count - 1])


def _kind(
    witnesses: Sequence[Witness], words: Sequence[Words], run: Run, marked: Mapping[int, Sequence[Stretch]]
) -> str:
    sides = [
        (witnesses[run.a], _stretch(words, run, True), marked[run.a]),
        (witnesses[run.b], _stretch(words, run, False), marked[run.b]),
    ]
    if any(lies_in(s, [Stretch(d.start, d.end) for d in w.reading.debris]) for w, s, _ in sides):
        return "debris"
    if any(lies_in(s, _quoted(w)) or lies_in(s, marks) for w, s, marks in sides):
        return "quotation"
    if any(
        w.report.title and s.start < len(w.report.title) and s.of(w.report.text) in w.report.title for w, s, _ in sides
    ):
        return "headline"
    return "narration"


def _quoted(witness: Witness) -> list[Stretch]:
    return [p for a in witness.reading.attributions if a.form == "direct" for p in a.content]


def _places(runs: Sequence[Run], words: Sequence[Words]) -> list[list[Run]]:
    """Runs put together that stand in the same place of a report."""
    owner = list(range(len(runs)))

    def find(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    places: dict[int, list[tuple[int, int, int]]] = {}
    for i, run in enumerate(runs):
        for side, start, count in ((run.a, run.a_from, run.a_words), (run.b, run.b_from, run.b_words)):
            places.setdefault(side, []).append((start, start + count, i))
    for spans in places.values():
        spans.sort()
        active: list[tuple[int, int, int]] = []
        for start, end, i in spans:
            active = [a for a in active if a[1] > start]
            for s, e, j in active:
                common = min(e, end) - max(s, start)
                if common >= SAME_PLACE * min(e - s, end - start) and common >= 0.4 * max(e - s, end - start):
                    owner[find(i)] = find(j)
            active.append((start, end, i))
    groups: dict[int, list[Run]] = {}
    for i, run in enumerate(runs):
        groups.setdefault(find(i), []).append(run)
    return list(groups.values())
