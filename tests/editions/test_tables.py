"""The matrix as CSV."""

import csv
import io

import msgspec

from stemma.editions.tables import matrix_csv
from stemma.model import Collation


def test_a_row_a_record_a_column_a_report(strike: Collation) -> None:
    rows = list(csv.DictReader(io.StringIO(matrix_csv(strike))))
    assert [r["label"] for r in rows] == ["E3", "S1", "F3"]
    assert rows[1]["r1"] == "told"
    assert rows[1]["r3"] == "left-out"
    assert (rows[1]["independent"], rows[1]["independent_upper"]) == ("1", "3")


def test_no_cell_is_a_formula(strike: Collation) -> None:
    events = tuple(msgspec.structs.replace(e, title="=1+1") for e in strike.events)
    assert ",'=1+1," in matrix_csv(msgspec.structs.replace(strike, events=events))
