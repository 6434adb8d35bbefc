"""Bytes into text: the encoding is told, never guessed silently, and text that was decoded wrongly is named."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

CERTAIN = 0.2  # charset-normalizer's share of mess above which a legacy decoding is a guess
NEAR = 0.15  # share of coherence by which a Windows encoding may fall behind a Macintosh one, which files hardly have
DETECTED_ON = 1_000_000  # bytes: the detector decodes its sample many times over; more of it does not make it surer
MOJIBAKE_FROM = 2  # a single "Ã©" may be somebody's example; two are a wrong decoding

_ASCII = frozenset(map(chr, range(128)))
_WESTERN = frozenset("‘’“”–—…•€£©®°·«»¿¡½¼§éèêëàâäáãíìîïóòôöõúùûüñçßøåæœÉÈÊÀÂÄÁÍÎÓÔÖÚÛÜÑÇØÅÆ\u00a0")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
MOJIBAKE_LEAD = re.compile(rb"\xc3[\x82\x83\x90\x91\xa2]")  # Â, Ã, Ð, Ñ, â in UTF-8: text without them has none
# UTF-8 bytes read as cp1252 or Latin-1: "â€™", "Ã©", "Â£", "Ð¿Ñ€", "Ø§Ù„"
_MOJIBAKE = re.compile(
    "â€[™œ\u009d“”˜¦\x80-\x9f]|Ã[©¨¡¢¤§±³¶¼\u00a0-\u00bf]|Â[£°©®«»\u00a0]|(?:[ÐÑ][\u0080-\u00bf°-ÿ€-™]){3}"
)


def decode(data: bytes, said: str | None = None) -> tuple[str | None, str]:
    """The text of some bytes and the encoding's name, or (None, why not): detected, never guessed silently.

    UTF-8 (with or without a mark) and UTF-16/32 with a mark are certain. ``said`` is the encoding that a page or a
    server names: believed where the bytes fit it. Other legacy encodings are taken only when the detector finds next
    to no mess in the decoded text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                return None, f"starts as {encoding} but breaks off or goes wrong later"
    if b"\x00" in data:
        return None, "is binary (it holds NUL bytes)"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    controls = sum(data.count(bytes([c])) for c in range(32) if c not in (9, 10, 11, 12, 13, 27))
    if controls > len(data) // 100:
        return None, "is binary (it is full of control bytes)"
    if _mostly_utf8(data):
        return None, f"is broken UTF-8 (byte {broken.start} cannot be)"
    if said and (text := _as_said(data, said)) is not None:
        return text, said.lower()
    western = data.decode("cp1252", "ignore")
    if set(western) - _ASCII <= _WESTERN and len(western) == len(data):
        return western, "cp1252"
    name = _detected(data[:DETECTED_ON])
    try:
        if name:
            return data.decode(name), name
    except UnicodeDecodeError:
        pass
    return None, "is in an encoding that cannot be told"


def mojibake(text: str) -> str | None:
    """A sample of text that was decoded wrongly before it came here ("donâ€™t"), or None."""
    if text.isascii() or ("â€" not in text and "Ã" not in text and "Â" not in text and "Ð" not in text):
        return None
    found = list(_MOJIBAKE.finditer(text))
    if len(found) < MOJIBAKE_FROM:
        return None
    return text[max(0, found[0].start() - 8) : found[0].end() + 8].replace("\n", " ").strip()


def _detected(data: bytes) -> str | None:
    """The likeliest encoding; an old Macintosh one only where no other fits as well."""
    found = from_bytes(data)
    best = found.best()
    if best is None or best.chaos > CERTAIN:
        return None
    near = [m for m in found if m.chaos <= best.chaos and m.coherence >= best.coherence - NEAR]
    return next((m.encoding for m in near if not m.encoding.startswith("mac_")), best.encoding)


def _as_said(data: bytes, said: str) -> str | None:
    """The text in the encoding that its page names; browsers read Latin-1 as cp1252."""
    try:
        name = codecs.lookup(said.strip("\"' ")).name
        if name in ("iso8859-1", "ascii"):
            name = "cp1252"
        if name.startswith(("utf", "punycode", "idna", "unicode", "raw")) or not codecs.lookup(name)._is_text_encoding:
            return None
        return data.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _mostly_utf8(data: bytes) -> bool:
    """Is this UTF-8 with a few broken bytes rather than another encoding: are most multi-byte runs well formed?"""
    lenient = data.decode("utf-8", "replace")
    wrong = lenient.count("\ufffd")
    right = sum(1 for ch in lenient if ord(ch) > 127) - wrong
    return right > wrong or (wrong > 0 and right == 0 and data.count(b"\xff") > 0)
