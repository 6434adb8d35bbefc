"""The sources that a report openly rests on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.model import Debris, Witness
from stemma.reading.credits import credits

CREDITED = {
    "it speaks": ("The ferry will sail, Reuters reported on Monday.", "Reuters"),
    "it is cited": ("The ferry will sail, the paper wrote, citing AFP.", "AFP"),
    "it is told": ("“The ferry will sail,” Veit told Reuters.", "Reuters"),
    "dateline": ("PORT ANSEL (Reuters) - Harbour workers walked out.", "Reuters"),
    "credit line": ("Harbour workers walked out.\n\nWith inputs from AFP", "AFP"),
    "state media": ("State media said that the ferry would sail.", "State media"),
    "its reporter": ("CNN’s Ida Rook reports that the ferry will sail.", "CNN"),
    "on the air": ("“The ferry will sail,” Veit said on the air of Radio Quayside.", "Radio Quayside"),
    "between slashes": ("PORT ANSEL, May 3. /TASS/. Harbour workers walked out.", "TASS"),
    "introduced in the text": ("The news agency Vesmara reported that the ferry would sail.", "Vesmara"),
}
NOT_CREDITED = {
    "a name alone": "The office of Reuters in Port Ansel stands on the quay.",
    "photo credit": "Ships in Port Ansel on Monday (Photo: Reuters)",
    "a title that is also an outlet's name": "Tobin Quay, Vice President of the old Port Guild, said no.",
    "a platform": "The minister wrote on Facebook that the ferry would sail.",
}


@pytest.mark.parametrize(("text", "name"), CREDITED.values(), ids=list(CREDITED))
def test_openly_named_sources(witness: Callable[..., Witness], text: str, name: str) -> None:
    found = witness(text).reading.credits
    assert name in [c.name for c in found]
    for c in found:
        assert c.span.of(text) == c.name and c.because[0].rule.startswith("credit-")


@pytest.mark.parametrize("text", NOT_CREDITED.values(), ids=list(NOT_CREDITED))
def test_names_that_are_no_credits(witness: Callable[..., Witness], text: str) -> None:
    assert witness(text).reading.credits == ()


def test_debris_holds_no_credit() -> None:
    text = "Harbour workers walked out.\nWith inputs from AFP"
    assert [c.name for c in credits(text)] == ["AFP"]
    assert credits(text, cut=(Debris(start=28, end=len(text), kind="other"),)) == ()
