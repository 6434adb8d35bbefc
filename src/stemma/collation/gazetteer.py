"""Where a place phrase lies: country and coordinates from the lexicons; unknown places keep only their words."""

from __future__ import annotations

import functools
import re

from stemma.lexicon import table, values

_WORD = re.compile(r"[\w'’.-]*\w")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_LONGEST = 4


class Spot:
    """A known place: name, country (alpha-3), latitude and longitude where known, precision (city, region, country)."""

    __slots__ = ("country", "latitude", "longitude", "name", "precision")

    def __init__(
        self, name: str, country: str, latitude: float | None, longitude: float | None, precision: str
    ) -> None:
        self.name, self.country = name, country
        self.latitude, self.longitude, self.precision = latitude, longitude, precision


def spot(phrase: str) -> Spot | None:
    """The first known city or region in a place phrase, else the first country; None where none is known."""
    known = _spots()
    words = _WORD.findall(phrase)
    best: Spot | None = None
    i = 0
    while i < len(words):
        for n in range(min(_LONGEST, len(words) - i), 0, -1):
            form = " ".join(words[i : i + n])
            found = known.get(form) or known.get(re.sub(r"['’]s$", "", form))
            if found:
                if found.precision != "country":
                    return found
                best = best or found
                i += n - 1
                break
        i += 1
    return best


def plain_name(phrase: str) -> str:
    """A place phrase as a name: without its article and what follows a comma."""
    return _ARTICLE.sub("", phrase.strip()).split(",")[0].strip()


@functools.cache
def _spots() -> dict[str, Spot]:
    spots: dict[str, Spot] = {}
    for row in table("places"):
        place = Spot(row["name"], row["country"], float(row["latitude"]), float(row["longitude"]), row["kind"])
        spots.setdefault(row["name"], place)
    for row in table("countries"):
        for form in (row["name"], *values(row["names"])):
            spots.setdefault(form, Spot(row["name"], row["iso3"], None, None, "country"))
        for form in (row["capital"], *values(row["capitals"])):
            if form:
                spots.setdefault(form, Spot(row["capital"] or form, row["iso3"], None, None, "city"))
    return spots
