"""Reports that a body put out itself: a ministry, a police force, an aid agency or a company on its own pages.

What such a report tells is the word of its publisher, one named origin, not an outlet's account without a source.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from stemma.collation.common import plain_name
from stemma.lexicon import table, values
from stemma.model import Origin, Reason, Witness
from stemma.reading.press import source_named

_PRESS_RELEASES = re.compile(
    r"(?:^|[/_-])(?:press|media|news)[-_]?(?:releases?|statements?|notes?)(?=[/_.-]|$)|"
    r"/(?:newsroom|press-?room|media-?cent(?:re|er)|pressemitteilung(?:en)?|communiques?(?:-de)?-presse)(?=[/.]|$)",
    re.IGNORECASE,
)
# They end the name of a public body or stand before "of" in it; "agency" and "service" may be of the press.
_HEADS = frozenset(
    """ministry department directorate secretariat presidency government parliament senate municipality embassy
    consulate mission commission committee council court tribunal police constabulary prosecutor prosecutors customs
    coastguard army navy defence defense university hospital federation""".split()
)


def publishers(witnesses: Sequence[Witness]) -> Mapping[str, Origin]:
    """By report id, the body whose own page a report is."""
    return {
        w.report.id: Origin(
            name=w.report.outlet,
            kind="document",
            because=(Reason(rule="own-page", words=f"{w.report.id} is put out by {w.report.outlet} itself"),),
        )
        for w in witnesses
        if w.report.outlet and (_is_body(w.report.outlet) or _is_press_release(w.report.outlet, w.report.url))
    }


def _is_press_release(outlet: str, url: str | None) -> bool:
    """Does the address lie among the press releases of somebody who is no outlet that the lexicon knows?"""
    return source_named(outlet) is None and bool(_PRESS_RELEASES.search(urlsplit(url or "").path))


def _is_body(outlet: str) -> bool:
    if source_named(outlet) is not None:
        return False
    plain = plain_name(outlet)
    if plain in _bodies():
        return True
    words = plain.split()
    if words[-1] in _HEADS or any(a in _HEADS and b in ("of", "for", "on") for a, b in pairwise(words)):
        return True
    return len(words) > 1 and words[-1] in _legal_forms()


@functools.cache
def _bodies() -> frozenset[str]:
    """Plain names of the world's bodies, broadcasters and papers left out."""
    return frozenset(
        plain_name(name)
        for row in table("bodies")
        if row["sector"] != "MED"
        for name in (row["name"], *values(row["names"]))
    )


@functools.cache
def _legal_forms() -> frozenset[str]:
    """What ends a company's full name: "plc", "inc"; a paper's own name never does."""
    return frozenset(row["short"] for row in table("company_forms"))
