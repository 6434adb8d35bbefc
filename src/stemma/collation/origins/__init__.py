"""Origins: where each telling of a statement, an event or a figure starts in the end.

What a report tells with a source starts there. What it tells without one starts with the agency whose copy it is, the
report that it rests on or its own reporter; else it is unstated. `bounds` says how many are independent.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from stemma.collation.common import sentence_at, span
from stemma.collation.origins.bounds import NAMED, bounds, merged, source_key
from stemma.collation.origins.ground import Grounds, is_news, unsourced_start
from stemma.collation.origins.joint import (
    Begun,
    at_one_occasion,
    begun,
    from_base,
    further_up,
    inferred,
    measured,
    of_named_reports,
    rendered,
    same_hearing,
    same_utterance,
    sourced,
)
from stemma.collation.origins.starts import Public, public_places, start_of
from stemma.collation.statements.tellings import Telling
from stemma.lexicon import table
from stemma.model import (
    Event,
    EventTelling,
    Figure,
    FigureValue,
    Origin,
    Reason,
    Span,
    Statement,
    Stretch,
    Variant,
    Witness,
)

FEWEST_WORDS = 5  # of a sentence that asserts something
IN_PUBLIC = ("trial",)  # events that whoever was there has at first hand
BESIDE = ("agency", "outlet", "on-record")  # kinds of origin of words from which what is told beside them comes too


def of_statements(made: Sequence[Statement], found: Sequence[Telling], ground: Grounds) -> tuple[Statement, ...]:
    """The statements with their origins and both bounds of independence."""
    public = public_places(found, ground)
    cited = _cited(told(made), public, ground)
    return tuple(_of_statement(s, public, cited, ground) for s in made)


def _of_statement(
    made: Statement, public: Public, cited: Mapping[str, Mapping[str, Origin]], ground: Grounds
) -> Statement:
    told = [(start_of(v, public, made.speakers, ground), v) for v in made.variants]
    told = same_utterance(same_hearing(further_up(told, ground)), ground)
    starts = [begun(o, v, ground) for o, v in told]
    starts = at_one_occasion(of_named_reports(from_base(starts), ground))
    if not any(t.origin.kind == "on-record" for t in starts):  # what was said in public may be had from anywhere
        starts = _cited_elsewhere(starts, cited, ground)
    origins = merged(sourced(rendered(starts)), ground)
    low, high = bounds(origins)
    return msgspec.structs.replace(made, origins=origins, independent=low, independent_upper=high)


class Told(msgspec.Struct, frozen=True):
    """The statements' variants by report, to look up which of them tells a stretch, and the sources they name."""

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
    public = public_places(found, ground)
    cited = _cited(inside, public, ground)
    beside = _beside(inside, ground)
    return tuple(_of_event(e, inside, public, cited, beside, ground) for e in events)


Beside = Mapping[str, tuple[tuple[int, int, Origin], ...]]
"""By report, the sentences that tell who said something, and the one origin of what was said."""


def _beside(inside: Told, ground: Grounds) -> Beside:
    found: dict[str, list[tuple[int, int, Origin]]] = {}
    for witness in ground.witnesses:
        report = witness.report.id
        for _, _, statement, variant in inside.by_report.get(report, ()):
            at = variant.cue or variant.speaker
            if at is None or len(statement.origins) != 1 or statement.origins[0].kind not in BESIDE:
                continue
            sentence = sentence_at(witness, at.start)
            if sentence:
                found.setdefault(report, []).append((sentence.start, sentence.end, statement.origins[0]))
    return {report: tuple(sorted(places, key=lambda p: p[:2])) for report, places in found.items()}


def _at_the_saying(m: EventTelling, beside: Beside) -> Origin | None:
    """The origin of the words in whose sentence an event is told as their occasion: "during a visit, he said"."""
    found = {o.name: o for start, end, o in beside.get(m.report, ()) if start <= m.trigger.start < end}
    if len(found) != 1:
        return None
    (origin,) = found.values()
    theirs = "said in public" if origin.kind == "on-record" else f"that it has from {origin.name}"
    why = Reason(rule="told-beside", words=f"{m.report} tells it in one sentence with words {theirs}")
    return msgspec.structs.replace(origin, because=(why,))


def _of_event(
    event: Event,
    inside: Told,
    public: Public,
    cited: Mapping[str, Mapping[str, Origin]],
    beside: Beside,
    ground: Grounds,
) -> Event:
    mentions: list[EventTelling] = []
    starts: list[Begun] = []
    speakers: list[tuple[str, ...]] = []
    public_itself = event.mode in IN_PUBLIC or any(_public_occasion().search(m.text) for m in event.mentions)
    for m in event.mentions:
        holder = inside.at(m.report, m.trigger.start, m.trigger.end)
        if holder is None:
            start = _in_public(m) if public_itself else _narrated(m, event.date, ground)
            if start.kind == "unstated":
                start = _at_the_saying(m, beside) or start
            starts.append(begun(start, m, ground))
            mentions.append(m)
            continue
        statement, variant = holder
        if variant.cue_class != "denied" and m.modality != "denied":  # a denial is no telling of the deed
            starts.append(begun(start_of(variant, public, statement.speakers, ground), m, ground))
        speakers.append(statement.speakers)
        mentions.append(msgspec.structs.replace(m, statement=statement.id, via=variant.via))
    if mentions and len(speakers) == len(mentions):
        origins: tuple[Origin, ...] = (_speaker_origin(speakers, ground),)
        low, high = 1, 1
    else:
        fresh = {r: named for r, named in cited.items() if is_news(event.date, r, ground)}
        starts = _cited_elsewhere(of_named_reports(from_base(starts), ground), fresh, ground)
        origins = merged(sourced(measured(starts)), ground)
        origins = origins or (_speaker_origin(speakers, ground),)
        low, high = bounds(origins)
    return msgspec.structs.replace(
        event, mentions=tuple(mentions), origins=origins, independent=low, independent_upper=high
    )


