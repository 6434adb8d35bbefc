"""Chains of sources: through whom each attribution came to the report, read from its words.

A source that only transmits (an agency, an outlet, state media, a ministry's post about what others said, an unnamed
source) is a link; whoever put the words forward is the speaker. Links stand nearest to the speaker first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from stemma.collation.common import Cast, Key, span
from stemma.model import Attribution, Link, LinkKind, Reading, Stretch, Witness
from stemma.reading.press import Known, PressBook, generic_media, known_sources, source_at, source_named

COVERED = 0.5  # share of a transmitter's content that a nested attribution must fill to be what was transmitted
RETOLD = 0.75  # the same of what a person retells: "Veit said her captain had warned that ..."
SAME_WORDS = 5  # words that two reports must pass on alike for one's agency to be the other's
NAME_FOLLOWS = 40  # characters after "the official news agency" in which its name may come
CARRY_SENTENCES = 2  # an anaphoric source goes on with the chain of the sentence before, or the one before that

_UNNAMED = re.compile(
    r"\b(?:sources?|reports?|insiders?|people familiar|persons? familiar|on condition of anonymity|reportedly|"
    r"unidentified|unnamed)\b",
    re.I,
)
_TRANSLATION = re.compile(r"\b(?:(\w+)-language\s+)?translation\b", re.I)
_ADDITIVE = re.compile(
    r"\b(?:add(?:s|ed|ing)?|also|continued|went on|further|reiterat\w+|too|stress\w+|explained)\b", re.I
)
_ANAPHOR = re.compile(
    r"^(?:he|she|they|it|both|the two|the (?:sides?|parties|ministers?|leaders?|presidents?|officials?|doctor|"
    r"spokes\w+|official|governor|agency|ministry|minister|president|company|union|group|army|statement)\b)",
    re.I,
)
_AGENCY_ANAPHOR = re.compile(
    r"^(?:the|its|that|this|same)\s+"
    r"(?:(?:news|state|official|national|wire|same|state-run|\w+ian|\w+ese|\w+ish|\w+i)\s+)*"
    r"(?:agency|news agency|newspaper|paper|daily|broadcaster|channel|outlet|wire|wire service|website|report)$",
    re.I,
)
_KINDS: dict[str, LinkKind] = {"agency": "agency", "broadcaster": "broadcaster"}
# Words before an agency or outlet that say through whom a speaker's words came, outside of what was said.
_THROUGH = re.compile(
    r"\b(?:quoted|cited|carried|reported|published|released|broadcast|aired|distributed|run|obtained|relayed)"
    r"(?: \w+)? (?:by|on|in)|\binterview(?:s|ed)? (?:with|by|to|for|on)|"
    r"\b(?:remarks?|comments?|statements?|message|letter|note|email|e-mail) (?:to|on|for)|\b(?:speaking|spoke|talking) "
    r"(?:to|with|on)",
    re.I,
)
_LEADS_TO = re.compile(r"\s+(?:the\s+)?(?:[\w’'-]+\s+){0,4}?$")
_WITNESSES = re.compile(
    r"\b(?:reporters?|correspondents?|journalists?|photographers?|witness(?:es)?|eyewitness(?:es)?|stringers?)\b", re.I
)
UNNAMED = "unnamed"
_TALKING = frozenset("discuss address debate review explore tackle negotiate raise broach cover".split())
_WEIGHT = re.compile(r"(?:the |a |an )?(?:\w+ )?(?:importance|need|necessity|urgency|significance)\b", re.I)
_PASSING = ("quote", "cite")  # cues by which a source passes on another's words
_NO_RELAY = ("denied", "thought", "accused")  # who denies or believes what others said does not pass it on
_RETELLING = frozenset(("said", "claimed", "denied", "asked", "warned", "admitted", "reported", "promised"))
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
    for witness in witnesses:
        for index, chain in enumerate(_Chains(witness, cast, book).all()):
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
            if any(_AGENCY_ANAPHOR.match(k.span.text) for k in chain.via if k.kind == "unnamed" and k.span):
                nameless.append(((witness.report.sha256, index), words))
            agency = next((k for k in chain.via if k.kind == "agency"), None)
            if agency is not None and len(words.split()) >= SAME_WORDS:
                names.setdefault(words, agency)
    for key, words in nameless:
        if words in names:
            given = names[words]
            via = tuple(
                msgspec.structs.replace(k, name=given.name, actor=given.actor, kind="agency")
                if k.kind == "unnamed" and k.span and _AGENCY_ANAPHOR.match(k.span.text)
                else k
                for k in found[key].via
            )
            found[key] = msgspec.structs.replace(found[key], via=via)
    return found


def names_topic(told: Attribution, text: str) -> bool:
    """Do the words only name what was talked of: "discussed trade", but not "discussed the need for trade"?"""
    topic = told.cue_lemma in _TALKING and (told.frame == "object" or told.frame.startswith("prep-"))
    return topic and not _WEIGHT.match(told.content[0].of(text))


def own_names(witness: Witness) -> frozenset[str]:
    """The names, case folded, that mean the report's own outlet."""
    report = witness.report
    own = [source_named(report.outlet)] if report.outlet else []
    own += [source_at(report.url)] if report.url else []
    names = {k.name for k in own if k}
    if report.outlet:
        names |= {report.outlet, re.sub(r"^The ", "", report.outlet)}
    return frozenset(n.casefold() for n in names)


