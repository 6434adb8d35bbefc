"""What a text says of itself where no metadata does: title, byline, outlet, place and agency, each with its evidence.

Only the lines above an article and its last ones are looked at, and only standing forms count: a labelled line, a
byline, a dateline, a masthead, an imprint. What is worded otherwise stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from stemma.intake.bylines import byline_of, people
from stemma.intake.datelines import dateline_at
from stemma.intake.days import iso
from stemma.intake.mastheads import known_source, masthead, named
from stemma.intake.stamps import stamp
from stemma.model import Dateline, Reason, Stretch

HEAD_LINES = 9  # title, subtitle, byline, masthead, stamps, and the first paragraph with its dateline
HEAD_CHARS = 3000
TAIL_LINES = 4
TAIL_CHARS = 600
LONGEST_LINE = 160  # a longer line is a paragraph
LEAST_PARAGRAPH = 80
TITLE_WORDS = 3
TITLE_MOST = 180

LABELS = {
    "title": "title", "headline": "title", "outlet": "outlet", "source": "outlet", "publication": "outlet",
    "publication title": "outlet", "newspaper": "outlet", "publisher": "outlet", "published in": "outlet",
    "media": "outlet", "date": "published", "published": "published", "publication date": "published",
    "published on": "published", "date published": "published", "pub date": "published", "updated": "updated",
    "last updated": "updated", "author": "authors", "authors": "authors", "byline": "authors", "url": "url",
    "link": "url", "web address": "url", "permalink": "url",
}  # fmt: skip
_LABEL = re.compile(r"(?:\*\*|[-*] )?([A-Z][A-Za-z ]{1,17}?)(?:\*\*)?[ \t]?:(?:\*\*)?[ \t]+(\S.*)")
_URL_LINE = re.compile(r"<?(https?://[^\s<>]+)>?\Z", re.IGNORECASE)
_WORD_OF_NAME = r"(?:[A-ZÀ-ÖØ-Þ0-9][\w’'.&-]*|of|the|and|de|del|&)"
_NAME = re.compile(rf"{_WORD_OF_NAME}(?: {_WORD_OF_NAME}){{0,6}}\Z")
_REPORTING = re.compile(r"[-–—(\[ ]*reporting by ([^.;|\n)]{4,160})", re.IGNORECASE)
_FROM_PLACE = re.compile(r"\s+in\s+[A-Z][\w ’'-]*?(?=\s+and\s|,|$)")
_IMPRINT = re.compile(
    r"(?:©|\(c\)|copyright)[ \t]*(?:©|\(c\))?[ \t]*(?:19|20)\d\d(?:[ \t]?[-–][ \t]?(?:(?:19|20)\d\d|present))?,?[ \t]+"
    r"(?:by[ \t]+)?(?P<name>[^.,;|\n©]{2,60}?)(?=[ \t]*(?:[.,;|\n©]|all rights|\Z))",
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(
    r"\(?(?:source|outlet|published (?:in|by)|from)[ \t]?:[ \t]*([^\n]{2,60}?)[.)]?\Z", re.IGNORECASE
)


class Head(msgspec.Struct, frozen=True):
    """The fields that a text tells of itself, where each stands, and its dateline."""

    fields: dict[str, Any] = {}
    because: tuple[Reason, ...] = ()
    dateline: Dateline | None = None


def head_of(text: str, known: dict[str, Any]) -> Head:
    """What a text's first and last lines say of title, outlet, authors and address, where ``known`` lacks them.

    Dates are left to the story: a stamp is weighed there against all others.
    """
    found: dict[str, Any] = {}
    because: list[Reason] = []

    def take(field: str, value: Any, start: int, end: int) -> None:
        if value and field not in known and field not in found and field not in ("published", "updated"):
            found[field] = value
            shown = ", ".join(value) if isinstance(value, tuple) else str(value)
            words = f"{field} {shown[:80]}: from “{' '.join(text[start:end].split())[:100]}” in the text"
            because.append(Reason(rule=f"intake/{field}", words=words, features={"start": start, "end": end}))

    opening: list[tuple[int, int]] = []
    dateline = None
    for start, end in islice(lines_of(text, 0, min(len(text), HEAD_CHARS)), HEAD_LINES):
        opening.append((start, end))
        if made := dateline_at(text, start, end):
            dateline = made
            source = known_source(made.agency) if made.agency else None
            if source and source[1] != "agency":
                take("outlet", source[0], start, made.end)
            break  # the article has begun
        if end - start > LONGEST_LINE:
            break
        dateline = _of_line(text, start, end, take) or dateline
    if "title" not in known and (title := _title(text, opening)):
        take("title", title.of(text), title.start, title.end)
    if "outlet" not in known or "authors" not in known:
        _of_tail(text, take)
    return Head(found, tuple(because), dateline)


def lines_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The (start, end) of the lines that hold words, outer white space left out."""
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if bare := (body := text[at:stop]).strip():
            first = at + body.index(bare[0])
            yield first, first + len(bare)
        at = stop + 1


