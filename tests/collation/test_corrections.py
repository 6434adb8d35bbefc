"""What people put right is honoured on every collation."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from stemma.collation.collate import collate
from stemma.collation.corrections import Correction, located, read_corrections, without_rejected
from stemma.intake.text import report
from stemma.model import Collation, EventMention, FigureMention, Reading, Report, Stretch, Witness


def lines(*items: dict[str, object]) -> list[Correction]:
    found, wrong = read_corrections(json.dumps(i) for i in items)
    assert not wrong
    return found


def place(report: Report, words: str, nth: int = 0) -> dict[str, object]:
    """The anchor of the nth place where the words stand."""
    start = -1
    for _ in range(nth + 1):
        start = report.text.index(words, start + 1)
    return {"sha256": report.sha256, "start": start, "end": start + len(words)}


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("nonsense", "malformed"),
        ("[]", "Expected"),
        ('{"kind": "other"}', "other"),
        ('{"kind": "same", "a": {"report": "x"}}', "needs the places a and b"),
        ('{"kind": "reject"}', "needs the place at"),
        ('{"kind": "set", "at": {"report": "x"}, "field": "text", "value": "y"}', "can change published, value"),
        ('{"kind": "set", "at": {"report": "x"}, "field": "published", "value": "yesterday"}', "needs a date"),
        ('{"kind": "set", "at": {"report": "x"}, "field": "published"}', "needs a date"),
        ('{"kind": "set", "at": {"report": "x"}, "field": "value", "value": "2031-02-30"}', "needs a date"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(line: str, word: str) -> None:
    found, wrong = read_corrections(["", line])
    assert not found
    assert len(wrong) == 1 and wrong[0].startswith("line 2: ") and word in wrong[0]


def test_corrections_on_other_reports_wait(witnesses: Sequence[Witness]) -> None:
    here = {"kind": "reject", "at": {"report": "ledger", "start": 0, "end": 9}, "id": "here"}
    there = {"kind": "reject", "at": {"sha256": "0" * 64, "start": 0, "end": 9}, "id": "there"}
    assert located(lines(here, there), witnesses).keys == ("here",)


def test_a_publication_day_can_be_set(witnesses: Sequence[Witness]) -> None:
    item = {"kind": "set", "field": "published", "value": "2031-06-01", "at": {"report": "ledger"}}
    found = collate(witnesses, corrections=lines(item))
    assert {r.id: r.published.value for r in found.reports}["ledger"] == "2031-06-01"


def test_a_time_can_be_set(witnesses: Sequence[Witness], reports: Sequence[Report]) -> None:
    at = place(reports[1], "Monday morning")
    found = collate(witnesses, corrections=lines({"kind": "set", "field": "value", "value": "2031-05-12", "at": at}))
    (time,) = [t for t in found.times if t.report == "courier" and t.text.startswith("Monday")]
    assert time.value == "2031-05-12" and time.corrected_by


def named(collation: Collation, name: str) -> list[set[str]]:
    """The reports that mention each actor of this name."""
    return [{m.report for m in a.mentions} for a in collation.actors if name in (a.name, *a.names)]


def test_two_actors_can_be_joined(witnesses: Sequence[Witness], reports: Sequence[Report]) -> None:
    a, b = place(reports[0], "Orla Veit"), place(reports[0], "Tobin Quay")
    before = collate(witnesses)
    found = collate(witnesses, corrections=lines({"kind": "same", "a": a, "b": b}))
    assert len(found.actors) == len(before.actors) - 1
    (both,) = [x for x in found.actors if {"Orla Veit", "Tobin Quay"} <= {x.name, *x.names}]
    assert both.corrected_by


def test_one_actor_can_be_split(witnesses: Sequence[Witness], reports: Sequence[Report]) -> None:
    a, b = place(reports[0], "Orla Veit"), place(reports[1], "Orla Veit")
    before = collate(witnesses)
    found = collate(witnesses, corrections=lines({"kind": "not-same", "a": a, "b": b}))
    assert len(found.actors) == len(before.actors) + 1
    ids = [x.id for x in found.actors]
    assert len(ids) == len(set(ids))


def test_statements_can_be_joined_and_kept_apart(witnesses: Sequence[Witness], reports: Sequence[Report]) -> None:
    def reports_of(collation: Collation, words: str) -> set[str]:
        return {v.report for s in collation.statements if any(words in x.text for x in s.variants) for v in s.variants}

    table = "at the table until midnight"
    a, b = place(reports[1], table), place(reports[2], table)
    assert reports_of(collate(witnesses), "We were " + table) == {"courier", "ledger"}
    apart = collate(witnesses, corrections=lines({"kind": "not-same", "a": a, "b": b}))
    assert reports_of(apart, "We were " + table) == {"courier"}
    offer = place(reports[2], "no better offer would be made")
    last = place(reports[0], "This is the last offer")
    joined = collate(witnesses, corrections=lines({"kind": "same", "a": offer, "b": last}))
    assert "ledger" in reports_of(joined, "This is the last offer")


def test_findings_can_be_rejected(witnesses: Sequence[Witness], reports: Sequence[Report]) -> None:
    line = "The strike costs the port 4 million crowns a day, according to the harbour office."
    found = collate(witnesses, corrections=lines({"kind": "reject", "at": place(reports[2], line)}))
    assert not [v for s in found.statements for v in s.variants if "4 million" in v.text]
    assert not [f for f in found.figures if any("4 million" in m.text for v in f.values for m in v.mentions)]
    assert collate(witnesses).figures != found.figures


def test_a_rejected_event_does_not_shift_what_figures_point_at() -> None:
    text = "Police shot at the crowd. A bomb killed 12 people."
    shot, killed, number = Stretch(7, 11), Stretch(33, 39), Stretch(40, 42)
    events = [EventMention(span=s, trigger=s, lemma=s.of(text), type="ASSAULT") for s in (shot, killed)]
    figures = [FigureMention(span=number, number=number, subject="people", head="people", event=n) for n in (0, 1)]
    made = report(text, id="a")
    w = Witness(made, Reading(sha256=made.sha256, events=tuple(events), figures=tuple(figures)))
    right = located(lines({"kind": "reject", "at": {"report": "a", "start": 0, "end": 25}}), [w])
    left = without_rejected(w.reading, "a", right)
    assert [e.lemma for e in left.events] == ["killed"]
    assert [f.event for f in left.figures] == [None, 0]
