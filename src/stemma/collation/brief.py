"""The brief: five to fifteen sentences templated from records, each with its support, slots and independent count.

Every stretch of a sentence that states something is a slot filled from a record's field; ``supported`` checks each slot
against its record and spans, so a sentence with a changed name, number, date or quotation does not pass. The news comes
before what led up to it, then what more independent origins tell; nobody has more than two sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

from stemma.collation.common import is_news
from stemma.collation.phrases import balanced, called, day, hedge
from stemma.collation.story import days_of
from stemma.model import (
    Actor,
    Collation,
    Conflict,
    Event,
    EventTelling,
    Figure,
    Reason,
    Sentence,
    Slot,
    Span,
    Statement,
    Support,
    Variant,
    content_id,
    place_of,
)

MOST_EVENTS, MOST_STATEMENTS, MOST_FIGURES, MOST_CONFLICTS = 4, 6, 2, 3
FEWEST = 5  # sentences; below it more statements follow, whoever speaks
MOST_OF_ONE = 2  # sentences with the words of one speaker
LEAST_CONFIDENCE = 0.5  # a record below it is open, not fact
LONGEST_QUOTE = 220
SHORTEST_QUOTE = 4  # words; less is a scrap of somebody's sentence
BEST_QUOTE = 90  # characters of a quotation that says something and is quickly read
MOST_SIDES = 4  # of a conflict

_TITLE = re.compile(  # "Strike at the quay", "Orla Veit meets Tobin Quay": a phrase or headline that reads by itself
    r"[A-Z][^\"“”…]*\b(?:of|in|on|at|between|by|against|with|for|to|from|over|meets?|visits?|signs?|calls?|attacks?)\b"
    r"[^\"“”…]*\w"
)
_UNREADABLE = re.compile(  # a clause broken off, "Sheltering 200 people"
    r"\b(?:which|who|that|whose)\b|^\w+ing (?!of\b|in\b|at\b|on\b|by\b|between\b)|\b(?:and|or|of|the|an?)$|"
    r"^(?:Is|Was|Are|Were|Has|Had|Have|Be|Been|Then|He|She|It|They|I|We|You|His|Her|Its|Their|Same)\b|"
    r"^(?:\w+ )?(?i:minutes|hours|days|weeks|months|years)(?: \w+)? (?:after|before|later|earlier|ago)\b|^\w+ than\b|"
    r"\bof (?:them|it)$|\bas (?:long|soon|far|much|many|well)$|\bwith an? \w+ \w+ing$"
)
_CLAUSE = re.compile(r"[A-Z][^\"“”…]*")
_BROKEN_OFF = re.compile(r"(?:^|\s)(?:and|or|but|that|which|who|whom|to|of|the|an?|with|for|by|as|than|such as)\W*$")
_SCRAP = re.compile(r"(?:them|him|her|us|me|it?self|themselves|and|or|but|to|of|as|after|before|with|for)\b")
_LEADS = {
    "figure": "The figures differ",
    "date": "The times differ",
    "who": "The reports differ",
    "what": "The reports contradict each other",
    "wording": "The wording differs",
    "framing": "The reports use other words",
}


class _Line:
    """A sentence in the making: plain words and slots."""

    def __init__(self) -> None:
        self.text = ""
        self.slots: list[Slot] = []

    def say(self, words: str) -> _Line:
        self.text += words
        return self

    def fill(self, words: str, record: str, field: str, spans: Sequence[Span]) -> _Line:
        start = len(self.text)
        self.text += words
        self.slots.append(Slot(start=start, end=len(self.text), record=record, field=field, spans=tuple(spans[:1])))
        return self


def brief(
    statements: Sequence[Statement],
    events: Sequence[Event],
    figures: Sequence[Figure],
    conflicts: Sequence[Conflict],
    actors: Mapping[str, Actor],
    published: Sequence[str] = (),
) -> tuple[Sentence, ...]:
    """What happened, what was said, the figures, and what does not fit, the best supported first.

    ``published`` are the days of publication in order: what happened about then is the news.
    """
    refuted = {s.id for s in statements if any(_refutes(v) for v in s.variants)}
    told = [e for e in events if not all(m.statement in refuted for m in e.mentions)]
    told = [e for e in told if len({m.report for m in e.mentions}) > 1] or told
    happened = _made([_of_event(e, published) for e in _ranked(told, published)])
    spoken = [s for s in _ranked(statements, published) if s.speakers]
    said = _made([_of_statement(s, actors) for s in _no_more_than(spoken, MOST_OF_ONE)])
    shown = [c for c in conflicts if c.status in ("conflict", "explained")][:MOST_CONFLICTS]
    shown = shown or list(conflicts[:MOST_CONFLICTS])
    disputed = {r for c in shown for r in c.records}
    counted = _made([_of_figure(f) for f in _worth_telling(figures) if f.id not in disputed])
    lines = [
        *happened[:MOST_EVENTS],
        *said[:MOST_STATEMENTS],
        *counted[:MOST_FIGURES],
        *(_of_conflict(c) for c in shown),
    ]
    if len(lines) < FEWEST:
        have = {line.id for line in lines}
        more = _made([_of_statement(s, actors) for s in spoken]) + happened + counted
        lines += [line for line in more if line.id not in have][: FEWEST - len(lines)]
    return tuple(lines)


def _made(lines: Sequence[Sentence | None]) -> list[Sentence]:
    return [line for line in lines if line is not None]


def _refutes(variant: Variant) -> bool:
    return variant.negated or variant.cue_class == "denied"


Counted = TypeVar("Counted", Statement, Event, Figure)


def _ranked(records: Sequence[Counted], published: Sequence[str]) -> list[Counted]:
    """The sure records: the news first, then what more independent origins and more reports tell."""

    def weight(record: Counted) -> tuple[bool, int, int, int, float, str]:
        past = not isinstance(record, Figure) and bool(published) and not is_news(record.date, published)
        reports = {s.report for s in _spans(record)}
        return past, -record.independent, -len(reports), -record.independent_upper, -record.confidence, record.id

    return sorted((r for r in records if r.confidence >= LEAST_CONFIDENCE), key=weight)


def _no_more_than(statements: Sequence[Statement], most: int) -> list[Statement]:
    had: Counter[tuple[str, ...]] = Counter()
    kept = []
    for s in statements:
        had[s.speakers] += 1
        if had[s.speakers] <= most:
            kept.append(s)
    return kept


def _worth_telling(figures: Sequence[Figure]) -> list[Figure]:
    """Figures that say of what they are, those first that grow or differ; none twice on the same words."""
    told: set[tuple[str, int]] = set()
    kept = []
    known = [f for f in figures if f.values[0].value is not None and (len(f.subject.split()) > 1 or len(f.values) > 1)]
    for f in sorted(_ranked(known, ()), key=lambda f: f.relation not in ("differ", "update")):
        places = {(m.report, m.start) for v in f.values for m in v.mentions}
        if not places & told:
            told |= places
            kept.append(f)
    return kept


def _spans(record: Statement | Event | Figure) -> list[Span]:
    if isinstance(record, Statement):
        return list(map(place_of, record.variants))
    if isinstance(record, Event):
        return list(map(place_of, record.mentions))
    return [m for v in record.values for m in v.mentions]


def _of_event(event: Event, published: Sequence[str]) -> Sentence | None:
    spans = _spans(event)
    line = _Line()
    if _led_up(event, published):
        line.fill("Background", event.id, "date", (event.when and event.when.spans) or spans).say(": ")
    if _reads(event):
        line.fill(event.title, event.id, "title", spans)
    else:
        best = best_clause(event)
        if best is None:
            return None
        place = event.mentions.index(best)
        line.say("“").fill(" ".join(best.text.split()), event.id, f"mentions.{place}", [place_of(best)])
        line.say(f"” ({best.report})")
    if event.date:
        line.say(", ").fill(day(event.date), event.id, "date", (event.when and event.when.spans) or spans)
    if event.status != "happened":
        line.say(" (").fill(event.status, event.id, "status", spans).say(")")
    return _sentence(line, event, hedge(event.origins, len({s.report for s in spans})))


def _led_up(event: Event, published: Sequence[str]) -> bool:
    """Did it happen before the news: on an earlier day, or in the background of every telling?"""
    if all(m.background for m in event.mentions):
        return True
    if not event.date or not published or event.status == "planned" or is_news(event.date, published):
        return False
    return event.date[:10] < published[0][: len(event.date[:10])]


def broken_off(title: str) -> bool:
    """Is a title part of a sentence that says little by itself: "Sheltering 200 people", "They stole it"?"""
    return bool(_UNREADABLE.search(title))


def best_clause(event: Event) -> EventTelling | None:
    """The telling that says in a clause of its own what happened, of a length that is quickly read."""
    whole = [m for m in event.mentions if _is_clause(m.text)]
    return min(whole, key=lambda m: (abs(len(m.text) - BEST_QUOTE), m.report, m.start), default=None)


def _reads(event: Event) -> bool:
    """Does the title read by itself: a phrase or a headline, no scrap of a sentence such as "to block the road"?"""
    if not _TITLE.fullmatch(event.title) or broken_off(event.title):
        return False
    first = re.escape(event.title.split()[0])
    return not any(re.search(rf"\bto {first}\b", m.text, re.I) for m in event.mentions)


def _is_clause(words: str) -> bool:
    if words.count("(") != words.count(")") or re.search(r",? who\b|, which\b", words):
        return False
    return bool(_CLAUSE.fullmatch(words)) and SHORTEST_QUOTE <= len(words.split()) <= len(words) <= LONGEST_QUOTE


def _of_statement(statement: Statement, actors: Mapping[str, Actor]) -> Sentence | None:
    named = list({actors[s].name: actors[s] for s in statement.speakers if s in actors}.values())
    if not named:
        return None
    speakers = [v.speaker for v in statement.variants if v.speaker] or _spans(statement)
    line = _Line()
    for i, actor in enumerate(named):
        line.say("" if i == 0 else " and " if i == len(named) - 1 else ", ")
        line.fill(called(actor, i == 0), statement.id, f"speakers.{i}", speakers)
    evidence = hedge(statement.origins, len({v.report for v in statement.variants}), named)
    dated = False
    if statement.date and (statement.when is None or statement.when.basis not in ("assumed", "unknown")):
        line.say(", ").fill(day(statement.date), statement.id, "date", _spans(statement))
        dated = True
    cues = {v.cue.text.casefold().split()[0] for v in statement.variants if v.cue}
    if statement.gist and statement.gist.split()[0].casefold() in cues:  # "praised the crew"
        if "…" in statement.gist or re.match(r"\w+ing\b", statement.gist):
            return None
        line.say(", " if dated else " ").fill(balanced(statement.gist), statement.id, "gist", _spans(statement))
        return _sentence(line, statement, evidence)
    variant = _best_variant(statement)
    if variant is None or any(_refutes(v) for v in statement.variants):
        return None
    told = " … ".join(p.text.strip(' "“”‘’,;') for p in variant.pieces) or variant.text
    words = balanced(" ".join(told.split()).strip(' "“”‘’,;'))
    if variant.form != "direct":
        words = words.rstrip(".").removeprefix("that ")
    line.say(": “" if variant.form == "direct" else ": ")
    line.fill(words, statement.id, f"variants.{variant.id}", [place_of(variant)])
    line.say("”" if variant.form == "direct" else "")
    return _sentence(line, statement, evidence)


def _best_variant(statement: Statement) -> Variant | None:
    """The telling to quote: in quotation marks, from a sentence's beginning on, of a length that is quickly read."""
    fit = [v for v in statement.variants if len(v.text) <= LONGEST_QUOTE and len(v.text.split()) >= SHORTEST_QUOTE]
    bare = {v.id: v.text.strip(' "“”‘’') for v in fit}
    return min(
        (v for v in fit if not (_SCRAP.match(bare[v.id]) or _BROKEN_OFF.search(bare[v.id]))),
        key=lambda v: (v.form != "direct", bare[v.id][:1].islower(), abs(len(v.text) - BEST_QUOTE), v.report, v.start),
        default=None,
    )


