"""Speakers that no lexicon of people knows, or that stand without an article, are mentions where they speak."""

import pytest

from stemma.reading.attributions import attributions, speakers
from stemma.reading.mentions import mentions
from stemma.reading.parse import Parser
from stemma.reading.tellers import with_tellers


def _speakers(parser: Parser, text: str) -> list[list[tuple[str, str]]]:
    doc = parser.parse(text)
    told = attributions(doc)
    found = with_tellers(doc, mentions(doc), told)
    assert list(found) == sorted(found, key=lambda m: (m.span.start, -m.span.end, m.type))
    return [
        [(found[c.mention].span.of(text), found[c.mention].kind) for c in a.speakers] for a in speakers(told, found)
    ]


@pytest.mark.parametrize(
    ("text", "who", "kind"),
    [
        ("Two men were held after the robbery, police said on Friday.", "police", "organisation"),
        ("According to police, the driver had fled.", "police", "organisation"),
        ("State media said the bridge had fallen.", "State media", "organisation"),
        ("Reports said the dam was close to bursting.", "Reports", "group"),
        ("The three holdouts told the judge that they would not change their minds.", "The three holdouts", "group"),
        ("A court clerk confirmed that the papers had been received.", "A court clerk", "person"),
    ],
)
def test_a_speaker_becomes_a_mention(parser: Parser, text: str, who: str, kind: str) -> None:
    assert [(who, kind)] in _speakers(parser, text)


@pytest.mark.parametrize(
    "text",
    [
        "The figures show that fewer ships called at the port.",
        "No resident said that the well was dry.",
        "A fire alarm alerted the guards to the smoke.",
    ],
)
def test_things_and_nobody_do_not_speak(parser: Parser, text: str) -> None:
    assert all(
        kind not in ("person", "group") or who == "the guards" for one in _speakers(parser, text) for who, kind in one
    )


def test_a_name_keeps_its_own_mention(parser: Parser) -> None:
    text = "Police commissioner Mira Talvo said the road was open."
    assert [who for one in _speakers(parser, text) for who, _ in one] == ["Mira Talvo"]


def test_the_names_behind_a_description_are_the_speakers(parser: Parser) -> None:
    text = "The ship tracked a convoy, according to Danish analysts Sea Watcher and Navlook."
    assert [who for one in _speakers(parser, text) for who, _ in one] == ["Sea Watcher", "Navlook"]
