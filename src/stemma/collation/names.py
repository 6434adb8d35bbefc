"""Do two names denote one person or body? Names in parts with roles, parts compared by sound.

A person's name is parted into honorifics, given name, father's name (after bin or ibn), further parts and a generation
suffix; particles go with the part that follows. Two names are one where every part of the shorter finds its like in
the longer and nothing stands against it: differing given names part two names however alike the rest is.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import msgspec

from stemma.collation.sounds import CACHED, folded, likeness
from stemma.lexicon import table, values

SAME = 0.72  # from here on two names are taken for one; chosen on labelled pairs of names in the news
PART_SAME = 0.7  # two parts this alike may be one word respelled
PART_APART = 0.55  # parts less alike than this are not set beside each other but stand unmatched
SURNAME_ALONE = 0.78  # a bare surname against a fuller name that ends in it: likely, the story decides
GIVEN_ALONE = 0.45

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`‘ʻ.][^\W_]+)*\.?", re.UNICODE)
_CAMEL = re.compile(r"[A-Z][a-z']*")
_PARTICLES = frozenset(
    "al el as ash an ad ar at az il ul ur ud us ush de da di do dos das del della la le du des van von der den ter ten zu af av y e ed".split()
)
_SON = frozenset("bin ben ibn bint binti ould".split())
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
_GENERIC = 0.4
_LEGAL = frozenset(
    "ag gmbh inc corp co ltd llc lp llp plc jsc sa spa srl bv nv kg ab as oy sarl sl doo sro kk pte pty bhd tbk holding holdings "
    "spzoo bvba".split()
)
# Company forms written out, in their folded words, to the short form.
_LEGAL_PHRASES = (
    ("public limited company", "plc"),
    ("joint stock company", "jsc"),
    ("open joint stock company", "jsc"),
    ("public joint stock company", "jsc"),
    ("closed joint stock company", "jsc"),
    ("limited liability company", "llc"),
    ("limited liability partnership", "llp"),
    ("limited partnership", "lp"),
    ("private limited", "ltd"),
    ("societa per azioni", "spa"),
    ("societe anonyme", "sa"),
    ("sociedad anonima", "sa"),
    ("societatea cu raspundere limitata", "srl"),
    ("societa a responsabilita limitata", "srl"),
    ("sp z oo", "spzoo"),
    ("sp z o o", "spzoo"),
    ("naamloze vennootschap", "nv"),
    ("besloten vennootschap", "bv"),
)
_LEGAL_WORDS = {
    "incorporated": "inc",
    "corporation": "corp",
    "company": "co",
    "limited": "ltd",
    "aktiengesellschaft": "ag",
    "ojsc": "jsc",
    "pjsc": "jsc",
    "cjsc": "jsc",
    "oao": "jsc",
    "pao": "jsc",
    "zao": "jsc",
    "ao": "jsc",
    "ooo": "llc",
    "aktiebolag": "ab",
    "kabushiki": "kk",
}
_NUMBERS = {
    w: str(n) for n, w in enumerate("zero first second third fourth fifth sixth seventh eighth ninth tenth".split())
} | {
    "1st": "1",
    "2nd": "2",
    "3rd": "3",
    "4th": "4",
    "5th": "5",
    "6th": "6",
    "7th": "7",
    "8th": "8",
    "9th": "9",
}
_LOOKALIKE = str.maketrans("013457", "oieast")
_LINK = frozenset("the of for and in on to de la le des du del e y und der die das von".split())
_SYNONYMS = {
    "defense": "defence",
    "center": "centre",
    "organization": "organisation",
    "labor": "labour",
    "agence": "agency",
    "agencia": "agency",
    "ajansi": "agency",
    "agentur": "agency",
    "affairs": "",
    "intl": "international",
    "dept": "department",
    "min": "ministry",
    "ministerstvo": "ministry",
    "bakanligi": "ministry",
    "tehrik": "tehreek",
    "saint": "st",
    "univ": "university",
    "forces": "force",
    "peoples": "people",
}


class Part(msgspec.Struct, frozen=True):
    """One part of a name: its folded letters and its role."""

    text: str
    role: str  # given, father, initial, patronymic, other, last; in a body's name: word, kind, land, legal, number


class Name(msgspec.Struct, frozen=True):
    """A name in parts. ``whole`` is all its letters; ``capitals`` the initials that an acronym would take."""

    text: str
    body: bool
    parts: tuple[Part, ...]
    whole: str
    suffix: str = ""
    regnal: bool = False
    acronym: str = ""
    capitals: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


def similarity(name1: str, name2: str, schema: str = "Person") -> float:
    """How likely two names denote one person (schema "Person") or body (any other), from 0 to 1; ``SAME`` and up is a yes."""
    body = schema != "Person"
    return alike(parsed(name1, body), parsed(name2, body))[0]


def alike(a: Name, b: Name) -> tuple[float, tuple[str, ...]]:
    """The likeness of two names and, in a few words each, what decided it."""
    if a.text == b.text:
        return 1.0, ("same words",)
    if a.body or b.body:
        return _bodies_alike(a, b)
    return _people_alike(a, b)


@functools.lru_cache(CACHED)
def parsed(text: str, body: bool = False) -> Name:
    """A name in its parts; honorifics, ranks and noble titles before a person's name are left out."""
    return _body(text) if body else _person(text)


