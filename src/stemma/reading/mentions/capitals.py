"""Stretches of capitalised words: where names stand, with the particles, hyphens and "of" inside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container

from stemma.reading.mentions.name_kinds import EITHER, honorifics, name_heads
from stemma.reading.mentions.places import Land
from stemma.reading.mentions.titles import ABBREVIATED
from stemma.reading.tokens import Tokens

_PARTICLES = frozenset(
    "al el as ash an ad ar at az bin ben ibn bint abu abd ould van von der den de da di do dos das del della la le du "
    "des ter ten zu af av ul ur ud uz".split()
)
STARTERS = frozenset("al el ash bin ben ibn bint von van ul as an ad ar at az".split())
_ADDRESS = frozenset("mr mrs ms messrs".split())
_HYPHENED = frozenset("as ash an ad ar at az ul ur ud uz e y".split())  # particles only before a hyphen: "at" is a word
# What follows a name after a hyphen and is no syllable of it ("X-led", "X-based").
_NO_SYLLABLE = frozenset(
    "led run era born wide like held made area site type size plus free only bred day week year mile old long hit "
    "style to of backed based owned funded built and the per off on up out side city post ward pro anti non ex level "
    "elect".split()
)
_CLOSED = frozenset("DT IN PRP PRP$ CC WDT WP WRB RB RBR RBS MD EX TO UH PDT WP$ CD VBZ VBP VBD VB".split())
_NO_NAME = frozenset(
    "gmt utc est edt cst cdt mst mdt pst pdt bst cet cest eet msk ist jst kst sast aest am pm i a.m. p.m. monday "
    "tuesday wednesday thursday friday saturday sunday january february march april june july august september october "
    "november december mr mrs ms dr".split()
)
# Capitals that stand for a thing, a post or an offence: nobody who could act.
_ABBREVIATED_THINGS = frozenset(
    """dui dwi owi suv atv gps tv hdtv dvd cd cds led lcd usb wi-fi sms pdf url faq cctv ceo cfo coo cto cio vip mvp
    md phd mba gdp gnp ipo vat hiv aids dna rna covid covid-19 sars mers cpr ptsd adhd ivf icu er mri gmo ufo atm ied
    ieds rpg rpgs icbm wmd ngo ngos id pin q&a diy fm""".split()
)
_OPENERS = frozenset("The This That These Those A An When Where How What Which".split())
_LEADS = frozenset(
    "when while after before as if though although since because following with for but and so why how what where "
    "despite amid like once until unless whether did does is was has will can".split()
)
_BEFORE_MAY = frozenset("in since until by of during last this next early late mid mid-".split())
_NUMBERS = frozenset("DATE TIME CARDINAL ORDINAL MONEY PERCENT QUANTITY".split())
PEOPLE = frozenset(
    "people peoples women workers children doctors veterans farmers teachers journalists lawyers men".split()
)


def runs_of(words: Tokens, barrier: set[int], after_titles: Container[int] = ()) -> list[tuple[int, int]]:
    """Maximal stretches of capitalised tokens, with the particles, hyphens and "of" that join them.

    No name goes on over the end of a title ("Minister of Foreign Affairs of the Republic of Orrin Pia Lund").
    """
    n = len(words)
    text, lower, tag, ent = words.text, words.lower, words.tag, words.ent
    titled = honorifics()

    def capital(i: int) -> bool:
        t = text[i]
        if not t[0].isupper() or words.cut[i] or i in barrier or lower[i] in _NO_NAME or _month_of_may(words, i):
            return False
        if t[1:2].isupper() and lower[i] in _ABBREVIATED_THINGS:
            return False
        return not (ent[i] in _NUMBERS and not tag[i].startswith("NNP")) and not (ent[i] == "DATE" and tag[i] != "NNP")

    runs, i = [], 0
    while i < n:
        starter = (
            lower[i] in STARTERS
            and text[i][0].islower()
            and i + 1 < n
            and not words.cut[i]
            and _leads(words, i, capital)
        )
        if not starter and not capital(i):
            i += 1
            continue
        if (
            lower[i].rstrip(".") in titled
            and i + 1 < n
            and lower[i + 1] not in ("bin", "ibn")
            and (capital(i + 1) or lower[i + 1] in STARTERS or text[i + 1] == ".")
        ):
            i += 1
            continue
        start, i = i, i + 1
        while i < n:
            if words.cut[i] or i in barrier or i in after_titles or lower[i] in ABBREVIATED:
                break
            if lower[i].rstrip(".") in _ADDRESS:
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
            elif (text[i] in ("'s", "’s", "'", "’") and i + 1 < n and capital(i + 1) and lower[i - 1] in PEOPLE) or (
                text[i] == "." and len(text[i - 1]) == 1 and i + 1 < n and capital(i + 1)
            ):
                i += 1
            else:
                break
        while i > start + 1 and (
            text[i - 1] in ("-", ".", "'", "’", "'s", "’s")
            or (text[i - 1][0].islower() and lower[i - 1] in _PARTICLES | {"of", "the", "and"})
            or (tag[i - 1] in ("DT", "WDT", "WRB") and text[i - 1] in _OPENERS)
        ):
            i -= 1
        runs.append((start, i))
    return runs


def _month_of_may(words: Tokens, i: int) -> bool:
    """ "In May", "May 2012"; a minister called May bears a first name or a title."""
    if words.text[i] != "May":
        return False
    following = words.text[i + 1] if i + 1 < len(words) else ""
    after_time_word = bool(i) and words.lower[i - 1] in _BEFORE_MAY
    if i and words.text[i - 1][:1].isupper() and not after_time_word:
        return False
    return following[:1].isdigit() or words.ent[i] == "DATE" or (after_time_word and following not in ("'s", "’s"))


def _syllable(words: Tokens, i: int, start: int) -> bool:
    """Does a hyphen join the second syllable of a given name in lower case ("Ha Min-jun")?"""
    if i + 1 >= len(words) or i - start != 2 or not (words.touching(i) and words.touching(i + 1)):
        return False
    low = words.text[i + 1]
    return low.islower() and low.isalpha() and len(low) <= 5 and low not in _NO_SYLLABLE and words.text[i - 1].isalpha()


def _leads(words: Tokens, i: int, capital: Callable[[int], bool]) -> bool:
    """Does a particle lead, over hyphens and other particles, to a capitalised word close by?"""
    k, n = i + 1, len(words)
    if words.lower[i] in _HYPHENED and not (k < n and words.text[k] == "-" and words.touching(k)):
        return False
    while (
        k < n and k <= i + 4 and (words.text[k] == "-" or (words.lower[k] in _PARTICLES and words.text[k][0].islower()))
    ):
        k += 1
    return k < n and k > i and words.text[k][0].isupper() and not words.cut[k] and words.tag[k] != "PRP"


def _joins(words: Tokens, i: int, start: int, capital: Callable[[int], bool]) -> bool:
    """Does "of", "for" or "and" stand inside one name?"""
    k = i + 2 if words.lower[i + 1] == "the" else i + 1
    if k >= len(words) or not words.text[k][0].isupper() or words.cut[k]:
        return False
    if words.lower[i] == "of" and (words.lower[i - 1], "of") in name_heads():
        return True
    labels = ("ORG",) if words.lower[i] == "and" else ("ORG", "FAC", "LOC", "GPE")
    return (
        words.ent[i] in labels
        and words.ent[i] == words.ent[k] == words.ent[i - 1]
        and not words.begins[i]
        and not words.begins[k]
    )


def parts_of(
    words: Tokens, start: int, end: int, land_at: dict[int, Land], headline: list[bool]
) -> list[tuple[int, int]]:
    """The names in one run: countries and demonyms at its edges come off unless they are part of a body's name."""
    while start < end - 1 and words.lower[start] in _LEADS and words.tag[start] not in ("NNP", "NNPS"):
        start += 1
    while (
        start < end
        and (words.first[start] or headline[start] or words.tag[start] == "DT")
        and (words.tag[start] in _CLOSED or words.lower[start] in ("the", "a", "an"))
        and not (words.ent[start] and not words.begins[start])
    ):
        start += 1
    if start >= end:
        return []
    for k in range(start + 1, end - 1):
        land = land_at.get(k + 1)
        closes = words.lower[k] == "of" and land is not None and land.end == end and land.wording == "name"
        if closes and (words.lower[k - 1], "of") not in name_heads() and words.lower[start] != "republic":
            return parts_of(words, start, k, land_at, headline)  # "Brannock Steel of Chile": the firm
    whole_body = (words.lower[end - 1], "last") in name_heads() and end - start > 1
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
        return parts_of(words, rest, end, land_at, headline)
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
            and not (land.wording == "name" and name_heads().get((words.lower[k - 1], "last")) == "organisation")
        ):
            return [*parts_of(words, start, k, land_at, headline), *parts_of(words, k, end, land_at, headline)]
    return [(start, end)]


