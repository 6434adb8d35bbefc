"""Texts that hold several articles, parted where each opens, with the evidence: numbers, labels, rules, datelines.

A text is parted only where every part opens as articles do. A line of asterisks between two sections of one article,
a box of short news or a second dateline in a roundup is not enough.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from stemma.intake.bylines import byline_of
from stemma.intake.datelines import dateline_at
from stemma.intake.heads import label_of, title_like, url_of
from stemma.intake.mastheads import masthead
from stemma.intake.stamps import stamp

LEAST = 200  # characters of a part's body: what is shorter is a teaser or a box
LEAST_BEFORE = 500  # characters of an article before the next one may open without any line between them
HEAD_LINES = 6  # lines of a part among which its head is looked for
LONGEST_HEAD_LINE = 160
GAP = 3  # empty lines that part articles where nowhere else more than one stands
PARTS = 5000  # articles of one file
LINES = 200_000  # of one text; what has more is no pile of articles
LONG_RULE = 5  # marks of a rule that parts texts; three asterisks part sections

_RULE = re.compile(r"([-=_*~#+•])(?:[ \t]?\1){2,}\Z")
_NUMBERED = re.compile(
    r"(?:[#*\[( ]*)(?:(?:article|report|story|document|text|item|result|record)\s*(?:no\.?|nr\.?|#|number)?\s*)?"
    r"(?P<number>\d{1,4})(?:\s*(?:of|/)\s*(?P<of>\d{1,4}))?\s*(?:articles?|documents?|reports?|results?)?"
    r"[\])*:. ]*\Z",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:-+ ?30 ?-+|[-–—(\[ ]*(?:ends?|enditem|end of (?:article|document|text|report|story))[-–—)\]. ]*)\Z",
    re.IGNORECASE,
)
_MARK_MOST = 30  # characters of a line that is a number or a closing mark

_OPENERS = frozenset("-=_*~#+•[(<0123456789")
_HEADS: tuple[tuple[Callable[[str], object], str], ...] = (
    (label_of, "a labelled line"),
    (url_of, "an address"),
    (byline_of, "a byline"),
    (masthead, "an outlet"),
)


class Part(msgspec.Struct, frozen=True):
    """One article of a text: where it stands, the fields that its labelled lines give, and what shows that it opens."""

    start: int
    end: int
    fields: dict[str, Any]
    why: str


class _Line(msgspec.Struct, frozen=True):
    start: int
    end: int
    words: str
    empty: int  # empty lines above it


def parts(text: str) -> tuple[Part, ...]:
    """The articles of a text in order, () where it holds one; their stretches do not overlap.

    What stands between them (rules, numbers) belongs to none, what stands above the first one to it, unless the first
    opens with labelled lines.
    """
    if not _worth_a_look(text):
        return ()
    lines = _lines(text)
    for divide in (_by_numbers, _by_labels, _by_rules, _by_ends, _by_heads, _by_gaps):
        found = divide(text, lines)
        if len(found) > 1:
            return tuple(found[:PARTS])
    return ()


def _worth_a_look(text: str) -> bool:
    """Has the text a line below its head that may open an article? Most reports have none, and this is cheap."""
    if text.count("\n") > LINES:
        return False
    if "\n\n\n\n" in text:
        return True
    for number, line in enumerate(text.split("\n")):
        if number > 2 and line:
            first, second = line[0], line[1:2]
            if second.isupper() or first in _OPENERS or (first in "Bb" and second == "y") or line[:4] == "http":
                return True
            if (len(line) <= LONGEST_HEAD_LINE and (":" in line[:24] or line[-4:].isdigit())) or "(" in line[:60]:
                return True
    return False


def _lines(text: str) -> list[_Line]:
    made: list[_Line] = []
    at = empty = 0
    for line in text.split("\n"):
        if words := line.strip():
            start = at + line.index(words[0])
            made.append(_Line(start, start + len(words), words, empty if made else 0))
            empty = -1
        at += len(line) + 1
        empty += 1
    return made


def _by_numbers(text: str, lines: Sequence[_Line]) -> list[Part]:
    """Lines "Article 1", "2 of 7", "[3]" that count from 1, each above an article."""
    marks: list[int] = []
    for i, line in enumerate(lines):
        if len(line.words) <= _MARK_MOST and (found := _NUMBERED.match(line.words)):
            worded = bool(re.search(r"[a-z]{3}|of|/|\[", line.words, re.I))
            if worded and int(found["number"]) == len(marks) + 1 and (not marks or i > marks[-1] + 1):
                marks.append(i)
    if len(marks) < 2:
        return []
    bounds = zip(marks, [*marks[1:], len(lines)])
    groups = [(_without_rules(lines[i + 1 : j]), lines[i].words) for i, j in bounds]
    if any(sum(len(line.words) for line in group) < LEAST / 2 for group, _ in groups):
        return []
    return [_stretch(group, f"“{mark}” above it") for group, mark in groups]


def _by_labels(text: str, lines: Sequence[_Line]) -> list[Part]:
    """Blocks of labelled lines ("Title: ...", "Source: ...", "Date: ..."), each above a text."""
    blocks: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        fields: set[str] = set()
        end = at
        while end < len(lines) and len(lines[end].words) <= LONGEST_HEAD_LINE and (one := label_of(lines[end].words)):
            if one[0] in fields:
                break
            fields.add(one[0])
            end += 1
        if len(fields) >= 2 and fields & {"title", "outlet", "url"}:
            blocks.append((at, end))
        at = max(end, at + 1)
    if len(blocks) < 2:
        return []
    made = []
    for (first, body), until in zip(blocks, [*(b[0] for b in blocks[1:]), len(lines)]):
        after = _without_rules(lines[body:until])
        if sum(len(line.words) for line in after) < LEAST:
            return []
        fields_of = dict(one for line in lines[first:body] if (one := label_of(line.words)))
        names = ", ".join(line.words.split(":")[0] for line in lines[first:body])
        made.append(Part(after[0].start, after[-1].end, fields_of, f"labelled lines above it ({names})"))
    return made


def _by_rules(text: str, lines: Sequence[_Line]) -> list[Part]:
    """Rules (-----, =====) of one shape with an article's head below each."""
    rules = [i for i, line in enumerate(lines) if _RULE.match(line.words)]
    if not rules:
        return []
    shape = Counter(lines[i].words.replace(" ", "")[0] for i in rules).most_common(1)[0][0]
    cuts = [-1, *(i for i in rules if lines[i].words[0] == shape), len(lines)]
    long = all(len(lines[i].words.replace(" ", "")) >= LONG_RULE for i in cuts[1:-1])
    groups: list[list[_Line]] = []
    heads: list[str | None] = []
    for before, after in pairwise(cuts):
        group = _without_rules(lines[before + 1 : after])
        if not group:
            continue
        head = _head(text, group) or (_title_above(group) if long else None)
        if groups and (head is None or _size(group) < LEAST):
            groups[-1] += group  # a section of the article before it, or its closing lines
        else:
            groups.append(list(group))
            heads.append(head)
    if len(groups) < 2 or None in heads[1:] or (heads[0] is None and not _title_above(groups[0])):
        return []
    return [_stretch(g, f"a rule ({shape * 5}) and {h or 'a title'} open it") for g, h in zip(groups, heads)]


