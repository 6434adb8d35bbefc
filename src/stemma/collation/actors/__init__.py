"""Actors: one for each person, body, government, place or group of a story, whatever its reports call it.

Forms of names are joined by likeness of their parts, offices, countries and the reports they share; then descriptions
and pronouns go to the actors that coreference ranked first. The story's own cast is evidence: a bare surname belongs to
the fuller name in the pile.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from stemma.collation.actors.casting import cast_of
from stemma.collation.actors.culprits import join_culprits
from stemma.collation.actors.forms import (
    Form,
    country_in,
    country_words,
    folded_words,
    forms,
    generic,
    head_of,
    same_body,
)
from stemma.collation.actors.joining import FormId, Groups, block_mark, blocked
from stemma.collation.actors.names import PART_APART, SAME, alike
from stemma.collation.actors.offices import office_of, same_office
from stemma.collation.actors.place_names import join_places
from stemma.collation.common import Cast
from stemma.collation.gazetteer import countries_told, spot
from stemma.model import Actor, Witness

SURNAME = 0.62  # a bare surname joins a fuller name from here on (a respelt one, too)
RESPELT = 0.7  # one report spells a name in one way: a surname unlike the full one there is somebody else's
OTHER_GENDER = 0.35  # enough to part the bare surname of a husband from his wife's full name
OFFICE_TOO = 0.15  # "President Quay" is President Tobin Quay of another report rather than this one's Ida Quay
MAIN_GROUP = 2  # so many times as often as of all others does a story tell of the group that a bare noun means
# A story rarely has two of these; a second court, hospital or agency is in most of them.
_ONE_OF_ITS_KIND = frozenset(
    "commission federation union association committee council parliament senate police army navy".split()
)
CLEAR = 0.05  # a pronoun's first candidate leads by this much, or its actors stand alike


def actors(witnesses: Sequence[Witness], times: Any = None) -> Cast:
    """The cast of a story: its actors, and whom each mention refers to.

    ``witnesses`` are sorted by report id. A mention that could be several alike has none in ``Cast.of``; "they" and
    "both ministers" may have several.
    """
    found = forms(witnesses)
    groups = Groups(found)
    _join_people(found, groups)
    _join_surnames(found, groups, witnesses)
    _join_bodies(found, groups)
    join_places(found, groups)
    _join_descriptions(found, groups)
    _join_bodies_described(found, groups, witnesses)
    _join_holders(found, groups, witnesses)
    join_culprits(found, groups, witnesses)
    return _with_lands(cast_of(witnesses, found, groups), countries_told(witnesses))


def _with_lands(cast: Cast, told: frozenset[str]) -> Cast:
    """The cast with the country of each place that its name alone leaves open and the story's countries tell."""

    def land(actor: Actor) -> str | None:
        found = spot(actor.name, told) if actor.kind == "place" and actor.country is None else None
        return found.country if found and found.precision != "country" else actor.country

    return replace(cast, actors=tuple(replace(a, country=land(a)) for a in cast.actors))


def _join_people(found: Mapping[FormId, Form], groups: Groups) -> None:
    people = [f for f in found.values() if f.id[0] == "person" and len(f.id) == 2]
    pairs = [(a, b, *alike(a.parts, b.parts)) for a, b in blocked(people)]
    # Where a report names both "X" and "X Jr", nobody called "X" anywhere in the story is the son.
    sons = {
        f.id
        for a, b, score, _ in pairs
        if score >= SAME and a.parts.suffix != b.parts.suffix and a.reports & b.reports
        for f in (a, b)
        if f.parts.suffix
    }
    for a, b, likeness, why in pairs:
        score = _with_context(a, b, likeness)
        if a.parts.suffix != b.parts.suffix and {a.id, b.id} & sons:
            score, why = min(score, PART_APART), ("a report names both, one with a generation suffix",)
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
        score -= OTHER_GENDER
    return min(1.0, score)


def _office_words(form: Form) -> set[str]:
    return {folded_words(m.office)[-1] for _, m in form.offices if m.office and folded_words(m.office)}