def house_agency(witness: Witness, book: PressBook) -> Link | None:
    """The agency whose copy the whole report is: named in its dateline or in a credit line at its end."""
    own = own_names(witness)
    for credit in witness.reading.credits:
        if credit.because and credit.because[0].rule == "credit-dateline" and credit.kind == "agency":
            known = source_named(credit.name, book)
            if not {credit.name.casefold(), known.name.casefold() if known else ""} & own:
                return Link(name=credit.name, span=span(witness, credit.span), kind="agency", carried=True)
    return None


class _Chains:
    """One report's chains in the making: the report, its actors, and whom each source stands for."""

    def __init__(self, witness: Witness, cast: Cast, book: PressBook) -> None:
        self.witness, self.cast, self.book = witness, cast, book
        self.text = witness.report.text
        self.told = witness.reading.attributions
        self.own = own_names(witness)
        self.speakers = [self._speakers(i) for i in range(len(self.told))]
        self.links: list[list[Link]] = []
        for index in range(len(self.told)):
            self.links.append(self._links(index))

    def all(self) -> list[Chain]:
        children: dict[int, list[int]] = {}
        for i, a in enumerate(self.told):
            if a.nested_in is not None:
                children.setdefault(a.nested_in, []).append(i)
        house = house_agency(self.witness, self.book)
        found: list[Chain] = []
        for i, a in enumerate(self.told):
            nested = children.get(i, ())
            vehicle = bool(self.links[i]) and any(
                self.told[c].source and _fills(self.told[c], a) and not names_topic(self.told[c], self.text)
                for c in nested
            )
            vehicle = vehicle or any(self._retells(i, c) for c in nested)
            speakers, via = self.speakers[i], self._distinct(self._via(i))
            if not vehicle and self.links[i]:
                speakers, via = self._speaks_itself(i, via)
            found.append(Chain(speakers=speakers, via=tuple(via), vehicle=vehicle))
        found = _carried(self.witness, found)
        if house is not None:
            found = [self._through(chain, house) for chain in found]
        return found

    def _speaks_itself(self, index: int, via: list[Link]) -> tuple[tuple[str, ...], list[Link]]:
        """A transmitter with nobody's words to pass on: an agency speaks for itself, nameless media stay a link."""
        named = [link for link in self.links[index] if link.actor and link.kind not in ("translation", "unnamed")]
        if named:
            return tuple(link.actor for link in named if link.actor), via
        media = [link for link in self.links[index] if link.kind == "state-media"]
        return ((), [*media, *via]) if media else (self.speakers[index], via)

    def _through(self, chain: Chain, house: Link) -> Chain:
        names = {link.name.casefold() for link in chain.via}
        own = {self.cast_name(s) for s in chain.speakers}
        if house.name.casefold() in names | own:
            return chain
        return msgspec.structs.replace(chain, via=(*chain.via, house))

    def cast_name(self, actor: str) -> str:
        return next((a.name.casefold() for a in self.cast.actors if a.id == actor), "")

    def _via(self, index: int) -> list[Link]:
        """The links between an attribution's speaker and the report, nearest to the speaker first."""
        a = self.told[index]
        via: list[Link] = []
        if a.hedge and a.source and _HEDGED.search(a.hedge.of(self.text)):
            via.append(Link(name=UNNAMED, span=span(self.witness, a.hedge), kind="unnamed"))
        via += self._asked(a)
        at, parent = index, a.nested_in
        while parent is not None:
            above = self.told[parent]
            for link in self.links[parent] or self._person(parent, at) or self._body(parent, index):
                via.append(_with_cue(link, self.witness, above))
            via += self._asked(above)
            at, parent = parent, above.nested_in
            if at == parent:
                break
        mine = {n for s in self.speakers[index] for n in self._names(s)}
        return [link for link in via if link.name.casefold() not in mine]

    def _distinct(self, links: Sequence[Link]) -> list[Link]:
        """Each source once, whatever its forms."""
        seen: dict[str, Link] = {}
        for link in links:
            known = source_named(link.name, self.book)
            seen.setdefault((known.name if known else link.name).casefold(), link)
        return list(seen.values())

    def _names(self, actor: str) -> tuple[str, ...]:
        for a in self.cast.actors:
            if a.id == actor:
                return tuple(n.casefold() for n in (a.name, *a.names))
        return ()

    def _asked(self, told: Attribution) -> list[Link]:
        """The agency or outlet that the speaker spoke to, or that the words say carried his words."""
        found = self._known(told.addressee) if told.addressee else []
        found += self._reporters_house(told)
        sentence = self._sentence(told)
        if not found and sentence is not None and _THROUGH.search(self.text, sentence.start, sentence.end):
            around = [sentence] if told.nested_in is None else self.told[told.nested_in].content
            for outside in (s for a in around for s in _without(a, told.content)):
                found += [
                    link
                    for link in self._known(outside, beyond=0)
                    if link.span and _leads_to(self.text, outside.start, link.span.start)
                ]
        return [_with_cue(link, self.witness, told) for link in found]

    def _reporters_house(self, told: Attribution) -> list[Link]:
        """The agency or outlet whose reporter saw or said it: "a KPA witness"."""
        if told.source is None or told.source_head is None or not _WITNESSES.search(told.source_head.of(self.text)):
            return []
        return self._known(Stretch(told.source.start, told.source_head.start), beyond=0)

    def _sentence(self, told: Attribution) -> Stretch | None:
        at = told.cue or told.source
        if at is None:
            return None
        return next((s for s in self.witness.reading.sentences if s.start <= at.start < s.end), None)

    def _retells(self, parent: int, child: int) -> bool:
        """Does a person say no more than what another one said, so that the words are that other's?"""
        above, below = self.told[parent], self.told[child]
        return (
            above.frame in ("clause", "quote")
            and below.frame in ("clause", "quote")
            and above.cue_class == "said"
            and below.cue_class in _RETELLING
            and below.source is not None
            and not below.negated
            and bool(self.speakers[parent])
            and bool(self.speakers[child])
            and not set(self.speakers[parent]) & set(self.speakers[child])
            and _fills(below, above, RETOLD)
        )

    def _person(self, parent: int, child: int) -> list[Link]:
        """Who retells another's words."""
        if not self._retells(parent, child):
            return []
        source, actor = self.told[parent].source, self.speakers[parent][0]
        assert source is not None
        name = next((a.name for a in self.cast.actors if a.id == actor and a.names), source.of(self.text))
        return [Link(name=name, actor=actor, span=span(self.witness, source), kind="person")]

    def _links(self, index: int) -> list[Link]:
        """The links that a source makes when it passes on what another said; none for who speaks for himself."""
        source = self.told[index].source
        if source is None:
            return []
        words = source.of(self.text)
        links = []
        if match := _TRANSLATION.search(words):
            links.append(
                Link(
                    name=re.sub(r"^(?:a|an|the)\s+", "", words[: match.end()].strip(), flags=re.I),
                    span=span(self.witness, source),
                    kind="translation",
                    from_language=match[1],
                )
            )
        if self._reporters_house(self.told[index]):
            return links
        links += self._known(source)
        if links:
            return links
        if self.told[index].cue_lemma in _PASSING and self.told[index].frame in ("complement", "quote"):
            return [self._bodys_link(source, self.speakers[index])]
        if (match := generic_media(words)) and not self.told[index].joint:
            where = Stretch(source.start + match.start(), source.end)
            return [Link(name=where.of(self.text), span=span(self.witness, where), kind="state-media")]
        if words.casefold() == "it":
            named = self._agency_meant(index)
            return [named] if named else self._goes_on(index)
        if _AGENCY_ANAPHOR.match(words):
            # Without a name: an agency that the report never names, for its name was cut with the credit.
            return [self._agency_meant(index) or Link(name=UNNAMED, span=span(self.witness, source), kind="unnamed")]
        if _UNNAMED.search(words) and not re.search(r"[A-Z]{2,}", words[1:]):
            return [Link(name=UNNAMED, span=span(self.witness, source), kind="unnamed")]
        return []

    def _goes_on(self, index: int) -> list[Link]:
        """The transmitter that "it added" stands for, behind words that are another speaker's: the last one's link."""
        told = self.told[index]
        if told.nested_in is not None or not any(a.nested_in == index and a.source for a in self.told):
            return []
        before = next((j for j in range(index - 1, -1, -1) if self.told[j].nested_in is None), None)
        if before is None or told.source is None or self._gap(before, index) > CARRY_SENTENCES:
            return []
        return [msgspec.structs.replace(k, span=span(self.witness, told.source)) for k in self.links[before]]

    def _gap(self, before: int, now: int) -> int:
        """How many sentences begin between two attributions."""
        first, last = self.told[before].hull.end, self.told[now].hull.start
        return sum(1 for s in self.witness.reading.sentences if first <= s.start < last)

    def _known(self, where: Stretch, beyond: int = NAME_FOLLOWS) -> list[Link]:
        """The agencies, stations and papers named in a stretch, the report's own outlet and platforms left out."""
        found = []
        for known in known_sources(self.text, where.start, min(len(self.text), where.end + beyond), self.book):
            if known.kind == "platform" or known.name.casefold() in self.own or known.form.casefold() in self.own:
                continue
            if known.start >= where.end and self.text[where.end : known.start].strip(" ,"):
                continue
            place = Stretch(known.start, known.end)
            kind = _KINDS.get(known.kind, "outlet")
            actor = self._actor_at(place)
            name = self.book.shown(known)
            found.append(Link(name=name, actor=actor, span=span(self.witness, place), kind=kind))
        return found

    def _agency_meant(self, index: int) -> Link | None:
        """Which agency "the agency" or "it" stands for: the actor that coreference gives, else the last one named."""
        source = self.told[index].source
        assert source is not None
        for actor in self.speakers[index]:
            for a in self.cast.actors:
                if a.id == actor and (known := self._source(a.names or (a.name,))):
                    kind = _KINDS.get(known.kind, "outlet")
                    name = self.book.shown(known)
                    return Link(name=name, actor=a.id, span=span(self.witness, source), kind=kind)
        if source.of(self.text).casefold() == "it":
            return None
        before = [k for k in known_sources(self.text, 0, source.start, self.book) if k.kind == "agency"]
        if not before or before[-1].name.casefold() in self.own:
            return None
        last = before[-1]
        return Link(name=self.book.shown(last), span=span(self.witness, source), kind="agency")

    def _source(self, names: Sequence[str]) -> Known | None:
        return next((k for n in names if (k := source_named(n, self.book)) and k.name.casefold() not in self.own), None)

    def _speakers(self, index: int) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for candidate in self.told[index].speakers:
            for actor in self.cast.of.get((self.witness.report.sha256, candidate.mention), ()):
                found.setdefault(actor)
        return tuple(found)

    def _actor_at(self, where: Stretch) -> str | None:
        for i, m in enumerate(self.witness.reading.mentions):
            if m.type == "name" and m.span.overlap(where):
                actors = self.cast.of.get((self.witness.report.sha256, i), ())
                if actors:
                    return actors[0]
        return None

    def _body(self, parent: int, child: int) -> list[Link]:
        """A body or document that tells what others said: a ministry's statement on a meeting."""
        above, mine = self.told[parent], self.speakers[child]
        if above.cue_class in _NO_RELAY or above.source is None or not mine or set(mine) & set(self.speakers[parent]):
            return []
        if not _is_body(self.witness.reading, above.source):
            return []
        return [self._bodys_link(above.source, self.speakers[parent])]

    def _bodys_link(self, source: Stretch, actors: Sequence[str]) -> Link:
        name = re.sub(r"^(?:the|a|an)\s+", "", source.of(self.text), flags=re.I)
        return Link(name=name, actor=actors[0] if actors else None, span=span(self.witness, source), kind="body")


