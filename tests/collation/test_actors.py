"""Actors: one across reports whatever the spelling, others apart, each merge explained."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.collation.actors import actors
from stemma.collation.actors.voices import voices
from stemma.collation.common import Cast
from stemma.model import Actor, Reading, Report, Witness, content_id
from stemma.reading.attributions import attributions, speakers
from stemma.reading.coreference import resolved
from stemma.reading.mentions import mentions
from stemma.reading.parse import Parser

Story = Callable[..., tuple[tuple[Witness, ...], Cast]]


@pytest.fixture(scope="module")
def story() -> Story:
    parser = Parser()

    def of(*texts: str) -> tuple[tuple[Witness, ...], Cast]:
        witnesses = []
        for number, text in enumerate(texts):
            doc = parser.parse(text)
            told = attributions(doc)
            found = resolved(doc, mentions(doc), told)
            report = Report(id=f"r{number}", text=text, sha256=content_id("", text))
            reading = Reading(sha256=report.sha256, mentions=found, attributions=speakers(told, found))
            witnesses.append(Witness(report, reading))
        return tuple(witnesses), actors(witnesses)

    return of


def named(cast: Cast, name: str) -> Actor:
    return next(a for a in cast.actors if name in a.names or a.name == name)


def test_spellings_of_one_person_are_one_actor(story: Story) -> None:
    _, cast = story(
        "Peruvian Foreign Minister Khalid al-Marzuq met the crew. Al-Marzuq left.",
        "Foreign Minister Khaled Marzouk flew home. Mr Marzouk was tired.",
    )
    actor = named(cast, "Khaled Marzouk")
    assert {"Khalid al-Marzuq", "Khaled Marzouk"} <= set(actor.names)
    assert actor.country == "PER" and {o.title for o in actor.offices} >= {"Peruvian Foreign Minister"}
    assert len(actor.joined) >= 2 and all(j.because for j in actor.joined)


def test_relatives_stay_apart_and_a_bare_surname_goes_to_its_own_report(story: Story) -> None:
    _, cast = story(
        "Governor Omar Haddad resigned on Monday. Mr Haddad gave no reason.",
        "His brother Salim Haddad owns the port. Mr Haddad did not resign.",
    )
    omar, salim = named(cast, "Omar Haddad"), named(cast, "Salim Haddad")
    assert omar.id != salim.id
    assert {m.report for m in omar.mentions if m.text == "Haddad"} == {"r0"}
    assert {m.report for m in salim.mentions if m.text == "Haddad"} == {"r1"}


def test_father_and_son_of_one_name_are_two(story: Story) -> None:
    _, cast = story("Tobin Quay met his son Tobin Quay Jr. on Monday. Quay Jr. left early.")
    assert named(cast, "Tobin Quay").id != named(cast, "Tobin Quay Jr.").id


def test_a_surname_with_an_office_is_who_holds_it(story: Story) -> None:
    _, cast = story(
        "President Tobin Quay flew home on Monday.",
        "President Quay waved. Emina Quay, in white, stood beside him. President Quay left.",
    )
    assert {m.report for m in named(cast, "Tobin Quay").mentions if m.text == "Quay"} == {"r1"}


def test_a_surname_is_not_read_as_one_that_only_sounds_like_it(story: Story) -> None:
    _, cast = story("Ambassador Ida Rice spoke on Monday.", "Congressman Ed Royce asked for Rice. Mr Royce waited.")
    assert named(cast, "Ida Rice").id == named(cast, "Rice").id != named(cast, "Ed Royce").id


def test_an_unnamed_source_is_called_so(story: Story) -> None:
    _, cast = story("A port official said on Monday that the ship had sunk.")
    assert [a.name for a in cast.actors if a.kind == "person"] == ["port official (unnamed)"]
    assert all(a.because for a in cast.actors)


def test_a_country_its_government_and_its_capital_are_one_actor(story: Story) -> None:
    _, cast = story("Portugal signed the deal. Lisbon supports it. The Portuguese government was glad.")
    actor = named(cast, "Portugal")
    assert actor.kind == "government" and actor.metonyms == ("Lisbon",)
    assert {m.text for m in actor.mentions} >= {"Portugal", "Lisbon", "The Portuguese government"}


def test_the_capital_as_a_place_is_another_actor(story: Story) -> None:
    _, cast = story("Portugal signed the deal. They met in Lisbon on Monday.")
    assert named(cast, "Portugal").id != named(cast, "Lisbon").id


def test_an_army_is_one_body_however_worded(story: Story) -> None:
    _, cast = story("The Peruvian army denied it.", "Peru's armed forces denied it. The Peruvian military was angry.")
    actor = named(cast, "Peruvian army")
    assert {"Peruvian army", "Peruvian military"} <= set(actor.names) and actor.country == "PER"


def test_a_ministry_of_one_country_is_not_anothers(story: Story) -> None:
    _, cast = story(
        "Peru's Ministry of Foreign Affairs protested on Monday.",
        "The Ministry of Foreign Affairs of Chile rejected it. The Peruvian Foreign Ministry spoke.",
    )
    ministries = {a.country for a in cast.actors if "Ministry" in a.name}
    assert ministries == {"PER", "CHL"}


def test_who_holds_an_office_of_a_body_speaks_for_it(story: Story) -> None:
    witnesses, cast = story("Ida Marsh, a spokeswoman for Brannock Steel, said on Monday that the mill was safe.")
    firm, person = named(cast, "Brannock Steel"), named(cast, "Ida Marsh")
    assert voices(witnesses, cast) == {person.id: frozenset({firm.id})}


def test_an_acronym_is_its_body(story: Story) -> None:
    _, cast = story("The Orrin Liberation Front, or OLF, attacked. The OLF fled.")
    assert set(named(cast, "OLF").names) >= {"Orrin Liberation Front", "OLF"}


def test_an_office_stands_for_its_holder_in_another_report(story: Story) -> None:
    _, cast = story("Peruvian President Tobin Quay spoke.", "The president of Peru left early.")
    assert "The president of Peru" in {m.text for m in named(cast, "Tobin Quay").mentions}


def test_a_described_body_is_the_one_that_another_report_names(story: Story) -> None:
    _, cast = story(
        "The National Harbour Commission closed the port on Monday, the mayor said.",
        "The harbour commission closed the port. A second commission kept quiet.",
    )
    actor = named(cast, "National Harbour Commission")
    assert {m.text for m in actor.mentions} >= {"The harbour commission"}
    assert all("second" not in m.text for m in actor.mentions)


def test_bare_workers_are_the_group_that_the_story_tells_of_most(story: Story) -> None:
    _, cast = story(
        "Workers of Tarn Mill Ltd went on strike on Monday. On Tuesday workers of Tarn Mill Ltd went home.",
        "The workers stayed out. Workers in Lenta sent bread.",
    )
    actor = next(a for a in cast.actors if "The workers" in {m.text for m in a.mentions})
    assert actor.name.lower() == "workers of tarn mill ltd"
    assert "Workers in Lenta" not in {m.text for m in actor.mentions}


def test_they_are_several_actors(story: Story) -> None:
    witnesses, cast = story("Orla Veit and Tobin Quay met on Monday. They signed a deal.")
    they = next(i for i, m in enumerate(witnesses[0].reading.mentions) if m.type == "pronoun")
    key = (witnesses[0].report.sha256, they)
    assert set(cast.of[key]) == {named(cast, "Orla Veit").id, named(cast, "Tobin Quay").id}


def test_places_a_sound_apart_are_one_and_sides_are_not(story: Story) -> None:
    _, cast = story(
        "The town of Brannok flooded. West Orrin flooded too.", "The town of Brannock flooded. East Orrin did not."
    )
    assert named(cast, "Brannok").id == named(cast, "Brannock").id
    assert named(cast, "West Orrin").id != named(cast, "East Orrin").id


def test_the_order_of_reports_changes_no_actor(story: Story) -> None:
    texts = (
        "Peruvian Foreign Minister Khalid al-Marzuq met Orla Veit in Lisbon.",
        "Khaled Marzouk and Veit met again. The two ministers praised Peru.",
        "Marzouk spoke for Peru, officials said.",
    )
    witnesses, cast = story(*texts)
    again = actors(tuple(sorted(witnesses, key=lambda w: w.report.sha256)))
    assert {(a.id, a.name, a.names, a.country) for a in cast.actors} == {
        (a.id, a.name, a.names, a.country) for a in again.actors
    }


def test_mentions_quote_their_reports(story: Story) -> None:
    witnesses, cast = story("Danish officials met Orla Veit. She left.", "Ms Veit of Denmark said no.")
    texts = {w.report.id: w.report.text for w in witnesses}
    for actor in cast.actors:
        assert all(texts[m.report][m.start : m.end] == m.text for m in actor.mentions)
        assert all(texts[s.report][s.start : s.end] == s.text for o in actor.offices for s in o.spans)
    assert {a for of in cast.of.values() for a in of} == {a.id for a in cast.actors}


def test_bare_police_are_the_one_police_that_the_story_names(story: Story) -> None:
    _, cast = story("Peruvian police searched the house. Police found a gun.", "The police searched a house in Lima.")
    (actor,) = [a for a in cast.actors if any("olice" in m.text for m in a.mentions)]
    assert {m.text for m in actor.mentions} >= {"Peruvian police", "Police", "The police"}
    _, cast = story("Peruvian police and Danish police met in Lima.", "The police searched a house.")
    assert len([a for a in cast.actors if any("olice" in m.text for m in a.mentions)]) == 3