def _of_figure(figure: Figure) -> Sentence | None:
    line = _Line().fill(figure.subject[:1].upper() + figure.subject[1:], figure.id, "subject", _spans(figure)).say(": ")
    for i, value in enumerate(figure.values):
        words = " ".join(value.mentions[0].text.split())
        line.say("; " if i else "").fill(words, figure.id, f"values.{i}", value.mentions)
        line.say(" (" + ", ".join(dict.fromkeys(m.report for m in value.mentions)) + ")")
    return _sentence(line, figure, hedge(figure.origins, len({m.report for m in _spans(figure)})))


def _of_conflict(conflict: Conflict) -> Sentence:
    """Its sides in their own words, each with its reports."""
    spans = [s for side in conflict.sides for s in side.spans]
    reports = list(dict.fromkeys(s.report for s in spans))
    head = conflict.about.split(": ")[0]
    line = _Line().say(_LEADS[conflict.kind] if len(reports) > 1 else f"{reports[0]} may contradict itself")
    if not re.search("[“”(]", head):
        line.say(" (").fill(head, conflict.id, "about", conflict.sides[0].spans).say(")")
    for i, side in enumerate(conflict.sides[:MOST_SIDES]):
        line.say(": “" if i == 0 else " against “")
        if conflict.kind == "who" and isinstance(side.value, str) and side.value[:1].isupper():
            line.fill(side.value, conflict.id, f"sides.{i}.value", side.spans)
        else:
            best = min(
                side.spans, key=lambda s: (s.text[:1].islower(), abs(len(s.text) - BEST_QUOTE), s.report, s.start)
            )
            line.fill(" ".join(best.text.split())[:LONGEST_QUOTE].strip('“”"'), conflict.id, f"sides.{i}", [best])
        line.say("” (").fill(", ".join(side.reports), conflict.id, f"sides.{i}.reports", _briefest(side.spans)).say(")")
    if conflict.explained:
        line.say("; ").fill(conflict.explained.split(":")[0], conflict.id, "explained", spans).say(" explains it")
    return Sentence(
        id=content_id("b", conflict.id),
        confidence=conflict.confidence,
        because=(Reason(rule="conflict", words="the sides stand in the record"),),
        text=line.text + ".",
        support=(Support(record=conflict.id, spans=_one_a_report(spans)),),
        slots=tuple(line.slots),
        independent=min((s.independent for s in conflict.sides), default=0),
    )


