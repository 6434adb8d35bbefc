"""The words of an event: how far its clause or noun phrase reaches, and in which tense it is told."""

from __future__ import annotations

from stemma.model import Stretch
from stemma.reading.events.frames import Hit
from stemma.reading.syntax import Tree, subtree

_LOOSE = frozenset(
    {"relcl", "advcl", "ccomp", "parataxis", "punct", "cc", "mark", "conj", "advmod", "npadvmod", "csubj"}
)
_ADVERBS = frozenset({"when", "where", "why", "whereby"})
_CLAUSES = frozenset({"relcl", "advcl", "parataxis", "ccomp"})
_NOUN_LOOSE = frozenset({"relcl", "advcl", "parataxis", "punct", "appos", "acl", "conj", "cc"})


def clause_span(t: Tree, hit: Hit) -> Stretch:
    """From the subject to the last object or adverbial of a verb's clause, without the clauses that hang on it."""
    i = hit.token
    members = [i]
    for kid in t.kids[i]:
        if t.dep[kid] in _LOOSE and t.dep[kid] not in ("npadvmod", "advmod"):
            continue
        members += subtree(t, kid, _CLAUSES)
    of_noun = t.dep[i] == "acl" or (t.dep[i] == "relcl" and not any(t.lower[k] in _ADVERBS for k in t.kids[i]))
    if of_noun and t.pos[t.head[i]] in ("NOUN", "PROPN"):
        # "A notice that the firm had put up": without its noun the clause tells nothing.
        noun = t.head[i]
        members += [noun, *(x for k in t.kids[noun] if k < noun for x in subtree(t, k, _CLAUSES))]
    members = [m for m in members if t.pos[m] not in ("PUNCT", "SPACE")]
    return _stretch(t, members, i)


def phrase_span(t: Tree, i: int) -> Stretch:
    """A noun with its determiners, modifiers and prepositional phrases."""
    members = [i]
    for kid in t.kids[i]:
        if t.dep[kid] not in _NOUN_LOOSE:
            members += subtree(t, kid, _CLAUSES)
    return _stretch(t, [m for m in members if t.pos[m] not in ("PUNCT", "SPACE")], i)


def _stretch(t: Tree, members: list[int], centre: int) -> Stretch:
    """The offsets of the members; never over the end of a paragraph."""
    first, last = min(members, default=centre), max(members, default=centre)
    for k in range(centre, first, -1):
        if "\n" in t.word[k]:
            first = centre
            break
    for k in range(centre, last):
        if "\n" in t.word[k]:
            last = centre
            break
    # A name in parts ("al-Tabari") is never cut at its hyphen.
    while last + 2 < len(t.word) and t.word[last + 1] == "-" and t.end[last] == t.start[last + 1]:
        last += 2
    return Stretch(t.start[first], t.end[last])


def tense_of(t: Tree, i: int) -> str | None:
    """past, present, future, past-perfect, perfect; None for nouns and bare participles."""
    if t.pos[i] not in ("VERB", "AUX"):
        return None
    helpers = {t.lower[k] for k in t.kids[i] if t.dep[k] in ("aux", "auxpass")}
    if helpers & {"will", "shall", "'ll", "’ll", "wo"}:
        return "future"
    if "had" in helpers:
        return "past-perfect"
    if helpers & {"has", "have", "'ve", "’ve"}:
        return "perfect"
    if helpers & {"was", "were", "did"} or t.tag[i] == "VBD":
        return "past"
    if helpers & {"is", "are", "am", "'s", "'re", "do", "does"} or t.tag[i] in ("VBZ", "VBP"):
        return "present"
    return None
