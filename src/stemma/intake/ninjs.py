"""IPTC ninjs (versions 1 to 3), the JSON of news agencies' feeds, into the fields of a report."""

from __future__ import annotations

import html
import re
from typing import Any

from stemma.intake.bylines import names
from stemma.intake.days import iso

_TAG = re.compile(r"<[^<>]{1,500}>")
_PARAGRAPH = re.compile(r"</p\s*>|<br\s*/?>|</h\d>|</li>|</blockquote>", re.I)
_MARKS = frozenset(("$standard", "standard", "$schema", "bodies", "body_xhtml", "body_text", "body_html"))
_PLAIN = ("text/plain", "text")


def is_ninjs(record: dict[str, Any]) -> bool:
    """Is this object a news item of ninjs: an IPTC address of its own or the properties that only ninjs has?"""
    if _MARKS.isdisjoint(record):
        return False
    if "ninjs" in str(record.get("$standard") or record.get("standard") or record.get("$schema") or ""):
        return True
    bodies = record.get("bodies")
    if isinstance(bodies, list) and bodies and isinstance(bodies[0], dict) and "value" in bodies[0]:
        return True
    own = ("body_xhtml", "body_text", "body_html")
    return any(k in record for k in own) and any(
        k in record for k in ("versioncreated", "firstcreated", "uri", "headlines")
    )


def as_record(item: dict[str, Any]) -> dict[str, Any]:
    """The fields of a ninjs item under Stemma's names."""
    created = item.get("firstcreated") or item.get("firstCreated")
    version = item.get("versioncreated") or item.get("versionCreated")
    made: dict[str, Any] = {
        "text": _body(item),
        "title": _headline(item),
        "published": created or version,
        "updated": version,
        "language": item.get("language"),
        "outlet": _outlet(item),
        "authors": _authors(item),
        "url": next((item[k] for k in ("uri", "url") if str(item.get(k, "")).startswith("http")), None),
    }
    for field in ("published", "updated"):
        made[field] = iso(made[field]) if isinstance(made[field], str) else None
    if made["updated"] == made["published"]:
        made["updated"] = None
    return {k: v for k, v in made.items() if v}


def plain(markup: str) -> str:
    """The text of a piece of simple markup, a paragraph a line."""
    words = html.unescape(_TAG.sub("", _PARAGRAPH.sub("\n", markup)))
    return "\n".join(line for x in words.splitlines() if (line := " ".join(x.split())))


def _body(item: dict[str, Any]) -> str:
    bodies = [b for b in item.get("bodies") or () if isinstance(b, dict) and isinstance(b.get("value"), str)]
    bodies.sort(key=lambda b: str(b.get("contentType") or b.get("contenttype") or "") not in _PLAIN)
    for body in bodies:
        plainly = str(body.get("contentType") or body.get("contenttype") or "") in _PLAIN
        return str(body["value"]) if plainly else plain(body["value"])
    if isinstance(item.get("body_text"), str):
        return str(item["body_text"])
    markup = next((item[k] for k in ("body_xhtml", "body_html") if isinstance(item.get(k), str)), "")
    return plain(markup)


def _headline(item: dict[str, Any]) -> str | None:
    given = item.get("headlines")
    for one in given if isinstance(given, list) else ():
        if isinstance(one, dict) and isinstance(one.get("value"), str):
            return plain(one["value"])
    words = item.get("headline") or item.get("title")
    return plain(words) if isinstance(words, str) else None


def _outlet(item: dict[str, Any]) -> str | None:
    for source in item.get("infosources") or item.get("infoSources") or ():
        if isinstance(source, dict) and isinstance(source.get("name"), str):
            return str(source["name"])
    for key in ("source", "copyrightholder", "copyrightHolder"):
        given = item.get(key)
        if isinstance(given, str) and given:
            return given
    return None


def _authors(item: dict[str, Any]) -> tuple[str, ...]:
    if isinstance(item.get("byline"), str):
        return names(item["byline"])
    people = item.get("people") or ()
    wrote = [
        p.get("name") for p in people if isinstance(p, dict) and str(p.get("rel", "")).lower() in ("author", "creator")
    ]
    return tuple(n for n in wrote if isinstance(n, str))
