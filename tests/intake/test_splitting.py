"""Piles of articles are parted where each opens; one article never is, whatever lines it has."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.intake.completed import completed
from stemma.intake.splitting import parts
from stemma.intake.text import take_in

FERRY = (
    "The harbour office in Port Ansel said on Monday that the ferries would stay in port until the talks had ended, "
    "and that the crews would be paid until then.\n\n"
    "Union leader Tobin Quay told reporters that the offer of the ministry was “an insult to every crew on the coast”, "
    "and that nobody would sail for it.\n\n"
    "About 1,200 passengers were stranded on the islands, according to the harbour office, and 14 ships lay idle.\n\n"
    "The ministry of harbours did not answer a request for comment on Sunday evening. A new round of talks is set for "
    "Tuesday at the harbour office, where both sides met twice last week without a result."
)
RAIN = (
    "Rain fell on the islands for the fourth day, and two roads near Dune City were closed after the river rose by a "
    "metre, the weather service said.\n\n"
    "“We have seen nothing like it in May,” said Mara Quist, who heads the service. More rain is expected on Wednesday "
    "and the schools of the valley stay closed.\n\n"
    "Farmers fear for the early potatoes, of which half stand under water. The valley grows most of what the islands "
    "eat in summer, and prices at the market of Dune City went up by a fifth."
)
TITLES = ("Ferries stay in port as talks go on", "Rain closes two roads near Dune City")


def pile(*heads: str, between: str = "\n\n") -> str:
    return between.join(head + body for head, body in zip(heads, (FERRY, RAIN)))


def labelled(title: str, outlet: str) -> str:
    return f"Title: {title}\nSource: {outlet}\nDate: 3 May 2031\n\n"


PILES = {
    "numbers": pile("Article 1 of 2\n\n", "Article 2 of 2\n\n"),
    "brackets": pile("[1]\n", "[2]\n"),
    "labels": pile(labelled(TITLES[0], "Ansel Post"), labelled(TITLES[1], "Dune Courier")),
    "rule and date": pile(*(f"{t}\nAnsel Post, 3 May 2031\n\n" for t in TITLES), between="\n\n---\n\n"),
    "rule and byline": pile(*(f"{t}\nBy Ida Rook\n" for t in TITLES), between="\n* * *\n"),
    "rule and title": pile(*(f"{t}\n\n" for t in TITLES), between="\n==========\n"),
    "closing marks": pile(*(f"{t}\n" for t in TITLES), between="\nENDS\n\n"),
    "datelines": pile("PORT ANSEL, May 3 (Vesmar) - ", "DUNE CITY, May 4 (Vesmar) - "),
    "titles and datelines": pile(*(f"{t}\nLISBON (AP) — " for t in TITLES)),
    "bylines": pile(*(f"{t}\nBy Ida Rook\n\n" for t in TITLES)),
    "headings": pile(*(f"# {t}\nBy Ida Rook\n\n" for t in TITLES)),
    "addresses": pile(*(f"https://post.example/{n}\n{t}\n" for n, t in enumerate(TITLES))),
    "outlets": pile(*(f"{t}\nAnsel Post | 3 May 2031\n" for t in TITLES)),
    "gaps": pile(*(f"{t}\n\n" for t in TITLES), between="\n\n\n\n\n"),
}


@pytest.mark.parametrize("text", PILES.values(), ids=list(PILES))
def test_a_pile_is_parted_where_articles_open(text: str) -> None:
    found = parts(text)
    assert len(found) == 2 and all(p.why for p in found)
    ferry, rain = (text[p.start : p.end] for p in found)
    assert ferry.endswith("without a result.") and rain.endswith("up by a fifth.")
    assert "ferries" in ferry and "Rain" in rain and "Rain fell" not in ferry and "stranded" not in rain
    assert sum(TITLES[n] in t for n, t in enumerate((ferry, rain))) in (0, 2)


ONE = {
    "plain": f"{TITLES[0]}\n\n{FERRY}",
    "sections": f"{TITLES[0]}\nBy Ida Rook\n\n{FERRY}\n\n* * *\n\n{RAIN}",
    "long rule": f"{TITLES[0]}\nBy Ida Rook\n\n{FERRY}\n\n----------\n\n{RAIN}",
    "subheadings": f"{TITLES[0]}\n\n{FERRY}\n\nWhat the crews say\n\n{RAIN}\n\nWhat the office says\n\n{FERRY}",
    "roundup": f"{TITLES[0]}\n\n{FERRY}\n\nLISBON\n\n{RAIN}",
    "signed twice": f"{TITLES[0]}\nBy Ida Rook\n\n{FERRY}\n\nBy Ida Rook in Port Ansel; editing by Tom Hale",
    "list": f"{TITLES[0]}\n\n{FERRY}\n\n1. Pay\n{RAIN}\n\n2. Hours\n{RAIN}",
    "teasers": f"{TITLES[0]}\n\n{FERRY}\n\nRelated stories\n{TITLES[1]}\n3 May 2031\nRain again\n2 May 2031",
    "letter": f"{FERRY}\n\nBy Monday, all was quiet.\n\n{RAIN}",
    "comments": f"{TITLES[0]}\n\n{FERRY}\n\nTom Hale\n3 May 2031 at 10:15\n{RAIN}",
    "quoted post": f"{TITLES[0]}\n\n{FERRY}\n\nhttps://post.example/status/1\n\n{RAIN}",
    "caption": f"{TITLES[0]}\n\n{FERRY}\n\nLISBON: The harbour at dawn.\n\n{RAIN}",
}


@pytest.mark.parametrize("text", ONE.values(), ids=list(ONE))
def test_one_article_stays_whole(text: str) -> None:
    assert parts(text) == ()


@given(
    st.lists(st.sampled_from([*PILES["labels"].split("\n"), "-----", "", "By Ida Rook", "ENDS", "[1]", "[2]", FERRY])),
)
def test_parts_lie_in_order_and_apart(lines: list[str]) -> None:
    text = "\n".join(lines)
    at = 0
    for part in parts(text):
        assert at <= part.start < part.end <= len(text) and text[part.start : part.end].strip()
        at = part.end


def test_a_pile_gives_a_report_an_article_with_its_place_and_evidence(tmp_path: Path) -> None:
    (tmp_path / "pile.txt").write_text(PILES["labels"])
    got = take_in([tmp_path])
    assert [(r.id, r.title, r.outlet, r.published) for r in got.reports] == [
        ("pile-1", TITLES[0], "Ansel Post", "2031-05-03"),
        ("pile-2", TITLES[1], "Dune Courier", "2031-05-03"),
    ]
    for r in got.reports:
        assert r.part is not None and PILES["labels"][r.part.start : r.part.end] == r.text
        assert any(reason.rule == "intake/part" and "labelled lines" in reason.words for reason in r.because)
        assert r.flags == ()
    (said,) = got.problems
    assert not said.lost and "holds 2 articles" in said.what


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_piles_in_documents_are_parted_too(tmp_path: Path, kind: str) -> None:
    pytest.importorskip("docx")
    pytest.importorskip("pypdf")
    from tests.intake.test_documents import pdf, word

    lines = PILES["rule and title"].replace("“", "'").replace("”", "'").split("\n")
    cut = [line[i : i + 90] for line in lines for i in range(0, max(1, len(line)), 90)]
    (tmp_path / f"pile.{kind}").write_bytes(word(*lines) if kind == "docx" else pdf(cut[:12], cut[12:]))
    got = take_in([tmp_path])
    assert [r.id for r in got.reports] == ["pile-1", "pile-2"], got.problems
    assert [r.title for r in completed(got.reports)] == list(TITLES)


def test_a_row_that_holds_several_articles_is_flagged_and_stays_one(tmp_path: Path) -> None:
    import json

    (tmp_path / "rows.jsonl").write_text(json.dumps({"id": "r1", "text": PILES["datelines"]}))
    (report,) = completed(take_in([tmp_path]).reports)
    (flag,) = report.flags
    assert (report.id, flag.kind, len(flag.stretches)) == ("r1", "mixed", 2)
    assert flag.stretches[1].of(report.text).startswith("DUNE CITY, May 4")
