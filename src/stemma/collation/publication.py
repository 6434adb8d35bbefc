"""When each report was published: given, stated in its text, or inferred jointly from what the reports say together.

Publication days are variables. Pivots (two reports that date one thing), dates beside weekdays, and the habit of news
to name the days just past are weighted constraints; each connected set of undated reports is solved exactly.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from stemma.collation.binding import bind
from stemma.collation.calendar import WEEKDAYS, days
from stemma.collation.common import span
from stemma.collation.datelines import as_date, dateline, given, stated
from stemma.collation.daysearch import Search
from stemma.collation.pivots import Nearness, Pivot, datable, pivots
from stemma.model import Published, Reason, Span, TimeExpression, Witness

AFTERMATH = 9  # days after a dated happening within which a report of it is looked for first
DELAY = 0.3  # cost of each day between the last day told of and publication: news names the days just past
APART = 0.1  # cost of each day between two reports that date one day's happening, or between it and its report
STALE = 0.08  # cost of each day back to each weekday named: a weekday mostly means yesterday or today
WEEKDAY_SAID = 3.0  # "today (Wednesday)" and a dateline's weekday hardly err
DATELINE_WEIGHT = 4.0
SAME_DAY = 1.2  # "July 31" and "Thursday" in one report, where they fall together
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

    pool = _candidates(witnesses, undated, known, links, near, bound)
    own: dict[int, dict[date, float]] = {}
    evidence: dict[int, dict[date, float]] = {}
    for i in undated:
        own[i], evidence[i] = {}, {}
        for day in pool[i]:
            score, proof = _alone(witnesses[i], i, day, bound)
            soon: date | None = None  # the last happening that a dated report dates too
            for p in links:
                (x, y) = (p.a, p.b) if p.a[0] == i else (p.b, p.a)
                if x[0] == i and y[0] in known and not witnesses[i].reading.times[x[1]].value:
                    agree = _agree(bound(*x, day), bound(*y, known[y[0]]))
                    score += p.weight * agree
                    if agree > 0 and (told := bound(*x, day)) and told[0] == told[1]:
                        soon = told[0] if soon is None or told[0] > soon else soon
                    proof += max(0.0, p.weight * agree)
            for m in near:
                other = m.b if m.a == i else m.a
                if i in (m.a, m.b) and other in known:
                    gain = _nearness(day, known[other])
                    score += gain
                    proof += gain
            if soon is not None:
                score -= APART * min(abs((day - soon).days), AFTERMATH)
            own[i][day], evidence[i][day] = score, proof
        keep = sorted(own[i], key=lambda d: (-own[i][d], d))[:CANDIDATES]
        own[i] = {d: own[i][d] for d in sorted(keep)}
    answers: dict[str, Published] = {}
    for group in _groups(undated, links, near, known):
        answers |= _solved(witnesses, group, own, evidence, links, near, known, bound)
    return answers


Bound = Callable[[int, int, date], tuple[date, date] | None]


_YEAR = re.compile(r"(?:19|20)\d\d(?!/)")


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
    links: Sequence[Pivot],
    near: Sequence[Nearness],
    bound: Bound,
) -> dict[int, list[date]]:
    """The days worth trying: just after what each report dates, in the years that the pile knows."""
    years = {y for d in known.values() for y in (d.year - 1, d.year)}
    if not years:
        # no report is dated: the last year that the pile names, and the one after
        named = [int(t.value[:4]) for w in witnesses for t in w.reading.times if t.value and _YEAR.match(t.value)]
        years = {max(named), max(named) + 1} if named else set()
    pool: dict[int, set[date]] = {i: set() for i in undated}
    for i in undated:
        for n, expression in enumerate(witnesses[i].reading.times):
            if not datable(expression):
                continue
            if expression.value and len(expression.value) == 10 and (stretch := days(expression.value)):
                pool[i].update(_after(stretch[0]))
            elif expression.part and expression.part.startswith(("month-day", "named")):
                for year in sorted(years):
                    if stretch := bound(i, n, date(year, 6, 30)):
                        pool[i].update(_after(_in_year(stretch[0], year)))
        for p in links:
            x, y = (p.a, p.b) if p.a[0] == i else (p.b, p.a)
            if x[0] == i and y[0] in known:
                stretch = bound(*y, known[y[0]])
                if stretch and (stretch[1] - stretch[0]).days <= 7:
                    pool[i].update(_after(stretch[0]))
        for m in near:
            other = m.b if m.a == i else m.a
            if i in (m.a, m.b) and other in known:
                pool[i].update(_after(known[other] - timedelta(2)))
    # an undated report that only undated ones tell of again may share their days
    for _ in range(2):
        for a, b in [(p.a[0], p.b[0]) for p in links] + [(m.a, m.b) for m in near]:
            if a in pool and b in pool:
                either = pool[a] | pool[b]
                pool[a], pool[b] = set(either), set(either)
    return {i: sorted(found) for i, found in pool.items()}


def _after(day: date) -> Iterable[date]:
    return (day + timedelta(n) for n in range(AFTERMATH + 1) if day.toordinal() + n <= date.max.toordinal())


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _agree(a: tuple[date, date] | None, b: tuple[date, date] | None) -> float:
    if a is None or b is None:
        return 0.0
    return 1.0 if a[0] <= b[1] and b[0] <= a[1] else -1.0


def _alone(witness: Witness, i: int, day: date, bound: Bound) -> tuple[float, float]:
    """How well a day fits what the report says by itself, and how much of that is evidence rather than habit."""
    score = proof = 0.0
    opening = dateline(witness)
    latest: date | None = None
    weekdays: list[date] = []
    dates: list[date] = []
    for n, expression in enumerate(witness.reading.times):
        if not datable(expression) or expression.in_quote:
            continue
        if expression.weekday and expression.unit == "day":
            fits = (day + timedelta(expression.offset or 0)).isoweekday() == expression.weekday
            score += WEEKDAY_SAID if fits else -WEEKDAY_SAID
            proof += 0.5 if fits else 0.0
        stretch = bound(i, n, day)
        if stretch is None or stretch[0] != stretch[1]:
            continue
        told = stretch[0]
        if expression is opening:
            late = (day - told).days
            score += DATELINE_WEIGHT if 0 <= late <= 1 else -DATELINE_WEIGHT
            proof += 1.5 if 0 <= late <= 1 else 0.0
        if expression.direction != "future" and told > day:
            score -= TOLD_BEFORE
        if told == day and expression.direction == "past" and expression.clock in ("TNI", "TEV"):
            score -= AFTER_NIGHT
        if told <= day and expression.direction != "future" and expression.unit is None:
            latest = told if latest is None or told > latest else latest
        kind = (expression.part or "").partition(":")[0]
        if kind == "weekday":
            weekdays.append(told)
        elif kind == "month-day" or expression.value:
            dates.append(told)
            if expression.value and 0 <= (day - told).days <= AFTERMATH:
                score += SAME_DAY
                proof += SAME_DAY
    if set(weekdays) & set(dates):
        score += SAME_DAY
        proof += SAME_DAY
    score -= STALE * sum((day - told).days for told in dict.fromkeys(weekdays) if told <= day)
    if latest is not None:
        score -= DELAY * min((day - latest).days, 2 * AFTERMATH)
    return score, proof


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
    tables: dict[tuple[int, int], dict[tuple[date, date], float]] = {}
    parted: set[tuple[int, int]] = set()
    for p in inner:
        a, b = p.a[0], p.b[0]
        table = tables.setdefault((a, b), {})
        for x in own[a]:
            for y in own[b]:
                agree = _agree(bound(*p.a, x), bound(*p.b, y))
                near = APART * min(abs((x - y).days), AFTERMATH) if agree > 0 and (a, b) not in parted else 0.0
                table[x, y] = table.get((x, y), 0.0) + p.weight * agree - near
        parted.add((a, b))
    for m in shared:
        if m.a in group and m.b in group:
            table = tables.setdefault((m.a, m.b), {})
            for x in own[m.a]:
                for y in own[m.b]:
                    table[x, y] = table.get((x, y), 0.0) + _nearness(x, y)
    tables = {pair: table for pair, table in tables.items() if table}
    search = Search({i: own[i] for i in group if own[i]}, tables, MARGIN)
    best = search.best({})
    made: dict[str, Published] = {}
    # undated reports that only lean on each other have an order, not a date
    moored = best is not None and sum(evidence[i][day] for i, day in best[1].items()) >= EVIDENCE
    for i in group:
        witness = witnesses[i]
        if best is None or i not in best[1]:
            made[witness.report.sha256] = _unknown("nothing that it dates is dated by another report", None, None)
            continue
        day = best[1][i]
        rivals = [d for d in search.own[i] if d != day]
        close = [day, *(d for d in rivals if search.best({i: d}, floor=best[0] - MARGIN))]
        proof = evidence[i][day] + sum(
            max(0.0, t[best[1][a], best[1][b]]) for (a, b), t in tables.items() if i in (a, b)
        )
        reasons, spans = _why(witnesses, i, day, links, {**known, **best[1]}, bound)
        if search.exhausted:
            made[witness.report.sha256] = _unknown("too many days fit to try them all", None, None)
        elif proof < EVIDENCE or not moored:
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


def _unknown(
    why: str, earliest: date | None, latest: date | None, reasons: tuple[Reason, ...] = (), spans: tuple[Span, ...] = ()
) -> Published:
    return Published(
        value=None,
        basis="unknown",
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        evidence=spans,
        because=(Reason(rule="undated", words=why), *reasons),
    )


REASONS = 3  # the links that weighed most; more is not read


def _why(
    witnesses: Sequence[Witness], i: int, day: date, links: Sequence[Pivot], at: Mapping[int, date], bound: Bound
) -> tuple[tuple[Reason, ...], tuple[Span, ...]]:
    reasons: list[Reason] = []
    spans: list[Span] = []
    times = witnesses[i].reading.times
    for expression in times:
        if expression.weekday and expression.unit == "day" and not expression.in_quote:
            fits = (day + timedelta(expression.offset or 0)).isoweekday() == expression.weekday
            if fits:
                words = f"{day} fits “{_text(witnesses[i], expression)}”"
                reasons.append(Reason(rule="weekday-said", words=words))
                spans.append(span(witnesses[i], expression.span))
    ranked = sorted((p for p in links if i in (p.a[0], p.b[0])), key=lambda p: -p.weight)
    for p in ranked:
        x, y = (p.a, p.b) if p.a[0] == i else (p.b, p.a)
        if y[0] not in at or _agree(bound(*x, day), stretch := bound(*y, at[y[0]])) <= 0 or stretch is None:
            continue
        mine, theirs = times[x[1]], witnesses[y[0]].reading.times[y[1]]
        when = stretch[0].isoformat() if stretch[0] == stretch[1] else f"{stretch[0]} to {stretch[1]}"
        other = witnesses[y[0]].report.id
        words = f"“{_text(witnesses[i], mine)}” here is “{_text(witnesses[y[0]], theirs)}” in {other}, {when} ({p.why})"
        reasons.append(Reason(rule="pivot", words=words))
        spans.append(span(witnesses[i], mine.span))
        if len(reasons) >= REASONS:
            break
    if len(reasons) < REASONS:
        found = _beside(times, i, day, bound)
        if found is not None:
            first, second, told = found
            one, two = _text(witnesses[i], times[first]), _text(witnesses[i], times[second])
            words = f"“{one}” and “{two}” are one day in {told.year}: {told} was a {WEEKDAYS[told.weekday()]}"
            reasons.append(Reason(rule="date-and-weekday", words=words))
            spans.extend((span(witnesses[i], times[first].span), span(witnesses[i], times[second].span)))
    return tuple(reasons), tuple(dict.fromkeys(spans))


def _beside(times: Sequence[TimeExpression], i: int, day: date, bound: Bound) -> tuple[int, int, date] | None:
    """A date and a weekday of the report that fall on one day."""
    weekdays: dict[date, int] = {}
    for n, expression in enumerate(times):
        if datable(expression) and (expression.part or "").startswith("weekday") and (stretch := bound(i, n, day)):
            weekdays.setdefault(stretch[0], n)
    for n, expression in enumerate(times):
        if datable(expression) and (expression.part or "").startswith("month-day"):
            stretch = bound(i, n, day)
            if stretch and stretch[0] in weekdays:
                return n, weekdays[stretch[0]], stretch[0]
    return None


def _text(witness: Witness, expression: TimeExpression) -> str:
    return expression.span.of(witness.report.text)
