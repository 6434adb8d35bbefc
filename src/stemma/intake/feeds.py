"""RSS, Atom and JSON feeds: the page behind each entry is fetched; an entry with its full text is read as it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import feedparser

from stemma.intake.bylines import names
from stemma.intake.days import iso
from stemma.intake.html import LEAST, of_page
from stemma.intake.ninjs import plain
from stemma.intake.options import Options
from stemma.intake.pieces import Address, Piece
from stemma.intake.problems import Problem, Refused
from stemma.intake.records import checked
from stemma.intake.xmls import LARGEST_XML
from stemma.model import Report

ENTRIES = 2000  # of one feed
FULL = 600  # characters of text from which an entry holds the article, not a teaser


def reports(piece: Piece, options: Options) -> Iterator[Report | Problem | Address]:
    """The entries of an RSS or Atom feed."""
    data = piece.read(LARGEST_XML)
    if b"<!ENTITY" in data[:100_000]:
        raise Refused(piece.where, "defines entities, as XML bombs do", "remove its document type definition")
    headers = {"content-location": piece.known.get("url", "")}
    parsed = feedparser.parse(data, response_headers=headers, sanitize_html=False)
    outlet = " ".join(str(parsed.feed.get("title", "")).split()) or None
    language = parsed.feed.get("language")
    entries = []
    for entry in parsed.entries[:ENTRIES]:
        bodies = [c.get("value") or "" for c in entry.get("content", ())]
        bodies += [entry.get("summary") or ""]
        source = entry.get("source", {})
        entries.append(
            {
                "url": entry.get("link"),
                "title": plain(entry.get("title") or ""),
                "published": _moment(entry, "published") or _moment(entry, "updated"),
                "updated": _moment(entry, "updated") if entry.get("published") else None,
                "authors": tuple(n for a in entry.get("authors", ()) for n in names(a.get("name") or "")),
                "outlet": source.get("title") or outlet,
                "language": language,
                "body": max(bodies, key=len),
            }
        )
    if not entries:
        raise Refused(piece.where, "is a feed with no entries", "give one that lists articles")
    yield from _of_entries(piece, entries)


def of_json(piece: Piece, data: dict[str, Any]) -> Iterator[Report | Problem | Address]:
    """The entries of a JSON feed (jsonfeed.org, versions 1 and 1.1)."""
    entries = []
    for item in [x for x in data.get("items") or () if isinstance(x, dict)][:ENTRIES]:
        people = item.get("authors") or data.get("authors") or [item.get("author")]
        wrote = [p.get("name", "") for p in people if isinstance(p, dict)]
        entries.append(
            {
                "url": item.get("url") or item.get("external_url"),
                "title": item.get("title"),
                "published": iso(str(item.get("date_published") or "")),
                "updated": iso(str(item.get("date_modified") or "")),
                "authors": tuple(n for w in wrote for n in names(w)),
                "outlet": data.get("title"),
                "language": item.get("language") or data.get("language"),
                "body": item.get("content_html") or item.get("content_text") or item.get("summary") or "",
            }
        )
    if not entries:
        raise Refused(piece.where, "is a feed with no entries", "give one that lists articles")
    yield from _of_entries(piece, entries)


def _of_entries(piece: Piece, entries: list[dict[str, Any]]) -> Iterator[Report | Problem | Address]:
    waiting = 0
    for number, entry in enumerate(entries, 1):
        body = str(entry.pop("body"))
        where = f"{piece.where}, entry {number}"
        known = {k: v for k, v in entry.items() if v and (isinstance(v, str) or k == "authors")}
        if "url" in known:
            known["url"] = urljoin(piece.known.get("url", ""), known["url"])
        reachable = str(known.get("url", "")).startswith(("http://", "https://"))
        text = plain(body)
        if len(text) >= FULL:
            yield from _whole(piece, where, body, text, known)
        elif reachable and not piece.listed:
            yield Address(url=known["url"], where=where, known=known)
        elif reachable:
            waiting += 1
        elif len(text) >= LEAST:
            yield from checked(where, {**known, "text": text})
        else:
            yield Problem(where, "has neither a text nor an address", "give a feed that has")
    if waiting:
        words = f"lists {waiting} entries whose pages must be fetched"
        yield Problem(piece.where, words, "name the feed itself to fetch them", lost=False)


def _whole(piece: Piece, where: str, body: str, text: str, known: dict[str, Any]) -> Iterator[Report | Problem]:
    """An entry that holds its article: as a page where it has markup, so that its links stay."""
    if "<" not in body:
        yield from checked(where, {**known, "text": text})
        return
    page = f"<html><body><article>{body}</article></body></html>"
    inner = piece.inner("", page.encode(), where=where, known=known)
    try:
        made = list(of_page(inner, page))
    except Refused:
        made = []
    whole = [r for r in made if isinstance(r, Report) and len(r.text) >= len(text) // 2]
    yield from whole or checked(where, {**known, "text": text})


def _moment(entry: Any, name: str) -> str | None:
    """A feed's date: as written where it can be read so, else as feedparser reads it (UTC)."""
    written = iso(str(entry.get(name, "")))
    if written:
        return written
    parts = entry.get(f"{name}_parsed")
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", parts) if parts else None
