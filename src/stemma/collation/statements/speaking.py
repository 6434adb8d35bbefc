"""Could two tellings be of one occasion: speakers who are one or speak for one another, days that fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from stemma.model import When

MOST_DAYS_APART = 3  # reports date one utterance by the day it was said, heard or printed

_CALENDAR_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?!\S)")


def one_voice(one: Iterable[str], two: Iterable[str], spoken_for: Mapping[str, frozenset[str]]) -> bool:
    """Is somebody a speaker of both, or one's speaker a body for which the other's speaks?"""
    first, second = set(one), set(two)
    return bool(
        first & second
        or any(spoken_for.get(person, frozenset()) & second for person in first)
        or any(spoken_for.get(person, frozenset()) & first for person in second)
    )


def by_voice(speakers: Sequence[Iterable[str]], spoken_for: Mapping[str, frozenset[str]]) -> Callable[[int], list[int]]:
    """What looks up for a telling, by its number, the numbers of those with which it is of one voice, in order.

    The same as asking ``one_voice`` of every pair.
    """
    saying: dict[str, set[int]] = {}
    for_body: dict[str, set[int]] = {}
    for n, who in enumerate(speakers):
        for s in who:
            saying.setdefault(s, set()).add(n)
            for body in spoken_for.get(s, ()):
                for_body.setdefault(body, set()).add(n)

    def others(n: int) -> list[int]:
        found: set[int] = set()
        for s in speakers[n]:
            found |= saying[s] | for_body.get(s, set())
            for body in spoken_for.get(s, ()):
                found |= saying.get(body, set())
        return sorted(found - {n})

    return others


def days_fit(a: When, b: When) -> bool:
    """Could both be of one occasion? Unknown and assumed days fit any near one; a month fits its days."""
    if not a.value or not b.value:
        return True
    if not _CALENDAR_DAY.match(a.value) or not _CALENDAR_DAY.match(b.value):
        return True
    short = min(len(a.value), len(b.value))
    if a.value[:short] == b.value[:short]:
        return True
    if short < 10:
        return False
    apart = abs((date.fromisoformat(a.value[:10]) - date.fromisoformat(b.value[:10])).days)
    sure = a.basis in ("absolute", "relative") and b.basis in ("absolute", "relative")
    return apart <= (1 if sure else MOST_DAYS_APART)
