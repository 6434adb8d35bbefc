"""The parts of a name as they are compared, and the words that a name is cut into."""

from __future__ import annotations

import re

import msgspec
from anyascii import anyascii

from stemma.collation.actors.sounds import folded

WORD = re.compile(r"[^\W_]+(?:['’ʼ`‘ʻ.][^\W_]+)*\.?", re.UNICODE)
PARTICLES = frozenset(
    "al el as ash an ad ar at az il ul ur ud us ush de da di do dos das del della la le du des van von der den ter ten "
    "zu af av y e ed".split()
)
_INITIAL = re.compile(r"(?<![^\W\d_])([^\W\d_])\.(?=[^\W\d_]{2})")  # "T.Quay" is "T. Quay"
# Names in plain letters are cut by one translation; all others word by word.
PLAIN = re.compile(r"[A-Za-z][A-Za-z'` ,.-]*")
BLANKS = {ord(c): None for c in "'`."} | {ord(c): " " for c in ",-"}
_CAMEL = re.compile(r"[A-Z][a-z']*")
_IDEOGRAPHS = 0x2E80  # from here on scripts write no blanks between the words of a name
_LOOKALIKE = str.maketrans("013457", "oieast")


class Part(msgspec.Struct, frozen=True, gc=False):
    """One part of a name: its folded letters and its role."""

    text: str
    role: str  # given, father, initial, patronymic, other, last; in a body's name: word, kind, land, legal, number


class Name(msgspec.Struct, frozen=True, gc=False):
    """A name in parts. ``whole`` is all its letters; ``capitals`` the initials that an acronym would take."""

    text: str
    body: bool
    parts: tuple[Part, ...]
    whole: str
    suffix: str = ""
    regnal: bool = False
    acronym: str = ""
    capitals: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


def name_words(text: str) -> list[str]:
    """The folded words of a name; hyphens part words, apostrophes and full stops inside do not."""
    if "." in text:
        text = _INITIAL.sub(r"\1. ", text)
    if PLAIN.fullmatch(text):
        return text.lower().translate(BLANKS).split()
    found: list[str] = []
    for match in WORD.finditer(text):
        word = match[0]
        if not word.isascii() and ord(word[0]) > _IDEOGRAPHS:
            found.extend(folded(w) for w in _CAMEL.findall(anyascii(word)) or [word])
        elif letters := folded(word):
            if not letters.isalpha() and not letters.isdigit() and len(letters) > 2:
                letters = letters.translate(_LOOKALIKE)  # "1gor", "Ig0r": digits for letters
            found.append(letters)
    return found
