"""A parse as plain lists: what the event and role rules ask of a token, without a call into spaCy for each question.

spaCy's token objects cost about a microsecond a question; lists make the same rules ten times as fast.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

import msgspec
import numpy as np
from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LENGTH, LOWER, ORTH, POS, SENT_START, TAG
from spacy.tokens import Doc

from stemma.reading.mending import join_lemmas, mended, noun_lemma, verb_lemma

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
# Who is accused of a deed or kept from it is the one who does it: "accused the army of shelling the town".
_OF_OBJECT = frozenset({"of", "from", "into"})
_FAULTS = frozenset(
    """blame praise thank condemn criticise criticize fault slam punish sentence jail fine arrest denounce rebuke
    censure scold suspend dismiss sack indict prosecute try""".split()
)
# A passive in form only: "Ostria is opposed to the plan", "is committed to peace".
_STANCES = frozenset("oppose commit determine prepare dedicate resolve".split())
# What nobody does without an object: without one it befalls the subject.
_BEFALLS = frozenset(
    """arrest kill injure wound detain jail imprison sentence charge evacuate rescue destroy damage hospitalize
    hospitalise appoint hijack kidnap abduct indict convict acquit displace execute assassinate deport extradite
    behead""".split()
)
_ATTRIBUTES = [LEMMA, LOWER, ORTH, POS, TAG, DEP, HEAD, IDX, LENGTH, SENT_START, ENT_TYPE]


class Tree(msgspec.Struct, frozen=True, gc=False):
    """One list a feature, indexed by token; ``kids`` holds the dependents in the order of the text."""

    lemma: list[str]
    lower: list[str]
    word: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    entity: list[str]
    kids: list[list[int]]
    sentences: list[tuple[int, int]]


def tree(doc: Doc) -> Tree:
    """The lists of a parsed text."""
    table = doc.to_array(_ATTRIBUTES)
    if not len(doc):
        return Tree([], [], [], [], [], [], [], [], [], [], [], [])
    strings = doc.vocab.strings
    name: dict[int, str] = {0: ""}

    def names(column: int) -> list[str]:
        numbers = table[:, column].tolist()
        for number in set(numbers):
            if number not in name:
                name[number] = strings[number]
        return list(map(name.__getitem__, numbers))

    lemma, lower, word, pos, tag, dep, entity = (names(column) for column in (0, 1, 2, 3, 4, 5, 10))
    offset = table[:, 6].astype(np.int64)
    head = (np.arange(len(offset)) + offset).tolist()
    start = table[:, 7].tolist()
    end = (table[:, 7] + table[:, 8]).tolist()
    mended(word, lower, pos, start, end, dep, head)
    kids: list[list[int]] = [[] for _ in head]
    for i, h in enumerate(head):
        if h != i:
            kids[h].append(i)
    first = [i for i, flag in enumerate(table[:, 9].astype(np.int64).tolist()) if flag == 1 or i == 0]
    sentences = list(zip(first, [*first[1:], len(head)], strict=True))
    lemma = [low if p == "PROPN" else text.lower() for text, low, p in zip(lemma, lower, pos, strict=True)]
    for i, part in enumerate(pos):
        if part == "VERB" and lemma[i] != lower[i]:
            lemma[i] = verb_lemma(lemma[i], lower[i])
        elif part == "NOUN" and lemma[i] != lower[i]:
            lemma[i] = noun_lemma(lemma[i], lower[i])
    join_lemmas(lemma, lower, pos, start, end)
    return Tree(lemma, lower, word, pos, tag, dep, head, start, end, entity, kids, sentences)


def subtree(t: Tree, top: int, without: frozenset[str] = frozenset()) -> list[int]:
    """The tokens under ``top`` and itself, in order, leaving out the branches whose relation is in ``without``."""
    found, todo = [top], [top]
    while todo:
        for kid in t.kids[todo.pop()]:
            if t.dep[kid] not in without:
                found.append(kid)
                todo.append(kid)
    return sorted(found)


def coordinated(t: Tree, first: int) -> list[int]:
    """A noun and those that stand beside it in a list ("Ostria, Meland and the Union")."""
    found = [first]
    for member in found:
        found += [k for k in t.kids[member] if t.dep[k] == "conj"]
    return found


def ancestors(t: Tree, i: int) -> Iterator[int]:
    """The heads above a token, nearest first."""
    while t.head[i] != i:
        i = t.head[i]
        yield i


class Frame(msgspec.Struct, frozen=True, gc=False):
    """The parties and circumstances of a verb as the clause gives them; tokens, each the head of its phrase."""

    subjects: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    prepositions: tuple[tuple[str, int], ...] = ()
    passive: bool = False
    control: int | None = None


def clause(t: Tree, verb: int) -> Frame:
    """Who does what to whom in the clause of a verb; the passive is turned round.

    Subjects are lent by the governing verb where the clause has none of its own (coordination, infinitives,
    participles), relative pronouns stand for the noun that they follow.
    """
    subjects: list[int] = []
    objects: list[int] = []
    prepositions: list[tuple[str, int]] = []
    agents: list[int] = []
    passive = False
    for kid in t.kids[verb]:
        dep = t.dep[kid]
        if dep == "nsubjpass":
            passive = True
            objects.append(kid)
        elif dep == "nsubj":
            subjects.append(kid)
        elif dep in ("dobj", "dative") and t.pos[kid] != "ADP":
            objects.append(kid)
        elif dep in ("prep", "agent", "dative"):
            for inner in t.kids[kid]:
                if t.dep[inner] in ("pobj", "pcomp"):
                    if dep == "agent":
                        agents.append(inner)
                    else:
                        prepositions.append((t.lower[kid], inner))
                elif t.dep[inner] == "prep":
                    prepositions += [(t.lower[kid], x) for x in t.kids[inner] if t.dep[x] == "pobj"]
    dep, head = t.dep[verb], t.head[verb]
    auxiliary = any(t.dep[k] == "auxpass" for k in t.kids[verb])
    if not passive and not subjects:
        if dep == "acl" and t.tag[verb] == "VBN":
            passive = True
            objects.append(head)
        elif dep == "acl":
            subjects.append(head)
        elif dep in ("conj", "xcomp", "advcl", "ccomp", "pcomp") and head != verb:
            passive = auxiliary or (dep == "advcl" and t.tag[verb] == "VBN" and not objects)
            lent = _lent(t, verb)
            if passive:
                objects += lent
            else:
                subjects += lent
    if not passive and not auxiliary and subjects and not objects and _cut_short(t, verb):
        passive, subjects, objects = True, [], subjects
    if passive and t.lemma[verb] in _STANCES and not agents and objects and _takes_a_stance(t, verb):
        passive, subjects, objects = False, objects, []
    if passive:
        subjects += agents
    control = next((k for k in t.kids[verb] if t.dep[k] in ("xcomp", "ccomp")), None)
    stand_in = functools.partial(_antecedent, t)
    return Frame(tuple(map(stand_in, subjects)), tuple(map(stand_in, objects)), tuple(prepositions), passive, control)


def _takes_a_stance(t: Tree, verb: int) -> bool:
    """ "They are resolved to fight"; a fault that is resolved takes none."""
    return t.lemma[verb] != "resolve" or any(t.dep[k] == "xcomp" for k in t.kids[verb])


def _cut_short(t: Tree, verb: int) -> bool:
    """ "Three held after raid", "26 sailors arrested": a headline's passive without its helper."""
    if t.tag[verb] not in ("VBN", "VBD") or any(t.dep[k] == "aux" for k in t.kids[verb]):
        return False
    return t.lemma[verb] in _BEFALLS


