"""Conflicts of what: claims of rank ("the first visit") tested against the records, and tellings that say opposites."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import msgspec

from stemma.collation.clauses import Clause, kin, span_of
from stemma.collation.conflict_denials import deed_modes, records_of, statements_at
from stemma.collation.conflict_sides import conflict, said, side
from stemma.collation.similarity import stems
from stemma.lexicon import table, values
from stemma.model import Conflict, Event, Span, Statement, Variant, Witness

SHARED_WORDS = 0.4  # of the shorter telling's content words, so that an opposite stands in the same sentence
FEWEST_SHARED = 2

_NUMBERS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_RANK = re.compile(
    r"\b(?P<rank>first|second|third|fourth|fifth|only)(?P<ever>[ -]ever)?\s+(?:(?P<time>time)\s+(?:that\s+)?)?"
    r"(?P<words>(?:[\w’'-]+\s+){0,3}?)(?=(?P<noun>[\w-]+))",
    re.I,
)
_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|earlier|before|already|again|multiple times|several times|last (?:visit|time|year|month|"
    r"week|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|"
    r"november|december)|last in|latest|once more|returned|repeated(?:ly)?)\b",
    re.I,
)


class _Claim(msgspec.Struct, frozen=True):
    """A claim of rank: its clause, rank (1 for "first" and "only") and the kinds of deed or noun it ranks."""

    piece: Clause
    rank: int
    named: tuple[str, ...]
    modes: frozenset[tuple[str, str]]


def rank_conflicts(
    witnesses: Sequence[Witness], pieces: Sequence[Clause], statements: Sequence[Statement], events: Sequence[Event]
) -> list[Conflict]:
    """Claims that something is the first (second, only) of its kind against what tells of another one before it.

    Against it stand another rank for the same thing, a thing of the kind that the words call earlier, and an event
    of the kind that the records put before it and that shares a participant.
    """
    claims = _claims(pieces)
    index = statements_at(statements)
    found: list[tuple[list[_Claim], dict[tuple[str, int], Span]]] = []
    for claim in claims:
        against = _against(witnesses, claim, claims, pieces, events)
        if not against:
            continue
        known = next((k for k in found if k[0][0].rank == claim.rank and _one_kind(k[0][0], claim)), None)
        if known:
            known[0].append(claim)
            known[1].update(against)
        else:
            found.append(([claim], dict(against)))
    made = []
    for mine, against in found:
        claimed = [span_of(witnesses, c.piece.witness, c.piece.start, c.piece.end) for c in mine]
        taken = {(s.report, s.start) for s in claimed}
        told = [s for k, s in sorted(against.items()) if k not in taken]
        if not told:
            continue
        sides = [side(claimed, "claimed", records_of(claimed, index)), side(told, "told", records_of(told, index))]
        about = f"“{claimed[0].text[:100]}” against “{told[0].text[:100]}”"
        why = "a claim of rank meets one of its kind before it"
        made.append(conflict("what", " ".join(about.split()), sides, "rank-claimed", why, 0.55))
    return made


def _claims(pieces: Sequence[Clause]) -> list[_Claim]:
    found = []
    for piece in pieces:
        for m in _RANK.finditer(piece.text):
            rest = piece.text[m.end("time") :] if m["time"] else piece.text[m.end("rank") :]
            words = rest.split()[:8] if m["time"] else rest.split()[:4]
            modes: set[tuple[str, str]] = set()
            named = []
            for stem in stems(" ".join(words)):
                kinds = deed_modes().get(stem, frozenset())
                if kinds:
                    named.append(stem)
                    modes |= kinds
                    if not m["time"]:
                        break
            if named:
                rank = 1 if m["rank"].lower() == "only" else _NUMBERS.index(m["rank"].lower()) + 1
                found.append(_Claim(piece, rank, tuple(named), frozenset(modes)))
                break
    return found


def _one_kind(a: _Claim, b: _Claim) -> bool:
    return bool(a.modes & b.modes) or any(kin(x, y) for x in a.named for y in b.named)


def _against(
    witnesses: Sequence[Witness],
    claim: _Claim,
    claims: Sequence[_Claim],
    pieces: Sequence[Clause],
    events: Sequence[Event],
) -> dict[tuple[str, int], Span]:
    found: dict[tuple[str, int], Span] = {}
    own = witnesses[claim.piece.witness].report
    date = _date(claim, own.id, events)
    for other in claims:
        if other.rank == claim.rank == 1 and other.piece.witness > claim.piece.witness and _one_kind(claim, other):
            its = _date(other, witnesses[other.piece.witness].report.id, events)
            if date and its and date[:7] != its[:7]:
                _add(found, span_of(witnesses, other.piece.witness, other.piece.start, other.piece.end))
        if claim.rank < other.rank and other.piece.witness != claim.piece.witness and _one_kind(claim, other):
            _add(found, span_of(witnesses, other.piece.witness, other.piece.start, other.piece.end))
    if claim.rank > 1:
        return found
    names = _names(claim.piece.text)
    for p in pieces:
        if p.witness == claim.piece.witness or not _EARLIER.search(p.text):
            continue
        alike = any(kin(a, b) for a in p.stems for b in claim.named) or any(
            deed_modes().get(s, frozenset()) & claim.modes for s in p.stems
        )
        if alike and names & _names(witnesses[p.witness].report.text[max(0, p.start - 200) : p.end]):
            _add(found, span_of(witnesses, p.witness, p.start, p.end))
    mine = [
        e
        for e in events
        for m in e.mentions
        if m.report == own.id and claim.piece.start <= m.trigger.start < claim.piece.end and _fits(e, claim)
    ]
    for event in mine:
        actors = {p.actor for p in event.participants}
        for other_event in events:
            earlier = bool(other_event.date and event.date and other_event.date[:10] < event.date[:10])
            if other_event.id == event.id or not earlier or not _fits(other_event, claim):
                continue
            if actors & {p.actor for p in other_event.participants} and other_event.status == "happened":
                for m in other_event.mentions:
                    _add(found, Span(report=m.report, start=m.start, end=m.end, text=m.text))
    return found


def _date(claim: _Claim, report: str, events: Sequence[Event]) -> str | None:
    """The day of the event that a claim ranks."""
    for e in events:
        for m in e.mentions:
            if m.report == report and claim.piece.start <= m.trigger.start < claim.piece.end and _fits(e, claim):
                return e.date
    return None


def _fits(event: Event, claim: _Claim) -> bool:
    return (event.type, event.mode or "") in claim.modes


def _add(found: dict[tuple[str, int], Span], span: Span) -> None:
    found.setdefault((span.report, span.start), span)


def _names(text: str) -> frozenset[str]:
    """Stems of the capitalised words: places and people that two passages share."""
    return frozenset(s for m in re.finditer(r"\b[A-Z][\w’'-]{2,}", text) for s in stems(m.group())[:1])


@functools.cache
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str], str], ...]:
    rows = []
    for row in table("opposites"):
        one, other = (frozenset(_forms(row[c])) for c in ("side", "against"))
        rows.append((one, other, row["about"]))
    return tuple(rows)


def _forms(cell: str) -> list[str]:
    return [w for v in values(cell) for w in v.split()[:1]]


def opposite_conflicts(statements: Sequence[Statement]) -> list[Conflict]:
    """Statements that reports tell with opposite or more and less far-reaching words in the same sentence."""
    found = []
    for statement in statements:
        for one, other, about in _opposites():
            holding = [(v, *_held(v, one, other)) for v in statement.variants]
            mine = [v for v, a, b in holding if a and not b]
            its = [v for v, a, b in holding if b and not a]
            pairs = [(a, b) for a in mine for b in its if a.report != b.report and _same_sentence(a, b)]
            if not pairs:
                continue
            spans = [[said(v) for v in dict.fromkeys(p[k] for p in pairs)] for k in (0, 1)]
            sides = [side(s, s[0].text, (statement.id,)) for s in spans]
            found.append(
                conflict("what", f"{about}: {statement.gist[:110]}", sides, "opposites", f"{about}: one statement", 0.6)
            )
            break
    return found


def _held(variant: Variant, one: frozenset[str], other: frozenset[str]) -> tuple[bool, bool]:
    words = set(re.findall(r"[a-z]+", variant.text.lower()))
    return bool(words & one), bool(words & other)


def _same_sentence(a: Variant, b: Variant) -> bool:
    x, y = set(stems(a.text)), set(stems(b.text))
    shared = len(x & y)
    return shared >= FEWEST_SHARED and shared >= SHARED_WORDS * min(len(x), len(y))
