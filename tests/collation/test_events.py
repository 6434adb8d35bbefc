"""One event from many mentions, on made-up reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.collation.events.links import coreferent
from stemma.collation.events.pairs import Told, apart, days_agree
from stemma.collation.events.titles import title
from stemma.collation.gazetteer import spot
from stemma.model import Actor, Collation, Event, Participant


def of_type(collation: Collation, type_: str, mode: str | None = None) -> list[Event]:
    return [e for e in collation.events if e.type == type_ and (mode is None or e.mode == mode)]


def test_two_reports_of_one_meeting_are_one_event(collated: Callable[..., Collation]) -> None:
    made = collated(
        "LISBON - Minister Orla Veit met Governor Hadi Qasim in Lisbon on Saturday, 3 May 2031.",
        "Governor Hadi Qasim held talks with Minister Orla Veit in Lisbon on 3 May 2031.",
    )
    (event,) = of_type(made, "CONSULT")
    assert {m.report for m in event.mentions} == {"a", "b"}
    assert event.date == "2031-05-03"
    assert event.status == "happened"
    assert event.place is not None
    assert event.place.country == "PRT"
    names = {a.id: a.name for a in made.actors}
    assert {names[p.actor] for p in event.participants} == {"Orla Veit", "Hadi Qasim"}


def test_a_convoy_is_the_body_whose_name_it_bears(collated: Callable[..., Collation]) -> None:
    made = collated("A Red Cross convoy brought food to the town of Orrin on Saturday, 3 May 2031.")
    names = {a.id: a.name for a in made.actors}
    (event,) = of_type(made, "AID")
    assert "Red Cross" in {names[p.actor] for p in event.participants}


def test_who_is_only_described_in_one_report_is_whom_another_names(collated: Callable[..., Collation]) -> None:
    made = collated(
        "Police arrested an engineer in Lisbon on Saturday, 3 May 2031.",
        "Police arrested Orla Veit in Lisbon on Saturday, 3 May 2031.",
    )
    names = {a.id: a.name for a in made.actors}
    for event in of_type(made, "COERCE", "arrest"):
        told = {names[p.actor] for p in event.participants if p.role == "recipient"}
        assert len(told) == 1


def test_visits_of_two_months_stay_apart(collated: Callable[..., Collation]) -> None:
    made = collated(
        "President Orla Veit visited Peru in July 2030. President Orla Veit visited Peru again in December 2030.",
    )
    assert [e.date for e in of_type(made, "CONSULT", "visit")] == ["2030-07", "2030-12"]


def test_strikes_on_two_towns_stay_apart(collated: Callable[..., Collation]) -> None:
    made = collated(
        "Warplanes bombed Tyre in Lebanon on 3 May 2031.",
        "Warplanes bombed Sidon in Lebanon on 4 May 2031.",
    )
    assert len(of_type(made, "ASSAULT")) == 2


@pytest.mark.parametrize(
    "often",
    [
        "Warplanes have often been accused of bombing Tyre.",
        "Warplanes bombed Tyre several times over the years.",
        "There has been a series of bombings of Tyre.",
    ],
)
def test_what_is_often_done_is_not_the_one_deed(often: str, collated: Callable[..., Collation]) -> None:
    made = collated("Warplanes bombed Tyre in Lebanon on 3 May 2031.", often)
    once = next(e for e in made.events if any("3 May" in m.text for m in e.mentions))
    assert {m.report for m in once.mentions} == {"a"}


def test_a_background_day_is_not_that_of_the_news_beside_it(collated: Callable[..., Collation]) -> None:
    made = collated(
        ("Rebels bombed Tyre on Friday.\n\nKarnia became free in 2019 under a peace deal.", {"published": "2031-05-03"})
    )
    (deal,) = (e for e in made.events if any(m.trigger.text == "deal" for m in e.mentions))
    assert deal.date is None or deal.date.startswith("2019")


def test_the_toll_is_part_of_the_disaster(collated: Callable[..., Collation]) -> None:
    made = collated("An earthquake hit Lima on 3 May 2031. At least 12 people were killed on 3 May 2031.")
    (quake,) = of_type(made, "OTHER", "earthquake")
    (deaths,) = of_type(made, "OTHER", "death")
    assert deaths.part_of == quake.id


def test_the_order_of_the_reports_does_not_matter(collated: Callable[..., Collation]) -> None:
    first = ("Rebels attacked the port of Tyre on 3 May 2031.", {"id": "x"})
    second = ("The attack on Tyre killed two guards on 3 May 2031.", {"id": "y"})
    assert collated(first, second).events == collated(second, first).events


TOLD = st.builds(
    Told,
    report=st.sampled_from("abc"),
    start=st.integers(0, 50),
    lemma=st.sampled_from(["attack", "raid", "meet"]),
    type=st.sampled_from(["ASSAULT", "CONSULT"]),
    mode=st.sampled_from([None, "aerial"]),
    words=st.frozensets(st.sampled_from(["port", "ship", "rebel"])),
    parties=st.frozensets(st.sampled_from(["p", "q"])),
    day=st.sampled_from([None, "2031-05-03", "2031-05-04", "2030"]),
    bare=st.booleans(),
)


@given(st.lists(TOLD, max_size=8, unique_by=lambda t: (t.report, t.start)))
def test_each_mention_is_in_one_group_and_days_never_clash(told: list[Told]) -> None:
    groups, _ = coreferent(told)
    assert sorted(i for g in groups for i in g) == list(range(len(told)))
    for group in groups:
        own = [told[i] for i in group if not told[i].bare]
        assert all(days_agree(a.day, b.day) >= 0 for a in own for b in own)


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        ("2031-05-03", "2031-05-03", 2),
        ("2031-05-03", "2031-05", 1),
        ("2031", "2031-05-03", 1),
        ("2031-05-03", "2031-05-04", -1),
        (None, "2031-05-04", 0),
        ("2031-W18", "2031-05-04", 1),
        ("2030-SU", "2031-05-04", -1),
    ],
)
def test_days_agree_as_far_as_both_go(a: str | None, b: str, agree: int) -> None:
    assert days_agree(a, b) == agree


@pytest.mark.parametrize(
    ("phrase", "country", "precision"),
    [("Lima, Peru", "PER", "city"), ("the north of Kenya", "KEN", "country"), ("Bavaria", "DEU", "region")],
)
def test_a_place_phrase_is_located(phrase: str, country: str, precision: str) -> None:
    found = spot(phrase)
    assert found is not None
    assert (found.country, found.precision) == (country, precision)


def test_an_unknown_place_stays_unknown() -> None:
    assert spot("Port Ansel") is None


def sides(*names: tuple[str, str, str]) -> tuple[tuple[Participant, ...], dict[str, Actor]]:
    """Participants and actors from (role, kind, name)."""
    made = {
        name: Actor(id=name, confidence=1.0, because=(), kind=kind, name=name, names=(name,), mentions=())
        for _, kind, name in names
    }
    return tuple(Participant(actor=name, role=role) for role, _, name in names), made


VEIT, QASIM = ("actor", "person", "Orla Veit"), ("recipient", "person", "Hadi Qasim")
MAKER = ("actor", "organisation", "Tarn Mill")
STAFF, MILL = ("actor", "group", "weavers"), ("recipient", "organisation", "Tarn Mill")


@pytest.mark.parametrize(
    ("type_", "mode", "who", "place", "words", "wanted"),
    [
        ("CONSULT", "meet", (VEIT, QASIM), "Lisbon", "Veit met him", "Orla Veit meets Hadi Qasim in Lisbon"),
        ("CONSULT", "visit", (VEIT,), "Lima", "Veit visited Lima", "Orla Veit visits Lima"),
        ("PROTEST", "strike", (STAFF, MILL), None, "weavers stopped work", "Strike at Tarn Mill"),
        ("ASSAULT", "aerial", (("recipient", "place", "Tarn camp"),), None, "it was bombed", "Bombing of Tarn camp"),
        ("OTHER", "earthquake", (), "Lima", "the quake", "Earthquake in Lima"),
        ("ASSAULT", None, (), None, "when a raid on the harbour began", "Raid on the harbour began"),
        ("OTHER", "results", (), None, "In the spring, sales of Tarn Mill fell", "Sales of Tarn Mill fell"),
        ("OTHER", "opening", (MAKER,), None, "opened in May", "Tarn Mill opened in May"),
        ("OTHER", "opening", (MAKER,), None, "to supply Peru with cloth", "Tarn Mill supplies Peru with cloth"),
        ("CONSULT", "meet", (VEIT,), "Lima", "the talks", "Orla Veit holds talks in Lima"),
        ("COERCE", "ban", (QASIM,), None, "was fined on Friday", "Hadi Qasim was fined on Friday"),
        ("OTHER", "death", (("recipient", "place", "Tarn Valley"),), None, "killing five", "Deaths in Tarn Valley"),
        ("OTHER", "survival", (), None, "have survived", "Survival"),
        ("AGREE", None, (VEIT,), None, "their fishing deal", "Fishing deal"),
        ("OTHER", None, (), None, "On Friday a court in Lima ruled", "Court in Lima ruled"),
        ("OTHER", None, (), None, "Two weeks later a court in Lima ruled", "Court in Lima ruled"),
        ("OTHER", None, (), None, "Despite the rain, the fair opened", "Fair opened"),
        ("OTHER", None, (MAKER,), None, "it closed", "Tarn Mill closed"),
        ("OTHER", "death", (VEIT,), "Lima", "she died", "Death of Orla Veit in Lima"),
        ("ASSAULT", "firearms", (("recipient", "place", "Lima"),), "Lima", "the shooting", "Shooting in Lima"),
        ("COERCE", "arrest", (MILL,), None, "the arrest", "Arrest"),
        ("COERCE", "expel", (QASIM, MILL), None, "escorting him", "Removal of Hadi Qasim"),
        ("ASSAULT", "fight", (("actor", "government", "Peru"),), None, "the war", "Fighting in Peru"),
        (
            "ASSAULT",
            "fight",
            (("actor", "group", "rebels of the north"),),
            None,
            "they fought",
            "Rebels of the north fight",
        ),
        ("OTHER", None, (("actor", "group", "3 weavers"),), None, "to flee the fire", "3 weavers flee the fire"),
        ("OTHER", None, (), None, "the bullet that later ricocheted", "Bullet later ricocheted"),
        ("OTHER", None, (), None, "a notice that the firm had put up", "Notice that the firm had put up"),
    ],
)
def test_a_title_is_a_headline(
    type_: str, mode: str | None, who: tuple[tuple[str, str, str], ...], place: str | None, words: str, wanted: str
) -> None:
    participants, actors = sides(*who)
    at = 0 if words.startswith(("opened", "to ", "was ", "have ")) else len(words.rsplit(" ", 1)[0]) + 1
    assert title(type_, mode, participants, actors, place, words, at) == wanted


def test_a_plan_is_no_deed_yet() -> None:
    participants, actors = sides(("actor", "group", "UN teams"))
    words = "to travel to Lima"
    assert title("OTHER", None, participants, actors, None, words, 3, planned=True) == "UN teams to travel to Lima"


@given(st.text(max_size=300), st.integers(0, 300))
def test_a_title_fits_a_line(words: str, at: int) -> None:
    assert len(title("OTHER", None, (), {}, None, words, min(at, len(words)))) <= 80


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("2031-05-03", "2031-05-06", False),
        ("2031-05-03", "2031-09-06", True),
        ("2031-05-03", "2031-05", False),
        ("2031-12-24", "2031-07", True),
        ("2031-01-02", "2030", False),
        (None, "2031", False),
        ("2031-13-40", "2031", False),
    ],
)
def test_days_are_apart_beyond_what_news_lasts(a: str | None, b: str, wanted: bool) -> None:
    assert apart(a, b) is wanted


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("Governor Hadi Qasim denied that rebels had attacked the port of Tyre.", "denied"),
        ("Rebels attacked the port of Tyre. Governor Hadi Qasim denied that rebels had attacked Tyre.", "disputed"),
        ("Governor Hadi Qasim rejected the rebel attack on the port of Tyre.", "happened"),
        ("Rebels attacked the port of Tyre on 2 May 2031.", "happened"),
    ],
)
def test_the_status_is_drawn_from_the_tellings(collated: Callable[..., Collation], told: str, status: str) -> None:
    events = of_type(collated((told, {"published": "2031-05-03"})), "ASSAULT")
    assert [e.status for e in events] == [status]


def test_a_day_to_come_makes_a_plan_until_it_is_told_as_done(collated: Callable[..., Collation]) -> None:
    before = (
        "The election in Malta on 8 May 2031 will be the third in a year.",
        {"id": "a", "published": "2031-05-03"},
    )
    after = ("Malta held an election on 8 May 2031.", {"id": "b", "published": "2031-05-09"})
    assert [e.status for e in collated(before).events if e.mode == "election"] == ["planned"]
    assert [e.status for e in collated(before, after).events if e.mode == "election"] == ["happened"]
