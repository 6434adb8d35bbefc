"""Numbers that count nothing: dates, years, clock times, ages, a list's numbering, parts of names."""

from __future__ import annotations

import re

from spacy.tokens import Token

from stemma.reading.figures.counted import persons
from stemma.reading.figures.measures import Measure
from stemma.reading.figures.numbers import Numeral

LONG_YEAR = (1900, 2100)  # bare four digits in this range are a year, unless they count people or are bounded
OLDEST = 150  # ages, in the largest unit that people are aged in

_MONTHS = (
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?:\.|[a-z]*)|january|february|march|april|may|june|july"
    r"|august|september|october"
    r"|november|december"
)
_DATE_BEFORE = re.compile(rf"(?:\b(?:{_MONTHS})\.?|\bspring|\bsummer|\bautumn|\bwinter|\bfall) $", re.IGNORECASE)
_DATE_AFTER = re.compile(
    rf"(?: (?:of )?(?:{_MONTHS})\b|[- ]?(?:a\.?m\b|p\.?m\b|o'clock|o’clock|GMT|UTC|IST\b|EST\b|EDT\b|BST\b|CET\b)|:\d)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:no\.?|nos\.?|number|article|section|chapter|phase|level|category|type|grade|room|page|pages|unit|channel"
    r"|gate|route|highway|zone|flight"
    r"|class|stage|step|top|resolution|act|rule|figure|table|version|windows|boeing|airbus|tier|platform|formula"
    r"|episode|season|round|lap|sector"
    r"|apollo|iphone|mark|mk|interstate|psalm|verse|vol\.?|volume|part|world war|super bowl|covid|plan|agenda|group"
    r" of|gang of|day|week|year"
    r"|under|aged?|age of|turned|turning|district|ward|block|building|apartment|suite|box|bus|line|terminal|pier"
    r"|reactor|bill|hb|sb"
    r"|proposition|prop\.?|question|item|lot|model|series|mach|station|precinct|local|squad|camp|team|track|tower"
    r"|since|until|till|before|by"
    r"|circa|year|in|of|from|during) $",
    re.IGNORECASE,
)
_YEAR_LABELS = frozenset("since until till before by in of from during circa year".split())
_AGE_AFTER = re.compile(r"[- ](?:years?|months?|weeks?)[- ](?:olds?\b|of age)|-something")
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|age of|turned|turning|ages|at age)(?: (?:between|from|about|just|over|under))? $", re.IGNORECASE
)
_NAMES = frozenset({"ORG", "PRODUCT", "LAW", "WORK_OF_ART", "FAC", "EVENT"})
_LIST_NUMBER = re.compile(r"\(?\d{1,3}[.)](?=\s)")
_PER = re.compile(r"\b(?:every|each|per|another one|one in|out of) (?:other )?$", re.IGNORECASE)


def counts_nothing(
    text: str, numeral: Numeral, unit: Measure | None, token: Token, follows: Token, dated: bool
) -> bool:
    """Is the number a date, a clock time, an age, a list's number, or part of a name?

    ``token`` holds its first character, ``follows`` is the word after it; ``dated`` says that it lies in a date found
    before.
    """
    start, end = numeral.start, numeral.end
    before = text[max(0, start - 14) : start]
    if unit is not None and (unit.currency or unit.money):
        return False
    if unit is None or unit.unit is None or unit.unit.dimension == "duration":
        young = numeral.value is not None and numeral.value <= OLDEST
        if young and (_AGE_AFTER.match(text, end) or _AGE_BEFORE.search(before)):
            return True
        if unit is None and _DATE_AFTER.match(text, end):
            return True
    if unit is not None:
        if unit.unit is None or unit.unit.dimension != "duration":
            return False
        clock = unit.unit.name == "hour" and re.fullmatch(r"[0-2]\d[0-5]\d", text[start:end]) is not None
        return clock or _PER.search(before) is not None
    if dated or _DATE_BEFORE.search(before):
        return True
    if LONG_YEAR[0] <= (numeral.low or 0) < (numeral.high or 0) <= LONG_YEAR[1]:
        return "," not in text[start:end]
    bare_digits = numeral.digits and "," not in text[start:end] and not numeral.scaled and numeral.bound != "range"
    value = numeral.value or 0
    yearlike = bare_digits and end - start == 4 and LONG_YEAR[0] <= value <= LONG_YEAR[1] and numeral.from_ == start
    if yearlike and (follows.lower_ not in persons() or follows.tag_ != "NNS"):
        return True
    label = _LABEL.search(before) if numeral.from_ == start else None
    if label is not None and label.group().split()[-1].lower() not in _YEAR_LABELS:
        return True
    if _PER.search(before):
        return True
    if bare_digits:
        line = text.rfind("\n", 0, start) + 1
        if not text[line:start].strip(" (") and _LIST_NUMBER.match(text, start):
            return True
        if before.endswith(", ") and text[end : end + 1] in (",", ")", ";") and value <= OLDEST:
            return True  # "Ida Rook, 45, said"
    if token.ent_type_ in _NAMES and (numeral.digits or text[start].isupper()):
        return bool(token.ent_iob_ == "I")
    return bool(token.tag_ == "NNP") and token.dep_ != "nummod" and not numeral.scaled and numeral.value is not None
