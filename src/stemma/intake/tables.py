"""Rows into reports: JSON lines, JSON, CSV and (from parquet.py) Parquet, their columns named as usual or mapped.

The field names of Stemma's own JSON lines come first; then the names that news APIs, crawlers and databases use.
A date like 03/04/2031 is asked about, never guessed.
"""

from __future__ import annotations

import csv
import functools
import io
import re
from collections.abc import Generator, Iterable, Iterator
from itertools import chain
from typing import Any

import msgspec

from stemma.intake.days import ambiguous, iso
from stemma.intake.decoding import decode
from stemma.intake.ninjs import as_record as of_ninjs
from stemma.intake.ninjs import is_ninjs
from stemma.intake.options import Options
from stemma.intake.pieces import Address, Piece
from stemma.intake.problems import Problem, Refused
from stemma.intake.records import checked
from stemma.model import Report

LARGEST_CELL = 2_000_000  # characters of one CSV cell; what is longer is named with its line
SHOWN = 3  # dates that a question names
COLUMNS = {
    "id": ("id", "article_id", "articleid", "uid", "guid", "doc_id", "docid"),
    "text": (
        "text", "body", "content", "full_text", "fulltext", "article_text", "maintext", "body_text", "article",
        "article_body", "articlebody", "content_text", "story", "plain_text", "text_content",
    ),
    "title": ("title", "headline", "head", "article_title", "heading"),
    "outlet": (
        "outlet", "source", "publication", "publisher", "newspaper", "media", "source_name", "media_name",
        "sitename", "site_name", "publication_title", "source_domain", "domain",
    ),
    "url": ("url", "link", "article_url", "web_url", "address", "uri", "permalink", "source_url"),
    "published": (
        "published", "published_at", "publishedat", "date", "publish_date", "date_publish", "publication_date",
        "pub_date", "pubdate", "date_published", "published_date", "datepublished", "datetime", "timestamp",
        "seendate", "webpublicationdate",
    ),
    "updated": ("updated", "updated_at", "date_modified", "date_modify", "modified", "datemodified"),
    "retrieved": ("retrieved", "retrieved_at", "date_download", "date_downloaded", "crawled", "crawl_date"),
    "language": ("language", "lang", "language_code"),
    "translated_from": ("translated_from", "source_language", "original_language"),
    "authors": ("authors", "author", "byline", "by", "creator"),
}  # fmt: skip
_DATES = ("published", "updated", "retrieved")
_LISTS = ("reports", "articles", "items", "results", "docs", "documents", "data", "hits", "response", "stories")
_DECODER = msgspec.json.Decoder()
_MATRIX = ["label", "id", "words", "independent", "independent_upper"]
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def reports(piece: Piece, options: Options) -> Iterator[Report | Problem | Address]:
    """The reports of a JSON, JSON lines or CSV piece."""
    data = piece.read()
    suffix = piece.name[piece.name.rfind(".") :].lower()
    if suffix in (".csv", ".tsv") or "csv" in piece.media:
        split: Iterable[str] | None = _utf8_lines(data)
        if split is None:
            split = io.StringIO((yield from _decoded(piece, data)), newline="")
        yield from _csv(piece, iter(split), options)
        return
    lines = suffix in (".jsonl", ".ndjson") or "ndjson" in piece.media or "jsonl" in piece.media
    try:  # as UTF-8 without a flaw: the parser decodes what the strings hold, and the whole is never made a text
        found = _whole_lines(data) if lines else _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        text = yield from _decoded(piece, data)
        yield from _of_lines(piece, text, options) if lines else _of_text(piece, text, options)
    else:
        yield from of_rows(piece, _numbered(piece, "line", found), options) if lines else _json(piece, found, options)


def _decoded(piece: Piece, data: bytes) -> Generator[Problem, None, str]:
    """The text of a piece, with a word where its encoding was told; raises Refused where it cannot be."""
    text, encoding = decode(data, piece.charset)
    if text is None:
        raise Refused(piece.where, encoding, "save it as UTF-8 text")
    if not encoding.startswith("utf"):
        guess = f"is not UTF-8 and was read as {encoding}, its likeliest encoding"
        yield Problem(piece.where, guess, "save it as UTF-8 if letters look wrong", lost=False)
    return text


