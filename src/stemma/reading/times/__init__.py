"""Time expressions, found and left unbound: what the words say, which way the tense points, what they hang on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace
from spacy.tokens import Doc, Span, Token

from stemma.model import Debris, Reason, Stretch, TimeExpression
from stemma.reading.times.anchors import anchored, names_day
from stemma.reading.times.grammar import found
from stemma.reading.times.pieces import Found
from stemma.reading.times.tense import direction

NAMES = frozenset(("PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "LOC", "GPE"))
PLACES = frozenset(("PERSON", "LOC", "GPE", "FAC"))
YEAR_AFTER = frozenset(
    "in since by of from to until till through before after during for and between circa early late mid the around "
    "about - –".split()
)
CLOCK_AFTER = frozenset("at by until till from to around about since before after between and approximately".split())
NOUN_TAGS = frozenset(("NN", "NNP", "NNS", "NNPS", "JJ"))
MODELS = frozenset(("PRODUCT", "ORG"))  # a number within their names is no year
LIKELY_YEARS = (1900, 2050)  # what a bare four-digit number is read as without a preposition


def times(doc: Doc, cut: tuple[Debris, ...] = ()) -> tuple[TimeExpression, ...]:
    """The time expressions of a report in the order of its text.

    Grammar over letters (`grammar`), then the parse throws out what only looks like a time ("may", "2000 people")
    and says which way the tense points (`tense`). Expressions in debris stay and are marked: a crawler's header
    dates the report.
    """
    text = doc.text
    quotes: list[Stretch] | None = None
    made: list[TimeExpression] = []
    for item in found(text):
        span = doc.char_span(item.start, item.end, alignment_mode="expand")
        if span is None or not _is_time(item, doc, span, text):
            continue
        if quotes is None:
            quotes = _quotations(text)
        fields = dict(item.fields)
        if item.form == "clock_day" and _generic(doc, span):
            fields = {"value": "PRESENT_REF"}
        joins = fields.pop("joins", False)
        form = "date-name" if item.form == "date" and "part" in fields and _names_event(doc, span) else item.form
        because: tuple[Reason, ...] = ()
        if fields.get("part") and fields.get("offset") is None and "direction" not in fields:
            way, word = direction(doc, span)
            fields["direction"] = way
            if word and way != "either":
                because = (Reason(rule="tense", words=f"“{word}” points to the {way}"),)
        elif "direction" not in fields and fields.get("offset"):
            fields["direction"] = "past" if fields["offset"] < 0 else "future"
        expression = TimeExpression(
            span=Stretch(item.start, item.end),
            type=item.type,  # type: ignore[arg-type]
            form=form.replace("_", "-"),
            in_quote=any(q.start <= item.start < q.end for q in quotes),
            in_debris=any(d.start < item.end and item.start < d.end for d in cut),
            because=because,
            begin=len(made) - 1 if joins and made else None,
            **fields,
        )
        made.append(expression)
    return anchored(_linked(made, text), doc)


# What only looks like a time -----------------------------------------------------------------------------------


def _is_time(item: Found, doc: Doc, span: Span, text: str) -> bool:
    words = text[item.start : item.end]
    root = span.root
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    match item.form:
        case "month" | "month_relative" | "early_month_year":
            name = words.split()[-1]
            if not name[0].isupper() and not re.search(r"\d", words) and name.lower() in ("may", "march", "mar."):
                return False
            if item.form == "month":
                marched = before is not None and before.tag_ == "JJ" and before.lower_ not in ("early", "late", "last")
                marched = marched or (after is not None and after.lower_ in ("for", "on", "against"))
                if marched and words == "March":
                    return False  # the annual March for something
                return root.tag_ in ("NNP", "NN", "NNPS") and root.ent_type_ != "PERSON" and not _in_name(span, before)
            return True
        case "year":
            return _is_year(words, doc, span)
        case "season" | "named-day" | "season_relative":
            if not _is_season(words, root, before, after):
                return False
            if words[0].isupper() and item.form != "named-day" and after is not None and after.tag_ == "NNP":
                return False  # a first name
            return root.tag_ in NOUN_TAGS and root.ent_type_ not in (PLACES if item.form == "named-day" else NAMES)
        case "weekday" | "part":
            if item.form == "part" and " " not in words:
                if root.dep_ == "compound" or (words[0].isupper() and span.start != span.sent.start):
                    return False
                return before is not None and (
                    before.lower_ in ("in", "the", "by", "that", "at", "early", "late") or words == "overnight"
                )
            return root.ent_type_ not in ("PERSON", "WORK_OF_ART", "FAC") and not _in_name(span, before)
        case "clock":
            if re.fullmatch(r"\d\d?:\d\d(?::\d\d)?", words):
                return before is not None and (before.lower_ in CLOCK_AFTER or before.is_digit or before.is_space)
            return True
        case "duration" | "half":
            if (after is not None and after.lower_ in ("old", "olds")) or words.lower().endswith("year-old"):
                return False
            if (
                words.lower().endswith("year")
                and after is not None
                and after.text == "-"
                and span.end + 1 < len(doc)
                and doc[span.end + 1].lower_ == "old"
            ):
                return False
            return not (before is not None and before.lower_ in ("aged", "age"))
        case "unit":
            if words.istitle() and " " in words and span.start != span.sent.start:
                return False  # "This Week": a programme, a heading
            return not (words.lower() == "this day" and before is not None and before.lower_ == "to")
        case "later":
            if words[-6:].lower() not in ("before", " after"):
                return True
            return after is None or after.is_punct or after.is_space or after.tag_ in ("VBD", "VBZ", "MD", "CC")
        case "told":
            if after is not None and after.lower_ in ("after", "before", "when", "that", "of") and after.dep_ != "mark":
                return False  # "the weekend that changed the town", but "said at the weekend that"
            return not (words.lower() == "the day" and before is not None and before.lower_ == "of")
        case "decade":
            return not (before is not None and before.lower_ in ("his", "her", "their", "my"))
        case "ref":
            return words[-4:].lower() != "past" or words.lower() != "the past" or root.tag_ == "NN"
        case "clock_day":
            return not (words == "Today" and before is not None and before.tag_ == "NNP")
        case "years_joined":
            return not re.search(r"\d/\d", words) or int(words[-2:]) - int(words[2:4]) in (1, -99)
    return True


# What "today's" makes an age of rather than a day.
AGES = frozenset(
    "world youth society generation economy age era climate technology culture standards children music".split()
)


def _generic(doc: Doc, span: Span) -> bool:
    """ "today's world", "many of today's cars", "today's Karnia": the present age, not a day."""
    if span.end + 1 >= len(doc) or doc[span.end].lower_ not in ("'s", "’s"):
        return False
    head = span.root.head
    if span.start > 1 and doc[span.start - 1].lower_ == "of" and doc[span.start - 2].lower_ in ("many", "most", "some"):
        return True
    return head.lower_ in AGES or (head.ent_type_ in ("GPE", "ORG") and head.i == span.end + 1)


def _names_event(doc: Doc, span: Span) -> bool:
    """ "The 3 May attacks": a date that names an event, of whatever year."""
    if "the" not in (span[0].lower_, doc[max(0, span.start - 1)].lower_):
        return False
    head = span.root.head
    return span.end <= head.i <= span.end + 2 and head.pos_ in ("NOUN", "PROPN") and span.root.dep_ != "appos"


def _is_season(words: str, root: Token, before: Token | None, after: Token | None) -> bool:
    """ "in the fall", but not "the fall of the city"; "in spring", but not "to spring"."""
    bare = words.lower()
    if bare not in ("fall", "the fall", "spring", "the spring") or (words == "spring" and root.tag_ == "NN"):
        return True
    if before is None or (after is not None and after.lower_ == "of"):
        return False
    return bare.startswith("the") or before.lower_ in ("in", "since", "by", "until")


def _in_name(span: Span, before: Token | None) -> bool:
    """ "Theresa May", "Black Monday", the "Sunday Herald": beside a capital word that no preposition parts from it."""
    if (
        before is not None
        and before.tag_ in ("NNP", "JJ")
        and before.text[:1].isupper()
        and before.dep_ in ("compound", "amod")
    ):
        return bool(before.head.i == span.root.i)
    head = span.root.head
    return (
        span.root.dep_ == "compound"
        and head.ent_type_ in ("ORG", "WORK_OF_ART", "PERSON", "EVENT")
        and span.root.ent_type_ == head.ent_type_
    )


def _is_year(words: str, doc: Doc, span: Span) -> bool:
    if not words[-4:].isdigit():
        return bool(span.root.ent_type_ == "DATE")
    if len(words) > 4 and not words.lower().startswith(
        ("about", "around", "some", "over", "nearly", "almost", "at", "more", "up")
    ):
        return True
    token = doc[span.end - 1]
    year = int(words[-4:])
    if token.ent_type_ in MODELS or (
        token.head.ent_type_ in MODELS and token.head.i > token.i and token.dep_ != "pobj"
    ):
        return False  # "a 1987 Halden saloon"
    before = doc[span.start - 1].lower_ if span.start else ""
    after = doc[span.end] if span.end < len(doc) else None
    if (
        before in ("$", "£", "€", "#", "no", "no.", "no", ".", "us$", "some", "than", "nearly", "almost", "over")
        or len(words) > 4
    ):
        return False
    if span.start and doc[span.start - 1].is_digit:
        return False  # a telephone number
    if after is not None and (
        after.text in ("%",)
        or after.lower_ in ("percent", "per", "km", "miles", "metres", "meters", "people", "points", "feet")
    ):
        return False
    counted = token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in ("NNS", "NNPS")
    if counted and not token.head.text[:1].isupper() and before not in ("the", "'s", "’s"):
        return False
    if token.ent_type_ == "DATE":
        return True
    if not LIKELY_YEARS[0] <= year <= LIKELY_YEARS[1]:
        return before in ("in", "since", "from") and token.ent_type_ not in ("CARDINAL", "QUANTITY", "MONEY")
    if before in YEAR_AFTER:
        return token.ent_type_ not in ("MONEY", "QUANTITY", "PERCENT")
    return token.ent_type_ not in ("CARDINAL", "MONEY", "QUANTITY", "PERCENT", "PRODUCT") and (
        (after is not None and after.tag_ in NOUN_TAGS)
        or before in ("", "(")
        or (after is not None and after.text in (")", "-", "–"))
    )


# Quotations ----------------------------------------------------------------------------------------------------

_MARK = re.compile(r"[“”\"\n]")


def _quotations(text: str) -> list[Stretch]:
    """The stretches inside double quotation marks; a line's end closes what was left open."""
    stretches, opened = [], -1
    for match in _MARK.finditer(text):
        mark = match.group()
        if mark == "\n":
            if opened >= 0:
                stretches.append(Stretch(opened, match.start()))
            opened = -1
        elif opened >= 0 and mark != "“":
            stretches.append(Stretch(opened, match.start()))
            opened = -1
        elif mark != "”":
            opened = match.end()
    if opened >= 0:
        stretches.append(Stretch(opened, len(text)))
    return stretches


