"""How the brief words days, people and evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.collation.phrases import called, day, hedge
from stemma.model import Actor, Origin


def who(name: str, kind: str = "person", names: tuple[str, ...] = ()) -> Actor:
    return Actor(id="a1", confidence=0.9, because=(), kind=kind, name=name, names=names, mentions=())  # type: ignore[arg-type]


def origin(name: str, kind: str, bound: str = "sure") -> Origin:
    return Origin(name=name, kind=kind, bound=bound)  # type: ignore[arg-type]


AGENCY = origin("Vesmar News Agency", "agency")
NEWS = origin("Dune News", "outlet")
OPEN = origin("unstated:a", "unstated")


@pytest.mark.parametrize(
    ("origins", "reports", "words"),
    [
        ([AGENCY], 2, "by Vesmar News Agency’s account"),
        ([NEWS], 1, "by Dune News’ account"),
        ([AGENCY, NEWS], 2, "by the accounts of Vesmar News Agency and Dune News"),
        ([AGENCY, OPEN], 2, "by Vesmar News Agency’s account; one report names no source"),
        ([origin("on record", "on-record"), AGENCY], 3, "on record; by Vesmar News Agency’s account"),
        (
            [origin("Dune News", "outlet", "possible"), OPEN],
            2,
            "perhaps by Dune News’ account; one report names no source",
        ),
        ([OPEN], 1, "one report, no source given"),
        ([OPEN, origin("unstated:b", "unstated")], 2, "two reports, no source given"),
        (
            [origin("media of the two states", "unnamed"), AGENCY],
            2,
            "by Vesmar News Agency’s account; one report names no source",
        ),
        ([origin("media of the two states", "outlet")], 1, "by the account of media of the two states"),
        ([origin("clerk (unnamed)", "speaker")], 1, "by the account of unnamed clerk"),
        ([origin("Orla Veit, Tobin Quay", "speaker")], 1, "by the accounts of Orla Veit and Tobin Quay"),
        (
            [origin(f"Outlet {n}", "outlet") for n in range(5)],
            5,
            "by the accounts of Outlet 0, Outlet 1, Outlet 2 and two more",
        ),
    ],
)
def test_evidence_in_words(origins: list[Origin], reports: int, words: str) -> None:
    assert hedge(origins, reports) == words


def test_whoever_speaks_is_a_source_of_his_words() -> None:
    office, clerk = who("Harbour office", "organisation", ("Harbour office",)), who("Orla Veit", names=("Orla Veit",))
    assert hedge([origin("Harbour office", "document")], 1, [office]) == "by its own account"
    assert hedge([origin("Orla Veit", "speaker")], 1, [clerk]) == "by the speaker’s own account"
    assert hedge([AGENCY], 1, [clerk]) == "by Vesmar News Agency’s account"
    assert hedge([OPEN], 1, [clerk]) == "one report does not say how it got the words"
    assert hedge([OPEN], 2, [clerk]) == "two reports do not say how they got the words"


@pytest.mark.parametrize(
    ("actor", "inside", "first"),
    [
        (who("Orla Veit", names=("Orla Veit",)), "Orla Veit", "Orla Veit"),
        (who("clerk (unnamed)"), "an unnamed clerk", "An unnamed clerk"),
        (who("Officials (unnamed)", "group"), "unnamed officials", "Unnamed officials"),
        (who("Witnesses at the quay", "group"), "witnesses at the quay", "Witnesses at the quay"),
        (who("Vesmar officials", "group"), "Vesmar officials", "Vesmar officials"),
        (who("police", "organisation", ("police",)), "police", "Police"),
    ],
)
def test_people_in_words(actor: Actor, inside: str, first: str) -> None:
    assert (called(actor, False), called(actor, True)) == (inside, first)


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2031-05-04", "4 May 2031"),
        ("2031-05-04T10:00Z", "4 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("2031-W18", "2031-W18"),
        ("2031-SP", "2031-SP"),
        ("2031-13", "2031-13"),
        ("2031-02-30", "2031-02-30"),
    ],
)
def test_days_in_words(iso: str, words: str) -> None:
    assert day(iso) == words


@given(st.dates())
def test_days_come_out_whole(date: object) -> None:
    assert day(str(date)).split(" ")[0] == str(int(str(date)[-2:]))
