"""Figures."""

from __future__ import annotations

from spacy.tokens import Doc

from stemma.model import Attribution, Debris, FigureMention, TimeExpression


def figures(
    doc: Doc,
    told: tuple[Attribution, ...] = (),
    when: tuple[TimeExpression, ...] = (),
    cut: tuple[Debris, ...] = (),
) -> tuple[FigureMention, ...]:
    """Stub."""
    return ()
