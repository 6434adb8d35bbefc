"""One record with all that an edition can open: facts, spans in reading order, reasons, what was nearly joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stemma.editions.dossier import dossier
from stemma.editions.names import Names, date_of, file_name
from stemma.editions.plain import visible
from stemma.editions.words import amount, count, day, distinct, quoted, several, short
from stemma.model import (
    Actor,
    Collation,
    Conflict,
    Derivation,
    Event,
    Figure,
    Finding,
    Join,
    Reason,
    Record,
    ReportRecord,
    Span,
    Statement,
    Time,
    place_of,
    record_id,
)

TITLE = 110
QUOTES = "\"“”„«»'‘’,"
BASES = {
    "given": "given with the report",
    "stated": "stated in the report",
    "absolute": "a full date in the text",
    "relative": "reckoned from the report's day",
    "tense": "by tense, from the report's day",
    "story": "from what is told just before",
    "another-report": "from another report",
    "assumed": "assumed",
}


class RecordView(Record, kw_only=True, frozen=True):
    """A record opened: ``places`` are its spans with a short note each, ``called`` names the pieces joined."""

    label: str
    title: str
    head: str
    facts: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[Span, str], ...] = ()
    because: tuple[Reason, ...] = ()
    joined: tuple[Join, ...] = ()
    refused: tuple[Join, ...] = ()
    called: Mapping[str, str] = {}
    settle: str = ""


def every_record(collation: Collation) -> dict[str, Finding | ReportRecord]:
    """All that can be opened, by id."""
    return {
        x.id: x
        for xs in (
            collation.reports,
            collation.statements,
            collation.events,
            collation.figures,
            collation.actors,
            collation.conflicts,
            collation.derivations,
            collation.times,
        )
        for x in xs
    }


def record_view(collation: Collation, names: Names, found: Finding | ReportRecord) -> RecordView:
    """A record or report, opened."""
    if isinstance(found, ReportRecord):
        return _report(collation, names, found)
    label = names.labels.get(found.id, found.id)
    sure = f"confidence {found.confidence:.2f}"
    common = dict(label=label, because=found.because, settle=found.settle or "")
    if isinstance(found, Statement):
        return RecordView(**common, **_statement(found, names, sure))  # type: ignore[arg-type]
    if isinstance(found, Event):
        return RecordView(**common, **_event(found, names, sure, _pieces(collation, found, names)))  # type: ignore[arg-type]
    if isinstance(found, Figure):
        return RecordView(**common, **_figure(found, names, sure, _pieces(collation, found, names)))  # type: ignore[arg-type]
    if isinstance(found, Actor):
        return RecordView(**common, **_actor(found, names, sure))  # type: ignore[arg-type]
    if isinstance(found, Conflict):
        places = tuple((s, f"side {i}") for i, side in enumerate(found.sides, 1) for s in side.spans)
        head = f"{found.kind} · {found.status} · {sure}"
        return RecordView(**common, title=visible(found.about), head=head, places=places)  # type: ignore[arg-type]
    if isinstance(found, Derivation):
        title = f"{names.report(found.to)} {found.kind} {names.report(found.from_)}"
        shared = {p.id: p for p in collation.passages}
        spans = [s for p in found.passages if p in shared for s in shared[p].spans] + list(found.evidence)
        return RecordView(**common, title=title, head=sure, places=_placed(spans, names))  # type: ignore[arg-type]
    assert isinstance(found, Time)
    span = place_of(found)
    value = day(found.value) or "no day"
    return RecordView(
        **common,  # type: ignore[arg-type]
        title=f"“{visible(found.text)}” → {value}",
        head=f"{visible(found.how)} · {sure}".lstrip(" ·"),
        places=((span, ""),),
    )


def _statement(s: Statement, names: Names, sure: str) -> dict[str, object]:
    who = several(names.actor(a) for a in s.speakers) or "speaker not resolved"
    standing = names.standing(s.independent, s.independent_upper, s.origins)
    called = {v.id: f"{names.report(v.report)} “{short(visible(v.text).strip(QUOTES), 40)}”" for v in s.variants}
    notes = {v.id: ", ".join([v.form, *(f"↳ {names.link(link)}" for link in v.via)]) for v in s.variants}
    places = [(place_of(v), notes[v.id]) for v in s.variants]
    return dict(
        title=visible(s.gist) or short(visible(s.variants[0].text), TITLE),
        head=" · ".join(p for p in (who, visible(s.occasion or ""), day(date_of(s)) or "day unknown", sure) if p),
        facts=_facts(
            ("origins", f"{standing.numbers}: {'; '.join(standing.origins)}" if standing.numbers else ""),
            ("to", several(names.actor(a) for a in s.addressees)),
            ("answers", ", ".join(f"{a.relation} {names.labels.get(a.record, a.record)}" for a in s.answers)),
        ),
        places=tuple(sorted(places, key=lambda p: names.place(p[0]))),
        **_split(s.joined, called),
    )


def _event(e: Event, names: Names, sure: str, called: dict[str, str]) -> dict[str, object]:
    standing = names.standing(e.independent, e.independent_upper, e.origins)
    spans = [(place_of(m), m.modality) for m in e.mentions]
    code = " ".join(p for p in (e.type, e.mode or "", *e.contexts) if p)
    return dict(
        title=visible(e.title) or short(visible(e.mentions[0].text), TITLE),
        head=" · ".join(p for p in (day(date_of(e)) or "day unknown", e.status, code, sure) if p),
        facts=_facts(
            ("origins", f"{standing.numbers}: {'; '.join(standing.origins)}" if standing.numbers else ""),
            ("actors", several(names.actor(p.actor) for p in e.participants if p.role == "actor")),
            ("recipients", several(names.actor(p.actor) for p in e.participants if p.role == "recipient")),
            ("place", visible(e.place.name) if e.place else ""),
            ("day", BASES.get(e.when.basis, "") if e.when else ""),
            (
                "type",
                "; ".join(visible(r.words) for r in e.type_because) or quoted(visible(e.mentions[0].trigger.text)),
            ),
        ),
        places=tuple((s, "" if m == "asserted" else m) for s, m in sorted(spans, key=lambda x: names.place(x[0]))),
        **_split(e.joined, called),
    )


def _pieces(collation: Collation, found: Event | Figure, names: Names) -> dict[str, str]:
    """What the tellings that were joined are called: each has an id of its own, made from where it stands."""
    sha = {r.id: r.sha256 for r in collation.reports}
    if isinstance(found, Event):
        spans = [m.trigger for m in found.mentions]
    else:
        spans = [m for v in found.values for m in v.mentions]
    prefix = found.id[:1]
    return {
        record_id(prefix, [(sha[s.report], s.start, s.end)]): f"{names.report(s.report)} “{short(visible(s.text), 40)}”"
        for s in spans
        if s.report in sha
    }


def _figure(f: Figure, names: Names, sure: str, called: dict[str, str]) -> dict[str, object]:
    standing = names.standing(f.independent, f.independent_upper, f.origins)
    worded = [
        (m, amount(v.value, v.bound, v.low, v.high, f.unit, f.currency, f.subject))
        for v in f.values
        for m in v.mentions
    ]
    return dict(
        title=visible(f.subject),
        head=f"{f.relation} · {sure}",
        facts=_facts(
            ("origins", f"{standing.numbers}: {'; '.join(standing.origins)}" if standing.numbers else ""),
            ("doubts", "; ".join(visible(d.why) for d in f.doubts)),
        ),
        places=tuple(sorted(worded, key=lambda p: names.place(p[0]))),
        **_split(f.joined, called),
    )


def _actor(a: Actor, names: Names, sure: str) -> dict[str, object]:
    spans = [place_of(m) for m in a.mentions]
    return dict(
        title=visible(a.name),
        head=" · ".join(p for p in (a.kind, a.country or "", count(len(spans), "mention"), sure) if p),
        facts=_facts(
            ("also", ", ".join(f"“{visible(n)}”" for n in distinct([*a.names, *a.metonyms]) if n != a.name)),
            ("offices", ", ".join(distinct(visible(o.title) for o in a.offices))),
        ),
        places=_placed(spans, names),
        **_split(a.joined, {}),
    )


def _report(collation: Collation, names: Names, r: ReportRecord) -> RecordView:
    d = dossier(collation)
    label = names.report(r.id)
    told = distinct([x.label for x in d.timeline if label in x.reports])
    said = distinct([s.label for g in d.groups for s in g.statements if label in s.reports])
    figures = distinct([f.label for f in d.figures if label in f.reports])
    row = next(x for x in d.reports if x.id == r.id)
    return RecordView(
        label=label,
        title=visible(r.title or r.outlet or file_name(r.name) or r.id),
        head=" · ".join(p for p in (row.name, row.date, row.how, *row.flags) if p),
        facts=_facts(
            ("link", visible(r.url or "")),
            ("owner", row.owner),
            ("credits", ", ".join(row.rests)),
            ("events", " ".join(told)),
            ("statements", " ".join(said)),
            ("figures", " ".join(figures)),
            ("cut away", "; ".join(why for _, why in row.debris)),
        ),
        places=tuple((s, "no source named") for s in r.unsourced),
        because=r.published.because,
    )


def _facts(*facts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(f for f in facts if f[1])


def _placed(spans: Iterable[Span], names: Names) -> tuple[tuple[Span, str], ...]:
    return tuple((s, "") for s in sorted(dict.fromkeys(spans), key=names.place))


def _split(joins: Iterable[Join], called: dict[str, str]) -> dict[str, object]:
    """A record's joins that hold, and those refused: their rule or words say so."""
    held: list[Join] = []
    refused: list[Join] = []
    for join in joins:
        no = any("refus" in r.rule or "refused" in r.words or "not join" in r.words for r in join.because)
        (refused if no else held).append(join)
    return dict(joined=tuple(held), refused=tuple(refused), called=called)
