"""Quotation marks of every style, paired paragraph by paragraph: a mark left open spoils one paragraph at most.

An opening mark at the start of the next paragraph carries an open quotation on, as newspapers set long speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stemma.reading.parse import paragraphs


class Quote(NamedTuple):
    """A quotation within one paragraph: ``start`` and ``end`` with its marks, ``inner`` offsets without them.

    ``closed`` is False where the paragraph ends before a closing mark; ``carries`` is True where the quotation goes on
    from the one before it; ``single`` tells single marks from double ones.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    carries: bool = False
    single: bool = False


_DOUBLE = re.compile(r"''|``|[\"“”„‟«»＂]|‚‚")
_SINGLE = re.compile(r"['‘’‚`]")
_OPENS_ONLY = frozenset(("“", "„", "«", "``", "‟"))
_CLOSES_ONLY = frozenset(("”", "»"))
_LOW = frozenset(("„", "‟"))  # “ closes these
# What an opening mark may follow: nothing, white space, a bracket, a dash, a colon or another mark.
_BEFORE_OPENING = frozenset(" \t\u00a0\u2009\u200b([{-–—―/:“\"‘'…>")
_AFTER_CLOSING = frozenset(" \t\u00a0\u2009\u200b)]},.;:!?-–—―/…”\"’'<")
_STOPS = re.compile(r"[.!?…](?=\s)")
# A single quotation is short in news prose (a headline's, a term's); a longer one is rather two stray apostrophes.
LONGEST_SINGLE = 400
# Years and clipped words that begin with an apostrophe.
_CLIPPED = re.compile(r"['‘’](?:\d0s|\d\d\b|em\b|til\b|tis\b|twas\b|cause\b|n['’ ]|round\b|bout\b)", re.IGNORECASE)


def quotes(text: str, lines: Sequence[tuple[int, int]] | None = None) -> tuple[Quote, ...]:
    """All quotations of a text in its order; none overlap. ``lines`` are its paragraphs where the caller has them."""
    out: list[Quote] = []
    open_before = False
    for start, end in lines if lines is not None else paragraphs(text):
        found = list(_paired(text, start, end, open_before))
        if "'" in text[start:end] or "’" in text[start:end] or "‘" in text[start:end]:
            found = sorted(found + list(_singles(text, start, end, found)))
        out += found
        doubles = [q for q in found if not q.single]
        open_before = bool(doubles) and not doubles[-1].closed
    return tuple(out)


def _paired(text: str, start: int, end: int, open_before: bool) -> Iterator[Quote]:
    opened: int | None = None
    width = 0
    carries = False
    first = True
    for match in _DOUBLE.finditer(text, start, end):
        at, after, mark = match.start(), match.end(), match.group()
        may_open, may_close = _sides(text, start, end, at, after, mark)
        if opened is not None and not may_close and _strayed(text, at, after, end):
            may_close = True
        if mark == "“" and opened is not None and text[opened] in _LOW:
            may_open, may_close = False, True
        if opened is None:
            if may_open and not (first and open_before and may_close and at > start):
                opened, width, carries = at, after - at, first and open_before and at == start
            elif may_close and first and open_before:
                # The paragraph goes on with a quotation that lacks its opening mark.
                yield Quote(start, after, start, at, carries=True)
        elif may_close:
            if at > opened + width:
                yield Quote(opened, after, opened + width, at, carries=carries)
            opened = None
        else:
            # A second opening mark: the first one was never closed; it ends with the last full stop before.
            stop = _last_stop(text, opened + width, at)
            if stop is not None:
                yield Quote(opened, stop, opened + width, stop, closed=True, carries=carries)
                opened, width, carries = at, after - at, False
        first = False
    if opened is not None and end > opened + width:
        yield Quote(opened, end, opened + width, end, closed=False, carries=carries)


def _sides(text: str, start: int, end: int, at: int, after: int, mark: str) -> tuple[bool, bool]:
    """May the mark open, may it close? Both where neither its form nor its neighbours tell."""
    if mark in _OPENS_ONLY:
        return True, False
    space_before = at == start or text[at - 1] in _BEFORE_OPENING
    space_after = after == end or text[after] in _AFTER_CLOSING
    if mark in _CLOSES_ONLY and not (at == start and not space_after):
        return False, True  # a closing mark that begins a paragraph is a slip for an opening one
    if space_before and not space_after:
        return True, False
    if space_after and not space_before:
        return False, True
    return True, True


def _strayed(text: str, at: int, after: int, end: int) -> bool:
    """ "I am glad, "Veit said": a closing mark that stands off its comma, where the marks behind it come in pairs."""
    if text[at:after] != '"' or not re.search(r"[,.!?] $", text[max(0, at - 2) : at]):
        return False
    return len(_DOUBLE.findall(text, after, end)) % 2 == 0


def _last_stop(text: str, start: int, end: int) -> int | None:
    stops = [m.end() for m in _STOPS.finditer(text, start, end)]
    return stops[-1] if stops else None


def _singles(text: str, start: int, end: int, doubles: Sequence[Quote]) -> Iterator[Quote]:
    """Quotations in single marks outside the double ones; apostrophes never count."""
    at = start
    while True:
        match = _SINGLE.search(text, at, end)
        if match is None:
            return
        opening = match.start()
        at = opening + 1
        around = next((q for q in doubles if q.start <= opening < q.end), None)
        if around is not None:
            at = around.end
            continue
        before_ok = opening == start or text[opening - 1] in _BEFORE_OPENING
        after_ok = opening + 1 < end and text[opening + 1].isalnum()
        if text[opening] == "’" or not before_ok or not after_ok or _CLIPPED.match(text, opening):
            continue
        limit = min([end, opening + LONGEST_SINGLE] + [q.start for q in doubles if q.start > opening])
        closing = _closing_single(text, opening + 1, limit, end)
        if closing is not None:
            yield Quote(opening, closing + 1, opening + 1, closing, single=True)
            at = closing + 1


def _closing_single(text: str, start: int, limit: int, end: int) -> int | None:
    """The closing mark: after a stop or comma for choice, else the first that is no plural's apostrophe."""
    fallback = None
    for match in re.finditer(r"['’]", text[start:limit]):
        at = start + match.start()
        if (at + 1 < end and text[at + 1] not in _AFTER_CLOSING) or at == start or text[at - 1].isspace():
            continue
        if text[at - 1] in ",.?!…" or text[at - 1] not in "sS":
            return at
        fallback = at if fallback is None else fallback
    return fallback
