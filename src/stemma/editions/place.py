"""A span where it stands: the words around it in its report, never beyond its paragraph."""

from __future__ import annotations

import re

from stemma.editions.plain import visible
from stemma.model import Span

AROUND = 160  # characters of context on either side

_BREAK = re.compile(r"[\r\n\u2028\u2029]")


def place(text: str | None, span: Span, around: int = AROUND) -> tuple[str, str, str]:
    """What stands before the span, its words, and what stands after, cut at words' ends and made safe to show."""
    if text is None:
        return "", visible(span.text), ""
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    breaks = [m.end() for m in _BREAK.finditer(text, start, span.start)]
    before = text[breaks[-1] if breaks else start : span.start]
    if not breaks and start:
        before = f"…{before[before.find(' ') :]}" if " " in before else "…"
    stop = _BREAK.search(text, span.end, end)
    after = text[span.end : stop.start() if stop else end]
    if not stop and end < len(text):
        after = f"{after[: after.rfind(' ')]} …" if " " in after else "…"
    return visible(before).lstrip(), visible(text[span.start : span.end]), visible(after).rstrip()
