"""Which coded words tell of an event worth keeping, and as what: the rules between the lexicon and the event mentions.

Precision first: what is only asked for, feared, refused or possible is no event of the report, and a deed of words is a
statement.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from stemma.model import Mention
from stemma.reading.events.figurative import figurative
from stemma.reading.events.frames import Hit
from stemma.reading.events.modality import Coding
from stemma.reading.events.nations import Nation
from stemma.reading.events.steps import step_taken
from stemma.reading.events.ways import Anchor, Parties
from stemma.reading.syntax import Tree, ancestors

DISASTERS = frozenset(
    {"disaster", "earthquake", "aftershocks", "tsunami", "storm", "flood", "landslide", "eruption", "fire", "accident"}
)
_HABITUAL = frozenset(
    """regularly often frequently usually always typically sometimes commonly routinely rarely seldom generally
    normally""".split()
)
_WHOEVER = frozenset("whoever whomever anyone anybody everyone everybody those".split())
_DEFINITE = frozenset("the this that these those his her its their our your".split())
CAUSES = frozenset("trigger spark cause prompt set unleash provoke generate produce bring".split())
_OF_GUNS = frozenset("open return exchange trade cease hold draw".split())  # "opened fire": nothing burns
TOLD_OF = frozenset("report hold stage organise organize hear record register".split())
_UNNAMED = frozenset({"incident", "tragedy"})
_STRETCHES = frozenset("day hour week month year decade night round series wave string".split())
_GENERIC_ROLES = frozenset(
    {"type", "kind", "risk", "threat", "fear", "possibility", "prospect", "victim", "chance", "case"}
)
# What stands behind these names the offence, no deed that the report tells: "two counts of assault".
_CHARGES = frozenset(
    """charge count accusation suspicion allegation conviction sentence term guilty convict accuse indict try arrest
    wanted acquit plead trial offence offense record warrant serve imprison jail""".split()
)
_LASTING = frozenset("shelter accommodate house hold host feed contain".split())
_MANY = frozenset("group delegation number ten dozen hundred thousand score pair couple team party contingent".split())
_PRESS = frozenset("reporter journalist press media newspaper broadcaster television radio station".split())
_WORK = frozenset(
    """worker union wage employer employee staff labour labor walkout picket pay striker protest demonstration pension
    austerity""".split()
)
_CROWDS = frozenset(
    """people person man woman child family civilian resident citizen refugee migrant villager worker student tourist
    passenger fan supporter crowd patient pupil survivor soldier troop rebel fighter militant gunman insurgent guerrilla
    militiaman convoy""".split()
)
# A noun so described has not happened: "the pending sale", "a possible attack".
_TO_COME = frozenset(
    "pending possible potential threatened feared looming imminent prospective future hypothetical proposed".split()
)

# What reports of sport call a contest or the way to it: "fought back", "the trip to Ansel", "marched into the final".
_CONTESTED = frozenset(
    {
        ("ASSAULT", "fight"),
        ("ASSAULT", None),
        ("ASSAULT", "beat"),
        ("CONSULT", "visit"),
        ("PROTEST", "demo"),
        ("OTHER", "election"),
    }
)
Sort = tuple[str, str | None, str]
"""Type, mode and why."""


class Scene(msgspec.Struct, frozen=True):
    """What one report offers to every rule below."""

    t: Tree
    mentions: Sequence[Mention]
    anchors: dict[int, Anchor]
    nations: list[Nation]
    at_war: bool
    in_disaster: bool
    of_crime: bool = False
    of_sport: bool = False
    of_hacking: bool = False


def _under_way(t: Tree, i: int) -> bool:
    """ "Rescue work is under way", "workers are on strike", "causing landslides", "two days of talks"."""
    above, dep = t.head[i], t.dep[i]
    if dep == "nsubjpass" and t.lemma[above] in TOLD_OF:
        return t.tag[above] == "VBN" and any(t.tag[k] == "VBD" for k in t.kids[above])
    if dep == "nsubj":
        return t.lemma[above] in ("continue", "begin", "start", "resume") or (
            t.lemma[above] == "be"
            and any(t.lower[k] in ("under", "underway", "ongoing", "over") for k in t.kids[above])
        )
    if dep == "dobj":
        return t.lemma[above] in CAUSES
    if dep == "pobj" and t.lower[above] == "on":
        return t.lemma[t.head[above]] in ("be", "go", "remain", "stay", "come")
    return dep == "pobj" and t.lower[above] == "of" and t.lemma[t.head[above]] in _STRETCHES


Kept = list[tuple[Coding, Sort, Parties]]


def sort_of(r: Scene, c: Coding, by_token: dict[int, Coding], cues: list[tuple[int, int]]) -> Sort | None:
    """Type, mode and why, as a collation counts them; None for what it does not count as an event."""
    t, hit = r.t, c.hit
    flags = hit.row.flags
    if "bench" in flags or "pass" in flags or c.negated or c.stance in ("open", "duty"):
        return None
    taken = step_taken(t, c)
    if "speech" in flags and not taken:
        return None
    type_, mode = hit.row.type, hit.row.mode
    start = t.start[hit.token]
    said = type_ in ("REQUEST", "THREATEN", "REJECT", "SUPPORT", "ACCUSE") and "light" not in flags
    # "Vetoed the bill", "found her guilty" are deeds, though words do them.
    done = (type_ == "REJECT" and hit.row.object and "op" not in flags) or (type_ == "ACCUSE" and mode == "legal")
    said = said and not done and not taken
    if (said or t.lemma[hit.token] == "testify") and any(s <= start < e for s, e in cues):
        return None
    if c.within is not None:
        outer = by_token[c.within]
        if outer.hit.noun == hit.token or outer.negated:
            return None
        if "op" in outer.hit.row.flags:
            factual = outer.type in ("ACCUSE", "SUPPORT") or (outer.type == "REJECT" and hit.row.pos == "n")
            if hit.row.pos == "n" and any(t.entity[k] == "DATE" for k in t.kids[hit.token]):
                factual = True
            if not factual or (
                hit.row.pos == "n" and type_ not in ("ASSAULT", "COERCE", "OTHER", "PROTEST", "CONSULT")
            ):
                return None
    if "casualty" in flags:
        return _casualty(r, c, by_token)
    if "destroy" in flags and not hit.frame.objects and not hit.frame.passive:
        return None
    if "destroy" in flags and (not hit.frame.subjects or (r.in_disaster and not r.at_war)):
        return "OTHER", "damage", "no one is told to have done it"
    if r.at_war and mode == "accident" and t.lemma[hit.token if hit.noun is None else hit.noun] in _UNNAMED:
        return "ASSAULT", None, f"“{t.word[hit.token]}” in a report of attacks"
    if mode == "strike" and hit.row.pos == "n" and not hit.row.subject and r.at_war and not _WORK.intersection(t.lemma):
        return "ASSAULT", None, f"“{t.word[hit.token]}” in a report of attacks"
    if mode == "fire" and t.dep[hit.token] == "dobj" and t.lemma[t.head[hit.token]] in _OF_GUNS:
        return None
    if mode == "film" and r.at_war and "shooting" in (t.lemma[s] for x in hit.frame.subjects for s in (x, *t.kids[x])):
        return None
    if r.of_crime and type_ == "ASSAULT" and mode is None and t.lemma[hit.token] == "raid":
        return "OTHER", "crime", f"“{t.word[hit.token]}” in a report of a robbery"
    if mode == "sport" and r.at_war and t.lemma[hit.token] == "beat" and hit.row.flags:
        return "ASSAULT", "beat", f"“{t.word[hit.token]}” in a report of violence"
    if r.of_hacking and type_ == "ASSAULT" and mode in (None, "aerial"):
        return "COERCE", "cyber", f"“{t.word[hit.token]}” in a report of hacking"
    if r.of_sport and (type_, mode) in _CONTESTED:
        return "OTHER", "sport", f"“{t.word[hit.token]}” in a report of sport"
    if mode == "explosion" and r.at_war:
        return "ASSAULT", "explosives", f"“{t.word[hit.token]}” in a report of attacks"
    if hit.noun is not None and hit.noun in by_token and (mode == "disaster" or "light" in flags):
        named = by_token[hit.noun].hit.row
        mode = (named.mode or mode) if named.type == type_ else mode
    return type_, mode, c.why


def _casualty(r: Scene, c: Coding, by_token: dict[int, Coding]) -> Sort | None:
    """Dead and wounded: part of the attack that the clause tells, a toll of their own after a disaster."""
    t, hit = r.t, c.hit
    if hit.row.mode == "injure":
        return None
    for above in ancestors(t, hit.token):
        governor = by_token.get(above)
        if governor and (governor.type == "ASSAULT" or t.dep[hit.token] == "relcl"):
            return None
    by_disaster = any(s in by_token and _harms(r, by_token[s]) for s in hit.frame.subjects)
    if t.dep[hit.token] == "relcl" and any(s in by_token for s in hit.frame.subjects):
        return None
    word = t.word[hit.token]
    if by_disaster or (r.in_disaster and not _by_people(r, hit)):
        return "OTHER", "death", f"“{word}” in a report of a disaster"
    if any(s in by_token and by_token[s].type == "ASSAULT" for s in hit.frame.subjects):
        return None
    return "ASSAULT", hit.row.mode, c.why


def _harms(r: Scene, c: Coding) -> bool:
    """A disaster, and outside of wars also a collapse or an explosion: nobody is told to have done it."""
    return c.hit.row.mode in DISASTERS or (c.type == "OTHER" and "disaster" in c.hit.row.flags and not r.at_war)


def _by_people(r: Scene, hit: Hit) -> bool:
    return any(s in r.anchors for s in hit.frame.subjects)


def is_news(r: Scene, c: Coding, who: Parties) -> bool:
    t, hit = r.t, c.hit
    i, flags = hit.token, hit.row.flags
    if _commands(t, i) or (hit.row.type == "CONSULT" and any(t.lemma[a] in _PRESS for a in who.recipients)):
        return False
    both, either = bool(who.actors and who.recipients), bool(who.actors or who.recipients)
    if figurative(t, hit):
        return False
    if _of_anyone(t, hit) or (t.lemma[i] == "seize" and _upon(t, i)):
        return False
    if hit.row.mode == "visit" and hit.row.pos == "v" and _only_purpose(t, hit):
        return False
    if hit.row.mode in ("host", "release") and hit.row.pos == "v" and not any(_met(r, hit, a) for a in who.recipients):
        return False
    if t.dep[i] == "acl" and t.tag[i] == "VBG" and t.lemma[i] in _LASTING:
        return False  # "a camp sheltering thousands"
    if t.lemma[i] == "help" and any(t.dep[k] in ("xcomp", "ccomp") for k in t.kids[i]):
        return False
    if ("weak" in flags and not both and "actors" not in flags) or ("actors" in flags and not either):
        return False
    if "people" in flags and not (
        who.actors or any(t.pos[s] == "NUM" or t.lemma[s] in _MANY for s in hit.frame.subjects)
    ):
        return False
    if "official" in flags and not any(_official(r, a) for a in who.actors):
        return False
    if "official2" in flags and not (_all_official(r, who) and not any(t.dep[k] == "oprd" for k in t.kids[i])):
        return False
    if "official" in flags and hit.row.mode == "visit" and (not who.recipients or _going_to(t, i)):
        return False
    if hit.row.mode == "meet" and hit.row.pos == "v" and hit.frame.passive and not both:
        return False
    if "actorish" in flags and not who.recipients:
        return False
    if c.stance == "future" and not (who.actors or hit.row.type == "OTHER" or hit.row.subject or _announced(t, hit)):
        return False
    if hit.row.pos == "n":
        return _particular(r, i, who, flags)
    if t.lemma[i] == "agree" and not _agrees_on(t, i):
        return False
    if t.dep[i] == "relcl" and t.lemma[i] == "be":
        return False
    if _of_whoever(t, hit):
        return False
    return not (_present(t, i) and any(t.lower[k] in _HABITUAL for k in t.kids[i]))


def _present(t: Tree, i: int) -> bool:
    return t.tag[i] in ("VBZ", "VBP") or any(
        t.dep[k] in ("aux", "auxpass") and t.tag[k] in ("VBZ", "VBP") and t.lemma[k] == "be" for k in t.kids[i]
    )


def _agrees_on(t: Tree, i: int) -> bool:
    """ "Agreed to cut prices", "agreed on a date", not "she agreed", "agreed with his decision"."""
    return any(t.dep[k] in ("xcomp", "ccomp", "dobj", "nsubjpass") or t.lower[k] in ("to", "on") for k in t.kids[i])


def _announced(t: Tree, hit: Hit) -> bool:
    """ "We will be providing counselling", "she is expected to be arraigned today": by us, or with its day."""
    if any(t.lower[s] in ("we", "i") for s in hit.frame.subjects):
        return True
    above = t.head[hit.token]
    return any(t.entity[x] in ("DATE", "TIME") for v in (hit.token, above) for k in t.kids[v] for x in (k, *t.kids[k]))


def _met(r: Scene, hit: Hit, token: int) -> bool:
    """Is the party a person or group, and the very one that was received or set free?"""
    t = r.t
    mention = r.anchors[token].mention
    if mention is not None and r.mentions[mention].kind not in ("person", "group"):
        return False
    while token not in hit.frame.objects:
        if t.dep[token] not in ("compound", "appos", "conj", "nmod", "amod", "poss", "pobj", "prep"):
            return False
        if t.dep[token] == "prep" and not (t.lower[token] == "of" and t.lemma[t.head[token]] in _MANY):
            return False
        token = t.head[token]
    return True


def _of_anyone(t: Tree, hit: Hit) -> bool:
    """ "You get shot": what happens to anybody has not happened."""
    sides = (*hit.frame.subjects, *hit.frame.objects)
    past = any(t.tag[k] == "VBD" for k in (hit.token, *t.kids[hit.token]))
    return hit.row.pos == "v" and not past and any(t.lower[x] == "you" for x in sides)


def _of_whoever(t: Tree, hit: Hit) -> bool:
    """ "Whoever fires on us", "those who shoot": a sort of people in the present, no deed done."""
    i = hit.token
    if t.dep[i] not in ("relcl", "csubj", "csubjpass", "ccomp") or not _present(t, i):
        return False
    return any(t.lower[s] in _WHOEVER for s in (*hit.frame.subjects, *t.kids[i]))


def _upon(t: Tree, i: int) -> bool:
    """ "Seized on the remark", not "seized on Friday"."""
    tops = [k for k in t.kids[i] if t.lower[k] in ("on", "upon")]
    return any(t.entity[x] not in ("DATE", "TIME") for k in tops for x in t.kids[k] if t.dep[x] == "pobj")


def _only_purpose(t: Tree, hit: Hit) -> bool:
    """ "Returned to coach the team": an aim and no place."""
    control = hit.frame.control
    return control is not None and t.dep[control] == "xcomp" and not hit.frame.prepositions


def _commands(t: Tree, i: int) -> bool:
    """ "Forbid all sailings": what a writer calls for has not happened."""
    if t.tag[i] != "VB" or t.dep[i] != "ROOT":
        return False
    return not any(t.dep[k] in ("nsubj", "nsubjpass", "aux", "auxpass") for k in t.kids[i])


def _going_to(t: Tree, i: int) -> bool:
    """ "Is going to sign": the future of another verb, no journey."""
    return t.lemma[i] == "go" and any(t.dep[k] == "xcomp" for k in t.kids[i])


def _official(r: Scene, token: int) -> bool:
    """Does the party hold an office or speak for a state or body? A named person may; "people" and "they" may not."""
    anchor = r.anchors[token]
    if r.t.lemma[token] in _CROWDS:
        return False
    if anchor.mention is None:
        return anchor.country is not None and r.t.pos[token] == "PROPN"
    m = r.mentions[anchor.mention]
    return (
        bool(m.office or m.country)
        or m.kind in ("government", "organisation")
        or (m.kind == "person" and m.type == "name")
    )


def _all_official(r: Scene, who: Parties) -> bool:
    return bool(who.actors and who.recipients) and all(_official(r, a) for a in (*who.actors, *who.recipients))


def _particular(r: Scene, i: int, who: Parties, flags: frozenset[str]) -> bool:
    """A noun tells of an event of its own if it is pointed at: by article, owner, number, party, place or time."""
    t = r.t
    if any(t.lemma[a] in _GENERIC_ROLES for a in ancestors(t, i) if abs(a - i) < 4):
        return False
    determiner = next((t.lower[k] for k in t.kids[i] if t.dep[k] in ("det", "poss")), "")
    if _names_offence(r, i, determiner) or _of_a_class(t, i) or _is_only_like(t, i, determiner):
        return False
    if determiner in ("no", "any", "every") or any(t.lower[k] in _TO_COME for k in t.kids[i] if t.dep[k] == "amod"):
        return False
    owned = any(t.dep[k] in ("poss", "nummod") or t.entity[k] in ("DATE", "GPE", "NORP") for k in t.kids[i])
    # "Violence was reported in Ansel", "the violence in and around the camp".
    holders = [i, *(k for k in t.kids[i] if t.dep[k] == "prep")]
    if t.dep[i] == "nsubjpass" and t.lemma[t.head[i]] in TOLD_OF:
        holders.append(t.head[i])
    placed = any(
        (t.dep[k] == "prep" or (t.dep[k] == "conj" and t.pos[k] == "ADP"))
        and any(t.entity[x] in ("GPE", "LOC", "DATE", "FAC") or x in r.anchors for x in t.kids[k])
        for holder in holders
        for k in t.kids[holder]
    )
    pointed = determiner in _DEFINITE or owned or placed or _under_way(t, i)
    if "nounweak" in flags or "weak" in flags:
        described = any(t.dep[k] in ("compound", "amod") for k in t.kids[i])
        return (pointed or determiner in ("a", "an", "all")) and bool(
            who.actors or who.recipients or owned or placed or described
        )
    return pointed or determiner in ("a", "an", "another") or bool(who.actors) or bool(who.recipients)


def _names_offence(r: Scene, i: int, determiner: str) -> bool:
    """ "Charged with attempted murder": the offence; a day, an article or a name would point at a deed."""
    t = r.t
    if determiner or any(t.dep[k] == "poss" or t.entity[k] == "DATE" for k in t.kids[i]):
        return False
    victims = [x for k in t.kids[i] if t.dep[k] == "prep" for x in t.kids[k]]
    if any(t.pos[x] == "PROPN" for x in victims):
        return False
    steps = 0
    for above in ancestors(t, i):
        if t.lemma[above] in _CHARGES:
            return True
        steps += t.dep[above] not in ("conj", "prep", "pobj", "compound")
        if steps > 1:
            return False
    return False


def _is_only_like(t: Tree, i: int, determiner: str) -> bool:
    """ "The sale is a robbery", "a march is one thing": what something is likened to or defined as."""
    if determiner not in ("a", "an") or t.lemma[t.head[i]] != "be":
        return False
    if t.dep[i] == "attr":
        return not any(t.dep[k] == "expl" for k in t.kids[t.head[i]])
    return t.dep[i] == "nsubj" and any(t.dep[k] == "attr" for k in t.kids[t.head[i]])


def _of_a_class(t: Tree, i: int) -> bool:
    """ "One of the biggest heists ever": the sort of thing that something else is."""
    of = t.head[i]
    return (
        t.dep[i] == "pobj" and t.lower[of] == "of" and t.lower[t.head[of]] in ("one", "some", "many", "most", "among")
    )
