"""What a dossier is made of: rows of words with the spans behind them, ready for any edition."""

from __future__ import annotations

from typing import Literal

from stemma.collation.matrix import TELLING
from stemma.model import Reason, Record, Span

RecordKind = Literal["statement", "event", "figure", "actor", "conflict"]

MOST_MARKS = 5


class Standing(Record, kw_only=True, frozen=True):
    """On how many independent origins a record rests, and on which: named ones, and open ones (on record, unstated)."""

    low: int = 0
    high: int = 0
    named: tuple[str, ...] = ()
    open: tuple[str, ...] = ()

    @property
    def numbers(self) -> str:
        """At least and at most: "2", "2–4", "" where nothing is known."""
        if not self.high and not self.low:
            return ""
        return f"{self.low}–{self.high}" if self.high > self.low else str(self.low)

    @property
    def marks(self) -> tuple[int, int, bool]:
        """How many full and hollow marks stand for the origins, and whether more were too many to draw.

        None where no origin is known by name: then only the numbers say something.
        """
        if not self.origins:
            return 0, 0, False
        most = max(self.high, self.low)
        full = min(len(self.named), most, MOST_MARKS)
        return full, min(most, MOST_MARKS) - full, most > MOST_MARKS

    @property
    def origins(self) -> tuple[str, ...]:
        """All origins, named ones first."""
        return self.named + self.open


class Note(Record, kw_only=True, frozen=True):
    """Something about how a report came: a flag, a version, a link, inferred metadata; loud where it bears on trust."""

    kind: str
    words: str
    spans: tuple[Span, ...] = ()
    loud: bool = False


class ReportRow(Record, kw_only=True, frozen=True):
    """A report in the list of reports."""

    id: str
    label: str
    name: str
    owner: str = ""
    title: str = ""
    url: str = ""
    date: str = ""
    how: str = ""
    published: str | None = None
    rests: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    received: tuple[Note, ...] = ()
    debris: tuple[tuple[Span, str], ...] = ()
    unsourced: tuple[Span, ...] = ()
    language: str = "en"
    text: str | None = None
    because: tuple[Reason, ...] = ()


class Telling(Record, kw_only=True, frozen=True):
    """The same words in one or more reports: who prints them, in which form, through whose hands."""

    words: str
    reports: tuple[str, ...]
    spans: tuple[Span, ...]
    form: str = ""
    chain: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Wording(Record, kw_only=True, frozen=True):
    """Variants side by side: a row a variant, a column a stretch; ``kinds`` says which columns differ."""

    kinds: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def agreement(self) -> float:
        """The share of the words that all rows have (0 to 1)."""
        every = sum(len(words) for _, row in self.rows for words in row)
        alike = [column for column, kind in enumerate(self.kinds) if kind == "same"]
        return sum(len(row[column]) for _, row in self.rows for column in alike) / every if every else 0.0

    @property
    def apparatus(self) -> str:
        """The columns in one line, what differs in brackets: "This is [the last | our final] offer"."""
        pieces = []
        for column, kind in enumerate(self.kinds):
            words = tuple(dict.fromkeys(row[column] or "–" for _, row in self.rows))
            same = kind == "same" or len(words) == 1
            pieces.append(words[0] if same else f"[{' | '.join(words)}]")
        return " ".join(pieces)


class StatementRow(Record, kw_only=True, frozen=True):
    """A statement with its tellings."""

    id: str
    label: str
    title: str
    standing: Standing
    tellings: tuple[Telling, ...]
    reports: tuple[str, ...]
    wording: Wording | None = None
    notes: tuple[str, ...] = ()
    confidence: float = 1.0
    because: tuple[Reason, ...] = ()


class Group(Record, kw_only=True, frozen=True):
    """What the same people said on the same occasion."""

    speaker: str
    occasion: str
    statements: tuple[StatementRow, ...]


class EventRow(Record, kw_only=True, frozen=True):
    """An event on the timeline."""

    id: str
    label: str
    iso: str | None
    date: str
    title: str
    standing: Standing
    reports: tuple[str, ...]
    tellings: tuple[Telling, ...]
    depth: int = 0
    status: str = "happened"
    notes: tuple[str, ...] = ()
    type: str = ""
    confidence: float = 1.0
    because: tuple[Reason, ...] = ()


class ValueRow(Record, kw_only=True, frozen=True):
    """One value of a figure: in words, who gives it, as of when."""

    words: str
    reports: tuple[str, ...]
    spans: tuple[Span, ...]
    giver: str = ""
    as_of: str = ""
    origins: tuple[str, ...] = ()

    @property
    def by(self) -> str:
        """Report, giver and day in one phrase: "r1, harbour office, 3 May"."""
        return ", ".join(p for p in (" ".join(self.reports), self.giver, self.as_of) if p)


class FigureRow(Record, kw_only=True, frozen=True):
    """A figure with its values."""

    id: str
    label: str
    subject: str
    values: tuple[ValueRow, ...]
    relation: str
    standing: Standing
    reports: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    confidence: float = 1.0
    because: tuple[Reason, ...] = ()


