"""Web pages into reports: trafilatura finds the article, its paragraphs and links are kept, the page tells the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from trafilatura import bare_extraction
from trafilatura.utils import load_html

from stemma.intake.decoding import decode
from stemma.intake.metadata import Page, page_of
from stemma.intake.options import Options
from stemma.intake.pieces import Piece
from stemma.intake.problems import Problem, Refused
from stemma.intake.records import checked
from stemma.model import PageLink, Report, ReportFlag

LARGEST_PAGE = 20_000_000  # bytes; a page of a long live blog has 5 million
LEAST = 140  # characters: below, what was extracted is a teaser and the page's own articleBody is taken if longer
PARAGRAPH = 80  # characters: shorter ones may be captions, teasers and buttons
FEWEST_WORDS = 5  # of a page; less is the name of a menu
DEEPEST_PAGE = 1000  # open elements, beyond which a page is an attack on parsers

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_OWN = re.compile(r"<footer>stemma \d")  # how the page that Stemma writes closes
_BLOCKS = {"p", "head", "item", "quote", "row", "code", "lb", "list", "table", "div", "ab", "fw", "entry", "body"}
_LINED = {"quote", "code"}  # what was preformatted stands in these, and its line breaks are all it has
_WRAPPED = re.compile(r"(?<![.!?”\"'’)\n:])[ \t]*\n(?!\s*\n)")
_LINE_END = re.compile(r"[ \t]*\n\s*")
_FURNITURE = {"nav", "header", "footer", "form", "button", "menu"}
_SPACE = re.compile(r"\s+")


def reports(piece: Piece, options: Options) -> Iterator[Report | Problem]:
    """The report of a page; a live blog that lists its entries gives one report an entry."""
    data = piece.read(LARGEST_PAGE, "save its text as .txt")
    said = _CHARSET.search(data[:4096])
    source, encoding = decode(data, piece.charset or (said[1].decode("ascii", "replace") if said else None))
    if source is None and b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        source, encoding = decode(data.replace(b"\x00", b""), piece.charset)
    if source is None:
        raise Refused(piece.where, encoding, "save the page anew, or its text as UTF-8")
    yield from of_page(piece, source)


def of_page(piece: Piece, source: str) -> Iterator[Report | Problem]:
    """The report of a page's decoded source."""
    if _OWN.search(source):
        yield Problem(piece.where, "is a dossier of Stemma's own", "nothing to do: it is passed over", lost=False)
        return
    tree = None if _too_deep(source) else load_html(source)
    if tree is None:
        raise Refused(piece.where, "is no page that can be parsed", "save its text as .txt")
    page = page_of(tree, source, piece.known)
    if page.entries and any(f.kind == "live" for f in page.fields["flags"]):
        yield from _live(piece, page)
        return
    text, links = _article(tree, page.fields.get("url"))
    if page.body and (len(text) < LEAST < len(page.body) or (text != page.body and text.split() == page.body.split())):
        text, links = page.body, ()  # trafilatura reads articleBody too, where it finds no more, but joins its lines
    if len(text) < LEAST and len(plainly := _paragraphs(source)) > len(text):
        text, links = plainly, ()
    if len(text.split()) < FEWEST_WORDS:
        raise Refused(piece.where, "holds no article that can be found", "save the article's text as .txt")
    yield from checked(piece.where, {**page.fields, "text": text, "links": links}, piece.stem)


def _too_deep(source: str) -> bool:
    """Does the page open far more elements than it closes? libxml2 bounds the depth, extraction would still recurse."""
    return (
        source.count("<div") - source.count("</div") > DEEPEST_PAGE
        or source.count("<span") - source.count("</span") > DEEPEST_PAGE
    )


