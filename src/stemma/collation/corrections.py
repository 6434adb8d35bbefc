"""Corrections: what people put right, anchored on spans and honoured on every collation.

One JSON object a line, in ``corrections.jsonl`` beside a folder:

    {"kind": "same", "a": ANCHOR, "b": ANCHOR}                 one actor or statement
    {"kind": "not-same", "a": ANCHOR, "b": ANCHOR}             two of them
    {"kind": "set", "at": ANCHOR, "field": "published", "value": "2031-05-04"}
    {"kind": "reject", "at": ANCHOR}                           no finding here

An ANCHOR is {"sha256": the report's hash, or "report": its id, "start": N, "end": N}. ``set`` changes ``published`` of
a report or the ``value`` of a time. ``id``, ``by``, ``when`` and ``note`` are kept for the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

from stemma.collation.common import Cast
from stemma.model import Actor, ActorMention, Published, Reading, Stretch, Time, Witness, content_id


class Anchor(msgspec.Struct, frozen=True):
    """A place in a report, by the report's hash (lasting) or its id."""

    start: int = 0
    end: int = 0
    sha256: str | None = None
    report: str | None = None


class Correction(msgspec.Struct, frozen=True):
    """One line of corrections.jsonl."""

    kind: Literal["same", "not-same", "set", "reject"]
    a: Anchor | None = None
    b: Anchor | None = None
    at: Anchor | None = None
    field: str | None = None
    value: str | None = None
    id: str | None = None
    by: str | None = None
    when: str | None = None
    note: str | None = None

    @property
    def key(self) -> str:
        """The correction's own id, or one made from its content."""
        return self.id or content_id("k", self.kind, self.a, self.b, self.at, self.field, self.value)


SETTABLE = ("published", "value")
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?:T.*)?\Z")


def read_corrections(lines: Iterable[str]) -> tuple[list[Correction], list[str]]:
    """The corrections of some lines, and what is wrong with the others, each with its line number."""
    decoder = msgspec.json.Decoder(Correction)
    found, wrong = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            correction = decoder.decode(line)
        except msgspec.DecodeError as error:
            wrong.append(f"line {number}: {error}")
            continue
        pair = correction.kind in ("same", "not-same")
        if pair and not (correction.a and correction.b):
            wrong.append(f"line {number}: {correction.kind} needs the places a and b")
        elif not pair and not correction.at:
            wrong.append(f"line {number}: {correction.kind} needs the place at")
        elif correction.kind == "set" and correction.field not in SETTABLE:
            wrong.append(f"line {number}: set can change {', '.join(SETTABLE)}, not {correction.field}")
        elif correction.kind == "set" and not _is_day(correction.value):
            wrong.append(f"line {number}: {correction.field} needs a date as 2031-05-04, not {correction.value}")
        else:
            found.append(correction)
    return found, wrong


def _is_day(value: str | None) -> bool:
    """Is this a year, month, day or moment that exists?"""
    if value is None or not _DAY.match(value):
        return False
    try:
        date.fromisoformat((value.split("T")[0] + "-01-01")[:10])
    except ValueError:
        return False
    return True


