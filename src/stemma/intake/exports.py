"""Files that hold many articles: the exports of press databases, told by their separators and parted with their fields.

The layouts are those that Nexis, Factiva and ProQuest print to text, Word and PDF files.
"""

from __future__ import annotations

import re
from typing import Any

from stemma.intake.days import iso

HEAD_LINES = 14  # what stands above a body: title, outlet, date, copyright, section, length, byline

_NEXIS_END = re.compile(r"^[ \t]*End of Document[ \t]*$", re.M)
_NEXIS_COUNT = re.compile(r"^[ \t]*(?:Document )?\d+ of \d+ DOCUMENTS?[ \t]*$", re.M)
_NEXIS_BODY = re.compile(r"^[ \t]*Body[ \t]*$", re.M)
_NEXIS_FIELD = re.compile(
    r"^[ \t]*(Byline|Section|Length|Dateline|Headline|Highlight|Load-Date|Language|Publication-Type|Graphic|Subject"
    r"|Correction-Date)"
    r"[ \t]*:[ \t]*(.*)$",
    re.M | re.I,
)
_TAIL_FIELD = re.compile(
    r"^[ \t]*(?:Load-Date|Language|Publication-Type|Graphic|Subject|Classification|Correction-Date)[ \t]*:",
    re.M | re.I,
)
_LENGTH = re.compile(r"^[ \t]*(?:length[ \t]*:[ \t]*)?\d[\d,]* words[ \t]*$", re.M | re.I)
_FACTIVA_END = re.compile(r"^[ \t]*(?:AN[ \t]+)?Document [A-Z0-9]{6,12}(?:19|20)\d{6}[a-z0-9]{6,12}[ \t]*$", re.M)
_FACTIVA_CODE = re.compile(
    r"^(HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|PUB|AN|CLM|SE)(?:[ \t]{1,4}|$)", re.M
)
_PROQUEST_RULE = re.compile(r"^_{20,}[ \t]*$", re.M)
_PROQUEST_FIELD = re.compile(
    r"^(Title|Author|Publication title|Publication date|Publication year|Full text|Abstract|"
    r"Language(?: of publication)?|"
    r"Document URL|ProQuest document ID|Links|Copyright|Last updated|Database|Subject|Location|Section|Publisher|"
    r"Place of publication|Country of publication|Publication subject|ISSN|Source type|Document type|Dateline|"
    r"Identifier / keyword|People|Company / organization|First page|Pages|Volume|Issue):[ \t]*",
    re.M,
)
_COPYRIGHT = re.compile(r"^[ \t]*(?:Copyright\b|\(c\)|©).*$", re.M | re.I)


def articles(text: str) -> list[dict[str, Any]]:
    """The articles of a database export with their fields (text, title, outlet, ...); [] if it is none."""
    if "Document" in text or "DOCUMENT" in text:
        if _NEXIS_END.search(text) and _LENGTH.search(text):
            return [a for part in _NEXIS_END.split(text) if (a := _nexis(part))]
        if _NEXIS_COUNT.search(text) and _LENGTH.search(text):
            return [a for part in _NEXIS_COUNT.split(text) if (a := _nexis(part))]
        if _FACTIVA_END.search(text) and re.search(r"\d words[ \t]*$", text, re.M):
            return [a for part in _FACTIVA_END.split(text) if (a := _factiva(part))]
    if "Full text:" in text and "Publication title:" in text:
        return [a for part in _PROQUEST_RULE.split(text) if (a := _proquest(part))]
    return []


def _nexis(part: str) -> dict[str, Any] | None:
    """Title, outlet and date in lines of their own, labelled lines, then the body up to the closing labels."""
    if not _LENGTH.search(part):
        return None
    fields = {m[1].lower(): m[2].strip() for m in _NEXIS_FIELD.finditer(part)}
    mark = _NEXIS_BODY.search(part)
    if mark is None:  # the old layout has no line "Body": the labelled lines above it end the head
        labels = [m for m in _NEXIS_FIELD.finditer(part) if not _TAIL_FIELD.match(m[0])]
        start = max((m.end() for m in labels), default=0)
    else:
        start = mark.end()
    tail = _TAIL_FIELD.search(part, start)
    body = part[start : tail.start() if tail else len(part)].strip("\n\r \t\f")
    if tail is None and (notice := list(_COPYRIGHT.finditer(body))) and notice[-1].start() > len(body) - 200:
        body = body[: notice[-1].start()].rstrip()
    head = _head(part[: _LENGTH.search(part).start()])  # type: ignore[union-attr]
    dated = next((i for i, line in enumerate(head) if _day(line)), None)
    made: dict[str, Any] = {"text": body, "published": _day(head[dated]) if dated is not None else None}
    before = head[:dated] if dated is not None else head
    if fields.get("headline") or mark is None:
        made["outlet"] = before[0] if before else None
        after = [] if dated is None else [x for x in head[dated + 1 :] if not _NEXIS_FIELD.match(x)]
        made["title"] = fields.get("headline") or (after[0] if after else None)
    elif before:
        made["title"] = before[0]
        made["outlet"] = before[1] if len(before) > 1 else None
    if byline := fields.get("byline"):
        made["authors"] = _names(byline)
    return {k: v for k, v in made.items() if v} if body else None


