"""The one loader of the lexicons: tab-separated word lists beside this file, each with its how-to at the head."""

from __future__ import annotations

import functools
from importlib import resources

Row = dict[str, str]


@functools.cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of ``NAME.tsv`` in the file's order, each a dict of column name to cell ("" where empty).

    Lines that start with ``#`` and blank lines are left out. Raises FileNotFoundError for an unknown name and
    ValueError, naming file and line, for a row with more cells than columns.
    """
    lines = resources.files(__package__).joinpath(f"{name}.tsv").read_text("utf-8").splitlines()
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    columns = [c.strip() for c in numbered[0][1].split("\t")]
    rows = []
    for number, line in numbered[1:]:
        cells = [c.strip() for c in line.split("\t")]
        if len(cells) > len(columns):
            raise ValueError(f"{name}.tsv, line {number}: {len(cells)} cells for {len(columns)} columns")
        rows.append(dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True)))
    return tuple(rows)


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, parted by ``|``."""
    return tuple(v for part in cell.split("|") if (v := part.strip()))