def _by_ends(text: str, lines: Sequence[_Line]) -> list[Part]:
    """Closing marks (-30-, ENDS, END OF ARTICLE) below each article."""
    short = [i for i, line in enumerate(lines) if len(line.words) <= _MARK_MOST and not line.words.islower()]
    ends = [i for i in short if _END.match(lines[i].words)]
    if not ends:
        return []
    groups = [_without_rules(lines[a + 1 : b]) for a, b in zip([-1, *ends], [*ends, len(lines)])]
    groups = [g for g in groups if g]
    if len(groups) < 2 or any(_size(g) < LEAST or not (_head(text, g) or _title_above(g)) for g in groups):
        return []
    return [_stretch(g, "a closing mark stands before it or after it") for g in groups]


def _by_heads(text: str, lines: Sequence[_Line]) -> list[Part]:
    """Datelines and bylines with their titles that open an article after the end of another one."""
    cuts: list[tuple[int, str]] = []
    for i in range(len(lines)):
        why = _opens(text, lines, i)
        if not why:
            continue
        first = i
        while first > 0 and i - first < HEAD_LINES - 2 and _is_head(text, lines[first - 1]):
            first -= 1
        if not cuts:
            if first and lines[first].start - lines[0].start < LEAST_BEFORE:
                first = 0
            if first and not re.search(r"\d|\(|byline|address", why):
                continue  # a place in capitals alone may open a section
            if first:
                cuts.append((0, "it stands above the next one"))
            cuts.append((first, why))
            continue
        if lines[first].start - lines[cuts[-1][0]].start < LEAST_BEFORE:
            continue  # a byline below its own dateline or title
        if not _ends_sentence(lines[first - 1].words):
            continue
        cuts.append((first, why))
    if len(cuts) < 2:
        return []
    bounds = [*(c for c, _ in cuts), len(lines)]
    groups = [_without_rules(lines[a:b]) for a, b in pairwise(bounds)]
    if any(_size(g) < LEAST for g in groups):
        return []
    return [_stretch(g, why) for g, (_, why) in zip(groups, cuts)]


