"""Mentions: every span of a report that refers to an actor, by name, office, description, pronoun or metonym."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from stemma.lexicon import table, values
from stemma.model import ActorKind, Debris, Mention, Reason, Stretch
from stemma.reading.mentions.name_kinds import known_places, listed_names
from stemma.reading.mentions.names import Named, names
from stemma.reading.mentions.offices import descriptions_of, offices_of
from stemma.reading.mentions.places import Land, lands
from stemma.reading.mentions.titles import Title, body_nouns, titles
from stemma.reading.tokens import Tokens, tokens

_SUBJECT = frozenset("nsubj nsubjpass csubj agent".split())
_PRONOUNS: dict[str, tuple[str, str]] = {  # word: number, gender
    "he": ("singular", "male"),
    "him": ("singular", "male"),
    "his": ("singular", "male"),
    "she": ("singular", "female"),
    "her": ("singular", "female"),
    "they": ("plural", ""),
    "them": ("plural", ""),
    "their": ("plural", ""),
    "it": ("singular", "neuter"),
}
# A capital acts for its government beside these nouns ("ties between X and Y"), even where it is no subject.
_BETWEEN_STATES = frozenset(
    "relations relationship ties tensions dialogue cooperation co-operation coordination co-ordination alliance talks "
    "deal deals agreement agreements treaty dispute rapprochement pact accord war feud rift contacts negotiations "
    "rejection support condemnation pressure demand demands decision stance policy position ally allies approval "
    "consent call calls claim claims role interests influence response reaction offer proposal ambassador envoy "
    "counterpart authorities behalf backing".split()
)
# Verbs whose subject is no agent: "X is located", "X lies", "X sits".
_NO_DEED = frozenset(
    "is are was were be been lie lies lay sit sits stand stands located remains remain became become borders".split()
)
_LOCATIVE = frozenset(
    "in near at from to around outside inside across through over within towards toward into leaving".split()
)
# Nouns for states and their bodies that mean one body together with a country's name: "Peruvian military".
_SOLE = frozenset(
    "government military army navy parliament police cabinet judiciary presidency senate treasury gendarmerie "
    "air_force armed_forces coast_guard coastguard regime administration junta".split()
)


def mentions(doc: Doc, cut: tuple[Debris, ...] = ()) -> tuple[Mention, ...]:
    """Every mention of a report in the order of the text, those in debris left out; a name may lie inside a longer one.

    Nominals and pronouns come without candidates: ``stemma.reading.coreference.resolved`` ranks them.
    """
    words = tokens(doc, cut)
    places = _sure_lands(words, lands(words))
    phrases = titles(words, places)
    named = names(words, places, phrases)
    offices, taken = offices_of(words, named, phrases)
    beside = descriptions_of(words, named, phrases)
    taken |= {title.head for title in beside.values()}
    taken -= {title.head for held in offices.values() for title in held[1:] if title.first > held[0].head}
    found = [
        *_named(words, named, offices, beside, places),
        *_countries(words, places, named),
        *_nominals(words, phrases, taken, named),
        *_pronouns(words),
    ]
    found.sort(key=lambda m: (m.span.start, -m.span.end, m.type))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.span != kept[-1].span:
            kept.append(mention)
    return tuple(kept)


def _sure_lands(words: Tokens, places: Sequence[Land]) -> tuple[Land, ...]:
    """The countries less capitals that are here an agency written like one ("Rana reported")."""
    told = {land.country for land in places if land.wording != "capital"}
    return tuple(
        land
        for land in places
        if land.wording != "capital"
        or land.country in told
        or "".join(words.lower[land.start : land.end]) not in _listed_case()
    )


def _named(
    words: Tokens,
    named: Sequence[Named],
    offices: dict[int, list[Title]],
    beside: dict[int, Title],
    places: Sequence[Land],
) -> Iterable[Mention]:
    genders = _genders()
    starts = {land.start: land for land in places if land.wording in ("name", "demonym")}
    ends = {land.end: land for land in places if land.wording in ("name", "demonym")}
    seats = {
        land.start - 1: land for land in places if land.wording == "capital" and words.lower[land.start - 1] == "in"
    }
    for name in named:
        held = offices.get(name.start, [])
        title = held[0] if held else None
        gender = name.gender or (title.role.gender if title else "")
        if not gender and name.kind == "person" and name.end - name.start > 1:
            gender = genders.get(words.lower[name.start], "")
        span = words.stretch(name.start, name.end)
        country = title.country if title is not None else None
        if name.kind == "place":
            country = known_places().get(_text(words, name.start, name.end)) or None
        elif name.kind in ("organisation", "government"):
            country = _land_of_body(words, name, starts, ends, seats)
        place = title or beside.get(name.start)
        yield Mention(
            span=span,
            type="name",
            kind=name.kind,
            name=_text(words, name.start, name.end),
            head=_head(words, name.start, name.end),
            office=_text(words, title.start, title.end) if title else None,
            office_span=words.stretch(place.start, place.end) if place else None,
            office_status=(title.status or "current") if title else None,  # type: ignore[arg-type]
            country=country,
            sector=(title.role.sector or None) if title else None,
            number="singular",
            gender=gender or None if name.kind == "person" else "neuter",  # type: ignore[arg-type]
            confidence=round(name.sure, 2),
            because=(Reason(rule="office", words=f"office beside the name: {_text(words, title.start, title.end)}"),)
            if title
            else (),
        )


def _land_of_body(
    words: Tokens, name: Named, starts: dict[int, Land], ends: dict[int, Land], seats: dict[int, Land]
) -> str | None:
    """The country that stands with a body's name: "Peru's Interior Ministry", "Central Bank of Chad", "… in Lima"."""
    before = name.start - 1 if name.start and words.tag[name.start - 1] == "POS" else name.start
    after = name.end + 1 if name.end < len(words) and words.lower[name.end] == "of" else -1
    after += int(0 < after < len(words) and words.lower[after] == "the")
    for k in (name.start, *range(name.start + 1, name.end)):
        if k in starts and (k == name.start or words.lower[k - 1] in ("of", "the")):
            return starts[k].country
    land = ends.get(before) or starts.get(after) or seats.get(name.end)
    return land.country if land is not None else None


