"""Whom nominals and pronouns refer back to, within one report: ranked candidates, best first.

Antecedents are weighed as in the salience accounts of Lappin and Leass (1994): agreement in number and gender first, then
recency, subject position, parallel roles and who spoke last; a noun must also fit ("the minister" an office, "the agency"
a body of that kind). Where two antecedents stand alike, both keep the same score and nothing is decided here.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from stemma.lexicon import table, values
from stemma.model import Attribution, Candidate, Mention, Reason, Stretch
from stemma.reading.mentions import mentions_in
from stemma.reading.tokens import tokens

FAR = 6  # sentences back in which a pronoun's antecedent is looked for
SHOWN = 3  # candidates kept for a singular mention
NEAR = 0.06  # two candidates closer than this stand alike
ALONE, FLOOR = 0.2, 0.55  # a first candidate with such a lead is taken even from some sentences back
STEP = 0.09  # what each sentence of distance costs
BASE = 0.55
SUBJECT, SPEAKER, CLAUSE, GENDER, SAME_SENTENCE, OWN, QUOTED = 0.12, 0.2, 0.18, 0.1, 0.04, 0.15, -0.2

_SUBJECTS = frozenset("nsubj nsubjpass".split())
_PAIR_WORDS = frozenset("both two".split())
_STATES = frozenset("countries nations states governments neighbours neighbors capitals republics".split())
_SIDES = frozenset("sides parties delegations teams".split())
_OFFICE_SYNONYMS = {
    "reporter": "journalist",
    "correspondent": "journalist",
    "premier": "minister",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "physician": "doctor",
    "medic": "doctor",
    "leader": "leader",
    "ruler": "leader",
    "politician": "minister",
    "attorney": "lawyer",
    "general": "commander",
    "co-founder": "founder",
}
# Offices that a looser noun can take up: "the leader" of a president.
_BROADER = {
    "leader": frozenset(
        "president minister chancellor king emir chief chairman head governor premier leader secretary".split()
    ),
    "official": frozenset(
        "minister secretary governor commissioner spokesman mayor director chief administrator official envoy ambassador".split()
    ),
    "diplomat": frozenset("ambassador envoy consul minister".split()),
    "politician": frozenset("minister senator president leader mp lawmaker mayor chairman governor".split()),
    "lawmaker": frozenset("senator mp congressman congresswoman legislator parliamentarian representative".split()),
    "commander": frozenset("general colonel admiral commander captain major lieutenant".split()),
    "ruler": frozenset("president king emir sultan ruler leader".split()),
}
ANYBODY = frozenset("people persons men women children individuals others adults girls boys".split())
_AGENCY_WORDS = frozenset("agency newswire".split())
_PRESS_WORDS = frozenset("newspaper broadcaster channel magazine outlet station network tabloid daily website".split())


class _Entity(msgspec.Struct):
    """Who has been named so far: the mentions of one name or description."""

    last: int
    best: int
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


def resolved(doc: Doc, found: tuple[Mention, ...], told: tuple[Attribution, ...] = ()) -> tuple[Mention, ...]:
    """The mentions with candidates for nominals and pronouns: indices into ``found``, scores from 0 to 1.

    A plural ("they", "the two ministers") whose antecedent is a set has all its members with one and the same score.
    """
    if not found:
        return found
    return _Report(doc, found, told).resolve()


class _Report:
    """The state of one walk through a report's mentions."""

    def __init__(self, doc: Doc, found: tuple[Mention, ...], told: tuple[Attribution, ...]) -> None:
        self.words = tokens(doc)
        self.found = found
        self.starts = [m.span.start for m in found]
        self.token = [self._token(m) for m in found]
        self.sentence_starts = [i for i, first in enumerate(self.words.first) if first and self.words.tag[i] != "_SP"]
        self.sentence = [bisect.bisect_right(self.sentence_starts, t) for t in self.token]
        self.quotes = sorted((p.start, p.end) for a in told if a.form == "direct" for p in a.content)
        self.inside = [_within(m.span.start, self.quotes) for m in found]
        self.entities: list[_Entity] = []
        self.of: dict[int, list[_Entity]] = {}
        self.pairs: list[tuple[int, tuple[_Entity, ...]]] = []
        self.speakers = self._speakers(told)
        self._count_from_content()
        self.last_speaker: _Entity | None = None

    def _token(self, mention: Mention) -> int:
        place = mention.head or mention.span
        return max(0, bisect.bisect_right(self.words.start, place.start) - 1)

    def _speakers(self, told: Sequence[Attribution]) -> dict[int, tuple[int, int]]:
        """The mentions that are the source of an attribution, with the stretch of what they say."""
        spoken: dict[int, tuple[int, int]] = {}
        for attribution in told:
            source = attribution.source or attribution.source_head
            if source is None or attribution.nested_in is not None:
                continue
            near = self._near(source)
            for k in mentions_in([self.found[i] for i in near], source, attribution.source_head):
                spoken.setdefault(near[k], (attribution.hull.start, attribution.hull.end))
        return spoken

    def _count_from_content(self) -> None:
        """For "..., he said" after long words, distance counts from where the words begin, not from where they end."""
        for index, (start, end) in self.speakers.items():
            if end <= self.found[index].span.start:
                t = max(0, bisect.bisect_right(self.words.start, start) - 1)
                self.sentence[index] = min(self.sentence[index], bisect.bisect_right(self.sentence_starts, t))

    def _near(self, stretch: Stretch) -> list[int]:
        """The mentions around a stretch: all that may lie in it or hold an office in it."""
        i = bisect.bisect_left(self.starts, stretch.start - 200)
        j = bisect.bisect_right(self.starts, stretch.end + 120)
        return list(range(i, j))

    def resolve(self) -> tuple[Mention, ...]:
        done = []
        groups = self._conjoined()
        for index, mention in enumerate(self.found):
            candidates: tuple[Candidate, ...] = ()
            rule = ""
            if mention.type == "pronoun":
                candidates, rule = self._pronoun(index, mention)
            elif mention.type == "nominal":
                candidates, rule = self._nominal(index, mention)
            if candidates:
                self._take_up(index, mention, candidates)
                mention = msgspec.structs.replace(
                    mention,
                    candidates=candidates,
                    confidence=_sure(candidates, mention),
                    because=(*mention.because, Reason(rule="coreference", words=rule)),
                )
            elif mention.type != "pronoun":
                self._enter(index, mention)
            for group in groups.get(index, ()):
                members = [e for i in group for e in self.of.get(i, ())[:1]]
                if len({id(e) for e in members}) > 1:
                    self.pairs.append((self.sentence[index], tuple(_unique(members))))
            if index in self.speakers and self.of.get(index):
                self.last_speaker = self.of[index][0]
                for entity in self.of[index]:
                    entity.spoke = self.sentence[index]
            done.append(mention)
        return tuple(done)

    def _enter(self, index: int, mention: Mention) -> None:
        """Puts a name or a new description among those named so far."""
        words = self.words
        t = self.token[index]
        folded = tuple(w.lower() for w in (mention.name or self._text(mention)).replace("-", " ").split())
        entity = next((e for e in reversed(self.entities) if self._same(e, mention, folded)), None)
        roles = (
            {_role(w) for w in (mention.office or "").lower().replace("-", " ").split()} if mention.office else set()
        )
        subject = words.dep[t] in _SUBJECTS
        if entity is None:
            entity = _Entity(
                last=index,
                best=index,
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
                entity.roles |= {_role(words.lower[t])}
            if mention.kind == "person" and self._of_press(mention):
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
                entity.words, entity.best = folded, index
        self.of[index] = [entity]

    def _of_press(self, mention: Mention) -> bool:
        """Does a newsroom stand before the name ("the Herald's X")?"""
        i = bisect.bisect_left(self.words.start, mention.span.start)
        if i < 2 or self.words.tag[i - 1] != "POS":
            return False
        return any(
            self.found[k].span.end == self.words.start[i - 1] and _listed_kind().get((self.found[k].name or "").lower())
            for k in self._near(mention.span)
        )

    def _text(self, mention: Mention) -> str:
        i = bisect.bisect_left(self.words.start, mention.span.start)
        j = bisect.bisect_left(self.words.start, mention.span.end)
        return " ".join(self.words.text[i:j])

    def _same(self, entity: _Entity, mention: Mention, words: tuple[str, ...]) -> bool:
        if mention.type == "metonym" or (mention.country and mention.kind in ("government", "place")):
            if mention.type in ("name", "metonym") and entity.kind in ("government", "place") and entity.country:
                return entity.country == mention.country and (
                    mention.type == "metonym" or entity.words == words or mention.kind == "government"
                )
        if mention.type == "nominal" or entity.kind == "group" != mention.kind:
            return False
        if entity.words == words:
            return True
        if mention.kind == "person" and entity.kind == "person":
            bare, known = _surname(words), _surname(entity.words)
            if bare != known:
                return False
            one, other = [w for w in words if w not in _PARTS], [w for w in entity.words if w not in _PARTS]
            return len(one) == 1 or len(other) == 1 or one[0] == other[0]
        return False

    def _take_up(self, index: int, mention: Mention, candidates: tuple[Candidate, ...]) -> None:
        """An anaphor that is decided makes its antecedent recent again."""
        top = [c for c in candidates if c.score >= candidates[0].score - 1e-9]
        if len(top) > 1 and mention.number != "plural":
            return
        entities = []
        for candidate in top:
            for entity in self.of.get(candidate.mention, ())[:1]:
                entity.last, entity.sentence = index, self.sentence[index]
                entity.subject = self.words.dep[self.token[index]] in _SUBJECTS
                entity.quoted = self.inside[index]
                if mention.gender in ("male", "female") and mention.kind == "person":
                    entity.genders.add(mention.gender)
                entities.append(entity)
        self.of[index] = _unique(entities)
        if len(self.of[index]) > 1:
            self.pairs.append((self.sentence[index], tuple(self.of[index])))

    def _conjoined(self) -> dict[int, list[tuple[int, ...]]]:
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
            if words.dep[root] in _SUBJECTS and members:
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

    def _pronoun(self, index: int, mention: Mention) -> tuple[tuple[Candidate, ...], str]:
        if mention.number == "plural":
            return self._plural(index)
        word = self._text(mention).lower()
        if word in ("his", "her") and (ahead := self._ahead(index)):
            return ahead, f"{word}: the subject that follows"
        t, here = self.token[index], self.sentence[index]
        kinds = ("organisation", "government") if word == "it" else ("person",)
        scored = []
        for entity in self.entities:
            if entity.kind not in kinds or entity.number == "plural" or here - entity.sentence > FAR:
                continue
            if (
                mention.gender in ("male", "female")
                and entity.genders - {mention.gender, "neuter"}
                and mention.gender not in entity.genders
            ):
                continue
            if self._bound(t, entity):
                continue
            score = self._salience(index, entity)
            if mention.gender in entity.genders:
                score += GENDER
            scored.append((score, entity))
        return self._ranked(scored, mention), f"{word}: nearest that agrees, subject and speaker first"

    def _ahead(self, index: int) -> tuple[Candidate, ...]:
        """ "For his part, X said": the subject that follows the opening phrase."""
        words, t = self.words, self.token[index]
        if not (
            words.lower[words.head[t]] in ("part", "own", "first", "latest", "opening", "closing")
            and t >= 1
            and self._opens(t)
        ):
            return ()
        for k in range(index + 1, min(index + 4, len(self.found))):
            if (
                self.sentence[k] == self.sentence[index]
                and self.found[k].kind == "person"
                and words.dep[self.token[k]] in _SUBJECTS
            ):
                return (Candidate(mention=k, score=0.85),) if self.found[k].type == "name" else ()
        return ()

    def _opens(self, t: int) -> bool:
        return any(self.words.first[k] for k in range(max(0, t - 2), t + 1))

    def _salience(self, index: int, entity: _Entity) -> float:
        words, t = self.words, self.token[index]
        apart = self.sentence[index] - entity.sentence
        score = BASE - STEP * min(apart, FAR)
        if entity.subject:
            score += SUBJECT
        if apart == 0:
            score += SAME_SENTENCE
        if entity is self.last_speaker and self.sentence[index] - entity.spoke <= 2:
            # He who spoke last speaks on ("..., he said"); inside his own quotation "he" is somebody else.
            score += SPEAKER if index in self.speakers else SPEAKER / 2
            if self.inside[index] and entity.spoke >= self.sentence[index] - 1:
                score -= 2 * SPEAKER
        said = self.speakers.get(index)
        if said and said[0] <= self.found[entity.last].span.start < said[1] and entity is not self.last_speaker:
            # "... X ..., he said": nobody names himself in what he is said to have said.
            score += QUOTED
        if apart == 0:
            score -= min(0.15, 0.004 * abs(t - self.token[entity.last]))
        if entity.quoted and not self.inside[index]:
            score += QUOTED
        if words.tag[t] == "PRP$" and apart == 0 and entity.subject:
            score += OWN
        if apart == 0 and words.dep[t] in _SUBJECTS and self._governs(self.token[entity.last], t):
            score += CLAUSE
        return score

    def _governs(self, subject: int, t: int) -> bool:
        """Is the pronoun the subject of a clause under the verb of that subject ("X said he ...")?"""
        words = self.words
        if words.dep[subject] not in _SUBJECTS:
            return False
        verb, k = words.head[subject], words.head[t]
        for _ in range(5):
            if words.head[k] == verb and words.dep[k] in ("ccomp", "advcl", "xcomp", "conj", "relcl"):
                return True
            if words.head[k] == k:
                return False
            k = words.head[k]
        return False

    def _bound(self, t: int, entity: _Entity) -> bool:
        """Binding: an object pronoun is not the subject of its own verb, a possessive not the thing it owns."""
        words = self.words
        other = self.token[entity.last]
        if words.tag[t] == "PRP" and words.dep[t] in ("dobj", "iobj", "dative", "pobj"):
            verb = words.head[t] if words.dep[t] != "pobj" else words.head[words.head[t]]
            if words.dep[other] in _SUBJECTS and words.head[other] == verb:
                return True
        if (
            words.dep[t] in _SUBJECTS
            and words.head[other] == words.head[t]
            and other != t
            and words.dep[other] in ("dobj", "iobj", "nsubj")
        ):
            return True
        return words.tag[t] == "PRP$" and words.head[t] == other

    def _plural(self, index: int) -> tuple[tuple[Candidate, ...], str]:
        here = self.sentence[index]
        options: list[tuple[float, tuple[_Entity, ...]]] = []
        for sentence, members in reversed(self.pairs):
            if here - sentence > 3:
                break
            bonus = SUBJECT if any(e.subject for e in members) else 0.0
            spoke = SPEAKER / 2 if any(e is self.last_speaker for e in members) else 0.0
            options.append((BASE + bonus + spoke - STEP * (here - sentence), members))
        for entity in self.entities:
            if here - entity.sentence > 3 or not (entity.number == "plural" or entity.kind == "group"):
                continue
            if self._bound(self.token[index], entity):
                continue
            options.append((self._salience(index, entity), (entity,)))
        if not options:
            return (), ""
        best = max(range(len(options)), key=lambda k: (options[k][0], -k))
        return self._set(
            options[best][1], min(0.9, options[best][0])
        ), "plural: the last who were named together or as a group"

    def _set(self, members: Sequence[_Entity], score: float) -> tuple[Candidate, ...]:
        return tuple(Candidate(mention=e.best, score=round(score, 2)) for e in members)

    def _nominal(self, index: int, mention: Mention) -> tuple[tuple[Candidate, ...], str]:
        words, t = self.words, self.token[index]
        i = bisect.bisect_left(words.start, mention.span.start)
        first = words.lower[i]
        own = words.tag[i] == "PRP$"
        definite = first in ("the", "both", "this", "that", "these", "those", "our") or own
        head = words.lower[t]
        middle = words.lower[i : t + 1]
        if mention.number == "plural":
            if set(middle) & _PAIR_WORDS and (definite or first in _PAIR_WORDS):
                return self._two(index, mention, head), f"{' '.join(middle)}: the last two who fit"
            if mention.country and mention.kind == "group" and definite:
                fits = [
                    e
                    for e in self.entities
                    if e.kind == "person" and e.country == mention.country and _role(head.rstrip("s")) in e.roles
                ]
                if len(fits) > 1:
                    return self._set(fits, 0.7), f"the {head} of that country"
            if definite or (first == head and head not in ANYBODY):
                return self._again(index, mention, head, definite), f"{head}: the same group told of before"
            return (), ""
        if head in ("country", "government", "nation") and (own or definite):
            return self._country(index, mention, own), "the country of whom the words speak"
        if not definite:
            return (), ""
        if mention.kind == "person":
            return self._holder(index, mention, head, first), f"{head}: who holds that office"
        if mention.kind == "organisation":
            return self._body(index, mention, head), f"the {head}: the last body of that kind"
        return self._again(index, mention, head, definite), f"{head}: told of before"

    def _two(self, index: int, mention: Mention, head: str) -> tuple[Candidate, ...]:
        here = self.sentence[index]
        if head in _STATES:
            states = sorted(
                (
                    e
                    for e in self.entities
                    if e.kind in ("government", "place") and e.country and e.number == "singular"
                ),
                key=lambda e: -e.last,
            )
            unique = _unique_by_country(states)
            return self._set(unique[:2], 0.7) if len(unique) > 1 and here - unique[1].sentence <= FAR else ()
        role = _role(head[:-1] if head.endswith("s") else head)
        people = sorted(
            (e for e in self.entities if e.kind == "person" and e.number == "singular"), key=lambda e: -e.last
        )
        if head not in _SIDES and head not in ("men", "women", "people"):
            fits = [
                e
                for e in people
                if role in e.roles or (role in _BROADER and e.roles & _BROADER[role]) or _role("counterpart") in e.roles
            ]
            if len(fits) > 1:
                return self._set(fits[:2], 0.75)
            return ()
        for sentence, members in reversed(self.pairs):
            if here - sentence > FAR:
                break
            if all(e.kind in ("person", "government", "group", "organisation") for e in members):
                return self._set(members, 0.6)
        recent = [e for e in people if here - e.sentence <= 3 and e.country]
        recent = _unique_by_country(recent)
        if len(recent) > 1:
            return self._set(recent[:2], 0.5)
        return ()

    def _again(self, index: int, mention: Mention, head: str, definite: bool) -> tuple[Candidate, ...]:
        """The same head noun before: "residents of the camp", then "the residents"."""
        for entity in reversed(self.entities):
            if (
                entity.kind in ("group", "government", "organisation", "person")
                and entity.words
                and _role(head) in entity.roles
            ):
                if mention.country and entity.country and mention.country != entity.country:
                    continue
                if entity.number != (mention.number or "singular"):
                    continue
                if self.sentence[index] - entity.sentence > 3 * FAR:
                    break
                return (Candidate(mention=entity.best, score=0.75 if definite else 0.6),)
        return ()

    def _holder(self, index: int, mention: Mention, head: str, first: str) -> tuple[Candidate, ...]:
        role = _role(head)
        scored = []
        modifiers = {_role(w) for w in (mention.office or "").lower().replace("-", " ").split()} - {role}
        for entity in self.entities:
            if entity.kind != "person" or entity.number == "plural":
                continue
            if (
                mention.gender in ("male", "female")
                and entity.genders - {"neuter"}
                and mention.gender not in entity.genders
            ):
                continue
            if mention.country and entity.country and mention.country != entity.country:
                continue
            if role in entity.roles:
                score = 0.72
            elif role in _BROADER and entity.roles & _BROADER[role]:
                score = 0.6
            else:
                continue
            score += 0.06 * min(2, len(modifiers & entity.roles))
            if entity is self.last_speaker:
                score += 0.1
            scored.append((score - STEP / 3 * min(self.sentence[index] - entity.sentence, FAR), entity))
        if (
            not scored
            and not mention.country
            and first in ("the", "this")
            and head in ("minister", "president", "leader", "man", "woman", "official", "spokesman", "spokeswoman")
        ):
            recent = [
                e
                for e in self.entities
                if e.kind == "person"
                and e.number == "singular"
                and self.sentence[index] - e.sentence <= 2
                and not e.roles
            ]
            scored = [(self._salience(index, e) - 0.1, e) for e in recent]
        return self._ranked(scored, mention)

    def _body(self, index: int, mention: Mention, head: str) -> tuple[Candidate, ...]:
        scored = []
        for entity in self.entities:
            if entity.kind != "organisation":
                continue
            name = entity.words
            if mention.country and entity.country and entity.country != mention.country:
                continue
            kind = _listed_kind().get(" ".join(name)) or ""
            fits = (
                head in name
                or (head in _AGENCY_WORDS and kind == "agency")
                or (head in _PRESS_WORDS and kind in ("broadcaster", "outlet"))
            )
            fits = fits or _role(head) in entity.roles
            if (
                not fits
                and head in ("organisation", "organization", "group", "company", "firm", "body", "agency")
                and not kind
            ):
                fits = self.sentence[index] - entity.sentence <= 2
                if fits:
                    scored.append((0.5 - STEP * (self.sentence[index] - entity.sentence), entity))
                continue
            if fits:
                score = 0.72 - STEP / 2 * min(self.sentence[index] - entity.sentence, FAR)
                scored.append((score + (0.12 if entity is self.last_speaker or entity.spoke >= 0 else 0.0), entity))
        return self._ranked(scored, mention)

    def _country(self, index: int, mention: Mention, own: bool) -> tuple[Candidate, ...]:
        land = mention.country
        if land is None and own:
            before = index - 1 if index and self.found[index - 1].type == "pronoun" else index + 1
            owner = next(
                (
                    e
                    for k in (index + 1, before)
                    if k < len(self.found) and self.found[k].span.start == mention.span.start
                    for e in self.of.get(k, ())[:1]
                ),
                None,
            )
            if owner is None:
                t = bisect.bisect_left(self.words.start, mention.span.start)
                gender = {"his": "male", "her": "female"}.get(self.words.lower[t])
                fits = [
                    e
                    for e in self.entities
                    if e.kind == "person" and (not gender or gender in e.genders or not e.genders)
                ]
                owner = max(fits, key=lambda e: self._salience(index, e), default=None)
            land = owner.country if owner else None
        if land is None:
            return ()
        fits = [e for e in self.entities if e.country == land and e.kind in ("government", "place")]
        return (Candidate(mention=fits[-1].best, score=0.7),) if fits else ()

    def _ranked(self, scored: list[tuple[float, _Entity]], mention: Mention) -> tuple[Candidate, ...]:
        scored.sort(key=lambda s: (-s[0], -s[1].last))
        if not scored:
            return ()
        if len(scored) > 1 and scored[0][0] - scored[1][0] < NEAR:
            # Two stand alike: the same score for both says so.
            level = round(min(0.49, scored[1][0]), 2)
            return tuple(Candidate(mention=e.best, score=level) for _, e in scored[:2])
        if len(scored) == 1 or scored[0][0] - scored[1][0] >= ALONE:
            # Nobody else comes near: being far back alone does not make it doubtful.
            scored[0] = (max(FLOOR, scored[0][0]), scored[0][1])
        return tuple(
            Candidate(mention=e.best, score=round(max(0.0, min(0.95, s)), 2)) for s, e in scored[:SHOWN] if s > 0
        )


_PARTS = frozenset("al el as ash an ad ar at bin ben ibn de van von der da - ' mr".split())


def _surname(words: tuple[str, ...]) -> str:
    return words[-1] if words else ""


def _role(word: str) -> str:
    return _OFFICE_SYNONYMS.get(word, word)


def _sure(candidates: tuple[Candidate, ...], mention: Mention) -> float:
    if mention.number != "plural" and len(candidates) > 1 and candidates[0].score - candidates[1].score < 1e-9:
        return 0.3
    return round(candidates[0].score, 2)


def _unique(entities: Sequence[_Entity]) -> list[_Entity]:
    seen: list[_Entity] = []
    for entity in entities:
        if not any(entity is e for e in seen):
            seen.append(entity)
    return seen


def _unique_by_country(entities: Sequence[_Entity]) -> list[_Entity]:
    seen: dict[str, _Entity] = {}
    for entity in entities:
        seen.setdefault(entity.country or "", entity)
    return list(seen.values())


def _within(at: int, quotes: Sequence[tuple[int, int]]) -> bool:
    k = bisect.bisect_right(quotes, (at, 1 << 40)) - 1
    return k >= 0 and quotes[k][0] <= at < quotes[k][1]


@functools.cache
def _listed_kind() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table("sources"):
        for form in (row["name"], *values(row["names"])):
            found.setdefault(form.lower().removeprefix("the "), row["kind"])
    return found
