"""The forms of names in a story: every mention put under the form it uses, before forms are joined to actors."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from stemma.collation.actors.name_parts import Name
from stemma.collation.actors.names import parsed
from stemma.collation.actors.sounds import folded
from stemma.collation.common import Key
from stemma.lexicon import table, values
from stemma.model import ActorKind, Mention, Witness
from stemma.reading.coreference.nominals import ANYBODY
from stemma.reading.mentions.places import country_of
from stemma.reading.mentions.titles import PORTFOLIO

SEVERAL = "several"
SURELY = 0.6  # a pronoun's antecedent from here on tells the gender of the name

_ARMED = frozenset("army military armed forces force arab national".split())
# Nouns by which one and the same group is described.
_SAME_HEAD = {
    "troops": "forces",
    "soldiers": "forces",
    "insurgents": "rebels",
    "eyewitnesses": "witnesses",
    "locals": "residents",
    "villagers": "residents",
    "inhabitants": "residents",
    "journalists": "reporters",
    "correspondents": "reporters",
    "diplomats": "officials",
    "negotiators": "delegation",
    "demonstrators": "protesters",
    "protestors": "protesters",
}
_GENERIC = frozenset(
    "supreme constitutional central national high federal general royal state armed public prime appeal appeals "
    "highest upper lower electoral election intelligence security police coast civil".split()
)
_RULE = frozenset("government regime administration junta authorities cabinet transitional interim caretaker".split())
_OF_RULE = frozenset(
    "communist military ruling current new central federal national socialist islamist coalition".split()
)
_ARTICLES = (
    "the ",
    "The ",
    "a ",
    "A ",
    "an ",
    "An ",
    "our ",
    "Our ",
    "his ",
    "her ",
    "their ",
    "its ",
    "His ",
    "Her ",
    "Their ",
    "Its ",
)


class Form(msgspec.Struct):
    """One form of a name (or one description) with all its mentions."""

    id: tuple[str, ...]
    kind: ActorKind
    text: str
    keys: list[Key]
    reports: set[str]
    country: str | None = None
    offices: list[tuple[Key, Mention]] = msgspec.field(default_factory=list)
    genders: Counter[str] = msgspec.field(default_factory=Counter)
    named: bool = True
    texts: list[str] = msgspec.field(default_factory=list)
    votes: Counter[str] = msgspec.field(default_factory=Counter)

    @property
    def parts(self) -> Name:
        shouted = next((t for t in self.texts if t.isupper()), self.text)  # an acronym is known by its capitals
        return parsed(shouted if self.kind != "person" else self.text, self.kind != "person")


def forms(witnesses: Sequence[Witness]) -> dict[tuple[str, ...], Form]:
    """Every form of the story, in the order of the reports' hashes and of text; bare surnames stand once a report.

    Hashes come from content: what is joined to what never hangs on how reports are called or sorted.
    """
    kinds, lands = _kinds(witnesses), _lands_of_bodies(witnesses)
    found: dict[tuple[str, ...], Form] = {}
    for witness in sorted(witnesses, key=lambda w: w.report.sha256):
        at: dict[int, Form] = {}
        speak = {c.mention for told in witness.reading.attributions for c in told.speakers}
        for index, mention in enumerate(witness.reading.mentions):
            kind = kinds.get(folded(mention.name), mention.kind) if mention.name else mention.kind
            key = _form_id(witness, mention, kind, lands, index in speak)
            if key is None:
                continue
            text = mention.name or bare(mention.span.of(witness.report.text))
            form = found.get(key)
            if form is None:
                form = found[key] = Form(key, kind, text, [], set(), named=mention.type != "nominal")
            if text not in form.texts:
                form.texts.append(text)
            at[index] = form
            form.keys.append((witness.report.sha256, index))
            form.reports.add(witness.report.sha256)
            form.country = form.country or mention.country if key[0] != "person" else form.country
            form.votes[mention.kind] += 1
            if mention.gender:
                form.genders[mention.gender] += 1
            if mention.office and mention.office_span and mention.type == "name":
                form.offices.append(((witness.report.sha256, index), mention))
        _pronoun_genders(witness, at)
    return found


def _pronoun_genders(witness: Witness, at: Mapping[int, Form]) -> None:
    """A name that "he" surely takes up is a man's."""
    for mention in witness.reading.mentions:
        if mention.type == "pronoun" and mention.gender in ("male", "female") and mention.candidates:
            first = mention.candidates[0]
            if first.score >= SURELY and (form := at.get(first.mention)) is not None and form.named:
                form.genders[mention.gender] += 1


