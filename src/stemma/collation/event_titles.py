"""Titles for events that a person would write: who did what to whom and where, or the best telling's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from stemma.model import Actor, Participant

_MEETING = {"meet": "met", "visit": "visited", "phone": "telephoned", "host": "received"}
_LONGEST = 90  # characters: one line of a timeline
_EDGE = re.compile(r"^(?:that|which|who|when|as|and|but|to|after|where|while)\s+|[,;:–—-]+$", re.IGNORECASE)


def title(
    type_: str,
    mode: str | None,
    participants: Sequence[Participant],
    actors: Mapping[str, Actor],
    place: str | None,
    words: Sequence[str],
) -> str:
    """A line for a timeline; ``words`` are the tellings' own, the best one first."""
    doers = [_name(actors[p.actor]) for p in participants if p.role == "actor" and p.actor in actors]
    others = [_name(actors[p.actor]) for p in participants if p.role == "recipient" and p.actor in actors]
    if type_ == "CONSULT" and mode in _MEETING:
        where = f" in {place}" if place and mode != "visit" and place not in "".join(doers + others) else ""
        if doers and others and mode:
            return _cut(f"{_list(doers)} {_MEETING[mode]} {_list(others)}{where}")
        if mode == "meet" and len(doers) > 1:
            return _cut(f"{_list(doers[:-1])} met {doers[-1]}{where}")
        if mode == "visit" and doers and place:
            return _cut(f"{_list(doers)} visited {place}")
    return _cut(_own(words[0])) if words else type_.title()


def _name(actor: Actor) -> str:
    office = next((o.title for o in actor.offices if o.status == "current"), None)
    if actor.kind != "person" or not office or len(office) > 40 or office.lower() in actor.name.lower():
        return actor.name
    return f"{office[:1].upper()}{office[1:]} {actor.name}"


def _list(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    if len(unique) > 3:
        return f"{', '.join(unique[:2])} and others"
    return " and ".join(filter(None, [", ".join(unique[:-1]), unique[-1]]))


def _own(words: str) -> str:
    line = " ".join(words.split())
    line = _EDGE.sub("", line).strip(" \"“”'")
    return line[:1].upper() + line[1:]


def _cut(line: str) -> str:
    if len(line) <= _LONGEST:
        return line
    return line[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + " …"
