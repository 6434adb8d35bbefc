"""The walk through a report's mentions: who has been named so far, how much in mind each is, and who spoke last."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from spacy.tokens import Doc

from stemma.lexicon import table, values
from stemma.model import Attribution, Candidate, Mention, Stretch
from stemma.reading.coreference.office_words import role_of
from stemma.reading.referents import mentions_in
from stemma.reading.tokens import tokens

if TYPE_CHECKING:
    from stemma.reading.coreference.firms import Firms

FAR = 6  # sentences back in which a pronoun's antecedent is looked for
SHOWN = 3  # candidates kept for a singular mention
NEAR = 0.06  # two candidates closer than this stand alike
UNDECIDED = 0.49  # the most that two who stand alike may score
ALONE, FLOOR = 0.2, 0.55  # a first candidate with such a lead is taken even from some sentences back
# Salience in parts of certainty: a base, less for each sentence between, more for subjects, speakers, governing verbs.
BASE = 0.55
STEP = 0.09
SUBJECT = 0.12
SPEAKER = 0.2
CLAUSE = 0.18
GENDER = 0.1
SAME_SENTENCE = 0.04
OWN = 0.15
QUOTED = -0.2
TOPIC = (
    0.1  # the last whom a sentence names as its subject: with another one named so, who spoke before goes on no more
)
TENSE = 0.35  # one whose words the report gives in the other tense ("says" of the one, "said" of the other)

_TENSES = {"VBZ": "present", "VBP": "present", "VBD": "past"}
SUBJECTS = frozenset("nsubj nsubjpass".split())
_INITIAL = re.compile(r"\b([^\W\d_])\.\s*(?=[^\W\d_]{2})")
_OBJECTS = frozenset("him her them".split())
_PARTS = frozenset("al el as ash an ad ar at bin ben ibn de van von der da - ' mr".split())


class Entity(msgspec.Struct):
    """Who has been named so far: the mentions of one name or description."""

    last: int
    named: int  # the last mention by name or description: whose form it is, the story decides
    kind: str
    number: str
    genders: set[str]
    country: str | None
    roles: set[str]
    words: tuple[str, ...]
    sentence: int
    subject: bool
    quoted: bool
    spoke: int = -99
    tenses: frozenset[str] = frozenset()


class Walk:
    """The state of one walk: every mention's token and sentence, the entities so far, and the speakers."""

    def __init__(self, doc: Doc, found: tuple[Mention, ...], told: tuple[Attribution, ...]) -> None:
        self.words = tokens(doc)
        self.doc_text = doc.text
        self.found = found
        self.starts = [m.span.start for m in found]
        self.token = [self._token_of(m) for m in found]
        self.sentence_starts = [i for i, first in enumerate(self.words.first) if first and self.words.tag[i] != "_SP"]
        self.sentence = [bisect.bisect_right(self.sentence_starts, t) for t in self.token]
        self.quotes = sorted((p.start, p.end) for a in told if a.form == "direct" for p in a.content)
        self.inside = [_within(m.span.start, self.quotes) for m in found]
        self.entities: list[Entity] = []
        self.of: dict[int, list[Entity]] = {}
        self.pairs: list[tuple[int, tuple[Entity, ...]]] = []
        self.tenses: dict[int, str] = {}
        self.speakers = self._speakers_in(told)
        self.count_from_content()
        self.last_speaker: Entity | None = None
        self.topic: Entity | None = None
        self.topic_at = -99
        self.firms: Firms | None = None
        dep, head = self.words.dep, self.words.head
        self.led = {head[i] for i in range(len(dep)) if dep[i] in SUBJECTS}

    def _token_of(self, mention: Mention) -> int:
        return self.token_at((mention.head or mention.span).start)

    def token_at(self, start: int) -> int:
        """The token that begins at, or holds, an offset."""
        return max(0, bisect.bisect_right(self.words.start, start) - 1)

    def _speakers_in(self, told: Sequence[Attribution]) -> dict[int, tuple[int, int]]:
        """The mentions that are the source of an attribution, with the stretch of what they say."""
        spoken: dict[int, tuple[int, int]] = {}
        for attribution in told:
            source = attribution.source or attribution.source_head
            if source is None or attribution.nested_in is not None:
                continue
            near = self.near(source)
            for k in mentions_in([self.found[i] for i in near], source, attribution.source_head):
                spoken.setdefault(near[k], (attribution.hull.start, attribution.hull.end))
                if attribution.cue is not None:
                    cue = max(0, bisect.bisect_right(self.words.start, attribution.cue.start) - 1)
                    if (tense := _TENSES.get(self.words.tag[cue])) is not None:
                        self.tenses.setdefault(near[k], tense)
        return spoken

    def count_from_content(self) -> None:
        """For "..., he said" after long words, distance counts from where the words begin, not from where they end."""
        for index, (start, end) in self.speakers.items():
            if end <= self.found[index].span.start:
                t = max(0, bisect.bisect_right(self.words.start, start) - 1)
                self.sentence[index] = min(self.sentence[index], bisect.bisect_right(self.sentence_starts, t))

    def near(self, stretch: Stretch) -> list[int]:
        """The mentions around a stretch: all that may lie in it or hold an office in it."""
        i = bisect.bisect_left(self.starts, stretch.start - 200)
        j = bisect.bisect_right(self.starts, stretch.end + 120)
        return list(range(i, j))

    def enter(self, index: int, mention: Mention) -> None:
        """Puts a name or a new description among those named so far."""
        words = self.words
        t = self.token[index]
        name = _INITIAL.sub(r"\1 ", mention.name or self.text(mention))
        folded = tuple(w.lower() for w in name.replace("-", " ").split())
        entity = next((e for e in reversed(self.entities) if self.same(e, mention, folded)), None)
        roles = (
            {role_of(w) for w in (mention.office or "").lower().replace("-", " ").split()} if mention.office else set()
        )
        k = words.head[t] if words.dep[t] == "appos" else t
        subject = words.dep[k] in SUBJECTS
        if entity is None:
            entity = Entity(
                last=index,
                named=index,
                kind=mention.kind,
                number=mention.number or "singular",
                genders={mention.gender} if mention.gender else set(),
                country=mention.country,
                roles=roles,
                words=folded,
                sentence=self.sentence[index],
                subject=subject,
                quoted=self.inside[index],
            )
            if mention.type == "nominal" and mention.head:
                entity.roles |= {role_of(words.lower[t])}
            if mention.kind == "person" and self.of_press(mention):
                entity.roles.add("journalist")
            self.entities.append(entity)
        else:
            entity.last, entity.sentence = index, self.sentence[index]
            entity.subject, entity.quoted = subject, self.inside[index]
            entity.roles |= roles
            entity.country = entity.country or mention.country
            if mention.gender:
                entity.genders.add(mention.gender)
            if len(folded) > len(entity.words):
                entity.words = folded
            entity.named = index
        self.of[index] = [entity]
        leads = subject and words.dep[words.head[k]] == "ROOT" and not self.inside[index]
        if leads and mention.kind == "person" and mention.type == "name":
            self.topic, self.topic_at = entity, self.sentence[index]

    def foresee(self, candidates: tuple[Candidate, ...], head: str) -> None:
        """Puts those whom a description stands for among the named ones, though their names come further down."""
        for candidate in candidates:
            self.enter(candidate.mention, self.found[candidate.mention])
            self.of[candidate.mention][0].roles |= {role_of(head), role_of(head.removesuffix("s"))}

    def of_press(self, mention: Mention) -> bool:
        """Does a newsroom stand before the name ("the Herald's X")?"""
        i = bisect.bisect_left(self.words.start, mention.span.start)
        if i < 2 or self.words.tag[i - 1] != "POS":
            return False
        return any(
            self.found[k].span.end == self.words.start[i - 1] and listed_kinds().get((self.found[k].name or "").lower())
            for k in self.near(mention.span)
        )

    def text(self, mention: Mention) -> str:
        """The words of a mention with single blanks."""
        i = bisect.bisect_left(self.words.start, mention.span.start)
        j = bisect.bisect_left(self.words.start, mention.span.end)
        return " ".join(self.words.text[i:j])

    def same(self, entity: Entity, mention: Mention, words: tuple[str, ...]) -> bool:
        """Is the mention another name, or the same, for an entity of this report?"""
        states = ("government", "place")
        state = mention.type == "metonym" or (mention.type == "name" and mention.country and mention.kind in states)
        if state and entity.kind in states and entity.country:
            government = mention.type == "metonym" or mention.kind == "government"
            return entity.country == mention.country and (government or entity.words == words)
        if mention.type == "nominal" or entity.kind == "group" != mention.kind:
            return False
        if entity.words == words:
            return True
        if mention.kind == "person" and entity.kind == "person":
            bare, known = words[-1:], entity.words[-1:]
            if bare != known:
                return False
            one, other = [w for w in words if w not in _PARTS], [w for w in entity.words if w not in _PARTS]
            return len(one) == 1 or len(other) == 1 or one[0] == other[0] or _initial(one[0], other[0])
        return False

    def take_up(self, index: int, mention: Mention, candidates: tuple[Candidate, ...]) -> None:
        """An anaphor that is decided makes its antecedent recent again."""
        top = [c for c in candidates if c.score >= candidates[0].score - 1e-9]
        if len(top) > 1 and mention.number != "plural":
            return
        entities = []
        for candidate in top:
            for entity in self.of.get(candidate.mention, ())[:1]:
                entity.last, entity.sentence = index, self.sentence[index]
                entity.subject = self.is_subject(self.token[index])
                entity.quoted = self.inside[index]
                if mention.gender in ("male", "female") and mention.kind == "person":
                    entity.genders.add(mention.gender)
                entities.append(entity)
        self.of[index] = unique(entities)
        if len(self.of[index]) > 1:
            self.pairs.append((self.sentence[index], tuple(self.of[index])))

    def conjoined(self) -> dict[int, list[tuple[int, ...]]]:
        """Sets of mentions that "and" or a meeting joins, by the last of each set."""
        words = self.words
        by_token: dict[int, int] = {}
        for i, t in enumerate(self.token):
            if self.found[i].type != "pronoun":
                by_token.setdefault(t, i)
        sets: dict[int, list[tuple[int, ...]]] = {}
        chain: dict[int, list[int]] = {}
        for t in sorted(by_token):
            root, steps = t, 0
            while words.dep[root] in ("conj", "appos") and steps < 6:
                root, steps = words.head[root], steps + 1
            chain.setdefault(root, []).append(t)
        subjects: dict[int, int] = {}
        for root, members in chain.items():
            indices = [by_token[t] for t in members]
            if len(indices) > 1:
                sets.setdefault(max(indices), []).append(tuple(indices))
            if words.dep[root] in SUBJECTS and members:
                subjects[words.head[root]] = root
        for root, members in chain.items():
            verb = words.head[root]
            if words.dep[root] == "pobj" and words.lower[verb] == "with":
                verb = words.head[verb]
                while words.dep[verb] == "pobj" or (
                    words.tag[verb].startswith("NN") and words.dep[verb] in ("dobj", "pobj", "prep")
                ):
                    verb = words.head[verb]
                    if words.tag[verb] == "IN":
                        verb = words.head[verb]
            elif not (
                words.dep[root] == "dobj"
                and words.lower[verb] in ("met", "meet", "meets", "hosted", "received", "joined")
            ):
                continue
            if verb in subjects and subjects[verb] in chain:
                indices = [by_token[t] for t in (*chain[subjects[verb]], *members)]
                if len({self.found[i].kind for i in indices}) == 1:
                    sets.setdefault(max(indices), []).append(tuple(indices))
        return sets

    def salience(self, index: int, entity: Entity) -> float:
        words, t = self.words, self.token[index]
        apart = self.sentence[index] - entity.sentence
        score = BASE - STEP * min(apart, FAR)
        if entity.subject:
            score += SUBJECT
        if apart == 0:
            score += SAME_SENTENCE
        elsewhere = self.topic is not None and self.topic is not entity and self.topic_at > entity.spoke
        if self.topic is entity and self.sentence[index] - self.topic_at <= 2:
            score += TOPIC
        if entity is self.last_speaker and self.sentence[index] - entity.spoke <= 2 and not elsewhere:
            # He who spoke last speaks on ("..., he said"); inside his own quotation "he" is somebody else.
            score += SPEAKER if index in self.speakers else SPEAKER / 2
            if self.inside[index] and entity.spoke >= self.sentence[index] - 1:
                score -= 2 * SPEAKER
        said = self.speakers.get(index)
        if said and said[0] <= self.found[entity.last].span.start < said[1] and entity is not self.last_speaker:
            # "... X ..., he said": nobody names himself in what he is said to have said.
            score += QUOTED
        tense = self.tenses.get(index)
        if tense and entity.tenses and tense not in entity.tenses:
            score -= TENSE
        if apart == 0:
            score -= min(0.15, 0.004 * abs(t - self.token[entity.last]))
        if entity.quoted and not self.inside[index]:
            score += QUOTED
        if words.tag[t] == "PRP$" and apart == 0 and entity.subject:
            score += OWN
        if apart == 0 and words.dep[t] in SUBJECTS and self.governs(self.token[entity.last], t):
            score += CLAUSE
        return score

    def is_subject(self, t: int) -> bool:
        """Is the token a subject? The parser takes "him" in "for him to leave" for one, but nobody's mind is on him."""
        return self.words.dep[t] in SUBJECTS and self.words.lower[t] not in _OBJECTS

    def governs(self, subject: int, t: int) -> bool:
        """Is the pronoun the subject of a clause under the verb of that subject ("X said he ...")?"""
        words = self.words
        if not self.is_subject(subject):
            return False
        verb, k, under = words.head[subject], words.head[t], False
        for _ in range(5):
            under = under or words.dep[k] in ("ccomp", "advcl", "xcomp", "conj", "relcl")
            if words.head[k] == k or (words.head[k] != verb and words.head[k] in self.led):
                return False  # "X left, and Y said he ...": Y's clause stands between
            k = words.head[k]
            if k == verb:
                return under
        return False

    def bound(self, t: int, entity: Entity) -> bool:
        """Binding: an object pronoun is not the subject of its own verb, a possessive not the thing it owns."""
        words = self.words
        other = self.token[entity.last]
        if words.dep[other] == "appos":
            other = words.head[other]
        if words.lower[t] in _OBJECTS and words.dep[t] in SUBJECTS:  # "X waited for him to leave"
            return words.dep[other] in SUBJECTS and words.head[other] == words.head[words.head[t]]
        if words.tag[t] == "PRP" and words.dep[t] in ("dobj", "iobj", "dative", "pobj"):
            verb = words.head[t] if words.dep[t] != "pobj" else words.head[words.head[t]]
            if words.dep[other] in SUBJECTS and words.head[other] == verb:
                return True
        if (
            words.dep[t] in SUBJECTS
            and words.head[other] == words.head[t]
            and other != t
            and words.dep[other] in ("dobj", "iobj", "nsubj")
        ):
            return True
        return words.tag[t] == "PRP$" and words.head[t] == other

    def set(self, members: Sequence[Entity], score: float) -> tuple[Candidate, ...]:
        return tuple(Candidate(mention=e.named, score=round(score, 2)) for e in members)

    def ranked(self, scored: list[tuple[float, Entity]], mention: Mention) -> tuple[Candidate, ...]:
        scored.sort(key=lambda s: (-s[0], -s[1].last))
        if not scored:
            return ()
        if len(scored) > 1 and scored[0][0] - scored[1][0] < NEAR:
            # Two stand alike: the same score for both says so.
            level = round(min(UNDECIDED, scored[1][0]), 2)
            return tuple(Candidate(mention=e.named, score=level) for _, e in scored[:2])
        if len(scored) == 1 or scored[0][0] - scored[1][0] >= ALONE:
            # Nobody else comes near: being far back alone does not make it doubtful.
            scored[0] = (max(FLOOR, scored[0][0]), scored[0][1])
        return tuple(
            Candidate(mention=e.named, score=round(max(0.0, min(0.95, s)), 2)) for s, e in scored[:SHOWN] if s > 0
        )


def _initial(one: str, other: str) -> bool:
    """Is one of two given names the initial of the other?"""
    return 1 in (len(one), len(other)) and one[0] == other[0]


def unique(entities: Sequence[Entity]) -> list[Entity]:
    """The entities without repetitions, in order."""
    seen: list[Entity] = []
    for entity in entities:
        if not any(entity is e for e in seen):
            seen.append(entity)
    return seen


def _within(at: int, quotes: Sequence[tuple[int, int]]) -> bool:
    k = bisect.bisect_right(quotes, (at, 1 << 40)) - 1
    return k >= 0 and quotes[k][0] <= at < quotes[k][1]


@functools.cache
def listed_kinds() -> dict[str, str]:
    """News sources by every form of their name in lower case: agency, broadcaster, outlet, platform."""
    found: dict[str, str] = {}
    for row in table("sources"):
        for form in (row["name"], *values(row["names"])):
            found.setdefault(form.lower().removeprefix("the "), row["kind"])
    return found
