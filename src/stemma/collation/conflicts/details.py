"""Conflicts of what: one widely told happening whose reports tell it in details of their own.

Where four reports or more tell one thing and each has words that no other one has (the place, the means, the course),
they cannot all be copied into one account: a reader must hold them side by side. Tolls are left to the figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from stemma.collation.conflicts.sides import conflict, side
from stemma.collation.similarity import stems
from stemma.model import Conflict, Event, EventTelling, place_of

FEWEST_ACCOUNTS = 4  # with three, half of such differences are shortenings
FEWEST_WORDS = 4  # of a telling: "the attack" has no details
COPY = 0.8  # of the fewer content words in common, from which two reports' tellings are one account
_HARM = re.compile(r"(?:kill\w*|dead|die[ds]?|deaths?|injur\w+|wound\w+|casualt\w+|missing|hurt)$", re.I)


class _Account(msgspec.Struct):
    """How one report, or several that copy each other, tells a happening: its content words, tellings with own ones."""

    words: set[str]
    tellings: list[EventTelling]


def detail_conflicts(events: Sequence[Event]) -> list[Conflict]:
    """Happenings of which four accounts or more each have details of their own; one conflict a happening."""
    found = []
    for event in events:
        if event.status not in ("happened", "disputed") or _in_passing(event) or _is_toll(event):
            continue
        accounts = _accounts(event)
        if len(accounts) < FEWEST_ACCOUNTS:
            continue
        sides = [side([place_of(m) for m in a.tellings], None, (event.id,)) for a in accounts]
        about = f"how it is told: {event.title or event.mentions[0].text}"
        why = f"{len(accounts)} accounts of one happening, each with details of its own"
        made = conflict("what", about, sides, "told-apart", why, 0.4)
        found.append(msgspec.structs.replace(made, status="wording"))  # all of it may be so
    return found


def _in_passing(event: Event) -> bool:
    """Is it mostly background, such as an earlier disaster?"""
    return sum(m.background for m in event.mentions) * 2 > len(event.mentions)


def _is_toll(event: Event) -> bool:
    return all(_HARM.match(m.trigger.text) for m in event.mentions)


def _accounts(event: Event) -> list[_Account]:
    """The accounts that have details of their own, copies put together."""
    naming = {s for m in event.mentions for s in stems(m.trigger.text)}
    words: dict[str, set[str]] = {}
    for m in event.mentions:
        words.setdefault(m.report, set()).update(_own_words(m, naming))
    found: list[_Account] = []
    for report, mine in sorted(words.items()):
        others = [w for r, w in words.items() if r != report and not _copies(mine, w)]
        elsewhere = set().union(*others)
        kept = [
            m
            for m in event.mentions
            if m.report == report and len(m.text.split()) >= FEWEST_WORDS and not _own_words(m, naming) <= elsewhere
        ]
        if not kept:
            continue
        known = next((a for a in found if _copies(a.words, mine)), None)
        if known:
            known.tellings += kept
        else:
            found.append(_Account(mine, kept))
    return found


def _own_words(telling: EventTelling, naming: set[str]) -> set[str]:
    return set(stems(telling.text)) - naming


def _copies(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= COPY * max(1, min(len(one), len(other)))
