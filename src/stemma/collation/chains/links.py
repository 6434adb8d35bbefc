"""The links that the words of one report show between who spoke and the report: agencies, papers, bodies, retellers."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from stemma.collation.common import Cast, plain_name, sentence_at, span
from stemma.collation.report_sources import outlet_names
from stemma.model import Attribution, Link, Reading, Stretch, Witness
from stemma.reading.coreference.documents import is_document
from stemma.reading.credits import KINDS
from stemma.reading.press import Known, PressBook, generic_media, known_sources, source_named

COVERED = 0.5  # share of a transmitter's content that a nested attribution must fill to be what was transmitted
RETOLD = 0.75  # the same of what a person retells: "Veit said her captain had warned that ..."
NAME_FOLLOWS = 40  # characters after "the official news agency" in which its name may come
CARRY_SENTENCES = 2  # an anaphoric source goes on with the chain of the sentence before, or the one before that
UNNAMED = "unnamed"

_UNNAMED = re.compile(
    r"\b(?:sources?|reports?|insiders?|people familiar|persons? familiar|on condition of anonymity|reportedly|"
    r"unidentified|unnamed)\b",
    re.I,
)
_TRANSLATION = re.compile(r"\b(?:(\w+)-language\s+)?translation\b", re.I)
AGENCY_ANAPHOR = re.compile(
    r"^(?:the|its|that|this|same)\s+"
    r"(?:(?:news|state|official|national|wire|same|state-run|\w+ian|\w+ese|\w+ish|\w+i)\s+)*"
    r"(?:agency|news agency|newspaper|paper|daily|broadcaster|channel|outlet|wire|wire service|website|report)$",
    re.I,
)
# Words before an agency or outlet that say through whom a speaker's words came, outside of what was said.
_THROUGH = re.compile(
    r"\b(?:quoted|cited|carried|reported|published|released|broadcast|aired|distributed|run|obtained|relayed)"
    r"(?: \w+)? (?:by|on|in)|\binterview(?:s|ed)? (?:with|by|to|for|on)|"
    r"\b(?:remarks?|comments?|statements?|message|letter|note|email|e-mail) (?:to|on|for)|\b(?:speaking|spoke|talking) "
    r"(?:to|with|on)|\bon (?:the )?(?:[A-Z]|air\b|state\b)",
    re.I,
)
_ON_AIR = re.compile(r"\bon (?:the air of )?(?:the |state )?$")
_LEADS_TO = re.compile(r"\s+(?:the\s+)?(?:[\w’'-]+\s+){0,4}?$")
# The name in an address, without what stands before and behind it: https://www.ansel-gazette.example/news
_HOST = re.compile(r"(?:\w+://)?(?:(?:www|en|english|news)\.)*([\w-]+)\.", re.I)
_WITNESSES = re.compile(
    r"\b(?:reporters?|correspondents?|journalists?|photographers?|witness(?:es)?|eyewitness(?:es)?|stringers?)\b", re.I
)
_TALKING = frozenset("discuss address debate review explore tackle negotiate raise broach cover".split())
_WEIGHT = re.compile(r"(?:the |a |an )?(?:\w+ )?(?:importance|need|necessity|urgency|significance)\b", re.I)
_PASSING = ("quote", "cite")  # cues by which a source passes on another's words
_RELAYING = ("said", "reported", "claimed")  # who denies, orders or believes what others said does not pass it on
_REPORTING = ("report", "disclose", "reveal")  # of that class; a fact that "shows" something tells nothing
_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|you|who|that|which|both)$", re.I)
_RETELLING = frozenset(("said", "claimed", "denied", "asked", "warned", "admitted", "reported", "promised"))


def _short_names(witness: Witness) -> frozenset[str]:
    """What a report's outlet is called in its own pages: its initials, its last word ("the Gazette"), its address."""
    outlet, url = witness.report.outlet, witness.report.url
    words = plain_name(outlet).split() if outlet else []
    names = {words[-1], "".join(w[0] for w in words)} if len(words) > 1 else set()
    if url and (host := _HOST.match(url)):
        names.add(plain_name(host[1]))
    return frozenset(names)


