"""What a collation can do without: whatever repeats what stands elsewhere in it, so that the record stays small.

Nothing that only the dropped words said is lost: each rule names the place where the same stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from stemma.collation.statements.gists import bare
from stemma.model import (
    Actor,
    ActorMention,
    Cell,
    Collation,
    Conflict,
    Event,
    Figure,
    Join,
    Origin,
    Statement,
    Time,
    Variant,
)

NEARLY = 0.75  # of the weakest link that did join: a refused link further off was never near
DOUBT = 0.5  # of the best candidate's score: a weaker one is no rival
RIVALS = 3  # candidates kept of a doubtful mention
SIDE_BY_SIDE = 0.5  # share of the shortest telling that stands in all: with less in common there is nothing to align
TELLING = ("told", "alone", "contradicted")


def trimmed(collation: Collation) -> Collation:
    """The collation without repetitions.

    ============================  ====================================================================================
    left out                      where the same stands
    ============================  ====================================================================================
    cells ``left-out``            of a record that one report tells alone: in the cell ``alone``
    candidates of a sure mention  in the actor that has the mention
    alignments                    in the variants, where one report tells all, or all the same words, or few in common
    a variant's ``told``          in the statement's ``date``, when it is the same
    a variant's paraphrase        in its form, ``indirect``
    ``gist``                      in the first variant, when it is its text
    a time's ``how``              in its ``because``
    ``begin`` and ``end_value``   in its ``value``, where that is one day
    origins of a single value     in its figure; reasons of origins within values and sides: in the records' own origins
    spans beyond the first        of a participant and of an office: in the record's and the actor's mentions
    ============================  ====================================================================================
    """
    near_statement, near_event, near_figure, near_actor = (
        _near(records) for records in (collation.statements, collation.events, collation.figures, collation.actors)
    )
    return replace(
        collation,
        actors=tuple(_actor(a, near_actor) for a in collation.actors),
        times=tuple(map(_time, collation.times)),
        statements=tuple(_statement(s, near_statement) for s in collation.statements),
        events=tuple(_event(e, near_event) for e in collation.events),
        figures=tuple(_figure(f, near_figure) for f in collation.figures),
        conflicts=tuple(map(_conflict, collation.conflicts)),
        matrix=_matrix(collation.matrix),
    )


def _actor(actor: Actor, near: float) -> Actor:
    return replace(
        actor,
        mentions=tuple(map(_mention, actor.mentions)),
        offices=tuple(replace(o, spans=o.spans[:1]) for o in actor.offices),
        joined=_links(actor.joined, near),
    )


def _mention(mention: ActorMention) -> ActorMention:
    best = max((c.score for c in mention.candidates), default=0.0)
    rivals = [c for c in mention.candidates if c.score >= DOUBT * best]
    return replace(mention, candidates=tuple(rivals[:RIVALS]) if len(rivals) > 1 else ())


def _time(time: Time) -> Time:
    repeated = any(r.words == time.how for r in time.because)
    one_day = time.begin == time.end_value == time.value
    return replace(
        time,
        how="" if repeated else time.how,
        begin=None if one_day else time.begin,
        end_value=None if one_day else time.end_value,
    )


def _statement(statement: Statement, near: float) -> Statement:
    reports = {v.report for v in statement.variants}
    first = bare(statement.variants[0].text)
    return replace(
        statement,
        variants=tuple(_variant(v, statement.date) for v in statement.variants),
        gist="" if statement.gist == first else statement.gist,
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


def _event(event: Event, near: float) -> Event:
    return replace(
        event,
        participants=tuple(replace(p, spans=p.spans[:1]) for p in event.participants),
        joined=_links(event.joined, near),
    )


def _figure(figure: Figure, near: float) -> Figure:
    single = len(figure.values) == 1
    values = tuple(replace(v, origins=() if single else _bare(v.origins)) for v in figure.values)
    return replace(figure, values=values, joined=_links(figure.joined, near))


def _bare(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    return tuple(replace(o, because=(), spans=()) for o in origins)


def _conflict(conflict: Conflict) -> Conflict:
    return replace(conflict, sides=tuple(replace(s, origins=_bare(s.origins)) for s in conflict.sides))


def _matrix(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    tellers = Counter(c.record for c in cells if c.cell in TELLING)
    return tuple(c for c in cells if c.cell != "left-out" or tellers[c.record] > 1)
