"""NewsML-G2 and NITF, the XML of news agencies, into reports: paragraphs from NITF or XHTML bodies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stemma.intake.bylines import names
from stemma.intake.days import iso
from stemma.intake.ninjs import plain
from stemma.intake.options import Options
from stemma.intake.pieces import Piece
from stemma.intake.problems import Problem, Refused
from stemma.intake.records import checked
from stemma.intake.xmls import local, root_of
from stemma.model import Report

_BLOCKS = {"p", "h1", "h2", "h3", "h4", "hl1", "hl2", "li", "blockquote", "td", "tr", "block"}
_TELLING = frozenset(
    "firstcreated versioncreated date.issue headline hl1 infosource provider doc.copyright by byline creator"
    " language body body.content inlinedata inlinexml".split()
)
_BODIES = ("body.content", "body")


def reports(piece: Piece, options: Options) -> Iterator[Report | Problem]:
    """The news items of a NewsML-G2 message or item, or of an NITF document."""
    root = root_of(piece)
    items = [e for e in root.iter() if local(e) == "newsitem"] or ([root] if local(root) == "nitf" else [])
    told = [_first(item) for item in items]
    made = [(named, body) for named in told if (body := _body(named))]
    if not made:
        raise Refused(piece.where, "holds no news item with a text", "export the items with their content")
    for number, (named, body) in enumerate(made, 1):
        where = piece.where if len(made) == 1 else f"{piece.where}, item {number}"
        stem = None if not piece.stem else piece.stem if len(made) == 1 else f"{piece.stem}-{number}"
        yield from checked(where, {**piece.known, **_fields(named), "text": body}, stem)


def _fields(named: dict[str, list[Any]]) -> dict[str, Any]:
    def value(*names_: str) -> str | None:
        return next((w for n in names_ for e in named.get(n, ()) if (w := _words(e))), None)

    def party(name: str) -> str | None:
        return next((w for e in named.get(name, ()) if (w := _party(e))), None)

    first, version = value("firstcreated"), value("versioncreated")
    issue = next((e.get("norm") or "" for e in named.get("date.issue", ())), "")
    fields: dict[str, Any] = {
        "title": value("headline", "hl1"),
        "published": iso(first or version or issue),
        "updated": iso(version or "") if first and version != first else None,
        "outlet": party("infosource") or party("provider") or value("doc.copyright"),
        "authors": names(value("by", "byline") or party("creator") or ""),
        "language": next((e.get("tag") for e in named.get("language", ())), None),
    }
    return {k: v for k, v in fields.items() if v}


def _first(item: Any) -> dict[str, list[Any]]:
    """The elements of an item that hold or tell of its text, by name, in one walk."""
    found: dict[str, list[Any]] = {}
    for element in item.iter():
        if (name := local(element)) in _TELLING:
            found.setdefault(name, []).append(element)
    return found


def _body(named: dict[str, list[Any]]) -> str:
    """The item's paragraphs from the first body that has any, else its plain inline data."""
    for body in (e for name in _BODIES for e in named.get(name, ())):
        lines = [_words(e) for e in _leaves(body)]
        if any(lines):
            return "\n".join(x for x in lines if x)
    for data in (e for name in ("inlinedata", "inlinexml") for e in named.get(name, ())):
        words = "".join(data.itertext())
        if words.strip():
            return plain(words) if "<" in words else words.strip()
    return ""


def _leaves(body: Any) -> Iterator[Any]:
    """The blocks of a body that hold no further block."""
    blocks = [e for e in body.iter() if local(e) in _BLOCKS and e is not body]
    yield from (e for e in blocks if not len(e) or not any(local(x) in _BLOCKS for x in e.iterdescendants()))


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _party(element: Any) -> str | None:
    """The name of a party: its name element, else its literal."""
    inner = next((_words(x) for x in element.iter() if local(x) == "name"), "")
    return inner or element.get("literal")