def names_topic(told: Attribution, text: str) -> bool:
    """Do the words only name what was talked of: "discussed trade", but not "discussed the need for trade"?"""
    topic = told.cue_lemma in _TALKING and (told.frame == "object" or told.frame.startswith("prep-"))
    return topic and not _WEIGHT.match(told.content[0].of(text))


class Links:
    """One report's sources as links: the report, its actors, and whom each source stands for."""

    def __init__(self, witness: Witness, cast: Cast, book: PressBook) -> None:
        self.witness, self.cast, self.book = witness, cast, book
        self.text = witness.report.text
        self.told = witness.reading.attributions
        self.own = outlet_names(witness) | _short_names(witness)
        self.speakers = [self._speakers(i) for i in range(len(self.told))]
        self.of: list[list[Link]] = []
        for index in range(len(self.told)):
            self.of.append(self._links(index))

    def asked(self, told: Attribution) -> list[Link]:
        """The agency or outlet that the speaker spoke to, or that the words say carried his words."""
        found = self._known(told.addressee) if told.addressee else []
        found += self._reporters_house(told)
        sentence = self._sentence(told)
        if not found and sentence is not None and _THROUGH.search(self.text, sentence.start, sentence.end):
            around: Sequence[Stretch] = [sentence]
            if told.frame == "cited" and told.source is not None:
                around = [Stretch(told.source.start, sentence.end)]
            elif told.nested_in is not None:
                around = self.told[told.nested_in].content
            for outside in (s for a in around for s in _without(a, told.content)):
                found += [k for k in self._known(outside, beyond=0) if self._carries(k, outside.start)]
        return [with_cue(link, self.witness, told) for link in found]

    def _carries(self, link: Link, since: int) -> bool:
        """Do the words before a name say that it carried what was said: "in an interview with", "on" a station?"""
        if link.span is None:
            return False
        if link.kind == "broadcaster" and _ON_AIR.search(self.text, since, link.span.start):
            return True
        return _leads_to(self.text, since, link.span.start)

    def _reporters_house(self, told: Attribution) -> list[Link]:
        """The agency or outlet whose reporter saw or said it: "a KPA witness", "Radio Orrin's Pat Loeb"."""
        if told.source is None or told.source_head is None:
            return []
        house = self._known(Stretch(told.source.start, told.source_head.start), beyond=0)
        if _WITNESSES.search(told.source_head.of(self.text)):
            return house
        named = next((self.witness.reading.mentions[c.mention] for c in told.speakers), None)
        if named is None or named.type != "name" or named.kind != "person":
            return []
        return [k for k in house if k.span and re.match(r"[’']s\b", self.text[k.span.end : k.span.end + 2])]

    def retells(self, parent: int, child: int) -> bool:
        """Does a person say no more than what another one said, so that the words are that other's?"""
        above, below = self.told[parent], self.told[child]
        return (
            above.frame in ("clause", "quote")
            and below.frame in ("clause", "quote")
            and above.cue_class == "said"
            and below.cue_class in _RETELLING
            and (below.cue_class != "reported" or below.cue_lemma in _REPORTING)
            and below.source is not None
            and below.cue is not None
            and not below.cue.of(self.text).endswith("ing")
            and not self.text.endswith(" to ", 0, below.cue.start)
            and not below.negated
            and bool(self.speakers[parent])
            and (bool(self.speakers[child]) or _PRONOUN.match(below.source.of(self.text)) is None)
            and not set(self.speakers[parent]) & set(self.speakers[child])
            and fills(below, above, RETOLD)
        )

    def person(self, parent: int, child: int) -> list[Link]:
        """Who retells another's words."""
        if not self.retells(parent, child):
            return []
        source, actor = self.told[parent].source, self.speakers[parent][0]
        assert source is not None
        name = next((a.name for a in self.cast.actors if a.id == actor and a.names), None)
        if name is None and _UNNAMED.search(source.of(self.text)):
            return [Link(name=UNNAMED, actor=actor, span=span(self.witness, source), kind="unnamed")]
        name = name or source.of(self.text)
        return [Link(name=name, actor=actor, span=span(self.witness, source), kind="person")]

    def body(self, parent: int, child: int) -> list[Link]:
        """A body or document that tells what others said: a ministry's statement on a meeting."""
        above, mine = self.told[parent], self.speakers[child]
        below = self.told[child]
        if above.cue_class not in _RELAYING or above.source is None or below.refusal:
            return []
        if below.cue is not None and below.cue.of(self.text).casefold() == below.cue_lemma:
            return []  # "they should denounce it": what is wished is not told
        if not mine or set(mine) & set(self.speakers[parent]):
            return []
        if not _is_body(self.witness.reading, above.source, above.source_head or above.source):
            return []
        return [self._bodys_link(above.source, self.speakers[parent])]

    def _bodys_link(self, source: Stretch, actors: Sequence[str]) -> Link:
        name = re.sub(r"^(?:the|a|an)\s+", "", source.of(self.text), flags=re.I)
        return Link(name=name, actor=actors[0] if actors else None, span=span(self.witness, source), kind="body")

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
        links += [k for k in self._known(source) if not self._carries(k, source.start)]
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
        if AGENCY_ANAPHOR.match(words):
            # Without a name: an agency that the report never names, for its name was cut with the credit.
            return [self._agency_meant(index) or Link(name=UNNAMED, span=span(self.witness, source), kind="unnamed")]
        if paper := self._paper(index):
            return [paper]
        if _UNNAMED.search(words) and not re.search(r"[A-Z]{2,}", words[1:]) and not _named_report(words):
            return [Link(name=UNNAMED, span=span(self.witness, source), kind="unnamed")]
        return []

    def _paper(self, index: int) -> Link | None:
        """The paper that tells what somebody told: "he told detectives ..., according to an affidavit"."""
        told = self.told[index]
        if told.frame != "according-to" or told.source is None or told.source_head is None:
            return None
        if not is_document(told.source_head.of(self.text).lower()):
            return None
        inner = (i for i, a in enumerate(self.told) if a.nested_in == index and a.frame in ("clause", "quote"))
        if not any(self.speakers[i] for i in inner):
            return None
        words = Stretch(told.source.start, told.source_head.end).of(self.text)
        name = re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.I)
        return Link(name=name, span=span(self.witness, told.source), kind="document")

    def _goes_on(self, index: int) -> list[Link]:
        """The transmitter that "it added" stands for, behind words that are another speaker's: the last one's link."""
        told = self.told[index]
        if told.nested_in is not None or not any(a.nested_in == index and a.source for a in self.told):
            return []
        before = next((j for j in range(index - 1, -1, -1) if self.told[j].nested_in is None), None)
        if before is None or told.source is None or self._gap(before, index) > CARRY_SENTENCES:
            return []
        return [msgspec.structs.replace(k, span=span(self.witness, told.source)) for k in self.of[before]]

    def _gap(self, before: int, now: int) -> int:
        """How many sentences begin between two attributions."""
        first, last = self.told[before].hull.end, self.told[now].hull.start
        return sum(1 for s in self.witness.reading.sentences if first <= s.start < last)

    def _known(self, where: Stretch, beyond: int = NAME_FOLLOWS) -> list[Link]:
        """The agencies, stations and papers named in a stretch, the report's own outlet and platforms left out."""
        found = []
        for known in known_sources(self.text, where.start, min(len(self.text), where.end + beyond), self.book):
            if known.kind == "platform" or self.is_own(known.name, known.form):
                continue
            if known.start >= where.end and self.text[where.end : known.start].strip(" ,"):
                continue
            if known.ambiguous and not known.form.isupper() and _is_part(self.text, known):
                continue
            place = Stretch(known.start, known.end)
            kind = KINDS.get(known.kind, "outlet")
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
                    kind = KINDS.get(known.kind, "outlet")
                    name = self.book.shown(known)
                    return Link(name=name, actor=a.id, span=span(self.witness, source), kind=kind)
        if source.of(self.text).casefold() == "it":
            return None
        before = [k for k in known_sources(self.text, 0, source.start, self.book) if k.kind == "agency"]
        if not before or self.is_own(before[-1].name, before[-1].form):
            return None
        last = before[-1]
        return Link(name=self.book.shown(last), span=span(self.witness, source), kind="agency")

    def _source(self, names: Sequence[str]) -> Known | None:
        return next((k for n in names if (k := source_named(n, self.book)) and not self.is_own(k.name)), None)

    def _sentence(self, told: Attribution) -> Stretch | None:
        at = told.cue or told.source
        if at is None:
            return None
        return sentence_at(self.witness, at.start)

    def _speakers(self, index: int) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for candidate in self.told[index].speakers:
            for actor in self.cast.of.get((self.witness.report.sha256, candidate.mention), ()):
                found.setdefault(actor)
        source, head = self.told[index].source, self.told[index].source_head
        if source is not None and head is not None and _THROUGH.search(self.text, head.end, source.end):
            # "a statement published by KPA" is a statement, whoever's, and not KPA.
            carriers = [k for k in self._known(Stretch(head.end, source.end), beyond=0) if self._carries(k, head.start)]
            return tuple(a for a in found if a not in {k.actor for k in carriers})
        return tuple(found)

    def is_own(self, *names: str) -> bool:
        """Does a name mean the report's own outlet?"""
        known = [k.name for n in names if (k := source_named(n, self.book))]
        return any(plain_name(n) in self.own for n in (*names, *known))

    def _actor_at(self, where: Stretch) -> str | None:
        for i, m in enumerate(self.witness.reading.mentions):
            if m.type == "name" and m.span.overlap(where):
                actors = self.cast.of.get((self.witness.report.sha256, i), ())
                if actors:
                    return actors[0]
        return None


