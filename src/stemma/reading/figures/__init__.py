"""The figures of one report: counts, tolls, sums, shares, durations, lengths and magnitudes, with what each counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec
from spacy.attrs import IDX, SENT_START
from spacy.tokens import Doc

from stemma.model import Attribution, Debris, FigureMention, Reason, Stretch, TimeExpression
from stemma.reading.figures.counted import Counted, counted, invariant, persons, phrase
from stemma.reading.figures.measured import distance, lasting, magnitude, of_what
from stemma.reading.figures.measures import Measure, measure, together
from stemma.reading.figures.no_counts import counts_nothing
from stemma.reading.figures.numbers import Numeral, bound_before, numerals
from stemma.reading.figures.victims import victims
from stemma.reading.plurals import plural

MANY = 10  # a number from here on, without a noun, may take up what the sentence before counts
EARLIER = 250  # characters: about one sentence back
_ONE_QUANTITY = 40  # characters from the first unit to the last number of one quantity
FEW_SOURCES = 5  # "two officials said" names sources; "40 residents said" counts them

_HYPHEN_COUNTS = frozenset(
    "member strong seat person man woman vehicle ship story storey nation country team room bed".split()
)
_ANAPHORIC = frozenset("the these those both its their his her our my".split())
_PARTIES = frozenset(
    "country side nation party state neighbor neighbour government leader minister man woman president official"
    " company team pair group army"
    " power ally brother sister friend capital people force men women camp delegation statesman official diplomat"
    " rival bloc".split()
)
_VACUOUS = frozenset(
    "time way thing kind type sort part step point reason example category front hand side half fold sense"
    " case bit".split()
)
_TELLS = frozenset("say tell report add confirm claim state note explain".split())
_OF_THEM = re.compile(r",? of (?:them|whom|which|these|those)\b")
_PARENT = re.compile(r"\b(?:mother|father|mum|mom|dad|parent)[ -]of[ -]$", re.IGNORECASE)
_DURING = re.compile(r"(?<!\bfor )(?<!\bin )(?<!\bof )(?<!lasted )(?<!\ba )\bover $", re.IGNORECASE)


def figures(
    doc: Doc,
    told: tuple[Attribution, ...] = (),
    when: tuple[TimeExpression, ...] = (),
    cut: tuple[Debris, ...] = (),
) -> tuple[FigureMention, ...]:
    """Every quantity worth checking in a parsed report, in the order of the text.

    ``value`` is in ``unit`` as the report words it (decades as years); a range has ``low`` and ``high`` and its middle
    as value; vague ones ("dozens") have none. Dates, ages, ordinals and numbers that only name things are left out.
    """
    text = doc.text
    if not text:
        return ()
    page = _Page(doc, text, told, when, cut)
    found = [*_numbered(page), *_unnumbered(page)]
    return tuple(sorted(_apart(found), key=lambda f: (f.span, f.subject)))


def _unnumbered(page: _Page) -> Iterator[FigureMention]:
    for stretch, numeral, what in victims(page.doc, page.text, page.token):
        if not page.is_cut(stretch.start, stretch.end):
            yield _record(page, stretch, numeral, what, numeral.value, None, None, "exact", "person", None)


class _Page:
    """One report with the lookups that every figure needs."""

    def __init__(
        self, doc: Doc, text: str, told: Sequence[Attribution], when: Sequence[TimeExpression], cut: Sequence[Debris]
    ) -> None:
        self.doc, self.text, self.cut = doc, text, cut
        self.starts: list[int] = doc.to_array([IDX]).tolist()
        # spaCy's Token.sent looks through the whole document each time.
        flags = doc.to_array([SENT_START]).tolist()
        self.sentences = [at for at, flag in zip(self.starts, flags, strict=True) if flag == 1] or [0]
        self.when, self.told = when, told
        self.dates = [t.span for t in when if t.type in ("DATE", "TIME")]
        self.hulls = [(a.hull, i) for i, a in enumerate(told)]

    def token(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)

    def sentence(self, offset: int) -> tuple[int, int]:
        """The (start, end) of the sentence at an offset."""
        n = bisect_right(self.sentences, offset)
        return self.sentences[max(0, n - 1)], self.sentences[n] if n < len(self.sentences) else len(self.text)

    def is_cut(self, start: int, end: int) -> bool:
        return any(d.start < end and start < d.end for d in self.cut)

    def is_date(self, start: int, end: int) -> bool:
        return any(d.start < end and start < d.end for d in self.dates)

    def teller(self, stretch: Stretch) -> int | None:
        inner = [(h.end - h.start, i) for h, i in self.hulls if stretch.start >= h.start and stretch.end <= h.end]
        return min(inner)[1] if inner else None

    def time(self, stretch: Stretch) -> int | None:
        """The nearest date in the same sentence."""
        if not self.when:
            return None
        begin, end = self.sentence(stretch.start)
        near = [
            (min(abs(t.span.start - stretch.end), abs(stretch.start - t.span.end)), i)
            for i, t in enumerate(self.when)
            if t.type in ("DATE", "TIME") and begin <= t.span.start < end and not t.span.overlap(stretch)
        ]
        return min(near)[1] if near else None


class _Known:
    """What the report has counted so far: where each noun was counted last and in which unit, and the last sum."""

    def __init__(self) -> None:
        self.heads: dict[str, tuple[int, str]] = {}
        self.money: tuple[int, str, str | None] | None = None


def _numbered(page: _Page) -> Iterator[FigureMention]:
    doc, past = page.doc, -1
    known = _Known()
    for numeral, unit in _quantities(page.text):
        if numeral.start < past:
            continue  # inside a bracket that converts the figure before
        if unit is not None:
            past = unit.end
        if page.is_cut(numeral.start, numeral.end):
            continue
        token, follows = doc[page.token(numeral.start)], doc[min(page.token(numeral.end - 1) + 1, len(doc) - 1)]
        if counts_nothing(page.text, numeral, unit, token, follows, page.is_date(numeral.start, numeral.end)):
            continue
        figure = _measured(page, numeral, unit) if unit is not None else _count(page, numeral, known)
        if figure is not None:
            if unit is None and figure.unit is not None and not numeral.share:
                known.heads[figure.head] = figure.span.start, figure.unit
            elif unit is not None and unit.money:
                known.money = figure.span.start, unit.money, unit.currency
            yield figure


def _quantities(text: str) -> Iterator[tuple[Numeral, Measure | None]]:
    """Every number with its unit, if it has one; what is told in several units ("1hr 4 mins") as one."""
    found = [(n, measure(text, n)) for n in numerals(text)]
    at = 0
    while at < len(found):
        whole = None
        for count in (3, 2):
            parts = [(n, unit) for n, unit in found[at : at + count] if unit is not None]
            if len(parts) == count and parts[-1][0].start - parts[0][1].end < _ONE_QUANTITY:
                whole = together(text, parts)
            if whole is not None:
                at += count
                yield whole
                break
        if whole is None:
            yield found[at]
            at += 1


def _count(page: _Page, numeral: Numeral, known: _Known) -> FigureMention | None:
    doc, text = page.doc, page.text
    first, last = page.token(numeral.start), page.token(numeral.end - 1)
    after = page.token(numeral.to - 1) + 1
    if numeral.share:
        return _share(page, numeral, first, after)
    if text[numeral.end : numeral.end + 1] == "-" and numeral.to == numeral.end:
        return _hyphened(page, numeral, last)
    if _PARENT.search(text, max(0, numeral.start - 12), numeral.start):
        return _mention(page, numeral, Counted("child", "children", numeral.to), unit="person")
    bound_at = page.token(numeral.from_)
    one = numeral.value == 1 and not numeral.digits
    what = counted(doc, last, after, bound_at)
    if what is None:
        return _elliptic(page, numeral, after, known)
    if one and numeral.from_ == numeral.start and not what.befell and what.head not in known.heads:
        return None  # "one report", "one day", "one of the reasons"
    noun = what.noun
    if noun is not None and noun.lower_ == "others" and not what.befell:
        what = _others(what, page.sentence(numeral.start)[0], numeral.start, known)
    many = numeral.value not in (1, None)
    if noun is not None and noun.tag_ == "NN" and many and not invariant(noun) and what.head != "person":
        return None  # "a 7-11 record", "the Nikkei 225 index", "a 4.5 point lead"
    if numeral.value == 1 and doc[min(after + 2, len(doc) - 1)].tag_ in ("JJS", "RBS") and doc[after].lower_ == "of":
        return None  # "one of the worst storms"
    if _anaphoric(doc, first, bound_at, what, numeral) or (what.head in _VACUOUS and not what.befell):
        return None
    teller = noun is not None and noun.dep_ == "nsubj" and noun.head.lemma_.lower() in _TELLS
    if teller and (numeral.value or 9) <= FEW_SOURCES:
        return None  # "two officials said" names a source and counts nothing
    return _mention(page, numeral, what, unit="person" if _people(what) else what.head)


def _others(what: Counted, begin: int, end: int, known: _Known) -> Counted:
    """ "12 jobs and support 300 others": more of what the sentence counted last."""
    near = [(at, head) for head, (at, _) in known.heads.items() if begin <= at < end and head != "person"]
    return msgspec.structs.replace(what, head=max(near)[1], subject=f"other {plural(max(near)[1])}") if near else what


def _people(what: Counted) -> bool:
    return what.head == "person" or what.head in persons()


def _anaphoric(doc: Doc, first: int, bound_at: int, what: Counted, numeral: Numeral) -> bool:
    """ "the two countries": takes up parties that were named, and counts nothing anew."""
    if numeral.value is None or numeral.value > 4 or bound_at == 0 or what.noun is None or what.befell:
        return False
    before = doc[bound_at - 1]
    definite = before.lower_ in _ANAPHORIC or before.tag_ in ("PRP$", "POS")
    return definite and (what.head in _PARTIES or what.head in persons() or what.plain)


def _elliptic(page: _Page, numeral: Numeral, after: int, known: _Known) -> FigureMention | None:
    """A number whose noun stands earlier: "nine shells, of which two exploded", "five of them", "up to 6.8 million"."""
    doc, text = page.doc, page.text
    if numeral.value is None or after >= len(doc) or (numeral.value == 1 and not numeral.digits):
        return None
    token = doc[after - 1]
    begin, _ = page.sentence(token.idx)
    if numeral.digits and token.i and doc[token.i - 1].lower_ in ("a", "an", "the") and token.dep_ == "nsubj":
        return None  # "the 717 had a range": a name
    if numeral.scaled and numeral.value >= 1000 and known.money and known.money[0] >= begin:
        _, name, code = known.money
        what = Counted("sum", "sum", numeral.to)
        stretch = Stretch(numeral.from_, numeral.to)
        return _record(
            page, stretch, numeral, what, numeral.value, numeral.low, numeral.high, numeral.bound, name, code
        )
    of_them = _OF_THEM.match(text, numeral.to)
    if of_them is None:
        verb = token.head
        if token.dep_ not in ("nsubj", "nsubjpass") or verb.pos_ != "VERB" or not 0 <= verb.i - after <= 3:
            return None
        if verb.lemma_.lower() in ("have", "be", "do", "plan", "want") or verb.tag_ in ("VB", "VBP", "VBZ"):
            return None
    reach = begin if of_them is None and numeral.value < MANY else begin - EARLIER
    near = [(at, head, unit) for head, (at, unit) in known.heads.items() if reach <= at < numeral.start]
    if not near:
        return None
    _, head, unit = max(near)
    many = plural(head)
    if of_them is None:
        deed = verb.text.lower()
        what = Counted(head, f"{many} {deed}", verb.idx + len(verb.text), state=deed)
    else:
        what = Counted(head, many, of_them.end(), part=True)
    return _mention(page, numeral, what, unit=unit)


def _hyphened(page: _Page, numeral: Numeral, last: int) -> FigureMention | None:
    """ "a 12-member council": a count bound to its noun by a hyphen."""
    doc = page.doc
    if last + 3 >= len(doc) or doc[last + 2].lower_ not in _HYPHEN_COUNTS or numeral.value is None:
        return None
    stop, noun = phrase(doc, last + 3)
    if noun is None:
        return None
    counts = doc[last + 2].lower_
    head = "person" if counts in ("strong", "person", "man", "woman", "member") else counts
    end = noun.idx + len(noun.text)
    return _mention(page, numeral, Counted(head, f"{counts}s of {doc[last + 3 : stop].text}", end), unit=head)


def _share(page: _Page, numeral: Numeral, first: int, after: int) -> FigureMention | None:
    doc, text = page.doc, page.text
    if text[numeral.end : numeral.end + 1] == "-" or numeral.value is None:
        return None
    what = counted(doc, first, after, page.token(numeral.from_))
    if what is None or what.noun is None:
        of_them = _OF_THEM.match(text, numeral.to)
        if of_them is None and text[numeral.to : numeral.to + 3] != " of":
            return None
        what = Counted("share", "share", of_them.end() if of_them else numeral.to)
    elif what.noun.ent_type_ in ("DATE", "TIME") or what.head in (
        "hour",
        "day",
        "year",
        "century",
        "decade",
        "mile",
        "time",
        "minute",
    ):
        return None
    share = numeral
    low, high = ((x * 100 if x is not None else None) for x in (share.low, share.high))
    scaled = msgspec.structs.replace(share, value=round(100 * numeral.value, 1), low=low, high=high)
    subject = f"share of {what.subject}" if what.noun is not None else "share"
    return _mention(page, scaled, msgspec.structs.replace(what, subject=subject), unit="percent")


def _measured(page: _Page, numeral: Numeral, unit: Measure) -> FigureMention | None:
    doc, text = page.doc, page.text
    bound_start, bound = (numeral.from_, numeral.bound)
    if unit.start < numeral.start and numeral.from_ == numeral.start:
        near = text[max(0, unit.start - 40) : unit.start].lower()
        at, bound = bound_before(near, len(near))
        bound_start = unit.start - (len(near) - at)
        if numeral.bound != "exact":
            bound_start, bound = unit.start, numeral.bound
    start = min(bound_start, unit.start)
    times = unit.times
    value = numeral.value * times if numeral.value is not None else None
    low = numeral.low * times if numeral.low is not None else (value if bound == "at-least" else None)
    high = numeral.high * times if numeral.high is not None else (value if bound == "up-to" else None)
    after = page.token(unit.end - 1) + 1
    name = unit.unit.name if unit.unit else unit.money or ""
    dimension = unit.unit.dimension if unit.unit else "money"
    if dimension == "duration" and _DURING.search(text, max(0, start - 12), numeral.start):
        start, bound, low = numeral.start, "exact", None  # "over four days" says when, not how much more
    if dimension == "duration":
        what = lasting(doc, text, numeral, unit, after)
    elif dimension == "length":
        what = distance(doc, text, unit, after)
    elif dimension == "magnitude":
        what = magnitude(doc, unit, after)
    else:
        kind = {"money": "sum", "points": "share"}.get(dimension, dimension)
        what = of_what(doc, unit, page.token(start), after, kind)
    if what is None:
        return None
    stretch = Stretch(start, max(unit.end, what.end))
    return _record(page, stretch, numeral, what, value, low, high, bound, name, unit.currency)


def _mention(page: _Page, numeral: Numeral, what: Counted, *, unit: str) -> FigureMention:
    stretch = Stretch(numeral.from_, max(what.end, numeral.to))
    return _record(page, stretch, numeral, what, numeral.value, numeral.low, numeral.high, numeral.bound, unit, None)


def _record(
    page: _Page,
    stretch: Stretch,
    numeral: Numeral,
    what: Counted,
    value: float | None,
    low: float | None,
    high: float | None,
    bound: str,
    unit: str,
    currency: str | None,
) -> FigureMention:
    because = Reason(rule="figure", words=f"“{page.text[numeral.start : numeral.end]}” counts {what.subject}")
    return FigureMention(
        span=stretch,
        number=Stretch(numeral.start, numeral.end),
        subject=what.subject,
        head=what.head,
        value=value,
        low=low,
        high=high,
        bound=bound,  # type: ignore[arg-type]
        unit=unit or None,
        currency=currency,
        of=what.of,
        where=what.where,
        state=what.state,
        part=what.part,
        attribution=page.teller(stretch),
        time=page.time(stretch),
        confidence=0.9 if what.noun is not None or what.befell else 0.7,
        because=(because,),
    )


def _apart(found: list[FigureMention]) -> Iterator[FigureMention]:
    """One figure a numeral, but for "no casualties", which are two."""
    seen: set[tuple[Stretch, str]] = set()
    for figure in found:
        key = figure.number, figure.subject if figure.value == 0 else ""
        if key not in seen:
            seen.add(key)
            yield figure
