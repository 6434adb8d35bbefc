""" "The gunman", "the alleged shooter", "the suspect": the one person of the story who did it or was arrested for it.

Reports written before the name was known say only what he did; the others tell the name and the deed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from stemma.collation.actors.forms import Form
from stemma.collation.actors.joining import FormId, Groups
from stemma.collation.common import Key
from stemma.model import Witness

FAR_AHEAD = 2  # so many times as often as any other is the culprit told to have done it or been arrested
TWICE = 2  # tellings of a deed from which on its doer may be meant
SURE = 0.66

_CULPRITS = frozenset(
    """shooter gunman gunwoman attacker assailant killer murderer bomber arsonist robber hijacker kidnapper stabber
    knifeman perpetrator suspect culprit slayer sniper""".split()
)
_DEEDS = frozenset({"ASSAULT"})
_HELD = frozenset({"arrest", "seize", None})


def join_culprits(found: Mapping[FormId, Form], groups: Groups, witnesses: Sequence[Witness]) -> None:
    """Joins each definite description of the doer of a crime to the person who alone can be meant."""
    by_sha = {w.report.sha256: w for w in witnesses}
    described = [f for f in found.values() if f.id[0] == "someone" and _is_culprit(f, by_sha)]
    if not described:
        return
    person = {key: form for form in found.values() if form.id[0] == "person" for key in form.keys}
    told = _told_to_have_done_it(witnesses, person, groups)
    ranked = sorted(told.items(), key=lambda kv: (-kv[1], groups.order[kv[0]]))
    if not ranked or ranked[0][1] < TWICE or (len(ranked) > 1 and ranked[0][1] < FAR_AHEAD * ranked[1][1]):
        return
    culprit = next(f for f in found.values() if f.id[0] == "person" and groups.root(f.id) == ranked[0][0])
    for form in described:
        if {g for f in (form, culprit) for g, _ in f.genders.most_common(1)} != {"male", "female"}:
            groups.join(culprit.id, form.id, SURE, f"{form.text}: the story tells of {culprit.text} alone as the doer")


def _is_culprit(form: Form, by_sha: Mapping[str, Witness]) -> bool:
    for sha, index in form.keys:
        witness = by_sha[sha]
        mention = witness.reading.mentions[index]
        text = mention.span.of(witness.report.text).lower()
        head = mention.head.of(witness.report.text).lower() if mention.head else text.split()[-1]
        if head not in _CULPRITS or mention.number == "plural" or not text.startswith("the "):
            return False
    return True


def _told_to_have_done_it(witnesses: Sequence[Witness], person: Mapping[Key, Form], groups: Groups) -> Counter[FormId]:
    """By the root of a named person: how many tellings have him attack somebody or be arrested."""
    told: Counter[FormId] = Counter()
    for witness in witnesses:
        sha, mentions = witness.report.sha256, witness.reading.mentions
        for event in witness.reading.events:
            held = event.type == "COERCE" and event.mode in _HELD
            if not held and event.type not in _DEEDS:
                continue
            role = "recipient" if held else "actor"
            for argument in event.arguments:
                if argument.role != role or argument.mention is None:
                    continue
                key = (sha, argument.mention)
                first = mentions[argument.mention].candidates[:1]
                form = person.get((sha, first[0].mention) if first else key)
                if form is not None:
                    told[groups.root(form.id)] += 1
    return told
