"""Statements as one: tellings in several reports that put forward one proposition on one occasion.

Speaker and day gate; wording and meaning decide. What is told in other words, in another translation or by another
outlet stays one statement; the same words on another day, or another speaker's, stay apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from stemma.collation.actors.voices import voices
from stemma.collation.common import Cast, span, told_in
from stemma.collation.corrections import Located
from stemma.collation.groups import Grouping, grouped
from stemma.collation.similarity import Embedder, Likeness, Rarity, stems
from stemma.collation.statements.alignment import aligned
from stemma.collation.statements.denied import denials_of_one
from stemma.collation.statements.gists import gist, shortened
from stemma.collation.statements.mutual import with_mutual
from stemma.collation.statements.speaking import days_fit, one_voice
from stemma.collation.statements.tellings import Telling
from stemma.model import Actor, Join, Reason, Statement, Stretch, Variant, When, Witness, content_id, record_id

JOINED_FROM = 0.42  # likeness from which tellings are one statement: best mean B-cubed F1 on gold tellings at .40-.45
FEWEST_STEMS = 2  # content words that a telling must have to be one with a stranger's
UNKNOWN_SPEAKER_FROM = 0.6  # the same where a speaker is unknown or one only judges: only near copies are safe

# Groups whose members may be called otherwise in another report.
_ANYBODY = frozenset(
    "witnesses eyewitnesses residents people locals villagers sources survivors bystanders inhabitants reports "
    "observers officials others passers-by onlookers neighbours neighbors".split()
)


def statements(
    witnesses: Sequence[Witness],
    found: Sequence[Telling],
    cast: Cast,
    embedder: Embedder | None = None,
    corrections: Located | None = None,
) -> tuple[Statement, ...]:
    """The statements of a story, in order of their first telling; origins are left to a later stage."""
    rarity = Rarity(s.of(w.report.text) for w in witnesses for s in w.reading.sentences)
    likeness = Likeness([t.text for t in found], rarity, embedder)
    nameless = frozenset(a.id for a in cast.actors if not a.names)
    crowds = frozenset(a.id for a in cast.actors if not a.names and a.kind == "group" and a.sector != "GOV")
    persons = frozenset(a.id for a in cast.actors if a.names and a.kind == "person")
    spoken_for = voices(witnesses, cast)
    heads = {a: _head(cast, a) for a in crowds}
    judges = [_judges(witnesses, t) for t in found]
    scraps = [len(set(stems(t.text))) < FEWEST_STEMS for t in found]
    scores: dict[tuple[int, int], float] = {}
    nobodys = [_nobodys(witnesses, t) for t in found]
    for i, others in enumerate(_partners(found, nameless, spoken_for)):
        mine = found[i].speakers
        others = [j for j in others if not _strangers(mine, found[j].speakers, heads, persons)]
        others = [j for j in others if nobodys[i] == nobodys[j] or not (mine or found[j].speakers)]
        for j, score in zip(others, likeness.among(i, others)):
            alike = one_voice(found[i].speakers, found[j].speakers, spoken_for) and judges[i] == judges[j]
            if alike or not (scraps[i] or scraps[j]):
                scores[i, j] = score if alike else score - (UNKNOWN_SPEAKER_FROM - JOINED_FROM)
    scores = with_mutual(scores, JOINED_FROM, [t.witness for t in found], [t.speakers for t in found])
    right = corrections or Located()
    together = _pairs(witnesses, found, right.same) + denials_of_one(witnesses, found, likeness, spoken_for)
    forbidden = frozenset(_pairs(witnesses, found, right.apart))
    groups = grouped(len(found), scores, JOINED_FROM, together, lambda a, b: _forbidden(a, b, forbidden))
    actors = {a.id: a for a in cast.actors}
    return tuple(_statement(witnesses, found, group, groups, actors) for group in groups.groups)


def _judges(witnesses: Sequence[Witness], telling: Telling) -> bool:
    """Is the telling a judgement on a thing ("condemned the raid") rather than an account of it?"""
    told = witnesses[telling.witness].reading.attributions[telling.attribution]
    return told.frame == "object" and told.cue_class in ("accused", "praised")


def _nobodys(witnesses: Sequence[Witness], telling: Telling) -> bool:
    """Do the words say that they are told without saying by whom: "reportedly", "are said to"?"""
    told = witnesses[telling.witness].reading.attributions[telling.attribution]
    return told.source is None and not telling.speakers and told.frame in ("adverb", "passive", "complement")


def _head(cast: Cast, actor: str) -> str:
    """The noun for those who are only described: "aid workers in the camp" are workers."""
    name = next(a.name for a in cast.actors if a.id == actor)
    words = re.split(r" (?:of|in|at|from|on|with|who|near|outside|for|to)\b|[(,]", name)[0].split()
    return words[-1].lower() if words else ""


def _strangers(one: Sequence[str], two: Sequence[str], crowds: Mapping[str, str], persons: frozenset[str]) -> bool:
    """Is one the words of residents or witnesses, the other those of somebody named or of another kind of people?"""
    first, second = set(one), set(two)
    if not first or not second or first & second:
        return False
    if first <= persons or second <= persons:
        return (first | second) - persons <= crowds.keys()
    kinds = {crowds[a] for a in first if a in crowds}, {crowds[a] for a in second if a in crowds}
    return first | second <= crowds.keys() and not kinds[0] & kinds[1] and not _ANYBODY & (kinds[0] | kinds[1])


def _pairs(
    witnesses: Sequence[Witness],
    found: Sequence[Telling],
    places: Sequence[tuple[str, tuple[str, Stretch], tuple[str, Stretch]]],
) -> list[tuple[int, int]]:
    """The pairs of tellings that corrections name."""

    def at(place: tuple[str, Stretch]) -> int | None:
        best = max(
            (
                (place[1].overlap(Stretch(t.start, t.end)), -i)
                for i, t in enumerate(found)
                if witnesses[t.witness].report.id == place[0]
            ),
            default=(0, 0),
        )
        return -best[1] if best[0] else None

    pairs = [(at(a), at(b)) for _, a, b in places]
    return [(min(i, j), max(i, j)) for i, j in pairs if i is not None and j is not None and i != j]


def _forbidden(a: Sequence[int], b: Sequence[int], pairs: frozenset[tuple[int, int]]) -> bool:
    return bool(pairs) and any((min(i, j), max(i, j)) in pairs for i in a for j in b)


def _partners(
    found: Sequence[Telling], nameless: frozenset[str], spoken_for: Mapping[str, frozenset[str]]
) -> Iterator[list[int]]:
    """Of each telling, the later ones that may be one with it: decided once for tellings of like speakers and day."""
    first: dict[tuple[tuple[str, ...], str | None, str], int] = {}
    kinds = [first.setdefault((t.speakers, t.when.value, t.when.basis), i) for i, t in enumerate(found)]
    number = {i: n for n, i in enumerate(first.values())}
    of = np.array([number[k] for k in kinds], dtype=np.intp)
    fit = np.array(
        [[_may_be_one(found[i], found[j], nameless, spoken_for) for j in number] for i in number], dtype=bool
    )
    for i, kind in enumerate(of):
        yield (np.flatnonzero(fit[kind, of[i + 1 :]]) + i + 1).tolist()


def _may_be_one(a: Telling, b: Telling, nameless: frozenset[str], spoken_for: Mapping[str, frozenset[str]]) -> bool:
    """Could both be one speaker's? One who is described but not named ("a union official") may be anyone."""
    one, two = set(a.speakers), set(b.speakers)
    if one and two and not one_voice(one, two, spoken_for) and not (one <= nameless or two <= nameless):
        return False
    return days_fit(a.when, b.when)


