"""How surely two mentions tell of one event: type, head, parties, day, place and wording decide together.

What two tellings give differently (another day, another place, other parties) keeps them apart however alike the words;
what a telling leaves out ("the attack") neither joins nor parts.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Mapping
from datetime import date, timedelta

import msgspec

from stemma.collation.events.wars import War, is_long, one_war
from stemma.reading.happenings import kinds

# Weights of the features of a pair, and the sum from which it is one event: set on three stories with gold and on the
# development topics of ECB+ (gold mentions), where small changes of each move the result by less than a point.
SAME_HEAD = 0.35
SAME_KIND = 0.28  # type and mode
NEAR_KIND = 0.28  # type, where one telling has no mode
OTHER_DEED = 0.05  # a kind under which one story tells of many deeds, by another word
SAME_PARTIES = 0.3
OTHER_PARTIES = -0.35
SAME_DAY = 0.3
NEAR_DAY = 0.15  # a day within a month or year that the other gives
NOT_THE_STORYS_DAY = -0.25  # undated news against what is dated to another day
A_SLIP = -0.2  # old news of one place dated to neighbouring months
OTHER_NEWS = -0.45  # undated news of a report that was written long before or after
NEWS_LASTS = 10  # days: a report's own news is not older
_A_MONTH = 1  # days between the end of one month and the start of the next
NO_DAY_ON_ONE_SIDE = -0.12  # dated background against the story's own time
SAME_PLACE = 0.2
SAME_COUNTRY = 0.05
OTHER_PLACE = -0.45
SAME_WORDS = 0.4
ANOTHER_PARTNER = -0.3  # each side has someone whom the other lacks: a meeting with somebody else
ONCE = 0.25
BOTH_NEWS = 0.15  # a story has one main event of a kind more often than two
SAME_WAR = 0.3  # of one length, or both long
LONG_WAR_OR_NOT = -0.3  # a war of many years against fighting of which no length is told
NEVER = -9.0

# A story seldom tells of two of these; where it does, days or places part them.
ONCE_A_STORY = frozenset(
    """overthrow independence election referendum revolution death damage panic aftershocks landslide displacement
    flight end""".split()
)
# Events that are made by who takes part; elsewhere reports name now the weapon, now the army, now the state.
BETWEEN = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT", "AID", "REQUEST", "REJECT", "THREATEN"})
FIGHT = "fight"
# The stages of a case: a charge is not the conviction, nor a suit a charge.
_STAGES = {
    "charge": "charged",
    "indict": "charged",
    "arraign": "charged",
    "prosecute": "charged",
    "indictment": "charged",
    "convict": "convicted",
    "conviction": "convicted",
    "find": "convicted",
    "find guilty": "convicted",
    "sue": "sued",
    "lawsuit": "sued",
    "suit": "sued",
    "impeach": "impeached",
    "impeachment": "impeached",
}
# What befalls one person is another event where it befalls another one: a charge, an arrest, a dismissal.
_BEFALLS_ONE = frozenset({"legal", "arrest", "sentence", "dismissal", "appointment"})
# Kinds of many deeds each: a robbery and a fraud, a rule proposed and one repealed.
_BROAD = frozenset(
    """crime regulation legislation product sport results treatment performance film casting trial
    repair""".split()
)
STRENGTHS_DIFFER = 0.8  # of magnitude: more than first reports of one earthquake differ
BOMBARDMENT = frozenset({"aerial", "heavy-weapons", "explosives"})

_ISO = re.compile(r"^\d{4}(?:-\d{2}){0,2}")


class Told(msgspec.Struct, frozen=True, gc=False):
    """An event mention as linking sees it.

    ``parties`` are ids of actors (or words of the clause where there is no cast), ``day`` an ISO date as exact as
    told, ``place`` a folded place name (``exact``: a city or region), ``words`` the content words of the clause,
    ``old`` that it is undated among days long gone, ``retold`` that it has the day of the deed of a trial, ``bare``
    that it says nothing new ("the attack"), ``indefinite`` that it points back to nothing ("an attack"), ``around``
    about when the report was written, ``several`` that it tells of a number of them ("a spate of robberies"),
    ``strength`` an earthquake's magnitude, ``befell`` the people named as those whom it befell, ``war`` how long a war
    is told to have lasted.
    """

    report: str
    start: int
    lemma: str
    type: str
    mode: str | None
    words: frozenset[str]
    parties: frozenset[str] = frozenset()
    day: str | None = None
    place: str | None = None
    country: str | None = None
    background: bool = False
    old: bool = False
    retold: bool = False
    exact: bool = False
    bare: bool = False
    indefinite: bool = False
    number: int = 0
    around: str | None = None
    several: bool = False
    strength: float | None = None
    befell: frozenset[str] = frozenset()
    war: War | None = None


Slips = frozenset[tuple[str, str | None, str, str | None]]
"""Pairs of reports, each with the month to which it dates one event, where they differ."""


def pair_score(
    a: Told, b: Told, weights: Mapping[str, float], story_day: str | None = None, slips: Slips = frozenset()
) -> tuple[float, str]:
    """How surely two mentions are one event, and the features that say so; NEVER where they cannot be."""
    same_head = a.lemma == b.lemma
    if a.type != b.type and not same_head and (a.mode is None or a.mode != b.mode):
        return NEVER, "another type"
    stages = {_STAGES[x.lemma] for x in (a, b) if x.type == "ACCUSE" and x.lemma in _STAGES}
    if len(stages) > 1:
        return NEVER, "another stage of the case"
    if a.befell and b.befell and a.mode == b.mode and a.mode in _BEFALLS_ONE and not a.befell & b.befell:
        return NEVER, "befell another"
    if a.strength and b.strength and abs(a.strength - b.strength) > STRENGTHS_DIFFER:
        return NEVER, "another strength"
    if a.several != b.several and not a.bare and not b.bare:
        return NEVER, "one of several"
    if a.number and b.number and a.number != b.number:
        return NEVER, "another of its kind"
    war = one_war(a.war, b.war) if a.mode == b.mode == FIGHT else None
    if war is False:
        return NEVER, "another war"
    score, why = 0.0, []
    if war:
        score += SAME_WAR
        why.append("wars as long")
    elif a.mode == b.mode == FIGHT and is_long(a.war) != is_long(b.war) and not a.bare and not b.bare:
        score += LONG_WAR_OR_NOT
    if same_head:
        score += SAME_HEAD
        why.append(f"both “{a.lemma}”")
    if a.type != b.type:
        score += SAME_KIND if a.mode and a.mode == b.mode else -SAME_KIND
    elif (
        a.type == "OTHER"
        and _other_kind(a, b)
        and not ((a.mode is None) != (b.mode is None) and _one_deed(a, b, story_day))
    ):
        return NEVER, "another kind"
    elif a.mode == b.mode and a.mode in _BROAD and not same_head:
        score += SAME_KIND + SAME_HEAD / 2 if _one_deed(a, b, story_day) else OTHER_DEED
    elif a.mode == b.mode:
        score += SAME_KIND + (SAME_HEAD / 2 if a.mode and not same_head else 0.0)
    elif near_kind(a.mode, b.mode):
        score += NEAR_KIND
    else:
        score += 0.05
    days = days_agree(a.day, b.day)
    if days == -1 and (a.report, a.day, b.report, b.day) in slips:
        days = 1
    slip = days == -1 and may_be_a_slip(a, b)
    if days == -1 and not slip:
        return NEVER, "another day"
    of_other_days = days == 0 and other_news(a, b)
    if slip:
        score += A_SLIP
        why.append(f"{a.day} or {b.day}")
    elif days:
        score += SAME_DAY if days == 2 else NEAR_DAY
        why.append(f"{a.day}")
    elif of_other_days and FIGHT not in (a.mode, b.mode):
        score += OTHER_NEWS
    elif a.background != b.background:
        score += NO_DAY_ON_ONE_SIDE
    elif story_day and (a.day or b.day) and not a.background:
        score += NEAR_DAY / 2 if days_agree(a.day or b.day, story_day) > 0 else NOT_THE_STORYS_DAY
    if a.parties and b.parties:
        common = len(a.parties & b.parties) / min(len(a.parties), len(b.parties))
        if not common:
            score += OTHER_PARTIES if a.type in BETWEEN else OTHER_PARTIES / 4
        elif a.parties - b.parties and b.parties - a.parties:
            score += common * SAME_PARTIES + (ANOTHER_PARTNER if a.type in BETWEEN else ANOTHER_PARTNER / 3)
        else:
            score += common * SAME_PARTIES
            why.append("the same parties")
    if a.place and b.place:
        if a.place == b.place:
            score += SAME_PLACE
            why.append("the same place")
        elif a.country and b.country:
            score += OTHER_PLACE if a.country != b.country or (a.exact and b.exact) else 0.0
        elif not (a.country or b.country) or (a.exact or b.exact):
            score += OTHER_PLACE / 3
    elif a.country and a.country == b.country:
        score += SAME_COUNTRY
    words = likeness(a.words, b.words, weights)
    if words > 0.1:
        score += words * SAME_WORDS
        why.append("like words")
    if a.type == "OTHER" and a.mode in ONCE_A_STORY and not of_other_days:
        score += ONCE
    if _is_news(a, story_day) and _is_news(b, story_day) and not of_other_days:
        score += BOTH_NEWS
    return score, ", ".join(why)


def may_be_a_slip(a: Told, b: Told) -> bool:
    """May one report have the month wrong: the same kind of thing in one place, or one long fight, a month apart?

    Reports of what went before give its month from memory; of the news they know the day.
    """
    if a.report == b.report or not near_months(a.day, b.day):
        return False
    if a.mode is None or a.mode != b.mode:
        return False
    if a.mode == FIGHT or (a.strength and b.strength):
        return bool(a.parties & b.parties)
    return a.exact and a.place == b.place


def near_months(a: str | None, b: str | None) -> bool:
    """Are two days told as months, one month or side by side?"""
    return _is_month(a) and _is_month(b) and not apart(a, b, _A_MONTH)


def _is_month(day: str | None) -> bool:
    return day is not None and len(day) == len("2031-05")


def _other_kind(a: Told, b: Told) -> bool:
    """Outside PLOVER's types the mode is the kind; what has none is only told again by the same word."""
    return a.mode != b.mode if a.mode and b.mode else a.lemma != b.lemma


