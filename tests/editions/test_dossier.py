"""The rows that all editions share."""

from __future__ import annotations

from stemma.editions.dossier import dossier
from stemma.model import Collation


def test_a_doubtful_record_is_open_and_no_fact(strike: Collation) -> None:
    d = dossier(strike)
    shown = {s.id for g in d.groups for s in g.statements} | {e.id for e in d.timeline} | {a.id for a in d.actors}
    assert not shown & {"s06", "e04", "a03"}
    assert [o.label for o in d.open if o.words.startswith("perhaps")] == ["E4", "S6", "A3"]


def test_equal_words_in_equal_form_are_one_telling(strike: Collation) -> None:
    tellings = dossier(strike).groups[1].statements[0].tellings
    assert [t.reports for t in tellings] == [("r1",)]


def test_a_copied_telling_says_from_whom(strike: Collation) -> None:
    first = dossier(strike).groups[0].statements[0]
    assert [t.notes for t in first.tellings if t.reports == ("r5",)] == [("as in r1, uncredited",)]


def test_first_telling_comes_first(strike: Collation) -> None:
    found = dossier(strike, "the mayor cannot pay more").found[0]
    assert found.label == "S1"
    assert found.tellings[0].reports == ("r1",)


def test_wording_joins_equal_variants(strike: Collation) -> None:
    wording = dossier(strike).groups[0].statements[0].wording
    assert wording is not None
    assert [who for who, _ in wording.rows] == ["r1 r5", "r4", "r2"]
    assert wording.apparatus == (
        "[We cannot pay | –] [a single | Not one | no] [crown more | more money] [– | can be paid]"
    )


def test_parts_stand_below_their_event(strike: Collation) -> None:
    assert [(e.label, e.depth) for e in dossier(strike).timeline] == [("E1", 0), ("E2", 0), ("E3", 1)]


def test_sides_are_weighed_by_origins(strike: Collation) -> None:
    first = dossier(strike).conflicts[0]
    assert first.about == "who broke off the talks"
    assert first.weighed == "1 origin against 1"
    assert [s.value for s in first.sides] == ["the union", "the mayor"]


def test_who_rests_on_whom(strike: Collation) -> None:
    said = [(r.source, r.reports, r.how) for r in dossier(strike).rests]
    assert ("Vellic Press", ("r2",), "credits") in said
    assert ("r1", ("r5",), "copies 92%, uncredited, 21 words in common") in said
    assert ("r2", ("r4",), "rewrites, either way round") in said


def test_every_row_quotes_its_report(strike: Collation) -> None:
    texts = {r.id: r.text or "" for r in strike.reports}
    d = dossier(strike)
    spans = [s for row in d.told for s in (row.spans if hasattr(row, "spans") else ())]
    spans += [s for g in d.groups for row in g.statements for t in row.tellings for s in t.spans]
    spans += [s for e in d.timeline for t in e.tellings for s in t.spans]
    assert spans
    assert all(s.text == texts[s.report][s.start : s.end] for s in spans)


def test_nothing_found_gives_no_rows(empty: Collation) -> None:
    d = dossier(empty, "anything")
    assert not (d.reports or d.timeline or d.groups or d.figures or d.conflicts or d.open or d.found)
