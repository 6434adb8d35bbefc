"""Actors: one for each person, body, government, place or group of a story, whatever its reports call it.

Forms of names are joined by likeness of their parts, offices, countries and the reports they share; then descriptions and
pronouns go to the actors that coreference ranked first. The story's own cast is evidence: a bare surname belongs to the
fuller name in the pile.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from stemma.collation.common import Cast, Key
from stemma.collation.forms import Form, bare, country_in, country_words, folded_words, forms, head_of, same_body
from stemma.collation.names import SAME, alike, parsed
from stemma.collation.offices import office_of, same_office
from stemma.collation.sounds import coarse, likeness, sounds
from stemma.model import (
    Actor,
    ActorCandidate,
    ActorKind,
    ActorMention,
    Join,
    Office,
    Reason,
    Span,
    Witness,
    record_id,
)

SAME_PLACE = 0.9  # places are short: one sound apart may be another village
SURNAME = 0.62  # a bare surname joins a fuller name from here on (a respelt one, too)
REFUSED = 0.45  # links below this were never in question and are not shown
SURE = 0.5  # what coreference ranks lower is no answer
CLEAR = 0.05  # a pronoun's first candidate leads by this much, or its actors stand alike


class _Link(msgspec.Struct, frozen=True):
    a: tuple[str, ...]
    b: tuple[str, ...]
    score: float
    words: str


class _Groups:
    """Union-find over forms; the smaller id of the earlier form stays the root."""

    def __init__(self, ids: Iterable[tuple[str, ...]]) -> None:
        self.parent = {i: i for i in ids}
        self.order = {i: n for n, i in enumerate(self.parent)}
        self.links: list[_Link] = []
        self.refused: dict[tuple[str, ...], _Link] = {}

    def root(self, i: tuple[str, ...]) -> tuple[str, ...]:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, a: tuple[str, ...], b: tuple[str, ...], score: float, words: str) -> None:
        x, y = self.root(a), self.root(b)
        if x == y:
            return
        if self.order[y] < self.order[x]:
            x, y = y, x
        self.parent[y] = x
        self.links.append(_Link(a, b, score, words))

    def refuse(self, a: tuple[str, ...], b: tuple[str, ...], score: float, words: str) -> None:
        if score < REFUSED:
            return
        for i in (a, b):
            if i not in self.refused or self.refused[i].score < score:
                self.refused[i] = _Link(a, b, score, words)


def actors(witnesses: Sequence[Witness], times: Any = None) -> Cast:
    """The cast of a story: its actors, and whom each mention refers to.

    ``witnesses`` are sorted by report id. A mention that could be several alike has none in ``Cast.of``; "they" and
    "both ministers" may have several.
    """
    found = forms(witnesses)
    groups = _Groups(found)
    _join_people(found, groups)
    _join_surnames(found, groups, witnesses)
    _join_bodies(found, groups)
    _join_places(found, groups)
    _join_descriptions(found, groups)
    _join_holders(found, groups, witnesses)
    return _cast(witnesses, found, groups)


def _join_people(found: Mapping[tuple[str, ...], Form], groups: _Groups) -> None:
    people = [f for f in found.values() if f.id[0] == "person" and len(f.id) == 2]
    for a, b in _blocked(people):
        score, why = alike(a.parts, b.parts)
        score = _with_context(a, b, score)
        if score >= SAME:
            groups.join(a.id, b.id, score, _said(a, b, why))
        else:
            groups.refuse(a.id, b.id, score, _said(a, b, why))


def _with_context(a: Form, b: Form, score: float) -> float:
    """The names' likeness, bettered by a shared office, lessened by another country, gender or both in one report."""
    offices_a, offices_b = _office_words(a), _office_words(b)
    if offices_a and offices_b:
        score += 0.08 if offices_a & offices_b else -0.03
    if a.country and b.country and a.country != b.country:
        score -= 0.1
    genders = {g for f in (a, b) for g, _ in f.genders.most_common(1)}
    if genders == {"male", "female"}:
        score -= 0.2
    return min(1.0, score)


def _office_words(form: Form) -> set[str]:
    return {folded_words(m.office)[-1] for _, m in form.offices if m.office and folded_words(m.office)}


