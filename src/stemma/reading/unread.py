"""Reports in languages that are not read: what of them any eye can check, and no more.

Kept are debris, the agencies and outlets named beside words that cite them, names in Latin script, and numbers.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from stemma.intake.debris import debris
from stemma.lexicon import table, values
from stemma.model import Credit, Debris, LinkKind, Reading, Reason, Report, Stretch
from stemma.reading.parse import paragraphs
from stemma.reading.press import known_sources, source_named

BESIDE = 40  # characters between a source's name and the words that cite it, in its sentence
LATIN_MOST = 0.5  # share of Latin letters above which a text is written in that script: there one capital is no name

_SENTENCE_END = re.compile(r"[.!?؟。！？\n]")
_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,٫٬\u00a0\u202f]\d+)*(?:\s?%)?")
_LATIN_NAME = re.compile(r"[A-Z][\w’'&-]*(?:[ .-]+(?:[A-Z][\w’'&-]*|de|del|van|von|al|el|bin|ibn|di|da|of))*")
_NAMES = re.compile(
    r"(?<=[a-zà-öø-ÿğışçœ,;:»”] )[A-ZÀ-ÖØ-ÞĞİŞÇ][\wÀ-ÿ’'-]+(?: (?:(?:de|del|van|von|al|el|bin|di|da) )?"
    r"[A-ZÀ-ÖØ-ÞĞİŞÇ][\wÀ-ÿ’'-]+)+"
)
_KINDS: dict[str, LinkKind] = {"agency": "agency", "broadcaster": "broadcaster", "platform": "platform"}


def unread(report: Report) -> Reading:
    """The reading of a report whose language is not read: debris, credits, names in Latin script and numbers."""
    text = report.text
    cut = debris(text)
    return Reading(
        sha256=report.sha256,
        paragraphs=tuple(Stretch(s, e) for s, e in paragraphs(text)),
        debris=cut,
        credits=tuple(_outside(cut, _credits(report))),
        names=tuple(s for s in _names(text) if not _cut(cut, s)),
        numbers=tuple(s for m in _NUMBER.finditer(text) if not _cut(cut, s := Stretch(*m.span()))),
    )


def _outside(cut: tuple[Debris, ...], found: list[Credit]) -> Iterator[Credit]:
    return (c for c in found if not _cut(cut, c.span))


def _cut(cut: tuple[Debris, ...], where: Stretch) -> bool:
    return any(d.start < where.end and where.start < d.end for d in cut)


def _credits(report: Report) -> list[Credit]:
    """The sources named beside words that cite them in the report's language, or in brackets at a line's start."""
    text = report.text
    cues = _cues(report.language)
    found: list[Credit] = []
    for name, kind, start, end in sorted(_sources_in(text), key=lambda x: (x[2], -x[3])):
        if (found and start < found[-1].span.end) or name == report.outlet:
            continue
        begin = max(_last_end(text, start), start - BESIDE)
        after = _SENTENCE_END.search(text, end, min(len(text), end + BESIDE))
        around = (
            f"{text[begin:start]} \n {text[end : after.start() if after else min(len(text), end + BESIDE)]}".casefold()
        )
        cue = next((c for c in cues if _has(around, c)), None)
        bracketed = text[start - 1 : start] in "([" and text[end : end + 1] in ")]" and start > 0
        if cue or bracketed:
            why = f"“{text[start:end]}” stands beside “{cue}”" if cue else f"“{text[start:end]}” stands in brackets"
            reason = Reason(rule="credit-unread", words=f"{why}; the report is not read")
            span = Stretch(start, end)
            found.append(Credit(name=name, kind=_KINDS.get(kind, "outlet"), span=span, because=(reason,)))
    return found


def _last_end(text: str, at: int) -> int:
    return max((m.end() for m in _SENTENCE_END.finditer(text, max(0, at - BESIDE), at)), default=0)


def _has(around: str, cue: str) -> bool:
    """Does the cue stand there as words of its own? Scripts without spaces have none to tell by."""
    at = around.find(cue)
    if at < 0:
        return False
    if not ("a" <= cue[0] <= "z" or "а" <= cue[0] <= "я"):
        return True
    return not around[at - 1 : at].isalpha() and not around[at + len(cue) : at + len(cue) + 1].isalpha()


def _sources_in(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Sources by their names in Latin script that mean nothing else, and by those of other scripts."""
    for known in known_sources(text):
        if not known.ambiguous:
            yield known.name, known.kind, known.start, known.end
    pattern, names = _native()
    for m in pattern.finditer(text):
        name, kind = names[m[1].casefold()]
        yield name, kind, m.start(1), m.end(1)


@functools.cache
def _native() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """One pattern of all native forms, longest first; letters of case or an article may be written with them."""
    names = {}
    for row in table("native_sources"):
        known = source_named(row["name"])
        for form in values(row["names"]):
            names[form.casefold()] = (known.name if known else row["name"], known.kind if known else "outlet")
    forms = "|".join(re.escape(f) for f in sorted(names, key=lambda f: (-len(f), f)))
    return re.compile(rf"(?:(?<!\w)|(?<=[ولبك])|(?<=ال)|(?<=[\u3040-\u9fff]))({forms})", re.IGNORECASE), names


@functools.cache
def _cues(language: str) -> tuple[str, ...]:
    return tuple(v for row in table("foreign_cues") if row["language"] == language for v in values(row["cues"]))


def _names(text: str) -> list[Stretch]:
    """Names in Latin script: any with a capital in a text of another script, else runs of them amid a sentence."""
    letters = [c for c in text[:5000] if c.isalpha()]
    latin = sum(c < "\u0250" for c in letters)
    pattern = _NAMES if latin > LATIN_MOST * max(1, len(letters)) else _LATIN_NAME
    return [Stretch(m.start(), m.end()) for m in pattern.finditer(text) if m.end() - m.start() > 1]
