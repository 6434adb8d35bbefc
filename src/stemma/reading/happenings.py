"""Every word that tells of something that happened, was said, felt or intended, newsworthy or not.

A dossier keeps the events that a reader would check (``events``). Studies of event coreference, after ECB+ (Cybulska
and Vossen 2014), ask for every verb and for the nouns and adjectives that stand for one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

import msgspec

from stemma.lexicon import table, values
from stemma.model import Stretch
from stemma.reading.syntax import Tree

# Verbs that tell how something is, not what happened.
_STATES = frozenset({"be", "have", "do", "seem", "include", "age"})
_SILENT = frozenset({"aux", "auxpass", "amod", "compound", "prep"})  # "killed" tells, "a wanted man" does not
_NAMED = frozenset({"PERSON", "GPE", "ORG"})
_INFLECTIONS = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
_ENDINGS = ("ings", "ing", "ations", "ation", "ions", "ion", "ments", "ment", "ers", "er", "ed", "es", "s")
_SHORTEST_STEM = 4


class Happening(msgspec.Struct, frozen=True, gc=False):
    """A word that tells of a happening: its token, its stretch with a particle ("break in"), its dictionary form."""

    token: int
    trigger: Stretch
    lemma: str


def happenings(t: Tree) -> list[Happening]:
    """All of them, in the order of the text."""
    found = []
    for i in _telling(t):
        particle = next((k for k in t.kids[i] if k == i + 1 and t.dep[k] == "prt"), i)
        found.append(Happening(i, Stretch(t.start[i], t.end[particle]), word_of(t, i)))
    return found


def word_of(t: Tree, i: int) -> str:
    """The dictionary form of a word; that of a headline's capitalised word, taken for a name, is worked out."""
    if t.pos[i] != "PROPN":
        return t.lemma[i].lower()
    word, known = t.lower[i], kinds()
    forms = (word, *(word[: -len(end)] + put for end, put in _INFLECTIONS if word.endswith(end)))
    return next((form for form in forms if form in known), word)


@functools.cache
def kinds() -> dict[str, frozenset[str]]:
    """Each word of the lexicon with the kinds of happening that it can stand for."""
    made: dict[str, set[str]] = {}
    for row in table("happenings"):
        for word in (*values(row["verbs"]), *values(row["nouns"]), *values(row["adjectives"])):
            made.setdefault(word, set()).add(row["kind"])
    return {word: frozenset(of) for word, of in made.items()}


@functools.cache
def stem_of(lemma: str) -> str:
    """A verb and its noun under one stem: "shoot" and "shooting"; "die" and "death" are left to the lexicon."""
    ending = next((e for e in _ENDINGS if lemma.endswith(e) and len(lemma) - len(e) >= _SHORTEST_STEM), "")
    stem = lemma.removesuffix(ending).removesuffix("e")
    return stem[:-1] if len(stem) >= _SHORTEST_STEM and stem[-1] == stem[-2] else stem


def _telling(t: Tree) -> Iterator[int]:
    nouns, adjectives = _words("nouns"), _words("adjectives")
    for first, last in t.sentences:
        headline = _is_headline(t, first, last)
        for i in range(first, last):
            pos = t.pos[i]
            if pos == "VERB":
                tells = t.dep[i] not in _SILENT and t.lemma[i] not in _STATES
            elif pos == "NOUN":
                tells = t.lemma[i] in nouns
            elif pos == "ADJ":
                tells = t.lemma[i] in adjectives
            else:
                tells = pos == "PROPN" and headline and t.entity[i] not in _NAMED and word_of(t, i) in kinds()
            if tells:
                yield i


@functools.cache
def _words(column: str) -> frozenset[str]:
    return frozenset(word for row in table("happenings") for word in values(row[column]))


def _is_headline(t: Tree, first: int, last: int) -> bool:
    """Most words have a capital: a parser takes them for names."""
    words = [t.word[i] for i in range(first, last) if t.word[i].isalpha() and len(t.word[i]) > 3]
    return 2 * sum(w[0].isupper() for w in words) > len(words)
