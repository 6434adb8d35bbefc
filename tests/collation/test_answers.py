"""Which statement or event a denial, confirmation or reply answers."""

from __future__ import annotations

import pytest
from tests import records

from stemma.collation.answers import answered
from stemma.model import CueClass, Span, Statement


def statement(
    name: str,
    text: str,
    start: int,
    speaker: str,
    cue: str = "said",
    report: str = "r1",
    cue_class: CueClass = "said",
) -> Statement:
    told = records.variant(
        "v" + name,
        report,
        text,
        start,
        cue_class=cue_class,
        cue=Span(report=report, start=start - 10, end=start - 10 + len(cue), text=cue),
    )
    return records.statement(name, told, speakers=(speaker,))


@pytest.mark.parametrize(
    ("cue", "text", "relation"),
    [
        ("denied", "the guild had sold the northern ferry", "denies"),
        ("confirmed", "the guild had sold the northern ferry", "confirms"),
        ("retracted", "that the guild sold the northern ferry", "retracts"),
        ("denied", "the claims", "denies"),
        ("retorted", "Nobody asked the ferrymen", "replies"),
        ("said", "the guild had sold the northern ferry", None),
        ("confirmed", "that the mill burned down at noon", None),
    ],
)
def test_answers_by_cue_and_matter(cue: str, text: str, relation: str | None) -> None:
    claim = statement("s1", "The guild sold the northern ferry", 20, "a1")
    answer = statement("s2", text, 120, "a2", cue)
    _, made = answered([claim, answer], [])
    assert [(a.record, a.relation) for a in made.answers] == ([("s1", relation)] if relation else [])


def test_nobody_answers_himself() -> None:
    claim = statement("s1", "The guild sold the northern ferry", 20, "a1")
    again = statement("s2", "the guild had sold the northern ferry", 120, "a1", "confirmed")
    assert all(not s.answers for s in answered([claim, again], []))


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("the claims", ["s2"]),  # the accusation rather than what was said last
        ("the figure", ["s1"]),  # the one that has a figure
        ("the attacks on the northern pier", []),  # a deed is rejected, nothing is denied
        ("reports that the guild had robbed the crews of the northern ferry", ["s2"]),
        ("a small number of people", []),  # quantities are no common matter
    ],
)
def test_what_a_rejection_answers(text: str, answers: list[str]) -> None:
    told = [
        statement("s1", "A small number of people, 300 at most, stood on the northern pier", 20, "a1"),
        statement(
            "s2", "the guild of robbing the crews of the northern ferry", 200, "a2", "accused", cue_class="accused"
        ),
        statement("s3", "Nobody saw the attacks on the northern pier but the gulls", 320, "a3"),
        statement("s4", text, 480, "a4", "rejected", cue_class="denied"),
    ]
    assert [a.record for a in answered(told, [])[-1].answers] == answers


def test_a_denial_is_not_answered_by_another() -> None:
    one = statement("s1", "the guild had sold the northern ferry", 20, "a1", "denied", cue_class="denied")
    two = statement("s2", "the guild had sold the northern ferry", 120, "a2", "denied", cue_class="denied")
    assert all(not s.answers for s in answered([one, two], []))
