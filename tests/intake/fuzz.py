"""A coverage-guided fuzzer for each parser of the ways in; needs Atheris (`pip install atheris`), which no test needs.

    python -m tests.intake.fuzz csv --minutes 10     # one parser
    python -m tests.intake.fuzz all --minutes 10     # each in turn, in a process of its own
    python -m tests.intake.fuzz keep                 # puts a choice of what reached new code into corpus.zip

A finding is what escapes taking in, breaks what it promises of reports and problems, or takes over SLOW seconds. Each
is kept in a folder of the temporary directory; a mended one belongs in tests/intake/hostile/, where a test reads it.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SLOW = 3.0  # CPU seconds; coverage makes all code some three times as slow
LONGEST = 40_000  # bytes of one input
MEMORY = 2_000  # MB of the process
HOSTILE = Path(__file__).parent / "hostile"
CORPUS = Path(__file__).parent / "corpus.zip"
KEPT = 30  # inputs of a parser in it
KEPT_LONGEST = 6_000  # bytes of one of them
OUTSIDE = ("pypdf", "docx", "warcio", "feedparser", "email", "zipfile", "csv")

# Each parser with the suffix that its inputs bear.
TARGETS = {
    "text": ".txt", "html": ".html", "mhtml": ".mhtml", "pdf": ".pdf", "docx": ".docx", "json": ".json",
    "ninjs": ".json", "jsonl": ".jsonl", "csv": ".csv", "parquet": ".parquet", "warc": ".warc", "zip": ".zip",
    "gzip": ".gz", "feed": ".rss", "opml": ".opml", "sitemap": ".xml", "newsml": ".xml",
}  # fmt: skip
TOKENS = (
    "<p>", "</p>", "<div>", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE x [", "&amp;", "&#x110000;", "&#0;",
    "<script type=application/ld+json>", '"@graph":', '"@type":"NewsArticle"', '"datePublished":', "null", "1e999",
    "[]", "{}", '"text":', '"date":', "03/04/2031", "2031-05-03T10:15:00+02:00", "0000-00-00", "9999999999999", "-1",
    "\\ud800", "\\u0000", '""', "\r\n\r\n", "Content-Length: 9999999", "Content-Type: text/html", "WARC/1.0",
    "charset=utf-7", "base64", "=?utf-8?b?", "boundary=", "obj", "endobj", "stream", "/Kids [2 0 R]",
    "/Length 99999999", "xref", "<<", ">>", "BT", "Tj", "w:p", "w:t", "<entry>", "<item>", "<link>", "<loc>",
    "xmlUrl=", "<newsItem>", "<inlineXML>", "<block>", "End of Document", "Document ANPO000020310503e7530001",
    "12 words", "By Ida Rook", "PORT ANSEL, May 3 (AP) -", "10:05 GMT", "Title: ", "-----", "[2]", "\u2028", "\u202e",
    "\u0130", "\ufeff",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=[*TARGETS, "all", "keep"])
    parser.add_argument("--minutes", type=float, default=10, metavar="N", help="how long each parser is tried")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "stemma-fuzz", metavar="DIR")
    options = parser.parse_args()
    if options.target == "keep":
        keep(options.folder)
        return 0
    if options.target == "all":
        own = ["--minutes", str(options.minutes), "--folder", str(options.folder)]
        return max(subprocess.call([sys.executable, "-m", "tests.intake.fuzz", name, *own]) for name in TARGETS)
    fuzz(options.target, options.minutes, options.folder / options.target)
    return 0


def fuzz(target: str, minutes: float, folder: Path) -> None:
    """Fuzzes one parser; ends the process, as Atheris does. Inputs that reach new code stay in ``folder``/corpus."""
    import atheris  # type: ignore[import-not-found]

    with atheris.instrument_imports(include=["stemma.intake", *OUTSIDE]):
        from stemma.intake import completed, text
    corpus, found = folder / "corpus", folder / "found"
    for made in (corpus, found):
        made.mkdir(parents=True, exist_ok=True)
    for data in seeds(target):
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    words = folder / "tokens"
    escaped = ("".join(f"\\x{byte:02x}" for byte in token.encode("utf-8")) for token in TOKENS)
    words.write_text("".join(f'"{token}"\n' for token in escaped))
    # A changed byte would fail its checksum before any parser saw it.
    zipfile.ZipExtFile._update_crc = lambda self, newdata: None  # type: ignore[attr-defined]
    known: set[str] = set()

    def one(data: bytes) -> None:
        began = time.process_time()
        try:
            checked(text, completed.completed, data, f"x{TARGETS[target]}")
            wrong = "" if (took := time.process_time() - began) < SLOW else f"slow: {took:.1f} s"
            mark = wrong[:6]
        except Exception as error:
            wrong = "".join(traceback.format_exception(error))
            mark = "".join(traceback.format_tb(error.__traceback__)[-1:])
        if wrong and mark not in known:
            known.add(mark)
            name = hashlib.sha256(data).hexdigest()[:12]
            (found / f"{name}{TARGETS[target]}").write_bytes(data)
            print(f"FOUND {target} {name}: {wrong}", flush=True)

    arguments = [
        f"-max_total_time={round(minutes * 60)}", f"-max_len={LONGEST}", f"-dict={words}", f"-rss_limit_mb={MEMORY}",
        "-timeout=60", f"-artifact_prefix={found}/", "-print_final_stats=1", "-verbosity=1", "-reload=0",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *arguments, str(corpus)], one)
    atheris.Fuzz()


def keep(folder: Path) -> None:
    """Packs inputs of all sizes from each parser's corpus, the same ones from the same folder."""
    with zipfile.ZipFile(CORPUS, "w", zipfile.ZIP_DEFLATED) as packed:
        for target, suffix in TARGETS.items():
            found = [f.read_bytes() for f in (folder / target / "corpus").iterdir()]
            found = sorted({x for x in found if x and len(x) <= KEPT_LONGEST}, key=lambda x: (len(x), x))
            for number, data in enumerate(found[:: max(1, len(found) // KEPT)][:KEPT]):
                packed.writestr(zipfile.ZipInfo(f"{target}/{number:02}{suffix}"), data, zipfile.ZIP_DEFLATED)


def checked(way: Any, completed: Any, data: bytes, name: str) -> None:
    """Takes in the bytes and looks through the reports. Raises AssertionError where a promise is broken."""
    from stemma.intake.options import Options
    from stemma.intake.pieces import Budget, Piece
    from stemma.model import Report

    piece = Piece(where="x", name=name, data=data, budget=Budget(50_000_000), listed=True)
    reports = []
    for item in way._items(piece, Options()):
        if isinstance(item, Report):
            assert item.text.strip() and item.id and not any(c.isspace() for c in item.id), item.id
            assert all(item.text[link.start : link.end].strip() for link in item.links)
            reports.append(item)
        else:
            line = str(item)
            assert line.isprintable() and len(line) < 1000, line
    for report in completed(reports[:3]):
        assert all(0 <= s.start < s.end <= len(report.text) for f in report.flags for s in f.stretches), report.flags


def seeds(target: str) -> Iterable[bytes]:
    """A real input of each kind, uncompressed where it is an archive, and what fuzzers found before."""
    from tests.intake import conftest, test_agencies, test_documents, test_splitting, test_ways

    suffix = TARGETS[target]
    page = conftest.page.__wrapped__()  # type: ignore[attr-defined]
    real = test_ways.files(page())
    made: dict[str, list[bytes]] = {
        "text": [
            test_documents.NEXIS.encode() * 2, test_documents.FACTIVA.encode(), test_documents.PROQUEST.encode(),
            *(pile.encode() for pile in test_splitting.PILES.values()),
        ],
        "html": [page().encode(), page(data=False).encode()],
        "json": [json.dumps({"articles": [{"text": "The ferry sails.", "date": "03/04/2031"}] * 2}).encode(),
                 json.dumps(JSON_FEED).encode()],
        "ninjs": [json.dumps([test_agencies.NINJS, test_agencies.NINJS_3]).encode()],
        "docx": [_stored(real[".docx"])],
        "zip": [_stored(real[".zip"]), _stored(real[".wacz"])],
        "opml": [b'<opml version="2.0"><body><outline xmlUrl="https://a.example/f"/></body></opml>'],
        "sitemap": [SITEMAP.encode()],
        "newsml": [real[".xml"], test_agencies.NITF.encode()],
    }  # fmt: skip
    yield from made.get(target) or [real[suffix]]
    yield from (file.read_bytes() for file in sorted(HOSTILE.iterdir()) if file.suffix == suffix)


def _stored(data: bytes) -> bytes:
    """An archive with its members as they are, so that a changed byte changes their content."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return packed.getvalue()


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Ansel Post",
    "items": [{"id": "1", "url": "https://post.example/1", "content_text": "The ferry sails. " * 60}],
}
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://post.example/1</loc>
<news:news><news:publication><news:name>Ansel Post</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2031-05-03</news:publication_date><news:title>Ferries</news:title></news:news></url></urlset>"""


if __name__ == "__main__":
    sys.exit(main())
