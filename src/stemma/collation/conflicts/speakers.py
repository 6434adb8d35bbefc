"""Conflicts of who: the same words given to different speakers, one text said to come from different sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

from stemma.collation.common import cut
from stemma.collation.conflicts.sides import conflict, said, side
from stemma.collation.similarity import Embedder, Likeness, Rarity, stems
from stemma.model import Actor, Conflict, Link, Side, Span, Statement, Variant, Witness
from stemma.reading.press import source_named

SAME_PROPOSITION = 0.7  # likeness from which two speakers' words on one day are the same words
FEWEST_STEMS = 5  # content words below which two speakers say alike by chance
SHORTEST_SHARE = 0.5  # of the longer telling's content words that the shorter one has
_SOURCES = ("agency", "broadcaster", "outlet", "body", "document", "platform", "state-media")
_UNNAMED = re.compile(r" \(unnamed\)$")
_PRONOUNS = frozenset("he she they it i we who him her them".split())
_MOST_STATEMENTS_OF_A_PAIR = 3  # shown: the same two speakers with more words in common are one disagreement


def speaker_conflicts(
    witnesses: Sequence[Witness],
    statements: Sequence[Statement],
    actors: Mapping[str, Actor],
    embedder: Embedder | None,
) -> list[Conflict]:
    """One proposition on one day that different reports give to different speakers: one conflict a pair of speakers."""
    listed = [s for s in statements if s.speakers and s.kind == "statement"]
    rarity = Rarity(s.of(w.report.text) for w in witnesses for s in w.reading.sentences)
    texts = [max((v.text for v in s.variants), key=len) for s in listed]
    likeness = Likeness(texts, rarity, embedder)
    words = [set(stems(t)) for t in texts]
    pairs: dict[tuple[str, str], list[tuple[Statement, Statement]]] = {}
    for i, j in likeness.near():
        a, b = listed[i], listed[j]
        if not {v.report for v in a.variants}.isdisjoint(v.report for v in b.variants) or a.date != b.date:
            continue
        if min(len(words[i]), len(words[j])) < max(FEWEST_STEMS, SHORTEST_SHARE * max(len(words[i]), len(words[j]))):
            continue
        if _compatible(a, b, actors) or _described(a) or _described(b) or likeness(i, j) < SAME_PROPOSITION:
            continue
        names = sorted([_names(a, actors), _names(b, actors)])
        pairs.setdefault((names[0], names[1]), []).append((a, b))
    found = []
    for (one, other), told in pairs.items():
        shown = told[:_MOST_STATEMENTS_OF_A_PAIR]
        sides = []
        for name in (one, other):
            mine = [s for pair in shown for s in pair if _names(s, actors) == name]
            spans = [x for s in mine for v in s.variants for x in (_source(witnesses, v), said(v)) if x]
            sides.append(side(spans, name, [s.id for s in mine]))
        about = f"who said it: {one} or {other} (“{cut(shown[0][0].gist, 80)}”)"
        found.append(conflict("who", about, sides, "speakers-differ", "the same words, different speakers", 0.6))
    return found


def unnamed_conflicts(
    witnesses: Sequence[Witness], statements: Sequence[Statement], actors: Mapping[str, Actor]
) -> list[Conflict]:
    """Words that one report gives to a named person and another one, which never names him, to "a resident"."""
    found: dict[str, tuple[list[Span], list[Span], list[str]]] = {}
    for statement in statements:
        if len(statement.speakers) != 1 or statement.kind != "statement":
            continue
        actor = actors.get(statement.speakers[0])
        if actor is None or actor.kind != "person":
            continue
        knowing = {m.report for m in actor.mentions if m.type == "name"}
        named = [v for v in statement.variants if v.report in knowing and v.speaker and _is_name(v.speaker, actor)]
        without = [
            v
            for v in statement.variants
            if v.report not in knowing and v.speaker and not _pronoun(v.speaker) and _is_person(witnesses, v.speaker)
        ]
        if named and without:
            one, other, records = found.setdefault(actor.id, ([], [], []))
            one += [x for v in named if (x := _source(witnesses, v))]
            other += [x for v in without if (x := _source(witnesses, v))]
            records.append(statement.id)
    made = []
    for key, (one, other, records) in found.items():
        unnamed = " ".join(other[0].text.split())
        sides = [side(one, actors[key].name, records), side(other, unnamed, records)]
        about = f"who said it: {actors[key].name}, or nobody by name (“{cut(unnamed, 60)}”)"
        made.append(conflict("who", about, sides, "unnamed", "one report names the speaker, another does not", 0.4))
    return made


def vouched_conflicts(statements: Sequence[Statement], actors: Mapping[str, Actor]) -> list[Conflict]:
    """Words that one report gives to a named source and another one to "officials" or "a source"; or to two such."""
    found = []
    for statement in statements:
        if len(statement.speakers) < 2 or statement.kind != "statement":
            continue
        told = _by_speaker(statement, actors)
        for one, other in combinations(told, 2):
            if not _vouch_apart(actors[one], actors[other]) or not _same_words(told[one], told[other]):
                continue
            sides = [
                side([x for v in told[a] for x in (v.speaker, said(v)) if x], actors[a].name, (statement.id,))
                for a in (one, other)
            ]
            names = [_UNNAMED.sub("", actors[a].name) for a in (one, other)]
            about = f"who vouches for it: {names[0]} or {names[1]} (“{cut(statement.gist, 80)}”)"
            found.append(conflict("who", about, sides, "vouched", "one statement, sources of different weight", 0.45))
    return found


def _by_speaker(statement: Statement, actors: Mapping[str, Actor]) -> dict[str, list[Variant]]:
    """The tellings by who speaks in their words; those of a description that names nobody are the one who is left."""
    told: dict[str, list[Variant]] = {}
    described: list[Variant] = []
    for v in statement.variants:
        if v.speaker is None:
            continue
        speaker = next((a for a in statement.speakers if _stands_for(v.speaker, actors.get(a))), None)
        if speaker:
            told.setdefault(speaker, []).append(v)
        elif not _pronoun(v.speaker):
            described.append(v)
    left = [a for a in statement.speakers if a not in told and a in actors]
    if described and len(left) == 1:
        told[left[0]] = described
    return told


def _stands_for(speaker: Span, actor: Actor | None) -> bool:
    return actor is not None and any(
        m.report == speaker.report and m.start < speaker.end and speaker.start < m.end for m in actor.mentions
    )


def _vouch_apart(one: Actor, other: Actor) -> bool:
    """Is one of the two unnamed, and not plainly the other: "a doctor at the clinic" and "a doctor"?"""
    if one.names and other.names:
        return False
    mine, its = (set(stems(_UNNAMED.sub("", a.name))) for a in (one, other))
    return not (mine <= its or its <= mine)


def _same_words(one: Sequence[Variant], other: Sequence[Variant]) -> bool:
    """Do two reports tell nearly the same words?"""
    for a in one:
        for b in other:
            x, y = set(stems(a.text)), set(stems(b.text))
            few, many = sorted((len(x), len(y)))
            if a.report != b.report and few >= FEWEST_STEMS and len(x & y) >= SAME_PROPOSITION * few:
                return len(x & y) >= SHORTEST_SHARE * many
    return False


def _is_name(speaker: Span, actor: Actor) -> bool:
    return any(
        m.type == "name" and m.report == speaker.report and m.start < speaker.end and speaker.start < m.end
        for m in actor.mentions
    )


def _is_person(witnesses: Sequence[Witness], speaker: Span) -> bool:
    """Do the words stand for a person, not for a body that speaks through one?"""
    witness = next(w for w in witnesses if w.report.id == speaker.report)
    return any(
        m.kind == "person" and m.span.start < speaker.end and speaker.start < m.span.end
        for m in witness.reading.mentions
    )


def _pronoun(speaker: Span) -> bool:
    return speaker.text.lower() in _PRONOUNS


def _names(statement: Statement, actors: Mapping[str, Actor]) -> str:
    return " and ".join(actors[x].name for x in statement.speakers if x in actors)


def _compatible(a: Statement, b: Statement, actors: Mapping[str, Actor]) -> bool:
    """May the speakers be the same, one speak for the other, or one's name be a form of the other's?"""
    if set(a.speakers) & set(b.speakers):
        return True
    for x in a.speakers:
        for y in b.speakers:
            one, other = actors.get(x), actors.get(y)
            if one is None or other is None:
                return True
            if _alike(one, other) or x == other.part_of or y == one.part_of:
                return True
            if one.kind != other.kind or source_named(one.name) or source_named(other.name):
                return True  # a body speaks through a person, an outlet tells what others say
    return False


def _described(statement: Statement) -> bool:
    """Is the speaker only ever a definite description or pronoun, which may stand for anybody named before?"""
    told = [v.speaker.text for v in statement.variants if v.speaker]
    return not any(
        re.search(r"\b[A-Z][a-z]", re.sub(r"^(?:The|His|Her|Its|Their|He|She|They)\b", "", t))
        or t[:2] in ("a ", "A ")
        or t[:3] in ("an ", "An ")
        for t in told
    )


def _alike(one: Actor, other: Actor) -> bool:
    """Is the last word of one's name in the other's: a name with and without its office, given name or spelling?"""
    for name in one.names or (one.name,):
        for rival in other.names or (other.name,):
            mine, its = set(stems(name)), set(stems(rival))
            if mine and its and (mine <= its or its <= mine):
                return True
    return False


def _source(witnesses: Sequence[Witness], variant: Variant) -> Span | None:
    """The words that name the speaker, with the cue where it stands beside them."""
    speaker, cue = variant.speaker, variant.cue
    if speaker is None or (_pronoun(speaker) and not variant.addressee):
        return None
    start, end = speaker.start, speaker.end
    if cue and (0 <= cue.start - end <= 2 or 0 <= start - cue.end <= 2):
        start, end = min(start, cue.start), max(end, cue.end)
    text = next(w.report.text for w in witnesses if w.report.id == variant.report)
    heard = variant.addressee
    if heard and text[end : end + len(heard) + 1] == f" {heard}":
        end += len(heard) + 1  # "Ida Lund told the Ansel Beacon"
    return Span(report=variant.report, start=start, end=end, text=text[start:end])


def source_conflicts(witnesses: Sequence[Witness], statements: Sequence[Statement]) -> list[Conflict]:
    """One statement that reports have from different sources: told to rival outlets, or put out by an agency or a body.

    Statements that the same sources part are one disagreement.
    """
    by_sources: dict[tuple[str, ...], list[tuple[Statement, dict[str, list[Variant]]]]] = {}
    for statement in statements:
        if len({v.report for v in statement.variants}) < 2 or statement.kind != "statement":
            continue
        told = _by_hearer(statement)
        if len(told) < 2:
            told = _by_link(statement)
        if len(told) > 1:
            by_sources.setdefault(tuple(sorted(told)), []).append((statement, told))
    found = []
    for names, group in by_sources.items():
        sides: list[Side] = []
        for name in names:
            spans = [
                x
                for _, told in group[:_MOST_STATEMENTS_OF_A_PAIR]
                for v in told[name]
                for x in (_source(witnesses, v), *_link_spans(v), said(v))
                if x
            ]
            sides.append(side(spans, name, [s.id for s, _ in group]))
        about = f"where it comes from: {' or '.join(names)} (“{cut(group[0][0].gist, 80)}”)"
        found.append(conflict("who", about, sides, "sources-differ", "one statement, different sources", 0.5))
    return found


def _by_hearer(statement: Statement) -> dict[str, list[Variant]]:
    """The tellings by the outlet that the speaker is said to have told, spoken words only."""
    told: dict[str, list[Variant]] = {}
    for v in statement.variants:
        known = source_named(v.addressee.removeprefix("the ").split(" (")[0]) if v.addressee else None
        link = next((x for x in v.via if v.addressee and x.name and x.name in v.addressee), None)
        if known or link:
            told.setdefault(known.name if known else link.name if link else "", []).append(v)
    return told


def _by_link(statement: Statement) -> dict[str, list[Variant]]:
    """The tellings by the source nearest to the speaker, where an agency is set against the speaker's own text."""
    told: dict[str, list[Variant]] = {}
    kinds: dict[str, Link] = {}
    for v in statement.variants:
        if v.via and v.via[0].kind in _SOURCES and v.via[0].name[:1].isupper():
            told.setdefault(v.via[0].name, []).append(v)
            kinds.setdefault(v.via[0].name, v.via[0])
    bodies = [n for n, x in kinds.items() if x.kind in ("body", "document", "platform")]
    agencies = [n for n, x in kinds.items() if x.kind in ("agency", "state-media")]
    if (
        len(bodies) != 1
        or len(agencies) != 1
        or {v.report for v in told[bodies[0]]} & {v.report for v in told[agencies[0]]}
    ):
        return {}
    return {n: told[n] for n in (bodies[0], agencies[0])}


def _link_spans(variant: Variant) -> list[Span]:
    return [x.span for x in variant.via[:1] if x.span]
