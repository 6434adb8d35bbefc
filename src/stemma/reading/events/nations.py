"""Which country words point to, and by what evidence: its name, people, capital, a group or a place of it."""

from __future__ import annotations

import functools
import re

import msgspec

from stemma.lexicon import table, values
from stemma.reading.syntax import Tree

EVIDENCE = {
    "country": "names the country",
    "demonym": "the word for its people",
    "capital": "its capital or seat of government",
    "place": "a place in it",
    "group": "a group or body of it",
    "international": "a body of many countries",
}
# Former states: PLOVER's records keep the successor that news now means.
SUCCESSORS = {"YUG": "SRB", "CSK": "CZE", "DDR": "DEU", "SUN": "RUS"}
# "Anti-Ostrian", "pro-Ostrian" tell what somebody thinks of a country; an "ethnic Ostrian" may be of any country.
_STANCES = frozenset({"anti", "pro", "non", "ex"})


class Nation(msgspec.Struct, frozen=True, gc=False):
    """Tokens ``first`` to ``last`` (inclusive) that point to a country, or to none: ``country`` of a world body."""

    first: int
    last: int
    head: int
    country: str | None
    kind: str


def nations(t: Tree) -> list[Nation]:
    """Every stretch that points to a country, longest match first, in the order of the text."""
    forms, longest = _forms()
    found, i = [], 0
    count = len(t.word)
    while i < count:
        lengths = longest.get(t.word[i])
        if lengths:
            for n in range(min(lengths, count - i), 0, -1):
                key = t.word[i] if n == 1 else " ".join(t.word[i : i + n])
                known = forms.get(key)
                if known and not (known[2] and n == 1 and _means_other(t.entity[i], known[1])):
                    last = i + n - 1
                    if i and (t.lower[i - 1] == "ethnic" or (t.word[i - 1] == "-" and t.lower[i - 2] in _STANCES)):
                        i = last
                        break
                    head = next((k for k in range(i, last + 1) if not i <= t.head[k] <= last), last)
                    found.append(Nation(i, last, head, known[0] or None, known[1]))
                    i = last
                    break
        i += 1
    return found


def _means_other(entity: str, kind: str) -> bool:
    """Is a word that may mean something else no country or place here, by the model's label of it?"""
    return entity not in ("GPE", "LOC", "FAC") if kind == "place" else entity == "PERSON"


def is_town(word: str) -> bool:
    """Is the word the name of a place that is no country?"""
    known = _forms()[0].get(word)
    return known is None or known[1] not in ("country", "demonym")


@functools.cache
def _forms() -> tuple[dict[str, tuple[str, str, bool]], dict[str, int]]:
    """Form to (country, kind of evidence, may mean something else); first word to the longest form's length."""
    forms: dict[str, tuple[str, str, bool]] = {}

    def add(form: str, country: str, kind: str, ambiguous: bool = False) -> None:
        country = SUCCESSORS.get(country, country)
        forms.setdefault(" ".join(_split(form)), (country, kind, ambiguous))

    for row in table("countries"):
        unsure = set(values(row["ambiguous"]))
        for column, kind in (
            ("name", "country"),
            ("names", "country"),
            ("demonyms", "demonym"),
            ("capital", "capital"),
            ("capitals", "capital"),
            ("metonyms", "capital"),
        ):
            for form in values(row[column]):
                if form[:1].isupper() or form.startswith("the "):
                    add(form.removeprefix("the "), row["iso3"], kind, form in unsure)
    for row in table("groups"):
        add(row["name"], row["country"], "group" if row["country"] else "international")
    for row in table("places"):
        unsure = set(values(row["ambiguous"]))
        for form in (row["name"], *values(row["names"])) if row["country"] else ():
            if not form.endswith(")"):
                add(form, row["country"], "place", form in unsure)
    longest: dict[str, int] = {}
    for form in forms:
        words = form.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return forms, longest


def _split(form: str) -> list[str]:
    """A form as the tokeniser cuts it: possessives and the full stop of an abbreviation as spaCy does."""
    words = []
    for word in form.split():
        if word.endswith(("'s", "’s")):
            words += [word[:-2], word[-2:]]
        elif word.endswith("'"):
            words += [word[:-1], "'"]
        elif "-" in word and not word.lower().startswith(("al-", "el-")) and word[0].isupper() and len(word) > 3:
            words += re.split(r"(-)", word)
        elif "/" in word:
            words += re.split(r"(/)", word)
        else:
            words.append(word)
    return words
