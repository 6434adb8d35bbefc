"""One figure from many reports: the same subject with its values, agreeing, growing or apart.

What counts different things stays apart: another state (killed, injured), another noun, another time, another place.
Values may differ within a figure, so the words around must speak for it the more, the further the values lie apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Literal

import msgspec

from stemma.collation.common import Cast, Key, span
from stemma.collation.figures.alike import CONTEXT, SAME, alike, compatible, exactly, grown, one_time, two_tellers
from stemma.collation.figures.doubts import doubts
from stemma.collation.figures.items import Item, items
from stemma.collation.groups import grouped
from stemma.model import (
    Doubt,
    Event,
    Figure,
    FigureValue,
    Join,
    Published,
    Reason,
    Time,
    Witness,
    content_id,
    record_id,
)
from stemma.reading.figures.befallen import states
from stemma.reading.figures.measures import units

_CALENDAR = re.compile(r"\d{4}(?:-\d\d){0,2}")


def figures(
    witnesses: Sequence[Witness],
    cast: Cast,
    times: Mapping[Key, Time],
    events: Sequence[Event],
    published: Mapping[str, Published] | None = None,
) -> tuple[Figure, ...]:
    """The ledger of a story: every figure with its values, each with mentions, bound, day and giver.

    ``published`` gives the reports' days where they were inferred. Origins and independence are left open here.
    """
    found = items(witnesses, cast, times, published or {})
    near = _events_by_report(events)
    attacks = {e.id for e in events if e.type == "ASSAULT"}
    scores, why = _scores(found, [e if (e := _event(i, near)) in attacks else None for i in found])
    grouping = grouped(len(found), scores, SAME, apart=lambda g, h: _apart(g, h, found))
    made = []
    groups = [tuple(found[i] for i in group) for group in grouping.groups]
    joined: dict[int, list[tuple[int, int, float]]] = {}
    home = {i: g[0] for g in grouping.groups for i in g}
    for i, j, score in grouping.links:
        joined.setdefault(home[i], []).append((i, j, score))
    doubted = doubts(groups)
    used: set[str] = set()
    for number, group in enumerate(groups):
        links = joined.get(group[0].index, [])
        refused = grouping.refused.get(group[0].index)
        figure = _figure(group, doubted.get(number, ()), near, links, refused, why, found)
        if figure.id in used:  # "no casualties" is two figures on one span
            figure = msgspec.structs.replace(figure, id=content_id("f", figure.id, figure.subject))
        used.add(figure.id)
        made.append(figure)
    return tuple(sorted(made, key=lambda f: f.id))


def _scores(
    found: Sequence[Item], event: Sequence[str | None]
) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], str]]:
    """The score of each pair of mentions that may be one figure, and why.

    ``event`` is the attack that each mention is of: a story may tell of several, but of one disaster as a rule.
    """
    buckets: dict[tuple[str, str], list[Item]] = {}
    for item in found:
        state = item.mention.state or ""
        buckets.setdefault((item.dimension, state if state in states().names else ""), []).append(item)
    scores: dict[tuple[int, int], float] = {}
    why: dict[tuple[int, int], str] = {}
    met: set[tuple[int, str]] = set()  # (mention, report that gives the same value)
    for bucket in buckets.values():
        happenings = {e for i in bucket if not i.old and (e := event[i.index])}
        for a, b in combinations(bucket, 2):
            one, two = event[a.index], event[b.index]
            if len(happenings) <= 1 or (one and one == two):
                need = 0.0
            else:
                need = 2 * CONTEXT if one and two else CONTEXT
            score, reason = alike(a, b, need)
            if score >= SAME:
                scores[a.index, b.index], why[a.index, b.index] = score, reason
                if exactly(a, b):
                    met |= {(a.index, b.report), (b.index, a.report)}
    for i, j in list(scores):
        a, b = found[i], found[j]
        if not compatible(a, b) and not two_tellers(a, b) and ((i, b.report) in met or (j, a.report) in met):
            del scores[i, j], why[i, j]  # the other report has this very value elsewhere
    return scores, why


def _apart(g: tuple[int, ...], h: tuple[int, ...], found: Sequence[Item]) -> bool:
    """Must two groups stay apart? One teller who gives two values speaks of two things; so do sentences' parts."""
    for i in g:
        for j in h:
            a, b = found[i], found[j]
            if not one_time(a, b):
                return True
            if a.key[0] != b.key[0] or exactly(a, b):
                continue
            if a.sentence == b.sentence and a.mention.bound != "vague":
                return True
            if not compatible(a, b) and not two_tellers(a, b) and not grown(a, b):
                return True
    return False


