"""The ground on which origins are decided: each report's sources, its reporters, and the report that it rests on."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import msgspec

from stemma.collation.chains import house_agency
from stemma.collation.common import in_debris, plain_name
from stemma.collation.origins.publishers import publishers
from stemma.collation.report_sources import outlet_names
from stemma.collation.statements.said_days import cue_sentence
from stemma.lexicon import table
from stemma.model import Actor, Attribution, Derivation, Origin, Passage, Published, Reason, Stretch, Witness
from stemma.reading.press import PressBook, known_sources, source_named

DATELINE_WITHIN = 600  # characters, so that menus and headers may stand before it
LEAD_WORDS = 8  # fewer are a heading or a dateline
NEWS_DAYS = 7  # between a happening and a report that has it as its news
_DATELINE = re.compile(  # "PORT ANSEL, Karnia — ": an agency's would name the agency in brackets
    r"^(?=[A-Z ]{4})[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,3}(?:, [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?)?"
    r"(?:, [A-Z]\w+\.? \d{1,2})? ?[—–-]{1,2} (?=\w)",
    re.M,
)
_OUR = re.compile(r"\bour (?:own )?(?:reporter|correspondent|staff)\b|\bthis (?:reporter|correspondent)\b", re.I)
_INTERVIEW = re.compile(
    r"\b(?:interview with|told|speaking to|reached by|seen by|shown to|shared with|obtained by|reviewed by) "
    r"this (?:newspaper|paper|magazine|website|station)\b|"
    r"\b(?:said|says|saying|added|recalled) (?:\w+ )?(?:in an? (?:\w+ )?(?:interview|phone call|telephone call)|"
    r"(?:over|by) (?:the )?(?:tele)?phone)\b",
    re.I,
)
_NAME = r"(?:the )?((?:[A-Z][\w’'-]*)(?: [A-Z][\w’'-]*){0,3})"
_SHOWN_TO = re.compile(  # "documents seen by the Post", "shared with the Post", "the Post has learned"
    r"\b(?:(?:seen|obtained|reviewed|read|viewed|heard|verified|examined|reached) by|"
    rf"(?:shown|leaked|given|provided|sent|confirmed) to|shared with) {_NAME}|"
    rf"{_NAME} (?:(?:has|have) (?:\w+ )?(?:learn(?:ed|t)|seen|obtained|reviewed)|understands|can (?:\w+ )?reveal)\b"
)
_STATEMENT = re.compile(
    r"\bin (?:a|an|its|their|the) (?:\w+ ){0,2}statement\b|"
    r"\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir) (?:\w+ ){0,2}statement (?:read|say|said|add|stat|express|announc)\w*\b"
)


class Zone(msgspec.Struct, frozen=True):
    """A sentence that credits an agency, or one beside it: ``close`` if in the same paragraph."""

    start: int
    end: int
    agency: str
    close: bool


class Grounds(msgspec.Struct, frozen=True):
    """What decides origins, by report id.

    ``own``: the outlet of a report that shows a reporter of its own on the spot; ``spoken_to``: the places of a report
    that were spoken to its outlet; ``house``: the agency whose copy a report is; ``pages``: the body whose page it is;
    ``wires``: the agencies that it names; ``leads``: where its first sentence ends; ``zones``: the sentences beside
    which it names agencies; ``rests_on``: the report that it copies or rewrites; ``copied``: the places it has from
    there; ``partly``: those that have nothing more from there; ``silent``: an agency whose words it has without credit.
    ``actors`` are by id, ``by_name`` gives the id for a plain name. ``days`` are those on which the reports were
    published; ``texts`` the places that tell what a speaker put out in writing, ``stated`` those that tell what was
    said in a statement.
    """

    witnesses: tuple[Witness, ...]
    own: Mapping[str, str]
    spoken_to: Mapping[str, tuple[Stretch, ...]]
    house: Mapping[str, Origin]
    pages: Mapping[str, Origin]
    wires: Mapping[str, tuple[str, ...]]
    leads: Mapping[str, int]
    zones: Mapping[str, tuple[Zone, ...]]
    rests_on: Mapping[str, str]
    copied: Mapping[str, tuple[tuple[int, int], ...]]
    partly: frozenset[str]
    silent: Mapping[str, str]
    actors: Mapping[str, Actor]
    by_name: Mapping[str, str]
    book: PressBook
    days: Mapping[str, str] = {}
    texts: Mapping[str, tuple[Stretch, ...]] = {}
    stated: Mapping[str, tuple[Stretch, ...]] = {}

    def published_at(self, report: str, start: int, end: int, in_statement: bool = False) -> bool:
        """Does a place tell what the speaker himself published: a post or filing, or a statement?"""
        places = self.stated if in_statement else self.texts
        return any(s.start < end and start < s.end for s in places.get(report, ()))


def grounds(
    witnesses: Sequence[Witness],
    derived: Sequence[Derivation],
    actors: Sequence[Actor],
    book: PressBook,
    passages: Sequence[Passage] = (),
    published: Mapping[str, Published] | None = None,
) -> Grounds:
    """What the origins of a story's records are decided on; ``published`` is by a report's sha256."""
    ids = {w.report.id for w in witnesses}
    rests: dict[str, str] = {}
    partly: set[str] = set()
    for d in derived:
        if d.from_ in ids and d.kind in ("copies", "rewrites") and d.to not in rests:
            rests[d.to] = d.from_
            if d.kind == "rewrites" and d.passages:
                partly.add(d.to)
    copied: dict[str, list[tuple[int, int]]] = {}
    for passage in passages:
        for s in passage.spans:
            if any(o.report == rests.get(s.report) for o in passage.spans):
                copied.setdefault(s.report, []).append((s.start, s.end))
    voices: dict[str, list[tuple[int, int, str]]] = {}
    for a in actors:
        for m in a.mentions if a.kind in ("person", "organisation") else ():
            voices.setdefault(m.report, []).append((m.start, m.end, a.id))
    zones = {w.report.id: _zones(w, book) for w in witnesses}
    return Grounds(
        witnesses=tuple(witnesses),
        own={w.report.id: w.report.outlet for w in witnesses if w.report.outlet and _on_the_spot(w)},
        spoken_to={w.report.id: _spoken_to(w, voices.get(w.report.id, ())) for w in witnesses},
        house={w.report.id: origin for w in witnesses if (origin := _house(w, book))},
        pages=publishers(witnesses),
        wires={report: tuple(dict.fromkeys(z.agency for z in found)) for report, found in zones.items()},
        leads={w.report.id: _lead_end(w) for w in witnesses},
        zones=zones,
        rests_on=rests,
        copied={report: tuple(sorted(places)) for report, places in copied.items()},
        partly=frozenset(partly),
        silent={d.to: d.from_ for d in derived if d.from_ not in ids and not d.credited},
        actors={a.id: a for a in actors},
        by_name={plain_name(n): a.id for a in reversed(actors) for n in (a.name, *a.names)},
        book=book,
        texts={w.report.id: _told_in(w, _text()) for w in witnesses},
        stated={w.report.id: _told_in(w, _STATEMENT) for w in witnesses},
        days={w.report.id: day for w in witnesses if (day := _day(published or {}, w))},
    )


def is_news(day: str | None, report: str, ground: Grounds) -> bool:
    """May an event of that day (a year, a month or a day) be a report's news, not what went before?"""
    if day is None or report not in ground.days:
        return True
    since = str(date.fromisoformat(ground.days[report]) - timedelta(days=NEWS_DAYS))
    return day[:10] >= since[: len(day)]


