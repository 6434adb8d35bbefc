"""Rows of CSV, JSON and Parquet: columns as usual or mapped, and dates that are asked about, never guessed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from stemma.errors import UserError
from stemma.intake.options import Options, columns
from stemma.intake.text import Intake, take_in

GOOD = "The ferry to Port Ansel will sail again on Monday, the harbour office said."


def table(*rows: dict[str, str], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def taken(folder: Path, name: str, data: str | bytes, **options: object) -> Intake:
    file = folder / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return take_in([file], Options(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_columns_with_usual_names_are_found(tmp_path: Path, delimiter: str) -> None:
    row = {
        "Headline": "Ferry",
        "Source": "Ansel Post",
        "Date": "2031-05-03 10:15",
        "Link": "https://post.example/1",
        "Body": GOOD + '\n"Soon", it said.',
    }
    (report,) = taken(tmp_path, "rows.csv", table(row, delimiter=delimiter)).reports
    assert (report.title, report.outlet, report.url) == ("Ferry", "Ansel Post", "https://post.example/1")
    assert (report.published, report.text) == ("2031-05-03T10:15", row["Body"])


def test_columns_can_be_mapped(tmp_path: Path) -> None:
    data = table({"Artikel": GOOD, "Blatt": "Ansel Post", "Tag": "3.5.2031", "text": "no"})
    mapping = columns(["text=Artikel", "outlet=Blatt", "published=Tag"])
    (report,) = taken(tmp_path, "rows.csv", data, columns=mapping, dates="day-first").reports
    assert (report.text, report.outlet, report.published) == (GOOD, "Ansel Post", "2031-05-03")


def test_a_mapped_column_reaches_into_objects(tmp_path: Path) -> None:
    data = json.dumps([{"content": {"plain": GOOD}, "by": [{"name": "Ida Rook"}], "source": {"name": "Ansel Post"}}])
    (report,) = taken(tmp_path, "rows.json", data, columns=(("text", "content.plain"),)).reports
    assert (report.text, report.outlet, report.authors) == (GOOD, "Ansel Post", ("Ida Rook",))


def test_an_ambiguous_date_is_asked_about_and_never_guessed(tmp_path: Path) -> None:
    data = table(
        {"text": GOOD, "date": "03/04/2031"},
        {"text": GOOD + "!", "date": "24/12/2031"},
        {"text": "B.", "date": "05/05/2031"},
    )
    got = taken(tmp_path, "rows.csv", data)
    assert sorted(r.published or "" for r in got.reports) == ["", "2031-05-05", "2031-12-24"]
    (asked,) = got.problems
    assert "2031-04-03 or 2031-03-04?" in asked.what and "--dates day-first" in asked.remedy and not asked.lost


@pytest.mark.parametrize(("order", "day"), [("day-first", "2031-04-03"), ("month-first", "2031-03-04")])
def test_the_answer_is_kept_to(tmp_path: Path, order: str, day: str) -> None:
    got = taken(tmp_path, "rows.csv", table({"text": GOOD, "date": "03/04/2031"}), dates=order)
    assert [r.published for r in got.reports] == [day] and not got.problems


@pytest.mark.parametrize("name", ["articles", "items", "results", "data", "response"])
def test_json_lists_are_found_under_their_usual_names(tmp_path: Path, name: str) -> None:
    items = [{"text": GOOD}, {"text": GOOD + " Again."}]
    inner = {"results": items} if name == "response" else items
    assert len(taken(tmp_path, "a.json", json.dumps({"status": "ok", name: inner})).reports) == 2


def test_one_json_object_is_one_report_named_after_its_file(tmp_path: Path) -> None:
    (report,) = taken(
        tmp_path, "ferry.json", json.dumps({"maintext": GOOD, "date_publish": "2031-05-03 00:00:00"})
    ).reports
    assert (report.id, report.published) == ("ferry", "2031-05-03T00:00:00")


def test_json_lines_named_json_are_read(tmp_path: Path) -> None:
    data = "\n".join(json.dumps({"id": str(n), "text": f"{GOOD} {n}"}) for n in range(3))
    assert len(taken(tmp_path, "a.json", data).reports) == 3


def test_half_written_json_lines_lose_the_last_line_alone(tmp_path: Path) -> None:
    got = taken(tmp_path, "a.jsonl", json.dumps({"text": GOOD}) + '\n{"text": "The fer')
    assert [r.text for r in got.reports] == [GOOD]
    assert [p.where[-6:] for p in got.problems] == ["line 2"]


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.csv", "name,score\nferry,3\n", "has no column of texts (its columns are name, score)"),
        ("a.csv", 'text\n"' + "x" * 3_000_000 + '"\n', "is no CSV"),
        ("a.csv", f"text,outlet\n{GOOD},Post,more\n", "has 4 cells for 2 columns"),
        ("a.json", "[" * 200_000, "is no JSON"),
        ("a.json", '{"a": 1}', "holds no reports"),
        ("a.json", "{", "is no JSON"),
        ("a.jsonl", "[" * 200_000, "is no JSON"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, data: str, what: str) -> None:
    got = taken(tmp_path, name, data)
    assert not got.reports and len(got.problems) == 1
    assert what in got.problems[0].what and got.problems[0].remedy


def test_what_stemma_wrote_itself_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "record.json").write_text('{"format": "stemma.collation/1", "reports": [{"text": "A."}]}')
    (tmp_path / "matrix.csv").write_text("label,id,words,independent,independent_upper,good\nS1,x,A,1,1,told\n")
    (tmp_path / "settings.json").write_text('{"theme": "dark"}')
    got = take_in([tmp_path])
    assert [r.id for r in got.reports] == ["good"]
    assert len(got.problems) == 3 and not any(p.lost for p in got.problems)


def test_parquet_rows_are_reports(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    file = tmp_path / "rows.parquet"
    with duckdb.connect() as database:
        database.execute("create table t (title varchar, body varchar, date timestamp, source varchar)")
        rows = [["Ferry", GOOD, "2031-05-03 10:15:00", "Ansel Post"], ["Again", GOOD + " 2", None, None]]
        database.executemany("insert into t values (?, ?, ?, ?)", rows)
        database.execute(f"copy t to '{file}' (format parquet)")
    got = take_in([tmp_path])
    assert sorted((r.title, r.published, r.outlet) for r in got.reports) == [
        ("Again", None, None),
        ("Ferry", "2031-05-03T10:15:00", "Ansel Post"),
    ]
    file.write_bytes(file.read_bytes()[:-30])
    assert "broken Parquet" in take_in([tmp_path]).problems[0].what


def test_a_wrong_mapping_is_an_error() -> None:
    with pytest.raises(UserError, match="is not FIELD=COLUMN"):
        columns(["body"])
    with pytest.raises(UserError, match="the fields are"):
        columns(["colour=Body"])