def _events_by_report(events: Sequence[Event]) -> dict[str, list[tuple[int, int, str]]]:
    by_report: dict[str, list[tuple[int, int, str]]] = {}
    for event in events:
        for m in event.mentions:
            by_report.setdefault(m.report, []).append((m.trigger.start, m.trigger.end, event.id))
    return {report: sorted(found) for report, found in by_report.items()}


def _figure(
    group: tuple[Item, ...],
    slips: tuple[Doubt, ...],
    near: Mapping[str, Sequence[tuple[int, int, str]]],
    links: Sequence[tuple[int, int, float]],
    refused: tuple[int, int, float] | None,
    why: Mapping[tuple[int, int], str],
    found: Sequence[Item],
) -> Figure:
    unit, factor = _common_unit(group)
    values = _values(group, unit, factor)
    reports = {i.key[0] for i in group}
    lead = max(group, key=lambda i: (len(i.mention.subject), -i.index))
    events = [e for i in group if (e := _event(i, near)) is not None]
    relation = _relation(group, slips)
    spans = [(i.key[0], i.mention.span.start, i.mention.span.end) for i in group]
    joins = [
        Join(a=_own_id(found[a]), b=_own_id(found[b]), score=round(s, 2), because=(_because(why, a, b, found),))
        for a, b, s in links
    ]
    if refused is not None:
        a, b, s = refused
        words = f"“{found[a].text}” and “{found[b].text}” were kept apart"
        joins.append(
            Join(
                a=_own_id(found[a]),
                b=_own_id(found[b]),
                score=round(s, 2),
                because=(Reason(rule="apart", words=words),),
            )
        )
    told = "one report gives it" if len(reports) == 1 else f"{len(reports)} reports give it"
    return Figure(
        id=record_id("f", spans),
        confidence=round(min(i.mention.confidence for i in group) * (0.9 if relation == "differ" else 1.0), 2),
        because=(Reason(rule="figure", words=told),),
        origins=(),
        independent=1,
        independent_upper=1,
        subject=lead.mention.subject,
        values=values,
        unit=unit,
        currency=lead.mention.currency,
        event=max(sorted(set(events)), key=events.count) if events else None,
        of=next((i.mention.of for i in group if i.mention.of), None),
        where=next((i.mention.where for i in group if i.mention.where), None),
        relation=relation,
        doubts=slips,
        joined=tuple(joins),
    )


def _own_id(item: Item) -> str:
    return record_id("f", [(item.key[0], item.mention.span.start, item.mention.span.end)])


def _because(why: Mapping[tuple[int, int], str], a: int, b: int, found: Sequence[Item]) -> Reason:
    words = why.get((min(a, b), max(a, b))) or f"both count {found[a].mention.subject}"
    return Reason(rule="same-subject", words=words)


def _common_unit(group: Sequence[Item]) -> tuple[str | None, float]:
    """The unit that most mentions use, a metric one before another; all values are given in it."""
    names = [i.mention.unit for i in group if i.mention.unit]
    if not names:
        return None, 1.0
    known = units()
    if len(set(names)) > 1 and all(n in known for n in names):
        metric = [n for n in names if n.endswith(("metre", "gram", "tonne", "litre", "hectare"))]
        names = metric or names
    best = max(sorted(set(names)), key=names.count)
    return best, known[best].factor if best in known and not group[0].mention.currency else 1.0


