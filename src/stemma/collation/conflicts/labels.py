"""The words of different tone by which reports name one target: a government or "regime", protesters or a "mob"."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from stemma.collation.clauses import span_of
from stemma.collation.common import in_debris
from stemma.collation.similarity import stems
from stemma.lexicon import table, values
from stemma.model import Actor, Span, Stretch, Witness

LIKE_SENTENCES = 0.5  # share of the shorter sentence's content words from which two sentences tell the same thing
FEWEST_SHARED = 4
DEED = "deed:"  # begins the name of a family of verbs
NAME_WITHIN = 60  # characters after a label within which a name says whom it means ("the gang that calls itself …")


Tone = Literal["favourable", "neutral", "unfavourable"]

_STATUS = frozenset(
    """interim transitional caretaker provisional de-facto self-declared self-proclaimed unelected unrecognised
    unrecognized communist islamist military army-backed military-backed puppet breakaway
    internationally-recognised
    internationally-recognized""".split()
)
_FORMER = frozenset("former previous old ousted toppled fallen deposed defunct erstwhile ex overthrown".split())
_SUBNATIONAL = frozenset(
    """provincial local regional state city municipal county district port town village airport prison school
    university health church tribal""".split()
)
_DETERMINERS = frozenset(
    "the a an his her its their our my your this that these those some any no every each another such".split()
)
_LEFT = re.compile(r"(?:[\w][\w.’'-]*[ \u00a0]){1,4}$")
_STOP_LEFT = frozenset(
    """of in on at by for with from and or but to as is are was were be been being had has have that which who when
    while said says say told not into over after before between against under about than then it he she they we i you
    if because during since until against led made called accused blamed urged asked backed""".split()
)
_PLACE_RIGHT = re.compile(r"\s(?:in|of)\s(?:[A-Z][\w’'-]+)(?:\s[A-Z][\w’'-]+){0,2}")
_MANY_KINDS = ("administration", "leadership", "rulers", "ruler")  # of firms, towns and parties too
_PERSON = re.compile(r"\b[A-Z][\w-]+")
# A gang by its name, or of a known kind, is what it calls itself or what the police call it: no judgement.
_KNOWN_GANG = re.compile(r"\b(?:rival|street|drugs?|criminal|crime|prison|youth|biker|[A-Z]\w+|\d+)[ -]$")
_TITLE = re.compile(r"[A-Z]\w+\s(?=[A-Z][a-z])")  # "President Veit": a title, no naming
_SELF_TOLD = re.compile(
    r"\s(?:that|which|who)\s(?:calls?|says?|claims?|styles?|describes?)\s[^,.;:\"“”()]{3,70}(?=[,.;:\"“”()])"
)
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)+|\b[A-Z]{2,}\b")


class Naming(msgspec.Struct, frozen=True):
    """One place where a report names a target: the span, its words without articles, family, tone and the target."""

    witness: int
    span: Span
    words: str
    family: str
    tone: Tone
    status: str
    sentence: Stretch
    target: str | None


def namings(witnesses: Sequence[Witness], actors: Sequence[Actor]) -> tuple[Naming, ...]:
    """All namings of the reports in order; ``target`` is a country's ruler or an actor's id where that is known."""
    of = {(m.report, m.start, m.end): a for a in actors for m in a.mentions}
    found = []
    for w, witness in enumerate(witnesses):
        text = witness.report.text
        heads = {(m.head or m.span).start: m for m in witness.reading.mentions if m.type == "nominal"}
        heads.update({(m.head or m.span).end: m for m in witness.reading.mentions if m.type == "nominal"})
        for sentence in witness.reading.sentences:
            if in_debris(witness, sentence):
                continue
            for m in _words().finditer(text, sentence.start, sentence.end):
                if text[m.end() : m.end() + 1] == "-" or _TITLE.match(text, m.start()):
                    continue
                mention = heads.get(m.end()) or heads.get(m.start())
                actor = of.get((witness.report.id, mention.span.start, mention.span.end)) if mention else None
                start = _left(text, sentence.start, m.start())
                local = _SUBNATIONAL & set(text[start : m.start()].lower().split())
                for family, tone in _families()[m.group().lower()]:
                    if family == "ruler" and local:
                        continue
                    end = m.end()
                    if family == "ruler" and (place := _PLACE_RIGHT.match(text, end, sentence.end)):
                        end = place.end()
                    if family == "fighters" and (own := _SELF_TOLD.match(text, end, sentence.end)):
                        end = own.end()
                    known = m.group().lower().startswith("gang") and _KNOWN_GANG.search(text, sentence.start, m.start())
                    told = "neutral" if known else tone
                    found.append(_naming(witnesses, w, start, end, m.end(), family, told, sentence, actor))
    return tuple(found)


def _naming(
    witnesses: Sequence[Witness],
    w: int,
    start: int,
    end: int,
    head_end: int,
    family: str,
    tone: Tone,
    sentence: Stretch,
    actor: Actor | None,
) -> Naming:
    span = span_of(witnesses, w, start, end)
    tokens = re.findall(r"[\w-]+(?:[’']s\b)?", span.text.lower())
    words = " ".join(t for t in tokens if t not in _DETERMINERS)
    kept = frozenset(tokens)
    status = " ".join(t for t in tokens if t in _STATUS or t.endswith("-backed")) if family == "ruler" else ""
    target = actor.id if actor else None
    if family in ("ruler", "leader"):
        country = _country(span.text) or (actor.country if actor and family == "ruler" else None)
        named = "" if country else " ".join(t for t in _PERSON.findall(span.text) if t.lower() not in _DETERMINERS)
        known = f"{country or named}:{'former' if kept & _FORMER else 'present'}"
        target = known if family == "ruler" or country else None
        if family == "leader" and tone == "neutral" and (not _country(span.text) or tokens[-1].endswith("s")):
            target = None
    if status and tone == "neutral" and "communist" in status:
        tone = "unfavourable"
    return Naming(w, span, words, family, tone, status, sentence, target)


def _left(text: str, floor: int, start: int) -> int:
    """Where the noun phrase of a label begins: up to four words back, no further than its article or possessive."""
    before = _LEFT.search(text, max(floor, start - 60), start)
    if before is None:
        return start
    place = start
    for m in reversed(list(re.finditer(r"\S+", before.group()))):
        word = m.group().lower()
        if word in _STOP_LEFT:
            break
        place = before.start() + m.start()
        if word in _DETERMINERS or word.endswith(("'s", "’s", "s'", "s’")):
            break
    return place


@functools.cache
def _families() -> dict[str, tuple[tuple[str, Tone], ...]]:
    found: dict[str, list[tuple[str, Tone]]] = {}
    for row in table("labels"):
        if not row["family"].startswith(DEED):
            for word in (row["word"], *values(row["forms"])):
                found.setdefault(word, []).append((row["family"], row["tone"]))  # type: ignore[arg-type]
    return {k: tuple(v) for k, v in found.items()}


@functools.cache
def _words() -> re.Pattern[str]:
    longest_first = sorted(_families(), key=lambda w: (-len(w), w))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w])", re.I)


@functools.cache
def _lands() -> dict[str, str]:
    """Names, demonyms and capitals of the countries, by their words in lower case, with ISO 3166 alpha-3 codes."""
    return {
        v.lower(): row["iso3"]
        for row in reversed(table("countries"))
        for column in row
        if column in ("demonyms", "names", "name", "capital", "capitals")
        for v in values(row[column])
    }


def _country(words: str) -> str | None:
    plain = re.sub(r"[’']s?\b|-(?:based|led|backed|controlled)\b", "", words).lower()
    tokens = re.findall(r"[\w.-]+", plain)
    for n in (3, 2, 1):
        for i in range(len(tokens) - n + 1):
            code = _lands().get(" ".join(tokens[i : i + n]))
            if code:
                return code
    return None


def targets(witnesses: Sequence[Witness], found: Sequence[Naming]) -> list[list[Naming]]:
    """The namings that stand for one target, two or more reports each.

    A ruler is known by country. What else is one target is told by one actor, by a name beside it, or by sentences
    that tell the same thing.
    """
    groups: list[list[Naming]] = []
    rulers: dict[str, list[Naming]] = {}
    for n in found:
        if n.family == "ruler" and n.target:
            rulers.setdefault(n.target, []).append(n)
    known = sorted({k.split(":")[0] for k in rulers} - {""})
    if len(known) == 1 and known[0].isupper():
        for state in ("former", "present"):
            bare = [n for n in rulers.pop(f":{state}", []) if not n.words.endswith(_MANY_KINDS)]
            if bare:
                rulers.setdefault(f"{known[0]}:{state}", []).extend(bare)
    groups += [g for k, g in sorted(rulers.items()) if not k.startswith(":")]
    for family in sorted({n.family for n in found} - {"ruler"}):
        mine = [n for n in found if n.family == family]
        if len({n.tone for n in mine}) > 1:
            groups += _linked(witnesses, mine)
    return [g for g in groups if len({n.witness for n in g}) > 1]


def _linked(witnesses: Sequence[Witness], mine: Sequence[Naming]) -> list[list[Naming]]:
    words = [frozenset(stems(n.sentence.of(witnesses[n.witness].report.text))) for n in mine]
    names = [_beside(witnesses, n) for n in mine]
    parent = list(range(len(mine)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for i in range(len(mine)):
        for j in range(i + 1, len(mine)):
            a, b = mine[i], mine[j]
            shared = len(words[i] & words[j])
            alike = shared >= FEWEST_SHARED and shared >= LIKE_SENTENCES * min(len(words[i]), len(words[j]))
            if (a.target and a.target == b.target) or names[i] & names[j] or (alike and a.witness != b.witness):
                parent[max(root(i), root(j))] = min(root(i), root(j))
    groups: dict[int, list[Naming]] = {}
    for i, n in enumerate(mine):
        groups.setdefault(root(i), []).append(n)
    return [g for _, g in sorted(groups.items())]


def _beside(witnesses: Sequence[Witness], naming: Naming) -> frozenset[str]:
    """The proper names of two words or more, or in capitals, that follow a label at once."""
    text = witnesses[naming.witness].report.text
    end = min(naming.span.end + NAME_WITHIN, naming.sentence.end)
    follow = text[naming.span.end : end]
    before = text[max(naming.sentence.start, naming.span.start - 2 - NAME_WITHIN // 2) : naming.span.start]
    apposed = _NAME.findall(before) if before.rstrip().endswith(",") else []
    return frozenset(n.removeprefix("The ") for n in (*_NAME.findall(follow)[:1], *apposed[-1:]))
