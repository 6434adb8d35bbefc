#!/usr/bin/env python3
"""Fits the confidence of statements, events, figures and conflicts to stories with gold answers.

For each kind a logistic regression with ridge shrinkage (Newton's method) over the features of
`stemma.collation.confidence`, judged by folds over stories: each story by a model that has not seen it. How hard a kind
is shrunk towards its mean is chosen by folds too, within the stories that the model sees: a hundred conflicts bear out
little more than their mean, a thousand statements all their features. Prints Brier scores and reliability against the
hand-set numbers, and against the mean of the other stories, which says nothing of a record; --write puts the weights
over all stories into `src/stemma/lexicon/confidence.tsv`, those of the kinds named by --kind alone where it is given.
Only numbers are written, no text of any story.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import stemma
from measure import answers, tables
from measure.sources import ROOT, SHARED, scorer, story_folders
from stemma.collation import confidence
from stemma.editions.json import encode

SHRINK = (3.0, 6.0, 12.0, 25.0, 50.0)  # ridge penalties on standardised weights, of which each kind's folds choose one
THIN = 40  # labels below which a kind keeps its hand-set numbers
TARGET = ROOT / "src" / "stemma" / "lexicon" / "confidence.tsv"
HEAD = """\
# How much each feature of a record speaks for it or against it. Made by benchmarks/calibrate.py --write: fit it anew
# rather than edit it. Columns: kind of record; feature, as stemma.collation.confidence names it; mean and scale over
# the records that it was fitted on; weight of the feature, standardised with them. "(always)" is the intercept.
# To add a feature, name it in stemma.collation.confidence and fit anew.
kind\tfeature\tmean\tscale\tweight
"""

Row = tuple[str, str, confidence.Features, bool, float]
"""(story, kind, features, right, hand-set confidence)"""


def main() -> int:
    options = _options()
    folders = [*(options.data or story_folders(options.shared)), *options.more]
    if len(folders) < 2:
        print("calibrate.py: needs two stories with gold at least")
        return 0
    rows = [row for folder in folders for row in labelled(folder, options.shared)]
    written = _kept(options.kind)
    told = []
    for kind in options.kind or confidence.FEATURES:
        mine = [r for r in rows if r[1] == kind]
        if len(mine) < THIN:
            print(f"{kind}: {len(mine)} labels are too few; it keeps its hand-set numbers")
            continue
        held_out = _folds(mine)
        columns = {
            "hand-set": [(r[4], r[3]) for r in mine],
            "mean, held out": _means(mine),
            "fitted, held out": held_out,
        }
        for name, pairs in columns.items():
            brier, gap, bins = answers.reliability(pairs)
            shown = "  ".join(f"{p:.2f}→{y:.2f} ({n})" for p, y, n in bins)
            told.append((kind, name, len(mine), sum(r[3] for r in mine) / len(mine), brier, gap, shown))
        written[kind] = _lines(kind, mine)
    print(tables.table(["kind", "", "labels", "right", "Brier", "gap", "confidence→right"], told))
    if options.write:
        TARGET.write_text(HEAD + "".join(written.get(k, "") for k in confidence.FEATURES), encoding="utf-8")
    return 0


def _kept(kinds: Sequence[str] | None) -> dict[str, str]:
    """The lines that stand for the kinds that are not fitted anew."""
    lines = TARGET.read_text(encoding="utf-8").splitlines(keepends=True) if kinds else []
    return {
        k: "".join(x for x in lines if x.startswith(k + "\t")) for k in confidence.FEATURES if k not in (kinds or ())
    }


def labelled(folder: Path, shared: Path) -> list[Row]:
    """A story's records with their features before calibration, and whether gold bears them out."""
    seen: dict[str, tuple[str, confidence.Features, float]] = {}

    def note(records: Sequence[confidence.Judged]) -> tuple[confidence.Judged, ...]:
        for r in records:
            kind = confidence.kind_of(r)
            seen[r.id] = (kind, confidence.FEATURES[kind](r), r.confidence)
        return tuple(records)

    module = importlib.import_module("stemma.collation.collate")
    fitted, module.calibrated = module.calibrated, note  # type: ignore[attr-defined]
    try:
        made = json.loads(encode(stemma.collate(folder)))
    finally:
        module.calibrated = fitted  # type: ignore[attr-defined]
    score = scorer(shared, "collation")
    labels = answers.right(score, score.Gold(folder), made)
    return [(folder.name, *seen[i][:2], labels[i], seen[i][2]) for i in sorted(labels) if i in seen]