def _numbered(piece: Piece, what: str, found: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, record in enumerate(found, 1):
        yield f"{piece.where}, {what} {number}", of_ninjs(record) if is_ninjs(record) else record


def _whole_lines(data: bytes) -> list[dict[str, Any]]:
    """The objects of JSON lines, one in each; raises msgspec.DecodeError where any line is something else."""
    found = _DECODER.decode_lines(data)
    if len(found) != data.rstrip().count(b"\n") + 1 or set(map(type, found)) != {dict}:
        raise msgspec.DecodeError("not an object a line")
    return found


def of_rows(piece: Piece, rows: Iterable[tuple[str, dict[str, Any]]], options: Options) -> Iterator[Report | Problem]:
    """The reports of rows with where each stands; one question for all dates of a column that are ambiguous.

    The rows are used up: their dates are put into ISO 8601 in place.
    """
    asked: dict[str, list[str]] = {}
    table = piece.name.endswith((".csv", ".tsv", ".parquet"))
    for where, row in rows:
        plan = _plan(tuple(row), options.columns, table)
        record = row if plan.own and row.get("outlet").__class__ is not dict else _mapped(row, plan)
        for field in plan.dates:
            value = record.get(field)
            if value is None:
                continue
            if isinstance(value, int | float) and not isinstance(value, bool):
                value = str(int(value))
            if not isinstance(value, str) or not value.strip():
                continue
            made = iso(value, options.dates)
            if made is None and ambiguous(value):
                asked.setdefault(field, []).append(value)
                del record[field]
            else:
                record[field] = made or value
        yield from checked(where, {**piece.known, **record} if piece.known else record)
    for field, dates in asked.items():
        two = ambiguous(dates[0]) or ("", "")
        shown = ", ".join(dict.fromkeys(dates[:SHOWN]))
        what = (
            f"has {field} dates that can be read in two ways ({len(dates)} of them, as {shown}: {two[0]} or {two[1]}?)"
        )
        remedy = "say --dates day-first or --dates month-first; read as undated"
        yield Problem(piece.where, what, remedy, lost=False)


def has_texts(names: Iterable[str], options: Options) -> bool:
    """Does a table with these columns have one of texts?"""
    return any(column.field == "text" for column in _plan(tuple(names), options.columns, True).columns)


class _Column(msgspec.Struct, frozen=True):
    """The columns that a field is looked for in, the first that holds anything; ``given`` where the user named one."""

    field: str
    names: tuple[str, ...]
    given: bool = False


class _Plan(msgspec.Struct, frozen=True):
    """How rows of the same columns are read: ``own`` where they bear Stemma's names, ``dates`` where not in ISO yet."""

    columns: tuple[_Column, ...]
    own: bool
    dates: tuple[str, ...]


@functools.lru_cache(maxsize=256)
def _plan(names: tuple[Any, ...], columns: tuple[tuple[str, str], ...], table: bool) -> _Plan:
    """The fields by the columns' names: those that the user mapped, Stemma's own, then the usual ones."""
    low = {k.strip().lower().replace(" ", "_").replace("-", "_"): k for k in reversed(names) if isinstance(k, str)}
    given = dict(columns)
    made = []
    for field, usual in COLUMNS.items():
        if field in given:
            made.append(_Column(field, (given[field],), given=True))
        elif field in names:
            made.append(_Column(field, (field,)))
        elif found := tuple(low[n] for n in usual if n in low):
            made.append(_Column(field, found))
    own = all(c.names == (c.field,) and not c.given and c.field != "authors" for c in made)
    # In Stemma's own records a day of publication is ISO 8601, or named as wrong.
    iso_already = {"published"} if "published" in names and not columns and not table else set()
    return _Plan(tuple(made), own, tuple(c.field for c in made if c.field in _DATES and c.field not in iso_already))


def _mapped(row: dict[str, Any], plan: _Plan) -> dict[str, Any]:
    """The fields of a row."""
    record: dict[str, Any] = {}
    for column in plan.columns:
        if column.given:
            value = _within(row, column.names[0])
        else:
            value = next((v for k in column.names if (v := row[k]) not in (None, "")), None)
        if column.field == "outlet" and isinstance(value, dict):
            value = value.get("name") or value.get("title")
        elif column.field == "authors" and isinstance(value, list):
            value = [a.get("name") if isinstance(a, dict) else a for a in value]
        elif column.field == "id" and column.names[0] != "id" and not column.given and not _usable(value):
            value = None
        if value is not None:
            record[column.field] = value
    return record


def _within(row: dict[str, Any], column: str) -> Any:
    """A column's value; "source.name" reaches into an object."""
    if column in row:
        return row[column]
    value: Any = row
    for part in column.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _usable(value: Any) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and bool(re.fullmatch(r"[\w.:-]{1,60}", value)))


def _of_lines(piece: Piece, text: str, options: Options) -> Iterator[Report | Problem]:
    """Line by line, what is wrong with any named."""
    problems: list[Problem] = []

    def rows() -> Iterator[tuple[str, dict[str, Any]]]:
        # Only \n parts lines of JSONL: U+2028 and the like may stand raw inside a JSON string.
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            where = f"{piece.where}, line {number}"
            try:
                record = _DECODER.decode(line)
            except (msgspec.DecodeError, RecursionError) as error:
                problems.append(Problem(where, f"is no JSON ({error})", "mend or remove the line"))
                continue
            if not isinstance(record, dict):
                problems.append(Problem(where, "is no JSON object", 'write it as {"id": ..., "text": ...}'))
                continue
            yield where, of_ninjs(record) if is_ninjs(record) else record

    if not text.strip():
        raise Refused(piece.where, "is empty", "put one JSON object a line in it, each with a text")
    for item in of_rows(piece, rows(), options):
        yield from problems
        problems.clear()
        yield item
    yield from problems


