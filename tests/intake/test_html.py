"""Web pages: the article's paragraphs and links, and what the page says of itself, each with its evidence."""

from __future__ import annotations

import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from stemma.intake.text import Intake, take_in
from stemma.model import Report

Page = Callable[..., str]


def taken(folder: Path, page: str | bytes, name: str = "page.html") -> Intake:
    (folder / name).write_bytes(page if isinstance(page, bytes) else page.encode())
    return take_in([folder])


def only(folder: Path, page: str | bytes, name: str = "page.html") -> Report:
    got = taken(folder, page, name)
    assert len(got.reports) == 1, got.problems
    return got.reports[0]


def test_every_paragraph_of_the_article_is_kept_and_the_furniture_is_not(
    tmp_path: Path, page: Page, paragraphs: tuple[str, ...]
) -> None:
    text = only(tmp_path, page()).text
    assert [p for p in text.split("\n") if p in paragraphs] == list(paragraphs)
    assert "Home" not in text and "Terms of use" not in text


def test_links_stand_where_their_words_stand(tmp_path: Path, page: Page) -> None:
    report = only(tmp_path, page())
    (link,) = report.links
    assert report.text[link.start : link.end] == "harbour office"
    assert link.url == "https://vesmar.example/wire/17"


def test_links_of_the_site_itself_are_made_whole(tmp_path: Path, page: Page, paragraphs: tuple[str, ...]) -> None:
    body = f'<p>{paragraphs[0]} See <a href="/more?x=1">the offer</a>.</p><p>{paragraphs[1]}</p><p>{paragraphs[2]}</p>'
    head = '<link rel="canonical" href="https://ansel-post.example/ferry/talks">'
    (link,) = only(tmp_path, page(head=head, body=body)).links
    assert link.url == "https://ansel-post.example/more?x=1"


def test_json_ld_tells_title_authors_dates_outlet_language_and_sources(tmp_path: Path, page: Page) -> None:
    report = only(tmp_path, page())
    assert (report.title, report.outlet, report.language) == ("Ferry talks at Port Ansel", "Ansel Post", "en")
    assert (report.published, report.updated) == ("2031-05-03T10:15:00+02:00", "2031-05-03T12:00:00+02:00")
    assert report.authors == ("Ida Rook", "Jo Pell")
    assert report.based_on == ("https://vesmar.example/wire/17",)
    words = " ".join(r.words for r in report.because)
    assert "from JSON-LD datePublished" in words and "from JSON-LD publisher" in words


@pytest.mark.parametrize(
    ("head", "field", "value", "evidence"),
    [
        (
            '<meta property="article:published_time" content="2031-05-03T08:00Z">',
            "published",
            "2031-05-03T08:00Z",
            "meta",
        ),
        ('<meta name="pubdate" content="Sat, 03 May 2031 10:15:00 GMT">', "published", "2031-05-03T10:15:00Z", "meta"),
        ('<meta property="article:modified_time" content="20310504">', "updated", "2031-05-04", "meta"),
        ('<meta property="og:site_name" content="Dune Courier">', "outlet", "Dune Courier", "meta tag og:site_name"),
        (
            '<meta name="author" content="By Ida Rook and Jo Pell">',
            "authors",
            ("Ida Rook", "Jo Pell"),
            "meta tag author",
        ),
        ('<meta property="og:title" content="Ferries &amp; talks">', "title", "Ferries & talks", "meta tag og:title"),
        ('<link rel="canonical" href="https://dune.example/a/1">', "url", "https://dune.example/a/1", "canonical"),
        ('<meta property="og:url" content="https://dune.example/a/2">', "url", "https://dune.example/a/2", "og:url"),
        ('<link rel="canonical" href="https://www.bbc.co.uk/news/1-2">', "outlet", "BBC", "the address"),
    ],
)
def test_each_piece_of_metadata_has_its_evidence(
    tmp_path: Path, page: Page, head: str, field: str, value: object, evidence: str
) -> None:
    report = only(tmp_path, page(head=head, data=False))
    found = getattr(report, field)
    assert found == value or (field == "outlet" and value in found)
    assert any(r.rule == f"intake/{field}" and evidence in r.words for r in report.because)


