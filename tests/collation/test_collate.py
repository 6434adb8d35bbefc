"""The whole collation: same input, same bytes; other order, same records; nothing to say, nothing said."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import msgspec
import pytest

from stemma.collation.collate import collate
from stemma.editions.json import decode, encode
from stemma.engine import readings
from stemma.model import Collation, Report, Witness
from stemma.reading.parse import Parser
from stemma.reading.read import read

Collated = Callable[..., Collation]


def test_the_same_input_gives_the_same_bytes(witnesses: Sequence[Witness], collation: Collation) -> None:
    assert encode(collate(witnesses)) == encode(collation)


def test_reading_anew_gives_the_same_bytes(reports: Sequence[Report], parser: Parser, collation: Collation) -> None:
    fresh = Parser(parser.nlp)
    again = [Witness(r, x) for r, x in zip(reports, readings(reports, parser=fresh))]
    assert encode(collate(again[::-1])) == encode(collation)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_reports_does_not_matter(witnesses: Sequence[Witness], collation: Collation, seed: int) -> None:
    mixed = random.Random(seed).sample(list(witnesses), len(witnesses))
    assert encode(collate(mixed)) == encode(collation)


def test_names_of_reports_do_not_change_the_ids_of_records(reports: Sequence[Report], parser: Parser) -> None:
    """Ids come from content: reports under other ids, and so in another order, keep all records."""
    renamed = [msgspec.structs.replace(r, id=f"z{9 - i}") for i, r in enumerate(reports)]
    one, two = (collate([Witness(r, read(r, parser)) for r in given]) for given in (reports, renamed))
    for part in ("actors", "times", "statements", "events", "figures", "passages", "derivations", "conflicts"):
        assert sorted(x.id for x in getattr(one, part)) == sorted(x.id for x in getattr(two, part)), part
    assert one.story.id == two.story.id


def test_ids_are_given_once(collation: Collation) -> None:
    parts = ("actors", "times", "statements", "events", "figures", "passages", "derivations", "conflicts", "labels")
    ids = [x.id for part in parts for x in getattr(collation, part)]
    assert len(ids) == len(set(ids))


def test_what_is_written_is_read_back_and_written_the_same(collation: Collation) -> None:
    assert encode(decode(encode(collation))) == encode(collation)


def test_records_point_at_records_that_are_there(collation: Collation) -> None:
    actors = {a.id for a in collation.actors}
    records = {r.id for r in (*collation.statements, *collation.events, *collation.figures)}
    assert {s for x in collation.statements for s in x.speakers} <= actors
    assert {p.actor for e in collation.events for p in e.participants} <= actors
    assert {m.statement for e in collation.events for m in e.mentions if m.statement} <= records
    assert {c.record for c in collation.matrix} <= records
    assert {i for c in collation.conflicts for i in c.records} <= records | actors
    assert {s.support[0].record for s in collation.brief} <= records | {c.id for c in collation.conflicts}
    passages = {p.id for p in collation.passages}
    assert {p for d in collation.derivations for p in d.passages} <= passages


def test_every_finding_says_why_and_how_sure(collation: Collation) -> None:
    for part in ("times", "statements", "events", "figures", "derivations", "conflicts", "brief"):
        for x in getattr(collation, part):
            assert 0 < x.confidence <= 1 and x.because, (part, x)


@pytest.mark.parametrize(
    "texts",
    [
        ["Tide tables."],
        ["."],
        ["\n\n"],
        ["12345"],
        ["—"],
        ["Tide tables.", "More tide tables."],
        ["“”", "()", "..."],
        ["\u200b\ufeff", "😀😀"],
        ["Read also", "Share this", "Advertisement"],
    ],
)
def test_nothing_to_say_yields_nothing(collated: Collated, texts: list[str]) -> None:
    found = collated(*texts)
    assert len(found.reports) == len(texts)
    for part in ("statements", "events", "figures", "conflicts", "derivations", "brief", "labels", "matrix"):
        assert getattr(found, part) == (), part
    assert decode(encode(found)) == found


def test_one_report_alone_has_no_conflicts_and_shares_nothing(collated: Collated) -> None:
    found = collated("“The ferry will sail on Monday,” Orla Veit said. She denied that 14 ships lay idle.")
    assert found.statements and not found.conflicts and not found.passages and not found.derivations
    assert {c.cell for c in found.matrix} == {"alone"}


def test_no_report_gives_an_empty_collation() -> None:
    found = collate([])
    assert found.reports == () and found.story.title == "Untitled story"


@pytest.mark.parametrize("odd", ["\x00", "\x0c", "\u2028", "\r", "\ufffd", "e\u0301", "😀", "\u202e", "\t"])
def test_odd_characters_do_no_harm(collated: Collated, odd: str) -> None:
    text = (
        f"“The ferry{odd} will sail on Monday,” Orla{odd} Veit said.{odd}\n{odd}At least 14 ships lay idle on Sunday."
    )
    found = collated(text, text.replace("ferry", "boat"))
    assert all(v.text == text[v.start : v.end] for s in found.statements for v in s.variants if v.report == "a")
