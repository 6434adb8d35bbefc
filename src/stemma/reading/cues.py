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
    """

    verbs: dict[int, Frames]
    pairs: dict[int, dict[str, Frames]]
    nouns: dict[int, Frames]
    adjectives: dict[int, Frames]
    adverbs: dict[int, Frames]


@functools.cache
def cues() -> Cues:
    """The rows of ``lexicon/cues.tsv``, read once a process."""
    hash_string = StringStore().add
    found = Cues({}, {}, {}, {}, {})
    plain = {"verb": found.verbs, "noun": found.nouns, "adjective": found.adjectives, "adverb": found.adverbs}
    for row in table("cues"):
        frames = {frame: cast(CueClass, row["class"]) for frame in values(row["frames"])}
        first, _, second = row["cue"].partition(" ")
        if row["kind"] == "verb" and second:
            word = second.split()[-1]
            found.pairs.setdefault(hash_string(first), {}).setdefault(word, {}).update(frames)
        elif row["kind"] in plain:
            plain[row["kind"]].setdefault(hash_string(row["cue"]), {}).update(frames)
    return found
