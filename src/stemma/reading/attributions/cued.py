"""Cues that the lexicon and the parse give: one pass over the words, then what only the whole sentence shows."""

from __future__ import annotations

import bisect
import functools
from itertools import pairwise

from spacy.strings import StringStore
from spacy.tokens import Doc, Token

from stemma.reading.attributions.cue_frames import SUBJECTS, Draft, from_adjective, from_noun, from_verb, witnessed
from stemma.reading.attributions.cues import Cues, Frames
from stemma.reading.attributions.cues import cues as lexicon
from stemma.reading.attributions.quoted import Page
from stemma.reading.attributions.refusals import refusal
from stemma.reading.attributions.runs import Run, clause_run, shown
from stemma.reading.attributions.sources import TELLERS, phrase, whole_words

FEWEST_GOING_ON = 4  # tokens behind an interrupting cue that are more than an adverbial
LONGEST_TELLER = 16  # tokens of the speaker, cue and adverbials that end a sentence after a comma
_FULL_STOPS = frozenset((".", "!", "?"))
# Frames and classes whose content a participle of speech may follow that belongs to the cue above it.
_WITH_TAIL = frozenset(("clause", "object", "gerund", "complement"))
_SPEECH = frozenset(("said", "claimed", "denied", "promised", "asked", "warned", "admitted", "accused", "praised"))
# Words that open what the reporter adds behind an interrupting cue.
_REPORTERS = frozenset(("according", "after", "before", "while", "as", "but", "when"))
_REACHING = frozenset("call phone ring radio text email write shout telephone".split())
_WEAK = frozenset(("object", "inf", "gerund", "complement"))


def cued(where: Page, known: Cues) -> list[Draft]:
    """The drafts of all cues of the lexicon in a report, quotations not yet given out."""
    drafts = _by_parse(where, known)
    drafts += _told_at_end(where, drafts, known)
    _turned_round(where, drafts, known)
    _reporters_tail(where, drafts, known)
    _goes_on(where, drafts)
    _second_half(where, drafts)
    return drafts


def _by_parse(where: Page, known: Cues) -> list[Draft]:
    """The drafts of all cues that the lexicon and the parse give; a token is only looked at where its word is a cue."""
    out: list[Draft] = []
    verbs, pairs, nouns, adjectives = known.verbs, known.pairs, known.nouns, known.adjectives
    unheard, seeing, words = _refusing(), _seeing(), _all_words()
    doc = where.doc
    for index, lemma in enumerate(where.lemmas):
        if lemma not in words:
            continue
        token = doc[index]
        pos = token.pos_
        draft: Draft | None = refusal(token) if lemma in unheard else None
        if lemma in seeing and pos == "VERB":
            draft = witnessed(token)
        if draft is None and token.tag_ == "VBN" and token.lower in adjectives and not _perfect(token):
            draft = from_adjective(token, adjectives[token.lower])
        if draft is not None:
            out.append(draft)
            continue
        if pos == "VERB":
            if token.dep_ == "conj" and token.tag_ in ("VB", "VBP") and _misread(token):
                continue
            if lemma in verbs or lemma in pairs:
                draft = _verb(token, verbs.get(lemma), pairs.get(lemma))
        elif pos in ("NOUN", "PROPN") and lemma in nouns:
            draft = from_noun(token, nouns[lemma])
        if draft is None and lemma in adjectives and pos in ("ADJ", "VERB"):
            draft = from_adjective(token, adjectives[lemma])
        if draft is None and token.lower_ == "according":
            draft = _according(token)
        if draft is None and lemma in known.adverbs:
            draft = _adverb(token, known)
        if draft is not None:
            out.append(draft)
    return out


@functools.cache
def _all_words() -> frozenset[int]:
    known = lexicon()
    according = StringStore().add("accord"), StringStore().add("according")
    words = set(known.verbs) | set(known.pairs) | set(known.nouns) | set(known.adjectives) | set(known.adverbs)
    return frozenset(words | known.participles | _refusing() | _seeing() | set(according))


@functools.cache
def _seeing() -> frozenset[int]:
    """Hashes of the words that tell what a witness perceived."""
    return frozenset(map(StringStore().add, ("see", "hear", "witness")))


@functools.cache
def _refusing() -> frozenset[int]:
    """Hashes of the words that tell of no answer."""
    return frozenset(map(StringStore().add, ("respond", "reply", "return", "answer", "comment")))


