"""Noun phrases for people and bodies: "Danish Foreign Minister", "the governor of Orrin state", "residents".

Each is later either the office of the name beside it or a nominal mention of its own.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping, Sequence, Set

import msgspec

from stemma.lexicon import table, values
from stemma.model import ActorKind
from stemma.reading.mentions.places import Land
from stemma.reading.tokens import Tokens

OFTEN = 3  # the last word of an office is a noun for people by itself where so many offices end in it
LONGEST_LEFT = 9  # tokens before the head: "the country's first democratically elected female prime minister"
LONGEST_RIGHT = 14  # tokens of a complement: "of Hale county in the north of Orrin state"

_MODIFIER = frozenset("JJ JJR JJS NN NNS NNP NNPS VBN VBG HYPH POS CD AFX ADD".split())
_NOUN = frozenset("NN NNS NNP NNPS".split())
_ADDRESS = frozenset("mr. mrs. ms. dr. mr mrs ms dr".split())
# The parser also starts sentences where none of these stands before.
_STOPS = frozenset(". ! ? : ; \" ” ’ ' …".split())
_CLOSE = frozenset("close familiar".split())
_COMPLEMENT = frozenset("of for at in from to on with".split())
_VERBAL = frozenset("ROOT ccomp xcomp relcl advcl conj".split())  # "has | lost Internet service"
_NP = _MODIFIER | {"DT", "PRP$"}
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december today yesterday tomorrow".split()
)
_STATUS = {
    "former": "former",
    "ex": "former",
    "then": "former",
    "late": "former",
    "ousted": "former",
    "deposed": "former",
    "toppled": "former",
    "erstwhile": "former",
    "onetime": "former",
    "acting": "acting",
    "interim": "interim",
    "transitional": "interim",
    "caretaker": "interim",
    "provisional": "interim",
    "disputed": "disputed",
    "proclaimed": "disputed",
    "styled": "disputed",
}
# Nouns that mean a person or body only with a determiner or before a name ("justice", "the justice", "Justice Ode").
_WEAK = frozenset(
    "justice general major private principal guard individual individuals star native minor host guide party force "
    "cell unit body bodies school league fund programme program campaign office customs network station channel center "
    "centre union institution utility supplier staff press public chief head side sides pair state states company "
    "movement society".split()
)
# Nouns that mean something else far more often than a person.
_OTHERWISE = frozenset(
    "count counts figure figures chair chairs resistance moderate moderates royal royals private privates liberal "
    "conservative matter matters mole host hosts offices relation relations casualty casualties campaign campaigns "
    "mission missions "
    "moles whip whips resort lord lady irregular irregulars one ones member members minor minors native "
    "natives".split()
)
# Ranks before a name that the tokeniser leaves their full stop: titles wherever they stand ("Peruvian Sen. Pia Lund").
ABBREVIATED = frozenset("sen. rep. gov. gen. col. lt. maj. capt. sgt. cpl. adm. cmdr. brig. rev. prof.".split())
# What a minister or secretary is in charge of: written with capitals, but no part of the name that follows.
PORTFOLIO = frozenset(
    "state defence defense foreign affairs interior home justice finance treasury economy economic trade commerce "
    "industry labour labor health education energy transport transportation agriculture culture information security "
    "environment water oil petroleum planning development tourism housing communications science technology sport "
    "sports youth women religion war peace revenue budget investment investments fisheries mines power".split()
)
# Nouns for people that ships, magazines and firms are named by, besides the words of newspapers' names.
_THINGS = frozenset("investor insider advocate pilot traveller traveler explorer voyager princess queen".split())
_DETERMINER = frozenset("the a an this that these those both all some several many any no each every".split())


class Role(msgspec.Struct, frozen=True):
    """What a noun for people or bodies tells."""

    kind: ActorKind
    plural: bool
    gender: str
    sector: str
    office: bool


class Title(msgspec.Struct, frozen=True):
    """A noun phrase by token numbers: ``start`` to ``head`` without determiner and number, ``end`` past its complement.

    ``first`` is where the whole phrase begins.
    """

    first: int
    start: int
    head: int
    end: int
    determiner: int | None
    role: Role
    country: str | None
    status: str | None
    own_country: bool


def titles(words: Tokens, places: Sequence[Land]) -> tuple[Title, ...]:
    """Every noun phrase headed by a noun for people or bodies, in order."""
    roles, pairs = _roles(), _pair_ends()
    at = {k: land for land in places for k in range(land.start, land.end)}
    after_land = {land.end for land in places if land.wording != "demonym"}
    surnames = _surnames(words, roles)
    found = []
    n = len(words)
    for i, word in enumerate(words.lower):
        role = roles.get(word) or (roles.get(word[:-1]) if word in ABBREVIATED else None)
        if role is None or words.cut[i] or words.tag[i] not in _NOUN:
            continue
        if word in _OTHERWISE and not (word == "member" and words.dep[i] == "appos"):
            continue
        if word == "pm" and (words.text[i] != "PM" or (i and words.tag[i - 1] == "CD")):
            continue
        if i and word in pairs and (pair := roles.get(f"{words.lower[i - 1]} {word}")):
            role = pair
        if i + 1 < n and not _ends_here(words, i):
            continue
        start = _left(words, i)
        if i + 1 < n and words.lower[i + 1] in ("bin", "ibn"):
            continue  # "Sultan bin Fahd" is called so
        if (word in _name_ends() and _ends_name(words, i, start)) or (word in surnames and _is_surname(words, i)):
            continue
        first = start
        while (
            first
            and words.tag[first - 1] in ("CD", "JJ", "RB", "JJS", "IN")
            and (
                words.tag[first - 1] == "CD"
                or (first < start and words.lower[first - 1] in ("at", "least", "about", "some", "many"))
            )
        ):
            first -= 1
        determiner = first - 1 if first and _determines(words, first - 1) else None
        if determiner is not None:
            first = determiner
            if (
                first
                and words.lower[first - 1] in ("both", "all", "several")
                and words.tag[first - 1] in ("DT", "PDT", "CC")
            ):
                first -= 1
        elif first and words.lower[first - 1] in ("both", "several", "many", "some"):
            first -= 1
        if word in _WEAK and not (determiner is not None or _before_name(words, i) or words.dep[i] == "appos"):
            continue
        end = _right(words, i, start, role, after_land)
        country = _country(words, at, start, i, end)
        status = next((_STATUS[w] for w in words.lower[start : i + 1] if w in _STATUS), None)
        own = any(k in at for k in range(start, i + 1))
        found.append(Title(first, start, i, end, determiner, role, country, status, own))
    return tuple(found)


def _before_name(words: Tokens, i: int) -> bool:
    return i + 1 < len(words) and words.text[i + 1][:1].isupper() and words.tag[i + 1].startswith("NNP")


def _ends_here(words: Tokens, i: int) -> bool:
    """Is the noun the last of its noun phrase, or followed by a name?"""
    tag, text = words.tag[i + 1], words.text[i + 1]
    if tag == "HYPH" or (words.touching(i + 1) and text == "-"):
        return False
    if tag in ("NN", "NNS") and not text[:1].isupper():
        return words.head[i] != i + 1 and words.dep[i] not in ("compound", "nmod", "amod")
    return True


def _left(words: Tokens, i: int) -> int:
    start, least = i, max(0, i - LONGEST_LEFT)
    while start > least:
        k = start - 1
        tag, low = words.tag[k], words.lower[k]
        if words.cut[k] or (words.first[start] and (tag == "_SP" or words.text[k] in _STOPS)):
            break
        if tag == "CD" and words.tag[start] != "HYPH":
            break
        if tag in _MODIFIER and low not in _CALENDAR and low not in _DETERMINER:
            if (tag == "VBG" and words.dep[k] not in ("amod", "compound")) or (
                tag == "VBN" and words.dep[k] in _VERBAL
            ):
                break
            start = k
        elif (tag == "RB" and words.head[k] in range(k + 1, i) and words.dep[k] == "advmod" and low != "later") or (
            low in ("and", "&", "/") and k - 1 >= least and _joined_modifier(words, k, i)
        ):
            start = k
        elif words.text[k] == ")" and k >= 2 and words.text[k - 2] == "(":
            start = k - 2
        else:
            break
    while start < i and (words.tag[start] in ("POS", "HYPH", "CC") or words.text[start] in "()'’"):
        start += 1
    return start


def _joined_modifier(words: Tokens, k: int, head: int) -> bool:
    """Is "and" inside one phrase ("foreign and defence ministers"), not between two ("Lee and the minister")?"""
    left, right = words.tag[k - 1], words.tag[k + 1]
    if words.ent[k - 1] == "PERSON" or left not in ("JJ", "NN", "NNP") or right not in ("JJ", "NN", "NNP"):
        return False
    if words.ent[k] and words.ent[k] == words.ent[k - 1]:
        return True
    return words.tag[head] == "NNS" and words.text[k - 1][:1].islower() and k + 2 <= head


def _determines(words: Tokens, k: int) -> bool:
    return words.tag[k] in ("DT", "PRP$", "PDT", "WP$")


def _right(words: Tokens, i: int, start: int, role: Role, after_land: Set[int]) -> int:
    """Where the complement ends: "of Orrin state", "for the army", "at a clinic in the city"."""
    end, n = i + 1, len(words)
    if end + 1 < n and words.lower[end] in _CLOSE and words.lower[end + 1] in ("to", "with"):
        end += 1  # "a person close to the talks"
    while end < n and words.lower[end] in _COMPLEMENT and end - i < LONGEST_RIGHT:
        prep = end
        if words.lower[prep] != "of" and not start <= words.head[prep] < prep:
            break
        if role.kind not in ("person", "group") and words.lower[prep] not in ("of", "in"):
            break
        k = prep + 1
        noun = False
        bound = _portfolio_end(words, k)
        while k < n and words.lower[k] not in _CALENDAR and not words.cut[k]:
            if k == bound or (noun and k in after_land and _begins_name(words, k)):
                break
            if words.tag[k] not in _NP and not (k > prep + 1 and words.ent[k] == "ORG" and not words.begins[k]):
                break
            if words.lower[k] in _ADDRESS:
                noun = False
                break
            if words.begins[k] and words.ent[k] in ("PERSON", "DATE", "TIME") and k > prep + 1 and noun:
                break
            if words.tag[k] == "CD" and words.ent[k] in ("DATE", "TIME"):
                break
            if words.tag[k] == "VBG" and words.dep[k] not in ("amod", "compound", "pobj"):
                break
            noun = noun or words.tag[k] in _NOUN or k < bound
            k += 1
        while k > prep + 1 and words.tag[k - 1] not in _NOUN:
            k -= 1
        # "Followers of X" are his; "the president of Peru X" is X, whatever the model takes for the name.
        somebody = words.ent[prep + 1] == "PERSON" and not bound and not role.plural and k not in after_land
        if not noun or words.ent[prep + 1] in ("DATE", "TIME") or somebody:
            break
        end = k
    return i + 1 if words.lower[end - 1] in _CLOSE else end


def _portfolio_end(words: Tokens, k: int) -> int:
    """Where "State" or "Foreign Affairs and Trade" ends before a name ("Secretary of State Pia Lund"); else 0."""
    end = k
    while end < len(words) and (words.lower[end] in PORTFOLIO or words.lower[end] in ("and", "&", ",")):
        end += 1
    while end > k and words.lower[end - 1] not in PORTFOLIO:
        end -= 1
    return end if end > k and _begins_name(words, end) else 0


def _begins_name(words: Tokens, k: int) -> bool:
    """Does a capitalised word that is no head of a body's or place's name go on here?"""
    n = len(words)
    if k >= n or not words.text[k][:1].isupper() or words.tag[k] not in ("NNP", "NNPS", "NN", "JJ"):
        return False
    end = k
    while end < n and words.text[end][:1].isupper() and words.text[end].isalpha():
        end += 1
    return not any(words.lower[j] in body_nouns() or words.lower[j] in PORTFOLIO for j in range(k, end))


def _ends_name(words: Tokens, i: int, start: int) -> bool:
    """Is a capitalised noun the last word of a name rather than what somebody is ("the Orrin Star")?"""
    return (
        i > 0
        and words.text[i][:1].isupper()
        and ((i > start and words.text[i - 1][:1].isupper()) or words.lower[i - 1] == "the")
        and words.tag[i] == "NNP"
        and not words.first[i]
        and not (i + 1 < len(words) and words.text[i + 1][:1].isupper())
    )


def _surnames(words: Tokens, roles: Mapping[str, Role]) -> frozenset[str]:
    """Nouns for people that are somebody's surname in this text ("Ida King")."""
    return frozenset(
        words.lower[i]
        for i in range(1, len(words))
        if words.ent[i] == words.ent[i - 1] == "PERSON"
        and not words.begins[i]
        and words.lower[i] in roles
        and words.text[i][:1].isupper()
        and words.text[i - 1][:1].isupper()
        and words.lower[i - 1] not in roles
        and not _before_name(words, i)
    )


