"""Denials of one accusation: "the army denied the claims", "its spokesman denied that it had shelled the pier".

What is denied is worded by whoever reports it, or not at all ("the claims"), so that words alone never join them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from stemma.collation.similarity import Likeness
from stemma.collation.statements.speaking import by_voice, days_fit
from stemma.collation.statements.tellings import Telling
from stemma.model import Witness

DENIED_ALIKE_FROM = 0.26  # likeness of what two denials of one voice deny
NEGATED_ALIKE_FROM = 0.45  # the same of a denial and what the speaker says is not so

# What points to an accusation without telling it.
_POINTS_BACK = re.compile(
    r"(?:(?:the|those|these|such|all|any|both) )*(?:\w+ ){0,2}?(?:claims?|allegations?|accusations?|charges?|reports?|"
    r"suggestions?|involvement|responsibility|wrongdoing|links?|role|part|knowledge|this|that|it|them)\b",
    re.I,
)
_NOT_SO = re.compile(r"\b(?:not|never|no|nothing|none|nobody)\b|n['’]t\b", re.I)
_FALSE = re.compile(
    r"\b(?:false|untrue|baseless|unfounded|groundless|fabricat\w+|nonsense|lies?|fiction|not true)\b", re.I
)


def denials_of_one(
    witnesses: Sequence[Witness],
    found: Sequence[Telling],
    likeness: Likeness,
    spoken_for: Mapping[str, frozenset[str]],
) -> list[tuple[int, int]]:
    """The pairs of tellings in which one voice denies one accusation; ``likeness`` is of the tellings' words."""
    denials = {i for i, t in enumerate(found) if _denies(witnesses, t)}
    of_one_voice = by_voice([t.speakers for t in found], spoken_for)
    pairs = []
    for i in sorted(denials):
        for j in of_one_voice(i):
            if not days_fit(found[i].when, found[j].when):
                continue
            if (j > i and _both_deny(found, i, j, likeness)) if j in denials else _says_no(found, i, j, likeness):
                pairs.append((min(i, j), max(i, j)))
    return pairs


def _denies(witnesses: Sequence[Witness], telling: Telling) -> bool:
    told = witnesses[telling.witness].reading.attributions[telling.attribution]
    return told.cue_lemma == "deny" and not told.negated and not told.refusal


def _both_deny(found: Sequence[Telling], i: int, j: int, likeness: Likeness) -> bool:
    return bool(
        _POINTS_BACK.match(found[i].text) or _POINTS_BACK.match(found[j].text) or likeness(i, j) >= DENIED_ALIKE_FROM
    )


def _says_no(found: Sequence[Telling], denial: int, other: int, likeness: Likeness) -> bool:
    """Does the speaker say, right behind the denial or in like words, that it is not so?"""
    one, two = found[denial], found[other]
    if one.witness == two.witness and two.attribution == one.attribution + 1 and _FALSE.search(two.text):
        return True
    return bool(_NOT_SO.search(two.text)) and likeness(denial, other) >= NEGATED_ALIKE_FROM
