"""Contents cut into propositions, by the convention of the story gold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.model import Attribution, Stretch, Witness
from stemma.reading.parse import Parser
from stemma.reading.propositions import joints, propositions


def cut(parser: Parser, text: str, *pieces: str) -> list[list[str]]:
    """The propositions of a content given by its pieces, as words."""
    at = [Stretch(text.index(p), text.index(p) + len(p)) for p in pieces]
    told = Attribution(content=tuple(at), form="direct", frame="quote")
    return [[s.of(text) for s in unit] for unit in propositions(parser.parse(text), told, text)]


CASES = {
    "one sentence": ("The strike will go on until Friday.", 1),
    "two sentences": ("The strike will go on until Friday. The harbour office has made no new offer to us.", 2),
    "a sentence that leans on the one before": ("The strike goes on until Friday at least. They should not wait.", 1),
    "a link word": ("The strike will go on until Friday. But the night ferry will sail all the same.", 1),
    "too short by itself": ("The strike will go on until Friday. This is final.", 1),
    "a few words behind “but that”": ("Four barges had sunk at the pier but that they harmed nobody.", 1),
    "speech that goes on with “and we”": (
        "We rejected the offer of the office on Friday, and the ministry will have to answer for it.",
        1,
    ),
    "behind “and that”": ("The night ferry would sail on Friday and that he would be at the pier himself.", 2),
    "a clause that takes up a word of the one before": (
        "The state stands by the law of the island, and the law stands by all of us here.",
        1,
    ),
    "a sentence that points back": (
        "The office moved the night ferry to Friday. This change must be undone at once.",
        1,
    ),
    "a sentence that begins with a time": (
        "The office moved the night ferry to Friday. This year the pier will be built anew.",
        2,
    ),
    "two verbs of one subject": ("The union rejects the offer, and will not come back to the table.", 1),
}


@pytest.mark.parametrize(("text", "count"), CASES.values(), ids=list(CASES))
def test_contents_are_cut_where_sentences_and_clauses_part(parser: Parser, text: str, count: int) -> None:
    assert len(cut(parser, text, text)) == count


def test_indirect_speech_is_cut_between_clauses_with_subjects(parser: Parser) -> None:
    text = "The union rejected the offer of the office, and the ministry would have to answer for it."
    told = Attribution(content=(Stretch(0, len(text)),), form="indirect", frame="clause")
    assert len(propositions(parser.parse(text), told, text)) == 2


def test_an_interrupted_sentence_stays_one(parser: Parser) -> None:
    text = "“The last offer,” she said, “was made on Friday night.”"
    assert cut(parser, text, "The last offer,", "was made on Friday night.") == [
        ["The last offer,", "was made on Friday night."]
    ]


def test_a_quotation_that_goes_on_after_the_cue_is_two(parser: Parser) -> None:
    text = "“The ferry will sail on Monday,” she said. “Every passenger will get a new ticket.”"
    found = cut(parser, text, "The ferry will sail on Monday,", "Every passenger will get a new ticket.")
    assert len(found) == 2


def test_propositions_cover_their_content(witnesses: tuple[Witness, ...]) -> None:
    for w in witnesses:
        for told in w.reading.attributions:
            text = w.report.text
            inside = [s for unit in told.propositions for s in unit]
            assert inside and all(any(s.within(c) for c in told.content) for s in inside)
            assert inside == sorted(inside)
            missed = set().union(*(range(c.start, c.end) for c in told.content)) - set().union(
                *(range(s.start, s.end) for s in inside)
            )
            assert not any(text[i].isalnum() for i in missed)


def test_a_reading_holds_them(witness: Callable[..., Witness]) -> None:
    w = witness("“The strike will go on until Friday. The harbour office has made no new offer,” Tobin Quay said.")
    assert [len(a.propositions) for a in w.reading.attributions] == [2]


def test_speech_behind_a_reported_sentence_is_a_proposition_of_its_own(parser: Parser) -> None:
    text = "the crew had asked for more pay last year. “They will settle for less than that.”"
    assert len(cut(parser, text, text)) == 2


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("The guild would close the lock and would offer free meals to stokers.", ["would offer free meals"]),
        ("They spoke of closing the lock and feeding the stokers.", ["feeding the stokers"]),
        ("The guild would close the lock and the pier.", []),
    ],
)
def test_joints_stand_before_verbs_joined_to_verbs(parser: Parser, text: str, behind: list[str]) -> None:
    told = Attribution(content=(Stretch(0, len(text)),), form="indirect", frame="clause")
    assert [text[at : at + len(w)] for at, w in zip(joints(parser.parse(text), told), behind, strict=True)] == behind
