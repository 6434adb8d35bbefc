"""Conflicts: what cannot all be right, or is told in words that differ in ways that matter.

Ranked: figures and dates first, then who and what, then wording and framing; within a kind, what more independent
origins tell comes first. A growing toll is an update, no conflict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

import msgspec

from stemma.collation.origins import bounds
from stemma.collation.similarity import Embedder, Likeness, Rarity, stems
from stemma.lexicon import table, values
from stemma.model import (
    Actor,
    Conflict,
    Event,
    Figure,
    FigureValue,
    Label,
    Origin,
    Reason,
    Side,
    Span,
    Statement,
    Variant,
    Witness,
    content_id,
)

ORDER = ("figure", "date", "who", "what", "wording", "framing")
SAME_PROPOSITION = 0.6  # likeness from which two speakers' words on one day put forward one proposition
DIFFERENT_WORDS = 1  # content words that must differ before wording counts
SHARED_STEMS = 0.4  # share of the shorter wording's content words that two renderings of one sentence have in common
FEWEST_STEMS = 3  # content words below which a wording is a scrap
DENIED_LIKENESS = 0.4  # likeness from which a denial meets a claim: they share the matter, not the polarity
_NEGATION = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|false|baseless|untrue|deny|denied|denies)\b|n['’]t\b", re.I
)
LONGEST_SIDE = 200  # characters of a side's words


def conflicts(
    witnesses: Sequence[Witness],
    statements: Sequence[Statement],
    events: Sequence[Event],
    figures: Sequence[Figure],
    labels: Sequence[Label],
    actors: Mapping[str, Actor],
    embedder: Embedder | None = None,
) -> tuple[Conflict, ...]:
    """All conflicts of a story, ranked from 1 (matters most)."""
    found = [
        *_distinct(_of_figures(figures)),
        *_of_dates(events),
        *_of_speakers(witnesses, statements, actors, embedder),
        *_of_denials(witnesses, statements, actors, embedder),
        *_of_wording(statements),
        *_of_framing(labels, actors),
    ]
    found.sort(key=lambda c: (ORDER.index(c.kind), -sum(s.independent for s in c.sides), -c.confidence, c.id))
    return tuple(msgspec.structs.replace(c, rank=i) for i, c in enumerate(found, 1))


def _conflict(kind: str, about: str, sides: Sequence[Side], records: Sequence[str], why: str, sure: float) -> Conflict:
    where = sorted((s.report, s.start, s.end) for side in sides for s in side.spans)
    return Conflict(
        id=content_id("c", kind, *where),
        confidence=sure,
        because=(Reason(rule=f"{kind}-differs", words=why),),
        kind=kind,  # type: ignore[arg-type]
        about=about,
        sides=tuple(sides),
        rank=0,
        status="wording" if kind in ("wording", "framing") else "conflict",
        records=tuple(records),
    )


def _side(spans: Sequence[Span], value: object, records: Sequence[str], origins: Sequence[Origin]) -> Side:
    return Side(
        spans=tuple(spans),
        reports=tuple(dict.fromkeys(s.report for s in spans)),
        value=value,
        records=tuple(records),
        origins=tuple(origins),
        independent=bounds(origins)[0] if origins else 0,
    )


def _of_figures(figures: Sequence[Figure]) -> list[Conflict]:
    found = []
    for figure in figures:
        told = [v for v in figure.values if v.value is not None]
        if figure.relation == "differ" and len(told) > 1:
            sides = [_side(v.mentions, v.value, (figure.id,), v.origins) for v in told]
            about = f"{figure.subject}: " + " or ".join(_number(v) for v in told)
            found.append(_conflict("figure", about, sides, (figure.id,), "the reports give different values", 0.7))
        for doubt in figure.doubts:
            if len(doubt.spans) > 1:
                sides = [_side((s,), None, (figure.id,), figure.origins) for s in doubt.spans[:4]]
                found.append(_conflict("figure", doubt.why, sides, (figure.id,), doubt.why, 0.5))
    return found


def _distinct(found: Sequence[Conflict]) -> list[Conflict]:
    """One conflict where several figures stand on the same words ("no casualties": none killed, none injured)."""
    kept: dict[tuple[tuple[str, int, int], ...], Conflict] = {}
    for c in found:
        place = tuple(sorted((s.report, s.start, s.end) for s in c.sides[0].spans))
        known = kept.get(place)
        if known is None or len(c.sides) > len(known.sides):
            kept[place] = c
    return list(kept.values())


def _number(value: FigureValue) -> str:
    if value.value is None:
        return "?"
    number = f"{value.value:,.10g}"
    marks = {"about": "about ", "at-least": "at least ", "up-to": "up to "}
    return marks.get(value.bound, "") + number


def _of_dates(events: Sequence[Event]) -> list[Conflict]:
    found = []
    for event in events:
        if not event.when or not event.when.rivals or not event.date:
            continue
        by_value: dict[str, list[Span]] = {event.date: []}
        rivals = {r.report: r.value for r in event.when.rivals}
        for m in event.mentions:
            here = rivals.get(m.report, event.date)
            by_value.setdefault(here, []).append(Span(report=m.report, start=m.start, end=m.end, text=m.text))
        sides = [_side(spans, v, (event.id,), ()) for v, spans in by_value.items() if spans]
        if len(sides) > 1:
            about = f"when: {event.title or event.mentions[0].text}: " + " or ".join(str(s.value) for s in sides)
            found.append(_conflict("date", about, sides, (event.id,), "the reports give different days", 0.5))
    return found


def _of_speakers(
    witnesses: Sequence[Witness],
    statements: Sequence[Statement],
    actors: Mapping[str, Actor],
    embedder: Embedder | None,
) -> list[Conflict]:
    """One proposition on one day that different reports give to different speakers."""
    listed = [s for s in statements if s.speakers]
    rarity = Rarity(s.of(w.report.text) for w in witnesses for s in w.reading.sentences)
    texts = [max((v.text for v in s.variants), key=len) for s in listed]
    likeness = Likeness(texts, rarity, embedder)
    found = []
    for i, j in combinations(range(len(listed)), 2):
        a, b = listed[i], listed[j]
        apart = {v.report for v in a.variants}.isdisjoint(v.report for v in b.variants)
        if not apart or set(a.speakers) & set(b.speakers) or a.date != b.date:
            continue
        if likeness(i, j) < SAME_PROPOSITION:
            continue
        names = [" and ".join(actors[x].name for x in s.speakers if x in actors) for s in (a, b)]
        sides = [_side([_said(v) for v in s.variants], n, (s.id,), s.origins) for s, n in zip((a, b), names)]
        about = f"who said it: {names[0]} or {names[1]} (“{a.gist[:80]}”)"
        found.append(_conflict("who", about, sides, (a.id, b.id), "like words, different speakers", 0.5))
    return found


def _said(variant: Variant) -> Span:
    return Span(report=variant.report, start=variant.start, end=variant.end, text=variant.text)


def _of_wording(statements: Sequence[Statement]) -> list[Conflict]:
    """Statements that reports word differently where it counts: rival translations, stronger and weaker terms.

    The tellings must be near enough to be renderings of one sentence, at least one of them in quotation marks, and
    each side must have a content word in place of another one's; a shortening is no rival wording.
    """
    found = []
    for statement in statements:
        sides: list[tuple[frozenset[str], list[Variant]]] = []
        for v in statement.variants:
            words = frozenset(stems(v.text))
            if len(v.text) > LONGEST_SIDE or len(words) < FEWEST_STEMS:
                continue
            for known, members in sides:
                if not _differ(known, words):
                    members.append(v)
                    break
            else:
                sides.append((words, [v]))
        sides = [s for s in sides if any(_rendering(s[0], o[0]) for o in sides if o is not s)]
        if len(sides) < 2 or len({v.report for _, members in sides for v in members}) < 2:
            continue
        if all(v.form == "indirect" for _, members in sides for v in members):
            continue
        made = [
            _side([_said(v) for v in members], members[0].text, (statement.id,), statement.origins)
            for _, members in sides
        ]
        about = f"how it is worded: {statement.gist[:100]}"
        found.append(_conflict("wording", about, made, (statement.id,), "the reports quote it in different words", 0.5))
    return found


def _rendering(a: frozenset[str], b: frozenset[str]) -> bool:
    """Do two wordings share enough words to render one sentence?"""
    return len(a & b) >= SHARED_STEMS * min(len(a), len(b))


def _of_denials(
    witnesses: Sequence[Witness],
    statements: Sequence[Statement],
    actors: Mapping[str, Actor],
    embedder: Embedder | None,
) -> list[Conflict]:
    """What one denies and another one puts forward."""
    rarity = Rarity(s.of(w.report.text) for w in witnesses for s in w.reading.sentences)
    texts = [max((v.text for v in s.variants), key=len) for s in statements]
    likeness = Likeness(texts, rarity, embedder)
    denying = [_denies(s) for s in statements]
    found = []
    for i, denial in enumerate(statements):
        if not denying[i] or not denial.speakers:
            continue
        scored = [
            (likeness(i, j), -j)
            for j, claim in enumerate(statements)
            if not denying[j] and not set(claim.speakers) & set(denial.speakers)
        ]
        best, place = max(scored, default=(0.0, 0))
        if best < DENIED_LIKENESS:
            continue
        claim = statements[-place]
        names = " and ".join(actors[x].name for x in denial.speakers if x in actors)
        sides = [_side([_said(v) for v in s.variants], s.gist, (s.id,), s.origins) for s in (claim, denial)]
        about = f"{names} denies it: {claim.gist[:110]}"
        found.append(_conflict("what", about, sides, (claim.id, denial.id), "one side denies what the other says", 0.5))
    return found


def _denies(statement: Statement) -> bool:
    return any(v.cue_class == "denied" or _NEGATION.search(v.text) for v in statement.variants)


def _differ(a: frozenset[str], b: frozenset[str]) -> bool:
    """Each has a content word of its own: more than one being a shortening of the other."""
    return len(a - b) >= DIFFERENT_WORDS and len(b - a) >= DIFFERENT_WORDS


def _of_framing(labels: Sequence[Label], actors: Mapping[str, Actor]) -> list[Conflict]:
    """Targets that are named in words of different tone, or in loaded words by some reports only."""
    by_target: dict[str, list[Label]] = {}
    for label in labels:
        by_target.setdefault(label.target, []).append(label)
    found = []
    for target, mine in by_target.items():
        tones = {label.tone for label in mine}
        if len(mine) < 2 or len(tones) < 2:
            continue
        sides = [_side(label.spans, label.words, (target,), ()) for label in mine]
        name = actors[target].name if target in actors else mine[0].words
        about = f"names for {name}: " + " / ".join(label.words for label in mine[:4])
        found.append(_conflict("framing", about, sides, (target,), "words of different tone for one thing", 0.5))
    return found


def labels(witnesses: Sequence[Witness], actors: Sequence[Actor]) -> tuple[Label, ...]:
    """The descriptions that reports use for one actor, where at least one of them holds a loaded word."""
    tones = {word: row["tone"] for row in table("loaded") for word in (row["word"], *values(row["forms"]))}
    found = []
    for actor in actors:
        by_words: dict[str, list[Span]] = {}
        tone_of: dict[str, str] = {}
        for m in actor.mentions:
            if m.type != "nominal":
                continue
            words = " ".join(m.text.split()).casefold()
            by_words.setdefault(words, []).append(Span(report=m.report, start=m.start, end=m.end, text=m.text))
            tone_of[words] = next((tones[w] for w in words.replace("’", "'").split() if w in tones), "neutral")
        if not any(t != "neutral" for t in tone_of.values()):
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
                    tone=tone_of[words],  # type: ignore[arg-type]
                )
            )
    return tuple(found)