def _misread(token: Token) -> bool:
    """A noun that the tagger took for a verb, in "is a land of volcanoes and fault lines": no verb would agree so."""
    bare = not any(k.dep_ in SUBJECTS or k.dep_ == "aux" for k in token.children)
    return bare and (token.head.pos_ in ("NOUN", "PROPN") or token.head.tag_ == "VBZ")


def _perfect(verb: Token) -> bool:
    """ "Has determined that ..." is the verb, "is determined to ..." the adjective."""
    return any(k.dep_ == "aux" and k.lemma_ == "have" for k in verb.children)


def _verb(token: Token, frames: Frames | None, pairs: dict[str, Frames] | None) -> Draft | None:
    if pairs:
        for kid in token.children:
            if kid.i > token.i and kid.lower_ in pairs and kid.i - token.i < 6:
                draft = from_verb(token, pairs[kid.lower_])
                if draft is not None:
                    draft.end = max(draft.end, kid.i + 1)
                    draft.lemma = f"{token.lemma_} {kid.lower_}"
                    return draft
                if "object" not in (frames or {}):
                    return None
    return from_verb(token, frames) if frames else None


def _according(token: Token) -> Draft | None:
    doc = token.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    link = doc[token.i + 1]
    thing = next((k for k in link.children if k.dep_ == "pobj"), None)
    if thing is None:
        return None
    end = thing.right_edge.i + 1
    while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].sent.start >= token.sent.start:
        end += 1
    draft = Draft(token.i, "according-to", "said", [], token.i, token.i + 2, "according to")
    draft.runs = _around(token, end)
    (first, last), draft.source_head = whole_words(doc, phrase(thing), thing.i)
    draft.source = (first, end if all(t.pos_ == "PROPN" for t in doc[last:end]) else last)
    return draft


def _around(token: Token, end: int) -> list[Run]:
    """What "according to X" speaks of: the rest of the sentence at its start, else the clause before it."""
    doc, sentence = token.doc, token.sent
    if not any(t.is_alpha for t in doc[sentence.start : token.i]):
        stop = end
        while (
            stop < len(doc)
            and not doc[stop].is_space
            and (stop < sentence.end or doc[stop - 1].text not in _FULL_STOPS)
        ):
            stop += 1
        return [(end, stop)]
    head = token.head
    while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i:
        head = head.head
    before = token.i - 1
    while before > sentence.start and doc[before].is_punct:
        before -= 1
    while head.dep_ == "ccomp" and head.head.i < head.i and head.head.lemma not in lexicon().verbs:
        head = head.head  # "they would see their income fall, according to X"
    first, last = shown(head)
    own = any(k.dep_ in SUBJECTS for k in head.children)
    if not own or not first <= before < last or head.dep_ not in ("relcl", "conj", "ccomp", "advcl", "ROOT"):
        first, last = sentence.start, token.i
    return [run for run in ((first, token.i), (end, last)) if run[1] > run[0]]


def _adverb(token: Token, known: Cues) -> Draft | None:
    head = token.head
    if head.pos_ not in ("VERB", "AUX"):
        return None
    if head.lemma in known.verbs and any(k.dep_ in ("ccomp", "xcomp") for k in head.children):
        return None
    klass = known.adverbs[token.lemma]["adverb"]
    return Draft(token.i, "adverb", klass, [shown(head)], token.i, token.i + 1, token.lemma_)


def _reporters_tail(where: Page, drafts: list[Draft], known: Cues) -> None:
    """Gives ", adding that ..." back to the one who said what stands before it; the parser hangs it on the content."""
    by_cue = {draft.cue: draft for draft in drafts}
    doc = where.doc
    for draft in drafts:
        if draft.frame not in _WITH_TAIL or not draft.runs or draft.passive:
            continue
        first, end = draft.runs[-1]
        if first <= draft.cue:
            continue
        low, high = bisect.bisect_left(where.commas, first + 1), bisect.bisect_left(where.commas, end - 1)
        for at in (comma + 1 for comma in where.commas[low:high]):
            token = doc[at]
            if where.inside[at] < 0 and _names_speech(token, end, known):
                draft.runs[-1] = (first, at - 1)
                break
            if token.tag_ != "VBG" or where.inside[at] != where.inside[draft.cue]:
                continue
            if token.dep_ == "advcl" and token.head.lemma_ in _REACHING and first <= token.head.i < end:
                continue  # said that she had called the port, saying ...: the words of her who called
            frames = known.verbs.get(token.lemma) or known.pairs.get(token.lemma)
            if frames and token.dep_ in ("advcl", "acl", "conj", "xcomp", "ccomp", "prep", "pcomp", "dep"):
                other = by_cue.get(at)
                if other is not None and other.klass in _SPEECH:
                    other.holder = draft.cue
                    draft.runs[-1] = (first, at - 1)
                    break


