"""Framing of deeds: one event told in verbs of different tone, such as "dismissed" and "axed"."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import msgspec

from stemma.collation.clauses import Clause, in_words
from stemma.collation.conflicts.labels import DEED, Tone
from stemma.collation.conflicts.sides import conflict, side
from stemma.lexicon import table, values
from stemma.model import Conflict, Event, EventTelling, Span, Witness

AROUND = 4  # words on either side of a verb by which a reader sees who did it to whom
FOLLOWS = 12  # characters after a trigger in which the rest of its verb stands ("gunned down")
PLAIN = 3  # plain words shown as one side


class _Told(msgspec.Struct, frozen=True):
    """A verb of one telling: its word in the lexicon, family and tone."""

    telling: EventTelling
    family: str
    word: str
    tone: Tone


def deed_conflicts(witnesses: Sequence[Witness], pieces: Sequence[Clause], events: Sequence[Event]) -> list[Conflict]:
    """Events that some reports tell in a loaded verb and others in a plain one of the same family."""
    place = {w.report.id: i for i, w in enumerate(witnesses)}
    found = []
    for event in events:
        if len({m.report for m in event.mentions}) < 2:
            continue
        told = [t for m in event.mentions for t in _words(witnesses[place[m.report]].report.text, m)]
        for family in sorted({t.family for t in told}):
            mine = [t for t in told if t.family == family]
            loaded = [t for t in mine if t.tone != "neutral"]
            coloured = {t.telling.report for t in loaded}
            plain = [t for t in mine if t.tone == "neutral" and t.telling.report not in coloured]
            if not loaded or not plain:
                continue
            sides = [
                (word, [t for t in loaded if t.word == word]) for word in dict.fromkeys(t.word for t in loaded)
            ] + [(" / ".join(list(dict.fromkeys(t.telling.trigger.text for t in plain))[:PLAIN]), plain)]
            made = [
                side([_span(witnesses, pieces, place[t.telling.report], t) for t in group], word, (event.id,))
                for word, group in sides
            ]
            about = f"words for one deed: {' against '.join(f'“{word}”' for word, _ in sides)}"
            found.append(conflict("framing", about, made, "deed-words", "one event, verbs of different tone", 0.5))
    return found


def _words(text: str, telling: EventTelling) -> list[_Told]:
    """The lexicon's verbs that a telling's trigger is or begins."""
    start = telling.trigger.start
    m = _verbs().match(text, start)
    if m is None or m.end() < telling.trigger.end or m.end() > telling.trigger.end + FOLLOWS:
        return []
    return [_Told(telling, family, word, tone) for family, word, tone in _families()[m.group().lower()]]


def _span(witnesses: Sequence[Witness], pieces: Sequence[Clause], witness: int, told: _Told) -> Span:
    return in_words(witnesses, pieces, witness, told.telling.trigger.start, told.telling.trigger.end, AROUND)


@functools.cache
def _families() -> dict[str, tuple[tuple[str, str, Tone], ...]]:
    found: dict[str, list[tuple[str, str, Tone]]] = {}
    for row in table("labels"):
        if row["family"].startswith(DEED):
            for word in (row["word"], *values(row["forms"])):
                found.setdefault(word, []).append((row["family"], row["word"], row["tone"]))  # type: ignore[arg-type]
    return {k: tuple(v) for k, v in found.items()}


@functools.cache
def _verbs() -> re.Pattern[str]:
    longest_first = sorted(_families(), key=lambda w: (-len(w), w))
    return re.compile(r"(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w])", re.I)
