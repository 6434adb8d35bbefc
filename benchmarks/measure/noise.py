"""Has a figure fallen below its floor, or is it noise? Paired bootstrap over blocks of units where there are counts.

Method: Efron and Tibshirani 1993, chapter 16; for comparing two systems on one test set, Koehn 2004 ("Statistical
significance tests for machine translation evaluation").
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from measure.result import Counts, f1

RESAMPLES = 2000
SURE = 0.95  # share of resamples in which the figure must be lower than before
# Stories are few and their facets' records hang together, so there is nothing to resample: a fixed margin there, one
# record of some ten in one story of five. The same for what has no counts. Less where the bootstrap decides as well.
MARGIN = 0.02
MARGIN_WITH_COUNTS = 0.01


def share_lower(now: Sequence[Counts], then: Sequence[Counts], seed: int = 1) -> float:
    """In what share of resamples of the blocks ``now`` scores lower than ``then``; both over the same blocks."""
    a, b = np.array(now, dtype=float), np.array(then, dtype=float)
    drawn = np.random.default_rng(seed).integers(0, len(a), size=(RESAMPLES, len(a)))
    return float(np.mean(_f1(a[drawn].sum(axis=1)) < _f1(b[drawn].sum(axis=1))))


def _f1(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(divide="ignore", invalid="ignore"):
        precision, recall = np.nan_to_num(sums[:, 0] / sums[:, 1]), np.nan_to_num(sums[:, 2] / sums[:, 3])
        both: NDArray[np.float64] = np.nan_to_num(2 * precision * recall / (precision + recall))
    return both


def paired(now: Sequence[Counts] | None, then: Sequence[Counts] | None) -> bool:
    """Whether both were counted over the same units: as many wanted in each block.

    What is wanted is gold's and stays; for shares of what was given (precision) it does not, and they are not paired.
    """
    if not now or not then or len(now) != len(then):
        return False
    return all(abs(x[3] - y[3]) < 1e-6 for x, y in zip(now, then, strict=True))


def fallen(
    figures: Mapping[str, float],
    blocks: Mapping[str, Sequence[Counts]],
    floors: Mapping[str, float],
    floor_blocks: Mapping[str, Sequence[Counts]],
) -> tuple[list[str], list[str]]:
    """What fell below its floor, and what is below it by no more than noise; each in words.

    Only floors whose bench and data were measured (the name up to its last slash) are asked for.
    """
    measured = {name.rpartition("/")[0] for name in figures}
    fell: list[str] = []
    noise: list[str] = []
    for name, floor in sorted(floors.items()):
        if name.rpartition("/")[0] not in measured:
            continue
        if name not in figures:
            fell.append(f"{name}: floor {floor:.3f}, now without a figure")
        elif figures[name] < floor:
            words = f"{name}: floor {floor:.3f}, now {figures[name]:.3f}"
            now, then = blocks.get(name), floor_blocks.get(name)
            if now is None or then is None or not paired(now, then):
                fell.append(words)
                continue
            lower = share_lower(now, then)
            words += f" (was {f1(then):.3f}; lower in {lower:.0%} of {RESAMPLES:,} resamples)"
            (fell if lower >= SURE else noise).append(words)
    return fell, noise


def raised(
    figures: Mapping[str, float],
    blocks: Mapping[str, Sequence[Counts]],
    floors: Mapping[str, float],
    floor_blocks: Mapping[str, Sequence[Counts]],
) -> tuple[dict[str, float], dict[str, Sequence[Counts]]]:
    """The floors and their counts after raising: each figure less its margin, never below the floor that stands."""
    new, counts = dict(floors), dict(floor_blocks)
    for name, figure in figures.items():
        floor = round(max(0.0, figure - (MARGIN_WITH_COUNTS if name in blocks else MARGIN)), 3)
        if floor > new.get(name, -1.0):
            new[name] = floor
            if name in blocks:
                counts[name] = blocks[name]
    return dict(sorted(new.items())), dict(sorted(counts.items()))


def read_floors(folder: Path) -> tuple[dict[str, float], dict[str, Sequence[Counts]]]:
    """floors.json and floors-counts.json of a folder; empty where there are none."""
    made = []
    for name in ("floors.json", "floors-counts.json"):
        file = folder / name
        made.append(json.loads(file.read_text("utf-8")) if file.is_file() else {})
    return made[0], made[1]


def write_floors(folder: Path, floors: Mapping[str, float], counts: Mapping[str, Sequence[Counts]]) -> None:
    """One figure a line, so that a raised floor reads well in a diff."""
    (folder / "floors.json").write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    lines = [
        f"{json.dumps(name)}: {json.dumps([_short(c) for c in b], separators=(',', ':'))}" for name, b in counts.items()
    ]
    (folder / "floors-counts.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _short(counts: Sequence[float]) -> list[float]:
    return [int(n) if float(n).is_integer() else n for n in counts]
