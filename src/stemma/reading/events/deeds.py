"""Deeds that no row of the lexicon knows: acts, done or announced, that their clause ties to a day, place or party.

"On Monday the barge turned over", "Ostria sent two divers", "the yard was set up in 2019" are events whatever the
verb. They are told apart from the rest of narration by two signs that hold for any subject: the verb is a finished
one (a past tense or a passive) or an announced one ("will send"), and a date, a name or a named party stands in its
clause, or a party does something to something. On thirteen stories with gold events, 7 of 10 verbs so found were
events; without the second sign, 4 of 10.
"""

from __future__ import annotations

import functools
from collections.abc import Collection

from stemma.lexicon import table, values
from stemma.reading.events.frames import Hit, Row
from stemma.reading.events.modality import achieved
from stemma.reading.syntax import Frame, Tree, clause

PLAIN = "plain"  # the flag of the row of such a verb
_CLAUSES = frozenset({"ROOT", "conj", "relcl", "advcl", "ccomp", "xcomp"})
_FINISHED = frozenset({"have", "be"})
_ANNOUNCING = frozenset({"will", "'ll", "’ll"})
_PLANNING = frozenset("expect schedule due set plan be".split())
_DAYS = frozenset({"DATE", "TIME"})
_NAMES = frozenset({"GPE", "ORG", "PERSON", "LOC", "FAC", "NORP"})
_NEAR = 8  # tokens of a dependent in which a name may stand: farther down it belongs to something else


def deeds(t: Tree, taken: Collection[int], parties: Collection[int] = ()) -> list[Hit]:
    """Hits of type OTHER for the verbs that tell of a deed, without those in ``taken``, in the order of the text.

    ``parties`` are the tokens that head a mention of a person or body.
    """
    stale = _no_deeds()
    found = []
    for i, pos in enumerate(t.pos):
        if pos != "VERB" or i in taken:
            continue
        if t.dep[i] == "acl":
            if t.tag[i] == "VBN" and _dated(t, i) and t.lemma[i] not in stale:
                found.append(Hit(i, _row(t.lemma[i]), clause(t, i)))
            continue
        if t.dep[i] not in _CLAUSES or not _finished(t, i):
            continue
        if t.lemma[i] in stale and (stale[t.lemma[i]] == "saying" or not _comes_with_its_day(t, i)):
            continue
        if not t.word[i].islower():  # an acronym taken for a verb
            continue
        frame = clause(t, i)
        subjects = [k for k in t.kids[i] if t.dep[k] in ("nsubj", "nsubjpass")]
        if any(t.lower[k] in ("it", "that", "this", "what") for k in subjects) and not _dated(t, i):
            continue
        if t.dep[i] == "xcomp" and not (frame.passive or _dated(t, i) or achieved(t, t.head[i])):
            continue
        named = any(t.pos[s] == "PROPN" for s in subjects) or _names_another(t, i, subjects)
        if named or _dated(t, i) or (t.dep[i] != "relcl" and _acts(t, frame, parties)):
            found.append(Hit(i, _row(t.lemma[i]), frame))
    return found


def _comes_with_its_day(t: Tree, i: int) -> bool:
    """ "Was given six years on Friday", "is due to appear in court on Monday": its day makes any verb an event."""
    planned = t.dep[i] == "xcomp" and t.lemma[t.head[i]] in _PLANNING
    return _dated(t, i) and (planned or any(t.dep[k] == "auxpass" for k in t.kids[i]))


def _acts(t: Tree, frame: Frame, parties: Collection[int]) -> bool:
    """Does a party do something to something, or is something done to a party?"""
    if frame.passive:
        return any(o in parties for o in frame.objects)
    return any(s in parties for s in frame.subjects) and any(t.pos[o] != "PRON" for o in frame.objects)


def _finished(t: Tree, i: int) -> bool:
    """A past tense, a perfect, a passive, an announced future or a plan ("is due to be raised"); no negation."""
    helpers = [k for k in t.kids[i] if t.dep[k] in ("aux", "auxpass")]
    if any(t.dep[k] == "neg" for k in t.kids[i]):
        return False
    if any(t.lower[k] == "to" for k in helpers):
        return t.dep[i] == "xcomp" and (t.lemma[t.head[i]] in _PLANNING or achieved(t, t.head[i]))
    if any(t.tag[k] == "MD" for k in helpers):
        return any(t.lower[k] in _ANNOUNCING for k in helpers)
    return t.tag[i] == "VBD" or (t.tag[i] == "VBN" and any(t.lemma[k] in _FINISHED for k in helpers))


def _dated(t: Tree, i: int) -> bool:
    """Does a day or clock time stand in the clause? How long something took ("for nine years") dates nothing."""
    return any(t.entity[x] in _DAYS for k in t.kids[i] if t.lower[k] != "for" for x in (k, *t.kids[k]))


def _names_another(t: Tree, i: int, subjects: list[int]) -> bool:
    """Does a name stand in the clause beside its subject?"""
    for k in t.kids[i]:
        if k in subjects or t.dep[k] in ("conj", "advcl", "ccomp", "parataxis"):
            continue
        near = [k]
        for x in near:
            if len(near) > _NEAR:
                break
            near += t.kids[x]
        if any(t.entity[x] in _NAMES for x in near[:_NEAR]):
            return True
    return False


@functools.cache
def _no_deeds() -> dict[str, str]:
    """Each verb of the lexicon with why it is none."""
    return {w: row["kind"] for row in table("no-deeds") for w in values(row["verbs"])}


def _row(lemma: str) -> Row:
    return Row(
        words=(lemma,),
        pos="v",
        subject=frozenset(),
        object=frozenset(),
        object_kind="",
        with_=(),
        optional=True,
        type="OTHER",
        mode=None,
        contexts=(),
        recip=False,
        flags=frozenset({PLAIN}),
        order=0,
    )
