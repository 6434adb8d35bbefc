"""Those who speak and whom nothing else makes a mention: "police said", "two people briefed on the talks said".

A noun that no lexicon knows for people, or a body's without an article, means somebody where it is the source of
words of speech.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from msgspec import structs
from spacy.tokens import Doc, Token

from stemma.model import ActorKind, Attribution, Mention, Stretch
from stemma.reading.coreference.documents import is_document
from stemma.reading.coreference.nominals import ANYBODY
from stemma.reading.mentions.titles import body_nouns

CONFIDENCE = 0.5  # known by its place beside the cue alone
LONGEST_BEFORE = 200  # characters that a mention may begin before a head inside it

_FRAMES = frozenset(("clause", "quote", "according-to", "colon", "dash", "refusal", "complement", "obj-inf", "passive"))
_CLASSES = frozenset(("said", "claimed", "denied", "warned", "admitted", "asked", "accused", "praised"))
_KINDS: dict[str, ActorKind] = {"PERSON": "person", "ORG": "organisation"}
# Nouns for people that mean something else more often, unless they speak.
_SOMEBODY = frozenset("clerk member victim lady holder employer".split())
_EITHER = frozenset(("official", "representative"))  # which the tagger may take for adjectives
_PERSONS_END = ("ist", "man", "woman", "person")
# What tells, shows or suggests something without being anybody.
_THINGS = frozenset(
    "figure datum data record result finding estimate poll image picture photo photograph video footage clip evidence "
    "test number statistic index law rule legislation regulation constitution bill deal pact treaty contract agreement "
    "plan policy proposal text book chapter headline song film movie story version rumour rumor speculation claim "
    "allegation accusation concern fear question answer advisory information decision investigation inquiry probe "
    "source site website blog page account paper file sheet sign banner pamphlet slogan part rest thing one name "
    "alarm device market game election conference meeting summit talk".split()
)


def with_tellers(doc: Doc, found: Sequence[Mention], told: Sequence[Attribution]) -> tuple[Mention, ...]:
    """The mentions of a report, in the order of its text, with those of sources that none of them stands for."""
    text = doc.text
    starts: list[int] = []
    places = [m.span.start for m in found]
    added: dict[int, Mention] = {}
    wider: dict[int, Mention] = {}
    for one in told:
        head = one.source_head
        if one.source is None or head is None or one.frame not in _FRAMES or one.cue_class not in _CLASSES:
            continue
        low = bisect.bisect_left(places, one.source.start - LONGEST_BEFORE)
        near = found[low : bisect.bisect_left(places, one.source.end)]
        if head.start in added or any(_stands_for(m, head) for m in near):
            for number, mention in enumerate(near, low):
                if _told_apart(mention, one, text):
                    wider[number] = structs.replace(mention, span=Stretch(mention.span.start, one.source.end))
            continue
        starts = starts or doc.to_array("IDX").tolist()
        token = doc[bisect.bisect_right(starts, head.start) - 1]
        if token.pos_ == "PROPN":
            if (name := _named(token, one.source)) is not None:
                added[head.start] = name
            continue
        kind = _kind(token)
        whole = _own_words(one, token)
        named_behind = any(m.type == "name" and head.end <= m.span.start and m.span.within(whole) for m in near)
        if kind is not None and not (kind != "organisation" and named_behind) and "," not in whole.of(text):
            added[head.start] = Mention(
                span=whole,
                type="nominal",
                kind=kind,
                head=head,
                number="plural" if token.tag_ == "NNS" or token.lower_ == "police" else "singular",
                confidence=CONFIDENCE,
            )
    taken = {m.span for m in found}
    fresh = [m for m in added.values() if m.span not in taken]
    if not fresh and not wider:
        return tuple(found)
    kept = (wider.get(number, m) for number, m in enumerate(found))
    return tuple(sorted((*kept, *fresh), key=lambda m: (m.span.start, -m.span.end, m.type)))


def _told_apart(mention: Mention, one: Attribution, text: str) -> bool:
    """Is it "two people" of "two people briefed on the talks", whom only the rest of the words tells from others?"""
    if mention.type != "nominal" or mention.head is None or one.source is None or one.joint:
        return False
    rest = text[mention.span.end : one.source.end]
    anybody = mention.head == one.source_head and mention.head.of(text).lower() in ANYBODY
    return anybody and mention.span.within(one.source) and bool(rest.strip()) and "," not in rest


def _named(head: Token, source: Stretch) -> Mention | None:
    """The name of a speaker whom no rule for names has found: the entity, or the one word that is the source."""
    doc = head.doc
    kind = _KINDS.get(head.ent_type_)
    first, end = head.i, head.i + 1
    if kind is not None:
        while first and doc[first - 1].ent_type_ == head.ent_type_ and doc[first].ent_iob_ != "B":
            first -= 1
        while end < len(doc) and doc[end].ent_type_ == head.ent_type_ and doc[end].ent_iob_ == "I":
            end += 1
    elif head.ent_type_ or source.start != head.idx or source.end != head.idx + len(head):
        return None
    span = Stretch(doc[first].idx, doc[end - 1].idx + len(doc[end - 1]))
    if not span.within(source) or not head.text[:1].isupper():
        return None
    return Mention(
        span=span,
        type="name",
        kind=kind or "organisation",
        name=span.of(doc.text),
        head=Stretch(head.idx, head.idx + len(head)),
        number="singular",
        gender="neuter" if kind != "person" else None,
        confidence=CONFIDENCE,
    )


def _own_words(one: Attribution, head: Token) -> Stretch:
    """The source up to the "and" that joins another speaker to it."""
    assert one.source is not None
    link = next((k for k in head.rights if k.dep_ == "cc"), None) if one.joint else None
    return Stretch(one.source.start, link.idx - 1) if link is not None else one.source


def _stands_for(mention: Mention, head: Stretch) -> bool:
    if mention.head is not None and mention.head.overlap(head):
        return True
    if mention.office_span is not None and mention.office_span.overlap(head):
        return True
    return mention.type != "nominal" and bool(mention.span.overlap(head))


def _kind(head: Token) -> ActorKind | None:
    """What a source with this head is, if it may be somebody."""
    if head.pos_ == "ADJ" and head.lower_ in _EITHER:
        return "person"
    if head.pos_ != "NOUN" or head.ent_type_ in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT"):
        return None
    word, lemma = head.lower_, head.lemma_.lower()
    if any(k.lower_ in ("no", "any", "every", "each") for k in head.lefts):
        return None
    if word in body_nouns():
        return "organisation"
    if lemma in _THINGS or word in _THINGS or is_document(lemma):
        return "group" if word == "reports" else None
    if head.tag_ == "NNS":
        return "group"
    return "person" if head.tag_ == "NN" and (lemma in _SOMEBODY or lemma.endswith(_PERSONS_END)) else None