def _join_surnames(found: Mapping[FormId, Form], groups: Groups, witnesses: Sequence[Witness]) -> None:
    """Each bare name to the fuller one in its report, else in the story; offices tell apart two that fit alike."""
    full = [f for f in found.values() if f.id[0] == "person" and len(f.id) == 2]
    by_mark: dict[str, list[Form]] = defaultdict(list)
    for form in full:
        for mark in sorted({block_mark(p.text) for p in form.parts.parts}):
            by_mark[mark].append(form)
    alone = [f for f in found.values() if f.id[0] == "person" and len(f.id) == 3]
    joined: set[FormId] = set()
    for form in alone:
        options: dict[FormId, tuple[float, Form, tuple[str, ...]]] = {}
        literal = False
        for other in by_mark.get(block_mark(form.parts.parts[0].text), ()):
            score, why = alike(form.parts, other.parts)
            together = other.reports & form.reports
            if score < SURNAME and not (score >= 0.4 and together and why[0].startswith("given")):
                continue
            exact = form.parts.parts[0].text in {p.text for p in other.parts.parts}
            if together and not exact and score < RESPELT:
                continue
            score = _with_context(form, other, score) + (0.15 if together else 0.0)
            score += OFFICE_TOO if _office_words(form) & _office_words(other) else 0.0
            root = groups.root(other.id)
            if root not in options or options[root][0] < score:
                options[root] = (score, other, why)
            literal = literal or exact
        if literal:  # somebody of the story is spelt so: nobody who is only spelt alike is meant
            options = {
                root: o for root, o in options.items() if form.parts.parts[0].text in {p.text for p in o[1].parts.parts}
            }
        ranked = sorted(options.values(), key=lambda o: (-o[0], groups.order[o[1].id]))
        if not ranked:
            continue
        best = ranked[0]
        if len(ranked) > 1 and best[0] - ranked[1][0] < CLEAR:
            weight = [_told(full, groups, option[1]) for option in ranked[:2]]
            if weight[0] < 3 * weight[1]:
                groups.refuse(
                    form.id, best[1].id, best[0], f"{form.text} could be {best[1].text} or {ranked[1][1].text}"
                )
                continue
        groups.join(form.id, best[1].id, min(1.0, best[0]), _said(form, best[1], best[2]))
        joined.add(form.id)
    rest: dict[str, Form] = {}
    for form in alone:
        if form.id not in joined:
            other = rest.setdefault(form.parts.parts[0].text, form)
            if other is not form:
                groups.join(other.id, form.id, 0.8, f"both reports write {form.text}")


def _told(full: Sequence[Form], groups: Groups, form: Form) -> int:
    """How often the reports name the actor of a form."""
    root = groups.root(form.id)
    return sum(len(f.keys) for f in full if groups.root(f.id) == root)


def _join_bodies(found: Mapping[FormId, Form], groups: Groups) -> None:
    bodies = [f for f in found.values() if f.id[0] in ("organisation", "government", "group", "other") and f.named]
    known: dict[FormId, Form] = {}
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
    of_state: dict[tuple[str, frozenset[str]], Form] = {}
    for form in bodies:
        core = generic(form.text)
        if core and len(form.id) > 2 and form.id[2]:
            first = of_state.setdefault((form.id[2], core), form)
            if first is not form:
                groups.join(first.id, form.id, 0.9, f"{first.text} / {form.text}: one country's")
    for a, b in blocked(bodies):
        if len(a.id) > 2 and len(b.id) > 2 and a.id[2] != b.id[2]:
            groups.refuse(a.id, b.id, PART_APART, f"{a.text} / {b.text}: not the same country's")
            continue
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
    """Is one name the first word of the other ("Beacon" of "Beacon Project") and no kind of body itself?"""
    short, long = sorted((a.parts.parts, b.parts.parts), key=len)
    return (
        len(short) == 1
        and len(long) == 2
        and short[0] == long[0]
        and short[0].role == "word"
        and long[1].role == "kind"
    )


