"""Documents that speak: "the statement said", "according to its filing". Whoever put one out is who said it."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

import msgspec

from stemma.model import Attribution, Candidate, Mention, Reason
from stemma.reading.coreference.salience import FAR, SUBJECTS, Walk

OWNED, TAKEN_UP = 0.8, 0.65  # "its filing" names whose it is; "the filing" was told of in a sentence before

_DOCUMENTS = frozenset(
    "statement filing notice letter report memo memorandum document communique communiqué release lawsuit complaint "
    "indictment affidavit petition resolution post tweet email message study survey analysis paper decree declaration "
    "ruling judgment judgement verdict order article editorial transcript note bulletin review audit circular "
    "directive".split()
)


def is_document(noun: str) -> bool:
    """Is the singular noun one for a document?"""
    return noun in _DOCUMENTS


def with_documents(found: Sequence[Mention], told: Sequence[Attribution], text: str) -> tuple[Mention, ...]:
    """The mentions with those of documents that are sources and name nobody but, at most, by "its" or "their"."""
    starts = [m.span.start for m in found]
    added = []
    for one in told:
        if one.source is None or one.source_head is None or one.source_head.of(text).lower() not in _DOCUMENTS:
            continue
        near = found[bisect.bisect_left(starts, one.source.start) : bisect.bisect_left(starts, one.source.end)]
        if all(m.type == "pronoun" for m in near):
            added.append(
                Mention(
                    span=one.source,
                    type="nominal",
                    kind="other",
                    head=one.source_head,
                    number="singular",
                    confidence=0.3,
                )
            )
    if not added:
        return tuple(found)
    unique = {m.span: m for m in added}
    return tuple(sorted((*found, *unique.values()), key=lambda m: (m.span.start, -m.span.end, m.type)))


def issued(walk: Walk, done: Sequence[Mention]) -> tuple[Mention, ...]:
    """The resolved mentions with each document's issuer as its candidate, where the words before tell one."""
    made = []
    for index, mention in enumerate(done):
        if mention.type == "nominal" and mention.kind == "other" and (candidate := _issuer(walk, index, mention)):
            because = (*mention.because, Reason(rule="coreference", words="a document speaks for who put it out"))
            mention = msgspec.structs.replace(
                mention, candidates=(candidate,), confidence=candidate.score, because=because
            )
        made.append(mention)
    return tuple(made)


def _issuer(walk: Walk, index: int, mention: Mention) -> Candidate | None:
    for k in range(index + 1, len(walk.found)):
        if not walk.found[k].span.within(mention.span):
            break
        if walk.of.get(k):
            return Candidate(mention=walk.of[k][0].named, score=OWNED)
    words = walk.words
    noun = words.lower[walk.token[index]]
    first = bisect.bisect_left(words.start, mention.span.start)
    if words.lower[first] == "its":
        return _owner(walk, index)
    if words.lower[first] not in ("the", "this", "that"):
        return None
    for k in sorted(walk.speakers, reverse=True):
        if k >= index or not walk.of.get(k):
            continue
        if walk.sentence[index] - walk.sentence[k] > FAR:
            return None
        here = bisect.bisect_right(walk.sentence_starts, walk.token[k])
        start = walk.sentence_starts[here - 1]
        end = walk.sentence_starts[here] if here < len(walk.sentence_starts) else len(words)
        if noun in words.lower[start : min(end, first)]:
            return Candidate(mention=walk.of[k][0].named, score=TAKEN_UP)
    return None


def _owner(walk: Walk, index: int) -> Candidate | None:
    """Whose "its filing" is: the last body that was a subject in this or the sentence before, else the last one."""
    near = [
        k
        for k in range(index - 1, -1, -1)
        if walk.sentence[index] - walk.sentence[k] <= 1 and walk.found[k].kind in ("organisation", "government")
    ]
    near = [k for k in near if walk.of.get(k)]
    subjects = [k for k in near if walk.words.dep[walk.token[k]] in SUBJECTS]
    best = next(iter(subjects or near), None)
    return Candidate(mention=walk.of[best][0].named, score=TAKEN_UP) if best is not None else None
