"""Datelines: the place, day and agency that open a report ("PORT ANSEL, May 3 (Agency) -")."""

from __future__ import annotations

import functools
import re

from stemma.intake.mastheads import known_source, named
from stemma.lexicon import table, values
from stemma.model import Dateline

LONGEST = 120  # characters of a dateline

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAYS = rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_UPPER = r"[A-ZÀ-ÖØ-Þ]"
_SHOUTED = rf"{_UPPER}[A-ZÀ-ÖØ-Þ.’'/ -]{{1,38}}[A-ZÀ-ÖØ-Þ.]"
_TITLED = rf"{_UPPER}[\w’'.-]+(?:[ /-](?:{_UPPER}[\w’'.-]*|de|del|la|el|al|of|sur|upon|am)){{0,3}}"
_AGENCY = r"[A-Z][\w.&’'-]*(?:[ /][\w.&’'-]+){0,3}"
_DASH = r" ?(?:[-–—―]{1,2}|[:_])(?=\s|[A-Z“\"])"
_FULL = re.compile(
    rf"(?P<place>{_SHOUTED}|{_TITLED})(?P<region>, (?:{_TITLED}|(?:[A-Z]\.){{2,3}}))??(?P<day>,? {_DAYS})?,?"
    rf"(?: ?\((?P<agency>{_AGENCY})\)(?P<late>,? {_DAYS})?(?P<dash>{_DASH})?|(?<=\d)(?P<bare>{_DASH}))"
)
_PLAIN = re.compile(rf"(?P<place>{_SHOUTED})(?P<region>, {_TITLED})? ?(?:[–—―]|--|[:_])(?=\s|[A-Z“\"])")
_DASHES = ("—", "–", "―", "--", " -", ":", "_")
_DIGIT = re.compile(r"\d")
_LOWER = re.compile(r"[a-zà-öø-ÿ]")


def dateline_at(text: str, start: int, end: int) -> Dateline | None:
    """The dateline that opens the line ``text[start:end]``: what names a known agency, or a place as datelines do."""
    if not text[start : start + 1].isupper():
        return None
    stop = min(end, start + LONGEST)
    if not _worth_a_look(text[start:stop]):
        return None
    found = _FULL.match(text, start, stop)
    if found and found.end() < end:
        place, agency = found["place"], found["agency"]
        shouted = _LOWER.search(place) is None and len(place) > 2
        if agency:
            clear = found["dash"] or found["day"] or found["late"]
            if clear and (known_source(agency) or shouted or (found["day"] and agency.isupper())):
                return Dateline(place=_shown(place), agency=named(agency), start=start, end=found.end("agency") + 1)
        elif found["day"] and (shouted or is_place(place)):
            return Dateline(place=_shown(place), start=start, end=found.end("day"))
    found = _PLAIN.match(text, start, stop)
    if found and found.end() < end and is_place(found["place"]):
        last = "region" if found["region"] else "place"
        return Dateline(place=_shown(found["place"]), start=start, end=found.end(last))
    return None


def _worth_a_look(head: str) -> bool:
    """May a dateline open these words? Most paragraphs have none, and its patterns are slow."""
    if head[1:2].isupper() or "(" in head:
        return True
    return any(dash in head for dash in _DASHES) and _DIGIT.search(head, 0, 60) is not None


def is_place(name: str) -> bool:
    """Is this the name of a city, region or country that the lexicons know?"""
    return name.casefold().strip(" .") in _places()


@functools.cache
def _places() -> frozenset[str]:
    found = [n for row in table("places") for key in ("name", "names", "ambiguous") for n in values(row[key])]
    found += [n for row in table("countries") for key in ("name", "capital", "capitals") for n in values(row[key])]
    return frozenset(n.casefold() for n in found)


def _shown(place: str) -> str:
    """A shouted place as names are written; abbreviations of two letters stay."""
    if _LOWER.search(place):
        return place
    return re.sub(r"[^\W\d_]+", lambda m: m[0] if len(m[0]) < 3 else m[0].capitalize(), place)
