"""What the author of an opinion piece asserts himself, as statements of his: the first person, judgements, demands.

Only in reports that are flagged as opinion and whose text names the author; a sentence that holds anybody else's words
stays theirs, and what merely tells of facts stays the report's.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from msgspec.structs import replace

from stemma.lexicon import table
from stemma.model import Attribution, Candidate, Mention, Reading, Reason, Stretch, Witness

CONFIDENCE = 0.7
LEAST_WORDS = 5  # of a sentence; a shorter one says too little by itself

_FIRST_PERSON = re.compile(r"(?:(?:And|But|So|Yet|Still|Now|Then|Today|Here)\b,? )?I\b(?!['’.]?[A-Z])")
_LETTING = re.compile(r"(?:(?:And|But|So|Then)\b,? )?[Ll]et (?!us\b|me\b)\w+")
_OWN_SOURCE = re.compile(r"(?:I|me|we|us|[Mm]y \w+)\Z")
_CONDITION = re.compile(r"\b(?:if|whether|unless)\b|\AHad\b", re.I)
_MARKS = re.compile(r"[\"“”„«»]")
_IS = r"\b(?:is|are|was|were|be|been|being|remains?|seems?|looks?)(?:n['’]t| not)? (?:[\w’'-]+ ){0,3}?"


def with_views(witnesses: Sequence[Witness]) -> list[Witness]:
    """The witnesses, with the authors' own views among the attributions of opinion pieces."""
    return [_with_views(w) if any(f.kind == "opinion" for f in w.report.flags) else w for w in witnesses]


def _with_views(witness: Witness) -> Witness:
    report, reading = witness.report, witness.reading
    if report.language != "en" or len(report.authors) != 1:
        return witness
    author = _author(witness, report.authors[0])
    if author is None:
        return witness
    at, mentions = author
    speaker = (Candidate(mention=at, score=1.0),)
    text = report.text
    told = tuple(
        replace(a, speakers=speaker) if a.source and not a.speakers and _OWN_SOURCE.match(a.source.of(text)) else a
        for a in reading.attributions
    )
    found = tuple(
        Attribution(
            content=(sentence,),
            form="direct",
            frame="author",
            source=mentions[at].span,
            source_head=mentions[at].head,
            speakers=speaker,
            confidence=CONFIDENCE,
            because=(Reason(rule="author", words=f"an opinion piece's own words: {why}"),),
        )
        for sentence, why in _own_sentences(text, reading)
    )
    return Witness(report, replace(reading, mentions=mentions, attributions=told + found))


def _author(witness: Witness, name: str) -> tuple[int, tuple[Mention, ...]] | None:
    """The index of the author's mention and the mentions with it; a byline is furniture, so it may have none yet."""
    text, mentions = witness.report.text, witness.reading.mentions
    for i, mention in enumerate(mentions):
        if mention.type == "name" and mention.kind == "person" and mention.span.of(text) == name:
            return i, mentions
    start = text.find(name)
    if start < 0:
        return None
    head = Stretch(start + name.rfind(" ") + 1, start + len(name))
    made = Mention(
        span=Stretch(start, start + len(name)),
        type="name",
        kind="person",
        name=name,
        head=head,
        number="singular",
        confidence=CONFIDENCE,
        because=(Reason(rule="author", words="the report's byline names its author"),),
    )
    return len(mentions), (*mentions, made)


def _own_sentences(text: str, reading: Reading) -> list[tuple[Stretch, str]]:
    """The sentences that only the author can have put forward, each with what shows it."""
    taken = [s for a in reading.attributions for s in (a.hull, a.source, a.cue) if s is not None]
    taken += [Stretch(d.start, d.end) for d in reading.debris]
    found = []
    for sentence in reading.sentences:
        words = sentence.of(text).strip()
        if len(words.split()) < LEAST_WORDS or words.endswith("?") or _MARKS.search(words):
            continue
        if any(sentence.overlap(s) for s in taken):
            continue
        if why := _shows(words):
            start = sentence.start + sentence.of(text).index(words[0])
            found.append((Stretch(start, start + len(words)), why))
    return found


def _shows(words: str) -> str | None:
    """What makes a sentence its author's view."""
    if _FIRST_PERSON.match(words):
        return "the first person"
    if _LETTING.match(words):
        return "“let”"
    judged, demanded = _patterns()
    if found := judged.search(words):
        return f"“{found['word']}”"
    if (found := demanded.search(words)) and not _CONDITION.search(words):
        return f"“{found['word']}”"
    return None


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Judgements behind a form of "to be", and demands."""
    words = {kind: [row["words"] for row in table("views") if row["kind"] == kind] for kind in ("judgement", "demand")}
    judged, demanded = ("|".join(map(re.escape, sorted(w, key=lambda x: (-len(x), x)))) for w in words.values())
    return re.compile(rf"{_IS}(?P<word>{judged})\b", re.I), re.compile(rf"\b(?P<word>{demanded})\b", re.I)
