"""Reports from whatever a newsroom or an archive has: folders, files of many kinds, archives, addresses, a pasted text.

Nothing is lost: what cannot be read becomes a Problem that names the file and the remedy, and the rest goes through.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from stemma.errors import UserError
from stemma.intake.decoding import decode
from stemma.intake.kinds import SUFFIXES, kind_of
from stemma.intake.options import Options
from stemma.intake.pieces import DEEPEST, LARGEST_FILE, Address, Budget, Piece, printable, read_whole
from stemma.intake.problems import Intake, Problem, Refused, tidy
from stemma.intake.records import LARGEST_TEXT, REMEDY_EMPTY, distinct, outlet_at, report, wrong_date
from stemma.intake.versions import versions
from stemma.model import Report

__all__ = [
    "LARGEST_FILE",
    "LARGEST_TEXT",
    "Intake",
    "Problem",
    "decode",
    "distinct",
    "report",
    "take_in",
    "wrong_date",
]

READ_SUFFIXES = frozenset(SUFFIXES)
OWN_FILES = {"corrections.jsonl", "gold.json", "README.md"}
STANDARD_INPUT = "-"
ROUNDS = 4  # a sitemap index, its sitemaps, their pages; one more for a list that names the index
LARGEST_PILE = 64_000_000  # bytes of a text file; an export of a press database has some megabytes
_ADDRESS = re.compile(r"https?://\S+\Z", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://\S")
_OWN_DOSSIER = re.compile(r"^\*stemma \d[^\n]*\*\s*\Z", re.MULTILINE)
_COMPANIONS = re.compile(r".+(?:_files|_file|_fichiers|_archivos|_bestanden|-Dateien|_elemei|\.files)\Z")
_CC_NEWS = "CC-NEWS-*.warc.gz"

# Each way in: its module and the extra that brings the libraries which the default install lacks.
_WAYS = {
    "html": ("html", ""),
    "mhtml": ("mhtml", ""),
    "pdf": ("pdf", "pdf"),
    "docx": ("docx", "docx"),
    "json": ("tables", ""),
    "lines": ("tables", ""),
    "csv": ("tables", ""),
    "parquet": ("parquet", "parquet"),
    "warc": ("warc", "warc"),
    "zip": ("archives", ""),
    "gzip": ("archives", ""),
    "feed": ("feeds", "feeds"),
    "opml": ("lists", ""),
    "sitemap": ("lists", ""),
    "newsml": ("newsml", ""),
}
_LIBRARIES = {"pypdf", "docx", "duckdb", "warcio", "feedparser"}

Item = Report | Problem | Address | Piece
Way = Callable[[Piece, Options], Iterator[Item]]


def take_in(paths: Iterable[str | Path], options: Options = Options()) -> Intake:  # noqa: B008  (frozen)
    """Reads all reports from files, folders and addresses, in any mix; the order of the paths does not matter.

    A folder gives the files that Stemma knows by their suffix, not those of its subfolders. A path may be an http(s)
    address (of a page, feed or sitemap) or "-" for standard input. Raises UserError when a path does not exist, no path
    was given, or ``options`` describe one report and there are more; everything else that is wrong becomes a Problem.
    """
    budget = Budget()
    pieces, addresses, problems = _found(list(paths), budget)
    reports: list[Report] = []
    named = {a.url for a in addresses}
    for piece in pieces:
        addresses += _sorted(_items(piece, options), named, reports, problems)
    if addresses:
        _fetch(addresses, named, options, budget, reports, problems)
    if options.describes and reports:
        reports = [_described(reports, options)]
    kept, doubled = distinct(reports)
    _, _, unordered = versions(kept)
    return Intake(kept, tuple(problems + doubled + unordered))


def _found(paths: Sequence[str | Path], budget: Budget) -> tuple[list[Piece], list[Address], list[Problem]]:
    if not paths:
        raise UserError("no reports given; name a folder or files, as in: stemma collate FOLDER")
    files: dict[Path, bool] = {}
    pieces: list[Piece] = []
    addresses: dict[str, Address] = {}
    problems: list[Problem] = []
    for given in paths:
        words = str(given)
        if _ADDRESS.match(words):
            addresses[words] = Address(url=words, where=words)
            continue
        if scheme := _SCHEME.match(words):
            raise UserError(f"{words}: {scheme[1]} addresses are not fetched; give an http or https one, or a file")
        if words == STANDARD_INPUT:
            pieces.append(_piped(budget))
            continue
        path = Path(given)
        if not path.exists():
            raise UserError(f"{path}: no such file or folder; check the name")
        if path.is_dir():
            inside, said = _folder(path)
            problems += said
            for file in inside:
                files.setdefault(file, True)
        else:
            files[path] = False
    for file, listed in files.items():
        pieces.append(
            Piece(where=printable(str(file)), name=printable(file.name), path=file, budget=budget, listed=listed)
        )
    return pieces, list(addresses.values()), problems


def _folder(path: Path) -> tuple[list[Path], list[Problem]]:
    """The files of a folder that may hold reports, and what is to be said of it."""
    inside = sorted(p for p in path.iterdir() if not p.name.startswith("."))
    read = [p for p in inside if p.suffix.lower() in READ_SUFFIXES and p.name not in OWN_FILES and p.is_file()]
    problems = []
    pages = {p.stem for p in read if SUFFIXES[p.suffix.lower()] == "html"}
    companions = [p for p in inside if _COMPANIONS.match(p.name) and _page_of(p.name) in pages and p.is_dir()]
    if companions:
        count = f"{len(companions)} folders" if len(companions) > 1 else "a folder"
        what = f"holds {count} of page companions ({companions[0].name}), passed over"
        problems.append(Problem(str(path), what, "nothing to do: the pages beside them are read", lost=False))
    if not read:
        read = sorted(path.rglob(_CC_NEWS))
    if not read:
        below = next((p for p in inside if p.is_dir()), None)
        remedy = "put .txt files or a reports.jsonl in it"
        problems.append(Problem(str(path), "holds no reports", f"{remedy}, or name {below}" if below else remedy))
    return read, problems


def _page_of(folder: str) -> str:
    return re.sub(r"(?:_[a-z]+|-Dateien|\.files)\Z", "", folder)


def _piped(budget: Budget) -> Piece:
    stream = getattr(sys.stdin, "buffer", None)
    where = "standard input"
    if stream is None:  # replaced by a program: text already
        return Piece(where=where, name="", data=sys.stdin.read().encode(), budget=budget)
    try:
        data = read_whole(stream, LARGEST_FILE, where, "give it as a file, split")
    except Refused as refused:
        raise UserError(str(refused)) from refused
    return Piece(where=where, name="", data=data, budget=budget)


def _items(piece: Piece, options: Options) -> Iterator[Report | Problem | Address]:
    """All that a piece yields, in the end; whatever its parser raises becomes a Problem of one line."""
    try:
        for item in _way_of(piece)(piece, options):
            if isinstance(item, Report):
                yield item
            elif isinstance(item, Problem):
                yield tidy(item)
            elif not isinstance(item, Piece):
                yield item
            elif item.depth > DEEPEST:
                what = f"is packed in more than {DEEPEST} archives"
                yield tidy(Problem(item.where, what, "unpack it and give the files that you need"))
            else:
                yield from _items(item, options)
    except Exception as error:  # parsers of foreign formats raise anything on hostile bytes; the rest must go through
        yield tidy(_raised(piece, error))


def _raised(piece: Piece, error: Exception) -> Problem:
    """What a parser raised, in words; a library of Stemma's own that is not there is raised on."""
    if isinstance(error, Refused):
        return error.problem
    if isinstance(error, OSError):
        return Problem(piece.where, f"cannot be read ({error.strerror or error})", "check the file's permissions")
    if isinstance(error, ModuleNotFoundError):
        if error.name not in _LIBRARIES:
            raise error
        extra = _WAYS[kind_of(piece)][1]
        return Problem(
            piece.where, f"needs the library {error.name}", f"install it with: pip install 'stemma-news[{extra}]'"
        )
    what = f"cannot be read ({type(error).__name__}: {str(error)[:80].splitlines()[0] if str(error) else 'broken'})"
    return Problem(piece.where, what, "save it anew, or as text")


