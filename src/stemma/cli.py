"""The command line: ``stemma collate``, ``stemma read``, ``stemma show``. Heavy imports wait until they are needed."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stemma import __version__
from stemma.errors import UserError

if TYPE_CHECKING:
    from rich.console import Console

    from stemma.intake.text import Problem
    from stemma.model import Collation, Report

NOT_USED = 2  # exit code when something the user gave could not be used
INTERRUPTED = 130  # what typer exits with when Ctrl-C stops a command

app = typer.Typer(
    name="stemma",
    help="Reads several outlets' reports of one story and builds one sourced record of it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...", help="Folders, files (text, pages, tables, archives) and addresses; - is a pipe."
    ),
]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="The outlet of a single text.")]
PublishedOn = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="When a single text was published.")
]
Url = Annotated[str | None, typer.Option("--url", metavar="URL", help="The address of a single text.")]
Columns = Annotated[
    list[str] | None, typer.Option("--column", metavar="FIELD=COLUMN", help="Which column holds a field, as text=Body.")
]
Dates = Annotated[
    str, typer.Option("--dates", metavar="ORDER", help="How 03/04/2025 is meant: day-first, month-first.")
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from private addresses too: your own machine and network.")
]
Pages = Annotated[int, typer.Option("--pages", min=1, max=100_000, help="How many pages are fetched at most.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no dossier and no progress; problems still show.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Print all rows, reasons and debris.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="Print without colour (as with NO_COLOR set).")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Read every report anew and keep no readings.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"stemma {__version__}")
        raise typer.Exit


@app.callback()
def _stemma(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Reads several outlets' reports of one story and builds one sourced record of it."""


@app.command()
def collate(
    paths: Paths,
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the collation as JSON.")] = None,
    markdown: Annotated[
        Path | None, typer.Option("--markdown", metavar="FILE", help="Write a Markdown dossier.")
    ] = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write one self-contained page.")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write who tells what as CSV.")] = None,
    about: Annotated[
        str | None, typer.Option("--about", metavar="CLAIM", help="Put the records that tell this on top.")
    ] = None,
    outlet: Outlet = None,
    published: PublishedOn = None,
    url: Url = None,
    column: Columns = None,
    dates: Dates = "ask",
    allow_private: AllowPrivate = False,
    pages: Pages = 200,
    processes: Annotated[int, typer.Option("--processes", min=1, max=64, help="Processes that read reports.")] = 1,
    quiet: Quiet = False,
    verbose: Verbose = False,
    no_color: NoColor = False,
    no_cache: NoCache = False,
) -> None:
    """Collate the reports of one story and print the dossier."""
    from stemma import api
    from stemma.engine import kept_readings
    from stemma.intake.completed import completed
    from stemma.intake.options import Fetching, options
    from stemma.intake.text import take_in

    errors = _console(no_color, stderr=True)
    _check_targets([json, markdown, html, csv])
    keep_pages = None if no_cache else kept_readings() / "pages"
    fetching = Fetching(allow_private=allow_private, pages=pages, keep=keep_pages)
    taken = take_in(paths, options(outlet, published, url, column or (), dates, fetching))
    corrections, wrong = api.corrections_beside(paths)
    problems = [*taken.problems, *wrong]
    _complain(problems, errors)
    if not taken.reports:
        raise UserError(f"{paths[0]}: no report that can be read; give .txt files or a reports.jsonl")
    reports = completed(taken.reports)
    with _Progress(errors, quiet) as progress:
        collation = api.collate(
            reports,
            corrections=corrections,
            left_out=api.lost(problems),
            keep=None if no_cache else kept_readings(),
            processes=processes,
            progress=progress,
        )
    _write(collation, json, markdown, html, csv, about)
    if not quiet:
        from stemma.editions.terminal import print_dossier

        print_dossier(collation, _console(no_color), about=about, verbose=verbose, debris=verbose)
    if any(p.lost for p in problems):
        raise typer.Exit(NOT_USED)


