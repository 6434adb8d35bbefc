"""Which firm "the company", "the club" or "the bank" means, and which body a description gives the name of.

In news a description of that kind takes up the firm last named or the one that the report is about: nearness, the
subject's place and the share of the report's firms that it holds are weighed together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from stemma.model import Mention
from stemma.reading.coreference.office_words import role_of
from stemma.reading.coreference.salience import FAR, SUBJECTS, Entity, Walk, listed_kinds
from stemma.reading.mentions.name_kinds import FIRM_FORMS, mastheads

# Any firm may be called so; a bank, an airline or a carmaker only one that is known for it.
_ANY_FIRM = frozenset("company firm corporation conglomerate business manufacturer maker producer giant".split())
_CLUBS = frozenset("club team side".split())
_KINDS = frozenset(
    """bank lender insurer airline carrier automaker carmaker planemaker chipmaker drugmaker retailer operator startup
    supplier utility brewer miner developer builder publisher distributor contractor""".split()
)
FIRM_NOUNS = _ANY_FIRM | _CLUBS | _KINDS
# Names with such a word are no firm's.
_PUBLIC = frozenset(
    """ministry department office court police army navy force forces guard guards federation union association
    university college school institute hospital clinic church mosque council committee commission parliament senate
    congress assembly party front movement brigade battalion government authority treasury academy foundation nations
    embassy bureau agency board duma cabinet coalition alliance league society museum tribunal secretariat directorate
    administration exchange troops military militia homicide service services state workshop""".split()
)
_BASE = 0.5
_STEP = 0.05  # less for each sentence between
_SUBJECT = 0.08
_KNOWN = 0.12  # the report itself calls it a firm
_SHARE = 0.3  # times its share of what the report's firms are named
_REPORTS = frozenset("reported reports report quoted quotes cited informs".split())
_TELLS = frozenset("told tell tells telling".split())
_MOST = 0.5  # of the firms that a report names, its subject has so much
_NAMING = frozenset("call called calls calling known named dubbed".split())


class Firms(msgspec.Struct, frozen=True):
    """How often the report names each body by its first word, and the first words of those that it calls firms."""

    times: Counter[str]
    nouns: dict[str, frozenset[str]]


def firms(walk: Walk) -> Firms:
    """What the whole report tells of its firms."""
    words = walk.words
    times: Counter[str] = Counter()
    nouns: dict[str, set[str]] = {}
    press: set[str] = set()
    for i, mention in enumerate(walk.found):
        if mention.type != "name" or mention.kind != "organisation" or not mention.name:
            continue
        parts = mention.name.lower().replace("-", " ").split()
        if not _may_be_firm(mention.name, parts):
            continue
        times[parts[0]] += 1
        said = nouns.setdefault(parts[0], set())
        if _is_newsroom(walk, walk.token[i]):
            press.add(parts[0])
        if any(word in FIRM_FORMS for word in mention.name.split()):
            said.add("company")
        t = walk.token[i]
        first = walk.token_at(mention.span.start)
        if first and words.lower[first - 1] in FIRM_NOUNS:
            said.add(words.lower[first - 1])
        if words.dep[t] == "appos" and words.lower[words.head[t]] in FIRM_NOUNS:
            said.add(words.lower[words.head[t]])
        for k in range(t + 1, min(t + 12, len(words))):
            if words.head[k] == t and words.dep[k] == "appos":
                said.add(words.lower[k])
    for name in press:
        if not nouns[name] & FIRM_NOUNS:
            del times[name]
    return Firms(times, {name: frozenset(said) for name, said in nouns.items()})


def firm_candidates(walk: Walk, index: int, mention: Mention, head: str) -> list[tuple[float, Entity]]:
    """The firms named so far with a weight each, for a definite description of a firm or club."""
    known = walk.firms = walk.firms or firms(walk)
    here, whole = walk.sentence[index], max(1, sum(known.times.values()))
    best: dict[str, tuple[float, Entity]] = {}
    for entity in walk.entities:
        if entity.kind != "organisation" or not entity.words or known.times[entity.words[0]] == 0:
            continue
        if mention.country and entity.country != mention.country:
            continue
        if walk.found[entity.named].type != "name" or _is_doer(walk, index, entity):
            continue
        said = known.nouns.get(entity.words[0], frozenset())
        share = known.times[entity.words[0]] / whole
        called = head in said or head in entity.words or role_of(head) in entity.roles
        if head in _KINDS and not called and (share < _MOST or head == "bank"):
            continue  # a bank may be a river's
        if head in _CLUBS and said and not said & _CLUBS:
            continue  # known for something else
        score = _BASE - _STEP * min(here - entity.sentence, FAR) + _SHARE * share
        score += _SUBJECT if entity.subject else 0.0
        score += _KNOWN if called or (head in _ANY_FIRM and said & FIRM_NOUNS) else 0.0
        if score >= best.get(entity.words[0], (0.0, entity))[0]:  # "Veit" and "Veit Industries" are one
            best[entity.words[0]] = (score, entity)
    return list(best.values())


def named_by(walk: Walk, index: int) -> int | None:
    """The name that a description brings with it: "the firm, X", "a group called X", "that calls itself X"."""
    words, t = walk.words, walk.token[index]
    for k in range(index + 1, min(index + 4, len(walk.found))):
        other = walk.found[k]
        if other.type != "name" or other.kind not in ("organisation", "group", "government"):
            continue
        if walk.sentence[k] != walk.sentence[index]:
            break
        i = walk.token[k]
        above = words.head[i]
        if words.dep[i] == "appos" and above == t:
            return k
        if words.dep[i] == "pobj" and words.lower[above] == "as":
            above = words.head[above]
        if words.lower[above] in _NAMING and words.dep[above] in ("relcl", "acl") and words.head[above] == t:
            return k
    return None


def _is_doer(walk: Walk, index: int, entity: Entity) -> bool:
    """ "X bought the company": nobody does it to himself."""
    words, t = walk.words, walk.token[index]
    if words.dep[t] not in ("dobj", "pobj") or walk.sentence[index] != entity.sentence:
        return False
    verb = words.head[t] if words.dep[t] == "dobj" else words.head[words.head[t]]
    other = walk.token[entity.last]
    return words.dep[other] in SUBJECTS and words.head[other] == verb


def _is_newsroom(walk: Walk, t: int) -> bool:
    """ "X reported", "told X", "(X)": an outlet or agency, whatever its name."""
    words = walk.words
    verb = words.lower[words.head[t]]
    told = verb in _TELLS and words.dep[t] in ("dobj", "dative", "iobj")
    bracketed = t > 0 and words.text[t - 1] == "(" and words.text[t].isupper()
    return told or bracketed or (words.dep[t] in SUBJECTS and verb in _REPORTS)


def _may_be_firm(name: str, parts: Sequence[str]) -> bool:
    if listed_kinds().get(name.lower()) or any(p in mastheads() for p in parts):
        return False
    return name[:1].isalpha() and not any(c.isdigit() or c in "$€£" for c in name) and not _PUBLIC & set(parts)
