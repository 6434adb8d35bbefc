"""The deed of a trial has its own day, not the day of the trial."""

from __future__ import annotations

from collections.abc import Callable

from stemma.model import Collation, Event

Collated = Callable[..., Collation]

COURT = (
    "The murder trial of Lano Brek opened in Port Ansel on Monday. A guard testified on Monday that Brek shot Orla "
    "Veit. Veit was shot on 3 May 2029. The judge ruled that a tape could be shown."
)
AGAIN = (
    "Lano Brek went on trial for murder on Monday. A nurse testified. Veit was killed on the quay in 2029. The trial "
    "goes on."
)


def violent(story: Collation) -> list[Event]:
    return [e for e in story.events if e.type == "ASSAULT"]


def test_what_a_witness_retells_is_of_the_day_of_the_deed(collated: Collated) -> None:
    story = collated((COURT, {"published": "2031-05-06"}), (AGAIN, {"published": "2031-05-06"}))
    assert {e.date for e in violent(story)} == {"2029-05-03"}


def test_news_of_violence_beside_a_trial_keeps_its_day(collated: Collated) -> None:
    news = "Gunmen shot Orla Veit in Port Ansel on Sunday. Police fired back. Two guards were killed. Shops were shut."
    story = collated(
        (f"{news} A trial over another killing, in 2029, opens on Friday.", {"published": "2031-05-06"}),
        (news, {"published": "2031-05-06"}),
    )
    assert not any((e.date or "").startswith("2029") and len(e.mentions) > 1 for e in violent(story))
