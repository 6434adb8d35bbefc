"""Proper names: the model's entities mended by spelling, neighbours and a vote over the whole report.

The small model errs on foreign names, cuts them short and changes its label from line to line. Capitals tell where a
name stands, titles and place words tell what it is, and what is found in one place holds in every other.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from stemma.lexicon import table
from stemma.model import ActorKind
from stemma.reading.mentions.capitals import PEOPLE, STARTERS, doubtful, parts_of, runs_of, unhyphened, without_lead
from stemma.reading.mentions.name_kinds import (
    APPOSITION,
    EITHER,
    LABEL,
    LISTED,
    Votes,
    evidence,
    name_heads,
    place_end,
    share,
)
from stemma.reading.mentions.places import Land
from stemma.reading.mentions.titles import PORTFOLIO, Title
from stemma.reading.tokens import Tokens

TITLE_CASE = 0.7  # share of capitalised words from which a line is a headline whose capitals tell nothing
_HEADLINE_WORDS = 4

_OFFICE_WORDS = frozenset(
    "foreign prime defence defense interior exterior finance deputy vice chief first second senior junior assistant "
    "associate general state national federal regional provincial local former acting interim caretaker external "
    "internal home justice health education energy transport trade economy economic labour labor agriculture culture "
    "information security intelligence attorney special permanent executive managing supreme lord crown".split()
)
_BODIES = frozenset(
    "union association federation confederation brotherhood league society alliance order institute guild chamber "
    "college academy council committee board organisation organization coalition network fund campaign congress "
    "assembly conference forum group house front movement party".split()
)
_SIDES = frozenset("north south east west central upper lower".split())


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
    apposed = _apposed(words, found)
    headline = _headlines(words)
    runs = []
    inside = {k for land in places for k in range(land.start + 1, land.end)}
    for start, end in runs_of(words, barrier, {k for k, title in before.items() if title.end > title.head + 1}):
        if start not in inside:
            runs.extend(parts_of(words, start, end, land_at, headline))
    runs = without_lead(words, unhyphened(words, runs), headline)
    votes: dict[str, Votes] = defaultdict(lambda: defaultdict(float))
    genders: dict[int, str] = {}
    key = {run: " ".join(words.lower[run[0] : run[1]]) for run in runs}
    for run in runs:
        vote = votes[key[run]]
        if doubtful(words, run):
            continue  # counts for nothing by itself, but is the name that stands elsewhere
        if _is_money(words, run):
            continue
        genders[run[0]] = evidence(words, run, before, vote)
        if _is_branch(words, run, land_at):
            vote["organisation"] += APPOSITION
        if run[1] in apposed or run[0] in apposed:
            vote["person"] += APPOSITION
    share(votes, Counter(key.values()))
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
        if kind == "place" and end - start == 1 and (words.lower[start], "last") in name_heads():
            continue  # "Street", "Mount": the rest of the name is lost
        if kind == "group" and words.tag[start] == "JJ" and end - start == 1:
            continue  # "Arab", "Kurdish": what somebody is, not who
        if kind == "place":
            end = place_end(words, end)
            if end > run[1] and start and words.lower[start - 1] in _SIDES and words.text[start - 1][0].islower():
                start -= 1  # "central Aland district" is another place than Aland
        sure = min(1.0, 0.5 + weight / (2 * sum(vote.values()) + 2))
        named.append(Named(start, end, kind, genders.get(run[0], ""), sure))
    return tuple(named)


def _is_money(words: Tokens, run: tuple[int, int]) -> bool:
    """ "NT$61.20", "VND6.8": a sum that the tagger takes for a name."""
    return any(_money().match(words.text[k]) for k in range(*run))


def _is_branch(words: Tokens, run: tuple[int, int], land_at: Mapping[int, Land]) -> bool:
    """ "Telecom Peru", "Orrin Denmark": a firm's name before a country's, which the model knows for nothing."""
    start, end = run
    land = land_at.get(end - 1)
    return (
        end - start == 2
        and land is not None
        and (land.wording, land.end) == ("name", end)
        and words.tag[start] == "NNP"
        and words.lower[start] not in _SIDES
        and name_heads().get((words.lower[start], "first")) != "place"
        and ((words.lower[start], "last") in name_heads() or not any(words.ent[start:end]))
    )


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
        if (nxt < n and words.text[nxt][:1].isupper()) or (nxt < n and words.lower[nxt] in STARTERS):
            before[nxt] = title
            barrier.update(
                k for k in range(head + 1, nxt) if words.lower[k] in PORTFOLIO and words.lower[nxt - 1] in PORTFOLIO
            )
        inside = _inside_body(words, head) or _peoples(words, head) or _of_members(words, head)
        if words.text[head][:1].isupper() and inside:
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
    if words.lower[i] not in PEOPLE or i + 2 >= len(words):
        return False
    return words.text[i + 1] in ("'", "’", "'s", "’s") and words.text[i + 2][:1].isupper()


def _of_members(words: Tokens, i: int) -> bool:
    """ "Union of Concerned Scientists", "Federation of Teachers": a body named after its members."""
    k = i - 1
    while k > 0 and words.text[k][:1].isupper() and words.text[k].isalpha():
        k -= 1
    return (
        k > 0 and words.lower[k] in ("of", "for") and words.text[k - 1][:1].isupper() and words.lower[k - 1] in _BODIES
    )


def _apposed(words: Tokens, found: Sequence[Title]) -> set[int]:
    """Where a name ends before, or begins after, a comma and the office of one person ("X, the mayor of Y")."""
    edges = set()
    for title in found:
        if title.role.kind == "person" and title.role.office and words.lower[title.head] not in EITHER:
            if title.first and words.text[title.first - 1] == ",":
                edges.add(title.first - 1)
            closes = words.lower[title.end - 1] not in EITHER
            if title.end < len(words) and words.text[title.end] == "," and title.determiner is not None and closes:
                edges.add(title.end + 1)
    return edges


def _inside_body(words: Tokens, i: int) -> bool:
    """Is a capitalised office word a part of a body's or place's name ("General Assembly", "Prince George County")?"""
    ent, n, k = words.ent[i], len(words), i + 1
    while k < n and words.text[k][:1].isupper() and words.text[k].isalpha():
        k += 1
    if k == i + 1:
        return False
    last = words.lower[k - 1]
    if (last, "last") in name_heads():
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


def _known_elsewhere(
    words: Tokens, run: tuple[int, int], key: dict[tuple[int, int], str], headline: list[bool]
) -> bool:
    return any(k == key[run] and not headline[other[0]] for other, k in key.items() if other != run)


@functools.cache
def _money() -> re.Pattern[str]:
    codes = "|".join(sorted({row["code"] for row in table("currencies") if row["code"]}))
    return re.compile(rf"(?:[A-Z]{{0,3}}[$€£¥]|{codes})\d")
