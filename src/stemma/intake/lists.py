"""Lists of addresses: sitemaps (with the news of Google's extension) and OPML collections of feeds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stemma.intake.days import iso
from stemma.intake.options import Options
from stemma.intake.pieces import Address, Piece
from stemma.intake.problems import Problem, Refused
from stemma.intake.xmls import local, root_of

LISTED = 50_000  # addresses of one list, the limit of the sitemap protocol


def reports(piece: Piece, options: Options) -> Iterator[Address | Problem]:
    """The addresses that a sitemap, a sitemap index or an OPML file lists, newest first where it gives days."""
    root = root_of(piece)
    found = list(_feeds(root) if local(root) == "opml" else _pages(root))[:LISTED]
    if not found:
        raise Refused(piece.where, "lists no addresses", "give one that does")
    if piece.listed:
        yield Problem(piece.where, f"lists {len(found)} addresses", "name the file itself to fetch them", lost=False)
        return
    found.sort(key=lambda item: item[1].get("published") or item[2] or "", reverse=True)
    for url, known, _ in found:
        yield Address(url=url, where=f"{piece.where}, {url}", known={**_general(piece), **known})


def _general(piece: Piece) -> dict[str, Any]:
    """What holds for what a list leads to: never the list's own address or title."""
    return {k: v for k, v in piece.known.items() if k in ("outlet", "language")}


def _feeds(root: Any) -> Iterator[tuple[str, dict[str, Any], str | None]]:
    for outline in root.iter():
        url = outline.get("xmlUrl") if local(outline) == "outline" else None
        if url and url.startswith(("http://", "https://")):
            yield url, {}, None


def _pages(root: Any) -> Iterator[tuple[str, dict[str, Any], str | None]]:
    for entry in root:
        values: dict[str, str] = {}
        for element in entry.iter():
            if element.text and element.text.strip():
                values.setdefault(local(element), " ".join(element.text.split()))
        url = values.get("loc", "")
        if not url.startswith(("http://", "https://")):
            continue
        known: dict[str, Any] = {}
        if "publication_date" in values and (day := iso(values["publication_date"])):
            known["published"] = day
        named = (("title", "title"), ("outlet", "name"), ("language", "language"))
        known |= {field: values[name] for field, name in named if name in values}
        yield url, known, iso(values.get("lastmod", ""))
