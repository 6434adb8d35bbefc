"""Which records of a collation a story's gold answers bear out: the labels that confidence is fitted on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from types import ModuleType
from typing import Any

ROUNDED = 0.005  # values as near as this are one, as the scorer has it
HALF = 0.5  # of a record's tellings must be in gold
MOSTLY = 0.75  # of those must be of one gold record: a stray one among many does not make the record wrong


def right(score: ModuleType, gold: Any, made: dict[str, Any]) -> dict[str, bool]:
    """By a record's id: is it right? Of statements, events, figures and conflicts, as the exported JSON has them."""
    told = score.Scores(gold, made)
    variants = [(s, v) for s in made["statements"] for v in s["variants"]]
    mentions = [(e, m) for e in made["events"] for m in e["mentions"]]
    found: dict[str, bool] = {}
    of = {j: i for i, j in told.variant_pairs}
    for record, places in _places(variants):
        hit = _one(places, {j: gold.variants[of[j]][1]["id"] for j in places if j in of})
        voices = [gold.variants[of[j]][1]["speaker"] for j in places if j in of]
        whose = {v for voice in voices for v in ([voice] if isinstance(voice, str) else voice)}
        found[record["id"]] = hit and bool(whose & {told.gold_actor.get(a, a) for a in record["speakers"]})
    of = {j: i for i, j in told.event_pairs}
    for record, places in _places(mentions):
        ids = {j: gold.event_mentions[of[j]][1] for j in places if j in of}
        typed = 2 * sum(e["type"] == record["type"] for e in ids.values()) >= len(ids)
        found[record["id"]] = _one(places, {j: e["id"] for j, e in ids.items()}) and typed
    found |= _figures(score, gold, made["figures"])
    found |= _conflicts(score, gold, made["conflicts"])
    return found


def _places(tellings: Sequence[tuple[dict[str, Any], Any]]) -> list[tuple[dict[str, Any], list[int]]]:
    by_id: dict[str, tuple[dict[str, Any], list[int]]] = {}
    for j, (record, _) in enumerate(tellings):
        by_id.setdefault(record["id"], (record, []))[1].append(j)
    return list(by_id.values())


def _one(places: Sequence[int], ids: dict[int, str]) -> bool:
    most = max(Counter(ids.values()).values(), default=0)
    return len(ids) >= HALF * len(places) and most > 0 and most >= MOSTLY * len(ids)


def _figures(score: ModuleType, gold: Any, figures: Sequence[dict[str, Any]]) -> dict[str, bool]:
    want = [
        (gold.span(m), v["value"], f["id"]) for f in gold.figures for v in f.get("values") or [f] for m in v["mentions"]
    ]
    got = [(score.at(m), v.get("value"), f) for f in figures for v in f["values"] for m in v["mentions"]]

    def alike(g: Any, f: Any) -> float:
        near = (
            isinstance(g[1], str)
            or g[1] == f[1]
            or (None not in (g[1], f[1]) and abs(g[1] - f[1]) <= 0.005 * abs(g[1]))
        )
        return float(score.jaccard(g[0], f[0])) if near else 0.0

    of = {j: i for i, j in score.pair_off(want, got, alike, 0.05)}
    return {
        record["id"]: _one(places, {j: want[of[j]][2] for j in places if j in of})
        for record, places in _places([(f, None) for _, _, f in got])
    }


def _conflicts(score: ModuleType, gold: Any, conflicts: Sequence[dict[str, Any]]) -> dict[str, bool]:
    def agree(g: Any, f: Any) -> float:
        met = [
            {
                k
                for k, side in enumerate(f["sides"])
                if any(score.jaccard(gold.span(s), score.at(x)) >= 0.2 for x in side["spans"])
            }
            for s in g["sides"]
        ]
        met = [m for m in met if m]
        return float(g["kind"] == f["kind"] and len(met) >= 2 and len(set().union(*met)) >= 2)

    hit = {j for _, j in score.pair_off(gold.conflicts, conflicts, agree, 1.0)}
    return {c["id"]: j in hit for j, c in enumerate(conflicts)}


def reliability(
    pairs: Sequence[tuple[float, bool]], bins: int = 5
) -> tuple[float, float, list[tuple[float, float, int]]]:
    """Brier score, mean gap between confidence and share right over bins, and the bins: (confidence, share, count)."""
    brier = sum((p - y) ** 2 for p, y in pairs) / len(pairs)
    by_bin: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for p, y in pairs:
        by_bin[min(bins - 1, int(p * bins))].append((p, y))
    rows = [(sum(p for p, _ in b) / len(b), sum(y for _, y in b) / len(b), len(b)) for _, b in sorted(by_bin.items())]
    gap = sum(abs(p - y) * n for p, y, n in rows) / len(pairs)
    return brier, gap, rows
