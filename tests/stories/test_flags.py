"""The flags of whole reports in the examples, against what a careful reader flags; no other report may be flagged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import stemma
from stemma.gathering.clustering import off_story

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/gold.json"))


@pytest.mark.parametrize("gold", EXAMPLES, ids=lambda file: file.parent.name)
@pytest.mark.filterwarnings("ignore::stemma.StemmaWarning")
def test_flags_are_those_of_a_careful_reader(gold: Path) -> None:
    flags = json.loads(gold.read_text("utf-8")).get("flags", ())
    wanted = {(f["report"], f["kind"]) for f in flags if f["kind"] != "unread"}  # that one is no judgement
    reports = stemma.load(gold.parent / "reports.jsonl")
    found = {(r.id, f.kind) for r in reports for f in r.flags}
    found |= {(r.id, "off-story") for r, _ in off_story([r for r in reports if r.language == "en"])}
    assert found == wanted
