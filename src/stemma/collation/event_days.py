"""The day of an event: what its tellings say, else the day of the news beside it, else the story's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from stemma.collation.common import Key
from stemma.collation.event_items import Item
from stemma.collation.event_links import apart
from stemma.model import Span, Time, When, Witness

_LASTING = frozenset({"war", "conflict", "insurgency", "rebellion", "fighting", "hostility"})
_BESIDE = 240  # characters, about two sentences


def told_until(witness: Witness, times: Mapping[Key, Time]) -> str | None:
    """About when a report was written: its day of publication if given, else the latest day gone by that it names."""
    if witness.report.published and len(witness.report.published) >= 10:
        return witness.report.published[:10]
    named = []
    for n, expression in enumerate(witness.reading.times):
        day = day_of(times.get((witness.report.sha256, n)))
        if day and len(day) == 10 and expression.direction != "future":
            named.append(day)
    return max(named, default=None)


def day_of(when: Time | None) -> str | None:
    if when is None:
        return None
    for value in (when.value, when.begin):
        if value and value[:4].isdigit():
            return value[:10] if "T" in value or value.count("-") >= 2 else value
    return None


def story_day_of(items: Sequence[Item]) -> str | None:
    """The day on which most of what is told happened, if one leads."""
    days = Counter(i.told.day for i in items if i.told.day and len(i.told.day) == 10 and not i.told.background)
    ranked = sorted(days.items(), key=lambda d: (-d[1], d[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def nearby_days(items: Sequence[Item]) -> dict[tuple[str, int], str]:
    """The day of the nearest dated news beside each mention, at most two sentences off."""
    dated = [
        i
        for i in items
        if i.told.day and len(i.told.day) == 10 and not i.told.background and i.mention.modality != "future"
    ]
    near: dict[tuple[str, int], str] = {}
    for item in items:
        beside = [
            (abs(d.told.start - item.told.start), d.told.start, d.told.day)
            for d in dated
            if d.told.report == item.told.report and abs(d.told.start - item.told.start) <= _BESIDE
        ]
        if beside:
            near[item.told.report, item.told.start] = min(beside)[2] or ""
    return near


def when_of(group: Sequence[Item], story_day: str | None, nearby: Mapping[tuple[str, int], str]) -> When:
    """The most exact day that the tellings give; the story's own day where all tell it as news without a day."""
    dated = [i for i in group if i.told.day]
    if dated:
        votes = Counter(i.told.day for i in dated)
        value = min(votes, key=lambda v: (-len(v or ""), -votes[v], v or ""))
        chosen = [i for i in dated if i.told.day == value]
        spans = tuple(
            Span(report=i.when.report, start=i.when.start, end=i.when.end, text=i.when.text) for i in chosen if i.when
        )
        first = chosen[0].when
        relative = first is not None and first.anchor is not None
        return When(value=value, basis="relative" if relative else "absolute", spans=spans)
    current = [i for i in group if is_news(i)]
    if not current:
        return When(value=None, basis="unknown")
    near = Counter(day for i in current if (day := nearby.get((i.told.report, i.told.start))))
    value = min(near, key=lambda v: (-near[v], v)) if near else story_day
    if value and all(apart(value, i.told.around) for i in current):
        value = None
    return When(value=value, basis="story" if value else "unknown")


def is_news(item: Item) -> bool:
    """Told as what has just happened: a verb in the past or present, or the noun of what the report is about."""
    m = item.mention
    if m.background or m.modality == "future" or m.lemma in _LASTING:
        return False
    return m.tense in ("past", "present", None)
