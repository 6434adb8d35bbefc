"""Reading many reports: kept readings, several processes, interruption."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

import stemma.engine as engine
from stemma.engine import readings
from stemma.intake.text import report
from stemma.model import Reading, Report, Stretch
from stemma.reading.parse import Parser


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the reports that are really read."""
    seen: list[str] = []
    read = engine.read

    def counting(r: Report, parser: Parser) -> Reading:
        seen.append(r.id)
        return read(r, parser)

    monkeypatch.setattr(engine, "read", counting)
    return seen


def test_readings_stand_in_the_order_of_the_reports(reports: Sequence[Report], parser: Parser) -> None:
    there, back = readings(reports, parser=parser), readings(reports[::-1], parser=parser)
    assert there == back[::-1]
    assert [r.sha256 for r in there] == [r.sha256 for r in reports]
    assert readings([], parser=parser) == []


def test_kept_readings_are_used_again(
    reports: Sequence[Report], parser: Parser, tmp_path: Path, counted: list[str]
) -> None:
    first = readings(reports, keep=tmp_path / "kept", parser=parser)
    assert counted == [r.id for r in reports]
    assert readings(reports, keep=tmp_path / "kept", parser=parser) == first
    assert len(counted) == len(reports)


@pytest.mark.parametrize("broken", [b"", b"{", b'{"sha256": "other"}', b'{"sha256": 1}', b"\xff\x00"])
def test_a_broken_kept_reading_is_read_anew(
    reports: Sequence[Report], parser: Parser, tmp_path: Path, counted: list[str], broken: bytes
) -> None:
    (first,) = readings(reports[:1], keep=tmp_path, parser=parser)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(broken)
    assert readings(reports[:1], keep=tmp_path, parser=parser) == [first]
    assert len(counted) == 2
    assert msgspec.json.decode(kept.read_bytes(), type=Reading) == first


def test_readings_of_other_code_are_not_used(
    reports: Sequence[Report], parser: Parser, tmp_path: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    readings(reports[:1], keep=tmp_path, parser=parser)
    monkeypatch.setattr(engine, "fingerprint", lambda: "another")
    readings(reports[:1], keep=tmp_path, parser=parser)
    assert len(counted) == 2 and len(list(tmp_path.iterdir())) == 2


def test_an_interruption_keeps_what_was_read(
    reports: Sequence[Report], parser: Parser, tmp_path: Path, counted: list[str]
) -> None:
    def stop(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        readings(reports, keep=tmp_path, parser=parser, progress=stop)
    assert counted == [reports[0].id, reports[1].id]
    readings(reports, keep=tmp_path, parser=parser)
    assert counted == [r.id for r in reports]
    assert not [f for f in tmp_path.iterdir() if f.suffix == ".part"]


def test_where_nothing_can_be_kept_reading_goes_on(reports: Sequence[Report], parser: Parser, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert readings(reports[:1], keep=tmp_path / "file" / "kept", parser=parser) == readings(reports[:1], parser=parser)


def test_two_processes_give_the_same_as_one(
    reports: Sequence[Report], parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PARALLEL_FROM", 2)
    steps: list[tuple[int, int]] = []
    found = readings(reports, processes=2, progress=lambda *step: steps.append(step))
    assert found == readings(reports, parser=parser)
    assert steps == [(n, len(reports)) for n in range(len(reports) + 1)]


def test_progress_counts_every_report_once(reports: Sequence[Report], parser: Parser, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    pile = [*reports, reports[0]]
    readings(pile[:1], keep=tmp_path, parser=parser)
    readings(pile, keep=tmp_path, parser=parser, progress=lambda *step: steps.append(step))
    assert steps == [(2, 4), (3, 4), (4, 4)]


def test_a_report_in_another_language_is_not_read() -> None:
    arabic = report("سيبحر العبار مرة أخرى يوم الاثنين", language="ar")
    whole = (Stretch(0, len(arabic.text)),)
    assert readings([arabic]) == [Reading(sha256=arabic.sha256, paragraphs=whole)]


def test_the_fingerprint_is_the_same_all_through_a_run() -> None:
    assert engine.fingerprint() == engine.fingerprint() and len(engine.fingerprint()) == 16
