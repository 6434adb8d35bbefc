"""What befell those that a number counts, or where they were and what they did: killed, rescued, aboard, on strike.

A state is told by the words right after the count, by the verb right before it, by words that lead up to it, or by the
parse. Which words tell which state stands in the lexicon ``states``.
"""

from __future__ import annotations

import functools
import re

import msgspec
from spacy.tokens import Doc, Token

from stemma.lexicon import table, values

REACH = 7  # words between a count and what befell it: "12 people were reported on Monday to have been killed"

_NOUNS = frozenset({"NOUN", "PROPN"})
_BODIES = frozenset({"body", "corpse"})
_LOOKED_BACK, _LOOKED_ON = 40, 30  # characters in which a leading or a following phrase may stand
_ROUGHLY = r"(?:\s+(?:more than|less than|fewer than|up to|over|about|around|some|roughly|nearly|no more than))?\s*$"
_BARE_DEEDS = frozenset(
    "have be do get take make give say tell see hear want include become remain need use know think hold keep let"
    " call show seem appear add report find put come go lead".split()
)
_SKIPPED = frozenset(
    "have has had been was were is are be being reportedly remain remained remains left still also feared"
    " reported confirmed believed presumed thought said known so far now may might could would will officially"
    " already allegedly got get seriously critically badly severely slightly lightly mortally fatally later not"
    " listed declared pronounced found counted recorded either both to".split()
)
_BETWEEN_VERB_AND_COUNT = frozenset("the a an lives of all another only just also further life".split())


class States(msgspec.Struct, frozen=True):
    """The lexicon: state by verb lemma (passive, or with the count as object), active verb, adjective, noun, phrase."""

    verbs: dict[str, str]
    actives: dict[str, str]
    adjectives: dict[str, str]
    nouns: dict[str, str]
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    leads: tuple[tuple[re.Pattern[str], str], ...]
    people: frozenset[str]
    growing: frozenset[str]
    names: frozenset[str]


@functools.cache
def states() -> States:
    """The lexicon of states."""
    words: dict[str, dict[str, str]] = {c: {} for c in ("verbs", "actives", "adjectives", "nouns")}
    phrases, leads = [], []
    rows = table("states")
    for row in rows:
        for column, known in words.items():
            known |= dict.fromkeys(values(row[column]), row["state"])
        if row["phrases"]:
            phrases.append((re.compile(rf"[\s,\"”’]*(?:\w+\s+){{0,2}}?(?:{row['phrases']})\b", re.I), row["state"]))
        if row["leads"]:
            leads.append((re.compile(rf"\b(?:{row['leads']}){_ROUGHLY}", re.I), row["state"]))
    return States(
        **words,
        phrases=tuple(phrases),
        leads=tuple(leads),
        people=frozenset(r["state"] for r in rows if r["people"]),
        growing=frozenset(r["state"] for r in rows if r["grows"]),
        names=frozenset(r["state"] for r in rows),
    )


def befell(doc: Doc, noun: Token, stop: int, bound_at: int, person: bool) -> tuple[str | None, int]:
    """The state of a counted noun and the token index (exclusive) up to which its words reach; (None, stop) without.

    ``stop`` is where the noun phrase ends, ``bound_at`` where the count begins with its bound ("at least").
    """
    known = states()
    if person and noun.lemma_.lower() in _BODIES:
        return "killed", stop
    if person and (state := _following(doc, stop)):
        return state, stop
    state, reach = _after(doc, stop, frozenset())
    if state is not None:
        return state, reach
    if person and (state := _leading(doc, bound_at)):
        return state, stop
    verb = verb_before(doc, bound_at)
    if verb is not None and verb in known.verbs:
        return known.verbs[verb], stop
    if noun.dep_ == "nsubjpass" and (state := known.verbs.get(noun.head.lemma_.lower())) is not None:
        return state, stop
    if noun.dep_ == "nsubj" and (state := known.actives.get(noun.head.lemma_.lower())) is not None:
        return state, stop
    lead = doc[bound_at - 1 if bound_at else 0].lower_
    if noun.dep_ == "conj" and lead in ("and", ",", "or") and noun.head.pos_ in _NOUNS:
        anchor = noun.head
        if anchor.dep_ in ("dobj", "nsubjpass") and (state := known.verbs.get(anchor.head.lemma_.lower())) is not None:
            return state, stop
    return None, stop


def befell_bare(doc: Doc, after: int, bound_at: int) -> tuple[str | None, int]:
    """The same for a number without a noun: "killed eight", "31 wounded"."""
    state, reach = _after(doc, after, frozenset({"others", "other", "more", "people"}))
    if state is not None:
        return state, reach
    verb = verb_before(doc, bound_at)
    return (states().verbs.get(verb) if verb else None), after


def deed(noun: Token, person: bool) -> str | None:
    """The participle of what was done to the counted or what they did: "rockets fired", "ships sunk"."""
    verb = noun.head
    if noun.dep_ not in ("nsubjpass", "dobj", "nsubj") or verb.pos_ != "VERB" or verb.lemma_.lower() in _BARE_DEEDS:
        return None
    if noun.dep_ == "dobj" and (not verb.text.endswith("ed") or person):
        return None  # "drew three maps": the past tense is no participle
    if noun.dep_ == "nsubj" and (
        verb.tag_ not in ("VBD", "VBN") or any(c.dep_ in ("dobj", "xcomp", "ccomp") for c in verb.rights)
    ):
        return None
    return str(verb.text.lower())


def verb_before(doc: Doc, at: int) -> str | None:
    """The lemma of the verb that has the count as its object, right before it."""
    i = at - 1
    while i >= 0 and doc[i].lower_ in _BETWEEN_VERB_AND_COUNT:
        i -= 1
    if i >= 0 and (doc[i].pos_ in ("VERB", "AUX") or doc[i].tag_.startswith("VB")):
        return str(doc[i].lemma_.lower())
    return None


def _after(doc: Doc, at: int, first: frozenset[str]) -> tuple[str | None, int]:
    """The state that the next words tell; ``first`` may stand before all others."""
    known = states()
    i, seen = at, 0
    while i < len(doc) and seen < REACH:
        tok = doc[i]
        low, lemma = tok.lower_, tok.lemma_.lower()
        if low in known.adjectives:
            return known.adjectives[low], i + 1
        if tok.pos_ in ("VERB", "AUX"):
            if tok.tag_ == "VBN" and lemma in known.verbs:
                return known.verbs[lemma], i + 1
            if lemma in known.actives:
                return known.actives[lemma], i + 1
        if low not in _SKIPPED and not (seen == 0 and low in first):
            break
        i, seen = i + 1, seen + 1
    return None, at


def _following(doc: Doc, stop: int) -> str | None:
    """The state that a phrase after the count tells: "on board", "lost their lives"."""
    # A slice, since doc.text joins the words of the whole report.
    behind = doc[stop - 1].whitespace_ + doc[stop : stop + _LOOKED_ON // 2].text[:_LOOKED_ON]
    return next((state for pattern, state in states().phrases if pattern.match(behind)), None)


def _leading(doc: Doc, bound_at: int) -> str | None:
    """The state that words before the count tell: "licensed to carry"."""
    before = doc[max(0, bound_at - _LOOKED_BACK // 2) : bound_at].text_with_ws[-_LOOKED_BACK:]
    return next((state for pattern, state in states().leads if pattern.search(before)), None)
