"""Chains of sources: through whom each attribution came to the report, read from its words.

A source that only transmits (an agency, an outlet, state media, a ministry's post about what others said, an unnamed
source) is a link; whoever put the words forward is the speaker. Links stand nearest to the speaker first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from stemma.collation.actors.voices import named_voice, voices
from stemma.collation.chains.links import (
    AGENCY_ANAPHOR,
    CARRY_SENTENCES,
    UNNAMED,
    Links,
    fills,
    names_topic,
    with_cue,
)
from stemma.collation.common import Cast, Key, span
from stemma.model import Attribution, Link, Witness
from stemma.reading.press import PressBook, source_named

SAME_WORDS = 5  # words that two reports must pass on alike for one's agency to be the other's

_ADDITIVE = re.compile(
    r"\b(?:add(?:s|ed|ing)?|also|continued|went on|further|reiterat\w+|too|stress\w+|explained)\b", re.I
)
_ANAPHOR = re.compile(
    r"^(?:he|she|they|it|both|the two|the (?:meeting|talks|discussions|session|"
    r"sides?|parties|ministers?|leaders?|presidents?|officials?|doctor|"
    r"spokes\w+|official|governor|agency|ministry|minister|president|company|union|group|army|statement)\b)",
    re.I,
)
_HEDGED = re.compile(r"\breportedly\b|\ballegedly\b", re.I)


class Chain(msgspec.Struct, frozen=True):
    """How one attribution came: its speakers' actors, the links, whether it is only a vehicle of a nested one."""

    speakers: tuple[str, ...] = ()
    via: tuple[Link, ...] = ()
    carried: bool = False
    vehicle: bool = False


def chains(witnesses: Sequence[Witness], cast: Cast, book: PressBook) -> Mapping[Key, Chain]:
    """The chain of every attribution of every reading. ``book`` holds the story's own agencies and outlets."""
    found: dict[Key, Chain] = {}
    spoken_for = voices(witnesses, cast)
    for witness in witnesses:
        made = _Chains(Links(witness, cast, book)).all()
        given = [chain.speakers for chain in made]
        for index, chain in enumerate(made):
            if voice := named_voice(witness, index, given, spoken_for):
                chain = msgspec.structs.replace(chain, speakers=(*chain.speakers, voice))
            found[witness.report.sha256, index] = _translated(chain, witness.report.translated_from)
    return _agencies_named_elsewhere(witnesses, found)


def _translated(chain: Chain, language: str | None) -> Chain:
    """The chain with the translation that came before the report, where the report is said to be one."""
    if language is None:
        return chain
    hop = Link(name="translation", kind="translation", from_language=language)
    return msgspec.structs.replace(chain, via=(*chain.via, hop))


def _agencies_named_elsewhere(witnesses: Sequence[Witness], found: dict[Key, Chain]) -> dict[Key, Chain]:
    """The chains with "the agency" that a report never names called by the name that another report gives.

    Both must pass on the very same words.
    """
    nameless: list[tuple[Key, str]] = []
    names: dict[str, Link] = {}
    for witness in witnesses:
        for index, told in enumerate(witness.reading.attributions):
            chain = found[witness.report.sha256, index]
            if not chain.via:
                continue
            words = " ".join(" ".join(p.of(witness.report.text) for p in told.content).casefold().split())
            if any(AGENCY_ANAPHOR.match(k.span.text) for k in chain.via if k.kind == "unnamed" and k.span):
                nameless.append(((witness.report.sha256, index), words))
            agency = next((k for k in chain.via if k.kind == "agency"), None)
            if agency is not None and len(words.split()) >= SAME_WORDS:
                names.setdefault(words, agency)
    for key, words in nameless:
        if words in names:
            given = names[words]
            via = tuple(
                msgspec.structs.replace(k, name=given.name, actor=given.actor, kind="agency")
                if k.kind == "unnamed" and k.span and AGENCY_ANAPHOR.match(k.span.text)
                else k
                for k in found[key].via
            )
            found[key] = msgspec.structs.replace(found[key], via=via)
    return found


def house_agency(witness: Witness) -> Link | None:
    """The agency whose copy the whole report is, named in its dateline; it may be the report's own outlet."""
    for credit in witness.reading.credits:
        if credit.because and credit.because[0].rule == "credit-dateline" and credit.kind == "agency":
            return Link(name=credit.name, span=span(witness, credit.span), kind="agency", carried=True)
    return None


