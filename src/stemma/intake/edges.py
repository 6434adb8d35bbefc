"""The furniture of a saved article's head and foot: bylines, staff credits, sign-offs, standing notes, breadcrumbs.

What these lines look like would be too little further down, so they are looked for only in the first and last lines.
"""

from __future__ import annotations

import re

from stemma.intake.bylines import byline_of, people
from stemma.intake.mastheads import masthead
from stemma.model import Debris, DebrisKind

CREDITS_STAFF = "credits those who reported"  # such a line may still name the agency that a report rests on
LONGEST = 200  # characters: a longer line is a paragraph

_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'.-]+"
_STAFF = re.compile(
    rf"(?:{_NAME} ){{0,3}}(?:foreign|news|web|online|city|national|sports?|our own|special)?\s?"
    r"(?:staff|correspondents?|(?:staff )?(?:reporters?|writers?)|(?:news|foreign|web|online|sports|city) desk"
    r"|newsroom)"
    rf"(?:,? (?:and agencies|in {_NAME}))?",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"\b(?:agency|agence|agencia|news|press|presse|magazine|weekly|daily|information|newspaper)\b", re.IGNORECASE
)
_AGENCY = re.compile(r"\b(?:Agency|Agence|Agencia|Press|Presse)\b", re.IGNORECASE)
_FINITE = re.compile(r"\b(?:is|are|was|were|be|has|have|had|says?|said|will|would|to|after|as|over)\b")
_BESIDE = re.compile(r"\s+[–—|•·-]\s+|,\s+")
_CREDITED = re.compile(
    r"(?:[^!?]{0,40}?[|,] )?(?:text|words|interview|pictures?|photos?)(?: by)?: ?(?P<who>[^.!?:]{4,60}?)"
    r"(?:, (?:pictures?|photos?|video)(?: by)?: ?[^.!?:]{3,40})?",
    re.IGNORECASE,
)
_HEADER = re.compile(r"(?:[\w.-]{2,20}=\S+(?: |$)){2,}\s*")
_CRUMBS = re.compile(r"[A-Z][\w’' &-]{1,24}(?:\s+[/>›»|·•]\s+[A-Z0-9][\w’' &-]{1,24}){1,5}")
_SPREAD = re.compile(r"[A-Z][\w’' &]{1,20}(?: {2,}|\t+)[A-Z][\w’' &]{1,20}(?:(?: {2,}|\t+)[A-Z][\w’' &]{1,20})+")
_SOURCE = re.compile(r"(?:sources?|agenc(?:y|ies)|via): ?[^.!?:]{2,80}\.?", re.IGNORECASE)
_RULE = re.compile(r"[_=*~–—-]{3,}|\*(?: \*){1,4}|• • •")
_REPORTED = re.compile(
    r"[\[(]?(?:(?:additional |with |further |original )?(?:reporting|writing|editing|reported|edited|written|compiled|"
    r"translation|translated|research|graphics?)(?: and (?:writing|editing|reporting))?(?: (?:by|from)\b|:)"
    rf"|with (?:files|reports|agencies|inputs|input|reporting)\b|inputs? from\b).{{2,}}"
    rf"|(?:[\w ]{{0,30}}(?:writers?|reporters?|correspondents?|producers?|staff) )?(?:{_NAME},? (?:and |in )?){{1,14}}"
    r"(?:also |has |have )?contributed(?: (?:to|from) .{2,60}|reporting.{0,40})?\.?[\])]?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:the )?(?:views|opinions) (?:expressed|here|in this).{5,160}"
    r"|this is a (?:developing|breaking).{5,160}"
    r"|this (?:version|story|article|report|post|page|piece)(?: has been| was| is| will be)? "
    r"(?:corrects?|corrected|updates?|updated|amended|first (?:appeared|published)|originally (?:appeared|published)"
    r"|a developing|being updated|developing|published|produced|part of).{0,160}"
    r"|(?:correction|clarification|editor['’]?s['’]? note|note to (?:readers|editors))\b.{0,160}"
    r"|(?:©|copyright\b).{4,160}"
    rf"|(?:the )?{_NAME}(?: [\w’'-]+){{0,4}} (?:is (?:part|a member|a title|a publication) of|is published by)"
    r" .{2,120}",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"(?:stay with|sign up|find more|read more|see more|for more (?:on|about|information|news|stories|details|visit)"
    r"|more (?:on|from|about)|got a (?:tip|story)"
    r"|click (?:here|on)|follow (?:@|us\b|our\b|[\w’'& .-]{2,80} (?:on|at) |[\w’'& .-]{2,60} coverage)"
    r"|(?:like|join|contact|support) (?:us|our)\b|(?:listen|subscribe) (?:to|for|now)\b|download (?:the|our)"
    r"|get (?:our|the latest|the app|breaking|updates|more)\b|watch (?:live|the|a|our|this|more|below)\b"
    r"|visit (?:our|us|http|www)|reuse this|republish|share (?:this|your)\b|donate"
    r"|(?:send|e-?mail|reach|contact) (?:us|him|her|them|tips|your|the (?:author|reporter|newsroom|editor|desk))\b"
    r").{0,140}|e-?mail: \S+@\S+",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:previous|related|earlier|more|further|other)(?: \w+)? ?(?:coverage|stories|story|articles?|reading|news"
    r"|posts?)(?::| from\b| in\b|$)[^.]{0,90}"
    r"|(?:«|<<?|‹|←) ?(?:previous|back|older|prev)\b.{0,60}|(?:next|previous)(?: \w+)? ?(?:»|>>?|›|→).{0,40}",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[A-Za-z]{2,12}/)+[A-Za-z]{2,4}|[–—-] ?[A-Z]{2,4}|[a-z]{2,4}-[a-z]{2,4}|/[A-Z][A-Z-]+/")
