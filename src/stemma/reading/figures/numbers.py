"""Numbers in words and digits to values: "a quarter of a million", "25-30", "nearly two dozen", "tens of thousands".

Pure text, no parse: what a number counts, and whether it is a date or a name, is for those who know the sentence.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from stemma.lexicon import table, values
from stemma.model import Bound

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split()
)
_ONES += ["eighteen", "nineteen"]
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: n for n, word in enumerate(_ONES, 1)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15,
    "dozen": 12, "lakh": 1e5, "lac": 1e5, "crore": 1e7,
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "bn": 1e9, "bln": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12,
}  # fmt: skip
_PARTS = {
    "half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "seventh": 1 / 7,
    "eighth": 1 / 8, "ninth": 1 / 9, "tenth": 1 / 10, "hundredth": 1 / 100, "thousandth": 1 / 1000,
}  # fmt: skip
_GLYPHS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅛": 1 / 8}

_WORD = (
    r"(?:one|two|three|four(?:teen)?|five|six(?:teen)?|seven(?:teen)?|eight(?:een)?|nine(?:teen)?|ten|eleven|twelve"
    r"|thirteen|fifteen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight"
    r"|nine)(?![a-z]))?)(?![a-z])"
)
# Some sources part a number at its comma or point: "20, 000 people", "2. 6 million".
_PARTED = r"\d{1,3}(?:, 000)+(?!\d)|\d{1,2}\. \d{1,2}(?=[ -](?:million|billion|trillion|per ?cent|magnitude)\b|%)"
_DIGITS = (
    rf"(?:{_PARTED}|"
    r"\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+(?:\.\d+)?)"
    r"(?:[½⅓⅔¼¾⅕⅛]|[ -][1-7]/[2-8](?!\d))?|[½⅓⅔¼¾]"
)
_SCALE = r"(?:hundred|thousand|million|billion|trillion|quadrillion|dozen|lakh|lac|crore)(?![a-z])"
_SHORT_SCALE = r"(?:bn|mn|mln|mio|bln|tn|trn|k)(?![a-z\d])"
_CARDINAL = (
    rf"(?:(?:{_DIGITS})(?:[ -]?{_SCALE}| ?{_SHORT_SCALE})*"
    rf"|{_WORD}(?: and a (?:half|quarter))?(?:[ -]{_SCALE}(?: and a half)?(?:(?:,? and |,? ){_WORD}(?:["
    rf" -]{_SCALE})*)*)*"
    rf"|an? (?:few |couple of )?{_SCALE}(?:[ -]{_SCALE})*(?: and a half)?(?:(?: and | ){_WORD}(?![ -]{_SCALE}))?)"
)
_FRACTION = (
    rf"(?:(?:an? |one[- ])?(?:half|quarter|third|fifth|tenth)(?: of)? (?:an? |the )?{_SCALE}"
    rf"|three[- ]quarters of an? {_SCALE}"
    r"|(?:(?:two|three|four|five|six|seven|eight|nine)[- ](?:halves|thirds|quarters|fourths|fifths|sixths|sevenths"
    r"|eighths"
    r"|ninths|tenths)|(?:one|an?)[- ](?:half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth))(?![a-z-])"
    r"(?= of\b|[.,;)]|$)"
    r"|half(?= (?:of|the|its|their|his|her|a|an|all|our|my|that|this)\b))"
    r"|(?:(?<=over )|(?<=than )|(?<=about )|(?<=nearly )|(?<=almost )|(?<=roughly ))half(?= of|[.,;)])"
)
_OUT_OF = (
    rf"(?:{_WORD}|\d{{1,3}}) out of (?:every )?(?:{_WORD}|\d{{1,4}}(?![\d,:.]*\d))"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|[1-9])[ -]in[ -](?:every )?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|[2-9]|10|12|20|25|50|100|1,000|10,000)"
    r"(?![\w,:.-]*\d)(?![a-z])(?! (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)\b)"
)
_VAGUE = (
    r"(?:(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions|lakhs|crores)(?: (?:or|and|to)"
    r" (?:hundreds|thousands|millions))?"
    r"(?: of (?:hundreds|thousands|millions|billions|trillions)(?: of (?:thousands|millions|billions))?)?"
    r"|(?:several|a few|some few|many|a couple of|countless|untold) "
    r"(?:hundreds?|thousands?|millions?|billions?|dozens?|trillions?|lakhs?|crores?)(?: (?:thousand|million"
    r"|billion))?)(?![a-z])"
)
# Where a numeral may begin: a cheap look ahead that spares the long patterns at nearly every word.
_OPENS = (
    r"(?=[\d½⅓⅔¼¾]|an? (?:half|q|th|fi|te|fe|co|hu|mi|bi|tr|do|la|cr)|one|t(?:w[oe]|hr|en|hi|ho|ri)|f(?:ou|iv|if|or|ew)"
    r"|s(?:ix|ev|co|om)|e(?:ig|le)|ni|h(?:al|un)|m(?:an|il)|bi|do|la[ck]|cro|cou|un|q)"
)
_NUMERAL = re.compile(
    rf"(?:(?<![\w.])|(?<=[a-z])(?=\d)){_OPENS}(?:(?P<vague>{_VAGUE})|(?P<outof>(?:{_OUT_OF}))|(?P<fraction>{_FRACTION})"
    rf"|(?P<cardinal>{_CARDINAL}))",
)
_GAP = re.compile(r"(?<=\d[.,]) (?=\d)")
_SPLIT = re.compile(r"[\s-]+")
_LINK = re.compile(r" ?(?:-|–|—|to|or) ?(?:as (?:many|much|high) as )?|-(?:to|or)-")
_SIGNS = frozenset("$€£¥₹")
_BETWEEN = re.compile(r"\b(?:between|from) $")
_DIGITS_ALONE = re.compile(rf"(?:{_DIGITS})")

_BEFORE: tuple[tuple[Bound, str], ...] = (
    (
        "at-least",
        r"at least|at the (?:very )?least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of|minimum of"
        r"|more than|over|above"
        r"|upwards? of|in excess of|exceeding|greater than|well over|well above|just over|just above|slightly"
        r" (?:more than|over)|far more than"
        r"|much more than|a little over|topping|surpassing|older than|longer than|>",
    ),
    (
        "up-to",
        r"up to|as (?:many|much|high|long|far) as|at (?:the )?most|no more than|not more than|a maximum of|maximum"
        r" of|(?:fewer|less) than|under|below"
        r"|just under|just below|well under|slightly (?:less than|under)|short of|shorter than|within|<",
    ),
    (
        "about",
        r"about|around|roughly|approximately|approx\.?|an estimated|estimated|nearly|almost|close to|some|circa|c\."
        r"|ca\.|~|near|an average of"
        r"|somewhere around|in the region of|just about|getting on for|virtually|more or less|practically|nearly"
        r" half a|an approximate|approaching",
    ),
)
_BOUND = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<b{i}>{words})" for i, (_, words) in enumerate(_BEFORE)) + r")[ \u00a0]+$"
)
_BOUND_CUE = re.compile(r"[a-z~<>.]+[ \u00a0]+$")
_BOUND_ENDS = frozenset(
    "least than of over above exceeding topping surpassing > to as many much high long far most under below within <"
    " about around roughly"
    " approximately approx approx. estimated nearly almost some circa c. ca. ~ near approximate approaching"
    " virtually practically for less".split()
)
_AFTER = re.compile(
    r"(?P<more> or more\b|\+|[ -]plus\b| and counting\b)|(?P<about> or so\b|-odd\b|ish\b)|(?P<less> or (?:less"
    r"|fewer)\b)"
)


class Numeral(msgspec.Struct, frozen=True, gc=False):
    """A number in a text: ``start`` to ``end`` is the numeral, ``from_`` where its bound words begin, ``to`` where"
    " they end.

    ``value`` is None for vague ones; a range has ``low`` and ``high`` and its middle as value. ``share`` marks
    fractions and "one in five", whose value is a part of one.
    """

    start: int
    end: int
    from_: int
    to: int
    value: float | None
    low: float | None = None
    high: float | None = None
    bound: Bound = "exact"
    share: bool = False
    digits: bool = False
    scaled: bool = False


def numerals(text: str) -> Iterator[Numeral]:
    """The numbers of a text, left to right, apart from each other; ordinals, clock times and codes ("F-16") are none.

    "a" and "an" count only before a scale word ("a hundred"); a range is one number.
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    pending: Numeral | None = None
    for match in _NUMERAL.finditer(low):
        numeral = _numeral(low, match)
        if numeral is None:
            continue
        if pending is not None and (joined := _range(low, pending, numeral)) is not None:
            pending = joined
            continue
        if _tied(low, numeral):  # "3-1": a score or a code, neither part counts anything
            if pending is not None and pending.end == numeral.start - 1:
                pending = None
            continue
        if pending is not None:
            yield pending
        pending = numeral
    if pending is not None:
        yield pending


