"""What the tellings of one record show of each other: who has it from whom, in the end.

Each step takes the tellings with the origins that they show alone and puts them where another telling leads.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

import msgspec

from stemma.collation.origins.bounds import NAMED, source_key
from stemma.collation.origins.ground import Grounds, base_of, is_copied
from stemma.model import EventTelling, Origin, Reason, Span, Variant

FEWEST_QUOTED = 3  # words that two quotations must share in a row to be in the very same words
SAME_QUOTED = 0.6  # share of the shorter quotation that they must make: two translations have half of one in common
SAME_WORDS = 8  # words in a row that two direct tellings share when they are of one hearing
_SHOWN_BY_THE_REPORT = (
    "own-reporting",
    "uncredited-words",
    "body-speaks",
    "agency-report",
    "agency-dateline",
    "own-page",
)  # rules that no words of a telling bear out


class Begun(msgspec.Struct, frozen=True):
    """One telling of a record and where it starts; ``base`` is the report in which its words began.

    ``copied`` says that they stand there word for word.
    """

    origin: Origin
    report: str
    base: str
    copied: bool


def begun(origin: Origin, place: Variant | EventTelling | Span, ground: Grounds) -> Begun:
    """A telling with the report in which its words began."""
    where = (place.report, ground, place.start, place.end)
    return Begun(origin, place.report, base_of(*where), is_copied(*where))


def whence(origin: Origin) -> str:
    """What a report does that has a thing from an origin, in words."""
    if origin.kind == "on-record":
        return "places it at a public occasion"
    return "gives no source" if origin.kind == "unstated" else f"has it from {origin.name}"


def further_up(told: Sequence[tuple[Origin, Variant]], ground: Grounds) -> list[tuple[Origin, Variant]]:
    """Origins that another telling leads further back, put there.

    Where one report has it from A through B and another from B alone, both have it from A.
    """
    back: dict[str, Origin] = {}
    for origin, variant in told:
        for link in variant.via[1:]:
            if source_key(origin.name, ground) != source_key(link.name, ground):
                back.setdefault(source_key(link.name, ground), origin)
    result = []
    for origin, variant in told:
        key = source_key(origin.name, ground)
        above = back.get(key)
        if origin.kind in NAMED and above and source_key(above.name, ground) != key:
            why = Reason(rule="further-up", words=f"another report shows that {origin.name} has it from {above.name}")
            origin = msgspec.structs.replace(above, because=(why,))
        result.append((origin, variant))
    return result


def of_named_reports(told: Sequence[Begun], ground: Grounds) -> list[Begun]:
    """One origin for an outlet that a report names and for that outlet's own report, where the pile has it.

    What that report shows of its source is the source of both; where it shows none, both start with the outlet.
    """
    outlets = {source_key(w.report.outlet, ground): w.report.id for w in ground.witnesses if w.report.outlet}
    theirs: dict[str, Origin] = {}
    for t in told:
        if t.report not in theirs or theirs[t.report].kind == "unstated":
            theirs[t.report] = t.origin
    named: dict[str, Origin] = {}
    result = []
    for t in told:
        report = outlets.get(source_key(t.origin.name, ground), "")
        first = theirs.get(report)
        if t.origin.kind in ("agency", "outlet") and report != t.report and first:
            if first.kind == "unstated":
                named[report] = t.origin
            elif source_key(first.name, ground) != source_key(t.origin.name, ground):
                words = f"{report}, the report of {t.origin.name}, {whence(first)}"
                why = (Reason(rule="further-up", words=words),)
                t = msgspec.structs.replace(t, origin=msgspec.structs.replace(first, because=why))
        result.append(t)
    for k, t in enumerate(result):
        if t.report in named and t.origin.kind == "unstated":
            words = f"{t.report} is a report of {named[t.report].name}, which another one names as its source"
            why = (Reason(rule="named-elsewhere", words=words),)
            result[k] = msgspec.structs.replace(t, origin=msgspec.structs.replace(named[t.report], because=why))
    return result


def same_hearing(told: Sequence[tuple[Origin, Variant]]) -> list[tuple[Origin, Variant]]:
    """An uncredited quotation that is word for word one which another report credits starts where that one does."""
    named = [(o, v) for o, v in told if o.kind in NAMED]
    result = []
    for origin, variant in told:
        if origin.kind == "unstated":
            twin = next((o for o, v in named if v.report != variant.report and _same_words(v.text, variant.text)), None)
            if twin:
                why = Reason(
                    rule="same-words", words=f"{variant.report} has the very words that came through {twin.name}"
                )
                origin = msgspec.structs.replace(twin, bound="possible", because=(why,))
        result.append((origin, variant))
    return result


def same_utterance(told: Sequence[tuple[Origin, Variant]], ground: Grounds) -> list[tuple[Origin, Variant]]:
    """Quotations without a source that are in the very same words are of one public utterance, and so on record.

    Not those of which one copies the other.
    """
    heard = [
        (v, base_of(v.report, ground, v.start, v.end))
        for o, v in told
        if o.kind in ("unstated", "on-record") and v.form != "indirect"
    ]
    result = []
    for origin, variant in told:
        if origin.kind == "unstated" and variant.form != "indirect":
            base = base_of(variant.report, ground, variant.start, variant.end)
            twins = (v for v, b in heard if b != base and _same_quotation(v.text, variant.text))
            if twin := next(twins, None):
                words = f"{variant.report} and {twin.report} quote the very same words: both go back to one utterance"
                why = (Reason(rule="same-quotation", words=words),)
                origin = Origin(name="on record", kind="on-record", because=why)
        result.append((origin, variant))
    return result


def _same_quotation(a: str, b: str) -> bool:
    """Are most of the shorter one's words the other's, in a row?"""
    shorter = min(len(re.findall(r"\w+", text)) for text in (a, b))
    return _same_words(a, b, max(FEWEST_QUOTED, math.ceil(SAME_QUOTED * shorter)))


def _same_words(a: str, b: str, least: int = SAME_WORDS) -> bool:
    first, second = re.findall(r"\w+", a.casefold()), re.findall(r"\w+", b.casefold())
    runs = {tuple(first[i : i + least]) for i in range(len(first) - least + 1)}
    return any(tuple(second[i : i + least]) in runs for i in range(len(second) - least + 1))


def from_base(told: Sequence[Begun]) -> list[Begun]:
    """What a report has from another one without a source starts where that one has it, if that one tells it."""
    by_report: dict[str, Origin] = {}
    for t in told:
        if t.report == t.base and (t.report not in by_report or by_report[t.report].kind == "unstated"):
            by_report[t.report] = t.origin
    result = []
    for t in told:
        first = by_report.get(t.base)
        borrowed = t.origin.kind == "unstated" or t.origin.because[0].rule in _SHOWN_BY_THE_REPORT
        borrowed = borrowed or (t.copied and t.origin.kind not in NAMED)
        if t.report != t.base and first and borrowed and first.name != t.origin.name:
            why = Reason(rule="rests-on", words=f"{t.report} has it from {t.base}, which {whence(first)}")
            t = msgspec.structs.replace(t, origin=msgspec.structs.replace(first, because=(why,)))
        result.append(t)
    return result


def at_one_occasion(told: Sequence[Begun]) -> list[Begun]:
    """What was said in public was heard there by a reporter too who does not say so."""
    public = next((t.origin for t in told if t.origin.kind == "on-record"), None)
    result = []
    for t in told:
        if public and t.origin.because[0].rule == "own-reporting":
            why = Reason(rule="public-occasion", words=f"said in public, where {t.origin.name} could hear it too")
            t = msgspec.structs.replace(t, origin=msgspec.structs.replace(public, because=(why,)))
        result.append(t)
    return result


def rendered(told: Sequence[Begun]) -> list[Begun]:
    """What the speaker published himself is what all the others render; what a body put out is what agencies do."""
    text = next((t.origin for t in told if t.origin.because[0].rule == "own-text"), None)
    if text:
        return [msgspec.structs.replace(t, origin=text) for t in told]
    body = next((t.origin for t in told if t.origin.because[0].rule == "body-speaks"), None)
    return [msgspec.structs.replace(t, origin=body) if body and t.origin.kind == "agency" else t for t in told]


def measured(told: Sequence[Begun]) -> list[Begun]:
    """What a body put out is what an agency passed on that a report only seems to have it from."""
    body = next((t.origin for t in told if t.origin.because[0].rule == "body-speaks"), None)
    return [msgspec.structs.replace(t, origin=body) if body and inferred(t.origin) else t for t in told]


def sourced(told: Iterable[Begun]) -> list[Origin]:
    """The origins without "unstated" for a report that elsewhere gives the same thing with its source.

    A lead says in the report's own voice what its body attributes. That voice counts once, whether its source is
    inferred here and unknown there.
    """
    listed = list(told)
    named = {t.report for t in listed if t.origin.kind not in ("unstated", "unnamed") and not inferred(t.origin)}
    guessed = {t.report for t in listed if inferred(t.origin)}
    return [
        t.origin
        for t in listed
        if not (t.report in named and (t.origin.kind == "unstated" or inferred(t.origin)))
        and not (t.report in guessed and t.origin.kind == "unstated")
    ]


def inferred(origin: Origin) -> bool:
    """Is it the report that names this origin, not this telling?"""
    return bool(origin.because) and origin.because[0].rule in ("agency-beside", "one-agency")
