"""No answer yet against an answer; denials that deny different things."""

from __future__ import annotations

from collections.abc import Callable

from stemma.collation.conflicts.reactions import denials_apart
from stemma.collation.conflicts.sides import conflict, side
from stemma.model import Collation, Conflict, Span

Collated = Callable[..., Collation]

SILENT = "The Karnian navy shelled a village on Sunday. There was no immediate comment from the Karnian navy."
DENIED = "The Karnian navy denied that it had shelled the village."


def of_rule(found: Collation, rule: str) -> list[list[object]]:
    return [[s.value for s in c.sides] for c in found.conflicts if c.because[0].rule == rule]


def test_silence_in_one_report_meets_the_denial_in_another(collated: Collated) -> None:
    assert of_rule(collated(SILENT, DENIED), "answered-later") == [["no answer yet", "answered"]]


def test_another_bodys_denial_is_no_answer(collated: Collated) -> None:
    other = "The harbour board denied that it had sold the quay."
    assert of_rule(collated(SILENT, other), "answered-later") == []


def test_who_declines_for_good_is_not_silent_so_far(collated: Collated) -> None:
    declined = "The Karnian navy shelled a village on Sunday. The Karnian navy declined to comment."
    assert of_rule(collated(declined, DENIED), "answered-later") == []


def dispute(*denials: str) -> Conflict:
    told = Span(report="r9", start=0, end=9, text="It sailed")
    spans = [Span(report=f"r{i}", start=0, end=len(d), text=d) for i, d in enumerate(denials)]
    return conflict("what", "a dispute", [side([told]), side(spans)], "denied", "", 0.5)


def test_denials_in_other_words_are_set_side_by_side() -> None:
    (found,) = denials_apart([dispute("denied bombing any harbour", "denied the raid took place")])
    assert [s.spans[0].report for s in found.sides] == ["r0", "r1"]


def test_copied_denials_are_not() -> None:
    assert denials_apart([dispute("denied bombing any harbour", "denied bombing any harbour at all")]) == []
