"""Events: every stretch of a report that tells of something that happened or is to happen, coded by PLOVER."""

from __future__ import annotations

from collections import Counter
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
from stemma.reading.events.clauses import clause_span, phrase_span, tense_of
from stemma.reading.events.deeds import PLAIN, deeds
from stemma.reading.events.echoes import bare_again, part_of_bombing, without_echoes, without_witnesses
from stemma.reading.events.first_person import first_persons
from stemma.reading.events.frames import hits
from stemma.reading.events.modality import CIRCUMSTANCES, Coding, codings
from stemma.reading.events.nations import Nation, nations
from stemma.reading.events.newsworthy import DISASTERS, TOLD_OF, Kept, Scene, Sort, is_news, sort_of
from stemma.reading.events.roles import parties
from stemma.reading.events.timing import CARRIERS, event_times, token_at, top_of
from stemma.reading.events.ways import TOO_FAR, Anchor, Parties, nearest, ways
from stemma.reading.syntax import Tree, ancestors, subtree, tree

_AT_WORK = frozenset({"strike", "return to work", "pay"})
_WHERE = frozenset("in at near off outside around inside within across on over into to from".split())
# Not these act but whose they are: "Ostria's bombers".
_CRAFT = frozenset(
    """aircraft airplane plane jet bomber warplane fighter-jet helicopter gunship drone missile rocket tank warship
    submarine gunboat artillery bomb shell""".split()
)
_DENIALS = ("deny", "denial", "dispute", "refute", "rebut", "disclaim", "disavow", "contradict", "contest")
_SIDES = ("person", "organisation", "government", "group")
_TOLD = ("fact", "future")
_OWNED = 1.3  # how far the owner may stand: "their camp" is theirs, "a camp in their land" is not
_HARM = ("kill", "firearms", "explosives", "aerial", "heavy-weapons", "injure", "primitive")
_PARTY_FLAGS = frozenset({"weak", "official", "people", "actors"})
_OWN_CLAUSES = frozenset({"relcl", "advcl", "conj", "parataxis"})
_SEVERAL = 3  # words of sport from which on the report is of sport
_SURE, _LIKELY, _WEAK = 0.85, 0.7, 0.5


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
    known = hits(t)
    coded = codings(t, known)
    all_nations = nations(t)
    anchors = _anchors(t, found, all_nations)
    spoken = first_persons(t, told, _OWNED)
    sides = {i for i, a in anchors.items() if a.mention is not None and found[a.mention].kind in _SIDES}
    assaults = sum(c.type == "ASSAULT" and "casualty" not in c.hit.row.flags for c in coded)
    disasters = sum(c.hit.row.mode in DISASTERS for c in coded)
    modes = Counter(c.hit.row.mode for c in coded)
    harm = sum(modes[m] for m in _HARM)
    report = Scene(
        t,
        found,
        anchors,
        all_nations,
        at_war=assaults > 0,
        in_disaster=disasters > assaults,
        of_crime=modes["crime"] >= assaults,
        of_sport=modes["sport"] >= _SEVERAL and modes["sport"] > 2 * harm,
        of_hacking=modes["cyber"] > harm,
    )
    cues = sorted((a.cue.start, a.cue.end) for a in told if a.cue)
    by_token = {c.hit.token: c for c in coded}
    kept: Kept = []
    open_: set[int] = set()  # lacks the parties that its row asks for, so at most a deed like any other
    unfit: dict[int, Coding] = {}  # the noun of each light verb that is no news by itself: "talks were held there"
    for c in sorted(coded, key=lambda c: c.hit.row.pos == "n"):
        if c.hit.token in unfit:
            c = msgspec.structs.replace(c, within=None)
        sort = sort_of(report, c, by_token, cues)
        if sort is None or _in_debris(t, c, cut):
            continue
        who = _with_employer(report, c, parties(t, c.hit, report.anchors))
        if is_news(report, c, who):
            kept.append((c, sort, who))
        elif c.hit.noun is not None:
            unfit[c.hit.noun] = c
        elif c.hit.row.flags & _PARTY_FLAGS and c.hit.row.pos == "v":
            open_.add(c.hit.token)
    more = codings(t, deeds(t, {h.token for h in known} - open_, sides))
    kept.sort(key=lambda k: k[0].hit.token)
    kept = without_echoes(report, kept, by_token)
    kept += _plain(report, more, kept, told, cues, cut)
    if spoken:
        anchors |= spoken
        kept = [
            (c, s, w if w.actors and w.recipients else _with_employer(report, c, parties(t, c.hit, anchors)))
            for c, s, w in kept
        ]
    tokens = {c.hit.token: k for k, (c, _, _) in enumerate(kept)}
    for k, (c, _, _) in enumerate(kept):
        if c.hit.noun is not None:
            tokens.setdefault(c.hit.noun, k)
    timed = event_times(t, tokens, when, {s for s, _ in cues})
    hulls = [a.hull for a in told]
    made = []
    for k, (c, sort, who) in enumerate(kept):
        time = timed.get(k)
        if time is None and (bare_again(report, kept, k) or part_of_bombing(report, kept, k)):
            continue
        mention = _mention(report, c, sort, who, time, told, hulls, when)
        # "The storm of 1998, killing nine": what a disaster of the past cost is told with it.
        if not (mention.background and mention.mode == "death" and t.tag[c.hit.token] == "VBG"):
            made.append(mention)
    if report.in_disaster:
        made = without_witnesses(made, told)
    made.sort(key=lambda m: (m.trigger.start, m.trigger.end))
    return tuple(made)


