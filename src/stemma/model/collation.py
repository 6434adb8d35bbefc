"""The records of a collation: the export contract ``stemma.collation/1``, field for field."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from stemma.model.base import Reason, Record, Span, Stretch
from stemma.model.reading import (
    ActorKind,
    Bound,
    Change,
    CueClass,
    Debris,
    Form,
    LinkKind,
    MentionType,
    Modality,
    TimeType,
)


class Finding(Record, kw_only=True, frozen=True):
    """What all findings share: why, how sure, what would settle it, who corrected it."""

    id: str
    confidence: float
    because: tuple[Reason, ...]
    settle: str | None = None
    corrected_by: tuple[str, ...] = ()


class Join(Record, kw_only=True, frozen=True):
    """One deciding link of a merge, or the strongest one refused: the two ids, a score and why."""

    a: str
    b: str
    score: float
    because: tuple[Reason, ...]


class Rival(Record, kw_only=True, frozen=True):
    """Another value that a report gives for the same thing."""

    report: str
    value: str


class When(Record, kw_only=True, frozen=True):
    """A date with its basis: as precise as the reports allow and no more."""

    value: str | None
    basis: Literal["given", "stated", "absolute", "relative", "tense", "story", "another-report", "assumed", "unknown"]
    end: str | None = None
    anchor: str | None = None
    spans: tuple[Span, ...] = ()
    rivals: tuple[Rival, ...] = ()


class Link(Record, kw_only=True, frozen=True):
    """One link of a chain between speaker and report: an agency, a ministry's post, a translation."""

    name: str
    actor: str | None = None
    span: Span | None = None
    cue: Span | None = None
    carried: bool = False
    from_language: str | None = None
    kind: LinkKind | None = None


OriginKind = Literal["on-record", "agency", "outlet", "document", "platform", "speaker", "unnamed", "unstated"]


class Origin(Record, kw_only=True, frozen=True):
    """The independent start of a chain."""

    name: str
    kind: OriginKind
    bound: Literal["sure", "possible"] = "sure"
    because: tuple[Reason, ...] = ()
    spans: tuple[Span, ...] = ()


class Published(Record, kw_only=True, frozen=True):
    """When a report was published, how that is known, and from which words."""

    value: str | None
    basis: Literal["given", "stated", "inferred", "unknown"]
    earliest: str | None = None
    latest: str | None = None
    evidence: tuple[Span, ...] = ()
    because: tuple[Reason, ...] = ()


class Flag(Record, kw_only=True, frozen=True):
    """What is odd about a report as a whole."""

    kind: Literal["truncated", "mixed", "opinion", "live", "roundup", "unread", "off-story"]
    why: str
    spans: tuple[Span, ...] = ()


class ReportLink(Record, kw_only=True, frozen=True):
    """Words of a report that link to an address."""

    span: Span
    url: str


class ReportDateline(Record, kw_only=True, frozen=True):
    """The place and the agency that open a report."""

    place: str | None = None
    agency: str | None = None
    span: Span | None = None


class ReportRecord(Record, kw_only=True, frozen=True):
    """A report as the collation knows it.

    ``names`` and ``numbers`` are what shows of a report that is not read. ``part`` is where the text stood in a file of
    several articles.
    """

    id: str
    sha256: str
    text: str | None
    published: Published
    debris: tuple[Debris, ...]
    agencies: tuple[Link, ...]
    outlet: str | None = None
    owner: str | None = None
    url: str | None = None
    title: str | None = None
    name: str | None = None
    language: str = "en"
    translated_from: str | None = None
    authors: tuple[str, ...] = ()
    version: int | None = None
    replaces: str | None = None
    updated: str | None = None
    retrieved: str | None = None
    links: tuple[ReportLink, ...] = ()
    based_on: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    because: tuple[Reason, ...] = ()
    dateline: ReportDateline | None = None
    part: Stretch | None = None
    flags: tuple[Flag, ...] = ()
    unsourced: tuple[Span, ...] = ()
    names: tuple[Span, ...] = ()
    numbers: tuple[Span, ...] = ()


class Office(Record, kw_only=True, frozen=True):
    """A title that an actor holds, as worded."""

    title: str
    country: str | None = None
    status: Literal["current", "former", "interim", "acting", "disputed"] = "current"
    spans: tuple[Span, ...] = ()


class ActorCandidate(Record, kw_only=True, frozen=True):
    """An actor that a mention may refer to."""

    actor: str
    score: float


class ActorMention(Record, kw_only=True, frozen=True):
    """A mention bound to an actor; rivals stand in ``candidates``."""

    report: str
    start: int
    end: int
    text: str
    type: MentionType
    candidates: tuple[ActorCandidate, ...] = ()


