"""How long a war has lasted, by the words around it."""

from __future__ import annotations

import pytest

from stemma.collation.events.wars import War, is_long, one_war, war_told

AROUND = "2031-05-03"


@pytest.mark.parametrize(
    ("sentence", "word", "since", "wanted"),
    [
        ("A war that lasted 14 years has ended.", "war", None, War(14.0)),
        ("The nearly 14-year war has ended.", "war", None, War(14.0)),
        ("It ended decades of war on the border.", "war", None, War(20.0)),
        ("They fought two wars over five decades.", "wars", None, War(50.0)),
        ("A million died in the war, from 1983 to 2005.", "war", None, War(22.0, 1983, 2005)),
        ("A million died in the war (1983-95).", "war", None, War(12.0, 1983, 1995)),
        ("The war has been waged since 1990.", "war", None, War(41.0, 1990, 2031)),
        ("Rebels have been at war with the army since June.", "war", "2030-06", War(1.0, 2030, 2031)),
        ("The war began 14 years ago.", "war", None, None),
        ("The 14-year-old fled the war.", "war", None, None),
        ("The war goes on.", "war", None, None),
    ],
)
def test_the_length_of_a_war(sentence: str, word: str, since: str | None, wanted: War | None) -> None:
    at = sentence.index(word)
    assert war_told(sentence, at, at + len(word), AROUND, since) == wanted


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        (War(14.0), War(14.0), True),
        (War(20.0), War(50.0), True),
        (War(20.0), War(1.0), False),
        (War(4.0), War(4.5), True),
        (War(6.0, 1939, 1945), War(22.0, 1983, 2005), False),
        (War(14.0), None, None),
    ],
)
def test_which_wars_may_be_one(a: War, b: War | None, wanted: bool | None) -> None:
    assert one_war(a, b) is wanted
    assert one_war(b, a) is wanted


def test_a_war_of_years_is_long() -> None:
    assert is_long(War(12.0)) and not is_long(War(2.0)) and not is_long(None)
