"""Reading: all that one report yields alone. One parse, then one pass each."""

from stemma.reading import start

start.without_commands()  # before any module of this package imports spaCy

from stemma.reading.read import read  # noqa: E402

__all__ = ["read"]
