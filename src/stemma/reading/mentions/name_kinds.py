"""What kind of thing a name denotes: evidence from titles, honorifics, head words, lexicons and the model's labels."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping

from stemma.lexicon import table, values
from stemma.model import ActorKind
from stemma.reading.mentions.titles import Title
from stemma.reading.tokens import Tokens

# Weights in units of one label by the model: spelled-out evidence outweighs three labels.
HONORIFIC = LISTED = 6.0
TITLE = 5.0
HEAD_WORD = 4.5
APPOSITION = 3.0
GIVEN_NAME = 2.0
LOCATIVE = 2.0
LABEL = ACRONYM = 1.0

Votes = dict[ActorKind, float]

_LABELS: dict[str, ActorKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "PRODUCT": "organisation",
}
_OTHER = frozenset("EVENT LAW LANGUAGE WORK_OF_ART".split())
_LOCATIVE = frozenset("in near outside inside around across".split())
_TAKES_PART = frozenset("nsubj agent dobj dative conj appos".split())
_CAMEL = re.compile(r"(?!Mac|Van|Von|Fitz|Del)[A-Z][a-z]{2,}(?:[A-Z][a-z]+)+")
_INITIALS = re.compile(r"(?!U\.|E\.U\.|D\.C\.)(?:[A-Z]\.){1,3}")
_INITIAL_NAME = re.compile(r"[A-Z]\.(?:-?[A-Z]\.)?[A-ZÀ-Þ]\w+(?:-\w+)*")
# What companies write behind their names, in these letters only: "SA" is a company, "Sa" somebody.
FIRM_FORMS = frozenset(
    "Co Co. Inc Inc. Ltd Ltd. Corp Corp. PLC plc LLC LLP GmbH AG SA S.A. SpA S.p.A. NV N.V. BV B.V. AB A/S ASA Oy Oyj "
    "KK K.K. Pty Bhd JSC PJSC OJSC SE KG SRL SARL Pvt Tbk".split()
)
# Nouns in small letters that only a body's name stands before: "the Orrin newspaper", "Orrin militants".
_BODY_FOLLOWS = frozenset(
    "newspaper broadcaster newswire tabloid militia militants insurgents airline newsroom subsidiary".split()
)
_SHIP = frozenset("USS HMS INS MV M/V MT SS RFA HMCS HMAS HMNZS USNS KRI PNS BRP ROKS USCGC RRS TCG FV".split())
# What only a company or body is called before its name.
_FIRMS = frozenset(
    "operator publisher broadcaster maker shoemaker carmaker automaker manufacturer supplier retailer carrier lender "
    "insurer developer builder brewer distributor producer exporter importer contractor watchdog regulator wholesaler "
    "refiner shipper planemaker chipmaker drugmaker".split()
)
# What a company or body can be as well as a person: says nothing of the kind.
EITHER = _FIRMS | frozenset(
    "owner investor creditor employer sponsor rival partner ally competitor shareholder bidder buyer seller vendor "
    "host organiser organizer charterer shipowner landlord tenant client customer miner driller parent opponent".split()
)
_AGE = re.compile(r"\d{1,2}")


def evidence(words: Tokens, run: tuple[int, int], before: dict[int, Title], vote: Votes) -> str:
    """Adds what speaks for each kind to the vote; the gender that an honorific before the name tells."""
    start, end = run
    n = len(words)
    lower, heads = words.lower, name_heads()
    last = lower[end - 1]
    text = " ".join(words.text[start:end])
    gender = ""
    listed = listed_names().get(text) or listed_names().get(text.replace(" - ", "-"))
    if listed:
        vote[listed] += LISTED
    elif text in known_places():
        vote["place"] += HEAD_WORD
    elif end - start == 1 and len(text) > 2 and listed_names().get(text.upper()):
        vote["organisation"] += LISTED / 2
    if end - start > 1:
        if words.text[end - 1] in FIRM_FORMS:
            vote["organisation"] += HEAD_WORD
        elif (last, "last") in heads:
            vote[heads[last, "last"]] += HEAD_WORD
        if last in mastheads():
            vote["organisation"] += LABEL
        if words.text[start] in _SHIP:
            vote["place"] += LISTED
    if _INITIAL_NAME.fullmatch(words.text[start]) or (end - start > 1 and _INITIALS.fullmatch(words.text[start])):
        vote["person"] += APPOSITION
    if end - start > 1 and (lower[start], "first") in heads:
        vote[heads[lower[start], "first"]] += LABEL
    for k in range(start + 1, end - 1):
        if lower[k] == "of" and (lower[k - 1], "of") in heads:
            vote[heads[lower[k - 1], "of"]] += HEAD_WORD
    if place_end(words, end) > end:
        vote["place"] += HEAD_WORD
    if start > 1 and lower[start - 1] == "of" and heads.get((lower[start - 2], "last")) == "place":
        vote["place"] += HEAD_WORD
    if end < n and (
        lower[end] in _BODY_FOLLOWS or (lower[end] == "news" and end + 1 < n and lower[end + 1] == "agency")
    ):
        vote["organisation"] += APPOSITION
    prior = start - 1
    if prior > 0 and words.text[prior] == "." and not words.first[start]:
        prior -= 1
    if prior >= 0 and (honorific := honorifics().get(lower[prior].rstrip("."))) and words.text[prior][0].isupper():
        vote["person"] += HONORIFIC
        gender = honorific[0]
    title = before.get(start)
    if (
        title is not None
        and not (heads.get((last, "last")) and end - start > 1)
        and lower[title.head] not in EITHER
        and words.text[end - 1] not in FIRM_FORMS
    ):
        vote["person"] += TITLE
    if start and lower[start - 1] in _FIRMS:
        vote["organisation"] += APPOSITION
    if (
        end + 1 < n
        and words.text[end] == ","
        and _AGE.fullmatch(words.text[end + 1])
        and end + 2 < n
        and words.text[end + 2] == ","
    ):
        vote["person"] += APPOSITION
    if lower[start] in _given():
        vote["person"] += GIVEN_NAME if end - start > 1 else 0.0
    labels = [words.ent[k] for k in range(start, end) if words.ent[k]]
    if labels:
        label = Counter(labels).most_common(1)[0][0]
        if label in _LABELS:
            vote[_LABELS[label]] += LABEL
        elif label in _OTHER:
            vote["other"] += 2 * LABEL
    elif end - start > 1:
        vote["other"] += LABEL / 2
    elif words.tag[start] == "NNP" and not words.first[start] and words.dep[start] in _TAKES_PART and text[0].isupper():
        vote["organisation"] += LABEL
    if end - start == 1 and _CAMEL.fullmatch(text):
        vote["organisation"] += LABEL
    if (
        start
        and lower[start - 1] in _LOCATIVE
        and words.tag[end - 1].startswith("NNP")
        and words.dep[end - 1] == "pobj"
    ):
        vote["place"] += LOCATIVE
    if (
        end - start == 1
        and words.text[start].isupper()
        and 2 <= len(words.text[start].replace(".", "")) <= 7
        and labels
    ):
        vote["organisation"] += ACRONYM
    return gender


def share(votes: dict[str, Votes], count: Mapping[str, int]) -> None:
    """A surname is a person where a fuller name is one; the first words of a company's name are that company.

    ``count`` says how often each name stands in the report: what one occurrence tells counts for each.
    """
    whole: dict[str, ActorKind] = {}
    for name in sorted(votes):
        parts = name.split()
        if len(parts) > 1 and votes[name]:
            kind, weight = max(sorted(votes[name].items()), key=lambda kv: kv[1])
            if kind == "person" and weight >= LABEL:
                whole.setdefault(parts[-1], kind)
                for k in range(1, len(parts)):
                    whole.setdefault(" ".join(parts[k:]), kind)
            elif kind == "organisation" and weight >= HEAD_WORD:
                for k in range(2, len(parts)):
                    whole.setdefault(" ".join(parts[:k]), kind)
    for name in sorted(votes):
        if name in whole and len(name) > 2:
            times = count[name] if " " in name else (1 + count[name]) / 2
            votes[name][whole[name]] += HEAD_WORD * times


def place_end(words: Tokens, end: int) -> int:
    """Where a name ends with the lower-case place noun that follows it: "Orrin province", "Orrin refugee camp"."""
    n = len(words)
    for size in (1, 2):
        k = end + size - 1
        if k >= n or words.tag[k] not in ("NN", "NNS", "NNP") or words.text[k][0].isupper():
            return end
        if name_heads().get((words.lower[k], "last")) == "place":
            return k + 1
    return end


@functools.cache
def name_heads() -> dict[tuple[str, str], ActorKind]:
    return {(row["word"], row["where"]): row["kind"] for row in table("name_heads")}  # type: ignore[misc]


@functools.cache
def mastheads() -> frozenset[str]:
    """Words that names of newspapers, stations and agencies begin or end with, in lower case."""
    return frozenset(row["word"].lower() for row in table("mastheads"))


@functools.cache
def honorifics() -> dict[str, tuple[str, str]]:
    return {row["word"].lower(): (row["gender"], row["kind"]) for row in table("honorifics")}


@functools.cache
def _given() -> frozenset[str]:
    return frozenset(form.lower() for row in table("given_names") for form in values(row["names"]))


@functools.cache
def listed_names() -> dict[str, ActorKind]:
    """Bodies, agencies and outlets of the lexicons by every form that means nothing else, with their kind."""
    found: dict[str, ActorKind] = {}
    for name in ("bodies", "sources"):
        for row in table(name):
            plain = set(values(row["ambiguous"]))
            kind: ActorKind = row["kind"] if name == "bodies" else "organisation"  # type: ignore[assignment]
            for form in (row["name"], *values(row["names"])):
                if form not in plain and not form.endswith(")"):
                    found.setdefault(form.removeprefix("The ").removeprefix("the "), kind)
    return found


@functools.cache
def known_places() -> dict[str, str]:
    """Cities, regions and other places of the lexicon by every form that means nothing else, with their country."""
    found: dict[str, str] = {}
    for row in table("places"):
        doubtful = set(values(row["ambiguous"]))
        for form in (row["name"], *values(row["names"])):
            if form not in doubtful and not form.endswith(")"):
                found.setdefault(form, row["country"])
    return found
