"""How a cue takes its content: from one cue word and the parse around it to the words of the content.

Each finder takes the cue's token and its row of the lexicon and returns a ``Draft`` or None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from stemma.model import CueClass
from stemma.reading.attributions.cues import Frames
from stemma.reading.attributions.runs import RELATIVES, Run, clause_run, content_of, hull, less, reporters_own, shown

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
_FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))
_COMPLEMENTS = frozenset(("oprd", "acomp", "attr"))
_LINKS = frozenset(("prep", "dative", "prt", "agent", "advmod"))
_OBJECT_LINKS = frozenset("of by for about over after against as between toward towards from with".split())
_WITNESSES = frozenset(("reporter", "correspondent", "journalist", "photographer", "witness", "eyewitness"))
_OPENING = frozenset(("“", '"', "``", "''", "‘"))
_EXPLETIVES = frozenset(("it", "there"))
_PEOPLE = frozenset(
    "man woman people person suspect witness driver boy girl teenager youth neighbour neighbor resident employee "
    "him her them us officer passenger worker student "
    "coach manager minister president director chief ambassador envoy delegation guest visitor".split()
)
_HANDLING = frozenset(("question", "dismiss", "welcome"))
_ONESELF = frozenset(("himself", "herself", "themselves", "itself", "myself", "ourselves", "yourself"))


@dataclass(slots=True)
class Draft:
    """An attribution in the making: tokens for what the parse gives, stretches of text for the content."""

    cue: int
    frame: str
    klass: CueClass
    runs: list[Run]
    first: int
    end: int
    lemma: str
    passive: bool = False
    pieces: list[tuple[int, int]] = field(default_factory=list)
    quoted: bool = False
    source: Run | None = None
    source_head: int | None = None
    holder: int | None = None  # the cue whose source is this one's too
    within: int | None = None  # the cue of the attribution that passes this one's words on
    relative: int | None = None  # the relative pronoun that stands for the source
    carried: bool = False
    refusal: bool = False
    confidence: float | None = None


def from_verb(verb: Token, frames: Frames) -> Draft | None:
    """The content that a cue verb takes by the parse, the most telling frame first."""
    kids = list(verb.children)
    if any(k.dep_ in ("nsubjpass", "auxpass", "csubjpass") for k in kids) or _bare_participle(verb, kids):
        return _passive(verb, frames, kids)
    for find in (_clause, _complement, _infinitive, _with_preposition, _gerund, _object, _prepositional, _governed):
        draft = find(verb, frames, kids)
        if draft is not None:
            return draft
    return None


def _bare_participle(verb: Token, kids: list[Token]) -> bool:
    """ "Asked whether ..., she said": a passive without auxiliary."""
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not any(k.dep_ in ("aux", *SUBJECTS) for k in kids)


def _draft(
    cue: Token, frame: str, frames: Frames, runs: list[Run], key: str | None = None, words: Sequence[Token] = ()
) -> Draft:
    first, end = cue.i, cue.i + 1
    for word in words:
        first, end = min(first, word.i), max(end, word.i + 1)
    klass = frames.get(key or frame, next(iter(frames.values())))
    return Draft(cue.i, frame, klass, runs, first, end, cue.lemma_)


def _clause(verb: Token, frames: Frames, kids: list[Token]) -> Draft | None:
    if "clause" not in frames and "quote" not in frames:
        return None
    clauses = [k for k in kids if k.dep_ == "ccomp" and (k.i > verb.i or _fronted(verb, k, frames))]
    if "clause" not in frames:
        clauses = [k for k in clauses if finite(k)]
    if not clauses and "clause" in frames:
        for found in _misplaced(verb, kids):
            return _draft(verb, "clause", frames, [(found.left_edge.i + 1, found.right_edge.i + 1)])
    if not clauses:
        return None
    after = [k for k in clauses if k.i > verb.i]
    best = after[0] if after and (len(clauses) == 1 or finite(after[0])) else clauses[0]
    if not finite(best) and ("complement" in frames or "obj-inf" in frames):
        return None
    return _draft(verb, "clause", frames, content_of(best, verb))


def _fronted(verb: Token, clause: Token, frames: Frames) -> bool:
    """May a clause before the cue be its content? Not of a denial, and only across a comma or a closing mark."""
    if frames.get("clause", frames.get("quote")) == "denied":
        return False
    first, _ = clause_run(verb, clause)
    return first == 0 or verb.doc[first - 1].text not in ("-", "–", "—", ";", ":")


def _misplaced(verb: Token, kids: list[Token]) -> list[Token]:
    """A that-clause that the parser hung on an adverbial: said at the time that ..., said in a statement that ..."""
    for kid in kids:
        if kid.i > verb.i and kid.dep_ in ("prep", "npadvmod", "dobj", "advmod", "dative"):
            for token in kid.subtree:
                if token.dep_ in ("relcl", "acl", "ccomp") and finite(token):
                    first = token.left_edge
                    own = any(k.dep_ in SUBJECTS and k.lower_ != "that" for k in token.children)
                    if first.lower_ == "that" and own and first.i > kid.i:
                        return [token]
    return []


def finite(token: Token) -> bool:
    """Has the clause of this verb a tense?"""
    return token.tag_ in _FINITE or any(k.dep_ in ("aux", "auxpass") and k.tag_ in _FINITE for k in token.children)


def _with_to(token: Token) -> bool:
    return any(k.dep_ == "aux" and k.lower_ == "to" for k in token.children)


def _complement(verb: Token, frames: Frames, kids: list[Token]) -> Draft | None:
    if "complement" not in frames:
        return None
    for kid in kids:
        if kid.dep_ == "ccomp" and kid.i > verb.i and not finite(kid) and not _with_to(kid):
            return _draft(verb, "complement", frames, content_of(kid, verb))
    things = [k for k in kids if k.dep_ in ("dobj", "dative") and k.i > verb.i]
    if things and things[0].lower_ in _ONESELF and verb.lemma_ == "call":
        return None  # "the gang that calls itself the Red Hand": a name
    ends = [
        k
        for k in kids
        if k.i > verb.i and (k.dep_ in _COMPLEMENTS or (k.dep_ in ("prep", "xcomp", "advcl") and k.lower_ == "as"))
    ]
    if things and not ends:
        # "described the plan as good" is often parsed with the as-phrase inside the object.
        ends = [t for t in things[0].subtree if t.lower_ == "as" and t.dep_ == "prep" and t.i > things[0].i][:1]
    if things and ends:
        return _draft(verb, "complement", frames, [hull(things[:1] + ends[:1])])
    if things and things[0].right_edge.i + 1 < len(verb.doc) and things[0].right_edge.nbor(1).text in _OPENING:
        return _draft(verb, "complement", frames, [shown(things[0])])
    if ends and (ends[0].dep_ == "oprd" or any(k.dep_ == "dobj" for k in kids)):
        return _draft(verb, "complement", frames, content_of(ends[0], verb))
    return None


def _infinitive(verb: Token, frames: Frames, kids: list[Token]) -> Draft | None:
    for kid in kids:
        if kid.i > verb.i and kid.dep_ == "ccomp" and kid.tag_ == "VBN" and not finite(kid) and "obj-inf" in frames:
            return _draft(verb, "obj-inf", frames, [shown(kid)])  # wants the ban lifted
        if kid.i < verb.i or kid.dep_ not in ("xcomp", "ccomp", "advcl") or not _with_to(kid):
            continue
        own = any(k.dep_ in SUBJECTS for k in kid.children)
        if own and "for" in frames and any(k.dep_ == "mark" and k.lower_ == "for" for k in kid.children):
            return _draft(verb, "prep-for", frames, [(kid.left_edge.i + 1, kid.right_edge.i + 1)], "for")
        whom = next((k for k in kids if k.dep_ in ("dobj", "dative") and verb.i < k.i < kid.i), None)
        if whom is None and "obj-inf" in frames:
            whom = _through(kids, verb.i, kid.i)
        if (own or whom is not None) and "obj-inf" in frames:
            return _draft(verb, "obj-inf", frames, [hull([kid] if whom is None else [whom, kid])])
        if not own and whom is None and "inf" in frames and kid.dep_ != "advcl":
            return _draft(verb, "inf", frames, content_of(kid, verb))
    if frames.keys() == {"obj-inf"}:
        # "called on them to stay" is often parsed with the infinitive inside the noun phrase.
        whom = _through(kids, verb.i, len(verb.doc))
        if whom is not None and any(k.dep_ in ("acl", "relcl") and _with_to(k) for k in whom.children):
            return _draft(verb, "obj-inf", frames, [shown(whom)])
    return None


def _through(kids: list[Token], first: int, end: int) -> Token | None:
    """Who is called on or appealed to, between two tokens."""
    for kid in kids:
        if first < kid.i < end and kid.dep_ == "prep" and kid.lower_ in ("on", "upon", "to", "with"):
            return next((k for k in kid.children if k.dep_ == "pobj"), None)
    return None


_ADDRESSING = frozenset("tell inform notify brief remind".split())


def _with_preposition(verb: Token, frames: Frames, kids: list[Token]) -> Draft | None:
    wanted = {f[4:] for f in frames if f.startswith("obj-") and f != "obj-inf"}
    if not wanted:
        return None
    thing = next((k for k in kids if k.dep_ in ("dobj", "dative") and k.i > verb.i), None)
    if thing is None:
        return None
    links = [k for k in kids if k.dep_ in ("prep", "dative") and k.i > thing.i and k.lower_ in wanted]
    links += [k for k in thing.children if k.dep_ == "prep" and k.i > thing.i and k.lower_ in wanted]
    if links and links[0].lower_ == "at" and not any(t.like_num for t in links[0].subtree):
        return None  # put the price at 40 crowns, but not: put them at risk
    if links and any(True for _ in links[0].children):
        run = hull([thing, links[0]])
        if verb.lemma_ in _ADDRESSING and links[0].lower_ in ("about", "of"):
            run = links[0].i + 1, run[1]  # told the court of the fire: the court is told
        return _draft(verb, f"obj-{links[0].lower_}", frames, [run])
    return None


def _gerund(verb: Token, frames: Frames, kids: list[Token]) -> Draft | None:
    if "gerund" not in frames:
        return None
    for kid in kids:
        if kid.dep_ in ("xcomp", "ccomp", "dobj") and kid.tag_ == "VBG" and kid.i > verb.i:
            return _draft(verb, "gerund", frames, content_of(kid, verb))
    return None


def _object(verb: Token, frames: Frames, kids: list[Token]) -> Draft | None:
    if "object" not in frames:
        return None
    for kid in kids:
        if kid.dep_ == "dobj" and verb.lemma_ in _HANDLING and _is_somebody(kid):
            return None  # police questioned two men, the club dismissed its coach
        if kid.dep_ == "dobj" and kid.i > verb.i and kid.lower_ not in _ONESELF:
            first, end = content_of(kid, verb)[0]
            return _draft(verb, "object", frames, [(first, _with_links(kids, end))])
    return None


def _is_somebody(noun: Token) -> bool:
    if noun.ent_type_ == "PERSON" or noun.lemma_ in _PEOPLE:
        return True
    return any(k.dep_ == "appos" and k.ent_type_ == "PERSON" for k in noun.children)


def _with_links(kids: list[Token], end: int) -> int:
    """The end of an object with the phrases behind it that the parser hung on the verb: "her work after the war"."""
    for kid in kids:
        if kid.left_edge.i == end and kid.dep_ == "prep" and kid.lower_ in _OBJECT_LINKS:
            thing = next((k for k in kid.children if k.dep_ in ("pobj", "pcomp")), None)
            if thing is not None and thing.ent_type_ not in ("DATE", "TIME"):
                end = kid.right_edge.i + 1
    return end


def _prepositional(verb: Token, frames: Frames, kids: list[Token]) -> Draft | None:
    for kid in kids:
        if kid.i > verb.i and kid.dep_ in _LINKS and kid.lower_ in frames:
            for grandkid in kid.children:
                if grandkid.ent_type_ in ("DATE", "TIME"):
                    break
                if grandkid.dep_ in ("pobj", "pcomp", "ccomp") and grandkid.i > kid.i:
                    near = [kid] if kid.i - verb.i < 4 else []
                    runs = content_of(grandkid, verb)
                    return _draft(verb, f"prep-{kid.lower_}", frames, runs, kid.lower_, near)
    return None


def _governed(verb: Token, frames: Frames, kids: list[Token]) -> Draft | None:
    """The cue's clause stands inside what it reports: "The ferry, she said, will sail"; "as she said"."""
    if "clause" not in frames or verb.dep_ not in ("parataxis", "advcl", "ccomp", "conj", "dep"):
        return None
    head = verb.head
    if head.i == verb.i or head.pos_ not in ("VERB", "AUX") or not any(k.dep_ in SUBJECTS for k in kids):
        return None
    mark = next((k for k in kids if k.dep_ in ("mark", "advmod") and k.i < verb.i), None)
    if verb.dep_ == "advcl" and (mark is None or mark.lower_ != "as"):
        return None
    told = [k for k in kids if k.dep_ in ("dobj", "xcomp", "ccomp") and k.i > verb.i and k.lower_ != "it"]
    if verb.dep_ == "advcl" and told:
        return None  # ", as the mayor ordered an inquiry": what happened meanwhile
    if verb.dep_ in ("ccomp", "conj", "dep") and (mark is not None or not _set_off(verb)):
        return None
    runs = [r for r in less([shown(head)], clause_run(verb)) if r[0] < verb.i or not reporters_own(verb, r)]
    return _draft(verb, "clause", frames, runs)


