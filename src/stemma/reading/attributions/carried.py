"""Sentences without a cue whose quoted words show that the agency or document named before them still speaks."""

from __future__ import annotations

import bisect

from stemma.reading.attributions.cue_frames import Draft
from stemma.reading.attributions.quoted import FEWEST_WORDS, Page, words

FARTHEST_PARAGRAPH = 1  # paragraphs back to the attribution that a sentence goes on with
CARRIED_CONFIDENCE = 0.5
_CARRYING = frozenset(("clause", "quote", "according-to", "carried"))
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
        if above is None or above.frame not in _CARRYING or not _on_paper(where, above, named):
            continue
        if line - above_line > FARTHEST_PARAGRAPH:
            continue
        first, end = sentence.start, max(sentence.end, where.tokens[number][1])
        draft = Draft(first, "carried", above.klass, [], first, first + 1, "")
        draft.carried, draft.confidence = True, CARRIED_CONFIDENCE
        draft.source, draft.source_head = above.source, above.source_head
        stop = max(doc[end - 1].idx + len(doc[end - 1]), quote.end)
        draft.pieces = [(doc[first].idx, stop)]
        out.append(draft)
        last, last_line = draft, line
    return out


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
