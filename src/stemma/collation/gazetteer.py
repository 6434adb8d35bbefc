"""Where a place phrase lies: country and coordinates from the lexicons; unknown places keep only their words."""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Sequence

import msgspec

from stemma.lexicon import table, values
from stemma.model import Witness

_WORD = re.compile(r"[\w'’.-]*\w")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_LONGEST = 4


class Spot(msgspec.Struct, frozen=True):
    """A known place: name, country (alpha-3), latitude and longitude where known, precision.

    ``precision`` is city, region, place, water or country; ``shared`` says that other places bear the name, too.
    """

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str
    shared: bool = False


def spot(phrase: str, told: Container[str] | None = None) -> Spot | None:
    """The first known city or region in a place phrase, else the first country; None where none is known.

    ``told`` are the countries that the story names: a name that places of several countries bear is the one that lies
    in one of them, and none where it lies in none. Without it the best known one is taken.
    """
    known = _spots()
    words = _WORD.findall(phrase)
    best: Spot | None = None
    i = 0
    while i < len(words):
        for n in range(min(_LONGEST, len(words) - i), 0, -1):
            form = " ".join(words[i : i + n])
            found = _meant(known.get(form) or known.get(re.sub(r"['’]s$", "", form)) or (), told)
            if found:
                if found.precision != "country":
                    return found
                best = best or found
                i += n - 1
                break
        i += 1
    return best


def countries_told(witnesses: Sequence[Witness]) -> frozenset[str]:
    """The countries that the reports of a story name, by themselves, their people, bodies or unmistakable places."""
    return frozenset(m.country for w in witnesses for m in w.reading.mentions if m.country)


def plain_name(phrase: str) -> str:
    """A place phrase as a name: without its article and what follows a comma."""
    return _ARTICLE.sub("", phrase.strip()).split(",")[0].strip()


def _meant(found: Sequence[Spot], told: Container[str] | None) -> Spot | None:
    """Of the places of one name the only one, or the one in a country that the story names."""
    sure = next((s for s in found if not s.shared), None)
    if sure is not None or told is None:
        return sure or next(iter(found), None)
    return next((s for s in found if s.country in told), None)


@functools.cache
def _spots() -> dict[str, tuple[Spot, ...]]:
    spots: dict[str, list[Spot]] = {}
    for row in table("countries"):
        for form in (row["name"], *values(row["names"])):
            spots.setdefault(form, []).append(Spot(row["name"], row["iso3"], None, None, "country"))
    capitals = {f: r for r in table("countries") for f in (r["capital"], *values(r["capitals"])) if f}
    for row in table("places"):
        shared = set(values(row["ambiguous"]))
        name = row["name"].split(" (")[0]
        at = [float(row[c]) if row[c] else None for c in ("lat", "lon")]
        for form in dict.fromkeys((name, *values(row["names"]), *shared)):
            if form != name or row["name"] == name or form in shared:
                place = Spot(name, row["country"] or None, at[0], at[1], row["kind"], form in shared)
                spots.setdefault(form, []).append(place)
    for form, row in capitals.items():
        if not any(s.country == row["iso3"] for s in spots.get(form, ())):
            spots.setdefault(form, []).append(Spot(row["capital"] or form, row["iso3"], None, None, "city"))
    return {form: tuple(found) for form, found in spots.items()}
