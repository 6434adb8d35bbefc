"""When a report says that it was published: given with it, a header line, a label, a dateline, its address."""

from __future__ import annotations

import re
from datetime import date

from stemma.collation.common import span
from stemma.collation.dates.calendar import days
from stemma.model import Published, Reason, Stretch, TimeExpression, Witness

HEADER_LINES = 6  # lines from the top and from the end in which a line that holds only a date is the report's own
DATELINE = 90  # characters from the start within which "PLACE, May 3 (Agency)" opens a report


def given(witness: Witness) -> Published | None:
    given = witness.report.published
    if not given or as_date(given) is None:
        return None
    return Published(value=given[:10], basis="given")


_URL_DATE = re.compile(r"[/_-]((?:19|20)\d\d)[/_-]?([01]\d)[/_-]?([0-3]\d)(?=[/_.-]|$)")
_LABEL = re.compile(
    r"\b(?:published|posted|publish date|publication date|created|first published|date|dated|filed|issued)\b", re.I
)
_UPDATE = re.compile(r"\b(?:updated|modified|last update|corrected)\b", re.I)
_HEADER_WORDS = re.compile(
    r"\b(?:first|last|published|posted|publication|publish|updated?|modified|created|filed|issued|dated?|time|on|at|by|the|local|in|news|edition|release|"
    r"immediate|for|print|online|a\.?m\.?|p\.?m\.?|gmt|utc|[a-z]{2,4}t)\b|[\W\d_]+",
    re.I,
)
LEFT_OVER = 22  # letters that a date line may hold besides: an author, a desk, a place


def stated(witness: Witness) -> Published | None:
    text = witness.report.text
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    best: tuple[int, int, Stretch, str, str] | None = None
    for expression in witness.reading.times:
        value = expression.value or ""
        if len(value) != 10 or expression.in_quote or days(value) is None:
            continue
        at = next((n for n, (s, e) in enumerate(lines) if s <= expression.span.start < e), 0)
        start, end = lines[at]
        line = text[start:end]
        before, after = text[start : expression.span.start], text[expression.span.end : end]
        how = _header(line, before, after, at, len(lines), expression, value)
        if how is None:
            continue
        updated = bool(_UPDATE.search(before)) and not _LABEL.search(before)
        rank = (1 if updated else 0, at)
        if best is None or rank < best[:2]:
            best = (*rank, expression.span, value, how)
    if best is not None:
        _, _, stretch, value, how = best
        return Published(
            value=value,
            basis="stated",
            evidence=(span(witness, stretch),),
            because=(Reason(rule="stated-date", words=how),),
        )
    held = address_day(witness.report.url)
    if held is None:
        return None
    return Published(
        value=held, basis="stated", because=(Reason(rule="address-date", words=f"the address holds {held}"),)
    )


def address_day(url: str | None) -> str | None:
    """The day that a report's address holds: ".../2031/05/03/..."."""
    match = _URL_DATE.search(url or "")
    value = "-".join(match.groups()) if match else None
    return value if value and days(value) else None


def _header(
    line: str, before: str, after: str, at: int, lines: int, expression: TimeExpression, value: str
) -> str | None:
    """Why a full date is the report's own: a line of nothing but a date, a label before it, a dateline, a masthead."""
    if at < HEADER_LINES and expression.in_debris and not after.strip() and _MASTHEAD_END.search(before):
        return f"the outlet's name stands before {value}"
    if len(_HEADER_WORDS.sub("", before)) > LEFT_OVER:
        return None
    labelled = bool(_LABEL.search(before) or _UPDATE.search(before))
    edge = at < HEADER_LINES or at >= lines - 3 or expression.in_debris
    rest = _HEADER_WORDS.sub("", before) + _HEADER_WORDS.sub("", re.sub(r"Last updated.*", "", after))
    if edge and (len(rest) <= (LEFT_OVER if labelled else 6)):
        return f"the line holds little but the date {value}"
    if labelled and len(before.split()) <= 3 and at < HEADER_LINES:
        return f"“{before.strip()}” stands before {value}"
    if at == 0 and not before.strip() and expression.form == "date" and re.match(r"\s*(?:[-–—:|]|$)", after):
        return f"the report opens with {value}"
    if at < 3 and _DATELINE_END.match(after) and _PLACE.match(before):
        return f"the dateline gives {value}"
    return None


_MASTHEAD_END = re.compile(r"\w\s*[|·•]\s*$")  # "Ansel Post, the paper of the coast | 3.5.2031", marked as debris
_PLACE = re.compile(r"\s*[A-ZÀ-Þ][\w.’'/ -]{1,40}(?:,\s*[A-ZÀ-Þ][\w. ]{1,30})*[,(\s]*$")
_DATELINE_END = re.compile(
    r"\s*(?:\([^)]{2,60}\)|/[^/]{2,60}/|[,.] [A-Z]{3,}\b)?\s*\)?\s*(?:[-–—]|:|\.\s|\n|$)"
    r"|\s*\([A-Z][A-Z/]{1,11}\)\s+[A-ZÀ-Þ“\"]"
)


_HEADER_END = re.compile(r"\s*(?:[.|•·\n]|$)")


def dateline(witness: Witness) -> TimeExpression | None:
    """A day without its year in a dateline or above the text: "PORT ANSEL, May 3 (Agency) —", "Friday 2 May"."""
    text = witness.report.text
    for expression in witness.reading.times:
        if expression.span.start > 2 * DATELINE:
            return None
        if expression.part and expression.part.startswith("month-day"):
            start = text.rfind("\n", 0, expression.span.start) + 1
            before, after = text[start : expression.span.start], text[expression.span.end :]
            if expression.weekday and not before.strip() and _HEADER_END.match(after):
                return expression
            if expression.span.start <= DATELINE and _PLACE.match(before) and _DATELINE_END.match(after):
                return expression
    return None


def header_weekday(witness: Witness, expression: TimeExpression) -> bool:
    """Is it the weekday with its clock in a page's header ("Monday, 7.15 p.m. | Text: ..."), the report's own day?"""
    if not expression.in_debris or not (expression.part or "").startswith("weekday:"):
        return False
    text, at = witness.report.text, expression.span.start
    before = text[text.rfind("\n", 0, at) + 1 : at]
    timed = (expression.clock or "")[1:2].isdigit()
    return timed and not before.strip() and text.count("\n", 0, at) < HEADER_LINES


def as_date(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
