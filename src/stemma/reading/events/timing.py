"""Which time expression governs each event of a report, by the way up the parse from the time to the event."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from stemma.model import TimeExpression
from stemma.reading.events.modality import REPORTING
from stemma.reading.syntax import Tree

# Verbs that say only that the event of their subject or object took place: its time and place are theirs.
CARRIERS = frozenset(
    """take occur happen begin start end continue come follow last hold stage carry launch conduct resume open mark
    erupt break rage kill strike hit make pay wage mount lead cause trigger spark be""".split()
)
# Verbs of what an event brings about or is made by: they happen when it happens, whichever the day stands with.
_AT_ONCE = CARRIERS | frozenset(
    """injure wound leave claim destroy damage flatten collapse prompt displace shake rock topple level bury trap
    devastate send force sign seal reach conclude""".split()
)
# Verbs that speak of an event of another time: their day is not its day.
_ABOUT = REPORTING | frozenset(
    """condemn denounce deplore decry praise welcome hail mourn lament regret recall remember honour honor commemorate
    criticize criticise investigate probe discuss review describe cite blame deny reject admit fear await plan
    schedule postpone delay cancel face accuse charge convict sentence""".split()
)
_BOUNDS = frozenset({"until", "till", "through", "by", "before", "after"})  # the day is not the event's, only a bound
_OTHER_TIME = frozenset({"after", "before", "since", "following", "despite", "until"})
# "The death toll rose on Monday": the day of a count is not that of what is counted.
_COUNTS = frozenset("rise climb increase grow jump mount stand reach pass exceed top double fall drop".split())
_COUNTED = frozenset("toll number count figure total tally".split())
_SERIES = frozenset("series string spate wave rash succession".split())
_REACH = 4  # steps through the parse between two events of one happening
_NEAR = 12  # tokens: a loose time expression belongs to an event of its own clause


def event_times(t: Tree, tokens: dict[int, int], when: Sequence[TimeExpression], cues: set[int]) -> dict[int, int]:
    """Which time expression governs each event: the one whose way up the parse meets the event first.

    An event without one takes that of the clause it hangs on: "visited in May, where she met ...", "said on Monday
    during a meeting".
    """
    timed: dict[int, int] = {}
    of_verb: dict[int, int] = {}
    loose: list[tuple[int, int]] = []
    carried = carriers(t, tokens)
    for index, expression in enumerate(when):
        if expression.in_debris or expression.type not in ("DATE", "TIME"):
            continue
        i = first = top_of(t, token_at(t, expression.span.start), expression.span.end)
        for kid in t.kids[first]:  # "in May, when the ferry sank"
            if t.dep[kid] == "relcl":
                of_verb.setdefault(kid, index)
                if kid in tokens:
                    timed.setdefault(tokens[kid], index)
        if t.dep[first] == "pobj" and _is_bound(t, t.head[first]):
            continue
        of_verb[first] = index
        if expression.form == "then":
            for named in _of_that_time(t, first, tokens):
                timed.setdefault(named, index)
        for _ in range(8):
            if t.lemma[i] in _COUNTS and any(t.lemma[k] in _COUNTED for k in t.kids[i]):
                break
            series = _series(t, i)
            if series is not None:
                for x in _told_in(t, series, tokens):
                    timed.setdefault(x, index)
                break
            event = tokens.get(i, carried.get(i))
            if t.pos[i] in ("VERB", "AUX"):
                of_verb.setdefault(i, index)
            if event is not None:
                timed.setdefault(event, index)
                break
            through = t.dep[i] in ("relcl", "acl") and t.lemma[i] in _AT_ONCE
            clause = t.pos[i] == "VERB" or t.head[i] == i or (t.pos[i] == "AUX" and t.dep[i] in ("ccomp", "advcl"))
            if clause and not through:
                if t.lemma[i] not in _ABOUT and t.start[i] not in cues and not _is_charge(t, i):
                    loose.append((first, index))
                break
            if _compared(t, i) and t.head[i] not in tokens:
                break
            i = t.head[i]
    for token, event in tokens.items():
        if event not in timed:
            given = _of_governor(t, token, of_verb)
            if given is not None:
                timed[event] = given
    at_once = {
        event: given for token, event in tokens.items() if (given := _at_once(t, token, tokens, timed)) is not None
    }
    timed = at_once | timed
    for token, event in tokens.items():
        if event not in timed:
            within = _event_within(t, token, tokens, timed)
            if within is not None:
                timed[event] = within
    for first, index in loose:
        near = [
            x
            for x in tokens
            if tokens[x] not in timed
            and abs(x - first) <= _NEAR
            and same_sentence(t, x, first)
            and not (x > first and _at_another_time(t, x))
        ]
        if near:
            timed[tokens[min(near, key=lambda x: (abs(x - first), x))]] = index
    return timed


def _series(t: Tree, i: int) -> int | None:
    """ "The latest in a series of thefts this year": the year is that of the series, not of the latest one."""
    if t.lemma[i] in _SERIES:
        return i
    if t.pos[i] in ("VERB", "AUX"):
        return None
    within = (x for k in t.kids[i] if t.dep[k] == "prep" and t.lower[k] in ("in", "of") for x in t.kids[k])
    return next((x for x in within if t.lemma[x] in _SERIES), None)


def _told_in(t: Tree, series: int, tokens: dict[int, int]) -> list[int]:
    """The events that a series is made of."""
    return [tokens[x] for k in t.kids[series] if t.lower[k] == "of" for x in t.kids[k] if x in tokens]


def _is_bound(t: Tree, preposition: int) -> bool:
    """ "Until Friday", "the worst accident since May": the time says when the event was not."""
    word = t.lower[preposition]
    return word in _BOUNDS or (word == "since" and t.pos[t.head[preposition]] in ("NOUN", "PROPN", "ADJ"))


def _is_charge(t: Tree, verb: int) -> bool:
    """ "Accused of robbing a bank in May": the day of the deed is not that of the charge or trial."""
    preposition = t.head[verb]
    return t.dep[verb] == "pcomp" and t.lower[preposition] in ("of", "with", "for", "in")


def _at_another_time(t: Tree, token: int) -> bool:
    """ "In July after a vote": the vote was not in July."""
    return t.dep[token] == "pobj" and t.lower[t.head[token]] in _OTHER_TIME


def _of_that_time(t: Tree, time: int, tokens: dict[int, int]) -> list[int]:
    """ "At the time of the visit": the events that name a time told of before."""
    noun = next((k for k in t.kids[time] if t.dep[k] == "pobj"), time)
    named = [x for k in t.kids[noun] if t.dep[k] == "prep" and t.lower[k] == "of" for x in t.kids[k]]
    return [tokens[x] for x in named if x in tokens]


def _at_once(t: Tree, token: int, tokens: dict[int, int], timed: dict[int, int]) -> int | None:
    """The time of the event beside this one in a single happening: "a quake that struck on Monday killed twelve"."""
    seen, ring = {token}, [token]
    for _ in range(_REACH):
        ring = [x for i in ring for x in _one_happening(t, i) if x not in seen]
        for x in ring:
            if x in tokens and tokens[x] in timed:
                return timed[tokens[x]]
        seen.update(ring)
    return None


def _one_happening(t: Tree, i: int) -> list[int]:
    """The words beside one that tell of the same happening: cause and effect, an event and the verb that carries it."""
    above, found = t.head[i], []
    if t.pos[i] not in ("VERB", "AUX"):
        if t.dep[i] in ("nsubj", "nsubjpass", "dobj") and t.lemma[above] in _AT_ONCE:
            found.append(above)
        elif t.dep[i] == "pobj" and t.dep[above] == "agent" and t.lemma[t.head[above]] in _AT_ONCE:
            found.append(t.head[above])
        return found + [k for k in t.kids[i] if t.dep[k] in ("relcl", "acl") and t.lemma[k] in _AT_ONCE]
    if t.lemma[i] not in _AT_ONCE:
        return []
    if t.dep[i] in ("relcl", "acl") or (t.dep[i] == "advcl" and t.tag[i] == "VBG"):
        found.append(above)
    for k in t.kids[i]:
        if t.dep[k] in ("nsubj", "nsubjpass", "dobj") or (t.dep[k] == "advcl" and t.tag[k] == "VBG"):
            found.append(k)
        elif t.dep[k] == "agent":
            found += [x for x in t.kids[k] if t.dep[x] == "pobj"]
    return found


def _event_within(t: Tree, token: int, tokens: dict[int, int], timed: dict[int, int]) -> int | None:
    """ "Set up during the visit in May": what happens during another event has its time."""
    for kid in t.kids[token]:
        if t.dep[kid] == "prep" and t.lower[kid] in ("during", "in", "at", "amid"):
            for x in t.kids[kid]:
                if x in tokens and tokens[x] in timed:
                    return timed[tokens[x]]
    return None


def _compared(t: Tree, i: int) -> bool:
    """ "Last year's bonus", "than in May": the time of something else."""
    return t.lower[i] == "than" or (t.dep[i] == "poss" and any(t.dep[k] == "case" for k in t.kids[i]))


def _of_governor(t: Tree, token: int, of_verb: dict[int, int]) -> int | None:
    """The time of the clause that an event hangs on."""
    i = token
    if t.dep[i] == "oprd" and t.dep[t.head[i]] == "ccomp":
        return of_verb.get(t.head[t.head[i]])
    if t.pos[i] not in ("VERB", "AUX"):
        preposition = t.head[i]
        if t.dep[i] != "pobj" or t.lower[preposition] not in ("during", "in", "at", "amid", "by"):
            return None
        i = t.head[preposition]
        if i in of_verb:
            return of_verb[i]
    for _ in range(4):
        above = t.head[i]
        if above == i or t.dep[i] not in ("advcl", "relcl", "conj", "acl", "xcomp", "pcomp", "prep", "appos", "dobj"):
            return None
        i = above
        if i in of_verb:
            return of_verb[i]
    return None


def carriers(t: Tree, tokens: dict[int, int]) -> dict[int, int]:
    """Verbs that carry an event noun as subject or object: what modifies them modifies the event."""
    carriers: dict[int, int] = {}
    for token, event in tokens.items():
        above = t.head[token]
        if t.dep[token] in ("nsubj", "nsubjpass", "dobj") and above not in tokens and t.lemma[above] in CARRIERS:
            carriers.setdefault(above, event)
        for kid in t.kids[token]:
            if t.dep[kid] in ("acl", "relcl") and kid not in tokens:
                carriers.setdefault(kid, event)
    return carriers


def same_sentence(t: Tree, a: int, b: int) -> bool:
    first, last = min(a, b), max(a, b)
    return not any(first < start <= last for start, _ in t.sentences)


def token_at(t: Tree, offset: int) -> int:
    return max(0, bisect_right(t.start, offset) - 1)


def top_of(t: Tree, first: int, end: int) -> int:
    """The head of the stretch that starts with a token and ends at an offset."""
    i = first
    while t.head[i] != i and first <= t.head[i] and t.end[t.head[i]] <= end:
        i = t.head[i]
    return i
