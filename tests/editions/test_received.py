"""What editions say of how a report came: flags, changed words, links, inferred metadata."""

from __future__ import annotations

import json
import re

import jsonschema
import msgspec
import pytest

from stemma.editions.html import dossier as as_html
from stemma.editions.json import encode, schema
from stemma.editions.markdown import dossier as as_markdown
from stemma.editions.received import received
from stemma.model import (
    Change,
    Collation,
    Flag,
    Published,
    Reason,
    ReportDateline,
    ReportLink,
    ReportRecord,
    Span,
    Stretch,
)

TEXT = "PORT ANSEL (Vesmar) - Seventeen ships lay idle, as the Ansel Post reported."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(report="post", start=start, end=start + len(words), text=words)


REPORT = ReportRecord(
    id="post",
    sha256="0" * 64,
    text=TEXT,
    published=Published(value=None, basis="unknown"),
    debris=(),
    agencies=(),
    authors=("Ida Rook",),
    version=2,
    replaces="post-1",
    based_on=("https://vesmar.example/17",),
    links=(ReportLink(span=span("Ansel Post"), url="https://post.example/1"),),
    changes=(
        Change(before="Fourteen ships lay idle.", after="Seventeen ships lay idle."),
        Change(before="The minister lied.", after=None, stated=True),
        Change(before=None, after="Talks go on."),
    ),
    dateline=ReportDateline(place="Port Ansel", agency="Vesmar", span=span("PORT ANSEL (Vesmar)")),
    part=Stretch(100, 175),
    because=(Reason(rule="intake/outlet", words="outlet Ansel Post: from the address"),),
    flags=(Flag(kind="opinion", why="the title opens with “Opinion”"),),
)


def test_each_note_says_what_and_on_what_evidence() -> None:
    notes = [(n.kind, n.words) for n in received(REPORT)]
    assert notes == [
        ("opinion", "the title opens with “Opinion”; what it asserts is the word of Ida Rook"),
        ("version", "version 2, replaces post-1: 1 sentence silently changed, 1 by a stated correction"),
        ("silently changed", "“Fourteen ships lay idle.” became “Seventeen ships lay idle.”"),
        ("stated correction", "“The minister lied.” is gone"),
        ("added", "“Talks go on.”"),
        ("dateline", "Port Ansel, Vesmar"),
        ("outlet", "outlet Ansel Post: from the address"),
        ("based on", "https://vesmar.example/17"),
        ("link", "“Ansel Post” leads to https://post.example/1"),
    ]
    assert [n.kind for n in received(REPORT) if n.loud] == [
        "opinion",
        "version",
        "silently changed",
        "stated correction",
    ]


def test_a_report_that_is_not_read_shows_its_names_and_numbers() -> None:
    flag = Flag(kind="unread", why="ru")
    unread = msgspec.structs.replace(REPORT, language="ru", flags=(flag,), names=(span("Vesmar"),), changes=())
    notes = {n.kind: n.words for n in received(unread)}
    assert notes["unread"] == "in Russian: kept, not read" and notes["names"] == "Vesmar"


@pytest.fixture
def with_report(collation: Collation) -> Collation:
    return msgspec.structs.replace(collation, reports=(*collation.reports, REPORT))


def test_pages_show_it_and_escape_it(with_report: Collation) -> None:
    page, words = as_html(with_report), as_markdown(with_report)
    for shown in (re.sub(r"<[^<>]*>", "", page), words):
        assert "silently changed" in shown and "Fourteen ships lay idle." in shown and "is gone" in shown
        assert "the word of Ida Rook" in shown
    evil = msgspec.structs.replace(REPORT, changes=(Change(before="<script>x</script>", after=None),))
    page = as_html(msgspec.structs.replace(with_report, reports=(evil,)))
    assert "<script>" not in page


def test_the_record_of_a_report_keeps_to_the_contract(with_report: Collation) -> None:
    jsonschema.validate(json.loads(encode(with_report)), json.loads(schema()))


def test_every_field_of_a_report_is_in_the_contract_or_documented(request: pytest.FixtureRequest) -> None:
    contract = json.loads(schema())["$defs"]["report"]["properties"]
    page = (request.config.rootpath / "docs" / "records.md").read_text("utf-8")
    own = [f.name for f in msgspec.structs.fields(ReportRecord) if f.name not in contract]
    assert [name for name in own if f"`{name}`" not in page] == []
