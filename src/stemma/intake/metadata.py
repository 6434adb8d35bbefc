"""What a page says of itself: title, outlet, authors, dates, language, address, sources; each with its evidence.

Read in the order of trust: JSON-LD (schema.org), meta tags (OpenGraph and those that publishers use), link and time
elements, the lexicon of outlets, at last htmldate's search of the page for a date.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec
from lxml.html import HtmlElement

from stemma.intake.bylines import AUTHORS, names
from stemma.intake.days import iso
from stemma.intake.records import outlet_at
from stemma.model import Reason, ReportFlag

LARGEST_DATA = 2_000_000  # characters of one JSON-LD block
DEEPEST_DATA = 12  # levels that articles are looked for in

_ARTICLE = re.compile(r"(?:.*Article|Report|.*Posting|.*NewsArticle)\Z")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "published-date", "publication_date",
    "article_date_original", "originalpublicationdate", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "cxenseparse:recs:publishtime", "date", "dcterms.date", "citation_publication_date", "displaydate",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "lastmod", "last-modified",
    "revision_date", "dcterms.modified", "dc.date.modified", "updated_time", "article.updated",
)  # fmt: skip
_AUTHOR = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
)
_TITLE = ("og:title", "twitter:title", "parsely-title", "dc.title", "title")
_SITE = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "al:android:app_name")
_SAVED = re.compile(
    r"saved from url=\(\d+\)(?P<url>https?://[^\s>]+)|SingleFile\s+url:\s*(?P<single>\S+)"
    r"(?:\s+saved date: (?P<date>[^\n(]+))?"
)


class Page(msgspec.Struct, frozen=True):
    """What a page says of itself: ``fields`` of a report, the texts that its JSON-LD holds, and its live entries."""

    fields: dict[str, Any]
    body: str | None = None
    entries: tuple[dict[str, Any], ...] = ()


def page_of(tree: HtmlElement, source: str, known: dict[str, Any]) -> Page:
    """The metadata of a parsed page; ``known`` (from a feed, an archive, a server) fills what the page leaves open."""
    found: dict[str, Any] = {}
    because: list[Reason] = []

    def take(field: str, value: Any, evidence: str) -> None:
        if value and field not in found:
            found[field] = value
            shown = ", ".join(value) if isinstance(value, tuple) else str(value)
            because.append(Reason(rule=f"intake/{field}", words=f"{field} {shown[:120]}: from {evidence}"))

    meta = _metas(tree)
    canonical = _canonical(tree, meta, source, known.get("url"))
    things = list(_things(tree))
    article = _chosen(things, canonical[0] if canonical else known.get("url"), meta.get("og:title"))
    if canonical:
        take("url", *canonical)
    if article:
        _of_data(article, things, take, found.get("url"))
    for name in _PUBLISHED:
        take("published", iso(meta.get(name, "")), f"the meta tag {name}")
    for name in _UPDATED:
        take("updated", iso(meta.get(name, "")), f"the meta tag {name}")
    for name in _TITLE[:3]:
        take("title", _line(meta.get(name)), f"the meta tag {name}")
    for name in _AUTHOR:
        take("authors", names(meta.get(name, "")), f"the meta tag {name}")
    url = found.get("url") or known.get("url")
    if url and (known_outlet := outlet_at(url)):
        take("outlet", known_outlet, "the address")
    for name in _SITE:
        take("outlet", _line(meta.get(name)), f"the meta tag {name}")
    _of_elements(tree, take, found)
    for field, value in known.items():
        if field not in found and value:
            take(field, value, "what listed or held the page") if field in (
                "title",
                "outlet",
                "published",
                "updated",
                "language",
                "url",
                "authors",
            ) else found.setdefault(field, value)
    if "published" not in found and (day := _searched(tree)):
        take("published", day, "a date on the page (htmldate)")
    if saved := _SAVED.search(source[:4000]):
        take("retrieved", iso(re.sub(r" GMT.*", "", saved["date"] or "")), "the note of the browser that saved it")
    found["because"] = tuple(because)
    found["flags"] = _flags(article, meta)
    return Page(found, _body(article), _entries(article))


def _metas(tree: HtmlElement) -> dict[str, str]:
    made: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = tag.get("content")
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
        if content and name:
            made.setdefault(name.strip().lower(), content.strip())
    return made


def _canonical(tree: HtmlElement, meta: dict[str, str], source: str, known: str | None) -> tuple[str, str] | None:
    """The page's own address and where it stands; a canonical address on another host is another outlet's page."""
    for tag in tree.iter("link"):
        if (tag.get("rel") or "").lower() == "canonical" and _absolute(tag.get("href"), known):
            return _absolute(tag.get("href"), known) or "", "the link element “canonical”"
    if url := _absolute(meta.get("og:url"), known):
        return url, "the meta tag og:url"
    saved = _SAVED.search(source[:4000])
    if saved and (url := _absolute(saved["url"] or saved["single"], None)):
        return url, "the note of the browser that saved it"
    return None


def _absolute(url: str | None, base: str | None) -> str | None:
    if not url:
        return None
    try:
        whole = urljoin(base or "", url.strip())
        parts = urlsplit(whole)
    except ValueError:
        return None
    return (
        whole
        if parts.scheme in ("http", "https") and parts.hostname and (parts.path.strip("/") or parts.query)
        else None
    )


def _things(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of the page, outermost first."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        words = (script.text or "").strip()
        words = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?://\]\]>|\]\]>|-->)\s*$", "", words)
        if not words or len(words) > LARGEST_DATA:
            continue
        try:
            data = msgspec.json.decode(re.sub(r"[\x00-\x1f]", " ", words))
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            continue
        yield from _objects(data, 0)


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST_DATA:
        return
    if isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            if isinstance(data.get(key), dict | list):
                yield from _objects(data[key], depth + 1)
    elif isinstance(data, list):
        for one in data[:1000]:
            yield from _objects(one, depth + 1)


def _types(thing: dict[str, Any]) -> list[str]:
    given = thing.get("@type")
    return [x for x in (given if isinstance(given, list) else [given]) if isinstance(x, str)]


def _chosen(things: list[dict[str, Any]], url: str | None, title: str | None) -> dict[str, Any] | None:
    """The article that the page is: the one of its address, or of its title, or the first with a body or a date."""
    articles = [t for t in things if any(_ARTICLE.match(x) for x in _types(t))]
    for thing in articles:
        if url and url in (_text(thing.get("url")), _text(thing.get("mainEntityOfPage")), thing.get("@id")):
            return thing
    for thing in articles:
        if title and _line(thing.get("headline")) == _line(title):
            return thing
    return next((t for t in articles if t.get("datePublished") or t.get("articleBody")), None)


def _of_data(article: dict[str, Any], things: list[dict[str, Any]], take: Any, url: str | None) -> None:
    at = "JSON-LD "
    take("title", _line(article.get("headline") or article.get("name")), at + "headline")
    take("published", _day(article.get("datePublished")), at + "datePublished")
    take("updated", _day(article.get("dateModified")), at + "dateModified")
    take("authors", tuple(dict.fromkeys(_people(article.get("author"))))[:AUTHORS], at + "author")
    if url and (name := outlet_at(url)):
        take("outlet", name, "the address")
    take("outlet", _line(_text(_resolved(article.get("publisher"), things), "name")), at + "publisher")
    take("language", _text(article.get("inLanguage"), "alternateName"), at + "inLanguage")
    based = article.get("isBasedOn") or article.get("isBasedOnUrl")
    urls = [_text(x, "url") or _text(x, "@id") for x in (based if isinstance(based, list) else [based])]
    take("based_on", tuple(dict.fromkeys(u for u in urls if u and u.startswith("http"))), at + "isBasedOn")


def _of_elements(tree: HtmlElement, take: Any, found: dict[str, Any]) -> None:
    for tag in tree.iter("time"):
        if tag.get("itemprop") == "datePublished" or tag.get("pubdate") is not None:
            take("published", iso(tag.get("datetime") or ""), "the time element")
        elif tag.get("itemprop") == "dateModified":
            take("updated", iso(tag.get("datetime") or ""), "the time element")
    heads = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    if len(heads) == 1:
        take("title", heads[0], "the heading")
    title = next(tree.iter("title"), None)
    if title is not None and title.text:
        words = " ".join(title.text.split())
        parts = re.split(r"\s+[|–—-]\s+", words)
        outlet = (found.get("outlet") or "").casefold()
        take(
            "title",
            parts[0] if len(parts) == 2 and outlet and outlet in parts[1].casefold() else words,
            "the title element",
        )
    root = tree.getroottree().getroot()
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    take("language", language, "the html element")


def _searched(tree: HtmlElement) -> str | None:
    from htmldate import find_date

    try:
        return find_date(tree, extensive_search=False, original_date=True)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None


def _flags(article: dict[str, Any] | None, meta: dict[str, str]) -> tuple[ReportFlag, ...]:
    made = []
    kinds = _types(article) if article else []
    if "OpinionNewsArticle" in kinds or (
        article and str(article.get("articleSection", "")).casefold() in ("opinion", "editorial")
    ):
        made.append(ReportFlag(kind="opinion", why="the page calls itself opinion (JSON-LD)"))
    elif meta.get("article:section", "").casefold() in ("opinion", "editorial", "op-ed", "comment"):
        made.append(ReportFlag(kind="opinion", why=f"its section is “{meta['article:section']}”"))
    if "LiveBlogPosting" in kinds:
        made.append(ReportFlag(kind="live", why="the page calls itself a live blog (JSON-LD)"))
    return tuple(made)


def _body(article: dict[str, Any] | None) -> str | None:
    body = article.get("articleBody") if article else None
    if not isinstance(body, str):
        return None
    text = html.unescape(re.sub(r"<br\s*/?>|</p>", "\n", body)) if "<" in body else html.unescape(body)
    text = re.sub(r"<[^<>]{1,500}>", "", text)
    return "\n".join(line for x in text.splitlines() if (line := " ".join(x.split())))


def _entries(article: dict[str, Any] | None) -> tuple[dict[str, Any], ...]:
    """The timed entries of a live blog, oldest first."""
    updates = article.get("liveBlogUpdate") if article else None
    made = []
    for update in updates if isinstance(updates, list) else []:
        if not isinstance(update, dict):
            continue
        text, day = _body(update), _day(update.get("datePublished"))
        if text and day:
            entry = {
                "text": text,
                "published": day,
                "title": _line(update.get("headline")),
                "updated": _day(update.get("dateModified")),
            }
            made.append({k: v for k, v in entry.items() if v})
    return tuple(sorted(made, key=lambda e: e["published"]))


def _people(given: Any) -> Iterator[str]:
    for one in given if isinstance(given, list) else [given]:
        name = _text(one, "name")
        if isinstance(one, dict) and isinstance(one.get("name"), list):
            for inner in one["name"]:
                yield from names(inner if isinstance(inner, str) else "")
        elif name:
            yield from names(name)


def _resolved(thing: Any, things: list[dict[str, Any]]) -> Any:
    """A thing that is named by its @id alone, as it stands elsewhere on the page."""
    if isinstance(thing, list):
        thing = thing[0] if thing else None
    if isinstance(thing, dict) and "name" not in thing and "@id" in thing:
        return next((t for t in things if t.get("@id") == thing["@id"] and t.get("name")), thing)
    return thing


def _text(given: Any, key: str = "@id") -> str | None:
    if isinstance(given, list):
        given = given[0] if given else None
    if isinstance(given, dict):
        given = given.get(key)
    return given.strip() if isinstance(given, str) else None


def _day(given: Any) -> str | None:
    words = _text(given, "@value")
    return iso(words) if words else None


def _line(given: Any) -> str | None:
    words = _text(given, "@value")
    return " ".join(html.unescape(words).split()) or None if words else None