@app.command()
def read(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of one report or several, an address, or -.")],
    json: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the reading as JSON lines.")
    ] = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Show what one report alone yields, in its text."""
    import msgspec

    from stemma.engine import readings
    from stemma.intake.completed import completed
    from stemma.intake.text import take_in

    _check_targets([json])
    taken = take_in([file])
    _complain(taken.problems, _console(no_color, stderr=True))
    if not taken.reports:
        raise UserError(f"{file}: no report that can be read; give a .txt file or a .jsonl")
    reports: tuple[Report, ...] = completed(taken.reports)
    found = readings(reports)
    if json:
        _to(json, b"".join(msgspec.json.encode(r) + b"\n" for r in found))
    if not quiet:
        from stemma.editions.terminal import print_reading

        for report, reading in zip(reports, found):
            print_reading(report, reading, _console(no_color))
    if any(p.lost for p in taken.problems):
        raise typer.Exit(NOT_USED)


@app.command()
def show(
    record: Annotated[str, typer.Argument(metavar="RECORD", help="A row's label (S1, E2, F3) or a record's id.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A collation written with --json.")],
    no_color: NoColor = False,
) -> None:
    """Open one record of a collation: its words in place, its reasons, what was nearly joined."""
    from stemma.editions.json import decode
    from stemma.editions.terminal import print_record

    try:
        collation = decode(file.read_bytes())
    except OSError as error:
        raise UserError(
            f"{file}: cannot be read ({error.strerror}); write one with: stemma collate FOLDER --json FILE"
        ) from error
    except UserError as error:
        raise UserError(f"{file}: {error}") from error
    print_record(collation, record, _console(no_color))


def main() -> None:
    """Runs the command line; what the user can put right is one line and exit code 2, never a traceback."""
    warnings.filterwarnings("ignore", category=FutureWarning)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except UserError as error:
        typer.echo(f"stemma: {error}", err=True)
        sys.exit(NOT_USED)
    except SystemExit as left:
        if left.code == INTERRUPTED:
            typer.echo("stemma: interrupted; run the same command to go on", err=True)
        raise


def _console(no_color: bool, stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(no_color=no_color or None, stderr=stderr, highlight=False, soft_wrap=False)


def _complain(problems: list[Problem] | tuple[Problem, ...], console: Console) -> None:
    for problem in problems:
        console.print(f"stemma: {problem}", markup=False, soft_wrap=True)


def _check_targets(files: list[Path | None]) -> None:
    """A target that cannot be written is told before the work, not after."""
    for file in files:
        if file is not None and (file.is_dir() or not file.absolute().parent.is_dir()):
            raise UserError(f"{file}: cannot be written; name a file in a folder that exists")


def _write(
    collation: Collation,
    json: Path | None,
    markdown: Path | None,
    html: Path | None,
    csv: Path | None,
    about: str | None,
) -> None:
    if json:
        from stemma.editions.json import encode

        _to(json, encode(collation))
    if markdown:
        from stemma.editions.markdown import dossier as as_markdown

        _to(markdown, as_markdown(collation, about).encode())
    if html:
        from stemma.editions.html import dossier as as_html

        _to(html, as_html(collation, about).encode())
    if csv:
        from stemma.editions.tables import matrix_csv

        _to(csv, matrix_csv(collation).encode())


def _to(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except OSError as error:
        raise UserError(f"{file}: cannot be written ({error.strerror}); choose another file") from error


class _Progress:
    """A line on the terminal that counts reports; nothing in a pipe or with --quiet."""

    def __init__(self, console: Console, quiet: bool) -> None:
        self._console = console
        self._shown = console.is_terminal and not quiet
        self._last = ""

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._last:
            self._console.file.write("\r" + " " * len(self._last) + "\r")
            self._console.file.flush()

    def __call__(self, done: int, total: int) -> None:
        if self._shown:
            self._last = f"reading report {min(done + 1, total)} of {total}"
            self._console.file.write("\r" + self._last)
            self._console.file.flush()


if __name__ == "__main__":
    main()