def _plain(
    r: Scene,
    more: Sequence[Coding],
    kept: Kept,
    told: Sequence[Attribution],
    cues: Sequence[tuple[int, int]],
    cut: tuple[Debris, ...],
) -> Kept:
    """The deeds that no row codes, outside of what people say and of what is told as an event already."""
    t = r.t
    tokens = {x for c, _, _ in kept for x in (c.hit.token, c.hit.noun) if x is not None}
    assaults = {c.hit.token for c, sort, _ in kept if sort[0] == "ASSAULT"}  # "came and fired": coming is part of it
    spans = [phrase_span(t, c.hit.token) if c.hit.row.pos == "n" else clause_span(t, c.hit) for c, _, _ in kept]
    hulls = [a.hull for a in told]
    added: Kept = []
    for c in more:
        i = c.hit.token
        trigger = Stretch(t.start[i], t.end[i])
        if c.negated or c.stance not in _TOLD or any(s <= trigger.start < e for s, e in cues) or _in_debris(t, c, cut):
            continue
        said = _attribution(trigger, told, hulls)
        if any(trigger.within(s) for s in spans) or (
            t.dep[i] == "ccomp" if said is None else told[said].form == "direct"
        ):
            continue
        if t.dep[i] == "relcl" and t.head[t.head[i]] in tokens and t.dep[t.head[i]] == "dobj":
            continue  # "ended the trade that Ostria had sponsored": what was ended
        if tokens & _parts(t, i) or any(k in assaults for k in t.kids[i] if t.dep[k] == "conj"):
            continue
        who = parties(t, c.hit, r.anchors)
        added.append((c, ("OTHER", None, f"“{t.word[i]}”: a deed with its day, place or party"), who))
    return added


def _parts(t: Tree, i: int) -> set[int]:
    """What a deed is made of: an event told there is the one it tells. Not its circumstances ("after the raid").

    "Held what she called a useful meeting": the meeting is the event.
    """
    parts: set[int] = set()
    for k in t.kids[i]:
        if t.dep[k] in ("ccomp", "xcomp"):
            parts.update(subtree(t, k))
        elif t.dep[k] not in _OWN_CLAUSES and t.lower[k] not in CIRCUMSTANCES:
            parts.update(subtree(t, k, _OWN_CLAUSES))
    return parts


def _anchors(t: Tree, found: Sequence[Mention], places: list[Nation]) -> dict[int, Anchor]:
    """The head token of every mention, with its country: its own, or the one that a word inside it points to."""
    anchors: dict[int, Anchor] = {}
    by_start = {n.head: n for n in places}
    for index, m in enumerate(found):
        named = m.head or m.span
        head = top_of(t, token_at(t, named.start), named.end)
        if m.type != "name" and (head in anchors or t.lemma[head] in _CRAFT):
            continue
        nation = by_start.get(head)
        country = m.country or (nation.country if nation else None)
        reach = _OWNED if t.tag[head] == "PRP$" else TOO_FAR
        anchors[head] = Anchor(head, country, index, reach=reach)
    for n in places:
        holder = next((a for a in (n.head, *ancestors(t, n.head)) if a in anchors), None)
        if holder is None or abs(holder - n.head) > 6:
            anchors.setdefault(n.head, Anchor(n.head, n.country, None, 0.3))
    return anchors


def _with_employer(r: Scene, c: Coding, who: Parties) -> Parties:
    """A strike is directed at whom the strikers work for: "workers of X", "staff at the X plant"."""
    if c.hit.row.mode not in _AT_WORK:
        return who
    others = tuple(k for k in who.recipients if r.t.pos[k] != "PRON")
    if others:
        return Parties(who.actors, others)
    # A firm named after people may have been taken for a person.
    named = {
        k: a
        for k, a in r.anchors.items()
        if k not in who.actors and a.mention is not None and _employs(r.mentions[a.mention])
    }
    found: list[int] = []
    for token in (*who.actors, *c.hit.frame.subjects):
        found += [k for k in nearest(ways(r.t, token), named) if k not in found]
    return Parties(who.actors, tuple(found))


def _employs(m: Mention) -> bool:
    return m.kind == "organisation" or (m.kind == "person" and m.type == "name" and m.office is None)


def _in_debris(t: Tree, c: Coding, cut: tuple[Debris, ...]) -> bool:
    start = t.start[c.hit.token]
    return any(d.start <= start < d.end for d in cut)