def test_a_page_without_metadata_is_dated_by_its_visible_date(
    tmp_path: Path, page: Page, paragraphs: tuple[str, ...]
) -> None:
    body = '<p class="date">Published: 3 May 2024</p>' + "".join(f"<p>{p}</p>" for p in paragraphs)
    report = only(tmp_path, page(data=False, body=body))
    assert report.published == "2024-05-03"
    assert any("htmldate" in r.words for r in report.because)


def test_a_title_loses_the_outlets_name(tmp_path: Path, page: Page) -> None:
    source = page(head='<meta property="og:site_name" content="Ansel Post">', data=False).replace("<h1>", "<h2>")
    assert only(tmp_path, source).title == "Ferry talks at Port Ansel"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "iso-8859-2", "utf-16", "utf-8-sig"])
def test_pages_name_their_encoding(tmp_path: Path, page: Page, encoding: str, paragraphs: tuple[str, ...]) -> None:
    body = "".join(f"<p>{p.replace('“', '').replace('”', '')} Café.</p>" for p in paragraphs)
    source = page(body=body).replace('charset="utf-8"', f'charset="{encoding}"')
    assert only(tmp_path, source.encode(encoding)).text.count("Café") == 4


def test_a_complete_page_is_read_without_its_companions_and_that_is_said(tmp_path: Path, page: Page) -> None:
    companions = tmp_path / "page_files"
    companions.mkdir()
    (companions / "frame.html").write_text("<html><body><p>An advert.</p></body></html>")
    got = taken(tmp_path, page())
    assert [r.id for r in got.reports] == ["page"]
    (said,) = got.problems
    assert not said.lost and "page_files" in said.what and "passed over" in said.what


def test_a_browser_that_saves_a_page_notes_its_address(tmp_path: Path, page: Page) -> None:
    source = page(data=False).replace(
        "<html", "<!-- saved from url=(0031)https://ansel-post.example/ferry -->\n<html", 1
    )
    assert only(tmp_path, source).url == "https://ansel-post.example/ferry"


def test_mhtml_gives_the_page_its_address_and_the_day_it_was_saved(tmp_path: Path, page: Page, article: str) -> None:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://ansel-post.example/ferry"
    message["Date"] = "Sun, 4 May 2031 08:00:00 +0000"
    message.set_content(page(data=False), subtype="html")
    message.add_related(b"\x89PNG....", "image", "png")
    report = only(tmp_path, message.as_bytes(), "page.mhtml")
    assert (report.url, report.retrieved) == ("https://ansel-post.example/ferry", "2031-05-04T08:00:00Z") or (
        report.retrieved == "2031-05-04T08:00:00+00:00"
    )
    assert all(p in report.text for p in article.split("\n"))


def test_a_live_blog_is_parted_into_its_timed_entries(tmp_path: Path, page: Page, paragraphs: tuple[str, ...]) -> None:
    entries = ", ".join(
        f'{{"@type": "BlogPosting", "headline": "Entry {n}", "datePublished": "2031-05-03T1{n}:00Z",'
        f' "articleBody": "{p}"}}'
        for n, p in enumerate(paragraphs)
        if '"' not in p
    )
    data = (
        '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Ferry talks live",'
        f' "datePublished": "2031-05-03", "liveBlogUpdate": [{entries}]}}</script>'
    )
    got = taken(tmp_path, page(head=data, data=False))
    assert [r.published for r in got.reports] == [f"2031-05-03T1{n}:00Z" for n in range(4)]
    assert [r.text for r in got.reports] == list(paragraphs)
    assert all(f.kind == "live" for r in got.reports for f in r.flags)


def test_a_page_that_hides_its_text_in_json_ld_is_read_from_there(tmp_path: Path, page: Page, article: str) -> None:
    body = article.replace("\n", "\\n")
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'
    assert only(tmp_path, page(head=data, data=False, body="<p>Loading.</p>")).text == article


@pytest.mark.parametrize(
    "source",
    [
        "<html><body></body></html>",
        "<html><body><script>var a = 1;</script></body></html>",
        "<div>" * 5000 + "deep",
        "<html>" + "<p><b>" * 3000,
        "<html><body>" + "<table><tr><td>" * 2000 + "x",
        "<!DOCTYPE html><html><head><script type='application/ld+json'>" + "[" * 5000 + "</script></head></html>",
        "<!doctype html>" + "<a href='" * 2000,
    ],
    ids=["empty", "script", "deep", "open", "tables", "json", "quotes"],
)
def test_hostile_pages_are_named_in_short_time(tmp_path: Path, source: str) -> None:
    began = time.monotonic()
    got = taken(tmp_path, source)
    assert time.monotonic() - began < 20
    assert all(len(str(p)) < 400 and "\n" not in str(p) for p in got.problems)
    assert got.problems or got.reports


