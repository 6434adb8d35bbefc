"""Report text made safe to show: control, bidi and zero-width characters become visible escapes."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_MOVED_BY_TERMINALS = {"\u2028", "\u2029"}


def visible(text: str, keep_lines: bool = False) -> str:
    r"""The text with white space folded to single blanks and every hidden character written out (``\u202e``).

    A terminal obeys control characters and a page obeys bidi overrides: words of a report must never do either.
    With ``keep_lines`` line feeds stay and tabs become blanks; offsets no longer hold, so cut spans first.
    """
    if text.isascii() and text.isprintable():
        return text if keep_lines else _SPACE.sub(" ", text)
    if keep_lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    else:
        text = _SPACE.sub(" ", text)
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char == "\n" or char.isprintable():
        return char
    if char in _MOVED_BY_TERMINALS or unicodedata.category(char) == "Zs":
        return " "
    if unicodedata.category(char) in _HIDDEN:
        code = ord(char)
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return char