def _set_off(verb: Token) -> bool:
    """Does the cue's clause stand between commas or at the sentence's end?"""
    first, end = clause_run(verb)
    doc = verb.doc
    before = first > 0 and doc[first - 1].lower_ in (",", "—", "–", "-", "”", '"')
    return before and (end >= len(doc) or doc[end].is_punct or doc[end].is_space)


def _passive(verb: Token, frames: Frames, kids: list[Token]) -> Draft | None:
    draft = _passive_frame(verb, frames, kids)
    if draft is not None:
        draft.passive = True
    return draft


def _passive_frame(verb: Token, frames: Frames, kids: list[Token]) -> Draft | None:
    subject = next((k for k in kids if k.dep_ in SUBJECTS), None)
    impersonal = subject is None or subject.lower_ in _EXPLETIVES
    clause = next((k for k in kids if k.dep_ in ("ccomp", "csubjpass") and k.i > verb.i and finite(k)), None)
    if clause is not None and "clause" in frames and (impersonal or "quote" in frames):
        return _draft(verb, "clause", frames, content_of(clause, verb))
    if subject is None and verb.dep_ == "advcl":
        return _infinitive(verb, frames, kids) or _prepositional(verb, frames, kids)
    if subject is None or impersonal:
        return None
    about = [shown(subject)] if subject.lower_ not in RELATIVES else []
    later = [k for k in kids if k.i > verb.i]
    todo = next((k for k in later if k.dep_ in ("xcomp", "ccomp") and _with_to(k)), None)
    if todo is not None and frames.keys() & {"passive", "obj-inf"}:
        key = "passive" if "passive" in frames else "obj-inf"
        return _draft(verb, "passive", frames, about + content_of(todo, verb), key)
    ends = [k for k in later if k.dep_ in _COMPLEMENTS or (k.dep_ in ("prep", "xcomp") and k.lower_ == "as")]
    if ends and frames.keys() & {"complement", "passive"}:
        key = "complement" if "complement" in frames else "passive"
        return _draft(verb, "complement", frames, about + content_of(ends[0], verb), key)
    links = [k for k in later if k.dep_ == "prep" and f"obj-{k.lower_}" in frames]
    if links:
        return _draft(verb, f"obj-{links[0].lower_}", frames, about + content_of(links[0], verb))
    if any(k.dep_ == "agent" for k in kids) and "object" in frames and about:
        return _draft(verb, "object", frames, about)
    return None


