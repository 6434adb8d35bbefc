"""Crawler headers: the date stamps that pages print above or below an article ("Updated: 3 May 2031 10:15 GMT")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.model import Debris

LONGEST = 160  # a header line; a longer one is a paragraph, of which only an opening stamp is cut
OPENING = 50  # characters: a stamp that opens a paragraph has a number by then

_DIGIT = re.compile(r"\d")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_DAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?(?![a-z])\.?"
_NUMERIC = (
    r"(?:(?:19|20)\d\d ?[-/.] ?\d{1,2} ?[-/.] ?\d{1,2}|\d{1,2} ?[-/.] ?\d{1,2} ?[-/.] ?(?:(?:19|20)\d\d|\d\d))(?!\d)"
)
_CLOCK = (
    r"(?:T?\d{1,2} ?[:.h] ?\d\d(?: ?: ?\d\d)?(?:\.\d+)?(?![\d%])(?: ?[ap](?: ?\.? ?m)?\b\.?)?(?:Z\b|[+-]\d\d:?\d\d)?"
    r"|\d{1,2} ?[ap] ?\.? ?m\b\.?|\d{4} ?(?=(?:gmt|utc|hrs|hkt|ist|bst|edt|est)\b))"
)
_ZONE = (
    r"(?:gmt|utc|bst|ist|est|edt|et|cst|cdt|ct|mst|mdt|pst|pdt|pt|akdt|akst|cet|cest|eet|eest|msk|aest|aedt|acst|awst"
    r"|nzst|nzdt|hkt|sgt|jst|kst|pkt|wat|cat|eat|sast|gst|ast|trt|wib|wita|wit|hrs|hours|local time|eastern|uk)"
    r"(?![a-z])\.?(?: ?[+-] ?\d{1,2}(?: ?:? ?\d\d)?)?"
)
_LABEL = (
    r"(?:(?:last|first|originally|story|article|page|date|web|print|video|news)\s+)?(?:updated?|published|posted|modified"
    r"|created|released?|issued|edited|submitted|uploaded|added|revised|publi(?:sh|cation) date|date published|time"
    r"|dateline|upd|pubdate|pub(?:lish)?)(?![a-z])(?:\s+(?:on|at|date|time))?(?:\s?:)?|date(?=\s?[:\d])\s?:?|timestamp"
)
_TOKEN = re.compile(
    rf"(?P<label>{_LABEL})|(?P<numeric>{_NUMERIC})|(?P<clock>{_CLOCK})|(?P<month>{_MONTH})|(?P<day>{_DAY})"
    rf"|(?P<zone>{_ZONE})|(?P<year>(?:19|20)\d\d(?!\d))|(?P<number>\d{{1,2}}(?:st|nd|rd|th)?(?![\d%]))"
    r"|(?P<word>(?:on|at|of|the|by|in)(?= ))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,;|@()\[\]–—·•/.:-]*")
_KEYED = re.compile(r"(?:\s*\b(?:section|category|source|author|lang|language|url|tags?|id): ?\S+)+")
_COUNTED = re.compile(
    r"(?:\s*[|•·–—-]\s*\d[\d,.]*[km]? (?:comments?|shares?|views?|likes?|min(?:ute)?s?(?: read)?)\b)+", re.IGNORECASE
)
_ENTRY = re.compile(
    r"(?<!\w)(?:(?:last |first |originally )?(?:updated|published|posted|modified)\b|date(?=:? ?\d)|\|"
    rf"|{_DAY},? |{_MONTH} ?\d|\d\d? {_MONTH} ?\d|{_NUMERIC})",
    re.IGNORECASE,
)


def stamp(text: str, start: int, end: int, *, opening: bool, tail: bool) -> Iterator[Debris]:
    """The date stamp of one line of a page's head or tail: the whole line, its opening, or a labelled stretch of it.

    ``opening`` marks the text's first line, where a stamp may run straight into the article; in the tail only a
    labelled stamp counts, since a date alone may close the article.
    """
    if _DIGIT.search(text, start, end if end - start <= LONGEST else min(end, start + OPENING)) is None:
        return
    at = start
    while at < end and not text[at].isalnum():
        at += 1
    reach, seen = _run(text, at, end)
    dated = "numeric" in seen or ("month" in seen and "number" in seen)
    full = dated and ("numeric" in seen or "year" in seen)
    if "label" in seen and (more := _KEYED.match(text, reach, end)):
        reach = more.end()
    if full and (counted := _COUNTED.match(text, reach, end)):
        reach = counted.end()
    rest = text[reach:end].lstrip(" \t\u00a0,;|-–—:.")
    if not any(c.isalnum() for c in rest):
        whole = (
            full or (dated and "clock" in seen) or ("label" in seen and (dated or "clock" in seen))
        ) and end - start <= LONGEST
        timed = "clock" in seen and ("day" in seen or "zone" in seen) and end - start <= 40
        if (whole or timed) and (not tail or "label" in seen):
            yield Debris(start=start, end=end, kind="crawler-header", why="a page's date stamp")
        return
    if tail:
        return
    runs_on = rest[0].isupper() or rest[0] in "\"“‘'("
    marked = "label" in seen or "clock" in seen or (opening and text[reach - 1] not in ",;")
    if full and runs_on and marked and (end - start > LONGEST or opening or "label" in seen):
        why = "a date stamp before the article's first words"
        yield Debris(start=start, end=reach, kind="crawler-header", why=why)
        return
    if end - start <= LONGEST:
        for entry in _ENTRY.finditer(text, start, end):
            reach, seen = _run(text, entry.start() + (entry.group() == "|"), end)
            dated = "numeric" in seen or ("month" in seen and "number" in seen)
            full = dated and ("numeric" in seen or "year" in seen)
            after = text[reach:end].strip(" \t\u00a0,;-–—:.")
            if after and (after[0].islower() or text[entry.start() : entry.start() + 1].islower()):
                continue  # a sentence that tells of a date
            marked = "label" in seen or (entry.group() == "|" and not after)
            if (dated and "clock" in seen and (full or marked)) or (full and marked):
                yield Debris(start=entry.start(), end=reach, kind="crawler-header", why="a labelled date stamp")
                return


def _run(text: str, start: int, end: int) -> tuple[int, set[str]]:
    """How far a run of stamp words reaches, and which kinds of words it holds."""
    at, reach, last, seen = start, start, "", set[str]()
    while True:
        at = _BETWEEN.match(text, at, end).end()  # type: ignore[union-attr]
        token = _TOKEN.match(text, at, end)
        if (
            token is None
            or token.end() == at
            or (token.end() < end and text[token.end()].isalpha() and text[token.end() - 1].isalpha())
        ):
            return reach, seen
        kind = token.lastgroup or ""
        seen.add(kind)
        at = token.end()
        if kind == "word" or (kind == "number" and last != "month"):
            last = (
                kind  # "the", or a number before no month, may be the article's first word: it waits for what follows
            )
            continue
        reach, last = at, kind
