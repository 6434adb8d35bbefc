"""Do two names denote one body: ministries, companies, agencies, armed groups?

Words are compared one by one in any order; countries count however worded, legal forms hardly, and words that only one
name has stand against it. An acronym is the initials of the longer name.
"""

from __future__ import annotations

import functools

from stemma.collation.name_parts import PARTICLES, WORD, Name, Part
from stemma.collation.sounds import folded, likeness
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
    words = [w for part in WORD.findall(plain) if (w := folded(part))]
    line = " ".join(words)
    for phrase, short in _phrases(line):
        line = f" {line} ".replace(f" {phrase} ", f" {short} ").strip()
    lands, heads, legal = _lands(), _heads(), _company_forms()
    parts = []
    for word in line.split():
        word = _SYNONYMS.get(word, word)
        word = legal.get(word, word)
        word = _NUMBERS.get(word, word)
        if word.startswith("@"):
            parts.append(Part(word, "land"))
            continue
        if not word or word in _LINK or word in PARTICLES:
            continue
        if word in lands:
            parts.append(Part(lands[word], "land"))
        elif word in legal:
            parts.append(Part(word, "legal"))
        elif word in _SIDES or any(c.isdigit() for c in word):
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
    found = [(p, s) for p, s in _company_forms().items() if " " in p and p in line]
    if " " in line:
        for word in line.split():
            found += [(p, s) for p, s in _land_phrases().get(word, ()) if p in line]
    return found


# What a word counts: what kind of body it is says less than its own name, a legal form next to nothing.
_WEIGHTS = {"word": 1.0, "kind": 0.4, "land": 0.8, "legal": 0.08, "number": 0.8}


def bodies_alike(a: Name, b: Name) -> tuple[float, tuple[str, ...]]:
    if a.whole == b.whole and a.whole:
        return 0.99, ("same letters",)
    for x, y in ((a, b), (b, a)):
        if x.acronym and x.acronym in y.capitals:
            return INITIALS, (f"{x.text} are the initials of {y.text}",)
    xs, ys = a.parts, b.parts
    pairs = sorted(
        ((s, i, j) for i, x in enumerate(xs) for j, y in enumerate(ys) if (s := _word_alike(x, y)) >= WORD_SAME),
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
