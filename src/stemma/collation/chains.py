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
from stemma.reading.press import generic_media, known_sources, source_at, source_named

COVERED = 0.5  # share of a transmitter's content that a nested attribution must fill to be what was transmitted
CARRY_SENTENCES = 2  # an anaphoric source goes on with the chain of the sentence before, or the one before that

_UNNAMED = re.compile(
    r"\b(?:sources?|reports?|insiders?|people familiar|persons? familiar|on condition of anonymity|reportedly|"
    r"unidentified|unnamed)\b",
    re.I,
)
_DOCUMENT = re.compile(
    r"\b(?:statement|communiqu[eé]|press release|letter|document|filing|post|tweet|memo|transcript|survey|study|poll)\b",
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
_HEDGED = re.compile(r"\breportedly\b|\ballegedly\b", re.I)


class Chain(msgspec.Struct, frozen=True):
    """How one attribution came: its speakers' actors, the links, whether it is only a vehicle of a nested one."""

    speakers: tuple[str, ...] = ()
    via: tuple[Link, ...] = ()
    carried: bool = False
    vehicle: bool = False


def chains(witnesses: Sequence[Witness], cast: Cast) -> Mapping[Key, Chain]:
    """The chain of every attribution of every reading."""
    found: dict[Key, Chain] = {}
    for witness in witnesses:
        for index, chain in enumerate(_of_report(witness, cast)):
            found[witness.report.sha256, index] = chain
    return found


def own_names(witness: Witness) -> frozenset[str]:
    """The canonical names that mean the report's own outlet."""
    report = witness.report
    own = [source_named(report.outlet)] if report.outlet else []
    own += [source_at(report.url)] if report.url else []
    names = {k.name for k in own if k} | ({report.outlet} if report.outlet else set())
    return frozenset(n.casefold() for n in names)


def transmitter(witness: Witness, source: Stretch, cast: Cast) -> Link | None:
    """The link that a source makes when it passes on what another said; None for a person who speaks for himself."""
    text = witness.report.text
    words = source.of(text)
    own = own_names(witness)
    for known in known_sources(text, source.start, source.end):
        if known.name.casefold() in own or known.form.casefold() in own or known.kind == "platform":
            continue
        kinds: dict[str, LinkKind] = {"agency": "agency", "broadcaster": "broadcaster"}
        where = Stretch(known.start, known.end)
        return Link(
            name=known.form,
            actor=_actor_at(witness, where, cast),
            span=span(witness, where),
            kind=kinds.get(known.kind, "outlet"),
        )
    if match := generic_media(words):
        where = Stretch(source.start + match.start(), source.end)
        return Link(name=where.of(text), span=span(witness, where), kind="state-media")
    if match := _TRANSLATION.search(words):
        return Link(
            name=words[: match.end()].strip(), span=span(witness, source), kind="translation", from_language=match[1]
        )
    if _UNNAMED.search(words) and not re.search(r"[A-Z]{2,}", words[1:]):
        return Link(name="unnamed", span=span(witness, source), kind="unnamed")
    return None


def _of_report(witness: Witness, cast: Cast) -> list[Chain]:
    reading = witness.reading
    told = reading.attributions
    speakers = [_speakers(witness, i, cast) for i in range(len(told))]
    children: dict[int, list[int]] = {}
    for i, a in enumerate(told):
        if a.nested_in is not None:
            children.setdefault(a.nested_in, []).append(i)
    links = [transmitter(witness, a.source, cast) if a.source else None for a in told]
    found: list[Chain] = []
    for i, a in enumerate(told):
        via: list[Link] = []
        if a.hedge and _HEDGED.search(a.hedge.of(witness.report.text)) and a.source:
            via.append(Link(name="unnamed", span=span(witness, a.hedge), kind="unnamed"))
        if a.addressee and (link := transmitter(witness, a.addressee, cast)) and link.kind != "unnamed":
            via.append(_with_cue(link, witness, a))
        parent = a.nested_in
        while parent is not None:
            above = told[parent]
            link = links[parent] or _body(witness, parent, speakers, speakers[i])
            if link:
                via.append(_with_cue(link, witness, above))
            if above.addressee and (asked := transmitter(witness, above.addressee, cast)):
                via.append(_with_cue(asked, witness, above))
            parent = above.nested_in
        vehicle = links[i] is not None and any(_fills(told[c], a) and told[c].source for c in children.get(i, ()))
        found.append(Chain(speakers=speakers[i], via=tuple(_distinct(via)), vehicle=vehicle))
    return _carried(witness, found)


def _with_cue(link: Link, witness: Witness, told: Attribution) -> Link:
    return msgspec.structs.replace(link, cue=span(witness, told.cue)) if told.cue else link


def _distinct(links: Sequence[Link]) -> list[Link]:
    seen: dict[str, Link] = {}
    for link in links:
        seen.setdefault(link.name.casefold(), link)
    return list(seen.values())


def _speakers(witness: Witness, index: int, cast: Cast) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for candidate in witness.reading.attributions[index].speakers:
        for actor in cast.of.get((witness.report.sha256, candidate.mention), ()):
            found.setdefault(actor)
    return tuple(found)


def _actor_at(witness: Witness, where: Stretch, cast: Cast) -> str | None:
    for i, m in enumerate(witness.reading.mentions):
        if m.type == "name" and m.span.overlap(where):
            actors = cast.of.get((witness.report.sha256, i), ())
            if actors:
                return actors[0]
    return None


def _body(witness: Witness, parent: int, speakers: Sequence[tuple[str, ...]], mine: tuple[str, ...]) -> Link | None:
    """A body or document that tells what others said: a ministry's statement on a meeting."""
    above = witness.reading.attributions[parent]
    if above.source is None or not mine or set(mine) & set(speakers[parent]):
        return None
    if not _is_body(witness.reading, above.source):
        return None
    name = re.sub(r"^(?:the|a|an)\s+", "", above.source.of(witness.report.text), flags=re.I)
    actor = speakers[parent][0] if speakers[parent] else None
    return Link(name=name, actor=actor, span=span(witness, above.source), kind="body")


def _is_body(reading: Reading, source: Stretch) -> bool:
    for m in reading.mentions:
        if m.span.overlap(source) and m.type in ("name", "nominal") and m.span.end >= source.end - 2:
            return m.kind in ("organisation", "government")
    return False


def _fills(child: Attribution, parent: Attribution) -> bool:
    inside = sum(c.overlap(p) for c in child.content for p in parent.content)
    own = sum(p.end - p.start for p in parent.content)
    return own > 0 and inside >= COVERED * own


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
            via = tuple(msgspec.structs.replace(link, carried=True) for link in chains[last].via)
            chains[i] = mine = msgspec.structs.replace(mine, via=via, carried=True)
        if a.nested_in is None or mine.via:
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
