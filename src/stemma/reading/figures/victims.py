"""Victims that no numeral counts: "no casualties", "no one was hurt", "killed a sailor"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Doc

from stemma.model import Stretch
from stemma.reading.figures.befallen import states
from stemma.reading.figures.counted import Counted, persons
from stemma.reading.figures.numbers import Numeral

_NONE = re.compile(
    r"\b(?:(?P<nobody>no[ -]one|nobody|none)\b|(?:no|zero)(?: (?:known|human|further|civilian|other|serious"
    r"|immediate|reported"
    r"|confirmed))* (?P<what>casualt(?:y|ies)|victims?|fatalit(?:y|ies)|deaths?|injur(?:y|ies)|dead|wounded)\b"
    r"|without (?:any )?(?P<without>casualties|injuries|loss of life|fatalities)\b)",
    re.IGNORECASE,
)
_NO_REPORTS = re.compile(r"\s+(?:figures?|numbers?|tolls?|data|estimates?|counts?|reports?)\b", re.IGNORECASE)
_KILLS = re.compile(
    r"\b(?:kill(?:ed|ing|s)|died|dies|dying|murder(?:ed|ing)|slain|assassinat(?:ed|ing)|slaughter(?:ed|ing))\b"
)
_BETWEEN = frozenset("was were had has have been or and nor is reported seriously of them the".split())
REACH = 8  # words from "no one" to what did not befall them


def victims(doc: Doc, text: str, token: Callable[[int], int]) -> Iterator[tuple[Stretch, Numeral, Counted]]:
    """The stretch, its number and what it counts; ``token`` gives the token's index at an offset.

    Casualties are killed and injured alike: "no casualties" is two figures, both nought.
    """
    yield from _none(doc, text, token)
    yield from _one(doc, text, token)


def _none(doc: Doc, text: str, token: Callable[[int], int]) -> Iterator[tuple[Stretch, Numeral, Counted]]:
    known = states()
    for found in _NONE.finditer(text):
        start, end = found.span()
        harmed: list[str] = []
        if found["nobody"]:
            begin = token(end - 1) + 1
            for tok in doc[begin : begin + REACH]:
                state = known.adjectives.get(tok.lower_)
                if state is None and tok.pos_ == "VERB":
                    lemma = tok.lemma_.lower()
                    state = known.verbs.get(lemma) or known.actives.get(lemma)
                if state in ("killed", "injured"):
                    harmed.append(state)
                    end = tok.idx + len(tok.text)
                elif tok.lower_ not in _BETWEEN:
                    break
        elif not _NO_REPORTS.match(text, end):
            what = (found["what"] or found["without"]).lower()
            if what.startswith(("casual", "victim")):
                harmed = ["killed", "injured"]
            else:
                harmed = ["injured"] if what.startswith(("injur", "wound")) else ["killed"]
        numeral = Numeral(found.start(), found.end(), found.start(), found.end(), 0.0)
        for state in dict.fromkeys(harmed):
            yield Stretch(start, end), numeral, Counted("person", f"people {state}", end, state=state)


def _one(doc: Doc, text: str, token: Callable[[int], int]) -> Iterator[tuple[Stretch, Numeral, Counted]]:
    for found in _KILLS.finditer(text):
        verb = doc[token(found.start())]
        if verb.pos_ != "VERB" or any(c.dep_ == "neg" or c.tag_ == "MD" for c in verb.lefts):
            continue
        for noun in verb.children:
            harmed = noun.dep_ in ("dobj", "nsubjpass") or (noun.dep_ == "nsubj" and verb.lemma_ == "die")
            if not harmed or noun.tag_ != "NN" or noun.lower_ not in persons():
                continue
            article = next((c for c in noun.lefts if c.dep_ == "det"), None)
            if article is None or article.lower_ not in ("a", "an"):
                continue
            begin, end = article.idx, noun.idx + len(noun.text)
            numeral = Numeral(begin, begin + len(article.text), begin, begin + len(article.text), 1.0)
            if noun.dep_ == "dobj" and verb.i == article.i - 1:
                begin = verb.idx
            yield Stretch(begin, end), numeral, Counted("person", f"{noun.text} killed", end, noun=noun, state="killed")