def _statement(
    witnesses: Sequence[Witness],
    found: Sequence[Telling],
    group: Sequence[int],
    groups: Grouping,
    actors: Mapping[str, Actor],
) -> Statement:
    mine = [found[i] for i in group]
    spans = [(witnesses[t.witness].report.sha256, t.start, t.end) for t in mine]
    sid = record_id("s", spans)
    variants = tuple(_variant(witnesses[t.witness], t, actors) for t in mine)
    votes = Counter(s for t in mine for s in t.speakers)
    groups_told = {s for s in votes if s in actors and not actors[s].names and actors[s].kind == "group"}
    if any(actors[s].names and actors[s].kind == "person" for s in votes if s in actors):
        # One who is only described is the one whom another report names; a group is somebody else.
        votes = Counter({s: n for s, n in votes.items() if s in actors and (actors[s].names or s in groups_told)})
    elif any(actors[s].names for s in votes if s in actors):
        # A body's words may be those of one who is described: "Brannock Steel denied it", "a company spokesman said".
        spoken = {s for s in votes if s in actors and actors[s].kind in ("person", "group")}
        votes = Counter({s: n for s, n in votes.items() if s in actors and (actors[s].names or s in spoken)})
    most = max(votes.values(), default=0)
    sole = [t.speakers for t in mine if len(t.speakers) == 1]
    kept = {s for s in votes if votes[s] * 2 > most or (s in groups_told and votes[s] * 2 == most)}
    speakers = tuple(s for s in votes if s in kept) if sole or len(mine) > 1 else tuple(votes)
    when = _voted(mine)
    addressees = tuple(dict.fromkeys(v.addressee for v in variants if v.addressee))
    sure = min(witnesses[t.witness].reading.attributions[t.attribution].confidence for t in mine)
    return Statement(
        id=sid,
        confidence=round(min(sure, 1.0 if speakers else 0.45), 2),
        because=(Reason(rule="telling", words=told_in([witnesses[t.witness].report.id for t in mine])),),
        settle=None if speakers else "who said it: no report's words name the speaker",
        origins=(),
        independent=1,
        independent_upper=1,
        kind="refusal" if all(_refusal(witnesses, t) for t in mine) else "statement",
        speakers=speakers,
        addressees=addressees,
        date=when.value,
        when=when,
        occasion=_occasion(witnesses, mine),
        gist=gist(witnesses, mine),
        variants=variants,
        joined=_joined(witnesses, group, groups, variants, found),
        alignment=aligned(variants) if len(variants) > 1 else (),
    )