def test_a_page_saved_as_text_is_still_a_page(tmp_path: Path, page: Page, article: str) -> None:
    assert "Home" not in only(tmp_path, page(), "page.txt").text


BLOCKS = {
    "list": "<ul><li>First the crews</li><li>then the <a href='/x'>harbour</a> office</li></ul>",
    "quote": "<blockquote><p>We will not sail.</p><p>Not on Monday.</p></blockquote>",
    "table": "<table><tr><th>Island</th><th>Ships</th></tr><tr><td>Ansel</td><td>14</td></tr></table>",
    "break": "<p>One line<br>another line<br/>a third</p>",
    "headings": "<h2>What the crews say</h2><p>Nothing more.</p><h3>What the office says</h3>",
    "inline": "<p>The <b>bold</b>, <i>slanted</i>, <a href='https://a.example/'>linked </a>words.</p>",
    "code": "<pre>a  b\n c</pre>",
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=list(BLOCKS))
def test_no_word_is_lost_that_the_library_finds(
    tmp_path: Path, page: Page, paragraphs: tuple[str, ...], block: str
) -> None:
    from trafilatura import extract

    source = page(body="".join(f"<p>{p}</p>" for p in paragraphs[:2]) + block + f"<p>{paragraphs[2]}</p>")
    theirs = extract(source, fast=True, include_comments=False) or ""
    report = only(tmp_path, source)
    strip = str.maketrans("", "", "|-")
    assert report.text.translate(strip).split() == theirs.translate(strip).split()
    assert all(report.text[x.start : x.end].strip() == report.text[x.start : x.end] != "" for x in report.links)
    assert "\n\n" not in report.text and not any(x != x.strip() for x in report.text.split("\n"))


SHAPES = {
    "divisions": "".join("<div>{}</div>" for _ in range(4)),
    "spans and breaks": "".join("<span>{}</span><br>" for _ in range(4)),
    "sections": "".join("<section><p>{}</p></section>" for _ in range(4)),
    "bare paragraphs": "".join("<p>{}</p>" for _ in range(4)),
    "list": f"<ul>{''.join('<li>{}</li>' for _ in range(4))}</ul>",
    "quotations": "".join("<blockquote>{}</blockquote>" for _ in range(4)),
    "table": f"<table><tr><td>{''.join('<p>{}</p>' for _ in range(4))}</td></tr></table>",
    "preformatted": "<pre>{}\n\n{}\n\n{}\n\n{}</pre>",
    "preformatted lines": "<pre>{}\n{}\n{}\n{}</pre>",
    "aside": f"<aside class='story'>{''.join('<p>{}</p>' for _ in range(4))}</aside>",
    "wrapped": "<article><p>\n  {}\n</p>\n\n<p>{}\n</p><p>\n{}</p><p>{}</p></article>",
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_no_paragraph_is_lost_whatever_the_page_is_made_of(
    tmp_path: Path, paragraphs: tuple[str, ...], shape: str
) -> None:
    source = (
        "<!DOCTYPE html><html lang='en'><head><title>Ferry talks</title></head><body><nav><a href='/'>Home</a></nav>"
        f"{shape.format(*paragraphs)}<footer>All rights reserved</footer></body></html>"
    )
    lines = only(tmp_path, source).text.split("\n")
    assert [x for x in lines if x in paragraphs] == list(paragraphs)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dossier.md", "# Ferry talks\n\nWords.\n\n*stemma 0.1.0 · a model*\n"),
        (
            "dossier.html",
            "<!doctype html><html><body><p>Words.</p><footer>stemma 0.1.0 · a model</footer></body></html>",
        ),
    ],
)
def test_a_dossier_that_stemma_wrote_is_passed_over(tmp_path: Path, name: str, text: str) -> None:
    got = taken(tmp_path, text, name)
    assert not got.reports and not got.problems[0].lost and "dossier" in got.problems[0].what


def test_a_page_of_a_menu_alone_holds_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    (said,) = take_in([tmp_path]).problems
    assert said.lost and "holds no article" in said.what
