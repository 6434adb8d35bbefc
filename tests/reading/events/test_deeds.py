"""A deed that no row of the lexicon knows is an event where a day, a place or a party stands beside it."""

from __future__ import annotations

import pytest

from stemma.reading.attributions import attributions
from stemma.reading.events import events
from stemma.reading.events.deeds import PLAIN, deeds
from stemma.reading.mentions import mentions
from stemma.reading.parse import Parser
from stemma.reading.syntax import tree


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The Santa Brígida turned over on Monday.", "turned"),
        ("Ostria has sent nine divers to Port Ansel.", "sent"),
        ("The shipyard was set up in 2019.", "set"),
        ("Ostria will send nine divers on Monday.", "send"),
        ("The barge is due to be raised on Monday.", "raised"),
        ("The captain is due to appear in court on Monday.", "appear"),
        ("The divers were expected to start work on Tuesday.", "start"),
        ("The captain was given six years on Friday.", "given"),
        ("The divers were able to reach Port Ansel.", "reach"),
        ("Ostria has managed to salvage the Santa Brígida.", "salvage"),
        ("The letter, signed in March, names nobody.", "signed"),
        ("The barge, which was covered for 2 million crowns by Vesmar Mutual, lay aground.", "covered"),
    ],
)
def test_a_finished_act_with_its_day_place_or_party_is_a_deed(parser: Parser, text: str, verb: str) -> None:
    t = tree(parser.parse(text))
    assert [t.word[h.token] for h in deeds(t, ())] == [verb]


@pytest.mark.parametrize(
    "text",
    [
        "The cook stirred the soup.",  # nothing ties it to a day, a place or a party
        "Ostria might send nine divers on Monday.",
        "Ostria did not send a single diver on Monday.",
        "The captain said on Monday that he was tired.",
        "The crane stood in Port Ansel.",
        "She has stitched sails for nine years.",
        "The ministry was told of the leak on Monday.",
        "The captain is due to appear.",
        "The divers are able to reach Port Ansel.",
        "The divers were not able to reach Port Ansel.",
        "The letter, signed by two divers, names nobody.",
    ],
)
def test_states_words_chances_and_unbound_acts_are_none(parser: Parser, text: str) -> None:
    assert not deeds(tree(parser.parse(text)), ())


def test_the_lexicon_goes_first_and_the_deed_is_no_sure_event(parser: Parser) -> None:
    found = events(parser.parse("Rebels attacked Port Ansel on Monday. The Santa Brígida turned over on Tuesday."))
    assert [(e.lemma, e.type) for e in found] == [("attack", "ASSAULT"), ("turn", "OTHER")]
    assert found[1].confidence < found[0].confidence


def test_every_such_verb_has_the_flag(parser: Parser) -> None:
    t = tree(parser.parse("The Santa Brígida turned over on Monday."))
    assert all(PLAIN in h.row.flags for h in deeds(t, ()))


def test_what_a_party_does_to_something_needs_no_day(parser: Parser) -> None:
    t = tree(parser.parse("The cook stirred the soup."))
    assert [t.word[h.token] for h in deeds(t, (), parties={1})] == ["stirred"]
    t = tree(parser.parse("The cook was robbed."))
    assert [t.word[h.token] for h in deeds(t, (), parties={1})] == ["robbed"]


def test_a_deed_is_kept_inside_indirect_speech_only(parser: Parser) -> None:
    text = "Orla Veit said that the barge turned over on Monday. “The raft tipped over on Friday,” she said."
    doc = parser.parse(text)
    found = events(doc, (), attributions(doc, ()))
    assert [e.trigger.of(text) for e in found] == ["turned"]
    assert found[0].modality == "reported"


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Two rescue planes had landed on Monday.", ["land"]),  # its row asks for parties; its day is enough for a deed
        ("Nasser walked into the hall and fired at the guards.", ["fire"]),  # coming is part of the attack
        ("Nasser walked out of the Ansel jail and called police.", ["walk", "call"]),
        ("Ostria deployed two planes as part of the rescue operation.", ["operation"]),
        ("Ostria has eliminated the drug trade that Meland had sponsored.", ["eliminate"]),
    ],
)
def test_a_deed_stands_beside_an_event_or_is_part_of_it(parser: Parser, text: str, heads: list[str]) -> None:
    doc = parser.parse(text)
    assert [e.lemma for e in events(doc, mentions(doc), attributions(doc))] == heads