def is_copied(report: str, ground: Grounds, start: int, end: int) -> bool:
    """Does the place stand word for word in the report that this one rests on?"""
    return any(s < end and start < e for s, e in ground.copied.get(report, ()))


def is_spoken_to(report: str, ground: Grounds, start: int, end: int) -> bool:
    """Was what stands in a place said to the report's own outlet?"""
    return any(s.start < end and start < s.end for s in ground.spoken_to.get(report, ()))


def base_of(report: str, ground: Grounds, start: int, end: int) -> str:
    """The report in which the words of a place began: the one copied there, and the one that rests on in its turn.

    A report with a reporter of its own, and one that has only some passages of another, rests on it in these alone.
    """
    seen = {report}
    if report in ground.rests_on and is_copied(report, ground, start, end):
        report = ground.rests_on[report]
        seen.add(report)
    alone = ground.own.keys() | ground.partly
    while report in ground.rests_on and report not in alone and ground.rests_on[report] not in seen:
        report = ground.rests_on[report]
        seen.add(report)
    return report


def unsourced_start(
    report: str, ground: Grounds, start: int, end: int, spoken: bool = True, news: bool = False
) -> Origin:
    """The start of what a report says in a place with no source of its own.

    In this order: the agency whose copy the report is or the body whose page; what the report that it rests on there
    shows; its own reporter for what is ``spoken`` to it; an agency whose words it has without credit; for ``news``, not
    background, the agency that it names beside the place, and for its lead the one agency that it names at all; else it
    is unstated.
    """
    given, report = report, base_of(report, ground, start, end)
    for given_whole in (ground.house, ground.pages):
        if report in given_whole:
            return given_whole[report]
    if spoken and report in ground.own:
        return _origin(
            ground.own[report],
            "outlet",
            "own-reporting",
            f"{report} names a reporter of its own or the place that it reports from",
        )
    if report == given and is_spoken_to(report, ground, start, end):
        outlet = next(w.report.outlet for w in ground.witnesses if w.report.id == report)
        return _origin(outlet or report, "outlet", "own-reporting", f"{report} has it from one who spoke to it")
    if report in ground.silent and report not in ground.own:
        words = f"{report} gives no source, and has words of {ground.silent[report]} without credit"
        return _origin(ground.silent[report], "agency", "uncredited-words", words, "possible")
    if news and report == given:
        beside: dict[str, bool] = {}
        for zone in ground.zones.get(report, ()):
            if zone.start <= start and end <= zone.end:
                beside[zone.agency] = beside.get(zone.agency, False) or zone.close
        if len(beside) == 1:
            name = next(iter(beside))
            words = f"{report} credits {name} in the sentence beside it"
            return _origin(name, "agency", "agency-beside", words, "sure" if beside[name] else "possible")
        alone = len(ground.wires.get(report, ())) == 1 and not ground.spoken_to.get(report)
        if alone and report not in ground.own and start < ground.leads.get(report, 0):
            name = ground.wires[report][0]
            words = f"the lead of {report} gives no source; the one agency that it names is {name}"
            return _origin(name, "agency", "one-agency", words, "possible")
    return _origin(
        f"unstated:{report}",
        "unstated",
        "no-source",
        f"{report} names no source",
    )


