"""Ways through the parse from an event's word to those who may take part in it, and who stands beside them.

Every anchor (a word that points to a country, or an actor's mention) lies some way below the trigger. Ways that name
parties are short (object, "against", "of"), ways that tell the circumstances are long (relative clauses, "amid").
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from stemma.reading.syntax import Tree

# The cost of one step down; a party lies nearer than a circumstance. Set on PLOVER's development records.
_STEP = {
    "dobj": 0.5,
    "nsubjpass": 0.5,
    "dative": 0.3,
    "prep": 0.5,
    "pobj": 0.0,
    "pcomp": 0.5,
    "compound": 0.6,
    "amod": 0.6,
    "nmod": 0.6,
    "poss": 0.6,
    "appos": 0.4,
    "conj": 0.1,
    "xcomp": 0.6,
    "ccomp": 0.8,
    "nsubj": 0.2,
    "attr": 0.5,
    "acl": 1.5,
    "relcl": 2.5,
    "advcl": 3.0,
    "agent": 0.5,
    "acomp": 0.4,
    "oprd": 0.5,
    "npadvmod": 1.0,
    "nummod": 0.6,
}
_PREPOSITION = {
    "against": 0.0,
    "to": 0.0,
    "with": 0.1,
    "on": 0.1,
    "upon": 0.1,
    "between": 0.0,
    "among": 0.1,
    "toward": 0.1,
    "towards": 0.1,
    "of": 0.2,
    "from": 0.3,
    "for": 0.4,
    "at": 0.4,
    "into": 0.6,
    "in": 0.8,
    "over": 0.8,
    "near": 0.9,
    "about": 0.8,
    "inside": 0.8,
    "across": 0.8,
    "around": 1.0,
    "through": 1.5,
    "via": 1.5,
    "by": 0.4,
    "like": 2.0,
    "as": 2.0,
    "than": 3.0,
    "off": 6.0,
    "according": 6.0,
}
_LENGTHS = frozenset("kilometre kilometer km mile mi metre meter".split())
_PURPOSE = 2.0  # "fired tear gas to clear the followers of X": nearer than what happened then or before
_CIRCUMSTANCE = 4.0  # after, amid, because of, despite, during, following, since, under ...
TOO_FAR = 6.0
_OF_ONE_PHRASE = 1.0  # the name or country of the one meant stands within its phrase, not in a clause that hangs on it
_INSIDE_PHRASE = frozenset({"compound", "amod", "poss", "nmod", "appos"})
_DELEGATIONS = frozenset("delegation mission team group party convoy committee panel entourage commission".split())
_LEADS = frozenset("head lead chair comprise include".split())
_SKIP = frozenset({"punct", "det", "aux", "auxpass", "cc", "mark", "neg", "case", "intj", "expl", "preconj"})


class Anchor(msgspec.Struct, frozen=True, gc=False):
    """A possible party: the token, its country if one is known, the mention that it heads if any.

    ``weight`` is added to the cost of every way to it, ``reach`` is the longest way that still makes it a party.
    ``pronoun``: the words are "I" or "we", the mention is whoever says so.
    """

    token: int
    country: str | None = None
    mention: int | None = None
    weight: float = 0.0
    reach: float = TOO_FAR
    pronoun: bool = False


class Parties(msgspec.Struct, frozen=True, gc=False):
    """The tokens of those who act and of those acted upon."""

    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()


Way = tuple[float, tuple[str, ...]]


def ways(t: Tree, top: int, shut: frozenset[int] = frozenset()) -> dict[int, Way]:
    """Every token below ``top`` with the cost and the relations of the way to it; branches in ``shut`` are left out."""
    found: dict[int, Way] = {top: (0.0, ())}
    todo = [top]
    while todo:
        above = todo.pop()
        cost, way = found[above]
        for kid in t.kids[above]:
            dep = t.dep[kid]
            if kid in shut or dep in _SKIP:
                continue
            if dep == "prep" and t.lemma[above] in _LENGTHS:
                continue  # "50 km from Ostria": far from it
            if dep in ("prep", "agent", "dative") and t.pos[kid] in ("ADP", "VERB", "SCONJ", "ADV"):
                step = _STEP["prep"] + (0.0 if dep == "agent" else _PREPOSITION.get(t.lower[kid], _CIRCUMSTANCE))
            elif dep == "advcl" and any(t.tag[k] == "TO" for k in t.kids[kid]):
                step = _PURPOSE
            else:
                step = _STEP.get(dep, 1.5)
            if cost + step < TOO_FAR:
                found[kid] = (cost + step, (*way, dep) if dep != "conj" else way)
                todo.append(kid)
    return found


def nearest(found: Mapping[int, Way], anchors: Mapping[int, Anchor], slack: float = 0.45) -> list[int]:
    """The nearest anchor and those coordinated with it: they lie on the same way but for "and"."""
    reached = sorted((found[a][0] + x.weight, a) for a, x in anchors.items() if a in found and found[a][0] <= x.reach)
    if not reached:
        return []
    best, first = reached[0]
    way = found[first][1]
    same = [a for cost, a in reached if a == first or (found[a][1] == way and cost <= best + slack)]
    return sorted(same)


def side(t: Tree, top: int, anchors: Mapping[int, Anchor], shut: frozenset[int] = frozenset()) -> list[int]:
    """The nearest anchors below ``top`` with all that stand beside them: one side of an event."""
    return with_others(t, nearest(ways(t, top, shut), anchors), anchors)


def with_others(t: Tree, found: list[int], anchors: Mapping[int, Anchor]) -> list[int]:
    """Those coordinated with the anchors, however each is worded, and those who lead a delegation among them.

    "Al-Tabari and Ostria's transport minister, Salem Hadi"; "a delegation headed by Orla Veit".
    """
    made = list(found)
    for a in found:
        for other in (*_beside(t, a), *_leaders(t, a)):
            met = ways(t, other, frozenset(k for k in t.kids[other] if t.dep[k] == "conj" or _joined(t, k)))
            if not any(m in met for m in made):
                near = {k: x for k, x in met.items() if x[0] <= _OF_ONE_PHRASE}
                made += [k for k in nearest(near, anchors) if k not in made]
    return made


def _beside(t: Tree, a: int) -> list[int]:
    """The heads of the phrases that "and" puts beside the one in which ``a`` stands."""
    top = a
    while t.dep[top] in _INSIDE_PHRASE and t.head[top] != top and not _joined(t, top):
        top = t.head[top]
    first = top
    while (t.dep[first] == "conj" and t.pos[t.head[first]] in ("NOUN", "PROPN", "PRON")) or _joined(t, first):
        first = t.head[first]
    members = [first]
    for member in members:
        members += [k for k in t.kids[member] if t.dep[k] == "conj" or _joined(t, k)]
    return [m for m in members if m != top]


def _joined(t: Tree, i: int) -> bool:
    """The parser may take the first of two names for a modifier of the second: "A and B" with A under B."""
    return t.dep[i] in ("nmod", "compound") and any(t.dep[k] == "cc" for k in t.kids[i])


def _leaders(t: Tree, a: int) -> list[int]:
    if t.lemma[a] not in _DELEGATIONS:
        return []
    heads = [
        who
        for i in (a, *(x for k in t.kids[a] if t.dep[k] == "prep" for x in t.kids[k]))
        for verb in t.kids[i]
        if t.dep[verb] == "acl" and t.lemma[verb] in _LEADS
        for by in t.kids[verb]
        for who in (t.kids[by] if t.dep[by] == "agent" else [by] if t.dep[by] == "dobj" else ())
        if t.dep[who] in ("pobj", "dobj")
    ]
    for who in heads:
        heads += [k for k in t.kids[who] if t.dep[k] == "conj" and t.pos[k] in ("NOUN", "PROPN")]
    return heads
