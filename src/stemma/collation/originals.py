"""Which words of a report in another language are likely the original of a statement that the story tells in English.

A report that is not in English is not read, but often it is where a story starts. Its sentences and quotations are
laid beside the statements by multilingual sentence vectors; figures, negation, names and quotation marks speak for or
against. What comes out is marked as likely and shown beside the translations, never read as more.

On the project's own statements in Arabic, Russian, Turkish and French, near misses and statements without an original
among them, ``tests/collation/test_originals.py`` holds the precision and the recall.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec
import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from stemma.collation.similarity import VECTOR_DIGITS, Embedder
from stemma.lexicon import table
from stemma.model import Actor, Original, Reason, Report, Span, Statement, Stretch, Witness

LIKELY_FROM = 0.60  # of cosine and evidence; strangers lie below .5, half of what is only near an original below this
UNKNOWN_LANGUAGE = 0.08  # more is asked of a language that the encoder was not trained on
SAME_FIGURE, OTHER_FIGURE = 0.04, 0.3  # a figure that differs speaks against almost any likeness
OTHER_POLARITY = 0.12  # a denial may be worded without a particle, so this only outweighs a middling likeness
SAME_NAME = 0.03
BOTH_QUOTED = 0.02
SHORTEST = 12  # characters: shorter sentences are titles, bylines and exclamations
UNSPACED = frozenset({"zh", "ja", "th"})
TRAINED = frozenset("ar zh en fr de it ja ko nl pl pt es th tr ru".split())

_END = re.compile(r"[.!?؟。！？…]+[\"»”’“』」)\]]*(?:\s+|(?<=[。！？」』])|$)|\s*[\r\n]+\s*")
_QUOTED = re.compile(r"«([^«»]+)»|“([^“”„]+)”|„([^„“”]+)[“”]|「([^「」]+)」|『([^『』]+)』|\"([^\"\n]+)\"")
_NUMBER = re.compile(r"\d+(?:[.,٫٬\u00a0\u202f ’']\d+)*")
_NAME = re.compile(r"(?<!^)(?<![.!?“\"] )\b[A-Z][\w'’-]{3,}")
_VOWELS = re.compile(r"[aeiouyw'’-]+")


class _Piece(msgspec.Struct, frozen=True):
    """A sentence or a quotation of a foreign report."""

    witness: int
    at: Stretch
    text: str
    quoted: bool


def with_originals(
    witnesses: Sequence[Witness],
    statements: Sequence[Statement],
    actors: Mapping[str, Actor],
    embedder: Embedder | None,
) -> tuple[Statement, ...]:
    """The statements with their likely originals in the foreign reports, at most one a report, the likeliest first.

    A pair counts where each is the other's best: the piece among the report's, the statement among the story's.
    Without an embedder nothing is matched.
    """
    pieces = [p for i, w in enumerate(witnesses) for p in _pieces(i, w.report)]
    if not pieces or not statements or embedder is None:
        return tuple(statements)
    scores = _scores(witnesses, statements, pieces, actors, embedder)
    best_statement = scores.argmax(axis=0)
    found: dict[int, list[Original]] = {}
    for number, statement in enumerate(statements):
        of_report: dict[int, int] = {}
        for k, piece in enumerate(pieces):
            if best_statement[k] == number and scores[number, k] >= _needed(witnesses[piece.witness].report):
                known = of_report.get(piece.witness)
                if known is None or scores[number, k] > scores[number, known]:
                    of_report[piece.witness] = k
        for k in of_report.values():
            made = _original(witnesses, statement, pieces[k], float(scores[number, k]), actors)
            found.setdefault(number, []).append(made)
    return tuple(
        msgspec.structs.replace(s, originals=tuple(sorted(found[i], key=lambda o: (-o.score, o.report, o.start))))
        if i in found
        else s
        for i, s in enumerate(statements)
    )


def _needed(report: Report) -> float:
    return LIKELY_FROM + (0.0 if report.language in TRAINED else UNKNOWN_LANGUAGE)


def _pieces(number: int, report: Report) -> list[_Piece]:
    if report.language == "en":
        return []
    text = report.text
    found = []
    for at in sentences(text):
        found.append(_Piece(number, at, at.of(text), quoted=False))
    for match in _QUOTED.finditer(text):
        at = _trimmed(text, *match.span(next(g for g in range(1, 7) if match[g] is not None)))
        if at.end - at.start >= SHORTEST:
            found.append(_Piece(number, at, at.of(text), quoted=True))
    return found


def sentences(text: str) -> list[Stretch]:
    """The sentences of a text in any language, cut at terminal marks and line breaks; offsets in code points."""
    cuts = [0, *(m.end() for m in _END.finditer(text) if not _inside_number(text, m.start())), len(text)]
    found = []
    for start, end in pairwise(cuts):
        at = _trimmed(text, start, end)
        if at.end - at.start >= SHORTEST:
            found.append(at)
    return found


def _trimmed(text: str, start: int, end: int) -> Stretch:
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip())
    return Stretch(begin, max(begin, end - len(words) + len(words.rstrip())))


def _inside_number(text: str, at: int) -> bool:
    return text[at] == "." and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _scores(
    witnesses: Sequence[Witness],
    statements: Sequence[Statement],
    pieces: Sequence[_Piece],
    actors: Mapping[str, Actor],
    embedder: Embedder,
) -> NDArray[np.float64]:
    """Of each statement (row) with each piece (column): the best variant's cosine and what speaks for and against."""
    variants = [(i, v.text, v.form) for i, s in enumerate(statements) for v in s.variants]
    vectors = embedder.encode([text for _, text, _ in variants])
    foreign = embedder.encode([p.text for p in pieces])
    cosines = np.round(vectors.astype(np.float64) @ foreign.T.astype(np.float64), VECTOR_DIGITS)
    scores = np.full((len(statements), len(pieces)), -1.0)
    for row, (number, text, form) in enumerate(variants):
        for k in np.flatnonzero(cosines[row] >= LIKELY_FROM - 0.2).tolist():
            piece = pieces[k]
            language = witnesses[piece.witness].report.language
            score = cosines[row, k] + sum(worth for _, worth in _evidence(text, form, piece, language))
            scores[number, k] = max(scores[number, k], score)
    return scores


