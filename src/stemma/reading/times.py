"""Time expressions, found and left unbound."""

from __future__ import annotations

from spacy.tokens import Doc

from stemma.model import Debris, TimeExpression


def times(doc: Doc, cut: tuple[Debris, ...] = ()) -> tuple[TimeExpression, ...]:
    """Stub."""
    return ()