def _factiva(part: str) -> dict[str, Any] | None:
    """Either two-letter codes before each field, or title, byline, length, date, outlet in lines of their own."""
    codes = list(_FACTIVA_CODE.finditer(part))
    if {"HD", "PD"} <= {m[1] for m in codes}:
        ends = [*(m.start() for m in codes[1:]), len(part)]
        fields = {m[1]: part[m.end() : end].strip() for m, end in zip(codes, ends)}
        body = "\n\n".join(fields[c] for c in ("LP", "TD") if fields.get(c))
        made = {
            "text": body,
            "title": " ".join(fields["HD"].split()),
            "outlet": fields.get("SN"),
            "published": _day(fields["PD"]),
            "authors": _names(fields.get("BY", "")),
        }
        return {k: v for k, v in made.items() if v} if body else None
    counted = re.search(r"^[ \t]*\d[\d,]* words[ \t]*$", part, re.M)
    if not counted:
        return None
    above = _head(part[: counted.start()])
    notice = _COPYRIGHT.search(part, counted.end())
    lines = _head(part[counted.end() : notice.start() if notice else len(part)])
    dated = next((i for i, line in enumerate(lines) if _day(line)), None)
    rest = [] if dated is None else [x for x in lines[dated + 1 :] if not re.fullmatch(r"\d{1,2}:\d\d", x)]
    body = part[notice.end() :].strip() if notice else ""
    if not body:
        return None
    byline = above[-1] if len(above) > 1 and re.match(r"by\b", above[-1], re.I) else ""
    made = {
        "text": body,
        "title": " ".join(above[:-1] if byline else above),
        "outlet": rest[0] if rest else None,
        "published": _day(lines[dated]) if dated is not None else None,
        "authors": _names(byline),
    }
    return {k: v for k, v in made.items() if v}


def _proquest(part: str) -> dict[str, Any] | None:
    """Labelled fields, each from its label to the next."""
    marks = list(_PROQUEST_FIELD.finditer(part))
    ends = [*(m.start() for m in marks[1:]), len(part)]
    fields: dict[str, str] = {}
    for mark, end in zip(marks, ends):
        fields.setdefault(mark[1], part[mark.end() : end].strip())
    body = fields.get("Full text", "")
    if not body:
        return None
    made = {
        "text": body,
        "title": " ".join(fields.get("Title", "").split()),
        "outlet": re.split(r"\s*[;\[]", fields.get("Publication title", ""))[0],
        "published": _day(fields.get("Publication date", "")),
        "url": fields.get("Document URL") if (fields.get("Document URL") or "").startswith("http") else None,
        "authors": _names(fields.get("Author", "")),
    }
    return {k: v for k, v in made.items() if v}


def _head(words: str) -> list[str]:
    lines = [" ".join(line.split()) for line in words.splitlines()]
    return [x for x in lines if x and not _COPYRIGHT.match(x)][-HEAD_LINES:]


def _day(words: str) -> str | None:
    """The day of a line like "May 3, 2031 Saturday 10:15 AM GMT" or "3 May 2031"."""
    line = re.sub(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?", "", words, flags=re.I)
    found = re.match(
        r"\s*([A-Z][a-z]+\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]{2} \d{1,2}, \d{4})", line
    )
    return iso(found[1]) if found and len(words) < 80 else None


def _names(byline: str) -> tuple[str, ...]:
    words = re.sub(r"^\s*by\b[:\s]*", "", byline, flags=re.I)
    names = (" ".join(x.split()) for x in re.split(r"\s*(?:;|,| and | & |\n)\s*", words))
    return tuple(dict.fromkeys(x for x in names if x and len(x) < 80))
