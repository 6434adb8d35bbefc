"""Reading: all that one report yields alone. One parse, then one pass each."""

from stemma.reading.read import read

__all__ = ["read"]