def _person(text: str) -> Name:
    plain = text
    if "," in text:
        last, _, first = text.partition(",")
        plain = f"{first} {last}"
    words = _words(plain)
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
            word, servant = "abd" + re.sub(r"^(al|el|ul|ar|er|ur)$", "", word), word in _PARTICLES
            if servant:
                continue
        elif word in ("abd", "abdel", "abdul", "abdal", "abdol", "abdur", "abder", "abdou") and i + 1 < len(kept):
            servant = True
            continue
        elif word in _PARTICLES and i + 1 < len(kept):
            continue
        word = _servant(word)
        role = "father" if father else "initial" if len(word) == 1 else "other"
        if parts and _PATRONYMIC.search(word) and 0 < i < len(kept) - 1:
            role = "patronymic"
        parts.append(Part(word, role))
        father = False
    if not parts:
        parts = [Part(folded(text) or text.lower(), "other")]
    if len(parts) > 1 and parts[0].role == "other":
        parts[0] = Part(parts[0].text, "given")
    whole = "".join(p.text for p in parts)
    readings = (pinyin,) if (pinyin := _pinyin(text)) else ()
    return Name(text=text, body=False, parts=tuple(parts), whole=whole, suffix=suffix, regnal=regnal, readings=readings)


def _servant(word: str) -> str:
    """ "Abdulrahman", "Abderrahmane", "Abdelrahman" all to "abd" and the bare name that follows."""
    if len(word) > 5 and word.startswith("abd"):
        return "abd" + re.sub(r"^[aeou]?l?(?=.{3})", "", word[3:])
    return word


def _words(text: str) -> list[str]:
    """The folded words of a name; hyphens part words, apostrophes and full stops inside do not."""
    found = []
    for match in _WORD.finditer(text):
        word = match[0]
        if not word.isascii() and ord(word[0]) > 0x2E80:
            from anyascii import anyascii

            found.extend(folded(w) for w in _CAMEL.findall(anyascii(word)) or [word])
        elif letters := folded(word):
            if not letters.isalpha() and not letters.isdigit() and len(letters) > 2:
                letters = letters.translate(_LOOKALIKE)  # "1gor", "Ig0r": digits for letters
            found.append(letters)
    return found


def _people_alike(a: Name, b: Name) -> tuple[float, tuple[str, ...]]:
    if a.whole == b.whole and a.suffix == b.suffix:
        return 0.99, ("same letters",)
    score, why = _parts_alike(a, b)
    for x in (a.whole, *a.readings):
        for y in (b.whole, *b.readings):
            # Parts written as one or apart: "Amir-Abdollahian", "Amirabdollahian"; "Tse-tung", "Zedong".
            if (
                (len(a.parts) != len(b.parts) or a.readings or b.readings)
                and len(x) > 5
                and x[0] == y[0]
                and abs(len(x) - len(y)) <= 2
            ):
                joined = likeness(x, y) - 0.02
                if joined > 0.87 and joined > score:
                    score, why = joined, ("same sounds when written as one",)
    if a.suffix != b.suffix:
        score -= 0.45 if a.suffix and b.suffix else 0.12
        why = (*why, f"generation {a.suffix or 'not given'} and {b.suffix or 'not given'}")
    return max(0.0, score), why


def _parts_alike(a: Name, b: Name) -> tuple[float, tuple[str, ...]]:
    short, long = (a, b) if len(a.parts) <= len(b.parts) else (b, a)
    xs, ys = short.parts, long.parts
    pairs = sorted(
        (
            (s, -abs(i - j), i, j)
            for i, x in enumerate(xs)
            for j, y in enumerate(ys)
            if (s := _part_alike(x, y)) >= PART_APART
        ),
        reverse=True,
    )
    left, right, matched = set(range(len(xs))), set(range(len(ys))), []
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
    swapped = any(j1 > j2 for (_, j1, _), (_, j2, _) in zip(matched, matched[1:], strict=False))
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
    """What parts that only the longer name has take off: a dropped first name most, names inside or at the end little."""
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


