"""Who took part in an event, on made-up reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.model import Collation


def sides(made: Collation, type_: str, mode: str | None = None) -> tuple[set[str], set[str]]:
    """The names of those who act and of those acted upon in the events of a type and mode."""
    names = {a.id: a.name for a in made.actors}
    told = [p for e in made.events if e.type == type_ and mode in (None, e.mode) for p in e.participants]
    by_role = [{names[p.actor] for p in told if p.role == role} for role in ("actor", "recipient")]
    return by_role[0], by_role[1]


@pytest.mark.parametrize(
    ("text", "acts", "upon"),
    [
        ("“I arrested Tom Marsh on Monday,” Captain Orla Veit told reporters.", {"Orla Veit"}, {"Tom Marsh"}),
        (
            "“We arrested Tom Marsh on Monday,” said Orla Veit, a spokeswoman for the Orrin Police Department.",
            {"Orrin Police Department"},
            {"Tom Marsh"},
        ),
        # "We" of one who speaks for nobody is himself; and outside of what somebody says it is the report's author.
        ("“We arrested Tom Marsh on Monday,” said Orla Veit.", {"Orla Veit"}, {"Tom Marsh"}),
        ("We saw how police arrested Tom Marsh on Monday. Orla Veit was in Orrin.", {"police"}, {"Tom Marsh"}),
    ],
)
def test_the_first_person_is_the_speaker(
    collated: Callable[..., Collation], text: str, acts: set[str], upon: set[str]
) -> None:
    assert sides(collated(text), "COERCE", "arrest") == (acts, upon)


def test_where_a_target_lies_is_no_party(collated: Callable[..., Collation]) -> None:
    made = collated("A bomb attack on a market in Peru killed three people on Monday, 5 May 2031.")
    assert "Peru" not in sides(made, "ASSAULT")[1]
    made = collated("Gunmen attacked Peru on Monday, 5 May 2031.")
    assert sides(made, "ASSAULT") == ({"Gunmen"}, {"Peru"})


def test_victims_are_named_less_often_than_who_harmed_them(collated: Callable[..., Collation]) -> None:
    made = collated(
        "Ida Lund opened fire in Orrin on Monday, 5 May 2031. Ida Lund then opened fire again on Monday in Orrin.",
        "Ida Lund opened fire in Orrin on Monday, 5 May 2031. Ida Lund shot the two men in Orrin on Monday.",
        "Ida Lund opened fire in Orrin on 5 May 2031. Ida Lund shot Tom Marsh in Orrin on Monday, 5 May 2031.",
    )
    assert "Tom Marsh" in sides(made, "ASSAULT")[1]


def test_a_delegation_and_its_members_both_came(collated: Callable[..., Collation]) -> None:
    made = collated(
        "A Danish delegation visited Lima on Monday, 5 May 2031.",
        "Danish Minister Ida Lund visited Lima on Monday, 5 May 2031.",
    )
    assert {"Ida Lund", "Danish delegation"} <= sides(made, "CONSULT", "visit")[0]


def test_a_rescue_of_which_no_place_is_told_reaches_where_the_disaster_struck(
    collated: Callable[..., Collation],
) -> None:
    quake = "An earthquake hit Lima on Saturday, 3 May 2031. "
    made = collated(quake + "Soldiers have been deployed in rescue operations.", quake)
    assert sides(made, "AID") == ({"Soldiers"}, {"Lima"})
    made = collated("Soldiers have been deployed in rescue operations on Saturday, 3 May 2031.", "Lima was calm.")
    assert sides(made, "AID") == ({"Soldiers"}, set())
