"""Events: one for each happening of a story, from all the mentions that tell it, with parties, place and date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from stemma.collation.actors.voices import voices
from stemma.collation.common import Cast, Key, span, told_in
from stemma.collation.events.days import Narrated, narrated_days, story_day_of, told_until, when_of
from stemma.collation.events.items import Item
from stemma.collation.events.links import Linked, coreferent
from stemma.collation.events.parties import CATASTROPHES, CONSEQUENCES, participants_of, relieved, states_of
from stemma.collation.events.retold import with_retold
from stemma.collation.events.tellings import item_of
from stemma.collation.events.titles import title
from stemma.collation.gazetteer import countries_told, plain_name
from stemma.lexicon import table
from stemma.model import (
    Actor,
    Event,
    EventTelling,
    Join,
    Modality,
    Place,
    Published,
    Reason,
    Time,
    Witness,
    record_id,
)

Status = Literal["happened", "planned", "denied", "disputed", "hypothetical"]

_SIGNED = ("SUPPORT", "agreement")
_SEVERAL = 3  # tellings, from which on places that differ are samples of a larger area
# What belongs to a larger event of the same day: a meeting to a visit, the toll to the disaster.
_PARTS = {
    ("CONSULT", "meet"): (("CONSULT", "visit"),),
    ("OTHER", "press conference"): (("CONSULT", "visit"), ("CONSULT", "meet")),
    ("AGREE", None): (("CONSULT", "meet"), ("CONSULT", "visit")),
}


def events(
    witnesses: Sequence[Witness],
    cast: Cast,
    times: Mapping[Key, Time],
    published: Mapping[str, Published] | None = None,
) -> tuple[Event, ...]:
    """The events of a story, by date and then by where they are first told.

    ``published`` gives the reports' days where they were inferred. ``origins`` and the bounds of independence are left
    open: a later stage fills them in.
    """
    actors = {a.id: a for a in cast.actors}
    states = states_of(cast.actors)
    spoken_for = {who: bodies for who, bodies in voices(witnesses, cast).items() if len(bodies) == 1}
    countries = countries_told(witnesses)
    items = []
    for w in witnesses:
        around = told_until(w, times, published)
        told = enumerate(w.reading.events)
        items += [item_of(w, n, m, cast, times, actors, states, spoken_for, around, countries) for n, m in told]
    items = with_retold(items)
    story_day = story_day_of(items)
    narrated = narrated_days(items, times, story_day)
    groups, links = coreferent([i.told for i in items], story_day=story_day)
    made = [
        _event([items[n] for n in group], actors, states, spoken_for, cast, story_day, narrated) for group in groups
    ]
    ids = {n: event.id for group, event in zip(groups, made, strict=True) for n in group}
    made = [_with_joins(event, group, links, ids, items) for group, event in zip(groups, made, strict=True)]
    made = _with_parts(made, actors)
    reached = [relieved(event, made, actors) for event in made]
    made = [msgspec.structs.replace(e, participants=(*e.participants, *r)) for e, r in zip(made, reached, strict=True)]
    return tuple(sorted(made, key=lambda e: (e.date or "9999", e.mentions[0].report, e.mentions[0].start, e.id)))


def _event(
    group: Sequence[Item],
    actors: Mapping[str, Actor],
    states: Mapping[str, str],
    spoken_for: Mapping[str, frozenset[str]],
    cast: Cast,
    story_day: str | None,
    narrated: Mapping[tuple[str, int], Narrated],
) -> Event:
    kind = Counter((i.mention.type, i.mention.mode) for i in group)
    type_ = _type_of(kind)
    modes = sorted(((n, mode) for (t, mode), n in kind.items() if t == type_ and mode), key=lambda x: (-x[0], x[1]))
    mode = modes[0][1] if modes else None
    participants = participants_of(group, cast, actors, states, spoken_for)
    place = _place(group)
    when = when_of(group, story_day, narrated)
    best = sorted(group, key=_told_well)
    value = when.value[:10] if when.value else None
    contexts = sorted({c for i in group for c in i.mention.contexts})
    reports = len({i.told.report for i in group})
    quad, score = _plover(type_)
    return Event(
        id=record_id("e", ((i.witness.report.sha256, i.mention.trigger.start, i.mention.trigger.end) for i in group)),
        confidence=round(min(0.97, max(i.mention.confidence for i in group) + 0.04 * (reports - 1)), 2),
        because=(Reason(rule="event-told", words=told_in([i.told.report for i in group])),),
        origins=(),
        independent=1,
        independent_upper=1,
        type=type_,
        mode=mode,
        contexts=tuple(contexts),
        type_because=best[0].mention.because,
        quad=quad,
        score=score,
        title=title(
            type_,
            mode,
            participants,
            actors,
            place.name if place else None,
            best[0].mention.span.of(best[0].witness.report.text),
            best[0].mention.trigger.start - best[0].mention.span.start,
            planned=_status(group) == "planned",
        ),
        status=_status(group),
        participants=participants,
        place=place,
        date=value,
        when=when,
        mentions=tuple(_telling(i) for i in group),
    )


def _type_of(kinds: Counter[tuple[str, str | None]]) -> str:
    """The type that most tellings give; an agreement that one of them tells to have been signed is a signed one."""
    types: Counter[str] = Counter()
    for (type_, _), n in kinds.items():
        types[type_] += n
    first = types.most_common(1)[0][0]
    return "SUPPORT" if first == "AGREE" and _SIGNED in kinds else first


def _place(group: Sequence[Item]) -> Place | None:
    """The place that most tellings name, the most exact one first; never guessed from a party's country."""
    named: dict[str, list[Item]] = {}
    for item in group:
        if item.place is not None and item.told.place:
            named.setdefault(item.told.place, []).append(item)
    if not named:
        return None
    exact = {"city": 0, "place": 0, "region": 1, "water": 1, "country": 3}

    def rank(key: str) -> tuple[int, int, str]:
        first = named[key][0]
        return (exact[first.spot.precision] if first.spot else 2, -len(named[key]), key)

    chosen = named[min(named, key=rank)]
    first = chosen[0]
    assert first.place is not None
    known = first.spot
    return Place(
        name=known.name if known else plain_name(first.place.of(first.witness.report.text)),
        country=known.country if known else None,
        latitude=known.latitude if known else None,
        longitude=known.longitude if known else None,
        precision=known.precision if known else None,
        spans=tuple(span(i.witness, i.place) for i in chosen if i.place),
    )