def doubtful(words: Tokens, run: tuple[int, int]) -> bool:
    """Is it a single word whose capital only the beginning of the sentence may explain?"""
    start, end = run
    return words.first[start] and end - start == 1 and not words.ent[start] and words.tag[start] not in ("NNP", "NNPS")


def without_lead(words: Tokens, runs: list[tuple[int, int]], headline: list[bool]) -> list[tuple[int, int]]:
    """The runs less a capitalised word that only stands before or, in a headline, behind a name known elsewhere.

    "When Pia Lund left", "Fired Pia Lund", "Pia Lund Memos" beside a "Pia Lund" in the midst of a sentence.
    """
    keys = {run: " ".join(words.lower[run[0] : run[1]]) for run in runs}
    known = {key for (start, _), key in keys.items() if not words.first[start] and not headline[start]}
    cut = []
    for run in runs:
        start, end = run
        if end - start > 1 and words.first[start] and words.lower[start] in EITHER:
            start += 1
        elif end - start > 1 and (words.first[start] or headline[start]) and keys[run] not in known:
            if words.tag[start] not in ("NNP", "NNPS") and " ".join(words.lower[start + 1 : end]) in known:
                start += 1
            elif headline[start]:
                shorter = range(end - 1, start + 1, -1)
                end = next((k for k in shorter if " ".join(words.lower[start:k]) in known), end)
        elif end - start > 1 and words.tag[start] in _CLOSED and " ".join(words.lower[start + 1 : end]) in known:
            start += 1
        cut.append((start, end))
    return cut


def unhyphened(words: Tokens, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Two names that a hyphen sets against each other ("the Ode-Marsh talks"), where both stand elsewhere too."""
    last = Counter(words.text[end - 1] for start, end in runs if end - start != 3 or words.text[start + 1] != "-")
    parted = []
    for start, end in runs:
        if end - start == 3 and words.text[start + 1] == "-" and last[words.text[start]] and last[words.text[end - 1]]:
            parted += [(start, start + 1), (end - 1, end)]
        else:
            parted.append((start, end))
    return parted