def _blocked(listed: Sequence[Form]) -> Iterable[tuple[Form, Form]]:
    """The pairs of forms that share a part's first sounds: all that can be alike, few of all pairs."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for n, form in enumerate(listed):
        marks = {_mark(p.text) for p in form.parts.parts} | {_mark(r) for r in form.parts.readings}
        for initials in (form.parts.acronym, *form.parts.capitals):
            if initials:
                marks.add("=" + initials)
        for mark in sorted(marks):
            blocks[mark].append(n)
    pairs = {(i, j) for numbers in blocks.values() for k, i in enumerate(numbers) for j in numbers[k + 1 :]}
    for i, j in sorted(pairs):
        yield listed[i], listed[j]


def _mark(word: str) -> str:
    return coarse(sounds(word))[:2]


def _join_surnames(found: Mapping[tuple[str, ...], Form], groups: _Groups, witnesses: Sequence[Witness]) -> None:
    """Each bare name to the fuller one in its report, else in the story; two that fit alike are told apart by office."""
    full = [f for f in found.values() if f.id[0] == "person" and len(f.id) == 2]
    by_mark: dict[str, list[Form]] = defaultdict(list)
    for form in full:
        for mark in sorted({_mark(p.text) for p in form.parts.parts}):
            by_mark[mark].append(form)
    alone = [f for f in found.values() if f.id[0] == "person" and len(f.id) == 3]
    for form in alone:
        options: dict[tuple[str, ...], tuple[float, Form, tuple[str, ...]]] = {}
        for other in by_mark.get(_mark(form.parts.parts[0].text), ()):
            score, why = alike(form.parts, other.parts)
            if score < SURNAME and not (score >= 0.4 and other.reports & form.reports and why[0].startswith("given")):
                continue
            score = _with_context(form, other, score) + (0.15 if form.reports & other.reports else 0.0)
            root = groups.root(other.id)
            if root not in options or options[root][0] < score:
                options[root] = (score, other, why)
        ranked = sorted(options.values(), key=lambda o: (-o[0], groups.order[o[1].id]))
        if not ranked:
            continue
        best = ranked[0]
        if len(ranked) > 1 and best[0] - ranked[1][0] < CLEAR:
            weight = [sum(len(f.keys) for f in full if groups.root(f.id) == groups.root(o[1].id)) for o in ranked[:2]]
            if weight[0] < 3 * weight[1]:
                groups.refuse(
                    form.id, best[1].id, best[0], f"{form.text} could be {best[1].text} or {ranked[1][1].text}"
                )
                continue
        groups.join(form.id, best[1].id, min(1.0, best[0]), _said(form, best[1], best[2]))
    rest: dict[str, Form] = {}
    for form in alone:
        if groups.root(form.id) == form.id:
            other = rest.setdefault(form.id[1], form)
            if other is not form:
                groups.join(other.id, form.id, 0.8, f"both reports write {form.text}")


def _join_bodies(found: Mapping[tuple[str, ...], Form], groups: _Groups) -> None:
    bodies = [f for f in found.values() if f.id[0] in ("organisation", "government", "group", "other") and f.named]
    known: dict[tuple[str, ...], Form] = {}
    for form in bodies:
        if what := same_body(form):
            first = known.setdefault(what, form)
            if first is not form:
                groups.join(
                    first.id,
                    form.id,
                    0.95,
                    f"{first.text} / {form.text}: names of one {'source' if what[0] == 'listed' else 'army'}",
                )
    for a, b in _blocked(bodies):
        score, why = alike(a.parts, b.parts)
        if score < SAME and a.reports & b.reports and _first_word(a, b):
            score, why = 0.74, ("short for it in one report",)
        if a.country and b.country and a.country != b.country and not why[0].endswith("letters"):
            score -= 0.2
        if score >= SAME:
            groups.join(a.id, b.id, score, _said(a, b, why))
        else:
            groups.refuse(a.id, b.id, score, _said(a, b, why))


def _first_word(a: Form, b: Form) -> bool:
    """Is one name the first word of the other ("Beacon" of "Beacon Project"), a word that is no kind of body itself?"""
    short, long = sorted((a.parts.parts, b.parts.parts), key=len)
    return (
        len(short) == 1
        and len(long) == 2
        and short[0] == long[0]
        and short[0].role == "word"
        and long[1].role == "kind"
    )


_SIDES = frozenset(
    "north south east west northern southern eastern western central upper lower new old greater".split()
)
_PLACE_NOUNS = frozenset(
    "province state county district region city town village camp refugee island islands regency governorate prefecture oblast "
    "airbase base naval air airport coast the northern of".split()
)


def _join_places(found: Mapping[tuple[str, ...], Form], groups: _Groups) -> None:
    places = [f for f in found.values() if f.id[0] == "place"]
    cores = {f.id: _core(f.text) for f in places}
    by_core: dict[tuple[str, ...], Form] = {}
    for form in places:
        first = by_core.setdefault(cores[form.id], form)
        if first is not form:
            groups.join(first.id, form.id, 0.95, f"{form.text} is {first.text}")
    _join_shorter(by_core, groups)
    listed = list(by_core.items())
    for n, (core, form) in enumerate(listed):
        for other_core, other in listed[n + 1 :]:
            if len(core) != len(other_core) or set(core) & _SIDES != set(other_core) & _SIDES:
                continue
            score = min(likeness(x, y) for x, y in zip(core, other_core, strict=True)) if core else 0.0
            if score >= SAME_PLACE and core[0][:1] == other_core[0][:1]:
                groups.join(form.id, other.id, score, f"{form.text} and {other.text} sound alike")


def _join_shorter(cores: Mapping[tuple[str, ...], Form], groups: _Groups) -> None:
    """ "New Orrin" and "Orrin", "Ring of Salt" and "Great Ring of Salt": where the story has one longer name only."""
    for core, form in cores.items():
        longer = [
            (c, f)
            for c, f in cores.items()
            if len(c) > len(core)
            and c[-len(core) :] == core
            and (c[:-1] == ("new",) or (len(core) > 1 and not set(c) & _SIDES))
        ]
        if len(longer) == 1:
            groups.join(longer[0][1].id, form.id, 0.75, f"{form.text} is short for {longer[0][1].text}")


def _core(text: str) -> tuple[str, ...]:
    """The words of a place's name without "province", "refugee camp" and the like."""
    words = folded_words(text)
    core = tuple(w for w in words if w not in _PLACE_NOUNS)
    return core or tuple(words)


