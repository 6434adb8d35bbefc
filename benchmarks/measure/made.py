"""Reports for measuring speed: the examples' reports recombined, with small edits, so that no two are alike."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from measure.sources import ROOT
from stemma.intake.text import report
from stemma.model import Report

EDITED = 0.3  # share of the words with a stand-in that are edited
KEPT = 0.75  # share of the paragraphs of the report that a made one follows
STRANGE = 0.15  # chance that a paragraph of another report of the story stands after one
_STAND_INS = {
    "said": "stated",
    "also": "moreover",
    "about": "around",
    "after": "following",
    "several": "a number of",
    "officials": "authorities",
    "told": "informed",
    "began": "started",
    "however": "still",
    "because": "since",
    "including": "among them",
    "against": "opposing",
    "people": "residents",
    "new": "fresh",
    "major": "leading",
}
_WORD = re.compile(r"\b(" + "|".join(_STAND_INS) + r")\b")


def example_stories() -> list[Path]:
    """The folders of the project's examples."""
    return [file.parent for file in sorted((ROOT / "examples").glob("*/reports.jsonl"))]


def reports(folder: Path, count: int, seed: int = 1) -> list[Report]:
    """As many distinct reports of one story; the same ones for the same count and seed."""
    given = [json.loads(line) for line in (folder / "reports.jsonl").read_text("utf-8").splitlines() if line.strip()]
    drawn = random.Random(seed)
    made: dict[str, Report] = {}
    while len(made) < count:
        one = given[len(made) % len(given)]
        text = recombined([g["text"] for g in given], given.index(one), drawn)
        fields = {k: one[k] for k in ("outlet", "url", "title", "published") if one.get(k)}
        fresh = report(text, id=f"m{len(made) + 1:03}", **fields)
        made.setdefault(fresh.sha256, fresh)
    return [msgspec.structs.replace(r, id=f"m{n + 1:03}") for n, r in enumerate(made.values())]


def recombined(texts: Sequence[str], follow: int, drawn: random.Random) -> str:
    """One text after the one to follow: some paragraphs left out, some of the others' put in, some words edited."""
    others = [p for k, t in enumerate(texts) if k != follow for p in t.split("\n") if p.strip()]
    lines = []
    for n, line in enumerate(texts[follow].split("\n")):
        if n and line.strip() and drawn.random() > KEPT:
            continue
        lines.append(line)
        if others and line.strip() and drawn.random() < STRANGE:
            lines += ["", drawn.choice(others)]
    text = "\n".join(lines)
    return _WORD.sub(lambda m: _STAND_INS[m[1]] if drawn.random() < EDITED else m[1], text)
