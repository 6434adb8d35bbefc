"""Origins and independence: where each telling starts in the end, and how many of those starts are independent.

Named origins (an agency, a ministry's post, an outlet's own reporter) each count. What is on record, unstated or
unnamed may be one and the same source, so it counts in the upper bound only, and as one in the lower bound when nothing
is named. Ten outlets on one agency are one origin; independence is never overstated.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from stemma.collation.derivations import outlet_names
from stemma.collation.tellings import Telling
from stemma.lexicon import table, values
from stemma.model import (
    Actor,
    Derivation,
    Event,
    EventTelling,
    Figure,
    FigureValue,
    Link,
    Origin,
    OriginKind,
    Passage,
    Reason,
    Span,
    Statement,
    Stretch,
    Variant,
    Witness,
)
from stemma.reading.press import PressBook, source_named

NAMED = ("agency", "outlet", "document", "platform", "speaker")
SAME_WORDS = 8  # words in a row that two direct tellings share when they are of one hearing

DATELINE_WITHIN = 600  # characters, so that menus and headers may stand before it
_DATELINE = re.compile(  # "PORT ANSEL, Karnia — ": an agency's would name the agency in brackets
    r"^(?=[A-Z ]{4})[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,3}(?:, [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?)?"
    r"(?:, [A-Z]\w+\.? \d{1,2})? ?[—–-]{1,2} (?=\w)",
    re.M,
)
_OUR = re.compile(
    r"\bour (?:own )?(?:reporter|correspondent|staff)\b|\bthis (?:reporter|correspondent|newspaper)\b", re.I
)


class Grounds(msgspec.Struct, frozen=True):
    """What decides origins: each report's own-reporting name if it has one, whom it rests on and where, the actors."""

    witnesses: tuple[Witness, ...]
    own: Mapping[str, str]
    rests_on: Mapping[str, str]
    actors: Mapping[str, Actor]
    by_name: Mapping[str, str]
    book: PressBook
    copied: Mapping[str, tuple[tuple[int, int], ...]]
    silent: Mapping[str, str]


def grounds(
    witnesses: Sequence[Witness],
    derived: Sequence[Derivation],
    actors: Sequence[Actor],
    book: PressBook,
    passages: Sequence[Passage] = (),
) -> Grounds:
    """What the origins of a story's records are decided on."""
    ids = {w.report.id for w in witnesses}
    rests: dict[str, str] = {}
    for d in derived:
        if d.from_ in ids and d.kind in ("copies", "rewrites"):
            rests.setdefault(d.to, d.from_)
    own = {w.report.id: w.report.outlet for w in witnesses if w.report.outlet and _has_reporter(w)}
    by_name = {_plain(n): a.id for a in reversed(actors) for n in (a.name, *a.names)}
    copied: dict[str, list[tuple[int, int]]] = {}
    for passage in passages:
        for s in passage.spans:
            if any(o.report == rests.get(s.report) for o in passage.spans):
                copied.setdefault(s.report, []).append((s.start, s.end))
    silent = {d.to: d.from_ for d in derived if d.from_ not in ids and not d.credited}
    places = {r: tuple(sorted(p)) for r, p in copied.items()}
    return Grounds(tuple(witnesses), own, rests, {a.id: a for a in actors}, by_name, book, places, silent)


def _has_reporter(witness: Witness) -> bool:
    """Does the report show a reporter of its own on the spot, or words spoken to its own outlet?"""
    text, report = witness.report.text, witness.report
    if _OUR.search(text) or _DATELINE.search(text[:DATELINE_WITHIN]):
        return True
    own = outlet_names(witness)
    for a in witness.reading.attributions:
        if a.addressee and _plain(a.addressee.of(text)) in own:
            return True
    if report.outlet:
        short = re.escape(report.outlet.split()[0] if len(report.outlet.split()[0]) > 2 else report.outlet)
        return bool(
            re.search(rf"\b{short}['’]s (?:[A-Z]\w+ [A-Z]\w+|correspondent|reporter)|\btold (?:the )?{short}\b", text)
        )
    return False


def of_statements(made: Sequence[Statement], found: Sequence[Telling], ground: Grounds) -> tuple[Statement, ...]:
    """The statements with their origins and both bounds of independence."""
    public = {(ground.witnesses[t.witness].report.id, t.start, t.end): t.public for t in found}
    return tuple(_of_statement(s, public, ground) for s in made)


