"""Places under several forms of their name: "Orrin", "Orrin camp", "Orrin province"; one sound apart only."""

from __future__ import annotations

from collections.abc import Mapping

from stemma.collation.actors.forms import Form, folded_words
from stemma.collation.actors.joining import FormId, Groups
from stemma.collation.actors.sounds import likeness

SAME_PLACE = 0.9  # places are short: two sounds apart may be another village

_SIDES = frozenset(
    "north south east west northern southern eastern western central upper lower new old greater".split()
)
_PLACE_NOUNS = frozenset(
    "province state county district region city town village camp refugee island islands regency governorate "
    "prefecture oblast airbase base naval air airport coast the of".split()
)


def join_places(found: Mapping[FormId, Form], groups: Groups) -> None:
    """Joins the forms of places whose own words are the same, sound alike, or are short for one longer name."""
    places = [f for f in found.values() if f.id[0] == "place"]
    cores = {f.id: _core(f.text) for f in places}
    by_core: dict[tuple[str, ...], Form] = {}
    for form in places:
        first = by_core.setdefault(cores[form.id], form)
        if first is not form:
            groups.join(first.id, form.id, 0.95, f"{form.text} is {first.text}")
    _join_shorter(by_core, groups)
    listed = list(by_core.items())
    for n, (core, form) in enumerate(listed):
        for other_core, other in listed[n + 1 :]:
            if len(core) != len(other_core) or set(core) & _SIDES != set(other_core) & _SIDES:
                continue
            score = min(likeness(x, y) for x, y in zip(core, other_core, strict=True)) if core else 0.0
            if score >= SAME_PLACE and core[0][:1] == other_core[0][:1]:
                groups.join(form.id, other.id, score, f"{form.text} and {other.text} sound alike")


def _join_shorter(cores: Mapping[FormId, Form], groups: Groups) -> None:
    """ "New Orrin" and "Orrin", "Hills of Salt" and "Great Hills of Salt": if one longer name only is told."""
    for core, form in cores.items():
        longer = [
            (c, f)
            for c, f in cores.items()
            if len(c) > len(core)
            and c[-len(core) :] == core
            and (c[:-1] == ("new",) or (len(core) > 1 and not set(c) & _SIDES))
        ]
        if len(longer) == 1:
            groups.join(longer[0][1].id, form.id, 0.75, f"{form.text} is short for {longer[0][1].text}")


def _core(text: str) -> tuple[str, ...]:
    """The words of a place's name without "province", "camp" and the like."""
    words = folded_words(text)
    core = tuple(w for w in words if w not in _PLACE_NOUNS)
    return core or tuple(words)
