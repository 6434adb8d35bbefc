"""Who wrote it: the people of a byline."""

from __future__ import annotations

import html
import re

AUTHORS = 20  # a byline of more names is a list of something else


def names(words: str) -> tuple[str, ...]:
    """The people of a byline: "By Ida Rook and Jo Pell" gives two; addresses and handles are none."""
    words = re.sub(r"^\s*(?:by|from)\b[:\s]*", "", html.unescape(words), flags=re.I)
    parts = (" ".join(p.split()) for p in re.split(r"\s*(?:;|,|\||\band\b|&)\s*", words))
    return tuple(dict.fromkeys(p for p in parts if 1 < len(p) < 80 and "/" not in p and "@" not in p))[:AUTHORS]
