"""How long a war has lasted by the words around it: the long war of the past is not the fighting of this summer."""

from __future__ import annotations

import re

import msgspec

LONG = 8.0  # years from which a war is one of the long ones, of which a story seldom tells two
YOUNG = 3.0  # years up to which fighting that goes on is of the present
_REACH = 70  # characters around the word in which its length is told
_ALIKE = 1.3  # two lengths of one war, one of them rounded
_SEVERAL_DECADES = 20.0
_WORDS = {
    w: n
    for n, w in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split(), 1
    )
}
_NUMBER = rf"(?P<n>\d{{1,3}}|{'|'.join(_WORDS)})"
_BETWEEN = re.compile(r"\b(?P<first>1[5-9]\d\d|20\d\d) ?(?:[-–—]|to|until|and) ?(?P<last>1[5-9]\d\d|20\d\d|\d\d)\b")
_SINCE = re.compile(r"\bsince (?:\w+ ){0,2}(?P<first>1[5-9]\d\d|20\d\d)\b")
_DECADES = re.compile(rf"\b(?:{_NUMBER}[- ])?(?:decades?|(?P<long>centur(?:y|ies)|generations?))\b", re.IGNORECASE)
_YEARS = re.compile(rf"\b{_NUMBER}[- ]years?\b(?!\s+(?:ago|old|later|earlier|after|before))(?!-old)", re.IGNORECASE)


class War(msgspec.Struct, frozen=True):
    """How many years a war lasted or has lasted, and its first and last year where they are told."""

    years: float
    first: int | None = None
    last: int | None = None


def war_told(text: str, start: int, end: int, around: str | None, since: str | None) -> War | None:
    """The length of the war that the word at ``start`` to ``end`` of a sentence names; None where none is told.

    ``around`` is the ISO day about which the report was written, ``since`` the day on which the fighting began, where
    the report tells it.
    """
    words = text[max(0, start - _REACH) : end + _REACH]
    now = int(around[:4]) if around and around[:4].isdigit() else None
    if found := _BETWEEN.search(words):
        first, last = int(found["first"]), int(found["last"])
        last += first // 100 * 100 if last < 100 else 0
        if last > first:
            return War(float(last - first), first, last)
    if (found := _SINCE.search(words)) and now:
        return War(float(max(0, now - int(found["first"]))), int(found["first"]), now)
    if found := _DECADES.search(words):
        return War(100.0 if found["long"] else 10.0 * _number(found["n"]) if found["n"] else _SEVERAL_DECADES)
    if found := _YEARS.search(words):
        return War(float(_number(found["n"])))
    if since and now and since[:4].isdigit() and (gone := now - int(since[:4])) >= 0:
        return War(float(gone), int(since[:4]), now)
    return None


def one_war(a: War | None, b: War | None) -> bool | None:
    """Are two of one length, or both long (True), or cannot they be one (False)? None where nothing tells."""
    if a is None or b is None:
        return None
    if a.first and a.last and b.first and b.last and (a.last < b.first or b.last < a.first):
        return False
    shorter, longer = sorted((a.years, b.years))
    if shorter >= LONG:
        return True
    if longer >= LONG:
        return False if shorter <= YOUNG else None
    return True if shorter and longer <= _ALIKE * shorter else None


def is_long(war: War | None) -> bool:
    """Is a war told to be one of many years?"""
    return war is not None and war.years >= LONG


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word.lower()]
