"""Raw fields into a report: each checked, the outlet told from the address, wrong ones named."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any

import msgspec

from stemma.intake.decoding import MOJIBAKE_LEAD, mojibake
from stemma.intake.problems import Problem
from stemma.lexicon import table, values
from stemma.model import Reason, Report, content_id

LARGEST_TEXT = 1_000_000  # code points; spaCy's own limit, and 30 times the longest news report seen
LONGEST_ID = 80
REMEDY_EMPTY = "remove it or put the report's text in it"

# What a field holds; "made" are those that the ways in make, never the user.
_HOLDS = {
    "outlet": "words", "url": "words", "title": "words", "published": "day", "updated": "day", "retrieved": "day",
    "language": "language", "translated_from": "language", "links": "made", "based_on": "made", "flags": "made",
    "because": "made",
}  # fmt: skip
_ID_OK = re.compile(rf"[^\s\x00-\x1f]{{1,{LONGEST_ID}}}\Z")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?\Z", re.I)
_CLOCK = r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?"
_ISO_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})" + _CLOCK + r")?)?\Z")


def report(text: str, **fields: Any) -> Report:
    """A report from its text and whatever else is known; ``id`` defaults to one made from outlet, url and text."""
    return _report(text, text.encode("utf-8", "surrogatepass"), fields)


def _report(text: str, data: bytes, fields: dict[str, Any]) -> Report:
    fields["text"] = text
    fields["sha256"] = sha256 = hashlib.sha256(data).hexdigest()
    if "id" not in fields:
        fields["id"] = content_id("r", fields.get("outlet") or "", fields.get("url") or "", sha256)
    return Report(**fields)


def checked(where: str, record: dict[str, Any], stem: str | None = None) -> tuple[Report | Problem, ...]:
    """One report from its raw fields and what is to be said of them, or what is wrong with it.

    ``stem`` is the id where the record has none.
    """
    text = record.get("text")
    if not isinstance(text, str) or not text or text.isspace():
        remedy = REMEDY_EMPTY if stem is not None else "give the words in the field text"
        return (Problem(where, "has no text", remedy),)
    if len(text) > LARGEST_TEXT:
        long = f"is too long for one report ({len(text):,} characters, at most {LARGEST_TEXT:,})"
        return (Problem(where, long, "split it into one file a report"),)
    said: tuple[Problem, ...] = ()
    fields: dict[str, Any] = {"name": where}
    for key, value in record.items():
        holds = _HOLDS.get(key)
        if holds is None or value is None or value == "":
            continue
        if holds == "made":
            if isinstance(value, tuple):
                fields[key] = value
            continue
        if not isinstance(value, str):
            return (Problem(where, f"has a {key} that is no text", f"write {key} as a string in quotation marks"),)
        if holds == "day" and (wrong := wrong_date(value)):
            wrong = wrong if key == "published" else wrong.replace("publication date", f"{key} date")
            said += (Problem(where, wrong, "write it as 2025-12-24; read as undated", lost=False),)
        elif holds == "language":
            if code := _LANGUAGE.match(value):
                fields[key] = {"eng": "en"}.get(code[1].lower(), code[1].lower())
        else:
            fields[key] = value
    if "authors" in record and (authors := _authors(record["authors"])):
        fields["authors"] = authors
    if "outlet" not in fields and "url" in fields and (name := outlet_at(fields["url"])):
        fields["outlet"] = name
        why = Reason(rule="intake/outlet", words=f"outlet {name}: from the address")
        fields["because"] = (*fields.get("because", ()), why)
    given = record.get("id", stem)
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    if given is not None:
        if not isinstance(given, str):
            return (*said, Problem(where, "has an id that is no text", "give each report a short id"))
        if stem is not None:
            given = re.sub(r"\s+", "-", given.strip())[:LONGEST_ID]
        if not (given.isalnum() and len(given) <= LONGEST_ID) and not _ID_OK.match(given):
            odd = f"has an id that cannot be used ({given[:40]!r})"
            return (*said, Problem(where, odd, f"use up to {LONGEST_ID} characters without white space"))
        fields["id"] = given
    data = text.encode("utf-8", "surrogatepass")
    if b"\xc3" in data and MOJIBAKE_LEAD.search(data) and (sample := mojibake(text)):
        what = f"was decoded wrongly before it came here (“{sample}”)"
        said += (Problem(where, what, "save it anew from its source as UTF-8; read as it is", lost=False),)
    return (*said, _report(text, data, fields))


@functools.lru_cache(maxsize=4096)
def wrong_date(value: str) -> str | None:
    """What is wrong with a publication date; None for a year, a month, a day or a moment in ISO 8601."""
    match = _ISO_DAY.match(value)
    if not match:
        return f"has a publication date that is not ISO 8601 ({value[:40]!r})"
    try:
        datetime.fromisoformat(re.sub(r"\s(?=[Z+-])", "", value) if match[3] else f"{match[1]}-{match[2] or '01'}-01")
    except ValueError:
        return f"has a publication date that does not exist ({value[:40]!r})"
    return None


@functools.lru_cache(maxsize=4096)
def outlet_at(url: str) -> str | None:
    """The name of the outlet whose domain an address has, by the lexicon of sources."""
    host = re.sub(r"^[a-z]+://", "", url.strip().lower()).split("/")[0].split("@")[-1].split(":")[0]
    parts = host.split(".")
    for i in range(len(parts) - 1):
        if name := _domains().get(".".join(parts[i:])):
            return name
    return None


def distinct(reports: Iterable[Report]) -> tuple[tuple[Report, ...], list[Problem]]:
    """The reports sorted by id: the very same one once, others of one id under ids of their own, with a word."""
    reports = tuple(reports)
    if len({r.id for r in reports}) == len(reports):
        return tuple(sorted(reports, key=attrgetter("id"))), []
    problems: list[Problem] = []
    by_id: dict[str, dict[tuple[str, str, str], Report]] = {}
    for r in sorted(reports, key=lambda r: (r.id, *_content(r), r.name or "")):
        by_id.setdefault(r.id, {}).setdefault(_content(r), r)
    kept: dict[str, Report] = {}
    for rid, different in by_id.items():
        for content, r in different.items():
            new = rid if len(different) == 1 else f"{rid}-{content_id('', *content)[:6]}"
            while new in kept or (new != rid and new in by_id):
                new += "x"
            kept[new] = msgspec.structs.replace(r, id=new)
            if new != rid:
                what = f"has the id {rid}, which another report has too"
                problems.append(Problem(r.name or rid, what, f"give each its own id; read as {new}", lost=False))
    return tuple(sorted(kept.values(), key=lambda r: r.id)), problems


@functools.cache
def _domains() -> dict[str, str]:
    """Domain to name; only kinds that put out reports of their own, so that a page on a platform gets no outlet."""
    rows = [row for row in table("sources") if row["kind"] != "platform"]
    return {domain.lower(): row["name"] for row in rows for domain in values(row["domains"])}


def _authors(given: Any) -> tuple[str, ...]:
    if isinstance(given, str):
        given = re.split(r"\s*;\s*", given)
    if not isinstance(given, list | tuple):
        return ()
    return tuple(dict.fromkeys(a.strip() for a in given if isinstance(a, str) and a.strip()))


def _content(r: Report) -> tuple[str, str, str]:
    return r.sha256, r.outlet or "", r.url or ""
