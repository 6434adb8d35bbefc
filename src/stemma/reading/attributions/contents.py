"""The words of a content: from token runs and quotations to trimmed stretches of text, and the source beside them."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from spacy.tokens import Token

from stemma.reading.attributions.cue_frames import Draft
from stemma.reading.attributions.overhang import without_overhang
from stemma.reading.attributions.quoted import Page
from stemma.reading.attributions.refusals import is_refusal
from stemma.reading.attributions.runs import Run, clause_run
from stemma.reading.attributions.sources import between, source_of

FARTHEST_FRAGMENT = 6  # words between a content and the quoted fragment that goes on with it
_HOLD_CUE = frozenset(("adverb", "witnessed"))  # their content is the clause that the cue stands in
_HOURS = re.compile(r"[ap]\.m\.", re.I)
_ADVERBIAL = frozenset(("mark", "advmod", "prep"))
_EDGES = " \t\r\n\u00a0,;:-–—"


def settle(where: Page, draft: Draft) -> None:
    """Turns token runs and quotations into pieces of text, and finds the source."""
    doc, text = where.doc, where.text
    cue = doc[draft.cue]
    if draft.source is None and draft.frame not in ("adverb",):
        found = source_of(draft, cue)
        if found is not None and not (draft.quoted and _strange(where, draft, found[0])):
            draft.source, draft.source_head, draft.relative = found
        elif draft.quoted and not draft.passive:
            ends = [end for _, end in draft.pieces if end <= cue.idx]
            beside = between(doc, bisect.bisect_left(where.starts, max(ends)), draft.cue) if ends else None
            if beside is not None:
                draft.source, draft.source_head = beside
    draft.refusal = draft.refusal or is_refusal(draft, cue)
    if draft.frame == "clause" and not draft.quoted:
        draft.runs = _up_to_speaker(where, draft)
    own = clause_run(cue) if draft.quoted else (draft.first, draft.end)
    pieces = list(draft.pieces)
    for run in draft.runs:
        if draft.source is not None and run[0] < draft.source[0] < run[1] <= draft.source[1] <= draft.cue:
            run = run[0], draft.source[0]  # the parser took the speaker before his verb into the content
        if run[1] > run[0]:
            stretch = _stretch(where, draft, run)
            colon = _colon_before_quote(where, draft, stretch) if draft.quoted else None
            if colon is not None:
                pieces.append((stretch[0], colon))
            elif not draft.quoted or _belongs(where, draft, stretch):
                pieces.append(stretch)
    cue_start, cue_end = doc[own[0]].idx, doc[own[1] - 1].idx + len(doc[own[1] - 1])
    spoken = frozenset(end for _, end in draft.pieces)
    if draft.frame not in _HOLD_CUE:
        pieces = _without(pieces, (cue_start, cue_end), draft)
    if not draft.quoted and draft.frame not in _HOLD_CUE:
        pieces = [without_overhang(text, p, where.quotes) if p[0] > cue_start else p for p in pieces]
    draft.pieces = _joined(text, pieces, spoken)


def _up_to_speaker(where: Page, draft: Draft) -> list[Run]:
    """The runs, the last one up to the comma before the speaker: the parser hangs adverbials on the later verb.

    "She was at the pier when the lock burst, the guild said" has one content.
    """
    doc = where.doc
    if draft.source is None or not draft.runs or not draft.runs[-1][1] < draft.source[0] <= draft.cue:
        return draft.runs
    (first, end), comma = draft.runs[-1], draft.source[0] - 1
    if doc[comma].text != "," or doc[end].is_punct or doc[end].is_sent_start or doc[end].dep_ not in _ADVERBIAL:
        return draft.runs
    return [*draft.runs[:-1], (first, comma)]


def _strange(where: Page, draft: Draft, source: Run) -> bool:
    """Is a source of direct speech quoted itself, or behind the cue but not right behind it?"""
    if where.inside[source[1] - 1] >= 0 and where.inside[draft.cue] < 0:
        return True
    return source[0] > draft.cue + 3


def _stretch(where: Page, draft: Draft, run: Run) -> tuple[int, int]:
    """A run of content as a stretch of text that takes the quotations it touches whole."""
    doc = where.doc
    first, end = run[0], _before_others(where, draft, (run[0], _past_false_end(where, run[1])))
    if end <= draft.cue and not draft.quoted:
        first = _before_false_start(where, first)
    start, stop = doc[first].idx, doc[end - 1].idx + len(doc[end - 1])
    own = where.inside[draft.cue]
    for number in sorted({where.inside[first], where.inside[end - 1]} - {-1, own}):
        quote = where.quotes[number]
        start, stop = min(start, quote.start), max(stop, quote.end)
    if own < 0 and not draft.quoted and draft.cue < first:
        stop = _into_quote(where, end, stop, draft.cue)
    return start, stop


def _past_false_end(where: Page, end: int) -> int:
    """The content's end, moved on where the parser ended a sentence without any mark of an end."""
    doc = where.doc
    while end < len(doc) and doc[end].is_sent_start and not doc[end].is_space and not doc[end - 1].is_punct:
        end = doc[end].sent.end
        while end > 1 and doc[end - 1].is_punct:
            end -= 1
        if end < len(doc) and doc[end].is_punct:
            break
    return end


