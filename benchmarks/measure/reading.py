"""The benches of single reports, sentences and names: attribution, times, names, events."""

from __future__ import annotations

import contextlib
import csv
import gc
import io
import json
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from measure.parses import Parses
from measure.result import Counts, Measured, blocks_of, f1
from measure.sources import data_name, rows, scorer


def attribution(file: Path, shared: Path, parses: Parses) -> Measured:
    """Who said what in whole articles (PolNeAR's form): partial overlap of content, with source, of quotations."""
    from stemma.reading.attributions import bench_form

    score = scorer(shared, "attribution")
    gold = {d["doc"]: d for d in rows(file)}
    docs = parses.docs([d["text"] for d in gold.values()])
    began = time.process_time()
    made = {name: {"attributions": bench_form(doc)} for name, doc in zip(gold, docs, strict=True)}
    spent = time.process_time() - began
    figures: dict[str, float] = {}
    blocks: dict[str, Sequence[Counts]] = {}
    for label, speech in (("", False), ("speech ", True)):
        result = score.score(gold, made, speech)
        figures |= {
            f"{label}partial F1": result["all"]["partial"]["f1"] / 100,
            f"{label}content+source F1": result["all"]["content+source"]["f1"] / 100,
            f"{label}exact F1": result["all"]["exact"]["f1"] / 100,
        }
        if not speech:
            figures |= {
                "tokens F1": result["all"]["tokens"]["f1"] / 100,
                "direct partial F1": result["direct"]["partial"]["f1"] / 100,
                "source overlap": result["all"]["source_overlap"] / 100,
                "source head": result["all"]["source_head"] / 100,
            }
        units = [(name, score.score({name: gold[name]}, {name: made[name]}, speech)["all"]) for name in gold]
        for measure in ("partial", "content+source", "exact"):
            blocks[f"{label}{measure} F1"] = blocks_of((name, _from_shares(row, measure)) for name, row in units)
    also = {"articles": len(gold), "words/s on top of the parse": _words(docs) / spent}
    return Measured("attribution", data_name(file), figures, also, blocks)


def _from_shares(row: dict[str, Any], measure: str) -> Counts:
    """The scorer gives percentages of one article; the counts behind them are small, so rounding gives them back."""
    given, wanted = row["pred"], row["gold"]
    right = round(row[measure]["p"] * given / 100), round(row[measure]["r"] * wanted / 100)
    return right[0], given, right[1], wanted


def times(file: Path, shared: Path, parses: Parses) -> Measured:
    """Time expressions found, typed and valued (TempEval-3)."""
    from stemma.collation.dates import timex_values

    score = scorer(shared, "times")
    gold = {d["id"]: d for d in rows(file)}
    docs = parses.docs([d["text"] for d in gold.values()])
    began = time.process_time()
    made = {
        name: {
            "timexes": [
                dict(start=start, end=end, type=type_, value=value)
                for start, end, type_, value, _ in timex_values(doc, date.fromisoformat(gold[name]["dct"][:10]))
            ]
        }
        for name, doc in zip(gold, docs, strict=True)
    }
    spent = time.process_time() - began
    whole, calendar = score.score(gold, made), score.score(gold, made, calendar=True)
    figures = {
        "value F1": whole["value F1"],
        "calendar value F1": calendar["value F1"],
        "relaxed F1": whole["relaxed P R F1"][2],
        "strict F1": whole["strict P R F1"][2],
        "type accuracy": whole["type accuracy"],
    }
    blocks = {}
    for name, key, plain in (
        ("value F1", "value", False),
        ("calendar value F1", "value", True),
        ("relaxed F1", "relaxed", False),
        ("strict F1", "strict", False),
    ):
        units = [(i, score.score({i: gold[i]}, {i: made[i]}, calendar=plain)) for i in gold]
        blocks[name] = blocks_of((i, (n[key], n["pred"], n[key], n["gold"])) for i, n in units)
    also = {"documents": len(gold), "reports/s on top of the parse": len(gold) / spent}
    return Measured("times", data_name(file), figures, also, blocks)


