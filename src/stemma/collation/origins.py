"""Origins: where each telling of a statement, an event or a figure starts in the end.

What a report tells with a source starts there. What it tells without one starts with the agency whose copy it is, the
report that it rests on or its own reporter; else it is unstated. `origins_bounds` says how many are independent.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from stemma.collation.common import span
from stemma.collation.origins_bounds import NAMED, bounds, is_land, is_named, merged, source_key
from stemma.collation.origins_ground import Grounds, base_of, is_copied, is_news, is_spoken_to, unsourced_start
from stemma.collation.tellings import Telling
from stemma.lexicon import table
from stemma.model import (
    Actor,
    ActorMention,
    Event,
    EventTelling,
    Figure,
    FigureValue,
    Link,
    Origin,
    OriginKind,
    Reason,
    Span,
    Statement,
    Stretch,
    Variant,
    Witness,
)
from stemma.reading.press import generic_media, known_sources, source_named

FEWEST_WORDS = 5  # of a sentence that asserts something
SAME_WORDS = 8  # words in a row that two direct tellings share when they are of one hearing
BESIDE = ("agency", "on-record")  # kinds of origin of words from which what is told beside them comes too
_KINDS: Mapping[str, OriginKind] = {
    "agency": "agency",
    "broadcaster": "outlet",
    "outlet": "outlet",
    "platform": "platform",
    "body": "document",
    "document": "document",
    "state-media": "agency",
    "person": "speaker",
}
_SHOWN_BY_THE_REPORT = (
    "own-reporting",
    "uncredited-words",
    "body-speaks",
    "agency-report",
    "agency-dateline",
    "own-page",
)  # rules that no words of a telling bear out
_BUSINESS = frozenset("airline airlines airways bancorp bank company corp corporation group holdings motors".split())
_PRONOUNS = frozenset(("he", "she", "they", "it", "who", "both", "we", "i"))

Public = Mapping[tuple[str, int, int], bool]
"""By report id, start and end of a telling: was it put forward at a public occasion?"""


class _Told(msgspec.Struct, frozen=True):
    """One telling of a record and where it starts; ``base`` is the report in which its words began.

    ``copied`` says that they stand there word for word.
    """

    origin: Origin
    report: str
    base: str
    copied: bool


def of_statements(made: Sequence[Statement], found: Sequence[Telling], ground: Grounds) -> tuple[Statement, ...]:
    """The statements with their origins and both bounds of independence."""
    public = _public(found, ground)
    return tuple(_of_statement(s, public, ground) for s in made)


def _public(found: Sequence[Telling], ground: Grounds) -> Public:
    return {(ground.witnesses[t.witness].report.id, t.start, t.end): t.public for t in found}


def _of_statement(made: Statement, public: Public, ground: Grounds) -> Statement:
    told = [(_start(v, public, made.speakers, ground), v) for v in made.variants]
    told = _same_hearing(_further_up(told, ground))
    starts = [_begun(o, v, ground) for o, v in told]
    starts = _of_named_reports(_from_base(starts), ground)
    origins = merged(_sourced(_rendered(_at_one_occasion(starts))), ground)
    low, high = bounds(origins)
    return msgspec.structs.replace(made, origins=origins, independent=low, independent_upper=high)


def _begun(origin: Origin, place: Variant | EventTelling | Span, ground: Grounds) -> _Told:
    where = (place.report, ground, place.start, place.end)
    return _Told(origin, place.report, base_of(*where), is_copied(*where))


def _start(variant: Variant, public: Public, speakers: Sequence[str], ground: Grounds) -> Origin:
    """Where one telling starts: its nearest named link, the public occasion, the speaking body, the report itself."""
    report = variant.report
    voices = [ground.actors[s] for s in speakers if s in ground.actors]
    if voices and _published(voices[0], variant, ground):
        words = f"{report} has the words from what {voices[0].name} published"
        return Origin(name=voices[0].name, kind="document", because=(Reason(rule="own-text", words=words),))
    for link in variant.via:
        origin = _of_link(link, report)
        if origin:
            return origin
    for named in voices:
        known = source_named(named.name, ground.book)
        if known and known.kind != "platform" and _speaks(named, variant, ground):
            words = f"{named.name} itself is quoted as the source"
            why = (Reason(rule="speaker-is-agency", words=words),)
            return Origin(name=ground.book.shown(known), kind=_KINDS.get(known.kind, "agency"), because=why)
    if report in ground.pages:
        return ground.pages[report]
    if is_spoken_to(report, ground, variant.start, variant.end):
        return unsourced_start(report, ground, variant.start, variant.end)
    if public.get((report, variant.start, variant.end)):
        words = f"{report} places the words at a public occasion"
        return Origin(name="on record", kind="on-record", because=(Reason(rule="public-occasion", words=words),))
    if report in ground.house:
        return ground.house[report]
    heard = [a for a in voices if _speaks(a, variant, ground)]
    if len(heard) == 1 and _is_body(heard[0]) and not variant.via and variant.form != "direct":
        words = f"{heard[0].name} put it out under its own name"
        return Origin(name=heard[0].name, kind="document", because=(Reason(rule="body-speaks", words=words),))
    return unsourced_start(report, ground, variant.start, variant.end, news=_is_nameless(variant, voices))


def _published(actor: Actor, variant: Variant, ground: Grounds) -> bool:
    """Did the speaker put the words out himself: in a post or filing, or, if it is a body, in a statement?"""
    place = (variant.report, variant.start, variant.end)
    return ground.published_at(*place) or (actor.kind != "person" and ground.published_at(*place, in_statement=True))


def _is_nameless(variant: Variant, voices: Sequence[Actor]) -> bool:
    """Are "officials" or "witnesses" the source, nobody by name?"""
    source = variant.speaker
    words = source.text if source else ""
    if not words or words.casefold() in _PRONOUNS or re.match(r"(?:the|his|her|its|their|both)\b", words, re.I):
        return False  # these go back to somebody
    if source and any(m.type == "name" and _is_at(m, source) for a in voices for m in a.mentions):
        return False
    return not any(c.isupper() for c in words[1:])


def _speaks(actor: Actor, variant: Variant, ground: Grounds) -> bool:
    """Is it this actor whom the report names as the source here, not one who says it in another report?"""
    source = variant.speaker
    if source is None:
        return True
    if any(_is_at(m, source) for m in actor.mentions):
        return True
    known = source_named(actor.name, ground.book)
    if known is None:
        return False
    if known.kind == "agency" and generic_media(source.text):  # "the official news agency", its name put after it
        return True
    return any(k.name == known.name for k in known_sources(source.text, book=ground.book))


def _is_at(mention: ActorMention, place: Span) -> bool:
    return mention.report == place.report and mention.start < place.end and place.start < mention.end


def _is_body(actor: Actor) -> bool:
    """A named public body, whose word is a document; not a company, nor a government by its country's name."""
    if not is_named(actor.name):
        return False
    if actor.kind == "government":
        return not is_land(actor.name)
    known = actor.sector is not None or bool(_public_heads() & set(actor.name.casefold().split()))
    return actor.kind == "organisation" and actor.sector != "BUS" and known


