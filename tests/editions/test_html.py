"""The page stands alone, is well formed, and every link of its own has a place to go."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.editions import html
from stemma.editions.html.marked import Mark, marked
from stemma.model import Collation

VOID = {"meta", "br", "link", "img", "hr", "input"}


class Page(HTMLParser):
    """Collects ids, links, tags and text; fails on elements that do not nest."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: Counter[str] = Counter()
        self.stack: list[str] = []
        self.words: list[str] = []
        self.feed(source)
        assert not self.stack

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            self.attributes[name] += 1
            if name == "id":
                self.ids[value or ""] += 1
            if name == "href":
                self.links.append(value or "")
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def page(strike: Collation) -> Page:
    return Page(html.dossier(strike, "no crown more"))


def test_ids_are_unique_and_every_inner_link_has_its_place(page: Page) -> None:
    assert max(page.ids.values()) == 1
    assert not [x for x in page.links if x.startswith("#") and x[1:] not in page.ids]


def test_it_asks_for_nothing(page: Page, strike: Collation) -> None:
    assert not page.tags.keys() & {"script", "img", "iframe", "link", "object", "embed", "form", "base"}
    assert not page.attributes.keys() & {"src", "srcset", "onclick", "style"}
    out = html.dossier(strike)
    assert "@import" not in out and "url(" not in out


def test_every_report_stands_whole_at_the_end(strike: Collation) -> None:
    out = html.dossier(strike)
    for r in strike.reports:
        assert f'id="text-{r.id}"' in out


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><b>", "{{ 70 * 7 }}1", "\u202eabc"],
)
def test_report_words_are_only_words(strike: Collation, words: str) -> None:
    reports = tuple(
        msgspec.structs.replace(r, title=words, outlet=words, text=(r.text or "") + words, url=f"javascript:{words}")
        for r in strike.reports
    )
    hostile = Page(html.dossier(msgspec.structs.replace(strike, reports=reports), about=words))
    assert not hostile.tags.keys() & {"script", "img"}
    assert not [x for x in hostile.links if "javascript" in x]
    assert "4901" not in "".join(hostile.words)


def test_without_a_text_the_page_still_stands(strike: Collation) -> None:
    bare = msgspec.structs.replace(
        strike, reports=tuple(msgspec.structs.replace(r, text=None, debris=()) for r in strike.reports)
    )
    assert "The text is not part of this collation" in html.dossier(bare)


def test_nothing_found_is_still_a_page(empty: Collation) -> None:
    assert Page(html.dossier(empty)).tags["h2"] == 0


def test_crossing_marks_are_cut() -> None:
    marks = [Mark(0, 5, ("S1",), "statement"), Mark(3, 8, (), "event")]
    assert marked("r1", "abcdefghij", marks) == (
        '<mark id="r1-0-5" class="statement" title="S1">abc</mark><mark id="r1-3-8" class="event">'
        '<mark class="statement" title="S1">de</mark><a class="to" href="#S1">S1</a>fgh</mark>ij'
    )


@given(
    st.text("ab <&\n", min_size=1, max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6, unique=True),
)
def test_marks_nest_and_keep_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(a, b, (), "event") for a, b in spans]
    page = Page(str(marked("r1", text, marks)))
    assert "".join(page.words) == text
    assert page.ids == Counter(f"r1-{a}-{b}" for a, b in spans if a < b <= len(text))
