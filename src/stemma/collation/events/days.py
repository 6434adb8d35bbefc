"""The day of an event: what its tellings say, else the day that the telling is at, else the story's own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from stemma.collation.common import Key, in_debris
from stemma.collation.dates.datelines import dateline
from stemma.collation.events.items import Item
from stemma.collation.events.pairs import apart, days_agree
from stemma.model import EventMention, Published, Stretch, Time, When, Witness, place_of

_LASTING = frozenset({"war", "conflict", "insurgency", "rebellion", "fighting", "hostility"})
_AHEAD = 2  # sentences after an undated one, in which its day may follow: "A bus fell into a ravine. It was on Monday."
_CALENDAR = re.compile(r"\d{4}(?:-\d{2}){0,2}$")
_DAY = len("2031-05-03")
_OPENING = 3  # sentences in which "have agreed" tells the day's news; further down the perfect leaves the time open
_NEAR_CUE = 30  # characters between a verb of saying and the day that it was said on
_CLAUSE = re.compile(r"[;:]|\b(?:which|who|whose|when|where|after|before|since|until|because|while|that)\b")
_EARLIER = re.compile(r"\b(?:after|before|since|until|despite)\b", re.IGNORECASE)
# What stands before or in the words for an event that is none of the telling's day: "two days after the visit", "since
# the fall", "repeated violations".
_COUNTED = re.compile(
    r"\b(?:minutes?|hours?|days?|weeks?|months?|years?) (?:after|before)\b|"
    r"\b(?:days|weeks?|months?|years?) (?:later|earlier)\b",
    re.IGNORECASE,
)
_ANOTHER_DAY = re.compile(r"\b(?:since|until|despite|without)\s*$", re.IGNORECASE)
_OF_SOMEBODY = re.compile(r"\b(?:who|whose|where)\s+(?:\S+\s+){0,2}$", re.IGNORECASE)
_REACH = 10  # sentences that a day told of is carried on; a long report has left it by then
_DIGRESSION = 3  # sentences that a day, month or year long ago holds the telling
_REPEATED = re.compile(
    r"\b(?:repeated|past|previous|earlier|former|recurrent|recurring|frequent|regular|continued|continuing|constant|"
    r"annual|further|future|possible|any)\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:the|this|that|these|those|both)\b|[\w.’' -]{2,30}['’]s?\b", re.IGNORECASE)
# "The death toll rose to 31 on": the day of a count.
_COUNT = re.compile(
    r"\b(?:toll|number|count|figure|total|tally)\b[^.;]{0,80}\b(?:rose|risen|climbed|increased|grew|jumped|mounted|stood|reached|"
    r"passed|exceeded|topped|doubled|fell|dropped)\b[^.;,]*$",
    re.IGNORECASE,
)
_NOW = re.compile(r"\s+(?:is|are|remains?|continues?|(?:has|have) been)\b")
_THAT = re.compile(r"\b(?:during|after|before|at|in|on|of|since) (?:that|this|those|these) \w+", re.IGNORECASE)
# What went on for years has no day of its own: "used its power for years", "during the 14-year war".
_OVER_YEARS = re.compile(
    r"\b(?:for (?:many |several )?(?:years|decades|centuries)|over the (?:years|decades)|"
    r"(?:over|in|during|within) the (?:past|last) (?:\w+ )?(?:years?|months|decades?)|"
    r"(?:during|throughout) (?:[\w’'-]+ ){0,4}?(?:[\w-]+-(?:year|decade)|years|decades))\b",
    re.IGNORECASE,
)
_POINTER = r"\b(?:the|this|that|these|those)\s+(?:\w+\s+)?"


class Narrated(NamedTuple):
    """The day that the telling of an undated mention is at.

    ``rank`` says how near the words stand: 0 in its sentence, 1 in the sentences around, 2 where only speech is dated
    there or the tense means the day of the report, 3 where nothing is: the story's day. ``by`` is the time expression
    that gives it.
    """

    day: str
    rank: int
    by: Time | None


class _Moment(NamedTuple):
    """A day, month or year gone by that a report names outside quotation marks, by its sentence's number."""

    sentence: int
    start: int
    day: str
    old: bool  # no news: longer ago than news lasts, no single day, or told of as what went before
    spoken: bool  # when somebody spoke, not when something happened
    away: bool  # the telling leaves its day for something long ago
    by: Time


def told_until(
    witness: Witness, times: Mapping[Key, Time], published: Mapping[str, Published] | None = None
) -> str | None:
    """About when a report was written: its day of publication if known, else the latest day gone by that it names."""
    known = (published or {}).get(witness.report.sha256)
    given = known.value if known else witness.report.published
    if given and len(given) >= _DAY:
        return given[:_DAY]
    named = []
    for n, expression in enumerate(witness.reading.times):
        day = day_of(times.get((witness.report.sha256, n)))
        if day and len(day) == _DAY and expression.direction != "future":
            named.append(day)
    return max(named, default=None)