def _with_cue(link: Link, witness: Witness, told: Attribution) -> Link:
    return msgspec.structs.replace(link, cue=span(witness, told.cue)) if told.cue else link


def _is_body(reading: Reading, source: Stretch) -> bool:
    for m in reading.mentions:
        if m.span.overlap(source) and m.type in ("name", "nominal") and m.span.end >= source.end - 2:
            return m.kind in ("organisation", "government")
    return False


def _without(whole: Stretch, content: Sequence[Stretch]) -> list[Stretch]:
    """What of a stretch lies outside of a content."""
    out, at = [], whole.start
    for piece in content:
        if piece.overlap(whole):
            out.append(Stretch(at, max(at, piece.start)))
            at = max(at, piece.end)
    out.append(Stretch(at, max(at, whole.end)))
    return [s for s in out if s.end > s.start]


def _leads_to(text: str, start: int, name: int) -> bool:
    """Do the words before a name say that it carried what was said?"""
    last = max((m.end() for m in _THROUGH.finditer(text, start, name)), default=None)
    return last is not None and _LEADS_TO.fullmatch(text, last, name) is not None


def _fills(child: Attribution, parent: Attribution, least: float = COVERED) -> bool:
    """Does the nested attribution, its cue clause with it, take up most of what the transmitter passes on?"""
    parts = [*child.content, *(p for p in (child.source, child.cue, child.occasion, child.addressee) if p)]
    hull = Stretch(min(p.start for p in parts), max(p.end for p in parts))
    inside = sum(hull.overlap(p) for p in parent.content)
    own = sum(p.end - p.start for p in parent.content)
    return own > 0 and inside >= least * own


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
        if a.nested_in is None or (mine.via and a.cue_class != "thought" and a.frame not in ("adjective", "inf")):
            last = i if mine.via or not _ANAPHOR.match(a.source.of(text) if a.source else "") else last
    return chains


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
