"""A telling is cut where another report tells a part of it alone."""

from __future__ import annotations

from collections.abc import Callable

from stemma.model import Collation

Collated = Callable[..., Collation]

WHOLE = "Orla Veit said on Sunday that the guild would close the northern lock and would offer free meals to stokers."


def told(collation: Collation) -> set[frozenset[str]]:
    return {frozenset(v.text for v in s.variants) for s in collation.statements}


def test_a_part_that_another_report_tells_alone_is_cut_off(collated: Collated) -> None:
    found = collated(WHOLE, "The guild will close the northern lock, Orla Veit said on Sunday.")
    assert told(found) == {
        frozenset({"the guild would close the northern lock", "The guild will close the northern lock"}),
        frozenset({"would offer free meals to stokers"}),
    }


def test_what_the_other_report_tells_whole_is_whole(collated: Collated) -> None:
    found = collated(
        WHOLE, "The guild will close the northern lock and offer free meals to stokers, Orla Veit said on Sunday."
    )
    assert [len(s.variants) for s in found.statements] == [2]


def test_another_speakers_words_cut_nothing(collated: Collated) -> None:
    found = collated(WHOLE, "The guild will close the northern lock, Tobin Quay said on Sunday.")
    assert "the guild would close the northern lock and would offer free meals to stokers" in {
        v.text for s in found.statements for v in s.variants
    }