def day_of(when: Time | None) -> str | None:
    """The day, month or year that an expression names or lies in ("at the time", "at 5 p.m.")."""
    if when is None:
        return None
    if when.value and when.value[:4].isdigit() and "/" not in when.value:
        return _date(when.value)
    if not (when.begin and when.end_value and when.begin[:4].isdigit()):
        return None
    first, last = _date(when.begin), _date(when.end_value)
    return next((first[:n] for n in (_DAY, len("2031-05"), len("2031")) if first[:n] == last[:n]), None)


def _date(value: str) -> str:
    return value[:_DAY] if "T" in value or value.count("-") >= 2 else value


def story_day_of(items: Sequence[Item]) -> str | None:
    """The day on which most of what is told happened, if one leads."""
    days = Counter(i.told.day for i in items if i.told.day and len(i.told.day) == _DAY and not i.told.background)
    ranked = sorted(days.items(), key=lambda d: (-d[1], d[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def narrated_days(
    items: Sequence[Item], times: Mapping[Key, Time], story_day: str | None
) -> dict[tuple[str, int], Narrated]:
    """The day that the telling of each undated mention is at, by (report, start of the trigger); none if left open."""
    reports: dict[str, list[Item]] = {}
    for item in items:
        reports.setdefault(item.told.report, []).append(item)
    made: dict[tuple[str, int], Narrated] = {}
    for report, told in reports.items():
        reading = told[0].witness.reading
        starts = [s.start for s in reading.sentences]
        own = [s for s in reading.sentences if not in_debris(told[0].witness, s)]
        opening = own[:_OPENING][-1].end if own else 0
        moments = list(_moments(told, starts, times))
        for item in told:
            if item.told.day is None and is_news(item):
                found = _narrated(item, moments, starts, opening, story_day)
                if found is not None:
                    made[report, item.told.start] = found
    return made


def _moments(told: Sequence[Item], starts: Sequence[int], times: Mapping[Key, Time]) -> Iterator[_Moment]:
    witness, until = told[0].witness, told[0].told.around
    text = witness.report.text
    tenses: dict[int | None, set[str | None]] = {}
    for item in told:
        tenses.setdefault(item.mention.time, set()).add(item.mention.tense)
    cues = [a.cue for a in witness.reading.attributions if a.cue]
    opening = dateline(witness)
    for n, expression in enumerate(witness.reading.times):
        time = times.get((witness.report.sha256, n))
        day = day_of(time)
        if (
            expression is opening
            or time is None
            or day is None
            or not _CALENDAR.match(day)
            or time.type not in ("DATE", "TIME")
        ):
            continue
        if expression.in_quote or expression.in_debris or (until and day > until):
            continue
        at = expression.span.start
        number = bisect_right(starts, at) - 1
        earlier = tenses.get(n) == {"past-perfect"} or bool(_EARLIER.search(text, starts[number], at))
        if n not in tenses and _COUNT.search(text, starts[number], at):
            continue
        spoken = n not in tenses and any(_beside(c, expression.span, text) for c in cues)
        long_ago = len(day) < _DAY or apart(day, until)
        yield _Moment(number, at, day, long_ago or earlier, spoken, long_ago and not earlier and n in tenses, time)


def _beside(cue: Stretch, when: Stretch, text: str) -> bool:
    """Does a day stand with a verb of saying: "said in Kirra on Monday", "on Monday confirmed"?"""
    between = text[cue.end : when.start] if cue.start < when.start else text[when.end : cue.start]
    return len(between) <= _NEAR_CUE and "\n" not in between and not _CLAUSE.search(between)


def _narrated(
    item: Item, moments: Sequence[_Moment], starts: Sequence[int], opening: int, story_day: str | None
) -> Narrated | None:
    """In its sentence; else where the telling stands: the last day told of before, or the first one just after."""
    m, at = item.mention, item.told.start
    here = bisect_right(starts, at) - 1
    said = item.witness.reading.attributions[m.attribution].content if m.attribution is not None else None

    def may_date(x: _Moment) -> bool:
        return said is None or not x.spoken or any(c.start <= x.start < c.end for c in said)

    text = item.witness.report.text
    if m.tense in ("present", "perfect") or (m.tense is None and _NOW.match(text, m.span.end)):
        return Narrated(item.told.around, 2, None) if item.told.around and at < opening else None
    if m.tense is None and not _is_told_of(m, text, opens=at < opening):
        return None
    if (
        _REPEATED.search(text, m.span.start, m.trigger.end)
        or _COUNTED.search(text, starts[here], at)
        or _ANOTHER_DAY.search(text, starts[here], m.span.start)
        or _OF_SOMEBODY.search(text, starts[here], at)
    ):
        return None
    beside = [x for x in moments if x.sentence == here and not x.old and may_date(x)]
    if beside:
        nearest = min(beside, key=lambda x: (abs(x.start - at), x.start))
        return Narrated(nearest.day, 0, nearest.by)
    sentence = text[starts[here] : starts[here + 1] if here + 1 < len(starts) else len(text)]
    if _OVER_YEARS.search(sentence) or (item.told.old and m.tense is None):
        return None
    before = [x for x in moments if x.sentence < here]
    last = before[-1] if before else None
    if last and last.old and last.sentence == here - 1 and _goes_on(item, here, starts):
        return Narrated(last.day, 0, last.by)
    if last and last.away and here - last.sentence <= _DIGRESSION:
        return None
    news = [x for x in before if not x.old and here - x.sentence <= _REACH]
    after = [x for x in moments if here < x.sentence <= here + _AHEAD and not x.old and not x.spoken]
    for choice, rank in (
        ([x for x in news if may_date(x)][-1:], 1),
        (after[:1], 1),
        (news[-1:], 2),
    ):
        if choice:
            return Narrated(choice[0].day, rank + (m.tense == "past-perfect"), choice[0].by)
    if story_day is None or apart(story_day, item.told.around):
        return None
    return Narrated(story_day, 3, None)


def _is_told_of(m: EventMention, text: str, opens: bool) -> bool:
    """Is a noun or participle one happening of the story, no sort of thing: "the talks", "..., killing two"?

    In somebody's words only a definite noun is, where they do not open the report; a participle only where it goes on
    with the sentence.
    """
    word = m.trigger.of(text).lower()
    if word not in m.lemma.split() and word.removesuffix("s") not in m.lemma.split() and not word.endswith("ies"):
        return any(text[:at].rstrip(" ").endswith(",") for at in (m.span.start, m.trigger.start))
    return m.attribution is None or opens or bool(_DEFINITE.match(text, m.span.start))


def _goes_on(item: Item, here: int, starts: Sequence[int]) -> bool:
    """Does a sentence go on with what the one before told of long ago: its paragraph, "that visit", "in the quake"?"""
    text = item.witness.report.text
    before = text[starts[here - 1] : starts[here]]
    if item.mention.tense == "past" and "\n" not in before:
        return True
    sentence = text[starts[here] : starts[here + 1] if here + 1 < len(starts) else len(text)]
    if "\n" not in before and _THAT.search(sentence):
        return True
    told = {e.lemma for e in item.witness.reading.events if starts[here - 1] <= e.trigger.start < starts[here]}
    return any(re.search(rf"{_POINTER}{re.escape(lemma)}", sentence, re.IGNORECASE) for lemma in sorted(told))


def when_of(group: Sequence[Item], story_day: str | None, narrated: Mapping[tuple[str, int], Narrated]) -> When:
    """The day that most tellings give or leave room for, as exact as any of them; else where their telling stands."""
    dated = [i for i in group if i.told.day]
    if dated:
        votes = Counter(i.told.day or "" for i in dated)
        fits = {v: sum(n for other, n in votes.items() if days_agree(v, other) > 0) for v in votes}
        value = min(votes, key=lambda v: (-fits[v], -len(v), -votes[v], v))
        chosen = [i for i in dated if i.told.day == value]
        spans = tuple(place_of(i.when) for i in chosen if i.when)
        first = chosen[0].when
        relative = first is not None and first.anchor is not None
        if all(i.told.retold for i in chosen):
            return When(value=value, basis="story", spans=spans)
        return When(value=value, basis="relative" if relative else "absolute", spans=spans)
    near = [n for i in group if (n := narrated.get((i.told.report, i.told.start)))]
    if not near:
        return When(value=None, basis="unknown")
    best = min(n.rank for n in near)
    votes = Counter(n.day for n in near if n.rank == best)
    value = min(votes, key=lambda v: (-votes[v], v != story_day, v))
    reports = {i.told.report for i in group}
    older = {i.told.report for i in group if i.told.around and i.told.around < value and i.mention.tense != "future"}
    if 2 * len(older) >= len(reports):
        return When(value=None, basis="unknown")  # older reports have told it already
    by = {n.by.id: n.by for n in near if n.day == value and n.by}
    return When(value=value, basis="story", spans=tuple(place_of(by[k]) for k in sorted(by)))


def is_news(item: Item) -> bool:
    """Told as what has happened: a verb in a tense of the past or present, or the noun of what the report is about."""
    m = item.mention
    told = m.modality in ("asserted", "reported") and m.tense != "future"
    return told and not m.background and m.lemma not in _LASTING
