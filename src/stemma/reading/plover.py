"""Who did what to whom, one sentence at a time, coded by PLOVER: type, actors, recipients, their countries.

``code`` works from the bare parse, without mentions or a story; it is what event-data benches measure.
"""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from stemma.reading.events.frames import Hit, Row, hits
from stemma.reading.events.modality import REPORTING, Coding, codings
from stemma.reading.events.nations import Nation, nations
from stemma.reading.events.roles import parties
from stemma.reading.events.ways import Anchor, Parties, side, ways
from stemma.reading.syntax import Tree, ancestors, clause, subtree, tree

# How far from the main clause a word stands: the sentence's event is told in its main clause (or in what is reported).
_REMOTE = {
    "relcl": 2.0,
    "advcl": 1.2,
    "acl": 1.2,
    "ccomp": 0.3,
    "pobj": 0.5,
    "dobj": 0.3,
    "nsubj": 0.3,
    "nsubjpass": 0.3,
    "conj": 0.1,
    "xcomp": 0.05,
    "pcomp": 0.3,
    "prep": 0.3,
    "poss": 0.8,
    "appos": 1.0,
    "attr": 0.2,
}
_WITHIN_PHRASE = 1.5  # cost of the way to a name that belongs to the object: "an appeal from", "the failure of"
_DOMESTIC = frozenset(
    """president minister premier government parliament police party court opposition army military rebel militant
    authority official leader king queen prince general union worker student prisoner protester demonstrator farmer
    teacher doctor judge tribunal ministry cabinet guerrilla insurgent soldier troop militia fundamentalist
    cleric activist journalist people citizen resident lawmaker senator mayor governor chief ruler emir junta regime
    navy force group movement prosecutor lawyer candidate coalition faction administration district agency council
    organization association company businessman archbishop bishop missionary""".split()
)


def code(doc: Doc) -> list[dict[str, Any]]:
    """The events of a text by PLOVER, the main one first.

    Each is ``{"type", "actor": [{"text", "country"}], "recipient": [...]}`` with ISO 3166 alpha-3 codes, or None
    where a party is of no one country. Method: lexicon of verb frames, modality before deed, parties by the shortest
    way through the parse (PLOVER codebook 0.5b1; CAMEO manual 1.1b3).
    """
    t = tree(doc)
    places = nations(t)
    coded = [
        c for c in codings(t, hits(t)) if c.within is None and not (c.negated and c.type not in ("REJECT", "THREATEN"))
    ]
    coded += _bare(t, {c.hit.token for c in coded})
    anchors = {n.head: Anchor(n.head, n.country) for n in places if not _source(t, n)}
    found = []
    for c in coded:
        if c.type == "OTHER":
            continue
        who = speaker_asks(t, c, anchors) if c.stance == "duty" else parties(t, c.hit, anchors)
        rank = _remoteness(t, c, who)
        found.append((rank, c.hit.token, c, who))
    found.sort(key=lambda f: f[:2])
    text = doc.text
    return [_record(text, t, c, who, anchors) for _, _, c, who in found]


def _source(t: Tree, n: Nation) -> bool:
    """Part of the one who only reports: "a Meland official said"."""
    for above in [n.head, *ancestors(t, n.head)]:
        if t.dep[above] in ("nsubj", "nsubjpass"):
            verb = t.head[above]
            if t.pos[verb] != "VERB" or t.lemma[verb] not in REPORTING:
                return False
            content = [k for k in t.kids[verb] if t.dep[k] in ("ccomp", "parataxis")]
            return any(k < above for k in content) or t.dep[verb] == "parataxis"
        if t.lower[above] == "according":
            return True
    return False


def _bare(t: Tree, known: set[int]) -> list[Coding]:
    """A main clause that no entry knows still promises ("will"), refuses ("will not") or demands ("must")."""
    made = []
    for i, pos in enumerate(t.pos):
        if pos != "VERB" or i in known or t.dep[i] not in ("ROOT", "ccomp", "conj"):
            continue
        row = Row(
            (t.lemma[i],),
            "v",
            frozenset(),
            frozenset(),
            "",
            (),
            True,
            "AGREE",
            None,
            (),
            False,
            frozenset({"bench"}),
            0,
        )
        hit = Hit(i, row, clause(t, i))
        helpers = {t.lower[k] for k in t.kids[i] if t.dep[k] == "aux"}
        negated = any(t.dep[k] == "neg" for k in t.kids[i])
        if helpers & {"must", "should"}:
            made.append(Coding(hit, "REQUEST", "duty", negated, "a duty"))
        elif helpers & {"will", "would", "wo"}:
            made.append(Coding(hit, "REJECT" if negated else "AGREE", "future", negated, "announced"))
    return made


