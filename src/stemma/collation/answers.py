"""Answers: replies, denials, confirmations, corrections and retractions, as links from a statement to what it answers.

The cue tells that a statement answers and how. What it answers is the statement that shares its matter, by another
speaker and no later; for "it", "the claims" and bare replies it is what the same report tells last before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from stemma.collation.clauses import kin
from stemma.collation.similarity import stems
from stemma.model import Answer, Event, Statement, Variant, place_of

SHARED_MATTER = 0.6  # of an answer's content words that what it answers must have
FEWEST_SHARED = 2  # content words in common where the answer has as many
NEAR_BEFORE = 600  # characters before a bare reply within which stands what it replies to
FAR_BEFORE = 1500  # the same for "the figure", which few words before it can be

Relation = Literal["replies", "denies", "confirms", "corrects", "retracts"]

_CUES: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    ("retracts", re.compile(r"\b(?:retract|withdr[ae]w|t[ao]ok? back|backtrack|walk(?:ed)? back|disown)\w*", re.I)),
    ("corrects", re.compile(r"\b(?:correct(?:ed|s|ing)|clarif(?:y|ied|ies)|set (?:it|the record) straight)\b", re.I)),
    ("denies", re.compile(r"\b(?:den(?:y|ied|ies|ying)|dismiss\w*|refut\w+|rebut\w*)\b", re.I)),
    ("confirms", re.compile(r"\b(?:confirm\w*|acknowledg\w*|corroborat\w+)\b", re.I)),
    (
        "replies",
        re.compile(r"\b(?:repl(?:y|ied|ies|ying)|responded|retort\w*|counter(?:ed|s)|(?:hit|shot|fired) back)\b", re.I),
    ),
)
# What a denial that names a thing rather than a clause must name to answer what was said: not "rejected the attacks".
_SAID = re.compile(
    r"\b(?:claims?|allegations?|reports?|accusations?|charges?|suggestions?|rumou?rs?|speculation|story|stories|"
    r"accounts?|assertions?|criticism|figures?|numbers?|tolls?|links?|involvement|responsibility|role)\b",
    re.I,
)
_COUNTED = re.compile(r"\b(?:figures?|numbers?|tolls?|counts?|estimates?)\W*$", re.I)
_NUMBER = re.compile(r"\d|\b(?:dozens?|hundreds?|thousands?|millions?|ten|twenty|thirty|forty|fifty)\b", re.I)
# Stems that say how many of whom and when: sharing them is no common matter.
_QUANTITIES = frozenset(
    stem
    for word in "number people person small several many few case percent year month week day number part half total "
    "hundred thousand million dozen two three four five six seven eight nine ten first second last new".split()
    for stem in stems(word)
)
_ANAPHORA = re.compile(
    r"^\W*(?:it|this|that|them|so|(?:all |any )?(?:the|those|these|such|his|her|its|their) (?:claims?|allegations?|"
    r"reports?|accusations?|charges?|figures?|numbers?|suggestions?|story|accounts?))\W*$",
    re.I,
)


def answered(statements: Sequence[Statement], events: Sequence[Event]) -> tuple[Statement, ...]:
    """The statements with their ``answers``: one link an answering telling, to a statement, else to an event."""
    words = [tuple(dict.fromkeys(x for v in s.variants for x in stems(v.text))) for s in statements]
    made = []
    for i, statement in enumerate(statements):
        links: dict[str, Answer] = {}
        for v in statement.variants:
            relation = _relation(v, statement)
            target = _target(i, v, relation, statements, words, events) if relation else None
            if relation and target and target not in links:
                links[target] = Answer(record=target, relation=relation, spans=(v.cue or place_of(v),))
        made.append(msgspec.structs.replace(statement, answers=tuple(links.values())) if links else statement)
    return tuple(made)


def _relation(variant: Variant, statement: Statement) -> Relation | None:
    if statement.kind == "refusal":
        return None
    cue = variant.cue.text if variant.cue else ""
    found = next((r for r, pattern in _CUES if pattern.search(cue)), None)
    if found == "replies" and variant.form == "indirect":
        return None  # "responded to the blaze": no words
    if found or variant.cue_class != "denied" or variant.negated:
        return found
    return "denies" if _SAID.search(variant.text) or _ANAPHORA.match(variant.text) else None


def _target(
    i: int,
    variant: Variant,
    relation: Relation,
    statements: Sequence[Statement],
    words: Sequence[tuple[str, ...]],
    events: Sequence[Event],
) -> str | None:
    mine = statements[i]
    matter = _matter(variant.text)
    if _ANAPHORA.match(variant.text) or (not matter and relation == "replies"):
        return _before(mine, variant, statements, relation)
    if not matter:
        return None
    deed = _deed(matter, events, mine)
    if deed and len(set(matter)) <= FEWEST_SHARED and relation != "replies":
        return deed
    scored = [
        (share, len({v.report for v in other.variants}), -j)
        for j, other in enumerate(statements)
        if j != i and other.kind == "statement" and not _same_voice(mine, other) and not _later(other, mine)
        if not (relation == "denies" and any(v.cue_class == "denied" for v in other.variants))
        for share in [_share(matter, words[j])]
        if share >= SHARED_MATTER
    ]
    if scored:
        return statements[-max(scored)[2]].id
    return _before(mine, variant, statements, relation) if relation == "replies" else deed


def _matter(text: str) -> tuple[str, ...]:
    """The content stems of a telling, without those of quantities and times."""
    return tuple(stem for stem in stems(text) if stem not in _QUANTITIES and not stem.isdigit())


def _told_beside(event: Event, mine: Statement) -> bool:
    """Is the event told anywhere but in the statement itself?"""
    return any(
        not any(v.report == m.report and v.start <= m.start and m.end <= v.end for v in mine.variants)
        for m in event.mentions
    )


def _deed(matter: Sequence[str], events: Sequence[Event], mine: Statement) -> str | None:
    """The best-told event that the words name by its trigger and share most words with."""
    told = [
        (share, len({m.report for m in event.mentions}), -j)
        for j, event in enumerate(events)
        if any(kin(a, b) for m in event.mentions for a in stems(m.trigger.text) for b in matter)
        for share in [max(_share(matter, stems(m.text)) for m in event.mentions)]
        if share >= SHARED_MATTER or len(set(matter)) <= FEWEST_SHARED
        if _told_beside(event, mine)
    ]
    return events[-max(told)[2]].id if told else None


def _same_voice(a: Statement, b: Statement) -> bool:
    return bool(set(a.speakers) & set(b.speakers))


def _later(other: Statement, mine: Statement) -> bool:
    return bool(other.date and mine.date and other.date[:10] > mine.date[:10])


def _share(matter: Sequence[str], told: Sequence[str]) -> float:
    """Share of the matter's content words that the telling has, in any form; 0 where they are too few."""
    known, mine = sorted(set(told)), sorted(set(matter))
    shared = sum(any(kin(a, b) for b in known) for a in mine)
    return shared / len(mine) if shared >= min(FEWEST_SHARED, len(mine)) and mine else 0.0


def _before(mine: Statement, variant: Variant, statements: Sequence[Statement], relation: Relation) -> str | None:
    """The statement of another speaker that the report tells last before the telling, near by.

    For "the claims" an accusation or claim goes before what is only said, for "the figure" only what has one will do.
    """
    begin = min(x.start for x in (variant.speaker, variant.cue, variant) if x is not None)
    counted = _COUNTED.search(variant.text) is not None
    reach = FAR_BEFORE if counted else NEAR_BEFORE
    told = [
        (relation == "denies" and v.cue_class in ("accused", "claimed"), v.end, s.id)
        for s in statements
        for v in s.variants
        if v.report == variant.report and begin - reach < v.end <= begin and s.kind == "statement"
        if s.id != mine.id and s.speakers and not _same_voice(s, mine)
        if not counted or _NUMBER.search(v.text)
    ]
    return max(told)[2] if told else None
