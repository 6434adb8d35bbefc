"""Does the sentence put a time in the past or in the future? By the verb's tense and words that plan or look back."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc, Span, Token

Direction = Literal["past", "future", "either"]

# General English: words whose object or date lies ahead, whatever the tense that they stand in.
PLANNING = frozenset(
    "schedule plan expect set slate due hope aim intend postpone await anticipate upcoming forthcoming prepare propose "
    "agreement deal offer bid decision intention effort proposal deadline ahead want promise vow pledge agree decide "
    "threaten seek delay defer predict forecast project".split()
)
MODALS = {"will": "future", "'ll": "future", "’ll": "future", "shall": "future", "wo": "future"}
# In the present progressive with a day these are plans: "is heading to Kirra on Monday".
MOVING = frozenset(
    "head go come travel fly visit leave arrive return meet host hold attend open close start speak".split()
)
WEAK_MODALS = frozenset(("would", "may", "might", "can", "should", "must", "'d", "’d"))
AHEAD = frozenset(("by", "until", "till", "starting", "effective"))
TELLING = frozenset("say tell report show mark note write recall describe claim be have remain".split())
AHEAD_NOUNS = frozenset(("due", "upcoming", "forthcoming", "ahead", "advance", "deadline"))
# What nobody plans and what a market has closed at: "Friday's blast" lies behind, whatever is to be done about it.
BEFALLEN = frozenset(
    "attack blast explosion bombing killing shooting murder stabbing crash collision derailment accident disaster quake"
    " earthquake tremor fire blaze raid clash violence riot death loss defeat win victory theft robbery"
    " arrest leak outage incident tragedy sinking escape coup close".split()
)
_DONE_BY_THEN = frozenset(("after", "since", "following"))  # "since agreeing to it on Sunday"
_RANKED = frozenset("first second third last latest only one".split())
LOOK_BACK = frozenset(("since",))
CALLED_OFF = frozenset("cancel call scrap abandon hold disrupt stop ban".split())
CLIMB = 7  # heads above a time expression that are looked at; further verbs govern something else


def direction(doc: Doc, span: Span) -> tuple[Direction, str]:
    """Which way the expression lies from its anchor, and the word that says so ("" where nothing does)."""
    before = doc[span.start - 1] if span.start else None
    if before is not None and before.lower_ in LOOK_BACK:
        return "past", before.text
    if before is not None and before.lower_ in AHEAD:
        return "future", before.text
    planned = _planned_before(doc, span)
    token = span.root
    if token.dep_ == "poss" and (noun := _befallen(token.head)):
        return "past", noun
    through_noun = False
    for _ in range(CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            if _is_on(token, span):
                return "future", token.text
            way = _of_verb(token)
            if way is not None and _called_off(token):
                return "either", ""
            if way is not None:
                if way[0] == "future" and through_noun and way[1].lower() in WEAK_MODALS:
                    return "either", ""  # "would not answer the raid on Monday": the raid's day
                if way[0] == "past" and planned:
                    return "future", planned
                if way[0] == "past" and (later := _foretold(token)):
                    return "future", later
                return way
        elif token.lemma_.lower() in AHEAD_NOUNS:
            return "future", token.text
        elif token.pos_ == "NOUN" and token.i != span.root.i:
            through_noun = True
        if token.head.i == token.i:
            break
        token = token.head
    if planned:
        return "future", planned
    return "either", ""


def _befallen(noun: Token) -> str:
    """The word by which "Friday's blast" or "Monday's closing price" lies behind."""
    words = (noun, *(c for c in noun.children if c.dep_ in ("amod", "compound")))
    return next((w.text for w in words if w.lemma_.lower() in BEFALLEN or w.lower_ == "closing"), "")


def _is_on(verb: Token, span: Span) -> bool:
    """ "The vote is on Sunday": said of what is to come."""
    if verb.lemma_ != "be" or verb.tag_ not in ("VBZ", "VBP"):
        return False
    return not any(c.dep_ in ("attr", "acomp", "oprd", "expl") for c in verb.children) and all(
        c.i >= span.start - 1 for c in verb.children if c.dep_ in ("prep", "npadvmod")
    )


def _called_off(verb: Token) -> bool:
    """ "The service planned for Saturday was cancelled": told after the day as well as before it."""
    noun = verb.head
    if verb.dep_ != "acl" or verb.lemma_.lower() not in PLANNING or noun.dep_ not in ("nsubj", "nsubjpass"):
        return False
    return noun.head.lemma_.lower() in CALLED_OFF and any(c.tag_ == "VBD" for c in noun.head.children)


def _foretold(verb: Token) -> str:
    """ "Whoever stayed out on Friday would lose her place": a past put back from a future; the word that says so."""
    if verb.dep_ != "relcl" or verb.tag_ != "VBD":
        return ""
    main = verb.head.head
    if main.lemma_ == "be" or main.pos_ not in ("VERB", "AUX") or verb.head.dep_ not in ("nsubj", "nsubjpass"):
        return ""
    forms = [c for c in main.children if c.dep_ == "aux"]
    would = next((c for c in forms if c.lower_ in ("would", "'d", "’d")), None)
    return would.text if would is not None and all(c.lemma_ != "have" for c in forms) else ""


def _planned_before(doc: Doc, span: Span) -> str:
    """ "due Monday", "ahead of ... March 12", "set for April": a planning word within the three words before."""
    for i in range(max(span.sent.start, span.start - 3), span.start):
        if doc[i].lower_ in ("due", "ahead", "scheduled", "slated", "upcoming", "set"):
            return str(doc[i].text)
    return ""


def _of_verb(verb: Token) -> tuple[Direction, str] | None:
    """The verb's direction; none where it has no tense of its own and its head decides."""
    tag = verb.tag_
    perfect = passive = False
    infinitive = False
    weak = ""
    modals: list[str] = []
    for child in verb.children:
        if child.dep_ not in ("aux", "auxpass"):
            continue
        form = child.lower_
        if form in MODALS:
            return "future", child.text
        if form in WEAK_MODALS:
            weak = child.text
            continue
        modals.append(form)
        if child.lemma_ == "have":
            perfect = True
        elif form == "to":
            infinitive = True
        elif child.lemma_ == "be":
            passive = True
            if child.tag_ == "VBD":
                perfect = perfect or verb.lemma_ not in PLANNING
    if tag == "MD":
        return ("future", verb.text) if verb.lower_ in MODALS else None
    if "could" in modals:
        return "either", ""  # "could not be found Monday", "could meet Monday": both ways
    if weak:
        return ("past", verb.text) if perfect else ("future", weak)
    if perfect:
        return "past", verb.text
    if infinitive and tag in ("VB", "VBN"):
        head = verb.head
        lies_ahead = verb.dep_ in ("xcomp", "acl", "relcl") and head.tag_ in ("VBZ", "VBP", "VBG")
        # "Measures to be voted on": what is still to be done to it; "the first to be hit" has been.
        ranked = any(t.lower_ in _RANKED for t in (head, *head.children))
        undone = tag == "VBN" and verb.dep_ in ("acl", "relcl") and not ranked
        if head.lemma_.lower() in PLANNING or lies_ahead or undone:
            return "future", head.text
        return None
    if tag == "VBD":
        if verb.lemma_ == "be" and any(c.lemma_.lower() in PLANNING for c in verb.children if c.dep_ == "acomp"):
            return "future", verb.text
        return "past", verb.text
    if tag == "VBN":
        if verb.lemma_ in PLANNING:
            return "future", verb.text
        return ("past", verb.text) if passive or verb.dep_ in ("acl", "advcl") else None
    if tag == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ in _DONE_BY_THEN:
        return "past", verb.head.text
    if tag == "VBG":
        helper = next((c for c in verb.children if c.dep_ == "aux" and c.lemma_ == "be"), None)
        if helper is not None and helper.tag_ in ("VBZ", "VBP") and verb.lemma_ in MOVING:
            return "future", verb.text
        return ("past", verb.text) if helper is not None and helper.tag_ == "VBD" else None
    if tag in ("VBZ", "VBP"):
        if any(c.lemma_.lower() in ("due", "set", "likely", "scheduled") for c in verb.children):
            return "future", verb.text
        return ("either", "") if verb.lemma_ in TELLING else ("future", verb.text)
    return None
