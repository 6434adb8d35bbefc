"""What surrounds a speech act in the words of its own clause: to whom, on what occasion, where, when, how surely."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from stemma.reading.attributions.cue_frames import Draft
from stemma.reading.attributions.runs import Run, shown
from stemma.reading.attributions.sources import phrase

# Nouns that name an occasion or a medium of speech.
_OCCASIONS = frozenset(
    "conference briefing interview meeting speech statement summit talks talk rally hearing debate address call "
    "letter tweet post message ceremony visit session testimony report article communique communiqué release memo "
    "email e-mail broadcast appearance event gathering congress forum sermon lecture conversation column "
    "editorial note video podcast book filing complaint ruling verdict remarks dinner lunch breakfast reception "
    "funeral trial negotiation negotiations consultation consultations trip tour inauguration parade telecast "
    "livestream webinar panel keynote exchange encounter assembly council committee parliament court convention "
    "symposium seminar workshop".split()
)
_OCCASION_LINKS = frozenset("at during in after before following on via through".split())
_PLACE_LINKS = frozenset("in from at near outside inside".split())
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_TIMES = frozenset(("DATE", "TIME"))
_TOLD = frozenset(
    "tell inform notify brief remind assure reassure warn ask urge invite advise instruct order caution alert thank "
    "congratulate implore beg request exhort command challenge petition press remind quiz grill".split()
)
HEDGES = frozenset(
    "reportedly allegedly purportedly supposedly apparently seemingly presumably ostensibly perhaps possibly probably "
    "reputedly".split()
)
# Frames whose cue has no clause of its own.
_WITHOUT = frozenset(("according-to", "adverb", "colon", "dash", "headline", "carried"))
_MODALS = frozenset(("may", "might", "could"))
_SEEMING = frozenset(("seem", "appear"))
_NEGATIVES = frozenset(("never", "nobody", "none", "neither", "hardly"))
FARTHEST_GOVERNOR = 3  # from a participle or infinitive up to the verb that carries subject, time and occasion


class Circumstances(NamedTuple):
    """Runs of tokens, None where the words do not say."""

    addressee: Run | None = None
    occasion: Run | None = None
    place: Run | None = None
    time: Run | None = None
    hedge: Run | None = None
    negated: bool = False


def circumstances(draft: Draft, cue: Token) -> Circumstances:
    """The circumstances of a draft; what stands inside its content is no circumstance."""
    addressee = occasion = place = time = hedge = None
    negated = False
    if draft.frame in _WITHOUT:
        return Circumstances()
    for level, verb in enumerate(_governors(cue)):
        for kid in verb.children:
            dep, low = kid.dep_, kid.lower_
            if dep == "neg" or (low in _NEGATIVES and dep in ("advmod", "nsubj")):
                negated = negated or level == 0 or verb.dep_ != "ROOT" or (level == 1 and cue.dep_ == "xcomp")
            elif dep in ("advmod", "aux") and hedge is None and (low in HEDGES or (low in _MODALS and _perfect(verb))):
                hedge = (kid.i, kid.i + 1)
            if _in_content(draft, kid):
                continue
            if dep in ("dobj", "dative", "iobj") and level == 0 and kid.i > verb.i and verb.lemma_ in _TOLD:
                thing = next((k for k in kid.children if k.dep_ == "pobj"), kid) if kid.pos_ == "ADP" else kid
                if thing.lower_ in _OCCASIONS and occasion is None:
                    occasion = phrase(thing)
                elif addressee is None:
                    addressee = phrase(thing)
                    place = place or _within(thing, _PLACES)
            elif dep in ("prep", "dative", "advcl"):
                thing = next((k for k in kid.children if k.dep_ == "pobj"), None)
                if thing is None:
                    continue
                if low in _OCCASION_LINKS and thing.lemma_.lower() in _OCCASIONS and occasion is None:
                    occasion = (kid.left_edge.i, max(phrase(thing)[1], kid.i + 1))
                    place = place or _within(thing, _PLACES)
                    time = time or _within(thing, _TIMES)
                elif low == "to" and addressee is None and thing.pos_ in ("PROPN", "NOUN", "PRON") and level == 0:
                    addressee = phrase(thing)
                elif thing.ent_type_ in _PLACES and low in _PLACE_LINKS and place is None:
                    place = shown(thing)
                elif thing.ent_type_ in _TIMES and time is None:
                    time = shown(thing)
            elif dep in ("npadvmod", "advmod") and time is None and kid.ent_type_ in _TIMES:
                time = shown(kid)
        if level and verb.lemma_ in _SEEMING and hedge is None:
            hedge = (verb.i, verb.i + 1)
    if addressee is None and cue.lemma_ == "tell":
        addressee = _name_behind(cue)
    if addressee is None and draft.source_head is not None and draft.source_head > cue.i:
        addressee = _told_to(cue.doc[draft.source_head])
    if time is None and draft.source_head is not None:
        time = _date_of(cue.doc[draft.source_head])
    return Circumstances(addressee, occasion, place, time, hedge, negated)


def _governors(cue: Token) -> Iterator[Token]:
    """The cue and the verbs above it that share its subject."""
    yield cue
    at = cue
    for _ in range(FARTHEST_GOVERNOR):
        if at.dep_ not in ("xcomp", "advcl", "pcomp", "conj", "prep") or at.head.i == at.i:
            return
        if at.dep_ == "advcl" and any(k.dep_ in ("nsubj", "nsubjpass") for k in at.children):
            return
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            yield at


def _perfect(verb: Token) -> bool:
    return any(k.dep_ == "aux" and k.lower_ == "have" for k in verb.children)


def _in_content(draft: Draft, token: Token) -> bool:
    return any(first <= token.i < end for first, end in draft.runs)


def _within(noun: Token, kinds: frozenset[str]) -> Run | None:
    """A place or time that the occasion's own phrase gives: "a meeting in Port Ansel on Monday"."""
    for token in noun.subtree:
        if token.ent_type_ in kinds and token.dep_ == "pobj":
            return shown(token)
    return None


def _name_behind(cue: Token) -> Run | None:
    """The name right behind "told" that the parser took for something else: "told the daily Ansel Post that ..."."""
    doc = cue.doc
    end = cue.i + 1
    while end < len(doc) and doc[end].pos_ in ("DET", "ADJ", "NOUN", "PROPN") and not doc[end].is_sent_start:
        end += 1
    first = cue.i + 1
    while end > first and doc[end - 1].pos_ != "PROPN":
        end -= 1
    return (first, end) if end > first else None


def _told_to(head: Token) -> Run | None:
    """Whom an inverted speaker spoke to, where the parse hangs it on his name: said Orla Veit to KPA."""
    for kid in head.children:
        if kid.i > head.i and kid.lower_ == "to":
            return next((phrase(k) for k in kid.children if k.dep_ == "pobj" and k.pos_ == "PROPN"), None)
    return None


def _date_of(head: Token) -> Run | None:
    """The day that stands between the source and its cue: "The council on Friday condemned ..."."""
    for kid in head.children:
        if kid.i > head.i and kid.dep_ == "prep":
            for day in kid.children:
                if day.ent_type_ in _TIMES:
                    return shown(day)
    return None
