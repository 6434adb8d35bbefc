"""The gist of a statement: the report's own words that tell best what was put forward, its cue too where they need it.

"The claims" says nothing and "the attack occurred" the opposite of what was said, where the report has "denied the
claims" and "denied that the attack occurred". So the cue stands in the gist wherever the content alone is no assertion
of the speaker's: it is no clause, or it is denied, asked for, hoped or promised.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.collation.statements.tellings import Telling
from stemma.model import Attribution, Witness

LONGEST = 160  # characters: two lines of a dossier
FARTHEST_CUE = 60  # characters between cue and content: farther off, other words than theirs stand between
_CLAUSES = frozenset({"clause", "quote", "carried", "according-to", "colon", "dash", "headline", "adverb"})
_NO_ASSERTION = frozenset({"denied", "asked", "promised", "thought"})
_NEGATION = re.compile(
    r"(?:\b(?:(?:do|does|did|has|have|had|is|are|was|were|will|would|can|could|should|must)(?:n['’]t| not)|cannot|never"
    r"|could not (?:immediately )?be|not)\s+(?:\w+ly\s+)?)$",
    re.IGNORECASE,
)


def gist(witnesses: Sequence[Witness], told: Sequence[Telling]) -> str:
    """The gist of one statement's tellings, never empty.

    A telling whose speaker is known goes before others, a clause before a phrase, one that fits before one that must
    be cut, then the longest.
    """
    made = [(t, _with_cue(witnesses[t.witness], t)) for t in told]
    best = max(
        made,
        key=lambda m: (
            bool(m[0].speakers),
            _attribution(witnesses, m[0]).frame in _CLAUSES,
            len(m[1]) <= LONGEST,
            len(m[1]),
            -m[0].witness,
        ),
    )
    return shortened(best[1])


def shortened(words: str) -> str:
    """The words in one line without the marks around them, cut at a word where they are too long."""
    words = bare(words)
    return words if len(words) <= LONGEST else words[: LONGEST - 3].rsplit(" ", 1)[0] + " …"


def bare(words: str) -> str:
    """The words in one line without the marks around them."""
    return " ".join(words.split()).strip(" \"'“”‘’«»,;:")


def _attribution(witnesses: Sequence[Witness], telling: Telling) -> Attribution:
    return witnesses[telling.witness].reading.attributions[telling.attribution]


def _with_cue(witness: Witness, telling: Telling) -> str:
    told = witness.reading.attributions[telling.attribution]
    text = witness.report.text
    alone = telling.text if len(telling.pieces) == 1 else text[telling.start : telling.end]
    if told.frame in _CLAUSES and (told.frame == "quote" or not (told.negated or told.cue_class in _NO_ASSERTION)):
        return telling.text
    if told.frame == "witnessed" and told.source and told.source.end <= telling.start:
        return text[told.source.start : telling.end] if telling.start - told.source.end < FARTHEST_CUE else alone
    cue = told.cue
    if cue is None or telling.carried or told.carried:
        return telling.text
    start = cue.start
    negation = _NEGATION.search(text, max(0, start - 40), start)
    if negation and told.negated:
        start = negation.start()
    if cue.start >= telling.end:  # only a clause stands before its cue
        return text[telling.start : cue.end] if told.cue_class == "denied" else telling.text
    if cue.end > telling.start or telling.start - cue.end <= FARTHEST_CUE:
        return text[min(start, telling.start) : max(telling.end, cue.end)]
    return f"{text[start : cue.end]} … {alone}"
