"""Archives of anything: read through, nested to a point, and bounded against bombs."""

from __future__ import annotations

import gzip
import io
import json
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from stemma.intake import pieces
from stemma.intake.text import Intake, take_in

GOOD = "The ferry to Port Ansel will sail again on Monday, the harbour office said."


def zipped(files: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)  # without the time of day: tests that run side by side need the same names
            info.compress_type = method
            archive.writestr(info, data)
    return out.getvalue()


def taken(folder: Path, name: str, data: bytes) -> Intake:
    (folder / name).write_bytes(data)
    return take_in([folder / name])


def test_a_zip_of_anything_gives_all_its_reports(tmp_path: Path, page: object) -> None:
    data = zipped(
        {
            "a/ferry.txt": GOOD,
            "a/page.html": page(),  # type: ignore[operator]
            "rows.jsonl.gz": gzip.compress(json.dumps({"id": "row", "text": GOOD + " Row."}).encode()),
            "inner.zip": zipped({"deep.txt": GOOD + " Deep."}),
            "__MACOSX/._ferry.txt": b"\0\1",
            "a/page_files/ad.html": "<html><body>ad</body></html>",
            "photo.jpg": b"\xff\xd8\xff",
        }
    )
    got = taken(tmp_path, "all.zip", data)
    assert [r.id for r in got.reports] == ["deep", "ferry", "page", "row"] and not got.problems
    assert got.reports[0].name == f"{tmp_path / 'all.zip'}, inner.zip, deep.txt"


def test_gzip_of_a_text_keeps_its_name(tmp_path: Path) -> None:
    got = taken(tmp_path, "ferry.txt.gz", gzip.compress(GOOD.encode()[:30]) + gzip.compress(GOOD.encode()[30:]))
    assert [(r.id, r.text) for r in got.reports] == [("ferry", GOOD)]


def nested(depth: int) -> bytes:
    data = zipped({"ferry.txt": GOOD})
    for _ in range(depth):
        data = zipped({"inner.zip": data})
    return data


def test_archives_in_archives_end(tmp_path: Path) -> None:
    assert taken(tmp_path, "a.zip", nested(2)).reports
    got = taken(tmp_path, "b.zip", nested(12))
    assert not got.reports and "packed in more than" in got.problems[0].what


BOMBS = {
    "gzip": ("bomb.txt.gz", lambda: gzip.compress(b"\0" * 80_000_000, 9, mtime=0)),
    "zip": ("bomb.zip", lambda: zipped({"bomb.txt": b"a" * 80_000_000})),
    "many": ("bomb.zip", lambda: zipped({f"{n}.txt": b"a" * 20_000_000 for n in range(10)})),
    "nested": ("bomb.zip", lambda: zipped({f"{n}.zip": zipped({"a.txt": b"a" * 20_000_000}) for n in range(3)})),
    "word": ("bomb.docx", lambda: zipped({"word/document.xml": b"<a>" + b" " * 80_000_000})),
}


@pytest.mark.parametrize(("name", "make"), BOMBS.values(), ids=list(BOMBS))
def test_bombs_are_named_and_cost_little(tmp_path: Path, name: str, make: object) -> None:
    (tmp_path / name).write_bytes(make())  # type: ignore[operator]
    (tmp_path / "good.txt").write_text(GOOD)
    tracemalloc.start()
    began = time.monotonic()
    got = take_in([tmp_path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [r.id for r in got.reports] == ["good"]
    assert got.problems and all("as a bomb does" in p.what for p in got.problems)
    assert time.monotonic() - began < 10 and peak < 60_000_000


def test_all_archives_of_a_run_share_one_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces.Budget.__init__, "__defaults__", (1000,))
    for n in range(3):
        (tmp_path / f"{n}.zip").write_bytes(zipped({f"{n}.txt": f"{n} {GOOD}" + "x" * 400}, zipfile.ZIP_STORED))
    got = take_in([tmp_path])
    assert len(got.reports) == 2 and "unpacks to more than" in got.problems[0].what


def _lying() -> bytes:
    data = bytearray(zipped({"a.txt": GOOD * 20}))
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = (5).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.zip", zipped({"a.txt": GOOD})[:-30], "broken zip"),
        ("a.zip", b"PK\x03\x04" + b"\xff" * 300, "broken zip"),
        ("a.docx", b"PK\x03\x04" + b"\xff" * 300, "broken Word file"),
        ("a.zip", zipped({"photo.jpg": b"x"}), "no file of a kind that is read"),
        ("a.zip", zipped({"xl/workbook.xml": b"x"}), "is a spreadsheet"),
        ("a.txt.gz", gzip.compress(GOOD.encode(), mtime=0)[:-12], "cut off"),
        ("a.txt.gz", b"\x1f\x8b\x08\x00" + b"\xff" * 100, "broken gzip"),
        ("a.zip", _lying(), "cannot be unpacked"),
        ("a.zip", zipped({"a.txt": b""}), "is empty"),
        ("a.txt", b"{\\rtf1 ferry}", "is rich text"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 100, "is an old Office file"),
        ("a.bz2", b"BZh91AY&SY", "packed with bzip2"),
    ],
)
def test_broken_and_foreign_files_are_named(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    got = taken(tmp_path, name, data)
    assert not got.reports and what in str(got.problems[0]) and "\n" not in str(got.problems[0])
