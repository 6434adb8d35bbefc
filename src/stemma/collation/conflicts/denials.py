"""Conflicts of what and who: a denial, or words in the negative, against what another report tells as a fact.

A denial counts only where it shares the matter with the claim: most of the weight of its content words, or a deed of
the same kind. Who denies a deed of his own side disputes who did it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from stemma.collation.clauses import Clause, kin, span_of, trimmed
from stemma.collation.common import cut, in_debris
from stemma.collation.conflicts.deeds import Variants, deeds_by_stem, statements_on, variants_by_report
from stemma.collation.conflicts.denial_words import (
    MATTER_END,
    NEGATIVE,
    anaphora,
    caused,
    denial,
    harmless,
    own_part,
    unreal,
)
from stemma.collation.conflicts.denial_words import words as words_of_role
from stemma.collation.conflicts.sides import conflict, said, side
from stemma.collation.similarity import Rarity, stems
from stemma.model import Conflict, Event, EventTelling, Span, Statement, Stretch, Witness, place_of

SHARED_MATTER = 0.6  # of the weight of the matter's content words that a claim must have
FAMILY = 4  # first letters by which stems of one word family are looked up
FEWEST_SHARED = 2  # content words that a claim and a longer matter have in common
MOST_WORDS = 14  # of a denied matter; what follows is no longer the matter
FEWEST_ANSWERED = 3  # content words of what "it" in "denied it" stands for
MOST_CLAIMS = 5  # reports shown against a denial
NEAR_BEFORE = 600  # characters before "denied it" within which stands what is denied

_AUXILIARY = re.compile(r"\b(?:was|were|is|are|had|has|have|did)\b", re.I)
_NAMES = re.compile(r"\b[A-Z][a-z][\w’'-]*")
_LEAD_IN = re.compile(r"^\s*(?:\w+ing |\w+ said |said |says )?(?:that )?$", re.I)
_AGENT = re.compile(r"\b(?:we|they|he|she|it|i)\s*$|\b(?:no one|nobody|none)\b|(?<!^)\b(?-i:[A-Z])\w", re.I)
_HARM = ("ASSAULT", "COERCE", "PROTEST")


class _Denial(msgspec.Struct, frozen=True):
    """A denied matter: its stems, the deeds that its words name, whether the denier's own part is denied.

    ``explicit`` where a verb of denial marks it; ``answers`` is the statement before it where the matter is "it";
    ``key`` are the stems that a claim must have ("no X was seen": X), ``places`` those that the sentence names.
    """

    witness: int
    span: Stretch
    matter: tuple[str, ...]
    own_part: bool
    explicit: bool
    agent: bool
    of_thing: bool
    answers: Statement | None = None
    key: frozenset[str] = frozenset()
    then: tuple[Span, ...] = ()
    places: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()


def denial_conflicts(
    witnesses: Sequence[Witness], pieces: Sequence[Clause], statements: Sequence[Statement], events: Sequence[Event]
) -> list[Conflict]:
    """What one report denies or tells in the negative and another one tells as a fact; one conflict a matter."""
    rarity = Rarity(s.of(w.report.text) for w in witnesses for s in w.reading.sentences)
    claims = [p for p in pieces if p.stems and not unreal().search(p.text)]
    holders: dict[str, list[int]] = {}
    for i, p in enumerate(claims):
        for stem in sorted(p.stems):
            holders.setdefault(stem, []).append(i)
    families: dict[str, list[str]] = {}
    for stem in sorted(holders):
        families.setdefault(stem[:FAMILY], []).append(stem)
    light_verbs = words_of_role("light-verb")
    triggers = [frozenset(t for m in e.mentions for t in stems(m.trigger.text)) - light_verbs for e in events]
    index = variants_by_report(statements)
    found: list[tuple[list[_Denial], list[Span]]] = []
    for d in _denials(witnesses, statements):
        if d.answers:
            against = [said(v) for v in d.answers.variants]
        else:
            against = _deeds(witnesses, d, events, triggers)
            # Who did it is disputed only where the reports tell that it was done.
            d = msgspec.structs.replace(d, own_part=d.own_part and bool(against))
            best = _against(witnesses, d, claims, holders, families, rarity)
            against += [x for x in best if x.report not in {y.report for y in against}]
        if not against:
            continue
        known = next((k for k in found if _one_matter(k[0], d, k[1], against)), None)
        if known:
            known[0].append(d)
            known[1].extend(x for x in against if x not in known[1])
        else:
            found.append(([d], against))
    return [_conflict(witnesses, ds, cs, index) for ds, cs in _merged(found)]


def _merged(found: Sequence[tuple[list[_Denial], list[Span]]]) -> list[tuple[list[_Denial], list[Span]]]:
    """The disputes with those made one that a later denial has linked by what it denies."""
    kept: list[tuple[list[_Denial], list[Span]]] = []
    for denials, told in found:
        known = next((k for k in kept if any(_touch(x, y) for x in k[1] for y in told)), None)
        if known is None:
            kept.append((list(denials), list(told)))
        else:
            known[0].extend(denials)
            known[1].extend(x for x in told if x not in known[1])
    return kept


def _touch(a: Span, b: Span) -> bool:
    return a.report == b.report and a.start < b.end and b.start < a.end


def _denials(witnesses: Sequence[Witness], statements: Sequence[Statement]) -> list[_Denial]:
    found = []
    for w, witness in enumerate(witnesses):
        text = witness.report.text
        for sentence in witness.reading.sentences:
            if in_debris(witness, sentence):
                continue
            if sentence.of(text).rstrip(" \"'”’").endswith("?"):
                continue
            taken = sentence.start
            for pattern, plain in ((denial(), False), (NEGATIVE, True)):
                for m in pattern.finditer(text, sentence.start, sentence.end):
                    if m.start() < taken:
                        continue
                    made = _denial(w, witness, sentence, m, plain, statements)
                    if made:
                        found.append(made)
                        taken = made.span.end
    return found


def _denial(
    w: int,
    witness: Witness,
    sentence: Stretch,
    marker: re.Match[str],
    plain: bool,
    statements: Sequence[Statement],
) -> _Denial | None:
    text = witness.report.text
    stop = MATTER_END.search(text, marker.end(), sentence.end)
    end = stop.start() if stop else sentence.end
    matter = " ".join(text[marker.end() : end].split()[:MOST_WORDS])
    before = _opening(text, sentence.start, marker.start())
    if plain and not _states(text, before, marker, matter):
        return None
    if plain and (harmless().match(matter) or re.search(r"\b(?:if|unless|until|till|would|will)\b", matter)):
        return None
    words = tuple(dict.fromkeys(s for s in stems(matter) if s not in words_of_role("light")))
    subject, key, agent, of_thing = text[before : marker.start()], words[:0], True, False
    if plain and re.search(r"n['’]t |\bnot ", marker.group()):
        if not stems(subject) and not _AGENT.search(subject):
            return None
        agent = bool(_AGENT.search(subject))
        if not agent:
            key = stems(subject)[-1:]
            words = tuple(dict.fromkeys((*stems(subject), *words)))
    elif plain and re.search(r"\bno\s+$", marker.group(), re.I):
        of_thing = True
        verb = _AUXILIARY.search(matter)
        key = stems(matter[: verb.start()] if verb else " ".join(matter.split()[:2]))[:2]
    elif plain:
        key = words[:1]
    answers = None
    back = None if plain else anaphora().match(matter)
    if back:
        answers = _before(witness, sentence.start, statements, "accusation" if "s" in back.group()[-1:] else "")
    if not words and (answers is None or len(stems(answers.gist)) < FEWEST_ANSWERED):
        return None
    own = bool(re.search(r"\bwe\s*$", subject, re.I) if plain else not back and own_part().search(matter))
    places = tuple(
        m.span.of(text)
        for m in witness.reading.mentions
        if m.kind == "place" and m.type == "name" and m.span.within(sentence)
    )
    return _Denial(
        witness=w,
        span=trimmed(text, before, end),
        matter=words,
        own_part=own,
        explicit=not plain,
        agent=agent,
        of_thing=of_thing,
        answers=answers,
        key=frozenset(key),
        then=_then(witness, sentence) if back else (),
        places=places,
        names=frozenset(s for m in _NAMES.finditer(matter) for s in stems(m.group())),
    )


def _states(text: str, before: int, marker: re.Match[str], matter: str) -> bool:
    """Does a clause in the negative tell a fact: "there was no X", "no X was …", "caused no X", "they did not …"?"""
    words = marker.group().lower().split()
    if words[-1] != "no" and re.match(
        r"(?:an?|the|this|that|last|next|in|at|on|for|so|as|long|much|all)\b", matter, re.I
    ):
        return False  # "did what he did not last week"
    if any(s in words_of_role("casualty") for s in stems(matter)):
        return False  # noughts are figures
    if words[-1] != "no" and words[0] not in ("no", "none", "nobody"):
        return True
    if words[0] == "there" or caused().search(text, before, marker.start()):
        return True
    opening = _LEAD_IN.sub("", text[before : marker.start()])
    return not opening.strip() and bool(_AUXILIARY.search(matter))


def _then(witness: Witness, sentence: Stretch) -> tuple[Span, ...]:
    """The words in the negative with which the next sentence goes on after "denied it"."""
    text = witness.report.text
    following = next((s for s in witness.reading.sentences if s.start >= sentence.end and s.of(text).strip()), None)
    if following is None or text[sentence.end : following.start].count("\n") > 2:
        return ()
    found = []
    for marker in NEGATIVE.finditer(text, following.start, following.end):
        stop = MATTER_END.search(text, marker.end(), following.end)
        piece = trimmed(text, _opening(text, following.start, marker.start()), stop.start() if stop else following.end)
        found.append(Span(report=witness.report.id, start=piece.start, end=piece.end, text=piece.of(text)))
    return tuple(found)


def _before(witness: Witness, start: int, statements: Sequence[Statement], kind: str) -> Statement | None:
    """The statement that the report tells last before a sentence, near by; of accusations first where "claims" are
    denied."""
    told = [
        (v.cue_class in ("accused", "claimed") if kind else False, v.end, s.id, s)
        for s in statements
        for v in s.variants
        if v.report == witness.report.id and start - NEAR_BEFORE < v.end <= start and s.kind == "statement"
    ]
    return max(told, key=lambda x: x[:3])[3] if told else None


def _opening(text: str, start: int, end: int) -> int:
    """Where the clause that ends in the marker begins."""
    place = start
    for m in MATTER_END.finditer(text, start, end):
        place = m.end()
    return place


def _deeds(
    witnesses: Sequence[Witness], denial: _Denial, events: Sequence[Event], triggers: Sequence[frozenset[str]]
) -> list[Span]:
    """The best-told event of a kind that the denied words name, as each report first tells it."""
    named = denial.matter if denial.explicit else denial.matter[:1]
    modes = {m for stem in named for m in deeds_by_stem().get(stem, ()) if m[0] in _HARM}
    if not modes or not denial.agent or denial.of_thing:
        return []
    own = witnesses[denial.witness].report.id
    fitting = [
        (any(kin(a, b) for a in triggers[i] for b in named), len(reports), -i)
        for i, e in enumerate(events)
        if e.status in ("happened", "disputed") and _same_deed(e, triggers[i], modes, named)
        for reports in [{m.report for m in e.mentions if m.report != own}]
        if reports
    ]
    if not fitting:
        return []
    event = events[-max(fitting)[2]]  # the one of that very name before others of its kind
    best: dict[str, EventTelling] = {}
    for m in event.mentions:
        real = m.modality in ("asserted", "reported") and not m.negated and not unreal().search(m.text)
        if real and m.report != own:
            known = best.get(m.report)
            if known is None or m.start < known.start:  # a report tells its news in full where it first tells it
                best[m.report] = m
    chosen = sorted(best.values(), key=lambda m: (-len(m.text), m.report))[:MOST_CLAIMS]
    return [place_of(m) for m in chosen]


def _same_deed(event: Event, triggers: frozenset[str], modes: set[tuple[str, str]], matter: Sequence[str]) -> bool:
    """Is the event of a kind that the words name? Attacks go by many names: raid, strike, bombing are one kind."""
    if (event.type, event.mode or "") in modes or (event.type == "ASSAULT" and any(t == "ASSAULT" for t, _ in modes)):
        return True
    if event.type not in _HARM:
        return False
    return any(kin(a, b) for a in triggers for b in matter if b not in words_of_role("light-verb"))


def _against(
    witnesses: Sequence[Witness],
    denial: _Denial,
    claims: Sequence[Clause],
    holders: dict[str, list[int]],
    families: dict[str, list[str]],
    rarity: Rarity,
) -> list[Span]:
    """The clauses that tell the denied matter as a fact, the best one of each report; of other reports than its own
    unless a verb of denial marks it."""
    if not denial.explicit and not denial.of_thing and len(denial.matter) < FEWEST_SHARED:
        return []  # "they had not heard": one word makes no matter
    weight = {s: rarity(s) for s in denial.matter}
    whole = sum(weight.values())
    scores: dict[int, float] = {}
    for stem in denial.matter:
        near = {s for s in families.get(stem[:FAMILY], ()) if kin(s, stem)} | {stem}
        for i in sorted({i for s in near for i in holders.get(s, ())}):
            scores[i] = scores.get(i, 0.0) + weight[stem]
    best: dict[int, tuple[float, int]] = {}
    for i, score in scores.items():
        p = claims[i]
        if p.witness == denial.witness and (
            not denial.explicit or (p.start <= denial.span.end and denial.span.start <= p.end)
        ):
            continue
        if not denial.key <= p.stems or not _may_be_there(witnesses[p.witness], denial):
            continue
        share = score / whole
        common = [a for a in denial.matter if any(kin(a, b) for b in p.stems)]
        count = len(common) if set(common) - denial.names else 0
        if count < min(FEWEST_SHARED if denial.explicit or denial.key else FEWEST_SHARED + 1, len(denial.matter)):
            continue
        if share >= SHARED_MATTER and (share, -i) > best.get(p.witness, (0.0, 0)):
            best[p.witness] = (share, -i)
    ranked = sorted(best.items(), key=lambda x: (-x[1][0], x[0]))[:MOST_CLAIMS]
    return [span_of(witnesses, w, claims[-i].start, claims[-i].end) for w, (_, i) in ranked]


def _may_be_there(witness: Witness, denial: _Denial) -> bool:
    """Does the report know any of the places that the denial's sentence names, if it names one?"""
    return not denial.places or any(p in witness.report.text for p in denial.places)


def _one_matter(known: Sequence[_Denial], new: _Denial, its: Sequence[Span], against: Sequence[Span]) -> bool:
    if any(_touch(x, y) for x in against for y in its):
        return True
    if new.answers:
        return False
    return any(
        sum(any(kin(a, b) for b in k.matter) for a in new.matter) * 2 > min(len(k.matter), len(new.matter))
        for k in known
        if k.matter and new.matter
    )


def _conflict(
    witnesses: Sequence[Witness],
    denials: Sequence[_Denial],
    told: Sequence[Span],
    index: Variants,
) -> Conflict:
    denied = [s for d in denials for s in (span_of(witnesses, d.witness, d.span.start, d.span.end), *d.then)]
    kind = "who" if any(d.own_part for d in denials) else "what"
    sides = [side(told, "told", statements_on(told, index)), side(denied, "denied", statements_on(denied, index))]
    about = f"“{cut(sides[0].spans[0].text, 90)}” against “{cut(sides[1].spans[0].text, 90)}”"
    why = "one denies what another one tells"
    return conflict(kind, " ".join(about.split()), sides, "denied", why, 0.5)
