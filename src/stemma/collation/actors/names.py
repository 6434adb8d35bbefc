"""Do two names denote one person or body? Names in parts with roles, parts compared by sound.

A person's name is parted into honorifics, given name, father's name (after bin or ibn), further parts and a generation
suffix; particles go with the part that follows. Two names are one where every part of the shorter finds its like in
the longer and nothing stands against it: differing given names part two names however alike the rest is.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import pairwise

from stemma.collation.actors.body_names import bodies_alike, body_name
from stemma.collation.actors.name_parts import PARTICLES, Name, Part, name_words
from stemma.collation.actors.pinyin import pinyin
from stemma.collation.actors.sounds import CACHED, folded, likeness
from stemma.lexicon import table, values

SAME = 0.72  # from here on two names are taken for one; chosen on labelled pairs of names in the news
WRITTEN_AS_ONE = 0.97  # the most that two names written as one and apart can be alike
PART_APART = 0.55  # parts less alike than this are not set beside each other but stand unmatched
PLAINLY = 0.8  # parts so alike that stand in one place belong together: no other pairing is looked for
SURNAME_ALONE = 0.78  # a bare surname against a fuller name that ends in it: likely, the story decides
GIVEN_ALONE = 0.45

_SON = frozenset("bin ben ibn bint binti ould".split())
_GIVEN_TOO = frozenset("ed e y".split())  # conjunctions of Romance names inside one, a given name or initial before it
_ABD = frozenset("abd abdel abdul abdal abdol abdur abder abdou".split())
_SUFFIX = {
    "jr": "jr",
    "junior": "jr",
    "sr": "sr",
    "senior": "sr",
    "ii": "ii",
    "iii": "iii",
    "iv": "iv",
    "filho": "jr",
    "hijo": "jr",
}
_PATRONYMIC = re.compile(r"(ov|ev|yev|iev)(i?ch|itch|ych|yc|na)$")
_MOHAMMEDS = frozenset("mohammad mohammed muhammad mohamed mohamad muhammed seyed sayyid".split())


def similarity(name1: str, name2: str, schema: str = "Person") -> float:
    """How likely two names denote one person (schema "Person") or body (any other), from 0 to 1; ``SAME`` is a yes."""
    body = schema != "Person"
    return alike(parsed(name1, body), parsed(name2, body))[0]


def alike(a: Name, b: Name) -> tuple[float, tuple[str, ...]]:
    """The likeness of two names and, in a few words each, what decided it."""
    if a.text == b.text:
        return 1.0, ("same words",)
    if (len(b.parts), b.text) < (len(a.parts), a.text):
        a, b = b, a
    if a.body or b.body:
        return bodies_alike(a, b)
    return _people_alike(a, b)


@functools.lru_cache(CACHED)
def parsed(text: str, body: bool = False) -> Name:
    """A name in its parts; honorifics, ranks and noble titles before a person's name are left out."""
    return body_name(text) if body else _person(text)


def _person(text: str) -> Name:
    plain = text
    if "," in text:
        last, _, first = text.partition(",")
        plain = f"{first} {last}"
    words = name_words(plain)
    if words and _says_more().isdisjoint(words):
        return _plain_person(text, words)
    honorifics = _honorifics()
    suffix, regnal, kept = "", False, list(words)
    while len(kept) > 1 and (kind := honorifics.get(kept[0])):
        regnal = regnal or kind in ("noble", "religious")
        kept.pop(0)
    while len(kept) > 1 and kept[-1] in _SUFFIX:
        suffix = _SUFFIX[kept.pop()]
    if "of" in kept[1:]:
        kept = kept[: kept.index("of")]
    parts: list[Part] = []
    father = servant = False
    for i, word in enumerate(kept):
        if word in _SON and i + 1 < len(kept):
            father = True
            continue
        if servant:
            word, servant = "abd" + re.sub(r"^(al|el|ul|ar|er|ur)$", "", word), word in PARTICLES
            if servant:
                continue
        elif word in _ABD and i + 1 < len(kept):
            servant = True
            continue
        elif word in PARTICLES and i + 1 < len(kept) and (i or word not in _GIVEN_TOO):
            continue
        word = _servant(word)
        role = "father" if father else "initial" if len(word) == 1 else "other"
        if parts and 0 < i < len(kept) - 1 and _PATRONYMIC.search(word):
            role = "patronymic"
        parts.append(Part(word, role))
        father = False
    if not parts:
        parts = [Part(folded(text) or text.lower(), "other")]
    if len(parts) > 1 and parts[0].role == "other":
        parts[0] = Part(parts[0].text, "given")
    whole = "".join(p.text for p in parts)
    readings = (other,) if "-" in text and (other := pinyin(text)) else ()
    return Name(text=text, body=False, parts=tuple(parts), whole=whole, suffix=suffix, regnal=regnal, readings=readings)