def with_cue(link: Link, witness: Witness, told: Attribution) -> Link:
    return msgspec.structs.replace(link, cue=span(witness, told.cue)) if told.cue else link


def _is_body(reading: Reading, source: Stretch, head: Stretch) -> bool:
    """Is the source a body, or a paper of one ("a statement from the ministry")?"""
    named = [m for m in reading.mentions if m.type in ("name", "nominal") and m.span.overlap(source)]
    meant = next((m for m in named if (m.head or m.span).overlap(head)), None)
    meant = meant or next((m for m in named if m.span.end >= source.end - 2), None)
    return meant is not None and meant.kind in ("organisation", "government")


def _named_report(words: str) -> bool:
    """Is it one report of somebody's, "the White House report", rather than reports at large?"""
    return re.search(r"\breport$", words, re.I) is not None and re.search(r"\b[A-Z]", words[1:]) is not None


def _is_part(text: str, known: Known) -> bool:
    """Is a name part of a longer one: "the Ministry of Foreign Affairs", "the Foreign Affairs Committee"?"""
    before, after = text[max(0, known.start - 24) : known.start], text[known.end : known.end + 3]
    return bool(re.search(r"(?:\b[A-Z]\w+ (?:of |for |and )?|\b(?:of|for) )$", before) or re.match(r" [A-Z]", after))


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


def fills(child: Attribution, parent: Attribution, least: float = COVERED) -> bool:
    """Does the nested attribution, its cue clause with it, take up most of what the transmitter passes on?"""
    parts = [*child.content, *(p for p in (child.source, child.cue, child.occasion, child.addressee) if p)]
    hull = Stretch(min(p.start for p in parts), max(p.end for p in parts))
    inside = sum(hull.overlap(p) for p in parent.content)
    own = sum(p.end - p.start for p in parent.content)
    return own > 0 and inside >= least * own