def _names_speech(token: Token, end: int, known: Cues) -> bool:
    """Opens the token ", a pledge that ...", the reporter's word for what was said, at the content's end?"""
    noun = token.head
    if token.lower_ not in ("a", "an") or noun.dep_ != "appos" or noun.right_edge.i + 1 != end:
        return False
    return noun.lemma in known.nouns


def _goes_on(where: Page, drafts: list[Draft]) -> None:
    """Takes in what follows an interrupting cue: "The two met, the agency reported, in talks behind closed doors"."""
    doc = where.doc
    for draft in drafts:
        if draft.frame != "clause" or draft.passive or not draft.runs or where.inside[draft.cue] >= 0:
            continue
        if draft.runs[-1][1] > draft.cue:
            continue
        cue = doc[draft.cue]
        at = clause_run(cue)[1] if not any(k.dep_ == "prep" and k.i > cue.i for k in cue.children) else cue.i + 1
        at = min(at, _next_comma(doc, cue.i))
        end = cue.sent.end
        while end > at and (doc[end - 1].is_punct or doc[end - 1].is_space):
            end -= 1
        if end - at < FEWEST_GOING_ON or doc[at].text != "," or any(where.inside[i] >= 0 for i in range(at, end)):
            continue
        first = doc[at + 1]
        opens = first.pos_ in ("ADP", "AUX") or first.lower_ in ("and", "compared")
        if opens and first.lower_ not in _REPORTERS:
            draft.runs.append((at + 1, end))


def _second_half(where: Page, drafts: list[Draft]) -> None:
    """Takes in what the parser hangs on the cue though it was said: ", but she is tired", ", and that she is tired"."""
    doc = where.doc
    for draft in drafts:
        if draft.frame != "clause" or draft.passive or not draft.runs or draft.runs[-1][0] <= draft.cue:
            continue
        first, end = draft.runs[-1]
        for verb in doc[draft.cue].children:
            if verb.dep_ in ("ccomp", "conj") and verb.i >= end and _bare_verb_goes_on(verb, end):
                end = verb.right_edge.i + 1
                draft.runs[-1] = first, end
        while (verb := _another_that(doc, end)) is not None:
            end = verb.right_edge.i + 1
            draft.runs[-1] = first, end
        if end >= len(doc) or doc[end].text != ",":
            continue
        said = next((k for k in doc[draft.cue].children if k.dep_ == "ccomp" and first <= k.i < end), None)
        mine = next((k for k in said.children if k.dep_ in SUBJECTS), None) if said is not None else None
        if mine is None or mine.pos_ != "PRON":
            continue
        for verb in doc[draft.cue].children:
            if verb.dep_ != "conj" or verb.i <= end:
                continue
            again = next((k for k in verb.children if k.dep_ in SUBJECTS), None)
            if again is not None and again.lower_ == mine.lower_ and verb.left_edge.i <= end + 2:
                draft.runs[-1] = first, verb.right_edge.i + 1
            break


def _bare_verb_goes_on(verb: Token, end: int) -> bool:
    """Goes a list of bare verbs on behind a content: "they were able to free them | , disarm the man ..."?"""
    return (
        verb.tag_ == "VB"
        and verb.left_edge.i <= end + 2
        and not any(k.dep_ in SUBJECTS or k.dep_ in ("aux", "mark") for k in verb.children)
    )


def _another_that(doc: Doc, end: int) -> Token | None:
    """The verb of a that-clause right behind a content's end: ", that two were hurt", "and that it would sail"."""
    at = end
    while at < min(len(doc), end + 2) and doc[at].lower_ in (",", "and", "but"):
        at += 1
    if at == end or at >= len(doc) or doc[at].lower_ != "that" or doc[at].dep_ != "mark":
        return None
    verb = doc[at].head
    return verb if verb.i > at and verb.right_edge.i >= at and verb.left_edge.i >= end else None


