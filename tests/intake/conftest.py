"""Made-up articles and pages that the tests of the ways in share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

PARAGRAPHS = (
    "The harbour office in Port Ansel said on Monday that the ferries would stay in port until the talks had ended.",
    "Union leader Tobin Quay told reporters that the offer of the ministry was “an insult to every crew on the coast”.",
    "About 1,200 passengers were stranded on the islands, according to the harbour office, and 14 ships lay idle.",
    "The ministry of harbours did not answer a request for comment on Sunday evening.",
)

DATA = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "Ansel Post Online"},
{"@type": "NewsArticle", "headline": "Ferry talks at Port Ansel", "datePublished": "2031-05-03T10:15:00+02:00",
 "dateModified": "2031-05-03T12:00:00+02:00", "author": [{"@type": "Person", "name": "Ida Rook"}, {"name": "Jo Pell"}],
 "publisher": {"@id": "#org"}, "inLanguage": "en-GB", "isBasedOn": ["https://vesmar.example/wire/17"]},
{"@type": "Organization", "@id": "#org", "name": "Ansel Post"}]}</script>"""


@pytest.fixture(scope="session")
def paragraphs() -> tuple[str, ...]:
    return PARAGRAPHS


@pytest.fixture(scope="session")
def article() -> str:
    """A text of four paragraphs."""
    return "\n".join(PARAGRAPHS)


@pytest.fixture(scope="session")
def page() -> Callable[..., str]:
    """A web page with menu, article, links and footer: ``page(head="", data=True, body=None, title=...)``."""

    def of(
        head: str = "",
        data: bool = True,
        body: str | None = None,
        title: str = "Ferry talks at Port Ansel | Ansel Post",
    ) -> str:
        linked = PARAGRAPHS[0].replace(
            "harbour office", '<a href="https://vesmar.example/wire/17">harbour\n office</a>'
        )
        inner = body or "".join(f"<p>{p}</p>\n" for p in (linked, *PARAGRAPHS[1:]))
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}'
            f'{DATA if data else ""}</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>'
            f"<article><h1>Ferry talks at Port Ansel</h1>\n{inner}</article>"
            "<footer>All rights reserved. Terms of use</footer></body></html>"
        )

    return of
