"""Conflicts of who: one person whom reports give a full and a lesser office or kinship: "chief" and "deputy chief"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence

from stemma.collation.clauses import span_of
from stemma.collation.conflicts.sides import conflict, side
from stemma.lexicon import table
from stemma.model import Actor, Conflict, Span, Witness

BEFORE, AFTER = 60, 70  # characters about a name in which an office or kinship is told of its bearer
MOST_BETWEEN = 4  # words between the office and the name: "chief of the harbour board, Ida Rook"
_LESSER = re.compile(r"\b(deputy|vice|acting|assistant|associate|interim|half|step|adoptive)[ -]$", re.I)
_KIN = frozenset("brother sister son daughter father mother".split())
_CUT = re.compile(r"[.;:\n\"“”]")
_APPOSED = re.compile(r"(?:,\s*\d+)?,\s*([^,.;\"“”\n]{3,60})")


def role_conflicts(witnesses: Sequence[Witness], actors: Mapping[str, Actor]) -> list[Conflict]:
    """People to whom some reports give an office or kinship in full and others only a lesser one; one a word."""
    place = {w.report.id: i for i, w in enumerate(witnesses)}
    best: dict[tuple[str, str], tuple[int, Conflict]] = {}  # of two half-brothers the one more is told of
    for actor in actors.values():
        if actor.kind != "person":
            continue
        told: dict[str, dict[str, list[Span]]] = {}
        for m in actor.mentions:
            if m.type == "name" and m.report in place:
                for role, mark, span in _roles(witnesses, place[m.report], m.start, m.end):
                    told.setdefault(role, {}).setdefault(mark, []).append(span)
        for role, by in told.items():
            full, lesser = by.pop("", []), [s for spans in by.values() for s in spans]
            if not full or not lesser or {s.report for s in full} & {s.report for s in lesser}:
                continue
            less = f"{min(by)} {role}"
            sides = [side(full, role, (actor.id,)), side(lesser, less, (actor.id,))]
            about = f"what {actor.name} is: {role} or {less}"
            made = conflict("who", about, sides, "roles-differ", "one person, an office in full and not", 0.5)
            if len(full) + len(lesser) > best.get((role, less), (0, made))[0]:
                best[role, less] = (len(full) + len(lesser), made)
    return [c for _, c in best.values()]


def _roles(witnesses: Sequence[Witness], w: int, start: int, end: int) -> Iterator[tuple[str, str, Span]]:
    """The offices and kinships beside a name, with the word that makes them lesser ("" for none)."""
    text = witnesses[w].report.text
    floor = max([max(0, start - BEFORE), *(m.end() for m in _CUT.finditer(text, max(0, start - BEFORE), start))])
    for m in _words().finditer(text, floor, start):
        between = text[m.end() : start].rstrip(", ")
        most = 0 if _role(m.group()) in _KIN else MOST_BETWEEN
        if len(between.split()) <= most and "," not in between:
            yield _role(m.group()), _lesser(text, floor, m.start()), span_of(witnesses, w, m.start(), end)
    apposed = _APPOSED.match(text, end, end + AFTER)
    word = _words().search(text, apposed.start(1), apposed.end(1)) if apposed else None
    if apposed and word:
        mark = _lesser(text, apposed.start(1), word.start())
        yield _role(word.group()), mark, span_of(witnesses, w, start, word.end())


def _lesser(text: str, floor: int, place: int) -> str:
    before = _LESSER.search(text[floor:place])
    return before[1].lower() if before else ""


def _role(word: str) -> str:
    plain = word.lower().replace("woman", "man")
    return plain[:-1] if plain.endswith("s") and plain[:-1] in _heads() else plain


@functools.cache
def _heads() -> frozenset[str]:
    """Single words for offices and kinship."""
    return _KIN | {row["title"] for row in table("offices") if row["kind"] == "person" and row["title"].isalpha()}


@functools.cache
def _words() -> re.Pattern[str]:
    longest_first = sorted(_heads(), key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(longest_first)})s?\b", re.I)