def _join_descriptions(found: Mapping[tuple[str, ...], Form], groups: _Groups) -> None:
    """ "Officials" to the "Syrian officials" of the story where there is one such group only; "disaster agency" likewise."""
    by_head: dict[str, list[Form]] = defaultdict(list)
    for form in found.values():
        if form.id[0] == "described":
            by_head[form.id[-1]].append(form)
    for form in found.values():
        if form.named and form.id[0] in ("organisation", "group") and (land := form.country or country_in(form.text)):
            rest = tuple(w for w in folded_words(form.text) if w not in country_words(land))
            same = found.get(("described", land, *map(head_of, rest)))
            if same is not None:
                groups.join(form.id, same.id, 0.85, f"{form.text} / {same.text}: the same words and country")
    for head, listed in by_head.items():
        full = [f for f in listed if f.id[1] or len(f.id) > 3]
        for form in listed:
            fits = [f for f in full if f is not form and _looser(form, f)]
            roots = {groups.root(f.id) for f in fits}
            if len(roots) == 1 and groups.root(form.id) not in roots:
                groups.join(
                    fits[0].id,
                    form.id,
                    0.7,
                    f"the story knows one {' '.join(fits[0].id[2:])}{' of that country' if fits[0].id[1] else ''} ({head})",
                )


def _looser(form: Form, full: Form) -> bool:
    """Does the first say no more than the second: the same noun with fewer words and no other country?"""
    if form.id[1] and form.id[1] != full.id[1]:
        return False
    less, more = set(form.id[2:]), set(full.id[2:])
    if len(less) == 1 and form.kind == "organisation":
        return less == more and not form.id[1]  # "the agency" may be any: coreference has looked
    return less < more or (less == more and not form.id[1])


def _join_holders(found: Mapping[tuple[str, ...], Form], groups: _Groups, witnesses: Sequence[Witness]) -> None:
    """ "The president of X", "an ABC spokesman": to the one person of the story who holds that office for that body."""
    by_sha = {w.report.sha256: w for w in witnesses}
    holders = [(f, office_of(m)) for f in found.values() if f.id[0] == "person" for _, m in f.offices]
    alone: dict[tuple[str, ...], Form] = {}
    for form in found.values():
        if form.id[0] != "someone":
            continue
        mention = by_sha[form.keys[0][0]].reading.mentions[form.keys[0][1]]
        office = office_of(mention)
        if office is None or not (office.country or office.body):
            continue
        fits: dict[tuple[str, ...], tuple[float, Form]] = {}
        for holder, held in holders:
            score = same_office(office, held) if held else 0.0
            root = groups.root(holder.id)
            if score > fits.get(root, (0.5, form))[0]:
                fits[root] = (score, holder)
        if len(fits) == 1:
            score, holder = next(iter(fits.values()))
            groups.join(holder.id, form.id, score, f"{form.text}: the office that {holder.text} holds")
        elif not fits and office.body:
            first = alone.setdefault((office.role, office.body), form)
            if first is not form:
                groups.join(first.id, form.id, 0.6, f"both a {office.role} of {office.body}")


