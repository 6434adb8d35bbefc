"""What the user may say about the input: a text's outlet and day, how columns and dates are meant, how to fetch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from stemma.errors import UserError

FIELDS = ("id", "outlet", "url", "title", "published", "updated", "language", "translated_from", "authors", "text")


class Fetching(msgspec.Struct, frozen=True, kw_only=True):
    """How pages are fetched. Times are in seconds, sizes in bytes."""

    allow_private: bool = False
    pages: int = 200  # at most so many pages in one run, whatever feeds and sitemaps list
    interval: float = 1.0  # between two requests to one host; a longer Crawl-delay is kept
    timeout: float = 30.0  # one request with its body, however slowly the bytes come
    total: float = 900.0  # the whole run's fetching
    largest: int = 10_000_000  # one page, unpacked
    redirects: int = 5
    retries: int = 2
    keep: Path | None = None  # a folder of pages fetched before, for conditional requests


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """``outlet``, ``published`` and ``url`` describe a single report; ``columns`` maps fields to the names of columns.

    ``dates`` says how 03/04/2025 is meant ("ask" leaves the report undated and asks).
    """

    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    dates: Literal["ask", "day-first", "month-first"] = "ask"
    fetching: Fetching = Fetching()

    @property
    def describes(self) -> dict[str, str]:
        """The fields given for a single report."""
        given = {"outlet": self.outlet, "published": self.published, "url": self.url}
        return {k: v for k, v in given.items() if v}


def options(
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    column: Sequence[str] = (),
    dates: str = "ask",
    fetching: Fetching = Fetching(),  # noqa: B008  (frozen)
) -> Options:
    """The options from the words of the command line. Raises UserError for an order of dates that is none."""
    if dates not in ("ask", "day-first", "month-first"):
        raise UserError(f"--dates {dates}: is no order of dates; write day-first or month-first")
    order: Any = dates
    return Options(outlet=outlet, published=published, url=url, columns=columns(column), dates=order, fetching=fetching)


def columns(given: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The mapping from ``field=column`` words, as in ``text=Body``. Raises UserError for another shape or field."""
    pairs = []
    for words in given:
        field, equals, column = words.partition("=")
        if not equals or not column.strip() or field.strip() not in FIELDS:
            raise UserError(f"--column {words}: is not FIELD=COLUMN; the fields are {', '.join(FIELDS)}")
        pairs.append((field.strip(), column.strip()))
    return tuple(pairs)
