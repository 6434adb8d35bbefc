"""Events: every stretch of a report that tells of something that happened or is to happen, coded by PLOVER.

Precision first: what is only asked for, feared, refused or possible is no event of the report, and a deed of words
("accused", "urged") is a statement; it stands among the attributions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from stemma.model import (
    Argument,
    Attribution,
    Debris,
    EventMention,
    Mention,
    Modality,
    Reason,
    Stretch,
    TimeExpression,
)
from stemma.reading.clauses import clause_span, phrase_span, tense_of
from stemma.reading.frames import Hit, hits
from stemma.reading.modality import REPORTING, Coding, codings
from stemma.reading.nations import Nation, nations
from stemma.reading.roles import Anchor, Parties, parties
from stemma.reading.syntax import Tree, ancestors, clause, tree

# Verbs that say only that the event of their subject or object took place: its time and place are theirs.
_CARRIERS = frozenset(
    """take occur happen begin start end continue come follow last hold stage carry launch conduct resume open mark
    erupt break rage kill strike hit make pay wage mount lead cause trigger spark be""".split()
)
_DISASTERS = frozenset(
    {"disaster", "earthquake", "aftershocks", "tsunami", "storm", "flood", "landslide", "eruption", "fire", "accident"}
)
_HABITUAL = frozenset("regularly often frequently usually always typically sometimes commonly routinely".split())
_DEFINITE = frozenset("the this that these those his her its their our your".split())
_TIMINGS = frozenset("when as while before until once".split())
_CAUSES = frozenset("trigger spark cause prompt set unleash provoke generate produce bring".split())
_WHERE = frozenset("in at near off outside around inside across on over into to from".split())
_GENERIC_ROLES = frozenset(
    {"type", "kind", "risk", "threat", "fear", "possibility", "prospect", "victim", "chance", "case"}
)
_NEAR = 12  # tokens: a loose time expression belongs to an event of its own clause
_SURE, _LIKELY, _WEAK = 0.85, 0.7, 0.5


class _Report(msgspec.Struct, frozen=True):
    """What one report offers to every rule below."""

    t: Tree
    mentions: Sequence[Mention]
    anchors: dict[int, Anchor]
    nations: list[Nation]
    at_war: bool
    in_disaster: bool


def events(
    doc: Doc,
    found: tuple[Mention, ...] = (),
    told: tuple[Attribution, ...] = (),
    when: tuple[TimeExpression, ...] = (),
    cut: tuple[Debris, ...] = (),
) -> tuple[EventMention, ...]:
    """The event mentions of a report in the order of the text.

    Types, modes and contexts are PLOVER's (codebook 0.5b1) and OTHER for what lies outside; arguments index ``found``,
    ``attribution`` and ``time`` index ``told`` and ``when``.
    """
    t = tree(doc)
    coded = codings(t, hits(t))
    if not coded:
        return ()
    all_nations = nations(t)
    kinds = {c.type for c in coded}
    report = _Report(
        t,
        found,
        _anchors(t, found, all_nations),
        all_nations,
        at_war=any(c.type == "ASSAULT" and "casualty" not in c.hit.row.flags for c in coded),
        in_disaster="OTHER" in kinds and any(c.hit.row.mode in _DISASTERS for c in coded),
    )
    cues = sorted((a.cue.start, a.cue.end) for a in told if a.cue)
    by_token = {c.hit.token: c for c in coded}
    kept = []
    for c in coded:
        sort = _sorted(report, c, by_token, cues)
        if sort is None or _in_debris(t, c, cut):
            continue
        who = parties(t, c.hit, report.anchors)
        if _newsworthy(report, c, who):
            kept.append((c, sort, who))
    kept = _without_echoes(report, kept, by_token)
    tokens = {c.hit.token: k for k, (c, _, _) in enumerate(kept)}
    for k, (c, _, _) in enumerate(kept):
        if c.hit.noun is not None:
            tokens.setdefault(c.hit.noun, k)
    timed = _timed(report, tokens, when, {s for s, _ in cues})
    hulls = [a.hull for a in told]
    made = []
    for k, (c, sort, who) in enumerate(kept):
        time = timed.get(k)
        if time is None and _bare_again(report, kept, k):
            continue
        made.append(_mention(report, c, sort, who, time, told, hulls, when))
    made.sort(key=lambda m: (m.trigger.start, m.trigger.end))
    return tuple(made)


def _anchors(t: Tree, found: Sequence[Mention], places: list[Nation]) -> dict[int, Anchor]:
    """The head token of every mention, with its country: its own, or the one that a word inside it points to."""
    anchors: dict[int, Anchor] = {}
    by_start = {n.head: n for n in places}
    for index, m in enumerate(found):
        named = m.head or m.span
        head = _top(t, _token_at(t, named.start), named.end)
        if head in anchors and m.type != "name":
            continue
        nation = by_start.get(head)
        anchors[head] = Anchor(head, m.country or (nation.country if nation else None), index)
    for n in places:
        holder = next((a for a in (n.head, *ancestors(t, n.head)) if a in anchors), None)
        if holder is None or abs(holder - n.head) > 6:
            anchors.setdefault(n.head, Anchor(n.head, n.country, None, 0.3))
    return anchors


def _token_at(t: Tree, offset: int) -> int:
    return max(0, bisect_right(t.start, offset) - 1)


def _top(t: Tree, first: int, end: int) -> int:
    """The head of the stretch that starts with a token and ends at an offset."""
    i = first
    while t.head[i] != i and first <= t.head[i] and t.end[t.head[i]] <= end:
        i = t.head[i]
    return i


def _in_debris(t: Tree, c: Coding, cut: tuple[Debris, ...]) -> bool:
    start = t.start[c.hit.token]
    return any(d.start <= start < d.end for d in cut)


def _sorted(
    r: _Report, c: Coding, by_token: dict[int, Coding], cues: list[tuple[int, int]]
) -> tuple[str, str | None, str] | None:
    """Type, mode and why, as a collation counts them; None for what it does not count as an event."""
    t, hit = r.t, c.hit
    flags = hit.row.flags
    if "bench" in flags or "speech" in flags or "pass" in flags or c.negated or c.stance in ("open", "duty"):
        return None
    type_, mode = hit.row.type, hit.row.mode
    start = t.start[hit.token]
    if type_ in ("REQUEST", "THREATEN", "REJECT", "SUPPORT", "ACCUSE") and any(s <= start < e for s, e in cues):
        return None
    if c.within is not None:
        outer = by_token[c.within]
        if outer.hit.noun == hit.token or outer.negated:
            return None
        if "op" in outer.hit.row.flags:
            factual = outer.type in ("ACCUSE", "SUPPORT") or (outer.type == "REJECT" and hit.row.pos == "n")
            if not factual or (hit.row.pos == "n" and type_ not in ("ASSAULT", "COERCE", "OTHER", "PROTEST")):
                return None
    if "casualty" in flags:
        return _casualty(r, c, by_token)
    if "destroy" in flags and (not hit.frame.subjects or (r.in_disaster and not r.at_war)):
        return "OTHER", "damage", "no one is told to have done it"
    if mode == "explosion" and r.at_war:
        return "ASSAULT", "explosives", f"“{t.word[hit.token]}” in a report of attacks"
    if hit.noun is not None and hit.noun in by_token and (mode == "disaster" or "light" in flags):
        named = by_token[hit.noun].hit.row
        mode = (named.mode or mode) if named.type == type_ else mode
    return type_, mode, c.why


def _casualty(r: _Report, c: Coding, by_token: dict[int, Coding]) -> tuple[str, str | None, str] | None:
    """Dead and wounded: part of the attack that the clause tells, a toll of their own after a disaster."""
    t, hit = r.t, c.hit
    if hit.row.mode == "injure":
        return None
    for above in ancestors(t, hit.token):
        governor = by_token.get(above)
        if governor and (governor.type == "ASSAULT" or t.dep[hit.token] == "relcl"):
            return None
    by_disaster = any(s in by_token and by_token[s].hit.row.mode in _DISASTERS for s in (*hit.frame.subjects,))
    if t.dep[hit.token] == "relcl" and any(s in by_token for s in hit.frame.subjects):
        return None
    word = t.word[hit.token]
    if by_disaster or (r.in_disaster and not _by_people(r, hit)):
        return "OTHER", "death", f"“{word}” in a report of a disaster"
    if any(s in by_token and by_token[s].type == "ASSAULT" for s in hit.frame.subjects):
        return None
    return "ASSAULT", hit.row.mode, c.why


def _by_people(r: _Report, hit: Hit) -> bool:
    return any(s in r.anchors for s in hit.frame.subjects)


def _newsworthy(r: _Report, c: Coding, who: Parties) -> bool:
    t, hit = r.t, c.hit
    i, flags = hit.token, hit.row.flags
    both, either = bool(who.actors and who.recipients), bool(who.actors or who.recipients)
    if ("weak" in flags and not both and "actors" not in flags) or ("actors" in flags and not either):
        return False
    if "people" in flags and not who.actors:
        return False
    if "official" in flags and not any(_official(r, a) for a in who.actors):
        return False
    if "official2" in flags and not (_all_official(r, who) and not any(t.dep[k] == "oprd" for k in t.kids[i])):
        return False
    if "actorish" in flags and not who.recipients:
        return False
    if c.stance == "future" and not (who.actors or hit.row.type == "OTHER"):
        return False
    if hit.row.pos == "n":
        return _particular(r, i, who, flags)
    if t.dep[i] == "relcl" and t.lemma[i] == "be":
        return False
    present = t.tag[i] in ("VBZ", "VBP") or any(
        t.dep[k] in ("aux", "auxpass") and t.tag[k] in ("VBZ", "VBP") and t.lemma[k] == "be" for k in t.kids[i]
    )
    return not (present and any(t.lower[k] in _HABITUAL for k in t.kids[i]))


def _official(r: _Report, token: int) -> bool:
    """Does the party hold an office or speak for a state or body? A named person may; "people" and "they" may not."""
    anchor = r.anchors[token]
    if anchor.mention is None:
        return anchor.country is not None and r.t.pos[token] == "PROPN"
    m = r.mentions[anchor.mention]
    return bool(m.office) or m.kind in ("government", "organisation") or (m.kind == "person" and m.type == "name")


def _all_official(r: _Report, who: Parties) -> bool:
    return bool(who.actors and who.recipients) and all(_official(r, a) for a in (*who.actors, *who.recipients))


def _particular(r: _Report, i: int, who: Parties, flags: frozenset[str]) -> bool:
    """A noun tells of an event of its own if it is pointed at: by article, owner, number, party, place or time."""
    t = r.t
    if any(t.lemma[a] in _GENERIC_ROLES for a in ancestors(t, i) if abs(a - i) < 4):
        return False
    determiner = next((t.lower[k] for k in t.kids[i] if t.dep[k] in ("det", "poss")), "")
    if determiner in ("no", "any", "every"):
        return False
    owned = any(t.dep[k] in ("poss", "nummod") or t.entity[k] in ("DATE", "GPE", "NORP") for k in t.kids[i])
    placed = any(
        t.dep[k] == "prep" and any(t.entity[x] in ("GPE", "LOC", "DATE", "FAC") or x in r.anchors for x in t.kids[k])
        for k in t.kids[i]
    )
    pointed = determiner in _DEFINITE or owned or placed
    if "nounweak" in flags or "weak" in flags:
        described = any(t.dep[k] in ("compound", "amod") for k in t.kids[i])
        return (pointed or determiner in ("a", "an", "all")) and bool(
            who.actors or who.recipients or owned or described
        )
    return pointed or determiner in ("a", "an", "another") or bool(who.actors) or bool(who.recipients)


Kept = list[tuple[Coding, tuple[str, str | None, str], Parties]]


def _without_echoes(r: _Report, kept: Kept, by_token: dict[int, Coding]) -> Kept:
    """Leave out what only repeats the event of the clause above it.

    These are coordinated verbs of one type and one subject ("panicked and rushed out"), timings by a clause with
    "when" or "as", a catastrophe that another one brought about, the toll of an event that is named as its subject.
    """
    t = r.t
    sorts = {c.hit.token: sort for c, sort, _ in kept}
    nouns = {c.hit.noun for c, _, _ in kept if c.hit.noun is not None}
    left = []
    for c, sort, who in kept:
        i = c.hit.token
        above, dep = t.head[i], t.dep[i]
        if dep == "conj" and above in sorts and sorts[above][0] == sort[0] and not _has_subject(t, i):
            continue
        if dep == "advcl" and above in sorts and any(t.lower[k] in _TIMINGS for k in t.kids[i]):
            continue
        if dep in ("dobj", "nsubj", "nsubjpass", "pobj") and sort[1] in _DISASTERS and _brought_about(t, i, sorts):
            continue
        told_as_subject = any(s in sorts and s not in nouns for s in c.hit.frame.subjects)
        if told_as_subject and sort[1] in ("death", "damage", "end") and c.hit.row.pos == "v":
            continue
        left.append((c, sort, who))
    return left


def _has_subject(t: Tree, i: int) -> bool:
    return any(t.dep[k] in ("nsubj", "nsubjpass") for k in t.kids[i])


def _brought_about(t: Tree, i: int, sorts: dict[int, tuple[str, str | None, str]]) -> bool:
    """Object of a verb of causing whose subject is a catastrophe that is told already."""
    for above in ancestors(t, i):
        if t.pos[above] == "VERB":
            return t.lemma[above] in _CAUSES and any(s in sorts and s < i for s in clause(t, above).subjects)
        if t.dep[above] not in ("pobj", "prep", "agent", "conj", "dobj"):
            return False
    return False


def _bare_again(r: _Report, kept: Kept, k: int) -> bool:
    """ "the meeting", with nothing new, after a meeting has been told: a reference, no telling."""
    t = r.t
    c, sort, _ = kept[k]
    i = c.hit.token
    if c.hit.row.pos == "v":
        noun = c.hit.noun
        return noun is not None and "disaster" in c.hit.row.flags and t.dep[i] == "advcl" and _bare(t, noun, False)
    if not _bare(t, i, sort[1] in _DISASTERS) or (
        t.lemma[t.head[i]] in ("carry", "take") and t.dep[i] in ("nsubj", "nsubjpass")
    ):
        return False
    return any(other[1][0] == sort[0] for other in kept[:k])


def _bare(t: Tree, i: int, coloured: bool) -> bool:
    """Only an article before it; ``coloured``: adjectives do not count ("the powerful tremor")."""
    kids = [k for k in t.kids[i] if not (coloured and t.dep[k] == "amod") and t.dep[k] not in ("punct", "relcl")]
    return bool(kids) and all(t.dep[k] == "det" and t.lower[k] in ("the", "this", "that") for k in kids)


def _timed(r: _Report, tokens: dict[int, int], when: Sequence[TimeExpression], cues: set[int]) -> dict[int, int]:
    """Which time expression governs each event: the one whose way up the parse meets the event first.

    An event without one takes that of the clause it hangs on: "visited in May, where she met ...", "said on Monday
    during a meeting".
    """
    t = r.t
    timed: dict[int, int] = {}
    of_verb: dict[int, int] = {}
    loose: list[tuple[int, int]] = []
    carriers = _carriers(t, tokens)
    for index, expression in enumerate(when):
        if expression.in_debris or expression.type not in ("DATE", "TIME"):
            continue
        i = first = _top(t, _token_at(t, expression.span.start), expression.span.end)
        of_verb[first] = index
        for _ in range(8):
            event = tokens.get(i, carriers.get(i))
            if t.pos[i] in ("VERB", "AUX"):
                of_verb.setdefault(i, index)
            if event is not None:
                timed.setdefault(event, index)
                break
            if t.pos[i] == "VERB" or t.head[i] == i:
                if t.lemma[i] not in REPORTING and t.start[i] not in cues:
                    loose.append((first, index))
                break
            i = t.head[i]
    for token, event in tokens.items():
        if event not in timed:
            given = _of_governor(t, token, of_verb)
            if given is not None:
                timed[event] = given
    for first, index in loose:
        near = [x for x in tokens if tokens[x] not in timed and abs(x - first) <= _NEAR and _same_sentence(t, x, first)]
        if near:
            timed[tokens[min(near, key=lambda x: (abs(x - first), x))]] = index
    return timed


def _of_governor(t: Tree, token: int, of_verb: dict[int, int]) -> int | None:
    """The time of the clause that an event hangs on."""
    i = token
    if t.dep[i] == "oprd" and t.dep[t.head[i]] == "ccomp":
        return of_verb.get(t.head[t.head[i]])
    if t.pos[i] not in ("VERB", "AUX"):
        preposition = t.head[i]
        if t.dep[i] != "pobj" or t.lower[preposition] not in ("during", "in", "at", "amid", "by"):
            return None
        i = t.head[preposition]
        if i in of_verb:
            return of_verb[i]
    for _ in range(4):
        above = t.head[i]
        if above == i or t.dep[i] not in ("advcl", "relcl", "conj", "acl", "xcomp", "pcomp", "prep", "appos", "dobj"):
            return None
        i = above
        if i in of_verb:
            return of_verb[i]
    return None


def _same_sentence(t: Tree, a: int, b: int) -> bool:
    first, last = min(a, b), max(a, b)
    return not any(first < start <= last for start, _ in t.sentences)


def _carriers(t: Tree, tokens: dict[int, int]) -> dict[int, int]:
    """Verbs that carry an event noun as subject or object: what modifies them modifies the event."""
    carriers: dict[int, int] = {}
    for token, event in tokens.items():
        above = t.head[token]
        if t.dep[token] in ("nsubj", "nsubjpass", "dobj") and above not in tokens and t.lemma[above] in _CARRIERS:
            carriers.setdefault(above, event)
        for kid in t.kids[token]:
            if t.dep[kid] in ("acl", "relcl") and kid not in tokens:
                carriers.setdefault(kid, event)
    return carriers


def _mention(
    r: _Report,
    c: Coding,
    sort: tuple[str, str | None, str],
    who: Parties,
    time: int | None,
    told: Sequence[Attribution],
    hulls: Sequence[Stretch],
    when: Sequence[TimeExpression],
) -> EventMention:
    t, hit = r.t, c.hit
    i = hit.token
    named = hit.noun if hit.noun is not None else i
    trigger = Stretch(t.start[i], t.end[i])
    span = phrase_span(t, i) if hit.row.pos == "n" else clause_span(t, hit)
    inside = _attribution(trigger, told, hulls)
    type_, mode, why = sort
    tense = tense_of(t, i)
    place = _place(r, c, i, named)
    lemma = t.lemma[named] if len(hit.row.words) == 1 or hit.noun is not None else " ".join(hit.row.words)
    return EventMention(
        span=span,
        trigger=trigger,
        lemma=lemma,
        type=type_,
        mode=mode,
        contexts=hit.row.contexts,
        modality=_modality(c, inside),
        tense=tense,
        negated=c.negated,
        background=_background(tense, when[time] if time is not None else None),
        attribution=inside,
        arguments=_arguments(r, who),
        place=place,
        time=time,
        confidence=_WEAK if "weak" in hit.row.flags else _SURE if who.actors or who.recipients else _LIKELY,
        because=(Reason(rule="event-frame", words=why),),
    )


def _modality(c: Coding, inside: int | None) -> Modality:
    if c.negated:
        return "denied"
    if c.stance == "future":
        return "future"
    if c.stance in ("open", "duty"):
        return "hypothetical"
    return "reported" if inside is not None else "asserted"


def _attribution(trigger: Stretch, told: Sequence[Attribution], hulls: Sequence[Stretch]) -> int | None:
    """The innermost attribution in whose content the trigger stands."""
    best: int | None = None
    for index, hull in enumerate(hulls):
        inside = trigger.within(hull) and any(trigger.within(piece) for piece in told[index].content)
        if inside and (best is None or hull.end - hull.start < hulls[best].end - hulls[best].start):
            best = index
    return best


def _background(tense: str | None, time: TimeExpression | None) -> bool:
    """Earlier than the story: told in the past perfect, or dated by a year or month gone by."""
    if time is not None and time.direction != "future":
        if time.unit in ("year", "decade", "century", "month", "season") and (time.offset or 0) < 0:
            return True
        if time.unit in ("year", "decade", "century") and time.value is not None:
            return True
    return tense == "past-perfect"


def _arguments(r: _Report, who: Parties) -> tuple[Argument, ...]:
    made = []
    for role, tokens in (("actor", who.actors), ("recipient", who.recipients)):
        for token in tokens:
            anchor = r.anchors[token]
            mention = r.mentions[anchor.mention] if anchor.mention is not None else None
            stretch = mention.span if mention else phrase_span(r.t, token)
            made.append(
                Argument(
                    span=stretch,
                    role="actor" if role == "actor" else "recipient",
                    mention=anchor.mention,
                    country=anchor.country,
                    sector=mention.sector if mention else None,
                )
            )
    return tuple(made)


def _place(r: _Report, c: Coding, i: int, named: int) -> Stretch | None:
    """The place phrase of the clause or noun: "in Port Ansel"; for a visit or a disaster also what it reached."""
    t = r.t
    heads = [i, named]
    above = t.head[i]
    if t.dep[i] in ("nsubj", "nsubjpass", "dobj", "pobj") and t.lemma[above] in _CARRIERS:
        heads.append(above)
    for head in heads:
        for kid in t.kids[head]:
            if t.dep[kid] == "prep" and t.lower[kid] in _WHERE:
                for x in t.kids[kid]:
                    if _is_place(r, x):
                        return phrase_span(t, x)
    if c.hit.row.mode in (*_DISASTERS, "visit"):
        for o in c.hit.frame.objects:
            if _is_place(r, o):
                return phrase_span(t, o)
    return None


def _is_place(r: _Report, i: int) -> bool:
    if r.t.dep[i] != "pobj" and r.t.dep[i] != "dobj":
        return False
    if r.t.entity[i] in ("GPE", "LOC", "FAC"):
        return True
    anchor = r.anchors.get(i)
    return anchor is not None and anchor.mention is not None and r.mentions[anchor.mention].kind == "place"
