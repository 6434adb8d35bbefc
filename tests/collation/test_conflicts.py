"""Conflicts on short made-up reports: what is set side by side, and what is not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import records

from stemma.collation.clauses import clauses, kin, trimmed
from stemma.collation.conflicts import conflicts
from stemma.collation.conflicts.claims import deed_opposites, opposite_conflicts, rank_conflicts
from stemma.collation.conflicts.clocks import clock_conflicts
from stemma.collation.conflicts.denials import denial_conflicts
from stemma.collation.conflicts.framing import framing_conflicts
from stemma.collation.conflicts.numbers import figure_conflicts
from stemma.collation.conflicts.speakers import source_conflicts, speaker_conflicts, vouched_conflicts
from stemma.collation.conflicts.wording import wording_conflicts
from stemma.model import (
    Actor,
    ActorMention,
    Conflict,
    Doubt,
    Event,
    EventTelling,
    Figure,
    FigureValue,
    Link,
    Participant,
    Reading,
    Report,
    Span,
    Statement,
    Stretch,
    TimeExpression,
    Variant,
    Witness,
    content_id,
)


def witnesses(*texts: str, clocks: dict[str, str] | None = None) -> list[Witness]:
    """Reports r0, r1, ... with their sentences, and the clock times whose words are given."""
    made = []
    for i, text in enumerate(texts):
        sentences = tuple(Stretch(m.start(), m.end()) for m in re.finditer(r"\S.*?[.?!][\"”]?(?=\s|$)", text))
        times = tuple(
            TimeExpression(
                span=Stretch(text.index(words), text.index(words) + len(words)), type="TIME", form="clock", clock=clock
            )
            for words, clock in (clocks or {}).items()
            if words in text
        )
        sha = hashlib.sha256(text.encode()).hexdigest()
        made.append(
            Witness(Report(id=f"r{i}", text=text, sha256=sha), Reading(sha256=sha, sentences=sentences, times=times))
        )
    return made


def span(where: Sequence[Witness], report: int, words: str) -> Span:
    start = where[report].report.text.index(words)
    return Span(report=f"r{report}", start=start, end=start + len(words), text=words)


def statement(name: str, *told: tuple[int, str], **fields: object) -> Statement:
    """A statement whose variants stand at the head of their reports."""
    variants = [records.variant(f"{name}{i}", f"r{r}", words) for i, (r, words) in enumerate(told)]
    return records.statement(name, *variants, **({"date": "2031-05-03"} | fields))


def person(key: str, name: str) -> Actor:
    return Actor(id=key, confidence=0.9, because=(), kind="person", name=name, names=(name,), mentions=())


def figure(name: str, *values: tuple[float, Span], relation: str = "differ", doubts: tuple[Doubt, ...] = ()) -> Figure:
    return Figure(
        id=name,
        confidence=0.9,
        because=(),
        origins=(),
        independent=1,
        independent_upper=1,
        subject="ferries idle",
        values=tuple(FigureValue(value=v, bound="exact", mentions=(s,)) for v, s in values),
        relation=relation,  # type: ignore[arg-type]
        doubts=doubts,
    )


def sides(found: Conflict) -> list[list[str]]:
    return [[s.text for s in x.spans] for x in found.sides]


def test_figures_that_differ_are_one_conflict_and_updates_are_none() -> None:
    w = witnesses("Fourteen ferries lay idle.", "Seventeen ferries lay idle.")
    one, other = span(w, 0, "Fourteen ferries"), span(w, 1, "Seventeen ferries")
    differ = figure("f1", (14, one), (17, other))
    again = figure("f2", (14, one), (17, other))
    found = figure_conflicts([differ, again, figure("f3", (14, one), (17, other), relation="update")])
    assert [sides(c) for c in found] == [[["Fourteen ferries"], ["Seventeen ferries"]]]


def test_a_doubt_on_words_that_a_conflict_covers_is_not_said_twice() -> None:
    w = witnesses("It cost 14 crowns.", "It cost 41 crowns.")
    one, other = span(w, 0, "14 crowns"), span(w, 1, "41 crowns")
    doubt = Doubt(kind="swap", why="the same digits in another order", spans=(one, other))
    assert len(figure_conflicts([figure("f1", (14, one), (41, other), doubts=(doubt,))])) == 1
    assert len(figure_conflicts([figure("f1", (14, one), relation="single", doubts=(doubt,))])) == 1


def test_one_clock_time_in_two_zones_is_a_conflict() -> None:
    texts = ("The tower fell at 0742 GMT.", "The tower fell at 7:42 a.m. local time.")
    w = witnesses(*texts, clocks={"0742 GMT": "T07:42Z", "7:42 a.m. local time": "T07:42"})
    (found,) = clock_conflicts(w, clauses(w), [])
    assert found.kind == "date"
    assert len(found.sides) == 2


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (("Kessler bribed the harbour clerk.", "Kessler denied that he had bribed the harbour clerk."), "what"),
        (("The mayor apologised to the ferrymen.", "The town denied that there had been an apology."), "what"),
        (("A leak was found in the tank hall.", "“There was no leak,” the plant said."), "what"),
        (("The court sent Kessler to prison.", "The court denied the motion on Kessler."), None),
        (("The ferry sank off Ansel.", "The owners would not say whether the ferry sank."), None),
        (("Kessler heard the bell.", "The ringer had not heard."), None),
        (("Kessler bribed the clerk.", "Kessler bribed the clerk."), None),
    ],
)
def test_denials_meet_what_shares_their_matter(texts: tuple[str, str], kind: str | None) -> None:
    w = witnesses(*texts)
    found = denial_conflicts(w, clauses(w), [], [])
    assert [c.kind for c in found] == ([kind] if kind else [])


def test_denied_it_answers_what_stands_before_it() -> None:
    text = "A purse changed hands in Ansel, a clerk said. The guild flatly denied it. “No purse was paid,” it said."
    w = witnesses(text)
    claim = statement("s1", (0, "A purse changed hands in Ansel"))
    (found,) = denial_conflicts(w, clauses(w), [claim], [])
    assert sides(found) == [["A purse changed hands in Ansel"], ["The guild flatly denied it", "No purse was paid"]]
    assert found.sides[0].records == ("s1",)


@pytest.mark.parametrize(
    ("texts", "conflict"),
    [
        (("It was the first visit to Karnia by a Solvan envoy.", "The envoy had visited Karnia several times."), True),
        (("It is the first strike at the mill.", "It is the second strike at the mill in a year."), True),
        (("The first visit to Karnia went well.", "The envoy was received in Port Ansel."), False),
        (("The paper first reported the visit.", "The envoy had visited Karnia several times."), False),
        (("It was the first visit to Karnia.", "The queen had visited Solva several times."), False),
        (("Rovers won in the first half of the game.", "Rovers won in the second half of the game."), False),
    ],
)
def test_claims_of_rank_are_tested_against_the_other_reports(texts: tuple[str, str], conflict: bool) -> None:
    w = witnesses(*texts)
    assert bool(rank_conflicts(w, clauses(w), [], [])) is conflict


def test_opposites_in_one_statement_are_a_conflict_of_what() -> None:
    one, other = (
        "these rains are the end of the drought",
        "these rains begin the end of the long drought",
    )
    assert [c.kind for c in opposite_conflicts([statement("s1", (0, one), (1, one))])] == []
    plain = "these rains are only the start of relief from the long drought"
    (found,) = opposite_conflicts([statement("s1", (0, one), (1, plain))])
    assert found.kind == "what"
    assert not opposite_conflicts([statement("s1", (0, one), (1, other))])


@pytest.mark.parametrize(
    ("one", "other", "rival"),
    [
        ("We shall mend the bridge with sturdy timber", "We shall mend the bridge with lasting timber", True),
        ("We shall mend the bridge with sturdy timber", "We shall mend the bridge", False),
        ("We'll mend the old bridge at Ansel", "We will mend the old bridge at Ansel", False),
        ("Kurbat promised to mend the bridge", "Gurbat promised to mend the bridge", False),
        ("We mended four bridges this year", "We mended five bridges this year", False),
    ],
)
def test_rival_renderings(one: str, other: str, rival: bool) -> None:
    assert bool(wording_conflicts([statement("s1", (0, one), (1, other))], (), None)) is rival


def test_the_same_words_given_to_two_persons() -> None:
    words = "The northern bridge must be mended before the autumn floods arrive"
    w = witnesses(words + ".", words + ".", "Other words were said about other things in Ansel.")
    actors = {"a1": person("a1", "Orla Veit"), "a2": person("a2", "Hadi Qasem")}
    told = []
    for i, (key, name) in enumerate((("a1", "Orla Veit"), ("a2", "Hadi Qasem"))):
        made = statement(f"s{i}", (i, words), speakers=(key,))
        source = Span(report=f"r{i}", start=0, end=3, text=name)
        told.append(
            Statement(**{**_fields(made), "variants": (Variant(**{**_fields(made.variants[0]), "speaker": source}),)})
        )
    found = speaker_conflicts(w, told, actors, None)
    assert [sorted(x.value for x in c.sides) for c in found] == [["Hadi Qasem", "Orla Veit"]]


def _fields(record: Statement | Variant) -> dict[str, object]:
    return {f: getattr(record, f) for f in record.__struct_fields__}


def test_an_agency_against_the_ministry_that_it_renders() -> None:
    words = "Both towns will mend the bridge"
    w = witnesses(words, words)
    made = statement("s1", (0, words), (1, words))
    via = (Link(name="Ansel Press", kind="agency"), Link(name="Ministry of Bridges", kind="body"))
    variants = tuple(Variant(**{**_fields(v), "via": (x,)}) for v, x in zip(made.variants, via))
    (found,) = source_conflicts(w, [Statement(**{**_fields(made), "variants": variants})])
    assert {x.value for x in found.sides} == {"Ansel Press", "Ministry of Bridges"}


def test_names_of_different_tone_for_one_government() -> None:
    w = witnesses(
        "The Norwegian government closed the port.", "The regime in Oslo closed the port.", "The mill burned down."
    )
    (found,) = framing_conflicts(w, (), {}, ())
    assert {s.text for x in found.sides for s in x.spans} == {"The Norwegian government", "The regime in Oslo"}


@pytest.mark.parametrize(
    "texts",
    [
        ("The Norwegian government closed the port.", "The Danish regime closed the port."),
        ("The Norwegian government closed the port.", "The government of Norway closed the port."),
        (
            "Ansel police say the Mill Row gang robbed the night ferry on Monday.",
            "Ansel police say that a group robbed the night ferry on Monday.",
        ),
    ],
)
def test_other_countries_and_even_tones_are_no_framing(texts: tuple[str, str]) -> None:
    assert framing_conflicts(witnesses(*texts), (), {}, ()) == []


def test_a_deed_told_without_who_did_it() -> None:
    texts = ("Solvan jets bombed the mill.", "The mill was bombed.", "A bombing shook the mill.")
    w = witnesses(*texts)
    mention = ActorMention(report="r0", start=0, end=6, text="Solvan", type="metonym")
    doer = Actor(
        id="a1", confidence=0.9, because=(), kind="government", name="Solva", names=("Solva",), mentions=(mention,)
    )
    told = tuple(
        EventTelling(
            report=f"r{i}", start=0, end=len(t) - 1, text=t[:-1], trigger=span(w, i, "bomb"), modality="asserted"
        )
        for i, t in enumerate(texts)
    )
    event = Event(
        id="e1",
        confidence=0.9,
        because=(),
        origins=(),
        independent=1,
        independent_upper=1,
        type="ASSAULT",
        mode="aerial",
        participants=(Participant(actor="a1", role="actor"),),
        date=None,
        mentions=told,
    )
    (found,) = framing_conflicts(w, (), {"a1": doer}, [event])
    assert [len(x.spans) for x in found.sides] == [1, 2]


def test_conflicts_are_ranked_and_every_side_quotes_its_reports() -> None:
    texts = (
        "It is the first strike at the mill. Kessler bribed the harbour clerk.",
        "It is the second strike at the mill. Kessler denied that he had bribed the harbour clerk.",
    )
    w = witnesses(*texts)
    found = conflicts(w, (), (), (), (), {})
    assert [c.rank for c in found] == [1, 2]
    by_id = {x.report.id: x.report.text for x in w}
    assert all(by_id[s.report][s.start : s.end] == s.text for c in found for x in c.sides for s in x.spans)
    assert [c.id for c in conflicts(w, (), (), (), (), {})] == [c.id for c in found]


@given(st.text(alphabet='ab ,;:.—“”"()\n', max_size=80))
def test_clauses_quote_their_report(text: str) -> None:
    for piece in clauses(witnesses(text)):
        assert text[piece.start : piece.end] == piece.text
        assert piece.text == piece.text.strip()


@given(st.text(max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_trimming_stays_within(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    kept = trimmed(text, start, end)
    assert start <= kept.start <= kept.end <= end or kept.start == kept.end


@pytest.mark.parametrize(
    ("a", "b", "same"), [("apology", "apologis", True), ("bomb", "bomb", True), ("form", "firm", False)]
)
def test_kin(a: str, b: str, same: bool) -> None:
    assert kin(a, b) is same


def test_ids_come_from_the_spans_and_no_names_of_reports() -> None:
    w = witnesses("Fourteen ferries lay idle.", "Seventeen ferries lay idle.")
    one, other = span(w, 0, "Fourteen ferries"), span(w, 1, "Seventeen ferries")
    (found,) = figure_conflicts([figure("f1", (14, one), (17, other))])
    where = sorted((s.text, s.start, s.end) for s in (one, other))
    assert found.id == content_id("c", "figure", *where)


@pytest.mark.parametrize(
    ("other", "words", "apart"),
    [
        ("Officials (unnamed)", "The night ferry struck the old quay in heavy fog on Monday", True),
        ("Ida Lund", "The night ferry struck the old quay in heavy fog on Monday", False),
        ("Officials (unnamed)", "Fog closed the mill road for a week in the spring", False),
    ],
)
def test_a_named_source_and_an_unnamed_one_vouch_apart(other: str, words: str, apart: bool) -> None:
    text = "The night ferry struck the old quay in heavy fog on Monday"
    made = statement("s1", (0, text), (1, words), speakers=("a1", "a2"))
    names = ("Tobin Quay", other.removesuffix(" (unnamed)"))
    speakers = [Span(report=f"r{i}", start=100, end=100 + len(n), text=n) for i, n in enumerate(names)]
    variants = tuple(Variant(**{**_fields(v), "speaker": s}) for v, s in zip(made.variants, speakers))
    actors = {
        key: Actor(
            id=key,
            confidence=0.9,
            because=(),
            kind="person",
            name=full,
            names=() if "unnamed" in full else (full,),
            mentions=(ActorMention(report=s.report, start=s.start, end=s.end, text=s.text, type="name"),),
        )
        for key, full, s in zip(("a1", "a2"), ("Tobin Quay", other), speakers)
    }
    found = vouched_conflicts([Statement(**{**_fields(made), "variants": variants})], actors)
    assert bool(found) == apart


def test_a_description_that_names_nobody_is_the_speaker_who_is_left() -> None:
    text = "The night ferry struck the old quay in heavy fog on Monday"
    made = statement("s1", (0, text), (1, text), speakers=("a1", "a2"))
    told = ("port officials", "a member of the board")
    speakers = [Span(report=f"r{i}", start=100, end=100 + len(n), text=n) for i, n in enumerate(told)]
    variants = tuple(Variant(**{**_fields(v), "speaker": s}) for v, s in zip(made.variants, speakers))
    mention = ActorMention(report="r0", start=100, end=114, text="port officials", type="nominal")
    officials = Actor(
        id="a1", confidence=0.9, because=(), kind="group", name="port officials", names=(), mentions=(mention,)
    )
    (found,) = vouched_conflicts(
        [Statement(**{**_fields(made), "variants": variants})], {"a1": officials, "a2": person("a2", "Ida Lund")}
    )
    assert [x.value for x in found.sides] == ["port officials", "Ida Lund"]


def test_verbs_that_cannot_both_tell_one_event_are_a_conflict_of_what() -> None:
    texts = ("The harbour master was suspended.", "The harbour master was dismissed.")
    told = [(f"r{i}", text, text.split()[-1][:-1]) for i, text in enumerate(texts)]
    (found,) = deed_opposites([records.event("e1", *told)])
    assert (found.kind, found.about) == ("what", "suspended or dismissed")
    assert not deed_opposites([records.event("e1", told[0])])


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        (  # other words in other places of two quotations
            "We did not come here to exchange gifts,",
            "We didn’t come here to say hello,",
            ["We did not come here to exchange gifts,", "We didn’t come here to say hello,"],
        ),
        (  # a limit that one quotation has alone
            "We counted the tickets of the ferry,",
            "We only counted the tickets of the ferry,",
            ["We counted the tickets of the ferry,", "We only counted the tickets of the ferry,"],
        ),
        (  # of a long telling the part that the other tells
            "Karnia's sturdy friendship with Ansel, and that its ferries, whose masters have long asked for a pilot, "
            "will sail through the winter whatever the price of coal may be at the quays of the north",
            "Karnia's steadfast friendship with Ansel",
            ["Karnia's sturdy friendship with Ansel, and", "Karnia's steadfast friendship with Ansel"],
        ),
        ("There will be no ferry on Sunday,", "There'll be no ferry on Sunday,", None),
        ("There is a lot of good will at the quay,", "There is a lot of goodwill at the quay,", None),
    ],
)
def test_quotations_that_differ_are_shown_by_the_words_that_both_tell(
    one: str, other: str, shown: list[str] | None
) -> None:
    found = wording_conflicts([statement("s1", (0, one), (1, other))], [], None)
    assert [sides(c) for c in found] == ([[[w] for w in shown]] if shown else [])
