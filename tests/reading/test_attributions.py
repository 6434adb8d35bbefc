"""Attributions: one behaviour a test, on made-up people and places."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemma.model import Attribution, CueClass, Debris, Mention, Stretch
from stemma.reading.attributions import attributions, bench_form, speakers
from stemma.reading.parse import Parser

LABELLED = Path(__file__).with_name("labelled_cues.tsv")


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def read(parser: Parser, text: str) -> tuple[Attribution, ...]:
    return attributions(parser.parse(text))


def words(stretch: Stretch | None, text: str) -> str | None:
    return None if stretch is None else stretch.of(text)


def outermost(parser: Parser, text: str) -> Attribution:
    found = [a for a in read(parser, text) if a.nested_in is None]
    assert found, text
    return found[0]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The minister said that the ferry was late.", "The minister", "said", ["the ferry was late"]),
        ("The ferry was late, the minister said.", "the minister", "said", ["The ferry was late"]),
        ("The ferry, the minister said, was late.", "the minister", "said", ["The ferry", "was late"]),
        ("“The ferry is late,” said Orla Veit.", "Orla Veit", "said", ["The ferry is late,"]),
        ('Veit said: "The ferry is late."', "Veit", "said", ["The ferry is late."]),
        (
            '"The ferry is late," Veit said. "We must wait."',
            "Veit",
            "said",
            ["The ferry is late,", "We must wait."],
        ),
        (
            "“The ferry,” Veit said, “and the crew are late.”",
            "Veit",
            "said",
            ["The ferry,", "and the crew are late."],
        ),
        (
            "She was at the pier when the lock burst on the orders of the guild, stokers charge.",
            "stokers",
            "charge",
            ["She was at the pier when the lock burst on the orders of the guild"],
        ),
        (
            "Veit told jurors about the fire in the lock.",
            "Veit",
            "told",
            ["the fire in the lock"],
        ),
        ("The union rejected the offer.", "The union", "rejected", ["the offer"]),
        ("The union called for a new vote.", "The union", "called for", ["a new vote"]),
        ("The mayor vowed to rebuild the pier.", "The mayor", "vowed", ["to rebuild the pier"]),
        ("According to the harbour office, ten ships wait.", "the harbour office", "According to", ["ten ships wait"]),
        ("Ten ships wait, according to the harbour office.", "the harbour office", "according to", ["Ten ships wait"]),
        (
            "“The ferry is late and nobody cares.” — Orla Veit",
            "Orla Veit",
            "—",
            ["The ferry is late and nobody cares."],
        ),
        ("VEIT: The ferry is late again.", "VEIT", ":", ["The ferry is late again."]),
        ("Veit had this to say:\n“The ferry is late again.”", "Veit", "say", ["The ferry is late again."]),
        ("The mayor was accused of theft.", None, "accused", ["The mayor", "of theft"]),
        ("The tanker is said to be leaking.", None, "said", ["The tanker", "to be leaking"]),
    ],
)
def test_frames(parser: Parser, text: str, source: str | None, cue: str, content: list[str]) -> None:
    one = outermost(parser, text)
    assert words(one.source, text) == source
    assert words(one.cue, text) == cue
    assert [piece.of(text) for piece in one.content] == content


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "The brand welcomed the deal and said it would “study” the rest.",
            ["the deal", "it would “study” the rest"],
        ),
        (
            "The guard told the Ansel Gazette that two boats had left. “They were full,” he said.",
            ["two boats had left", "They were full,"],
        ),
        (
            "A quake struck at 07:37 a.m. Two were hurt, the agency reported.",
            ["A quake struck at 07:37 a.m. Two were hurt"],
        ),
        ("The union put the number of strikers at 3,000.", ["the number of strikers at 3,000"]),
        (
            "The agency reported that the dam had burst, that two villages were hit and that nobody was hurt.",
            ["the dam had burst, that two villages were hit and that nobody was hurt"],
        ),
        (
            "Veit says she hopes to be elected, but she knows that the odds are long.",
            ["she hopes to be elected, but she knows that the odds are long"],
        ),
        ("Veit said the ferry was late, but she left anyway.", ["the ferry was late"]),
        (
            "The top families would see their incomes go up, according to the tax office.",
            ["The top families would see their incomes go up"],
        ),
        (
            "Guards say they could reach the deck, calm the crew, and lead them to the boats.",
            ["they could reach the deck, calm the crew, and lead them to the boats"],
        ),
        (
            "Chief Pia Lund says he was led out of the hall: “He drove his car through a barrier. He had a gun.”",
            ["he was led out of the hall", "He drove his car through a barrier. He had a gun."],
        ),
        ("The pier fell on Monday, police said, as the crowd cheered the crew.", ["The pier fell on Monday"]),
        ("The firm paid 9 million, an official at the port of Orrin said.", ["The firm paid 9 million"]),
        (
            "Moss said that Veit had called the port, saying the dam was leaking.",
            ["Veit had called the port, saying the dam was leaking"],
        ),
        ("Police identified the victims as Ida Veit and Olaf Veit.", ["the victims as Ida Veit and Olaf Veit"]),
        ("The club dismissed its coach, Asa Veit.", []),
        ("The club dismissed the report.", ["the report"]),
        ("The move put the crews at risk.", []),
        ("The gang that calls itself the Red Hand fled.", []),
    ],
)
def test_where_contents_begin_and_end(parser: Parser, text: str, contents: list[str]) -> None:
    assert [p.of(text) for a in read(parser, text) if a.nested_in is None for p in a.content] == contents


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“The ferry is late,” Veit said.", "direct"),
        ("Veit said the ferry was late.", "indirect"),
        ("Veit said the ferry was “hopelessly late”.", "mixed"),
    ],
)
def test_forms(parser: Parser, text: str, form: str) -> None:
    assert outermost(parser, text).form == form


@pytest.mark.parametrize(
    "text",
    [
        "The “floating palace” sank near the pier.",
        "The driver was arrested on suspicion of drunk driving.",
        "Police questioned two men on Monday.",
        "The man was pronounced dead at the scene.",
        "Every candidate must disclose his income.",
        "The plain is an arc of volcanoes and fault lines around the bay.",
    ],
)
def test_what_is_no_attribution(parser: Parser, text: str) -> None:
    assert read(parser, text) == ()


def test_a_chain_is_kept_with_the_outermost_unmarked(parser: Parser) -> None:
    text = "The Ansel Press Agency reported that Veit said the ferry was late."
    outer, inner = read(parser, text)
    assert (outer.nested_in, inner.nested_in) == (None, 0)
    assert (words(outer.source, text), words(inner.source, text)) == ("The Ansel Press Agency", "Veit")


def test_a_teller_at_the_end_of_a_sentence_tells_the_whole(parser: Parser) -> None:
    text = "“The ferry is late,” Veit said on Monday, the Ansel Press Agency reported."
    found = read(parser, text)
    outer = next(a for a in found if a.nested_in is None)
    assert words(outer.source, text) == "the Ansel Press Agency"
    assert any(words(a.source, text) == "Veit" and a.nested_in is not None for a in found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The agency quoted Veit as saying the ferry was late.",
            [("The agency", "quoted", None), ("Veit", "saying", 0)],
        ),
        (
            "“The ferry is late,” the agency quoted Veit as saying.",
            [("the agency", "quoted", None), ("Veit", "saying", 0)],
        ),
        ("Veit was quoted as saying that the ferry was late.", [("Veit", "saying", None)]),
        (
            "Veit was quoted by the agency as saying that the ferry was late.",
            [("the agency", "quoted", None), ("Veit", "saying", 0)],
        ),
        (
            "The agency quoted a ministry statement saying the ferry was late.",
            [("The agency", "quoted", None), ("a ministry statement", "saying", 0)],
        ),
        (
            "The ferry was late, the agency said, citing two officials.",
            [("the agency", "said", None), ("two officials", "citing", 0)],
        ),
        ("The minister quoted a poet, saying the sea was wide.", [("The minister", "quoted", None)]),
        ("The agency raised its forecast, citing the weather.", [("The agency", "citing", None)]),
    ],
)
def test_words_passed_on_are_those_of_the_one_quoted(
    parser: Parser, text: str, told: list[tuple[str, str, int | None]]
) -> None:
    found = [(words(a.source, text), words(a.cue, text), a.nested_in) for a in read(parser, text)]
    assert [f for f in found if f in told] == told
    if len(told) == 2:
        assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The council issued a statement calling the test a crime.", "The council", "the test a crime"),
        ("KARNA published a letter accusing the mayor of theft.", "a letter", "the mayor of theft"),
        ("The widow is convinced that her husband was pushed.", "The widow", "her husband was pushed"),
        ("The pilots are adamant that the lights were off.", "The pilots", "the lights were off"),
        ("The young captain hopes to sail again.", "The young captain", "to sail again"),
        ("There were repeated calls for the director to step down.", None, "the director to step down"),
    ],
)
def test_who_puts_it_forward(parser: Parser, text: str, source: str | None, content: str) -> None:
    one = outermost(parser, text)
    assert (words(one.source, text), one.content[0].of(text)) == (source, content)


def test_a_participle_of_speech_has_the_speaker_before_it(parser: Parser) -> None:
    text = "Veit said the ferry was late, adding that the crew was tired."
    said, adding = read(parser, text)
    assert said.content[0].of(text) == "the ferry was late"
    assert words(adding.source, text) == "Veit"
    assert adding.content[0].of(text) == "the crew was tired"


def test_a_quotation_goes_on_over_paragraphs(parser: Parser) -> None:
    text = "“The ferry is late,” Veit said. “The crew is tired.\n“We must wait for them.”"
    one = outermost(parser, text)
    assert [p.of(text) for p in one.content] == [
        "The ferry is late,",
        "The crew is tired.",
        "We must wait for them.",
    ]


def test_quoted_words_go_on_with_the_agency_named_before(parser: Parser) -> None:
    text = (
        "They discussed “a longer pier and new cranes”, the Ansel Press Agency reported.\n"
        "The plan covers ways to “strengthen the harbour wall and the old locks”."
    )
    last = read(parser, text)[-1]
    assert last.carried and last.cue is None
    assert words(last.source, text) == "the Ansel Press Agency"


def test_what_a_reporter_saw_has_no_cue(parser: Parser) -> None:
    text = "A reporter heard a loud bang, then saw smoke over the pier."
    one = outermost(parser, text)
    assert (one.frame, one.cue, words(one.source, text)) == ("witnessed", None, "A reporter")
    assert one.content[0].of(text) == "heard a loud bang, then saw smoke over the pier"


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman declined to comment.",
        "The company did not respond to requests for comment.",
        "There was no immediate comment from the ministry.",
        "The owner could not be reached for comment.",
    ],
)
def test_refusals(parser: Parser, text: str) -> None:
    one = outermost(parser, text)
    assert one.refusal
    assert one.cue_class == "denied"


def test_circumstances(parser: Parser) -> None:
    text = "Veit told reporters at a news conference in Oslo on Monday that the ferry was late."
    one = outermost(parser, text)
    assert words(one.addressee, text) == "reporters"
    assert words(one.occasion, text) == "at a news conference in Oslo"
    assert words(one.place, text) == "Oslo"
    assert words(one.time, text) == "Monday"


@pytest.mark.parametrize(
    ("text", "source", "addressee"),
    [
        ("Two survivors told Novalux there had been no wave at all.", "Two survivors", "Novalux"),
        ("Veit told voters taxes would rise.", "Veit", "voters"),
        ("The ferry was late, Mira Talvo, a nurse, told KPA.", "Mira Talvo, a nurse", "KPA"),
    ],
)
def test_who_told_whom(parser: Parser, text: str, source: str, addressee: str) -> None:
    one = outermost(parser, text)
    assert (words(one.source, text), words(one.addressee, text)) == (source, addressee)


def test_negation(parser: Parser) -> None:
    assert outermost(parser, "The mayor did not say that the pier was safe.").negated
    assert not outermost(parser, "The mayor said that the pier was not safe.").negated


def test_a_hyphened_name_stays_whole(parser: Parser) -> None:
    text = "Hadi al-Qasim said the ferry was late."
    assert words(outermost(parser, text).source, text) == "Hadi al-Qasim"


def test_joint_speakers(parser: Parser) -> None:
    text = "Orla Veit and Hadi Qasim said the ferry was late."
    one = outermost(parser, text)
    assert [s.of(text) for s in (one.source_head, *one.joint) if s] == ["Veit", "Qasim"]
    names = ["Orla Veit", "Hadi Qasim"]
    found = tuple(
        Mention(span=Stretch(text.index(n), text.index(n) + len(n)), type="name", kind="person", name=n) for n in names
    )
    assert [c.mention for c in speakers((one,), found)[0].speakers] == [0, 1]


def test_an_apposition_is_no_second_speaker(parser: Parser) -> None:
    text = "Orla Veit, the harbour minister, said the ferry was late."
    one = outermost(parser, text)
    found = tuple(
        Mention(span=Stretch(text.index(n), text.index(n) + len(n)), type=kind, kind="person")
        for n, kind in (("Orla Veit", "name"), ("the harbour minister", "nominal"))
    )
    assert [c.mention for c in speakers((one,), found)[0].speakers] == [0]


def test_debris_is_left_out(parser: Parser) -> None:
    text = "Veit said the ferry was late.\nRead also: Veit said the pier was closed."
    cut = (Debris(start=text.index("Read"), end=len(text), kind="read-also"),)
    found = attributions(parser.parse(text), cut)
    assert [a.content[0].of(text) for a in found] == ["the ferry was late"]


def test_a_stamp_before_the_first_word_takes_nothing_away(parser: Parser) -> None:
    text = "date 2031-05-03 The ferry was late, Veit said."
    cut = (Debris(start=0, end=15, kind="crawler-header"),)
    (found,) = attributions(parser.parse(text), cut)
    assert [piece.of(text) for piece in found.content] == ["The ferry was late"]


def test_the_bench_gets_the_outermost_with_the_words_beside_the_content(parser: Parser) -> None:
    text = "Orla Veit, who said that Qasim said the ferry was late, left."
    (one,) = bench_form(parser.parse(text))
    assert [text[s:e] for s, e in one["source"]] == ["who"]


def test_labelled_cues(parser: Parser) -> None:
    with LABELLED.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    all_of, right, wrong = Counter[str](), Counter[str](), []
    for row in rows:
        text = row["sentence"]
        found = {words(a.cue, text): (a.cue_class, words(a.hedge, text) or "") for a in read(parser, text)}
        all_of[row["class"]] += 1
        if found.get(row["cue"]) == (row["class"], row["hedge"] or ""):
            right[row["class"]] += 1
        else:
            wrong.append((text, row["cue"], row["class"], row["hedge"], found))
    assert len(rows) >= 300 and set(all_of) == set(get_args(CueClass))
    assert right.total() / len(rows) >= 0.9, "\n".join(map(str, wrong))
    assert all(right[k] / all_of[k] >= 0.75 for k in all_of), {k: (right[k], all_of[k]) for k in all_of}


PIECES = [
    "Veit said ",
    "“the ferry",
    "is late,” ",
    "according to ",
    "the agency ",
    ". ",
    "\n",
    '"',
    "added that ",
    "it, ",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_stretches_lie_in_the_text_and_nests_point_to_others(parser: Parser, text: str) -> None:
    found = read(parser, text)
    for number, one in enumerate(found):
        stretches = [*one.content, *(s for s in (one.source, one.source_head, one.cue) if s)]
        assert all(0 <= s.start < s.end <= len(text) for s in stretches)
        assert all(a.end <= b.start for a, b in zip(one.content, one.content[1:], strict=False))
        assert one.source is None or "\n" not in one.source.of(text)
        assert one.nested_in is None or (one.nested_in != number and 0 <= one.nested_in < len(found))
        assert one.because


@pytest.mark.parametrize(
    ("text", "joint"),
    [
        ("A blogger and journalist said the ferry was late.", 0),
        ("A blogger and a journalist said the ferry was late.", 1),
        ("The mayor and the governor said the ferry was late.", 1),
    ],
)
def test_one_article_makes_one_speaker(parser: Parser, text: str, joint: int) -> None:
    assert len(outermost(parser, text).joint) == joint


def test_a_fact_holds_no_view(parser: Parser) -> None:
    assert not read(parser, "The council met again on Monday. This supports the talks on the lock.")
    assert read(parser, "The council supports the talks on the lock.")
