"""Every word that tells of something that happened, was said, felt or intended, newsworthy or not.

A dossier keeps the events that a reader would check (``events``). Studies of event coreference, after ECB+ (Cybulska
and Vossen 2014), ask for every verb and for the nouns, adjectives and fixed phrases that stand for one.
"""

from __future__ import annotations

import functools

import msgspec

from stemma.lexicon import table, values
from stemma.model import Stretch
from stemma.reading.syntax import Tree

# Verbs that tell how something is, not what happened.
_STATES = frozenset({"be", "have", "do", "seem", "include", "age"})
_SILENT = frozenset({"aux", "auxpass", "amod", "compound", "prep"})  # "killed" tells, "a wanted man" does not
_NAMED_WRONGLY = frozenset({"PERSON", "ORG"})
_NAMES = _NAMED_WRONGLY | {"GPE"}
_TELLING = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "ADP"})  # a phrase may begin with a preposition
_BETWEEN = frozenset({"himself", "herself", "itself", "themselves", "him", "her", "it", "them"})
_INFLECTIONS = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
_ENDINGS = ("ings", "ing", "ations", "ation", "ions", "ion", "ments", "ment", "ers", "er", "ed", "es", "s")
_SHORTEST_STEM = 4


class Happening(msgspec.Struct, frozen=True, gc=False):
    """A word that tells of a happening: its token, its stretch with a particle ("break in") or the rest of a fixed
    phrase ("take place"), and its dictionary form, with the phrase's other words."""

    token: int
    trigger: Stretch
    lemma: str


def happenings(t: Tree) -> list[Happening]:
    """All of them, in the order of the text."""
    found: list[Happening] = []
    doubtful: list[int] = []
    for first, last in t.sentences:
        headline = _is_headline(t, first, last)
        within = first  # tokens before it belong to a phrase
        for i in range(first, last):
            if i < within or t.pos[i] not in _TELLING:
                continue
            phrase = phrase_at(t, i, last) if t.lemma[i] in _phrases() or t.pos[i] == "PROPN" else None
            if phrase is not None:
                found.append(_happening(t, i, phrase.last, phrase.words))
                within = phrase.last + 1
            elif _tells(t, i, headline):
                particle = next((k for k in t.kids[i] if k == i + 1 and t.dep[k] == "prt"), i)
                found.append(_happening(t, i, particle, word_of(t, i)))
            elif _may_tell(t, i, headline):
                doubtful.append(i)
    told = {stem_of(h.lemma) for h in found}
    again = [_happening(t, i, i, word) for i in doubtful if stem_of(word := word_of(t, i)) in told]
    return sorted((*found, *again), key=lambda h: h.token)


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """A fixed phrase in a text: its words in their dictionary form and its last token."""

    words: str
    last: int


def phrase_at(t: Tree, i: int, end: int) -> Phrase | None:
    """The longest fixed phrase of the lexicon that begins with token ``i`` and ends before token ``end``."""
    fits = [
        Phrase(" ".join(words), last)
        for words in _phrases().get(word_of(t, i), ())
        if (last := _last(t, i, end, words))
    ]
    return max(fits, key=lambda p: p.last, default=None)


def word_of(t: Tree, i: int) -> str:
    """The dictionary form of a word; that of a headline's capitalised word, taken for a name, is worked out."""
    if t.pos[i] != "PROPN":
        return t.lemma[i].lower()
    word, known = t.lower[i], kinds()
    forms = (word, *(word[: -len(end)] + put for end, put in _INFLECTIONS if word.endswith(end)))
    return next((form for form in forms if form in known), word)


@functools.cache
def kinds() -> dict[str, frozenset[str]]:
    """Each word and phrase of the lexicon with the kinds of happening that it can stand for."""
    made: dict[str, set[str]] = {}
    for row in table("happenings"):
        for column in ("verbs", "nouns", "adjectives", "others", "phrases"):
            for word in values(row[column]):
                made.setdefault(word, set()).add(row["kind"])
    return {word: frozenset(of) for word, of in made.items()}


@functools.cache
def stem_of(lemma: str) -> str:
    """A verb and its noun under one stem: "shoot" and "shooting"; "die" and "death" are left to the lexicon."""
    ending = next((e for e in _ENDINGS if lemma.endswith(e) and len(lemma) - len(e) >= _SHORTEST_STEM), "")
    stem = lemma.removesuffix(ending).removesuffix("e")
    return stem[:-1] if len(stem) >= _SHORTEST_STEM and stem[-1] == stem[-2] else stem


def _tells(t: Tree, i: int, headline: bool) -> bool:
    pos = t.pos[i]
    if pos == "VERB":
        return t.dep[i] not in _SILENT and t.lemma[i] not in _STATES
    if pos == "NOUN":
        return t.lemma[i] in _words("nouns")
    if pos == "ADJ":
        return t.lemma[i] in _words("adjectives")
    return pos == "PROPN" and headline and t.entity[i] not in _NAMES and word_of(t, i) in kinds()


def _may_tell(t: Tree, i: int, headline: bool) -> bool:
    """A participle before its noun ("the murdered man"), a headline's word taken for a name: if the report tells it
    elsewhere."""
    if t.pos[i] == "VERB":
        return t.dep[i] == "amod" and t.lemma[i] in kinds()
    return t.pos[i] == "PROPN" and headline and t.entity[i] in _NAMED_WRONGLY and word_of(t, i) in kinds()


def _happening(t: Tree, i: int, last: int, words: str) -> Happening:
    return Happening(i, Stretch(t.start[i], t.end[last]), words)


def _last(t: Tree, i: int, end: int, words: tuple[str, ...]) -> int | None:
    """The last token of a phrase that begins at ``i``, None if it does not stand there."""
    k = i
    for word in words[1:]:
        k += 1
        if k == i + 1 and k < end and t.lower[k] in _BETWEEN:
            k += 1
        if k >= end or word not in (t.lower[k], t.lemma[k]):
            return None
    return k


@functools.cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The fixed phrases by their first words."""
    made: dict[str, dict[tuple[str, ...], None]] = {}
    for row in table("happenings"):
        for phrase in values(row["phrases"]):
            words = tuple(phrase.split())
            made.setdefault(words[0], {})[words] = None
    return {first: tuple(phrases) for first, phrases in made.items()}


@functools.cache
def _words(column: str) -> frozenset[str]:
    return frozenset(word for row in table("happenings") for word in values(row[column]))


def _is_headline(t: Tree, first: int, last: int) -> bool:
    """Most words have a capital: a parser takes them for names."""
    words = [t.word[i] for i in range(first, last) if t.word[i].isalpha() and len(t.word[i]) > 3]
    return 2 * sum(w[0].isupper() for w in words) > len(words)