def _said(a: Form, b: Form, why: tuple[str, ...]) -> str:
    return f"{a.text} / {b.text}: {'; '.join(why)}"


def _cast(witnesses: Sequence[Witness], found: Mapping[tuple[str, ...], Form], groups: _Groups) -> Cast:
    by_sha = {w.report.sha256: w for w in witnesses}
    members: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in found.values():
        members[groups.root(form.id)].append(form)
    ids = {root: _id(by_sha, group) for root, group in members.items()}
    own = {key: ids[root] for root, group in members.items() for form in group for key in form.keys}
    of, chosen = _referents(witnesses, own)
    told: dict[str, list[Key]] = defaultdict(list)
    for key, names in of.items():
        for name in names:
            told[name].append(key)
    made = []
    for root, group in members.items():
        name = ids[root]
        if told[name]:
            made.append(_actor(name, group, told[name], by_sha, groups, ids, chosen))
    made.sort(key=lambda a: (-len(a.mentions), a.id))
    return Cast(actors=tuple(made), of=of)


def _id(by_sha: Mapping[str, Witness], group: Sequence[Form]) -> str:
    keys = [k for f in group if f.named for k in f.keys] or [k for f in group for k in f.keys]
    spans = [(sha, m.span.start, m.span.end) for sha, i in keys for m in (by_sha[sha].reading.mentions[i],)]
    return record_id("a", spans)


def _referents(
    witnesses: Sequence[Witness], own: Mapping[Key, str]
) -> tuple[dict[Key, tuple[str, ...]], dict[Key, tuple[ActorCandidate, ...]]]:
    """Whom each mention refers to: its own form's actor, or what coreference ranks first in its report."""
    of: dict[Key, tuple[str, ...]] = {}
    ranked: dict[Key, tuple[ActorCandidate, ...]] = {}
    for witness in witnesses:
        sha = witness.report.sha256
        for index, mention in enumerate(witness.reading.mentions):
            key = (sha, index)
            if mention.candidates:
                best: dict[str, float] = {}
                for candidate in mention.candidates:
                    for name in of.get((sha, candidate.mention), ()) or (
                        (own[sha, candidate.mention],) if (sha, candidate.mention) in own else ()
                    ):
                        best[name] = max(best.get(name, 0.0), candidate.score)
                order = sorted(best.items(), key=lambda kv: (-kv[1], kv[0]))
                ranked[key] = tuple(ActorCandidate(actor=a, score=round(s, 2)) for a, s in order)
                if order and order[0][1] >= SURE:
                    top = [a for a, s in order if s >= order[0][1] - 1e-9]
                    if len(top) == 1 or mention.number == "plural":
                        of[key] = tuple(top)
                        continue
                    if len(top) > 1:
                        continue
            if key in own:
                of[key] = (own[key],)
    return of, ranked


def _actor(
    name: str,
    group: Sequence[Form],
    keys: Sequence[Key],
    by_sha: Mapping[str, Witness],
    groups: _Groups,
    ids: Mapping[tuple[str, ...], str],
    ranked: Mapping[Key, tuple[ActorCandidate, ...]],
) -> Actor:
    texts: Counter[str] = Counter()
    metonyms: Counter[str] = Counter()
    kinds: Counter[ActorKind] = Counter()
    mentions = []
    for sha, index in sorted(keys, key=lambda k: (by_sha[k[0]].report.id, k[1])):
        witness = by_sha[sha]
        mention = witness.reading.mentions[index]
        text = mention.span.of(witness.report.text)
        mentions.append(
            ActorMention(
                report=witness.report.id,
                start=mention.span.start,
                end=mention.span.end,
                text=text,
                type=mention.type,
                candidates=ranked.get((sha, index), ()),
            )
        )
        if mention.type == "name" and mention.name:
            texts[mention.name] += 1
            kinds[mention.kind] += 1
        elif mention.type == "metonym" and mention.name:
            metonyms[mention.name] += 1
            kinds["government"] += 1
    form_ids = {f.id for f in group}
    if not texts:
        for form in group:
            for sha, index in form.keys:
                mention = by_sha[sha].reading.mentions[index]
                texts[bare(mention.span.of(by_sha[sha].report.text))] += 1
                kinds[mention.kind] += 1
    kind = _kind(group, kinds)
    offices = _offices(group, keys, by_sha)
    country = _country(group, offices)
    joined = [_join(link, ids, by_sha, groups) for link in groups.links if link.a in form_ids and link.b in form_ids]
    refused = [groups.refused[i] for i in sorted(form_ids & groups.refused.keys())]
    refused = [link for link in refused if not (link.a in form_ids and link.b in form_ids)]
    if refused:
        joined.append(_join(max(refused, key=lambda link: link.score), ids, by_sha, groups))
    weakest = min((link.score for link in groups.links if link.a in form_ids and link.b in form_ids), default=1.0)
    fullest = _fullest(texts, kind, group)
    return Actor(
        id=name,
        confidence=round(min(0.99, weakest), 2),
        because=(),
        kind=kind,
        name=fullest,
        names=tuple(sorted(texts, key=lambda t: (-texts[t], t))) if any(f.named for f in group) else (),
        mentions=tuple(mentions),
        country=country,
        sector=_sector(group, by_sha),
        metonyms=tuple(sorted(metonyms, key=lambda t: (-metonyms[t], t))),
        offices=offices,
        joined=tuple(joined),
    )


