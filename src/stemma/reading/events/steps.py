"""Steps taken by words: what was asked, refused, offered or threatened, told as done and not as said."""

from __future__ import annotations

from stemma.reading.events.modality import Coding
from stemma.reading.syntax import Tree

_STEPS = frozenset({"REQUEST", "REJECT", "AGREE", "THREATEN"})
_HAVE = frozenset({"has", "have", "had", "'ve", "’ve"})
_SOOTHING = frozenset("assure reassure".split())
# Who has refused to say anything has taken no step.
_ANSWERS = frozenset("comment answer say speak respond reply discuss confirm deny disclose elaborate be".split())


def step_taken(t: Tree, c: Coding) -> bool:
    """ "Has asked the court to stop the sale", "threatened to sue", "is accused of fraud": a step, whatever its words.

    "Asked them to be patient" only gives somebody's words, which an attribution tells.
    """
    i = c.hit.token
    if c.hit.row.pos != "v" or t.lemma[i] in _SOOTHING:
        return False
    if t.lemma[i] == "threaten" and t.tag[i] in ("VBD", "VBN"):
        listed = any(t.lower[k] == "as" for k in (t.head[i], *t.kids[i]))
        return not listed and (bool(c.hit.frame.objects) or any(t.dep[k] == "xcomp" for k in t.kids[i]))
    if t.lemma[i] == "offer" and c.stance in ("fact", "future") and t.tag[i] != "VBZ":
        return bool(c.hit.frame.objects) or any(t.dep[k] == "xcomp" for k in t.kids[i])
    if t.tag[i] != "VBN":
        return False
    if t.lemma[i] == "accuse":
        return c.hit.frame.passive and any(t.dep[x] == "pcomp" for k in t.kids[i] for x in t.kids[k])
    if c.type not in _STEPS or any(t.lemma[k] in _ANSWERS for k in t.kids[i] if t.dep[k] == "xcomp"):
        return False
    return any(t.dep[k] == "aux" and t.lower[k] in _HAVE for k in t.kids[i])
