"""Events."""

from __future__ import annotations

from spacy.tokens import Doc

from stemma.model import Attribution, Debris, EventMention, Mention, TimeExpression


def events(
    doc: Doc,
    found: tuple[Mention, ...] = (),
    told: tuple[Attribution, ...] = (),
    when: tuple[TimeExpression, ...] = (),
    cut: tuple[Debris, ...] = (),
) -> tuple[EventMention, ...]:
    """Stub."""
    return ()