def _countries(words: Tokens, places: Sequence[Land], named: Sequence[Named]) -> Iterable[Mention]:
    covered = {k: name for name in named for k in range(name.start, name.end)}
    for land in places:
        if land.wording == "demonym":
            if words.tag[land.end - 1] in ("NNPS", "NNS") and words.dep[land.end - 1] not in (
                "compound",
                "amod",
                "nmod",
            ):
                yield Mention(
                    span=words.stretch(land.start, land.end),
                    type="nominal",
                    kind="group",
                    head=words.stretch(land.end - 1, land.end),
                    country=land.country,
                    number="plural",
                )
            continue
        if land.start in covered and (covered[land.start].start, covered[land.start].end) != (land.start, land.end):
            continue
        if land.end < len(words) and words.lower[land.end] in ("dollar", "dollars"):
            continue
        acts = _acts(words, land.start, land.end)
        metonym = land.wording == "seat" or (land.wording == "capital" and acts)
        kind: ActorKind = "government" if metonym or (acts and land.wording == "name") else "place"
        yield Mention(
            span=words.stretch(land.start, land.end),
            type="metonym" if metonym else "name",
            kind=kind,
            name=_text(words, land.start, land.end),
            head=words.stretch(land.end - 1, land.end),
            country=land.country,
            sector="GOV" if kind == "government" else None,
            number="singular",
            gender="neuter",
            because=(Reason(rule="metonym", words="the capital acts for its government"),) if metonym else (),
        )


