"""Whom a report describes first and names later: "a nurse was arrested. Ida Lund, 43, ...", "the victims as X and Y".

News keeps the name for the second or third sentence (delayed identification); "identified as" and "named as" say it
outright.
"""

from __future__ import annotations

import bisect
import re

from stemma.model import Candidate, Mention
from stemma.reading.coreference.office_words import role_of
from stemma.reading.coreference.salience import SUBJECTS, Walk

LEAD = 3  # sentences at the head of a report that may describe somebody whom the text names later
SOON = 4  # sentences after it in which the name must come
NAMED, AGED, NEXT = 0.9, 0.75, 0.6  # "identified as X"; "X, 43,"; the first name in the next sentence, a subject too

_IDENTIFIED = frozenset("identified named identify identifies identifying naming names".split())
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_AGE = re.compile(r",\s+(?:aged\s+)?\d\d\b")
_BETWEEN = re.compile(r"^(?:[\s,;]|and|&|\d\d|of|both|the|aged)*$")


def identified(walk: Walk, index: int, mention: Mention) -> tuple[Candidate, ...]:
    """The names further down that a description of one or of several persons stands for; none if not sure."""
    if listed := _said_to_be(walk, index, mention):
        return tuple(Candidate(mention=k, score=NAMED) for k in listed)
    if walk.sentence[index] > LEAD or index in walk.speakers:
        return ()
    if mention.kind == "person" and mention.number != "plural":
        return _one_named_later(walk, index, mention)
    if mention.kind == "group" and mention.number == "plural":
        return _several_named_later(walk, index, mention)
    return ()


def _said_to_be(walk: Walk, index: int, mention: Mention) -> list[int]:
    """ "A man identified as X", "police named the victims as X, Y and Z"."""
    words, t = walk.words, walk.token[index]
    verb = next((k for k in range(t + 1, min(t + 4, len(words))) if words.head[k] == t and _identifies(walk, k)), None)
    if verb is None and words.dep[t] in ("dobj", "nsubjpass") and _identifies(walk, words.head[t]):
        verb = words.head[t]
    if verb is None:
        return []
    last = max(t, verb)
    after = next((k for k in range(last + 1, min(last + 8, len(words))) if words.lower[k] == "as"), None)
    if after is None or words.head[after] != verb:
        return []
    names: list[int] = []
    end = words.start[after] + 2
    text = walk.doc_text
    for k in range(index + 1, len(walk.found)):
        other = walk.found[k]
        if other.span.start < end:
            continue
        if other.type != "name" or other.kind != "person" or not _BETWEEN.match(text[end : other.span.start]):
            break
        names.append(k)
        end = other.span.end
    if mention.number != "plural":
        return names[:1]
    return names if len(names) > 1 else []


def _identifies(walk: Walk, k: int) -> bool:
    return walk.words.lower[k] in _IDENTIFIED and walk.words.tag[k].startswith("VB")


def _one_named_later(walk: Walk, index: int, mention: Mention) -> tuple[Candidate, ...]:
    words, t = walk.words, walk.token[index]
    first = words.lower[bisect.bisect_left(words.start, mention.span.start)]
    if first not in ("a", "an") or words.dep[t] not in SUBJECTS or _names_before(walk, index):
        return ()
    k = _first_name(walk, index)
    if k is None or not _agree(walk, mention, walk.found[k]):
        return ()
    if _is_aged(walk, k):
        return (Candidate(mention=k, score=AGED),)
    near = walk.sentence[k] - walk.sentence[index] <= 1 and words.dep[walk.token[k]] in SUBJECTS
    return (Candidate(mention=k, score=NEXT),) if near else ()


def _several_named_later(walk: Walk, index: int, mention: Mention) -> tuple[Candidate, ...]:
    """ "Two inmates escaped. Tom Marsh, 43, and Ida Lund, 29, ...": as many names in one phrase as are counted."""
    words = walk.words
    i = bisect.bisect_left(words.start, mention.span.start)
    number = next((_COUNTS[w] for w in words.lower[i : walk.token[index]] if w in _COUNTS), 0)
    if not number or _names_before(walk, index):
        return ()
    k = _first_name(walk, index)
    if k is None:
        return ()
    names, end = [k], walk.found[k].span.end
    for other in range(k + 1, len(walk.found)):
        m = walk.found[other]
        if m.type != "name" or m.kind != "person" or not _BETWEEN.match(walk.doc_text[end : m.span.start]):
            break
        names.append(other)
        end = m.span.end
    if len(names) != number or not any(_is_aged(walk, n) for n in names):
        return ()
    return tuple(Candidate(mention=n, score=AGED) for n in names)


def _names_before(walk: Walk, index: int) -> bool:
    """Has a person been named up to the end of the sentence?"""
    return any(
        m.type == "name" and m.kind == "person" and walk.sentence[k] <= walk.sentence[index]
        for k, m in enumerate(walk.found)
    )


def _first_name(walk: Walk, index: int) -> int | None:
    """The first full name of a person in the next sentences, unless he is quoted or holds an office."""
    for k in range(index + 1, len(walk.found)):
        if walk.sentence[k] - walk.sentence[index] > SOON:
            return None
        m = walk.found[k]
        if m.type == "name" and m.kind == "person":
            if k in walk.speakers or (m.office and not _is_aged(walk, k)) or " " not in (m.name or ""):
                return None
            return k
    return None


def _agree(walk: Walk, mention: Mention, name: Mention) -> bool:
    if {mention.gender, name.gender} == {"male", "female"}:
        return False
    office = {role_of(w) for w in (name.office or "").lower().split()}
    head = role_of(walk.text(mention).lower().split()[-1])
    return not office or head in office


def _is_aged(walk: Walk, k: int) -> bool:
    """Does the name bring its age: "Ida Lund, 43,"?"""
    end = walk.found[k].span.end
    return _AGE.match(walk.doc_text[end : end + 12]) is not None