_COUNT = re.compile(
    r"(?:(?:at least|about|around|some|several|many|nearly|almost|more than|over|up to|as many as|few|other|"
    r"dozens of|hundreds of|thousands of|"
    r"\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|both|all|million|thousand|hundred) )+",
    re.IGNORECASE,
)


def bare(text: str) -> str:
    """A description without its determiner and number, white space made single."""
    text = _COUNT.sub("", " ".join(text.split()), count=1) if _COUNT.match(text) else " ".join(text.split())
    for article in _ARTICLES:
        if text.startswith(article):
            return text[len(article) :]
    return text


def _kinds(witnesses: Sequence[Witness]) -> dict[str, ActorKind]:
    """What each name is, by the sure votes of all reports."""
    votes: dict[str, Counter[ActorKind]] = {}
    for witness in witnesses:
        for mention in witness.reading.mentions:
            if mention.type == "name" and mention.name:
                weight = mention.confidence + (2.0 if mention.office else 0.0)
                votes.setdefault(folded(mention.name), Counter())[mention.kind] += weight  # type: ignore[assignment]
    return {name: max(sorted(vote.items()), key=lambda kv: kv[1])[0] for name, vote in votes.items()}


def _form_id(
    witness: Witness, mention: Mention, kind: ActorKind, lands: Mapping[tuple[str, frozenset[str]], str], speaks: bool
) -> tuple[str, ...] | None:
    """Under which form a mention stands; None for pronouns and for descriptions that only coreference can place."""
    if mention.type == "pronoun" or (mention.type == "nominal" and mention.kind == "other"):
        return None
    words = folded_words(mention.name or bare(mention.span.of(witness.report.text)))
    if mention.type == "nominal":
        return _description_id(witness, mention, words, speaks)
    named = country_of(mention.name or "")
    if named is None and mention.name and mention.name.isupper():
        named = country_of(mention.name.title())
    if named is not None and (named[1] in ("name", "seat") or mention.type == "metonym"):
        return ("country", named[0])
    if kind == "person":
        name = parsed(mention.name or "", False)
        if len(name.parts) == 1 and not name.regnal:
            return ("person", folded(mention.name or ""), witness.report.sha256)
        return ("person", folded(mention.name or ""))
    if kind in ("organisation", "government"):
        land = mention.country or country_in(mention.name or "")
        if land and _sole(words, land) == "country":
            return ("country", land)
        if core := generic(mention.name or ""):
            land = land or lands.get((witness.report.sha256, core)) or lands.get(("", core), "")
            return (kind, folded(mention.name or ""), witness.report.sha256 if land == SEVERAL else land)
    return (kind, folded(mention.name or ""))


def _lands_of_bodies(witnesses: Sequence[Witness]) -> dict[tuple[str, frozenset[str]], str]:
    """Whose "Foreign Ministry" is meant where no country stands by it: by report, and ("") for the story.

    Only where the report knows one country's alone; of the story the same, if but one government acts in it. Where
    it may be another's, ``SEVERAL``: then each report means its own.
    """
    known: dict[tuple[str, frozenset[str]], set[str]] = {}
    acting = {
        m.country for w in witnesses for m in w.reading.mentions if m.country and (m.kind == "government" or m.office)
    }
    for witness in witnesses:
        for mention in witness.reading.mentions:
            if mention.type == "name" and mention.kind in ("organisation", "government") and mention.name:
                land = mention.country or country_in(mention.name)
                if land and (core := generic(mention.name)):
                    known.setdefault((witness.report.sha256, core), set()).add(land)
                    known.setdefault(("", core), set()).update({land} | acting)
    sole = {key: next(iter(lands)) for key, lands in known.items() if len(lands) == 1}
    return {key: SEVERAL for key in known if key[0] == ""} | sole


@functools.lru_cache(4096)
def generic(name: str) -> frozenset[str]:
    """The words of a body's name that every country has one of ("Foreign Ministry", "Supreme Court"); else none."""
    parts = parsed(name, True).parts
    said = [p for p in parts if p.role not in ("land", "legal")]
    everywhere = all(p.role == "kind" or p.text in PORTFOLIO or p.text in _GENERIC for p in said)
    if everywhere and len(said) > 1 and any(p.role == "kind" for p in said):
        return frozenset(p.text for p in said)
    return frozenset()


