"""Whole stories: collate a folder of reports and score the collation against its gold, facet by facet."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

import stemma
from measure.result import Measured
from measure.sources import ROOT, scorer
from stemma.editions.json import encode

HEART = "mean of the heart"
MEAN = "mean F1"


def collation(folder: Path, shared: Path, misses: Sequence[str] = ()) -> Measured:
    """The facets of one story; with ``misses`` the scorer's lists of what was missed in these facets as notes.

    Raises ValueError where a span does not quote its report exactly.
    """
    score = scorer(shared, "collation")
    began, wall = time.process_time(), time.perf_counter()
    made = encode(stemma.collate(folder))
    spent, took = time.process_time() - began, time.perf_counter() - wall
    made_up = json.loads(made)
    gold = score.Gold(folder)
    try:
        score.check_spans(made_up, {i: r["text"] for i, r in gold.reports.items()})
    except SystemExit as stop:
        raise ValueError(str(stop)) from stop
    facets = score.Scores(gold, made_up).facets
    heart = [facets[n]["f1"] for n in score.HEART if n in facets]
    figures = {name: f["f1"] for name, f in facets.items()}
    if heart:
        figures[HEART] = sum(heart) / len(heart)
    figures[MEAN] = sum(f["f1"] for f in facets.values()) / len(facets)
    text = sum(len(r["text"].encode()) for r in gold.reports.values())
    wrong = _against_schema(made_up, shared)
    notes = [f"{folder.name}: against the schema: {wrong}"] if wrong else []
    notes += [_misses(shared, folder, made, misses)] if misses else []
    also: dict[str, float | str] = {
        "reports": len(gold.reports),
        "precision": sum(f["precision"] for f in facets.values()) / len(facets),
        "recall": sum(f["recall"] for f in facets.values()) / len(facets),
        "JSON bytes / text bytes": len(made) / text,
        "fits the schema": "no" if wrong else "yes",
        "CPU seconds": spent,
    }
    return Measured("collation", folder.name, figures, also, notes=notes, seconds=took)


def means(found: Sequence[Measured]) -> dict[str, float]:
    """Each facet's mean over the stories that have it, in the order of first occurrence."""
    names = dict.fromkeys(name for m in found for name in m.figures if name not in (HEART, MEAN))
    values = {name: [m.figures[name] for m in found if name in m.figures] for name in (*names, HEART, MEAN)}
    return {name: sum(v) / len(v) for name, v in values.items() if v}


def _against_schema(made: object, shared: Path) -> str:
    """The first thing in which a collation breaks the export contract; empty where it keeps to it."""
    contract = shared / "design" / "collation.schema.json"
    own = ROOT / "src" / "stemma" / "editions" / "collation.schema.json"
    schema = json.loads((contract if contract.is_file() else own).read_text("utf-8"))
    error = next(Draft202012Validator(schema).iter_errors(made), None)
    return f"{error.json_path}: {error.message[:160]}" if error else ""


def _misses(shared: Path, folder: Path, made: bytes, facets: Sequence[str]) -> str:
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "collation.json"
        file.write_bytes(made)
        options = [word for facet in facets for word in ("--misses", facet)]
        command = [sys.executable, str(shared / "bench" / "collation" / "score.py"), str(folder), str(file), *options]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
