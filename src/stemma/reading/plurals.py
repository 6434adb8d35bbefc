"""More than one of what an English noun names, for words that are put together and not found in a text."""

from __future__ import annotations

import re

INVARIANT = frozenset(
    "aircraft spacecraft hovercraft watercraft crew staff personnel police military cattle livestock sheep fish"
    " deer dead wounded injured missing homeless headquarters series species offspring youth infantry cavalry"
    " faculty people percent hp".split()
)
"""Nouns of which a number above one takes the same form ("26 crew", "two aircraft")."""

_OWN = {
    "person": "people",
    "child": "children",
    "foot": "feet",
    "tooth": "teeth",
    "goose": "geese",
    "mouse": "mice",
    "ox": "oxen",
    "quiz": "quizzes",
}
_NO_MAN = re.compile(r"(?:hu|ger|ro|otto|sha|talis|cay|cai|nor|brah)man")  # "humans", where "fireman" has "firemen"
_OES = frozenset("hero potato tomato veto echo torpedo embargo volcano mosquito tornado cargo buffalo".split())
_VES = frozenset("knife life wife half loaf leaf shelf thief wolf calf self scarf elf".split())
_PARTED = re.compile(r"(\w+)(-(?:in-law|by|at-arms)| general| of \w+)")  # "passer-by", "attorney general"


def plural(noun: str) -> str:
    """More than one: "carries", "inches", "children", "crew", "passers-by"; of a phrase the last noun, mostly."""
    parted = _PARTED.fullmatch(noun)
    if parted:
        return plural(parted[1]) + parted[2]
    begin, last = _last_word(noun)
    return begin + _plural(last)


def _last_word(noun: str) -> tuple[str, str]:
    at = max(noun.rfind(" "), noun.rfind("-")) + 1
    return noun[:at], noun[at:]


def _plural(word: str) -> str:
    if word in INVARIANT:
        return word
    if word in _OWN:
        return _OWN[word]
    if word.endswith(("grandchild", "schoolchild")):
        return word + "ren"
    if word.endswith("man") and not _NO_MAN.fullmatch(word):
        return word[:-3] + "men"
    if word.endswith("sis"):  # "crisis"
        return word[:-2] + "es"
    if word in _VES or word.endswith("life"):
        return re.sub("fe?$", "ves", word)
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) or word in _OES else "s")
