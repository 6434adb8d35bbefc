"""Hostile texts: each ends in bounded time, as a report or as one clear line, and the rest goes through."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from stemma.intake.completed import completed
from stemma.intake.text import report, take_in

GOOD = "The ferry to Port Ansel will sail again on Monday, the harbour office said."

TEXTS = {
    "lines without end": "a\n" * 200_000,
    "empty lines": "\n" * 1_000_000 + "a",
    "one line": "The ferry sails. " * 10_000,
    "one word": "A" * 200_000,
    "rules": "-----\n" * 20_000,
    "bylines": "By Ida Rook\n" * 8_000,
    "titles and bylines": "Ferries stay in port\nBy Ida Rook\n" * 3_000,
    "labels": "Title: x\nSource: Ansel Post\n" * 4_000,
    "datelines": "PORT ANSEL (AP) — x\n" * 5_000,
    "dateline in one line": "PORT ANSEL, May 3 (AP) — " * 4_000,
    "times": "10:05 GMT\n" * 10_000,
    "times with words": "10:05 GMT\nThe ferry sails.\n" * 4_000,
    "numbers": "".join(f"[{n}]\nThe ferry sails.\n" for n in range(1, 4_000)),
    "addresses": "https://post.example/1 x\n" * 4_000,
    "brackets": "(" * 200_000,
    "copyright": "© 2031 " * 20_000,
    "closing marks": "ENDS\n" * 20_000,
    "quotation marks": "“" * 200_000,
    "marks of direction": "\u202e\u200b\u2066" * 50_000 + "a",
    "an export": "Length: 3 words\nEnd of Document\n" * 3_000,
    "combining marks": "a" + "\u0301" * 200_000,
    "letters that grow": "İ" * 100_000,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_a_hostile_text_ends_in_time_and_the_rest_goes_through(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.txt").write_text(text, "utf-8")
    (tmp_path / "good.txt").write_text(GOOD)
    began = time.process_time()
    got = take_in([tmp_path])
    made = completed(got.reports[:200])
    assert time.process_time() - began < 20
    assert any(r.text == GOOD for r in got.reports) and all(r.text.strip() for r in made)
    assert len(got.problems) <= 5 and all(str(p).isprintable() and len(str(p)) < 1000 for p in got.problems)


@pytest.mark.parametrize("text", ["Odd \ud83d ferry bits here.", "\udc80", "Le bac \ud83d est à quai lundi."])
def test_half_a_character_stops_nothing(text: str) -> None:
    (made,) = completed([report(text)])
    assert made.text == text and made.language
