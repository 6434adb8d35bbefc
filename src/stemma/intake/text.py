"""Reports from files: a folder of .txt files, reports.jsonl, single files, in any mix.

Nothing is lost: what cannot be read becomes a Problem that names the file and the remedy, and the rest goes through.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from charset_normalizer import from_bytes

from stemma.errors import UserError
from stemma.model import Report, content_id

LARGEST_TEXT = 1_000_000  # code points; spaCy's own limit, and 30 times the longest news report seen
LARGEST_FILE = 256_000_000  # bytes; what one JSONL file may hold before it must be split
CERTAIN = 0.2  # charset-normalizer's share of mess above which a legacy decoding is a guess
READ_SUFFIXES = {".txt", ".text", ".jsonl", ".ndjson"}
OWN_FILES = {"corrections.jsonl", "gold.json"}
_ID_OK = re.compile(r"[^\s\x00-\x1f]{1,80}\Z")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?\Z", re.I)
_CLOCK = r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?"
_ISO_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})" + _CLOCK + r")?)?\Z")
_ASCII = frozenset(map(chr, range(128)))
_WESTERN = frozenset("‘’“”–—…•€£©®°·«»¿¡½¼§éèêëàâäáãíìîïóòôöõúùûüñçßøåæœÉÈÊÀÂÄÁÍÎÓÔÖÚÛÜÑÇØÅÆ\u00a0")
# Encodings of old Macintoshes and mainframes: they share most letters with the Windows code pages and are never met.
_RARE = "mac_cyrillic mac_greek mac_iceland mac_latin2 mac_roman mac_turkish cp037 cp500 cp1026 cp1140 hz".split()
_REMEDY_EMPTY = "remove it or put the report's text in it"
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class Problem(msgspec.Struct, frozen=True):
    """Something that is wrong with the input: where, what, and what to do; ``lost`` unless it was read all the same."""

    where: str
    what: str
    remedy: str
    lost: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.remedy}"


class Intake(msgspec.Struct, frozen=True):
    """What came in: the reports, sorted by id, and the problems on the way."""

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]


def take_in(paths: Iterable[str | Path]) -> Intake:
    """Reads all reports from files and folders, in any mix; the order of the paths does not matter.

    A folder gives its .txt, .text, .jsonl and .ndjson files (not those of its subfolders). Raises UserError when a path
    does not exist or no path was given; everything else that is wrong becomes a Problem.
    """
    files, problems = _files([Path(p) for p in paths])
    reports: list[Report] = []
    for file in files:
        try:
            for item in _reports_of(file):
                if isinstance(item, Problem):
                    problems.append(item)
                else:
                    reports.append(item)
        except OSError as error:
            problems.append(Problem(str(file), f"cannot be read ({error.strerror})", "check the file's permissions"))
    kept, doubled = distinct(reports)
    return Intake(kept, tuple(problems + doubled))


def report(text: str, **fields: Any) -> Report:
    """A report from its text and whatever else is known; ``id`` defaults to one made from outlet, url and text."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    fields.setdefault("id", content_id("r", fields.get("outlet") or "", fields.get("url") or "", sha256))
    return Report(text=text, sha256=sha256, **fields)


def decode(data: bytes) -> tuple[str | None, str]:
    """The text of some bytes and the encoding's name, or (None, why not): detected, never guessed silently.

    UTF-8 (with or without a mark) and UTF-16/32 with a mark are certain. Legacy encodings are taken only when the
    detector finds next to no mess in the decoded text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                return None, f"starts as {encoding} but breaks off or goes wrong later"
    if b"\x00" in data:
        return None, "is binary (it holds NUL bytes)"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    controls = sum(data.count(bytes([c])) for c in range(32) if c not in (9, 10, 11, 12, 13, 27))
    if controls > len(data) // 100:
        return None, "is binary (it is full of control bytes)"
    if _mostly_utf8(data):
        return None, f"is broken UTF-8 (byte {broken.start} cannot be)"
    western = data.decode("cp1252", "ignore")
    if set(western) - _ASCII <= _WESTERN and len(western) == len(data):
        return western, "cp1252"
    best = from_bytes(data, cp_exclusion=_RARE).best()
    if best is None or best.chaos > CERTAIN:
        return None, "is in an encoding that cannot be told"
    return str(best), best.encoding


def _mostly_utf8(data: bytes) -> bool:
    """Is this UTF-8 with a few broken bytes rather than another encoding: are most multi-byte runs well formed?"""
    lenient = data.decode("utf-8", "replace")
    wrong = lenient.count("\ufffd")
    right = sum(1 for ch in lenient if ord(ch) > 127) - wrong
    return right > wrong or (wrong > 0 and right == 0 and data.count(b"\xff") > 0)


def _files(paths: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    if not paths:
        raise UserError("no reports given; name a folder or files, as in: stemma collate FOLDER")
    files: dict[Path, None] = {}
    problems = []
    for path in paths:
        if not path.exists():
            raise UserError(f"{path}: no such file or folder; check the name")
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
            read = [p for p in inside if p.suffix.lower() in READ_SUFFIXES and p.name not in OWN_FILES]
            if not read:
                problems.append(Problem(str(path), "holds no reports", "put .txt files or a reports.jsonl in it"))
            files.update(dict.fromkeys(read))
        else:
            files[path] = None
    return list(files), problems


def _reports_of(file: Path) -> Iterator[Report | Problem]:
    where = _printable(str(file))
    size = file.stat().st_size
    if size > LARGEST_FILE:
        yield Problem(where, f"is too large ({size:,} bytes)", "split it into smaller files")
        return
    data = file.read_bytes()
    if not data:
        yield Problem(where, "is empty", _REMEDY_EMPTY)
        return
    text, encoding = decode(data)
    if text is None:
        yield Problem(where, encoding, "save it as UTF-8 text")
        return
    if not encoding.startswith("utf"):
        guess = f"is not UTF-8 and was read as {encoding}, its likeliest encoding"
        yield Problem(where, guess, "save it as UTF-8 if letters look wrong", lost=False)
    if file.suffix.lower() in (".jsonl", ".ndjson"):
        yield from _of_lines(where, text)
    else:
        yield from _checked(where, {"text": text}, _printable(file.stem))


def _printable(name: str) -> str:
    """A file's name as UTF-8 can hold it: a name of other bytes gets question marks."""
    return name.encode("utf-8", "replace").decode()