def _evidence(text: str, form: str, piece: _Piece, language: str) -> list[tuple[str, float]]:
    """What speaks for (above nought) and against (below) a pair beside its likeness, in words."""
    found: list[tuple[str, float]] = []
    ours, theirs = numbers(text), numbers(piece.text)
    if ours & theirs:
        found.append((f"the same figure ({', '.join(sorted(ours & theirs)[:3])})", SAME_FIGURE))
    elif ours and theirs:
        found.append(("another figure", -OTHER_FIGURE))
    denied, there = negated(text, "en"), negated(piece.text, language)
    if there is not None and denied != there:
        found.append(("one denies, the other does not", -OTHER_POLARITY))
    shared = [n for n in _names(text) if _named(n, _skeletons(piece.text))]
    if shared:
        found.append((f"the same name ({', '.join(shared[:3])})", SAME_NAME * min(2, len(shared))))
    if form == "direct" and piece.quoted:
        found.append(("both are quotations", BOTH_QUOTED))
    return found


@functools.lru_cache(4096)
def numbers(text: str) -> frozenset[str]:
    """The numbers in digits of any script, in one form: "1,200", "1 200" and "١٢٠٠" are 1200, "14,5" is 14.5."""
    found = []
    for match in _NUMBER.finditer(text):
        digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in match[0])
        whole, *rest = re.split(r"[.,٫٬\u00a0\u202f ’']", digits)
        if rest and all(len(r) == 3 for r in rest):
            found.append(whole + "".join(rest))
        elif len(rest) == 1:
            found.append(f"{whole}.{rest[0]}")
        else:
            found += [whole, *rest]
    return frozenset(found)


@functools.lru_cache(4096)
def negated(text: str, language: str) -> bool | None:
    """Does the text deny something? None for a language whose negations the lexicon does not have."""
    words = _negations().get(language)
    return None if words is None else bool(words.search(text.lower()))


@functools.cache
def _negations() -> dict[str, re.Pattern[str]]:
    """By language; where words stand unspaced, they are found anywhere."""
    return {
        row["language"]: re.compile(
            row["words"] if row["language"] in UNSPACED else rf"(?<!\w)(?:{row['words']})(?!\w)"
        )
        for row in table("negations")
    }


@functools.lru_cache(4096)
def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m[0] for m in _NAME.finditer(text)))


@functools.lru_cache(4096)
def _skeletons(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", text)
    return frozenset(_skeleton(w) for w in words)


def _skeleton(word: str) -> str:
    """A word's consonants in Latin letters, those that romanisations confuse made one: what is left of a name."""
    plain = _VOWELS.sub("", anyascii(word).lower())
    for a, b in (("kh", "h"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("th", "t"), ("c", "k"), ("q", "k"), ("v", "f")):
        plain = plain.replace(a, b)
    return re.sub(r"(.)\1", r"\1", plain)


def _original(
    witnesses: Sequence[Witness], statement: Statement, piece: _Piece, score: float, actors: Mapping[str, Actor]
) -> Original:
    report = witnesses[piece.witness].report
    spoken = max(
        (_evidence(v.text, v.form, piece, report.language) for v in statement.variants),
        key=lambda e: sum(worth for _, worth in e),
    )
    words = [what for what, worth in spoken if worth > 0]
    inside = _skeletons(report.text)
    speaker = next(
        (actors[a].name for a in statement.speakers if a in actors and _named(actors[a].name, inside)),
        None,
    )
    if speaker:
        words.append(f"the report names {speaker}")
    because = Reason(
        rule="likely-original",
        words=f"sentence vectors and evidence {score:.2f}" + "".join(f"; {w}" for w in words),
        spans=(Span(report=report.id, start=piece.at.start, end=piece.at.end, text=piece.text),),
    )
    return Original(
        report=report.id,
        start=piece.at.start,
        end=piece.at.end,
        text=piece.text,
        language=report.language,
        score=round(min(1.0, score), 3),
        because=(because,),
    )


def _named(name: str, skeletons: frozenset[str]) -> bool:
    """Does the last part of the name stand among the words, or with another part where it is too short to tell?"""
    *others, last = [_skeleton(part) for part in name.split()] or [""]
    return last in skeletons and (len(last) > 2 or (len(last) > 1 and any(o in skeletons for o in others if o)))
