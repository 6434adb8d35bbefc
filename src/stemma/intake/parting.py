"""The reports of one decoded text: an export's articles, those of a pasted pile, a live blog's entries, or the one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from stemma.intake.entries import entries
from stemma.intake.exports import articles
from stemma.intake.pieces import Piece
from stemma.intake.problems import Problem
from stemma.intake.records import checked
from stemma.intake.splitting import parts
from stemma.model import PageLink, Reason, Report, ReportFlag, Stretch

_OF_ONE = ("id", "url", "title", "because")  # what holds for one article and not for its neighbours


def reports_of(piece: Piece, text: str, fields: dict[str, Any]) -> Iterator[Report | Problem]:
    """One report a text, or one an article or entry where it plainly holds several.

    ``fields`` are what is known of the text as a whole; links among them move with their words. Each report of several
    has in ``part`` where it stood in the text, and what showed it in ``because``.
    """
    if found := articles(text):
        yield from _of_export(piece, text, fields, found)
        return
    if several := parts(text):
        words = f"holds {len(several)} articles ({several[1].why})"
        yield Problem(piece.where, words, "nothing to do: each is read as a report of its own", lost=False)
        shared = {k: v for k, v in fields.items() if k not in _OF_ONE}
        for number, part in enumerate(several, 1):
            why = f"article {number} of {len(several)} in its file: {part.why}"
            told = {**shared, **_within(fields, part.start, part.end), **part.fields}
            yield from _part(piece, f"article {number}", number, text, Stretch(part.start, part.end), why, told)
        return
    made = entries(text, fields.get("title"), fields.get("published"))
    if made:
        words = f"is a live blog of {len(made)} entries"
        yield Problem(piece.where, words, "nothing to do: each is read as a report of its own time", lost=False)
        shared = {k: v for k, v in fields.items() if k not in ("id", "because", "published", "updated")}
        for number, entry in enumerate(made, 1):
            marked = f"marked “{entry.mark}”" if entry.mark else "its introduction"
            why = f"entry {number} of a live blog, {marked}"
            told = {**shared, **_within(fields, entry.start, entry.end), "flags": (ReportFlag(kind="live", why=why),)}
            told["published"] = entry.published or (fields.get("published") if not entry.mark else None)
            yield from _part(piece, f"entry {number}", number, text, Stretch(entry.start, entry.end), why, told)
        return
    yield from checked(piece.where, {**fields, "text": text}, piece.stem)


def _of_export(
    piece: Piece, text: str, fields: dict[str, Any], found: list[dict[str, Any]]
) -> Iterator[Report | Problem]:
    shared = {k: v for k, v in fields.items() if k not in (*_OF_ONE, "links")}
    at = 0
    for number, article in enumerate(found, 1):
        start = text.find(article["text"], at)
        where = Stretch(start, start + len(article["text"])) if start >= 0 else None
        at = where.end if where else at
        why = f"article {number} of {len(found)} in its export"
        yield from _part(piece, f"article {number}", number, text, where, why, {**shared, **article})


def _part(
    piece: Piece, what: str, number: int, text: str, where: Stretch | None, why: str, fields: dict[str, Any]
) -> Iterator[Report | Problem]:
    stem = f"{piece.stem}-{number}" if piece.stem else None
    if where is not None:
        fields = {**fields, "text": where.of(text)}
        why += f"; characters {where.start:,} to {where.end:,}"
    because = (*fields.get("because", ()), Reason(rule="intake/part", words=why))
    for item in checked(f"{piece.where}, {what}", {**fields, "because": because}, stem):
        yield msgspec.structs.replace(item, part=where) if isinstance(item, Report) else item


def _within(fields: dict[str, Any], start: int, end: int) -> dict[str, Any]:
    """The links that stand in a part, counted from its start."""
    links = tuple(
        PageLink(start=x.start - start, end=x.end - start, url=x.url)
        for x in fields.get("links", ())
        if start <= x.start and x.end <= end
    )
    return {"links": links}
