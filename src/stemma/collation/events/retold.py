"""What a court story tells again: the deed of which somebody is tried, which is no news of the day of the trial."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec

from stemma.collation.events.items import Item
from stemma.collation.events.pairs import apart, days_agree

_COURT = frozenset({("OTHER", "trial"), ("OTHER", "court ruling"), ("OTHER", "appeal"), ("COERCE", "sentence")})
# Mentions of the court from which on it is what a story is about: by report, and by mention of a deed.
_A_REPORT, _A_DEED = 1.5, 1 / 3
_DATED = 2  # mentions of the deed with its day or year, so that no slip decides
_DEEDS = frozenset({("OTHER", "death"), ("OTHER", "crime"), ("OTHER", "injury")})
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


def with_retold(items: Sequence[Item]) -> list[Item]:
    """The items; in the story of a trial violence, death and crime without a day of their own are of the deed's day.

    A story is a court's where trials and rulings are told of often enough beside the deeds, and some deeds are dated to
    long before the reports. "On a Friday" is the deed's Friday.
    """
    listed = list(items)
    deeds = [i for i in listed if _is_deed(i)]
    court = sum((i.told.type, i.told.mode) in _COURT for i in listed)
    reports = len({i.told.report for i in listed})
    past = Counter(i.told.day for i in deeds if i.told.day and apart(i.told.day, i.told.around))
    if court < max(1.0, _A_REPORT * reports, _A_DEED * len(deeds)) or past.total() < _DATED:
        return listed
    day = min(past, key=lambda d: (-len(d), -past[d], d))
    return [_retold(i, day) if _is_deed(i) and _may_be(i, day) else i for i in listed]


def _is_deed(item: Item) -> bool:
    told = item.told
    return told.type == "ASSAULT" or (told.type, told.mode) in _DEEDS


def _may_be(item: Item, day: str) -> bool:
    """Does a telling leave room for that day: none given, its year, or its weekday?"""
    given = item.told.day
    if given is None:
        return not item.told.background and item.mention.tense != "future"
    if days_agree(given, day) > 0:
        return True
    word = item.when.text.lower() if item.when else ""
    return len(day) == len("2031-05-03") and word in _WEEKDAYS and _WEEKDAYS[date.fromisoformat(day).weekday()] == word


def _retold(item: Item, day: str) -> Item:
    return msgspec.structs.replace(item, told=msgspec.structs.replace(item.told, day=day, retold=True))