@functools.cache
def _public_heads() -> frozenset[str]:
    """Words that make a name that of a public body: "ministry", "federation", "survey"."""
    return frozenset(row["word"] for row in table("name_heads") if row["kind"] == "organisation") - _BUSINESS


def _of_link(link: Link, report: str) -> Origin | None:
    if link.kind in ("translation", "unnamed") or link.kind is None:
        return None
    named = is_named(link.name)
    if not named and link.kind != "state-media":
        return None
    return Origin(
        name=link.name,
        kind=_KINDS.get(link.kind, "document"),
        bound="sure" if named else "possible",
        because=(Reason(rule="chain", words=f"{report} has it through {link.name}"),),
        spans=(link.span,) if link.span else (),
    )


def _further_up(told: Sequence[tuple[Origin, Variant]], ground: Grounds) -> list[tuple[Origin, Variant]]:
    """Origins that another telling leads further back, put there.

    Where one report has it from A through B and another from B alone, both have it from A.
    """
    back: dict[str, Origin] = {}
    for origin, variant in told:
        for link in variant.via[1:]:
            if source_key(origin.name, ground) != source_key(link.name, ground):
                back.setdefault(source_key(link.name, ground), origin)
    result = []
    for origin, variant in told:
        key = source_key(origin.name, ground)
        above = back.get(key)
        if origin.kind in NAMED and above and source_key(above.name, ground) != key:
            why = Reason(rule="further-up", words=f"another report shows that {origin.name} has it from {above.name}")
            origin = msgspec.structs.replace(above, because=(why,))
        result.append((origin, variant))
    return result