def _next_comma(doc: Doc, at: int) -> int:
    while at < len(doc) and doc[at].text != "," and not doc[at].is_space:
        at += 1
    return at


def _told_at_end(where: Page, drafts: list[Draft], known: Cues) -> list[Draft]:
    """The cue that ends a sentence, "..., the agency reported on Monday.", whose content the parser did not see."""
    doc = where.doc
    have = {draft.cue for draft in drafts}
    out = []
    lemmas = where.lemmas
    for start, end in pairwise(where.sentences):
        low, at = max(start, end - LONGEST_TELLER), end - 2
        if not any(lemmas[i] in known.verbs and i not in have for i in range(low, end)):
            continue
        while at > low and (doc[at].text != "," or where.inside[at] >= 0):
            at -= 1
        if at <= low or where.inside[end - 1] >= 0:
            continue
        verb = next((t for t in doc[at + 1 : end] if t.pos_ in ("VERB", "CCONJ", "SCONJ")), None)
        if verb is None or verb.pos_ != "VERB" or verb.i in have or where.inside[verb.i] >= 0:
            continue
        frames = known.verbs.get(verb.lemma)
        if not frames or "clause" not in frames or verb.tag_ not in ("VBD", "VBZ", "VBP"):
            continue
        rest = doc[verb.i + 1 : end]
        if verb.i == at + 1:
            named = [t for t in rest if not t.is_punct]
            if named and all(t.text[:1].isupper() for t in named) and at - start >= FEWEST_GOING_ON:
                draft = Draft(verb.i, "clause", frames["clause"], [(start, at)], verb.i, verb.i + 1, verb.lemma_)
                draft.source, draft.source_head = (verb.i + 1, named[-1].i + 1), named[-1].i
                out.append(draft)
            continue
        if doc[verb.i - 1].pos_ not in ("NOUN", "PROPN", "PRON") or any(t.pos_ in ("VERB", "PRON") for t in rest):
            continue
        if len(rest) and rest[0].pos_ in ("DET", "PROPN") and rest[0].ent_type_ not in ("DATE", "TIME"):
            continue
        draft = Draft(verb.i, "clause", frames["clause"], [(start, at)], verb.i, verb.i + 1, verb.lemma_)
        draft.source, draft.source_head = whole_words(doc, (at + 1, verb.i), verb.i - 1)
        out.append(draft)
    return out


def _turned_round(where: Page, drafts: list[Draft], known: Cues) -> None:
    """The speaker behind the cue that ends a sentence, ", reported the agency.", taken by the parser for its object."""
    doc = where.doc
    ends = {end: start for start, end in pairwise(where.sentences)}
    for draft in drafts:
        frames = known.verbs.get(doc[draft.cue].lemma, {})
        cue = draft.cue
        if draft.frame != "object" or "clause" not in frames or cue < 2 or doc[cue - 1].text != "," or draft.runs == []:
            continue
        first, end = draft.runs[0]
        last = next((e for e in (end, end + 1, end + 2) if e in ends), None)
        start = ends.get(last, cue) if last else cue
        if first != cue + 1 or doc[cue].tag_ not in ("VBD", "VBZ") or cue - 1 - start < FEWEST_GOING_ON:
            continue
        if doc[end - 1].pos_ != "PROPN" and doc[end - 1].lemma_ not in TELLERS:
            continue
        if any(t.dep_ in ("nsubj", "nsubjpass") for t in doc[cue].lefts):
            continue
        draft.frame, draft.klass, draft.runs = "clause", frames["clause"], [(start, cue - 1)]
        draft.source, draft.source_head = whole_words(doc, (first, end), end - 1)


def needs_source(doc: Doc, draft: Draft) -> bool:
    """Does only a source make an attribution of it? "The importance of supporting them" is nobody's support."""
    if draft.frame == "noun" and draft.end > draft.cue + 1:
        # "Arrested on suspicion of theft" names nobody's thought, "there were calls for calm" tells of some.
        return not any(k.dep_ == "expl" for k in doc[draft.cue].head.children)
    if draft.passive or draft.quoted or (draft.frame not in _WEAK and not draft.frame.startswith(("prep-", "obj-"))):
        return False
    return doc[draft.cue].tag_ in ("VBG", "VB")
