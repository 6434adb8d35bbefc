"""Deeds by the words that name them, and the statements that stand on a span: what the conflict finders share."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from stemma.collation.similarity import stems
from stemma.lexicon import table, values
from stemma.model import Span, Statement

Deed = tuple[str, str]
"""A PLOVER type with its mode."""


@functools.cache
def deeds_by_stem(nouns: bool = False) -> Mapping[str, frozenset[Deed]]:
    """The kinds of deed that single words name: "arrest" and "detain" are of one kind. ``nouns``: by nouns only."""
    found: dict[str, set[Deed]] = {}
    for row in table("events"):
        if not row["mode"] or row["object"] or row["subject"] or (nouns and row["pos"] != "n"):
            continue
        for trigger in values(row["trigger"]):
            for stem in stems(trigger) if " " not in trigger else ():
                found.setdefault(stem, set()).add((row["type"], row["mode"]))
    return {k: frozenset(v) for k, v in found.items()}


Variants = Mapping[str, Sequence[tuple[int, int, str]]]
"""The statements' variants by report: start, end, id of the statement."""


def variants_by_report(statements: Sequence[Statement]) -> Variants:
    """An index of the variants, to find the statements that stand on a span."""
    index: dict[str, list[tuple[int, int, str]]] = {}
    for s in statements:
        for v in s.variants:
            index.setdefault(v.report, []).append((v.start, v.end, s.id))
    return {r: sorted(vs) for r, vs in index.items()}


def statements_on(spans: Sequence[Span], index: Variants) -> list[str]:
    """The ids of the statements whose words overlap the spans."""
    found = [i for s in spans for a, b, i in index.get(s.report, ()) if a < s.end and s.start < b]
    return list(dict.fromkeys(found))
