"""Who speaks for whom: the bodies and governments whose office a person of the cast holds.

One outlet writes that a firm denied it, the other that its spokeswoman did: that is one denial.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from stemma.collation.common import Cast
from stemma.model import Witness

NEXT = 2  # sentences after a body's words in which the one who spoke them is named

_SPEAKS_FOR = frozenset(
    "spokesman spokeswoman spokesperson representative director chairman chairwoman chief executive ceo president "
    "minister head manager owner secretary commander".split()
)
_BODIES = ("organisation", "government", "group")


def voices(witnesses: Sequence[Witness], cast: Cast) -> Mapping[str, frozenset[str]]:
    """By the id of a person, the ids of the actors named in an office of theirs ("spokeswoman for Brannock Steel").

    An office of state with nothing but its country in it ("Danish Foreign Minister") is held for that government.
    """
    governments = {a.country: a.id for a in reversed(cast.actors) if a.kind == "government" and a.country and a.names}
    found: dict[str, set[str]] = defaultdict(set)
    for witness in witnesses:
        sha, mentions = witness.report.sha256, witness.reading.mentions
        for i, holder in enumerate(mentions):
            place = holder.office_span
            if holder.kind != "person" or place is None:
                continue
            bodies: set[str] = set()
            for j, other in enumerate(mentions):
                if other.span.start >= place.end:
                    break
                if j != i and other.kind in _BODIES and other.span.within(place):
                    bodies.update(cast.of.get((sha, j), ()))
            if holder.sector == "GOV" and holder.country in governments:
                bodies.add(governments[holder.country])
            for person in cast.of.get((sha, i), ()):
                found[person] |= bodies - {person}
    return {person: frozenset(bodies) for person, bodies in found.items() if bodies}


def named_voice(
    witness: Witness, index: int, speakers: Sequence[Sequence[str]], spoken_for: Mapping[str, frozenset[str]]
) -> str | None:
    """Who spoke the words that a report gives to a body: the holder of its office who is quoted right after.

    "The firm denied it. “We paid,” said spokeswoman Pia Lund." ``speakers`` holds the speakers of each attribution.
    """
    told = witness.reading.attributions
    mine = speakers[index]
    if len(mine) != 1 or mine[0] in spoken_for:
        return None
    if spokesman := _denier_named(witness, index, speakers, spoken_for):
        return spokesman
    until = told[index].hull.end
    starts = [s.start for s in witness.reading.sentences if s.start >= until]
    last = starts[NEXT] if len(starts) > NEXT else len(witness.report.text)
    for other in range(index + 1, len(told)):
        at = told[other].source
        if at is None or at.start < until:
            continue
        if at.start >= last:
            return None
        if speakers[other] == mine:
            continue
        fits = [p for p in speakers[other] if mine[0] in spoken_for.get(p, ())]
        return fits[0] if fits else None
    return None


def _denier_named(
    witness: Witness, index: int, speakers: Sequence[Sequence[str]], spoken_for: Mapping[str, frozenset[str]]
) -> str | None:
    """Who speaks in the sentence right behind a body's denial, if his office names no body of its own.

    "The firm denied it. “We paid,” a company spokesman said."
    """
    told, mentions = witness.reading.attributions, witness.reading.mentions
    one = told[index]
    if (
        not (one.cue_class == "denied" or one.cue_lemma == "insist")
        or one.nested_in is not None
        or index + 1 >= len(told)
        or not one.speakers
    ):
        return None
    if mentions[one.speakers[0].mention].kind not in _BODIES:
        return None
    other = told[index + 1]
    ended = sum(1 for s in witness.reading.sentences if one.hull.end <= s.start < other.hull.start)
    if other.nested_in is not None or ended > 1 or len(speakers[index + 1]) != 1 or not other.speakers:
        return None
    holder = mentions[other.speakers[0].mention]
    person = speakers[index + 1][0]
    if holder.kind != "person" or not holder.office:
        return None
    if spoken_for.get(person) and mentions[one.speakers[0].mention].type != "nominal":
        return None
    return person if _SPEAKS_FOR & set(holder.office.lower().split()) else None