def _of_named_reports(told: Sequence[_Told], ground: Grounds) -> list[_Told]:
    """One origin for an outlet that a report names and for that outlet's own report, where the pile has it.

    What that report shows of its source is the source of both; where it shows none, both start with the outlet.
    """
    outlets = {source_key(w.report.outlet, ground): w.report.id for w in ground.witnesses if w.report.outlet}
    theirs: dict[str, Origin] = {}
    for t in told:
        if t.report not in theirs or theirs[t.report].kind == "unstated":
            theirs[t.report] = t.origin
    named: dict[str, Origin] = {}
    result = []
    for t in told:
        report = outlets.get(source_key(t.origin.name, ground), "")
        first = theirs.get(report)
        if t.origin.kind in ("agency", "outlet") and report != t.report and first:
            if first.kind == "unstated":
                named[report] = t.origin
            elif source_key(first.name, ground) != source_key(t.origin.name, ground):
                words = f"the report of {t.origin.name}, {report}, has it from {first.name}"
                why = (Reason(rule="further-up", words=words),)
                t = msgspec.structs.replace(t, origin=msgspec.structs.replace(first, because=why))
        result.append(t)
    for k, t in enumerate(result):
        if t.report in named and t.origin.kind == "unstated":
            words = f"{t.report} is a report of {named[t.report].name}, which another one names as its source"
            why = (Reason(rule="named-elsewhere", words=words),)
            result[k] = msgspec.structs.replace(t, origin=msgspec.structs.replace(named[t.report], because=why))
    return result


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


def _from_base(told: Sequence[_Told]) -> list[_Told]:
    """What a report has from another one without a source starts where that one has it, if that one tells it."""
    by_report: dict[str, Origin] = {}
    for t in told:
        if t.report == t.base and (t.report not in by_report or by_report[t.report].kind == "unstated"):
            by_report[t.report] = t.origin
    result = []
    for t in told:
        first = by_report.get(t.base)
        borrowed = t.origin.kind == "unstated" or t.origin.because[0].rule in _SHOWN_BY_THE_REPORT
        borrowed = borrowed or (t.copied and t.origin.kind not in NAMED)
        if t.report != t.base and first and borrowed and first.name != t.origin.name:
            why = Reason(rule="rests-on", words=f"{t.report} has it from {t.base}, which has it from {first.name}")
            t = msgspec.structs.replace(t, origin=msgspec.structs.replace(first, because=(why,)))
        result.append(t)
    return result


def _at_one_occasion(told: Sequence[_Told]) -> list[_Told]:
    """What was said in public was heard there by a reporter too who does not say so."""
    public = next((t.origin for t in told if t.origin.kind == "on-record"), None)
    result = []
    for t in told:
        if public and t.origin.because[0].rule == "own-reporting":
            why = Reason(rule="public-occasion", words=f"said in public, where {t.origin.name} could hear it too")
            t = msgspec.structs.replace(t, origin=msgspec.structs.replace(public, because=(why,)))
        result.append(t)
    return result


def _rendered(told: Sequence[_Told]) -> list[_Told]:
    """What the speaker published himself is what all the others render."""
    text = next((t.origin for t in told if t.origin.because[0].rule == "own-text"), None)
    return [msgspec.structs.replace(t, origin=text) for t in told] if text else list(told)


def _sourced(told: Iterable[_Told]) -> list[Origin]:
    """The origins without "unstated" for a report that elsewhere gives the same thing with its source.

    A lead says in the report's own voice what its body attributes.
    """
    listed = list(told)
    sourced = {t.report for t in listed if t.origin.kind not in ("unstated", "unnamed") and not _inferred(t.origin)}
    return [
        t.origin for t in listed if t.report not in sourced or not (t.origin.kind == "unstated" or _inferred(t.origin))
    ]


def _inferred(origin: Origin) -> bool:
    """Is it the report that names this origin, not this telling?"""
    return bool(origin.because) and origin.because[0].rule in ("agency-beside", "one-agency")


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
    public = _public(found, ground)
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
            sentence = next((s for s in witness.reading.sentences if s.start <= at.start < s.end), None)
            if sentence:
                found.setdefault(report, []).append((sentence.start, sentence.end, statement.origins[0]))
    return {report: tuple(sorted(places, key=lambda p: p[:2])) for report, places in found.items()}