class Actor(Finding, kw_only=True, frozen=True):
    """A person, organisation, government, place or group across reports."""

    kind: ActorKind
    name: str
    names: tuple[str, ...]
    mentions: tuple[ActorMention, ...]
    country: str | None = None
    sector: str | None = None
    part_of: str | None = None
    metonyms: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    joined: tuple[Join, ...] = ()


class Time(Finding, kw_only=True, frozen=True):
    """A time expression bound to the calendar; ``how`` is the sum in words."""

    report: str
    start: int
    end: int
    text: str
    type: TimeType
    value: str | None
    mod: str | None = None
    begin: str | None = None
    end_value: str | None = None
    anchor: str | None = None
    how: str = ""


class Variant(Record, kw_only=True, frozen=True):
    """One telling of a statement in one report. ``via`` is nearest to the speaker first."""

    id: str
    report: str
    start: int
    end: int
    text: str
    form: Form
    via: tuple[Link, ...]
    pieces: tuple[Span, ...] = ()
    cue: Span | None = None
    speaker: Span | None = None
    cue_class: CueClass = "said"
    hedge: Span | None = None
    negated: bool = False
    carried: bool = False
    nested_in: str | None = None
    addressee: str | None = None
    told: str | None = None
    repeats: str | None = None
    rendering: Literal["original", "translation", "paraphrase", "unknown"] = "unknown"


class Answer(Record, kw_only=True, frozen=True):
    """A statement that answers another record."""

    record: str
    relation: Literal["replies", "denies", "confirms", "corrects", "retracts"]
    spans: tuple[Span, ...] = ()


class AlignedCell(Record, kw_only=True, frozen=True):
    """A variant's words in one column of the alignment: offsets in its report."""

    variant: str
    start: int
    end: int


class AlignedColumn(Record, kw_only=True, frozen=True):
    """One column of the variants' alignment; ``cells`` has one entry a variant, none where it lacks the words."""

    kind: Literal["same", "replaced", "left-out", "added"]
    cells: tuple[AlignedCell | None, ...]


class Original(Record, kw_only=True, frozen=True):
    """Words of a report in another language that are likely what a statement translates: likely, never read as more."""

    report: str
    start: int
    end: int
    text: str
    language: str
    score: float
    because: tuple[Reason, ...] = ()


class Statement(Finding, kw_only=True, frozen=True):
    """One proposition that somebody put forward on one occasion."""

    origins: tuple[Origin, ...]
    independent: int
    independent_upper: int
    speakers: tuple[str, ...]
    variants: tuple[Variant, ...]
    kind: Literal["statement", "refusal"] = "statement"
    addressees: tuple[str, ...] = ()
    date: str | None = None
    when: When | None = None
    occasion: str | None = None
    place: str | None = None
    gist: str = ""
    joined: tuple[Join, ...] = ()
    answers: tuple[Answer, ...] = ()
    originals: tuple[Original, ...] = ()
    alignment: tuple[AlignedColumn, ...] = ()


class Participant(Record, kw_only=True, frozen=True):
    """Who takes part in an event, in PLOVER's roles."""

    actor: str
    role: Literal["actor", "recipient"]
    country: str | None = None
    sector: str | None = None
    spans: tuple[Span, ...] = ()


