"""Archives: zip and gzip of anything, WACZ and Word files told apart, each bounded against bombs."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from stemma.intake.kinds import SUFFIXES
from stemma.intake.options import Options
from stemma.intake.pieces import LARGEST_FILE, Piece
from stemma.intake.problems import Problem, Refused

MEMBERS = 50_000  # files of one archive; more is an attack or wants another tool
RATIO = 200  # unpacked to packed; text packs 3 to 10 times, logs 50, a bomb 1,000
RATIO_FROM = 5_000_000  # bytes unpacked below which any ratio is harmless
CHUNK = 1 << 18

_WORD = "word/document.xml"
_FOREIGN = {
    "xl/workbook.xml": ("is a spreadsheet", "save it as CSV"),
    "ppt/presentation.xml": ("is a presentation", "save its text as .txt"),
    "META-INF/container.xml": ("is an e-book", "save its text as .txt"),
    "mimetype": ("is an OpenDocument file", "save it as .docx or .txt"),
}


def reports(piece: Piece, options: Options) -> Iterator[Piece | Problem]:
    """The pieces that an archive holds; what is too much of it is named and left out."""
    if piece.head(2) == b"\x1f\x8b":
        yield from _gzip(piece)
    else:
        yield from _zip(piece)


def _gzip(piece: Piece) -> Iterator[Piece]:
    """One packed file; a packed WARC is read as a stream and never unpacked as a whole."""
    name = piece.name.removesuffix(".gz").removesuffix(".GZ") or "packed"
    if name.lower().endswith(".warc") or _begins(piece).startswith(b"WARC/"):
        from stemma.intake.warc import packed

        yield packed(piece, name)
        return
    with piece.open() as stream:
        data = _inflated(stream, piece)
    yield piece.inner(name, data, where=piece.where)


def _begins(piece: Piece) -> bytes:
    unpack = zlib.decompressobj(wbits=31)
    try:
        return unpack.decompress(piece.head(), 16)
    except zlib.error:
        return b""


def _inflated(stream: BinaryIO, piece: Piece) -> bytes:
    """A gzip stream's bytes (of all its members), no more than the bounds allow."""
    packed, made, parts = 0, 0, []
    unpack = zlib.decompressobj(wbits=31)
    data = b""
    while True:
        if not data:
            data = stream.read(CHUNK)
            packed += len(data)
            if not data:
                break
        try:
            out = unpack.decompress(data, CHUNK)
        except zlib.error as error:
            raise Refused(piece.where, f"is broken gzip ({error})", "pack or download it anew") from error
        made += len(out)
        piece.budget.take(len(out), piece.where)
        _bounded(piece.where, made, packed)
        parts.append(out)
        data = unpack.unconsumed_tail
        if unpack.eof:
            data = unpack.unused_data.lstrip(b"\0") + data
            if data:
                unpack = zlib.decompressobj(wbits=31)
    if not unpack.eof:
        raise Refused(piece.where, "is cut off (its gzip stream has no end)", "pack or download it anew")
    return b"".join(parts)


def _bounded(where: str, made: int, packed: int) -> None:
    if made > LARGEST_FILE:
        raise Refused(where, f"unpacks to more than {LARGEST_FILE:,} bytes", "unpack it and split the file")
    if made > RATIO_FROM and made > RATIO * max(packed, 1):
        what = f"unpacks to more than {RATIO} times its size, as a bomb does"
        raise Refused(where, what, "unpack it yourself if you trust it")


def _zip(piece: Piece) -> Iterator[Piece | Problem]:
    with piece.open() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            if piece.name.lower().endswith(".docx"):
                raise Refused(piece.where, f"is a broken Word file ({error})", "save it anew, or as .txt") from error
            raise Refused(piece.where, f"is a broken zip file ({error})", "pack or download it anew") from error
        with archive:
            members = archive.infolist()
            names = {m.filename for m in members}
            if _WORD in names:
                check_whole(piece, members)
                yield piece.inner(piece.name, piece.read(), where=piece.where, media="docx")
                return
            if what := next((w for n, w in _FOREIGN.items() if n in names), None):
                raise Refused(piece.where, *what)
            yield from _members(piece, archive, members)


def check_whole(piece: Piece, members: list[zipfile.ZipInfo]) -> None:
    """Refuses a Word file whose parts unpack to more than the bounds, by what its directory says."""
    _bounded(piece.where, sum(m.file_size for m in members), sum(m.compress_size for m in members))
    if len(members) > MEMBERS:
        raise Refused(piece.where, f"holds {len(members):,} parts", "save it anew, or as text")


def _members(piece: Piece, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[Piece | Problem]:
    if len(members) > MEMBERS:
        raise Refused(piece.where, f"holds {len(members):,} files", f"split it into archives of at most {MEMBERS:,}")
    wacz = "datapackage.json" in {m.filename for m in members}
    read = [m for m in sorted(members, key=lambda m: m.filename) if _wanted(m, wacz)]
    if not read:
        raise Refused(piece.where, "holds no file of a kind that is read", "put .txt or .html files in it")
    for member in read:
        where = f"{piece.where}, {member.filename}"
        try:
            data = _member(piece, archive, member, where)
        except Refused as refused:
            yield refused.problem
            continue
        except RuntimeError:
            yield Problem(where, "is locked with a password", "unpack it first")
            continue
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError) as error:
            yield Problem(where, f"cannot be unpacked ({error})", "pack it anew")
            continue
        yield piece.inner(member.filename.rsplit("/", 1)[-1], data, where=where)


def _wanted(member: zipfile.ZipInfo, wacz: bool) -> bool:
    """Is this a file that is read: no folder, no hidden file, no companion of a page; of a WACZ its records alone."""
    parts = member.filename.split("/")
    if member.is_dir() or any(p.startswith((".", "__MACOSX")) for p in parts):
        return False
    name = parts[-1].lower()
    if wacz:
        return parts[0] == "archive" and name.endswith((".warc", ".warc.gz"))
    if any(p.endswith(("_files", "_file", "-Dateien", "_fichiers")) for p in parts[:-1]):
        return False
    return name[name.rfind(".") :] in SUFFIXES and name not in ("corrections.jsonl", "gold.json", "readme.md")


def _member(piece: Piece, archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str) -> bytes:
    """A member's bytes, counted as they come: what the directory says of sizes may be a lie."""
    made, parts = 0, []
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            made += len(chunk)
            piece.budget.take(len(chunk), where)
            _bounded(where, made, member.compress_size)
            parts.append(chunk)
    if not made:
        raise Refused(where, "is empty", "remove it or put the report's text in it")
    return b"".join(parts)
