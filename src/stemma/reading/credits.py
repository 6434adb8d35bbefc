"""The sources that a report openly rests on: agencies and outlets named beside a cue, in datelines, in credit lines.

A name alone is no credit ("the AFP bureau was shelled"): it must speak, be spoken to, be cited, or stand in brackets
where a dateline or credit stands.
"""

from __future__ import annotations

import re

from stemma.intake.edges import CREDITS_STAFF
from stemma.model import Attribution, Credit, Debris, LinkKind, Reason, Stretch
from stemma.reading.press import Known, PressBook, generic_media, known_sources, press_book

_SAYS = (
    r"say|says|said|report|reports|reported|reporting|write|writes|wrote|quote|quotes|quoted|cite|cites|cited|"
    r"add|adds|added|"
    r"estimate|estimates|estimated|reveal|reveals|revealed|publish|publishes|published|carry|carries|carried|broadcast|"
    r"broadcasts|claim|claims|claimed|announce|announces|announced|note|notes|noted|confirm|confirms|confirmed|"
    r"show|showed|"
    r"air|airs|aired|understands|has learned|learnt"
)
_AFTER = re.compile(
    r"(?:['’]s)?[\s,)]+(?:news agency|agency|newspaper|daily|magazine|website|channel|television|tv|radio|network|news|"
    r"correspondents?|reporters?|journalists?|witness(?:es)?|photographers?|in its|in a|on \w+day|also|has|had|later|"
    r"quoting \w+|(?-i:[A-Z][\w’'-]+ [A-Z][\w’'-]+)|[\s,)])*"
    rf"\b(?:{_SAYS}|correspondents?|reporters?|witness(?:es)?|journalists?|photographers?)\b",
    re.I,
)
_BEFORE = re.compile(
    r"(?:according to|citing|cited by|quoted by|reported by|carried by|published by|told|telling|speaking to|spoke to|"
    r"interview with|interviewed by|comments? to|remarks? to|statement to|said to|source:|reporting by|inputs? from|"
    r"contributed by|material from|courtesy of|as seen by|seen by|obtained by|broadcast (?:by|on)|"
    r"on (?:the )?air (?:of|on)|posted on|post on|published on|written on|wrote on|message on|video on|statement on|"
    r"from)"
    r"\s+(?:[\w’'.-]+\s+){0,6}?[\"“'‘(]?$",
    re.I,
)
_SAID_TO = re.compile(r"\b(?:said|says|spoke|speaking|confirmed|explained)\b[^.\n]{0,90}\bto\s+(?:the\s+)?$", re.I)
_CREDIT_LINE = re.compile(
    r"(?:additional reporting|reporting by|editing by|"
    r"with (?:additional )?(?:inputs?|reporting|material|files?|contributions?)|"
    r"inputs? from|sources?:|contributed to this|agencies)",
    re.I,
)
_PHOTO = re.compile(r"\b(?:photo|photograph|image|picture|file|getty|epa|handout|video)\b", re.I)
KINDS: dict[str, LinkKind] = {
    "agency": "agency",
    "broadcaster": "broadcaster",
    "outlet": "outlet",
}
# "the Ministry of Foreign Affairs said": the name of a body that holds an outlet's.
_OFFICE_BEFORE = re.compile(
    r"(?:ministr|minister|department|secretar|committee|council|office|bureau|institute|school|chair|director|federation)"
    r"\w*\s+(?:of|for|on)\s+(?:the\s+)?$",
    re.I,
)
# "Vice President Orla Veit", "Mirror Lake": a word that is an outlet's name and here the first of another name.
_TITLE_BEHIND = re.compile(
    r"[ -](?:President|Premier|Prime|Minister|Chair\w*|Chancellor|Admiral|Marshal|Principal|Dean|Captain|Lake|River|"
    r"Street|Road|Hill|Bay|Island|City|County|Valley)\b"
)
_WEAK_BEFORE = re.compile(r"(?:^|\s)from\s+(?:[\w’'.-]+\s+){0,6}?[\"“'‘(]?$", re.I)
NAME_FOLLOWS = 40  # characters after "state media" in which its name may still come
DATELINE_WITHIN = 80  # characters from a line's start in which a bracketed agency is a dateline


