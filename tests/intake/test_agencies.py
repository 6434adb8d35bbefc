"""Formats of agencies and archives: ninjs, NewsML-G2, NITF, WARC and WACZ."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from stemma.intake.text import Intake, take_in

Page = Callable[..., str]
NEWSML = """<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>"""
ITEM = """<newsItem guid="urn:newsml:vesmar.example:20310503:{n}" version="2" standard="NewsML-G2">
<itemMeta><versionCreated>2031-05-03T12:00:00Z</versionCreated><firstCreated>2031-05-03T10:15:00Z</firstCreated>
<provider literal="Vesmar"><name>Vesmar News Agency</name></provider></itemMeta>
<contentMeta><headline>Ferry talks {n}</headline><by>By Ida Rook</by><language tag="en"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>PORT ANSEL, May 3 (Vesmar) - The ferries <b>stay</b> in port, item {n}.</p><p>Quay called the offer an insult.</p>
</body></html></inlineXML></contentSet></newsItem>"""
NITF = """<nitf><head><docdata><date.issue norm="20310503T101500Z"/></docdata></head><body><body.head><hedline>
<hl1>Ferry talks</hl1></hedline><byline>By Ida Rook</byline></body.head><body.content><block>
<p>The ferries stay in port.</p><p>Quay called the offer an insult.</p></block></body.content></body></nitf>"""
NINJS = {
    "uri": "http://vesmar.example/items/17",
    "type": "text",
    "versioncreated": "2031-05-03T12:00:00+00:00",
    "firstcreated": "2031-05-03T10:15:00+00:00",
    "headline": "Ferry talks",
    "byline": "Ida Rook",
    "language": "en-GB",
    "body_xhtml": "<p>The ferries <b>stay</b> in port.</p><p>Quay &amp; crew called the offer an insult.</p>",
    "source": "Vesmar News Agency",
}
NINJS_3 = {
    "$standard": {"name": "ninjs", "version": "3.0"},
    "headlines": [{"role": "main", "value": "Ferry talks"}],
    "bodies": [
        {"contentType": "text/html", "value": "<p>no</p>"},
        {"contentType": "text/plain", "value": "The ferries stay in port.\nQuay & crew called the offer an insult."},
    ],
    "firstCreated": "2031-05-03T10:15:00+00:00",
    "infoSources": [{"name": "Vesmar News Agency"}],
    "people": [{"name": "Ida Rook", "rel": "author"}],
}


def taken(folder: Path, name: str, data: str | bytes) -> Intake:
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return take_in([folder])


@pytest.mark.parametrize("item", [NINJS, NINJS_3], ids=["1", "3"])
@pytest.mark.parametrize("name", ["item.json", "items.jsonl"])
def test_ninjs(tmp_path: Path, item: dict[str, object], name: str) -> None:
    (report,) = taken(tmp_path, name, json.dumps(item)).reports
    assert report.text == "The ferries stay in port.\nQuay & crew called the offer an insult."
    assert (report.title, report.outlet, report.authors) == ("Ferry talks", "Vesmar News Agency", ("Ida Rook",))
    assert report.published == "2031-05-03T10:15:00+00:00"


def test_a_newsml_message_gives_its_items(tmp_path: Path) -> None:
    got = taken(tmp_path, "wire.xml", NEWSML.format(items=ITEM.format(n=1) + ITEM.format(n=2)))
    assert [r.id for r in got.reports] == ["wire-1", "wire-2"] and not got.problems
    one = got.reports[0]
    assert (
        one.text == "PORT ANSEL, May 3 (Vesmar) - The ferries stay in port, item 1.\nQuay called the offer an insult."
    )
    assert (one.title, one.outlet, one.authors) == ("Ferry talks 1", "Vesmar News Agency", ("Ida Rook",))
    assert (one.published, one.updated) == ("2031-05-03T10:15:00Z", "2031-05-03T12:00:00Z")


def test_nitf(tmp_path: Path) -> None:
    (report,) = taken(tmp_path, "item.xml", NITF).reports
    assert report.text == "The ferries stay in port.\nQuay called the offer an insult."
    assert (report.title, report.published, report.authors) == ("Ferry talks", "2031-05-03T10:15:00Z", ("Ida Rook",))


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi")
)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (f"{BOMB}]><newsItem><body><p>&i;</p></body></newsItem>", "defines entities"),
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><newsItem><p>&e;</p></newsItem>', "defines entities"),
        ("<newsItem/>", "no news item with a text"),
        ("<inventory><item/></inventory>", "XML of a kind that is not known"),
        ("<newsItem>" + "<a>" * 100_000, "no news item with a text"),
        ("<urlset></urlset>", "lists no addresses"),
    ],
    ids=["bomb", "outside", "empty", "unknown", "deep", "sitemap"],
)
def test_xml_that_cannot_be_read_is_named(tmp_path: Path, data: str, what: str) -> None:
    got = taken(tmp_path, "item.xml", data)
    assert not got.reports and what in got.problems[0].what


def warc(pages: dict[str, tuple[str, str, bytes]], packed: bool = True) -> bytes:
    """A WARC of responses: url to (status, content type, body)."""
    writer = pytest.importorskip("warcio.warcwriter")
    headers = pytest.importorskip("warcio.statusandheaders").StatusAndHeaders
    out = io.BytesIO()
    made = writer.WARCWriter(out, gzip=packed)
    made.write_record(made.create_warcinfo_record("x.warc.gz", {"software": "test"}))
    for url, (status, media, body) in pages.items():
        http = headers(status, [("Content-Type", media), ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
        extra = {"WARC-Date": "2031-05-04T08:00:00Z"}
        record = made.create_warc_record(url, "response", io.BytesIO(body), http_headers=http, warc_headers_dict=extra)
        made.write_record(record)
    return out.getvalue()


@pytest.fixture
def pages(page: Page) -> dict[str, tuple[str, str, bytes]]:
    latin = page(data=False).replace("utf-8", "iso-8859-1").replace("“", '"').replace("”", '"').encode("iso-8859-1")
    return {
        "https://ansel-post.example/1": ("200 OK", "text/html; charset=utf-8", page().encode()),
        "https://dune.example/2": ("200 OK", "text/html", latin),
        "https://dune.example/photo": ("200 OK", "image/png", b"\x89PNG"),
        "https://dune.example/gone": ("404 Not Found", "text/html", b"<html>Gone</html>"),
    }


@pytest.mark.parametrize(("name", "packed"), [("a.warc.gz", True), ("a.warc", False)])
def test_web_archives(tmp_path: Path, pages: dict[str, tuple[str, str, bytes]], name: str, packed: bool) -> None:
    got = taken(tmp_path, name, warc(pages, packed))
    assert sorted(r.url or "" for r in got.reports) == ["https://ansel-post.example/1", "https://dune.example/2"]
    assert all(r.retrieved == "2031-05-04T08:00:00Z" for r in got.reports)
    (said,) = got.problems
    assert not said.lost and "2 records that are no pages" in said.what


@pytest.mark.parametrize("packed", [True, False])
def test_a_cut_off_web_archive_gives_what_it_has(
    tmp_path: Path, pages: dict[str, tuple[str, str, bytes]], packed: bool
) -> None:
    two = dict(list(pages.items())[:2])
    got = taken(tmp_path, "a.warc.gz" if packed else "a.warc", warc(two, packed)[:-300])
    assert [r.url for r in got.reports] == ["https://ansel-post.example/1"]
    assert any("breaks off" in p.what for p in got.problems)


def test_the_layout_of_cc_news_is_read(tmp_path: Path, pages: dict[str, tuple[str, str, bytes]]) -> None:
    folder = tmp_path / "crawl-data" / "CC-NEWS" / "2031" / "05"
    folder.mkdir(parents=True)
    (folder / "CC-NEWS-20310504080000-00001.warc.gz").write_bytes(warc(pages))
    assert len(take_in([tmp_path]).reports) == 2


def test_wacz(tmp_path: Path, pages: dict[str, tuple[str, str, bytes]]) -> None:
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}')
        archive.writestr("archive/data.warc.gz", warc(pages))
    got = take_in([tmp_path])
    assert len(got.reports) == 2 and not any(p.lost for p in got.problems)
