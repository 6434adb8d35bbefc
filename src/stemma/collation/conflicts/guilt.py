"""Framing of suspects: "the gunman" in one report, "the alleged gunman" or "the woman accused" in another.

Until a court has spoken the outright word tells as a fact what others tell as a charge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.collation.clauses import span_of
from stemma.collation.common import in_debris
from stemma.collation.conflicts.sides import conflict, side
from stemma.model import Conflict, Span, Witness

MOST_WORDINGS = 5  # of each side, the commonest first

_DOER = (
    r"(?:gunm[ae]n|gunwom[ae]n|shooters?|attackers?|killers?|snipers?|murderers?|bombers?|assailants?|robbers?|"
    r"hijackers?|kidnappers?|rapists?|arsonists?|thie(?:f|ves)|hackers?|perpetrators?|culprits?|masterminds?|stabbers?)"
)
_HEDGE = r"(?:alleged(?:ly)?|accused|suspected|purported(?:ly)?|presumed)"
_HEDGED = re.compile(
    rf"\b(?:(?:the|an?|two|three)\s+)?{_HEDGE}\s+(?:\w+\s+)?{_DOER}\b|"
    r"\b(?:the\s+|two\s+|the two\s+)?(?:wom[ae]n|m[ae]n|teenagers?|youths?|brothers?|person|people)\s+"
    r"(?:accused|suspected)\b|"
    r"\bthe\s+(?:accused|suspects?|defendants?)\b",
    re.I,
)
_OUTRIGHT = re.compile(rf"\b(?:the|his|her|their)\s+(?:two\s+|three\s+)?(?:(?!{_HEDGE})[\w-]+\s+)?{_DOER}\b", re.I)
_OPEN = re.compile(r"\b(?:unknown|unidentified|possible|potential|active|other|search|hunt|looking)\b", re.I)


def guilt_conflicts(witnesses: Sequence[Witness]) -> list[Conflict]:
    """Reports that name the doer outright against those that only ever tell of a suspect; one conflict a story."""
    hedged, outright = (list(_found(witnesses, p)) for p in (_HEDGED, _OUTRIGHT))
    careful = {s.report for s in hedged}
    if not hedged or not outright or {s.report for s in outright} == careful:
        return []
    sides = [side(spans, words) for words, spans in _wordings(hedged)]
    plain = [s for s in outright if s.report not in careful] or outright
    sides += [side(spans, words) for words, spans in _wordings(plain)]
    about = "guilt told as a charge or as a fact: " + " against ".join(f"“{x.value}”" for x in (sides[0], sides[-1]))
    return [conflict("framing", about, sides, "guilt", "a suspect here, the doer there", 0.45)]


def _found(witnesses: Sequence[Witness], pattern: re.Pattern[str]) -> Iterator[Span]:
    for w, witness in enumerate(witnesses):
        text = witness.report.text
        for sentence in witness.reading.sentences:
            if in_debris(witness, sentence):
                continue
            for m in pattern.finditer(text, sentence.start, sentence.end):
                if not _OPEN.search(m.group()):
                    yield span_of(witnesses, w, m.start(), m.end())


def _wordings(spans: Sequence[Span]) -> list[tuple[str, list[Span]]]:
    by_words: dict[str, list[Span]] = {}
    for s in spans:
        by_words.setdefault(" ".join(s.text.lower().split()).removeprefix("the "), []).append(s)
    return sorted(by_words.items(), key=lambda x: (-len(x[1]), x[0]))[:MOST_WORDINGS]