def _of_text(piece: Piece, text: str, options: Options) -> Iterator[Report | Problem | Address]:
    try:
        data = _DECODER.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        lines = [x for x in text.split("\n") if x.strip()]
        if len(lines) > 1 and all(x.lstrip().startswith("{") for x in lines[:2]) and lines[0].rstrip().endswith("}"):
            yield from _of_lines(piece, text, options)
            return
        remedy = "it breaks off: export or download it anew" if "truncated" in str(error) else "mend it"
        raise Refused(piece.where, f"is no JSON ({error})", remedy) from error
    yield from _json(piece, data, options)


def _json(piece: Piece, data: Any, options: Options) -> Iterator[Report | Problem | Address]:
    if isinstance(data, dict):
        if str(data.get("format", "")).startswith("stemma.collation/"):
            what = "is a collation of Stemma's own"
            yield Problem(piece.where, what, "nothing to do: it is passed over", lost=False)
            return
        if "jsonfeed.org" in str(data.get("version", "")):
            from stemma.intake.feeds import of_json

            yield from of_json(piece, data)
            return
    found = _records(data)
    if not found:
        if piece.listed:
            yield Problem(piece.where, "holds no reports", "nothing to do: it is passed over", lost=False)
            return
        remedy = 'write them as [{"text": ...}, ...], or map columns: --column text=NAME'
        raise Refused(piece.where, "holds no reports", remedy)
    single = isinstance(data, dict) and found[0] is data
    if single and "id" not in data and not is_ninjs(data):
        found = [{**data, "id": re.sub(r"\s+", "-", piece.stem)[:80]}] if piece.stem else found
    rows = _numbered(piece, "item", found)
    yield from of_rows(piece, ((piece.where, row) for _, row in rows) if single else rows, options)


def _records(data: Any) -> list[dict[str, Any]]:
    """The records of a JSON document: itself, a list, or a list under one of the usual names."""
    if isinstance(data, list):
        rows = [x for x in data if isinstance(x, dict)]
        return [x["_source"] if "_source" in x and isinstance(x["_source"], dict) else x for x in rows]
    if not isinstance(data, dict):
        return []
    if is_ninjs(data) or any(isinstance(data.get(n), str) for n in COLUMNS["text"]):
        return [data]
    for name in _LISTS:
        inner = data.get(name)
        if isinstance(inner, list | dict) and (found := _records(inner)):
            return found
    return []


def _utf8_lines(data: bytes) -> list[str] | None:
    """The lines, with their ends, of a table that is plainly UTF-8; decoded one by one most stay ASCII and cheap."""
    if b"\0" in data or data[:1] in b"\xef\xff\xfe" or (b"\r" in data and data.count(b"\r") != data.count(b"\r\n")):
        return None
    try:
        return list(map(bytes.decode, io.BytesIO(data)))
    except UnicodeDecodeError:
        return None


def _csv(piece: Piece, lines: Iterator[str], options: Options) -> Iterator[Report | Problem]:
    first = next(lines, "")
    delimiter = max("\t;|,", key=lambda c: (first.count(c), c == ","))
    csv.field_size_limit(LARGEST_CELL)
    table = csv.reader(chain((first,), lines), delimiter=delimiter)
    header = [h.strip() for h in next(table, [])]
    if header[:5] == _MATRIX:
        what = "is a table that Stemma wrote"
        yield Problem(piece.where, what, "nothing to do: it is passed over", lost=False)
        return
    if not has_texts(header, options):
        what = f"has no column of texts (its columns are {', '.join(header)[:120] or 'none'})"
        if piece.listed:
            yield Problem(piece.where, what, "name it on its own with --column text=NAME", lost=False)
            return
        raise Refused(piece.where, what, "name it with --column text=NAME")
    broken: list[Problem] = []

    def rows() -> Iterator[tuple[str, dict[str, Any]]]:
        while True:
            where = f"{piece.where}, line {table.line_num + 1}"
            try:
                cells = next(table)
            except StopIteration:
                return
            except csv.Error as error:
                broken.append(Problem(where, f"is no CSV ({error})", "mend or remove the line"))
                continue
            if any(map(str.strip, cells)):
                if len(cells) > len(header):
                    words = f"has {len(cells)} cells for {len(header)} columns"
                    broken.append(Problem(where, words, "put quotation marks around cells with commas or line breaks"))
                    continue
                yield where, dict(zip(header, cells))

    for item in of_rows(piece, rows(), options):
        yield from broken
        broken.clear()
        yield item
    yield from broken