def _is_surname(words: Tokens, i: int) -> bool:
    if not words.text[i][:1].isupper() or _before_name(words, i):
        return False
    return not i or words.tag[i - 1] not in ("DT", "PRP$", "POS", "JJ")


@functools.cache
def _name_ends() -> frozenset[str]:
    """Nouns for people that names of newspapers, ships and firms end in."""
    return frozenset(row["word"].lower() for row in table("mastheads")) | _THINGS


def _country(words: Tokens, at: dict[int, Land], start: int, head: int, end: int) -> str | None:
    """The country that a phrase names: before the head first ("Danish", "Peru's"), else in its complement."""
    for k in (*range(head - 1, start - 1, -1), *range(head + 1, end)):
        land = at.get(k)
        if land is not None and (land.wording != "seat" or k < head):
            if land.wording == "capital" and k > head and words.lower[land.start - 1] not in ("in", "of"):
                continue
            return land.country
    return None


@functools.cache
def _roles() -> dict[str, Role]:
    """Each noun (two words stand with a blank) to what it tells; the lexicon of roles before that of offices."""
    found: dict[str, Role] = {}
    for row in table("roles"):
        kind: ActorKind = row["kind"]  # type: ignore[assignment]
        if row["plural"] != row["noun"]:
            found.setdefault(row["noun"], Role(kind, False, row["gender"], row["sector"], kind == "person"))
        if row["plural"]:
            found.setdefault(row["plural"], Role(_many(kind), True, row["gender"], row["sector"], kind == "person"))
    heads: Counter[tuple[str, str]] = Counter()
    forms = [
        (form.lower().split(), row) for row in table("offices") for form in (row["title"], *values(row["variants"]))
    ]
    for words, row in sorted(forms, key=lambda f: len(f[0]) > 1):
        head = " ".join(words).split(" of ")[0].split(" for ")[0].split()[-1]
        kind = row["kind"]  # type: ignore[assignment]
        heads[head, kind] += 1 if len(words) > 1 else OFTEN
        if heads[head, kind] >= OFTEN and head not in found and head.isalpha():
            sector = "" if row["sector"] == "UNK" else row["sector"]
            plural = head.endswith("s") and not head.endswith("ss")
            found[head] = Role(kind, plural, "", sector, kind == "person")
            if not plural:
                found.setdefault(_plural(head), Role(_many(kind), True, "", sector, kind == "person"))
    for row in table("honorifics"):
        if row["kind"] in ("rank", "religious") and " " not in row["word"]:
            found.setdefault(row["word"].lower(), Role("person", False, row["gender"], "", True))
    return found


def _many(kind: ActorKind) -> ActorKind:
    return "group" if kind == "person" else kind


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@functools.cache
def body_nouns() -> frozenset[str]:
    """The nouns for bodies ("agency", "ministry", "police")."""
    return frozenset(noun for noun, role in _roles().items() if role.kind in ("organisation", "government"))


@functools.cache
def _pair_ends() -> frozenset[str]:
    return frozenset(noun.rsplit(" ", 1)[1] for noun in _roles() if " " in noun)