def names(file: Path, shared: Path, parses: Parses) -> Measured:
    """Whether two names denote one person or body: at the product's own threshold, and threshold-free."""
    from stemma.collation.actors.names import SAME, similarity

    score = scorer(shared, "names")
    with file.open(encoding="utf-8", newline="") as f:
        gold = list(csv.DictReader(f))
    for one, other in (("Anna Berg", "Hanna Borg"), ("Tse Berg-ming", "Берг Анна"), ("Berg", "Kim Berg")):
        similarity(one, other, "Person")  # loads the lexicons
    similarity("Berg Peruvian Institute Limited", "Borg Institut plc", "Organization")
    gc.collect()
    gc.freeze()  # what other benches have left in memory is no part of the cost
    began = time.process_time()
    made = [(row["id"], similarity(row["name1"], row["name2"], row["schema"])) for row in gold]
    spent = time.process_time() - began
    began = time.process_time()
    for row in gold:
        similarity(row["name1"], row["name2"], row["schema"])
    again = time.process_time() - began
    with tempfile.TemporaryDirectory() as folder:
        scores = Path(folder) / "scores.csv"
        with scores.open("w", encoding="utf-8", newline="") as f:
            csv.writer(f).writerows([("id", "score"), *made])
        pairs = score.read(file, scores)
    at_same = score.figures(pairs, SAME)
    figures = {
        "F1": at_same["F1"],
        "precision": at_same["precision"],
        "recall": at_same["recall"],
        "average precision": score.average_precision(pairs),
    }
    right = [(row["id"], int(s >= SAME), int(y), int(y and s >= SAME)) for s, y, row in pairs]
    blocks = {
        "F1": blocks_of((i, (both, yes, both, y)) for i, yes, y, both in right),
        "precision": blocks_of((i, (both, yes, both, yes)) for i, yes, _, both in right),
        "recall": blocks_of((i, (both, y, both, y)) for i, _, y, both in right),
    }
    best = score.best_threshold(pairs)
    also = {
        "pairs": len(pairs),
        "threshold": SAME,
        "best threshold here": round(best, 3),
        "F1 there": score.figures(pairs, best)["F1"],
        "pairs/s": len(pairs) / spent,
        "pairs/s of names met before": len(pairs) / again,
    }
    return Measured("names", data_name(file), figures, also, blocks)


def events(file: Path, shared: Path, parses: Parses) -> Measured:
    """Events of single sentences by PLOVER: type, and the countries of actor and recipient."""
    from stemma.reading.plover import code

    score = scorer(shared, "events")
    gold = score.load(file)
    docs = parses.docs([d["text"] for d in gold])
    began = time.process_time()
    made = [{"id": g["id"], "events": code(doc)} for g, doc in zip(gold, docs, strict=True)]
    spent = time.process_time() - began
    printed = _printed(score, file, made)
    first = re.search(r"coverage (\S+)\s+type accuracy (\S+)\s+any (\S+)", printed)
    macro = re.search(r"macro F1 (\S+)", printed)
    if not first or not macro:
        raise ValueError(f"the scorer of events prints in another form: {printed[:200]!r}")
    figures = {"type accuracy": float(first[2]), "macro F1": float(macro[1])}
    old = any(g["type"] == "YIELD" for g in gold)
    types = {m["id"]: [_older(e["type"]) if old else e["type"] for e in m["events"]] for m in made}
    accepted = [(g["id"], bool(types[g["id"]]) and types[g["id"]][0] in {g["type"], *g.get("also", [])}) for g in gold]
    blocks = {"type accuracy": blocks_of((i, (ok, 1, ok, 1)) for i, ok in accepted)}
    for side, f_one, span in re.findall(r"(actor|recipient) country: .*F1 (\S+)\s+span (\S+)", printed):
        if any(score.codes(g[side]) for g in gold):
            figures[f"{side} country F1"] = float(f_one)
            counts = [(g["id"], _countries(score, g, made[k]["events"], side)) for k, g in enumerate(gold)]
            blocks[f"{side} country F1"] = blocks_of(counts)
        figures[f"{side} span"] = float(span)
    whole = re.search(r"full .*: (\d+)/(\d+) =", printed)
    if whole and int(whole[2]):
        figures["all three right"] = int(whole[1]) / int(whole[2])
        both = [(g, score.sides(g, _judged(g, m["events"]))) for g, m in zip(gold, made, strict=True)]
        right = dict(accepted)
        asked = [
            (g["id"], all(want == got for want, got in s.values())) for g, s in both if all(w for w, _ in s.values())
        ]
        units = [(i, int(same and right[i])) for i, same in asked]
        blocks["all three right"] = blocks_of((i, (ok, 1, ok, 1)) for i, ok in units)
    for name in list(blocks):
        if abs(f1(blocks[name]) - figures[name]) > 0.001:
            raise ValueError(f"events: counts by record give another {name} than the scorer")
    also = {"records": len(gold), "coverage": float(first[1]), "words/s on top of the parse": _words(docs) / spent}
    return Measured("events", data_name(file), figures, also, blocks)


def _printed(score: ModuleType, file: Path, made: Sequence[dict[str, Any]]) -> str:
    """The scorer's own report: it has no function that returns its figures."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        predicted.write_text("".join(json.dumps(m) + "\n" for m in made), encoding="utf-8")
        given, sys.argv = sys.argv, ["score.py", str(file), str(predicted)]
        try:
            with contextlib.redirect_stdout(io.StringIO()) as out:
                score.main()
        finally:
            sys.argv = given
    return out.getvalue()


def _older(type_: str) -> str:
    return "YIELD" if type_ in ("CONCEDE", "RETREAT") else type_


def _countries(score: ModuleType, gold: dict[str, Any], made: Sequence[dict[str, Any]], side: str) -> Counts:
    want, got = score.sides(gold, _judged(gold, made))[side]
    return len(want & got), len(got), len(want & got), len(want)


def _judged(gold: dict[str, Any], made: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The event whose parties count: the first of gold's type, else the first."""
    return next((e for e in made if e["type"] == gold["type"]), made[0] if made else {})


def _words(docs: Sequence[Any]) -> int:
    return sum(sum(not t.is_space and not t.is_punct for t in doc) for doc in docs)