# What hangs on what --------------------------------------------------------------------------------------------

_RANGE = re.compile(r"\s*(?:to|until|till|through|-|–|—)\s*$", re.IGNORECASE)
_PAIR = re.compile(r",?\s*and\s*(?:in\s|on\s)?\s*$|\s*(?:to|until|till|through|-|–|—)\s*$", re.IGNORECASE)
NEAR = 60  # characters between a clock time and the day that it belongs to
_CLAUSE = re.compile(r"[.;!?]\s|\n|\b(?:which|who|that|when|where|after|before|while)\b")


def _linked(made: Sequence[TimeExpression], text: str) -> tuple[TimeExpression, ...]:
    """Clock times beside their day, ranges joined, a month that takes its year from the next one."""
    changes: list[dict[str, Any]] = [{} for _ in made]
    for i, one in enumerate(made):
        if one.anchor == "story" and one.clock and one.unit is None:
            day = _beside(i, made, text)
            if day is not None:
                changes[i] = {"anchor": "expression", "anchor_index": day}
        if i + 1 == len(made):
            continue
        two = made[i + 1]
        between = text[one.span.end : two.span.start]
        if one.type == "DATE" and two.type == "DATE" and len(between) < 12:
            ahead = text[max(0, one.span.start - 9) : one.span.start].lower()
            if _RANGE.match(between) or ("between" in ahead and between.strip() == "and"):
                changes[i]["end"] = i + 1
                changes[i + 1]["begin"] = i
            if one.part and not one.value and one.offset is None and _PAIR.match(between) and _same_shape(one, two):
                changes[i] |= {"anchor": "expression", "anchor_index": i + 1}
        if one.form == "named-day" and two.form == "year" and not _CLAUSE.search(between):
            changes[i] |= {"anchor": "expression", "anchor_index": i + 1}
    return tuple(replace(one, **change) if change else one for one, change in zip(made, changes, strict=True))


def _same_shape(one: TimeExpression, two: TimeExpression) -> bool:
    """ "January" and "March 2015", "3 May" and "5 June 2015": the year of the second is the first one's too."""
    kind = (one.part or "").partition(":")[0]
    return two.value is not None and (kind, two.form) in {("month", "month-year"), ("month-day", "date")}


def _beside(i: int, made: Sequence[TimeExpression], text: str) -> int | None:
    """The day expression nearest to a clock time in its sentence."""
    best: tuple[int, int] | None = None
    for j in (i + 1, i + 2, i - 1, i - 2):
        if not 0 <= j < len(made) or j == i:
            continue
        other = made[j]
        if not names_day(other):
            continue
        a, b = (other, made[i]) if j < i else (made[i], other)
        between = text[a.span.end : b.span.start]
        if len(between) <= NEAR and not _CLAUSE.search(between):
            rank = (len(between), j)
            best = rank if best is None or rank < best else best
    return best[1] if best else None
