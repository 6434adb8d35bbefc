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
_BODIES = ("body.content", "body")


def reports(piece: Piece, options: Options) -> Iterator[Report | Problem]:
    """The news items of a NewsML-G2 message or item, or of an NITF document."""
    root = root_of(piece)
    items = [e for e in root.iter() if local(e) == "newsitem"] or ([root] if local(root) == "nitf" else [])
    made = [(item, body) for item in items if (body := _body(item))]
    if not made:
        raise Refused(piece.where, "holds no news item with a text", "export the items with their content")
    for number, (item, body) in enumerate(made, 1):
        where = piece.where if len(made) == 1 else f"{piece.where}, item {number}"
        stem = None if not piece.stem else piece.stem if len(made) == 1 else f"{piece.stem}-{number}"
        yield from checked(where, {**piece.known, **_fields(item), "text": body}, stem)


def _fields(item: Any) -> dict[str, Any]:
    first, version = _value(item, "firstcreated"), _value(item, "versioncreated")
    issue = next((e for e in item.iter() if local(e) == "date.issue"), None)
    fields: dict[str, Any] = {
        "title": _value(item, "headline") or _value(item, "hl1"),
        "published": iso(first or version or (issue.get("norm") or "" if issue is not None else "")),
        "updated": iso(version or "") if first and version != first else None,
        "outlet": _party(item, "infosource") or _party(item, "provider") or _value(item, "doc.copyright"),
        "authors": names(_value(item, "by") or _value(item, "byline") or _party(item, "creator") or ""),
        "language": next((e.get("tag") for e in item.iter() if local(e) == "language"), None),
    }
    return {k: v for k, v in fields.items() if v}


def _body(item: Any) -> str:
    """The item's paragraphs from the first body that has any, else its plain inline data."""
    for name in _BODIES:
        for body in (e for e in item.iter() if local(e) == name):
            lines = [" ".join("".join(e.itertext()).split()) for e in _leaves(body)]
            if any(lines):
                return "\n".join(x for x in lines if x)
    for data in (e for e in item.iter() if local(e) in ("inlinedata", "inlinexml")):
        words = "".join(data.itertext())
        if words.strip():
            return plain(words) if "<" in words else words.strip()
    return ""


def _leaves(body: Any) -> Iterator[Any]:
    """The blocks of a body that hold no further block."""
    blocks = [e for e in body.iter() if local(e) in _BLOCKS and e is not body]
    yield from (e for e in blocks if not any(local(x) in _BLOCKS for x in e.iterdescendants()))


def _value(item: Any, name: str) -> str | None:
    for element in item.iter():
        if local(element) == name and (words := " ".join("".join(element.itertext()).split())):
            return words
    return None


def _party(item: Any, name: str) -> str | None:
    """The name of a party: its name element, else its literal."""
    for element in item.iter():
        if local(element) != name:
            continue
        inner = next((" ".join("".join(x.itertext()).split()) for x in element.iter() if local(x) == "name"), "")
        if inner or element.get("literal"):
            return inner or str(element.get("literal"))
    return None
