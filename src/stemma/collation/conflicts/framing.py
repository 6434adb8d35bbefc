"""Framing: what reports call one target, where the words judge; deeds told with and without who did them."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from stemma.collation.conflicts.deeds import deeds_by_stem
from stemma.collation.conflicts.labels import Naming, Tone, namings, targets
from stemma.collation.conflicts.sides import conflict, side
from stemma.collation.similarity import stems
from stemma.lexicon import table, values
from stemma.model import Actor, Conflict, Event, Label, Reason, Span, Witness, content_id, place_of
from stemma.reading.figures.numbers import numerals

MOST_SIDES = 8
MOST_PLAIN = 3  # of the plain words, shown as one side
FEWEST_REPORTS_OF_A_DEED = 3  # reports that must tell a deed before it counts that one does not name who did it
_MUTUAL = ("fight",)


def labels(witnesses: Sequence[Witness], actors: Sequence[Actor]) -> tuple[Label, ...]:
    """The descriptions that reports use for one actor, where at least one of them holds a loaded word."""
    found = []
    for actor in actors:
        by_words: dict[str, list[Span]] = {}
        for m in actor.mentions:
            if m.type == "nominal":
                words = " ".join(m.text.split()).casefold()
                by_words.setdefault(words, []).append(place_of(m))
        if not any(_tone(words) != "neutral" for words in by_words):
            continue
        for words, spans in by_words.items():
            found.append(
                Label(
                    id=content_id("l", actor.id, words),
                    confidence=0.6,
                    because=(Reason(rule="description", words=f"“{words}” stands for {actor.name}"),),
                    target=actor.id,
                    words=words,
                    spans=tuple(spans),
                    tone=_tone(words),
                )
            )
    return tuple(found)


@functools.cache
def _tones() -> dict[str, Tone]:
    found: dict[str, Tone] = {}
    for row in table("loaded"):
        for word in (row["word"], *values(row["forms"])):
            found[word] = row["tone"]  # type: ignore[assignment]
    return found


def _tone(words: str) -> Tone:
    return next((_tones()[w] for w in words.replace("’", "'").split() if w in _tones()), "neutral")


def framing_conflicts(
    witnesses: Sequence[Witness],
    found: Sequence[Label],
    actors: Mapping[str, Actor],
    events: Sequence[Event],
) -> list[Conflict]:
    """Targets named in words of different tone, and deeds that some reports tell without who did them."""
    named = _of_targets(witnesses, actors)
    covered = {(s.report, s.start) for c in named for x in c.sides for s in x.spans}
    described = [
        c
        for c in _of_labels(found, actors)
        if not any((s.report, s.start) in covered for x in c.sides for s in x.spans)
    ]
    return [*named, *described, *_of_deeds(witnesses, events, actors)]


def _of_targets(witnesses: Sequence[Witness], actors: Mapping[str, Actor]) -> list[Conflict]:
    made = []
    for group in targets(witnesses, namings(witnesses, list(actors.values()))):
        toned = {n.witness for n in group if n.tone != "neutral" or n.status}
        plain = {n.witness for n in group if n.tone == "neutral" and not n.status}
        if not toned or (not plain - toned and len(toned) < 2):
            continue
        by_words: dict[str, list[Naming]] = {}
        for n in group:
            by_words.setdefault(n.words, []).append(n)
        if len(by_words) < 2 or len({(n.tone, n.status) for n in group}) < 2:
            continue
        ranked = sorted(
            by_words.items(), key=lambda x: (x[1][0].tone == "neutral", not x[1][0].status, -len(x[1]), x[0])
        )
        loaded = [w for w, ns in ranked if ns[0].tone != "neutral" or ns[0].status]
        neutral = [w for w, _ in ranked if w not in loaded]
        told = [(w, by_words[w]) for w in loaded[: MOST_SIDES - bool(neutral)]]
        if neutral:  # plain words do not contradict each other: they stand together against the loaded ones
            told.append((" / ".join(neutral[:MOST_PLAIN]), [n for w in neutral for n in by_words[w]]))
        if len(told) < 2 or len({n.witness for _, ns in told for n in ns}) < 2:
            continue
        sides = [side([n.span for n in ns], words, _records(ns, actors)) for words, ns in told]
        about = "names for one: " + " against ".join(f"“{words}”" for words, _ in told)
        sure = 0.55 if any(n.tone != "neutral" for n in group) else 0.4
        made.append(conflict("framing", about, sides, "labels", "one target, words of different tone", sure))
    return made


def _records(group: Sequence[Naming], actors: Mapping[str, Actor]) -> list[str]:
    return list(dict.fromkeys(n.target for n in group if n.target in actors and n.target))


def _of_labels(found: Sequence[Label], actors: Mapping[str, Actor]) -> list[Conflict]:
    """Actors that one report describes in loaded words and another one in neutral ones."""
    by_target: dict[str, list[Label]] = {}
    for label in found:
        by_target.setdefault(label.target, []).append(label)
    made = []
    for target, mine in by_target.items():
        loaded = {s.report for x in mine if x.tone != "neutral" for s in x.spans}
        neutral = {s.report for x in mine if x.tone == "neutral" for s in x.spans}
        if not loaded or not neutral - loaded:
            continue
        toned = [x for x in mine if x.tone != "neutral"][: MOST_SIDES - 1]
        counts = {c for x in toned if (c := _count(x.words))}
        plain = [x for x in mine if x.tone == "neutral" and (not counts or _count(x.words) in {"", *counts})]
        if not plain:
            continue
        sides = [side(x.spans, x.words, (target,)) for x in toned]
        sides.append(
            side([s for x in plain for s in x.spans], " / ".join(x.words for x in plain[:MOST_PLAIN]), (target,))
        )
        name = actors[target].name if target in actors else mine[0].words
        about = f"names for {name}: " + " against ".join(str(x.value) for x in sides)
        made.append(conflict("framing", about, sides, "labels", "one target, words of different tone", 0.5))
    return made


def _count(words: str) -> str:
    """The number that a description begins with: "seven villagers" and "four villagers" are not the same people."""
    first = words.split()[0]
    return first if any(True for _ in numerals(first)) else ""


def _of_deeds(witnesses: Sequence[Witness], events: Sequence[Event], actors: Mapping[str, Actor]) -> list[Conflict]:
    """Deeds whose doer some reports name in their own voice or a speaker's, and others leave out throughout."""
    made = []
    for event in events:
        doers = [p for p in event.participants if p.role == "actor" and _answerable(actors.get(p.actor))]
        reports = sorted({m.report for m in event.mentions})
        mutual = not event.mode or event.mode in _MUTUAL or event.status not in ("happened", "disputed")
        if event.type != "ASSAULT" or not doers or mutual or len(reports) < FEWEST_REPORTS_OF_A_DEED:
            continue
        if len(reports) * 2 < len(witnesses):
            continue
        with_doer: list[Span] = []
        without: list[Span] = []
        for report in reports:
            mine = [m for m in event.mentions if m.report == report]
            naming = [m for m in mine if any(_names_doer(m.report, m.start, m.end, actors[p.actor]) for p in doers)]
            chosen = max(naming or mine, key=lambda m: (len(m.text), -m.start))
            span = Span(report=report, start=chosen.start, end=chosen.end, text=chosen.text)
            (with_doer if naming else without).append(span)
        if not with_doer or not without:
            continue
        sides = [
            side(with_doer, "names who did it", (event.id,)),
            side(without, "does not name who did it", (event.id,)),
        ]
        names = " and ".join(actors[p.actor].name for p in doers[:2])
        about = f"told with and without who did it ({names}): {event.title}"
        made.append(conflict("framing", about, sides, "agent-left-out", "some reports leave out who did it", 0.45))
    return made[:2]


def _answerable(doer: Actor | None) -> bool:
    """A state, body or armed group: a suspect's name is left out for other reasons."""
    if doer is None or any(s in deeds_by_stem() for s in stems(doer.name)):
        return False  # "the fire-bomb" is what was done, or what with
    return doer.kind in ("government", "organisation") or (doer.kind == "group" and bool(doer.names))


def _names_doer(report: str, start: int, end: int, doer: Actor) -> bool:
    return any(m.report == report and start <= m.start and m.end <= end for m in doer.mentions)
