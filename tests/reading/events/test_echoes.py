"""What is told a second time in one breath counts once; another deed beside it counts for itself."""

from __future__ import annotations

import pytest

from stemma.reading.attributions import attributions
from stemma.reading.events import events
from stemma.reading.mentions import mentions
from stemma.reading.parse import Parser


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Guards attacked the port and shelled it.", ["attack"]),
        ("Police dispersed the crowd on Friday and arrested two students.", ["disperse", "arrest"]),
        ("The quake killed nine people in Lima.", ["quake"]),
        ("Rebels attacked Lima on Friday. The army saw the attack.", ["attack"]),
        ("Rebels attacked Lima on Friday. The army saw the attack on Quito.", ["attack", "attack"]),
        ("Soldiers evacuated the town as it was hit by strong aftershocks.", ["evacuate", "aftershock"]),
        ("Police dispersed the crowd as guards attacked Lima.", ["disperse"]),
        ("Gunmen killed two guards in May. Nasser was charged with killing them.", ["kill", "charge"]),
        ("Nasser was charged with killing two guards.", ["charge", "kill"]),
        (
            "Gunmen shot two guards in May. Nasser was charged after opening fire on them.",
            ["shoot", "charge", "open fire"],
        ),
        ("Jets bombed Lima on Friday. Four bombs fell near the school and two exploded.", ["bomb"]),
        ("Four bombs fell near the school.", ["fall"]),
        ("A bus crashed near Lima on Monday. It was the worst crash since May.", ["bus"]),
        ("Two million people died in the war between Ostria and Meland.", ["war"]),
        ("Eleven people died in a clash at the Lima bridge.", ["die", "clash"]),
    ],
)
def test_an_echo_is_no_second_event(parser: Parser, text: str, heads: list[str]) -> None:
    assert [e.lemma for e in events(parser.parse(text))] == heads


def test_damage_that_a_witness_saw_is_told_by_the_report_already(parser: Parser) -> None:
    quoted = '"I saw the walls of nine houses collapse," said Orla Veit. "Our roof was damaged," she added.'
    for text, damage in (
        (f"A quake hit Lima and destroyed 40 houses. {quoted}", 1),
        (f"A quake hit Lima. {quoted}", 2),
    ):
        doc = parser.parse(text)
        found = events(doc, mentions(doc), attributions(doc))
        assert sum(e.mode == "damage" for e in found) == damage