def _by_gaps(text: str, lines: Sequence[_Line]) -> list[Part]:
    """Titles below gaps of several empty lines, where nowhere else more than one empty line stands."""
    gaps = [i for i, line in enumerate(lines) if line.empty >= GAP]
    if not gaps or any(1 < line.empty < GAP for line in lines):
        return []
    groups = [lines[a:b] for a, b in zip([0, *gaps], [*gaps, len(lines)])]
    if any(_size(g) < 2 * LEAST or len(g) < 3 or not _title_above(g) for g in groups):
        return []
    return [_stretch(g, "a gap and a title open it") for g in groups]


def _opens(text: str, lines: Sequence[_Line], i: int) -> str | None:
    """Why a line shows that an article opens here: a dateline, a byline below a title, an address above one."""
    line = lines[i]
    if dateline := dateline_at(text, line.start, line.end):
        dated = any(c.isdigit() for c in text[dateline.start : dateline.end])
        if dateline.agency or dated or (i and title_like(lines[i - 1].words)):
            return f"the dateline “{text[dateline.start : dateline.end]}” opens it"
    if line.end - line.start > LONGEST_HEAD_LINE:
        return None
    if byline_of(line.words):
        return f"the byline “{line.words[:60]}” stands below a title" if _titled(lines, i) else None
    if i + 1 < len(lines) and url_of(line.words) and title_like(lines[i + 1].words) and (line.empty or not i):
        return "an address stands above its title"
    if line.words[-1].isdigit() and masthead(line.words) and _is_stamp(text, line) and _titled(lines, i):
        return f"“{line.words[:60]}” stands below a title"
    return None


def _titled(lines: Sequence[_Line], i: int) -> bool:
    return i > 0 and title_like(lines[i - 1].words)


def _is_head(text: str, line: _Line) -> bool:
    """May this line stand in the head of an article: a title, byline, masthead, stamp, address or labelled line?"""
    words = line.words
    if line.end - line.start > LONGEST_HEAD_LINE or words[-1] == ".":
        return False
    named = title_like(words) or url_of(words) or byline_of(words) or masthead(words) or label_of(words)
    return bool(named) or _is_stamp(text, line)


def _head(text: str, group: Sequence[_Line]) -> str | None:
    """What shows in its first lines that an article opens here."""
    for line in group[:HEAD_LINES]:
        if dateline_at(text, line.start, line.end):
            return "a dateline"
        if line.end - line.start > LONGEST_HEAD_LINE:
            return None
        for found, what in _HEADS:
            if found(line.words):
                return what
        if _is_stamp(text, line):
            return "a date"
    return None


def _title_above(group: Sequence[_Line]) -> str | None:
    """A title as the first line, with longer lines below it."""
    first = group[0]
    if len(group) > 1 and title_like(first.words) and any(len(x.words) > len(first.words) for x in group[1:3]):
        return "a title"
    return None


def _is_stamp(text: str, line: _Line) -> bool:
    """Does a line end with a full date that stands by itself or beside a name?"""
    marks = list(stamp(text, line.start, line.end, opening=False, tail=False))
    return any(m.end >= line.end - 1 for m in marks) and len(line.words) <= 100


def _ends_sentence(words: str) -> bool:
    return words[-1] in ".!?" or words[-2:] in (".”", '."', "!”", "?”", ".)", ".'", ".’")


def _without_rules(lines: Sequence[_Line]) -> list[_Line]:
    """The lines without rules at either end."""
    start, end = 0, len(lines)
    while end > start and _RULE.match(lines[end - 1].words):
        end -= 1
    while start < end and _RULE.match(lines[start].words):
        start += 1
    return list(lines[start:end])


def _size(group: Sequence[_Line]) -> int:
    return sum(len(line.words) for line in group if len(line.words) > LONGEST_HEAD_LINE / 2)


def _stretch(group: Sequence[_Line], why: str) -> Part:
    return Part(group[0].start, group[-1].end, {}, why)
