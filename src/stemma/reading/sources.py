"""Who speaks: from a cue to the noun phrase that names its source."""

from __future__ import annotations

from spacy.tokens import Token

from stemma.reading.cue_frames import SUBJECTS, Draft, Run

_EXPLETIVES = frozenset(("it", "there"))
_RELATIVES = frozenset(("who", "which", "that"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"))
FARTHEST_CLIMB = 6  # governing verbs between a participle and the clause that has its subject


def source_of(draft: Draft, cue: Token) -> tuple[Run, int] | None:
    """The source's tokens and its head token, or None where the words give no source."""
    holder = cue
    if draft.frame == "noun":
        head = _of_noun(holder)
    elif draft.frame == "adjective":
        head = _of_adjective(holder)
    else:
        head = _of_verb(holder, draft.passive)
    return None if head is None else (phrase(head), head.i)


def phrase(head: Token) -> Run:
    """A noun phrase with its appositions, without relative clauses and what follows them."""
    first, end = head.left_edge.i, head.right_edge.i + 1
    doc = head.doc
    for token in doc[head.i + 1 : end]:
        if token.dep_ in ("relcl", "parataxis", "ccomp", "advcl") or token.dep_ == "acl" and token.left_edge.nbor(-1).lower_ == ",":
            end = min(end, max(token.left_edge.i, head.i + 1))
            break
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].lower_ in ("and", "who")):
        if doc[end - 1].text in (")", ".") :
            break
        end -= 1
    while first < head.i and (doc[first].is_punct or doc[first].is_space or doc[first].dep_ in ("cc", "mark", "preconj")):
        first += 1
    return first, end


def _of_verb(verb: Token, passive: bool) -> Token | None:
    if passive:
        agent = next((k for k in verb.children if k.dep_ == "agent"), None)
        return None if agent is None else next((k for k in agent.children if k.dep_ == "pobj"), None)
    at = verb
    for _ in range(FARTHEST_CLIMB):
        subject = next((k for k in at.children if k.dep_ in SUBJECTS), None)
        if subject is not None:
            if subject.dep_ in ("csubj", "csubjpass"):
                return None
            if subject.lower_ in _RELATIVES and at.dep_ == "relcl":
                return at.head
            if subject.dep_ == "expl" or subject.pos_ not in _NOMINAL:
                return None
            if at.i != verb.i and subject.dep_ == "nsubjpass" and at.dep_ != "conj" and verb.dep_ == "conj":
                return subject
            return subject
        if any(k.dep_ == "expl" for k in at.children):
            return None
        if at.dep_ == "conj" and at.head.pos_ in ("VERB", "AUX"):
            at = at.head
        elif at.dep_ in ("xcomp", "advcl", "ccomp", "parataxis", "dep") and at.head.i != at.i:
            at = at.head
        elif at.dep_ in ("pcomp", "prep") and at.head.i != at.i:
            at = at.head
            if at.dep_ == "prep":
                at = at.head
        elif at.dep_ == "acl" and at.tag_ == "VBG":
            return at.head
        else:
            return None
        if at.pos_ in ("NOUN", "PROPN", "PRON"):
            return at
    return None


def _of_noun(noun: Token) -> Token | None:
    for kid in noun.children:
        if kid.dep_ == "poss":
            return kid
    for kid in noun.children:
        if kid.dep_ == "prep" and kid.lower_ in ("by", "from"):
            return next((k for k in kid.children if k.dep_ == "pobj"), None)
    for kid in noun.children:
        if kid.dep_ in ("compound", "amod") and (kid.ent_type_ in ("PERSON", "ORG", "NORP", "GPE") or kid.pos_ == "PROPN"):
            return kid
    head = noun.head
    if noun.dep_ in ("dobj", "attr") and head.pos_ in ("VERB", "AUX"):
        if any(k.dep_ == "expl" for k in head.children):
            return None
        return _of_verb(head, False)
    if noun.dep_ == "pobj" and head.dep_ == "prep" and head.head.pos_ == "VERB":
        return None
    return None


def _of_adjective(word: Token) -> Token | None:
    if word.dep_ == "amod" or word.dep_ == "acl":
        return word.head
    at = word
    for _ in range(FARTHEST_CLIMB):
        subject = next((k for k in at.children if k.dep_ in SUBJECTS), None)
        if subject is not None:
            if subject.lower_ in _RELATIVES and at.dep_ == "relcl":
                return at.head
            return None if subject.lower_ in _EXPLETIVES or subject.dep_.startswith("csubj") else subject
        if at.head.i == at.i:
            return None
        at = at.head
        if at.pos_ in ("NOUN", "PROPN"):
            return None
    return None
