"""Credits."""

from __future__ import annotations

from spacy.tokens import Doc

from stemma.model import Attribution, Credit, Debris


def credits(
    doc: Doc, told: tuple[Attribution, ...] = (), cut: tuple[Debris, ...] = ()
) -> tuple[Credit, ...]:
    """Stub."""
    return ()
