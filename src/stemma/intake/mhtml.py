"""Pages that a browser saved with all they need in one file (.mhtml): the page itself is read, the rest passed over."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator

from stemma.intake.days import iso
from stemma.intake.html import LARGEST_PAGE
from stemma.intake.options import Options
from stemma.intake.pieces import Piece
from stemma.intake.problems import Refused

LARGEST = 100_000_000  # bytes with all pictures


def reports(piece: Piece, options: Options) -> Iterator[Piece]:
    """The page of an MHTML file, with its address and the day on which it was saved."""
    message = email.message_from_bytes(
        piece.read(LARGEST, "save the page alone, as .html"), policy=email.policy.compat32
    )
    page = next((p for p in message.walk() if p.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if page is None:
        raise Refused(piece.where, "holds no page", "save the page anew, as .html")
    data = page.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        raise Refused(piece.where, "holds a page that cannot be decoded", "save the page anew, as .html")
    if len(data) > LARGEST_PAGE:
        raise Refused(piece.where, f"holds a page that is too large ({len(data):,} bytes)", "save its text as .txt")
    known = dict(piece.known)
    for header in ("Snapshot-Content-Location", "Content-Location"):
        address = str(message.get(header) or page.get(header) or "").strip()
        if address.startswith("http"):
            known.setdefault("url", address)
    saved = iso(str(message.get("Date") or ""))
    if saved:
        known.setdefault("retrieved", saved)
    yield piece.inner(
        f"{piece.stem or 'page'}.html",
        data,
        where=piece.where,
        known=known,
        charset=page.get_content_charset(),
        media="text/html",
    )