_CREDITED_PICTURE = re.compile(
    r".{12,}[.!?”\"] (?:photo(?:graph)?|picture|image|foto|credit)s?(?: credit)?(?: by|:) [A-Z][\w .&/’'-]{1,50}\Z",
    re.IGNORECASE,
)


def opening(line: str) -> Debris | None:
    """What a line among the first is as a whole, with offsets in the line; None for the article's own words."""
    if len(line) > LONGEST:
        return None
    if not any(c.isdigit() for c in line) and (byline_of(line) or _STAFF.fullmatch(line)):
        return _whole(line, "other", "a byline")
    if (credited := _CREDITED.fullmatch(line)) and people(credited["who"]):
        return _whole(line, "other", "a byline")
    if _names_the_outlet(line):
        return _whole(line, "menu", "the name of the outlet")
    if _HEADER.fullmatch(line):
        return _whole(line, "crawler-header", "fields of a crawler")
    if _CRUMBS.fullmatch(line) or _SPREAD.fullmatch(line):
        return _whole(line, "menu", "a row of short names")
    return None


def _names_the_outlet(line: str) -> bool:
    """Is the line a masthead, perhaps with what the outlet says of itself ("ANSEL BEACON, the voice of the coast")?"""
    if line[-1] in '.!?:;,”"' or _FINITE.search(line):
        return False
    first, *beside = _BESIDE.split(line)
    if masthead(first.title() if first.isupper() else first):
        return True
    named = first.isupper() or (first.istitle() and _AGENCY.search(first) is not None)
    return bool(beside) and named and _PRESS.search(line) is not None


def closing(line: str) -> Debris | None:
    """The same for a line among the last."""
    if len(line) > LONGEST:
        return None
    if _RULE.fullmatch(line):
        return _whole(line, "other", "a rule between article and notes")
    if _REPORTED.fullmatch(line) or byline_of(line.strip("()[]. ")) or _SOURCE.fullmatch(line):
        return _whole(line, "other", CREDITS_STAFF)
    if line[-1] not in '”"':
        if _NOTE.fullmatch(line):
            return _whole(line, "legal" if line[0] == "©" or line[:4].lower() == "copy" else "other", "a standing note")
        if _INVITATION.fullmatch(line):
            return _whole(line, "newsletter", "asks something of the reader")
    if _OTHERS.fullmatch(line):
        return _whole(line, "teaser", "points to other stories")
    if _INITIALS.fullmatch(line):
        return _whole(line, "other", "initials of those who wrote and edited")
    return None


def pictured(line: str) -> bool:
    """Is the line a caption that closes with whose picture it is ("... at the quay. Photo: Vesmar")?"""
    return len(line) <= LONGEST and _CREDITED_PICTURE.match(line) is not None


def _whole(line: str, kind: DebrisKind, why: str) -> Debris:
    return Debris(start=0, end=len(line), kind=kind, why=why)
