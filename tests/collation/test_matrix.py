"""Who tells what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from stemma.collation.matrix import completed
from stemma.model import Collation

Collated = Callable[..., Collation]


def test_every_record_has_one_cell_a_report_where_more_than_one_tells_it(collation: Collation) -> None:
    records = {r.id for r in (*collation.statements, *collation.events, *collation.figures)}
    cells = Counter((c.record, c.report) for c in collation.matrix)
    tellers = Counter(c.record for c in collation.matrix if c.cell in ("told", "alone", "contradicted"))
    assert {r for r, _ in cells} == records
    assert {c for c in cells if tellers[c[0]] > 1} == {
        (r, w.id) for r in records if tellers[r] > 1 for w in collation.reports
    }
    assert set(cells.values()) == {1}


def test_cells_say_who_tells_alone(collation: Collation) -> None:
    by_record: dict[str, dict[str, str]] = {}
    for c in collation.matrix:
        by_record.setdefault(c.record, {})[c.report] = c.cell
    tellers = {s.id: {v.report for v in s.variants} for s in collation.statements}
    tellers |= {e.id: {m.report for m in e.mentions} for e in collation.events}
    for record, reports in tellers.items():
        telling = {r for r, cell in by_record[record].items() if cell in ("told", "alone", "contradicted")}
        assert telling == reports
        assert ("alone" in by_record[record].values()) <= (len(reports) == 1)


def test_an_earlier_report_could_not_know_yet(collated: Collated) -> None:
    found = collated(
        ("Ships lay idle in Port Ansel.", {"published": "2031-05-01"}),
        ("“The ferry will sail again,” Orla Veit said.", {"published": "2031-05-04"}),
        ("Ships lay idle in Port Ansel still.", {"published": "2031-05-05"}),
    )
    (said,) = found.statements
    assert [c.cell for c in found.matrix if c.record == said.id] == ["alone"]
    assert [c.cell for c in completed(found) if c.record == said.id] == ["not-yet-known", "alone", "left-out"]


def test_a_much_older_report_is_of_another_subject(collated: Collated) -> None:
    found = collated(
        ("Ships lay idle in Port Ansel.", {"published": "2030-05-01"}),
        ("“The ferry will sail again,” Orla Veit said.", {"published": "2031-05-04"}),
        ("Ships lay idle in Port Ansel still.", {"published": "2031-05-05"}),
    )
    assert next(c.cell for c in completed(found) if c.record == found.statements[0].id) == "other-subject"


def test_completed_has_one_cell_a_record_and_report(collation: Collation) -> None:
    records = [r.id for r in (*collation.statements, *collation.events, *collation.figures)]
    cells = Counter((c.record, c.report) for c in completed(collation))
    assert cells == {(r, w.id): 1 for r in records for w in collation.reports}
    assert set(collation.matrix) <= set(completed(collation))


def test_a_report_in_another_language_has_no_cells(collated: Collated) -> None:
    found = collated(
        "“The ferry will sail again,” Orla Veit said.",
        ("La grève continue au port et les navires restent à quai.", {"language": "fr"}),
    )
    assert {c.report for c in completed(found)} == {"a"}
