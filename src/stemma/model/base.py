"""What every record has: frozen fields, exact JSON, spans that quote a report, reasons, ids made from content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Protocol

import msgspec


class Record(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """The ground of all records: frozen, hashable, encoded without the fields that hold their defaults.

    A field that the export contract requires has no default, so it is always written.
    """


class Stretch(msgspec.Struct, frozen=True, order=True, gc=False):
    """A stretch of one report's text as a reading knows it: offsets in code points, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the stretch in the report's text."""
        return text[self.start : self.end]

    def overlap(self, other: Stretch) -> int:
        """How many code points the two stretches share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def within(self, other: Stretch) -> bool:
        """Does this stretch lie wholly in the other one?"""
        return other.start <= self.start and self.end <= other.end


class Span(Record, kw_only=True, frozen=True):
    """A stretch of a named report with its words: ``text == report.text[start:end]``."""

    report: str
    start: int
    end: int
    text: str


class _Placed(Protocol):
    """A record that is itself a stretch of a named report: a telling, a mention, a time."""

    @property
    def report(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


def place_of(record: _Placed) -> Span:
    """The stretch that a telling, a mention or a time is, as a span."""
    return Span(report=record.report, start=record.start, end=record.end, text=record.text)


class Reason(Record, kw_only=True, frozen=True):
    """Why a record is as it is: the rule that decided and a sentence that an editor can check."""

    rule: str
    words: str
    features: dict[str, Any] = {}
    spans: tuple[Span, ...] = ()
    records: tuple[str, ...] = ()


def content_id(prefix: str, *parts: Any) -> str:
    """An id that hangs on content alone: the prefix and ten hexadecimal digits of a BLAKE2b hash of the parts."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=5)
    return prefix + digest.hexdigest()


def record_id(prefix: str, spans: Iterable[tuple[str, int, int]]) -> str:
    """The id of a record that rests on several spans, each ``(report's sha256, start, end)``.

    It is the smallest of the spans' own ids: the order of reports never matters, and a late report changes the id
    only when it brings that smallest one.
    """
    return min(content_id(prefix, *span) for span in spans)
