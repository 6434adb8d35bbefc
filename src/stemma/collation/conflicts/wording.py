"""Conflicts of wording: renderings of one sentence in which other content words stand in the same place.

A shortening is no rival rendering, nor is another spelling of a name or a contraction. Where all tellings start with
one outlet's own reporter, the difference is a copyist's and no rival translation.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from difflib import SequenceMatcher

import msgspec
from anyascii import anyascii

from stemma.collation.clauses import kin
from stemma.collation.common import cut
from stemma.collation.conflicts.sides import conflict, said, side
from stemma.collation.origins import of_statements
from stemma.collation.origins.ground import Grounds
from stemma.collation.similarity import stems
from stemma.collation.statements.tellings import Telling
from stemma.gathering.passages import words_of
from stemma.model import Conflict, Span, Statement, Variant

_NUMBER = re.compile(
    r"\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|least)$",
    re.I,
)
_QUOTED = re.compile(r"[“\"]([^“”\"]+)")
_LIMITS = frozenset(
    "only just merely hardly barely almost nearly never always very probably perhaps likely possibly definitely".split()
)
SAME_QUOTED = 0.8  # of the fewer quoted words: the quotation is one, told in other words about it
SAME_START = 4  # letters that two forms of one word have in common
LONGEST = 60  # words of a telling; a longer one is no sentence to hold side by side
FEWEST_STEMS = 3  # content words below which a wording is a scrap
FEWEST_QUOTED = 2  # the same of a quotation, whose words are said to be the speaker's own
SAME_IN_MIXED = 0.34  # share of the shorter one's content words that two renderings have in common
SAME_IN_LONGER = 0.25  # the same of the longer one
SAME_IN_QUOTES = 0.5  # the same of the shorter of two quotations whose other words stand in other places
SAME_IN_INDIRECT = 0.8  # the same where neither is in quotation marks: only a near copy shows a changed word
MOST_CHANGED = 3  # content words in one place; more of them are another sentence
TWICE = 2.0  # times as many words from which only a part of a telling can be the other one
REMEMBERED = 8192  # texts and pairs of texts: copies bring the same pair again and again
SAME_SPELLING = 0.7  # likeness of letters from which two words are spellings of one


def wording_conflicts(
    statements: Sequence[Statement], tellings: Sequence[Telling], ground: Grounds | None
) -> list[Conflict]:
    """Statements whose tellings put other content words in the same place, a side for each rendering."""
    found = []
    for statement in statements:
        if len({v.report for v in statement.variants}) < 2:
            continue
        listed = [v for v in statement.variants if len(set(stems(v.text))) >= _fewest(v) and _short(v.text)]
        sides = _sides(listed)
        if len(sides) < 2 or len({v.report for s in sides for v in s}) < 2:
            continue
        if _one_source(statement, [v for s in sides for v in s], tellings, ground):
            continue
        briefest = [min((v.text for o in sides if o is not s for v in o), key=len) for s in sides]
        made = [
            side([_part(v, rival) for v in s], s[0].text, (statement.id,))
            for s, rival in zip(sides, briefest, strict=True)
        ]
        changed = " / ".join(dict.fromkeys(w for s in sides for o in sides if s is not o for w in _changed(s[0], o[0])))
        about = (
            f"how it is worded ({cut(changed, 80)}): {cut(statement.gist, 100)}"
            if changed
            else cut(statement.gist, 100)
        )
        found.append(conflict("wording", about, made, "rendered", "other words in the same place", 0.5))
    return found


def _fewest(variant: Variant) -> int:
    return FEWEST_QUOTED if variant.form == "direct" else FEWEST_STEMS


def _short(text: str) -> bool:
    return len(text.split()) <= LONGEST


def _part(variant: Variant, rival: str) -> Span:
    """The words of a telling, or of a much longer one those that the rival rendering tells too."""
    words = list(re.finditer(r"\S+", variant.text))
    known = set(stems(rival))
    met = [i for i, m in enumerate(words) if known & set(stems(m.group()))]
    if not met or len(words) <= TWICE * len(rival.split()):
        return said(variant)
    first, last = words[max(0, met[0] - MOST_CHANGED)], words[min(len(words) - 1, met[-1] + 1)]
    start, end = variant.start + first.start(), variant.start + last.end()
    return Span(report=variant.report, start=start, end=end, text=variant.text[first.start() : last.end()])


def _sides(listed: Sequence[Variant]) -> list[list[Variant]]:
    """The tellings by rendering; those that rival no other one are left out."""
    rivals = {
        (i, j)
        for i in range(len(listed))
        for j in range(i + 1, len(listed))
        if listed[i].report != listed[j].report
        and not _same_quoted(listed[i], listed[j])
        and _changed(listed[i], listed[j])
    }
    meets = sorted({i for pair in rivals for i in pair})
    sides: list[list[int]] = []
    for i in meets:
        home = next((s for s in sides if all((k, i) not in rivals and _alike(listed[k], listed[i]) for k in s)), None)
        if home is None:
            sides.append([i])
        else:
            home.append(i)
    return [[listed[i] for i in s] for s in sides]


def _same_quoted(a: Variant, b: Variant) -> bool:
    """Do both put the same words into quotation marks? What stands about them is the reporter's own."""
    if "mixed" not in (a.form, b.form):
        return False
    x, y = (set(stems(_quoted(v))) for v in (a, b))
    return bool(x and y) and len(x & y) >= SAME_QUOTED * min(len(x), len(y))


def _alike(a: Variant, b: Variant) -> bool:
    x, y = set(stems(a.text)), set(stems(b.text))
    return bool(x and y) and len(x & y) * 2 >= min(len(x), len(y))


