"""Offices as reports word them, and when two wordings are one office."""

from __future__ import annotations

import functools

import msgspec

from stemma.collation.actors.forms import country_words, folded_words
from stemma.collation.actors.names import SAME, similarity
from stemma.lexicon import table, values
from stemma.model import Mention

UNIQUE = 0.8  # an office that one person holds at a time, for one country
OF_BODY = 0.66  # a body may have several spokesmen

_ROLES = {
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "correspondent": "reporter",
    "journalist": "reporter",
    "witness": "reporter",
    "premier": "minister",
    "co-founder": "founder",
    "cofounder": "founder",
    "chairman": "chair",
    "chairwoman": "chair",
}
_ALONE = frozenset("leader ruler dictator strongman".split())  # one at a time for a country, though no office
_LINK = frozenset("of for the at in on to s a an new our former acting interim".split())


class OfficeHeld(msgspec.Struct, frozen=True):
    """An office: its last noun, its other words, the country and the body that it is held for."""

    role: str
    words: frozenset[str]
    country: str | None
    body: str


def office_of(mention: Mention) -> OfficeHeld | None:
    """The office that a mention tells of, None where it tells of none."""
    if not mention.office:
        return None
    title, _, complement = (
        mention.office.partition(" for ") if " for " in mention.office else mention.office.partition(" of ")
    )
    words = folded_words(title)
    if not words:
        return None
    role = _ROLES.get(words[-1], words[-1])
    own = country_words(mention.country) if mention.country else frozenset()
    pre = title.split()[:-1]
    rest = frozenset(w for w in words[:-1] if w not in _LINK and w not in own)
    body = complement or (" ".join(pre) if any(w[:1].isupper() for w in pre) else "")
    plain = [w for w in folded_words(body) if w not in _LINK]
    if (plain and all(w in own for w in plain)) or (
        not complement and all(w in _OFFICE_WORDS or w in own for w in plain)
    ):
        body = ""
    return OfficeHeld(role, rest, mention.country, body.strip())


_OFFICE_WORDS = frozenset(
    "foreign prime vice deputy defence defense interior finance chief first state general senior new".split()
)


def same_office(a: OfficeHeld, b: OfficeHeld) -> float:
    """How sure two wordings are one office: about 0.8 for an office of one holder, 0.66 for one of a body; 0 if not."""
    if a.role != b.role:
        return 0.0
    if a.country and b.country and a.country != b.country:
        return 0.0
    if a.body and b.body:
        return OF_BODY if similarity(a.body, b.body, "Organization") >= SAME else 0.0
    if a.body or b.body or not (a.country and b.country):
        return 0.0
    if a.words != b.words:
        return 0.0
    return UNIQUE if _unique(a.role, a.words) else OF_BODY if a.role in _ALONE else 0.0


@functools.cache
def _unique(role: str, words: frozenset[str]) -> bool:
    return any(words | {role} == title for title in _unique_titles())


@functools.cache
def _unique_titles() -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(w for w in folded_words(form) if w not in _LINK)
        for row in table("offices")
        if row["unique"] == "yes"
        for form in (row["title"], *values(row["variants"]))
    )
