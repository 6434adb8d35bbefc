"""Sentences of two reports that tell one thing, each with its own time: what fixes one report's day by another's."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from stemma.model import Stretch, TimeExpression, Witness
from stemma.reading.times.anchors import names_day

SHARED_RUN = 6  # words in a row that two sentences share only when one quotes or copies the other or both a third
QUOTED_WORDS = 8  # a quotation this long is a telling even where its time stands in the sentence beside it
ALIKE = 0.22  # cosine of rare words from which two sentences that share a run or enough words tell one event
SHARED_COMMON_WORDS = 2  # besides names: "met", "Moscow" and two ministers are in every sentence of a story
WEIGHT_LIMIT = 2.0
SAME_WEEKDAY = 0.12  # with one weekday in both (one chance in seven) less likeness is enough
SAME_WEEKDAY_STEMS = 3
SAME_WEEKDAY_WEIGHT = 1.0
LEAD = 3  # sentences; the leads of two reports of one story mostly tell its one event
LEAD_STEMS = 4
LEAD_WEIGHT = 0.6
SLACK = 1e-9  # so that no rounding leaves out a pair that the exact test takes
NEAR_RUN = 9  # words in a row that two undated sentences share: the two reports were written within days


class Pivot(NamedTuple):
    """Two expressions, (index of the witness, index of its expression) each, that should name one time."""

    a: tuple[int, int]
    b: tuple[int, int]
    weight: float
    a_sentence: Stretch
    b_sentence: Stretch
    why: str


class Nearness(NamedTuple):
    """Two witnesses that share words which neither dates, with the sentences."""

    a: int
    b: int
    a_sentence: Stretch
    b_sentence: Stretch
    run: int


class Telling(NamedTuple):
    """A sentence with the expression that dates it."""

    witness: int
    expression: int  # UNDATED where no expression dates it
    kind: str
    number: int
    sentence: Stretch
    words: tuple[str, ...]
    stems: frozenset[str]
    names: frozenset[str]
    own: bool


UNDATED = -1
YEAR = 4  # digits: a year in the next sentence does not date a quotation


def pivots(witnesses: Sequence[Witness]) -> tuple[list[Pivot], list[Nearness]]:
    """The best pivot of each dated sentence with each other report, and who shares undated words with whom.

    Sentences are compared by the cosine of their stems weighted by rarity among all the story's sentences, and by runs
    of words in common.
    """
    tellings: list[Telling] = []
    frequency: Counter[str] = Counter()
    sentences = 0
    for at, witness in enumerate(witnesses):
        sentences += len(witness.reading.sentences)
        tellings.extend(_tellings(at, witness, frequency))
    rarity = {stem: math.log(1 + sentences / n) for stem, n in frequency.items()}
    norms = [math.sqrt(sum(rarity[s] ** 2 for s in sorted(t.stems))) or 1.0 for t in tellings]
    best: dict[tuple[int, int], Pivot] = {}
    near: dict[tuple[int, int], Nearness] = {}
    for i, j, dot in _alike(tellings, rarity, norms):
        a, b = tellings[i], tellings[j]
        if a.expression == UNDATED or b.expression == UNDATED:
            alike = dot > ALIKE * norms[i] * norms[j]
            if alike and a.expression == b.expression and (a.witness, b.witness) not in near:
                run = _longest_run(a.words, b.words)
                if run >= NEAR_RUN:
                    near[a.witness, b.witness] = Nearness(a.witness, b.witness, a.sentence, b.sentence, run)
            continue
        pivot = _pivot(a, b, dot / (norms[i] * norms[j]))
        if pivot is None:
            continue
        for key in ((i, tellings[j].witness), (j, tellings[i].witness)):
            if key not in best or pivot.weight > best[key].weight:
                best[key] = pivot
    chosen = sorted(set(best.values()), key=lambda p: (p.a, p.b, p.a_sentence, p.b_sentence))
    return [p for p in chosen if p.weight > 0], [near[k] for k in sorted(near)]


def _alike(
    tellings: Sequence[Telling], rarity: Mapping[str, float], norms: Sequence[float]
) -> Iterator[tuple[int, int, float]]:
    """The pairs of tellings of two reports that may be pivots, i < j, each with the product of their stems' weights."""
    where: defaultdict[str, list[int]] = defaultdict(list)
    for n, telling in enumerate(tellings):
        for stem in telling.stems:
            where[stem].append(n)
    places = {stem: np.array(found, dtype=np.intp) for stem, found in where.items()}
    owners = np.array([t.witness for t in tellings])
    least = min(SAME_WEEKDAY, ALIKE) * np.array(norms) * (1 - SLACK)
    for i, telling in enumerate(tellings):
        dots = np.zeros(len(tellings))
        for stem in sorted(telling.stems):
            dots[places[stem]] += rarity[stem] ** 2
        dots[: i + 1] = 0.0
        dots[owners == telling.witness] = 0.0
        for j in np.flatnonzero((dots > 0) & (dots >= least * norms[i])).tolist():
            yield i, j, float(dots[j])


