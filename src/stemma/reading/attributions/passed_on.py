"""Words that one source passes on from another: "KPA quoted Veit as saying ...", "KPA said, citing two officials"."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from spacy.tokens import Token

from stemma.lexicon import table
from stemma.reading.attributions.cue_frames import SUBJECTS, Draft
from stemma.reading.attributions.cues import Cues
from stemma.reading.attributions.quoted import Page
from stemma.reading.attributions.sources import phrase, whole_words

FARTHEST_AS = 20  # tokens from "quoted" to its "as saying": a name with its office between them
FARTHEST_HOST = 4  # words above "citing" up to the verb of speech or the source that it hangs on
SHORTEST_ENDING = 5  # letters of a known noun that may end a compound: "shipowner"
_PASSING = frozenset(("quote", "cite"))
_NAMED = frozenset(("PERSON", "ORG", "NORP"))
_ON_PAPER = frozenset("statement report document filing letter memo dispatch communique communiqué".split())


def saying(where: Page, drafts: list[Draft], known: Cues) -> list[Draft]:
    """The drafts with those of "quoted X as saying": the words are X's, the outlet passes them on.

    "X was quoted as saying" with nobody who quotes leaves X's own words alone.
    """
    quoting = [d for d in drafts if where.doc[d.cue].lemma_ in _PASSING]
    if not quoting:
        return drafts
    by_cue = {d.cue: d for d in drafts}
    idle: set[int] = set()
    for outer in quoting:
        cue = where.doc[outer.cue]
        verb = _verb_of_quoted(cue, known)
        whom = None if verb is None else _quoted_one(cue, verb)
        if verb is None or whom is None:
            continue
        inner = by_cue.get(verb.i)
        if inner is None:
            frames = known.verbs[verb.lemma]
            inner = Draft(verb.i, "quote", frames["clause"], [], verb.i, verb.i + 1, verb.lemma_)
            drafts.append(inner)
            by_cue[verb.i] = inner
        if outer.quoted:
            inner.quoted = True
            inner.pieces += [p for p in outer.pieces if p not in inner.pieces]
        (first, end), inner.source_head = whole_words(where.doc, phrase(whom), whom.i)
        inner.source = first, min(end, verb.i) if first < verb.i else end
        inner.holder, inner.within = None, outer.cue
        if whom.dep_ in SUBJECTS:
            agent = _agent(cue, verb)
            if agent is None:
                idle.add(outer.cue)
                inner.within = None
            else:
                outer.source, outer.source_head = whole_words(where.doc, phrase(agent), agent.i)
                outer.runs, outer.pieces, outer.quoted = list(inner.runs), list(inner.pieces), inner.quoted
    return [d for d in drafts if d.cue not in idle]


def cited(where: Page, drafts: list[Draft], by_cue: Mapping[int, Draft]) -> None:
    """Makes "citing X" beside an attribution one of X's own, with the words of the attribution that it hangs on."""
    heads: dict[int, Draft] | None = None
    for draft in drafts:
        cue = where.doc[draft.cue]
        if draft.frame != "object" or cue.lemma_ not in _PASSING or draft.source_head is None or draft.passive:
            continue
        thing = next((k for k in cue.children if k.dep_ == "dobj" and k.i > cue.i), None)
        if thing is None or not _may_tell(thing):
            continue
        if heads is None:
            heads = {d.source_head: d for d in drafts if d.source_head is not None and d is not draft}
        host = _host(cue, draft, by_cue, heads)
        if host is None or not host.pieces or host.within is not None:
            continue
        draft.frame, draft.klass, draft.within = "cited", host.klass, host.cue
        draft.source, draft.source_head = whole_words(where.doc, phrase(thing), thing.i)
        draft.relative = draft.holder = None
        draft.pieces = list(host.pieces)


def _verb_of_quoted(cue: Token, known: Cues) -> Token | None:
    """The participle of "quoted X as saying", "quoted a statement saying"."""
    doc = cue.doc
    set_off = False
    for i in range(cue.i + 1, min(len(doc), cue.i + FARTHEST_AS)):
        token: Token = doc[i]
        if token.is_sent_start or token.text in (";", ":"):
            return None
        set_off = set_off or token.text == ","
        if token.tag_ == "VBG" and "clause" in known.verbs.get(token.lemma, {}):
            return token if not set_off or doc[i - 1].lower_ == "as" else None
    return None


def _quoted_one(cue: Token, verb: Token) -> Token | None:
    """Whose words are quoted: the object of an active cue, the subject of a passive one."""
    for kid in cue.children:
        if kid.dep_ in ("dobj", "dative", "nsubjpass") and kid.i < verb.i:
            return kid
    passive = cue.tag_ == "VBN" and not any(k.dep_ == "aux" and k.lemma_ == "have" for k in cue.children)
    subject = next((k for k in cue.children if k.dep_ in SUBJECTS), None)
    return subject if passive else None


def _agent(cue: Token, verb: Token) -> Token | None:
    """Who quotes: "quoted by X as saying", "quoted as saying by X"."""
    for word in (cue, verb):
        for kid in word.children:
            if kid.lower_ == "by" and kid.dep_ in ("agent", "prep"):
                return next((k for k in kid.children if k.dep_ == "pobj"), None)
    return None


def _host(cue: Token, own: Draft, by_cue: Mapping[int, Draft], heads: Mapping[int, Draft]) -> Draft | None:
    """The attribution that "citing X" belongs to: of the verb above it, or of the source that it describes."""
    at = cue
    for _ in range(FARTHEST_HOST):
        if at.head.i == at.i:
            return None
        at = at.head
        host = by_cue.get(at.i) or heads.get(at.i)
        if host is not None and host is not own:
            return host
    return None


def _may_tell(thing: Token) -> bool:
    if thing.ent_type_ in _NAMED or thing.pos_ == "PROPN":
        return True
    noun = thing.lemma_.lower()
    return noun in _ON_PAPER or noun in _tellers() or any(noun.endswith(t) for t in _endings())


@functools.cache
def _tellers() -> frozenset[str]:
    """Nouns for people and bodies, from the lexicons of offices and roles."""
    return frozenset(row["title"] for row in table("offices")) | frozenset(row["noun"] for row in table("roles"))


@functools.cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(t for t in _tellers() if len(t) >= SHORTEST_ENDING and t.isalpha()))