def speaker_asks(t: Tree, c: Coding, anchors: dict[int, Anchor]) -> Parties:
    """ "She said that they must leave": the speaker asks, the subject is asked."""
    recipients = [a for s in c.hit.frame.subjects or c.hit.frame.objects for a in side(t, s, anchors)]
    for above in ancestors(t, c.hit.token):
        if t.pos[above] == "VERB" and above != c.hit.token and t.dep[above] != "xcomp":
            speakers = [s for s in clause(t, above).subjects if s not in c.hit.frame.subjects]
            actors = [a for s in speakers for a in side(t, s, anchors)]
            if actors:
                return Parties(tuple(actors), tuple(recipients))
    return Parties((), tuple(recipients))


def _remoteness(t: Tree, c: Coding, who: Parties) -> float:
    i = c.hit.token
    far = sum(_REMOTE.get(t.dep[k], 0.5) for k in [i, *ancestors(t, i)] if t.dep[k] != "ROOT")
    flags = c.hit.row.flags
    far += (
        0.5 * ("weak" in flags) + 0.7 * ("nounweak" in flags) + 0.9 * ("bench" in flags) + 0.3 * (c.hit.row.pos == "n")
    )
    far += 0.3 * (not who.actors) + 0.3 * (not who.recipients)
    return far


def _record(text: str, t: Tree, c: Coding, who: Parties, anchors: dict[int, Anchor]) -> dict[str, Any]:
    frame = c.hit.frame
    if c.hit.noun is not None:
        objects: tuple[int, ...] = (c.hit.noun,)
    else:
        objects = frame.objects or ((c.hit.token,) if c.hit.row.pos == "n" else ())
    actors = [_party(text, t, a, anchors[a].country) for a in who.actors]
    recipients = [_party(text, t, a, anchors[a].country) for a in who.recipients]
    if not actors:
        actors = _unplaced(text, t, frame.subjects, recipients, anchors)
    if not recipients:
        recipients = _unplaced(text, t, objects, actors, anchors)
    return {"type": c.type, "mode": c.hit.row.mode, "actor": actors, "recipient": recipients, "because": c.why}


def _unplaced(
    text: str, t: Tree, tokens: tuple[int, ...], others: list[dict[str, Any]], anchors: dict[int, Anchor]
) -> list[dict[str, Any]]:
    """A party whose words point to no country, or who is named within the phrase: "an appeal from Orla Veit"."""
    head = next((i for i in tokens if t.pos[i] in ("NOUN", "PROPN")), None)
    if head is None:
        return []
    country = _domestic(t, head, others, anchors)
    if country is None and t.pos[head] == "NOUN":
        people = [(x[0], k) for k, x in ways(t, head).items() if t.entity[k] == "PERSON" and x[0] <= _WITHIN_PHRASE]
        if people:
            named = min(people)[1]
            return [_party(text, t, named, _domestic(t, named, others, anchors))]
    return [_party(text, t, head, country)]


def _party(text: str, t: Tree, head: int, country: str | None) -> dict[str, Any]:
    top = head
    while t.dep[top] in ("compound", "amod", "poss", "nmod", "appos") and t.head[top] != top:
        top = t.head[top]
    tokens = subtree(t, top, frozenset({"relcl", "acl", "advcl", "punct", "conj", "cc", "prep"}))
    return {"text": text[t.start[tokens[0]] : t.end[tokens[-1]]], "country": country}


def _domestic(t: Tree, head: int, others: list[dict[str, Any]], anchors: dict[int, Anchor]) -> str | None:
    """The country of a party that names none: the other side's, else the only one in the sentence.

    "Police arrested opposition leaders in Meland": both are of Meland. Only for parties that belong to a country:
    office holders, bodies of state, groups, people with a name.
    """
    kind = {t.lemma[k] for k in subtree(t, head, frozenset({"relcl", "acl", "advcl", "prep"}))}
    if not (kind & _DOMESTIC or t.entity[head] in ("PERSON", "ORG", "NORP") or t.pos[head] == "PROPN"):
        return None
    given = [o["country"] for o in others if o["country"]]
    if given:
        return str(given[0])
    known = list(dict.fromkeys(a.country for a in anchors.values() if a.country))
    return known[0] if len(known) == 1 else None
