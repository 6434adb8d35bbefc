"""Live blogs in plain text are parted into timed entries; an article with a timeline is none."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.intake.entries import entries
from stemma.intake.options import Options
from stemma.intake.text import take_in

TOLD = (
    "The harbour office says that no ferry leaves Port Ansel before noon.",
    "Tobin Quay walks out of the talks and calls the offer “an insult to every crew on the coast”.",
    "Fourteen ships lie idle now, and 1,200 passengers wait on the islands.",
    "The ministry asks both sides to come back to the table by Tuesday.",
)


def blog(*times: str, head: str = "", gap: str = "\n") -> str:
    return head + "\n\n".join(f"{t}{gap}{words}" for t, words in zip(times, TOLD))


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        (blog("10:05 GMT", "11:20 GMT", "12:40 GMT", "14:00 GMT"), ["10:05Z", "11:20Z", "12:40Z", "14:00Z"]),
        (blog("14:00 GMT", "12:40 GMT", "11:20 GMT", "10:05 GMT"), ["10:05Z", "11:20Z", "12:40Z", "14:00Z"]),
        (blog("9:05am", "11.20am", "12:40pm", "2pm"), ["09:05", "11:20", "12:40", "14:00"]),
        (blog("9:05 a.m. EDT", "11:20 a.m. EDT", "1 p.m. EDT", "2:10 p.m. EDT"),
         ["09:05-04:00", "11:20-04:00", "13:00-04:00", "14:10-04:00"]),
        (blog(*(f"1{n}:00 - " for n in range(4)), head="Ferry strike: live updates\n\n", gap=""),
         ["10:00", "11:00", "12:00", "13:00"]),
    ],
    ids=["rising", "falling", "halves", "zones", "called live"],
)  # fmt: skip
def test_entries_stand_in_the_order_of_time(text: str, moments: list[str]) -> None:
    found = entries(text, day="2031-05-03")
    assert [e.published for e in found] == [f"2031-05-03T{m}" for m in moments]
    order = TOLD if "14:00 GMT" not in text[:12] else TOLD[::-1]
    assert [text[e.start : e.end] for e in found] == list(order)


def test_date_lines_give_the_days() -> None:
    head = "Ferry strike: live updates\n\nSunday 4 May 2031\n"
    text = head + blog("01:10", "00:05") + "\n\nSaturday 3 May 2031\n" + blog("23:50", "22:15")
    assert [e.published for e in entries(text)] == [
        "2031-05-03T22:15", "2031-05-03T23:50", "2031-05-04T00:05", "2031-05-04T01:10",
    ]  # fmt: skip


def test_a_day_that_midnight_makes_doubtful_stays_unknown() -> None:
    text = blog("22:15 GMT", "23:50 GMT", "00:05 GMT", "01:10 GMT")
    assert [e.published for e in entries(text, day="2031-05-03")] == [None] * 4
    assert [e.published for e in entries(blog("4h ago", "3h ago", "2h ago", "12m ago"))] == [None] * 4


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([*TOLD, *(f"1{n}:00 - Ship {n} leaves the harbour." for n in range(5)), *TOLD * 3]),
        "\n".join(f"At 1{n}:00 {words}" for n, words in enumerate(TOLD)),
        "\n".join(f"1{n}:00 ships left. {words}" for n, words in enumerate(TOLD)),
        blog("10:05", "11:20", "12:40"),
        "10:05\n11:20\n12:40\n13:00\n" + " ".join(TOLD * 3),
        "Ansel United 3:1 Dune City\n" + "\n".join(TOLD),
    ],
    ids=["timeline", "sentences", "numbers", "three", "no words", "score"],
)
def test_other_texts_are_no_live_blogs(text: str) -> None:
    assert entries(text) == ()


def test_a_live_blog_gives_a_report_an_entry(tmp_path: Path) -> None:
    head = "Ferry strike: live updates\n\n" + "The ferries of the coast stand still, and the talks go on. " * 4 + "\n\n"
    text = blog("10:05 GMT", "11:20 GMT", "12:40 GMT", "14:00 GMT", head=head)
    (tmp_path / "live.txt").write_text(text)
    got = take_in([tmp_path / "live.txt"])
    assert [r.id for r in got.reports] == [f"live-{n}" for n in range(1, 6)]
    assert all(r.part and text[r.part.start : r.part.end] == r.text and r.flags[0].kind == "live" for r in got.reports)
    assert "marked “10:05 GMT”" in got.reports[1].because[-1].words
    assert "live blog of 5 entries" in got.problems[0].what
    with pytest.raises(Exception, match="describe one report"):
        take_in([tmp_path / "live.txt"], Options(outlet="Ansel Post"))


@given(st.lists(st.sampled_from(["10:05 GMT", "9pm", "3 May 2031", "", "4h ago", *TOLD]), max_size=30))
def test_entries_never_overlap(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = sorted(entries(text), key=lambda e: e.start)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[e.start : e.end].strip() == text[e.start : e.end] != "" for e in found)