def _day(published: Mapping[str, Published], witness: Witness) -> str | None:
    known = published.get(witness.report.sha256)
    return known.value[:10] if known and known.value and len(known.value) >= len("2031-05-03") else None


def _origin(name: str, kind: str, rule: str, words: str, bound: str = "sure") -> Origin:
    why = (Reason(rule=rule, words=words),)
    return Origin(name=name, kind=kind, bound=bound, because=why)  # type: ignore[arg-type]


def _house(witness: Witness, book: PressBook) -> Origin | None:
    """The agency whose copy a report is: by its dateline or credit line, or because the agency is its outlet."""
    report = witness.report
    known = source_named(report.outlet, book) if report.outlet else None
    if known and known.kind == "agency":
        words = f"{report.id} is a report of {report.outlet}, an agency"
        return _origin(book.shown(known), "agency", "agency-report", words)
    link = house_agency(witness)
    return (
        _origin(link.name, "agency", "agency-dateline", f"{report.id} runs a report of {link.name}") if link else None
    )


def _lead_end(witness: Witness) -> int:
    """Where the first sentence of a report's own telling ends."""
    text = witness.report.text
    told = (s for s in witness.reading.sentences if not in_debris(witness, s))
    return next((s.end for s in told if len(s.of(text).split()) >= LEAD_WORDS), 0)