def credits(
    text: str,
    told: tuple[Attribution, ...] = (),
    cut: tuple[Debris, ...] = (),
    book: PressBook | None = None,
) -> tuple[Credit, ...]:
    """Each credited source where it stands, in text order; photo credits and debris are none.

    ``book`` holds sources that no lexicon knows; without it those are used that this text introduces itself.
    """
    book = press_book([text]) if book is None else book
    speaks = [a.source for a in told if a.source] + [a.addressee for a in told if a.addressee]
    found = []
    for known in known_sources(text, book=book):
        if any(d.start < known.end and known.start < d.end and d.why != CREDITS_STAFF for d in cut):
            continue
        why = _why(text, known, speaks)
        if why and known.kind != "platform":
            found.append(
                Credit(
                    name=known.form,
                    kind=KINDS.get(known.kind, "outlet"),
                    span=Stretch(known.start, known.end),
                    because=(Reason(rule=f"credit-{why}", words=_WORDS[why].format(known.form)),),
                )
            )
    found += _by_kind_alone(text, told, book)
    return tuple(sorted(found, key=lambda c: (c.span.start, c.span.end)))


_WORDS = {
    "speaks": "“{}” is the source or the addressee of an attribution",
    "cited": "“{}” stands after words that cite it",
    "reports": "“{}” stands before a verb of reporting",
    "dateline": "“{}” stands in brackets in a dateline",
    "credit": "“{}” stands in a credit line",
}


def _why(text: str, known: Known, speaks: list[Stretch]) -> str | None:
    here = Stretch(known.start, known.end)
    line_start = text.rfind("\n", 0, known.start) + 1
    line_end = text.find("\n", known.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    if known.ambiguous and _OFFICE_BEFORE.search(text, max(line_start, known.start - 40), known.start):
        return None
    if known.ambiguous and _TITLE_BEHIND.match(text, known.end):
        return None
    opening = text[max(0, known.start - 2) : known.start]
    bracketed = opening[-1:] in ("(", "-", "/") or opening == "- "
    closed = re.match(r"\s*(?:/|\)|,|&)", text[known.end : known.end + 3]) is not None
    if bracketed and closed and known.start - line_start <= DATELINE_WITHIN and not _PHOTO.search(line[:40]):
        return "dateline"
    if len(line) < 160 and _CREDIT_LINE.search(line) and not _PHOTO.search(line):
        return "credit"
    if any(here.within(s) and s.end - s.start < 120 for s in speaks) and not known.ambiguous:
        return "speaks"
    if _AFTER.match(text, known.end, min(len(text), known.end + 60)):
        return "reports"
    before = text[max(line_start, known.start - 100) : known.start]
    if known.kind == "agency" and _SAID_TO.search(before):
        return "cited"
    if _BEFORE.search(before) and not (known.ambiguous and _WEAK_BEFORE.search(before)):
        return None if _WEAK_BEFORE.search(before) and known.kind != "agency" else "cited"
    return None


def _by_kind_alone(text: str, told: tuple[Attribution, ...], book: PressBook) -> list[Credit]:
    """Media named by their kind alone as the source of an attribution: "state media", "local radio"."""
    found = []
    for a in told:
        if a.source and (match := generic_media(a.source.of(text))):
            if next(known_sources(text, a.source.start, min(len(text), a.source.end + NAME_FOLLOWS), book), None):
                continue
            span = Stretch(a.source.start + match.start(), a.source.start + match.end())
            why = Reason(rule="credit-speaks", words=f"“{match.group()}” is the source of an attribution")
            found.append(Credit(name=match.group(), kind="state-media", span=span, cue=a.cue, because=(why,)))
    return found
