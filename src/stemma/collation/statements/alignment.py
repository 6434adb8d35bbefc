"""The variants of a statement word by word: a progressive multiple alignment, as textual criticism collates witnesses.

Words are the rows' letters; two words match when their stems are the same. The variants are aligned one after another,
longest first, to the columns that stand so far (Needleman and Wunsch 1970; progressive: Feng and Doolittle 1987).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec

from stemma.collation.similarity import stems
from stemma.gathering.passages import Words, words_of
from stemma.model import AlignedCell, AlignedColumn, Variant

MATCH, MISMATCH, GAP = 3, -2, -1
MOST_WORDS = 120  # a longer telling is too long to read side by side
MOST_VARIANTS = 12


class _Word(msgspec.Struct, frozen=True):
    key: str
    start: int
    end: int


_Column = tuple[_Word | None, ...]


def aligned(variants: Sequence[Variant]) -> tuple[AlignedColumn, ...]:
    """Columns of the variants' words, runs of one kind and of the same variants joined; cells in the order given.

    A column is ``same`` where all variants agree, ``replaced`` where all have words but not the same, ``left-out``
    where fewer than half lack them, ``added`` where half or more do. Nothing is aligned when a variant is too long.
    """
    rows = [_words(v) for v in variants[:MOST_VARIANTS]]
    if len(variants) > MOST_VARIANTS or any(len(r) > MOST_WORDS for r in rows):
        return ()
    order = sorted(range(len(rows)), key=lambda i: (-len(rows[i]), i))
    columns: list[list[_Word | None]] = []
    done: list[int] = []
    for i in order:
        columns = _add(columns, rows[i], len(done))
        done.append(i)
    place = [done.index(i) for i in range(len(rows))]
    ordered: list[_Column] = [tuple(c[p] for p in place) for c in columns]
    return tuple(_column(kind, list(run), variants) for (kind, *_), run in groupby(ordered, key=_shape))


def _words(variant: Variant) -> list[_Word]:
    found: Words = words_of(variant.text)
    return [
        _Word((stems(w) or (w,))[0], variant.start + s, variant.start + e)
        for w, s, e in zip(found.words, found.starts, found.ends)
    ]


def _add(columns: list[list[_Word | None]], row: list[_Word], width: int) -> list[list[_Word | None]]:
    """The columns with one more row, aligned for the best score."""
    if not columns:
        return [[*([None] * width), w] for w in row]
    n, m = len(columns), len(row)
    score = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        score[i][0] = i * GAP
    for j in range(1, m + 1):
        score[0][j] = j * GAP
    gain = [[_gain(column, word) for word in row] for column in columns]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            score[i][j] = max(score[i - 1][j - 1] + gain[i - 1][j - 1], score[i - 1][j] + GAP, score[i][j - 1] + GAP)
    made: list[list[_Word | None]] = []
    i, j = n, m
    while i or j:
        if i and j and score[i][j] == score[i - 1][j - 1] + gain[i - 1][j - 1]:
            made.append([*columns[i - 1], row[j - 1]])
            i, j = i - 1, j - 1
        elif i and score[i][j] == score[i - 1][j] + GAP:
            made.append([*columns[i - 1], None])
            i -= 1
        else:
            made.append([*([None] * width), row[j - 1]])
            j -= 1
    return made[::-1]


def _gain(column: Sequence[_Word | None], word: _Word) -> float:
    present = [w for w in column if w]
    return sum(MATCH if w.key == word.key else MISMATCH for w in present) / len(present)


def _shape(column: _Column) -> tuple[str | bool, ...]:
    """The kind of a column and which variants have words there: only columns alike in both read as one."""
    return (_kind(column), *(w is not None for w in column))


def _kind(column: _Column) -> str:
    present = [w for w in column if w]
    if len(present) == len(column):
        return "same" if len({w.key for w in present}) == 1 else "replaced"
    return "left-out" if len(present) * 2 > len(column) else "added"


def _column(kind: str | bool, run: Sequence[_Column], variants: Sequence[Variant]) -> AlignedColumn:
    cells: list[AlignedCell | None] = []
    for k, variant in enumerate(variants):
        words = [c[k] for c in run if c[k] is not None]
        first, last = (words[0], words[-1]) if words else (None, None)
        cells.append(AlignedCell(variant=variant.id, start=first.start, end=last.end) if first and last else None)
    return AlignedColumn(kind=kind, cells=tuple(cells))  # type: ignore[arg-type]
