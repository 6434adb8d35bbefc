"""How many of a record's origins are independent, and which of them are one and the same.

Named origins (an agency, a ministry's post, an outlet's own reporting) each count. What is on record, unstated or
unnamed may be one and the same source, so it counts in the upper bound only, and as one in the lower bound when nothing
is named. Ten outlets on one agency are one origin; independence is never overstated.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence

from stemma.collation.common import plain_name
from stemma.collation.origins.ground import Grounds
from stemma.lexicon import table, values
from stemma.model import Origin
from stemma.reading.press import generic_media, source_named

NAMED = ("agency", "outlet", "document", "platform", "speaker")


def bounds(origins: Iterable[Origin]) -> tuple[int, int]:
    """(at least, at most) how many origins are independent; at least: owners once, merely possible ones not."""
    listed = list(origins)
    families = {_family(o) for o in listed if o.kind in NAMED and o.bound == "sure"}
    low = max(1, len(families))
    return low, max(low, len(listed))


def is_named(name: str) -> bool:
    """Does a link's name name somebody: not "the company" or "Aides", nor "state media", any of the named ones?"""
    bare = re.sub(r"^(?:the|an?)\s+", "", name, flags=re.I)
    words = bare.split()
    if not any(c.isupper() for c in bare) or generic_media(name):
        return False
    return len(words) > 1 or bare.casefold() not in _common_nouns() or bare.isupper()


@functools.cache
def _common_nouns() -> frozenset[str]:
    """What reports call people whom they do not name, in both numbers."""
    found = {form for row in table("roles") for form in (row["noun"], row["plural"] or f"{row['noun']}s") if form}
    return frozenset(found | {"sources", "witnesses", "residents", "analysts", "experts", "critics", "observers"})


def merged(origins: Sequence[Origin], ground: Grounds) -> tuple[Origin, ...]:
    """Each origin once, under its actor's name; an agency of a state and the body of that state it renders are one."""
    kept: dict[str, Origin] = {}
    for origin in origins:
        key = source_key(origin.name, ground)
        if key not in kept or (kept[key].bound == "possible" and origin.bound == "sure"):
            kept[key] = origin
    if any(o.kind == "agency" and is_named(o.name) for o in kept.values()):  # "state media" are those named elsewhere
        kept = {k: o for k, o in kept.items() if o.kind != "agency" or is_named(o.name)}
    bodies = [o for o in kept.values() if o.kind == "document"]
    for key, origin in list(kept.items()):
        known = source_named(origin.name)
        if (
            origin.kind == "agency"
            and known
            and known.state == "yes"
            and any(_country(b, ground) == known.country for b in bodies)
        ):
            del kept[key]
    return tuple(sorted(kept.values(), key=lambda o: (o.kind not in NAMED, o.name)))


def source_key(name: str, ground: Grounds) -> str:
    """One key for all names of a source: the lexicon's name, else its actor's id, else the plain words."""
    known = source_named(name, ground.book)
    if known:
        return known.name.casefold()
    plain = plain_name(name)
    return ground.by_name.get(plain, plain)


def is_land(name: str) -> bool:
    """Is it a country's name or demonym, so that a government that goes by it says nothing of who put a thing out?"""
    return plain_name(name) in _lands()


def _family(origin: Origin) -> str:
    known = source_named(origin.name)
    return known.owner or known.name if known else plain_name(origin.name)


def _country(origin: Origin, ground: Grounds) -> str | None:
    """The country of a body: its actor's, or that of the people or land in its name."""
    actor = ground.by_name.get(plain_name(origin.name))
    if actor and ground.actors[actor].country:
        return ground.actors[actor].country
    words = plain_name(origin.name).split()
    return next((c for n in (2, 1) for i in range(len(words)) if (c := _lands().get(" ".join(words[i : i + n])))), None)


@functools.cache
def _lands() -> Mapping[str, str]:
    """Plain names and demonyms of the countries, with their ISO 3166 alpha-3 codes."""
    return {
        plain_name(v): row["iso3"]
        for row in reversed(table("countries"))
        for column in ("demonyms", "names", "name")
        for v in values(row[column])
    }