def _live(piece: Piece, page: Page) -> Iterator[Report | Problem]:
    words = f"is a live blog of {len(page.entries)} entries"
    yield Problem(piece.where, words, "nothing to do: each is read as a report of its own time", lost=False)
    shared = {k: v for k, v in page.fields.items() if k not in ("published", "updated", "title", "id")}
    for number, entry in enumerate(page.entries, 1):
        title = entry.get("title") or page.fields.get("title")
        flag = ReportFlag(kind="live", why=f"entry {number} of a live blog")
        fields = {**shared, **entry, "title": title, "flags": (flag,)}
        yield from checked(f"{piece.where}, entry {number}", fields, f"{piece.stem}-{number}" if piece.stem else None)


def _article(tree: Any, url: str | None) -> tuple[str, tuple[PageLink, ...]]:
    """The text that trafilatura finds, a paragraph a line, and the stretches of it that link somewhere."""
    try:
        found = bare_extraction(tree, include_links=True, include_comments=False, with_metadata=False, fast=True)
    except (ValueError, TypeError, AttributeError, KeyError, AssertionError, RecursionError):
        found = None  # markup that the library stumbles over; the page's own articleBody may still stand
    body = getattr(found, "body", None)
    if body is None:
        return "", ()
    writer = _Writer(url)
    if len(body) == 1 and not len(body[0]):  # the library's last resort puts lines, not elements
        writer.lines(body[0].text or "")
    else:
        writer.element(body)
    return writer.text(), tuple(writer.links)


def _paragraphs(source: str) -> str:
    """All longer paragraphs of a page outside its furniture, where extraction finds next to nothing."""
    tree = load_html(source)
    found = []
    for element in [] if tree is None else tree.iter("p"):
        words = " ".join(element.text_content().split())
        if len(words) >= PARAGRAPH and not any(e.tag in _FURNITURE for e in element.iterancestors()):
            found.append(words)
    return "\n".join(dict.fromkeys(found))


class _Writer:
    """Puts a body's words down with single spaces and a line a block, and remembers where links stand."""

    def __init__(self, url: str | None) -> None:
        self._url = url
        self._parts: list[str] = []
        self._size = 0
        self._last = "\n"
        self.links: list[PageLink] = []

    def text(self) -> str:
        return "".join(self._parts).rstrip()

    def lines(self, words: str) -> None:
        """Text whose paragraphs are parted by line breaks alone."""
        for line in words.splitlines():
            self._words(line)
            self._break()

    def element(self, element: Any) -> None:
        if not isinstance(element.tag, str):
            self._words(element.tail)
            return
        name = etree.QName(element).localname
        if name in _BLOCKS:
            self._break()
        if name == "cell" and self._last != "\n":
            self._put(" | ")
        start = self._size + (self._last not in " \n" and (element.text or "")[:1].isspace())
        if name in _LINED and element.text and "\n" in element.text:
            self.lines(_LINE_END.sub("\n", _WRAPPED.sub(" ", element.text)))
        else:
            self._words(element.text)
        for child in element:
            self.element(child)
        if name == "ref" and (target := _target(element.get("target"), self._url)):
            end = self._size - (self._last == " ")
            if start < end:
                self.links.append(PageLink(start=start, end=end, url=target))
        if name in _BLOCKS:
            self._break()
        self._words(element.tail)

    def _words(self, words: str | None) -> None:
        if words:
            words = _SPACE.sub(" ", words)
            self._put(words[1:] if self._last in " \n" and words[0] == " " else words)

    def _break(self) -> None:
        if self._last == " ":
            self._parts[-1] = self._parts[-1][:-1]
            self._size -= 1
            if not self._parts[-1]:
                self._parts.pop()
        if self._size and self._last != "\n":
            self._parts.append("\n")
            self._size += 1
        self._last = "\n"

    def _put(self, words: str) -> None:
        if words:
            self._parts.append(words)
            self._size += len(words)
            self._last = words[-1]


def _target(target: str | None, url: str | None) -> str | None:
    """The whole address of a link; None for what leads nowhere outside the page."""
    if not target or target.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    try:
        whole = urljoin(url or "", target)
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) else None
