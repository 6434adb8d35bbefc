"""Labels follow reading order and lead back to their records."""

from __future__ import annotations

import msgspec
import pytest

from stemma.editions.names import find, names
from stemma.errors import UserError
from stemma.model import Collation, Origin


def test_labels_follow_reading_order(strike: Collation) -> None:
    labels = names(strike).labels
    assert [labels[s] for s in ("s01", "s02", "s03", "s04", "s05")] == ["S1", "S2", "S3", "S4", "S5"]
    assert [labels[e] for e in ("e03", "e01", "e02")] == ["E1", "E2", "E3"]  # by date, parts below their whole
    assert [labels[c] for c in ("c01", "c02")] == ["C1", "C2"]  # by rank


def test_what_is_unsure_comes_last(strike: Collation) -> None:
    assert names(strike).labels["s06"] == "S6"
    assert names(strike).labels["e04"] == "E4"


def test_labels_do_not_depend_on_input_order(strike: Collation) -> None:
    turned = msgspec.structs.replace(
        strike,
        reports=strike.reports[::-1],
        statements=strike.statements[::-1],
        events=strike.events[::-1],
        figures=strike.figures[::-1],
        actors=strike.actors[::-1],
    )
    assert names(turned).labels == names(strike).labels


def test_long_report_ids_get_short_names(strike: Collation) -> None:
    first = msgspec.structs.replace(strike.reports[0], id="b2f0c9a1d3e4")
    renamed = msgspec.structs.replace(strike, reports=(first, *strike.reports[1:]))
    assert names(renamed).report("b2f0c9a1d3e4") == "r1"
    assert sorted(names(renamed).reports.values()) == ["r1", "r2", "r3", "r4", "r5", "r6"]


@pytest.mark.parametrize(
    ("label", "id"), [("S1", "s01"), ("s1", "s01"), ("e2", "e01"), ("F1", "f01"), ("r4", "r4"), ("story", "")]
)
def test_labels_lead_back(strike: Collation, label: str, id: str) -> None:
    if id:
        assert find(strike, names(strike), label) == id
    else:
        with pytest.raises(UserError, match="this collation has S1–S6, E1–E4, F1–F3, A1–A3, C1–C2"):
            find(strike, names(strike), label)


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        (Origin(name="unstated:r4", kind="unstated"), "r4 names no source"),
        (Origin(name="on record", kind="on-record"), "on record"),
        (Origin(name="unnamed", kind="unnamed"), "unnamed sources"),
        (Origin(name="Vellic Press", kind="agency"), "Vellic Press"),
        (Origin(name="Daily Echo", kind="outlet"), "Daily Echo, own reporting"),
        (Origin(name="Vellic Press", kind="agency", bound="possible"), "Vellic Press (possibly)"),
    ],
)
def test_origins_in_words(strike: Collation, origin: Origin, said: str) -> None:
    assert names(strike).origin(origin) == said


def test_marks_tell_named_origins_from_open_ones(strike: Collation) -> None:
    standing = names(strike).standing(1, 3, strike.statements[0].origins)
    assert standing.marks == (1, 2, False)
    assert standing.numbers == "1–3"
    assert standing.named == ("Vellic Press",)