def _join_descriptions(found: Mapping[FormId, Form], groups: Groups) -> None:
    """Bare "officials" to the one "Danish officials" of the story, "port agency" to its one "state port agency"."""
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
    full = {head: [f for f in listed if f.id[1] or len(f.id) > 3] for head, listed in by_head.items()}
    # The fuller descriptions first, then the bare nouns; within each step what it joins decides nothing in it.
    for bare in (False, True):
        known = {i: groups.root(i) for i in found}
        for head, listed in by_head.items():
            for form in listed:
                if (form in full[head]) is bare:
                    continue
                fits = [f for f in full[head] if f is not form and _looser(form, f)]
                meant = _main_group(fits, known)
                if meant is not None and known[form.id] not in {known[f.id] for f in fits}:
                    words = f"the story knows one such group of {head}: {meant.text}"
                    groups.join(meant.id, form.id, 0.7, words)


def _main_group(fits: Sequence[Form], known: Mapping[FormId, FormId]) -> Form | None:
    """The only group that fits, or one that the story tells of far oftener than of all others together."""
    told: Counter[FormId] = Counter()
    for form in fits:
        told[known[form.id]] += len(form.keys)
    if not told:
        return None
    root, most = min(told.items(), key=lambda x: (-x[1], x[0]))
    if most < MAIN_GROUP * (sum(told.values()) - most):
        return None
    return next(f for f in fits if known[f.id] == root)


def _join_bodies_described(found: Mapping[FormId, Form], groups: Groups, witnesses: Sequence[Witness]) -> None:
    """ "The electoral commission", "the union": to the one named body of the story with these words in its name."""
    by_sha = {w.report.sha256: w for w in witnesses}
    named: dict[str, list[tuple[frozenset[str], Form]]] = defaultdict(list)
    for form in found.values():
        if form.id[0] == "organisation" and form.named:
            for text in form.texts:
                words = folded_words(text)
                for word in sorted({*words[-1:], *(w for w, then in pairwise(words) if then == "of")}):
                    named[word].append((frozenset(words), form))
    for form in found.values():
        if form.id[0] != "described" or form.kind != "organisation" or form.id[1] or len(form.id) < 3:
            continue
        core = form.id[2:]
        if core[-1] not in _ONE_OF_ITS_KIND and len(core) < 2:
            continue
        texts = [by_sha[sha].reading.mentions[i].span.of(by_sha[sha].report.text) for sha, i in form.keys]
        if any(t.lower().startswith(("a ", "an ", "another ")) for t in texts):
            continue
        fits = [f for words, f in named.get(core[-1], ()) if set(core) <= words]
        if len({groups.root(f.id) for f in fits}) == 1 and groups.root(form.id) != groups.root(fits[0].id):
            groups.join(fits[0].id, form.id, 0.65, f"the story names one such body: {fits[0].text}")


def _looser(form: Form, full: Form) -> bool:
    """Does the first say no more than the second: the same noun with fewer words and no other country?"""
    if form.id[1] and form.id[1] != full.id[1]:
        return False
    less, more = set(form.id[2:]), set(full.id[2:])
    if len(less) == 1 and form.kind == "organisation":
        return less == more and not form.id[1]  # "the agency" may be any: coreference has looked
    return less < more or (less == more and not form.id[1])


def _join_holders(found: Mapping[FormId, Form], groups: Groups, witnesses: Sequence[Witness]) -> None:
    """ "The president of X", "an ABC spokesman": to the one person of the story who holds that office for that body."""
    by_sha = {w.report.sha256: w for w in witnesses}
    holders = [(f, office_of(m)) for f in found.values() if f.id[0] == "person" for _, m in f.offices]
    alone: dict[FormId, Form] = {}
    for form in found.values():
        if form.id[0] != "someone":
            continue
        mention = by_sha[form.keys[0][0]].reading.mentions[form.keys[0][1]]
        office = office_of(mention)
        if office is None or not (office.country or office.body):
            continue
        fits: dict[FormId, tuple[float, Form]] = {}
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
