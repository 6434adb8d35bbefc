"""Refusals to speak: declined to comment, did not respond to requests, could not be reached."""

from __future__ import annotations

from spacy.tokens import Token

from stemma.reading.attributions.cue_frames import Draft
from stemma.reading.attributions.runs import shown

# What somebody declines to do who declines to speak.
_SPEAKING = frozenset(
    "comment answer respond reply say discuss speak talk elaborate confirm specify disclose reveal name identify "
    "explain provide give address clarify deny tell testify".split()
)
_ASKING = frozenset("request question call message email e-mail inquiry enquiry query letter text".split())
_NONE = frozenset(("neither", "nobody", "none", "no"))
_UNHEARD = frozenset(("respond", "reply", "return", "answer"))


def is_refusal(draft: Draft, cue: Token) -> bool:
    """Is the infinitive that a cue of declining takes one of speaking?"""
    if draft.lemma not in ("decline", "refuse"):
        return False
    return any(k.dep_ in ("xcomp", "dobj") and k.lemma_ in _SPEAKING for k in cue.children)


def refusal(token: Token) -> Draft | None:
    """A refusal that no cue of the lexicon tells; the content is what was not answered."""
    lemma = token.lemma_
    if lemma in _UNHEARD and token.pos_ == "VERB" and _negated(token):
        for kid in token.children:
            thing = kid
            if kid.dep_ == "prep" and kid.lower_ == "to":
                thing = next((k for k in kid.children if k.dep_ == "pobj"), kid)
            if thing.dep_ in ("dobj", "pobj") and thing.lemma_ in _ASKING:
                return _made(token, [shown(kid)])
    if lemma == "comment" and token.pos_ == "VERB" and (_negated(token) or _nobody(token)):
        about = next((k for k in token.children if k.dep_ == "prep" and k.lower_ in ("on", "about")), token)
        return _made(token, [shown(about) if about is not token else (token.i, token.i + 1)])
    if lemma == "comment" and token.pos_ == "NOUN":
        if any(k.lower_ == "no" for k in token.children):
            maker = next((k for k in token.children if k.dep_ == "prep" and k.lower_ == "from"), None)
            if token.head.lemma_ in ("be", "have", "make", "offer", "give"):
                draft = _made(token, [(token.left_edge.i, token.i + 1)])
                whose = next((k for k in maker.children if k.dep_ == "pobj"), None) if maker is not None else None
                if whose is None and token.head.lemma_ != "be":
                    whose = next((k for k in token.head.children if k.dep_ == "nsubj"), None)
                if whose is not None:
                    draft.source, draft.source_head = shown(whose), whose.i
                return draft
        return _unavailable(token)
    return None


def _unavailable(comment: Token) -> Draft | None:
    """Not available for comment, could not be reached for comment."""
    link = comment.head
    above = link.head
    if link.lower_ != "for" or above.lemma_ not in ("available", "unavailable", "reach"):
        return None
    if above.lemma_ != "unavailable" and not _negated(above) and not _negated(above.head):
        return None
    draft = _made(above, [(min(above.i, link.i), comment.i + 1)])
    who = next((k for v in (above, above.head) for k in v.children if k.dep_ in ("nsubj", "nsubjpass")), None)
    if who is not None:
        draft.source, draft.source_head = shown(who), who.i
    return draft


def _made(cue: Token, runs: list[tuple[int, int]]) -> Draft:
    draft = Draft(cue.i, "refusal", "denied", runs, cue.i, cue.i + 1, cue.lemma_)
    draft.refusal = True
    return draft


def _nobody(verb: Token) -> bool:
    """Is the subject one that does not: neither the bank nor its owner, nobody, no official?"""
    return any(k.dep_ == "nsubj" and k.left_edge.lower_ in _NONE for k in verb.children)


def _negated(verb: Token) -> bool:
    return any(k.dep_ == "neg" for k in verb.children)