def _of_statement(made: Statement, public: Mapping[tuple[str, int, int], bool], ground: Grounds) -> Statement:
    told = [(_start(v, public, made.speakers, ground), v) for v in made.variants]
    told = _same_hearing(_further_up(told, ground))
    origins = _merged(_sourced([(o, v.report) for o, v in told]), ground)
    low, high = bounds(origins)
    return msgspec.structs.replace(made, origins=origins, independent=low, independent_upper=high)


def _further_up(told: Sequence[tuple[Origin, Variant]], ground: Grounds) -> list[tuple[Origin, Variant]]:
    """Origins that another telling leads further back, put there.

    Where one report has it from A through B and another from B alone, both have it from A; where one names an outlet
    whose own report is in the pile and has it from A, both have it from A.
    """
    back: dict[str, Origin] = {}
    for origin, variant in told:
        for link in variant.via[1:]:
            if _key(origin, ground) != _plain_key(link.name, ground):
                back.setdefault(_plain_key(link.name, ground), origin)
    outlets = {_plain_key(w.report.outlet, ground): w.report.id for w in ground.witnesses if w.report.outlet}
    by_report = {v.report: o for o, v in told if o.kind in NAMED}
    result = []
    for origin, variant in told:
        key = _key(origin, ground)
        above = back.get(key) or by_report.get(outlets.get(key, ""))
        if origin.kind in NAMED and above and _key(above, ground) != key:
            why = Reason(rule="further-up", words=f"another report shows that {origin.name} has it from {above.name}")
            origin = msgspec.structs.replace(above, because=(why,))
        result.append((origin, variant))
    return result


def bounds(origins: Iterable[Origin]) -> tuple[int, int]:
    """(at least, at most) how many origins are independent; at least: owners once, merely possible ones not."""
    listed = list(origins)
    families = {_family(o) for o in listed if o.kind in NAMED and o.bound == "sure"}
    low = max(1, len(families))
    return low, max(low, len(listed))


def _family(origin: Origin) -> str:
    known = source_named(origin.name)
    return known.owner or known.name if known else _plain(origin.name)


def _plain(name: str) -> str:
    return re.sub(r"\W+", " ", re.sub(r"^(?:the|an?) ", "", name.casefold())).strip()


def _start(
    variant: Variant, public: Mapping[tuple[str, int, int], bool], speakers: Sequence[str], ground: Grounds
) -> Origin:
    """Where one telling starts: its nearest named link, the public occasion, the speaking body, the report itself."""
    report = variant.report
    for link in variant.via:
        origin = _of_link(link, report, ground)
        if origin:
            return origin
    for speaker in speakers:
        actor = ground.actors.get(speaker)
        if actor and (known := source_named(actor.name, ground.book)) and known.kind != "platform":
            words = f"{actor.name} itself is quoted as the source"
            return Origin(
                name=ground.book.shown(known), kind="agency", because=(Reason(rule="speaker-is-agency", words=words),)
            )
    if public.get((report, variant.start, variant.end)):
        words = f"{report} places the words at a public occasion"
        return Origin(name="on record", kind="on-record", because=(Reason(rule="public-occasion", words=words),))
    if len(speakers) == 1:
        actor = ground.actors.get(speakers[0])
        if actor and _is_body(actor) and not variant.via and variant.form != "direct":
            words = f"{actor.name} put it out under its own name"
            return Origin(name=actor.name, kind="document", because=(Reason(rule="body-speaks", words=words),))
    return unstated(report, ground, variant.start, variant.end)


def _is_body(actor: Actor) -> bool:
    """An organisation, or a government's office; not the government that goes by its country's name."""
    return actor.kind == "organisation" or (actor.kind == "government" and _plain(actor.name) not in _lands())


def unstated(report: str, ground: Grounds, start: int, end: int, spoken: bool = True) -> Origin:
    """The start of what a report says in a place with no source: the report it rests on there, else unstated.

    What is ``spoken`` to a report that shows a reporter of its own starts with that reporter, unless the place is one
    that the report copied.
    """
    seen = {report}
    if report in ground.own and any(s < end and start < e for s, e in ground.copied.get(report, ())):
        report = ground.rests_on[report]
        seen.add(report)
    while report in ground.rests_on and report not in ground.own and ground.rests_on[report] not in seen:
        report = ground.rests_on[report]
        seen.add(report)
    if spoken and report in ground.own:
        name = ground.own[report]
        words = f"{report} shows a reporter of its own"
        return Origin(name=name, kind="outlet", because=(Reason(rule="own-reporting", words=words),))
    if report in ground.silent and report not in ground.own:
        name = ground.silent[report]
        words = f"{report} gives no source, and has words of {name} without credit"
        because = (Reason(rule="uncredited-words", words=words),)
        return Origin(name=name, kind="agency", bound="possible", because=because)
    words = f"{report} gives no source and shows no dependence"
    return Origin(name=f"unstated:{report}", kind="unstated", because=(Reason(rule="no-source", words=words),))


