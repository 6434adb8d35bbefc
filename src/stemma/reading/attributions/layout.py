"""Attributions that the layout gives: a name before a colon, a name after a dash, a headline's tail."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from stemma.reading.attributions.cue_frames import Draft
from stemma.reading.attributions.quoted import FEWEST_WORDS, Page, words

LONGEST_HEADLINE = 160  # a longer line is a paragraph, whose colons mean many things
_TRANSCRIPT = re.compile(r"[\"“]?([A-Z][A-Z.’'\-]+(?: [A-Z][A-Z.’'\-]+){0,4})\s?(:)\s+(?=\S)")
_SIGNED = re.compile(r"[ \t\u00a0]*([-–—―~]{1,2})[ \t\u00a0]*([A-Z][^\n\"“”:;]{1,60}?)\.?[ \t\u00a0/]*$", re.MULTILINE)
_HEADLINE_NAME = re.compile(r"((?:[A-Z][\w.’'\-]*\s?){1,4}|[A-Z][\w’' ]{2,30}?)(:)\s+(?=[\"“‘'A-Z0-9])")
_HEADLINE_TAIL = re.compile(r"\s([-–—])\s((?:[A-Z]?[\w.’']+\s?){1,4})$")
# What may follow the dash of a headline beside a name: Plane lands safely - witnesses
_TELLERS = frozenset(
    "witness witnesses official officials police army ministry minister source sources report reports media un agency "
    "agencies military government president spokesman spokeswoman spokesperson rescuers analysts experts poll survey "
    "study pm monitor observers lawyer lawyers doctors union company ngo".split()
)
# Words before a colon that name a section or a medium rather than a speaker.
_NO_SPEAKERS = frozenset(
    "breaking update updated updates watch video photo photos live exclusive opinion analysis editorial correction "
    "clarification note editor read more related also see factbox explainer timeline abstract summary caption image "
    "source sources credit tags topics by from to subject date time location published".split()
)
_PEOPLE = frozenset(("PERSON", "ORG", "GPE", "NORP"))


def lines_with_speaker(where: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """The attributions of transcript lines, signed quotations and headlines."""
    out: list[Draft] = []
    text = where.text
    for start, end in where.lines:
        match = _TRANSCRIPT.match(text, start, end)
        if match is not None and words(text[match.end() : end]) >= 2 and match.group(1).lower() not in _NO_SPEAKERS:
            out += _made(where, "colon", match.span(1), match.span(2), (match.end(), end))
            continue
        if end - start > LONGEST_HEADLINE or text[end - 1] in ".:":
            continue
        match = _HEADLINE_NAME.match(text, start, end)
        if match is not None and _names(where, match.span(1)) and words(text[match.end() : end]) >= FEWEST_WORDS:
            out += _made(where, "headline", match.span(1), match.span(2), (match.end(), end))
            continue
        match = _HEADLINE_TAIL.search(text, start, end)
        if match is not None and match.group(2).split()[-1].lower() in _TELLERS:
            out += _made(where, "headline", match.span(2), match.span(1), (start, match.start()))
    given = {piece for draft in drafts for piece in draft.pieces}
    for number, quote in enumerate(where.quotes):
        line_end = where.lines[where.line_of[number]][1]
        match = _SIGNED.match(text, quote.end, line_end)
        if match is not None and (quote.start, quote.end) not in given:
            out += _made(where, "dash", match.span(2), match.span(1), (quote.start, quote.end))
    return out


def _names(where: Page, span: tuple[int, int]) -> bool:
    """Is what stands before a headline's colon somebody who may speak?"""
    run = _run(where, span)
    if run is None:
        return False
    named = where.doc[run[0] : run[1]]
    last = named[-1].lower_
    if any(t.lower_ in _NO_SPEAKERS for t in named):
        return False
    return last in _TELLERS or any(t.ent_type_ in _PEOPLE for t in named)


def _made(
    where: Page,
    frame: str,
    who: tuple[int, int],
    mark: tuple[int, int],
    content: tuple[int, int],
) -> list[Draft]:
    run, cue = _run(where, who), _run(where, mark)
    if run is None:
        return []
    at = cue[0] if cue is not None else run[1] - 1
    draft = Draft(at, frame, "said", [], at, at + 1, where.doc[at].text)
    draft.source, draft.source_head = run, run[1] - 1
    draft.pieces = [content]
    return [draft]


def _run(where: Page, span: tuple[int, int]) -> tuple[int, int] | None:
    """The tokens of a stretch, or None where it does not begin at a token."""
    first = bisect.bisect_left(where.starts, span[0])
    if first == len(where.starts) or where.starts[first] != span[0]:
        return None
    end = first
    while end < len(where.doc) and where.doc[end].idx < span[1] and not where.doc[end].is_space:
        end += 1
    while end > first + 1 and where.doc[end - 1].is_punct:
        end -= 1
    return (first, end) if end > first else None
