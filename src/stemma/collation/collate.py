"""One collation from the reports of a story, in fixed rounds: passages, days, actors, statements, events, the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import metadata

import msgspec

from stemma.collation import corrections as put_right
from stemma.collation.actors import actors as cast_of
from stemma.collation.answers import answered
from stemma.collation.brief import brief
from stemma.collation.chains import chains
from stemma.collation.common import Cast
from stemma.collation.confidence import calibrated
from stemma.collation.conflicts import conflicts, labels
from stemma.collation.corrections import Correction, located
from stemma.collation.dates import bound_times, publication_days
from stemma.collation.dates.numeric import with_months_told
from stemma.collation.derivations import derivations
from stemma.collation.events import events as events_of
from stemma.collation.figures import figures as figures_of
from stemma.collation.matrix import matrix
from stemma.collation.originals import with_originals
from stemma.collation.origins import of_events, of_figures, of_statements, told, unsourced
from stemma.collation.origins.ground import grounds
from stemma.collation.report_sources import agencies_of, own_agency
from stemma.collation.shared import shared
from stemma.collation.similarity import Embedder, Remembering, default_embedder
from stemma.collation.statements import statements as statements_of
from stemma.collation.statements.divided import divided
from stemma.collation.statements.tellings import tellings
from stemma.collation.story import days_of, story
from stemma.collation.trimmed import trimmed
from stemma.collation.views import with_views
from stemma.model import (
    Collation,
    Event,
    Flag,
    LeftOut,
    Link,
    MadeBy,
    Model,
    Published,
    Reading,
    Reason,
    Report,
    ReportDateline,
    ReportLink,
    ReportRecord,
    Source,
    Span,
    Statement,
    Witness,
)
from stemma.reading.credits import credits
from stemma.reading.parse import MODEL
from stemma.reading.press import PressBook, press_book, source_at, source_named

_CALENDAR_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}(?::\d{2}(?::\d{2})?)?(?:Z|[+-]\d{2}:\d{2})?)?)?)?")


def collate(
    witnesses: Sequence[Witness],
    left_out: Sequence[LeftOut] = (),
    corrections: Sequence[Correction] = (),
    embedder: Embedder | None = None,
) -> Collation:
    """What the reports of one story say together.

    The order of ``witnesses`` does not matter. ``embedder`` makes the sentence vectors: by default the one that ships.
    """
    encoder = embedder or default_embedder()
    embedder = Remembering(encoder) if encoder else None
    given = sorted(witnesses, key=lambda w: w.report.id)
    right = located(corrections, given)
    given = [Witness(w.report, put_right.without_rejected(w.reading, w.report.id, right)) for w in given]

    book = press_book([w.report.text for w in given], (w.report.outlet for w in given if w.report.outlet))
    given = with_views(with_months_told([Witness(w.report, _credited(w, book)) for w in given]))

    common = shared(given)
    published = put_right.publication_set(publication_days(given), given, right)
    times = put_right.times_set(bound_times(given, published), right)
    cast = put_right.cast_set(cast_of(given), given, right)

    links = chains(given, cast, book)
    found = divided(given, tellings(given, links, times, published, cast), cast, embedder)
    bare_statements = statements_of(given, found, cast, embedder, right)
    bare_events = tuple(_with_calendar_day(e) for e in events_of(given, cast, times, published))
    bare_figures = figures_of(given, cast, times, bare_events, published)

    agencies = {w.report.id: _named(agencies_of(w, book), cast) for w in given}
    wires = {w.report.id: _named(own_agency(w, book), cast) + agencies[w.report.id] for w in given}
    derived = derivations(given, common, published, agencies, book, links, tuple(times.values()), bare_statements)
    ground = grounds(given, derived, cast.actors, book, common.passages, published)
    said = of_statements(bare_statements, found, ground)
    inside = told(said)
    happened = of_events(bare_events, inside, found, ground)
    said = answered(said, happened)
    counted = of_figures(bare_figures, inside, found, ground)
    named = {a.id: a for a in cast.actors}
    said = calibrated(with_originals(given, said, named, embedder))
    happened, counted = calibrated(happened), calibrated(counted)
    words = labels(given, cast.actors)
    against = calibrated(
        conflicts(given, said, happened, counted, words, named, embedder, found, ground, tuple(times.values()))
    )
    whole = Collation(
        made_by=MadeBy(version=_version(), models=_models(encoder), corrections=right.keys),
        story=story(given, published, happened, said),
        reports=tuple(_report(w, published, wires[w.report.id], said) for w in given),
        actors=cast.actors,
        times=tuple(t for _, t in sorted(times.items(), key=lambda item: (item[1].report, item[1].start, item[1].end))),
        statements=said,
        events=happened,
        figures=counted,
        passages=common.passages,
        derivations=derived,
        conflicts=against,
        labels=words,
        brief=brief(said, happened, counted, against, named, days_of(published)),
        matrix=matrix([w for w in given if w.report.language == "en"], published, said, happened, counted, against),
        sources=_sources(agencies, given),
        left_out=tuple(sorted(left_out, key=lambda x: x.report)),
    )
    return trimmed(whole)


def _with_calendar_day(event: Event) -> Event:
    """The event without a date that is no year, month or day: the contract knows no weeks or intervals there."""
    when = event.when
    if when and when.value and not _CALENDAR_DAY.fullmatch(when.value):
        when = msgspec.structs.replace(when, value=None)
    day = event.date if event.date and _CALENDAR_DAY.fullmatch(event.date) else None
    return msgspec.structs.replace(event, date=day, when=when)


def _credited(witness: Witness, book: PressBook) -> Reading:
    """The reading with the credits that show once the whole story's agencies and outlets are known."""
    reading = witness.reading
    if witness.report.language != "en":
        return reading
    found = credits(witness.report.text, reading.attributions, reading.debris, book)
    return msgspec.structs.replace(reading, credits=found)


