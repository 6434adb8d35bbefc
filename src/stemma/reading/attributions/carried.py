"""Quotations without a cue: the agency or document named before them still speaks, or who ends the paragraph above."""

from __future__ import annotations

import bisect

from stemma.model import CueClass
from stemma.reading.attributions.cue_frames import Draft
from stemma.reading.attributions.quoted import FEWEST_WORDS, Page, alone, words
from stemma.reading.attributions.sources import phrase, whole_words

FARTHEST_PARAGRAPH = 1  # paragraphs back to the attribution that a sentence goes on with
CARRIED_CONFIDENCE = 0.5
SPOKEN = "quote"  # the frame of a quotation that somebody's name above it introduces: words to be cut like others
_CARRYING = frozenset(("clause", "quote", "according-to", "carried"))
_JUDGING = frozenset(("agreed", "praised", "accused", "denied", "warned", "asked"))
_PERSONS = frozenset(("PERSON",))
_WORDS = frozenset("statement comment remark reaction response message letter text".split())
# What speaks on paper rather than aloud: sentences about it go on being its words.
_ON_PAPER = frozenset(
    "agency ministry statement report newspaper communique communiqué document office service broadcaster channel "
    "website study survey ruling memo letter indictment complaint release".split()
)


def carried(where: Page, drafts: list[Draft]) -> list[Draft]:
    """Drafts with ``carried`` set, one for each sentence that quotes without a cue behind an institution's words."""
    if not any(not quote.single for quote in where.quotes):
        return []
    doc = where.doc
    told = sorted((d for d in drafts if where.inside[d.cue] < 0), key=lambda d: d.cue)
    places = [doc[d.cue].idx for d in told]
    named = _institutions(where, told)
    out: list[Draft] = []
    last: Draft | None = None
    last_line = -1
    for number, quote in enumerate(where.quotes):
        line = where.line_of[number]
        if quote.single or words(where.text[quote.inner_start : quote.inner_end]) < FEWEST_WORDS:
            continue
        if any(start < quote.end and quote.start < end for d in told + out for start, end in d.pieces):
            continue
        sentence = doc[where.tokens[number][0]].sent
        if any(sentence.start <= d.cue < sentence.end and d.frame in _CARRYING for d in told):
            continue
        found = bisect.bisect_left(places, sentence.start_char) - 1
        above = told[found] if found >= 0 else None
        if last is not None and (above is None or above.cue < last.cue) and line - last_line <= FARTHEST_PARAGRAPH:
            above, above_line = last, last_line
        elif above is not None:
            above_line = _line(where, doc[above.cue].idx)
        announced = _announced(where, number)
        if announced is not None:
            above, above_line = announced, line - 1
        if above is None or line - above_line > FARTHEST_PARAGRAPH or above.source_head is None:
            continue
        spoken = above is last and above.frame == SPOKEN and alone(where, number)
        if spoken or announced is not None or _introduces(where, above, number):
            draft = _made(above, SPOKEN, "said", sentence.start)
            draft.pieces = [(quote.start, quote.end)]
            out.append(draft)
            last, last_line = draft, line
            continue
        if above.frame not in _CARRYING or not _on_paper(where, above, named):
            continue
        first, end = sentence.start, max(sentence.end, where.tokens[number][1])
        draft = _made(above, "carried", above.klass, first)
        stop = max(doc[end - 1].idx + len(doc[end - 1]), quote.end)
        draft.pieces = [(doc[first].idx, stop)]
        out.append(draft)
        last, last_line = draft, line
    return out


def _made(above: Draft, frame: str, klass: CueClass, first: int) -> Draft:
    draft = Draft(first, frame, klass, [], first, first + 1, "")
    draft.carried, draft.confidence = True, CARRIED_CONFIDENCE
    draft.source, draft.source_head = above.source, above.source_head
    return draft


def _announced(where: Page, number: int) -> Draft | None:
    """The source of "Below is a statement by Orla Veit of the guild:" behind which the quotation stands."""
    doc, line = where.doc, where.line_of[number]
    if not line or not where.text.startswith(":", where.lines[line - 1][1] - 1) or not alone(where, number):
        return None
    first, end = (bisect.bisect_left(where.starts, at) for at in where.lines[line - 1])
    for token in doc[first:end]:
        if token.lemma_.lower() not in _WORDS:
            continue
        links = [k for k in token.children if k.dep_ in ("prep", "agent") and k.lower_ in ("by", "from", "of")]
        named = next((k for link in links for k in link.children if k.dep_ == "pobj"), None)
        if named is not None:
            draft = Draft(token.i, SPOKEN, "said", [], token.i, token.i + 1, token.lemma_)
            draft.source, draft.source_head = whole_words(doc, phrase(named), named.i)
            return draft
    return None


def _introduces(where: Page, draft: Draft, number: int) -> bool:
    """Does the paragraph before a quotation that is one by itself end with a person's words or judgement?

    "Orla Veit, who leads the guild, welcomed the ruling." and behind it, in quotation marks, what she said.
    """
    doc, line = where.doc, where.line_of[number]
    if not alone(where, number) or draft.source_head is None or draft.within is not None:
        return False
    head = doc[draft.source_head]
    if head.pos_ not in ("PROPN", "NOUN", "PRON") or (head.ent_type_ not in _PERSONS and head.pos_ != "PRON"):
        return False
    if draft.frame not in _CARRYING and draft.klass not in _JUDGING:
        return False
    last = bisect.bisect_left(where.starts, where.lines[line - 1][1]) - 1
    return line > 0 and _line(where, doc[draft.cue].idx) == line - 1 and doc[draft.cue].sent.end > last


def _line(where: Page, at: int) -> int:
    return bisect.bisect_right([start for start, _ in where.lines], at) - 1


def _institutions(where: Page, told: list[Draft]) -> frozenset[str]:
    """Names that stand beside the word for an institution in some source: the Ansel news agency."""
    out: set[str] = set()
    for draft in told:
        if draft.source is not None:
            words_ = where.doc[draft.source[0] : draft.source[1]]
            if any(t.lemma_.lower() in _ON_PAPER for t in words_):
                out.update(t.lower_ for t in words_ if t.pos_ == "PROPN")
    return frozenset(out)


def _on_paper(where: Page, draft: Draft, named: frozenset[str]) -> bool:
    if draft.source_head is None:
        return False
    head = where.doc[draft.source_head]
    return head.ent_type_ == "ORG" or head.lemma_.lower() in _ON_PAPER or head.lower_ in named
