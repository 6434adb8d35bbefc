"""What a text tells of itself: byline, place, outlet, agency and title, and the lines that tell nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.intake.bylines import byline_of
from stemma.intake.completed import completed
from stemma.intake.datelines import dateline_at
from stemma.intake.heads import head_of
from stemma.intake.mastheads import masthead
from stemma.intake.records import report

BODY = (
    "The harbour office in Port Ansel said on Monday that the ferries would stay in port until the talks had ended, "
    "and that the crews would be paid until then.\n"
    "Union leader Tobin Quay told reporters that the offer was “an insult to every crew on the coast”.\n"
)


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("PORT ANSEL, May 3 (Vesmar) - ", "Port Ansel", "Vesmar"),
        ("PORT ANSEL, May 3 (Reuters) - ", "Port Ansel", "Reuters"),
        ("PORT ANSEL (AP) — ", "Port Ansel", "AP"),
        ("PORT ANSEL, Norway (AP) — ", "Port Ansel", "AP"),
        ("Port Ansel, 3 May (Xinhua) -- ", "Port Ansel", "Xinhua"),
        ("Port Ansel (AFP) - ", "Port Ansel", "AFP"),
        ("Port Ansel, May 3 (PTI) ", "Port Ansel", "PTI"),
        ("PORT ANSEL, May 3: ", "Port Ansel", None),
        ("PORT ANSEL, 3 May 2031 – ", "Port Ansel", None),
        ("LISBON — ", "Lisbon", None),
        ("LISBON, Portugal — ", "Lisbon", None),
        ("LISBON: ", "Lisbon", None),
    ],
)
def test_datelines(opening: str, place: str, agency: str | None) -> None:
    text = opening + BODY
    found = dateline_at(text, 0, text.index("\n"))
    assert found is not None and (found.place, found.agency) == (place, agency)
    assert opening.startswith(text[found.start : found.end])


@pytest.mark.parametrize(
    "line",
    [
        "Lisbon (the capital) - a city of ferries - woke late.",
        "BREAKING — The ferries sail again.",
        "UPDATE: The ferries sail again on Monday.",
        "May 3 (Friday) - the ferries sail again.",
        "The ministry (Harbours) - said no.",
        "The office said on May 3 - a Friday - that the ferries sail.",
        "WASHED ASHORE: a whale on the beach of the island.",
        "Ida Rook (Ansel United) - two goals.",
    ],
)
def test_other_openings_are_no_datelines(line: str) -> None:
    assert dateline_at(line, 0, len(line)) is None


@pytest.mark.parametrize(
    ("line", "authors", "outlet", "place"),
    [
        ("By Ida Rook", ("Ida Rook",), None, None),
        ("BY IDA ROOK AND JO PELL", ("IDA ROOK", "JO PELL"), None, None),
        ("By Ida Rook in Port Ansel", ("Ida Rook",), None, "Port Ansel"),
        ("By Ida Rook, Ansel Post", ("Ida Rook",), "Ansel Post", None),
        ("By Ida Rook for the Ansel Post", ("Ida Rook",), "Ansel Post", None),
        ("By Ida Rook, Reuters", ("Ida Rook",), None, None),
        ("By Ida Rook, BBC News", ("Ida Rook",), "BBC", None),
        ("By Ida Rook, Harbour correspondent", ("Ida Rook",), None, None),
        ("By Ida van der Rook | Ansel Post", ("Ida van der Rook",), "Ansel Post", None),
        ("By Ida Rook, Jo Pell and Tom Hale", ("Ida Rook", "Jo Pell", "Tom Hale"), None, None),
        ("Written by Ida Rook", ("Ida Rook",), None, None),
    ],
)
def test_bylines(line: str, authors: tuple[str, ...], outlet: str | None, place: str | None) -> None:
    found = byline_of(line)
    assert found is not None and (found.authors, found.place) == (authors, place)
    assert (found.outlet or "").startswith(outlet or "") and bool(found.outlet) == bool(outlet)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday, 14 ships lay idle.",
        "By Monday morning",
        "By the way",
        "By far the largest ship",
        "By refusing, the union lost a week.",
        "By Port Ansel standards the talks were short",
        "By",
        "By staff reporter",
        "Bystanders Ida Rook and Jo Pell",
    ],
)
def test_sentences_are_no_bylines(line: str) -> None:
    assert byline_of(line) is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Ansel Post", "Ansel Post"),
        ("The Dune Courier | 3 May 2031", "The Dune Courier"),
        ("Ansel Post, Saturday 3 May 2031", "Ansel Post"),
        ("Breaking News", None),
        ("Ferries sail times", None),
        ("Ferry crews meet the Post.", None),
        ("Reuters", None),
    ],
)
def test_mastheads(line: str, outlet: str | None) -> None:
    assert masthead(line) == outlet


def told(text: str, **known: Any) -> dict[str, Any]:
    head = head_of(text, known)
    for reason in head.because:
        assert reason.words and 0 <= reason.features["start"] < reason.features["end"] <= len(text)
    return head.fields


def test_the_lines_above_an_article_fill_what_is_missing() -> None:
    text = f"Ferry talks at Port Ansel go on\nAnsel Post, 3 May 2031\nBy Ida Rook in Port Ansel\n\n{BODY}"
    assert told(text) == {"title": "Ferry talks at Port Ansel go on", "outlet": "Ansel Post", "authors": ("Ida Rook",)}
    assert told(text, outlet="Dune Courier", title="Talks", authors=("Jo Pell",)) == {}
    head = head_of(text, {})
    assert head.dateline is not None and text[head.dateline.start : head.dateline.end] == "Port Ansel"


@pytest.mark.parametrize(
    ("tail", "outlet"),
    [
        ("© 2031 Ansel Post. All rights reserved.", "Ansel Post"),
        ("Copyright 2029-2031 The Ansel Post", "The Ansel Post"),
        ("Source: Ansel Post", "Ansel Post"),
        ("(Source: Dune Courier)", "Dune Courier"),
        ("Copyright 2031 The Associated Press. All rights reserved.", None),
        ("© 2031 All rights reserved", None),
        ("Source: a survey of 1,200 passengers", None),
    ],
)
def test_the_imprint_names_the_outlet_but_not_an_agency(tail: str, outlet: str | None) -> None:
    assert told(f"{BODY}{tail}\n", title="x").get("outlet") == outlet


def test_reporters_at_the_end_are_the_authors() -> None:
    tail = "(Reporting by Ida Rook in Port Ansel and Jo Pell; Editing by Tom Hale)"
    assert told(f"{BODY}{tail}", title="x")["authors"] == ("Ida Rook", "Jo Pell")


def test_labelled_lines_are_fields() -> None:
    text = f"Title: Ferry talks\nSource: Ansel Post\nURL: https://post.example/1\nAuthor: Ida Rook\n\n{BODY}"
    assert told(text) == {
        "title": "Ferry talks",
        "outlet": "Ansel Post",
        "url": "https://post.example/1",
        "authors": ("Ida Rook",),
    }


@pytest.mark.parametrize(
    "text", [BODY, "", "\n", "Ferry.", f"By noon the ferries had left.\n{BODY}", BODY.replace("\n", " ")]
)
def test_plain_prose_tells_nothing(text: str) -> None:
    assert told(text) == {} and head_of(text, {}).dateline is None


def test_a_report_keeps_its_id_whatever_its_text_tells() -> None:
    text = f"Ansel Post\nBy Ida Rook\n{BODY}"
    bare = report(text)
    (made,) = completed([bare])
    assert made.id == bare.id and (made.outlet, made.authors) == ("Ansel Post", ("Ida Rook",))
    assert [r.rule for r in made.because] == ["intake/outlet", "intake/authors"]
    assert completed([made]) == (made,)
    (given,) = completed([report(text, outlet="Dune Courier", language="de")])
    assert (given.outlet, given.language) == ("Dune Courier", "de")


@given(st.text(max_size=300))
def test_offsets_hold_on_any_text(text: str) -> None:
    head = head_of(text, {})
    assert head.dateline is None or 0 <= head.dateline.start < head.dateline.end <= len(text)
    assert all(0 <= r.features["start"] < r.features["end"] <= len(text) for r in head.because)


@pytest.mark.parametrize("line", ["21 July 2031 Last updated at 11:11 GMT", "Posted on Monday, 3 May 2031 at 10:15"])
def test_a_date_stamp_is_no_title(line: str) -> None:
    assert told(f"{line}\nFerries stay in port at Ansel\n{BODY}").get("title") == "Ferries stay in port at Ansel"
