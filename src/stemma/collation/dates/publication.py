"""When each report was published: given, stated in its text, or inferred jointly from what the reports say together.

Publication days are variables. Pivots (two reports that date one thing), dates beside weekdays, and the habit of news
to name the days just past are weighted constraints; each connected set of undated reports is solved exactly.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

from stemma.collation.dates.binding import bind
from stemma.collation.dates.calendar import Days, days
from stemma.collation.dates.datelines import as_date, dateline, given, header_weekday, stated
from stemma.collation.dates.daysearch import Bound, Search, meet
from stemma.collation.dates.pivots import Nearness, Pivot, datable, pivots
from stemma.collation.dates.publication_reasons import BESIDE, OPENING, why
from stemma.model import Published, Reason, Span, Witness

AFTERMATH = 9  # days after a dated happening within which a report of it is looked for first
DELAY = 0.3  # cost of each day between the last day told of and publication: news names the days just past
APART = 0.1  # cost of each day between two reports that date one day's happening, or between it and its report
# Cost of a weekday told as past by the days back to it, a quarter of its log odds against today: of 100 in wire news 50
# mean the day of the report, 35 the day before, 9 two days before.
STALE = (0.0, 0.09, 0.43, 0.7, 0.98, 0.98, 0.98)
# A report that says "yesterday" for the day before calls neither that day nor its own by the name of the weekday.
STALE_BESIDE_YESTERDAY = (2.0, 2.0, 0.43, 0.7, 0.98, 0.98, 0.98)
AMONG = 0.6  # reports of one story are mostly of the same days; evidence for another time outweighs it
AMONG_DAYS = 4  # in which it fades by half and more
FRESH = 1.0  # as evidence: a report names a day just gone by in the days of the story's dated reports
FRESH_DAYS = 2
WEEKDAY_SAID = 3.0  # "today (Wednesday)" and a dateline's weekday hardly err
DATELINE_WEIGHT = 4.0
DATELINE_LATE = 0.5  # an agency files on the day of its dateline, a paper may print it the day after
OLD_NEWS = 0.6  # a report opens with a day long before its own
SAME_DAY = 1.2  # "July 31" and "Thursday" side by side, where they fall together
FULL_DATE = 0.8  # a full date that a report opens with
TOLD_BEFORE = 3.0  # a past event dated after publication
NEAR = 1.0  # words that two reports share and neither dates, where both are of one day
NEAR_FADES = 0.2  # by each day between them
AFTER_NIGHT = 0.5  # a night told of as past is seldom told before its end
MARGIN = 0.25  # by how much the best day must beat every other; DELAY parts neighbouring days that nothing else parts
EVIDENCE = 1.0  # what must speak for a day besides the habits of news
CANDIDATES = 32  # days kept a report


def publication_days(witnesses: Sequence[Witness]) -> dict[str, Published]:
    """The publication day of each report by its sha256, with basis, evidence and reasons; a tie is unknown."""
    made: dict[str, Published] = {}
    for witness in witnesses:
        known = given(witness) or stated(witness)
        if known is not None:
            made[witness.report.sha256] = known
    undated = [i for i, w in enumerate(witnesses) if w.report.sha256 not in made]
    if undated:
        made |= _inferred(witnesses, undated, made)
    return {w.report.sha256: made[w.report.sha256] for w in witnesses}


def day_of(published: Published | None) -> date | None:
    """The day, where a whole day is known."""
    return as_date(published.value) if published and published.value else None


# Inferred ------------------------------------------------------------------------------------------------------


def _inferred(
    witnesses: Sequence[Witness], undated: Sequence[int], made: Mapping[str, Published]
) -> dict[str, Published]:
    known = {i: d for i, w in enumerate(witnesses) if (d := day_of(made.get(w.report.sha256))) is not None}
    found, shared = pivots(witnesses)
    links = [p for p in found if _tells(p, witnesses, known)]
    near = [n for n in shared if n.a not in known or n.b not in known]

    @cache
    def bound(i: int, n: int, day: date) -> tuple[date, date] | None:
        value = bind(witnesses[i].reading.times[n], day).value
        return days(value) if value else None

    # what dated reports say of each undated one: its expression, the days it names there, the weight
    anchored: dict[int, list[tuple[int, Days, float]]] = {i: [] for i in undated}
    beside: dict[int, list[date]] = {i: [] for i in undated}
    for p in links:
        for x, y in ((p.a, p.b), (p.b, p.a)):
            moved = x[0] in anchored and not witnesses[x[0]].reading.times[x[1]].value
            if moved and y[0] in known and (there := bound(*y, known[y[0]])):
                anchored[x[0]].append((x[1], there, p.weight))
    for m in near:
        for i, j in ((m.a, m.b), (m.b, m.a)):
            if i in beside and j in known:
                beside[i].append(known[j])
    pool = _candidates(witnesses, undated, known, anchored, beside, bound)
    for first, second in [(p.a[0], p.b[0]) for p in links] * 2 + [(m.a, m.b) for m in near] * 2:
        # an undated report that only undated ones tell of again may share their days
        if first in pool and second in pool and pool[first] is not pool[second]:
            pool[first], pool[second] = pool[first] | pool[second], pool[first] | pool[second]
    own: dict[int, dict[date, float]] = {}
    evidence: dict[int, dict[date, float]] = {}
    for i in undated:
        own[i], evidence[i] = {}, {}
        for day in sorted(pool[i]):
            score, proof, fresh = _alone(witnesses[i], i, day, bound)
            soon: date | None = None  # the last happening that a dated report dates too
            for n, told_of, weight in anchored[i]:
                told = bound(i, n, day)
                agree = weight * meet(told, told_of)
                score += agree
                proof += max(0.0, agree)
                if agree > 0 and told and told[0] == told[1]:
                    soon = told[0] if soon is None or told[0] > soon else soon
            for near_day in beside[i]:
                gain = _nearness(day, near_day)
                score += gain
                proof += gain
            if known:
                away = min(abs((day - d).days) for d in known.values())
                score += AMONG * sum(math.exp(-abs((day - d).days) / AMONG_DAYS) for d in known.values()) / len(known)
                proof += FRESH if fresh and away <= FRESH_DAYS else 0.0
            if soon is not None:
                score -= APART * min(abs((day - soon).days), AFTERMATH)
            own[i][day], evidence[i][day] = score, proof
        keep = sorted(own[i], key=lambda d: (-own[i][d], d))[:CANDIDATES]
        own[i] = {d: own[i][d] for d in sorted(keep)}
    answers: dict[str, Published] = {}
    for group in _groups(undated, links, near, known):
        answers |= _solved(witnesses, group, own, evidence, links, near, known, bound)
    return answers


def _tells(pivot: Pivot, witnesses: Sequence[Witness], known: Mapping[int, date]) -> bool:
    """Does the pivot say anything of an undated report? Two dates that no publication day moves do not."""
    sides = (pivot.a, pivot.b)
    return any(i not in known and not witnesses[i].reading.times[n].value for i, n in sides)


def _nearness(a: date, b: date) -> float:
    return max(0.0, NEAR - NEAR_FADES * abs((a - b).days))


def _candidates(
    witnesses: Sequence[Witness],
    undated: Sequence[int],
    known: Mapping[int, date],
    anchored: Mapping[int, Sequence[tuple[int, Days, float]]],
    beside: Mapping[int, Sequence[date]],
    bound: Bound,
) -> dict[int, set[date]]:
    """The days worth trying: just after what each report dates, in the years that the pile knows.

    Where no report is dated no year is known: a year that a text names may be long past, and a weekday and a date fall
    together in one year of seven.
    """
    years = {y for d in known.values() for y in (d.year - 1, d.year)}
    pool: dict[int, set[date]] = {i: set() for i in undated}
    for i in undated:
        for near in known.values():
            pool[i].update(_after(near - timedelta(FRESH_DAYS), 2 * FRESH_DAYS))
        for n, expression in enumerate(witnesses[i].reading.times):
            if not datable(expression):
                continue
            if expression.value and len(expression.value) == 10 and (stretch := days(expression.value)):
                pool[i].update(_after(stretch[0]))
            elif expression.part and expression.part.startswith(("month-day", "named")):
                for year in sorted(years):
                    if stretch := bound(i, n, date(year, 6, 30)):
                        pool[i].update(_after(_in_year(stretch[0], year)))
        for _, there, _ in anchored[i]:
            if (there[1] - there[0]).days <= 7:
                pool[i].update(_after(there[0]))
        for day in beside[i]:
            pool[i].update(_after(day - timedelta(2)))
    return pool


def _after(day: date, count: int = AFTERMATH) -> Iterable[date]:
    return (day + timedelta(n) for n in range(count + 1) if day.toordinal() + n <= date.max.toordinal())


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _alone(witness: Witness, i: int, day: date, bound: Bound) -> tuple[float, float, bool]:
    """How well a day fits what the report says by itself, how much of that is evidence rather than habit.

    Last, whether the report names that day or the one before it.
    """
    score = proof = 0.0
    fresh = dated = yesterday = False
    opening = dateline(witness)
    ends = [s.end for s in witness.reading.sentences[:OPENING]] or [0]
    latest: date | None = None
    weekdays: list[date] = []
    named: dict[date, list[int]] = {}
    dates: list[tuple[date, int]] = []
    for n, expression in enumerate(witness.reading.times):
        if header_weekday(witness, expression):
            fits = f"weekday:{day.isoweekday()}" == expression.part
            score += WEEKDAY_SAID if fits else -WEEKDAY_SAID
            proof += 0.5 if fits else 0.0
        if not datable(expression) or expression.in_quote:
            continue
        if expression.weekday and expression.unit == "day":
            fits = (day + timedelta(expression.offset or 0)).isoweekday() == expression.weekday
            score += WEEKDAY_SAID if fits else -WEEKDAY_SAID
            proof += 0.5 if fits else 0.0
        yesterday = yesterday or (expression.unit == "day" and expression.offset == -1 and not expression.weekday)
        stretch = bound(i, n, day)
        if stretch is None:
            continue
        ahead = expression.value and stretch[0] > day and expression.direction != "future"
        if ahead and stretch[0] < stretch[1] and len(expression.value or "") >= len("2017-01"):
            score -= TOLD_BEFORE  # "January 2017" in a report of 2016
            proof -= TOLD_BEFORE
        if stretch[0] != stretch[1]:
            continue
        told = stretch[0]
        if expression is opening:
            late = (day - told).days
            score += DATELINE_WEIGHT - DATELINE_LATE * late if 0 <= late <= 1 else -DATELINE_WEIGHT
            proof += 1.5 if 0 <= late <= 1 else 0.0
        if expression.direction != "future" and told > day:
            score -= TOLD_BEFORE
        opens = expression.span.end <= ends[-1]
        fresh = fresh or (
            expression.part is not None and expression.direction != "future" and 0 <= (day - told).days <= 1
        )
        if expression.span.end <= ends[0] and (day - told).days > AFTERMATH:
            score -= OLD_NEWS
        if told == day and expression.direction == "past" and expression.clock in ("TNI", "TEV"):
            score -= AFTER_NIGHT
        if told <= day and expression.direction != "future" and expression.unit is None:
            latest = told if latest is None or told > latest else latest
        kind = (expression.part or "").partition(":")[0]
        if kind == "weekday":
            weekdays.append(told)
            named.setdefault(told, []).append(expression.span.start)
        elif kind == "month-day" or expression.value:
            dates.append((told, expression.span.start))
            dated = dated or bool(expression.value and opens and 0 <= (day - told).days <= AFTERMATH)
    if any(abs(at - other) <= BESIDE for told, at in dates for other in named.get(told, ())):
        score += SAME_DAY
        proof += SAME_DAY
    score += FULL_DATE * dated
    proof += FULL_DATE * dated
    stale = STALE_BESIDE_YESTERDAY if yesterday else STALE
    score -= sum(stale[min((day - told).days, 6)] for told in dict.fromkeys(weekdays) if told <= day)
    if latest is not None:
        score -= DELAY * min((day - latest).days, 2 * AFTERMATH)
    return score, proof, fresh


def _groups(
    undated: Sequence[int], links: Sequence[Pivot], near: Sequence[Nearness], known: Mapping[int, date]
) -> list[list[int]]:
    """Sets of undated reports that pivots and shared words connect."""
    parent = {i: i for i in undated}

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for first, second in [(p.a[0], p.b[0]) for p in links] + [(m.a, m.b) for m in near]:
        if first not in known and second not in known:
            a, b = sorted((root(first), root(second)))
            parent[b] = a
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for i in undated:
        groups[root(i)].append(i)
    return [groups[k] for k in sorted(groups)]


def _solved(
    witnesses: Sequence[Witness],
    group: Sequence[int],
    own: Mapping[int, Mapping[date, float]],
    evidence: Mapping[int, Mapping[date, float]],
    links: Sequence[Pivot],
    shared: Sequence[Nearness],
    known: Mapping[int, date],
    bound: Bound,
) -> dict[str, Published]:
    inner = [p for p in links if p.a[0] in group and p.b[0] in group]
    choices = {i: list(own[i]) for i in group if own[i]}

    @cache
    def stretches(i: int, n: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        found = [bound(i, n, day) for day in choices[i]]
        # an expression that a day leaves unbound agrees with nothing and contradicts nothing: an empty stretch
        first = np.array([f[0].toordinal() if f else 0 for f in found])
        return first, np.array([f[1].toordinal() if f else -1 for f in found])

    tables: dict[tuple[int, int], NDArray[np.float64]] = {}
    close_by: dict[tuple[int, int], NDArray[np.float64]] = {}
    for p in inner:
        a, b = p.a[0], p.b[0]
        if a not in choices or b not in choices:
            continue
        (a1, a2), (b1, b2) = stretches(*p.a), stretches(*p.b)
        agree = np.where((a1[:, None] <= b2[None, :]) & (b1[None, :] <= a2[:, None]), 1.0, -1.0)
        agree *= (a2 > 0)[:, None] & (b2 > 0)[None, :]
        one_day = (agree > 0) & (a1 == a2)[:, None] & (b1 == b2)[None, :]
        apart = _apart(choices[a], choices[b])
        tables[a, b] = tables.get((a, b), 0.0) + p.weight * agree
        close_by.setdefault((a, b), np.zeros_like(agree))
        close_by[a, b] = np.maximum(close_by[a, b], one_day * APART * np.minimum(apart, AFTERMATH))
    for pair, cost in close_by.items():
        tables[pair] = tables[pair] - cost
    for m in shared:
        if m.a in choices and m.b in choices:
            gain = np.maximum(0.0, NEAR - NEAR_FADES * _apart(choices[m.a], choices[m.b]))
            tables[m.a, m.b] = tables.get((m.a, m.b), 0.0) + gain
    alone = {i: np.array([own[i][d] for d in found]) for i, found in choices.items()}
    search = Search(alone, tables, MARGIN)
    answer = search.best({})
    if search.exhausted:  # too many undated reports that contradict each other: the dated ones alone decide
        tables = {}
        search = Search(alone, tables, MARGIN)
        answer = search.best({})
    best = None if answer is None else (answer[0], {i: choices[i][x] for i, x in answer[1].items()})
    made: dict[str, Published] = {}
    # undated reports that only lean on each other have an order, not a date
    moored = best is not None and sum(evidence[i][day] for i, day in best[1].items()) >= EVIDENCE
    for i in group:
        witness = witnesses[i]
        if best is None or i not in best[1]:
            made[witness.report.sha256] = _unknown("nothing that it dates is dated by another report", None, None)
            continue
        day = best[1][i]
        assert answer is not None
        rivals = [x for x in search.left[i] if x != answer[1][i]]
        close = [day, *(choices[i][x] for x in rivals if search.best({i: x}, floor=best[0] - MARGIN))]
        proof = evidence[i][day] + sum(
            max(0.0, float(t[answer[1][a], answer[1][b]])) for (a, b), t in tables.items() if i in (a, b)
        )
        reasons, spans = why(witnesses, i, day, links, {**known, **best[1]}, bound)
        if proof < EVIDENCE or not moored:
            made[witness.report.sha256] = _unknown("too little speaks for any day", None, None)
        elif len(close) > 1:
            made[witness.report.sha256] = _unknown(
                f"{len(close)} days fit equally well", min(close), max(close), reasons, spans
            )
        else:
            made[witness.report.sha256] = Published(
                value=day.isoformat(), basis="inferred", evidence=spans, because=reasons
            )
    return made


def _apart(a: Sequence[date], b: Sequence[date]) -> NDArray[np.float64]:
    """How many days lie between each day of one report and each of another."""
    x, y = (np.array([float(d.toordinal()) for d in days_]) for days_ in (a, b))
    gaps: NDArray[np.float64] = np.abs(x[:, None] - y[None, :])
    return gaps


def _unknown(
    words: str,
    earliest: date | None,
    latest: date | None,
    reasons: tuple[Reason, ...] = (),
    spans: tuple[Span, ...] = (),
) -> Published:
    return Published(
        value=None,
        basis="unknown",
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        evidence=spans,
        because=(Reason(rule="undated", words=words), *reasons),
    )
