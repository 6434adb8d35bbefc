"""A made-up story of a tram strike, rich enough for every section of a dossier."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from stemma.model import (
    Actor,
    ActorMention,
    AlignedCell,
    AlignedColumn,
    Answer,
    Cell,
    Collation,
    Conflict,
    Debris,
    Derivation,
    Doubt,
    Event,
    EventTelling,
    Figure,
    FigureValue,
    Flag,
    Join,
    Label,
    LeftOut,
    Link,
    MadeBy,
    Model,
    Office,
    Origin,
    Participant,
    Passage,
    Place,
    Published,
    Reason,
    ReportRecord,
    Rival,
    Sentence,
    Side,
    Slot,
    Source,
    Span,
    Statement,
    Story,
    Support,
    Time,
    Variant,
    When,
)

TEXTS = {
    "r1": (
        "Tram drivers walk out in Harrowmere\n"
        "By Pia Lund in Harrowmere\n\n"
        "Mayor Ilse Maron met union leader Tobin Quay at the town hall on Monday. "
        "“We cannot pay a single crown more,” Maron told reporters after the talks. "
        "The city counts 1,200 drivers on strike.\n\n"
        "Quay said the drivers would stay out until Friday.\n"
    ),
    "r2": (
        "Harrowmere strike: no more money, says mayor\n\n"
        "Harrowmere's mayor, Ilse Maron, said there was no more money for the tram drivers, Vellic Press reported. "
        "About 2,000 drivers are out, according to the union.\n"
        "Share this article\n"
    ),
    "r3": (
        "HARROWMERE (Vellic Press) – The union broke off the talks, Mayor Maron said on Tuesday. "
        "Thousands of commuters walked to work. The illegal walkout costs the city 400,000 crowns a day.\n"
    ),
    "r4": (
        "Talks fail\n\n"
        "The mayor broke off the talks on Monday evening, the union's spokeswoman said. "
        "“Not one crown more can be paid,” Maroni was quoted as saying. "
        "Quay denied that his side had left the table.\n"
    ),
    "r5": (
        "Mayor Ilse Maron met union leader Tobin Quay at the town hall on Monday. "
        "“We cannot pay a single crown more,” Maron told reporters after the talks. "
        "The city counts 1,300 drivers on strike.\n"
    ),
    "r6": "He called it a lost spring for the city. Trams had last stopped running last autumn.\n",
}

OUTLETS = {
    "r1": ("Harrowmere Courier", "Lund House", "2031-05-05", "given"),
    "r2": ("The Vell Gazette", None, "2031-05-05", "given"),
    "r3": ("Morning Wire", "Lund House", "2031-05-06", "inferred"),
    "r4": ("Tramway Tribune", None, "2031-05-06", "stated"),
    "r5": ("Daily Echo", None, "2031-05-06", "given"),
    "r6": ("Blog of the Bay", None, None, "unknown"),
}


def span(report: str, words: str, nth: int = 0) -> Span:
    """The nth place where a report has these words."""
    at = -1
    for _ in range(nth + 1):
        at = TEXTS[report].index(words, at + 1)
    return Span(report=report, start=at, end=at + len(words), text=words)


def why(words: str, rule: str = "made-up") -> tuple[Reason, ...]:
    return (Reason(rule=rule, words=words),)


def variant(
    id: str, report: str, words: str, form: Any = "indirect", via: tuple[Link, ...] = (), **more: Any
) -> Variant:
    s = span(report, words)
    return Variant(id=id, report=report, start=s.start, end=s.end, text=s.text, form=form, via=via, **more)


def telling(report: str, words: str, trigger: str, modality: Any = "asserted", **more: Any) -> EventTelling:
    s = span(report, words)
    return EventTelling(
        report=report, start=s.start, end=s.end, text=s.text, trigger=span(report, trigger), modality=modality, **more
    )


def mention(report: str, words: str, type: Any = "name") -> ActorMention:
    s = span(report, words)
    return ActorMention(report=report, start=s.start, end=s.end, text=s.text, type=type)


VELLIC = Link(name="Vellic Press", kind="agency", span=span("r2", "Vellic Press"))
ON_RECORD = Origin(name="on record", kind="on-record", because=why("told to reporters"))
AGENCY = Origin(name="Vellic Press", kind="agency")
UNSTATED = Origin(name="unstated:r4", kind="unstated")


def reports() -> tuple[ReportRecord, ...]:
    out = []
    for id, text in TEXTS.items():
        outlet, owner, published, basis = OUTLETS[id]
        debris: tuple[Debris, ...] = ()
        if id == "r2":
            s = span("r2", "Share this article")
            debris = (Debris(start=s.start, end=s.end, kind="share", why="a line that asks to share"),)
        limits = dict(earliest="2031-05-05", latest="2031-05-07") if not published else {}
        out.append(
            ReportRecord(
                id=id,
                sha256=hashlib.sha256(text.encode()).hexdigest(),
                text=text,
                outlet=outlet,
                owner=owner,
                url=f"https://{id}.example/tram?a=1&b=2",
                title=text.split("\n")[0][:60] if id != "r6" else None,
                published=Published(
                    value=published,
                    basis=basis,  # type: ignore[arg-type]
                    because=why("a dateline would settle it") if not published else (),
                    **limits,
                ),
                debris=debris,
                agencies=(VELLIC,) if id == "r2" else (),
                flags=(Flag(kind="opinion", why="first person"),) if id == "r6" else (),
            )
        )
    return tuple(out)


def actors() -> tuple[Actor, ...]:
    maron = (
        mention("r1", "Mayor Ilse Maron"),
        mention("r1", "Maron told"),
        mention("r2", "Ilse Maron"),
        mention("r3", "Mayor Maron"),
        mention("r4", "Maroni"),
        mention("r5", "Mayor Ilse Maron"),
    )
    quay = (mention("r1", "Tobin Quay"), mention("r1", "Quay said"), mention("r4", "Quay"), mention("r5", "Tobin Quay"))
    return (
        Actor(
            id="a01",
            kind="person",
            name="Ilse Maron",
            names=("Ilse Maron", "Maron", "Maroni"),
            mentions=maron,
            offices=(Office(title="Mayor", country="VEL"),),
            confidence=0.9,
            because=why("one mayor of one town"),
            joined=(
                Join(a="a01", b="a01x", score=0.82, because=why("“Maroni” differs by one letter and is quoted alike")),
                Join(a="a01", b="a02", score=0.1, because=why("another office: refused")),
            ),
        ),
        Actor(
            id="a02",
            kind="person",
            name="Tobin Quay",
            names=("Tobin Quay", "Quay"),
            mentions=quay,
            offices=(Office(title="union leader"),),
            confidence=0.95,
            because=why("equal names"),
        ),
        Actor(
            id="a03",
            kind="group",
            name="tram drivers",
            names=("tram drivers",),
            mentions=(mention("r2", "tram drivers", "nominal"),),
            confidence=0.3,
            because=why("a group that only one report names"),
        ),
    )


def statements() -> tuple[Statement, ...]:
    direct = "We cannot pay a single crown more"
    other = "Not one crown more can be paid"
    v1 = variant("v1", "r1", f"“{direct},”", "direct", cue=span("r1", "told"), speaker=span("r1", "Maron", 1))
    v5 = variant("v5", "r5", f"“{direct},”", "direct")
    v4 = variant("v4", "r4", f"“{other},”", "direct", rendering="translation")
    v2 = variant("v2", "r2", "there was no more money for the tram drivers", via=(VELLIC,))

    def cell(v: Variant, words: str) -> AlignedCell:
        at = TEXTS[v.report].index(words, v.start)
        return AlignedCell(variant=v.id, start=at, end=at + len(words))

    columns = (
        AlignedColumn(kind="left-out", cells=(cell(v1, "We cannot pay"), cell(v5, "We cannot pay"), None, None)),
        AlignedColumn(
            kind="replaced", cells=(cell(v1, "a single"), cell(v5, "a single"), cell(v4, "Not one"), cell(v2, "no"))
        ),
        AlignedColumn(
            kind="replaced",
            cells=(cell(v1, "crown more"), cell(v5, "crown more"), cell(v4, "crown more"), cell(v2, "more money")),
        ),
        AlignedColumn(kind="added", cells=(None, None, cell(v4, "can be paid"), None)),
    )
    return (
        Statement(
            id="s01",
            confidence=0.9,
            because=why("four tellings of one refusal to pay"),
            origins=(ON_RECORD, AGENCY, UNSTATED),
            independent=1,
            independent_upper=3,
            speakers=("a01",),
            variants=(v1, v5, v4, v2),
            date="2031-05-05",
            occasion="after the talks",
            gist="the city cannot pay more",
            alignment=columns,
            joined=(
                Join(a="v1", b="v4", score=0.77, because=why("one proposition in two translations")),
                Join(a="v1", b="s02", score=0.2, because=why("about time, not money: refused")),
            ),
        ),
        Statement(
            id="s02",
            confidence=0.8,
            because=why("told once"),
            origins=(Origin(name="unstated:r1", kind="unstated"),),
            independent=1,
            independent_upper=1,
            speakers=("a02",),
            variants=(variant("v6", "r1", "the drivers would stay out until Friday", cue_class="promised"),),
            date="2031-05-05",
            gist="the drivers would stay out until Friday",
        ),
        Statement(
            id="s03",
            confidence=0.85,
            because=why("named speaker"),
            origins=(AGENCY,),
            independent=1,
            independent_upper=1,
            speakers=("a01",),
            variants=(variant("v7", "r3", "The union broke off the talks", via=(VELLIC,)),),
            date="2031-05-06",
            when=When(value="2031-05-06", basis="relative", rivals=(Rival(report="r4", value="2031-05-05"),)),
            gist="the union broke off the talks",
        ),
        Statement(
            id="s04",
            confidence=0.7,
            because=why("denial"),
            origins=(UNSTATED,),
            independent=1,
            independent_upper=1,
            speakers=("a02",),
            variants=(variant("v8", "r4", "his side had left the table", cue_class="denied", negated=True),),
            gist="his side had not left the table",
            answers=(Answer(record="s03", relation="denies"),),
        ),
        Statement(
            id="s05",
            confidence=0.6,
            because=why("a pronoun"),
            origins=(Origin(name="unstated:r6", kind="unstated"),),
            independent=1,
            independent_upper=1,
            speakers=(),
            variants=(variant("v9", "r6", "a lost spring for the city", "mixed", speaker=span("r6", "He")),),
            gist="a lost spring for the city",
            settle="“he” is Maron or Quay: the post before this one would settle it",
        ),
        Statement(
            id="s06",
            confidence=0.3,
            because=why("two readings are possible"),
            origins=(UNSTATED,),
            independent=1,
            independent_upper=1,
            speakers=("a02",),
            variants=(variant("v10", "r4", "The mayor broke off the talks"),),
            gist="the mayor broke off the talks",
        ),
    )


def events() -> tuple[Event, ...]:
    met = "Mayor Ilse Maron met union leader Tobin Quay at the town hall on Monday"
    parts = (Participant(actor="a01", role="actor"), Participant(actor="a02", role="recipient"))
    return (
        Event(
            id="e01",
            confidence=0.9,
            because=why("same two people, same day"),
            origins=(Origin(name="Harrowmere Courier", kind="outlet"), UNSTATED),
            independent=1,
            independent_upper=2,
            type="CONSULT",
            mode="meet",
            participants=parts,
            date="2031-05-05",
            mentions=(telling("r1", met, "met"), telling("r5", met, "met")),
            title="Ilse Maron met Tobin Quay",
            place=Place(name="Harrowmere"),
            when=When(value="2031-05-05", basis="relative"),
        ),
        Event(
            id="e02",
            confidence=0.8,
            because=why("the same talks"),
            origins=(AGENCY, UNSTATED),
            independent=1,
            independent_upper=2,
            type="REJECT",
            participants=parts,
            date="2031-05-05",
            mentions=(
                telling("r3", "The union broke off the talks", "broke", "reported", statement="s03", via=(VELLIC,)),
                telling("r4", "The mayor broke off the talks on Monday evening", "broke", "reported"),
            ),
            title="the talks were broken off",
            status="disputed",
            part_of="e01",
        ),
        Event(
            id="e03",
            confidence=0.7,
            because=why("trams last stopped"),
            origins=(Origin(name="unstated:r6", kind="unstated"),),
            independent=1,
            independent_upper=1,
            type="PROTEST",
            participants=(),
            date="2030",
            mentions=(telling("r6", "Trams had last stopped running last autumn", "stopped", background=True),),
            title="trams stopped running",
        ),
        Event(
            id="e04",
            confidence=0.4,
            because=why("no day and no actor"),
            origins=(AGENCY,),
            independent=1,
            independent_upper=1,
            type="PROTEST",
            participants=(),
            date=None,
            mentions=(telling("r3", "Thousands of commuters walked to work", "walked"),),
        ),
    )


def figures() -> tuple[Figure, ...]:
    return (
        Figure(
            id="f01",
            confidence=0.8,
            because=why("one head noun"),
            origins=(ON_RECORD, AGENCY),
            independent=2,
            independent_upper=3,
            subject="drivers on strike",
            unit="person",
            values=(
                FigureValue(value=1200.0, bound="exact", mentions=(span("r1", "1,200 drivers"),), as_of="2031-05-05"),
                FigureValue(value=2000.0, bound="about", mentions=(span("r2", "About 2,000 drivers"),), giver="a02"),
                FigureValue(value=1300.0, bound="exact", mentions=(span("r5", "1,300 drivers"),)),
            ),
            relation="differ",
        ),
        Figure(
            id="f02",
            confidence=0.7,
            because=why("told once"),
            origins=(AGENCY,),
            independent=1,
            independent_upper=1,
            subject="cost a day",
            currency="crowns",
            values=(FigureValue(value=400000.0, bound="exact", mentions=(span("r3", "400,000 crowns a day"),)),),
            doubts=(Doubt(kind="scale", why="333 crowns a driver is little"),),
        ),
        Figure(
            id="f03",
            confidence=0.7,
            because=why("told once"),
            origins=(AGENCY,),
            independent=1,
            independent_upper=1,
            subject="commuters",
            values=(FigureValue(value=None, bound="vague", mentions=(span("r3", "Thousands of commuters"),)),),
        ),
    )


def conflicts() -> tuple[Conflict, ...]:
    return (
        Conflict(
            id="c02",
            confidence=0.8,
            because=why("three values of one count"),
            kind="figure",
            about="how many drivers are on strike",
            rank=2,
            sides=(
                Side(value=1200, spans=(span("r1", "1,200 drivers"),), reports=("r1",), independent=1),
                Side(value=2000, spans=(span("r2", "About 2,000 drivers"),), reports=("r2",), independent=1),
            ),
            records=("f01",),
            settle="the city's list of rostered drivers",
        ),
        Conflict(
            id="c01",
            confidence=0.9,
            because=why("two subjects of one verb"),
            kind="who",
            about="who broke off the talks",
            rank=1,
            sides=(
                Side(
                    value="the union",
                    spans=(span("r3", "The union broke off the talks"),),
                    reports=("r3",),
                    origins=(AGENCY,),
                    independent=1,
                ),
                Side(
                    value="the mayor",
                    spans=(span("r4", "The mayor broke off the talks"),),
                    reports=("r4",),
                    origins=(UNSTATED,),
                    independent=1,
                ),
            ),
            records=("e02", "s03"),
        ),
    )


def collation() -> Collation:
    copied = "Mayor Ilse Maron met union leader Tobin Quay at the town hall on Monday."
    cells = {
        "s01": {"r1": "told", "r2": "told", "r3": "left-out", "r4": "told", "r5": "told", "r6": "not-yet-known"},
        "e02": {"r1": "left-out", "r3": "contradicted", "r4": "contradicted"},
        "f02": {"r3": "alone"},
    }
    autumn = span("r6", "last autumn")
    return Collation(
        made_by=MadeBy(version="0.1.0", models=(Model(name="made-up-model"),)),
        story=Story(
            id="story1",
            title="Tram strike in Harrowmere",
            first_date="2031-05-05",
            last_date="2031-05-06",
            independent=2,
            independent_upper=4,
        ),
        reports=reports(),
        actors=actors(),
        times=(
            Time(
                id="t01",
                confidence=0.8,
                because=(),
                report="r6",
                start=autumn.start,
                end=autumn.end,
                text=autumn.text,
                type="DATE",
                value="2030",
                how="the autumn before May 2031",
            ),
            Time(
                id="t02",
                confidence=0.6,
                because=(),
                report="r3",
                start=span("r3", "Tuesday").start,
                end=span("r3", "Tuesday").end,
                text="Tuesday",
                type="DATE",
                value=None,
            ),
        ),
        statements=statements(),
        events=events(),
        figures=figures(),
        passages=(
            Passage(id="p01", spans=(span("r1", copied), span("r5", copied)), words=14, kind="narration"),
            Passage(
                id="p02",
                spans=(
                    span("r1", "“We cannot pay a single crown more,”"),
                    span("r5", "“We cannot pay a single crown more,”"),
                ),
                words=7,
                kind="quotation",
            ),
        ),
        derivations=(
            Derivation(
                id="d01",
                confidence=0.9,
                because=why("49 words in one order"),
                from_="r1",
                to="r5",
                kind="copies",
                share=0.92,
                passages=("p01", "p02"),
                evidence=(span("r5", copied),),
            ),
            Derivation(
                id="d02",
                confidence=0.9,
                because=why("dateline"),
                from_="Vellic Press",
                to="r3",
                kind="quotes",
                credited=True,
            ),
            Derivation(
                id="d03",
                confidence=0.6,
                because=why("one odd phrase"),
                from_="r2",
                to="r4",
                kind="rewrites",
                direction="either",
            ),
            Derivation(id="d04", confidence=0.2, because=(), from_="r6", to="r4", kind="rewrites", settle="r6's day"),
        ),
        conflicts=conflicts(),
        labels=(
            Label(
                id="l01",
                confidence=0.8,
                because=(),
                target="e03",
                words="illegal walkout",
                tone="unfavourable",
                spans=(span("r3", "illegal walkout"),),
            ),
            Label(
                id="l02",
                confidence=0.8,
                because=(),
                target="e03",
                words="strike",
                spans=(span("r1", "strike"), span("r5", "strike")),
            ),
        ),
        brief=(
            Sentence(
                id="b01",
                confidence=0.9,
                because=why("template"),
                text="Ilse Maron met Tobin Quay on 5 May 2031.",
                support=(Support(record="e01", spans=(span("r1", "met"),)),),
                slots=(Slot(start=0, end=10, record="a01", field="name", spans=(span("r1", "Ilse Maron"),)),),
                independent=1,
                independent_upper=2,
            ),
            Sentence(
                id="b02",
                confidence=0.9,
                because=why("verbatim"),
                text="“We cannot pay a single crown more,” Maron told reporters after the talks.",
                kind="verbatim",
                support=(Support(record="s01", spans=(span("r1", "“We cannot pay a single crown more,”"),)),),
                independent=1,
                independent_upper=3,
                hedge="on record",
            ),
        ),
        matrix=tuple(Cell(record=r, report=p, cell=c) for r, row in cells.items() for p, c in row.items()),  # type: ignore[arg-type]
        sources=(Source(name="Vellic Press", kind="agency", country="VEL"),),
        left_out=(LeftOut(report="recipes.txt", why="another matter"),),
    )


@pytest.fixture(scope="session")
def strike() -> Collation:
    """The made-up story."""
    return collation()


@pytest.fixture
def empty() -> Collation:
    """A collation in which nothing was found."""
    return Collation(
        made_by=MadeBy(version="0.1.0"), story=Story(id="x", title="Nothing"), reports=(), actors=(), times=(),
        statements=(), events=(), figures=(), passages=(), derivations=(), conflicts=(), labels=(), brief=(),
        matrix=(), sources=(),
    )  # fmt: skip


@pytest.fixture
def printed() -> Callable[..., str]:
    """What a printing function writes to a pipe of some width."""
    import io

    from rich.console import Console

    def run(print_it: Callable[[Console], None], width: int = 80, **options: Any) -> str:
        out = io.StringIO()
        print_it(Console(file=out, width=width, color_system=None, **options))
        return out.getvalue()

    return run
