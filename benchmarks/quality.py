#!/usr/bin/env python3
"""How good Stemma is: every scorer on its development data, every story with gold; one table, JSON, floors.

quality.py                              all benches, all stories; further story folders may follow with --data
quality.py collation --data FOLDER...   stories of your own: folders with reports.jsonl and gold.json
quality.py times --data FILE...         another set of a bench's own form
quality.py --check                      exit 1 and name what fell below floors.json by more than noise
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

# One thread, so that seconds mean the same on every machine; before numpy is loaded.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

from measure import noise, reading, stories, tables, together  # noqa: E402
from measure.parses import Parses  # noqa: E402
from measure.result import Measured  # noqa: E402
from measure.sources import DEV, SHARED, story_folders  # noqa: E402

HERE = Path(__file__).resolve().parent
BENCHES: dict[str, Callable[[Path, Path, Parses], Measured]] = {
    "attribution": reading.attribution,
    "times": reading.times,
    "names": reading.names,
    "events": reading.events,
    "cluster": together.cluster,
    "coref": together.coref,
    "reuse": together.reuse,
}
COLLATION = "collation"
SHARED_STORIES = "shared stories"


def main() -> int:
    options = _options()
    shared: Path = options.shared
    if not (shared / "bench").is_dir():
        print(f"quality.py: nothing measured: {shared / 'bench'} (data and scorers) is not here; name it with --shared")
        return 0
    parses = Parses(options.cache)
    wanted = [options.bench] if options.bench else options.only or [*BENCHES, COLLATION]
    folders = story_folders(shared) if not options.bench or not options.data else []
    found: list[Measured] = []
    failed: list[str] = []
    for bench in wanted:
        for file in _files(bench, options, folders):
            _measure(bench, file, options, parses, found, failed)
    _print(found, shared)
    if options.json:
        _write(options.json, found, failed, shared)
    for line in failed:
        print(f"FAILED {line}")
    if options.check or (options.raise_floors and not failed):
        return max(1 if failed else 0, _floors(found, options))
    return 1 if failed else 0


def _files(bench: str, options: argparse.Namespace, folders: Sequence[Path]) -> list[Path]:
    if bench == COLLATION:
        return [*folders, *options.data]
    given = options.data if options.bench else []
    return given or [options.shared / "bench" / name for name in DEV[bench]]


def _measure(
    bench: str, file: Path, options: argparse.Namespace, parses: Parses, found: list[Measured], failed: list[str]
) -> None:
    began = time.perf_counter()
    try:
        if bench == COLLATION:
            made = stories.collation(file, options.shared, options.misses)
        else:
            made = BENCHES[bench](file, options.shared, parses)
    except Exception as error:  # one bench that fails must not hide the others' figures
        traceback.print_exc()
        failed.append(f"{bench} {file.name}: {type(error).__name__}: {error}")
        return
    took = time.perf_counter() - began
    found.append(replace(made, seconds=took))
    print(f"{bench} {file.name}: {took:.1f} s", file=sys.stderr)


def _print(found: Sequence[Measured], shared: Path) -> None:
    of_stories = [m for m in found if m.bench == COLLATION]
    others = [m for m in found if m.bench != COLLATION]
    if of_stories:
        print(tables.facets(of_stories, _groups(of_stories, shared)), end="\n\n")
    if others:
        print(tables.benches(others), end="\n\n")
    for m in of_stories:
        print(*m.notes, sep="\n", end="\n" if m.notes else "")


def _write(file: Path, found: Sequence[Measured], failed: Sequence[str], shared: Path) -> None:
    of_stories = [m for m in found if m.bench == COLLATION]
    made = {
        "measured": tables.as_json(found),
        "stories": {
            name: {facet: round(v, 4) for facet, v in stories.means(group).items()}
            for name, group in _groups(of_stories, shared).items()
        },
        "failed": list(failed),
    }
    file.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _groups(of_stories: Sequence[Measured], shared: Path) -> dict[str, list[Measured]]:
    """The stories under the shared folder, whose mean the targets mean, and all."""
    there = {folder.name for folder in (shared / "stories").glob("*")}
    of_shared = [m for m in of_stories if m.data in there]
    groups = {SHARED_STORIES: of_shared, "all": list(of_stories)}
    return {name: group for name, group in groups.items() if group and (name == "all" or len(group) < len(of_stories))}


def _floored(found: Sequence[Measured], shared: Path) -> dict[str, float]:
    """The figures that have floors; of stories the means, a single facet of one story moves too easily."""
    figures = {name: value for m in found if m.bench != COLLATION for name, value in m.named().items()}
    of_stories = [m for m in found if m.bench == COLLATION]
    for m in of_stories:
        figures |= {f"{COLLATION}/{m.data}/{n}": m.figures[n] for n in (stories.HEART, stories.MEAN) if n in m.figures}
    for facet, value in stories.means(_groups(of_stories, shared).get(SHARED_STORIES, [])).items():
        figures[f"{COLLATION}/{SHARED_STORIES}/{facet}"] = value
    return figures


def _floors(found: Sequence[Measured], options: argparse.Namespace) -> int:
    figures = _floored(found, options.shared)
    blocks = {name: counts for m in found for name, counts in m.named_blocks().items()}
    floors, counts = noise.read_floors(HERE)
    if options.check:
        fell, slight = noise.fallen(figures, blocks, floors, counts)
        for line in slight:
            print(f"noise  {line}")
        for line in fell:
            print(f"FELL   {line}")
        held = sum(name in figures for name in floors)
        print(f"{held} of {len(floors)} floors asked for: {len(fell)} fell, {len(slight)} below by no more than noise")
        if fell:
            return 1
    if options.raise_floors:
        new, new_counts = noise.raised(figures, blocks, floors, counts)
        noise.write_floors(HERE, new, new_counts)
        print(f"{sum(floors.get(n) != v for n, v in new.items())} floors raised or new, of {len(new)}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="?", choices=[*BENCHES, COLLATION], help="one bench alone")
    parser.add_argument("--data", nargs="+", type=Path, default=[], metavar="PATH", help="measure on these instead")
    parser.add_argument("--only", type=_list, metavar="A,B,..", help="only these benches")
    parser.add_argument("--misses", action="append", default=[], metavar="FACET", help="collation: what was missed")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write all figures as JSON")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep the parses of the benches' texts here")
    parser.add_argument("--check", action="store_true", help="compare with floors.json")
    parser.add_argument("--raise-floors", action="store_true", help="raise floors.json to the present figures")
    parser.add_argument("--shared", type=Path, default=SHARED, metavar="DIR", help="where bench/ and stories/ lie")
    options = parser.parse_args()
    if (options.check or options.raise_floors) and options.data:
        parser.error("floors hold for the development data; leave --data out")
    return options


def _list(words: str) -> list[str]:
    names = words.split(",")
    wrong = [n for n in names if n not in (*BENCHES, COLLATION)]
    if wrong:
        raise argparse.ArgumentTypeError(f"no such bench: {', '.join(wrong)}")
    return names


if __name__ == "__main__":
    sys.exit(main())