def _at_the_saying(m: EventTelling, beside: Beside) -> Origin | None:
    """The origin of the words in whose sentence an event is told as their occasion: "during a visit, he said"."""
    found = {o.name: o for start, end, o in beside.get(m.report, ()) if start <= m.trigger.start < end}
    if len(found) != 1:
        return None
    (origin,) = found.values()
    why = Reason(
        rule="told-beside", words=f"{m.report} tells it as the occasion of words that start with {origin.name}"
    )
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
    starts: list[_Told] = []
    speakers: list[tuple[str, ...]] = []
    public_itself = any(_public_occasion().search(m.text) for m in event.mentions)
    for m in event.mentions:
        holder = inside.at(m.report, m.trigger.start, m.trigger.end)
        if holder is None:
            start = _in_public(m) if public_itself else _narrated(m, event.date, ground)
            if start.kind == "unstated":
                start = _at_the_saying(m, beside) or start
            starts.append(_begun(start, m, ground))
            mentions.append(m)
            continue
        statement, variant = holder
        if variant.cue_class != "denied" and m.modality != "denied":  # a denial is no telling of the deed
            starts.append(_begun(_start(variant, public, statement.speakers, ground), m, ground))
        speakers.append(statement.speakers)
        mentions.append(msgspec.structs.replace(m, statement=statement.id, via=variant.via))
    if mentions and len(speakers) == len(mentions):
        origins: tuple[Origin, ...] = (_speaker_origin(speakers, ground),)
        low, high = 1, 1
    else:
        fresh = {r: named for r, named in cited.items() if is_news(event.date, r, ground)}
        starts = _of_named_reports(_from_base(starts), ground)
        origins = merged(_sourced(_cited_elsewhere(starts, fresh, ground)), ground)
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
            origin = _start(variant, public, statement.speakers, ground)
            if origin.kind in ("agency", "document") and origin.bound == "sure":
                found.setdefault(report, {}).setdefault(source_key(origin.name, ground), origin)
    return found


def _cited_elsewhere(told: Sequence[_Told], cited: Mapping[str, Mapping[str, Origin]], ground: Grounds) -> list[_Told]:
    """What a report tells without a source starts with a source of the others that it cites on other points.

    What it has from an agency does so too where that source is a body: the agency only passed on what it gave out.
    """
    named = Counter(
        source_key(t.origin.name, ground) for t in told if t.origin.kind in NAMED and not _inferred(t.origin)
    )
    result = []
    for t in told:
        common = [origin for key, origin in cited.get(t.report, {}).items() if key in named]
        if t.origin.kind == "agency" and not _inferred(t.origin):
            common = [origin for origin in common if origin.kind == "document"]
        if common and (t.origin.kind in ("unstated", "agency")):
            origin = min(
                common, key=lambda o: (o.kind != "document", o.name)
            )  # who measured it, before who passed it on
            words = f"{t.report} cites {origin.name}, from whom others have it, on other points"
            why = (Reason(rule="cited-elsewhere", words=words),)
            t = msgspec.structs.replace(t, origin=msgspec.structs.replace(origin, bound="possible", because=why))
        result.append(t)
    return result


def of_figures(
    figures: Sequence[Figure], inside: Told, found: Sequence[Telling], ground: Grounds
) -> tuple[Figure, ...]:
    """The figures with the origins of each value and of the whole, and both bounds."""
    public = _public(found, ground)
    made = []
    for figure in figures:
        values: list[FigureValue] = []
        every: list[Origin] = []
        for value in figure.values:
            starts: list[_Told] = []
            statement: str | None = None
            for m in value.mentions:
                holder = inside.at(m.report, m.start, m.end) or inside.at(m.report, m.start, m.start + 1)
                statement = statement or (holder[0].id if holder else None)
                start = (
                    _start(holder[1], public, holder[0].speakers, ground)
                    if holder
                    else unsourced_start(m.report, ground, m.start, m.end, spoken=False, news=True)
                )
                starts.append(_begun(start, m, ground))
            origins = merged(_sourced(_from_base(starts)), ground)
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
