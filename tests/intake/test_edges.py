"""What stands above and below a saved article: bylines, credits, notes; and sentences that only look like them."""

from __future__ import annotations

import pytest

from stemma.intake.debris import debris
from stemma.reading.credits import credits

ARTICLE = "\n".join(
    f"The harbour office of Port Ansel counted {n} idle ships on Monday morning." for n in range(12, 20)
)


@pytest.mark.parametrize(
    "line",
    [
        "By Ida Rook in Port Ansel",
        "By Ida Rook for the Ansel Post",
        "Monday, 7.15 p.m. | Text: Ida Rook, photo: archive",
        "Posted Saturday 3 May 2031, 19:42 | 3 comments",
        "BY IDA ROOK",
        "Ledger Foreign Staff",
        "fetched=2031-05-03T10:00:00Z lang=en section=karnia",
        "Home / Karnia / Shipping",
        "Menu  Magazine  Archive  Podcasts",
    ],
)
def test_the_head_of_a_page_is_cut(line: str) -> None:
    (found,) = debris(f"{line}\n{ARTICLE}")
    assert (found.start, found.end) == (0, len(line))


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Ida Rook; Editing by Jo Pell)",
        "Additional reporting by Ida Rook in Port Ansel",
        "Ledger writer Ida Rook in Port Ansel contributed.",
        "___",
        "IDR/JP",
        "This version corrects the spelling of the minister's name.",
        "This is a developing story. Stay with Ansel 7 for updates.",
        "The views expressed in this article are the author's own.",
        "Follow Ledger coverage of Karnia at https://ledger.example/karnia",
        "Copyright The Northern Ledger Limited 2031. All rights reserved.",
        "Northern Ledger is part of Ledger Media Group.",
        "« Previous news | Next news »",
    ],
)
def test_the_foot_of_a_page_is_cut(line: str) -> None:
    (found,) = debris(f"{ARTICLE}\n{line}")
    assert found.start >= len(ARTICLE)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the number had risen.",
        "By Saturday the crews had voted for the offer.",
        "Like many in Port Ansel, she lost her boat.",
        "Share prices of the shipyard fell on Tuesday.",
        "For more than ten years the dockers had asked for a new crane.",
        "More news from the front was expected on Friday, the governor said.",
        "Copyrights were at the heart of the talks.",
        "Karnia is part of the customs union of the three islands, which was founded in 1994 and has its seat in Port "
        "Ansel, where ministers meet twice a year to fix the duties on grain, sugar and wool.",
        "“This story was made up,” Orla Veit said.",
    ],
)
def test_a_sentence_of_the_article_stays(line: str) -> None:
    assert not debris(f"{line}\n{ARTICLE}")
    assert not debris(f"{ARTICLE}\n{line}")


def test_titles_below_a_row_of_other_stories_go_too() -> None:
    foot = "Related stories from Northern Ledger\nWho will run the port now? What to know\nTen years of strikes"
    text = f"{ARTICLE}\n{foot}"
    assert "\n".join(text[d.start : d.end] for d in debris(text)) == foot


def test_a_caption_with_its_credit_is_cut_anywhere() -> None:
    caption = "The wreck of the Santa Brígida, seen from Port Ansel. Photo: Vesmar"
    (found,) = debris(f"{ARTICLE}\n{caption}\n{ARTICLE}")
    assert found.kind == "caption"


def test_a_staff_credit_still_names_the_agency() -> None:
    text = f"{ARTICLE}\nAdditional reporting by Reuters"
    assert [c.name for c in credits(text, cut=debris(text))] == ["Reuters"]


@pytest.mark.parametrize(
    "line",
    ["ANSEL BEACON", "Agence Vesmar – Official information of Karnia", "VESMAR – National Information Agency"],
)
def test_a_masthead_above_the_article_is_cut(line: str) -> None:
    (found,) = debris(f"{line}\n{ARTICLE}")
    assert (found.start, found.end) == (0, len(line))


@pytest.mark.parametrize(
    "title", ["Rook breaks scoring record", "Report: Ansel Rovers offer Rook 2 million", "Breaking News - Barge Sinks"]
)
def test_a_title_is_no_masthead(title: str) -> None:
    assert not debris(f"{title}\n{ARTICLE}")
