"""What a collation does without."""

from __future__ import annotations

from collections.abc import Callable

from stemma.collation.trimmed import trimmed
from stemma.model import Collation

Collated = Callable[..., Collation]


def test_nothing_is_left_to_trim(collation: Collation) -> None:
    assert trimmed(collation) == collation


def test_actors_that_records_name_stay(collation: Collation) -> None:
    actors = {a.id for a in collation.actors}
    assert {s for x in collation.statements for s in x.speakers} <= actors
    assert {c.actor for a in collation.actors for m in a.mentions for c in m.candidates} <= actors


def test_what_says_the_same_stands_once(collation: Collation) -> None:
    for time in collation.times:
        assert not time.how or all(r.words != time.how for r in time.because)
    for statement in collation.statements:
        assert all(v.told is None or v.told != statement.date for v in statement.variants)
        assert not statement.alignment or any(c.kind != "same" for c in statement.alignment)
    for figure in collation.figures:
        assert figure.origins
        assert len(figure.values) > 1 or not figure.values[0].origins


def test_cells_of_a_record_told_alone_name_no_report_that_leaves_it_out(collated: Collated) -> None:
    found = collated("“The ferry will sail again,” Orla Veit said.", "Ships lay idle in Port Ansel.")
    (said,) = found.statements
    assert [c.cell for c in found.matrix if c.record == said.id] == ["alone"]


def test_passers_by_are_no_actors_of_the_record(collated: Collated) -> None:
    found = collated("Orla Veit walked past a porter to the harbour office. “The ferry will sail,” a clerk said.")
    mentioned = {m.text for a in found.actors for m in a.mentions}
    assert {"Orla Veit", "a clerk"} <= mentioned
    assert "a porter" not in mentioned


def test_what_a_record_shows_elsewhere_is_not_told_again(collation: Collation) -> None:
    named = {a.id: a for a in collation.actors}
    passages = {p.id: p.spans for p in collation.passages}
    for event in collation.events:
        assert all(r.words != f"“{event.mentions[0].trigger.text}”" for r in event.type_because)
        for p in event.participants:
            assert p.country is None or p.country != named[p.actor].country
            assert len(p.spans) <= 1
    for d in collation.derivations:
        assert not set(d.evidence) & {s for p in d.passages for s in passages[p]}
    for c in collation.conflicts:
        assert not c.records or not set(c.records) <= {r for s in c.sides for r in s.records}
