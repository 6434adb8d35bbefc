"""Proper names: the model's entities mended by spelling, neighbours and a vote over the whole report.

The small model errs on foreign names, cuts them short and changes its label from line to line. Capitals tell where a
name stands, titles and place words tell what it is, and what is found in one place holds in every other.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from stemma.lexicon import table, values
from stemma.model import ActorKind
from stemma.reading.places import Land
from stemma.reading.titles import Title
from stemma.reading.tokens import Tokens

# Evidence for a kind, in units of one label by the model: spelled-out evidence outweighs three labels.
TITLE, HONORIFIC, LISTED, HEAD_WORD, APPOSITION, GIVEN_NAME, LOCATIVE, LABEL, ACRONYM = (
    5.0,
    6.0,
    6.0,
    4.5,
    3.0,
    2.0,
    1.5,
    1.0,
    1.0,
)
TITLE_CASE = 0.7  # share of capitalised words from which a line is a headline whose capitals tell nothing
_HEADLINE_WORDS = 4

_PARTICLES = frozenset(
    "al el as ash an ad ar at az bin ben ibn bint abu abd ould van von der den de da di do dos das del della la le du "
    "des ter ten zu af av ul ur ud uz".split()
)
_STARTERS = frozenset("al el ash bin ben ibn bint von van ul as an ad ar at az".split())
_ADDRESS = frozenset("mr mrs ms messrs".split())
_HYPHENED = frozenset("as ash an ad ar at az ul ur ud uz e y".split())  # particles only before a hyphen: "at" is a word
# What follows a name after a hyphen and is no syllable of it ("X-led", "X-based").
_NO_SYLLABLE = frozenset(
    "led run era born wide like held made area site type size plus free only bred day week year mile old long hit style to of to "
    "backed based owned funded built style style and the per off on up out side city post ward pro anti non ex level elect".split()
)
_CLOSED = frozenset("DT IN PRP PRP$ CC WDT WP WRB RB RBR RBS MD EX TO UH PDT WP$ CD VBZ VBP VBD VB".split())
_NO_NAME = frozenset(
    "gmt utc est edt cst cdt mst mdt pst pdt bst cet cest eet msk ist jst kst sast aest am pm i a.m. p.m. monday tuesday "
    "wednesday thursday friday saturday sunday january february march april june july august september october november "
    "december mr mrs ms dr".split()
)
_LABELS: dict[str, ActorKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "PRODUCT": "organisation",
}
_OTHER = frozenset("EVENT LAW LANGUAGE WORK_OF_ART".split())
_NUMBERS = frozenset("DATE TIME CARDINAL ORDINAL MONEY PERCENT QUANTITY".split())
_OFFICE_WORDS = frozenset(
    "foreign prime defence defense interior exterior finance deputy vice chief first second senior junior assistant "
    "associate general state national federal regional provincial local former acting interim caretaker external "
    "internal home justice health education energy transport trade economy economic labour labor agriculture culture "
    "information security intelligence attorney special permanent executive managing supreme lord crown".split()
)
_PEOPLE = frozenset(
    "people peoples women workers children doctors veterans farmers teachers journalists lawyers men".split()
)
_SIDES = frozenset("north south east west central upper lower".split())
_LOCATIVE = frozenset("in near outside inside around across".split())
_TAKES_PART = frozenset("nsubj agent dobj dative conj appos".split())
_CAMEL = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+")
_AGE = re.compile(r"\d{1,2}")


class Named(msgspec.Struct, frozen=True):
    """A name by token numbers, honorifics left out; ``gender`` is what an honorific tells."""

    start: int
    end: int
    kind: ActorKind
    gender: str
    sure: float


def names(words: Tokens, places: Sequence[Land], found: Sequence[Title]) -> tuple[Named, ...]:
    """Every proper name but bare countries, demonyms and capitals, in order, none inside another."""
    land_at = {land.start: land for land in places}
    barrier, before = _barriers(words, found)
    headline = _headlines(words)
    runs = []
    inside = {k for land in places for k in range(land.start + 1, land.end)}
    for start, end in _runs(words, barrier):
        if start not in inside:
            runs.extend(_parts(words, start, end, land_at, headline))
    runs = _unhyphened(words, runs)
    votes: dict[str, Counter[ActorKind]] = defaultdict(Counter)
    genders: dict[int, str] = {}
    key = {run: " ".join(words.lower[run[0] : run[1]]) for run in runs}
    for run in runs:
        genders[run[0]] = _evidence(words, run, before, votes[key[run]])
    _share(votes)
    named = []
    for run in runs:
        vote = votes[key[run]]
        if not vote:
            continue
        kind, weight = max(sorted(vote.items()), key=lambda kv: kv[1])
        if (
            weight < LABEL
            or kind == "other"
            or (weight < LISTED and headline[run[0]] and not _known_elsewhere(words, run, key, headline))
        ):
            continue
        start, end = run
        if kind == "place" and end - start == 1 and (words.lower[start], "last") in _heads():
            continue  # "Street", "Mount": the rest of the name is lost
        if kind == "group" and words.tag[start] == "JJ" and end - start == 1:
            continue  # "Arab", "Kurdish": what somebody is, not who
        if kind == "place":
            end = _place_end(words, end)
            if end > run[1] and start and words.lower[start - 1] in _SIDES and words.text[start - 1][0].islower():
                start -= 1  # "central Aland district" is another place than Aland
        named.append(Named(start, end, kind, genders[run[0]], min(1.0, 0.5 + weight / (2 * sum(vote.values()) + 2))))
    return tuple(named)


def _barriers(words: Tokens, found: Sequence[Title]) -> tuple[set[int], dict[int, Title]]:
    """Tokens of offices, which no name may hold, and the title before each token where a name may begin."""
    barrier: set[int] = set()
    before: dict[int, Title] = {}
    n = len(words)
    for title in found:
        if not title.role.office:
            continue
        head = title.head
        nxt = title.end
        if (nxt < n and words.text[nxt][:1].isupper()) or (nxt < n and words.lower[nxt] in _STARTERS):
            before[nxt] = title
        if words.text[head][:1].isupper() and (_inside_body(words, head) or _peoples(words, head)):
            continue
        barrier.add(head)
        k = head - 1
        while k >= title.start and (
            words.lower[k] in _OFFICE_WORDS or words.tag[k] in ("HYPH", "CC") or words.lower[k] == "co"
        ):
            barrier.add(k)
            k -= 1
    return barrier, before


def _peoples(words: Tokens, i: int) -> bool:
    """ "Workers' Party", "People's Council": people in the name of a body."""
    if words.lower[i] not in _PEOPLE or i + 2 >= len(words):
        return False
    return words.text[i + 1] in ("'", "’", "'s", "’s") and words.text[i + 2][:1].isupper()


def _inside_body(words: Tokens, i: int) -> bool:
    """Is a capitalised office word a part of a body's or place's name ("General Assembly", "Prince George County")?"""
    ent, n, k = words.ent[i], len(words), i + 1
    while k < n and words.text[k][:1].isupper() and words.text[k].isalpha():
        k += 1
    if k == i + 1:
        return False
    last = words.lower[k - 1]
    if (last, "last") in _heads():
        return True
    return (
        ent not in ("", "PERSON", "NORP")
        and ent == words.ent[i + 1]
        and not words.begins[i + 1]
        and k - i == 2
        and i > 0
        and not words.begins[i]
    )


def _headlines(words: Tokens) -> list[bool]:
    """Which tokens stand in a line whose words are all capitalised."""
    marks = [False] * len(words)
    start, n = 0, len(words)
    for i in range(n + 1):
        if i < n and words.tag[i] != "_SP":
            continue
        line = [k for k in range(start, i) if len(words.text[k]) > 3 and words.text[k].isalpha()]
        if len(line) >= _HEADLINE_WORDS and words.text[i - 1] not in ".!":
            capital = sum(words.text[k][0].isupper() for k in line)
            if capital >= TITLE_CASE * len(line):
                marks[start:i] = [True] * (i - start)
        start = i + 1
    return marks


def _runs(words: Tokens, barrier: set[int]) -> list[tuple[int, int]]:
    """Maximal stretches of capitalised tokens, with the particles, hyphens and "of" that join them."""
    n = len(words)
    text, lower, tag, ent = words.text, words.lower, words.tag, words.ent
    honorifics = _honorifics()

    def capital(i: int) -> bool:
        t = text[i]
        if not t[0].isupper() or words.cut[i] or i in barrier or lower[i] in _NO_NAME:
            return False
        return not (ent[i] in _NUMBERS and not tag[i].startswith("NNP")) and not (ent[i] == "DATE" and tag[i] != "NNP")

    runs, i = [], 0
    while i < n:
        starter = (
            lower[i] in _STARTERS
            and text[i][0].islower()
            and i + 1 < n
            and not words.cut[i]
            and _leads(words, i, capital)
        )
        if not starter and not capital(i):
            i += 1
            continue
        if (
            lower[i].rstrip(".") in honorifics
            and i + 1 < n
            and (capital(i + 1) or lower[i + 1] in _STARTERS or text[i + 1] == ".")
        ):
            i += 1
            continue
        start, i = i, i + 1
        while i < n:
            if words.cut[i] or i in barrier or lower[i].rstrip(".") in _ADDRESS:
                break
            if capital(i):
                i += 1
            elif (
                tag[i] == "HYPH" and i + 1 < n and words.touching(i) and words.touching(i + 1) and capital(i + 1)
            ) or (text[i] == "-" and _syllable(words, i, start)):
                i += 2
            elif (
                text[i] == "-"
                and i + 1 < n
                and words.touching(i)
                and words.touching(i + 1)
                and (capital(i + 1) or lower[i + 1] in _PARTICLES)
            ) or (lower[i] in _PARTICLES and _leads(words, i, capital)):
                i += 1
            elif lower[i] in ("of", "for", "and", "&", "in") and i + 1 < n and _joins(words, i, start, capital):
                i += 2 if lower[i + 1] == "the" else 1
            elif (text[i] in ("'s", "’s", "'", "’") and i + 1 < n and capital(i + 1) and lower[i - 1] in _PEOPLE) or (
                text[i] == "." and len(text[i - 1]) == 1 and i + 1 < n and capital(i + 1)
            ):
                i += 1
            else:
                break
        while i > start + 1 and (
            text[i - 1] in ("-", ".", "'", "’", "'s", "’s")
            or (text[i - 1][0].islower() and lower[i - 1] in _PARTICLES | {"of", "the", "and"})
        ):
            i -= 1
        runs.append((start, i))
    return runs


def _syllable(words: Tokens, i: int, start: int) -> bool:
    """Does a hyphen join the second syllable of a given name in lower case ("Ha Min-jun")?"""
    if i + 1 >= len(words) or i - start != 2 or not (words.touching(i) and words.touching(i + 1)):
        return False
    low = words.text[i + 1]
    return low.islower() and low.isalpha() and len(low) <= 5 and low not in _NO_SYLLABLE and words.text[i - 1].isalpha()


def _leads(words: Tokens, i: int, capital: object) -> bool:
    """Does a particle lead, over hyphens and other particles, to a capitalised word close by?"""
    k, n = i + 1, len(words)
    if words.lower[i] in _HYPHENED and not (k < n and words.text[k] == "-" and words.touching(k)):
        return False
    while (
        k < n and k <= i + 4 and (words.text[k] == "-" or (words.lower[k] in _PARTICLES and words.text[k][0].islower()))
    ):
        k += 1
    return k < n and k > i and words.text[k][0].isupper() and not words.cut[k] and words.tag[k] != "PRP"


def _joins(words: Tokens, i: int, start: int, capital: object) -> bool:
    """Does "of", "for" or "and" stand inside one name?"""
    k = i + 2 if words.lower[i + 1] == "the" else i + 1
    if k >= len(words) or not words.text[k][0].isupper() or words.cut[k]:
        return False
    if words.lower[i] == "of" and (words.lower[i - 1], "of") in _heads():
        return True
    labels = ("ORG",) if words.lower[i] == "and" else ("ORG", "FAC", "LOC", "GPE")
    return (
        words.ent[i] in labels
        and words.ent[i] == words.ent[k] == words.ent[i - 1]
        and not words.begins[i]
        and not words.begins[k]
    )


def _parts(
    words: Tokens, start: int, end: int, land_at: dict[int, Land], headline: list[bool]
) -> list[tuple[int, int]]:
    """The names in one run: countries and demonyms at its edges come off unless they are part of a body's name."""
    while (
        start < end
        and (words.first[start] or headline[start] or words.tag[start] == "DT")
        and (words.tag[start] in _CLOSED or words.lower[start] in ("the", "a", "an"))
        and not (words.ent[start] and not words.begins[start])
    ):
        start += 1
    if start >= end:
        return []
    whole_body = (words.lower[end - 1], "last") in _heads() and end - start > 1
    first = land_at.get(start)
    if first is not None:
        if first.end >= end:
            return []
        one_entity = (
            words.ent[start] in ("ORG", "FAC", "LOC", "GPE", "EVENT")
            and not any(words.begins[start + 1 : end])
            and all(words.ent[start:end])
        )
        of_name = any(words.lower[k] == "of" for k in range(start, end))
        if whole_body or (one_entity and first.wording != "capital") or of_name:
            return [(start, end)]
        rest = first.end
        if words.text[rest] == "-":
            rest += 1
        elif (
            first.wording in ("name", "capital")
            and words.ent[rest]
            and words.ent[rest] == words.ent[start]
            and not words.begins[rest]
        ):
            return [(start, end)]
        return _parts(words, rest, end, land_at, headline)
    for k in range(start + 1, end):
        land = land_at.get(k)
        if land is not None and land.end == end and words.text[k - 1] == "-" and not whole_body:
            return [(start, k - 1)]
        if (
            land is not None
            and words.begins[k]
            and words.ent[k - 1]
            and not whole_body
            and words.lower[k - 1] not in ("of", "the", "and", "new")
        ):
            return [*_parts(words, start, k, land_at, headline), *_parts(words, k, end, land_at, headline)]
    if words.first[start] and end - start == 1 and not words.ent[start] and words.tag[start] not in ("NNP", "NNPS"):
        return []
    return [(start, end)]


