"""Short names for everything that a dossier shows: r1 for a report, S1, E1, F1, A1, C1 for records in reading order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from stemma.editions.plain import visible
from stemma.editions.rows import Standing
from stemma.editions.words import distinct
from stemma.errors import UserError
from stemma.model import Actor, Collation, Conflict, Event, Figure, Finding, Link, Origin, Span, Statement

SURE = 0.5  # a finding less sure than this is shown as open, not as fact, and labelled after those that are sure
LATE = "9999"  # sorts what has no date after all that has one
SHORT_ID = 6  # report ids up to this long are shown as they are
LATE_PLACE = 1 << 30
NOWHERE = (LATE_PLACE, 0, 0)
NAMED_ORIGINS = {"agency", "outlet", "document", "platform", "speaker"}

_F = TypeVar("_F", bound=Finding)


class Names(msgspec.Struct, frozen=True):
    """What things are called in one collation; ``order`` ranks reports by publication, then id."""

    order: Mapping[str, int]
    reports: Mapping[str, str]
    texts: Mapping[str, str | None]
    outlets: Mapping[str, str]
    actors: Mapping[str, Actor]
    labels: Mapping[str, str]
    year: str | None

    def report(self, report: str) -> str:
        """The short name of a report."""
        return self.reports.get(report, report)

    def told_in(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """The reports that spans lie in, in reading order."""
        ids = {s.report for s in spans}
        return tuple(self.report(r) for r in sorted(ids, key=lambda r: (self.order.get(r, len(self.order)), r)))

    def actor(self, actor: str | None) -> str:
        """An actor's name."""
        if actor is None:
            return ""
        return visible(self.actors[actor].name if actor in self.actors else actor)

    def place(self, span: Span) -> tuple[int, int, int]:
        """Where a span stands in reading order."""
        return self.order.get(span.report, len(self.order)), span.start, span.end

    def link(self, link: Link) -> str:
        """One link of a chain in words."""
        name = visible(link.name) or (self.actor(link.actor) if link.actor else "")
        return f"{name}, from {visible(link.from_language)}" if link.from_language else name

    def origin(self, origin: Origin) -> str:
        """An origin in words: "Ansel Press Agency", "on record", "r2 names no source"."""
        head, _, report = origin.name.partition(":")
        if origin.kind == "unstated":
            return f"{self.report(report)} names no source" if report else "no source named"
        if origin.kind == "unnamed":
            return f"unnamed ({self.report(report)})" if report else "unnamed sources"
        if origin.kind == "on-record":
            return "on record"
        name = self.report(report) if head in {"outlet", "own"} and report in self.reports else visible(origin.name)
        name = self.outlets.get(name, name)
        name = f"{name}, own reporting" if origin.kind == "outlet" else name
        return f"{name} (possibly)" if origin.bound == "possible" else name

    def standing(self, low: int, high: int, origins: Iterable[Origin]) -> Standing:
        """The independent origins of a record."""
        named: list[str] = []
        other: list[str] = []
        for origin in origins:
            sure = origin.bound == "sure" and origin.kind in NAMED_ORIGINS
            (named if sure else other).append(self.origin(origin))
        return Standing(low=low, high=max(low, high), named=distinct(named), open=distinct(other))


def names(collation: Collation) -> Names:
    """The names of everything in a collation; the same records get the same labels in every edition."""
    reports = sorted(collation.reports, key=lambda r: (r.published.value or LATE, r.published.earliest or LATE, r.id))
    order = {r.id: i for i, r in enumerate(reports)}
    keep = all(len(r.id) <= SHORT_ID and r.id.isascii() and r.id.isalnum() for r in reports)
    short = {r.id: r.id if keep else f"r{i + 1}" for r, i in zip(reports, order.values(), strict=True)}
    years = Counter(
        d[:4]
        for d in [*(s.date for s in collation.statements), *(e.date for e in collation.events)]
        + [r.published.value for r in reports]
        if d
    )
    first, last = collation.story.first_date, collation.story.last_date
    common = max(sorted(years), key=lambda y: years[y]) if years else None
    draft = Names(
        order=order,
        reports=short,
        texts={r.id: r.text for r in reports},
        outlets={r.id: visible(r.outlet or file_name(r.name) or short[r.id]) for r in reports},
        actors={a.id: a for a in collation.actors},
        labels={},
        year=first[:4] if first and last and first[:4] == last[:4] else common,
    )
    return msgspec.structs.replace(draft, labels=_labels(collation, draft))


def file_name(name: str | None) -> str:
    """The last part of a path: where the file lies is nothing for a dossier that others read."""
    return re.split(r"[/\\]", name)[-1] if name else ""