class Place(Record, kw_only=True, frozen=True):
    """Where an event was."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    spans: tuple[Span, ...] = ()


class EventTelling(Record, kw_only=True, frozen=True):
    """One mention of an event in one report."""

    report: str
    start: int
    end: int
    text: str
    trigger: Span
    modality: Modality
    tense: str | None = None
    negated: bool = False
    background: bool = False
    statement: str | None = None
    via: tuple[Link, ...] = ()


class Event(Finding, kw_only=True, frozen=True):
    """One event that one or more reports tell, typed by PLOVER."""

    origins: tuple[Origin, ...]
    independent: int
    independent_upper: int
    type: str
    participants: tuple[Participant, ...]
    date: str | None
    mentions: tuple[EventTelling, ...]
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    type_because: tuple[Reason, ...] = ()
    quad: str | None = None
    score: float | None = None
    title: str = ""
    status: Literal["happened", "planned", "denied", "disputed", "hypothetical"] = "happened"
    place: Place | None = None
    when: When | None = None
    part_of: str | None = None
    figures: tuple[str, ...] = ()
    joined: tuple[Join, ...] = ()


class Doubt(Record, kw_only=True, frozen=True):
    """Why a figure may be a slip: doubtful, never wrong."""

    kind: Literal[
        "scale",
        "swap",
        "same-number",
        "parts-exceed",
        "units-apart",
        "tenfold-neighbours",
        "conversion",
    ]
    why: str
    spans: tuple[Span, ...] = ()


class FigureValue(Record, kw_only=True, frozen=True):
    """One value of a figure with the mentions that give it."""

    value: float | None
    bound: Bound
    mentions: tuple[Span, ...]
    low: float | None = None
    high: float | None = None
    as_of: str | None = None
    giver: str | None = None
    statement: str | None = None
    origins: tuple[Origin, ...] = ()


class Figure(Finding, kw_only=True, frozen=True):
    """One quantity with its values across reports."""

    origins: tuple[Origin, ...]
    independent: int
    independent_upper: int
    subject: str
    values: tuple[FigureValue, ...]
    unit: str | None = None
    currency: str | None = None
    event: str | None = None
    of: str | None = None
    where: str | None = None
    relation: Literal["agree", "update", "differ", "single"] = "single"
    doubts: tuple[Doubt, ...] = ()
    joined: tuple[Join, ...] = ()


class Passage(Record, kw_only=True, frozen=True):
    """A stretch that two or more reports share."""

    id: str
    spans: tuple[Span, ...]
    words: int
    kind: Literal["narration", "quotation", "standing-line", "debris", "headline"]
    edits: int = 0
    statement: str | None = None


class Derivation(Finding, kw_only=True, frozen=True):
    """A report that rests on another report or agency: ``from_`` is the origin."""

    from_: str = msgspec.field(name="from")
    to: str
    kind: Literal["copies", "quotes", "rewrites"]
    direction: Literal["sure", "either", "common-source"] = "sure"
    credited: bool = False
    share: float | None = None
    passages: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()


class Side(Record, kw_only=True, frozen=True):
    """One side of a conflict with the origins behind it."""

    spans: tuple[Span, ...]
    reports: tuple[str, ...]
    value: Any = None
    records: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    independent: int = 0


class Conflict(Finding, kw_only=True, frozen=True):
    """What cannot all be right, or is told in words that differ in ways that matter."""

    kind: Literal["figure", "date", "who", "what", "wording", "framing"]
    about: str
    sides: tuple[Side, ...]
    rank: int
    status: Literal["conflict", "update", "wording", "explained"] = "conflict"
    explained: str | None = None
    records: tuple[str, ...] = ()


class Label(Finding, kw_only=True, frozen=True):
    """The words that reports use for one actor, event or figure."""

    target: str
    words: str
    spans: tuple[Span, ...]
    tone: Literal["favourable", "neutral", "unfavourable"] | None = None


class Support(Record, kw_only=True, frozen=True):
    """A record and the spans of it that carry a sentence of the brief."""

    record: str
    spans: tuple[Span, ...]


class Slot(Record, kw_only=True, frozen=True):
    """A stretch of a brief's sentence and the field of the record that fills it."""

    start: int
    end: int
    record: str
    field: str
    spans: tuple[Span, ...]


class Sentence(Finding, kw_only=True, frozen=True):
    """A sentence of the brief: the reports' own words or a template filled from records."""

    text: str
    support: tuple[Support, ...]
    independent: int
    kind: Literal["verbatim", "templated"] = "templated"
    hedge: str | None = None
    slots: tuple[Slot, ...] = ()
    independent_upper: int = 0


class Cell(Record, kw_only=True, frozen=True):
    """One record in one report."""

    record: str
    report: str
    cell: Literal["told", "alone", "left-out", "contradicted", "not-yet-known", "other-subject"]
    spans: tuple[Span, ...] = ()
    conflict: str | None = None


class Source(Record, kw_only=True, frozen=True):
    """An agency, outlet, body or person that reports rest on."""

    name: str
    kind: str
    actor: str | None = None
    owner: str | None = None
    country: str | None = None
    state_owned: bool | None = None


class LeftOut(Record, kw_only=True, frozen=True):
    """An input that is not collated, and why."""

    report: str
    why: str


class Model(Record, kw_only=True, frozen=True):
    """A model that the collation used."""

    name: str
    sha256: str | None = None


class MadeBy(Record, kw_only=True, frozen=True):
    """The version, models, options and corrections that made a collation: the same ones make the same bytes."""

    version: str
    models: tuple[Model, ...] = ()
    options: dict[str, Any] = {}  # noqa: RUF012
    corrections: tuple[str, ...] = ()


class Story(Record, kw_only=True, frozen=True):
    """The story line of a collation."""

    id: str
    title: str
    first_date: str | None = None
    last_date: str | None = None
    independent: int = 0
    independent_upper: int = 0


class Collation(Record, kw_only=True, frozen=True):
    """All that the reports of one story yield together."""

    format: str = msgspec.field(default_factory=lambda: "stemma.collation/1")
    made_by: MadeBy
    story: Story
    reports: tuple[ReportRecord, ...]
    actors: tuple[Actor, ...]
    times: tuple[Time, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    figures: tuple[Figure, ...]
    passages: tuple[Passage, ...]
    derivations: tuple[Derivation, ...]
    conflicts: tuple[Conflict, ...]
    labels: tuple[Label, ...]
    brief: tuple[Sentence, ...]
    matrix: tuple[Cell, ...]
    sources: tuple[Source, ...]
    left_out: tuple[LeftOut, ...] = ()
