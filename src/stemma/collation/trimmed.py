"""What a collation can do without: whatever repeats what stands elsewhere in it, so that the record stays small.

Nothing that only the dropped words said is lost: each rule names the place where the same stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

import msgspec
from msgspec.structs import replace

from stemma.collation.matrix import TELLING
from stemma.collation.statements.gists import bare
from stemma.model import (
    Actor,
    ActorMention,
    Cell,
    Collation,
    Conflict,
    Derivation,
    Event,
    Figure,
    Join,
    Origin,
    Participant,
    Span,
    Statement,
    Time,
    Variant,
)

NEARLY = 0.75  # of the weakest link that did join: a refused link further off was never near
DOUBT = 0.5  # of the best candidate's score: a weaker one is no rival
RIVALS = 2  # candidates kept of a doubtful mention: who it is, and who else it could be
SIDE_BY_SIDE = 0.5  # share of the shortest telling that stands in all: with less in common there is nothing to align

_NAME_WITHIN = re.compile(r"\s\W*[A-Z]")  # "Kestner workers"
_ACTOR = re.compile(rb'"(a[0-9a-f]{10})"')


def trimmed(collation: Collation) -> Collation:
    """The collation without repetitions.

    ============================  ====================================================================================
    left out                      where the same stands
    ============================  ====================================================================================
    cells of other reports        of a record that one report tells alone: in that report's cell and the reports' days
    persons and groups            that no report names and no other record tells of: in the reports only
    candidates of a sure mention  in the actor that has the mention
    alignments                    in the variants, where one report tells all, or all the same words, or few in common
    a variant's ``told``          in the statement's ``date``, when it is the same
    a variant's paraphrase        in its form, ``indirect``
    ``gist``                      in the first variant, when it is its text or how it begins
    a time's ``how``              in its ``because``
    ``begin`` and ``end_value``   in its ``value``, where that is one day
    origins of a single value     in its figure; reasons of origins within values and sides: in the records' own origins
    spans beyond the first        of a participant and of an office: in the record's and the actor's mentions; of an
                                  event's date: in its report's times
    a participant's span          in the actor's mentions, when it lies in a telling of the event
    a participant's country       in the actor
    ``type_because``              in the first telling's trigger, when it is that word
    evidence of a derivation      in its passages
    a conflict's ``records``      in its sides
    ============================  ====================================================================================
    """
    shown = _named(collation)
    collation = replace(collation, actors=tuple(a for a in collation.actors if a.id in shown))
    named = {a.id: a for a in collation.actors}
    near_statement, near_event, near_figure, near_actor = (
        _near(records) for records in (collation.statements, collation.events, collation.figures, collation.actors)
    )
    spans = {p.id: p.spans for p in collation.passages}
    return replace(
        collation,
        actors=tuple(_actor(a, near_actor, shown) for a in collation.actors),
        times=tuple(map(_time, collation.times)),
        statements=tuple(_statement(s, near_statement) for s in collation.statements),
        events=tuple(_event(e, near_event, named) for e in collation.events),
        figures=tuple(_figure(f, near_figure) for f in collation.figures),
        derivations=tuple(_derivation(d, spans) for d in collation.derivations),
        conflicts=tuple(map(_conflict, collation.conflicts)),
        matrix=_matrix(collation.matrix),
    )


def _named(collation: Collation) -> Set[str]:
    """The actors that another record names, and all who are more than passers-by."""
    others = msgspec.json.encode(replace(collation, actors=()))
    used = {found.decode() for found in _ACTOR.findall(others)}
    kept = [a for a in collation.actors if a.id in used or not _passes_by(a)]
    return {a.id for a in kept} | {a.part_of for a in kept if a.part_of}


def _passes_by(actor: Actor) -> bool:
    """Is it a passer-by: a person or group without any name, not even one in the words that describe it?"""
    if actor.names or actor.metonyms or actor.corrected_by or actor.kind not in ("person", "group"):
        return False
    return not any(_NAME_WITHIN.search(m.text) for m in actor.mentions)


def _actor(actor: Actor, near: float, shown: Set[str]) -> Actor:
    return replace(
        actor,
        mentions=tuple(_mention(m, shown) for m in actor.mentions),
        offices=tuple(replace(o, spans=o.spans[:1]) for o in actor.offices),
        joined=_links(actor.joined, near),
    )


def _mention(mention: ActorMention, shown: Set[str]) -> ActorMention:
    best = max((c.score for c in mention.candidates), default=0.0)
    rivals = [c for c in mention.candidates if c.score >= DOUBT * best and c.actor in shown]
    return replace(mention, candidates=tuple(rivals[:RIVALS]) if len(rivals) > 1 else ())


def _time(time: Time) -> Time:
    repeated = any(r.words == time.how for r in time.because)
    one_day = time.begin == time.end_value and (time.value or "")[:10] == time.begin
    return replace(
        time,
        how="" if repeated else time.how,
        begin=None if one_day else time.begin,
        end_value=None if one_day else time.end_value,
    )


def _statement(statement: Statement, near: float) -> Statement:
    reports = {v.report for v in statement.variants}
    first = bare(statement.variants[0].text)
    cut = statement.gist.removesuffix(" …")
    repeated = cut == first or (cut != statement.gist and first.startswith(cut))
    return replace(
        statement,
        variants=tuple(_variant(v, statement.date) for v in statement.variants),
        gist="" if repeated else statement.gist,
        joined=_links(statement.joined, near),
        alignment=statement.alignment if len(reports) > 1 and _worth_reading(statement) else (),
    )


def _worth_reading(statement: Statement) -> bool:
    """Do the tellings differ, and are they near enough to be read side by side?"""
    shortest = min(len(v.text) for v in statement.variants)
    same = sum(min(x.end - x.start for x in c.cells if x) for c in statement.alignment if c.kind == "same")
    return any(c.kind != "same" for c in statement.alignment) and same >= SIDE_BY_SIDE * shortest


def _variant(variant: Variant, date: str | None) -> Variant:
    paraphrase = variant.rendering == "paraphrase" and variant.form == "indirect"
    return replace(
        variant,
        told=None if variant.told == date else variant.told,
        rendering="unknown" if paraphrase else variant.rendering,
    )


def _near(records: Iterable[Actor | Statement | Event | Figure]) -> float:
    """The score from which a refused link was near, by those that joined."""
    return NEARLY * min((j.score for r in records for j in r.joined if not _refused(j)), default=0.0)


def _links(joined: Sequence[Join], near: float) -> tuple[Join, ...]:
    """The links that joined, and refused ones that were near."""
    return tuple(j for j in joined if not _refused(j) or j.score >= near)


def _refused(join: Join) -> bool:
    return any("refus" in r.rule for r in join.because)


def _event(event: Event, near: float, actors: Mapping[str, Actor]) -> Event:
    trigger = f"“{event.mentions[0].trigger.text}”"
    return replace(
        event,
        participants=tuple(_participant(p, event, actors.get(p.actor)) for p in event.participants),
        type_because=tuple(r for r in event.type_because if r.words != trigger),
        when=event.when and replace(event.when, spans=event.when.spans[:1]),
        joined=_links(event.joined, near),
    )


def _participant(participant: Participant, event: Event, actor: Actor | None) -> Participant:
    first = participant.spans[:1]
    if actor is None:
        return replace(participant, spans=first)
    mentioned = {(m.report, m.start, m.end) for m in actor.mentions}
    told = any(
        (s.report, s.start, s.end) in mentioned and m.report == s.report and m.start <= s.start and s.end <= m.end
        for s in first
        for m in event.mentions
    )
    return replace(
        participant,
        spans=() if told else first,
        country=None if participant.country == actor.country else participant.country,
        sector=None if participant.sector == actor.sector else participant.sector,
    )


def _figure(figure: Figure, near: float) -> Figure:
    single = len(figure.values) == 1
    values = tuple(replace(v, origins=() if single else _bare(v.origins)) for v in figure.values)
    return replace(figure, values=values, joined=_links(figure.joined, near))


def _bare(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    return tuple(replace(o, because=(), spans=()) for o in origins)


def _derivation(derivation: Derivation, spans: Mapping[str, tuple[Span, ...]]) -> Derivation:
    told = {s for p in derivation.passages for s in spans.get(p, ())}
    return replace(derivation, evidence=tuple(s for s in derivation.evidence if s not in told))


def _conflict(conflict: Conflict) -> Conflict:
    of_sides = {r for s in conflict.sides for r in s.records}
    return replace(
        conflict,
        records=() if set(conflict.records) <= of_sides else conflict.records,
        sides=tuple(replace(s, origins=_bare(s.origins)) for s in conflict.sides),
    )


def _matrix(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    tellers = Counter(c.record for c in cells if c.cell in TELLING)
    return tuple(c for c in cells if c.cell in TELLING or tellers[c.record] > 1)