def _unhyphened(words: Tokens, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Two names that a hyphen sets against each other ("the Ode-Marsh talks"), where both stand elsewhere too."""
    last = Counter(words.text[end - 1] for start, end in runs if end - start != 3 or words.text[start + 1] != "-")
    parted = []
    for start, end in runs:
        if end - start == 3 and words.text[start + 1] == "-" and last[words.text[start]] and last[words.text[end - 1]]:
            parted += [(start, start + 1), (end - 1, end)]
        else:
            parted.append((start, end))
    return parted


def _evidence(words: Tokens, run: tuple[int, int], before: dict[int, Title], vote: Counter[ActorKind]) -> str:
    """Adds what speaks for each kind to the vote; the gender that an honorific before the name tells."""
    start, end = run
    n = len(words)
    lower, heads = words.lower, _heads()
    last = lower[end - 1]
    text = " ".join(words.text[start:end])
    gender = ""
    listed = listed_names().get(text) or listed_names().get(text.replace(" - ", "-"))
    if listed:
        vote[listed] += LISTED
    elif text in known_places():
        vote["place"] += HEAD_WORD
    elif end - start == 1 and len(text) > 2 and listed_names().get(text.upper()):
        vote["organisation"] += LISTED / 2
    if (last, "last") in heads and end - start > 1:
        vote[heads[last, "last"]] += HEAD_WORD
    if end - start > 1 and (lower[start], "first") in heads:
        vote[heads[lower[start], "first"]] += LABEL
    for k in range(start + 1, end - 1):
        if lower[k] == "of" and (lower[k - 1], "of") in heads:
            vote[heads[lower[k - 1], "of"]] += HEAD_WORD
    if _place_end(words, end) > end:
        vote["place"] += HEAD_WORD
    if start > 1 and lower[start - 1] == "of" and heads.get((lower[start - 2], "last")) == "place":
        vote["place"] += HEAD_WORD
    prior = start - 1
    if prior > 0 and words.text[prior] == "." and not words.first[start]:
        prior -= 1
    if prior >= 0 and (honorific := _honorifics().get(lower[prior].rstrip("."))) and words.text[prior][0].isupper():
        vote["person"] += HONORIFIC
        gender = honorific[0]
    title = before.get(start)
    if title is not None and not (heads.get((last, "last")) and end - start > 1):
        vote["person"] += TITLE
    if (
        end + 1 < n
        and words.text[end] == ","
        and _AGE.fullmatch(words.text[end + 1])
        and end + 2 < n
        and words.text[end + 2] == ","
    ):
        vote["person"] += APPOSITION
    if lower[start] in _given():
        vote["person"] += GIVEN_NAME if end - start > 1 else 0.0
    labels = [words.ent[k] for k in range(start, end) if words.ent[k]]
    if labels:
        label = Counter(labels).most_common(1)[0][0]
        if label in _LABELS:
            vote[_LABELS[label]] += LABEL
        elif label in _OTHER:
            vote["other"] += 2 * LABEL
    elif end - start > 1:
        vote["other"] += LABEL / 2
    elif words.tag[start] == "NNP" and not words.first[start] and words.dep[start] in _TAKES_PART and text[0].isupper():
        vote["organisation"] += LABEL
    if end - start == 1 and _CAMEL.fullmatch(text):
        vote["organisation"] += LABEL
    if (
        start
        and lower[start - 1] in _LOCATIVE
        and words.tag[end - 1].startswith("NNP")
        and words.dep[end - 1] == "pobj"
    ):
        vote["place"] += LOCATIVE
    if (
        end - start == 1
        and words.text[start].isupper()
        and 2 <= len(words.text[start].replace(".", "")) <= 7
        and labels
    ):
        vote["organisation"] += ACRONYM
    return gender


def _share(votes: dict[str, Counter[ActorKind]]) -> None:
    """A surname is a person where a fuller name is one; a first word of a body or place is that body or place."""
    whole: dict[str, ActorKind] = {}
    for name in sorted(votes):
        parts = name.split()
        if len(parts) > 1 and votes[name]:
            kind, weight = max(sorted(votes[name].items()), key=lambda kv: kv[1])
            if kind == "person" and weight >= LABEL:
                whole.setdefault(parts[-1], kind)
                for k in range(1, len(parts)):
                    whole.setdefault(" ".join(parts[k:]), kind)
    for name in sorted(votes):
        if name in whole and len(name) > 2:
            votes[name][whole[name]] += LISTED / 2


def _known_elsewhere(
    words: Tokens, run: tuple[int, int], key: dict[tuple[int, int], str], headline: list[bool]
) -> bool:
    return any(k == key[run] and not headline[other[0]] for other, k in key.items() if other != run)


def _place_end(words: Tokens, end: int) -> int:
    """Where a name ends with the lower-case place noun that follows it: "Orrin province", "Orrin refugee camp"."""
    n = len(words)
    for size in (1, 2):
        k = end + size - 1
        if k >= n or words.tag[k] not in ("NN", "NNS", "NNP") or words.text[k][0].isupper():
            return end
        if _heads().get((words.lower[k], "last")) == "place":
            return k + 1
    return end


@functools.cache
def _heads() -> dict[tuple[str, str], ActorKind]:
    return {(row["word"], row["where"]): row["kind"] for row in table("name_heads")}  # type: ignore[misc]


@functools.cache
def _honorifics() -> dict[str, tuple[str, str]]:
    return {row["word"].lower(): (row["gender"], row["kind"]) for row in table("honorifics")}


@functools.cache
def _given() -> frozenset[str]:
    return frozenset(form.lower() for row in table("given_names") for form in values(row["names"]))


@functools.cache
def listed_names() -> dict[str, ActorKind]:
    """Bodies, agencies and outlets of the lexicons by every form that means nothing else, with their kind."""
    found: dict[str, ActorKind] = {}
    for name in ("bodies", "sources"):
        for row in table(name):
            plain = set(values(row["ambiguous"]))
            kind: ActorKind = row["kind"] if name == "bodies" else "organisation"  # type: ignore[assignment]
            for form in (row["name"], *values(row["names"])):
                if form not in plain and not form.endswith(")"):
                    found.setdefault(form.removeprefix("The ").removeprefix("the "), kind)
    return found


@functools.cache
def known_places() -> dict[str, str]:
    """Cities and regions of the lexicon with their country."""
    return {row["name"]: row["country"] for row in table("places")}