def _version() -> str:
    try:
        return metadata.version("stemma-news")
    except metadata.PackageNotFoundError:
        return "0"


def _models(embedder: Embedder | None) -> tuple[Model, ...]:
    names = [MODEL, *([type(embedder).__module__] if embedder else [])]
    return tuple(Model(name=n) for n in names)


def _named(links: Sequence[Link], cast: Cast) -> tuple[Link, ...]:
    """The links with the actors that their spans mention."""
    made = []
    for link in links:
        where = link.span
        actor = next(
            (
                a.id
                for a in cast.actors
                for m in a.mentions
                if where
                and m.type == "name"
                and m.report == where.report
                and m.start < where.end
                and where.start < m.end
            ),
            None,
        )
        made.append(msgspec.structs.replace(link, actor=actor))
    return tuple(made)


def _report(
    witness: Witness,
    published: Mapping[str, Published],
    agencies: Sequence[Link],
    said: Sequence[Statement],
) -> ReportRecord:
    report = witness.report
    known = (source_named(report.outlet) if report.outlet else None) or (source_at(report.url) if report.url else None)
    return ReportRecord(
        id=report.id,
        sha256=report.sha256,
        text=report.text,
        published=published.get(report.sha256, Published(value=None, basis="unknown")),
        debris=witness.reading.debris,
        agencies=tuple(agencies),
        outlet=report.outlet,
        owner=known.owner if known else None,
        url=report.url,
        title=report.title,
        name=_file_name(report.name),
        language=report.language,
        translated_from=report.translated_from,
        authors=report.authors,
        version=report.version,
        replaces=report.replaces,
        updated=report.updated,
        retrieved=report.retrieved,
        links=tuple(ReportLink(span=_span(report, x.start, x.end), url=x.url) for x in report.links),
        based_on=report.based_on,
        changes=report.changes,
        dateline=_dateline(report),
        part=report.part,
        because=tuple(_placed(report, r) for r in report.because),
        flags=_flags(report),
        names=tuple(_span(report, s.start, s.end) for s in witness.reading.names),
        numbers=tuple(_span(report, s.start, s.end) for s in witness.reading.numbers),
        unsourced=unsourced(witness, said),
    )


def _file_name(name: str | None) -> str | None:
    """The name of the file that a report came in, without the folders of whoever collated it; an address as it is."""
    return name if name is None or "://" in name else re.split(r"[/\\]", name)[-1]


def _dateline(report: Report) -> ReportDateline | None:
    line = report.dateline
    if line is None:
        return None
    return ReportDateline(place=line.place, agency=line.agency, span=_span(report, line.start, line.end))


def _placed(report: Report, reason: Reason) -> Reason:
    """A reason of intake with the words of the report that it rests on as a span."""
    if "start" not in reason.features:
        return reason
    where = _span(report, reason.features["start"], reason.features["end"])
    return Reason(rule=reason.rule, words=reason.words, spans=(where,))


def _flags(report: Report) -> tuple[Flag, ...]:
    found = [
        Flag(kind=f.kind, why=f.why, spans=tuple(_span(report, s.start, s.end) for s in f.stretches))
        for f in report.flags
    ]
    if report.language != "en":
        found.append(Flag(kind="unread", why=f"in another language ({report.language}): kept, not read"))
    return tuple(found)


def _span(report: Report, start: int, end: int) -> Span:
    return Span(report=report.id, start=start, end=end, text=report.text[start:end])


def _sources(agencies: Mapping[str, Sequence[Link]], witnesses: Sequence[Witness]) -> tuple[Source, ...]:
    """The agencies and outlets that reports rest on, and the reports' own outlets, each once."""
    found: dict[str, Source] = {}
    used = Counter(link.name for links in agencies.values() for link in links)
    for name in sorted(used):
        link = next(x for links in agencies.values() for x in links if x.name == name)
        _add_source(found, name, link.kind or "outlet", link.actor)
    for w in witnesses:
        if w.report.outlet:
            _add_source(found, w.report.outlet, "outlet", None)
    return tuple(found[k] for k in sorted(found))


def _add_source(found: dict[str, Source], name: str, kind: str, actor: str | None) -> None:
    known = source_named(name)
    key = known.name if known else name
    if key not in found:
        found[key] = Source(
            name=name,
            kind=known.kind if known else kind,
            actor=actor,
            owner=known.owner if known else None,
            country=known.country if known else None,
            state_owned={"yes": True, "no": False, "public": True}.get(known.state or "") if known else None,
        )
