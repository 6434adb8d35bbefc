"""Whom nominals and pronouns refer back to, within one report: ranked candidates, best first.

Antecedents are weighed as in the salience accounts of Lappin and Leass (1994): agreement in number and gender first,
then recency, subject position, parallel roles and who spoke last; a noun must also fit ("the minister" an office, "the
agency" a body of that kind). Where two antecedents stand alike, both keep one score and nothing is decided here.
"""

from __future__ import annotations

import msgspec
from spacy.tokens import Doc

from stemma.model import Attribution, Candidate, Mention, Reason
from stemma.reading.coreference.documents import issued, with_documents
from stemma.reading.coreference.nominals import nominal_candidates
from stemma.reading.coreference.salience import (
    BASE,
    FAR,
    FLOOR,
    GENDER,
    SPEAKER,
    STEP,
    SUBJECT,
    SUBJECTS,
    Entity,
    Walk,
    unique,
)

AHEAD = 0.1  # by which the set that a plural takes up must lead to be sure


def resolved(doc: Doc, found: tuple[Mention, ...], told: tuple[Attribution, ...] = ()) -> tuple[Mention, ...]:
    """The mentions with candidates for nominals and pronouns: indices into ``found``, scores from 0 to 1.

    A plural ("they", "the two ministers") whose antecedent is a set has all its members with one and the same score.
    """
    found = with_documents(found, told, doc.text)
    return _resolved(Walk(doc, found, told)) if found else found


def _resolved(walk: Walk) -> tuple[Mention, ...]:
    done = []
    groups = walk.conjoined()
    for index, mention in enumerate(walk.found):
        candidates: tuple[Candidate, ...] = ()
        rule = ""
        if mention.type == "pronoun":
            candidates, rule = _pronoun(walk, index, mention)
        elif mention.type == "nominal" and mention.kind != "other":
            candidates, rule = nominal_candidates(walk, index, mention)
        if candidates:
            walk.take_up(index, mention, candidates)
            mention = msgspec.structs.replace(
                mention,
                candidates=candidates,
                confidence=_sure(candidates, mention),
                because=(*mention.because, Reason(rule="coreference", words=rule)),
            )
        elif mention.type != "pronoun" and mention.kind != "other":
            walk.enter(index, mention)
        for group in groups.get(index, ()):
            members = [e for i in group for e in walk.of.get(i, ())[:1]]
            if len({id(e) for e in members}) > 1:
                walk.pairs.append((walk.sentence[index], tuple(unique(members))))
        if index in walk.speakers and walk.of.get(index):
            walk.last_speaker = walk.of[index][0]
            for entity in walk.of[index]:
                entity.spoke = walk.sentence[index]
                if index in walk.tenses:
                    entity.tenses |= {walk.tenses[index]}
        done.append(mention)
    return issued(walk, done)


def _pronoun(walk: Walk, index: int, mention: Mention) -> tuple[tuple[Candidate, ...], str]:
    if mention.number == "plural":
        return _plural(walk, index)
    word = walk.text(mention).lower()
    if word in ("his", "her") and (ahead := _ahead(walk, index)):
        return ahead, f"{word}: the subject that follows"
    t, here = walk.token[index], walk.sentence[index]
    kinds = ("organisation", "government") if word == "it" else ("person",)
    scored = []
    for entity in walk.entities:
        if entity.kind not in kinds or entity.number == "plural" or here - entity.sentence > FAR:
            continue
        if (
            mention.gender in ("male", "female")
            and entity.genders - {mention.gender, "neuter"}
            and mention.gender not in entity.genders
        ):
            continue
        if walk.bound(t, entity):
            continue
        score = walk.salience(index, entity)
        if mention.gender in entity.genders:
            score += GENDER
        scored.append((score, entity))
    return walk.ranked(scored, mention), f"{word}: nearest that agrees, subject and speaker first"


def _ahead(walk: Walk, index: int) -> tuple[Candidate, ...]:
    """ "For his part, X said": the subject that follows the opening phrase."""
    words, t = walk.words, walk.token[index]
    if not (
        words.lower[words.head[t]] in ("part", "own", "first", "latest", "opening", "closing")
        and t >= 1
        and _opens(walk, t)
    ):
        return ()
    for k in range(index + 1, min(index + 4, len(walk.found))):
        if (
            walk.sentence[k] == walk.sentence[index]
            and walk.found[k].kind == "person"
            and words.dep[walk.token[k]] in SUBJECTS
        ):
            return (Candidate(mention=k, score=0.85),) if walk.found[k].type == "name" else ()
    return ()


def _opens(walk: Walk, t: int) -> bool:
    return any(walk.words.first[k] for k in range(max(0, t - 2), t + 1))


def _plural(walk: Walk, index: int) -> tuple[tuple[Candidate, ...], str]:
    here = walk.sentence[index]
    options: list[tuple[float, tuple[Entity, ...]]] = []
    for sentence, members in reversed(walk.pairs):
        if here - sentence > 3:
            break
        bonus = SUBJECT if any(e.subject for e in members) else 0.0
        spoke = SPEAKER / 2 if any(e is walk.last_speaker for e in members) else 0.0
        options.append((BASE + bonus + spoke - STEP * (here - sentence), members))
    for entity in walk.entities:
        if here - entity.sentence > 3 or not (entity.number == "plural" or entity.kind == "group"):
            continue
        if walk.bound(walk.token[index], entity):
            continue
        options.append((walk.salience(index, entity), (entity,)))
    if not options:
        return (), ""
    best = max(range(len(options)), key=lambda k: (options[k][0], -k))
    others = [o[0] for o in options if {id(e) for e in o[1]} != {id(e) for e in options[best][1]}]
    sure = options[best][0]
    if all(sure - other >= AHEAD for other in others):
        sure = max(FLOOR, sure)
    return walk.set(options[best][1], min(0.9, sure)), "plural: the last who were named together or as a group"


def _sure(candidates: tuple[Candidate, ...], mention: Mention) -> float:
    if mention.number != "plural" and len(candidates) > 1 and candidates[0].score - candidates[1].score < 1e-9:
        return 0.3
    return round(candidates[0].score, 2)
