"""Countries as a report words them: names, demonyms, capitals and seats of government, found in the tokens."""

from __future__ import annotations

import functools
from typing import Literal

import msgspec

from stemma.lexicon import table, values
from stemma.reading.tokens import Tokens

Wording = Literal["name", "demonym", "capital", "seat"]

# "Georgian" and "georgian" differ; "Us" and "Turkey" do not help: only the spelling of the lexicon counts.
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})


_NEW_TOO = frozenset(("Jersey", "Mexico", "Britain", "England"))  # "New Jersey" is no Jersey


class Land(msgspec.Struct, frozen=True):
    """A stretch of tokens that names a country: which one, and by what."""

    start: int
    end: int
    country: str
    wording: Wording


def lands(words: Tokens) -> tuple[Land, ...]:
    """Every country name, demonym, capital and seat in the text, the longest at each place, in order."""
    first_words = _first_words()
    found, i, n = [], 0, len(words)
    while i < n:
        text = words.text[i]
        options = first_words.get(text)
        shout = False
        if options is None and len(text) > 3 and text.isupper():  # "SEOUL (Agency) -"
            options, shout = first_words.get(text.title()), True
        if options is None or words.cut[i] or (text in _NEW_TOO and i and words.text[i - 1] == "New"):
            i += 1
            continue
        for parts, country, wording in options:
            j = i + len(parts)
            if j <= n and all(
                (words.text[i + k].title() if shout else words.text[i + k]) == p for k, p in enumerate(parts)
            ):
                found.append(Land(i, j, country, wording))
                i = j
                break
        else:
            i += 1
    return tuple(found)


@functools.cache
def country_of(name: str) -> tuple[str, Wording] | None:
    """The country that a whole name stands for ("Chile", "Chilean", "Santiago", "La Moneda") and how; None if none."""
    parts = tuple(_split(name.removeprefix("the ").removeprefix("The ")))
    for option, country, wording in _first_words().get(parts[0], ()) if parts else ():
        if option == parts:
            return country, wording
    return None


@functools.cache
def _first_words() -> dict[str, tuple[tuple[tuple[str, ...], str, Wording], ...]]:
    listed: dict[tuple[str, ...], tuple[str, Wording]] = {}
    columns: tuple[tuple[str, Wording], ...] = (
        ("name", "name"),
        ("names", "name"),
        ("demonyms", "demonym"),
        ("capital", "capital"),
        ("capitals", "capital"),
        ("metonyms", "seat"),
    )
    # The first column that has a form wins: "Luxembourg" and "Singapore" are countries before they are capitals.
    for column, wording in columns:
        for row in table("countries"):
            for form in values(row.get(column, "")):
                bare = form.removeprefix("the ").removeprefix("The ")
                listed.setdefault(tuple(_split(bare)), (row["iso3"], wording))
    by_first: dict[str, list[tuple[tuple[str, ...], str, Wording]]] = {}
    for parts, (country, wording) in listed.items():
        if parts and parts[0][:1].isupper():
            by_first.setdefault(parts[0], []).append((parts, country, wording))
    return {first: tuple(sorted(forms, key=lambda f: (-len(f[0]), f[0]))) for first, forms in by_first.items()}


def _split(form: str) -> list[str]:
    """The tokens that the parser makes of a form: hyphens and possessive marks stand alone."""
    return form.translate(_APOSTROPHES).replace("-", " - ").replace("'s", " 's").split()