def _refusal(witnesses: Sequence[Witness], telling: Telling) -> bool:
    return witnesses[telling.witness].reading.attributions[telling.attribution].refusal


def _variant(witness: Witness, telling: Telling, actors: Mapping[str, Actor]) -> Variant:
    told = witness.reading.attributions[telling.attribution]
    whole = Stretch(telling.start, telling.end)
    vid = content_id("v", witness.report.sha256, telling.start, telling.end)
    translated = any(link.kind == "translation" for link in telling.via)
    return Variant(
        id=vid,
        report=witness.report.id,
        start=telling.start,
        end=telling.end,
        text=whole.of(witness.report.text),
        form=telling.form,
        via=telling.via,
        pieces=tuple(span(witness, p) for p in telling.pieces),
        cue=span(witness, told.cue) if told.cue else None,
        speaker=span(witness, told.source) if told.source else None,
        cue_class=told.cue_class,
        hedge=span(witness, told.hedge) if told.hedge else None,
        negated=told.negated,
        carried=telling.carried,
        addressee=told.addressee.of(witness.report.text) if told.addressee else None,
        told=telling.when.value,
        rendering="translation" if translated else "paraphrase" if telling.form == "indirect" else "unknown",
    )


def _voted(mine: Sequence[Telling]) -> When:
    """The day that most tellings give: words before the story's course before assumptions, a day before a month.

    A month or year that words give is the earliest day in it that another telling is of. Where days are only assumed
    from publication, the earliest holds: nobody reports what is yet to be said.
    """
    known = [t.when for t in mine if t.when.value]
    for bases in (("absolute", "relative"), ("story",)):
        stated = [w for w in known if w.basis in bases]
        if stated:
            votes = Counter(w.value or "" for w in stated)
            best = max(votes, key=lambda v: (len(v) > 7, votes[v], v))
            within = [w for w in known if w.value and w.value > best and w.value.startswith(f"{best}-")]
            return min(within, key=lambda w: w.value or "", default=next(w for w in stated if w.value == best))
    return min(known, key=lambda w: w.value or "", default=When(value=None, basis="unknown"))


def _occasion(witnesses: Sequence[Witness], mine: Sequence[Telling]) -> str | None:
    for t in mine:
        told = witnesses[t.witness].reading.attributions[t.attribution]
        if told.occasion:
            return told.occasion.of(witnesses[t.witness].report.text).split(",")[0]
    return None


def _variant_id(witnesses: Sequence[Witness], telling: Telling) -> str:
    return content_id("v", witnesses[telling.witness].report.sha256, telling.start, telling.end)


def _joined(
    witnesses: Sequence[Witness],
    group: Sequence[int],
    groups: Grouping,
    variants: Sequence[Variant],
    found: Sequence[Telling],
) -> tuple[Join, ...]:
    """The links that made the statement, and the strongest one that was refused."""
    own = dict(zip(group, variants))
    ids = {i: v.id for i, v in own.items()}
    joins = [
        Join(
            a=ids[a],
            b=ids[b],
            score=round(score, 3),
            because=(Reason(rule="alike", words=f"{score:.2f} alike, speaker and day fit"),),
        )
        for a, b, score in groups.links
        if a in ids and b in ids
    ]
    refused = groups.refused.get(group[0])
    if refused:
        mine, other, score = refused
        why = Reason(rule="refused", words=f"“{shortened(found[other].text)[:80]}” is only {score:.2f} alike")
        joins.append(Join(a=ids[mine], b=_variant_id(witnesses, found[other]), score=round(score, 3), because=(why,)))
    return tuple(joins)
