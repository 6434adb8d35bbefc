"""The cue lexicon as lookups: which word, in which frame, puts content into whose mouth."""

from __future__ import annotations

import functools
from typing import NamedTuple, cast

from spacy.strings import StringStore

from stemma.lexicon import table, values
from stemma.model import CueClass

Frames = dict[str, CueClass]


class Cues(NamedTuple):
    """The lexicon by kind. Keys of ``verbs``, ``nouns`` and ``adjectives`` are hashes of dictionary forms.

    ``pairs`` has the cues of two words: first word's hash to second word (particle or object) to frames.
    ``participles`` are the base forms of adjectives like "convinced". ``mistaken`` puts right base forms that a
    rule-based lemmatiser cuts too short: the hashes of ("hopes", "hop") to that of "hope".
    """

    verbs: dict[int, Frames]
    pairs: dict[int, dict[str, Frames]]
    nouns: dict[int, Frames]
    adjectives: dict[int, Frames]
    adverbs: dict[int, Frames]
    participles: frozenset[int]
    mistaken: dict[tuple[int, int], int]


# What the base form of a participle ends in, by how the participle ends: convinced, worried.
_BASES = (("ed", "e"), ("ed", ""), ("ied", "y"))


@functools.cache
def cues() -> Cues:
    """The rows of ``lexicon/cues.tsv``, read once a process."""
    hash_string = StringStore().add
    found = Cues({}, {}, {}, {}, {}, frozenset(), {})
    bases = set()
    plain = {"verb": found.verbs, "noun": found.nouns, "adjective": found.adjectives, "adverb": found.adverbs}
    for row in table("cues"):
        frames = {frame: cast(CueClass, row["class"]) for frame in values(row["frames"])}
        first, _, second = row["cue"].partition(" ")
        if row["kind"] == "verb" and second:
            word = second.split()[-1]
            found.pairs.setdefault(hash_string(first), {}).setdefault(word, {}).update(frames)
        elif row["kind"] in plain:
            plain[row["kind"]].setdefault(hash_string(row["cue"]), {}).update(frames)
        if row["kind"] == "verb" and first.endswith("e"):
            for form in (first + "s", first + "d", first[:-1] + "ing"):
                found.mistaken[hash_string(form), hash_string(first[:-1])] = hash_string(first)
        if row["kind"] == "adjective":
            bases |= {hash_string(first[: -len(end)] + base) for end, base in _BASES if first.endswith(end)}
    return found._replace(participles=frozenset(bases))
