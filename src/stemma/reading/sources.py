"""Who speaks: from a cue to the noun phrase that names its source."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from stemma.reading.cue_frames import SUBJECTS, Draft, Run

_EXPLETIVES = frozenset(("it", "there"))
_RELATIVES = frozenset(("who", "which", "that"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"))
_NAMES = frozenset(("PERSON", "ORG", "NORP", "GPE"))
# A verb in one of these relations shares the subject of the verb above it.
_SHARED = frozenset(("xcomp", "advcl", "ccomp", "parataxis", "dep", "conj", "pcomp", "prep", "acomp"))
FARTHEST_CLIMB = 6  # governing verbs between a participle and the clause that has its subject


def source_of(draft: Draft, cue: Token) -> tuple[Run, int, int | None] | None:
    """The source's tokens, its head and the relative pronoun that stands for it; None where no words give a source."""
    if draft.frame == "noun":
        found = _of_noun(cue)
    elif draft.frame == "adjective":
        found = _of_adjective(cue)
    else:
        found = _of_verb(cue, draft.passive)
        if found is None and not draft.passive:
            found = _beside(cue, draft.quoted)
    if found is None:
        return None
    head, relative = found
    return phrase(head), head.i, relative


def phrase(head: Token) -> Run:
    """A noun phrase with its appositions, without relative clauses and what follows them."""
    first, end = head.left_edge.i, head.right_edge.i + 1
    doc = head.doc
    for token in doc[head.i + 1 : end]:
        if token.dep_ in ("relcl", "parataxis", "ccomp", "advcl") or (
            token.dep_ == "acl" and token.left_edge.nbor(-1).lower_ == ","
        ):
            end = min(end, max(token.left_edge.i, head.i + 1))
            break
    while end > head.i + 1 and (
        doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].lower_ in ("and", "who")
    ):
        if doc[end - 1].text in (")", "."):
            break
        end -= 1
    while first < head.i and (
        doc[first].is_punct or doc[first].is_space or doc[first].dep_ in ("cc", "mark", "preconj")
    ):
        first += 1
    return first, end


def joint_heads(head: int, doc: Doc) -> list[int]:
    """The heads of the other speakers that are joined to a source's head: "the minister and the governor"."""
    out: list[int] = []
    at = doc[head]
    while True:
        joined = next((k for k in at.children if k.dep_ == "conj" and k.pos_ in _NOMINAL), None)
        if joined is None:
            return out
        out.append(joined.i)
        at = joined


Found = tuple[Token, int | None]


def _of_verb(verb: Token, passive: bool) -> Found | None:
    if passive:
        agent = next((k for k in verb.children if k.dep_ == "agent"), None)
        named = None if agent is None else next((k for k in agent.children if k.dep_ == "pobj"), None)
        return None if named is None else (named, None)
    at = verb
    for _ in range(FARTHEST_CLIMB):
        subject = next((k for k in at.children if k.dep_ in SUBJECTS), None)
        if subject is not None:
            return _subject(at, subject)
        if any(k.dep_ == "expl" for k in at.children):
            return None
        if at.dep_ == "relcl" or (at.dep_ == "acl" and at.tag_ == "VBG"):
            return at.head, None
        if at.dep_ not in _SHARED or at.head.i == at.i:
            return None
        at = at.head
        if at.dep_ == "prep":
            at = at.head
        if at.pos_ in ("NOUN", "PROPN", "PRON"):
            return at, None
    return None


def _subject(verb: Token, subject: Token) -> Found | None:
    if subject.dep_ in ("csubj", "csubjpass") or subject.pos_ not in _NOMINAL:
        return None
    if subject.lower_ in _RELATIVES and verb.dep_ == "relcl":
        return verb.head, subject.i
    return subject, None


def _beside(verb: Token, quoted: bool) -> Found | None:
    """The nominal right before a finite cue, or right behind it in "...," said X, where the parse gives no subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    doc, at = verb.doc, verb.i - 1
    while at >= 0 and doc[at].pos_ in ("ADV", "AUX"):
        at -= 1
    if at >= 0 and doc[at].pos_ in ("PROPN", "PRON", "NOUN") and doc[at].dep_ not in ("dobj", "attr"):
        return doc[at], None
    if quoted and verb.i + 1 < len(doc) and doc[verb.i + 1].pos_ in ("PROPN", "NOUN", "DET", "PRON", "ADJ"):
        token = doc[verb.i + 1]
        while token.head.i > verb.i and token.head.i != token.i and token.head.pos_ in ("PROPN", "NOUN"):
            token = token.head
        return token, None
    return None


def _of_noun(noun: Token) -> Found | None:
    for kid in noun.children:
        if kid.dep_ == "poss":
            return kid, None
    for kid in noun.children:
        if kid.dep_ == "prep" and kid.lower_ in ("by", "from"):
            named = next((k for k in kid.children if k.dep_ == "pobj"), None)
            return None if named is None else (named, None)
    for kid in noun.children:
        if kid.dep_ in ("compound", "amod", "nmod") and (kid.ent_type_ in _NAMES or kid.pos_ == "PROPN"):
            return kid, None
    head = noun.head
    if noun.dep_ in ("dobj", "attr") and head.pos_ in ("VERB", "AUX"):
        if any(k.dep_ == "expl" for k in head.children):
            return None
        return _of_verb(head, False)
    return None


def _of_adjective(word: Token) -> Found | None:
    if word.dep_ in ("amod", "acl"):
        return word.head, None
    at = word
    for _ in range(FARTHEST_CLIMB):
        subject = next((k for k in at.children if k.dep_ in SUBJECTS), None)
        if subject is not None:
            return None if subject.lower_ in _EXPLETIVES else _subject(at, subject)
        if at.head.i == at.i:
            return None
        at = at.head
        if at.pos_ in ("NOUN", "PROPN"):
            return None
    return None
