"""The doer of a crime whom some reports only describe, and a set that one report identifies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.model import Collation


def meant(made: Collation, words: str) -> set[str]:
    return {a.name for a in made.actors if any(m.text == words for m in a.mentions)}


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        (("Ida Lund shot two men in Orrin on Monday.", "Police arrested Ida Lund in Orrin on Monday."), {"Ida Lund"}),
        # Two are told of as the doers: nobody knows which of them is meant.
        (("Ida Lund shot two men in Orrin on Monday.", "Police arrested Pia Veit in Orrin on Monday."), {"gunman"}),
    ],
)
def test_the_gunman_is_who_alone_did_it(
    collated: Callable[..., Collation], others: tuple[str, ...], expected: set[str]
) -> None:
    made = collated("The gunman fired at two men in Orrin on Monday and fled.", *others)
    assert meant(made, "The gunman") == expected


def test_a_set_that_one_report_identifies_is_meant_in_the_others(collated: Callable[..., Collation]) -> None:
    made = collated(
        "Police identified the victims as Tom Marsh, 43; Ida Lund, 29; and Pia Veit, 31.",
        "A man shot the three victims in Orrin on Monday.",
        "A man shot the four victims in Orrin on Monday.",
    )
    assert meant(made, "the three victims") == {"Tom Marsh", "Ida Lund", "Pia Veit"}
    assert not meant(made, "the four victims") & {"Tom Marsh", "Ida Lund", "Pia Veit"}
