"""What a measured number belongs to: what lasts, how far from where, of what the share or sum is."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from stemma.reading.figures.counted import Counted, phrase
from stemma.reading.figures.measures import Measure
from stemma.reading.figures.numbers import Numeral

MONTH = 2_000_000  # seconds, a little less than a month

_DETERMINERS = frozenset("of the a an its their his her our all those these this that".split())
_DURATION_HEADS = re.compile(r"-(?:long|old|wide|deep|high|tall|thick|strong)\b")
_CONFINED = re.compile(r" (?:in|behind) (?:a |the )?(?:\w+ )?(?:prison|jail|custody|detention|bars)\b")
_LATE = re.compile(r" (?:late\b|behind schedule\b|overdue\b)")
_MOVED = re.compile(r"\b(up|down|off)(?: by)?(?: (?:about|some|nearly|around|almost))? $", re.IGNORECASE)
# Verbs whose subject is the amount, and those whose subject pays, gets or loses it.
_AMOUNTS = frozenset(
    """be total reach stand rise fall climb drop grow exceed hit top amount come jump soar slip increase decrease equal
    remain sink surge tumble plunge average""".split()
)
_PAID = {
    "spend": "spent", "pay": "paid", "raise": "raised", "earn": "earned", "lose": "lost", "give": "given",
    "donate": "donated", "invest": "invested", "owe": "owed", "borrow": "borrowed", "win": "won", "save": "saved",
    "receive": "received", "charge": "charged", "allocate": "allocated", "pledge": "pledged", "offer": "offered",
    "make": "made", "bring": "brought in", "collect": "collected", "steal": "stolen", "demand": "demanded",
    "seek": "sought", "take": "taken", "gain": "gained", "lend": "lent", "send": "sent",
    "provide": "provided", "need": "needed",
}  # fmt: skip
_SIZES = {"-long": "length", "-wide": "width", "-deep": "depth", "-high": "height", "-tall": "height"}
_DISTANCE = re.compile(
    r"\s?(?:(?P<wide>wide)|(?P<long>long)|(?P<depth>deep|beneath|below|underground|under)|(?P<high>high|tall|above)"
    r"|(?P<from>from|off|away"
    r"|(?:due )?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)\w*(?: of)?|inland|outside"
    r"|offshore|inside))\b"
)


def lasting(doc: Doc, text: str, numeral: Numeral, unit: Measure, after: int) -> Counted | None:
    """What lasts so long: "a 9-year siege", "three decades of rule", "a drought that lasted two years"."""
    if unit.hyphened:
        stop, noun = phrase(doc, after + 1 if after < len(doc) and doc[after].text == "-" else after)
        if noun is None:
            return Counted("duration", "duration", unit.end)
        return Counted(noun.lemma_.lower(), f"duration of {noun.text}", noun.idx + len(noun.text))
    if numeral.value == 1 and not numeral.digits and numeral.from_ == numeral.start:
        within = text[max(0, numeral.start - 7) : numeral.start].lower() == "within "
        return Counted("duration", "duration", unit.end) if within else None
    if numeral.share:
        return None
    following = doc[after] if after < len(doc) else None
    if following is not None and following.lower_ == "of":
        begin = _undetermined(doc, after + 1)
        stop, noun = phrase(doc, begin)
        if noun is not None:
            words = doc[begin:stop].text
            return Counted(noun.lemma_.lower(), f"duration of {words}", noun.idx + len(noun.text))
    verb = doc[after - 1].head
    if verb.pos_ == "ADP":
        verb = verb.head
    if verb.lemma_.lower() in ("last", "rule", "serve", "govern", "reign", "continue", "run", "rage"):
        holder = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        if holder is not None and holder.tag_ in ("WDT", "WP") and verb.head.pos_ in ("NOUN", "PROPN"):
            holder = verb.head
        if holder is not None and holder.pos_ in ("NOUN", "PROPN"):
            return Counted(holder.lemma_.lower(), f"duration of {holder.text}", unit.end)
    tail = text[unit.end : unit.end + 24].lower()
    if _CONFINED.match(tail):
        return Counted("term", "prison term", unit.end)
    if _LATE.match(tail):
        return Counted("delay", "delay", unit.end)
    short = unit.unit is not None and unit.unit.factor < MONTH
    if short and following is not None and following.lower_ in ("ago", "later", "earlier"):
        return None  # "two weeks ago" dates, "ten years ago" gives an age
    if following is not None and following.lower_ in ("ago", "before", "after", "later", "earlier"):
        return Counted("time", f"time {'since' if following.lower_ == 'ago' else following.lower_}", unit.end)
    return Counted("duration", "duration", unit.end)


def distance(doc: Doc, text: str, unit: Measure, after: int) -> Counted:
    """Which length it is: "at a depth of", "two metres wide", "20 miles west of the harbour"."""
    near = text[max(0, unit.start - 40) : unit.start].lower()
    if unit.hyphened and (m := _DURATION_HEADS.match(text, unit.end)) is not None:
        kind = _SIZES.get(m.group(), "size")
        return Counted(kind, kind, m.end())
    if re.search(r"\bdepth\b[^.]*$", near):
        return Counted("depth", "depth", unit.end)
    if (m := _DISTANCE.match(text, unit.end)) is not None:
        if m["from"]:
            begin = next((i for i in range(after, len(doc)) if doc[i].idx >= m.end()), len(doc))
            begin = _undetermined(doc, begin)
            stop, noun = phrase(doc, begin)
            where = doc[begin:stop].text if noun is not None else None
            return Counted("distance", f"distance from {where}" if where else "distance", m.end(), where=where)
        kind = _SIZES.get(f"-{m.lastgroup}", "depth")
        return Counted(kind, kind, m.end())
    noun = phrase(doc, after)[1] if unit.hyphened else None
    return Counted("distance", f"length of {noun.text}" if noun is not None else "distance", unit.end)


def magnitude(doc: Doc, unit: Measure, after: int) -> Counted:
    """What has the magnitude: "a 5.8-magnitude earthquake"."""
    _, noun = phrase(doc, after)
    if noun is None:
        return Counted("magnitude", "magnitude", unit.end)
    return Counted(noun.lemma_.lower(), f"magnitude of {noun.text}", unit.end)


def of_what(doc: Doc, unit: Measure, first: int, after: int, kind: str) -> Counted:
    """ "5 percent of voters", "$2bn in aid", "a $40m contract": the noun that the sum or share belongs to.

    Tokens ``first`` to ``after`` (exclusive) are the amount.
    """
    if after < len(doc) and doc[after].lower_ in ("of", "in", "for", "worth"):
        begin = _undetermined(doc, after + 1)
        stop, noun = phrase(doc, begin)
        if noun is not None and noun.ent_type_ not in ("DATE", "TIME"):
            words = doc[begin:stop].text
            end = noun.idx + len(noun.text) if doc[after].lower_ == "of" else unit.end
            return Counted(noun.lemma_.lower(), f"share of {words}" if kind == "share" else words, end, noun=noun)
    stop, noun = phrase(doc, after)
    if noun is not None and noun.ent_type_ not in ("DATE", "TIME") and not doc[after].is_space:
        return Counted(noun.lemma_.lower(), doc[after:stop].text, unit.end, noun=noun)
    before = doc[first - 1] if first else None
    if before is not None and before.lower_ == "worth":  # "an order worth $15bn"
        noun = before.head if before.head.pos_ in ("NOUN", "PROPN") else None
        noun = noun or next((c for c in before.head.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        if noun is not None and noun.pos_ in ("NOUN", "PROPN"):
            return Counted(noun.lemma_.lower(), noun.text, unit.end, noun=noun)
    anchor = doc[after - 1]
    for _ in range(3):  # "25" -> "percent" -> "of" -> "tariffs"
        anchor = anchor.head
        if anchor.pos_ == "ADP" and anchor.head.pos_ in ("NOUN", "PROPN") and anchor.head.i < anchor.i:
            noun = anchor.head
            return Counted(noun.lemma_.lower(), noun.text, unit.end, noun=noun)
        if anchor.pos_ == "VERB":
            holder = next((c for c in anchor.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
            if holder is not None and holder.pos_ in ("NOUN", "PROPN"):
                return Counted(holder.lemma_.lower(), _of_verb(kind, holder, anchor), unit.end, noun=holder)
            break
    moved = _MOVED.search(doc[max(0, first - 4) : first].text_with_ws) if kind == "share" else None
    if moved is not None:
        word = "increase" if moved.group(1).lower() == "up" else "decrease"
        return Counted(word, word, unit.end)
    return Counted(kind, kind, unit.end)


def _of_verb(kind: str, holder: Token, verb: Token) -> str:
    """ "The delay cost $6bn", "the firm spent $2m", "shares fell 4 percent": how a ledger names the amount."""
    lemma, name = verb.lemma_.lower(), holder.text if holder.pos_ == "PROPN" else holder.text.lower()
    made_up = any(c.dep_ == "prt" for c in verb.children) and lemma == "make"
    if kind != "sum" or lemma in _AMOUNTS or made_up:
        return f"{holder.text} {verb.text}"
    if lemma == "cost":
        return f"{name} cost"
    return f"sum {_PAID[lemma]} by {name}" if lemma in _PAID else kind


def _undetermined(doc: Doc, at: int) -> int:
    """The first word from here that is no determiner."""
    while at < len(doc) and doc[at].lower_ in _DETERMINERS:
        at += 1
    return at