def _way_of(piece: Piece) -> Way:
    if piece.size() == 0:
        raise Refused(piece.where, "is empty", REMEDY_EMPTY)
    kind = kind_of(piece)
    if kind.startswith("foreign: "):
        what, remedy = kind.removeprefix("foreign: ").split("; ")
        raise Refused(piece.where, what, remedy)
    if kind == "xml":
        raise Refused(piece.where, "is XML of a kind that is not known", "give a feed, NewsML-G2, or the text")
    if kind == "text":
        return _plain
    module, _ = _WAYS[kind]
    way: Way = import_module(f"stemma.intake.{module}").reports
    return way


def _plain(piece: Piece, options: Options) -> Iterator[Item]:
    """A text file: one report, the articles or entries that it holds, or a list of addresses."""
    if piece.size() > LARGEST_PILE:
        raise Refused(piece.where, f"is too large ({piece.size():,} bytes)", "split it into smaller files")
    text, encoding = decode(piece.read(), piece.charset)
    if text is None:
        raise Refused(piece.where, encoding, "save it as UTF-8 text")
    if not encoding.startswith("utf") and encoding != (piece.charset or "").lower():
        guess = f"is not UTF-8 and was read as {encoding}, its likeliest encoding"
        yield Problem(piece.where, guess, "save it as UTF-8 if letters look wrong", lost=False)
    if piece.name.endswith(".md") and _OWN_DOSSIER.search(text):
        yield Problem(piece.where, "is a dossier of Stemma's own", "nothing to do: it is passed over", lost=False)
        return
    if urls := _listed(text):
        if piece.listed:
            yield Problem(piece.where, f"lists {len(urls)} addresses", "name the file itself to fetch them", lost=False)
        else:
            yield from (Address(url=url, where=f"{piece.where}, {url}") for url in urls)
        return
    from stemma.intake.parting import reports_of

    yield from reports_of(piece, text, dict(piece.known))


