"""Second tellings: mentions that only repeat the event of the clause above them or point back to one told before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from stemma.model import Attribution, EventMention
from stemma.reading.events.modality import Coding
from stemma.reading.events.newsworthy import CAUSES, DISASTERS, Kept, Scene, Sort
from stemma.reading.syntax import Tree, ancestors, clause

_TIMINGS = frozenset("when as while before until once".split())
_BESIDE = frozenset({"as", "while"})
_GOES_ON = frozenset(
    """carry take come follow begin start last end continue deal focus cover centre center mark happen occur unfold
    erupt""".split()
)
_FOLLOWERS = frozenset({"tsunami", "earthquake", "disaster", "storm"})
_CHARGES = frozenset("charge convict indict acquit prosecute arraign".split())
_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth latest last".split())
_WARS = frozenset("war conflict fighting".split())
_PARTS = frozenset("explode explosion blast detonate detonation fall land".split())
_BOMBING = frozenset({"aerial", "explosives", "heavy-weapons"})
_NEAR = 8  # tokens


def without_echoes(r: Scene, kept: Kept, by_token: dict[int, Coding]) -> Kept:
    """Leave out what only repeats the event of the clause above it.

    These are coordinated verbs of one type and one subject ("panicked and rushed out"), timings by a clause with
    "when" or "as", a catastrophe that another one brought about, the toll of an event that is named as its subject.
    """
    t = r.t
    sorts = {c.hit.token: sort for c, sort, _ in kept}
    told = Counter(sort[:2] for _, sort, _ in kept)
    nouns = {c.hit.noun for c, _, _ in kept if c.hit.noun is not None}
    charged = {c.hit.token for c, _, _ in kept if _in_charge(t, c.hit.token)}
    told_plainly = {_deed(sort) for c, sort, _ in kept if c.hit.token not in charged}
    left = []
    for c, sort, who in kept:
        i = c.hit.token
        if i in charged and _deed(sort) in told_plainly:
            continue
        above, dep = t.head[i], t.dep[i]
        if dep == "conj" and above in sorts and _alike(sorts[above], sort) and not _has_subject(t, i):
            continue
        if told[sort[:2]] > 1 and c.hit.row.pos == "n" and _only_ranked(t, i):
            continue
        timings = {t.lower[k] for k in t.kids[i]} & _TIMINGS
        # What goes on beside it is told here alone, or it would be told twice: "slept outside as aftershocks hit them".
        aside = timings <= _BESIDE and told[sort[:2]] == 1 and sort[0] == "OTHER"
        if dep == "advcl" and above in sorts and timings and not aside:
            continue
        if dep in ("dobj", "nsubj", "nsubjpass", "pobj") and sort[1] in _FOLLOWERS and _brought_about(t, i, sorts):
            continue
        if _same_again(r, i, sort, sorts) or (sort[0] == "AGREE" and _signed(t, i, sorts)):
            continue
        if sort[1] in ("death", "kill") and c.hit.row.pos == "v" and _toll_of(t, i, sorts):
            continue
        told_as_subject = any(s in sorts and s not in nouns for s in c.hit.frame.subjects)
        if told_as_subject and sort[1] in ("death", "damage", "end") and c.hit.row.pos == "v":
            continue
        left.append((c, sort, who))
    return left


def _in_charge(t: Tree, i: int) -> bool:
    """ "Charged with killing two", "the man accused of shelling them": the charge names a deed that is told by itself.

    "Has been accused of shelling them" tells of the shelling, too: no court has to do with it.
    """
    if t.dep[i] != "pcomp" or t.tag[i] != "VBG" or t.lower[t.head[i]] not in ("with", "of", "in", "for"):
        return False
    verb = t.head[t.head[i]]
    return t.lemma[verb] in _CHARGES or (t.lemma[verb] == "accuse" and t.dep[verb] in ("acl", "relcl"))


def _deed(sort: Sort) -> tuple[str | None, ...]:
    return sort[:2] if sort[0] == "OTHER" else sort[:1]


def _alike(a: Sort, b: Sort) -> bool:
    """ "Dispersed the crowd and arrested two" are two deeds of one type; "shelled and stormed the port" is one."""
    return a[0] == b[0] and (a[1] == b[1] or b[0] not in ("COERCE", "OTHER"))


def _signed(t: Tree, i: int, sorts: dict[int, Sort]) -> bool:
    """ "The accord, signed on Friday", "put their names to the accord": the signing tells of the accord."""
    above = ancestors(t, i) if t.dep[i] == "pobj" else ()
    around = [*(k for k in t.kids[i] if t.dep[k] in ("acl", "relcl")), *above]
    return any(k in sorts and sorts[k][:2] == ("SUPPORT", "agreement") and abs(k - i) < _NEAR for k in around)


def _same_again(r: Scene, i: int, sort: Sort, sorts: dict[int, Sort]) -> bool:
    """A relative clause or a bare noun phrase that only unfolds the event of the clause that holds it.

    "Thousands who fled the fighting crossed the border"; "stopped work in protest".
    """
    t = r.t
    same = [a for a in ancestors(t, i) if a in sorts and sorts[a][0] == sort[0]]
    if not same:
        return False
    if t.dep[i] == "relcl":
        return sorts[same[0]][1] == sort[1] or sort[0] == "ASSAULT"
    above = t.head[i]
    if t.dep[i] == "pobj" and above in t.kids[same[0]]:
        return not any(t.dep[k] in ("det", "poss", "nummod") for k in t.kids[i])
    return False


def _only_ranked(t: Tree, i: int) -> bool:
    """ "It was the worst accident since May", "a visit, the first by a minister": the rank of what is told."""
    ranks = {t.lower[k] for k in t.kids[i] if t.tag[k] == "JJS" or t.lower[k] in _ORDINALS}
    return bool(ranks) and (t.dep[i] in ("appos", "oprd", "ccomp") or (t.dep[i] == "attr" and not ranks & _ORDINALS))


def _toll_of(t: Tree, i: int, sorts: dict[int, Sort]) -> bool:
    """ "Two million died in the war": the war is told, and what it cost is a figure."""
    during = [x for k in t.kids[i] if t.lower[k] in ("in", "during") for x in t.kids[k]]
    return any(x in sorts and t.lemma[x] in _WARS for x in during)


def _has_subject(t: Tree, i: int) -> bool:
    return any(t.dep[k] in ("nsubj", "nsubjpass") for k in t.kids[i])


def _brought_about(t: Tree, i: int, sorts: dict[int, Sort]) -> bool:
    """Object of a verb of causing whose subject is a catastrophe that is told already."""
    for above in ancestors(t, i):
        if t.pos[above] == "VERB":
            return t.lemma[above] in CAUSES and any(s in sorts and s < i for s in clause(t, above).subjects)
        if t.dep[above] not in ("pobj", "prep", "agent", "conj", "dobj"):
            return False
    return False


def bare_again(r: Scene, kept: Kept, k: int) -> bool:
    """ "the meeting", with nothing new, after a meeting has been told: a reference, no telling."""
    t = r.t
    c, sort, _ = kept[k]
    i = c.hit.token
    told = any(other[1][0] == sort[0] for other in kept[:k])
    if c.hit.row.pos == "v":
        noun = c.hit.noun
        timing = noun is not None and "disaster" in c.hit.row.flags and t.dep[i] == "advcl" and _bare(t, noun, False)
        return told and timing
    if not _bare(t, i, sort[1] in DISASTERS) or (t.lemma[t.head[i]] in _GOES_ON and t.dep[i] in ("nsubj", "nsubjpass")):
        return False
    return told


def part_of_bombing(r: Scene, kept: Kept, k: int) -> bool:
    """ "Four of them exploded", "one fell near the school": how the bombs fell that the report has told of before."""
    c, sort, _ = kept[k]
    lemma = r.t.lemma[c.hit.token if c.hit.noun is None else c.hit.noun]
    if sort[0] != "ASSAULT" or lemma not in _PARTS:
        return False
    return any(o[0] == "ASSAULT" and o[1] in _BOMBING and r.t.lemma[x.hit.token] not in _PARTS for x, o, _ in kept[:k])


def without_witnesses(made: list[EventMention], told: Sequence[Attribution]) -> list[EventMention]:
    """Leave out the damage that somebody is quoted to have seen where the report itself tells of the damage."""
    seen = [
        m.mode == "damage" and m.time is None and m.attribution is not None and told[m.attribution].form == "direct"
        for m in made
    ]
    own = any(m.mode == "damage" and not quoted for m, quoted in zip(made, seen, strict=True))
    return [m for m, quoted in zip(made, seen, strict=True) if not (own and quoted)]


def _bare(t: Tree, i: int, coloured: bool) -> bool:
    """Only an article before it; ``coloured``: adjectives do not count ("the powerful tremor")."""
    kids = [k for k in t.kids[i] if not (coloured and t.dep[k] == "amod") and t.dep[k] not in ("punct", "relcl")]
    return bool(kids) and all(t.dep[k] == "det" and t.lower[k] in ("the", "this", "that") for k in kids)