def _in_public(m: EventTelling) -> Origin:
    """Whoever tells of a press conference could be there."""
    why = (Reason(rule="public-occasion", words=f"{m.report} tells of a public occasion"),)
    return Origin(name="on record", kind="on-record", because=why)


def _narrated(m: EventTelling, day: str | None, ground: Grounds) -> Origin:
    """The start of what a report tells in its own voice: what the report shows of its sources."""
    news = not m.background and is_news(day, m.report, ground)
    return unsourced_start(m.report, ground, m.start, m.end, spoken=False, news=news)


@functools.cache
def _public_occasion() -> re.Pattern[str]:
    phrases = "|".join(re.escape(row["phrase"]) for row in table("public") if row["kind"] == "occasion")
    return re.compile(rf"\b(?:{phrases})s?\b", re.I)


def _cited(inside: Told, public: Public, ground: Grounds) -> Mapping[str, Mapping[str, Origin]]:
    """By report, the named sources that stand behind its statements, by key."""
    found: dict[str, dict[str, Origin]] = {}
    for report, variants in inside.by_report.items():
        for _, _, statement, variant in variants:
            origin = start_of(variant, public, statement.speakers, ground)
            if origin.kind in ("agency", "document") and origin.bound == "sure":
                found.setdefault(report, {}).setdefault(source_key(origin.name, ground), origin)
    return found


def _cited_elsewhere(told: Sequence[Begun], cited: Mapping[str, Mapping[str, Origin]], ground: Grounds) -> list[Begun]:
    """What a report tells without a source starts with a source of the others that it cites on other points.

    What it has from an agency does so too where that source is a body: the agency only passed on what it gave out.
    """
    named = Counter(
        source_key(t.origin.name, ground) for t in told if t.origin.kind in NAMED and not inferred(t.origin)
    )
    result = []
    for t in told:
        common = [origin for key, origin in cited.get(t.report, {}).items() if key in named]
        if t.origin.kind == "agency" and not inferred(t.origin):
            common = [origin for origin in common if origin.kind == "document"]
        if common and (t.origin.kind in ("unstated", "agency")):
            origin = min(
                common, key=lambda o: (o.kind != "document", o.name)
            )  # who measured it, before who passed it on
            words = f"{t.report} cites {origin.name} on other points, and other reports have this from there"
            why = (Reason(rule="cited-elsewhere", words=words),)
            t = msgspec.structs.replace(t, origin=msgspec.structs.replace(origin, bound="possible", because=why))
        result.append(t)
    return result


def of_figures(
    figures: Sequence[Figure], inside: Told, found: Sequence[Telling], ground: Grounds
) -> tuple[Figure, ...]:
    """The figures with the origins of each value and of the whole, and both bounds."""
    public = public_places(found, ground)
    made = []
    for figure in figures:
        values: list[FigureValue] = []
        every: list[Origin] = []
        for value in figure.values:
            starts: list[Begun] = []
            statement: str | None = None
            for m in value.mentions:
                holder = inside.at(m.report, m.start, m.end) or inside.at(m.report, m.start, m.start + 1)
                statement = statement or (holder[0].id if holder else None)
                start = (
                    start_of(holder[1], public, holder[0].speakers, ground)
                    if holder
                    else unsourced_start(m.report, ground, m.start, m.end, spoken=False, news=True)
                )
                starts.append(begun(start, m, ground))
            origins = merged(sourced(from_base(starts)), ground)
            every += origins
            values.append(msgspec.structs.replace(value, origins=origins, statement=statement))
        whole = merged(every, ground)
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
    """The sentences that a report asserts with no source at all: none of their words are attributed or debris.

    Datelines, headings and scraps assert nothing.
    """
    text = witness.report.text
    covered = [Stretch(v.start, v.end) for s in made for v in s.variants if v.report == witness.report.id]
    covered += [Stretch(d.start, d.end) for d in witness.reading.debris]
    covered += [p for a in witness.reading.attributions for p in a.content]
    return tuple(
        span(witness, s)
        for s in witness.reading.sentences
        if len(s.of(text).split()) >= FEWEST_WORDS
        and s.of(text).rstrip(" \"'”’)").endswith((".", "!", "…"))
        and not any(s.overlap(c) for c in covered)
    )
