"""Rows into reports: JSON lines, JSON, CSV and (from parquet.py) Parquet, their columns named as usual or mapped.

The field names of Stemma's own JSON lines come first; then the names that news APIs, crawlers and databases use.
A date like 03/04/2031 is asked about, never guessed.
"""

from __future__ import annotations

import csv
import functools
import io
import re
from collections.abc import Iterable, Iterator
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
_LISTS = ("reports", "articles", "items", "results", "docs", "documents", "data", "hits", "response", "stories")
_MATRIX = ["label", "id", "words", "independent", "independent_upper"]
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def reports(piece: Piece, options: Options) -> Iterator[Report | Problem | Address]:
    """The reports of a JSON, JSON lines or CSV piece."""
    text, encoding = decode(piece.read(), piece.charset)
    if text is None:
        raise Refused(piece.where, encoding, "save it as UTF-8 text")
    if not encoding.startswith("utf"):
        guess = f"is not UTF-8 and was read as {encoding}, its likeliest encoding"
        yield Problem(piece.where, guess, "save it as UTF-8 if letters look wrong", lost=False)
    suffix = piece.name[piece.name.rfind(".") :].lower()
    if suffix in (".csv", ".tsv") or "csv" in piece.media:
        yield from _csv(piece, text, options)
    elif suffix in (".jsonl", ".ndjson") or "ndjson" in piece.media or "jsonl" in piece.media:
        yield from _of_lines(piece, text, options)
    else:
        yield from _json(piece, text, options)


def of_rows(piece: Piece, rows: Iterable[tuple[str, dict[str, Any]]], options: Options) -> Iterator[Report | Problem]:
    """The reports of rows with where each stands; one question for all dates of a column that are ambiguous."""
    asked: dict[str, list[str]] = {}
    table = piece.name.endswith((".csv", ".tsv", ".parquet"))
    for where, row in rows:
        record = mapped(row, options)
        for field in ("published", "updated", "retrieved"):
            value = record.get(field)
            if value is None:
                continue
            if isinstance(value, int | float) and not isinstance(value, bool):
                value = str(int(value))
            own = field in row and not options.columns and not table
            if not isinstance(value, str) or not value.strip() or (own and field == "published"):
                continue  # in Stemma's own records a date is ISO 8601, or named as wrong
            made = iso(value, options.dates)
            if made is None and ambiguous(value):
                asked.setdefault(field, []).append(value)
                del record[field]
            elif made:
                record[field] = made
            else:
                record[field] = value
        yield from checked(where, {**piece.known, **record})
    for field, dates in asked.items():
        two = ambiguous(dates[0]) or ("", "")
        shown = ", ".join(dict.fromkeys(dates[:SHOWN]))
        what = (
            f"has {field} dates that can be read in two ways ({len(dates)} of them, as {shown}: {two[0]} or {two[1]}?)"
        )
        remedy = "say --dates day-first or --dates month-first; read as undated"
        yield Problem(piece.where, what, remedy, lost=False)


def mapped(row: dict[str, Any], options: Options) -> dict[str, Any]:
    """The fields of a row by the columns' names: those that the user mapped, Stemma's own, then the usual ones."""
    record: dict[str, Any] = {}
    for field, given, keys in _plan(tuple(row), options.columns):
        if given:
            value = _within(row, keys[0])
        elif len(keys) == 1:
            value = row[keys[0]]
        else:
            value = next((v for k in keys if (v := row[k]) not in (None, "")), None)
        if field == "outlet" and isinstance(value, dict):
            value = value.get("name") or value.get("title")
        elif field == "authors" and isinstance(value, list):
            value = [a.get("name") if isinstance(a, dict) else a for a in value]
        elif field == "id" and keys[0] != "id" and not given and not _usable(value):
            value = None
        if value is not None:
            record[field] = value
    return record


@functools.lru_cache(maxsize=256)
def _plan(
    names: tuple[Any, ...], columns: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, bool, tuple[str, ...]], ...]:
    """For each field whether the user mapped it, and the columns to look in: the same for all rows of a table."""
    low = {k.strip().lower().replace(" ", "_").replace("-", "_"): k for k in reversed(names) if isinstance(k, str)}
    given = dict(columns)
    made: list[tuple[str, bool, tuple[str, ...]]] = []
    for field, usual in COLUMNS.items():
        if field in given:
            made.append((field, True, (given[field],)))
        elif field in names:
            made.append((field, False, (field,)))
        elif keys := tuple(low[n] for n in usual if n in low):
            made.append((field, False, keys))
    return tuple(made)


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
    decoder = msgspec.json.Decoder()
    problems: list[Problem] = []

    def rows() -> Iterator[tuple[str, dict[str, Any]]]:
        # Only \n parts lines of JSONL: U+2028 and the like may stand raw inside a JSON string.
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            where = f"{piece.where}, line {number}"
            try:
                record = decoder.decode(line)
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


def _json(piece: Piece, text: str, options: Options) -> Iterator[Report | Problem | Address]:
    try:
        data = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        lines = [x for x in text.split("\n") if x.strip()]
        if len(lines) > 1 and all(x.lstrip().startswith("{") for x in lines[:2]) and lines[0].rstrip().endswith("}"):
            yield from _of_lines(piece, text, options)
            return
        raise Refused(piece.where, f"is no JSON ({error})", "mend it") from error
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
    rows = (
        (piece.where if single else f"{piece.where}, item {n}", of_ninjs(r) if is_ninjs(r) else r)
        for n, r in enumerate(found, 1)
    )
    yield from of_rows(piece, rows, options)


def _records(data: Any) -> list[dict[str, Any]]:
    """The records of a JSON document: itself, a list, or a list under one of the usual names."""
    if isinstance(data, list):
        return [
            x.get("_source", x) if isinstance(x.get("_source", x), dict) else x for x in data if isinstance(x, dict)
        ]
    if not isinstance(data, dict):
        return []
    if is_ninjs(data) or any(isinstance(data.get(n), str) for n in COLUMNS["text"]):
        return [data]
    for name in _LISTS:
        inner = data.get(name)
        if isinstance(inner, list | dict) and (found := _records(inner)):
            return found
    return []


def _csv(piece: Piece, text: str, options: Options) -> Iterator[Report | Problem]:
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    delimiter = max("\t;|,", key=lambda c: (first.count(c), c == ","))
    csv.field_size_limit(LARGEST_CELL)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [h.strip() for h in next(table, [])]
    if header[:5] == _MATRIX:
        what = "is a table that Stemma wrote"
        yield Problem(piece.where, what, "nothing to do: it is passed over", lost=False)
        return
    if "text" not in mapped(dict.fromkeys(header, "x"), options):
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
            if any(cells) and any(c.strip() for c in cells):
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
