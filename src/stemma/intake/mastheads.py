"""The names of outlets and agencies: as the lexicon of sources has them, or made as papers' names are."""

from __future__ import annotations

import functools
import re

from stemma.lexicon import table, values

LONGEST = 80  # characters of a line that may be a masthead with a date beside it
WORDS = 5  # of the longest name that is made as papers' names are

_STAMPED = re.compile(r"[ \t]*(?:[|·•–—-]|,)[ \t]*(?=(?:\w+day\b|\w{3,9}\.? \d|\d))")
_JOINING = frozenset(("of", "the", "and", "de", "del", "&"))
_NOT_NAMES = frozenset("breaking latest world local more top good bad in other our sports business weather big".split())


def known_source(name: str) -> tuple[str, str] | None:
    """The name and kind (agency, broadcaster, outlet) of a source that the lexicon knows by this very form."""
    return _sources().get(_bare(name))


def named(name: str) -> str:
    """A source's usual name where it is known, else the name as it is."""
    known = known_source(name)
    return known[0] if known else name


def masthead(line: str) -> str | None:
    """The outlet that a whole line names, apart from a date beside it; agencies and sentences are none."""
    if not line or len(line) > LONGEST or not line[0].isupper():
        return None
    if cut := _STAMPED.search(line):
        line = line[: cut.start()]
    line = line.strip(" |·•-–—")
    words = line.split()
    if not 1 <= len(words) <= WORDS or line[-1] in '.!?:;,”"':
        return None
    if known := known_source(line):
        return known[0] if known[1] != "agency" else None
    whole = all(w[0].isupper() or w in _JOINING for w in words) and words[0].casefold() not in _NOT_NAMES
    return line if len(words) > 1 and words[-1] in _made_of() and whole else None


def _bare(name: str) -> str:
    return name.strip(" .").casefold().removeprefix("the ")


@functools.cache
def _sources() -> dict[str, tuple[str, str]]:
    """Every sure form of a source, lowered, with the source's name and kind; platforms put out others' words."""
    made: dict[str, tuple[str, str]] = {}
    for row in table("sources"):
        doubtful = {_bare(v) for v in values(row["ambiguous"])}
        for form in (row["name"], *values(row["names"])):
            if row["kind"] != "platform" and _bare(form) not in doubtful and not form.endswith(")"):
                made.setdefault(_bare(form), (row["name"], row["kind"]))
    return made


@functools.cache
def _made_of() -> frozenset[str]:
    return frozenset(row["word"] for row in table("mastheads") if row["kind"] != "agency")
