"""Who acts and upon whom: the parties of an event by PLOVER's rules, found by the shortest way through the parse."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from stemma.reading.events.frames import Hit
from stemma.reading.events.noun_roles import PRESS_CONFERENCE, TOPICS, of_noun
from stemma.reading.events.ways import Anchor, Parties, nearest, side, ways, with_others
from stemma.reading.syntax import Tree, ancestors, clause, subtree

_HARMFUL = frozenset({"ASSAULT", "COERCE", "OTHER"})  # done to somebody: killed, arrested, overthrown
_SENDS = frozenset("deploy send dispatch mobilize mobilise call scramble".split())
_VENUES = frozenset("at in near outside inside".split())


def parties(t: Tree, hit: Hit, anchors: Mapping[int, Anchor]) -> Parties:
    """Actors and recipients of a hit; reciprocal events have both sides as actors where they stand in one phrase."""
    if hit.row.pos == "n":
        return of_noun(t, hit, anchors)
    frame = hit.frame
    actors: list[int] = []
    shut = set(frame.subjects)
    for subject in frame.subjects:
        met = side(t, subject, anchors, frozenset({hit.token, *(k for k in t.kids[subject] if t.dep[k] == "relcl")}))
        if not met and t.pos[subject] == "PRON":
            met = _reporter(t, hit.token, anchors)
        if not met and t.dep[hit.token] == "acl" and t.dep[subject] == "dobj":
            # "Ostria issued a declaration demanding": who issued it demands.
            met = [a for s in clause(t, t.head[subject]).subjects for a in side(t, s, anchors)]
        actors += [a for a in met if a not in actors]
    top = hit.token
    suffered = frame.passive and hit.row.type in _HARMFUL and not any(t.dep[k] == "agent" for k in t.kids[top])
    during = [k for k in t.kids[top] if t.dep[k] == "advcl" and any(t.lower[x] == "when" for x in t.kids[k])]
    below = ways(
        t,
        top,
        frozenset(
            shut
            | {
                k
                for k in t.kids[top]
                if (t.dep[k] in ("nsubj", "agent", "ccomp") and k < top) or (t.dep[k] == "conj" and t.pos[k] == "VERB")
            }
            | (set(during) if suffered else set())
            | _topics(t, hit)
            | {o for o in frame.objects if hit.noun is not None and o > hit.noun}
        ),
    )
    inner = {a: x for a, x in anchors.items() if a not in actors}
    if frame.objects:
        for o in frame.objects:
            if o not in below:
                for token, (cost, way) in ways(t, o).items():
                    below.setdefault(token, (cost + 0.5, ("nsubjpass", *way)))
    if hit.row.pos == "a":
        for k in t.kids[t.head[hit.token]]:
            if t.dep[k] in ("prep", "xcomp", "ccomp") and k > hit.token:
                for token, (cost, way) in ways(t, k).items():
                    below.setdefault(token, (cost + 0.5, ("prep", *way)))
    taken = {anchors[a].country for a in actors} - {None}
    weighed = {
        a: msgspec.structs.replace(x, weight=x.weight + 0.4) if x.country in taken else x for a, x in inner.items()
    }
    recipients = [a for a in with_others(t, nearest(below, weighed), inner) if a not in actors]
    if hit.row.type == "AID" and frame.passive and t.lemma[top] in _SENDS:  # "soldiers were deployed to help"
        sent = [a for s in t.kids[top] if t.dep[s] == "nsubjpass" for a in side(t, s, anchors)]
        return Parties(tuple(sent), tuple(a for a in recipients if a not in sent))
    if suffered and not actors:
        actors = [a for k in during for a in _doers(t, k, anchors) if a not in recipients]
    if not actors and hit.noun is not None:
        found = of_noun(t, msgspec.structs.replace(hit, token=hit.noun), anchors)
        return Parties(found.actors, found.recipients or tuple(recipients))
    return Parties(tuple(actors), tuple(recipients))


def _doers(t: Tree, verb: int, anchors: Mapping[int, Anchor]) -> list[int]:
    """ "X was killed when gunmen attacked a bus": who did what happened then, if he is somebody and no "he"."""
    return [
        a
        for s in clause(t, verb).subjects
        if s in anchors and t.dep[s] == "nsubj" and t.pos[s] != "PRON"
        for a in (s, *_leaders_of(t, s, anchors))
    ]


def _leaders_of(t: Tree, group: int, anchors: Mapping[int, Anchor]) -> list[int]:
    """ "Rebels led by X": who leads them acts, too."""
    led = [k for k in t.kids[group] if t.dep[k] == "acl" and t.lower[k] in ("led", "headed", "commanded")]
    return [a for k in led for by in t.kids[k] if t.dep[by] == "agent" for a in side(t, by, anchors)]


def _topics(t: Tree, hit: Hit) -> set[int]:
    """The phrases of talks, visits and agreements that say what they were about."""
    if hit.row.type not in ("CONSULT", "AGREE") and hit.row.mode != PRESS_CONFERENCE:
        return set()
    heads = (hit.token, *hit.frame.objects)
    about = TOPICS | _VENUES if hit.row.recip else TOPICS
    found = {k for h in heads for k in t.kids[h] if t.dep[k] == "prep" and t.lower[k] in about}
    if hit.row.type == "AGREE":  # "agreed to set up a group on the crew"
        found |= {k for i in subtree(t, hit.token) for k in t.kids[i] if t.dep[k] == "prep" and t.lower[k] in TOPICS}
    return found


def _reporter(t: Tree, i: int, anchors: Mapping[int, Anchor]) -> list[int]:
    """Whom "they said they would" speaks of: the subject of the verb that reports the clause."""
    for above in ancestors(t, i):
        if t.pos[above] == "VERB":
            for kid in t.kids[above]:
                if t.dep[kid] in ("nsubj", "nsubjpass") and t.pos[kid] != "PRON" and kid < i:
                    met = side(t, kid, anchors)
                    if met:
                        return met
    return []
