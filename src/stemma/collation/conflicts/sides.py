"""How a conflict is put together: its sides with their spans, and the origins behind each side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from stemma.collation.common import cut, sentence_at
from stemma.collation.origins import of_figures, told
from stemma.collation.origins.ground import Grounds
from stemma.collation.statements.tellings import Telling
from stemma.model import (
    Conflict,
    Figure,
    FigureValue,
    Reason,
    Side,
    Span,
    Statement,
    Variant,
    Witness,
    content_id,
    place_of,
)

MOST_SPANS = 8  # of one side: more would not be read

_OWNED_UP = re.compile(
    r"\b(?:initial(?:ly)?|earlier (?:said|reported|put|count|toll|estimate|figure)\w*|later (?:said|added|confirmed)|"
    r"revised|corrected|clarified|contrary to|as of)\b",
    re.I,
)


def side(spans: Sequence[Span], value: object = None, records: Sequence[str] = ()) -> Side:
    """One side; its origins are filled in by ``sourced``."""
    ordered = sorted({(s.report, s.start, s.end): s for s in spans}.values(), key=lambda s: (s.report, s.start))
    kept = tuple(ordered[:MOST_SPANS])
    return Side(spans=kept, reports=tuple(dict.fromkeys(s.report for s in kept)), value=value, records=tuple(records))


def conflict(kind: str, about: str, sides: Sequence[Side], rule: str, why: str, sure: float) -> Conflict:
    """A conflict that is not ranked yet; its records are those of its sides."""
    where = sorted((s.text, s.start, s.end) for x in sides for s in x.spans)
    return Conflict(
        id=content_id("c", kind, *where),
        confidence=sure,
        because=(Reason(rule=rule, words=why),),
        kind=kind,  # type: ignore[arg-type]
        about=about,
        sides=tuple(sides),
        rank=0,
        status="wording" if kind in ("wording", "framing") else "conflict",
        records=tuple(dict.fromkeys(r for x in sides for r in x.records)),
    )


def said(variant: Variant) -> Span:
    """The words of a telling."""
    return place_of(variant)


def sourced(
    found: Sequence[Conflict], statements: Sequence[Statement], tellings: Sequence[Telling], ground: Grounds | None
) -> list[Conflict]:
    """The conflicts with each side's origins: those of its own words only, so two copies never outvote a witness."""
    if ground is None:
        return list(found)
    bare = [
        Figure(
            id="f",
            confidence=1.0,
            because=(),
            origins=(),
            independent=0,
            independent_upper=0,
            subject="",
            values=(FigureValue(value=None, bound="exact", mentions=x.spans),),
        )
        for c in found
        for x in c.sides
    ]
    done = iter(of_figures(bare, told(statements), tellings, ground))
    return [
        msgspec.structs.replace(
            c,
            sides=tuple(
                msgspec.structs.replace(x, origins=o.origins, independent=o.independent)
                for x in c.sides
                for o in [next(done)]
            ),
        )
        for c in found
    ]


def explained(found: Conflict, texts: Mapping[str, Witness]) -> Conflict:
    """The conflict, with the words in which a report itself accounts for it ("revised from an earlier count")."""
    if found.kind not in ("figure", "date", "what"):
        return found
    for x in found.sides:
        for s in x.spans:
            witness = texts[s.report]
            sentence = sentence_at(witness, s.start)
            words = sentence.of(witness.report.text) if sentence else ""
            if _OWNED_UP.search(words):
                short = cut(words, 200)
                return msgspec.structs.replace(found, status="explained", explained=f"{s.report}: “{short}”")
    return found