def _acts(words: Tokens, start: int, end: int) -> bool:
    """Does a place name act or stand for its government here?"""
    k = end - 1
    while start <= words.head[k] < end and words.head[k] != k:
        k = words.head[k]
    dep, head = words.dep[k], words.head[k]
    if dep == "conj":
        for _ in range(6):
            if words.dep[k] != "conj":
                break
            k = words.head[k]
        dep, head = words.dep[k], words.head[k]
    if dep == "nsubj":
        return words.lower[head] not in _NO_DEED or words.tag[head] == "VBG"
    if dep == "poss":
        return words.lower[head] in _BETWEEN_STATES or (
            words.tag[head] in ("NN", "NNS") and words.lower[head] in _BETWEEN_STATES
        )
    if dep in ("dobj", "iobj", "dative", "pobj"):
        low = words.lower[head]
        if dep in ("dobj", "iobj", "dative"):
            return words.lower[head] not in _MOTION
        if low in _LOCATIVE:
            return False
        if low == "by":
            return words.dep[head] == "agent"
        if low in ("between", "with", "against", "of", "for", "toward", "towards", "among"):
            noun = words.head[head]
            return low in ("against", "between", "with", "toward", "towards") or words.lower[noun] in _BETWEEN_STATES
    return dep == "nsubjpass" and words.lower[head] in (
        "accused",
        "condemned",
        "urged",
        "asked",
        "criticised",
        "criticized",
    )


_MOTION = frozenset(
    "visited visit visits visiting left leave leaves leaving reach reached reaches reaching enter entered entering hit "
    "struck strike shook bombed bombard bombarded shelled toured tour crossed cross fled flee capture captured "
    "captures seized seize retook retake besieged surrounded stormed quit".split()
)


def _nominals(words: Tokens, phrases: Sequence[Title], taken: set[int], named: Sequence[Named]) -> Iterable[Mention]:
    covered = {k: name for name in named for k in range(name.start, name.end)}
    for title in phrases:
        if title.role.kind in ("person", "group"):
            yield from _inner_bodies(words, title, covered)
        if title.head in taken or title.head in covered:
            continue
        if words.dep[title.head] in ("attr", "oprd") or not _refers(words, title):
            continue
        yield _nominal(words, title, _after_time(words, title))


def _after_time(words: Tokens, title: Title) -> int:
    """Where the phrase begins behind a time that the parser took into it: "last month | thieves"."""
    k = title.first
    timed = k + 1 < title.head and words.lower[k] in ("last", "next", "this") and words.ent[k + 1] == "DATE"
    return k + 2 if timed else k


def _inner_bodies(words: Tokens, title: Title, covered: dict[int, Named]) -> Iterable[Mention]:
    """The body inside an office: "state port agency" in "state port agency spokesman"."""
    bodies = body_nouns()
    for k in range(title.start + 1, title.head):
        if (
            words.lower[k] in bodies
            and k not in covered
            and words.tag[k] in ("NN", "NNP")
            and words.tag[k + 1] not in ("HYPH", "POS")
        ):
            start = title.start
            for j in range(k - 1, title.start - 1, -1):
                if words.tag[j] in ("POS", "CC"):
                    start = j + 1
                    break
            if start < k:
                yield Mention(
                    span=words.stretch(start, k + 1),
                    type="nominal",
                    kind="organisation",
                    head=words.stretch(k, k + 1),
                    country=title.country,
                    number="singular",
                    gender="neuter",
                )
            return


def _refers(words: Tokens, title: Title) -> bool:
    """Does the phrase refer to somebody, rather than say what somebody is or measure something?"""
    role, head = title.role, title.head
    determiner = words.lower[title.determiner] if title.determiner is not None else ""
    if determiner in ("no", "any", "every", "each"):
        return False
    if words.dep[head] in ("compound", "amod", "nmod", "npadvmod"):
        return False
    if words.lower[head] in ("side", "sides") and title.end > head + 1:
        return False
    if role.kind == "person" or (role.kind == "group" and role.office):
        return True
    definite = determiner in ("the", "this", "that", "these", "those", "both", "his", "her", "its", "their", "our")
    named = any(words.text[k][:1].isupper() for k in range(title.start, head + 1) if not words.first[k])
    subject = words.dep[head] in _SUBJECT or (words.dep[head] == "pobj" and words.lower[words.head[head]] == "by")
    if role.kind == "government" and words.lower[head] in (
        "state",
        "country",
        "countries",
        "nation",
        "nations",
        "states",
        "republic",
        "kingdom",
    ):
        return definite and (
            subject or any(words.lower[k] in ("two", "both", "three") for k in range(title.first, head))
        )
    if words.lower[head] in ("bank", "banks") and words.lower[words.head[head]] in ("on", "along", "across"):
        return False  # a river's
    if words.lower[head] == "police" and title.start == head:
        return definite or subject  # "Police fired on the crowd": nobody says whose
    counted = any(words.tag[k] == "CD" for k in range(title.first, head)) and not definite
    return not counted and (definite or named or title.own_country or (subject and role.kind == "group"))


