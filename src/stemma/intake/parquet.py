"""Parquet files into reports, read by DuckDB a batch of rows at a time; columns as in tables.py."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from stemma.intake.options import Options
from stemma.intake.pieces import Piece
from stemma.intake.problems import Problem, Refused
from stemma.intake.tables import has_texts, of_rows
from stemma.model import Report

ROWS = 1_000_000  # of one file
BATCH = 2_048  # rows; DuckDB's own unit
MEMORY = "1GB"


def reports(piece: Piece, options: Options) -> Iterator[Report | Problem]:
    """The reports of a Parquet file, a row each."""
    with tempfile.TemporaryDirectory() as folder:
        path = piece.path
        if path is None or piece.data is not None:  # from an archive: DuckDB reads files
            path = Path(folder) / "rows.parquet"
            path.write_bytes(piece.read())
        try:
            with duckdb.connect(config={"memory_limit": MEMORY, "threads": 1, "temp_directory": folder}) as database:
                answer = database.execute("select * from read_parquet(?)", [str(path)])
                names = [column[0] for column in answer.description]
                if not has_texts(names, options):
                    what = f"has no column of texts (its columns are {', '.join(names)[:120]})"
                    raise Refused(piece.where, what, "name it with --column text=NAME")
                yield from of_rows(piece, _rows(piece, answer, names), options)
        except duckdb.Error as error:
            words = str(error).splitlines()[0].replace(str(path), piece.name)[:100]
            raise Refused(piece.where, f"is a broken Parquet file ({words})", "export it anew") from error


def _rows(piece: Piece, answer: Any, names: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    number = 0
    dated = [name for name, kind, *_ in answer.description if str(kind).startswith(("DATE", "TIMESTAMP"))]
    while rows := answer.fetchmany(BATCH):
        for cells in rows:
            number += 1
            if number > ROWS:
                raise Refused(piece.where, f"has more than {ROWS:,} rows", "split it; the first ones were read")
            row = dict(zip(names, cells))
            for name in dated:
                if isinstance(row[name], datetime.date):
                    row[name] = _iso(row[name])
            yield f"{piece.where}, row {number}", row


def _iso(value: datetime.date) -> str:
    """A day or moment in ISO 8601."""
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="seconds").replace("+00:00", "Z")
    return value.isoformat()