def witnessed(verb: Token) -> Draft | None:
    """What a reporter or witness saw or heard; the content is the whole of what is told of it."""
    if verb.dep_ == "relcl" or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    subject = next((k for k in verb.children if k.dep_ == "nsubj"), None)
    if subject is None or subject.lemma_ not in _WITNESSES:
        return None
    if not any(k.dep_ in ("dobj", "ccomp") and k.i > verb.i for k in verb.children):
        return None
    whole = verb.head.i == verb.i or verb.dep_ in ("ccomp", "conj", "parataxis")
    end = verb.sent.end if whole else verb.right_edge.i + 1
    return Draft(verb.i, "witnessed", "reported", [(verb.i, end)], verb.i, verb.i + 1, verb.lemma_)


def from_noun(noun: Token, frames: Frames) -> Draft | None:
    """The content of a noun: "her claim that ...", "plans to ...", "criticism of ..."."""
    kids = [k for k in noun.children if k.i > noun.i]
    for kid in kids:
        if kid.dep_ in ("acl", "ccomp", "relcl") and "clause" in frames and finite(kid):
            mark = next((k for k in kid.children if k.dep_ == "mark"), None)
            if mark is not None and mark.lower_ in ("that", "whether"):
                return _draft(noun, "noun", frames, content_of(kid, noun), "clause")
        if kid.dep_ in ("acl", "xcomp") and "inf" in frames and _with_to(kid):
            return _draft(noun, "noun", frames, content_of(kid, noun), "inf")
        link = kid.left_edge
        if "for" in frames and link.lower_ == "for" and link.dep_ == "mark" and link.head.i == kid.i and _with_to(kid):
            return _draft(noun, "noun", frames, [(link.i + 1, kid.right_edge.i + 1)], "for", [link])
    return _through_preposition(noun, "noun", frames, kids)


