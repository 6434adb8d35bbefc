"""What holds for all ways in: pipes, descriptions of a single text, mixtures, encodings, hostile bytes."""

from __future__ import annotations

import gzip
import io
import json
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemma.errors import UserError
from stemma.intake.decoding import decode, mojibake
from stemma.intake.kinds import SUFFIXES
from stemma.intake.options import Options, options
from stemma.intake.pieces import Budget, Piece
from stemma.intake.text import _WAYS, _items, take_in
from stemma.model import Report

GOOD = "The ferry to Port Ansel will sail again on Monday, the harbour office said."


def pipe(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_piped_text_takes_outlet_day_and_address(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, GOOD.encode())
    said = Options(outlet="Ansel Post", published="2031-05-03", url="https://post.example/1")
    (report,) = take_in(["-"], said).reports
    assert (report.text, report.outlet, report.published, report.url) == (
        GOOD,
        "Ansel Post",
        "2031-05-03",
        "https://post.example/1",
    )


def test_a_piped_page_is_read_as_a_page(monkeypatch: pytest.MonkeyPatch, page: object) -> None:
    pipe(monkeypatch, page().encode())  # type: ignore[operator]
    (report,) = take_in(["-"]).reports
    assert report.title == "Ferry talks at Port Ansel" and report.name == "standard input"


def test_the_outlet_of_a_described_text_is_told_by_its_address(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (report,) = take_in([tmp_path], Options(url="https://www.reuters.com/world/1")).reports
    assert (report.id, report.outlet) == ("a", "Reuters")


def test_a_description_of_several_reports_is_an_error(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"{GOOD} {name}")
    with pytest.raises(UserError, match="describe one report, and there are 2"):
        take_in([tmp_path], Options(outlet="Ansel Post"))
    with pytest.raises(UserError, match="--published has a publication date that is not ISO 8601"):
        take_in([tmp_path / "a.txt"], Options(published="3 May"))
    with pytest.raises(UserError, match="is no order of dates"):
        options(dates="european")


def test_the_outlet_is_told_by_the_address_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(f'{{"text": "{GOOD}", "url": "https://www.aljazeera.com/news/1"}}')
    (report,) = take_in([tmp_path]).reports
    assert report.outlet == "Al Jazeera" and "from the address" in report.because[0].words


ENCODED = {
    "Café déjà vu à l’été – “non” dit-il à la foule ; les bateaux restent à quai.\n" * 6: (
        "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "iso-8859-15",
        "cp850", "mac_roman", "utf-7",
    ),
    "Министр сказал, что паром снова выйдет в море в понедельник утром, а порт закрыт.\n" * 6: (
        "utf-8", "cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "mac_cyrillic", "utf-16",
    ),
    "قال مكتب الميناء إن العبارات ستبقى في الميناء حتى تنتهي المحادثات بين النقابة والوزارة.\n" * 6: (
        "utf-8", "cp1256", "iso8859_6", "utf-16",
    ),
    "Bakan, feribotların görüşmeler bitene kadar limanda kalacağını söyledi; işçiler öfkeli.\n" * 6: (
        "utf-8", "cp1254", "iso8859_9", "cp857",
    ),
    "Ministr řekl, že trajekty zůstanou v přístavu, dokud jednání neskončí; žádná loď nevypluje.\n" * 6: (
        "utf-8", "cp1250", "iso8859_2", "cp852",
    ),
    "港务局周一表示，渡轮将留在港口，直到谈判结束为止。工会领导人对记者说，这是对船员的侮辱。\n" * 6: (
        "utf-8", "gb18030", "gbk", "big5hkscs", "hz",
    ),
    "港湾局は月曜日、交渉が終わるまでフェリーは港にとどまると発表した。組合は反発している。\n" * 6: (
        "utf-8", "shift_jis", "euc_jp", "iso2022_jp", "cp932",
    ),
    "항만청은 협상이 끝날 때까지 여객선이 항구에 머물 것이라고 월요일 밝혔다. 노조는 반발했다.\n" * 6: (
        "utf-8", "euc_kr", "cp949",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("encoding", "text"), [(e, t) for t, all_ in ENCODED.items() for e in all_])
def test_no_encoding_is_read_wrongly_without_a_word(tmp_path: Path, encoding: str, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(encoding, "ignore"))
    got = take_in([tmp_path])
    right = [r.text for r in got.reports] == [text]
    assert right or got.problems or encoding in ("utf-7", "hz", "iso2022_jp"), (
        got
    )  # those three are plain ASCII to look at
    if encoding.startswith("utf-8"):
        assert right and not got.problems


@pytest.mark.parametrize("said", ["cp1251", "windows-1251", "koi8-r", "shift_jis"])
def test_an_encoding_that_is_named_is_believed_where_it_fits(said: str) -> None:
    text = "Министр сказал." if said != "shift_jis" else "港湾局は発表した。"
    assert decode(text.encode(said), said)[0] == text
    assert decode(b"\x81 caf\xe9", "no-such-encoding")[0] != ""


@pytest.mark.parametrize("text", ["“don’t” – he said, “isn’t it”", "Café, déjà vu, naïve", "Министр сказал, что паром"])
def test_mojibake_is_named(tmp_path: Path, text: str) -> None:
    broken = text.encode().decode("cp1252", "replace").replace("\ufffd", "\x9d")
    assert mojibake(broken) and mojibake(text) is None
    (tmp_path / "a.txt").write_text(broken, "utf-8")
    got = take_in([tmp_path])
    assert len(got.reports) == 1 and "was decoded wrongly before it came here" in got.problems[0].what


def test_marks_of_direction_and_width_are_kept_as_received(tmp_path: Path) -> None:
    text = "The \u202bferry\u202c sails\u200b on Monday.\u200f"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert take_in([tmp_path]).reports[0].text == text


def test_a_file_of_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    for name in ("a.txt", "a.jsonl", "a.csv", "a.html", "a.pdf"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(1_100_000_000)
    began = time.monotonic()
    got = take_in([tmp_path])
    assert len(got.problems) == 5 and time.monotonic() - began < 2
    assert all("too large" in p.what or "too long" in p.what for p in got.problems)


def test_a_problem_is_one_line_that_cannot_touch_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('"na\nme\x1b[31m","' + "x" * 900 + '"\n1,2\n')
    (problem,) = take_in([tmp_path / "a.csv"]).problems
    assert str(problem).isprintable() and len(str(problem)) < 600


def files(page: str) -> dict[str, bytes]:
    """A real file of each kind, by suffix; all tell of the same ferry."""
    from tests.intake.test_agencies import ITEM, NEWSML, warc
    from tests.intake.test_documents import pdf, word
    from tests.intake.test_fetching import RSS, item

    duckdb = pytest.importorskip("duckdb")
    row = {"id": "r", "text": GOOD, "outlet": "Ansel Post"}
    line = json.dumps(row).encode()
    pages = {"https://post.example/1": ("200 OK", "text/html", page.encode())}
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://post.example/1"
    message.set_content(page, subtype="html")
    message.add_related(b"\x89PNG", "image", "png")
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as database:
        database.execute(f"copy (select '{GOOD}' as text) to '{folder}/r.parquet' (format parquet)")
        parquet = (Path(folder) / "r.parquet").read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("ferry.docx", word(GOOD))
        archive.writestr("ferry.warc.gz", warc(pages))
    web = io.BytesIO()
    with zipfile.ZipFile(web, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", warc(pages))
    feed = RSS.format(items=item("https://post.example/1", f"<p>{GOOD}</p>" * 12)).encode()
    found = {
        ".pdf": pdf([GOOD[:50], GOOD[50:]]), ".docx": word(GOOD), ".json": line, ".jsonl": line, ".ndjson": line,
        ".csv": f'text,outlet\n"{GOOD}",Post\n'.encode(), ".tsv": f"text\toutlet\n{GOOD}\tPost\n".encode(),
        ".parquet": parquet, ".warc": warc(pages, packed=False), ".wacz": web.getvalue(), ".zip": packed.getvalue(),
        ".gz": gzip.compress(GOOD.encode()), ".xml": NEWSML.format(items=ITEM.format(n=1)).encode(),
        ".rss": feed, ".atom": feed, ".mhtml": message.as_bytes(), ".mht": message.as_bytes(),
    }  # fmt: skip
    found |= dict.fromkeys((".txt", ".text", ".md", ".markdown"), GOOD.encode())
    return found | dict.fromkeys((".html", ".htm", ".xhtml"), page.encode())


def test_every_kind_of_file_gives_its_report(tmp_path: Path, page: Callable[..., str]) -> None:
    made = files(page())
    assert sorted(made) == sorted(set(SUFFIXES) - {".opml", ".urls"})  # these two list addresses: test_fetching.py
    for suffix, data in made.items():
        file = tmp_path / f"ferry{suffix}"
        file.write_bytes(data)
        got = take_in([file])
        assert got.reports and not any(p.lost for p in got.problems), (suffix, got.problems)
        assert all("ferr" in r.text.lower() for r in got.reports), suffix


def test_every_way_in_is_documented() -> None:
    words = (Path(__file__).parents[2] / "docs" / "how-to" / "give-reports.md").read_text()
    also = {".text", ".markdown", ".urls", ".xml", ".rss", ".atom"}
    assert [s for s in SUFFIXES if f"`{s}`" not in words and s not in also] == []
    for extra in {extra for _, extra in _WAYS.values() if extra}:
        assert f"`{extra}`" in words


def test_a_missing_library_is_named_with_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "good.txt").write_text(GOOD)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    monkeypatch.delitem(sys.modules, "stemma.intake.pdf", raising=False)
    got = take_in([tmp_path])
    assert len(got.reports) == 1 and got.problems[0].remedy == "install it with: pip install 'stemma-news[pdf]'"


@pytest.mark.parametrize("file", sorted((Path(__file__).parent / "hostile").iterdir()), ids=lambda f: f.name)
def test_what_a_fuzzer_found_stays_mended(file: Path) -> None:
    began = time.monotonic()
    got = take_in([file])
    assert all(str(p).isprintable() and len(str(p)) < 1000 for p in got.problems)
    assert (got.problems or got.reports) and time.monotonic() - began < 10


HEADS = (
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08\x00",
    b"<html>",
    b"<rss><channel><item>",
    b"WARC/1.0\r\n",
    b"PAR1",
    b"{",
    b"<newsItem>",
    b"<urlset>",
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n",
)


@settings(max_examples=150, deadline=5000, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(HEADS), st.binary(max_size=400), st.sampled_from(sorted(SUFFIXES)))
def test_any_bytes_under_any_name_give_reports_or_one_line_problems(head: bytes, data: bytes, suffix: str) -> None:
    piece = Piece(where="x", name=f"x{suffix}", data=head + data, budget=Budget(), listed=True)
    for item in _items(piece, Options()):
        if isinstance(item, Report):
            assert item.text.strip()
        else:
            assert str(item) and "\n" not in str(item) and len(str(item)) < 500
