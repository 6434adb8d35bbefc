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


def _tags(words: str) -> tuple[str, ...]:
    """These names in any namespace, as the standards write them and lowered, for a walk that passes over all others."""
    return tuple(f"{{*}}{name}" for name in dict.fromkeys([*words.split(), *words.lower().split()]))


_ITEMS = _tags("newsItem")
_BLOCKS = _tags("p h1 h2 h3 h4 hl1 hl2 li blockquote td tr block")
_TELLING = _tags(
    "firstCreated versionCreated date.issue headline hl1 infoSource provider doc.copyright by byline creator language"
    " body body.content inlineData inlineXML"
)
_NAME = _tags("name")
_BODIES = ("body.content", "body")


def reports(piece: Piece, options: Options) -> Iterator[Report | Problem]:
    """The news items of a NewsML-G2 message or item, or of an NITF document."""
    root = root_of(piece)
    items = list(root.iter(*_ITEMS)) or ([root] if local(root) == "nitf" else [])
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
    for element in item.iter(*_TELLING):
        found.setdefault(local(element), []).append(element)
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
    for block in body.iter(*_BLOCKS):
        if not len(block) or next(block.iterdescendants(*_BLOCKS), None) is None:
            yield block


def _words(element: Any) -> str:
    words = "".join(element.itertext()) if len(element) else element.text or ""
    return " ".join(words.split())


def _party(element: Any) -> str | None:
    """The name of a party: its name element, else its literal."""
    inner = next((_words(x) for x in element.iter(*_NAME)), "")
    return inner or element.get("literal")
