"""Whom a plural without names means: "the victims" as one report identifies them, "the ministers" by their office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from stemma.collation.actors.forms import Form, folded_words
from stemma.collation.common import Key
from stemma.model import Mention, Witness

IDENTIFIED = 0.9  # so sure is "identified the victims as X and Y"
FEW, MANY = 2, 3  # "the ministers" are two or three, or nobody knows which are meant

_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DEFINITE = frozenset("the both his her its their these those".split())
_LANDS = frozenset("countries neighbours neighbors nations states".split())
_HELD = {
    "ministers": "minister",
    "presidents": "president",
    "secretaries": "secretary",
    "premiers": "minister",
    "governors": "governor",
    "mayors": "mayor",
    "senators": "senator",
    "ambassadors": "ambassador",
    "generals": "general",
    "chancellors": "chancellor",
    "judges": "judge",
}

Of = dict[Key, tuple[str, ...]]


def spread_sets(
    witnesses: Sequence[Witness], persons: Sequence[tuple[Form, str]], own: Mapping[Key, str], of: Of
) -> None:
    """Puts into ``of`` the members of each plural description that stands for a set of the story's persons.

    ``persons`` are the forms of persons' names with their actors, ``own`` the actor that each mention's form makes.
    """
    texts = {w.report.sha256: w.report.text for w in witnesses}
    plural = {
        (w.report.sha256, n): m
        for w in witnesses
        for n, m in enumerate(w.reading.mentions)
        if m.type == "nominal" and m.number == "plural" and (w.report.sha256, n) in own
    }
    _identified(plural, texts, own, of)
    _holders(plural, texts, persons, own, of)


def _identified(plural: Mapping[Key, Mention], texts: Mapping[str, str], own: Mapping[Key, str], of: Of) -> None:
    """ "The victims" are, in every report, those whom one report identifies so."""
    sets: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for key, m in plural.items():
        if len(of.get(key, ())) > 1 and m.candidates and m.candidates[0].score >= IDENTIFIED:
            sets[own[key]].add(of[key])
    for key, m in plural.items():
        known = sets.get(own[key], ())
        if len(known) != 1 or of.get(key) != (own[key],):
            continue
        members = next(iter(known))
        words = m.span.of(texts[key[0]]).lower().split()
        if words[0] in _DEFINITE and _number(words, len(members)) == len(members):
            of[key] = members


def _number(words: Sequence[str], otherwise: int) -> int:
    return next((_NUMBERS[w] for w in words if w in _NUMBERS), otherwise)


def _holders(
    plural: Mapping[Key, Mention],
    texts: Mapping[str, str],
    persons: Sequence[tuple[Form, str]],
    own: Mapping[Key, str],
    of: Of,
) -> None:
    """ "The ministers": the two or three of the report, else of the story, who are told to hold such an office now."""
    held: list[tuple[str, str, frozenset[str], str | None]] = []  # report, actor, words of the office, country
    for form, actor in persons:
        for (sha, _), m in form.offices:
            if m.office and m.office_status in (None, "current"):
                held.append((sha, actor, frozenset(folded_words(m.office)), m.country))
    for key, m in plural.items():
        words = m.span.of(texts[key[0]]).lower().split()
        head = m.head.of(texts[key[0]]).lower() if m.head else words[-1]
        role = _HELD.get(head)
        if role is None or words[0] not in _DEFINITE or of.get(key) != (own[key],):
            continue
        before = words[: words.index(head)] if head in words else words[:-1]
        said = {w for w in before if w in _PORTFOLIOS}
        number = _number(before, 0)
        for reports in ({key[0]}, set(texts)):
            fits: dict[str, str | None] = {}
            for sha, actor, office, land in held:
                if sha in reports and role in office and said <= office and m.country in (None, land):
                    fits[actor] = fits.get(actor) or land
            apart = not _LANDS & set(words) or len(set(fits.values())) == len(fits)
            if apart and (len(fits) == number if number else FEW <= len(fits) <= MANY):
                of[key] = tuple(fits)
                break


_PORTFOLIOS = frozenset("foreign prime defence defense finance interior trade justice health transport energy".split())
