"""Every word that tells of a happening, on made-up sentences."""

from __future__ import annotations

import pytest

from stemma.lexicon import table, values
from stemma.reading.happenings import happenings, kinds, stem_of
from stemma.reading.parse import Parser
from stemma.reading.syntax import tree


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thieves broke in on Monday and stole two paintings, the museum said.", ["broke in", "stole", "said"]),
        ("The blast at the mill killed four workers.", ["blast", "killed"]),
        ("The tall building is old.", []),
        ("The mayor is dead.", ["dead"]),
        ("The council has three members.", []),
        ("The vote took place on Sunday.", ["vote", "took place"]),
        ("She checked herself into a clinic.", ["checked herself into"]),
        ("He died of a heart attack.", ["died", "heart attack"]),
        ("Two men are on the run.", ["on the run"]),
        ("The suspended driver fled.", ["fled"]),
        ("A court suspended a driver. The suspended driver fled.", ["suspended", "suspended", "fled"]),
    ],
)
def test_verbs_and_the_nouns_that_stand_for_them_tell_of_happenings(
    parser: Parser, text: str, expected: list[str]
) -> None:
    assert [h.trigger.of(text) for h in happenings(tree(parser.parse(text)))] == expected


def test_stretches_lie_in_the_order_of_the_text(parser: Parser) -> None:
    text = "Fire Guts Paint Works in Marsk\n\nA fire gutted the works on Monday, killing three, the city said."
    starts = [h.trigger.start for h in happenings(tree(parser.parse(text)))]
    assert starts == sorted(starts) and starts


@pytest.mark.parametrize(
    ("noun", "verb"), [("shooting", "shoot"), ("arrests", "arrest"), ("accusation", "accuse"), ("robbing", "rob")]
)
def test_a_verb_and_its_noun_share_a_stem(noun: str, verb: str) -> None:
    assert stem_of(noun) == stem_of(verb)


def test_no_kind_names_a_word_twice() -> None:
    for row in table("happenings"):
        for column in ("verbs", "nouns", "adjectives", "others", "phrases"):
            words = values(row[column])
            assert len(set(words)) == len(words), row["kind"]
    assert "die" in kinds()["death"] & kinds()["pass away"]


def test_only_phrases_have_several_words() -> None:
    for row in table("happenings"):
        assert all(" " in phrase for phrase in values(row["phrases"])), row["kind"]
        assert not any(
            " " in word for column in ("verbs", "nouns", "adjectives", "others") for word in values(row[column])
        )