def _one_deed(a: Told, b: Told, story_day: str | None) -> bool:
    """Do two words of one meaning tell of the one deed of their kind that a story is about: "the heist", "stole"?"""
    of_one_day = days_agree(a.day, b.day) == 2 or (_is_news(a, story_day) and _is_news(b, story_day))
    return of_one_day and bool(kinds().get(a.lemma, frozenset()) & kinds().get(b.lemma, frozenset()))


def other_news(a: Told, b: Told) -> bool:
    """Undated news happened about when its report was written: not when the other mention says or was written."""
    if a.day is None and b.day is None:
        return not (a.background or b.background) and apart(a.around, b.around)
    news, dated = (a, b) if a.day is None else (b, a)
    return not (news.background or news.old) and apart(news.around, dated.day)


def apart(a: str | None, b: str | None, days: int = NEWS_LASTS) -> bool:
    """Are two days, months or years, both known, further from each other than so many days: what news lasts?"""
    first, second = _stretch(a), _stretch(b)
    if first is None or second is None:
        return False
    gap = max(first[0], second[0]) - min(first[1], second[1])
    return gap > timedelta(days=days)


@functools.lru_cache(4096)
def _stretch(iso: str | None) -> tuple[date, date] | None:
    """The first and last day of an ISO day, month or year; None for anything else."""
    found = _ISO.match(iso) if iso else None
    if not found:
        return None
    year, month, day = ([int(x) for x in found.group().split("-")] + [0, 0])[:3]
    try:
        first = date(year, month or 1, day or 1)
        last = first if day else date(year + (month in (0, 12)), (month % 12) + 1 if month else 1, 1)
    except ValueError:
        return None
    return first, last if day else last - timedelta(days=1)


