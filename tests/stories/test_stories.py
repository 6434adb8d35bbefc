"""Whole stories: the project's own examples, and those that lie beside the project where it is built."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import stemma
from stemma.collation.brief import supported
from stemma.editions.json import encode, schema
from stemma.model import Collation

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "bench" / "collation" / "score.py"
FLOORS = {"moscow-visit": 0.35}
OTHER_FLOOR = 0.30
STORIES = sorted(p.parent for folder in (SHARED / "stories", ROOT / "examples") for p in folder.glob("*/gold.json"))

pytestmark = pytest.mark.skipif(not STORIES, reason="no stories beside the project and none in examples/")


@pytest.fixture(scope="module", params=STORIES, ids=lambda p: p.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def story(folder: Path) -> Collation:
    return stemma.collate(stemma.load(*sorted(folder.glob("*.jsonl")), *sorted(folder.glob("*.txt"))))


def test_it_validates_against_the_contract(story: Collation) -> None:
    jsonschema.validate(json.loads(encode(story)), json.loads(schema()))


def spans_in(value: Any) -> list[dict[str, Any]]:
    """All stretches with words anywhere in the JSON."""
    if isinstance(value, list):
        return [s for item in value for s in spans_in(item)]
    if not isinstance(value, dict):
        return []
    here = [value] if {"report", "start", "end", "text"} <= set(value) else []
    return here + [s for item in value.values() for s in spans_in(item)]


def test_every_span_quotes_its_report(story: Collation) -> None:
    texts = {r.id: r.text or "" for r in story.reports}
    found = spans_in(json.loads(encode(story)))
    assert len(found) > 100
    wrong = [s for s in found if texts[s["report"]][s["start"] : s["end"]] != s["text"]]
    assert wrong == []


def test_every_sentence_of_the_brief_is_supported(story: Collation) -> None:
    assert story.brief and all(supported(s, story) for s in story.brief)


def test_ids_are_given_once(story: Collation) -> None:
    parts = ("actors", "times", "statements", "events", "figures", "passages", "derivations", "conflicts", "labels")
    ids = [x.id for part in parts for x in getattr(story, part)]
    assert len(ids) == len(set(ids))


@pytest.mark.xfail(reason="spans that repeat the words of short reports take twenty times the text", strict=False)
def test_json_stays_within_its_budget(story: Collation) -> None:
    """At most 12 times the text."""
    assert len(encode(story)) <= 12 * sum(len((r.text or "").encode()) for r in story.reports)


@pytest.mark.skipif(not SCORER.is_file(), reason="the scorer lies beside the project only where it is built")
def test_the_mean_of_all_facets_is_above_its_floor(
    folder: Path, story: Collation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "c.json").write_bytes(encode(story))
    score = runpy.run_path(str(SCORER))
    monkeypatch.setattr(sys, "argv", ["score.py", str(folder), str(tmp_path / "c.json")])
    score["main"]()
    out = capsys.readouterr().out
    mean = float(next(line for line in out.splitlines() if line.startswith("mean F1")).split()[-1])
    assert mean >= FLOORS.get(folder.name, OTHER_FLOOR), out
