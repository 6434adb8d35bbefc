"""Stemma: one sourced record from several reports of one story.

import stemma
reports = stemma.load("folder")
collation = stemma.collate(reports)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stemma.api import StemmaWarning, collate, corrections, load, read
    from stemma.errors import UserError
    from stemma.intake.options import Options

__version__ = "0.1.0"
__all__ = ["Options", "StemmaWarning", "UserError", "collate", "corrections", "load", "read"]


def __getattr__(name: str) -> Any:
    """Loads the API on first use, so that ``stemma --help`` stays quick."""
    if name == "UserError":
        from stemma.errors import UserError

        return UserError
    if name in __all__:
        from stemma import api

        return getattr(api, name)
    raise AttributeError(f"module 'stemma' has no attribute {name!r}")
