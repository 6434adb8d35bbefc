"""Web archives: WARC (and the CC-NEWS files of Common Crawl) read as a stream, one page at a time."""

from __future__ import annotations

import contextlib
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from stemma.intake.days import iso
from stemma.intake.html import LARGEST_PAGE
from stemma.intake.kinds import kind_of
from stemma.intake.options import Options
from stemma.intake.pieces import Piece
from stemma.intake.problems import Problem

PAGES = 100_000  # pages of one file; a CC-NEWS file holds about 20,000
_READ = {"html", "text", "json", "pdf"}


def reports(piece: Piece, options: Options) -> Iterator[Piece | Problem]:
    """The pages of a web archive's responses, each with its address and the day on which it was retrieved."""
    pages = 0
    other = 0
    with piece.open() as stream:
        try:
            for record in _records(stream):
                if record.rec_type not in ("response", "resource", "conversion"):
                    continue
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                if not url.startswith(("http://", "https://")):
                    continue
                status = record.http_headers.get_statuscode() if record.http_headers else "200"
                media = _header(record, "Content-Type")
                if status != "200" or not _is_page(media):
                    other += 1
                    continue
                where = f"{piece.where}, {url}"
                with contextlib.redirect_stderr(io.StringIO()):
                    data = record.content_stream().read(LARGEST_PAGE + 1)
                if len(data) > LARGEST_PAGE:
                    yield Problem(where, f"is larger than {LARGEST_PAGE:,} bytes", "save its text as .txt")
                    continue
                if getattr(record.raw_stream, "limit", 0) > 0:  # fewer bytes than its header says: the file is cut off
                    yield Problem(where, "breaks off in mid-page", "download the archive anew")
                    continue
                piece.budget.take(len(data), piece.where)
                known = {**piece.known, "url": url}
                if day := iso(record.rec_headers.get_header("WARC-Date") or ""):
                    known["retrieved"] = day
                charset = media.partition("charset=")[2].split(";")[0].strip("\"' ") or None
                made = piece.inner("", data, where=where, known=known, media=media.split(";")[0], charset=charset)
                if not data.strip() or kind_of(made) not in _READ:
                    other += 1
                    continue
                pages += 1
                if pages > PAGES:
                    yield Problem(piece.where, f"holds more than {PAGES:,} pages", "split it; the first ones were read")
                    return
                yield made
        except (ArchiveLoadFailed, zlib.error, EOFError, ValueError, AttributeError, TypeError, IndexError) as error:
            what = f"breaks off or goes wrong after {pages} pages ({str(error).strip()[:80]})"
            yield Problem(piece.where, what, "unpack it or download it anew; the pages before were read", lost=False)
    if not pages:
        yield Problem(piece.where, "holds no pages", "give a web archive with responses in it")
    elif other:
        words = f"holds {other} records that are no pages (pictures, redirects, errors)"
        yield Problem(piece.where, words, "nothing to do: they are passed over", lost=False)


def _records(stream: BinaryIO) -> Iterator[Any]:
    """The records one by one; what the library writes to the terminal of broken ones becomes a Problem above."""
    records = iter(ArchiveIterator(stream))
    while True:
        with contextlib.redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def packed(piece: Piece, name: str) -> Piece:
    """A gzipped WARC as a piece of its own: warcio unpacks it record by record."""
    return Piece(
        where=piece.where,
        name=name,
        path=piece.path,
        data=piece.data,
        known=piece.known,
        media="application/warc",
        depth=piece.depth + 1,
        budget=piece.budget,
        listed=piece.listed,
    )


def _header(record: object, name: str) -> str:
    headers = getattr(record, "http_headers", None) or getattr(record, "rec_headers", None)
    value = headers.get_header(name) if headers else None
    return (value or "").lower()


def _is_page(media: str) -> bool:
    return not media or any(x in media for x in ("html", "text/plain", "json", "pdf"))
