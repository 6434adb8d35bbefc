"""Tables for spreadsheets: who tells what, as CSV."""

from __future__ import annotations

import csv
import io

from stemma.editions.dossier import dossier
from stemma.model import Collation

_FORMULA = ("=", "+", "-", "@")


def matrix_csv(collation: Collation) -> str:
    """The matrix as CSV (RFC 4180): a row a record with its label, id, words and bounds, a column a report.

    Cells hold the contract's words ("told", "alone", "left-out", ...), nothing where nothing is known. A text cell
    that a spreadsheet would run as a formula is led by an apostrophe.
    """
    d = dossier(collation)
    standing = {row.id: row.standing for row in d.told}
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["label", "id", "words", "independent", "independent_upper", *(_text(r.label) for r in d.reports)])
    for row in d.matrix:
        low, high = standing[row.id].low, standing[row.id].high
        table.writerow([row.label, row.id, _text(row.title), low, high, *row.cells])
    return out.getvalue()


def _text(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
