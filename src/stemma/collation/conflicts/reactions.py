"""Conflicts of what the accused side says: no answer yet against an answer, and denials of different things."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

import msgspec

from stemma.collation.clauses import Clause, clause_at, span_of
from stemma.collation.common import cut, in_debris
from stemma.collation.conflicts.denial_words import alternatives
from stemma.collation.conflicts.sides import conflict, said, side
from stemma.collation.similarity import stems
from stemma.model import Actor, Conflict, Span, Statement, Stretch, Variant, Witness

MOST_ANSWERS = 6
SAME_DENIAL = 0.8  # of the fewer content words in common: the one copies or shortens the other
_SPEAKS = ("government", "organisation", "group")


def unanswered_conflicts(
    witnesses: Sequence[Witness],
    pieces: Sequence[Clause],
    statements: Sequence[Statement],
    actors: Mapping[str, Actor],
) -> list[Conflict]:
    """ "There was no immediate comment from the navy" in one report, the navy's denial in another one."""
    found = []
    for w, witness in enumerate(witnesses):
        for sentence in witness.reading.sentences:
            m = _not_yet().search(witness.report.text, sentence.start, sentence.end)
            if m is None or in_debris(witness, sentence):
                continue
            silent = [a for a in actors.values() if _stands_in(a, witness.report.id, sentence)]
            answers = _denials(statements, silent, actors, witness.report.id)
            if not answers:
                continue
            told = [x for s, v in answers[:MOST_ANSWERS] for x in _words(witnesses, pieces, v)]
            records = list(dict.fromkeys(s.id for s, _ in answers[:MOST_ANSWERS]))
            mute = span_of(witnesses, w, sentence.start, sentence.end)
            sides = [side([mute], "no answer yet"), side(told, "answered", records)]
            about = f"whether there is an answer: “{m.group()}” or “{cut(said(answers[0][1]).text, 80)}”"
            made = conflict("what", " ".join(about.split()), sides, "answered-later", "no answer yet, or one", 0.5)
            found.append(msgspec.structs.replace(made, status="update"))
    return found[:1]


@functools.cache
def _not_yet() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('not-yet')})", re.I)


def _stands_in(actor: Actor, report: str, sentence: Stretch) -> bool:
    return actor.kind in (*_SPEAKS, "person") and any(
        m.report == report and sentence.start <= m.start < sentence.end for m in actor.mentions
    )


def _denials(
    statements: Sequence[Statement], silent: Sequence[Actor], actors: Mapping[str, Actor], report: str
) -> list[tuple[Statement, Variant]]:
    """What other reports tell that one of the silent actors, or a body or spokesman of his, denies."""
    ids = {a.id for a in silent}
    lands = {a.country for a in silent if a.country and a.kind in _SPEAKS}
    found = []
    for s in statements:
        speakers = [actors[x] for x in s.speakers if x in actors]
        if s.kind != "statement" or not any(_for(a, ids, lands) for a in speakers):
            continue
        found += [(s, v) for v in s.variants if v.report != report and (v.cue_class == "denied" or v.negated)]
    return found


def _for(speaker: Actor, ids: set[str], lands: set[str]) -> bool:
    return speaker.id in ids or speaker.part_of in ids or (speaker.kind in _SPEAKS and speaker.country in lands)


def _words(witnesses: Sequence[Witness], pieces: Sequence[Clause], variant: Variant) -> list[Span]:
    """What is denied, and the clause that tells of the denial with who denies."""
    w = next(i for i, x in enumerate(witnesses) if x.report.id == variant.report)
    cue = variant.cue and clause_at(pieces, w, variant.cue.start)
    return [said(variant), *([span_of(witnesses, w, cue.start, cue.end)] if cue else [])]


def denials_apart(found: Sequence[Conflict]) -> list[Conflict]:
    """Of disputes, the denials that reports tell in other words: "denied the raid" is less than "denied bombing"."""
    made = []
    for c in found:
        accounts: list[list[Span]] = []
        for report in dict.fromkeys(s.report for s in c.sides[-1].spans):
            mine = [s for s in c.sides[-1].spans if s.report == report]
            known = next((a for a in accounts if _same(a, mine)), None)
            if known:
                known += mine
            else:
                accounts.append(mine)
        if len(accounts) < 2:
            continue
        sides = [side(spans, None, c.sides[-1].records) for spans in accounts]
        about = "what is denied: " + " or ".join(f"“{cut(a[0].text, 70)}”" for a in accounts[:2])
        apart = conflict("what", about, sides, "denied-apart", "one dispute, denials in other words", 0.45)
        made.append(msgspec.structs.replace(apart, status="wording"))
    return made


def _same(one: Sequence[Span], other: Sequence[Span]) -> bool:
    x, y = ({t for s in spans for t in stems(s.text)} for spans in (one, other))
    return len(x & y) >= SAME_DENIAL * min(len(x), len(y))