def _changed(a: Variant, b: Variant) -> list[str]:
    """The content words that stand in the same place of two tellings and are not the same: "sturdy", "lasting".

    Of two quotations, which both claim to be the speaker's words, the words that each has alone, wherever they stand.
    """
    found = _exchanged(a.text, b.text, a.form == b.form == "indirect")
    quoted = "indirect" not in (a.form, b.form)
    return list(found or (_only_in_one(_quoted(a), _quoted(b)) if quoted else ()))


def _quoted(variant: Variant) -> str:
    """The words of a telling that stand in quotation marks."""
    return " ".join(_QUOTED.findall(variant.text)) if variant.form == "mixed" else variant.text


@functools.lru_cache(REMEMBERED)
def _only_in_one(one_text: str, other_text: str) -> tuple[str, ...]:
    """The content words that either of two quotations has alone; none where one only shortens the other."""
    x, y = _words(one_text), _words(other_text)
    mine, its = {w.stem for w in x if w.stem}, {w.stem for w in y if w.stem}
    one, other = _content(x, its), _content(y, mine)
    names = {w.stem for w in (*x, *y) if w.capital}
    both = {s for s in mine if any(kin(s, t) for t in its)}
    few, many = sorted((len(mine), len(its)))
    told = [s for s in both if not any(kin(s, name) for name in names)]
    if few < FEWEST_QUOTED or not told or len(both) < max(SAME_IN_QUOTES * few, SAME_IN_LONGER * many):
        return ()
    if "".join(w.word for w in x).lower() == "".join(w.word for w in y).lower():
        return ()  # "good will", "goodwill"
    if not (one and other) or _same_name(one, other):
        limits = [w.word for w in (*one, *other) if w.word.lower() in _LIMITS]
        return tuple(limits) if limits and len(one) + len(other) <= MOST_CHANGED else ()
    return tuple(dict.fromkeys(w.word for side in (one, other) for w in side[:MOST_CHANGED]))


@functools.lru_cache(REMEMBERED)
def _exchanged(one_text: str, other_text: str, indirect: bool) -> tuple[str, ...]:
    x, y = _within(_words(one_text), _words(other_text)), _words(other_text)
    y = _within(y, x)
    mine, its = {w.stem for w in x if w.stem}, {w.stem for w in y if w.stem}
    names = {w.stem for w in x if w.capital}
    both = {s for s in mine if s in its or any(kin(s, t) for t in its)}
    shared, told = len(both), len(both - names)
    least = SAME_IN_INDIRECT if indirect else SAME_IN_MIXED
    if (
        not mine
        or not its
        or told < 2
        or shared < max(least * min(len(mine), len(its)), SAME_IN_LONGER * max(len(mine), len(its)))
    ):
        return ()
    found: list[str] = []
    moved = 0
    keys = [[w.stem or w.word for w in side] for side in (x, y)]
    for tag, i, j, k, m in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag != "replace":
            continue
        one, other = _content(x[i:j], its), _content(y[k:m], mine)
        if one and other and not _same_name(one, other):
            if max(len(one), len(other)) > MOST_CHANGED:
                return ()
            moved += max(len(one), len(other))
            found += [" ".join(w.word for w in one), " ".join(w.word for w in other)]
    return tuple(found) if moved <= shared else ()


def _within(long: tuple[_Word, ...], short: tuple[_Word, ...]) -> tuple[_Word, ...]:
    """The part of a telling that another one tells too: what it goes on to say is no other wording."""
    known = {w.stem for w in short if w.stem}
    met = [i for i, w in enumerate(long) if w.stem in known]
    if not met or len(long) <= TWICE * len(short):
        return long
    return long[max(0, met[0] - MOST_CHANGED) : met[-1] + 1 + MOST_CHANGED]


class _Word(msgspec.Struct, frozen=True):
    word: str
    stem: str
    capital: bool


@functools.lru_cache(REMEMBERED)
def _words(text: str) -> tuple[_Word, ...]:
    plain = re.sub(r"(\w)[’']\w{1,2}\b", r"\1", re.sub(r"\b\w+n[’']t\b", "not", text))
    found = words_of(plain)
    return tuple(
        _Word(plain[s:e], (stems(plain[s:e]) or ("",))[0], plain[s].isupper() and s > 0)
        for s, e in zip(found.starts, found.ends)
    )


def _content(words: Sequence[_Word], elsewhere: set[str]) -> list[_Word]:
    """The content words that the other telling has nowhere."""
    return [
        w
        for w in words
        if w.stem and len(w.stem) > 1 and not _NUMBER.match(w.word) and not any(kin(w.stem, t) for t in elsewhere)
    ]


def _same_name(one: Sequence[_Word], other: Sequence[_Word]) -> bool:
    """Is one a name (the other may describe its bearer), or are they one word in two spellings or forms?"""
    if all(w.capital for w in one) or all(w.capital for w in other):
        return True
    if len(one) == len(other) == 1 and one[0].word[:SAME_START].lower() == other[0].word[:SAME_START].lower():
        return True
    first, second = (anyascii(" ".join(w.word for w in side)).lower() for side in (one, other))
    return SequenceMatcher(None, first, second).ratio() >= SAME_SPELLING


def _one_source(
    statement: Statement, variants: Sequence[Variant], tellings: Sequence[Telling], ground: Grounds | None
) -> bool:
    """Do all the tellings start with one outlet's own reporter? An agency's words may be rendered in several ways."""
    if ground is not None:
        statement = of_statements([msgspec.structs.replace(statement, variants=tuple(variants))], tellings, ground)[0]
    return len(statement.origins) == 1 and statement.origins[0].kind == "outlet"
