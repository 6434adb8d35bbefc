"""PDF files into reports: the text of all pages in order, paragraphs mended where lines break, exports parted."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from stemma.intake.days import iso
from stemma.intake.options import Options
from stemma.intake.parting import reports_of
from stemma.intake.pieces import Piece
from stemma.intake.problems import Problem, Refused
from stemma.intake.records import LARGEST_TEXT
from stemma.model import Reason, Report

LARGEST_PDF = 100_000_000  # bytes
PAGES = 2000
SECONDS = 60.0  # for one file; a page of text takes 5 to 50 ms
RUNNING = 0.6  # share of pages that bear a line before it is a running head or foot
FULL_LINE = 0.75  # of the usual line width: a shorter line that ends a sentence ends its paragraph

_SENTENCE_END = re.compile(r"[.!?:][\"”’')\]]*$")
_FILE_TITLE = re.compile(r"\.(?:docx?|pdf|indd|html?)$|^untitled|^microsoft word", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?$|[-–] ?\d{1,4} ?[-–]$", re.IGNORECASE)


def reports(piece: Piece, options: Options) -> Iterator[Report | Problem]:
    """The report of a PDF file, or the articles that it holds."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of each odd object; the problems below are ours
    data = piece.read(LARGEST_PDF, "save its text as .txt")
    ends = time.monotonic() + SECONDS
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(piece.where, "is locked with a password", "save it without one")
        count = len(reader.pages)
        if count > PAGES:
            raise Refused(piece.where, f"has {count:,} pages", f"split it into files of at most {PAGES:,}")
        pages, size = [], 0
        for number in range(count):
            if time.monotonic() > ends:
                words = f"takes longer than {SECONDS:.0f} seconds; {number} of {count} pages were read"
                yield Problem(piece.where, words, "save its text as .txt", lost=False)
                break
            page = reader.pages[number].extract_text() or ""
            size += len(page)
            if size > 20 * LARGEST_TEXT:
                raise Refused(piece.where, "is too long", "split it into one file a report")
            pages.append(page)
        info = reader.metadata
        title = info.title if info and isinstance(info.title, str) else None
        created = _created(str(info.get("/CreationDate", "")) if info else "")
    except PyPdfError as error:
        raise Refused(piece.where, f"is a broken PDF ({error})", "save it anew, or as text") from error
    if not any(p.strip() for p in pages):
        raise Refused(piece.where, "holds pictures of text, no text", "run text recognition on it, or type the text")
    text = flowing(pages)
    fields: dict[str, Any] = dict(piece.known)
    because = []
    if title and title.strip() and not _FILE_TITLE.search(title.strip()):
        fields.setdefault("title", " ".join(title.split()))
        because.append(Reason(rule="intake/title", words="title: from the file's properties"))
    if created:
        fields.setdefault("retrieved", created)  # when the file was made: a printed page is older, never younger
    yield from reports_of(piece, text, {**fields, "because": tuple(because)})


def flowing(pages: list[str]) -> str:
    """The pages' text with a paragraph a line: running heads and page numbers out, lines and hyphens joined."""
    split = [[line.rstrip() for line in page.splitlines()] for page in pages]
    running = _running(split)
    lines: list[str] = []
    for page in split:
        body = [x for x in page if x.strip() not in running]
        while body and (not body[-1].strip() or _PAGE_NUMBER.match(body[-1].strip())):
            body.pop()
        while body and (not body[0].strip() or _PAGE_NUMBER.match(body[0].strip())):
            body.pop(0)
        lines += body
    widths = sorted(len(x) for x in lines if len(x) > 30)
    usual = widths[int(len(widths) * 0.75)] if widths else 80
    paragraphs: list[str] = []
    open_ = False
    for line in lines:
        words = " ".join(line.split())
        if not words:
            open_ = False
            continue
        if open_:
            before = paragraphs[-1]
            if before.endswith("-") and before[-2:-1].islower() and words[0].islower():
                paragraphs[-1] = before[:-1] + words
            else:
                paragraphs[-1] = f"{before} {words}"
        else:
            paragraphs.append(words)
        short = len(line) < FULL_LINE * usual
        open_ = not short or (not _SENTENCE_END.search(words) and words[-1] in ",;-–")
    return "\n".join(paragraphs)


def _running(pages: list[list[str]]) -> set[str]:
    """Lines that stand at the head or foot of most pages."""
    if len(pages) < 3:
        return set()
    ends = Counter(x for page in pages for x in {line.strip() for line in [*page[:2], *page[-2:]]} if x)
    return {x for x, n in ends.items() if n >= max(3, RUNNING * len(pages))}


def _created(words: str) -> str | None:
    """D:20310503101500+02'00' as ISO 8601."""
    found = re.match(r"D:(\d{8})(\d{6})?(?:(Z|[+-]\d{2})'?(\d{2})?'?)?", words)
    if not found:
        return None
    zone = (found[3] or "") + (found[4] or "00" if found[3] and found[3] != "Z" else "")
    return iso(found[1] + (f"T{found[2]}{zone}" if found[2] else ""))