class SideRow(Record, kw_only=True, frozen=True):
    """One side of a conflict."""

    value: str
    words: tuple[str, ...]
    reports: tuple[str, ...]
    spans: tuple[Span, ...]
    origins: tuple[str, ...] = ()
    independent: int = 0


class ConflictRow(Record, kw_only=True, frozen=True):
    """What does not fit, with its sides."""

    id: str
    label: str
    kind: str
    status: str
    about: str
    sides: tuple[SideRow, ...]
    explained: str = ""
    settle: str = ""
    records: tuple[str, ...] = ()
    confidence: float = 1.0
    because: tuple[Reason, ...] = ()

    @property
    def shared_origins(self) -> tuple[str, ...]:
        """The origins where all sides rest on the same ones: then they decide nothing between the sides."""
        first = self.sides[0].origins if self.sides else ()
        return first if all(s.origins == first for s in self.sides) else ()

    @property
    def weighed(self) -> str:
        """The sides' independent origins against each other: "1 origin against 1", "origins 2 : 1 : 1"."""
        counts = [s.independent for s in self.sides]
        if not all(counts):
            return ""
        if self.shared_origins:
            return "same origins"
        if len(counts) > 2:
            return f"origins {' : '.join(map(str, counts))}"
        first = f"{counts[0]} origin{'' if counts[0] == 1 else 's'}"
        return f"{first} against {counts[1]}"


class Use(Record, kw_only=True, frozen=True):
    """The words that some reports use for something."""

    words: str
    reports: tuple[str, ...]
    spans: tuple[Span, ...]
    tone: str = ""


class LabelRow(Record, kw_only=True, frozen=True):
    """One actor, event or figure and what the reports call it."""

    target: str
    name: str
    uses: tuple[Use, ...]


class ActorRow(Record, kw_only=True, frozen=True):
    """An actor with its offices and spellings."""

    id: str
    label: str
    name: str
    kind: str
    offices: tuple[str, ...]
    also: tuple[str, ...]
    reports: tuple[str, ...]
    spans: tuple[Span, ...]
    mentions: int
    country: str = ""
    confidence: float = 1.0
    because: tuple[Reason, ...] = ()


class RestRow(Record, kw_only=True, frozen=True):
    """Who rests on whom."""

    source: str
    reports: tuple[str, ...]
    how: str
    direction: str = "sure"
    credited: bool = True
    spans: tuple[Span, ...] = ()
    because: tuple[Reason, ...] = ()


class MatrixRow(Record, kw_only=True, frozen=True):
    """One record across the reports, in the reports' order; "" where nothing is known."""

    id: str
    label: str
    title: str
    cells: tuple[str, ...]

    @property
    def told(self) -> int:
        """In how many reports it stands."""
        return sum(c in TELLING for c in self.cells)


class OpenRow(Record, kw_only=True, frozen=True):
    """What the reports leave open, and what would settle it."""

    label: str
    words: str
    why: str = ""
    settle: str = ""
    spans: tuple[Span, ...] = ()


class TimeRow(Record, kw_only=True, frozen=True):
    """A time expression and the day it was bound to, with the sum in words."""

    report: str
    words: str
    value: str
    how: str
    span: Span


class BriefRow(Record, kw_only=True, frozen=True):
    """A sentence of the brief with the labels and spans that carry it."""

    text: str
    labels: tuple[str, ...]
    spans: tuple[Span, ...]
    standing: Standing
    verbatim: bool = False
    hedge: str = ""


class AboutRow(Record, kw_only=True, frozen=True):
    """A record that tells a claim asked about."""

    kind: RecordKind
    label: str
    title: str
    head: str
    standing: Standing
    tellings: tuple[Telling, ...]
    score: float


Told = StatementRow | EventRow | FigureRow


class Dossier(Record, kw_only=True, frozen=True):
    """All that an edition shows, in reading order."""

    title: str
    line: tuple[str, ...]
    standing: Standing
    reports: tuple[ReportRow, ...]
    about: str | None
    found: tuple[AboutRow, ...]
    brief: tuple[BriefRow, ...]
    timeline: tuple[EventRow, ...]
    groups: tuple[Group, ...]
    figures: tuple[FigureRow, ...]
    conflicts: tuple[ConflictRow, ...]
    labels: tuple[LabelRow, ...]
    actors: tuple[ActorRow, ...]
    rests: tuple[RestRow, ...]
    matrix: tuple[MatrixRow, ...]
    times: tuple[TimeRow, ...]
    open: tuple[OpenRow, ...]
    left_out: tuple[tuple[str, str], ...]
    made_by: str

    @property
    def told(self) -> tuple[Told, ...]:
        """Events, statements and figures, in this order: what a matrix can have rows for."""
        return (*self.timeline, *(s for g in self.groups for s in g.statements), *self.figures)
