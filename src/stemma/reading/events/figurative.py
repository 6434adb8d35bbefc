"""Figures of speech: attacks by words and on ideas, floods and avalanches of complaints."""

from __future__ import annotations

from stemma.reading.events.frames import Hit
from stemma.reading.syntax import Tree

# What makes an attack or a war one of words, and what only words attack.
_OF_WORDS = frozenset(
    """verbal personal scathing rhetorical partisan blistering withering disdainful legal political negative legislative
    courtroom custody bidding price culture head-to-head primary electoral campaign media twitter ad ideological
    regulatory diplomatic uphill losing turf""".split()
)
_IDEAS = frozenset(
    """criticism word insult proxy wit idea accusation nerve question comment tweet deal plan law bill policy record
    democracy proposal character reputation credibility right freedom constitution agreement budget program programme
    economy value tax science poverty crime drug inflation cancer disease corruption hunger waste climate warming
    pandemic virus illness depression addiction alcoholism obesity leadership decision statement speech report claim
    position""".split()
)
# Of these there may be a flood or an avalanche in the literal sense.
_MASSES = frozenset("snow rock mud ice water debris lava ash earth stone rain sewage".split())
_MANY_OF = frozenset("avalanche flood storm tsunami landslide firestorm hurricane eruption".split())


def figurative(t: Tree, hit: Hit) -> bool:
    """Is the event of a hit one in words only?"""
    if hit.row.type == "ASSAULT":
        return _of_ideas(t, hit)
    named = hit.token if hit.noun is None else hit.noun
    return t.lemma[named] in _MANY_OF and _only_many(t, named)


def _of_ideas(t: Tree, hit: Hit) -> bool:
    """ "An onslaught of criticism", "a legal battle", "attacked the plan": nobody is hurt."""
    i = hit.token if hit.noun is None else hit.noun
    objects = hit.frame.objects if hit.noun is None else ()
    for kid in t.kids[i]:
        if t.dep[kid] in ("amod", "compound", "nmod") and t.lower[kid] in _OF_WORDS:
            return True
        if t.dep[kid] == "prep" and t.lower[kid] in ("of", "on", "against", "over"):
            objects += tuple(x for x in t.kids[kid] if t.dep[x] == "pobj")
    return any(t.lemma[x] in _IDEAS for x in objects)


def _only_many(t: Tree, i: int) -> bool:
    """ "An avalanche of complaints", not "of snow", "the flood of 1953", "a storm of that strength"."""
    of = [x for k in t.kids[i] if t.lower[k] == "of" for x in t.kids[k] if t.dep[x] == "pobj"]
    return any(t.tag[x] == "NNS" and t.lemma[x] not in _MASSES and not t.entity[x] for x in of)
