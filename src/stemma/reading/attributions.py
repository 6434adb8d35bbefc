"""Attributions: who said, wrote, thought or announced what in one report, with the cue that shows it.

A cue is a word of the lexicon in a frame of the lexicon (reading.cue_frames); quotations are given to cues by where
they stand (reading.quoted). The terms are those of PARC and PolNeAR (Pareti 2012; Newell, Margolin and Ruths 2018).
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Sequence

from msgspec import structs
from spacy.strings import StringStore
from spacy.tokens import Doc, Token

from stemma.model import Attribution, Candidate, Debris, Form, Mention, Reason, Stretch
from stemma.reading.circumstances import circumstances
from stemma.reading.cue_frames import SUBJECTS, Draft, Run, clause_run, from_adjective, from_noun, from_verb, shown
from stemma.reading.cues import Cues, Frames, cues
from stemma.reading.layout import lines_with_speaker
from stemma.reading.parse import paragraphs
from stemma.reading.quoted import Page, attach, page
from stemma.reading.quotes import quotes
from stemma.reading.refusals import is_refusal, refusal
from stemma.reading.sources import between, joint_heads, phrase, source_of, whole_words

# How often a frame's findings hold, judged on news prose: the clause and the quotation beside a verb of speech are
# nearly always right, an object or a preposition less often.
CONFIDENCE = {
    "quote": 0.95,
    "clause": 0.9,
    "according-to": 0.95,
    "inf": 0.8,
    "obj-inf": 0.75,
    "gerund": 0.75,
    "complement": 0.75,
    "object": 0.65,
    "passive": 0.7,
    "noun": 0.6,
    "adjective": 0.6,
    "adverb": 0.7,
    "colon": 0.7,
    "dash": 0.7,
    "headline": 0.6,
    "refusal": 0.8,
}
LEAST_CONFIDENCE = 0.6
ATTITUDE_CONFIDENCE = 0.45  # "supports the rebels" is a deed as often as a view
LONGEST_MENTION = 200  # characters that a mention may begin before the source it overlaps
FARTHEST_FRAGMENT = 6  # words between a content and the quoted fragment that goes on with it
_FULL_STOPS = frozenset((".", "!", "?"))
_WEAK = frozenset(("object", "inf", "gerund", "complement"))
# Frames and classes whose content a participle of speech may follow that belongs to the cue above it.
_WITH_TAIL = frozenset(("clause", "object", "gerund", "complement"))
_SPEECH = frozenset(("said", "claimed", "denied", "promised", "asked", "warned", "admitted", "accused", "praised"))
FEWEST_GOING_ON = 4  # tokens behind an interrupting cue that are more than an adverbial
_ATTITUDES = frozenset(("thought", "agreed", "reported"))
LONGEST_TELLER = 16  # tokens of the speaker, cue and adverbials that end a sentence after a comma
# What a reason says of a frame.
_TAKES = {
    "quote": "stands beside the quotation",
    "clause": "takes a clause",
    "according-to": "names the source",
    "adverb": "marks the clause as somebody's word",
    "colon": "stands between speaker and words",
    "headline": "stands between speaker and words in a headline",
    "dash": "signs the quotation",
    "refusal": "tells of no answer",
}
_FIRST_PERSONS = frozenset(("i", "we", "us", "me"))
_EDGES = " \t\r\n\u00a0,;:-–—"
_MARKS = '"“”„‟«»＂'


def attributions(doc: Doc, cut: tuple[Debris, ...] = ()) -> tuple[Attribution, ...]:
    """All attributions of a report in text order, nested ones with ``nested_in``; none that touches debris.

    ``doc`` is the parse of the whole report (reading.parse), ``cut`` its debris. Offsets are the report's own.
    """
    where, drafts, nests = _found(doc, cut)
    return tuple(_record(where, draft, nest) for draft, nest in zip(drafts, nests, strict=True))


def bench_form(doc: Doc) -> list[dict[str, list[list[int]]]]:
    """The outermost attributions as attribution corpora mark them: lists of [start, end] by role.

    There the mention beside the content counts, so that a relative pronoun is the source of its clause.
    """
    where, drafts, nests = _found(doc, ())
    out = []
    for draft, nest in zip(drafts, nests, strict=True):
        if nest is not None or draft.carried:
            continue
        one = _record(where, draft, None)
        source = one.source
        if draft.relative is not None:
            word = doc[draft.relative]
            source = Stretch(word.idx, word.idx + len(word))
        out.append(
            {
                "source": [[source.start, source.end]] if source else [],
                "cue": [[one.cue.start, one.cue.end]] if one.cue else [],
                "content": [[start, end] for start, end in draft.pieces],
            }
        )
    return out


def _found(doc: Doc, cut: tuple[Debris, ...]) -> tuple[Page, list[Draft], list[int | None]]:
    """The drafts in text order, and for each the number of the one that it is nested in."""
    text = doc.text
    known = cues()
    lines = tuple(paragraphs(text))
    where = page(doc, text, lines, quotes(text, lines))
    drafts = _by_parse(doc, known)
    drafts += _told_at_end(where, drafts, known)
    _reporters_tail(where, drafts, known)
    _goes_on(where, drafts)
    drafts = attach(where, drafts, known)
    by_cue = {draft.cue: draft for draft in drafts}
    for draft in drafts:
        _settle(where, draft)
    for draft in drafts:
        if draft.holder is not None:
            above = by_cue[draft.holder]
            draft.source, draft.source_head, draft.relative = above.source, above.source_head, above.relative
    drafts = [d for d in drafts if d.source is not None or not _needs_source(doc, d)]
    drafts += lines_with_speaker(where, drafts)
    drafts = _kept(where, [d for d in drafts if d.pieces and not _cut_out(d, doc, cut)])
    nests = _nesting(where, drafts)
    alone = [n is None and _voiceless(where, d) for d, n in zip(drafts, nests, strict=True)]
    if any(alone):
        drafts = [d for d, out in zip(drafts, alone, strict=True) if not out]
        nests = _nesting(where, drafts)
    return where, drafts, nests


def _by_parse(doc: Doc, known: Cues) -> list[Draft]:
    """The drafts of all cues that the lexicon and the parse give; a token is only looked at where its word is a cue."""
    out: list[Draft] = []
    verbs, pairs, nouns, adjectives = known.verbs, known.pairs, known.nouns, known.adjectives
    unheard, words = _refusing(), _all_words()
    for index, lemma in enumerate(doc.to_array("LEMMA").tolist()):
        if lemma not in words:
            continue
        token = doc[index]
        pos = token.pos_
        draft: Draft | None = refusal(token) if lemma in unheard else None
        if draft is None and token.tag_ == "VBN" and token.lower in adjectives:
            draft = from_adjective(token, adjectives[token.lower])
        if draft is not None:
            out.append(draft)
            continue
        if pos == "VERB":
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
    known = cues()
    according = StringStore().add("accord"), StringStore().add("according")
    words = set(known.verbs) | set(known.pairs) | set(known.nouns) | set(known.adjectives) | set(known.adverbs)
    return frozenset(words | _refusing() | set(according))


@functools.cache
def _refusing() -> frozenset[int]:
    """Hashes of the words that tell of no answer."""
    return frozenset(map(StringStore().add, ("respond", "reply", "return", "answer", "comment")))


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


def _needs_source(doc: Doc, draft: Draft) -> bool:
    """Does only a source make an attribution of it? "The importance of supporting them" is nobody's support."""
    if draft.passive or draft.quoted or (draft.frame not in _WEAK and not draft.frame.startswith(("prep-", "obj-"))):
        return False
    return doc[draft.cue].tag_ in ("VBG", "VB")


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
    first, last = shown(head)
    before = token.i - 1
    while before > sentence.start and doc[before].is_punct:
        before -= 1
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
        for at in range(first + 2, end):
            token = doc[at]
            if token.lower_ in ("a", "an") and doc[at - 1].text == "," and where.inside[at] < 0:
                if (
                    token.head.lemma in known.nouns
                    and token.head.dep_ == "appos"
                    and token.head.right_edge.i + 1 == end
                ):
                    # ", a pledge that ..." is the reporter's word for what was said
                    draft.runs[-1] = (first, at - 1)
                    break
            if token.tag_ != "VBG" or doc[at - 1].text != "," or where.inside[at] != where.inside[draft.cue]:
                continue
            frames = known.verbs.get(token.lemma) or known.pairs.get(token.lemma)
            if frames and token.dep_ in ("advcl", "acl", "conj", "xcomp", "ccomp", "prep", "pcomp", "dep"):
                other = by_cue.get(at)
                if other is not None and other.klass in _SPEECH:
                    other.holder = draft.cue
                    draft.runs[-1] = (first, at - 1)
                    break


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
        if first.pos_ in ("ADP", "PRON", "AUX") or first.lower_ in ("and", "with", "compared"):
            if first.lower_ not in ("who", "which", "according", "after", "before", "while", "as", "but", "when"):
                draft.runs.append((at + 1, end))


