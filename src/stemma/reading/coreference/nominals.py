"""Whom a description refers back to: "the minister", "the agency", "the two sides", "his country"."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Sequence

from stemma.model import Candidate, Mention
from stemma.reading.coreference.firms import FIRM_NOUNS, firm_candidates, named_by
from stemma.reading.coreference.identified import LEAD, identified
from stemma.reading.coreference.office_words import role_of
from stemma.reading.coreference.salience import FAR, STEP, Entity, Walk, listed_kinds
from stemma.reading.mentions.places import country_of

BODY_TEXT = 15  # sentences after it in which the name must come

# What news calls somebody whom it has just named, though nothing before says that he is one.
_EPITHETS = frozenset(
    "minister president leader man woman official spokesman spokeswoman congressman congresswoman senator governor "
    "candidate nominee lawmaker politician journalist host actor actress singer musician author writer director coach "
    "manager player striker midfielder defender goalkeeper champion tycoon billionaire millionaire mogul businessman "
    "businesswoman executive entrepreneur lawyer attorney prosecutor judge professor academic researcher scientist "
    "economist analyst historian veteran activist campaigner dissident cleric preacher premier chancellor ambassador "
    "diplomat envoy general admiral commander colonel lawyer democrat republican conservative socialist star comedian "
    "presenter commentator blogger columnist chairman chief mayor commissioner secretary".split()
)
# Offices that a looser noun can take up: "the leader" of a president.
_BROADER = {
    "leader": frozenset(
        "president minister chancellor king emir chief chairman head governor premier leader secretary".split()
    ),
    "official": frozenset(
        "minister secretary governor commissioner spokesman mayor director chief administrator official envoy "
        "ambassador chairman head leader president deputy inspector superintendent".split()
    ),
    "chief": frozenset("chairman president director head leader secretary executive commissioner manager".split()),
    "executive": frozenset("chairman president director chief founder manager".split()),
    "diplomat": frozenset("ambassador envoy consul minister".split()),
    "politician": frozenset("minister senator president leader mp lawmaker mayor chairman governor".split()),
    "lawmaker": frozenset("senator mp congressman congresswoman legislator parliamentarian representative".split()),
    "commander": frozenset("general colonel admiral commander captain major lieutenant".split()),
    "ruler": frozenset("president king emir sultan ruler leader".split()),
}
HOME = 2  # times as often as any other country a report names the one that it is set in
ANYBODY = frozenset("people persons men women children individuals others adults girls boys".split())
_PAIR_WORDS = frozenset("both two".split())
_STATES = frozenset("countries nations states governments neighbours neighbors capitals republics".split())
_SIDES = frozenset("sides parties delegations teams".split())
_TWO_SIDES = frozenset("sides parties".split())  # two, unless the words say how many
_AGENCY_WORDS = frozenset("agency newswire".split())
_PRESS_WORDS = frozenset("newspaper broadcaster channel magazine outlet station network tabloid daily website".split())


def nominal_candidates(walk: Walk, index: int, mention: Mention) -> tuple[tuple[Candidate, ...], str]:
    words, t = walk.words, walk.token[index]
    i = bisect.bisect_left(words.start, mention.span.start)
    first = words.lower[i]
    own = words.tag[i] == "PRP$"
    definite = first in ("the", "both", "this", "that", "these", "those", "our") or own
    head = words.lower[t]
    middle = words.lower[i : t + 1]
    if mention.kind in ("person", "group") and (named := identified(walk, index, mention)):
        walk.foresee(named, head)
        return named, f"{head}: whom the report names further down"
    if mention.number == "plural":
        pair = set(middle) & _PAIR_WORDS or (middle == ["the", head] and head in _TWO_SIDES)
        if pair and (definite or first in _PAIR_WORDS):
            return _two(walk, index, mention, head), f"{' '.join(middle)}: the last two who fit"
        if mention.country and mention.kind == "group" and definite:
            fits = [
                e
                for e in walk.entities
                if e.kind == "person" and e.country == mention.country and role_of(head.rstrip("s")) in e.roles
            ]
            if len(fits) > 1:
                return walk.set(fits, 0.7), f"the {head} of that country"
        if definite or (first == head and head not in ANYBODY and not _brings_its_own(walk, mention, t)):
            return _again(walk, index, mention, head, definite), f"{head}: the same group told of before"
        return (), ""
    if mention.kind in ("organisation", "group") and (name := named_by(walk, index)) is not None:
        return (Candidate(mention=name, score=0.9),), f"{head}: the name that stands with it"
    if head in ("country", "government", "nation") and (own or definite):
        return _country(walk, index, mention, own), "the country of whom the words speak"
    if mention.kind == "person" and (named := _apposed_to(walk, index, mention)):
        return named, f"{head}: what the name before it holds as well"
    if not definite and mention.kind == "person" and walk.sentence[index] <= LEAD and index in walk.speakers:
        return _named_later(walk, index, mention, head), f"{head}: the report names him further down"
    if not definite:
        return (), ""
    if mention.kind == "person":
        held = _holder(walk, index, mention, head, first)
        if not held and walk.sentence[index] <= LEAD and index in walk.speakers:
            return _named_later(walk, index, mention, head), f"{head}: the report names him further down"
        return held, f"{head}: who holds that office"
    if mention.kind == "organisation" or (head == "group" and mention.number == "singular"):
        return _body(walk, index, mention, head), f"the {head}: the last body of that kind"
    return _again(walk, index, mention, head, definite), f"{head}: told of before"


def _apposed_to(walk: Walk, index: int, mention: Mention) -> tuple[Candidate, ...]:
    """ "Colonel X, deputy director of the police", "X, founder and head of Y": another office of the name before."""
    before = next((k for k in range(index - 1, max(-1, index - 4), -1) if _has_office(walk.found[k])), None)
    if before is None or walk.words.dep[walk.token[index]] not in ("appos", "conj"):
        return ()
    name = walk.found[before]
    behind = [name.span.end, *([name.office_span.end] if name.office_span else [])]
    gap = walk.doc_text[max(behind) : mention.span.start].split()
    first = walk.words.lower[bisect.bisect_left(walk.words.start, mention.span.start)]
    apposed = gap == [","] or (gap in (["and"], [",", "and"]) and first not in ("the", "a", "an"))
    return (Candidate(mention=before, score=0.9),) if apposed else ()


def _has_office(mention: Mention) -> bool:
    return mention.type == "name" and mention.kind == "person" and bool(mention.office)


def _brings_its_own(walk: Walk, mention: Mention, t: int) -> bool:
    """ "Workers in Lenta": a name that says who is meant, so that nobody told of before need be."""
    after = range(t + 1, bisect.bisect_left(walk.words.start, mention.span.end))
    return any(walk.words.tag[k].startswith("NNP") for k in after)


def _two(walk: Walk, index: int, mention: Mention, head: str) -> tuple[Candidate, ...]:
    here = walk.sentence[index]
    if head in _STATES:
        states = sorted(
            (e for e in walk.entities if e.kind in ("government", "place") and e.country and e.number == "singular"),
            key=lambda e: -e.last,
        )
        unique = _one_a_country(states)
        near = len(unique) > 1 and here - unique[1].sentence <= FAR
        return walk.set(unique[:2], 0.7) if near else _two_lands(walk)
    role = role_of(head[:-1] if head.endswith("s") else head)
    people = sorted((e for e in walk.entities if e.kind == "person" and e.number == "singular"), key=lambda e: -e.last)
    if head not in _SIDES and head not in ("men", "women", "people"):
        fits = [
            e
            for e in people
            if role in e.roles or (role in _BROADER and e.roles & _BROADER[role]) or role_of("counterpart") in e.roles
        ]
        if len(fits) > 1:
            return walk.set(fits[:2], 0.75)
        return ()
    for sentence, members in reversed(walk.pairs):
        if here - sentence > FAR:
            break
        if all(e.kind in ("person", "government", "group", "organisation") for e in members):
            return walk.set(members, 0.6)
    recent = [e for e in people if here - e.sentence <= 3 and e.country]
    recent = _one_a_country(recent)
    if len(recent) > 1:
        return walk.set(recent[:2], 0.5)
    return _two_lands(walk)


def _two_lands(walk: Walk) -> tuple[Candidate, ...]:
    """The two countries that a report is about: it names both far oftener than any third."""
    named = [(i, m.country) for i, m in enumerate(walk.found) if m.country and m.type in ("name", "metonym")]
    lands = sorted(Counter(land for _, land in named).items(), key=lambda x: (-x[1], x[0]))
    if len(lands) < 2 or lands[1][1] < 2 or (len(lands) > 2 and lands[1][1] < HOME * lands[2][1]):
        return ()
    firsts = [
        next(
            (i for i, other in named if other == land and walk.found[i].kind in ("government", "place")),
            None,
        )
        for land, _ in lands[:2]
    ]
    return tuple(Candidate(mention=i, score=0.55) for i in firsts if i is not None) if None not in firsts else ()


def _again(walk: Walk, index: int, mention: Mention, head: str, definite: bool) -> tuple[Candidate, ...]:
    """The same head noun before: "residents of the camp", then "the residents"."""
    for entity in reversed(walk.entities):
        if (
            entity.kind in ("group", "government", "organisation", "person")
            and entity.words
            and role_of(head) in entity.roles
        ):
            if mention.country and entity.country and mention.country != entity.country:
                continue
            if entity.number != (mention.number or "singular"):
                continue
            if mention.kind == "organisation" != entity.kind:
                continue  # "the head of the agency" is not the agency
            if walk.sentence[index] - entity.sentence > 3 * FAR:
                break
            return (Candidate(mention=entity.named, score=0.75 if definite else 0.6),)
    return ()


def _holder(walk: Walk, index: int, mention: Mention, head: str, first: str) -> tuple[Candidate, ...]:
    role = role_of(head)
    scored = []
    modifiers = {role_of(w) for w in (mention.office or "").lower().replace("-", " ").split()} - {role}
    for entity in walk.entities:
        if entity.kind != "person" or entity.number == "plural":
            continue
        if (
            mention.gender in ("male", "female")
            and entity.genders - {"neuter"}
            and mention.gender not in entity.genders
        ):
            continue
        if mention.country and entity.country and mention.country != entity.country:
            continue
        if role in entity.roles:
            score = 0.72
        elif role in _BROADER and entity.roles & _BROADER[role]:
            score = 0.6
        else:
            continue
        score += 0.06 * min(2, len(modifiers & entity.roles))
        if entity is walk.last_speaker:
            score += 0.1
        scored.append((score - STEP / 3 * min(walk.sentence[index] - entity.sentence, FAR), entity))
    if not scored and not mention.country and first in ("the", "this") and head in _EPITHETS:
        recent = [
            e
            for e in walk.entities
            if e.kind == "person" and e.number == "singular" and walk.sentence[index] - e.sentence <= 2 and not e.roles
        ]
        scored = [(walk.salience(index, e) - 0.1, e) for e in recent]
    return walk.ranked(scored, mention)


def _named_later(walk: Walk, index: int, mention: Mention, head: str) -> tuple[Candidate, ...]:
    """ "A union official said": the one speaker further down who holds such an office and was not named before."""
    role = role_of(head)
    fits: dict[str, int] = {}
    for k in sorted(walk.speakers):
        other = walk.found[k]
        if k <= index or other.type != "name" or other.kind != "person" or not other.office:
            continue
        if walk.sentence[k] - walk.sentence[index] > BODY_TEXT:
            break
        held = {role_of(w) for w in other.office.lower().replace("-", " ").split()}
        if role not in held and not held & _BROADER.get(role, frozenset()):
            continue
        if mention.country and other.country and mention.country != other.country:
            continue
        if {mention.gender, other.gender} == {"male", "female"}:
            continue
        fits.setdefault((other.name or "").split()[-1].lower(), k)
    if len(fits) != 1:
        return ()
    k = next(iter(fits.values()))
    known = any(e.kind == "person" and e.words[-1:] == (next(iter(fits)),) for e in walk.entities)
    return () if known else (Candidate(mention=k, score=0.75),)


def _body(walk: Walk, index: int, mention: Mention, head: str) -> tuple[Candidate, ...]:
    if head in FIRM_NOUNS:
        firms = firm_candidates(walk, index, mention, head)
        return walk.ranked(firms, mention) if firms else _again(walk, index, mention, head, definite=True)
    scored = []
    for entity in walk.entities:
        if entity.kind != "organisation":
            continue
        name = entity.words
        if mention.country and entity.country and entity.country != mention.country:
            continue
        kind = listed_kinds().get(" ".join(name)) or ""
        fits = (
            head in name
            or (head in _AGENCY_WORDS and kind == "agency")
            or (head in _PRESS_WORDS and kind in ("broadcaster", "outlet"))
        )
        fits = fits or role_of(head) in entity.roles
        if (
            not fits
            and head in ("organisation", "organization", "group", "company", "firm", "body", "agency")
            and not kind
        ):
            fits = walk.sentence[index] - entity.sentence <= 2
            if fits:
                scored.append((0.5 - STEP * (walk.sentence[index] - entity.sentence), entity))
            continue
        if fits:
            score = 0.72 - STEP / 2 * min(walk.sentence[index] - entity.sentence, FAR)
            scored.append((score + (0.12 if entity is walk.last_speaker or entity.spoke >= 0 else 0.0), entity))
    return walk.ranked(scored, mention)


def _country(walk: Walk, index: int, mention: Mention, own: bool) -> tuple[Candidate, ...]:
    land = mention.country
    if land is None and own:
        before = index - 1 if index and walk.found[index - 1].type == "pronoun" else index + 1
        owner = next(
            (
                e
                for k in (index + 1, before)
                if k < len(walk.found) and walk.found[k].span.start == mention.span.start
                for e in walk.of.get(k, ())[:1]
            ),
            None,
        )
        if owner is None:
            t = bisect.bisect_left(walk.words.start, mention.span.start)
            gender = {"his": "male", "her": "female"}.get(walk.words.lower[t])
            fits = [
                e for e in walk.entities if e.kind == "person" and (not gender or gender in e.genders or not e.genders)
            ]
            owner = max(fits, key=lambda e: walk.salience(index, e), default=None)
        land = owner.country if owner else None
    home = land is None and walk.words.lower[walk.token[index]] == "government"
    if home:
        land = _home(walk)
    if land is None:
        return ()
    fits = [e for e in walk.entities if e.country == land and e.kind in ("government", "place")]
    if home:  # its government is not its towns
        told = {e.named: country_of(walk.text(walk.found[e.named])) for e in fits}
        fits = [e for e in fits if e.kind == "government" or (told[e.named] or ("", ""))[1] == "name"]
    return (Candidate(mention=fits[-1].named, score=0.55 if home else 0.7),) if fits else ()


def _home(walk: Walk) -> str | None:
    """The country whose government a report means that says no more: the one it names far oftener than others."""
    lands = Counter(m.country for m in walk.found if m.country and m.type in ("name", "metonym"))
    ranked = sorted(lands.items(), key=lambda x: (-x[1], x[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < HOME * ranked[1][1]):
        return None
    return ranked[0][0]


def _one_a_country(entities: Sequence[Entity]) -> list[Entity]:
    seen: dict[str, Entity] = {}
    for entity in entities:
        seen.setdefault(entity.country or "", entity)
    return list(seen.values())
