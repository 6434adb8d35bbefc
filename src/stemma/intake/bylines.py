"""Who wrote it: the people of a byline, and the outlet and place that it names beside them."""

from __future__ import annotations

import html
import re

import msgspec

from stemma.intake.mastheads import known_source, masthead, named

AUTHORS = 20  # a byline of more names is a list of something else
LONGEST = 160  # characters of a line that may be a byline

_BY = re.compile(r"(?:by|written by|reported by|story by|words by|text by)[: \t]+(?=\S)", re.IGNORECASE)
_PARTED = re.compile(r"\s*(?:;|,|\||\band\b|&)\s*", re.IGNORECASE)
_WORD = r"[A-ZÀ-ÖØ-Þ](?:[\w’'.-]*)"
_PERSON = re.compile(
    rf"{_WORD}(?: (?:{_WORD}|de|da|dos|del|della|di|van|von|der|den|bin|ibn|al-\w+|el-\w+|ter|la|le)){{1,4}}\Z"
)
_PLACE = re.compile(rf"{_WORD}(?:[ /-](?:{_WORD}|de|del|la|el|al|of|sur|upon|am|and)){{0,4}}\Z")
_TITLED = re.compile(r"[A-Z][\w’'.&-]*(?: (?:[A-Z][\w’'.&-]*|of|the|and)){0,4}\Z")
_POST = re.compile(
    r"(?:[\w’'.-]+ ){0,4}(?:writer|reporter|correspondent|editor|bureau|staff|desk|columnist|contributor|chief|analyst"
    r"|journalist)s?\Z",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"\b(?:staff|reporters?|correspondents?|editors?|desk|agenc(?:y|ies)|newsroom|bureau|news|contributors?|team|online"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october"
    r"|november|december|today|yesterday|agency|wire|the)\b",
    re.IGNORECASE,
)


class Byline(msgspec.Struct, frozen=True):
    """Who wrote a report, for whom, and where from, as one line of it says."""

    authors: tuple[str, ...] = ()
    outlet: str | None = None
    place: str | None = None


def names(words: str) -> tuple[str, ...]:
    """The names of a byline field: "By Ida Rook and Jo Pell" gives two; addresses and handles are none."""
    words = re.sub(r"^\s*(?:by|from)\b[:\s]*", "", html.unescape(words), flags=re.I)
    parts = (" ".join(p.split()) for p in _PARTED.split(words.rstrip(" .")))
    return tuple(dict.fromkeys(p for p in parts if 1 < len(p) < 80 and "/" not in p and "@" not in p))[:AUTHORS]


def people(words: str) -> tuple[str, ...]:
    """The names among these words that read like people's: a first and a last name, no desk, no agency."""
    return tuple(n for n in names(words) if _PERSON.match(n) and not _NO_PERSON.search(n) and not known_source(n))


def byline_of(line: str) -> Byline | None:
    """The byline that a whole line is ("By Ida Rook in Port Ansel", "By Ida Rook, Ansel Post"); None for a sentence."""
    opening = _BY.match(line)
    if opening is None or len(line) > LONGEST or line[-1] in "?!:;":
        return None
    body, *beside = re.split(r"\s*[|•·]\s*|\s+[–—-]\s+", line[opening.end() :].rstrip(" ."))
    wrote, inside, place = body.partition(" in ")
    if inside and not _PLACE.match(place := place.split(",")[0].strip()):
        return None
    authors: tuple[str, ...] = ()
    outlet = None
    wrote, inside_for, outlet_named = wrote.partition(" for ")
    if inside_for:  # "By Ida Rook for the Ansel Post"
        outlet_named = re.sub(r"^the ", "", outlet_named)
        if not _TITLED.match(outlet_named) or not people(wrote):
            return None
        outlet = outlet_named
    for piece in [p for p in _PARTED.split(wrote) if p]:
        piece = re.sub(r"^(?:for|of|from) (?:the )?", "", piece)
        if known_source(piece) or masthead(piece):
            outlet = outlet or piece
        elif found := people(piece):
            authors += found
        elif not _POST.match(piece):
            return None  # words of a sentence
    outlet = outlet or next((p for p in beside if known_source(p) or masthead(p)), None)
    if not authors and not (outlet and not place):
        return None
    known = known_source(outlet) if outlet else None
    return Byline(authors, named(outlet) if outlet and not (known and known[1] == "agency") else None, place or None)
