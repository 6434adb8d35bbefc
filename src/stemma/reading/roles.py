"""Who acts and upon whom: the parties of an event by PLOVER's rules, found by the shortest way through the parse.

Every anchor (a word that points to a country, or an actor's mention) lies some way below the trigger. Ways that name
parties are short (object, "against", "of"), ways that tell the circumstances are long (relative clauses, "amid").
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from stemma.reading.frames import Hit
from stemma.reading.nations import is_town
from stemma.reading.syntax import Tree, ancestors, clause

# The cost of one step down; a party lies nearer than a circumstance. Set on PLOVER's development records.
_STEP = {
    "dobj": 0.5,
    "nsubjpass": 0.5,
    "dative": 0.3,
    "prep": 0.5,
    "pobj": 0.0,
    "pcomp": 0.5,
    "compound": 0.6,
    "amod": 0.6,
    "nmod": 0.6,
    "poss": 0.6,
    "appos": 0.4,
    "conj": 0.1,
    "xcomp": 0.6,
    "ccomp": 0.8,
    "nsubj": 0.2,
    "attr": 0.5,
    "acl": 1.5,
    "relcl": 2.5,
    "advcl": 3.0,
    "agent": 0.5,
    "acomp": 0.4,
    "oprd": 0.5,
    "npadvmod": 1.0,
    "nummod": 0.6,
}
_PREPOSITION = {
    "against": 0.0,
    "to": 0.0,
    "with": 0.1,
    "on": 0.1,
    "upon": 0.1,
    "between": 0.0,
    "among": 0.1,
    "toward": 0.1,
    "towards": 0.1,
    "of": 0.2,
    "from": 0.3,
    "for": 0.4,
    "at": 0.4,
    "into": 0.6,
    "in": 0.8,
    "over": 0.8,
    "near": 0.9,
    "about": 0.8,
    "inside": 0.8,
    "across": 0.8,
    "around": 1.0,
    "through": 1.5,
    "via": 1.5,
    "by": 0.4,
    "like": 2.0,
    "as": 2.0,
    "than": 3.0,
    "off": 6.0,
    "according": 6.0,
}
_LENGTHS = frozenset("kilometre kilometer km mile mi metre meter".split())
_CIRCUMSTANCE = 4.0  # after, amid, because of, despite, during, following, since, under ...
TOO_FAR = 6.0
_OF_ONE_PHRASE = 1.0  # the name or country of the one meant stands within its phrase, not in a clause that hangs on it
_INSIDE_PHRASE = frozenset({"compound", "amod", "poss", "nmod", "appos"})
_DELEGATIONS = frozenset("delegation mission team group party convoy committee panel entourage commission".split())
_LEADS = frozenset("head lead chair comprise include".split())
_TOPICS = frozenset("on over about regarding concerning".split())  # what is talked about takes no part in the talks
_VENUES = frozenset("at in near outside inside".split())
# Who does something during, after or ahead of a visit or a press conference was there.
_AROUND = frozenset("during on at in after before following ahead for amid".split())
_ENGAGED = frozenset("in with on into of out".split())  # "engaged in talks", "a round of talks"
# "The Ansel School shooting", "the Lima attack" was done there, "the police shooting" by them.
_SITES = frozenset(
    """school university college church mosque temple synagogue hospital hotel airport mall marathon theater theatre
    station market embassy consulate stadium festival bridge nightclub club cafe restaurant camp village plant
    prison square tower""".split()
)
_PRESS_CONFERENCE = "press conference"
_SPEAKS_TO = frozenset({"tell", "address", "attend", "give"})
_NAMES = frozenset({"call", "describe", "term", "dub"})  # "held what it called a useful exchange"
# The subject of these does what their object names: "they began a raid".
_BRINGS_ABOUT = frozenset(
    """begin start launch hold have make carry conduct stage mount wage lead join open resume continue renew end pay
    commit perpetrate plan organize organise order suffer face receive undertake perform attend host sign reach strike
    announce declare call issue take get give complete finish halt stop suspend pursue escalate step unleash speed
    accelerate delay postpone extend expand approve authorise authorize mull consider""".split()
)
_SUBJECT = frozenset({"nsubj"})
_SKIP = frozenset({"punct", "det", "aux", "auxpass", "cc", "mark", "neg", "case", "intj", "expl", "preconj"})


class Anchor(msgspec.Struct, frozen=True, gc=False):
    """A possible party: the token, its country if one is known, the mention that it heads if any.

    ``weight`` is added to the cost of every way to it, ``reach`` is the longest way that still makes it a party.
    """

    token: int
    country: str | None = None
    mention: int | None = None
    weight: float = 0.0
    reach: float = TOO_FAR


class Parties(msgspec.Struct, frozen=True, gc=False):
    """The tokens of those who act and of those acted upon."""

    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()


Way = tuple[float, tuple[str, ...]]


def ways(t: Tree, top: int, shut: frozenset[int] = frozenset()) -> dict[int, Way]:
    """Every token below ``top`` with the cost and the relations of the way to it; branches in ``shut`` are left out."""
    found: dict[int, Way] = {top: (0.0, ())}
    todo = [top]
    while todo:
        above = todo.pop()
        cost, way = found[above]
        for kid in t.kids[above]:
            dep = t.dep[kid]
            if kid in shut or dep in _SKIP:
                continue
            if dep == "prep" and t.lemma[above] in _LENGTHS:
                continue  # "50 km from Ostria": far from it
            if dep in ("prep", "agent", "dative") and t.pos[kid] in ("ADP", "VERB", "SCONJ", "ADV"):
                step = _STEP["prep"] + (0.0 if dep == "agent" else _PREPOSITION.get(t.lower[kid], _CIRCUMSTANCE))
            else:
                step = _STEP.get(dep, 1.5)
            if cost + step < TOO_FAR:
                found[kid] = (cost + step, (*way, dep) if dep != "conj" else way)
                todo.append(kid)
    return found


def nearest(found: Mapping[int, Way], anchors: Mapping[int, Anchor], slack: float = 0.45) -> list[int]:
    """The nearest anchor and those coordinated with it: they lie on the same way but for "and"."""
    reached = sorted((found[a][0] + x.weight, a) for a, x in anchors.items() if a in found and found[a][0] <= x.reach)
    if not reached:
        return []
    best, first = reached[0]
    way = found[first][1]
    same = [a for cost, a in reached if a == first or (found[a][1] == way and cost <= best + slack)]
    return sorted(same)


def side(t: Tree, top: int, anchors: Mapping[int, Anchor], shut: frozenset[int] = frozenset()) -> list[int]:
    """The nearest anchors below ``top`` with all that stand beside them: one side of an event."""
    return with_others(t, nearest(ways(t, top, shut), anchors), anchors)


def with_others(t: Tree, found: list[int], anchors: Mapping[int, Anchor]) -> list[int]:
    """Those coordinated with the anchors, however each is worded, and those who lead a delegation among them.

    "Al-Tabari and Ostria's transport minister, Salem Hadi"; "a delegation headed by Orla Veit".
    """
    made = list(found)
    for a in found:
        for other in (*_beside(t, a), *_leaders(t, a)):
            met = ways(t, other, frozenset(k for k in t.kids[other] if t.dep[k] == "conj" or _joined(t, k)))
            if not any(m in met for m in made):
                near = {k: x for k, x in met.items() if x[0] <= _OF_ONE_PHRASE}
                made += [k for k in nearest(near, anchors) if k not in made]
    return made


def _beside(t: Tree, a: int) -> list[int]:
    """The heads of the phrases that "and" puts beside the one in which ``a`` stands."""
    top = a
    while t.dep[top] in _INSIDE_PHRASE and t.head[top] != top and not _joined(t, top):
        top = t.head[top]
    first = top
    while (t.dep[first] == "conj" and t.pos[t.head[first]] in ("NOUN", "PROPN", "PRON")) or _joined(t, first):
        first = t.head[first]
    members = [first]
    for member in members:
        members += [k for k in t.kids[member] if t.dep[k] == "conj" or _joined(t, k)]
    return [m for m in members if m != top]


def _joined(t: Tree, i: int) -> bool:
    """The parser may take the first of two names for a modifier of the second: "A and B" with A under B."""
    return t.dep[i] in ("nmod", "compound") and any(t.dep[k] == "cc" for k in t.kids[i])


def _leaders(t: Tree, a: int) -> list[int]:
    if t.lemma[a] not in _DELEGATIONS:
        return []
    return [
        who
        for i in (a, *(x for k in t.kids[a] if t.dep[k] == "prep" for x in t.kids[k]))
        for verb in t.kids[i]
        if t.dep[verb] == "acl" and t.lemma[verb] in _LEADS
        for by in t.kids[verb]
        for who in (t.kids[by] if t.dep[by] == "agent" else [by] if t.dep[by] == "dobj" else ())
        if t.dep[who] in ("pobj", "dobj")
    ]


def parties(t: Tree, hit: Hit, anchors: Mapping[int, Anchor]) -> Parties:
    """Actors and recipients of a hit; reciprocal events have both sides as actors where they stand in one phrase."""
    if hit.row.pos == "n":
        return _of_noun(t, hit, anchors)
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
    if not actors and hit.noun is not None:
        found = _of_noun(t, msgspec.structs.replace(hit, token=hit.noun), anchors)
        return Parties(found.actors, found.recipients or tuple(recipients))
    return Parties(tuple(actors), tuple(recipients))


def _topics(t: Tree, hit: Hit) -> set[int]:
    """The phrases of talks, visits and agreements that say what they were about."""
    if hit.row.type not in ("CONSULT", "AGREE") and hit.row.mode != _PRESS_CONFERENCE:
        return set()
    heads = (hit.token, *hit.frame.objects)
    about = _TOPICS | _VENUES if hit.row.recip else _TOPICS
    return {k for h in heads for k in t.kids[h] if t.dep[k] == "prep" and t.lower[k] in about}


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


def _of_noun(t: Tree, hit: Hit, anchors: Mapping[int, Anchor]) -> Parties:
    """ "The Ostrian raid on Meland", "talks between them", "the visit of the delegation to Ostria"."""
    noun = hit.token
    before: list[int] = []
    by: list[int] = []
    of: list[int] = []
    other: list[int] = []
    where: list[int] = []
    both: list[int] = []
    for kid in t.kids[noun]:
        dep = t.dep[kid]
        if dep == "compound" and hit.row.type == "ASSAULT" and _is_site(t, kid):
            where += side(t, kid, anchors)
        elif dep in ("poss", "amod", "compound", "nmod"):
            before += [a for a in side(t, kid, anchors) if a not in before]
        elif dep in ("prep", "agent"):
            word = t.lower[kid]
            if word in _TOPICS and (hit.row.recip or hit.row.mode == _PRESS_CONFERENCE):
                continue
            met = side(t, kid, anchors)
            if word == "by" or (word == "from" and hit.row.type != "RETREAT"):
                by += met
            elif word in ("between", "among"):
                both += met
            elif word == "of":
                of += met
            elif word in ("on", "against", "to", "with", "into", "for", "toward", "towards", "over", "from"):
                other += met
            elif word in ("in", "at"):
                where += met
        elif dep == "acl":
            for k in t.kids[kid]:
                if t.dep[k] == "agent":
                    by += side(t, k, anchors)
                elif t.lower[k] in ("between", "among"):
                    both += side(t, k, anchors)
    if both:
        return Parties(tuple(both), ())
    actors = by or before
    if of and not actors and (hit.row.type in ("CONSULT", "RETREAT", "MOBILIZE") or hit.row.recip):
        actors, of = of, []
    # Talks in a town are not held with it; an attack in a town is one on it.
    recipients = of or other or (before if by else []) or ([] if hit.row.recip else where)
    above = t.head[noun]
    if not both and not other and t.pos[above] == "VERB" and t.dep[noun] in ("nsubj", "nsubjpass", "dobj"):
        for kid in t.kids[above]:
            if t.lower[kid] in ("between", "among"):
                return Parties(tuple(side(t, kid, anchors)), ())
    if hit.row.mode == "visit" and not other:
        recipients = [a for a in _destination(t, noun, anchors) if a not in actors] or recipients
    if not actors:
        actors = _governor(t, hit, anchors) or _counterpart(t, noun, anchors) or _present(t, hit, anchors)
    return Parties(tuple(actors), tuple(a for a in recipients if a not in actors))


def _is_site(t: Tree, i: int) -> bool:
    return t.lower[i] in _SITES or (t.entity[i] == "GPE" and is_town(t.word[i]))


def _counterpart(t: Tree, noun: int, anchors: Mapping[int, Anchor]) -> list[int]:
    """ "A meeting with his counterpart": whose counterpart it is takes part, too."""
    for i in sorted(ways(t, noun)):
        if t.lower[i] in ("counterpart", "counterparts", "colleague"):
            return [k for k in range(max(0, i - 4), i) if t.dep[k] == "poss" and t.pos[k] == "PRON" and k in anchors]
    return []


def _governor(t: Tree, hit: Hit, anchors: Mapping[int, Anchor]) -> list[int]:
    """The subject of the verb that the noun is object of: "they began a raid"."""
    noun = hit.token
    if t.dep[noun] not in ("dobj", "pobj", "conj", "oprd"):
        return []
    for above in ancestors(t, noun):
        if t.pos[above] == "VERB":
            if t.lemma[above] in _NAMES and t.dep[above] == "ccomp":
                continue
            spoken = hit.row.mode == _PRESS_CONFERENCE and t.lemma[above] in _SPEAKS_TO
            if t.lemma[above] not in _BRINGS_ABOUT and not spoken:
                return []
            return [a for s in clause(t, above).subjects if s != noun for a in side(t, s, anchors)]
        if t.pos[above] != "NOUN" and not (t.pos[above] == "ADP" and t.lower[above] in _ENGAGED):
            return []
    return []


def _destination(t: Tree, noun: int, anchors: Mapping[int, Anchor]) -> list[int]:
    """ "The visit of a delegation to Ostria": the host hangs on whoever came."""
    for visitor in (x for k in t.kids[noun] if t.lower[k] in ("of", "by") for x in t.kids[k]):
        for kid in t.kids[visitor]:
            if t.lower[kid] == "to":
                return side(t, kid, anchors)
    return []


def _present(t: Tree, hit: Hit, anchors: Mapping[int, Anchor]) -> list[int]:
    """ "During a visit to Lima Veit said": who acts around a visit, talks or a protest took part in it."""
    noun = hit.token
    if hit.row.type not in ("CONSULT", "PROTEST") and hit.row.mode != _PRESS_CONFERENCE:
        return []
    while t.dep[noun] == "pobj" and t.lower[t.head[noun]] == "of":
        noun = t.head[t.head[noun]]
    by = t.head[noun]
    verb = t.head[by]
    if t.dep[noun] != "pobj" or t.lower[by] not in _AROUND or t.pos[verb] != "VERB":
        return []
    subjects = clause(t, verb).subjects
    # "Veit said that Ostria wants peace, during a visit": a country travels nowhere.
    if t.dep[verb] == "ccomp" and any(t.entity[s] == "GPE" or t.pos[s] == "PRON" for s in subjects):
        subjects = clause(t, t.head[verb]).subjects
    return [a for s in subjects for a in side(t, s, anchors)]
