"""Starts spaCy without its command line, which draws in web clients and takes a third of the time of the import."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_COMMANDS = "spacy.cli"
_INFO = "spacy.cli.info"  # the one command that the package's root imports


def without_commands() -> None:
    """Imports spaCy with a stand-in for its command line; a later import of the commands themselves works as ever."""
    if "spacy" in sys.modules or _COMMANDS in sys.modules:
        return
    package, module = ModuleType(_COMMANDS), ModuleType(_INFO)
    package.__path__ = []
    module.info = _info  # type: ignore[attr-defined]
    sys.modules[_COMMANDS], sys.modules[_INFO] = package, module
    try:
        import spacy  # noqa: F401
    finally:
        del sys.modules[_COMMANDS], sys.modules[_INFO]


def _info(*args: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*args, **options)
