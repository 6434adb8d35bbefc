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
        if bench == COLLATION:
            files, run = [*folders, *options.data], lambda f: stories.collation(f, shared, options.misses)
        else:
            given = options.data if options.bench else []
            files = given or [shared / "bench" / name for name in DEV[bench]]
            run = lambda f, measure=BENCHES[bench]: measure(f, shared, parses)  # noqa: E731
        for file in files:
            _measure(f"{bench} {file.name}", run, file, found, failed)
    _print(found)
    if options.json:
        _write(options.json, found, failed)
    for line in failed:
        print(f"FAILED {line}")
    code = 1 if failed else 0
    if options.check or options.raise_floors:
        code = max(code, _floors(found, options))
    return code


def _measure(name: str, run: Callable[[Path], Measured], file: Path, found: list[Measured], failed: list[str]) -> None:
    began = time.perf_counter()
    try:
        made = run(file)
    except Exception as error:  # one bench that fails must not hide the others' figures
        traceback.print_exc()
        failed.append(f"{name}: {type(error).__name__}: {error}")
        return
    took = time.perf_counter() - began
    found.append(replace(made, seconds=took))
    print(f"{name}: {took:.1f} s", file=sys.stderr)


def _print(found: Sequence[Measured]) -> None:
    of_stories = [m for m in found if m.bench == COLLATION]
    others = [m for m in found if m.bench != COLLATION]
    if of_stories:
        print(tables.facets(of_stories), end="\n\n")
    if others:
        print(tables.benches(others), end="\n\n")
    for m in of_stories:
        print(*m.notes, sep="\n", end="\n" if m.notes else "")


def _write(file: Path, found: Sequence[Measured], failed: Sequence[str]) -> None:
    of_stories = [m for m in found if m.bench == COLLATION]
    made = {
        "measured": tables.as_json(found),
        "means of stories": {k: round(v, 4) for k, v in stories.means(of_stories).items()} if of_stories else {},
        "failed": list(failed),
    }
    file.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _floors(found: Sequence[Measured], options: argparse.Namespace) -> int:
    figures = {name: value for m in found for name, value in m.named().items()}
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
    if (options.check or options.raise_floors) and options.bench and options.data:
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
