"""Chinese names in Wade-Giles, read as Hanyu Pinyin."""

from __future__ import annotations

import functools
import re

from stemma.lexicon import table

_HYPHENED = re.compile(r"([A-Za-z'’]+) ([A-Za-z'’]+)-([A-Za-z'’]+)")


def pinyin(text: str) -> str:
    """A name of two or three hyphened syllables in Wade-Giles as one string of pinyin; "" if it is not one."""
    match = _HYPHENED.fullmatch(text)
    if not match:
        return ""
    syllables = [_pinyin_syllable(s.lower().replace("’", "'")) for s in match.groups()]
    return "".join(syllables) if all(syllables) else ""


def _pinyin_syllable(syllable: str) -> str:
    initials, finals = _table()
    for initial, sounds in initials:
        if not syllable.startswith(initial):
            continue
        final = finals.get(syllable[len(initial) :])
        if final is None:
            return ""
        hard, _, soft = sounds.partition("|")
        sound = soft if soft and final.startswith("i") and not syllable.endswith("ih") else hard
        if sound in ("g", "k", "h") and final == "o":
            final = "e"
        if sound in ("z", "c", "s") and syllable.endswith(("u", "zu")) and len(final) == 1:
            final = "i" if initial in ("tz", "tz'", "ss") else final
        return sound + final
    return ""


@functools.cache
def _table() -> tuple[tuple[tuple[str, str], ...], dict[str, str]]:
    initials = [(row["wade"], row["pinyin"]) for row in table("wade_giles") if row["part"] == "initial"]
    finals = {row["wade"]: row["pinyin"] for row in table("wade_giles") if row["part"] == "final"}
    return (*initials, ("", "")), finals
