"""What is told a second time in one breath counts once; another deed beside it counts for itself."""

from __future__ import annotations

import pytest

from stemma.reading.events import events
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
    ],
)
def test_an_echo_is_no_second_event(parser: Parser, text: str, heads: list[str]) -> None:
    assert [e.lemma for e in events(parser.parse(text))] == heads