def _next_comma(doc: Doc, at: int) -> int:
    while at < len(doc) and doc[at].text != "," and not doc[at].is_space:
        at += 1
    return at


def _told_at_end(where: Page, drafts: list[Draft], known: Cues) -> list[Draft]:
    """The cue that ends a sentence, "..., the agency reported on Monday.", whose content the parser did not see."""
    doc = where.doc
    have = {draft.cue for draft in drafts}
    out = []
    for sentence in doc.sents:
        low, at = max(sentence.start, sentence.end - LONGEST_TELLER), sentence.end - 2
        while at > low and (doc[at].text != "," or where.inside[at] >= 0):
            at -= 1
        if at <= low or where.inside[sentence.end - 1] >= 0:
            continue
        verb = next((t for t in doc[at + 1 : sentence.end] if t.pos_ in ("VERB", "CCONJ", "SCONJ")), None)
        if verb is None or verb.pos_ != "VERB" or verb.i in have or verb.i == at + 1 or where.inside[verb.i] >= 0:
            continue
        frames = known.verbs.get(verb.lemma)
        if not frames or "clause" not in frames or verb.tag_ not in ("VBD", "VBZ", "VBP"):
            continue
        rest = doc[verb.i + 1 : sentence.end]
        if doc[verb.i - 1].pos_ not in ("NOUN", "PROPN", "PRON") or any(t.pos_ in ("VERB", "PRON") for t in rest):
            continue
        if len(rest) and rest[0].pos_ in ("DET", "PROPN") and rest[0].ent_type_ not in ("DATE", "TIME"):
            continue
        draft = Draft(verb.i, "clause", frames["clause"], [(sentence.start, at)], verb.i, verb.i + 1, verb.lemma_)
        draft.source, draft.source_head = whole_words(doc, (at + 1, verb.i), verb.i - 1)
        out.append(draft)
    return out