def _plain_person(text: str, words: Sequence[str]) -> Name:
    """A name of which no word is a particle, a title or the like: given name, further parts, surname."""
    last = len(words) - 1
    parts = []
    for i, word in enumerate(words):
        if word.startswith("abd"):
            word = _servant(word)
        if len(word) == 1:
            role = "initial"
        elif 0 < i < last and _PATRONYMIC.search(word):
            role = "patronymic"
        else:
            role = "other" if i or not last else "given"
        parts.append(Part(word, role))
    readings = (other,) if "-" in text and (other := pinyin(text)) else ()
    return Name(text=text, body=False, parts=tuple(parts), whole="".join([p.text for p in parts]), readings=readings)


@functools.cache
def _says_more() -> frozenset[str]:
    """The words of names that are no part of their own: particles, titles, "son of", generations."""
    return frozenset({*PARTICLES, *_SON, *_SUFFIX, *_ABD, *_honorifics(), "of"})


def _servant(word: str) -> str:
    """ "Abdulrahman", "Abderrahmane", "Abdelrahman" all to "abd" and the bare name that follows."""
    if len(word) > 5 and word.startswith("abd"):
        return "abd" + re.sub(r"^[aeou]?l?(?=.{3})", "", word[3:])
    return word


def _people_alike(a: Name, b: Name) -> tuple[float, tuple[str, ...]]:
    if a.whole == b.whole and a.whole and a.suffix == b.suffix:
        return 0.99, ("same letters",)
    score, why = _parts_alike(a, b)
    if score < WRITTEN_AS_ONE and (len(a.parts) != len(b.parts) or a.readings or b.readings):
        for x in (a.whole, *a.readings):
            for y in (b.whole, *b.readings):
                # Parts written as one or apart: "Amir-Abdollahian", "Amirabdollahian"; "Tse-tung", "Zedong".
                if min(len(x), len(y)) > 4 and x[0] == y[0] and abs(len(x) - len(y)) <= 2:
                    joined = likeness(x, y) - 0.02
                    if joined > 0.87 and joined > score:
                        score, why = joined, ("same sounds when written as one",)
    if a.suffix != b.suffix:
        score -= 0.45 if a.suffix and b.suffix else 0.12
        why = (*why, f"generation {a.suffix or 'not given'} and {b.suffix or 'not given'}")
    return max(0.0, score), why


def _parts_alike(a: Name, b: Name) -> tuple[float, tuple[str, ...]]:
    short, long = a, b
    xs, ys = short.parts, long.parts
    left, right = set(range(len(xs))), set(range(len(ys)))
    matched = _side_by_side(xs, ys)
    for i, j, _ in matched:
        left.discard(i)
        right.discard(j)
    if not matched:
        pairs = []
        for i, x in enumerate(xs):
            for j, y in enumerate(ys):
                s = 1.0 if x.text == y.text else _part_alike(x, y)
                if s >= PART_APART:
                    pairs.append((s, -abs(i - j), i, j))
        if len(pairs) > 1:
            pairs.sort(reverse=True)
        for s, _, i, j in pairs:
            if i in left and j in right:
                left.discard(i)
                right.discard(j)
                matched.append((i, j, s))
    if not matched:
        best = max((_part_alike(x, y) for x in xs for y in ys), default=0.0)
        return 0.3 * best, ("no part in common",)
    matched.sort()
    sims = [s for _, _, s in matched]
    if len(xs) == 1:
        return _single(short, long, matched[0])
    if left:
        rest = [max((_part_alike(xs[i], ys[j]) for j in right), default=0.0) for i in sorted(left)]
        mean = (sum(sims) + sum(rest)) / (len(sims) + len(rest))
        given = 0 in left or (0 in right and ys[0].role == "given")
        words = " ".join(xs[i].text for i in sorted(left)), " ".join(ys[j].text for j in sorted(right))
        return 0.45 * mean + 0.35 * min(rest), (
            f"{'given names' if given else 'parts'} differ: {words[0]}, {words[1]}",
        )
    worst, mean = min(sims), sum(sims) / len(sims)
    score = 0.5 * worst + 0.5 * mean
    why = [f"{xs[i].text} = {ys[j].text}" for i, j, s in matched if s < 0.999] or ["same parts"]
    swapped = any(j1 > j2 for (_, j1, _), (_, j2, _) in pairwise(matched))
    if swapped:
        crossed = any({xs[i].role, ys[j].role} == {"given", "father"} for i, j, _ in matched)
        # Names in another order are written alike otherwise: two changes at once are two people.
        score -= 0.3 if crossed or worst < 0.9 else 0.04
        why.append("another order")
    extras = [j for j in sorted(right) if ys[j].role not in ("patronymic", "initial")]
    if extras:
        score -= _extra(short, long, extras, [j for _, j, _ in matched], swapped)
        why.append("added: " + " ".join(ys[j].text for j in extras))
    return score, tuple(why)


