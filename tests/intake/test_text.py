"""Bad input: each problem names the file and the remedy, and the rest goes through."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.errors import UserError
from stemma.intake.text import LARGEST_TEXT, Intake, Problem, decode, distinct, report, take_in, wrong_date
from stemma.model import Report

GOOD = "The ferry to Port Ansel will sail again on Monday, the harbour office said."


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """A folder with one good report."""
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    return tmp_path


def lines(*records: object) -> bytes:
    return "\n".join(r if isinstance(r, str) else json.dumps(r) for r in records).encode()


def ids(taken: Intake) -> list[str]:
    return [r.id for r in taken.reports]


BAD_FILES = {
    "empty file": ("bad.txt", b"", "is empty", "put the report's text in it"),
    "white space alone": ("bad.txt", b" \n\t\n", "has no text", "put the report's text in it"),
    "binary named .txt": ("bad.txt", b"\x7fELF\x02\x01\x01\x00\x00\x03\x00>\x00" * 30, "is binary", "save it as UTF-8"),
    "binary without NUL": ("bad.txt", bytes(range(1, 32)) * 20 + b"\xff\xfe\x81", "is binary", "save it as UTF-8"),
    "one NUL in text": ("bad.txt", b"The ferry\x00 will sail.", "NUL", "save it as UTF-8"),
    "broken UTF-8": ("bad.txt", "Żółć i gęś – łódź".encode() * 9 + b"\xc5", "is broken UTF-8", "save it as UTF-8"),
    "broken UTF-16": ("bad.txt", "ferry".encode("utf-16") + b"\x00", "goes wrong", "save it as UTF-8"),
    "20 MB of text": ("bad.txt", b"The ferry will sail. " * 1_000_000, "too long", "split it"),
    "empty JSONL": ("bad.jsonl", b"\n\n", "is empty", "one JSON object a line"),
    "no JSON": ("bad.jsonl", lines("{text: 1"), "is no JSON", "mend or remove the line"),
    "a list": ("bad.jsonl", lines([GOOD]), "is no JSON object", "write it as"),
    "no text": ("bad.jsonl", lines({"id": "x"}), "has no text", "field text"),
    "text that is a number": ("bad.jsonl", lines({"text": 7}), "has no text", "field text"),
    "outlet that is a list": ("bad.jsonl", lines({"text": GOOD, "outlet": ["a"]}), "outlet", "as a string"),
    "id that is a list": ("bad.jsonl", lines({"text": GOOD, "id": ["a"]}), "id", "a short id"),
    "id with blanks": ("bad.jsonl", lines({"text": GOOD, "id": "a b"}), "id", "without white space"),
    "id too long": ("bad.jsonl", lines({"text": GOOD, "id": "a" * 81}), "id", "up to 80"),
    "half a surrogate": ("bad.jsonl", lines('{"text": "The ferry \\ud83d sails."}'), "is no JSON", "mend"),
}


@pytest.mark.parametrize(("name", "data", "what", "remedy"), BAD_FILES.values(), ids=list(BAD_FILES))
def test_bad_files_are_named_with_the_remedy_and_the_rest_goes_through(
    pile: Path, name: str, data: bytes, what: str, remedy: str
) -> None:
    (pile / name).write_bytes(data)
    taken = take_in([pile])
    assert ids(taken) == ["good"]
    (problem,) = taken.problems
    assert problem.lost and problem.where.startswith(str(pile / name))
    assert what in str(problem) and remedy in str(problem)
    assert "\n" not in str(problem) and len(str(problem)) < 300


def test_a_bad_line_is_named_by_its_number_and_the_other_lines_go_through(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_bytes(lines({"id": "one", "text": GOOD}, "{broken", "", {"id": "two", "text": GOOD + " Two."}))
    taken = take_in([file])
    assert ids(taken) == ["one", "two"]
    assert [p.where for p in taken.problems] == [f"{file}, line 2"]


def test_an_empty_folder_is_named(tmp_path: Path, pile: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    taken = take_in([empty, pile])
    assert ids(taken) == ["good"]
    assert str(taken.problems[0]) == f"{empty}: holds no reports; put .txt files or a reports.jsonl in it"


def test_a_path_that_does_not_exist_is_an_error(pile: Path) -> None:
    with pytest.raises(UserError, match=r"missing\.txt: no such file or folder; check the name"):
        take_in([pile, pile / "missing.txt"])
    with pytest.raises(UserError, match="name a folder or files"):
        take_in([])
    with pytest.raises(UserError, match=r"ftp://post\.example/a: ftp addresses are not fetched"):
        take_in(["ftp://post.example/a"])


def test_two_reports_with_one_id_are_both_read_under_ids_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_bytes(lines({"id": "a", "text": GOOD}, {"id": "a", "text": GOOD + " Again."}, {"id": "b", "text": "B."}))
    taken = take_in([file])
    assert len(set(ids(taken))) == 3 and ids(taken)[2] == "b"
    assert all(i.startswith("a-") for i in ids(taken)[:2])
    assert all("another report has too" in p.what and not p.lost for p in taken.problems) or len(taken.problems) == 2
    assert all(p.remedy.startswith("give each its own id; read as a-") for p in taken.problems)


def test_the_same_report_twice_is_one(pile: Path) -> None:
    (pile / "reports.jsonl").write_bytes(lines({"id": "x", "text": "X."}, {"id": "x", "text": "X."}))
    taken = take_in([pile, pile / "good.txt", pile])
    assert ids(taken) == ["good", "x"] and not taken.problems


def test_the_order_of_paths_does_not_matter(tmp_path: Path) -> None:
    for name in "cab":
        (tmp_path / f"{name}.txt").write_text(f"{GOOD} {name}")
    files = [tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"]
    assert take_in(files) == take_in(files[::-1]) == take_in([tmp_path])


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Żółć – “gęś”"),
        ("utf-8-sig", "The ferry – again"),
        ("utf-16", "The ferry – again"),
        ("utf-32", "The ferry – again"),
    ],
)
def test_unicode_encodings_are_read_without_a_word(tmp_path: Path, encoding: str, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    taken = take_in([tmp_path])
    assert [r.text for r in taken.reports] == [text] and not taken.problems


@pytest.mark.parametrize(
    ("encoding", "text", "named"),
    [
        ("cp1252", "The café’s owner said “no” — twice.\n" * 5, "cp1252"),
        ("cp1251", "Министр сказал, что паром снова выйдет в море в понедельник утром.\n" * 8, "cp1251"),
    ],
)
def test_a_legacy_encoding_is_read_with_a_word(tmp_path: Path, encoding: str, text: str, named: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    taken = take_in([tmp_path])
    assert [r.text for r in taken.reports] == [text]
    (problem,) = taken.problems
    assert not problem.lost and named in problem.what and "UTF-8" in problem.remedy


@pytest.mark.parametrize("value", ["2031", "2031-05", "2031-05-04", "2031-05-04T10:00:00Z", "2031-05-04 10:00+02:00"])
def test_iso_dates_are_taken(value: str) -> None:
    assert wrong_date(value) is None


@pytest.mark.parametrize("value", ["May 4, 2031", "04.05.2031", "2031-13-01", "2031-02-30", "2031-05-04T99:00Z", "31"])
def test_a_wrong_date_is_named_and_the_report_read_as_undated(tmp_path: Path, value: str) -> None:
    (tmp_path / "r.jsonl").write_bytes(lines({"id": "a", "text": GOOD, "published": value}))
    taken = take_in([tmp_path])
    assert [r.published for r in taken.reports] == [None]
    (problem,) = taken.problems
    assert not problem.lost and value in problem.what and "2025-12-24" in problem.remedy


@pytest.mark.parametrize(
    ("given", "code"), [("en", "en"), ("en-GB", "en"), ("EN_us", "en"), ("eng", "en"), ("ar", "ar"), ("?", "en")]
)
def test_languages_are_codes(tmp_path: Path, given: str, code: str) -> None:
    (tmp_path / "r.jsonl").write_bytes(lines({"text": GOOD, "language": given}))
    assert [r.language for r in take_in([tmp_path]).reports] == [code]


def test_text_is_kept_as_received(tmp_path: Path) -> None:
    raw = "  One.\r\nTwo\u2028three\u00a0four.\n\n"
    (tmp_path / "a.txt").write_bytes(raw.encode())
    assert take_in([tmp_path]).reports[0].text == raw


def test_a_line_separator_inside_a_json_string_does_not_part_the_line(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text('{"id": "a", "text": "One.\u2028Two.\u0085Three."}\n', "utf-8")
    taken = take_in([tmp_path])
    assert [r.text for r in taken.reports] == ["One.\u2028Two.\u0085Three."] and not taken.problems


def test_own_and_foreign_files_of_a_folder_are_passed_over(pile: Path) -> None:
    for name in ("corrections.jsonl", "gold.json", "photo.jpg", ".hidden.txt"):
        (pile / name).write_bytes(b"{")
    (pile / "sub.txt").mkdir()
    assert take_in([pile]) == take_in([pile / "good.txt"])


@pytest.mark.skipif(os.name == "nt", reason="file names are Unicode there")
def test_a_file_name_that_is_no_unicode_is_read(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.txt")).write_text(GOOD)
    (taken,) = take_in([tmp_path]).reports
    assert taken.id == "bad?" and taken.name is not None and taken.name.encode("utf-8")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_named(pile: Path) -> None:
    (pile / "shut.txt").write_text(GOOD)
    (pile / "shut.txt").chmod(0)
    taken = take_in([pile])
    assert ids(taken) == ["good"] and "check the file's permissions" in str(taken.problems[0])


def test_fields_are_kept(tmp_path: Path) -> None:
    record = {"id": 7, "text": GOOD, "outlet": "Ansel Beacon", "url": "https://beacon.example/7", "title": "Ferry"}
    (tmp_path / "r.jsonl").write_bytes(lines(record | {"published": "2031-05-04", "score": 3, "language": None}))
    (r,) = take_in([tmp_path]).reports
    assert (r.id, r.outlet, r.url, r.title, r.published) == (
        "7",
        "Ansel Beacon",
        "https://beacon.example/7",
        "Ferry",
        "2031-05-04",
    )
    assert r.name == f"{tmp_path / 'r.jsonl'}, line 1"


def test_the_longest_text_is_taken() -> None:
    assert len(report("x" * LARGEST_TEXT).text) == LARGEST_TEXT


def test_ids_come_from_outlet_url_and_text() -> None:
    assert report(GOOD).id == report(GOOD).id
    assert len({report(GOOD).id, report(GOOD + ".").id, report(GOOD, outlet="A").id, report(GOOD, url="u").id}) == 4


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["X.", "Y.", "Z."])), max_size=8), st.randoms())
def test_distinct_reports_do_not_depend_on_order(pairs: Sequence[tuple[str, str]], random: object) -> None:
    made: list[Report] = [report(text, id=rid) for rid, text in pairs]
    mixed = list(made)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    kept, problems = distinct(made)
    assert (kept, problems) == distinct(mixed)
    assert len({r.id for r in kept}) == len(kept) == len(set(pairs))


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    text, word = decode(data)
    assert word
    if text is not None and word.startswith("utf-8"):
        assert text.encode(word) == data or data.startswith(b"\xef\xbb\xbf")


@given(st.text().filter(lambda t: "\x00" not in t and not t.startswith("\ufeff")))
def test_utf8_always_comes_back(text: str) -> None:
    assert decode(text.encode("utf-8", "ignore")) == (text.encode("utf-8", "ignore").decode(), "utf-8")


def test_a_problem_is_one_sentence() -> None:
    assert str(Problem("a.txt", "is empty", "remove it")) == "a.txt: is empty; remove it"