def _settle(where: Page, draft: Draft) -> None:
    """Turns token runs and quotations into pieces of text, and finds the source."""
    doc, text = where.doc, where.text
    cue = doc[draft.cue]
    if draft.source is None and draft.frame not in ("adverb",):
        found = source_of(draft, cue)
        if found is not None and not (draft.quoted and _strange(where, draft, found[0])):
            draft.source, draft.source_head, draft.relative = found
        elif draft.quoted and not draft.passive:
            ends = [end for _, end in draft.pieces if end <= cue.idx]
            beside = between(doc, bisect.bisect_left(where.starts, max(ends)), draft.cue) if ends else None
            if beside is not None:
                draft.source, draft.source_head = beside
    draft.refusal = draft.refusal or is_refusal(draft, cue)
    own = clause_run(cue) if draft.quoted else (draft.first, draft.end)
    pieces = list(draft.pieces)
    for run in draft.runs:
        if run[1] > run[0]:
            stretch = _stretch(where, draft, run)
            if not draft.quoted or _belongs(where, draft, stretch):
                pieces.append(stretch)
    cue_start, cue_end = doc[own[0]].idx, doc[own[1] - 1].idx + len(doc[own[1] - 1])
    draft.pieces = _joined(text, _without(pieces, (cue_start, cue_end), draft))


def _strange(where: Page, draft: Draft, source: Run) -> bool:
    """Is a source of direct speech quoted itself, or behind the cue but not right behind it?"""
    if where.inside[source[1] - 1] >= 0 and where.inside[draft.cue] < 0:
        return True
    return source[0] > draft.cue + 3


def _stretch(where: Page, draft: Draft, run: Run) -> tuple[int, int]:
    """A run of content as a stretch of text that takes the quotations it touches whole."""
    doc = where.doc
    first, end = run
    start, stop = doc[first].idx, doc[end - 1].idx + len(doc[end - 1])
    own = where.inside[draft.cue]
    for number in sorted({where.inside[first], where.inside[end - 1]} - {-1, own}):
        quote = where.quotes[number]
        start, stop = min(start, quote.start), max(stop, quote.end)
    if own < 0 and not draft.quoted and draft.cue < first:
        stop = _into_quote(where, end, stop)
    return start, stop


