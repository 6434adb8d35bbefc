"""Who rests on whom: reports that copy, rewrite or quote another report, and the agencies that they credit.

A public quotation that both could have heard is no evidence; narrated words in common, in the same order, are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from stemma.collation.chains import Chain
from stemma.collation.common import Key, plain_name
from stemma.collation.derivations.rewrites import retellings, rewritings
from stemma.collation.report_sources import AgencyWords, agency_words, credited_to, outlet_names
from stemma.collation.shared import Shared
from stemma.gathering.passages import Run, Words
from stemma.model import (
    Derivation,
    Link,
    Passage,
    Published,
    Reason,
    Span,
    Statement,
    Stretch,
    Time,
    Witness,
    content_id,
)
from stemma.reading.press import PressBook, source_named

COPY_FROM = 0.5  # share of a report's narrated words that stand in the other one: Clough's "wholly derived" begins here
SILENT_WORDS = 12  # words in a row of an agency's own account that two desks do not write alike
REWRITE_FROM = 0.08  # below it two reports on one matter share formulas by chance
REWRITE_WORDS = 24  # narrated words in common, below which a share says nothing
COMMON_FROM = 0.12  # the same between two reports that credit one agency, whose words both may have kept
QUOTED_WITHIN = 3  # days: "as the agency reported" means its reports of these days, not one of months ago
FULLER = 1.03  # how much more of one report than of the other must be shared for the other to be the fuller one


def derivations(
    witnesses: Sequence[Witness],
    common: Shared,
    published: Mapping[str, Published],
    agencies: Mapping[str, Sequence[Link]],
    book: PressBook,
    links: Mapping[Key, Chain],
    times: Sequence[Time] = (),
    statements: Sequence[Statement] = (),
) -> tuple[Derivation, ...]:
    """Derivations from agencies (credited) and between reports (credited or silent), strongest first.

    ``agencies`` maps a report's id to the sources that it openly rests on. Between reports the direction goes by
    credit, then by publication time, then by which one holds more beside what they share; where nothing decides it
    is ``either``. ``times`` tell which report of an outlet is meant ("as it reported in June"); ``statements`` show
    whose selection and order of them a report follows.
    """
    found: dict[tuple[str, str], Derivation] = {}
    by_id = [w.report.id for w in witnesses]

    def add(derivation: Derivation | None) -> None:
        if derivation:
            found.setdefault((derivation.from_, derivation.to), derivation)

    pairs: dict[tuple[int, int], list[Run]] = defaultdict(list)
    credited = [agency_words(w, book) for w in witnesses]
    for run in common.runs:
        if common.kinds[run] == "narration" and not _of_an_agency(credited, common, run):
            pairs[run.a, run.b].append(run)
    narrated = [_narrated(w, words) for w, words in zip(witnesses, common.words)]
    passages = [(p, {s.report for s in p.spans}) for p in common.passages if p.kind == "narration"]
    for (a, b), runs in sorted(pairs.items()):
        one = _side(witnesses[a], narrated[a], [(r.a_from, r.a_from + r.a_words) for r in runs])
        two = _side(witnesses[b], narrated[b], [(r.b_from, r.b_from + r.b_words) for r in runs])
        add(_between(one, two, len(runs), passages, published, agencies))
    retold = [(x, "statements") for x in retellings(witnesses, statements)]
    for (origin, report, share, count), what in [*((x, "sentences") for x in rewritings(witnesses)), *retold]:
        if (origin.report.id, report.report.id) not in found and (report.report.id, origin.report.id) not in found:
            add(_rewrite(origin, report, share, f"{count} {what}", published, agencies))
    for derivation in _silent(witnesses, common, agencies, credited, book, links):
        add(derivation)
    rests = {(d.from_, d.to) for d in found.values()}
    for w in witnesses:
        for link in agencies.get(w.report.id, ()):
            for origin in (o for o in witnesses if o is not w and _is_outlet(link, o, book)):
                through = any((origin.report.id, x) in found and (x, w.report.id) in rests for x in by_id)
                back = (w.report.id, origin.report.id) in found
                if not back and not through and _is_meant(w, origin, link, published, times):
                    add(_from_outlet(w, origin, link))
            add(_from_agency(w, link))
    strongest = {"copies": 0, "rewrites": 1, "quotes": 2}
    return tuple(sorted(found.values(), key=lambda d: (strongest[d.kind], -(d.share or 0), d.from_, d.to)))


def _from_agency(witness: Witness, link: Link) -> Derivation:
    evidence = tuple(s for s in (link.span, link.cue) if s)
    words = f"{witness.report.id} names {link.name} as its source"
    return Derivation(
        id=content_id("d", link.name, witness.report.sha256),
        confidence=0.9,
        because=(Reason(rule="credited", words=words),),
        from_=link.name,
        to=witness.report.id,
        kind="quotes",
        credited=True,
        evidence=evidence,
    )


def _silent(
    witnesses: Sequence[Witness],
    common: Shared,
    agencies: Mapping[str, Sequence[Link]],
    credited: Sequence[AgencyWords],
    book: PressBook,
    links: Mapping[Key, Chain],
) -> list[Derivation]:
    """Agencies whose own words, credited elsewhere, stand in a report that does not name them."""
    by_id = {w.report.id: w for w in witnesses}
    from_agency = {w.report.id: words for w, words in zip(witnesses, credited)}
    named_by = {
        report: {source.name for link in named if (source := source_named(link.name, book))}
        for report, named in agencies.items()
    }
    found: dict[tuple[str, str], Derivation] = {}
    for passage in common.passages:
        if passage.words < SILENT_WORDS or passage.kind not in ("narration", "quotation"):
            continue
        places = [
            (s, known) for s in passage.spans if (known := credited_to(from_agency[s.report], Stretch(s.start, s.end)))
        ]
        for s, known in places:
            for other in passage.spans:
                named = named_by.get(other.report, set())
                own = outlet_names(by_id[other.report])
                if other.report == s.report or known.name in named or plain_name(known.name) in own:
                    continue
                if _through_others(by_id[other.report], other, links):
                    continue
                name = book.shown(known)
                words = f"{passage.words} words that {s.report} has from {name} stand in {other.report} without credit"
                found.setdefault(
                    (name, other.report),
                    Derivation(
                        id=content_id("d", known.name, by_id[other.report].report.sha256),
                        confidence=0.6,
                        because=(Reason(rule="uncredited-words", words=words),),
                        settle=f"whether {other.report} has it from {name} or from a common text",
                        from_=name,
                        to=other.report,
                        kind="copies",
                        direction="either",
                        passages=(passage.id,),
                        evidence=(other, s),
                    ),
                )
    return list(found.values())


def _of_an_agency(credited: Sequence[AgencyWords], common: Shared, run: Run) -> bool:
    """Does either report credit the words of a run to an agency? Then both may have them from there."""
    for number, first, count in ((run.a, run.a_from, run.a_words), (run.b, run.b_from, run.b_words)):
        words = common.words[number]
        where = Stretch(words.starts[first], words.ends[first + count - 1])
        if credited[number] and credited_to(credited[number], where):
            return True
    return False


def _through_others(witness: Witness, place: Span, links: Mapping[Key, Chain]) -> bool:
    """Does the report itself say through whom it has the words in a place?"""
    where = Stretch(place.start, place.end)
    return any(
        links[witness.report.sha256, i].via and any(where.overlap(c) for c in told.content)
        for i, told in enumerate(witness.reading.attributions)
    )


def _from_outlet(witness: Witness, origin: Witness, link: Link) -> Derivation:
    words = f"{witness.report.id} names {link.name}, the outlet of {origin.report.id}, as its source"
    return Derivation(
        id=content_id("d", origin.report.sha256, witness.report.sha256),
        confidence=0.7,
        because=(Reason(rule="credited", words=words),),
        settle="whether it means this report or another one of that outlet",
        from_=origin.report.id,
        to=witness.report.id,
        kind="quotes",
        credited=True,
        evidence=(link.span,) if link.span else (),
    )


def _rewrite(
    origin: Witness,
    report: Witness,
    share: float,
    told: str,
    published: Mapping[str, Published],
    agencies: Mapping[str, Sequence[Link]],
) -> Derivation:
    one, two = _Side(origin, 1, 2), _Side(report, 1, 1)
    first, second, direction, why, credited = _direction(one, two, published, agencies)
    words = f"{told} of {report.report.id} are those of {origin.report.id} in other words and the same order"
    return Derivation(
        id=content_id("d", first.witness.report.sha256, second.witness.report.sha256),
        confidence=round(min(0.85, 0.3 + share / 2), 2),
        because=(Reason(rule="same-order", words=words), Reason(rule="direction", words=why)),
        settle=None if credited else "whether both rewrite a third text",
        from_=first.witness.report.id,
        to=second.witness.report.id,
        kind="rewrites",
        direction=direction,  # type: ignore[arg-type]
        credited=credited,
        share=round(share, 3),
    )


class _Side(msgspec.Struct, frozen=True):
    witness: Witness
    shared: int
    narrated: int

    @property
    def share(self) -> float:
        return self.shared / self.narrated if self.narrated else 0.0


def _between(
    one: _Side,
    two: _Side,
    runs: int,
    passages: Sequence[tuple[Passage, set[str]]],
    published: Mapping[str, Published],
    agencies: Mapping[str, Sequence[Link]],
) -> Derivation | None:
    share = max(one.share, two.share)
    agency = _common_agency(one.witness, two.witness, agencies)
    least = COMMON_FROM if agency else REWRITE_FROM
    if min(one.shared, two.shared) < REWRITE_WORDS or share < least:
        return None
    origin, report, direction, why, credited = _direction(one, two, published, agencies)
    if report.share < least:
        return None
    if agency and direction == "either" and report.share < COPY_FROM:
        direction, why = "common-source", f"both credit {agency}, so a common text is as likely"
    kind = "copies" if report.share >= COPY_FROM else "rewrites"
    both = {origin.witness.report.id, report.witness.report.id}
    here = [p for p, reports in passages if both <= reports]
    words = (
        f"{report.share:.0%} of the narrated words of {report.witness.report.id} stand in "
        f"{origin.witness.report.id} too, in {runs} passages"
    )
    return Derivation(
        id=content_id("d", origin.witness.report.sha256, report.witness.report.sha256),
        confidence=round(min(0.95, 0.4 + share) * (1.0 if direction == "sure" else 0.7), 2),
        because=(Reason(rule="shared-narration", words=words), Reason(rule="direction", words=why)),
        settle=None if direction == "sure" else "the hour at which each was published",
        from_=origin.witness.report.id,
        to=report.witness.report.id,
        kind=kind,  # type: ignore[arg-type]
        direction=direction,  # type: ignore[arg-type]
        credited=credited,
        share=round(report.share, 3),
        passages=tuple(p.id for p in here),
        evidence=_evidence(here, origin, report),
    )


def _common_agency(one: Witness, two: Witness, agencies: Mapping[str, Sequence[Link]]) -> str | None:
    """An agency that both reports credit."""
    named = {plain_name(link.name) for link in agencies.get(one.report.id, ()) if link.kind == "agency"}
    return next((x.name for x in agencies.get(two.report.id, ()) if plain_name(x.name) in named), None)


def _is_outlet(link: Link, origin: Witness, book: PressBook) -> bool:
    """Is the source that is named the outlet of a report?"""
    names = outlet_names(origin)
    if plain_name(link.name) in names:
        return True
    known = source_named(link.name, book)
    own = source_named(origin.report.outlet, book) if origin.report.outlet else None
    return bool(known) and bool(own) and known.name == own.name  # type: ignore[union-attr]


def _is_meant(
    witness: Witness, origin: Witness, link: Link, published: Mapping[str, Published], times: Sequence[Time]
) -> bool:
    """Is it this report of the outlet: one of these days, or of the day or month that the sentence names?"""
    days = [_when(w, published) for w in (origin, witness)]
    if not all(d and len(d) >= len("2031-05-03") for d in days):
        return True
    first, second = (date.fromisoformat(d[:10]) for d in days if d)
    if 0 <= (second - first).days <= QUOTED_WITHIN:
        return True
    place = link.span
    sentence = next((s for s in witness.reading.sentences if place and s.start <= place.start < s.end), None)
    return sentence is not None and any(
        t.report == witness.report.id
        and sentence.start <= t.start < sentence.end
        and t.value is not None
        and len(t.value) >= len("2031-05")
        and str(first).startswith(t.value[:10])
        for t in times
    )


def _side(witness: Witness, narrated: Sequence[bool], ranges: Sequence[tuple[int, int]]) -> _Side:
    inside = {i for s, e in ranges for i in range(s, e)}
    return _Side(witness, sum(narrated[i] for i in inside), sum(narrated))


def _narrated(witness: Witness, words: Words) -> list[bool]:
    """Of each word of a report: is it the report's own narration, outside quotations, agencies' words and debris?"""
    out = [Stretch(d.start, d.end) for d in witness.reading.debris]
    press = [c.span for c in witness.reading.credits]
    for told in witness.reading.attributions:
        # An agency's words may stand in both without either having seen the other.
        if told.form == "direct" or (told.source and any(told.source.overlap(c) for c in press)):
            out += told.content
    own = [True] * len(words.starts)
    for s in out:
        first, last = bisect_left(words.starts, s.start), bisect_left(words.starts, s.end)
        own[first:last] = [False] * max(0, last - first)
    return own


def _direction(
    one: _Side, two: _Side, published: Mapping[str, Published], agencies: Mapping[str, Sequence[Link]]
) -> tuple[_Side, _Side, str, str, bool]:
    """(origin, report, direction, why, credited)."""
    for origin, report in ((one, two), (two, one)):
        if _credits(report.witness, origin.witness, agencies):
            why = f"{report.witness.report.id} names {origin.witness.report.outlet} as its source"
            return origin, report, "sure", why, True
    first, second = (_when(s.witness, published) for s in (one, two))
    if first and second and first[: len(second)] != second[: len(first)]:
        origin, report = (one, two) if first < second else (two, one)
        earlier, later = sorted((first, second))
        return origin, report, "sure", f"{origin.witness.report.id} is dated {earlier}, the other {later}", False
    credits = [len(agencies.get(s.witness.report.id, ())) for s in (one, two)]
    if credits[0] != credits[1] and max(one.share, two.share) >= COPY_FROM:
        origin, report = (one, two) if credits[0] > credits[1] else (two, one)
        why = f"{report.witness.report.id} leaves out sources that {origin.witness.report.id} names"
        return origin, report, "either", why, False
    own = [s.narrated - s.shared for s in (one, two)]
    if max(one.share, two.share) > FULLER * min(one.share, two.share) and own[0] != own[1]:
        origin, report = (one, two) if own[0] > own[1] else (two, one)
        why = f"{origin.witness.report.id} is fuller: more of the other stands in it than the reverse"
        return origin, report, "either", why, False
    ordered = sorted((one, two), key=lambda s: s.witness.report.sha256)
    return ordered[0], ordered[1], "either", "neither date nor fullness tells which came first", False


def _when(witness: Witness, published: Mapping[str, Published]) -> str | None:
    known = published.get(witness.report.sha256)
    return known.value if known else None


def _credits(report: Witness, origin: Witness, agencies: Mapping[str, Sequence[Link]]) -> bool:
    own = outlet_names(origin)
    return any(plain_name(link.name) in own for link in agencies.get(report.report.id, ()))


def _evidence(passages: Sequence[Passage], origin: _Side, report: _Side) -> tuple[Span, ...]:
    """The longest passage on both sides."""
    ids = {origin.witness.report.id, report.witness.report.id}
    longest = max(passages, key=lambda p: (p.words, p.id), default=None)
    return tuple(s for s in longest.spans if s.report in ids) if longest else ()
