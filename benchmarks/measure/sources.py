"""Where data and scorers lie. Neither belongs to the project: scorers are imported from where they are."""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"

DEV = {
    "attribution": ("attribution/dev.jsonl.gz",),
    "times": ("times/dev.jsonl", "times/dev-meantime.jsonl"),
    "names": ("names/names-news-dev.csv", "names/dev.csv"),
    "events": ("events/dev.jsonl", "events/plv-train.jsonl"),
    "cluster": (
        "stories/ecbplus-dev.jsonl.gz",
        "stories/basil-dev.jsonl.gz",
        "stories/newswcl50-dev.jsonl.gz",
        "stories/allsides-dev.jsonl.gz",
        "stories/allsides3-dev.jsonl.gz",
    ),
    "coref": ("stories/ecbplus-dev.jsonl.gz",),
    "reuse": ("stories/reuse-dev.jsonl.gz",),
}


def rows(file: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file, plain or gzipped."""
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def data_name(file: Path) -> str:
    """``dev`` of ``dev.jsonl.gz``."""
    return file.name.split(".")[0]


def scorer(shared: Path, folder: str) -> ModuleType:
    """The module ``score.py`` of a bench. Raises FileNotFoundError where it is absent."""
    file = shared / "bench" / folder / "score.py"
    spec = importlib.util.spec_from_file_location(f"score_{folder}", file)
    if spec is None or spec.loader is None or not file.is_file():
        raise FileNotFoundError(f"{file}: no such scorer; name its folder with --shared")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def story_folders(shared: Path) -> list[Path]:
    """The stories with gold: the shared ones, then the project's examples."""
    found = [*sorted((shared / "stories").glob("*/gold.json")), *sorted((ROOT / "examples").glob("*/gold.json"))]
    return [file.parent for file in found]