def _before_others(where: Page, draft: Draft, run: Run) -> int:
    """The content's end, moved before a quotation that is a sentence of its own and given to another cue."""
    doc = where.doc
    for number in range(max(0, where.inside[run[0]]), len(where.quotes)):
        at, end = where.tokens[number]
        if at >= run[1]:
            break
        if (
            at > run[0]
            and end >= run[1]
            and where.owners[number] not in (-1, draft.cue)
            and doc[at - 1].text[-1:] in ".!?"
        ):
            return at
    return run[1]


def _before_false_start(where: Page, first: int) -> int:
    """The content's start, moved back where the parser took the point of "a.m." for the end of a sentence."""
    doc = where.doc
    while first and doc[first].is_sent_start and _HOURS.fullmatch(doc[first - 1].text):
        first = doc[first - 1].sent.start
    return first


def _into_quote(where: Page, end: int, stop: int, cue: int) -> int:
    """The content's end, moved to the end of a quoted fragment that goes on with it: called him a "hero" who "won".

    The parser ends clauses and sentences at quotation marks; a fragment that begins small, a few words on, with no
    comma or stop between, is the same content.
    """
    doc, text = where.doc, where.text
    at = end
    while at < len(doc) and at <= end + FARTHEST_FRAGMENT:
        number = where.inside[at]
        if number >= 0 and not where.quotes[number].single:
            quote = where.quotes[number]
            if any(_does_next(t, cue) for t in doc[at : where.tokens[number][1]]):
                return stop
            letter = next((c for c in text[quote.inner_start : quote.inner_end] if c.isalpha()), "A")
            if letter.isupper():
                return stop
            stop, end = quote.end, where.tokens[number][1]
            at = end
            continue
        if _does_next(doc[at], cue):
            return stop
        if number < 0 and (
            (doc[at].is_punct and at > end) or doc[at].is_space or doc[at].text in (",", ";", ":", ".", "?", "!")
        ):
            return stop
        at += 1
    return stop


def _does_next(token: Token, cue: int) -> bool:
    """Is it what the source did next: welcomed the deal and said it would "study" the rest?"""
    return token.dep_ == "conj" and token.head.i == cue and token.tag_ in ("VBD", "VBZ", "VBP")


def _colon_before_quote(where: Page, draft: Draft, stretch: tuple[int, int]) -> int | None:
    """Where a clause behind the cue ends in a colon before its quotation: she said the pier had sunk: "It is gone." """
    if draft.frame != "clause" or stretch[0] < where.doc[draft.cue].idx:
        return None
    for start, _ in draft.pieces:
        before = where.text[stretch[0] : start].rstrip() if stretch[0] < start else ""
        if before.endswith(":") and stretch[0] + len(before) <= stretch[1] + 1:
            return stretch[0] + len(before) - 1
    return None


def _belongs(where: Page, draft: Draft, stretch: tuple[int, int]) -> bool:
    """Are the unquoted words of a direct turn its own? Only where they run into a quotation that begins small."""
    for start, end in draft.pieces:
        if stretch[0] < start < stretch[1] and not where.text[start + 1 : start + 3].strip("'`").istitle():
            return True
        if stretch[0] < end < stretch[1] and where.text[end - 2] not in ",.?!":
            return True
    return False


def _without(pieces: list[tuple[int, int]], cut: tuple[int, int], draft: Draft) -> list[tuple[int, int]]:
    out = []
    for start, end in pieces:
        if end <= cut[0] or cut[1] <= start or (draft.quoted and (start, end) in draft.pieces):
            out.append((start, end))
        else:
            out += [p for p in ((start, cut[0]), (cut[1], end)) if p[1] > p[0]]
    return out


def _joined(text: str, pieces: Sequence[tuple[int, int]], spoken: frozenset[int]) -> list[tuple[int, int]]:
    """Pieces in order, overlapping or neighbouring ones joined, edges trimmed, empty ones left out.

    ``spoken`` holds the ends of quotations, whose full stops are the speaker's.
    """
    out: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if out and (start <= out[-1][1] or not text[out[-1][1] : start].strip(" ")):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    trimmed = []
    for start, end in out:
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and end not in spoken and text[end - 1] in _EDGES + ".":
            end -= 1
        if any(c.isalnum() for c in text[start:end]):
            trimmed.append((start, end))
    return trimmed
