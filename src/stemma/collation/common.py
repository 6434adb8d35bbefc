"""What the stages of collation hand on to each other."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from stemma.model import Actor, Span, Stretch, Witness

Key = tuple[str, int]
"""A finding of a reading: (the report's sha256, the finding's index in its list)."""


class Cast(msgspec.Struct, frozen=True):
    """The actors of a story, and whom each mention refers to: several for "they", none if unknown."""

    actors: tuple[Actor, ...] = ()
    of: Mapping[Key, tuple[str, ...]] = {}


def span(witness: Witness, stretch: Stretch) -> Span:
    """The exported span of a stretch, with its words."""
    return Span(report=witness.report.id, start=stretch.start, end=stretch.end, text=stretch.of(witness.report.text))


def plain_name(name: str) -> str:
    """A name as it is compared: case folded, without its article and its punctuation."""
    return re.sub(r"\W+", " ", re.sub(r"^(?:the|an?) ", "", name.casefold())).strip()