def label_of(line: str) -> tuple[str, Any] | None:
    """The field and value of a line like "Outlet: Ansel Post"; None for other lines and for what is no such value."""
    if ":" not in line[:24] or not (found := _LABEL.match(line)):
        return None
    field = LABELS.get(found[1].strip().lower())
    value: Any = found[2].strip().strip("*").strip()
    if field in ("published", "updated"):
        value = iso(value)
    elif field == "authors":
        value = people(value)
    elif field == "url":
        value = url_of(value)
    elif field == "outlet" and not (known_source(value) or masthead(value) or _NAME.match(value)):
        value = None
    return (field, value) if field and value else None


def url_of(line: str) -> str | None:
    """The address that a line holds and nothing else."""
    found = _URL_LINE.match(line) if line[:5].lower() in ("http:", "https", "<http") else None
    return found[1] if found else None


def title_like(line: str) -> bool:
    """Does a line read like a headline: a few words, a capital first, no full stop at its end?"""
    if len(line) > TITLE_MOST or line[-1] in ".,;:" or line[-2:] in ('."', ".”"):
        return False
    if not (line[0].isupper() or line[0].isdigit() or line[0] in "“‘\"'#") or "http" in line or "@" in line:
        return False
    digits = sum(c.isdigit() for c in line)
    if digits >= 4 and digits * 3 > len(line):
        return False  # a date stamp
    return len(line.split()) >= TITLE_WORDS and not (label_of(line) or byline_of(line) or masthead(line))


def _of_line(text: str, start: int, end: int, take: Any) -> Dateline | None:
    """The field that one line of the head gives; the place of a byline stands for a dateline."""
    line = text[start:end]
    if labelled := label_of(line):
        take(*labelled, start, end)
    elif address := url_of(line):
        take("url", address, start, end)
    elif byline := byline_of(line):
        take("authors", byline.authors, start, end)
        take("outlet", byline.outlet, start, end)
        if byline.place:
            at = text.index(byline.place, start)
            return Dateline(place=byline.place, start=at, end=at + len(byline.place))
    elif name := masthead(line):
        take("outlet", name, start, end)
    return None


def _title(text: str, opening: list[tuple[int, int]]) -> Stretch | None:
    """The first line that reads like a headline, above a longer one."""
    for number, (start, end) in enumerate(opening[:3]):
        line = text[start:end]
        stamped = any(d.end >= end for d in stamp(text, start, end, opening=True, tail=False))
        if title_like(line) and not stamped and not dateline_at(text, start, end):
            longer = any(e - s > max(LEAST_PARAGRAPH, end - start) for s, e in opening[number + 1 :])
            return Stretch(start + len(line) - len(line.lstrip("# ")), end) if longer else None
        if end - start > LONGEST_LINE:
            return None
    return None


def _of_tail(text: str, take: Any) -> None:
    """What imprint, source line and reporters' credit say in the last lines."""
    begin = max(0, len(text) - TAIL_CHARS)
    for start, end in list(lines_of(text, begin, len(text)))[-TAIL_LINES:]:
        line = text[start:end]
        if "©" in line or "opyright" in line or "(c)" in line or "COPYRIGHT" in line:
            name = found["name"].strip() if (found := _IMPRINT.search(line)) else ""
            take("outlet", _outlet(name), start, end)
        elif line[0] in "(SsOoPpFf" and (found := _SOURCE_LINE.fullmatch(line)):
            take("outlet", _outlet(found[1].strip()), start, end)
        elif "eporting by" in line and (found := _REPORTING.match(line)):
            take("authors", people(_FROM_PLACE.sub("", found[1])), start, end)


def _outlet(name: str) -> str | None:
    """The outlet that a notice names; what an agency owns may stand on anybody's page."""
    source = known_source(name) if name else None
    return (named(name) if source[1] != "agency" else None) if source else masthead(name)