def _side_by_side(xs: Sequence[Part], ys: Sequence[Part]) -> list[tuple[int, int, float]]:
    """The parts in the order in which they stand, where each is plainly like the other's; else none.

    A given name and a surname stand beside the first and the last part of a longer name.
    """
    if len(xs) == len(ys):
        beside: Sequence[int] = range(len(ys))
    elif len(xs) == 2:
        beside = (0, len(ys) - 1)
    else:
        return []
    matched = []
    for i, j in enumerate(beside):
        x, y = xs[i], ys[j]
        s = 1.0 if x.text == y.text else _part_alike(x, y)
        if s < PLAINLY:
            return []
        matched.append((i, j, s))
    return matched


def _single(short: Name, long: Name, match: tuple[int, int, float]) -> tuple[float, tuple[str, ...]]:
    _, j, s = match
    ys = long.parts
    if len(ys) == 1:
        return s, (f"{short.parts[0].text} = {ys[0].text}",) if s < 0.999 else ("same name",)
    if short.regnal and j == 0:
        return GIVEN_ALONE * s, ("only the given name",)
    if j == 0 and short.parts[0].text in _family_first() and ys[0].text in _family_first():
        return SURNAME_ALONE * s, (f"surname alone: {short.parts[0].text}",)
    if j == len(ys) - 1 or (j > 0 and ys[j].role == "other" and j == len(ys) - 2):
        return SURNAME_ALONE * s, (f"surname alone: {short.parts[0].text}",)
    return GIVEN_ALONE * s, (f"given name alone: {short.parts[0].text}",)


def _extra(short: Name, long: Name, extras: Sequence[int], used: Sequence[int], swapped: bool) -> float:
    """What parts that only the longer name has take off: a dropped first name most, further names little."""
    ys = long.parts
    loss = 0.0
    for j in extras:
        if j < min(used) and not swapped:
            # "Mohammad Reza X" is not "Reza X"; a name that is rather a prefix ("Ali", "Recep") is often dropped.
            loss += 0.3 if ys[j].text in _MOHAMMEDS else 0.14
        elif j > max(used):
            loss += 0.07
        else:
            loss += 0.05
    if len(short.parts) == 2 and sum(1 for j in extras if j > max(used)) >= 2:
        loss += 0.14
    return loss


def _part_alike(x: Part, y: Part) -> float:
    a, b = x.text, y.text
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    if x.role == "initial" or y.role == "initial":
        return 0.86 if a[:1] == b[:1] else 0.0
    return _words_alike(a, b)


def _words_alike(a: str, b: str) -> float:
    given = _given()
    rows_a, rows_b = given.get(a), given.get(b)
    if rows_a and rows_b:
        if rows_a & rows_b:
            return 0.95
        s = likeness(a, b)
        return s if s >= 0.97 else 0.4 * s
    s = likeness(a, b)
    if len(a) <= 3 and len(b) <= 3 and s < 0.9:
        return 0.6 * s
    if s < 0.85 and a[:3] != b[:3] and a[-1] != b[-1]:
        s *= 0.9
    return s


@functools.cache
def _honorifics() -> dict[str, str]:
    return {folded(row["word"]): row["kind"] for row in table("honorifics")}


@functools.cache
def _family_first() -> frozenset[str]:
    return frozenset(folded(form) for row in table("family_names") for form in values(row["names"]))


@functools.cache
def _given() -> dict[str, frozenset[int]]:
    """Folded given names to the rows that hold them: two forms of one row are one name."""
    rows: dict[str, set[int]] = {}
    for number, row in enumerate(table("given_names")):
        for form in values(row["names"]):
            rows.setdefault(folded(form), set()).add(number)
    return {form: frozenset(numbers) for form, numbers in rows.items()}