def _tied(low: str, numeral: Numeral) -> bool:
    """Does the number hang on another one by a hyphen?"""
    return numeral.digits and numeral.start > 1 and low[numeral.start - 1] in "-–" and low[numeral.start - 2].isdigit()


def _numeral(low: str, match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    before = low[start - 1] if start else " "
    after = low[end] if end < len(low) else " "
    if match["cardinal"] and low[start].isdigit():
        if before.isalpha() and not _after_code(low, start):
            return None
        if before in "/:#№" or (before in ",'’" and start > 1 and low[start - 2].isalnum()):
            return None
        if before in "-–—" and low[start - 2 : start - 1].isalpha() and not low.endswith("magnitude", 0, start - 1):
            return None
        if after.isalpha() or after == "_" or (after in ":/" and low[end + 1 : end + 2].isdigit()):
            # A unit may be glued to its number ("5km", "10m"); a letter alone or an ordinal's ending may not.
            glued = re.compile(r"[a-zµ²³]+").match(low, end)
            if glued is None or glued.group() not in _GLUED:
                return None
    elif before == "-" and start > 1 and low[start - 2].isalnum():
        return None
    value, share = _value(match)
    if before in "$£€¥₹₽₺₩₦₪" and after in "mb" and not low[end + 1 : end + 2].isalpha() and value is not None:
        value, end = value * _SCALES[after], end + 1  # a lone "m" is a million only after a currency's sign
    from_, bound = bound_before(low, start)
    to = end
    if match["vague"]:
        return Numeral(start, end, from_, to, None, bound="vague")
    if (m := _AFTER.match(low, end)) and not (m["more"] == "+" and low[m.end() : m.end() + 1].isalnum()):
        to = m.end()
        bound = "at-least" if m["more"] else "up-to" if m["less"] else "about"
    if value is not None and match["cardinal"] and low.startswith(("a few", "a couple"), start):
        return Numeral(start, end, from_, to, None, bound="vague")
    digits = low[start].isdigit()
    scaled = not digits or not _DIGITS_ALONE.fullmatch(match.group())
    return _bounded(Numeral(start, end, from_, to, value, bound=bound, share=share, digits=digits, scaled=scaled))


_GLUED = frozenset(
    "hr hrs min mins sec secs km m cm mm kg g t mg lb lbs oz ft in mi mph kph kmh ha sq mw kw gw kwh mwh gwh twh km² m²"
    " km³ m³ bpd x c f h hz ghz mhz mb gb tb p".split()
)


def _bounded(numeral: Numeral) -> Numeral:
    if numeral.bound == "at-least":
        return msgspec.structs.replace(numeral, low=numeral.value)
    if numeral.bound == "up-to":
        return msgspec.structs.replace(numeral, high=numeral.value)
    return numeral


@functools.cache
def _codes() -> frozenset[str]:
    """Currency codes and signs in letters, which may be glued to a sum ("VND4.7 million")."""
    return frozenset(
        s.lower() for row in table("currencies") for s in values(row["signs"]) if s.isalpha() and len(s) > 1
    )


def _after_code(low: str, start: int) -> bool:
    begin = start
    while begin > 0 and start - begin < 5 and low[begin - 1].isalpha():
        begin -= 1
    return low[begin:start] in _codes() and not (begin > 0 and low[begin - 1].isdigit())


def bound_before(low: str, start: int) -> tuple[int, Bound]:
    cue = _BOUND_CUE.search(low, max(0, start - 20), start)
    if cue is None or cue.group().split()[0] not in _BOUND_ENDS:
        return start, "exact"
    match = _BOUND.search(low, max(0, start - 34), start)
    if match is None:
        return start, "exact"
    return match.start(), _BEFORE[int((match.lastgroup or "b0")[1:])][0]


def _value(match: re.Match[str]) -> tuple[float | None, bool]:
    words = _GAP.sub("", match.group())
    if match["vague"]:
        return None, False
    if match["outof"]:
        part, whole = (cardinal(w) for w in re.split(r"(?: out of|[ -]in)(?: every)?[ -]", words, maxsplit=1))
        return (part / whole if part is not None and whole else None), True
    if match["fraction"]:
        scale = re.search(_SCALE, words)
        parts = re.sub(_SCALE, "", words).replace("-", " ").split()
        share = next(
            (_PARTS[p] for w in parts if (p := "half" if w in ("half", "halves") else w.removesuffix("s")) in _PARTS),
            None,
        )
        count = next((_SMALL[w] for w in parts if w in _SMALL), 1)
        if share is None:
            return None, False
        return (round(count * share * _SCALES[scale.group()], 6) if scale else count * share), scale is None
    return cardinal(words), False


def cardinal(words: str) -> float | None:
    """The value of one cardinal in digits, words or both ("1.2 trillion", "two hundred and six"), None if it is"
    " none."""
    total, current, seen = 0.0, 0.0, False
    parts = [
        p
        for p in _SPLIT.split(
            re.sub(r"(?<=\d)(?=[a-z])", " ", words.strip().lower().replace("\u202f", ",").replace("\u00a0", ","))
        )
        if p
    ]
    for at, part in enumerate(parts):
        part = part.rstrip(",")
        if part in _SMALL:
            current, seen = current + _SMALL[part], True
        elif part in _SCALES:
            factor = _SCALES[part]
            current = (current if seen and current else 1) * factor
            if factor >= 1000 and total % (factor * 1000) == 0:
                total, current = total + current, 0.0
            seen = True
        elif part == "half" or part == "quarter":
            if any(p in _SCALES for p in parts[at + 1 :]):  # "two and a half million"
                current += _PARTS[part]
            else:  # "a million and a half"
                total += _PARTS[part] * next((_SCALES[p] for p in reversed(parts[:at]) if p in _SCALES), 1.0)
        elif part[0].isdigit() or part in _GLYPHS:
            number = _digits(part)
            if number is None:
                return None
            current, seen = current + number, True
        elif part not in ("and", "a", "an"):
            return None
    return total + current if seen else None


def _digits(part: str) -> float | None:
    whole, fraction = part, 0.0
    if whole[-1] in _GLYPHS:
        whole, fraction = whole[:-1], _GLYPHS[whole[-1]]
        if not whole:
            return fraction
    if "/" in whole:
        above, _, below = whole.partition("/")
        return int(above) / int(below) if int(below) else None
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", whole):
        whole = whole.replace(".", "")
    return float(whole.replace(",", "")) + fraction


def _range(low: str, a: Numeral, b: Numeral) -> Numeral | None:
    """Two numbers that name one range: "25-30", "25 to 30 million", "between two and three"."""
    if a.value is None or b.value is None or a.share or b.share or a.high is not None or a.bound == "at-least":
        return None
    between = low[a.end : b.start] if a.to == a.end and b.from_ == b.start else low[a.end : b.from_]
    first_at = a.start
    if between[-1:] in _SIGNS and low[a.start - 1 : a.start] == between[-1]:  # "$140 million to $160 million"
        between, first_at = between[:-1], a.start - 1
    dual = between == " and " and _BETWEEN.search(low, max(0, a.start - 10), a.start) is not None
    if not dual and not _LINK.fullmatch(between):
        return None
    if between.strip() == "to" and low.endswith("from ", 0, first_at):
        return None  # "rose from 5 to 10" are two values
    first = a.value
    if b.scaled and not a.scaled and first < b.value:
        words = [w for w in _SPLIT.split(low[b.start : b.end]) if w in _SCALES]
        scale = 1.0
        for w in words:
            scale *= _SCALES[w]
        if first * scale < b.value:
            first *= scale
    if not first < b.value or (between.strip() == "or" and b.value > 3 * first):
        return None
    start = low.rindex("between", 0, a.start) if dual else a.from_
    middle = (first + b.value) / 2
    return Numeral(
        a.start, b.end, start, b.to, middle, low=first, high=b.value, bound="range", digits=a.digits, scaled=b.scaled
    )