def _of_lines(where: str, text: str) -> Iterator[Report | Problem]:
    decoder = msgspec.json.Decoder()
    # Only \n parts lines of JSONL: U+2028 and the like may stand raw inside a JSON string.
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        yield Problem(where, "is empty", "put one JSON object a line in it, each with a text")
    for number, line in lines:
        try:
            record = decoder.decode(line)
        except msgspec.DecodeError as error:
            yield Problem(f"{where}, line {number}", f"is no JSON ({error})", "mend or remove the line")
            continue
        if not isinstance(record, dict):
            yield Problem(f"{where}, line {number}", "is no JSON object", 'write it as {"id": ..., "text": ...}')
            continue
        yield from _checked(f"{where}, line {number}", record, None)


def _checked(where: str, record: dict[str, Any], stem: str | None) -> Iterator[Report | Problem]:
    """One report from its raw fields, or what is wrong with it."""
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        yield Problem(where, "has no text", _REMEDY_EMPTY if stem is not None else "give the words in the field text")
        return
    if len(text) > LARGEST_TEXT:
        long = f"is too long for one report ({len(text):,} characters, at most {LARGEST_TEXT:,})"
        yield Problem(where, long, "split it into one file a report")
        return
    fields: dict[str, Any] = {"name": where}
    for key in ("outlet", "url", "title", "published", "language"):
        value = record.get(key)
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            yield Problem(where, f"has a {key} that is no text", f"write {key} as a string in quotation marks")
            return
        fields[key] = value
    if "published" in fields:
        wrong = wrong_date(fields["published"])
        if wrong:
            del fields["published"]
            yield Problem(where, wrong, "write it as 2025-12-24; read as undated", lost=False)
    if "language" in fields:
        code = _LANGUAGE.match(fields.pop("language"))
        if code:
            fields["language"] = {"eng": "en"}.get(code[1].lower(), code[1].lower())
    given = record.get("id", stem)
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    if given is not None:
        if not isinstance(given, str):
            yield Problem(where, "has an id that is no text", "give each report a short id")
            return
        given = re.sub(r"\s+", "-", given.strip()) if stem is not None else given
        if not _ID_OK.match(given):
            odd = f"has an id that cannot be used ({given[:40]!r})"
            yield Problem(where, odd, "use up to 80 characters without white space")
            return
        fields["id"] = given
    yield report(text, **fields)


def wrong_date(value: str) -> str | None:
    """What is wrong with a publication date; None for a year, a month, a day or a moment in ISO 8601."""
    match = _ISO_DAY.match(value)
    if not match:
        return f"has a publication date that is not ISO 8601 ({value[:40]!r})"
    try:
        datetime.fromisoformat(re.sub(r"\s(?=[Z+-])", "", value) if match[3] else f"{match[1]}-{match[2] or '01'}-01")
    except ValueError:
        return f"has a publication date that does not exist ({value[:40]!r})"
    return None


def distinct(reports: Iterable[Report]) -> tuple[tuple[Report, ...], list[Problem]]:
    """The reports sorted by id: the very same one once, others of one id under ids of their own, with a word."""
    problems: list[Problem] = []
    by_id: dict[str, dict[tuple[str, str, str], Report]] = {}
    for r in sorted(reports, key=lambda r: (r.id, *_content(r), r.name or "")):
        by_id.setdefault(r.id, {}).setdefault(_content(r), r)
    kept: dict[str, Report] = {}
    for rid, different in by_id.items():
        for content, r in different.items():
            new = rid if len(different) == 1 else f"{rid}-{content_id('', *content)[:6]}"
            while new in kept or (new != rid and new in by_id):
                new += "x"
            kept[new] = msgspec.structs.replace(r, id=new)
            if new != rid:
                what = f"has the id {rid}, which another report has too"
                problems.append(Problem(r.name or rid, what, f"give each its own id; read as {new}"))
    return tuple(sorted(kept.values(), key=lambda r: r.id)), problems


def _content(r: Report) -> tuple[str, str, str]:
    return r.sha256, r.outlet or "", r.url or ""
