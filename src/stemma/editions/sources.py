"""Who rests on whom: derivations between reports, agencies credited, and the stretches that a report copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from stemma.editions.names import SURE, Names
from stemma.editions.plain import visible
from stemma.editions.rows import RestRow
from stemma.editions.words import count, distinct
from stemma.model import Collation, Derivation, Passage, Reason, Span


def copied_from(collation: Collation, names: Names) -> dict[str, list[tuple[Span, str]]]:
    """For each report the stretches that it shares with the report it derives from, and that report's short name."""
    passages = {p.id: p for p in collation.passages}
    out: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for d in collation.derivations:
        if d.direction != "sure" or d.from_ not in names.reports:
            continue
        source = names.report(d.from_) + ("" if d.credited else ", uncredited")
        for passage in (passages[p] for p in d.passages if p in passages):
            out[d.to] += [(s, source) for s in passage.spans if s.report == d.to]
    return dict(out)


def rest_rows(collation: Collation, names: Names) -> tuple[RestRow, ...]:
    """Agencies with the reports that rest on them, then reports that rest on reports."""
    shared = {p.id: p for p in collation.passages}
    by_agency: dict[tuple[str, str, bool], list[Derivation]] = defaultdict(list)
    pairs: list[RestRow] = []
    said: set[tuple[str, str]] = set()
    spellings: dict[str, str] = {}

    def called(name: str) -> str:
        """One spelling for names that differ in capitals only."""
        return spellings.setdefault(name.casefold(), name)

    rank = {r: i for i, r in enumerate(names.order)}
    for d in sorted(collation.derivations, key=lambda d: (rank.get(d.from_, -1), d.from_, rank.get(d.to, 0), d.id)):
        if d.confidence < SURE:
            continue
        said.add((visible(d.from_).casefold(), d.to))
        if d.from_ in names.reports:
            pairs.append(_pair(d, [shared[p] for p in d.passages if p in shared], names))
        else:
            by_agency[(called(visible(d.from_)), d.kind, d.credited)].append(d)
    credited: dict[str, list[tuple[str, tuple[Span, ...]]]] = defaultdict(list)
    for r in collation.reports:
        for link in r.agencies:
            name = names.link(link)
            if (name.casefold(), r.id) not in said:
                said.add((name.casefold(), r.id))
                credited[called(name)].append((r.id, (link.span,) if link.span else ()))
    agencies = [
        RestRow(
            source=name,
            reports=_ordered([d.to for d in group], names),
            how=kind if is_credited else f"{kind}, uncredited",
            credited=is_credited,
            spans=tuple(s for d in group for s in d.evidence),
            because=_reasons(group),
        )
        for (name, kind, is_credited), group in by_agency.items()
    ]
    agencies += [
        RestRow(
            source=name,
            reports=_ordered([r for r, _ in found], names),
            how="credits",
            spans=tuple(s for _, spans in found for s in spans),
        )
        for name, found in credited.items()
    ]
    agencies.sort(key=lambda a: (-len(a.reports), a.source.casefold(), a.how))
    return tuple(agencies + pairs)


def _pair(d: Derivation, passages: Sequence[Passage], names: Names) -> RestRow:
    shared = sum(p.words for p in passages)
    how = d.kind + (f" {d.share:.0%}" if d.share else "")
    notes = [how] if d.direction == "sure" else []
    if d.direction == "either":
        notes.append(f"{how}, either way round")
    if d.direction == "common-source":
        notes.append("both rest on one source")
    if d.direction == "sure" and not d.credited:
        notes.append("uncredited")
    if shared:
        notes.append(f"{count(shared, 'word')} in common")
    return RestRow(
        source=names.report(d.from_),
        reports=(names.report(d.to),),
        how=", ".join(notes),
        direction=d.direction,
        credited=d.credited,
        spans=d.evidence or tuple(s for p in passages[:1] for s in p.spans if s.report in (d.from_, d.to)),
        because=d.because,
    )


def _ordered(reports: list[str], names: Names) -> tuple[str, ...]:
    return distinct(names.report(r) for r in sorted(reports, key=lambda r: names.order.get(r, 0)))


def _reasons(group: list[Derivation]) -> tuple[Reason, ...]:
    return tuple(r for d in group for r in d.because)
