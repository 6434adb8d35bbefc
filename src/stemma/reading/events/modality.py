"""Modality before deed: what was agreed, threatened, refused or demanded is that act, whatever the deed it was about.

PLOVER codes "agreed to withdraw" as AGREE and "threatened to withdraw" as THREATEN (PLOVER codebook 0.5b1, rules of
coding); plain future counts as a promise or a threat by what is announced.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from stemma.lexicon import table
from stemma.reading.events.frames import Hit
from stemma.reading.syntax import Tree, ancestors

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
MATERIAL_CONFLICT = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
RELUCTANT = frozenset({"RETREAT", "REJECT", "COOPERATE", "AID"})  # what is broken off under a condition threatens
REPORTING = frozenset(
    """say tell announce report state add declare confirm note reveal claim quote write believe think know
    indicate suggest explain acknowledge insist stress hear learn find show allege argue repeat reiterate remark
    comment""".split()
)
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "'d"})
_OPEN = frozenset({"may", "might", "could", "can"})
_DUTY = frozenset({"must", "should", "ought"})
_PLANS = frozenset("plan intend prepare expect schedule due set poise".split())
_WISHES = frozenset("want hope aim wish seek consider propose long like ask urge call".split())
# An infinitive under these tells a fact; under any other word it tells an aim, a chance, a wish.
_FACTUAL = frozenset(
    """begin start continue manage go resume proceed come appear seem say report know believe see help try attempt
    decide vote order move happen use tend join allege rush force expect find get""".split()
)
# An infinitive of purpose tells a fact only where the governing verb brings it about: "forced them to leave".
_BRINGING = frozenset(
    "force lead cause prompt incite get help enable compel oblige order vote decide manage go".split()
)
_AIMS = frozenset(
    """aim goal plan purpose idea target task job hope challenge strategy intention objective ambition endgame way point
    role duty mission dream wish priority choice option solution answer problem trick half""".split()
)
_DOUBTS = frozenset("fear worry doubt hope wish want imagine dream pretend".split())
# Only of these does what is said of the verb hold of the event that is its subject: "the trip did not take place".
_TAKES_PLACE = frozenset("take happen occur begin start go proceed be resume continue come follow unfold erupt".split())
# What these are done to or said of is there before: "to flee the fighting", "wants to condemn the raid".
_PRESUPPOSES = frozenset(
    """flee escape survive condemn denounce regret use describe recall remember mourn avenge commemorate mark celebrate
    investigate probe examine discuss explain exploit""".split()
)
_CREATES = frozenset("hold make have do take organise organize stage host arrange plan launch allow approve".split())
CIRCUMSTANCES = frozenset("after during since amid following before despite until because while when".split())
_DUBS = frozenset({"call", "brand", "label", "dub"})  # with a second object: "called the envoy a fool"
_TOLERATE = frozenset({"allow", "permit", "tolerate", "let"})
_COMPLEMENT = frozenset(
    """xcomp ccomp dobj pobj prep pcomp compound amod poss dative conj acl attr oprd agent nsubj nsubjpass appos
    nmod""".split()
)
_WAY_IN = frozenset({"xcomp", "ccomp", "dobj", "prep", "pcomp", "nsubjpass", "dative", "acl", "oprd"})

Stance = Literal["fact", "future", "open", "duty", "denied"]


class Coding(msgspec.Struct, frozen=True, gc=False):
    """A hit with the type that modality gives it, its stance, and why; ``within`` is the operator that swallows it."""

    hit: Hit
    type: str
    stance: Stance
    negated: bool
    why: str
    within: int | None = None


def codings(t: Tree, found: list[Hit]) -> list[Coding]:
    """A coding for each hit, in the order of the text."""
    by_token = {h.token: h for h in found}
    nouns = {h.noun: h.token for h in found if h.noun is not None}
    operators = {h.token for h in found if "op" in h.row.flags}
    coded = []
    for hit in found:
        stance, negated = stance_of(t, hit)
        type_, why = _typed(t, hit, stance, negated, by_token)
        within = nouns.get(hit.token)
        if within is None and operators:
            within = _swallowed(t, hit.token, operators, by_token)
        coded.append(Coding(hit, type_, stance, negated, why, within))
    return coded


def stance_of(t: Tree, hit: Hit) -> tuple[Stance, bool]:
    """Told as a fact, as future, as possible, as a duty or as denied; and whether it is negated.

    An infinitive or a noun takes the stance of the verbs that govern it.
    """
    i = hit.token
    stance: Stance = "fact"
    negated = False
    for step in range(5):
        verbal = t.pos[i] in ("VERB", "AUX", "ADJ")
        if verbal:
            own, no = _of_verb(t, i)
            negated = negated or no
            if stance == "fact" or own == "duty":
                stance = own
            if step and stance == "fact":
                stance = _of_governor(t, i)
        elif any(t.lower[k] == "no" and t.dep[k] == "det" for k in t.kids[i]):
            negated = True
        above, dep = t.head[i], t.dep[i]
        if above == i or (step == 0 and not verbal and _given(t, i, above)):
            break
        infinitive = t.tag[i] == "VB" and any(t.lower[k] == "to" for k in t.kids[i])
        if infinitive and stance == "fact" and dep != "conj" and t.lemma[above] not in _PLANS:
            known = _BRINGING if dep == "advcl" else _FACTUAL
            if _scheduled(t, i, above):
                stance = "future"
            elif t.lemma[above] not in known and not achieved(t, above):
                stance = "open"
        if dep == "ccomp" and t.lemma[above] in _DOUBTS:
            stance = "open"
        if (
            (dep == "xcomp" and t.pos[above] in ("VERB", "ADJ"))
            or (dep == "ccomp" and t.lemma[above] in _TOLERATE and not _finite(t, i))
            or (dep in ("dobj", "nsubjpass", "attr") and not verbal and t.pos[above] in ("VERB", "AUX"))
            or (dep == "nsubj" and not verbal and t.lemma[above] in _TAKES_PLACE)
            or (dep == "conj" and verbal and t.pos[above] == t.pos[i] and not _own_subject(t, i))
        ):
            i = above
        elif (
            dep == "pobj"
            and step == 0
            and t.lower[above] in ("for", "to")
            and t.pos[t.head[above]] == "VERB"
            and t.lemma[t.head[above]] in _PLANS
        ):
            i = t.head[above]
        else:
            break
    if stance == "fact" and _conditional(t, hit.token):
        stance = "open"
    return stance, negated


def achieved(t: Tree, above: int) -> bool:
    """ "Were able to free them", "has managed to leave": what was in somebody's power was done."""
    verb = t.head[above] if t.lemma[above] == "able" else above
    if t.lemma[verb] not in ("be", "manage") or (t.lemma[above] != "able" and t.lemma[verb] == "be"):
        return False
    helpers = [t.lower[k] for k in t.kids[verb] if t.dep[k] == "aux"]
    return not any(t.dep[k] == "neg" for k in t.kids[verb]) and (
        t.tag[verb] == "VBD" or (t.tag[verb] == "VBN" and any(h in ("has", "have", "had") for h in helpers))
    )


