"""A piece of input on its way to reports: a file, a member of an archive, a fetched page, a pasted text."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from stemma.intake.problems import Refused

DEEPEST = 4  # an archive in an archive in an archive: a WACZ in a zip, gzipped, and one more
UNPACKED = 4_000_000_000  # bytes that all archives of one run may unpack to
CHUNK = 1 << 20
LARGEST_FILE = 256_000_000  # bytes; what one file that is held in memory may have before it must be split


class Budget:
    """How many bytes archives may still unpack in this run, so that nested bombs cannot multiply."""

    def __init__(self, left: int = UNPACKED) -> None:
        self.left = left

    def take(self, size: int, where: str) -> None:
        """Takes ``size`` bytes off; raises Refused when none are left."""
        self.left -= size
        if self.left < 0:
            what = f"unpacks to more than {UNPACKED:,} bytes with all that was read before"
            raise Refused(where, what, "unpack it and give the files that you need")


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """``where`` is for messages, ``name`` tells the suffix, ``known`` are fields known from outside (address, feed).

    ``listed`` marks a file that a folder held: no request follows from it. ``media`` and ``charset`` are what a server
    or a container says of the bytes.
    """

    where: str
    name: str
    budget: Budget
    path: Path | None = None
    data: bytes | None = None
    known: dict[str, Any] = {}
    media: str = ""
    charset: str | None = None
    depth: int = 0
    listed: bool = False

    @property
    def stem(self) -> str | None:
        """The file's name without suffixes, as an id may use it; None for what has no name of its own."""
        if self.name[:1] in ("", "."):
            return None
        last = self.name.rpartition("/")[2]
        return last.rpartition(".")[0] or last or None

    def size(self) -> int:
        """How many bytes the piece has."""
        return len(self.data) if self.data is not None else self.path.stat().st_size if self.path else 0

    def open(self) -> BinaryIO:
        """The bytes as a stream, from the start."""
        return self.path.open("rb") if self.path and self.data is None else io.BytesIO(self.data or b"")

    def head(self, size: int = 8192) -> bytes:
        """The first bytes."""
        with self.open() as stream:
            return stream.read(size)

    def read(self, most: int = LARGEST_FILE, remedy: str = "split it into smaller files") -> bytes:
        """All bytes; raises Refused above ``most``."""
        size = self.size()
        if size > most:
            raise Refused(self.where, f"is too large ({size:,} bytes)", remedy)
        if self.data is not None:
            return self.data
        with self.open() as stream:
            return read_whole(stream, most, self.where, remedy)

    def inner(self, name: str, data: bytes, **more: Any) -> Piece:
        """A piece that this one holds."""
        fields: dict[str, Any] = {"where": f"{self.where}, {name}", "known": self.known, "listed": self.listed} | more
        return Piece(name=name, data=data, depth=self.depth + 1, budget=self.budget, **fields)


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """An address to fetch, with what the list that holds it says of the page."""

    url: str
    where: str
    known: dict[str, Any] = {}


def read_whole(stream: BinaryIO, most: int, where: str, remedy: str) -> bytes:
    """A stream's bytes, chunk by chunk: a pipe has no size to ask for. Raises Refused above ``most``."""
    parts, size = [], 0
    while chunk := stream.read(CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > most:
            raise Refused(where, f"is too large (more than {most:,} bytes)", remedy)
    return b"".join(parts)


def printable(name: str) -> str:
    """A file's name as UTF-8 can hold it: a name of other bytes gets question marks."""
    return name.encode("utf-8", "replace").decode()
