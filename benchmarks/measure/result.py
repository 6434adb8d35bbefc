"""What one bench yields on one file of data: its figures, and the counts by unit from which noise is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

BLOCKS = 100  # units are summed into so many blocks: enough for a bootstrap, few enough to keep beside the floors

Counts = tuple[float, float, float, float]
"""Right and given, right and wanted: precision is the first over the second, recall the third over the fourth."""


@dataclass(frozen=True)
class Measured:
    """``figures`` (0 to 1, more is better) have floors, ``also`` (sizes, speeds, baselines) have none.

    ``blocks`` hold the counts behind those figures that are an F1 or a share of countable units.
    """

    bench: str
    data: str
    figures: Mapping[str, float]
    also: Mapping[str, float | str] = field(default_factory=dict)
    blocks: Mapping[str, Sequence[Counts]] = field(default_factory=dict)
    notes: Sequence[str] = ()
    seconds: float = 0.0

    def named(self) -> dict[str, float]:
        """The figures under their full names: bench/data/figure."""
        return {f"{self.bench}/{self.data}/{name}": value for name, value in self.figures.items()}

    def named_blocks(self) -> dict[str, Sequence[Counts]]:
        return {f"{self.bench}/{self.data}/{name}": counts for name, counts in self.blocks.items()}


def blocks_of(units: Iterable[tuple[str, Counts]]) -> list[Counts]:
    """Counts of (id, counts) summed into blocks: by the id alone, so that two runs over the same data pair up."""
    sums = [[0.0] * 4 for _ in range(BLOCKS)]
    for key, counts in units:
        block = sums[crc32(key.encode()) % BLOCKS]
        for k, n in enumerate(counts):
            block[k] += n
    return [(round(a, 4), round(b, 4), round(c, 4), round(d, 4)) for a, b, c, d in sums]


def f1(counts: Iterable[Sequence[float]]) -> float:
    """F1 of summed counts; of a share (right, all, right, all) it is the share."""
    right_given, given, right_wanted, wanted = 0.0, 0.0, 0.0, 0.0
    for a, b, c, d in counts:
        right_given, given, right_wanted, wanted = right_given + a, given + b, right_wanted + c, wanted + d
    precision = right_given / given if given else 0.0
    recall = right_wanted / wanted if wanted else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