def _pivot(a: Telling, b: Telling, cosine: float) -> Pivot | None:
    common = a.stems & b.stems
    weekday = a.kind.startswith("weekday") and a.kind == b.kind and a.own and b.own
    if cosine < ALIKE:
        if cosine < SAME_WEEKDAY:
            return None
        if weekday and len(common) >= SAME_WEEKDAY_STEMS:
            weight, why = SAME_WEEKDAY_WEIGHT, "one event on one weekday: " + ", ".join(sorted(common)[:6])
        elif a.kind and b.kind and max(a.number, b.number) < LEAD and len(common) >= LEAD_STEMS and a.own and b.own:
            weight, why = LEAD_WEIGHT, "what both reports open with: " + ", ".join(sorted(common)[:6])
        else:
            return None
        return Pivot((a.witness, a.expression), (b.witness, b.expression), weight, a.sentence, b.sentence, why)
    plain = len(common - a.names - b.names)
    run = _longest_run(a.words, b.words) if plain >= SHARED_COMMON_WORDS else 0
    if run >= SHARED_RUN:
        weight, why = WEIGHT_LIMIT, f"{run} words in a row in common"
    elif weekday and len(common) >= SAME_WEEKDAY_STEMS:
        weight = max(SAME_WEEKDAY_WEIGHT, min(WEIGHT_LIMIT, 4 * cosine) * 0.75)
        why = "one event on one weekday: " + ", ".join(sorted(common)[:6])
    elif plain >= SHARED_COMMON_WORDS and common & (a.names | b.names) and a.own and b.own:
        weight, why = min(WEIGHT_LIMIT, 4 * cosine) * 0.75, "one event: " + ", ".join(sorted(common)[:6])
    else:
        return None
    return Pivot((a.witness, a.expression), (b.witness, b.expression), weight, a.sentence, b.sentence, why)


def _longest_run(a: Sequence[str], b: Sequence[str]) -> int:
    best = 0
    row: dict[int, int] = {}
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j, word in enumerate(b):
        places[word].append(j)
    for word in a:
        fresh = {}
        for j in places.get(word, ()):
            fresh[j] = row.get(j - 1, 0) + 1
            best = max(best, fresh[j])
        row = fresh
    return best


def datable(expression: TimeExpression) -> bool:
    """Does the expression bind by the publication day or name a date outright?"""
    if expression.type not in ("DATE", "TIME") or expression.in_debris or expression.anchor in ("story", "expression"):
        return False
    return bool(expression.part or expression.unit or (expression.value and expression.value[0].isdigit()))


def _tellings(at: int, witness: Witness, frequency: Counter[str]) -> Iterator[Telling]:
    text = witness.report.text
    sentences = witness.reading.sentences
    dated: list[int | None] = []
    stems_of: list[tuple[tuple[str, ...], frozenset[str], frozenset[str]]] = []
    n = 0
    times = witness.reading.times
    for stretch in sentences:
        while n < len(times) and times[n].span.end <= stretch.start:
            n += 1
        inside = []
        k = n
        while k < len(times) and times[k].span.start < stretch.end:
            if datable(times[k]) and not times[k].in_quote:
                inside.append(k)
            k += 1
        dated.append(inside[0] if inside else None)
        words = tuple(w.lower() for w in _WORD.findall(stretch.of(text)))
        names = frozenset(_stem(w.lower()) for w in _NAME.findall(stretch.of(text)[1:]))
        drop = {w.lower() for k in inside for w in _WORD.findall(times[k].span.of(text))}
        stems = frozenset(_stem(w) for w in words if len(w) > 2 and w not in STOP and w not in drop)
        frequency.update(stems)
        stems_of.append((words, stems, names & stems))
    for i, stretch in enumerate(sentences):
        words, stems, names = stems_of[i]
        if len(stems) < 4:
            continue
        if (own := dated[i]) is not None:
            yield Telling(at, own, _kind(times[own]), i, stretch, words, stems, names, True)
        elif len(words) >= QUOTED_WORDS and _QUOTED.search(stretch.of(text)):
            beside = [dated[j] for j in (i - 1, i + 1) if 0 <= j < len(dated)]
            near = next((n for n in beside if n is not None and len(times[n].value or "long") != YEAR), None)
            if near is not None:
                yield Telling(at, near, _kind(times[near]), i, stretch, words, stems, names, False)
            else:
                yield Telling(at, UNDATED, "", i, stretch, words, stems, names, False)


def _kind(expression: TimeExpression) -> str:
    """The weekday named, "day" for another single day, "" for anything longer."""
    if expression.part and expression.part.startswith("weekday"):
        return expression.part
    return "day" if names_day(expression) else ""


_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NAME = re.compile(r"(?<![.!?]\s)\b[A-ZÀ-Þ][^\W\d_]+(?:-[^\W\d_]+)*")
_QUOTED = re.compile(r"[“\"]")
STOP: Mapping[str, None] = dict.fromkeys(
    "the and for with that this from was were are has have had been its his her their our they them who which what "
    "will would not but said say says told tell added after before during when where while also more than over into "
    "about other".split()
)


def _stem(word: str) -> str:
    """A rough stem: enough to meet "toppled" with "toppling"."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "ed", "es", "s", "'s", "’s", "al"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
