"""Conflicts of what: claims of rank ("the first visit") tested against the records, and tellings that say opposites."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

import msgspec

from stemma.collation.clauses import Clause, kin, span_of
from stemma.collation.common import cut
from stemma.collation.conflicts.deeds import Deed, deeds_by_stem, statements_on, variants_by_report
from stemma.collation.conflicts.sides import conflict, said, side
from stemma.collation.similarity import stems
from stemma.lexicon import table, values
from stemma.model import Conflict, Event, EventTelling, Span, Statement, Variant, Witness, place_of

SHARED_WORDS = 0.4  # of the shorter telling's content words, so that an opposite stands in the same sentence
FEWEST_SHARED = 2
BESIDE = 4  # words between a deed and the word that puts it earlier

_NUMBERS = "first second third fourth fifth".split()
# What these are the first, second ... of is a match, a year, a house or an office, not a deed.
_PARTS = (
    r"(?:quarter|half|period|innings?|set|frame|lap|stage|leg|down|base|baseman|phase|part|section|act|chapter|volume|"
    r"day|night|week|month|year|hour|minute|decade|floor|storey|story|place|class|grade|degree|lady|person|born|name)\b"
)
_RANK = re.compile(
    r"(?:\b(?:the|its|his|her|their|our|my|this|a|an|as|was|is|became|becomes)|['’]s?)\s+"
    rf"(?P<rank>first|second|third|fourth|fifth|only)(?:[ -]ever)?\s+(?=\w)(?!{_PARTS})",
    re.I,
)
_FIRST_TIME = re.compile(
    r"\b(?:it|this|that)(?:['’]s| is| was| will be| has been| marks| marked) (?:only )?the "
    r"(?P<rank>first|second|third|fourth|fifth) time\s+(?:that\s+)?",
    re.I,
)
_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|earlier|already|again|multiple times|several times|last (?:visit|strike|trip)|latest|"
    r"once more|returned|repeatedly)\b",
    re.I,
)
_UNSURE = re.compile(r"\b(?:could|might|may|if|not|whether)\b", re.I)
_PHRASE_END = re.compile(r"\b(?:of|in|on|at|by|for|with|from|to|as|since|that|who|which|and|after|when)\b|[^\w\s’'-]")


class _Claim(msgspec.Struct, frozen=True):
    """A claim of rank: its clause, rank (1 for "first", "only"), the deed that it ranks, names in its noun phrase."""

    piece: Clause
    rank: int
    named: tuple[str, ...]
    modes: frozenset[Deed]
    qualifiers: frozenset[str]


def rank_conflicts(
    witnesses: Sequence[Witness], pieces: Sequence[Clause], statements: Sequence[Statement], events: Sequence[Event]
) -> list[Conflict]:
    """Claims that something is the first (second, only) of its kind against what tells of another one before it.

    Against it stand another rank for the same thing, a thing of the kind that the words call earlier, and an event
    of the kind that the records put before it and that shares a participant.
    """
    claims = _claims(pieces)
    earlier = [p for p in pieces if _EARLIER.search(p.text)] if claims else []
    index = variants_by_report(statements)
    found: list[tuple[list[_Claim], dict[tuple[str, int], Span]]] = []
    for claim in claims:
        against = _against(witnesses, claim, claims, earlier, events)
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
        sides = [
            side(claimed, "claimed", statements_on(claimed, index)),
            side(told, "told", statements_on(told, index)),
        ]
        about = f"“{cut(claimed[0].text, 100)}” against “{cut(told[0].text, 100)}”"
        why = "a claim of rank meets one of its kind before it"
        made.append(conflict("what", " ".join(about.split()), sides, "rank-claimed", why, 0.55))
    return made


def _claims(pieces: Sequence[Clause]) -> list[_Claim]:
    found = []
    for piece in pieces:
        if _UNSURE.search(piece.text):
            continue
        m = _FIRST_TIME.search(piece.text)
        phrase = " ".join(piece.text[m.end() :].split()[:8]) if m else ""
        if m is None:
            m = _RANK.search(piece.text)
            if m is None:
                continue
            stop = _PHRASE_END.search(piece.text, m.end())
            phrase = " ".join(piece.text[m.end() : stop.start() if stop else None].split()[:4])
        kinds = deeds_by_stem(nouns=m.re is _RANK)
        named = [s for s in stems(phrase) if s in kinds]
        if named and not re.match(r"\w+ed\b", phrase):
            rank = 1 if m["rank"].lower() == "only" else _NUMBERS.index(m["rank"].lower()) + 1
            deed = named[-1] if m.re is _RANK else named[0]
            found.append(_Claim(piece, rank, (deed,), kinds[deed], _names(phrase)))
    return found


def _one_kind(a: _Claim, b: _Claim) -> bool:
    """Do two claims rank one kind of deed, with no different names in their noun phrases?"""
    same = bool(a.modes & b.modes) or any(kin(x, y) for x in a.named for y in b.named)
    apart = a.qualifiers and b.qualifiers and not a.qualifiers & b.qualifiers
    return same and not apart


def _against(
    witnesses: Sequence[Witness],
    claim: _Claim,
    claims: Sequence[_Claim],
    earlier: Sequence[Clause],
    events: Sequence[Event],
) -> dict[tuple[str, int], Span]:
    found: dict[tuple[str, int], Span] = {}
    own = witnesses[claim.piece.witness].report
    date = _date(claim, own.id, events)
    for other in claims:
        if other.piece.witness == claim.piece.witness or not _one_kind(claim, other):
            continue
        its = _date(other, witnesses[other.piece.witness].report.id, events)
        twice = other.rank == claim.rank == 1 and date and its and date[:7] != its[:7]
        shared = (claim.piece.stems & other.piece.stems) - set(claim.named) - set(_NUMBERS)
        if shared and (twice or claim.rank < other.rank):
            _add(found, span_of(witnesses, other.piece.witness, other.piece.start, other.piece.end))
    if claim.rank > 1:
        return found
    names = _names(claim.piece.text)
    for p in earlier:
        if p.witness == claim.piece.witness or not names & _names(p.text):
            continue
        if _told_before(p.text, claim):
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
            before = bool(other_event.date and event.date and other_event.date[:10] < event.date[:10])
            if other_event.id == event.id or not before or not _fits(other_event, claim):
                continue
            both = len(actors & {p.actor for p in other_event.participants}) > 1
            if both and other_event.status == "happened":
                for m in other_event.mentions:
                    _add(found, place_of(m))
    return found


def _told_before(text: str, claim: _Claim) -> bool:
    """Does a word for the deed stand beside one that puts it earlier: "had visited several times"?"""
    for m in _EARLIER.finditer(text):
        beside = " ".join([*text[: m.start()].split()[-BESIDE:], *text[m.end() :].split()[:BESIDE]])
        for s in stems(beside):
            if any(kin(s, n) for n in claim.named) or deeds_by_stem().get(s, frozenset()) & claim.modes:
                return True
    return False


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
def _opposites(deeds: bool = False) -> tuple[tuple[frozenset[str], frozenset[str], str], ...]:
    """Words, their opposites, and what differs; ``deeds``: only the verbs that tell one event or the other."""
    rows = []
    for row in table("opposites"):
        if deeds and not row["deed"]:
            continue
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
                conflict(
                    "what", f"{about}: {cut(statement.gist, 110)}", sides, "opposites", f"{about}: one statement", 0.6
                )
            )
            break
    return found


def deed_opposites(events: Sequence[Event]) -> list[Conflict]:
    """Events that reports tell by opposite or more and less far-reaching verbs: "suspended" and "dismissed"."""
    found = []
    for event in events:
        by_report: dict[str, list[EventTelling]] = {}
        for m in event.mentions:
            if not m.negated and m.modality in ("asserted", "reported"):
                by_report.setdefault(m.report, []).append(m)
        for one, other, about in _opposites(deeds=True):
            mine, its = (_only_by(by_report, a, b) for a, b in ((one, other), (other, one)))
            if mine and its:
                spans = [[place_of(m) for m in x] for x in (mine, its)]
                sides = [side(x, m[0].trigger.text, (event.id,)) for x, m in zip(spans, (mine, its))]
                what = f"{sides[0].value} or {sides[1].value}"
                what = f"{event.title}: {what}" if event.title else what
                found.append(conflict("what", what, sides, "opposite-deeds", f"{about}: one event", 0.45))
                break
    return found


def _only_by(
    told: Mapping[str, Sequence[EventTelling]], words: frozenset[str], not_by: frozenset[str]
) -> list[EventTelling]:
    """The tellings of reports whose verb for the event is among the words and never among the others."""
    return [
        m
        for tellings in told.values()
        if not any(t.trigger.text.lower() in not_by for t in tellings)
        for m in tellings
        if m.trigger.text.lower() in words
    ]


def _held(variant: Variant, one: frozenset[str], other: frozenset[str]) -> tuple[bool, bool]:
    words = set(re.findall(r"[a-z]+", variant.text.lower()))
    return bool(words & one), bool(words & other)


def _same_sentence(a: Variant, b: Variant) -> bool:
    x, y = set(stems(a.text)), set(stems(b.text))
    shared = len(x & y)
    return shared >= FEWEST_SHARED and shared >= SHARED_WORDS * min(len(x), len(y))