class Located(msgspec.Struct, frozen=True):
    """Corrections whose anchors lie in the reports at hand: (report id, stretch) in place of anchors."""

    same: tuple[tuple[str, tuple[str, Stretch], tuple[str, Stretch]], ...] = ()
    apart: tuple[tuple[str, tuple[str, Stretch], tuple[str, Stretch]], ...] = ()
    values: tuple[tuple[str, str, Stretch, str, str], ...] = ()
    rejected: tuple[tuple[str, str, Stretch], ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The ids of all of them, sorted."""
        return tuple(sorted({c[0] for part in (self.same, self.apart, self.values, self.rejected) for c in part}))


def located(corrections: Sequence[Correction], witnesses: Sequence[Witness]) -> Located:
    """The corrections that concern these reports; those on other reports wait."""
    by_sha = {w.report.sha256: w.report.id for w in witnesses}
    ids = {w.report.id for w in witnesses}

    def place(anchor: Anchor | None) -> tuple[str, Stretch] | None:
        if anchor is None:
            return None
        report = by_sha.get(anchor.sha256 or "") or (anchor.report if anchor.report in ids else None)
        return (report, Stretch(anchor.start, anchor.end)) if report else None

    same, apart, settings, rejected = [], [], [], []
    for c in corrections:
        a, b, at = place(c.a), place(c.b), place(c.at)
        if c.kind == "same" and a and b:
            same.append((c.key, a, b))
        elif c.kind == "not-same" and a and b:
            apart.append((c.key, a, b))
        elif c.kind == "set" and at:
            settings.append((c.key, at[0], at[1], c.field or "", c.value or ""))
        elif c.kind == "reject" and at:
            rejected.append((c.key, at[0], at[1]))
    return Located(tuple(same), tuple(apart), tuple(settings), tuple(rejected))


def without_rejected(reading: Reading, report: str, corrections: Located) -> Reading:
    """The reading without the findings that lie wholly in a rejected place.

    Others point at attributions by index: these stay without confidence, and later stages pass over what has none.
    """
    out = [s for _, r, s in corrections.rejected if r == report]
    if not out:
        return reading

    def gone(stretch: Stretch) -> bool:
        return any(stretch.within(s) for s in out)

    left = [i for i, e in enumerate(reading.events) if not gone(e.trigger)]
    place = {old: new for new, old in enumerate(left)}
    return msgspec.structs.replace(
        reading,
        attributions=tuple(
            msgspec.structs.replace(a, confidence=0.0) if gone(a.hull) else a for a in reading.attributions
        ),
        events=tuple(reading.events[i] for i in left),
        figures=tuple(
            msgspec.structs.replace(f, event=place.get(f.event) if f.event is not None else None)
            for f in reading.figures
            if not gone(f.number)
        ),
    )


def publication_set(
    published: Mapping[str, Published], witnesses: Sequence[Witness], corrections: Located
) -> dict[str, Published]:
    """The publication days with those that a person set."""
    by_id = {w.report.id: w.report.sha256 for w in witnesses}
    result = dict(published)
    for _, report, _, field, value in corrections.values:
        if field == "published":
            result[by_id[report]] = Published(value=value, basis="given")
    return result


def times_set(times: Mapping[tuple[str, int], Time], corrections: Located) -> dict[tuple[str, int], Time]:
    """The bound times with the values that a person set."""
    result = dict(times)
    for key, report, where, field, value in corrections.values:
        if field != "value":
            continue
        for at, time in times.items():
            if time.report == report and where.overlap(Stretch(time.start, time.end)):
                result[at] = msgspec.structs.replace(
                    time, value=value, how="set by a correction", corrected_by=(*time.corrected_by, key)
                )
    return result


def cast_set(cast: Cast, witnesses: Sequence[Witness], corrections: Located) -> Cast:
    """The cast with actors joined that are said to be the same, and split that are said not to be."""
    for key, a, b in corrections.same:
        one, two = _actor_at(cast, a), _actor_at(cast, b)
        if one and two and one.id != two.id:
            cast = _join(cast, one, two, key)
    for key, a, b in corrections.apart:
        one, two = _actor_at(cast, a), _actor_at(cast, b)
        if one and two and one.id == two.id:
            cast = _split(cast, one, b, key, witnesses)
    return cast


def _actor_at(cast: Cast, place: tuple[str, Stretch]) -> Actor | None:
    report, where = place
    best: tuple[int, Actor] | None = None
    for actor in cast.actors:
        for m in actor.mentions:
            shared = where.overlap(Stretch(m.start, m.end)) if m.report == report else 0
            if shared and (best is None or shared > best[0]):
                best = (shared, actor)
    return best[1] if best else None


def _join(cast: Cast, one: Actor, two: Actor, key: str) -> Cast:
    kept, lost = sorted((one, two), key=lambda a: (-len(a.mentions), a.id))
    whole = msgspec.structs.replace(
        kept,
        names=tuple(dict.fromkeys((*kept.names, *lost.names))),
        metonyms=tuple(dict.fromkeys((*kept.metonyms, *lost.metonyms))),
        offices=(*kept.offices, *lost.offices),
        mentions=_in_order((*kept.mentions, *lost.mentions)),
        corrected_by=(*kept.corrected_by, *lost.corrected_by, key),
    )
    of = {k: tuple(dict.fromkeys(kept.id if i == lost.id else i for i in ids)) for k, ids in cast.of.items()}
    return Cast(tuple(whole if a.id == kept.id else a for a in cast.actors if a.id != lost.id), of)


def _split(cast: Cast, actor: Actor, place: tuple[str, Stretch], key: str, witnesses: Sequence[Witness]) -> Cast:
    """The mentions of the name that stands in the place become an actor of their own."""
    report, where = place
    there = [m for m in actor.mentions if m.report == report and where.overlap(Stretch(m.start, m.end))]
    if not there:
        return cast
    name = there[0].text.casefold()
    out = [m for m in actor.mentions if m in there or m.text.casefold() == name]
    left = [m for m in actor.mentions if m not in out]
    if not left:
        out, left = there, [m for m in actor.mentions if m not in there]
    shas = {w.report.id: w.report.sha256 for w in witnesses}
    new_id = min(content_id("a", shas[m.report], m.start, m.end) for m in out)
    new = Actor(
        id=new_id + "x" if new_id == actor.id else new_id,
        confidence=1.0,
        because=(),
        corrected_by=(key,),
        kind=actor.kind,
        name=there[0].text,
        names=tuple(dict.fromkeys(m.text for m in out if m.type == "name")),
        mentions=_in_order(out),
        country=actor.country,
    )
    forms = {m.text for m in left}
    kept = msgspec.structs.replace(
        actor,
        mentions=_in_order(left),
        names=tuple(n for n in actor.names if n in forms or n not in new.names),
        corrected_by=(*actor.corrected_by, key),
    )
    moved = {(shas[m.report], m.start, m.end) for m in out}
    by_sha = {w.report.sha256: w for w in witnesses}
    of = {}
    for (sha, index), ids in cast.of.items():
        m = by_sha[sha].reading.mentions[index].span
        mine = (sha, m.start, m.end) in moved
        of[sha, index] = tuple(new.id if i == actor.id and mine else i for i in ids)
    actors = [kept if a.id == actor.id else a for a in cast.actors]
    return Cast((*actors, new), of)


def _in_order(mentions: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
    return tuple(sorted(mentions, key=lambda m: (m.report, m.start, m.end)))