def from_adjective(word: Token, frames: Frames) -> Draft | None:
    """The content of an adjective that says what somebody thinks: "is sure that", "eager to", "worried about"."""
    kids = [k for k in word.children if k.i > word.i]
    if word.dep_ == "acomp":
        # "is adamant that ..." is often parsed with the clause under the verb.
        kids += [k for k in word.head.children if k.dep_ == "ccomp" and k.i > word.i]
    for kid in kids:
        if kid.dep_ in ("ccomp", "advcl") and "clause" in frames and finite(kid) and _that(kid):
            return _draft(word, "adjective", frames, content_of(kid, word), "clause")
        if kid.dep_ in ("xcomp", "ccomp") and "inf" in frames and _with_to(kid):
            return _draft(word, "adjective", frames, content_of(kid, word), "inf")
    return _through_preposition(word, "adjective", frames, kids)


def _through_preposition(cue: Token, frame: str, frames: Frames, kids: list[Token]) -> Draft | None:
    for kid in kids:
        if kid.dep_ in ("prep", "agent") and kid.lower_ in frames:
            found = next((k for k in kid.children if k.dep_ in ("pobj", "pcomp")), None)
            if found is not None and found.ent_type_ not in ("DATE", "TIME"):
                return _draft(
                    cue, frame, frames, content_of(found, cue), kid.lower_, [kid] if kid.i - cue.i < 4 else []
                )
    return None


def _that(clause: Token) -> bool:
    mark = next((k for k in clause.children if k.dep_ == "mark"), None)
    return mark is None or mark.lower_ in ("that", "whether")
