"""Conflicts of what: one thing that some reports tell as done and others as still to come."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from stemma.collation.conflicts.sides import conflict, side
from stemma.model import Conflict, Event, place_of


def plan_conflicts(events: Sequence[Event]) -> list[Conflict]:
    """Events that one report tells as done ("revoked the rule") and another one as coming ("will reverse the rule")."""
    found = []
    for event in events:
        plain = [m for m in event.mentions if not m.negated and not m.background]
        done = [m for m in plain if m.tense == "past" and m.modality in ("asserted", "reported")]
        coming = [m for m in plain if m.tense == "future"]
        having = {m.report for m in done}
        coming = [m for m in coming if m.report not in having]
        if not done or not coming:
            continue
        sides = [
            side([place_of(m) for m in ms], name, (event.id,)) for name, ms in (("done", done), ("coming", coming))
        ]
        about = f"done or still to come: {event.title or done[0].text}"
        made = conflict("what", about, sides, "done-or-planned", "told as done and as coming", 0.45)
        found.append(msgspec.structs.replace(made, status="update"))
    return found
