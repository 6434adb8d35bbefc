"""Live blogs in plain text, parted into their timed entries ("10:05 GMT", "10:05 - Ministers meet", "4h ago").

The day of an entry is that of a date line above it, else the one that is known of the blog; where the clock shows that
midnight passed and no date line says when, it stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from stemma.intake.days import iso

ENTRIES = 4  # timed entries from which a text is a live blog; a timeline box in an article has fewer
COVERED = 0.6  # share of the text that they hold; in an article with a timeline its paragraphs hold more
LEAST = 140  # characters above the first entry that make an introduction worth a report of its own
OWN_LINE = 0.5  # share of times that stand alone in their line, as in live blogs, or bear a zone; timelines do neither

LIVE_WORDS = re.compile(
    r"\b(?:live (?:updates?|blog|coverage|news|report)|as it happened|as they happened|minute[ -]by[ -]minute)\b"
    r"|^live\s*[:|–—]",
    re.IGNORECASE | re.MULTILINE,
)
_ZONES = {
    "gmt": "Z", "utc": "Z", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00", "eet": "+02:00", "msk": "+03:00",
    "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00",
    "pst": "-08:00", "pdt": "-07:00", "jst": "+09:00", "kst": "+09:00", "sgt": "+08:00", "hkt": "+08:00",
    "aest": "+10:00", "aedt": "+11:00",
}  # fmt: skip
_MARK = re.compile(
    r"(?:[•*-] )?(?:(?P<date>(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?(?:,? (?:19|20)\d\d)?),? (?:at )?)?"
    r"(?:(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?[ \t]?(?P<half>[ap]\.?m\.?)?"
    r"|(?P<hours>[01]?\d)[ \t]?(?P<whole>[ap]\.?m\.?)|(?P<ago>\d{1,3} ?(?:h|hrs?|hours?|m|mins?|minutes?|d|days?) ago))"
    r"(?:[ \t]?\(?(?P<zone>GMT|UTC|BST|[A-Z]{2,4}T|MSK|local time|hrs)\)?(?![A-Za-z]))?"
    r"[ \t]*(?P<rest>(?:[-–—|:•]|\Z).*)?\Z",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
LINES = 400_000  # of one text
_SIGNS = (":", " ago", "a.m", "p.m", "am\n", "pm\n", "pm ", "GMT", "UTC", "BST")  # one of them stands in every time


class Entry(msgspec.Struct, frozen=True):
    """One entry: where its text stands (the time left out), when it was written as far as is known, and its mark."""

    start: int
    end: int
    published: str | None
    mark: str


class _Mark(msgspec.Struct, frozen=True):
    start: int
    body: int
    minutes: int | None
    zone: str
    day: str | None
    alone: bool


def entries(text: str, title: str | None = None, day: str | None = None) -> tuple[Entry, ...]:
    """The timed entries of a live blog in the order of time, () where a text is none.

    ``day`` is the day (ISO 8601) on which the blog was published, where that is known. What stands above the first
    entry is an entry without time if it is long enough to be read.
    """
    marks = _marks(text)
    if len(marks) < ENTRIES or not _is_live(text, title, marks):
        return ()
    ends = [*(m.start for m in marks[1:]), len(text)]
    made = []
    for mark, end, when in zip(marks, ends, _moments(marks, day)):
        if trimmed := _trimmed(text, mark.body, end):
            made.append(Entry(*trimmed, when, " ".join(text[mark.start : mark.body].split()).strip(" -–—|:•")))
    if len(made) < ENTRIES:
        return ()
    if _falling(marks):
        made.reverse()
    above = _trimmed(text, 0, marks[0].start)
    if above and above[1] - above[0] >= LEAST:
        made.insert(0, Entry(*above, None, ""))
    return tuple(made)


def timed_lines(text: str) -> list[tuple[int, int]]:
    """Where the times of entries stand: lines that are a time or open with one and a dash."""
    return [(m.start, m.body) for m in _marks(text)]


def _marks(text: str) -> list[_Mark]:
    made: list[_Mark] = []
    heading: str | None = None
    at = 0
    if text.count("\n") > LINES or sum(map(text.count, _SIGNS)) < ENTRIES:
        return made
    for whole_line in text.split("\n"):
        first, at = at, at + len(whole_line) + 1
        head = whole_line[:30]
        if not (len(whole_line) <= 40 or ":" in head or "." in head[:8] or " ago" in head) or not _DIGIT.search(head):
            continue
        line = whole_line.strip()
        start = first + whole_line.index(line[0])
        end = start + len(line)
        if end - start <= 40 and (whole := iso(line)) and len(whole) == 10:
            heading = whole
            continue
        if not (found := _MARK.match(line)):
            continue
        day = heading
        if found["date"]:
            whole = iso(found["date"])
            if whole is None and not re.search(r"\d", found["date"]):
                continue  # a word before a time: a sentence
            day = whole if whole and len(whole) == 10 else day
        hour = found["hour"] or found["hours"]
        half = (found["half"] or found["whole"] or "").lower()
        minutes = None
        if hour:
            clock = int(hour) % 12 + 12 * half.startswith("p") if half else int(hour)
            minutes = 60 * clock + int(found["minute"] or 0)
        rest = (found["rest"] or "").strip()
        if rest.startswith(":") and not rest[1:2].isspace() and len(rest) > 1:
            continue
        body = end - len(rest.lstrip("-–—|:• \t")) if rest else end
        made.append(_Mark(start, body, minutes, _ZONES.get((found["zone"] or "").lower(), ""), day, not rest))
    return made


def _is_live(text: str, title: str | None, marks: Sequence[_Mark]) -> bool:
    """Does the text call itself live, or is it mostly entries whose times stand as those of live blogs do?"""
    if (title and LIVE_WORDS.search(title)) or LIVE_WORDS.search(text, 0, marks[0].start):
        return True
    standing = sum(m.alone or bool(m.zone) for m in marks)
    return standing >= OWN_LINE * len(marks) and len(text) - marks[0].start >= COVERED * len(text)


def _moments(marks: Sequence[_Mark], day: str | None) -> list[str | None]:
    """When each entry was written; the known day counts only while the clock runs one way."""
    known = [m.minutes for m in marks if m.minutes is not None]
    falls = _falling(marks)
    steps = list(pairwise(known))
    turned = any((b > a) if falls else (b < a) for a, b in steps)
    made: list[str | None] = []
    for mark in marks:
        on = mark.day or (day[:10] if day and len(day) >= 10 and not turned else None)
        if mark.minutes is None or on is None:
            made.append(on)
        else:
            made.append(f"{on}T{mark.minutes // 60:02}:{mark.minutes % 60:02}{mark.zone}")
    return made


def _falling(marks: Sequence[_Mark]) -> bool:
    """Does the newest entry stand on top?"""
    known = [m.minutes for m in marks if m.minutes is not None]
    days = [m.day for m in marks if m.day]
    if len(set(days)) > 1:
        return days[0] > days[-1]
    return sum((b > a) - (b < a) for a, b in pairwise(known)) < 0


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    body = text[start:end]
    if not body.strip():
        return None
    return start + len(body) - len(body.lstrip()), start + len(body.rstrip())