def _lent(t: Tree, verb: int, hops: int = 4) -> list[int]:
    head = verb
    for _ in range(hops):
        dep, above = t.dep[head], t.head[head]
        if above == head or dep not in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "acl", "acomp"):
            return []
        if dep == "acl":
            return [above]
        if dep == "xcomp":
            given = [
                k for k in t.kids[above] if t.dep[k] in ("dobj", "dative") and t.pos[k] in ("NOUN", "PROPN", "PRON")
            ]
            if given and t.tag[head] == "VB":
                return given[:1]
        if dep == "prep" and (t.lower[head] in _OF_OBJECT or (t.lower[head] == "for" and t.lemma[above] in _FAULTS)):
            given = [k for k in t.kids[above] if t.dep[k] == "dobj"]
            if given:
                return given[:1]
        own = [k for k in t.kids[above] if t.dep[k] in ("nsubj", "nsubjpass")]
        if dep == "advcl" and t.tag[head] == "VBG" and own and t.dep[own[0]] == "nsubjpass":
            # "Ansel was hit by a flood, killing nine": the flood killed them.
            by = [x for k in t.kids[above] if t.dep[k] == "agent" for x in t.kids[k] if t.dep[x] == "pobj"]
            own = by or own
        if own:
            return own[:1]
        head = above
    return []


def _antecedent(t: Tree, i: int) -> int:
    """The noun that a relative pronoun stands for; of "Ansel, a village that was shelled" the name."""
    if t.lower[i] in ("which", "who", "that", "whom") and t.pos[i] in ("PRON", "DET", "SCONJ"):
        for above in ancestors(t, i):
            if t.dep[above] == "relcl":
                noun = t.head[above]
                return t.head[noun] if t.dep[noun] == "appos" and t.pos[t.head[noun]] == "PROPN" else noun
    return i