def _values(group: Sequence[Item], unit: str | None, factor: float) -> tuple[FigureValue, ...]:
    by_value: dict[float | None, list[Item]] = {}
    for item in group:
        by_value.setdefault(_in(item, item.mention.value, unit, factor), []).append(item)
    ordered = sorted(by_value, key=lambda v: (v is None, v or 0.0))
    made = []
    for value in ordered:
        told = by_value[value]
        bounds = [i.mention.bound for i in told]
        bound = "exact" if "exact" in bounds else max(sorted(set(bounds)), key=bounds.count)
        first = next(i for i in told if i.mention.bound == bound)
        givers = sorted({i.giver for i in told if i.giver})
        days = sorted(i.day for i in told if i.day)
        made.append(
            FigureValue(
                value=value,
                bound=bound,
                mentions=tuple(span(i.witness, i.mention.span) for i in told),
                low=_in(first, first.mention.low, unit, factor),
                high=_in(first, first.mention.high, unit, factor),
                as_of=_as_of(told) or (days[0] if days else None),
                giver=givers[0] if len(givers) == 1 else None,
            )
        )
    return tuple(made)


def _in(item: Item, value: float | None, unit: str | None, factor: float) -> float | None:
    """The value in the figure's unit; a conversion keeps the digits that the report had, two at least."""
    if value is None or item.mention.unit == unit or item.dimension in ("count", "none"):
        return value
    converted = value * item.factor / factor
    digits = max(2, len(f"{value:.10g}".replace(".", "").strip("0")))
    return float(f"{converted:.{digits}g}")


def _as_of(told: Sequence[Item]) -> str | None:
    """The time that a report itself gives for an old figure ("in 2004")."""
    frames = sorted({i.frame for i in told if i.old and i.frame and _CALENDAR.fullmatch(i.frame)})
    return frames[0] if frames else None


def _event(item: Item, near: Mapping[str, Sequence[tuple[int, int, str]]]) -> str | None:
    """The event whose trigger stands nearest in the same sentence."""
    m = item.mention.span
    inside = [
        (min(abs(start - m.end), abs(m.start - end)) if not (start < m.end and m.start < end) else 0, event)
        for start, end, event in near.get(item.report, ())
        if item.sentence.start <= start < item.sentence.end
    ]
    return min(inside)[1] if inside else None


def _relation(group: Sequence[Item], slips: Sequence[Doubt] = ()) -> Literal["agree", "update", "differ", "single"]:
    """single, agree, update or differ: an update grows (or settles) with the day of publication.

    A toll that only grows but for one report, which another one shows to have swapped its numbers, is an update too.
    """
    plain = _plain_relation(group)
    if plain == "differ":
        for report in sorted({s.report for d in slips if d.kind == "swap" for s in d.spans}):
            others = [i for i in group if i.report != report]
            if len({i.report for i in others}) > 1 and _plain_relation(others) == "update":
                return "update"
    return plain


def _plain_relation(group: Sequence[Item]) -> Literal["agree", "update", "differ", "single"]:
    # What a report gives as an earlier stand of its own toll says nothing of the day on which it was published.
    last = [a for a in group if not any(b.key[0] == a.key[0] and grown(a, b, earlier=a) for b in group)]
    pairs = [(a, b) for a, b in combinations(last, 2) if not compatible(a, b)]
    if not pairs:
        return "agree" if len({i.key[0] for i in group}) > 1 else "single"
    for a, b in pairs:
        first, second = (a, b) if (a.mention.value or 0) <= (b.mention.value or 0) else (b, a)
        grows = first.mention.state in states().growing and first.day and second.day and first.day < second.day
        if not grows or first.mention.value == 0:
            return "differ"
    return "update"
