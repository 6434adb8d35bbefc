"""An event mention with what the story knows of it: its bound time and its place."""

from __future__ import annotations

import msgspec

from stemma.collation.events.pairs import Told
from stemma.collation.gazetteer import Spot
from stemma.model import EventMention, Stretch, Time, Witness


class Item(msgspec.Struct, frozen=True):
    witness: Witness
    index: int
    mention: EventMention
    told: Told
    when: Time | None
    spot: Spot | None
    place: Stretch | None