def _nominal(words: Tokens, title: Title, start: int) -> Mention:
    role = title.role
    head = words.lower[title.head]
    pair = f"{words.lower[title.head - 1]}_{head}" if title.head > title.start else head
    sole = title.own_country and (head in _SOLE or pair in _SOLE)
    core = _text(words, title.start, title.head + 1)
    sole = sole or core in listed_names()
    alone = title.start == title.head and words.first[title.first]
    capital = words.text[title.head][:1].isupper() and role.kind in ("organisation", "government") and not alone
    plural = role.plural or words.tag[title.head] in ("NNS", "NNPS") or head in ("police", "media", "staff", "public")
    return Mention(
        span=words.stretch(start, title.end),
        type="name" if sole or capital else "nominal",
        kind=role.kind,
        name=core if sole or capital else None,
        head=words.stretch(title.head, title.head + 1),
        office=_text(words, title.start, title.end) if role.office and role.kind in ("person", "group") else None,
        office_span=words.stretch(title.start, title.end) if role.office and role.kind in ("person", "group") else None,
        office_status=(title.status or "current") if role.office and role.kind == "person" else None,  # type: ignore[arg-type]
        country=title.country,
        sector=role.sector or None,
        number="plural" if plural else "singular",
        gender=(role.gender or None) if role.kind == "person" else ("neuter" if role.kind != "group" else None),  # type: ignore[arg-type]
    )


def _pronouns(words: Tokens) -> Iterable[Mention]:
    for i, low in enumerate(words.lower):
        known = _PRONOUNS.get(low)
        if known is None or words.cut[i] or words.tag[i] not in ("PRP", "PRP$"):
            continue
        if low == "it" and (
            words.dep[i] != "nsubj" or words.tag[words.head[i]] not in ("VBD", "VBZ", "VBP", "VBN", "VB")
        ):
            continue
        number, gender = known
        yield Mention(
            span=words.stretch(i, i + 1),
            type="pronoun",
            kind="person" if gender in ("male", "female") else "group" if number == "plural" else "organisation",
            head=words.stretch(i, i + 1),
            number=number,  # type: ignore[arg-type]
            gender=gender or None,  # type: ignore[arg-type]
        )


def _text(words: Tokens, i: int, j: int) -> str:
    """The words of tokens i to j with single blanks, as they stand otherwise."""
    pieces = [words.text[i]]
    for k in range(i + 1, j):
        if not words.touching(k):
            pieces.append(" ")
        pieces.append(words.text[k])
    return "".join(pieces)


def _head(words: Tokens, start: int, end: int) -> Stretch:
    k = end - 1
    for k in range(end - 1, start - 1, -1):
        if not start <= words.head[k] < end or words.head[k] == k:
            break
    return words.stretch(k, k + 1)


@functools.cache
def _listed_case() -> frozenset[str]:
    """Listed acronyms in lower case."""
    return frozenset(form.lower() for form in listed_names() if form.isupper() and form.isalpha())


@functools.cache
def _genders() -> dict[str, str]:
    """Given names that only men or only women bear, in lower case."""
    found: dict[str, str] = {}
    for row in table("given_names"):
        for form in values(row["names"]):
            low = form.lower()
            found[low] = row["gender"] if found.get(low, row["gender"]) == row["gender"] else ""
    return found
