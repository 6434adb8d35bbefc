"""How sure a record is: the chance that a careful reader finds it too, from its features.

A logistic model for each kind of record, fitted by `benchmarks/calibrate.py` over stories with gold answers and shipped
as numbers only (`lexicon/confidence.tsv`). It takes up the first, hand-set confidence as one feature among others. A
record below OPEN is offered as open, not as fact; its ``settle`` says what would settle it.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

import msgspec

from stemma.collation.similarity import stems
from stemma.lexicon import table
from stemma.model import Conflict, Event, Figure, Join, Origin, Statement

OPEN = 0.5  # less sure than even chances is no fact
LEAST, MOST = 0.05, 0.97  # no few dozen answers show more certainty than this
WITNESSED = 3  # independent origins: what so many have, each by itself, happened, however much was joined to it

# Rules of conflicts whose sides are of one person, utterance, denial or hour beyond doubt.
ONE_THING = frozenset(
    """ages-differ names-differ roles-differ opposites opposite-deeds rank-claimed denied denied-apart answered-later
    done-or-planned zones-differ clocks-near sources-differ speakers-differ shortened""".split()
)

Features = Mapping[str, float]
Judged = TypeVar("Judged", Statement, Event, Figure, Conflict)


def calibrated(records: Sequence[Judged]) -> tuple[Judged, ...]:
    """The records with the confidence that their features bear out, and what would settle those below OPEN."""
    return tuple(_judged(r) for r in records)


def _judged(record: Judged) -> Judged:
    kind = kind_of(record)
    weights = _weights().get(kind)
    if weights is None or record.corrected_by:  # what a person has put right needs no odds
        return record
    found = FEATURES[kind](record)
    z = sum(weight * (found.get(name, 0.0) - mean) / scale for name, (mean, scale, weight) in weights.items())
    sure = round(min(MOST, max(LEAST, 1 / (1 + math.exp(-z)))), 2)
    if isinstance(record, Event) and record.independent >= WITNESSED:
        sure = max(sure, OPEN)
    settle = record.settle or (_settle(record) if sure < OPEN else None)
    return msgspec.structs.replace(record, confidence=sure, settle=settle)


def kind_of(record: Statement | Event | Figure | Conflict) -> str:
    """The name under which the weights of a record's kind stand."""
    return type(record).__name__.lower()


@functools.cache
def _weights() -> Mapping[str, Mapping[str, tuple[float, float, float]]]:
    """By kind and feature: mean, scale and weight; the weight of ``(always)``, mean -1, is the intercept."""
    found: dict[str, dict[str, tuple[float, float, float]]] = {}
    for row in table("confidence"):
        numbers = (float(row["mean"]), float(row["scale"]), float(row["weight"]))
        found.setdefault(row["kind"], {})[row["feature"]] = numbers
    return found


def _of_statement(s: Statement) -> Features:
    count = len(s.variants)
    named = [v.speaker.text for v in s.variants if v.speaker]
    return {
        "hand-set": _logit(s.confidence),
        "reports": math.log2(len({v.report for v in s.variants})),
        "variants": math.log2(count),
        "in quotation marks": sum(v.form == "direct" for v in s.variants) / count,
        "partly in quotation marks": sum(v.form == "mixed" for v in s.variants) / count,
        "speaker resolved": float(bool(s.speakers)),
        "several speakers": float(len(s.speakers) > 1),
        "speaker named in place": sum(any(c.isupper() for c in n[1:]) for n in named) / count,
        "through a chain": sum(bool(v.via) for v in s.variants) / count,
        "carried": sum(v.carried for v in s.variants) / count,
        "without a cue": sum(v.cue is None for v in s.variants) / count,
        "not plainly said": sum(v.cue_class not in ("said", "claimed") for v in s.variants) / count,
        "short": sum(len(v.text.split()) < 6 for v in s.variants) / count,
        "dated by its words": float(bool(s.when and s.when.basis in ("stated", "absolute", "relative"))),
        **_joins(s.joined, count),
        **_sources(s.origins),
    }


def _of_event(e: Event) -> Features:
    count = len(e.mentions)
    return {
        "hand-set": _logit(e.confidence),
        "reports": math.log2(len({m.report for m in e.mentions})),
        "mentions": math.log2(count),
        "told as fact": sum(m.modality == "asserted" for m in e.mentions) / count,
        "background": sum(m.background for m in e.mentions) / count,
        "in statements": sum(m.statement is not None for m in e.mentions) / count,
        "participants": float(min(3, len(e.participants))),
        "dated": float(e.date is not None),
        "outside PLOVER": float(e.type == "OTHER"),
        "not happened": float(e.status != "happened"),
        **_joins(e.joined, count),
        **_sources(e.origins),
    }


def _of_figure(f: Figure) -> Features:
    mentions = [m for v in f.values for m in v.mentions]
    return {
        "hand-set": _logit(f.confidence),
        "reports": math.log2(len({m.report for m in mentions})),
        "values": float(min(4, len(f.values))),
        "without a value": float(any(v.value is None for v in f.values)),
        "differ": float(f.relation == "differ"),
        "has a unit": float(f.unit is not None),
        "doubtful": float(bool(f.doubts)),
        "of an event": float(f.event is not None),
        "words of its subject": float(min(4, len(f.subject.split()))),
        **_joins(f.joined, len(mentions)),
        **_sources(f.origins),
    }


def _of_conflict(c: Conflict) -> Features:
    rule = c.because[0].rule
    return {
        "hand-set": _logit(c.confidence),
        "likeness of the sides": _likeness(c),
        "one thing for certain": float(rule in ONE_THING),
        "told in details": float(rule == "told-apart"),
        "worded otherwise": float(rule == "rendered"),
    }


def _likeness(c: Conflict) -> float:
    """The content words in common of the two sides most alike, as a share of the fewer ones."""
    words = [{t for span in x.spans for t in stems(span.text)} for x in c.sides]
    return max((len(a & b) / min(len(a), len(b)) for a, b in combinations(words, 2) if a and b), default=0.0)


FEATURES: Mapping[str, Callable[..., Features]] = {
    "statement": _of_statement,
    "event": _of_event,
    "figure": _of_figure,
    "conflict": _of_conflict,
}


def _logit(confidence: float) -> float:
    held = min(MOST, max(LEAST, confidence))
    return math.log(held / (1 - held))


def _joins(joined: Sequence[Join], count: int) -> Features:
    """How the record was put together: its weakest link, and how near the strongest refused one came."""
    if count < 2:
        return {"joined": 0.0, "weakest link": 0.0, "refused": max((j.score for j in joined), default=0.0)}
    made = [j.score for j in joined[: count - 1]]
    return {
        "joined": 1.0,
        "weakest link": min(made, default=0.0),
        "refused": max((j.score for j in joined[count - 1 :]), default=0.0),
    }


def _sources(origins: Sequence[Origin]) -> Features:
    return {"named origins": float(min(3, sum(o.kind not in ("unstated", "unnamed", "on-record") for o in origins)))}


def _settle(record: Statement | Event | Figure | Conflict) -> str:
    """What would settle a record that is less sure than even chances."""
    if isinstance(record, Statement):
        return "whether the words stand as a statement of their own" + (
            "" if len(record.variants) == 1 else ", and one and the same in all these reports"
        )
    if isinstance(record, Event):
        joined = len({m.report for m in record.mentions}) > 1
        return "whether these tell of one happening" if joined else "another report that tells of it"
    if isinstance(record, Figure):
        return "what exactly is counted, as of which day"
    return "whether both sides speak of the same thing"
