"""The parties of an event that a noun names: "the Ostrian raid on Meland", "talks between them", "during a visit"."""

from __future__ import annotations

from collections.abc import Mapping

from stemma.reading.events.frames import Hit
from stemma.reading.events.nations import is_town
from stemma.reading.events.ways import Anchor, Parties, side, ways
from stemma.reading.syntax import Tree, ancestors, clause

TOPICS = frozenset("on over about regarding concerning".split())  # what is talked about takes no part in the talks
# Who does something during, after or ahead of a visit or a press conference was there.
_AROUND = frozenset("during on at in after before following ahead for amid".split())
_ENGAGED = frozenset("in with on into of out".split())  # "engaged in talks", "a round of talks"
# "The Ansel School shooting", "the Lima attack" was done there, "the police shooting" by them.
_SITES = frozenset(
    """school university college church mosque temple synagogue hospital hotel airport mall marathon theater theatre
    station market embassy consulate stadium festival bridge nightclub club cafe restaurant camp village plant
    prison square tower""".split()
)
# What is done to a person whose it is ("his arrest", "Veit's murder"); a state's arrests are those that it makes.
_SUFFERED = frozenset(
    """arrest detention imprisonment jailing kidnapping abduction deportation eviction expulsion capture seizure
    sentencing sentence conviction extradition execution hanging beheading killing murder slaying assassination
    homicide dismissal removal ouster overthrow toppling suspension trial prosecution rape torture stabbing""".split()
)
_HARMS = frozenset("kill wound injure hit strike destroy target".split())
PRESS_CONFERENCE = "press conference"
_SPEAKS_TO = frozenset({"tell", "address", "attend", "give"})
_NAMES = frozenset({"call", "describe", "term", "dub"})  # "held what it called a useful exchange"
# The subject of these does what their object names: "they began a raid".
_BRINGS_ABOUT = frozenset(
    """begin start launch hold have make carry conduct stage mount wage lead join open resume continue renew end pay
    commit perpetrate plan organize organise order suffer face receive undertake perform attend host sign reach strike
    announce declare call issue take get give complete finish halt stop suspend pursue escalate step speed
    accelerate delay postpone extend expand approve authorise authorize mull consider deliver inflict
    commence unleash""".split()
)


def of_noun(t: Tree, hit: Hit, anchors: Mapping[int, Anchor]) -> Parties:
    """ "The Ostrian raid on Meland", "talks between them", "the visit of the delegation to Ostria"."""
    noun = hit.token
    before: list[int] = []
    by: list[int] = []
    of: list[int] = []
    other: list[int] = []
    where: list[int] = []
    both: list[int] = []
    harmed: list[int] = []
    for kid in t.kids[noun]:
        dep = t.dep[kid]
        if dep == "poss" and t.lemma[noun] in _SUFFERED and _is_somebody(t, kid):
            harmed += side(t, kid, anchors)
        elif dep == "compound" and hit.row.type == "ASSAULT" and _is_site(t, kid):
            where += side(t, kid, anchors)
        elif dep in ("poss", "amod", "compound", "nmod"):
            before += [a for a in side(t, kid, anchors) if a not in before]
        elif dep in ("prep", "agent"):
            word = t.lower[kid]
            if word in TOPICS and (hit.row.recip or hit.row.mode == PRESS_CONFERENCE):
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
    if hit.row.type == "ASSAULT":
        of += [a for a in _casualties(t, noun, anchors) if a not in of]
    if harmed and of:  # "his arrest of Veit"
        before, harmed = harmed + before, []
    if harmed:
        return Parties(tuple(by), tuple(a for a in harmed if a not in by))
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


def _casualties(t: Tree, noun: int, anchors: Mapping[int, Anchor]) -> list[int]:
    """ "The strike killed X", "a raid that wounded X": the objects of the verbs that tell what it did."""
    verbs = [k for k in t.kids[noun] if t.dep[k] in ("acl", "relcl")]
    if t.dep[noun] == "nsubj":
        verbs.append(t.head[noun])
    return [
        a
        for verb in verbs
        if t.lemma[verb] in _HARMS
        for kid in t.kids[verb]
        if t.dep[kid] == "dobj"
        for a in side(t, kid, anchors)
    ]


def _is_somebody(t: Tree, i: int) -> bool:
    return t.lower[i] in ("his", "her", "their") or t.entity[i] == "PERSON"


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
            spoken = hit.row.mode == PRESS_CONFERENCE and t.lemma[above] in _SPEAKS_TO
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
    if hit.row.type not in ("CONSULT", "PROTEST") and hit.row.mode != PRESS_CONFERENCE:
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