def _into_quote(where: Page, end: int, stop: int) -> int:
    """The content's end, moved to the end of a quoted fragment that goes on with it: called him a "hero" who "won".

    The parser ends clauses and sentences at quotation marks; a fragment that begins small, a few words on, with no
    comma or stop between, is the same content.
    """
    doc, text = where.doc, where.text
    at = end
    while at < len(doc) and at <= end + FARTHEST_FRAGMENT:
        number = where.inside[at]
        if number >= 0 and not where.quotes[number].single:
            quote = where.quotes[number]
            letter = next((c for c in text[quote.inner_start : quote.inner_end] if c.isalpha()), "A")
            if letter.isupper():
                return stop
            stop, end = quote.end, where.tokens[number][1]
            at = end
            continue
        if number < 0 and (
            (doc[at].is_punct and at > end) or doc[at].is_space or doc[at].text in (",", ";", ":", ".", "?", "!")
        ):
            return stop
        at += 1
    return stop


def _belongs(where: Page, draft: Draft, stretch: tuple[int, int]) -> bool:
    """Are the unquoted words of a direct turn its own? Only where they run into a quotation that begins small."""
    for start, end in draft.pieces:
        if stretch[0] < start < stretch[1] and not where.text[start + 1 : start + 3].strip("'`").istitle():
            return True
        if stretch[0] < end < stretch[1] and where.text[end - 2] not in ",.?!":
            return True
    return False


def _without(pieces: list[tuple[int, int]], cut: tuple[int, int], draft: Draft) -> list[tuple[int, int]]:
    out = []
    for start, end in pieces:
        if end <= cut[0] or cut[1] <= start or (draft.quoted and (start, end) in draft.pieces):
            out.append((start, end))
        else:
            out += [p for p in ((start, cut[0]), (cut[1], end)) if p[1] > p[0]]
    return out


