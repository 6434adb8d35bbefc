"""Debris."""

from __future__ import annotations

from stemma.model import Debris


def debris(text: str) -> tuple[Debris, ...]:
    """Stub."""
    return ()