_MOHAMMEDS = frozenset("mohammad mohammed muhammad mohamed mohamad muhammed seyed sayyid".split())


def _part_alike(x: Part, y: Part) -> float:
    a, b = x.text, y.text
    if a == b:
        return 1.0
    if x.role == "initial" or y.role == "initial":
        return 0.86 if a[0] == b[0] else 0.0
    return _words_alike(a, b)


@functools.lru_cache(CACHED)
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


def _body(text: str) -> Name:
    plain = text.replace("'s ", " ").replace("’s ", " ")
    words = [w for part in _WORD.findall(plain) if (w := folded(part))]
    line = " ".join(words)
    for phrase, short in _phrases(line):
        line = f" {line} ".replace(f" {phrase} ", f" {short} ").strip()
    lands, heads = _lands(), _heads()
    parts = []
    for word in line.split():
        word = _SYNONYMS.get(word, word)
        word = _NUMBERS.get(_LEGAL_WORDS.get(word, word), _LEGAL_WORDS.get(word, word))
        if word.startswith("@"):
            parts.append(Part(word, "land"))
            continue
        if not word or word in _LINK or word in _PARTICLES:
            continue
        if word in lands:
            parts.append(Part(lands[word], "land"))
        elif word in _LEGAL:
            parts.append(Part(word, "legal"))
        elif any(c.isdigit() for c in word):
            parts.append(Part(word, "number"))
        else:
            single = word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
            parts.append(Part(single, "kind" if word in heads or single in heads else "word"))
    if not any(p.role != "legal" for p in parts):
        parts = [Part(folded(text), "word")]
    initials = "".join(w[0] for w in words if w and w not in _LINK)
    all_initials = "".join(w[0] for w in words if w)
    letters = text.replace(".", "").replace("-", "")
    acronym = (
        letters.lower()
        if letters.isalpha() and len(letters) <= 7 and " " not in text and sum(c.isupper() for c in letters) >= 2
        else ""
    )
    capitals = tuple(dict.fromkeys((initials, all_initials))) if len(words) > 1 else ()
    return Name(text=text, body=True, parts=tuple(parts), whole=folded(text), acronym=acronym, capitals=capitals)


def _phrases(line: str) -> list[tuple[str, str]]:
    """Company forms and countries of several words that the folded line holds."""
    found = [(p, s) for p, s in _LEGAL_PHRASES if p in line]
    if " " in line:
        for word in line.split():
            found += [(p, s) for p, s in _land_phrases().get(word, ()) if p in line]
    return found


_WEIGHTS = {"word": 1.0, "kind": _GENERIC, "land": 0.8, "legal": 0.08, "number": 0.8}


def _bodies_alike(a: Name, b: Name) -> tuple[float, tuple[str, ...]]:
    if a.whole == b.whole:
        return 0.99, ("same letters",)
    for x, y in ((a, b), (b, a)):
        if x.acronym and x.acronym in y.capitals:
            return 0.9, (f"{x.text} are the initials of {y.text}",)
    xs, ys = a.parts, b.parts
    pairs = sorted(
        ((s, i, j) for i, x in enumerate(xs) for j, y in enumerate(ys) if (s := _word_alike(x, y)) >= PART_SAME),
        reverse=True,
    )
    left, right = set(range(len(xs))), set(range(len(ys)))
    agreed = total = 0.0
    matched = []
    for s, i, j in pairs:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            weight = max(_WEIGHTS[xs[i].role], _WEIGHTS[ys[j].role])
            agreed += weight * s
            total += weight
            matched.append((i, j, s))
    over_a = sum(_WEIGHTS[xs[i].role] for i in left)
    over_b = sum(_WEIGHTS[ys[j].role] for j in right)
    score = agreed / (total + over_a + over_b) if matched else 0.0
    if any(xs[i].role == "number" for i in left) or any(ys[j].role == "number" for j in right):
        score -= 0.1
    if over_a >= 0.3 and over_b >= 0.3:
        score -= 0.12
    joined = likeness(a.whole, b.whole) - 0.03 if a.whole[:1] == b.whole[:1] and len(xs) != len(ys) else 0.0
    if joined > 0.88 and joined > score:
        return joined, ("same sounds when written as one",)
    if not matched:
        return 0.0, ("no word in common",)
    only = [xs[i].text for i in sorted(left)], [ys[j].text for j in sorted(right)]
    why = (
        (f"only one has: {', '.join(only[0] + only[1])}",)
        if only[0] or only[1]
        else ("same words, other spelling or order",)
    )
    return max(0.0, score), why