def _mention(
    r: Scene,
    c: Coding,
    sort: Sort,
    who: Parties,
    time: int | None,
    told: Sequence[Attribution],
    hulls: Sequence[Stretch],
    when: Sequence[TimeExpression],
) -> EventMention:
    t, hit = r.t, c.hit
    i = hit.token
    named = hit.noun if hit.noun is not None else i
    trigger = Stretch(t.start[i - 2 if "-" in t.lemma[i] and i > 1 and t.word[i - 1] == "-" else i], t.end[i])
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
        modality=_modality(t, c, told[inside] if inside is not None else None),
        tense=tense,
        negated=c.negated,
        background=_background(tense, inside, when[time] if time is not None else None),
        attribution=inside,
        arguments=_arguments(r, who, nested=hit.row.mode == "visit" or hit.row.mode in _AT_WORK),
        place=place,
        time=time,
        confidence=_WEAK if hit.row.flags & {"weak", PLAIN} else _SURE if who.actors or who.recipients else _LIKELY,
        because=(Reason(rule="event-frame", words=why),),
    )


def _modality(t: Tree, c: Coding, inside: Attribution | None) -> Modality:
    """``inside`` is what somebody says in which the event is told; what is denied there is told as denied."""
    if c.negated or (inside is not None and inside.cue_class == "denied" and _disputes(t, inside)):
        return "denied"
    if c.stance == "future":
        return "future"
    if c.stance in ("open", "duty"):
        return "hypothetical"
    return "reported" if inside is not None else "asserted"


def _disputes(t: Tree, said: Attribution) -> bool:
    """Who denies an attack says there was none; who rejects or opposes one does not."""
    cue = t.lemma[token_at(t, said.cue.start)] if said.cue else ""
    return not said.negated and cue.startswith(_DENIALS)


def _attribution(trigger: Stretch, told: Sequence[Attribution], hulls: Sequence[Stretch]) -> int | None:
    """The innermost attribution in whose content the trigger stands."""
    best: int | None = None
    for index, hull in enumerate(hulls):
        inside = trigger.within(hull) and any(trigger.within(piece) for piece in told[index].content)
        if inside and (best is None or hull.end - hull.start < hulls[best].end - hulls[best].start):
            best = index
    return best


def _background(tense: str | None, inside: int | None, time: TimeExpression | None) -> bool:
    """Earlier than the story: told in the past perfect, or dated by a year or month gone by.

    Inside what somebody says the past perfect is only the past, put back ("said they had walked out").
    """
    if time is not None and time.direction != "future":
        if time.unit in ("year", "decade", "century", "month", "season") and (time.offset or 0) < 0:
            return True
        if time.unit in ("year", "decade", "century") and time.value is not None:
            return True
    return tense == "past-perfect" and inside is None


def _arguments(r: Scene, who: Parties, nested: bool) -> tuple[Argument, ...]:
    """``nested``: whom it concerns may stand within the phrase of who acts: "a delegation to Ostria", "X's workers"."""
    made: list[Argument] = []
    for role, tokens in (("actor", who.actors), ("recipient", who.recipients)):
        for token in tokens:
            anchor = r.anchors[token]
            mention = r.mentions[anchor.mention] if anchor.mention is not None else None
            stretch = mention.span if mention and not anchor.pronoun else phrase_span(r.t, token)
            if role == "recipient" and not nested and any(stretch.within(a.span) for a in made if a.role == "actor"):
                continue
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


def _place(r: Scene, c: Coding, i: int, named: int) -> Stretch | None:
    """The place phrase of the clause or noun: "in Port Ansel"; for a visit or a disaster also what it reached."""
    t = r.t
    heads = [i, named]
    above = t.head[i]
    if t.dep[i] in ("nsubj", "nsubjpass", "dobj", "pobj") and t.lemma[above] in CARRIERS | TOLD_OF:
        heads.append(above)
    # "A camp in Ostria was bombed": where that which was hit lies is where it happened.
    if c.hit.row.type in ("ASSAULT", "COERCE"):
        heads += c.hit.frame.objects
        heads += [x for k in t.kids[named] if t.lower[k] in ("of", "on", "against") for x in t.kids[k]]
    for head in heads:
        for kid in t.kids[head]:
            if t.dep[kid] == "prep" and t.lower[kid] in _WHERE:
                for x in t.kids[kid]:
                    if _is_place(r, x):
                        return phrase_span(t, x)
    if c.hit.row.mode in (*DISASTERS, "visit"):
        for o in c.hit.frame.objects:
            if _is_place(r, o):
                return phrase_span(t, o)
    return None


def _is_place(r: Scene, i: int) -> bool:
    if r.t.dep[i] != "pobj" and r.t.dep[i] != "dobj":
        return False
    if r.t.entity[i] in ("GPE", "LOC", "FAC"):
        return True
    anchor = r.anchors.get(i)
    return anchor is not None and anchor.mention is not None and r.mentions[anchor.mention].kind == "place"