def _listed(text: str) -> list[str]:
    """The addresses of a text that holds nothing else (blank lines and # comments apart)."""
    found = []
    for line in text.lstrip("\ufeff").splitlines():
        words = line.strip()
        if words and not words.startswith("#"):
            if not _ADDRESS.match(words):
                return []
            found.append(words)
    return list(dict.fromkeys(found))


def _sorted(
    items: Iterable[Report | Problem | Address], named: set[str], reports: list[Report], problems: list[Problem]
) -> list[Address]:
    """Adds reports and problems to what there is, and yields the addresses that are new."""
    following: list[Address] = []
    for item in items:
        if isinstance(item, Report):
            reports.append(item)
        elif isinstance(item, Problem):
            problems.append(item)
        elif item.url not in named:
            named.add(item.url)
            following.append(item)
    return following


def _fetch(
    addresses: list[Address],
    named: set[str],
    options: Options,
    budget: Budget,
    reports: list[Report],
    problems: list[Problem],
) -> None:
    """Fetches addresses in rounds (a feed, then the pages that it lists) and adds what they yield."""
    from stemma.intake.fetching import Fetcher

    with Fetcher(options.fetching) as fetcher:
        for _ in range(ROUNDS):
            following: list[Address] = []
            for got in fetcher.fetch(addresses, budget):
                if isinstance(got, Problem):
                    problems.append(got)
                    continue
                following += _sorted(_items(got, options), named, reports, problems)
            if not following:
                return
            addresses = following
    problems.append(
        Problem(addresses[0].where, "is listed by lists of lists that never end", "name the pages themselves")
    )


def _described(reports: Sequence[Report], options: Options) -> Report:
    """The one report that --outlet, --published and --url describe, with what they say of it."""
    if len(reports) != 1:
        words = f"--outlet, --published and --url describe one report, and there are {len(reports)}"
        raise UserError(f"{words}; give a single text")
    given: dict[str, Any] = dict(options.describes)
    if "published" in given and (wrong := wrong_date(given["published"])):
        raise UserError(f"--published {wrong}; write it as 2025-12-24")
    one = reports[0]
    if "outlet" not in given and not one.outlet and (name := outlet_at(given.get("url", ""))):
        given["outlet"] = name
    fields = {f: getattr(one, f) for f in one.__struct_fields__ if f not in ("text", "sha256")} | given
    if re.fullmatch(r"r[0-9a-f]{10}", one.id):
        del fields["id"]  # made from outlet and address, which are told only now
    return report(one.text, **fields)