@functools.cache
def country_in(name: str) -> str | None:
    """The country that a longer name holds ("New Zealand" in "Government of New Zealand"); the longest form counts."""
    words = name.replace("'s", "").replace("’s", "").split()
    for size in range(min(5, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            found = country_of(" ".join(words[start : start + size]))
            if found is not None and found[1] in ("name", "demonym"):
                return found[0]
    return None


def same_body(form: Form) -> tuple[str, ...]:
    """What makes two forms one body at once: a listed name, or a country's armed forces however worded; else ()."""
    for text in (form.text, *form.texts):
        listed = _listed().get(text) or (_listed().get(text.upper()) if len(text) > 2 and " " not in text else None)
        if listed is not None:
            return ("listed", listed)
    land = form.country or country_in(form.text)
    if land and _sole(folded_words(form.text), land):
        return ("forces", land)
    return ()


def _sole(words: Sequence[str], country: str) -> str:
    """ "country" for a country's government, "forces" for its armed forces, however worded; else ""."""
    own = country_words(country)
    rest = [w for w in words if w not in own and w not in ("the", "of", "s", "republic")]
    if rest and rest[-1] in _RULE and all(w in _RULE or w in _OF_RULE for w in rest):
        return "country"
    if rest and all(w in _ARMED for w in rest) and set(rest) & {"army", "military", "armed"}:
        return "forces"
    return ""


def _description_id(witness: Witness, mention: Mention, words: Sequence[str], speaks: bool) -> tuple[str, ...] | None:
    text = witness.report.text
    head = mention.head.of(text).lower() if mention.head else words[-1]
    if mention.kind == "government" and mention.country and mention.office_status not in ("former",):
        past = {"former", "previous", "ousted", "old", "fallen", "toppled", "deposed"} & set(words)
        if not past and head in _RULE:
            return ("country", mention.country)
    if mention.kind == "person":
        return ("someone", witness.report.sha256, " ".join(words))
    if mention.kind == "government" and not mention.country and len(words) < 2:
        return None
    if mention.kind == "organisation" or (mention.kind == "government" and not mention.country):
        core = [w for w in words if w not in country_words(mention.country or "")]
        if mention.head is not None:
            until = mention.head.end - mention.span.start
            core = [
                w
                for w in folded_words(bare(mention.span.of(text)[:until]))
                if w not in country_words(mention.country or "") and w != "s"
            ]
        return ("described", mention.country or "", *core)
    if head in ANYBODY and words[0] not in ("the", "these", "those"):
        # "Two people briefed on the talks" are somebody where they speak, and the same as no other people.
        return ("someone", witness.report.sha256, " ".join(words)) if speaks and len(words) > 1 else None
    own = country_words(mention.country or "")
    plain = bare(mention.span.of(text)).split()[: len(words)]
    named = [
        w
        for piece in plain
        if piece[:1].isupper()
        for w in folded_words(piece)
        if w not in own and w != head and w != "s"
    ]
    if mention.span.start == 0 or text[: mention.span.start].rstrip()[-1:] in ("", ".", "!", "?", "”", '"', ":", "-"):
        named = [w for w in named if w != words[0]]
    return ("described", mention.country or "", *named, head_of(head))


def head_of(noun: str) -> str:
    """One noun for all by which the same group is described ("troops", "soldiers": "forces")."""
    return _SAME_HEAD.get(noun, noun)


def folded_words(text: str) -> list[str]:
    """The folded words of a text."""
    return [w for piece in text.replace("-", " ").replace("’", " ").replace("'", " ").split() if (w := folded(piece))]


@functools.cache
def country_words(iso3: str) -> frozenset[str]:
    """The folded words of a country's names and demonyms."""
    found: set[str] = set()
    for row in table("countries"):
        if row["iso3"] == iso3:
            for form in (row["name"], *values(row["names"]), *values(row["demonyms"])):
                found.update(folded_words(form))
    return frozenset(found)


@functools.cache
def _listed() -> dict[str, str]:
    """Every listed form of a news source or body to its usual name."""
    found: dict[str, str] = {}
    for name in ("bodies", "sources"):
        for row in table(name):
            doubtful = set(values(row.get("ambiguous", "")))
            for form in (row["name"], *values(row.get("names", ""))):
                if form not in doubtful:
                    found.setdefault(form.removeprefix("The ").removeprefix("the "), row["name"])
    return found