def _labels(collation: Collation, names: Names) -> dict[str, str]:
    told: dict[str, list[str]] = {letter: [] for letter in "SEFAC"}
    for pick in (sure, unsure):
        told["S"] += [s.id for group in grouped(pick(collation.statements), names) for s in group]
        told["E"] += [e.id for e, _ in on_timeline(pick(collation.events), names)]
        told["F"] += [f.id for f in in_order_of_figures(pick(collation.figures), names)]
        told["A"] += [a.id for a in in_order_of_actors(pick(collation.actors), names)]
        told["C"] += [c.id for c in in_order_of_rank(pick(collation.conflicts))]
    return {id: f"{letter}{i}" for letter, ids in told.items() for i, id in enumerate(ids, 1)}


def sure(findings: Iterable[_F]) -> list[_F]:
    """The findings to be told as fact."""
    return [f for f in findings if f.confidence >= SURE]


def unsure(findings: Iterable[_F]) -> list[_F]:
    """The findings to be told as open."""
    return [f for f in findings if f.confidence < SURE]


def first_place(statement: Statement, names: Names) -> tuple[int, int, int]:
    """Where a statement is first told."""
    return min(((names.order.get(v.report, LATE_PLACE), v.start, v.end) for v in statement.variants), default=NOWHERE)


def grouped(statements: Iterable[Statement], names: Names) -> list[list[Statement]]:
    """Statements by speakers and day, the earliest day first, unknown days last."""
    groups: dict[tuple[str, tuple[str, ...]], list[Statement]] = defaultdict(list)
    for s in statements:
        groups[(date_of(s) or LATE, s.speakers)].append(s)
    for group in groups.values():
        group.sort(key=lambda s: (first_place(s, names), s.id))
    return [groups[k] for k in sorted(groups, key=lambda k: (k[0], first_place(groups[k][0], names), k[1]))]


def on_timeline(events: Iterable[Event], names: Names) -> list[tuple[Event, int]]:
    """Events by date with their depth: parts stand below the event that they are part of."""
    events = list(events)
    known = {e.id for e in events}
    parts: dict[str | None, list[Event]] = defaultdict(list)
    for e in events:
        parts[e.part_of if e.part_of in known and e.part_of != e.id else None].append(e)

    def key(e: Event) -> tuple[str, tuple[int, int, int], str]:
        place = min(((names.order.get(m.report, LATE_PLACE), m.start, m.end) for m in e.mentions), default=NOWHERE)
        return date_of(e) or LATE, place, e.id

    out: list[tuple[Event, int]] = []
    seen: set[str] = set()

    def walk(of: str | None, depth: int) -> None:
        for e in sorted(parts[of], key=key):
            if e.id not in seen:
                seen.add(e.id)
                out.append((e, depth))
                walk(e.id, depth + 1)

    walk(None, 0)
    out += [(e, 0) for e in sorted(events, key=key) if e.id not in seen]  # parts of one another
    return out


def in_order_of_figures(figures: Iterable[Figure], names: Names) -> list[Figure]:
    """Figures by the first day that they stand for, then by where they are first given."""

    def key(f: Figure) -> tuple[str, tuple[int, int, int], str]:
        dates = [v.as_of for v in f.values if v.as_of]
        place = min((names.place(m) for v in f.values for m in v.mentions), default=NOWHERE)
        return min(dates, default=LATE), place, f.id

    return sorted(figures, key=key)


def in_order_of_actors(actors: Iterable[Actor], names: Names) -> list[Actor]:
    """Actors in the order in which a reader meets them."""

    def key(a: Actor) -> tuple[tuple[int, int, int], str]:
        return min(((names.order.get(m.report, LATE_PLACE), m.start, m.end) for m in a.mentions), default=NOWHERE), a.id

    return sorted(actors, key=key)


def in_order_of_rank(conflicts: Iterable[Conflict]) -> list[Conflict]:
    """Conflicts, what matters most first."""
    return sorted(conflicts, key=lambda c: (c.rank, c.id))


def date_of(record: Statement | Event) -> str | None:
    """The day of a statement or an event."""
    return record.date or (record.when.value if record.when else None)


def find(collation: Collation, names: Names, label: str) -> str:
    """The id of the record or report that a label ("S1"), an id or the start of an id names.

    Raises UserError with the labels that there are.
    """
    wanted = label.strip()
    by_label = {v.casefold(): k for k, v in [*names.reports.items(), *names.labels.items()]}
    if wanted.casefold() in by_label:
        return by_label[wanted.casefold()]
    ids = [*names.reports, *names.labels, *(d.id for d in collation.derivations), *(t.id for t in collation.times)]
    hits = [i for i in ids if i == wanted] or [i for i in ids if len(wanted) >= 4 and i.startswith(wanted)]
    if len(hits) == 1:
        return hits[0]
    if hits:
        raise UserError(f"{label}: names several records; give more of the id: {', '.join(hits[:4])}")
    last = {letter: sum(v[0] == letter for v in names.labels.values()) for letter in "SEFAC"}
    there = ", ".join(f"{k}1–{k}{n}" if n > 1 else f"{k}1" for k, n in last.items() if n)
    raise UserError(f"{label}: no such record; this collation has {there or 'no records'}")
