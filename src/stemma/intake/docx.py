"""Word files into reports: paragraphs, tables and links in order, exports of press databases parted."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.hyperlink import Hyperlink

from stemma.intake.archives import check_whole
from stemma.intake.options import Options
from stemma.intake.parting import reports_of
from stemma.intake.pieces import Piece
from stemma.intake.problems import Problem, Refused
from stemma.model import PageLink, Reason, Report

LARGEST_DOCX = 50_000_000  # bytes, packed


def reports(piece: Piece, options: Options) -> Iterator[Report | Problem]:
    """The report of a Word file, or the articles that it holds."""
    data = piece.read(LARGEST_DOCX, "save its text as .txt")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_whole(piece, archive.infolist())
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, zlib.error, SyntaxError, KeyError, ValueError) as error:
        raise Refused(piece.where, "is no Word file that can be opened", "save it anew, or as text") from error
    text, links = _text(document)
    if not text.strip():
        raise Refused(piece.where, "has no text", "remove it or put the report's text in it")
    fields: dict[str, Any] = {**piece.known, "links": links}
    title = (document.core_properties.title or "").strip()
    if title and "title" not in fields:
        fields["title"] = title
        fields["because"] = (Reason(rule="intake/title", words=f"title {title[:120]}: from the file's properties"),)
    yield from reports_of(piece, text, fields)


def _text(document: Any) -> tuple[str, tuple[PageLink, ...]]:
    """The paragraphs and table rows, a line each, and where they link to."""
    parts: list[str] = []
    links: list[PageLink] = []
    size = 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(" ".join(c.text.split()) for c in row.cells)
                line = " | ".join(c for c in cells if c) + "\n"
                parts.append(line)
                size += len(line)
            continue
        for run in block.iter_inner_content():
            if isinstance(run, Hyperlink) and run.text.strip() and run.url.startswith("http"):
                links.append(PageLink(start=size, end=size + len(run.text), url=run.url))
            parts.append(run.text)
            size += len(run.text)
        parts.append("\n")
        size += 1
    return "".join(parts).rstrip("\n"), tuple(links)
