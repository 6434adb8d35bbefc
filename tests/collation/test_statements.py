"""What several reports tell of one utterance is one statement."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.model import Collation, Statement

Collated = Callable[..., Collation]


def of(collation: Collation, words: str) -> Statement:
    """The statement that has these words in a variant."""
    found = [s for s in collation.statements if any(words in v.text for v in s.variants)]
    assert len(found) == 1, [v.text for s in collation.statements for v in s.variants]
    return found[0]


def test_two_tellings_in_other_words_are_one(collation: Collation) -> None:
    table = of(collation, "at the table until midnight,")
    assert {v.report for v in table.variants} == {"courier", "ledger"}
    assert {v.form for v in table.variants} == {"direct", "indirect"}
    assert table.joined and table.joined[0].because


def test_the_same_words_of_two_speakers_stay_apart(collated: Collated) -> None:
    found = collated(
        "“The talks will go on tomorrow,” Orla Veit said on Sunday.",
        "“The talks will go on tomorrow,” Tobin Quay said on Sunday.",
    )
    assert len(found.statements) == 2


def test_the_same_words_on_days_far_apart_stay_apart(collated: Collated) -> None:
    found = collated(
        "“The talks will go on tomorrow,” Orla Veit said on 2 March 2031.",
        "“The talks will go on tomorrow,” Orla Veit said on 30 April 2031.",
    )
    assert sorted(s.date or "" for s in found.statements) == ["2031-03-02", "2031-04-30"]


def test_different_words_of_one_speaker_stay_apart(collated: Collated) -> None:
    found = collated(
        "“The talks will go on tomorrow,” Orla Veit said.", "“No crane driver has been paid,” Orla Veit said."
    )
    assert len(found.statements) == 2


def test_two_crowds_of_different_people_stay_apart(collated: Collated) -> None:
    found = collated(
        "Dock workers said that five barges had sunk at the pier.",
        "Passengers said that five barges had sunk at the pier.",
    )
    assert len(found.statements) == 2


def test_weekends_and_other_odd_dates_do_no_harm(collated: Collated) -> None:
    found = collated(
        "“The talks will go on,” Orla Veit said last weekend.",
        "“The talks will go on,” Orla Veit said on Sunday.",
        "“The talks will go on,” Orla Veit said this week.",
        "“The talks will go on,” Orla Veit said in the 2020s.",
        "“The talks will go on,” Orla Veit said in early spring.",
    )
    assert found.statements


def test_a_refusal_is_kept_as_such(collated: Collated) -> None:
    found = collated("Orla Veit declined to comment on the strike.")
    assert [s.kind for s in found.statements] in ([], ["refusal"])


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        (
            "Orla Veit thanked the guild for its patience, calling the strike a misfortune.",
            ["the guild for its patience", "the strike a misfortune"],
        ),
        (
            "Orla Veit rejected the claims of the guild, describing them as a fairy tale.",
            ["the claims of the guild, describing them as a fairy tale"],
        ),
        (
            "Orla Veit said that the northern dam had burst at noon, that two villages were under water and that "
            "nobody in them had been hurt.",
            ["the northern dam had burst at noon", "two villages were under water", "nobody in them had been hurt"],
        ),
        ("Orla Veit would not disclose what was in the letter of the guild.", []),
        ("Asked about the strike of the guild, Orla Veit laughed.", []),
        ("Nobody knows how Orla Veit will respond to the strike of the guild.", []),
        ("Orla Veit asked not to be named in the report on the strike.", []),
        ("The guild has often been accused of selling old ferries.", []),
    ],
)
def test_what_is_put_forward(collated: Collated, text: str, texts: list[str]) -> None:
    assert [v.text for s in collated(text).statements for v in s.variants] == texts


def test_every_variant_quotes_its_report_without_its_marks(collation: Collation) -> None:
    texts = {r.id: r.text or "" for r in collation.reports}
    for s in collation.statements:
        for v in s.variants:
            assert v.text == texts[v.report][v.start : v.end]
            assert v.text == v.text.strip() and v.text[0] not in '"“”'


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Orla Veit testified that the lock had burst at noon. “I saw the water come,” she said.", "on record"),
        ("“The man is afraid of the stokers,” Judge Orla Veit said.", "on record"),
        ("“The man is afraid of the stokers,” Orla Veit, a stoker, said.", "unstated"),
    ],
)
def test_what_is_said_in_court_is_on_record(collated: Collated, text: str, origin: str) -> None:
    found = collated(text)
    assert {o.name.split(":")[0] for s in found.statements for o in s.origins} == {origin}
