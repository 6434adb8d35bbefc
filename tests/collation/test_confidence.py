"""Confidence: bounded, made from features alone, and open records say what would settle them."""

from __future__ import annotations

import math

import msgspec
import pytest
from tests import records

from stemma.collation.confidence import FEATURES, LEAST, MOST, OPEN, calibrated, kind_of
from stemma.collation.conflicts.sides import conflict, side
from stemma.lexicon import table
from stemma.model import Collation, Reason, Span, Statement, Variant


def said(text: str, **fields: object) -> Statement:
    """A statement of one telling."""
    variant = Variant(id="v1", report="a", start=0, end=len(text), text=text, form="indirect", via=())
    made = Statement(
        id="s1",
        confidence=0.9,
        because=(Reason(rule="told", words="a tells it"),),
        origins=(),
        independent=1,
        independent_upper=1,
        speakers=("a1",),
        variants=(variant,),
    )
    return msgspec.structs.replace(made, **fields)


def test_every_record_has_a_bounded_confidence_and_open_ones_a_way_to_settle(collation: Collation) -> None:
    for record in (*collation.statements, *collation.events, *collation.figures, *collation.conflicts):
        assert LEAST <= record.confidence <= MOST
        assert record.confidence >= OPEN or record.settle


def test_a_statement_without_a_speaker_is_less_sure() -> None:
    words = "the night ferry will sail again on Monday"
    with_one, without = calibrated([said(words), said(words, speakers=())])
    assert without.confidence < with_one.confidence


def test_a_scrap_of_words_is_less_sure_than_a_sentence() -> None:
    whole, scrap = calibrated([said("the night ferry will sail again on Monday"), said("the ferry")])
    assert scrap.confidence < whole.confidence


def test_what_three_independent_origins_tell_is_no_open_matter() -> None:
    told = [(r, "Harbour workers walked out", "walked") for r in "abcd"]
    few, many = calibrated(
        [records.event("e1", *told, confidence=0.05, independent=n, independent_upper=4) for n in (2, 3)]
    )
    assert few.confidence < OPEN <= many.confidence


def test_a_conflict_on_one_thing_for_certain_is_surer_than_details_told_apart() -> None:
    sides = [
        side([Span(report=r, start=0, end=len(words), text=words)])
        for r, words in (("a", "the ferry sank off Ansel at dusk"), ("b", "the ferry sank off Ansel in a squall"))
    ]
    age, details = (conflict("what", "the ferry", sides, rule, "", 0.5) for rule in ("ages-differ", "told-apart"))
    surer, less_sure = calibrated([age, details])
    assert less_sure.confidence < surer.confidence


def test_what_a_person_put_right_keeps_its_confidence() -> None:
    record = said("the ferry", confidence=1.0, corrected_by=("k1",))
    assert calibrated([record]) == (record,)


@pytest.mark.parametrize("kind", FEATURES)
def test_the_weights_name_features_that_are_computed(kind: str, collation: Collation) -> None:
    records = (*collation.statements, *collation.events, *collation.figures, *collation.conflicts)
    mine = [r for r in records if kind_of(r) == kind]
    rows = [row for row in table("confidence") if row["kind"] == kind]
    names = {n for r in mine for n in FEATURES[kind](r)}
    assert all(math.isfinite(x) for r in mine for x in FEATURES[kind](r).values())
    if mine and rows:
        assert {row["feature"] for row in rows} - {"(always)"} <= names
