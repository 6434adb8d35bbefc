"""Markdown shows the reports' words as words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from stemma.editions import markdown
from stemma.editions.plain import visible
from stemma.model import Collation

PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def read_back(source: str) -> str:
    return "".join(
        child.content for token in PARSER.parse(source) for child in token.children or [] if child.type == "text"
    )


@pytest.mark.parametrize(
    "text",
    [
        "1. a list",
        "- a list",
        "# head",
        "a *star* _line_ `code`",
        "[a](b)",
        "<script>",
        "a | b",
        "&amp;",
        "~~no~~",
        "= =",
    ],
)
def test_specials_are_words(text: str) -> None:
    assert read_back(markdown.escape(text)) == text
    assert len(PARSER.parse(markdown.escape(text))) == 3  # one paragraph, nothing else


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_text_reads_back(text: str) -> None:
    shown = visible(text).strip()
    assert read_back(markdown.escape(shown)) == shown


def test_it_has_every_section(strike: Collation) -> None:
    heads = re.findall(r"^## (.*)$", markdown.dossier(strike, "no crown more"), re.MULTILINE)
    assert heads == [
        "About “no crown more”",
        "Reports",
        "Brief",
        "Timeline",
        "Figures",
        "What does not fit",
        "Statements",
        "Called by different words",
        "Who",
        "Who rests on whom",
        "Who tells what",
        "Open",
        "Left out",
        "As received",
    ]


def test_tables_are_tables(strike: Collation) -> None:
    tokens = [t.type for t in PARSER.parse(markdown.dossier(strike))]
    assert tokens.count("table_open") == 6  # reports, timeline, figures, who, matrix, as received


def test_nothing_found_is_still_a_document(empty: Collation) -> None:
    assert markdown.dossier(empty).startswith("# Nothing\n")