def _kind(group: Sequence[Form], kinds: Counter[ActorKind]) -> ActorKind:
    if any(f.id[0] == "country" for f in group):
        return "government" if kinds["government"] else "place"
    heads = {f.id[0] for f in group}
    if "person" in heads:
        return "person"
    return max(sorted(kinds.items()), key=lambda kv: kv[1])[0] if kinds else group[0].kind


def _fullest(texts: Mapping[str, int], kind: ActorKind, group: Sequence[Form]) -> str:
    """The fullest form that a report uses: most parts, then most often used; a country's usual name."""
    if any(f.id[0] == "country" for f in group):
        return min(texts, key=lambda t: (-texts[t], t))
    size = lambda t: len(parsed(t, kind != "person").parts)  # noqa: E731
    return min(texts, key=lambda t: (-size(t), -texts[t], -len(t), t))


def _offices(group: Sequence[Form], keys: Sequence[Key], by_sha: Mapping[str, Witness]) -> tuple[Office, ...]:
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    countries: dict[tuple[str, str], str | None] = {}
    held = [(key, mention) for form in group for key, mention in form.offices]
    if not held:
        # Of nominals only where no name has an office: "our reporter" of a name met before, "a local official" of none.
        held = [
            (key, m)
            for key in keys
            if (m := by_sha[key[0]].reading.mentions[key[1]]).type == "nominal"
            and (m.kind == "person" if group[0].kind == "person" else m.sector == "GOV")
        ]
    for (sha, _), mention in held:
        if mention.office is None or mention.office_span is None:
            continue
        if True:
            report = by_sha[sha].report
            title = " ".join(mention.office.split())
            slot = (title, mention.office_status or "current")
            place = mention.office_span
            spans[slot].append(Span(report=report.id, start=place.start, end=place.end, text=place.of(report.text)))
            countries[slot] = countries.get(slot) or mention.country
    order = sorted(spans, key=lambda s: (-len(spans[s]), -len(s[0]), s))
    return tuple(
        Office(
            title=t,
            country=countries[t, s],
            status=s,
            spans=tuple(sorted(spans[t, s], key=lambda x: (x.report, x.start))),
        )  # type: ignore[arg-type]
        for t, s in order
    )


def _country(group: Sequence[Form], offices: Sequence[Office]) -> str | None:
    named = Counter(f.id[1] for f in group if f.id[0] == "country")
    if named:
        return min(named, key=lambda c: (-named[c], c))
    held: Counter[str] = Counter()
    for office in offices:
        if office.country:
            held[office.country] += len(office.spans)
    if not held:
        held.update(f.country for f in group if f.country)
    return min(held, key=lambda c: (-held[c], c)) if held else None


def _sector(group: Sequence[Form], by_sha: Mapping[str, Witness]) -> str | None:
    if any(f.id[0] == "country" for f in group):
        return "GOV"
    sectors = Counter(
        m.sector for f in group for sha, i in f.keys for m in (by_sha[sha].reading.mentions[i],) if m.sector
    )
    return min(sectors, key=lambda s: (-sectors[s], s)) if sectors else None


def _join(link: _Link, ids: Mapping[tuple[str, ...], str], by_sha: Mapping[str, Witness], groups: _Groups) -> Join:
    return Join(
        a=ids[groups.root(link.a)],
        b=ids[groups.root(link.b)],
        score=round(link.score, 2),
        because=(Reason(rule="names", words=link.words),),
    )