def _folds(rows: Sequence[Row]) -> list[tuple[float, bool]]:
    """(confidence, right) of each record by a model fitted on the other stories, its shrinkage chosen on them too."""
    pairs = []
    for story in sorted({r[0] for r in rows}):
        seen = [r for r in rows if r[0] != story]
        pairs += _held_out(rows, story, _shrinkage(seen))
    return pairs


def _means(rows: Sequence[Row]) -> list[tuple[float, bool]]:
    """(share of right ones in the other stories, right) of each record: what knows the kind alone."""
    pairs = []
    for story, _, _, right, _ in rows:
        others = [r[3] for r in rows if r[0] != story]
        pairs.append((sum(others) / len(others), right))
    return pairs


def _held_out(rows: Sequence[Row], story: str, shrink: float) -> list[tuple[float, bool]]:
    model = _fit([r for r in rows if r[0] != story], shrink)
    return [(_apply(model, r[2]), r[3]) for r in rows if r[0] == story]


def _shrinkage(rows: Sequence[Row]) -> float:
    """The penalty whose models judge the stories that they have not seen best."""
    stories = sorted({r[0] for r in rows})

    def loss(shrink: float) -> float:
        pairs = [p for story in stories for p in _held_out(rows, story, shrink)]
        return sum((sure - right) ** 2 for sure, right in pairs)

    return min(SHRINK, key=loss) if len(stories) > 1 else SHRINK[-1]


Model = dict[str, tuple[float, float, float]]


def _fit(rows: Sequence[Row], shrink: float) -> Model:
    names = sorted({n for r in rows for n in r[2]})
    x = np.array([[r[2].get(n, 0.0) for n in names] for r in rows])
    y = np.array([float(r[3]) for r in rows])
    mean, scale = x.mean(axis=0), x.std(axis=0)
    kept = scale > 1e-9
    z = np.column_stack([np.ones(len(x)), (x[:, kept] - mean[kept]) / scale[kept]])
    penalty = np.diag([0.0] + [shrink] * int(kept.sum()))
    weights = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ weights))
        gradient = z.T @ (p - y) + penalty @ weights
        step = np.linalg.solve(z.T @ (z * (p * (1 - p))[:, None]) + penalty + 1e-9 * np.eye(len(weights)), gradient)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    used = [n for n, k in zip(names, kept, strict=True) if k]
    model = {"(always)": (-1.0, 1.0, float(weights[0]))}
    for n, m, s, w in zip(used, mean[kept], scale[kept], weights[1:], strict=True):
        model[n] = (float(m), float(s), float(w))
    return model


def _apply(model: Model, features: confidence.Features) -> float:
    z = sum(w * (features.get(n, 0.0) - m) / s for n, (m, s, w) in model.items())
    return float(min(confidence.MOST, max(confidence.LEAST, 1 / (1 + np.exp(-z)))))


def _lines(kind: str, rows: Sequence[Row]) -> str:
    return "".join(f"{kind}\t{n}\t{m:.4f}\t{s:.4f}\t{w:.4f}\n" for n, (m, s, w) in _fit(rows, _shrinkage(rows)).items())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, help="where the scorer and the shared stories lie")
    parser.add_argument("--data", type=Path, nargs="+", help="story folders with gold instead of all")
    parser.add_argument("--more", type=Path, nargs="+", default=[], help="story folders with gold beside those")
    parser.add_argument("--kind", nargs="+", choices=list(confidence.FEATURES), help="fit these kinds alone")
    parser.add_argument("--write", action="store_true", help="write the weights fitted on all stories")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
