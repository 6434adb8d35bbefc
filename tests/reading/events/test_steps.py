"""What was asked, refused, offered or threatened is an event where it is told as a step, not where it is only words."""

from __future__ import annotations

import pytest

from stemma.reading.attributions import attributions
from stemma.reading.events import events
from stemma.reading.mentions import mentions
from stemma.reading.parse import Parser


@pytest.mark.parametrize(
    ("text", "coded"),
    [
        ("The union has asked the court to stop the sale.", [("ask", "REQUEST")]),
        ("Orla Veit said the council had demanded an audit.", [("demand", "REQUEST")]),
        ("The ministry has refused to publish the price.", [("refuse", "REJECT")]),
        ("The minister had offered to go.", [("offer", "AGREE")]),
        ("The minister offered to resign on Friday.", [("offer", "AGREE")]),
        ("The drivers threatened to boycott the port.", [("threaten", "THREATEN")]),
        ("The cook, accused of hiding the keys, was fined.", [("accuse", "ACCUSE"), ("fine", "COERCE")]),
        ("The union asked the court to stop the sale.", []),
        ("The ministry has refused to comment.", []),
        ("The captain had assured the guests that the boat was safe.", []),
        ("Nine kinds of crab are listed as threatened.", []),
    ],
)
def test_a_step_is_told_as_done(parser: Parser, text: str, coded: list[tuple[str, str]]) -> None:
    doc = parser.parse(text)
    told = attributions(doc)
    assert [(e.lemma, e.type) for e in events(doc, mentions(doc), told)] == coded