def _word_alike(x: Part, y: Part) -> float:
    if x.text == y.text:
        return 1.0
    if {x.role, y.role} & {"land", "number", "legal"}:
        return 0.0
    s = likeness(x.text, y.text)
    return s if len(x.text) > 3 else 0.7 * s


_WADE_INITIAL = (
    ("ch'", "C"),
    ("ts'", "c"),
    ("tz'", "c"),
    ("hs", "x"),
    ("sh", "sh"),
    ("ch", "Z"),
    ("ts", "z"),
    ("tz", "z"),
    ("ss", "s"),
    ("p'", "p"),
    ("t'", "t"),
    ("k'", "k"),
    ("p", "b"),
    ("t", "d"),
    ("k", "g"),
    ("j", "r"),
    ("m", "m"),
    ("f", "f"),
    ("n", "n"),
    ("l", "l"),
    ("h", "h"),
    ("s", "s"),
    ("w", "w"),
    ("y", "y"),
    ("", ""),
)
_WADE_FINAL = {
    "a": "a",
    "ai": "ai",
    "an": "an",
    "ang": "ang",
    "ao": "ao",
    "e": "e",
    "eh": "e",
    "ei": "ei",
    "en": "en",
    "eng": "eng",
    "erh": "er",
    "i": "i",
    "ia": "ia",
    "iang": "iang",
    "iao": "iao",
    "ieh": "ie",
    "ien": "ian",
    "ih": "i",
    "in": "in",
    "ing": "ing",
    "iu": "iu",
    "iung": "iong",
    "o": "o",
    "ou": "ou",
    "u": "u",
    "ua": "ua",
    "uai": "uai",
    "uan": "uan",
    "uang": "uang",
    "uei": "ui",
    "ui": "ui",
    "un": "un",
    "ung": "ong",
    "uo": "uo",
    "u:": "u",
    "ueh": "ue",
    "uen": "un",
    "zu": "i",
}


def _pinyin(text: str) -> str:
    """A name of two or three hyphened syllables in Wade-Giles as one string of pinyin; "" if it is not one."""
    match = re.fullmatch(r"([A-Za-z'’]+) ([A-Za-z'’]+)-([A-Za-z'’]+)", text)
    if not match:
        return ""
    syllables = [_pinyin_syllable(s.lower().replace("’", "'")) for s in match.groups()]
    return "".join(syllables) if all(syllables) else ""


def _pinyin_syllable(syllable: str) -> str:
    for initial, sound in _WADE_INITIAL:
        if not syllable.startswith(initial):
            continue
        final = _WADE_FINAL.get(syllable[len(initial) :])
        if final is None:
            return ""
        if sound in ("C", "Z"):
            soft = final[:1] in ("i",) and syllable[len(initial) :] != "ih"
            sound = {"C": "q" if soft else "ch", "Z": "j" if soft else "zh"}[sound]
        if sound in ("g", "k", "h") and final == "o":
            final = "e"
        if sound in ("z", "c", "s") and syllable.endswith(("u", "zu")) and len(final) == 1:
            final = "i" if initial in ("tz", "tz'", "ss") else final
        return sound + final
    return ""


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


@functools.cache
def _lands() -> dict[str, str]:
    """Folded one-word country names and demonyms to a mark of the country."""
    found: dict[str, str] = {}
    for row in table("countries"):
        for form in (row["name"], *values(row["names"]), *values(row["demonyms"])):
            if (letters := folded(form)) and " " not in form and form[:1].isupper():
                found.setdefault(letters, "@" + row["iso3"])
    return found


@functools.cache
def _land_phrases() -> dict[str, tuple[tuple[str, str], ...]]:
    """Country names and demonyms of two words and more, folded, by their first word, the longest first."""
    found: dict[str, dict[str, str]] = {}
    for row in table("countries"):
        for form in (row["name"], *values(row["names"]), *values(row["demonyms"])):
            words = [w for part in _WORD.findall(form) if (w := folded(part)) and w != "the"]
            if len(words) > 1:
                found.setdefault(words[0], {}).setdefault(" ".join(words), "@" + row["iso3"])
    return {first: tuple(sorted(forms.items(), key=lambda f: (-len(f[0]), f[0]))) for first, forms in found.items()}


@functools.cache
def _heads() -> frozenset[str]:
    return frozenset(row["word"] for row in table("name_heads") if row["kind"] == "organisation")