def _given(t: Tree, i: int, above: int) -> bool:
    """ "To use today's talks", "this visit is no courtesy", "to flee the bombing": it is there, whatever is said."""
    if t.dep[i] in ("dobj", "nsubjpass") and t.lemma[above] in _PRESUPPOSES:
        return True
    if t.lemma[above] in _CREATES:
        return False
    return any(
        t.lower[k] in ("this", "these") or (t.dep[k] == "poss" and t.entity[k] in ("DATE", "TIME")) for k in t.kids[i]
    )


def _finite(t: Tree, i: int) -> bool:
    return any(t.tag[k] in ("VBD", "VBZ", "VBP", "MD") for k in (i, *t.kids[i]))


def _scheduled(t: Tree, i: int, above: int) -> bool:
    """ "The committee is to meet", "the road is to be closed"; not "the aim is to win", "it is hard to leave"."""
    if t.lemma[above] != "be" or t.dep[i] != "xcomp":
        return False
    if any(t.dep[k] in ("acomp", "attr") for k in t.kids[above]):
        return False
    return not any(t.dep[k] == "nsubj" and t.lemma[k] in _AIMS for k in t.kids[above])


def _own_subject(t: Tree, i: int) -> bool:
    return any(t.dep[k] in ("nsubj", "nsubjpass", "aux") for k in t.kids[i])


def _of_verb(t: Tree, i: int) -> tuple[Stance, bool]:
    """What the helpers of a verb say of it."""
    stance: Stance = "fact"
    negated = False
    for kid in t.kids[i]:
        dep, word = t.dep[kid], t.lower[kid]
        if dep == "neg" or (dep == "advmod" and word in ("never", "hardly")):
            negated = True
        elif dep == "aux":
            if word in _FUTURE and stance == "fact":
                stance = "future"
            elif word in _OPEN and stance == "fact":
                stance = "open"
            elif word in _DUTY:
                stance = "duty"
        elif dep in ("nsubj", "nsubjpass", "dobj", "det", "preconj"):
            none = word in ("nobody", "none", "no")
            negated = negated or none or any(t.lower[k] == "no" and t.dep[k] == "det" for k in t.kids[kid])
    return stance, negated