def _sentence(line: _Line, told: Statement | Event | Figure, evidence: str) -> Sentence:
    spans = _spans(told)
    shown = [s for o in told.origins for s in o.spans] or spans
    line.say(" — ").fill(evidence, told.id, "origins", _briefest(shown)).say(".")
    return Sentence(
        id=content_id("b", told.id),
        confidence=told.confidence,
        because=(Reason(rule="template", words=f"filled from {told.id}"),),
        text=line.text,
        hedge=evidence,
        support=(Support(record=told.id, spans=_one_a_report(spans)),),
        slots=tuple(line.slots),
        independent=told.independent,
        independent_upper=told.independent_upper,
    )


def _briefest(spans: Sequence[Span]) -> list[Span]:
    """The shortest span: enough where only the place counts."""
    return sorted(spans, key=lambda s: (s.end - s.start, s.report, s.start))[:1]


def _one_a_report(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The first span in each report: the record itself cites the others."""
    first: dict[str, Span] = {}
    for span in spans:
        first.setdefault(span.report, span)
    return tuple(first.values())


def supported(sentence: Sentence, collation: Collation) -> bool:
    """Do the records still say, slot by slot and word by word, what the sentence says?

    The sentence is written anew from its record and compared; every span of it must quote its report.
    """
    texts = {r.id: r.text or "" for r in collation.reports}
    spans = [s for support in sentence.support for s in support.spans]
    spans += [s for slot in sentence.slots for s in slot.spans]
    if not sentence.support or not spans or any(texts.get(s.report, "")[s.start : s.end] != s.text for s in spans):
        return False
    actors = {a.id: a for a in collation.actors}
    return _anew(sentence.support[0].record, collation, actors) == sentence


def _anew(record: str, collation: Collation, actors: Mapping[str, Actor]) -> Sentence | None:
    """The record's sentence, written once more."""
    published = days_of({r.id: r.published for r in collation.reports})
    for event in collation.events:
        if event.id == record:
            return _of_event(event, published)
    for statement in collation.statements:
        if statement.id == record:
            return _of_statement(statement, actors)
    for figure in collation.figures:
        if figure.id == record:
            return _of_figure(figure)
    return next((_of_conflict(c) for c in collation.conflicts if c.id == record), None)
