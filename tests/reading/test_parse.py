"""The parse: one Doc whose offsets are the report's own, paragraph by paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.reading.parse import Parser, paragraphs

blanks = st.sampled_from([" ", "\n", "\n\n", "\r\n", "\t", "\u2028", "\u00a0", "\x0c", "\u3000", "\ufeff", "\u200b"])
pieces = st.sampled_from(["The ferry sails.", "“No,” she said", "Ål", "😀", "e\u0301", "4,000", "don't", "\x00", "…"])


@given(st.lists(blanks | pieces, max_size=12).map("".join))
@settings(max_examples=60)
def test_the_doc_is_the_text(parser: Parser, text: str) -> None:
    doc = parser.parse(text)
    assert doc.text == text
    assert all(t.text == text[t.idx : t.idx + len(t)] for t in doc)
    assert "".join(s.text_with_ws for s in doc.sents) == text


@given(st.lists(blanks | pieces, max_size=12).map("".join))
def test_paragraphs_are_lines_without_outer_white_space(text: str) -> None:
    found = list(paragraphs(text))
    assert all(text[s:e] and text[s:e] == text[s:e].strip() for s, e in found)
    assert all(len(text[s:e].splitlines()) == 1 for s, e in found)
    inside = {i for s, e in found for i in range(s, e)}
    assert all(ch.isspace() for i, ch in enumerate(text) if i not in inside)


def test_no_sentence_runs_over_a_paragraph(parser: Parser) -> None:
    doc = parser.parse("Port strike goes on\nThe minister said\n\nthat the ferry would sail")
    assert [s.text for s in doc.sents if not s.text.isspace()] == [
        "Port strike goes on",
        "The minister said",
        "that the ferry would sail",
    ]


@pytest.mark.parametrize("rank", ["Capt.", "Sgt.", "Det. Insp.", "Lt. Col."])
def test_no_sentence_ends_at_a_rank(parser: Parser, rank: str) -> None:
    text = f"The road is closed, Ansel police {rank} Ida Veit told reporters."
    assert [s.text for s in parser.parse(text).sents] == [text]


def test_a_paragraph_is_parsed_alike_wherever_it_stands(parser: Parser) -> None:
    line = "Harbour minister Orla Veit met union leader Tobin Quay on Saturday."
    alone, inside = parser.parse(line), parser.parse(f"Another line first.\n\n{line}\nAnd one after.")
    there = [t for t in inside if line[:7] in t.sent.text]
    assert [(t.text, t.tag_, t.dep_, t.ent_type_) for t in alone] == [
        (t.text, t.tag_, t.dep_, t.ent_type_) for t in there
    ]


def test_paragraphs_are_remembered_up_to_a_number(parser: Parser) -> None:
    small = Parser(parser.nlp, remember=2)
    first = small.parse("One ferry.")
    assert small.parse("One ferry.") is first
    small.parse("Two.\nThree.\nFour.")
    assert small.parse("One ferry.") is not first
    assert small.parse("One ferry.").to_json() == first.to_json()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\r\n \t"])
def test_nothing_to_parse(parser: Parser, text: str) -> None:
    doc = parser.parse(text)
    assert doc.text == text and list(paragraphs(text)) == []
