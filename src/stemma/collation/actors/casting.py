"""Groups of forms as the actors of a story: names, offices, countries, mentions, and what joined them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from stemma.collation.actors.forms import Form, bare
from stemma.collation.actors.joining import FormId, Groups, Link
from stemma.collation.actors.names import parsed
from stemma.collation.actors.sets import spread_sets
from stemma.collation.common import Cast, Key
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

Status = Literal["current", "former", "interim", "acting", "disputed"]
SURE = 0.5  # what coreference ranks lower is no answer
TOLD_SURELY = 0.75  # a description so surely of one person tells an office of his
_NOT_YET = ("next", "future", "potential", "sitting", "possible")  # "the next president" is nobody's office
_FEW = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten)\s", re.I)
_NAMELESS = re.compile(r"\b(?:people|persons|officials|officers|sources|diplomats|executives|aides|insiders)\b")
UNNAMED = "(unnamed)"  # stands behind the description of a source that no report names


def cast_of(witnesses: Sequence[Witness], found: Mapping[FormId, Form], groups: Groups) -> Cast:
    by_sha = {w.report.sha256: w for w in witnesses}
    members: dict[FormId, list[Form]] = defaultdict(list)
    for form in found.values():
        members[groups.root(form.id)].append(form)
    ids = {root: _id(by_sha, group) for root, group in members.items()}
    own = {key: ids[root] for root, group in members.items() for form in group for key in form.keys}
    of, chosen = _referents(witnesses, own)
    persons = [(form, ids[root]) for root, group in members.items() for form in group if form.id[0] == "person"]
    spread_sets(witnesses, persons, own, of)
    told: dict[str, list[Key]] = defaultdict(list)
    for key, names in of.items():
        for name in names:
            told[name].append(key)
    sources = {(w.report.sha256, c.mention) for w in witnesses for a in w.reading.attributions for c in a.speakers[:1]}
    made = []
    for root, group in members.items():
        name = ids[root]
        if told[name]:
            speaks = not sources.isdisjoint(told[name])
            made.append(_actor(name, group, told[name], by_sha, groups, ids, chosen, speaks))
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
    groups: Groups,
    ids: Mapping[FormId, str],
    ranked: Mapping[Key, tuple[ActorCandidate, ...]],
    speaks: bool,
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
    named = any(f.named for f in group)
    bare_plural = kind == "group" and " " not in fullest and fullest.endswith(("s", "people"))
    if speaks and not named and kind == "group" and (counted := _counted(mentions)):
        fullest = counted
        bare_plural = _NAMELESS.search(counted) is not None
    if speaks and not named and (kind == "person" or bare_plural):
        fullest = f"{fullest} {UNNAMED}"
    return Actor(
        id=name,
        confidence=round(min(0.99, weakest), 2),
        because=(_known_by(group, kind, offices, named),),
        kind=kind,
        name=fullest,
        names=tuple(sorted(texts, key=lambda t: (-texts[t], t))) if named else (),
        mentions=tuple(mentions),
        country=country,
        sector=_sector(group, by_sha),
        metonyms=tuple(sorted(metonyms, key=lambda t: (-metonyms[t], t))),
        offices=offices,
        joined=tuple(joined),
    )


def _counted(mentions: Sequence[ActorMention]) -> str:
    """ "Two people briefed on the talks": the words for a few who are told of but once, else ""."""
    told = [m.text for m in mentions if m.type == "nominal"]
    return told[0][0].lower() + told[0][1:] if len(told) == 1 and _FEW.match(told[0]) else ""


def _known_by(group: Sequence[Form], kind: ActorKind, offices: Sequence[Office], named: bool) -> Reason:
    """What the actor is known by, in a few words: a country's name, an office beside the name, the name, a noun."""
    if any(f.id[0] == "country" for f in group):
        return Reason(rule="country", words="named as a country or for its government")
    if kind == "person" and named and offices:
        return Reason(rule="office", words=f"a person: named as {offices[0].title}")
    if named:
        return Reason(rule="name", words=f"{_article(kind)} by its name")
    return Reason(rule="described", words="described, never named")


def _article(kind: ActorKind) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


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

    def parts(text: str) -> int:
        return len(parsed(text, kind != "person").parts)

    described = not any(f.named for f in group)

    def tells_whose(text: str) -> bool:
        """ "Workers of Tarn Mill" say more than "workers of the morning shift"."""
        return described and any(word[:1].isupper() for word in text.split()[1:])

    return min(texts, key=lambda t: (not tells_whose(t), -parts(t), -texts[t], -len(t), t))


def _offices(group: Sequence[Form], keys: Sequence[Key], by_sha: Mapping[str, Witness]) -> tuple[Office, ...]:
    spans: dict[tuple[str, Status], list[Span]] = defaultdict(list)
    countries: dict[tuple[str, Status], str | None] = {}
    held = [(key, mention) for form in group for key, mention in form.offices]
    if held:
        # "A union boss" of somebody whom the report names elsewhere says what else he is; "the boss" says nothing new.
        held += [
            (key, m)
            for key in keys
            if (m := by_sha[key[0]].reading.mentions[key[1]]).type == "nominal"
            and m.kind == "person"
            and m.number == "singular"
            and m.office
            and " " in m.office
            and m.office.split()[0] not in _NOT_YET
            and m.confidence >= TOLD_SURELY
        ]
    else:
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
        report, place = by_sha[sha].report, mention.office_span
        slot: tuple[str, Status] = (" ".join(mention.office.split()), mention.office_status or "current")
        spans[slot].append(Span(report=report.id, start=place.start, end=place.end, text=place.of(report.text)))
        countries[slot] = countries.get(slot) or mention.country
    order = sorted(spans, key=lambda s: (-len(spans[s]), -len(s[0]), s))
    return tuple(
        Office(
            title=t,
            country=countries[t, s],
            status=s,
            spans=tuple(sorted(spans[t, s], key=lambda x: (x.report, x.start))),
        )
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


def _join(link: Link, ids: Mapping[FormId, str], by_sha: Mapping[str, Witness], groups: Groups) -> Join:
    return Join(
        a=ids[groups.root(link.a)],
        b=ids[groups.root(link.b)],
        score=round(link.score, 2),
        because=(Reason(rule="names", words=link.words),),
    )
