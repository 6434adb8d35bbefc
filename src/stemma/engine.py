"""Reading many reports: in one process or several, with progress, each reading kept so that work can go on later."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib import metadata, resources
from multiprocessing import get_context
from pathlib import Path

import msgspec

from stemma.model import Reading, Report
from stemma.reading.parse import MODEL, Parser
from stemma.reading.read import read
from stemma.reading.unread import unread

Progress = Callable[[int, int], None]
"""Called with (reports read, reports in all) after each report."""

PARALLEL_FROM = 40  # reports from which starting another process (a second for the model) pays


def readings(
    reports: Sequence[Report],
    keep: Path | None = None,
    processes: int = 1,
    progress: Progress | None = None,
    parser: Parser | None = None,
) -> list[Reading]:
    """The readings of the reports, in their order; the same whatever the number of processes.

    ``keep`` is a folder of earlier readings: what stands there is not read again, and each new reading is written
    there at once, so an interrupted run goes on where it stopped; where nothing can be written nothing is kept. Of
    reports that are not English only what ``reading.unread`` finds is kept.
    """
    done: dict[str, Reading] = {}
    if keep is not None:
        with contextlib.suppress(OSError):
            keep.mkdir(parents=True, exist_ok=True)
        for r in reports:
            known = _kept(keep, r)
            if known is not None:
                done[r.sha256] = known
    todo = list({r.sha256: r for r in reports if r.sha256 not in done}.values())
    count = sum(r.sha256 in done for r in reports)
    if progress:
        progress(count, len(reports))
    for report, written in _read_all(todo, processes, parser):
        # Read back even when fresh: defaults are left out of JSON by identity, which only decoding makes sure of, and
        # a kept reading must give the same bytes as a new one.
        done[report.sha256] = _decode(written)
        if keep is not None:
            _keep(keep, report, written)
        count += sum(r.sha256 == report.sha256 for r in reports)
        if progress:
            progress(count, len(reports))
    return [done[r.sha256] for r in reports]


def kept_readings() -> Path:
    """Where readings are kept by default: ``$XDG_CACHE_HOME/stemma`` or ``~/.cache/stemma``."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "stemma"


@functools.cache
def fingerprint() -> str:
    """What a reading depends on beside the text: the code and lexicons that read, and the model's name and version."""
    digest = hashlib.blake2b(digest_size=8)
    for package in ("stemma.reading", "stemma.lexicon", "stemma.intake", "stemma.model"):
        for file in sorted(resources.files(package).iterdir(), key=lambda f: f.name):
            if file.name.endswith((".py", ".tsv")):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    for distribution in ("spacy", MODEL.replace("_", "-")):
        with contextlib.suppress(metadata.PackageNotFoundError):
            digest.update(f"{distribution} {metadata.version(distribution)}".encode())
    return digest.hexdigest()


_decode = msgspec.json.Decoder(Reading).decode


def _read_all(todo: Sequence[Report], processes: int, parser: Parser | None) -> Iterator[tuple[Report, bytes]]:
    """Each report with its reading as JSON, in order."""
    if processes > 1 and len(todo) >= PARALLEL_FROM:
        with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_start) as pool:
            try:
                yield from zip(todo, pool.map(_read_here, todo, chunksize=4))
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
        return
    own = parser
    for report in todo:
        if report.language == "en" and own is None:
            own = Parser()
        yield report, _read(report, own)


def _read(report: Report, parser: Parser | None) -> bytes:
    reading = read(report, parser) if report.language == "en" and parser else unread(report)
    return msgspec.json.encode(reading)


@functools.cache
def _own_parser() -> Parser:
    return Parser()


def _start() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is for the process that gives out the work
    _own_parser()


def _read_here(report: Report) -> bytes:
    return _read(report, _own_parser())


def _file(keep: Path, report: Report) -> Path:
    return keep / f"{report.sha256[:32]}-{report.language}-{fingerprint()}.json"


def _kept(keep: Path, report: Report) -> Reading | None:
    try:
        known = _decode(_file(keep, report).read_bytes())
    except (OSError, msgspec.DecodeError):
        return None
    return known if known.sha256 == report.sha256 else None


def _keep(keep: Path, report: Report, written: bytes) -> None:
    """Writes beside and renames, so that a reading broken off half-way is never found."""
    target = _file(keep, report)
    half = target.with_suffix(f".{os.getpid()}.part")
    try:
        half.write_bytes(written)
        half.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
