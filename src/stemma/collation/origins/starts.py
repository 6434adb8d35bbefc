"""Where one telling of a statement starts: its nearest named link, a public occasion, the speaking body, the report."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from stemma.collation.origins.bounds import is_land, is_named
from stemma.collation.origins.ground import Grounds, is_spoken_to, unsourced_start
from stemma.collation.statements.tellings import Telling
from stemma.lexicon import table
from stemma.model import Actor, ActorMention, Link, Origin, OriginKind, Reason, Span, Variant
from stemma.reading.press import generic_media, known_sources, source_named

_KINDS: Mapping[str, OriginKind] = {
    "agency": "agency",
    "broadcaster": "outlet",
    "outlet": "outlet",
    "platform": "platform",
    "body": "document",
    "document": "document",
    "state-media": "agency",
    "person": "speaker",
}
_BUSINESS = frozenset("airline airlines airways bancorp bank company corp corporation group holdings motors".split())
_PRESS = frozenset(
    "broadcasting gazette guardian herald journal news newspaper radio telegraph times tribune tv".split()
)
_JOURNALISTS = frozenset("journalist reporter photographer photojournalist blogger cameraman videographer".split())
_PRONOUNS = frozenset(("he", "she", "they", "it", "who", "both", "we", "i"))

Public = Mapping[tuple[str, int, int], bool]
"""By report id, start and end of a telling: was it put forward at a public occasion?"""


def public_places(found: Sequence[Telling], ground: Grounds) -> Public:
    """Which tellings were put forward at a public occasion."""
    return {(ground.witnesses[t.witness].report.id, t.start, t.end): t.public for t in found}


def start_of(variant: Variant, public: Public, speakers: Sequence[str], ground: Grounds) -> Origin:
    """Where one telling starts: its nearest named link, the public occasion, the speaking body, the report itself."""
    report = variant.report
    voices = [ground.actors[s] for s in speakers if s in ground.actors]
    if voices and _published(voices[0], variant, ground):
        words = f"{report} has the words from what {voices[0].name} published"
        return Origin(name=voices[0].name, kind="document", because=(Reason(rule="own-text", words=words),))
    for link in variant.via:
        origin = _of_link(link, report)
        if origin:
            return origin
    for named in voices:
        known = source_named(named.name, ground.book)
        if known and known.kind != "platform" and _speaks(named, variant, ground):
            words = f"{named.name} itself is quoted as the source"
            why = (Reason(rule="speaker-is-agency", words=words),)
            return Origin(name=ground.book.shown(known), kind=_KINDS.get(known.kind, "agency"), because=why)
    if report in ground.pages:
        return ground.pages[report]
    if is_spoken_to(report, ground, variant.start, variant.end):
        return unsourced_start(report, ground, variant.start, variant.end)
    if public.get((report, variant.start, variant.end)):
        words = f"{report} places the words at a public occasion"
        return Origin(name="on record", kind="on-record", because=(Reason(rule="public-occasion", words=words),))
    if report in ground.house:
        return ground.house[report]
    heard = [a for a in voices if _speaks(a, variant, ground)]
    by_name = any(m.type == "name" and m.report == report for a in heard[:1] for m in a.mentions)
    if len(heard) == 1 and _is_body(heard[0]) and by_name and not variant.via and variant.form != "direct":
        name = heard[0].name
        if name.casefold().split()[-1] in _PRESS:
            words = f"{name} itself is quoted as the source"
            return Origin(name=name, kind="outlet", because=(Reason(rule="speaker-is-agency", words=words),))
        words = f"{name} put it out under its own name"
        return Origin(name=name, kind="document", because=(Reason(rule="body-speaks", words=words),))
    if len(heard) == 1 and report not in ground.own and _reports_himself(heard[0]):
        words = f"{heard[0].name}, a journalist, reports it"
        return Origin(name=heard[0].name, kind="outlet", because=(Reason(rule="journalist-speaks", words=words),))
    return unsourced_start(report, ground, variant.start, variant.end, news=_is_nameless(variant, voices))


def _reports_himself(actor: Actor) -> bool:
    """Is it a journalist who goes by his own name and by no outlet's: a blogger, a citizen journalist?"""
    titles = [office.title.split() for office in actor.offices if office.status != "former"]
    return (
        actor.kind == "person"
        and is_named(actor.name)
        and any(t[-1].lower() in _JOURNALISTS and not any(w[0].isupper() for w in t) for t in titles if t)
    )


def _published(actor: Actor, variant: Variant, ground: Grounds) -> bool:
    """Did the speaker put the words out himself: in a post or filing, or, if it is a body, in a statement?"""
    place = (variant.report, variant.start, variant.end)
    return ground.published_at(*place) or (actor.kind != "person" and ground.published_at(*place, in_statement=True))


def _is_nameless(variant: Variant, voices: Sequence[Actor]) -> bool:
    """Are "officials" or "witnesses" the source, nobody by name?"""
    source = variant.speaker
    words = source.text if source else ""
    if not words or words.casefold() in _PRONOUNS or re.match(r"(?:the|his|her|its|their|both)\b", words, re.I):
        return False  # these go back to somebody
    if source and any(m.type == "name" and _is_at(m, source) for a in voices for m in a.mentions):
        return False
    return not any(c.isupper() for c in words[1:])


def _speaks(actor: Actor, variant: Variant, ground: Grounds) -> bool:
    """Is it this actor whom the report names as the source here, not one who says it in another report?"""
    source = variant.speaker
    if source is None:
        return True
    if any(_is_at(m, source) for m in actor.mentions):
        return True
    known = source_named(actor.name, ground.book)
    if known is None:
        return False
    if known.kind == "agency" and generic_media(source.text):  # "the official news agency", its name put after it
        return True
    return any(k.name == known.name for k in known_sources(source.text, book=ground.book))


def _is_at(mention: ActorMention, place: Span) -> bool:
    return mention.report == place.report and mention.start < place.end and place.start < mention.end


def _is_body(actor: Actor) -> bool:
    """A named public body, whose word is a document; not a company, nor a government by its country's name."""
    if not is_named(actor.name):
        return False
    if actor.kind == "government":
        return not is_land(actor.name)
    known = actor.sector is not None or bool(_public_heads() & set(actor.name.casefold().split()))
    return actor.kind == "organisation" and actor.sector != "BUS" and known


@functools.cache
def _public_heads() -> frozenset[str]:
    """Words that make a name that of a public body: "ministry", "federation", "survey"."""
    return frozenset(row["word"] for row in table("name_heads") if row["kind"] == "organisation") - _BUSINESS


def _of_link(link: Link, report: str) -> Origin | None:
    if link.kind in ("translation", "unnamed") or link.kind is None:
        return None
    named = is_named(link.name)
    if not named and link.kind != "state-media":
        return None
    return Origin(
        name=link.name,
        kind=_KINDS.get(link.kind, "document"),
        bound="sure" if named else "possible",
        because=(Reason(rule="chain", words=f"{report} has it through {link.name}"),),
        spans=(link.span,) if link.span else (),
    )