def _is_news(told: Told, story_day: str | None) -> bool:
    return not told.background and (told.day is None or (story_day is not None and told.day == story_day))


def days_agree(a: str | None, b: str | None) -> int:
    """2 the same as far as both go and to the day, 1 the one within the other, 0 unknown, -1 apart."""
    if not a or not b:
        return 0
    x, y = _ISO.match(a), _ISO.match(b)
    if not x or not y:
        return (1 if a[:4] == b[:4] else -1) if a[:4].isdigit() and b[:4].isdigit() else 0
    first, second = x.group(), y.group()
    if first == second:
        return 2 if len(first) >= 10 else 1
    return 1 if first.startswith(second) or second.startswith(first) else -1


def likeness(a: frozenset[str], b: frozenset[str], weights: Mapping[str, float]) -> float:
    """Cosine of two sets of words under their weights."""
    common = sum(weights[w] ** 2 for w in sorted(a & b))
    if not common:
        return 0.0
    return common / math.sqrt(sum(weights[w] ** 2 for w in sorted(a)) * sum(weights[w] ** 2 for w in sorted(b)))


def near_kind(a: str | None, b: str | None) -> bool:
    """One telling gives no mode, or another means of the same kind; a war is told apart from its attacks."""
    if a is None or b is None:
        return FIGHT not in (a, b)
    return a in BOMBARDMENT and b in BOMBARDMENT