def _of_link(link: Link, report: str, ground: Grounds) -> Origin | None:
    if link.kind in ("translation", "unnamed") or link.kind is None:
        return None
    kinds: dict[str, OriginKind] = {
        "agency": "agency",
        "broadcaster": "outlet",
        "outlet": "outlet",
        "platform": "platform",
        "body": "document",
        "document": "document",
        "state-media": "agency",
        "person": "speaker",
    }
    words = f"{report} has it through {link.name}"
    return Origin(
        name=link.name,
        kind=kinds.get(link.kind, "document"),
        because=(Reason(rule="chain", words=words),),
        spans=(link.span,) if link.span else (),
    )


def _same_hearing(told: Sequence[tuple[Origin, Variant]]) -> list[tuple[Origin, Variant]]:
    """An uncredited quotation that is word for word one which another report credits starts where that one does."""
    named = [(o, v) for o, v in told if o.kind in NAMED]
    result = []
    for origin, variant in told:
        if origin.kind == "unstated":
            twin = next((o for o, v in named if v.report != variant.report and _same_words(v.text, variant.text)), None)
            if twin:
                why = Reason(
                    rule="same-words", words=f"{variant.report} has the very words that came through {twin.name}"
                )
                origin = msgspec.structs.replace(twin, bound="possible", because=(why,))
        result.append((origin, variant))
    return result


def _same_words(a: str, b: str) -> bool:
    first, second = re.findall(r"\w+", a.casefold()), re.findall(r"\w+", b.casefold())
    if min(len(first), len(second)) < SAME_WORDS:
        return False
    runs = {tuple(first[i : i + SAME_WORDS]) for i in range(len(first) - SAME_WORDS + 1)}
    return any(tuple(second[i : i + SAME_WORDS]) in runs for i in range(len(second) - SAME_WORDS + 1))


def _sourced(origins: Sequence[tuple[Origin, str]]) -> list[Origin]:
    """The origins without "unstated" for a report that elsewhere gives the same thing with its source.

    A lead says in the report's own voice what its body attributes.
    """
    sourced = {report for origin, report in origins if origin.kind not in ("unstated", "unnamed")}
    return [origin for origin, report in origins if origin.kind != "unstated" or report not in sourced]


def _merged(origins: Sequence[Origin], ground: Grounds) -> tuple[Origin, ...]:
    """Each origin once, under its actor's name; an agency of a state and the body of that state it renders are one."""
    kept: dict[str, Origin] = {}
    for origin in origins:
        key = _key(origin, ground)
        if key not in kept or (kept[key].bound == "possible" and origin.bound == "sure"):
            kept[key] = origin
    bodies = [o for o in kept.values() if o.kind == "document"]
    for key, origin in list(kept.items()):
        known = source_named(origin.name)
        if (
            origin.kind == "agency"
            and known
            and known.state == "yes"
            and any(_country(b, ground) == known.country for b in bodies)
        ):
            del kept[key]
    return tuple(sorted(kept.values(), key=lambda o: (o.kind not in NAMED, o.name)))


def _key(origin: Origin, ground: Grounds) -> str:
    return _plain_key(origin.name, ground)


def _plain_key(name: str, ground: Grounds) -> str:
    """One key for all names of a source: the lexicon's name, else its actor's id, else the plain words."""
    known = source_named(name, ground.book)
    if known:
        return known.name.casefold()
    plain = _plain(name)
    return ground.by_name.get(plain, plain)


def _country(origin: Origin, ground: Grounds) -> str | None:
    """The country of a body: its actor's, or that of the people or land in its name."""
    actor = ground.by_name.get(_plain(origin.name))
    if actor and ground.actors[actor].country:
        return ground.actors[actor].country
    words = _plain(origin.name).split()
    return next((c for n in (2, 1) for i in range(len(words)) if (c := _lands().get(" ".join(words[i : i + n])))), None)


@functools.cache
def _lands() -> Mapping[str, str]:
    """Plain names and demonyms of the countries, with their ISO 3166 alpha-3 codes."""
    return {
        _plain(v): row["iso3"]
        for row in reversed(table("countries"))
        for column in ("demonyms", "names", "name")
        for v in values(row[column])
    }


