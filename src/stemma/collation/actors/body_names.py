"""Do two names denote one body: ministries, companies, agencies, armed groups?

Words are compared one by one in any order; countries count however worded, legal forms hardly, and words that only one
name has stand against it. An acronym is the initials of the longer name.
"""

from __future__ import annotations

import functools

from stemma.collation.actors.name_parts import BLANKS, PARTICLES, PLAIN, WORD, Name, Part
from stemma.collation.actors.sounds import CACHED, folded, likeness
from stemma.lexicon import table, values

WORD_SAME = 0.7  # two words this alike may be one word respelled
INITIALS = 0.9  # an acronym and a name with its initials

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
_SIDES = frozenset("north south east west northern southern eastern western central upper lower".split())
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


def body_name(text: str) -> Name:
    plain = text.replace("'s ", " ").replace("’s ", " ")
    if PLAIN.fullmatch(plain):
        words = plain.lower().translate(BLANKS).split()
    else:
        words = [w for part in WORD.findall(plain) if (w := folded(part))]
    line = words
    if any(word in _phrase_starts() for word in words):
        joined = f" {' '.join(words)} "
        for word in words:
            for phrase, short in _phrase_starts().get(word, ()):
                joined = joined.replace(f" {phrase} ", f" {short} ")
        line = joined.split()
    parts = [part for word in line if (part := _part(word)) is not None]
    if all(p.role == "legal" for p in parts):
        parts = [Part(folded(text), "word")]
    acronym, capitals = "", tuple[str, ...]()
    if len(words) > 1:
        letters = [w[0] for w in words]
        initials = "".join(letters if _LINK.isdisjoint(words) else [w[0] for w in words if w not in _LINK])
        capitals = tuple(dict.fromkeys((initials, "".join(letters))))
    if " " not in text:
        bare = text.replace(".", "").replace("-", "")
        if bare.isalpha() and len(bare) <= 7 and sum([c.isupper() for c in bare]) >= 2:
            acronym = bare.lower()
    whole = "".join(words) if plain is text else folded(text)
    return Name(text=text, body=True, parts=tuple(parts), whole=whole, acronym=acronym, capitals=capitals)


@functools.lru_cache(CACHED)
def _part(word: str) -> Part | None:
    """A folded word as a part of a body's name: its usual form and its role; None for links and empty synonyms."""
    legal = _company_forms()
    word = _SYNONYMS.get(word, word)
    word = legal.get(word, word)
    word = _NUMBERS.get(word, word)
    if not word or word in _LINK or word in PARTICLES:
        return None
    if word.startswith("@"):
        return Part(word, "land")
    if land := _lands().get(word):
        return Part(land, "land")
    if word in legal:
        return Part(word, "legal")
    if word in _SIDES or any(map(str.isdigit, word)):
        return Part(word, "number")
    single = word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
    return Part(single, "kind" if word in _heads() or single in _heads() else "word")


@functools.cache
def _phrase_starts() -> dict[str, tuple[tuple[str, str], ...]]:
    """Company forms and countries of several words, folded, by their first word, with what stands for them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase, short in _company_forms().items():
        if " " in phrase:
            found.setdefault(phrase.split()[0], []).append((phrase, short))
    for first, forms in _land_phrases().items():
        found.setdefault(first, []).extend(forms)
    return {first: tuple(forms) for first, forms in found.items()}


# What a word counts: what kind of body it is says less than its own name, a legal form next to nothing.
_LITERAL = frozenset(("land", "number", "legal"))  # roles of words that are the same or not: no likeness by sound
_WEIGHTS = {"word": 1.0, "kind": 0.4, "land": 0.8, "legal": 0.08, "number": 0.8}


def bodies_alike(a: Name, b: Name) -> tuple[float, tuple[str, ...]]:
    if a.whole == b.whole and a.whole:
        return 0.99, ("same letters",)
    for x, y in ((a, b), (b, a)):
        if x.acronym and x.acronym in y.capitals:
            return INITIALS, (f"{x.text} are the initials of {y.text}",)
    xs, ys = a.parts, b.parts
    pairs = []
    for i, v in enumerate(xs):
        for j, w in enumerate(ys):
            s = 1.0 if v.text == w.text else 0.0 if v.role in _LITERAL or w.role in _LITERAL else _word_alike(v, w)
            if s >= WORD_SAME:
                pairs.append((s, i, j))
    if len(pairs) > 1:
        pairs.sort(reverse=True)
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
    s = likeness(x.text, y.text)
    return s if len(x.text) > 3 else 0.7 * s


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
            words = [w for part in WORD.findall(form) if (w := folded(part)) and w != "the"]
            if len(words) > 1:
                found.setdefault(words[0], {}).setdefault(" ".join(words), "@" + row["iso3"])
    return {first: tuple(sorted(forms.items(), key=lambda f: (-len(f[0]), f[0]))) for first, forms in found.items()}


@functools.cache
def _company_forms() -> dict[str, str]:
    return {row["form"]: row["short"] for row in table("company_forms")}


@functools.cache
def _heads() -> frozenset[str]:
    return frozenset(row["word"] for row in table("name_heads") if row["kind"] == "organisation")