class _Chains:
    """One report's chains in the making."""

    def __init__(self, links: Links) -> None:
        self.links, self.witness = links, links.witness
        self.text, self.told = links.text, links.told

    def all(self) -> list[Chain]:
        children: dict[int, list[int]] = {}
        for i, a in enumerate(self.told):
            if a.nested_in is not None:
                children.setdefault(a.nested_in, []).append(i)
        house = house_agency(self.witness)
        found: list[Chain] = []
        for i, a in enumerate(self.told):
            nested = children.get(i, ())
            vehicle = bool(self.links.of[i]) and any(
                self.told[c].source and fills(self.told[c], a) and not names_topic(self.told[c], self.text)
                for c in nested
            )
            vehicle = vehicle or any(self.links.retells(i, c) for c in nested)
            speakers, via = self.links.speakers[i], self._distinct(self._via(i))
            if not vehicle and self.links.of[i]:
                speakers, via = self._speaks_itself(i, via)
            found.append(Chain(speakers=speakers, via=tuple(via), vehicle=vehicle))
        found = _carried(self.witness, found)
        if house is not None and not self.links.is_own(house.name):
            found = [self._through(chain, house) for chain in found]
        return found

    def _speaks_itself(self, index: int, via: list[Link]) -> tuple[tuple[str, ...], list[Link]]:
        """A transmitter with nobody's words to pass on: an agency speaks for itself, nameless media stay a link."""
        named = [link for link in self.links.of[index] if link.actor and link.kind not in ("translation", "unnamed")]
        if named:
            return tuple(link.actor for link in named if link.actor), via
        media = [link for link in self.links.of[index] if link.kind == "state-media"]
        return ((), [*media, *via]) if media else (self.links.speakers[index], via)

    def _through(self, chain: Chain, house: Link) -> Chain:
        names = {link.name.casefold() for link in chain.via}
        own = {self._name(s) for s in chain.speakers}
        if house.name.casefold() in names | own:
            return chain
        return msgspec.structs.replace(chain, via=(*chain.via, house))

    def _name(self, actor: str) -> str:
        return next((a.name.casefold() for a in self.links.cast.actors if a.id == actor), "")

    def _via(self, index: int) -> list[Link]:
        """The links between an attribution's speaker and the report, nearest to the speaker first."""
        a = self.told[index]
        via: list[Link] = []
        if a.hedge and a.source and _HEDGED.search(a.hedge.of(self.text)):
            via.append(Link(name=UNNAMED, span=span(self.witness, a.hedge), kind="unnamed"))
        via += self.links.asked(a)
        at, parent = index, a.nested_in
        while parent is not None:
            above = self.told[parent]
            for link in self.links.of[parent] or self.links.person(parent, at) or self.links.body(parent, index):
                via.append(with_cue(link, self.witness, above))
            via += self.links.asked(above)
            at, parent = parent, above.nested_in
            if at == parent:
                break
        mine = {n for s in self.links.speakers[index] for n in self._names(s)}
        return [link for link in via if link.name.casefold() not in mine]

    def _distinct(self, links: Sequence[Link]) -> list[Link]:
        """Each source once, whatever its forms."""
        seen: dict[str, Link] = {}
        for link in links:
            known = source_named(link.name, self.links.book)
            seen.setdefault((known.name if known else link.name).casefold(), link)
        return list(seen.values())

    def _names(self, actor: str) -> tuple[str, ...]:
        for a in self.links.cast.actors:
            if a.id == actor:
                return tuple(n.casefold() for n in (a.name, *a.names))
        return ()


def _carried(witness: Witness, found: Sequence[Chain]) -> list[Chain]:
    """Chains that go on: an anaphoric source in the next sentences, adding to what came through a link."""
    told, text = witness.reading.attributions, witness.report.text
    order = sorted(range(len(told)), key=lambda i: (told[i].hull.start, -told[i].hull.end))
    chains = list(found)
    last: int | None = None
    for i in order:
        a = told[i]
        mine = chains[i]
        if mine.vehicle:
            continue
        if last is not None and not mine.via and a.source and _continues(witness, told[last], a, chains[last], mine):
            via = tuple(
                msgspec.structs.replace(link, carried=True) for link in chains[last].via if link.kind != "translation"
            )
            chains[i] = mine = msgspec.structs.replace(mine, via=via, carried=True)
        if a.nested_in is None or (mine.via and _passed_on(a, mine, chains[a.nested_in], text)):
            last = i if mine.via or not _ANAPHOR.match(a.source.of(text) if a.source else "") else last
    return chains


def _passed_on(nested: Attribution, mine: Chain, above: Chain, text: str) -> bool:
    """Is a nested attribution what the outer one passes on, rather than an aside in it?"""
    return above.vehicle or names_topic(nested, text) or any(link.kind in ("body", "document") for link in mine.via)


def _continues(witness: Witness, before: Attribution, now: Attribution, above: Chain, mine: Chain) -> bool:
    if not above.via or now.nested_in is not None or now.occasion is not None:
        return False
    text = witness.report.text
    assert now.source is not None
    words = now.source.of(text)
    same = bool(set(above.speakers) & set(mine.speakers))
    gap = sum(1 for s in witness.reading.sentences if before.hull.end <= s.start < now.hull.start)
    near = gap <= CARRY_SENTENCES
    around = text[min(now.source.start, now.hull.start) : max(now.source.end, now.hull.end)]
    cue = now.cue.of(text) if now.cue else ""
    adds = bool(_ADDITIVE.search(cue) or _ADDITIVE.search(around[:120]))
    return near and same and (bool(_ANAPHOR.match(words)) or adds)
