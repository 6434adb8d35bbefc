"""What the parser gets wrong in ways a rule can tell: words in parts, a subject that is none, verbs that end in "e".

The parser cuts "al-Tabari" at its hyphen and may hang the particle on one word and the name on another; of two subjects
before one verb the first may be the name that ends an adverbial: "In talks with his deputy Orla Veit, Qasim said".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Particles that a hyphen joins to the name after them, in the usual romanisations.
_PARTICLES = frozenset("al el as ash at an ar ad adh az ez es et er en ed abd ibn bin".split())
_FIRM = frozenset({"pobj", "dobj", "conj", "poss"})  # relations to the word just before: the parser seldom errs there
_BEFORE_NAME = frozenset({"pobj", "dobj"})

# What follows the hyphen in nouns made of a verb and its particle: "run-off", "stand-off", "walk-out", "cease-fire".
_LAST_PARTS = frozenset("off in out up down over back fire through on mortem slow".split())

# A short verb doubles its last letter ("rapped"): "raped" cannot be of "rap".
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxys]")
_DOUBLED = re.compile(r"\w+([b-df-hj-np-tv-z])\1e")


# What the parser takes for the plural of another noun ("bases" for that of "basis").
_NOUNS = {"bases": "base"}


def noun_lemma(lemma: str, lower: str) -> str:
    """The dictionary form of a noun where the likelier word is another: military "bases" are no "basis"."""
    return _NOUNS.get(lower, lemma)


def verb_lemma(lemma: str, lower: str) -> str:
    """The dictionary form of a verb where English spelling rules out the one given: "staged" is of "stage"."""
    added = lower[len(lemma) :]
    if added in ("ed", "ing", "es") and lower.startswith(lemma) and _SHORT.fullmatch(lemma):
        return lemma + "e"
    if lemma.endswith("e") and lower.endswith(("ed", "ing")) and _DOUBLED.fullmatch(lemma):
        return lemma[:-2]
    if lemma.endswith(("nte", "cte")):
        return lemma[:-1]
    return lemma


def join_lemmas(
    lemma: list[str], lower: Sequence[str], pos: Sequence[str], start: Sequence[int], end: Sequence[int]
) -> None:
    """Change ``lemma`` in place: the noun of "run-off" is no "off", and a "cease-fire" no fire."""
    at = -1
    for _ in range(lower.count("-")):
        at = lower.index("-", at + 1)
        noun = 0 < at < len(lower) - 1 and lower[at + 1] in _LAST_PARTS and pos[at + 1] in ("NOUN", "PROPN")
        if noun and end[at - 1] == start[at] and end[at] == start[at + 1]:
            lemma[at + 1] = f"{lower[at - 1]}-{lower[at + 1]}"


def mended(
    word: Sequence[str],
    lower: Sequence[str],
    pos: Sequence[str],
    start: Sequence[int],
    end: Sequence[int],
    dep: list[str],
    head: list[int],
) -> None:
    """Change ``dep`` and ``head`` in place where a rule knows better."""
    at = -1
    for _ in range(word.count("-")):
        at = word.index("-", at + 1)
        named = 0 < at < len(word) - 1 and lower[at - 1] in _PARTICLES and word[at + 1][:1].isupper()
        if named and end[at - 1] == start[at] and end[at] == start[at + 1]:
            _join_particle(at, dep, head)
    first_of: dict[int, int] = {}
    for i, relation in enumerate(dep):
        if relation == "nsubj" and head[i] > i and first_of.setdefault(head[i], i) != i:
            _free_first_subject(first_of[head[i]], pos, dep, head)


def _join_particle(hyphen: int, dep: list[str], head: list[int]) -> None:
    first, name = hyphen - 1, hyphen + 1
    inside = (first, hyphen, name)
    if head[first] not in inside and (head[name] in inside or dep[first] in _FIRM):
        if head[first] != name:
            head[name], dep[name] = head[first], dep[first]
    elif head[name] in (first, hyphen) and head[hyphen] not in inside:
        head[name], dep[name] = head[hyphen], dep[hyphen]
    if head[name] in (first, hyphen):
        return
    head[first], dep[first] = name, "compound"
    head[hyphen], dep[hyphen] = name, "punct"


def _free_first_subject(name: int, pos: Sequence[str], dep: list[str], head: list[int]) -> None:
    """The first of two subjects is no subject but the name of the noun before it."""
    before = name - 1
    while before >= 0 and head[before] == name and dep[before] == "compound":
        before -= 1
    if pos[name] == "PROPN" and before >= 0 and pos[before] == "NOUN" and dep[before] in _BEFORE_NAME:
        head[name], dep[name] = before, "appos"
