"""Attributions: who said, wrote, thought or announced what in one report, with the cue that shows it.

A cue is a word of the lexicon in a frame of the lexicon (reading.cue_frames); quotations are given to cues by where
they stand (reading.quoted). The terms are those of PARC and PolNeAR (Pareti 2012; Newell, Margolin and Ruths 2018).
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from msgspec import structs
from spacy.tokens import Doc

from stemma.model import Attribution, Candidate, Debris, Form, Mention, Reason, Stretch
from stemma.reading.attributions.carried import carried
from stemma.reading.attributions.circumstances import circumstances
from stemma.reading.attributions.contents import settle
from stemma.reading.attributions.cue_frames import Draft
from stemma.reading.attributions.cued import cued, needs_source
from stemma.reading.attributions.cues import cues
from stemma.reading.attributions.layout import lines_with_speaker
from stemma.reading.attributions.passed_on import cited, saying
from stemma.reading.attributions.quoted import Page, attach, page
from stemma.reading.attributions.quotes import quotes
from stemma.reading.attributions.runs import Run
from stemma.reading.attributions.sources import joint_heads
from stemma.reading.parse import paragraphs
from stemma.reading.referents import mentions_in

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
    "witnessed": 0.6,
    "cited": 0.85,
}
LEAST_CONFIDENCE = 0.6
ATTITUDE_CONFIDENCE = 0.45  # "supports the rebels" is a deed as often as a view
LEAST_BEHIND_STAMP = 10  # characters of a content that debris may open
LONGEST_MENTION = 200  # characters that a mention may begin before the source it overlaps
_ATTITUDES = frozenset(("thought", "agreed", "reported"))
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
    "witnessed": "tells what a witness perceived",
    "cited": "names whose words are passed on",
}
_FIRST_PERSONS = frozenset(("i", "we", "us", "me"))
_DEMONSTRATIVES = frozenset(("this", "that", "these", "which"))
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
    drafts = saying(where, attach(where, cued(where, known), known), known)
    by_cue = {draft.cue: draft for draft in drafts}
    for draft in drafts:
        settle(where, draft)
    for draft in drafts:
        if draft.holder is not None:
            above = by_cue[draft.holder]
            draft.source, draft.source_head, draft.relative = above.source, above.source_head, above.relative
    cited(where, drafts, by_cue)
    drafts = [d for d in drafts if (d.source is not None or not needs_source(doc, d)) and not _of_a_thing(doc, d)]
    drafts += lines_with_speaker(where, drafts)
    drafts += carried(where, drafts)
    drafts = _kept(where, [d for d in drafts if d.pieces and not _cut_out(d, doc, cut)])
    nests = _nesting(where, drafts)
    alone = [n is None and _voiceless(where, d) for d, n in zip(drafts, nests, strict=True)]
    if any(alone):
        drafts = [d for d, out in zip(drafts, alone, strict=True) if not out]
        nests = _nesting(where, drafts)
    return where, drafts, nests


def _of_a_thing(doc: Doc, draft: Draft) -> bool:
    """ "This would support the talks": a fact helps, it holds no view."""
    return (
        draft.klass == "thought"
        and draft.frame == "object"
        and draft.source_head is not None
        and doc[draft.source_head].lower_ in _DEMONSTRATIVES
    )


def _cut_out(draft: Draft, doc: Doc, cut: tuple[Debris, ...]) -> bool:
    """Does the draft touch debris? A stamp before its first word is taken off."""
    if not cut:
        return False
    at = doc[draft.cue].idx
    if draft.pieces and (start := _behind_stamp(draft.pieces[0], doc.text, cut)) is not None:
        draft.pieces[0] = start, draft.pieces[0][1]
    return any(
        d.start <= at < d.end or any(d.start < end and start < d.end for start, end in draft.pieces) for d in cut
    )


def _behind_stamp(piece: tuple[int, int], text: str, cut: tuple[Debris, ...]) -> int | None:
    for d in cut:
        if d.start <= piece[0] < d.end < piece[1] - LEAST_BEHIND_STAMP:
            start = d.end
            while text[start].isspace():
                start += 1
            return start
    return None


def _kept(where: Page, drafts: list[Draft]) -> list[Draft]:
    """Drafts in text order; of two with one cue or the same content the better one."""
    best: dict[tuple[bool, tuple[tuple[int, int], ...]], Draft] = {}
    for draft in drafts:
        key = draft.within is not None, tuple(draft.pieces)
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
        start = opening.idx + 5
        while start < content[0].end and not where.text[start].isalnum() and where.text[start] not in _MARKS:
            start += 1
        content = (Stretch(start, content[0].end), *content[1:])
    silent = draft.carried or draft.frame == "witnessed"
    cue = None if silent else _span(doc, (draft.first, draft.end))
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
        cue_lemma=None if silent else draft.lemma,
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
    by_cue = {d.cue: number for number, d in enumerate(drafts)}
    out: list[int | None] = []
    for number, draft in enumerate(drafts):
        if draft.within in by_cue:
            out.append(by_cue[draft.within])
            continue
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
    # What stands in words that an agency passes on from another one comes through both.
    first_hand = {out[n]: n for n, d in enumerate(drafts) if d.frame == "cited"}
    return [n if d.within is not None else first_hand.get(n, n) for n, d in zip(out, drafts, strict=True)]


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
    near = found[first:last]
    meant = mentions_in(near, source, head)
    if not meant:
        return ()
    first_one = near[meant[0]]
    if first_one.type == "name" and not first_one.span.overlap(head) and first_one.span.start > head.end:
        return tuple(Candidate(mention=first + n, score=1.0) for n in meant)  # "the analysts X and Y"
    # An apposition is no second speaker: only those whom "and" joins to the head are.
    joint = [
        n
        for n, m in enumerate(near)
        if n != meant[0] and any(m.span.start <= j.start < m.span.end for j in one.joint) and m.span.overlap(source)
    ]
    return tuple(Candidate(mention=first + n, score=1.0) for n in (meant[0], *joint))
