"""How the brief words days, people and evidence: "4 May 2031", "an unnamed official", "by the agency’s account"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from stemma.collation.actors.casting import UNNAMED
from stemma.model import Actor, Origin
from stemma.reading.figures.counted import persons

MOST_NAMED = 3  # origins named in a hedge; of more it says how many
_MONTHS = "January February March April May June July August September October November December".split()
_FEW = "no one two three four five six seven eight nine".split()
_ACCOUNTS = frozenset({"agency", "outlet", "document", "platform", "speaker"})  # kinds of origins that have a name


def day(iso: str) -> str:
    """An ISO date as a reader writes it, no more precise than it is: 24 December 2025, December 2025, 2025."""
    parts = iso[:10].split("-")
    try:
        if len(parts) == 3:
            known = date.fromisoformat(iso[:10])
            return f"{known.day} {_MONTHS[known.month - 1]} {known.year}"
        if len(parts) == 2:
            return f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    except (ValueError, IndexError):
        return iso
    return parts[0]


def called(actor: Actor, first: bool) -> str:
    """An actor within a sentence or as its ``first`` word: "Orla Veit", "an unnamed clerk", "witnesses at the quay"."""
    name = actor.name
    head = name.split(" ")[0].lower()
    if not actor.names and head in persons():
        name = head + name[len(head) :]
    if name.endswith(f" {UNNAMED}"):
        name = ("an unnamed " if actor.kind == "person" else "unnamed ") + name.removesuffix(f" {UNNAMED}")
    return name[:1].upper() + name[1:] if first else name


def balanced(words: str) -> str:
    """The words without a quotation mark that has lost its other half."""
    lonely = words.count('"') % 2 == 1 or words.count("“") != words.count("”")
    return re.sub('[“”"]', "", words) if lonely else words


def hedge(origins: Sequence[Origin], reports: int, speakers: Sequence[Actor] = ()) -> str:
    """How the evidence stands, in a journalist's words, for what ``reports`` reports tell, or what ``speakers`` said.

    "On record", "by the agency’s account", "two reports name no source"; a speaker who is the one origin of his words
    has told them himself. Words that have a speaker have a source: what may be left open is how a report got them.
    """
    named = [o for o in origins if o.kind in _ACCOUNTS]
    sure, possible = (
        list(dict.fromkeys(n for o in named if o.bound == b for n in _names(o))) for b in ("sure", "possible")
    )
    parts = ["on record"] if any(o.kind == "on-record" for o in origins) else []
    if sure:
        own = len(speakers) == 1 and sure == [speakers[0].name]
        whose = "the speaker’s own" if own and speakers[0].kind == "person" else "its own"
        parts.append(f"by {whose} account" if own else _account(sure))
    if possible:
        parts.append(f"perhaps {_account(possible)}")
    bare = sum(o.kind in ("unstated", "unnamed") for o in origins)
    if parts and bare:
        parts.append(_open(bare, bool(speakers)))
    if parts:
        return "; ".join(parts)
    return _open(reports, True) if speakers else f"{_count(reports)}, no source given"


def _names(origin: Origin) -> list[str]:
    """Whoever spoke together is one origin with several names."""
    names = origin.name.split(", ") if origin.kind == "speaker" else [origin.name]
    return [f"unnamed {n.removesuffix(f' {UNNAMED}')}" if n.endswith(UNNAMED) else n for n in names]


def _account(names: Sequence[str]) -> str:
    if len(names) == 1 and names[0][:1].islower():
        return f"by the account of {names[0]}"
    if len(names) == 1:
        return f"by {names[0]}’{'' if names[0].endswith('s') else 's'} account"
    shown = list(names[:MOST_NAMED]) + ([f"{_number(len(names) - MOST_NAMED)} more"] if len(names) > MOST_NAMED else [])
    return f"by the accounts of {', '.join(shown[:-1])} and {shown[-1]}"


def _open(reports: int, spoken: bool) -> str:
    """What so many reports leave open."""
    one = reports == 1
    if spoken:
        return f"{_count(reports)} {'does' if one else 'do'} not say how {'it' if one else 'they'} got the words"
    return f"{_count(reports)} {'names' if one else 'name'} no source"


def _count(reports: int) -> str:
    return f"{_number(reports)} report{'' if reports == 1 else 's'}"


def _number(n: int) -> str:
    return _FEW[n] if n < len(_FEW) else str(n)