def _of_governor(t: Tree, i: int) -> Stance:
    """What a governing verb says of its infinitive or object: "plans to leave", "has to leave"."""
    if t.lemma[i] in _PLANS:
        return "future"
    if t.lemma[i] in _WISHES:
        return "open"
    if t.lemma[i] in ("need", "have") and t.pos[i] == "VERB":
        infinitives = [k for k in t.kids[i] if t.dep[k] == "xcomp"]
        if any(t.lower[k] == "to" for x in infinitives for k in t.kids[x]):
            return "duty"
    return "fact"


def _conditional(t: Tree, i: int) -> bool:
    """Inside "if ...", "unless ...", "whether ..."."""
    verb = i if t.pos[i] in ("VERB", "AUX") else next((a for a in ancestors(t, i) if t.pos[a] in ("VERB", "AUX")), i)
    return any(t.dep[k] == "mark" and t.lower[k] in ("if", "unless", "whether") for k in t.kids[verb])


def _typed(t: Tree, hit: Hit, stance: Stance, negated: bool, by_token: dict[int, Hit]) -> tuple[str, str]:
    own = hit.row.type
    word = t.word[hit.token]
    if own == "OTHER" or not own:
        return own or "OTHER", f"“{word}”"
    if t.lemma[hit.token] in _DUBS and any(t.dep[k] == "oprd" for k in t.kids[hit.token]):
        return "ACCUSE", f"“{word}” somebody something"
    if "will" in hit.row.flags:
        deed = _deed(t, hit, by_token)
        if deed in MATERIAL_CONFLICT:
            return "THREATEN", f"“{word}”, with a conflict act to come"
        return ("REJECT" if negated else own), f"“{word}”"
    if negated:
        if own in COOPERATIVE:
            if t.lemma[hit.token] in _TOLERATE and stance == "future":
                return "THREATEN", f"“{word}”, not to be allowed any longer"
            return "REJECT", f"“{word}”, negated"
        return own, f"“{word}”, negated"
    if stance == "future":
        if own in RELUCTANT | MATERIAL_CONFLICT and _unless(t, hit.token):
            return "THREATEN", f"“{word}”, announced unless something is done"
        if own in COOPERATIVE and own != "AGREE":
            return "AGREE", f"“{word}”, announced"
        if own in MATERIAL_CONFLICT and (own != "PROTEST" or hit.row.mode == "boycott"):
            return "THREATEN", f"“{word}”, announced"
    if stance == "open" and own in MATERIAL_CONFLICT and own != "PROTEST" and hit.row.pos == "v":
        return "THREATEN", f"“{word}”, said to be possible"
    if stance == "duty":
        return "REQUEST", f"“{word}”, said to be a duty"
    return own, f"“{word}”"


def _unless(t: Tree, i: int) -> bool:
    """ "They will leave unless he steps down": what is to come is held over somebody."""
    return any(t.lower[k] == "unless" for c in t.kids[i] if t.dep[c] == "advcl" for k in t.kids[c])


def _deed(t: Tree, hit: Hit, by_token: dict[int, Hit]) -> str | None:
    todo = list(t.kids[hit.token])
    for i in todo:
        if t.dep[i] not in _COMPLEMENT:
            continue
        if i in by_token and i > hit.token:
            return by_token[i].row.type
        todo += t.kids[i]
    return None


def _swallowed(t: Tree, i: int, operators: set[int], by_token: dict[int, Hit]) -> int | None:
    """The operator in whose complement a hit stands: its object or infinitive, not its subject or circumstances."""
    below = i
    for above in ancestors(t, i):
        dep = t.dep[below]
        if dep not in _COMPLEMENT or (dep == "nsubj" and t.pos[above] != "VERB"):
            return None
        if dep == "prep" and t.lower[below] in CIRCUMSTANCES:
            return None
        if above in operators and above < i and dep in _WAY_IN:
            return above
        if above in operators and dep == "nsubjpass":
            return above
        if (
            dep == "conj"
            and t.pos[below] == "VERB"
            and t.pos[above] == "VERB"
            and any(t.dep[k] == "nsubj" for k in t.kids[below])
        ):
            return None
        if dep in ("nsubj",) and above not in by_token and t.dep[above] not in ("ccomp", "xcomp"):
            return None
        below = above
    return None


def quads() -> dict[str, str]:
    """Type to quad class, as ``plover.tsv`` has them."""
    return {row["type"]: row["quad"] for row in table("plover")}