def _zones(witness: Witness, book: PressBook) -> tuple[Zone, ...]:
    """The sentences that credit an agency, and those beside them."""
    own, text = outlet_names(witness), witness.report.text
    sentences = witness.reading.sentences
    found = []
    for credit in witness.reading.credits:
        known = source_named(credit.name, book)
        if credit.kind != "agency" or plain_name(known.name if known else credit.name) in own:
            continue
        name = book.shown(known) if known else credit.name
        at = next((i for i, s in enumerate(sentences) if s.start <= credit.span.start < s.end), None)
        for i in (at - 1, at, at + 1) if at is not None else ():
            if 0 <= i < len(sentences):
                first, second = sorted((sentences[i], sentences[at or 0]))
                close = "\n" not in text[first.end : second.start].rstrip(" ")
                found.append(Zone(sentences[i].start, sentences[i].end, name, close))
    return tuple(found)


def _on_the_spot(witness: Witness) -> bool:
    """Does the report show a reporter of its own on the spot: a dateline, "our correspondent", the outlet's own man?"""
    text, outlet = witness.report.text, witness.report.outlet
    if _OUR.search(text) or _DATELINE.search(text[:DATELINE_WITHIN]):
        return True
    if not outlet:
        return False
    short = re.escape(outlet.split()[0] if len(outlet.split()[0]) > 2 else outlet)
    return bool(re.search(rf"\b{short}['’]s (?:[A-Z]\w+ [A-Z]\w+|correspondent|reporter)", text))


def _spoken_to(witness: Witness, voices: Sequence[tuple[int, int, str]]) -> tuple[Stretch, ...]:
    """The words that the report's own outlet was told, and what else those who told it say in the report."""
    text, told = witness.report.text, witness.reading.attributions
    own = outlet_names(witness)
    addressed = [
        a for a in told if (a.addressee and _is_own(a.addressee.of(text), own)) or _exclusive(_around(a, witness), own)
    ]
    speakers = {actor for a in addressed for actor in _speakers(a, voices)}
    more = [a for a in told if speakers & _speakers(a, voices)] if speakers else []
    return tuple(sorted({p for a in (*addressed, *more) for p in a.content}))


@functools.cache
def _text() -> re.Pattern[str]:
    """Words that say that somebody put out a text: "in a filing", "wrote on Facebook"."""
    nouns = "|".join(re.escape(row["phrase"]) for row in table("public") if row["kind"] == "text")
    platforms = "|".join(re.escape(row["name"]) for row in table("sources") if row["kind"] == "platform")
    put_out = r"\b(?:wrote|writing|posted|tweeted|said|stated|announced)\b[^.]{0,40}\bon"
    return re.compile(
        rf"\b(?:in|on|by|through|via) (?:an?|his|her|its|their|the) (?:\w+ ){{0,2}}(?:{nouns})s?\b(?!-)|"
        rf"{put_out} (?:{platforms})\b"
    )


def _told_in(witness: Witness, kind: re.Pattern[str]) -> tuple[Stretch, ...]:
    """The contents whose cue sentence names a text of that kind."""
    return tuple(
        p for a in witness.reading.attributions if a.source and kind.search(_around(a, witness)) for p in a.content
    )


def _around(told: Attribution, witness: Witness) -> str:
    """The words of the sentence with the cue, without the content."""
    sentence = cue_sentence(witness, told)
    if sentence is None:
        return ""
    words = list(sentence.of(witness.report.text))
    for piece in told.content:
        for i in range(max(piece.start, sentence.start), min(piece.end, sentence.end)):
            words[i - sentence.start] = " "
    return "".join(words)


def _exclusive(words: str, own: frozenset[str]) -> bool:
    """Do the words of a sentence, without what was said, tell that the outlet itself heard or saw it?"""
    if any(_is_own(m[1] or m[2], own) for m in _SHOWN_TO.finditer(words)):
        return True
    heard = _INTERVIEW.search(words)
    return heard is not None and next(known_sources(words, heard.end()), None) is None


def _is_own(words: str, own: frozenset[str]) -> bool:
    """Do the words mean the outlet: by its name, or by the part of it that papers use for themselves?"""
    plain = plain_name(words)
    return bool(plain) and any(f" {plain} " in f" {name} " for name in own)


def _speakers(told: Attribution, voices: Sequence[tuple[int, int, str]]) -> set[str]:
    """The persons and organisations that the source of an attribution mentions."""
    where = told.source
    return {actor for start, end, actor in voices if start < where.end and where.start < end} if where else set()
