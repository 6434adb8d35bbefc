"""What the stages of collation hand on to each other."""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from unicodedata import combining, normalize

import msgspec

from stemma.model import Actor, Span, Stretch, Witness

NEWS_DAYS = 7  # between a happening and the reports that have it as their news

Key = tuple[str, int]
"""A finding of a reading: (the report's sha256, the finding's index in its list)."""


class Cast(msgspec.Struct, frozen=True):
    """The actors of a story, and whom each mention refers to: several for "they", none if unknown."""

    actors: tuple[Actor, ...] = ()
    of: Mapping[Key, tuple[str, ...]] = {}


def sentence_at(witness: Witness, offset: int) -> Stretch | None:
    """The sentence of a report in which an offset lies; None between two of them."""
    sentences = witness.reading.sentences
    n = bisect_right(sentences, offset, key=lambda s: s.start) - 1
    return sentences[n] if n >= 0 and offset < sentences[n].end else None


def in_debris(witness: Witness, stretch: Stretch) -> bool:
    """Does a stretch share a character with what is no part of the article?"""
    return any(stretch.overlap(Stretch(d.start, d.end)) for d in witness.reading.debris)


def span(witness: Witness, stretch: Stretch) -> Span:
    """The exported span of a stretch, with its words."""
    return Span(report=witness.report.id, start=stretch.start, end=stretch.end, text=stretch.of(witness.report.text))


def told_in(reports: Sequence[str]) -> str:
    """How often and where a record is told, by the report of each telling."""
    if len(reports) == 1:
        return f"told once, in {reports[0]}"
    return f"told {len(reports)} times in {', '.join(sorted(set(reports)))}"


def plain_name(name: str) -> str:
    """A name as it is compared: without case, accents, article and punctuation."""
    return re.sub(r"\W+", " ", re.sub(r"^(?:the|an?) ", "", _unaccented(name.casefold()))).strip()


def _unaccented(name: str) -> str:
    return name if name.isascii() else "".join(c for c in normalize("NFKD", name) if not combining(c))


def is_news(day: str | None, published: Sequence[str]) -> bool:
    """Does a day lie near the middle one of the days of publication: the news, not what led up to it years ago?"""
    if not published or not day or len(day) < len("2031-05-03"):
        return False
    middle = date.fromisoformat(published[len(published) // 2])
    return abs((middle - date.fromisoformat(day[:10])).days) <= NEWS_DAYS


def cut(words: str, most: int) -> str:
    """The words on one line; where they are more than ``most`` characters, cut at a word and marked so."""
    return textwrap.shorten(words, most, placeholder="…")
