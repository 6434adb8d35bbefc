"""The sources that a report openly rests on: its agencies, its own outlet's names, and whose words it has where."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from stemma.collation.common import plain_name, span
from stemma.model import Credit, Link, Stretch, Witness
from stemma.reading.press import Known, PressBook, known_sources, source_at, source_named

OUTLETS = 1024  # outlets and addresses whose names are kept: each is asked for again with every other report

AgencyWords = Sequence[tuple[Sequence[Stretch], Known]]
"""Stretches of a report whose words it has from an agency, by its own account."""


def agencies_of(witness: Witness, book: PressBook) -> tuple[Link, ...]:
    """The sources that a report openly rests on, each once, its own outlet left out, as first named."""
    own = outlet_names(witness)
    found: dict[str, Link] = {}
    for credit in witness.reading.credits:
        known = source_named(credit.name, book)
        canonical = plain_name(known.name if known else credit.name)
        if canonical not in own and not _part_of_own(credit.name, own):
            found.setdefault(canonical, _link(witness, credit, known, book))
    return tuple(found.values())


def own_agency(witness: Witness, book: PressBook) -> tuple[Link, ...]:
    """The agency that put a report out itself, where its text names it ("(VESMAR) -", "told Vesmar"), else none.

    What the report rests on for those who read it, but no source of its own: no derivation follows from it.
    """
    own = outlet_names(witness)
    for credit in witness.reading.credits:
        known = source_named(credit.name, book)
        if credit.kind == "agency" and known and (plain_name(known.name) in own or _part_of_own(credit.name, own)):
            return (_link(witness, credit, known, book),)
    return ()


def _part_of_own(name: str, own: frozenset[str]) -> bool:
    """ "The Gazette" may be the Port Gazette itself; an agency whose name an outlet bears is still another house."""
    wire = source_named(name)
    return not (wire and wire.kind == "agency") and any(f" {plain_name(name)} " in f" {n} " for n in own)


def _link(witness: Witness, credit: Credit, known: Known | None, book: PressBook) -> Link:
    return Link(
        name=book.shown(known) if known else credit.name,
        kind=credit.kind,
        span=span(witness, credit.span),
        cue=span(witness, credit.cue) if credit.cue else None,
    )


def agency_words(witness: Witness, book: PressBook) -> AgencyWords:
    """The stretches whose words a report has from an agency's reporter or wire, by its own account, and the agency."""
    found = []
    for told in witness.reading.attributions:
        if told.source is None or told.frame not in ("witnessed", "carried", "gerund", "according-to", "clause"):
            continue
        sources = known_sources(witness.report.text, told.source.start, told.source.end, book)
        known = next((k for k in sources if k.kind == "agency"), None)
        if known is None:
            continue
        parts = told.content
        if told.frame in ("witnessed", "gerund"):
            parts = tuple(s for s in witness.reading.sentences if s.start <= told.source.start < s.end)
        found.append((parts, known))
    return found


def credited_to(credited: AgencyWords, where: Stretch) -> Known | None:
    """The agency that most of the words in a place are credited to."""
    length = where.end - where.start
    return next((k for parts, k in credited if sum(where.overlap(c) for c in parts) * 2 >= length), None)


def outlet_names(witness: Witness) -> frozenset[str]:
    """All plain names of a report's outlet: as given, and as the sources lexicon has it."""
    return _outlet_names(witness.report.outlet, witness.report.url)


@functools.lru_cache(OUTLETS)
def _outlet_names(outlet: str | None, url: str | None) -> frozenset[str]:
    known = [source_named(outlet) if outlet else None, source_at(url) if url else None]
    return frozenset(plain_name(n) for n in [outlet, *(k.name for k in known if k)] if n)