def _joined(text: str, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces in order, overlapping or neighbouring ones joined, edges trimmed, empty ones left out."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if out and (start <= out[-1][1] or not text[out[-1][1] : start].strip(" ")):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    trimmed = []
    for start, end in out:
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES + ".":
            end -= 1
        if any(c.isalnum() for c in text[start:end]):
            trimmed.append((start, end))
    return trimmed


def _cut_out(draft: Draft, doc: Doc, cut: tuple[Debris, ...]) -> bool:
    if not cut:
        return False
    at = doc[draft.cue].idx
    return any(
        d.start <= at < d.end or any(d.start < end and start < d.end for start, end in draft.pieces) for d in cut
    )


def _kept(where: Page, drafts: list[Draft]) -> list[Draft]:
    """Drafts in text order; of two with one cue or the same content the better one."""
    best: dict[tuple[tuple[int, int], ...], Draft] = {}
    for draft in drafts:
        key = tuple(draft.pieces)
        other = best.get(key)
        if other is None or _confidence(draft) > _confidence(other):
            best[key] = draft
    return sorted(best.values(), key=lambda d: (min(d.pieces[0][0], where.doc[d.cue].idx), d.pieces, d.cue))


def _confidence(draft: Draft) -> float:
    if draft.confidence is not None:
        return draft.confidence
    if draft.frame in ("object", "inf") and draft.klass in _ATTITUDES:
        return ATTITUDE_CONFIDENCE
    return CONFIDENCE.get("quote" if draft.quoted else draft.frame, LEAST_CONFIDENCE)


def _record(where: Page, draft: Draft, nest: int | None) -> Attribution:
    doc = where.doc
    about = circumstances(draft, doc[draft.cue])
    content = tuple(_shown(where, piece) for piece in draft.pieces)
    opening = doc[min(bisect.bisect_left(where.starts, content[0].start), len(doc) - 1)]
    if opening.lower_ == "that" and opening.dep_ == "mark" and content[0].end > opening.idx + 5:
        content = (Stretch(opening.idx + 5, content[0].end), *content[1:])
    cue = None if draft.carried else _span(doc, (draft.first, draft.end))
    head = draft.source_head
    hedge = (draft.cue, draft.cue + 1) if draft.frame == "adverb" else about.hedge
    return Attribution(
        content=content,
        form=_form(where, content),
        frame=draft.frame,
        source=_span(doc, draft.source) if draft.source is not None else None,
        source_head=_span(doc, (head, head + 1)) if head is not None else None,
        joint=tuple(_span(doc, (i, i + 1)) for i in joint_heads(head, doc)) if head is not None else (),
        cue=cue,
        cue_lemma=None if draft.carried else draft.lemma,
        cue_class=draft.klass,
        hedge=_span(doc, hedge) if hedge is not None else None,
        negated=about.negated,
        refusal=draft.refusal,
        carried=draft.carried,
        nested_in=nest,
        addressee=_outside(doc, about.addressee, content),
        occasion=_outside(doc, about.occasion, content),
        place=_outside(doc, about.place, content),
        time=_outside(doc, about.time, content),
        confidence=_confidence(draft),
        because=(Reason(rule=draft.frame, words=_why(doc, draft)),),
    )


def _span(doc: Doc, run: Run) -> Stretch:
    last = doc[run[1] - 1]
    return Stretch(doc[run[0]].idx, last.idx + len(last))


def _outside(doc: Doc, run: Run | None, content: Sequence[Stretch]) -> Stretch | None:
    """A circumstance as a stretch, unless it lies in the content or runs into it."""
    if run is None:
        return None
    stretch = _span(doc, run)
    return None if any(stretch.overlap(piece) for piece in content) else stretch


def _why(doc: Doc, draft: Draft) -> str:
    if draft.carried:
        return "quoted words without a cue go on with the source before them"
    return f"“{doc[draft.first : draft.end].text}” {_TAKES.get(draft.frame, 'takes ' + draft.frame)}"


def _voiceless(where: Page, draft: Draft) -> bool:
    """ "I think" in words whose speaker is unknown, "you know" anywhere outside what somebody says."""
    if draft.source_head is None:
        return False
    word = where.doc[draft.source_head].lower_
    if word == "you":
        return True
    return word in _FIRST_PERSONS and (where.inside[draft.cue] >= 0 or draft.klass == "thought")


def _shown(where: Page, piece: tuple[int, int]) -> Stretch:
    """A piece without the quotation marks that enclose it wholly."""
    start, end = piece
    text = where.text
    if text[start] in _MARKS and not any(c in _MARKS for c in text[start + 1 : end - 1]):
        start += 1
        if end > start and text[end - 1] in _MARKS:
            end -= 1
    return Stretch(start, end)


def _form(where: Page, content: Sequence[Stretch]) -> Form:
    inside = total = 0
    for piece in content:
        total += piece.end - piece.start
        for quote in where.quotes:
            if quote.start < piece.end and piece.start < quote.end:
                inside += min(piece.end, quote.end) - max(piece.start, quote.start)
    if not inside:
        return "indirect"
    return "direct" if inside >= total - 2 * len(content) else "mixed"


def _nesting(where: Page, drafts: list[Draft]) -> list[int | None]:
    """For each draft the number of the smallest other one whose content holds its cue."""
    cues_at = [where.doc[d.cue].idx for d in drafts]
    sizes = [sum(end - start for start, end in d.pieces) for d in drafts]
    hulls = [(d.pieces[0][0], d.pieces[-1][1]) for d in drafts]
    out: list[int | None] = []
    for number, draft in enumerate(drafts):
        at = cues_at[number]
        best: int | None = None
        for other, (low, high) in enumerate(hulls):
            if not low <= at < high or other == number or (best is not None and sizes[other] >= sizes[best]):
                continue
            if not any(start <= at < end for start, end in drafts[other].pieces):
                continue
            holds_it = any(start <= cues_at[other] < end for start, end in draft.pieces)
            if not holds_it or (sizes[number], number) < (sizes[other], other):
                best = other
        out.append(best)
    return out


def speakers(told: tuple[Attribution, ...], found: tuple[Mention, ...]) -> tuple[Attribution, ...]:
    """The attributions with ``speakers``: the mention at the source's head first, then those joined to it by "and".

    ``found`` are the mentions of the same report in text order. An apposition is no second speaker.
    """
    starts = [m.span.start for m in found]
    return tuple(structs.replace(one, speakers=_speakers(one, found, starts)) for one in told)


def _speakers(one: Attribution, found: Sequence[Mention], starts: Sequence[int]) -> tuple[Candidate, ...]:
    source, head = one.source, one.source_head
    if source is None or head is None:
        return ()
    first = bisect.bisect_left(starts, source.start - LONGEST_MENTION)
    last = bisect.bisect_left(starts, source.end)
    inside = [n for n in range(first, last) if found[n].span.overlap(source)]
    heads = [n for n in inside if found[n].span.overlap(head)]
    if not heads:
        return tuple(Candidate(mention=n, score=0.4) for n in inside[:1])
    best = min(heads, key=lambda n: (found[n].head != head, found[n].span.end - found[n].span.start, n))
    out = [Candidate(mention=best, score=1.0)]
    joint = {s.start for s in one.joint}
    for n in inside:
        span = found[n].span
        if n != best and any(span.start <= at < span.end for at in sorted(joint)):
            out.append(Candidate(mention=n, score=1.0))
    return tuple(out)
