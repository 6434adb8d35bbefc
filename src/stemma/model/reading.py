"""The records of one report read alone. Times stay unbound and speakers ranked: only the story can decide them."""

from __future__ import annotations

from typing import Literal

import msgspec

from stemma.model.base import Reason, Record, Stretch

MentionType = Literal["name", "nominal", "pronoun", "metonym"]
ActorKind = Literal["person", "organisation", "government", "place", "group", "other"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Form = Literal["direct", "indirect", "mixed"]
CueClass = Literal[
    "said",
    "claimed",
    "denied",
    "promised",
    "asked",
    "warned",
    "admitted",
    "reported",
    "thought",
    "agreed",
    "accused",
    "praised",
]
Modality = Literal["asserted", "reported", "denied", "future", "hypothetical"]
Bound = Literal["exact", "about", "at-least", "up-to", "range", "vague"]
LinkKind = Literal[
    "agency",
    "broadcaster",
    "outlet",
    "platform",
    "body",
    "person",
    "document",
    "unnamed",
    "state-media",
    "translation",
]
DebrisKind = Literal[
    "menu",
    "teaser",
    "caption",
    "file-name",
    "share",
    "crawler-header",
    "newsletter",
    "legal",
    "counter",
    "read-also",
    "advert",
    "other",
]


class PageLink(Record, kw_only=True, frozen=True):
    """Words of a report's text that link to an address: "as Reuters reported" with its address is evidence."""

    start: int
    end: int
    url: str


class ReportFlag(Record, kw_only=True, frozen=True):
    """What is odd about a report as a whole, with the stretches that give it away."""

    kind: Literal["truncated", "mixed", "opinion", "live", "roundup"]
    why: str
    stretches: tuple[Stretch, ...] = ()


class Change(Record, kw_only=True, frozen=True):
    """A sentence that differs between two versions of one report.

    ``before`` are the older version's words, ``after`` the newer one's (None: vanished, or new). ``stated`` where the
    newer version owns up to a correction.
    """

    before: str | None
    after: str | None
    stated: bool = False


class Dateline(Record, kw_only=True, frozen=True):
    """The place and the agency that open a report, and where they stand: "PORT ANSEL, May 3 (Agency) -"."""

    start: int
    end: int
    place: str | None = None
    agency: str | None = None


class Report(Record, kw_only=True, frozen=True):
    """One outlet's article as received.

    ``name`` is the file or line that it came from, for messages to people. ``retrieved`` is when it was fetched or
    saved, ``based_on`` the addresses that the page itself names as its source, ``because`` where each field that was
    not given was found. ``translated_from`` is the language that the text was translated from
    before it came here (ISO 639-1). ``version`` counts the versions of one address, ``replaces`` is the id of the one
    before.
    ``part`` is where the text stood in a file of several articles.
    """

    id: str
    text: str
    sha256: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    language: str = "en"
    translated_from: str | None = None
    name: str | None = None
    authors: tuple[str, ...] = ()
    updated: str | None = None
    retrieved: str | None = None
    links: tuple[PageLink, ...] = ()
    based_on: tuple[str, ...] = ()
    flags: tuple[ReportFlag, ...] = ()
    version: int | None = None
    replaces: str | None = None
    changes: tuple[Change, ...] = ()
    dateline: Dateline | None = None
    part: Stretch | None = None
    because: tuple[Reason, ...] = ()


class Candidate(Record, kw_only=True, frozen=True):
    """A possible referent: the index of a mention in the same reading, and how well it fits (0 to 1)."""

    mention: int
    score: float


class Mention(Record, kw_only=True, frozen=True):
    """A span that refers to an actor.

    ``name`` is the bare proper name (no title, no honorific), ``head`` the stretch of its head word. ``office`` is the
    title beside the name or the one that the nominal is made of. ``country`` is ISO 3166 alpha-3 where an office,
    demonym or place gives it. ``candidates`` rank what a nominal or pronoun may refer back to, best first.
    """

    span: Stretch
    type: MentionType
    kind: ActorKind
    name: str | None = None
    head: Stretch | None = None
    office: str | None = None
    office_span: Stretch | None = None
    office_status: Literal["current", "former", "interim", "acting", "disputed"] | None = None
    country: str | None = None
    sector: str | None = None
    number: Literal["singular", "plural"] | None = None
    gender: Literal["male", "female", "neuter"] | None = None
    candidates: tuple[Candidate, ...] = ()
    confidence: float = 1.0
    because: tuple[Reason, ...] = ()


class TimeExpression(Record, kw_only=True, frozen=True):
    """A span that names a time, unbound: what it says, not what day it is.

    ``form`` names the grammar rule; ``value`` is the TIMEX3 value where the words alone give it ("2015-03", "P2D").
    Everything else is an offset from an anchor: ``unit`` (day, week, month, quarter, season, half, year, decade,
    century, hour, minute), ``offset`` in units (-1 for "last year"), ``part`` what is picked inside ("weekday:2",
    "month:10", "month-day:07-31", "quarter:3", "half:1", "season:SU", "named:12-25", "week-of:03:-1"). ``clock`` is
    the time of day ("T15:30Z", "TMO"), ``weekday`` one named beside a date, to check it by. ``direction`` is what
    words and tense say of it: "past", "future", "either". ``anchor`` is the kind of anchor: "publication", "story"
    (the time told of just before, or that of ``anchor_index``), "expression" (with ``anchor_index``), "none".
    ``begin`` and ``end`` index the expressions that a range joins.
    """

    span: Stretch
    type: TimeType
    form: str
    value: str | None = None
    mod: str | None = None
    unit: str | None = None
    offset: int | None = None
    part: str | None = None
    clock: str | None = None
    weekday: int | None = None
    direction: Literal["past", "future", "either"] = "either"
    anchor: Literal["publication", "story", "expression", "none"] = "none"
    anchor_index: int | None = None
    begin: int | None = None
    end: int | None = None
    in_quote: bool = False
    in_debris: bool = False
    confidence: float = 1.0
    because: tuple[Reason, ...] = ()


class Attribution(Record, kw_only=True, frozen=True):
    """Source, cue and content in one report (the terms of PARC and PolNeAR), the outermost and the nested ones.

    ``content`` holds the pieces where the words are interrupted; ``source`` is the noun phrase, ``source_head`` its
    head, ``joint`` the heads of those who speak with it. ``propositions`` cut the content where its sentences and
    conjoined clauses part, each with its stretches; ``joints`` are the offsets where further clauses and phrases are
    joined to what stands before them, which another report may tell alone. ``frame`` is how the cue takes its content
    (clause, object, preposition, infinitive, noun, adjective, according-to, quote, colon, dash, headline).
    ``speakers`` rank the mentions that the source may be.
    """

    content: tuple[Stretch, ...]
    form: Form
    frame: str
    source: Stretch | None = None
    source_head: Stretch | None = None
    joint: tuple[Stretch, ...] = ()
    cue: Stretch | None = None
    cue_lemma: str | None = None
    cue_class: CueClass = "said"
    hedge: Stretch | None = None
    negated: bool = False
    refusal: bool = False
    carried: bool = False
    nested_in: int | None = None
    addressee: Stretch | None = None
    occasion: Stretch | None = None
    place: Stretch | None = None
    time: Stretch | None = None
    speakers: tuple[Candidate, ...] = ()
    propositions: tuple[tuple[Stretch, ...], ...] = ()
    joints: tuple[int, ...] = ()
    confidence: float = 1.0
    because: tuple[Reason, ...] = ()

    @property
    def hull(self) -> Stretch:
        """From the first piece's start to the last piece's end."""
        return Stretch(self.content[0].start, self.content[-1].end)


class Argument(Record, kw_only=True, frozen=True):
    """One participant of an event mention as the report words it; ``mention`` indexes the reading's mentions."""

    span: Stretch
    role: Literal["actor", "recipient"]
    mention: int | None = None
    country: str | None = None
    sector: str | None = None


class EventMention(Record, kw_only=True, frozen=True):
    """A span that tells of something that happened or will, with its PLOVER coding and why it was coded so."""

    span: Stretch
    trigger: Stretch
    lemma: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    modality: Modality = "asserted"
    tense: str | None = None
    negated: bool = False
    background: bool = False
    attribution: int | None = None
    arguments: tuple[Argument, ...] = ()
    place: Stretch | None = None
    time: int | None = None
    confidence: float = 1.0
    because: tuple[Reason, ...] = ()


class FigureMention(Record, kw_only=True, frozen=True):
    """A quantity worth checking as one report gives it: value in ``unit``, what it counts, bound as worded.

    ``state`` is what befell the counted ("killed", "destroyed", "dropped"); ``part`` marks "two of the boats" and
    "three others", which are no totals.
    """

    span: Stretch
    number: Stretch
    subject: str
    head: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    bound: Bound = "exact"
    unit: str | None = None
    currency: str | None = None
    of: str | None = None
    where: str | None = None
    state: str | None = None
    part: bool = False
    attribution: int | None = None
    event: int | None = None
    time: int | None = None
    confidence: float = 1.0
    because: tuple[Reason, ...] = ()


class Debris(Record, kw_only=True, frozen=True):
    """Text that is no part of the article, with its kind and the reason; ``kept`` where a correction restores it."""

    start: int
    end: int
    kind: DebrisKind
    why: str = ""
    kept: bool = False


class Credit(Record, kw_only=True, frozen=True):
    """A source that the report openly rests on: an agency, outlet or analyst, in text, credit line or dateline."""

    name: str
    kind: LinkKind
    span: Stretch
    cue: Stretch | None = None
    because: tuple[Reason, ...] = ()


class Reading(Record, kw_only=True, frozen=True):
    """All that one report yields alone. Findings are in the order of the text; ``sha256`` is the report's.

    ``names`` and ``numbers`` are those of a report that is not read: words in Latin script with a capital, and digits.
    """

    sha256: str
    paragraphs: tuple[Stretch, ...] = ()
    sentences: tuple[Stretch, ...] = ()
    debris: tuple[Debris, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[EventMention, ...] = ()
    figures: tuple[FigureMention, ...] = ()
    credits: tuple[Credit, ...] = ()
    names: tuple[Stretch, ...] = ()
    numbers: tuple[Stretch, ...] = ()


class Witness(msgspec.Struct, frozen=True):
    """A report together with its reading: what collation takes."""

    report: Report
    reading: Reading
