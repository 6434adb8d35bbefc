"""The public functions, with the words of the command line: load, read, collate."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path

from stemma.collation.collate import collate as _collate
from stemma.collation.corrections import Correction, read_corrections
from stemma.engine import Progress, readings
from stemma.errors import UserError
from stemma.gathering.clustering import off_story
from stemma.intake.completed import completed
from stemma.intake.options import Options
from stemma.intake.text import Problem, decode, distinct, take_in
from stemma.intake.versions import versions
from stemma.model import Collation, LeftOut, Reading, Report, Witness

CORRECTIONS = "corrections.jsonl"


class StemmaWarning(UserWarning):
    """An input that could not be used as it is; the message names it and the remedy."""


def load(*paths: str | Path, options: Options = Options()) -> tuple[Report, ...]:  # noqa: B008  (frozen)
    """The reports of files, folders and addresses, sorted by id, each with what its text tells of it.

    Every way in of docs/how-to/give-reports.md; ``options`` map columns, say how dates are meant and how to fetch. What
    cannot be read is left out with a StemmaWarning that names it and the remedy. Raises UserError when a path does not
    exist. Corrections beside the files are no reports: ``corrections`` reads them.
    """
    taken = take_in(paths, options)
    _warn(taken.problems)
    return completed(taken.reports)


def _warn(problems: Iterable[Problem]) -> None:
    for problem in problems:
        warnings.warn(str(problem), StemmaWarning, stacklevel=3)


def read(report: Report | str) -> Reading:
    """All that one report yields alone."""
    if isinstance(report, str):
        from stemma.intake.text import report as made

        report = made(report)
    return readings([report])[0]


def corrections(*paths: str | Path) -> tuple[Correction, ...]:
    """The corrections that stand beside files and folders, to be handed to ``collate`` with the reports loaded there.

    Lines that cannot be used are left out with a StemmaWarning that names them.
    """
    found, problems = corrections_beside(paths)
    _warn(problems)
    return tuple(found)


def corrections_beside(paths: Iterable[str | Path]) -> tuple[list[Correction], list[Problem]]:
    """The corrections that stand beside folders and files, and the lines of them that cannot be used."""
    found: list[Correction] = []
    problems: list[Problem] = []
    files = {Path(p) / CORRECTIONS if Path(p).is_dir() else Path(p).parent / CORRECTIONS for p in paths}
    for file in sorted(files):
        if not file.is_file():
            continue
        text, why = decode(file.read_bytes())
        if text is None:
            problems.append(Problem(str(file), why, "save it as UTF-8 text"))
            continue
        good, wrong = read_corrections(text.split("\n"))
        found += good
        problems += [Problem(f"{file}, {w.split(': ', 1)[0]}", w.split(": ", 1)[1], "mend or remove it") for w in wrong]
    return found, problems


def lost(problems: Iterable[Problem]) -> list[LeftOut]:
    """The inputs that could not be read, as a collation names them."""
    return [LeftOut(report=p.where, why=f"{p.what}; {p.remedy}") for p in problems if p.lost]


def collate(
    reports: Sequence[Report] | str | Path,
    corrections: Sequence[Correction] = (),
    left_out: Sequence[LeftOut] = (),
    keep: Path | None = None,
    processes: int = 1,
    progress: Progress | None = None,
) -> Collation:
    """One sourced record of what several reports of one story say together.

    ``reports`` are reports, or a folder or file to load them from, with the corrections beside it; with reports from
    ``load`` give the corrections too: ``collate(load(folder), corrections(folder))``. Reports that are
    plainly of another matter or an earlier version of another one are named in ``left_out``; those that are not in
    English stay, marked as unread. ``keep`` is a folder of readings to go on from. Raises UserError when there is no
    report in English.
    """
    if isinstance(reports, str | Path):
        beside, wrong = corrections_beside([reports])
        taken = take_in([reports])
        _warn([*taken.problems, *wrong])
        corrections, left_out = [*corrections, *beside], [*left_out, *lost([*taken.problems, *wrong])]
        reports = completed(taken.reports)
    reports, doubled = distinct(reports)
    _warn(doubled)
    reports, earlier, _ = versions(reports)
    english = [r for r in reports if r.language == "en"]
    if not english:
        raise UserError("no report in English to collate; give a folder with .txt files or a reports.jsonl")
    other = [*earlier, *_off_story(english)]
    out = {r.id for r, _ in other}
    kept = [r for r in reports if r.id not in out]
    found = readings(kept, keep=keep, processes=processes, progress=progress)
    aside = [*left_out, *(LeftOut(report=r.id, why=why) for r, why in other)]
    return _collate([Witness(r, x) for r, x in zip(kept, found)], aside, corrections)


def _off_story(reports: Sequence[Report]) -> list[tuple[Report, str]]:
    """The reports of another matter; an entry of a live blog is too short to tell, and stays where others of it do."""
    apart = list(off_story(reports))
    out = {r.id for r, _ in apart}
    blogs = {_blog(r) for r in reports if r.id not in out} - {None}
    return [(r, why) for r, why in apart if _blog(r) not in blogs]


def _blog(report: Report) -> str | None:
    """The live blog that a report is an entry of, by the place that it came from."""
    live = any(f.kind == "live" for f in report.flags)
    return (report.name or "").rpartition(", entry ")[0] or None if live else None