def _told_well(item: Item) -> tuple[bool, int, bool, int, str, int]:
    """Sorting key: not a clause that lacks its subject, told with parties, not as hearsay, of a good length."""
    m = item.mention
    length = m.span.end - m.span.start
    headless = (
        m.tense is None and m.span.start == m.trigger.start and any(r.rule == "event-frame" for r in m.because[:1])
    )
    return (
        headless,
        -len(m.arguments),
        m.modality != "asserted",
        0 if 25 <= length <= 90 else 1,
        item.told.report,
        m.span.start,
    )


def _status(group: Sequence[Item]) -> Status:
    kinds = {_modality(i) for i in group}
    if kinds & {"asserted", "reported"}:
        return "disputed" if "denied" in kinds else "happened"
    if "future" in kinds:
        return "planned"
    return "denied" if "denied" in kinds else "hypothetical"


def _modality(item: Item) -> Modality:
    """As the words tell it; "Friday's vote" and "the talks open on Friday" are to come if written before that day."""
    m, day, around = item.mention, item.told.day, item.told.around
    timeless = m.modality in ("asserted", "reported") and m.tense in (None, "present")
    return "future" if timeless and day and around and day > around[: len(day)] else m.modality


def _plover(type_: str) -> tuple[str | None, float | None]:
    row = next(r for r in table("plover") if r["type"] == type_)
    return row["quad"] or None, float(row["score"]) if row["score"] else None


def _telling(item: Item) -> EventTelling:
    m = item.mention
    report = item.witness.report
    return EventTelling(
        report=report.id,
        start=m.span.start,
        end=m.span.end,
        text=m.span.of(report.text),
        trigger=span(item.witness, m.trigger),
        modality=_modality(item),
        tense=m.tense,
        negated=m.negated,
        background=m.background,
    )


def _with_joins(
    event: Event, group: Sequence[int], links: Sequence[Linked], ids: Mapping[int, str], items: Sequence[Item]
) -> Event:
    """The links that made the event, one a telling, and the strongest one refused."""
    members = set(group)
    joined = []
    for link in links:
        made = not link.why.startswith("refused")
        if (made and link.a in members and link.b in members) or (not made and link.a in members):
            joined.append((made, link))
    kept = [x for x in joined if x[0]][: max(0, len(group) - 1)] + [x for x in joined if not x[0]][:1]
    return msgspec.structs.replace(
        event,
        joined=tuple(
            Join(
                a=_own_id(items[x.a]),
                b=_own_id(items[x.b]) if made else ids[x.b],
                score=round(x.score, 2),
                because=(Reason(rule="event-link" if made else "event-link-refused", words=x.why),),
            )
            for made, x in kept
        ),
    )


def _own_id(item: Item) -> str:
    trigger = item.mention.trigger
    return record_id("e", [(item.witness.report.sha256, trigger.start, trigger.end)])


def _with_parts(made: Sequence[Event], actors: Mapping[str, Actor]) -> list[Event]:
    """Sub-events: linked to the larger event of the same day and parties, never merged with it."""
    linked = []
    for event in made:
        whole = next((w for w in made if w.id != event.id and _part_of(event, w)), None)
        if whole is None:
            linked.append(event)
            continue
        part = msgspec.structs.replace(event, part_of=whole.id)
        if _scattered(event):
            place = event.place.name if event.place else None
            named = title(event.type, event.mode, whole.participants, actors, place, event.title or "", 0)
            part = msgspec.structs.replace(part, participants=whole.participants, title=named)
        linked.append(part)
    return linked


def _scattered(event: Event) -> bool:
    """Damage of which no place, or in each telling another one, is told: that of all that the disaster struck."""
    told = max((len(p.spans) for p in event.participants), default=0)
    return event.mode in CONSEQUENCES and (
        not told or (len(event.mentions) >= _SEVERAL and 2 * told < len(event.mentions))
    )


def _part_of(event: Event, whole: Event) -> bool:
    if event.date is None or whole.date is None or event.date != whole.date:
        return False
    if event.type == whole.type == "OTHER" and event.mode in CONSEQUENCES:
        return whole.mode in CATASTROPHES
    if (whole.type, whole.mode) not in _PARTS.get((event.type, event.mode), ()):
        return False
    return bool({p.actor for p in event.participants} & {p.actor for p in whole.participants})