class Told(msgspec.Struct, frozen=True):
    """The statements' variants by report, to look up which of them tells a stretch."""

    by_report: Mapping[str, tuple[tuple[int, int, Statement, Variant], ...]]

    def at(self, report: str, start: int, end: int) -> tuple[Statement, Variant] | None:
        """The shortest variant that holds the stretch."""
        holding = [(e - s, s, x, v) for s, e, x, v in self.by_report.get(report, ()) if s <= start and end <= e]
        if not holding:
            return None
        _, _, statement, variant = min(holding, key=lambda h: (h[0], h[1]))
        return statement, variant


def told(made: Sequence[Statement]) -> Told:
    """An index of the variants by report."""
    index: dict[str, list[tuple[int, int, Statement, Variant]]] = {}
    for s in made:
        for v in s.variants:
            index.setdefault(v.report, []).append((v.start, v.end, s, v))
    return Told({r: tuple(sorted(vs, key=lambda x: (x[0], x[1], x[2].id))) for r, vs in index.items()})


def of_events(events: Sequence[Event], inside: Told, found: Sequence[Telling], ground: Grounds) -> tuple[Event, ...]:
    """The events with the statement that tells each mention, the chain, the origins and both bounds."""
    public = {(ground.witnesses[t.witness].report.id, t.start, t.end): t.public for t in found}
    made = []
    for event in events:
        mentions: list[EventTelling] = []
        origins: list[tuple[Origin, str]] = []
        speakers: list[tuple[str, ...]] = []
        for m in event.mentions:
            holder = inside.at(m.report, m.trigger.start, m.trigger.end)
            if holder is None:
                origins.append((unstated(m.report, ground, m.start, m.end, spoken=False), m.report))
                mentions.append(m)
                continue
            statement, variant = holder
            if variant.cue_class != "denied" and m.modality != "denied":  # a denial is no telling of the deed
                origins.append((_start(variant, public, statement.speakers, ground), m.report))
            speakers.append(statement.speakers)
            mentions.append(msgspec.structs.replace(m, statement=statement.id, via=variant.via))
        if mentions and len(speakers) == len(mentions):
            merged: tuple[Origin, ...] = (_speaker_origin(speakers, ground),)
            low, high = 1, 1
        else:
            merged = _merged(_sourced(origins), ground) or (_speaker_origin(speakers, ground),)
            low, high = bounds(merged)
        made.append(
            msgspec.structs.replace(
                event, mentions=tuple(mentions), origins=merged, independent=low, independent_upper=high
            )
        )
    return tuple(made)


def of_figures(
    figures: Sequence[Figure], inside: Told, found: Sequence[Telling], ground: Grounds
) -> tuple[Figure, ...]:
    """The figures with the origins of each value and of the whole, and both bounds."""
    public = {(ground.witnesses[t.witness].report.id, t.start, t.end): t.public for t in found}
    made = []
    for figure in figures:
        values: list[FigureValue] = []
        every: list[Origin] = []
        for value in figure.values:
            origins: list[tuple[Origin, str]] = []
            statement: str | None = None
            for m in value.mentions:
                holder = inside.at(m.report, m.start, m.end) or inside.at(m.report, m.start, m.start + 1)
                statement = statement or (holder[0].id if holder else None)
                start = (
                    _start(holder[1], public, holder[0].speakers, ground)
                    if holder
                    else unstated(m.report, ground, m.start, m.end, spoken=False)
                )
                origins.append((start, m.report))
            merged = _merged(_sourced(origins), ground)
            every += merged
            values.append(msgspec.structs.replace(value, origins=merged, statement=statement))
        whole = _merged(every, ground)
        low, high = bounds(whole)
        made.append(
            msgspec.structs.replace(
                figure, values=tuple(values), origins=whole, independent=low, independent_upper=high
            )
        )
    return tuple(made)


def _speaker_origin(speakers: Sequence[Sequence[str]], ground: Grounds) -> Origin:
    ids = sorted({s for group in speakers for s in group})
    names = ", ".join(ground.actors[i].name for i in ids if i in ground.actors) or "the speaker"
    why = Reason(rule="only-in-statements", words=f"told only in what {names} said")
    return Origin(name=names, kind="speaker", because=(why,))


def unsourced(witness: Witness, made: Sequence[Statement]) -> tuple[Span, ...]:
    """The sentences that a report asserts with no source at all: none of their words are attributed or debris."""
    from stemma.collation.common import span

    covered = [Stretch(v.start, v.end) for s in made for v in s.variants if v.report == witness.report.id]
    covered += [Stretch(d.start, d.end) for d in witness.reading.debris]
    covered += [p for a in witness.reading.attributions for p in a.content]
    return tuple(span(witness, s) for s in witness.reading.sentences if not any(s.overlap(c) for c in covered))
