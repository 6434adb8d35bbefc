"""The public functions: what ``import stemma`` offers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

import stemma
from stemma.api import corrections_beside
from stemma.editions.json import encode
from stemma.intake.text import report
from stemma.model import Collation, Report

ARABIC = "قال وزير الميناء إن العبارة ستبحر مرة أخرى يوم الاثنين بعد انتهاء إضراب العمال في الميناء. " * 3


@pytest.fixture
def folder(tmp_path: Path, reports: Sequence[Report]) -> Path:
    """The made-up story as a folder with its reports.jsonl."""
    lines = [
        msgspec.json.encode({k: getattr(r, k) for k in ("id", "outlet", "title", "published", "text")}) for r in reports
    ]
    (tmp_path / "reports.jsonl").write_bytes(b"\n".join(lines))
    return tmp_path


def test_the_three_lines_of_the_readme(folder: Path, collation: Collation) -> None:
    reports = stemma.load(folder)
    found = stemma.collate(reports)
    assert [r.id for r in found.reports] == ["beacon", "courier", "ledger"]
    assert found.statements == collation.statements and found.events == collation.events


def test_a_folder_gives_the_same_as_its_reports(folder: Path) -> None:
    assert encode(stemma.collate(folder)) == encode(stemma.collate(stemma.load(folder)))
    assert encode(stemma.collate(str(folder))) == encode(stemma.collate(folder))


def test_all_public_names_are_there() -> None:
    for name in stemma.__all__:
        assert getattr(stemma, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = stemma.nothing  # type: ignore[attr-defined]


def test_loading_warns_of_what_it_leaves_out(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    with pytest.warns(stemma.StemmaWarning, match=r"empty\.txt: is empty; remove it"):
        assert len(stemma.load(folder)) == 3
    with pytest.warns(stemma.StemmaWarning, match=r"empty\.txt"):
        found = stemma.collate(folder)
    assert [(x.report, x.why[:8]) for x in found.left_out] == [(str(folder / "empty.txt"), "is empty")]


def test_another_matter_is_left_out_with_a_word_and_other_languages_stay_unread(reports: Sequence[Report]) -> None:
    recipe = report("Soak the lentils overnight, then simmer everything gently with thyme and garlic.", id="recipe")
    arabic = report(ARABIC, id="arabic", language="ar")
    found = stemma.collate([*reports, recipe, arabic])
    assert [(x.report, x.why.split(":")[0]) for x in found.left_out] == [("recipe", "another matter")]
    assert [(r.id, [f.kind for f in r.flags]) for r in found.reports if r.language != "en"] == [("arabic", ["unread"])]
    assert not {c.report for c in found.matrix} & {"recipe", "arabic"}


def test_the_entries_of_a_live_blog_stay_together(tmp_path: Path, reports: Sequence[Report]) -> None:
    words = [reports[0].text.split("\n\n")[1], "Cranes stand still.", "Nobody at the gate.", "Rain again tonight."]
    (tmp_path / "blog.txt").write_text("".join(f"1{n}:00 GMT\n{w}\n\n" for n, w in enumerate(words)), "utf-8")
    with pytest.warns(stemma.StemmaWarning, match="live blog of 4 entries"):
        blog = stemma.load(tmp_path)
    found = stemma.collate([*reports, *blog])
    assert len(found.reports) == 7 and not found.left_out


@pytest.mark.parametrize("text", [ARABIC, "Le ministre a dit que le ferry repartira lundi de Port Ansel. " * 5])
def test_languages_are_told_from_the_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "b.txt").write_text("The minister said that the ferry would sail from Port Ansel on Monday.", "utf-8")
    assert [r.language == "en" for r in stemma.load(tmp_path)] == [False, True]


def test_nothing_to_collate_is_an_error() -> None:
    with pytest.raises(stemma.UserError, match=r"give a folder with \.txt files"):
        stemma.collate([])
    with pytest.raises(stemma.UserError, match="no report in English"):
        stemma.collate([report(ARABIC, language="ar")])
    with pytest.raises(stemma.UserError, match="check the name"):
        stemma.load("no-such-folder")


def test_the_same_report_given_twice_counts_once(reports: Sequence[Report]) -> None:
    assert encode(stemma.collate([*reports, reports[0]])) == encode(stemma.collate(reports))


def test_two_reports_of_one_id_are_both_collated(reports: Sequence[Report]) -> None:
    second = msgspec.structs.replace(reports[1], id=reports[0].id)
    with pytest.warns(stemma.StemmaWarning, match="another report has too"):
        assert len(stemma.collate([reports[0], second]).reports) == 2


def test_reading_takes_a_report_or_a_text(reports: Sequence[Report]) -> None:
    assert stemma.read(reports[0]) == stemma.read(reports[0].text)
    assert stemma.read("") == stemma.read(report(""))


def test_corrections_beside_a_folder_are_honoured(folder: Path) -> None:
    line = {"kind": "set", "field": "published", "value": "2031-05-09", "at": {"report": "ledger"}, "id": "k1"}
    (folder / "corrections.jsonl").write_text(json.dumps(line))
    found = stemma.collate(folder)
    assert [r.published.value for r in found.reports if r.id == "ledger"] == ["2031-05-09"]
    assert found.made_by.corrections == ("k1",)


def test_corrections_that_cannot_be_used_are_named(folder: Path) -> None:
    file = folder / "corrections.jsonl"
    file.write_text('{"kind": "same"}\nnonsense\n\n{"kind": "reject", "at": {"report": "ledger"}}\n')
    found, wrong = corrections_beside([folder])
    assert len(found) == 1
    assert [p.where for p in wrong] == [f"{file}, line 1", f"{file}, line 2"]
    assert all(p.remedy == "mend or remove it" for p in wrong)
    with pytest.warns(stemma.StemmaWarning, match="line 2"):
        stemma.collate(folder)


def test_corrections_beside_a_single_file_count_too(folder: Path) -> None:
    (folder / "corrections.jsonl").write_text('{"kind": "reject", "at": {"report": "ledger"}}')
    assert len(corrections_beside([folder / "reports.jsonl", folder])[0]) == 1


def test_importing_stemma_imports_nothing_heavy() -> None:
    code = (
        "import sys, stemma, stemma.cli; print([m for m in ('spacy', 'numpy', 'rich', 'msgspec') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
