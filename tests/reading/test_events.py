"""Event mentions on made-up sentences: what counts, its type, parties, time, place and modality."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemma.model import Debris, EventMention
from stemma.reading.attributions import attributions
from stemma.reading.coreference import resolved
from stemma.reading.events import events
from stemma.reading.mentions import mentions
from stemma.reading.parse import Parser
from stemma.reading.times import times


def read(parser: Parser, text: str, *cut: Debris) -> tuple[EventMention, ...]:
    doc = parser.parse(text)
    told = attributions(doc, cut)
    found = resolved(doc, mentions(doc, cut), told)
    return events(doc, found, told, times(doc, cut), cut)


def kinds(parser: Parser, text: str) -> list[tuple[str, str | None]]:
    return [(e.type, e.mode) for e in read(parser, text)]


@pytest.mark.parametrize(
    ("text", "type_", "mode"),
    [
        ("Minister Orla Veit met Governor Hadi Qasim in Lisbon on Monday.", "CONSULT", "meet"),
        ("Veit held talks with Governor Hadi Qasim.", "CONSULT", "meet"),
        ("President Veit visited Peru in May.", "CONSULT", "visit"),
        ("A strong earthquake hit the northern coast of Chile on Friday.", "OTHER", "earthquake"),
        ("A landslide buried the road to the valley.", "OTHER", "landslide"),
        ("The army carried out an airstrike on the port of Ansel.", "ASSAULT", "aerial"),
        ("Police arrested two reporters on Tuesday.", "COERCE", "arrest"),
        ("The president was toppled in March.", "OTHER", "overthrow"),
        ("Five people died in the floods.", "OTHER", "death"),
        ("Voters in Malta elected a new parliament.", "OTHER", "election"),
        ("More than 300 workers of Tarn Mill have downed tools.", "PROTEST", "strike"),
        ("Two hundred of the 900 workers have walked off the job.", "PROTEST", "strike"),
        ("The pilots were on strike for a week.", "PROTEST", "strike"),
        ("Strikers blocked the coast road for two hours.", "PROTEST", "obstruct"),
        ("A judge threw out the lawsuit on Friday.", "OTHER", "court ruling"),
        ("The banker pleaded guilty to fraud.", "OTHER", "trial"),
        ("Two inmates escaped from the prison at Ansel.", "OTHER", "escape"),
        ("Gunmen hijacked a tanker off the coast.", "ASSAULT", "hijack"),
        ("Shares of Tarn Mill fell 4 percent on Monday.", "OTHER", "share price"),
        ("Tarn Mill reported a loss of $4 million.", "OTHER", "results"),
        ("The company will close its factory in Ansel.", "OTHER", "closure"),
        ("Twelve pupils were hospitalised after the meal.", "OTHER", "illness"),
        ("The bus plunged into a ravine near Ansel.", "OTHER", "accident"),
        ("Astronomers discovered a planet.", "OTHER", "discovery"),
        ("Rescue work was under way on Monday.", "AID", "rescue"),
        ("Bombings were reported in another province.", "ASSAULT", "aerial"),
        ("Two gunmen sprayed bullets from a rooftop in Ansel.", "ASSAULT", "firearms"),
        ("Shots rang out near the school.", "ASSAULT", "firearms"),
        ("Orla Veit, 20, fired from the rooftop.", "ASSAULT", "firearms"),
        ("Ostria says it was returning fire.", "ASSAULT", "firearms"),
        ("Veit sustained a gunshot wound to her arm.", "ASSAULT", "injure"),
        ("He has confessed to theft.", "OTHER", "confession"),
        ("Prosecutors played a tape in court.", "OTHER", "evidence"),
        ("Ostria became its own country in July.", "OTHER", "independence"),
        ("Ostria became independent in July.", "OTHER", "independence"),
        ("The service is now back online.", "OTHER", "restoration"),
        ("The facility is closed until further notice.", "OTHER", "closure"),
        ("Some Ostrian troops remain stationed at bases along the coast.", "MOBILIZE", "troops"),
        ("Ostrian forces continue to be present at the base.", "MOBILIZE", "troops"),
        ("She took refuge inside a corner shop.", "OTHER", "hiding"),
        ("We will be providing counselling services at the plant.", "AID", None),
        ("Activists delivered a petition to parliament.", "REQUEST", None),
        ("A meeting is set for Friday.", "CONSULT", "meet"),
        ("Officers were able to free nine hostages.", "AID", "rescue"),
        ("Violence was also reported in Lisbon.", "ASSAULT", None),
        ("The violence in and around Lisbon lasted all night.", "ASSAULT", None),
        ("Nadia Veit is serving life without parole.", "COERCE", "sentence"),
        ("Its rating has fallen since the aid package for Ostria was announced.", "AGREE", None),
        ("They walked for days to flee the bombing of Ansel.", "ASSAULT", "aerial"),
        ("Orla Veit wants to use today's meeting to speak of trade.", "CONSULT", "meet"),
        ("Workers met the owners after nine hours of talks chaired by a judge.", "CONSULT", "meet"),
        ("The committee is to meet in Lisbon on Friday.", "CONSULT", "meet"),
        ("The death toll rose to 31 on Monday.", "OTHER", "death"),
        ("The tanker went down off Ansel on Monday night.", "OTHER", "accident"),
        ("The harbour master was suspended on Tuesday.", "OTHER", "dismissal"),
        ("The mayor is being held by the police.", "COERCE", "arrest"),
        ("Peru called up 3,000 reservists.", "MOBILIZE", "troops"),
        ("The government declared three days of mourning.", "OTHER", "mourning"),
        ("Protesters staged a vigil on Friday.", "PROTEST", "demo"),
        ("A court fined the bank on Friday.", "COERCE", "fine"),
        ("An undersea cable was cut off the coast of Meland.", "OTHER", "break"),
        ("Customers experienced connection problems on Wednesday.", "OTHER", "disruption"),
        ("The network was down for three hours.", "OTHER", "disruption"),
        ("The fault was resolved at noon.", "OTHER", "repair"),
        ("Power was restored to most homes.", "OTHER", "restoration"),
        ("The company patched a flaw in its browser.", "OTHER", "product"),
        ("A jury found Orla Veit guilty of theft.", "ACCUSE", "legal"),
        ("A suspect is in custody.", "COERCE", "arrest"),
        ("Guards escorted the clerk from the building.", "COERCE", "expel"),
        ("The gunman barricaded himself in an office.", "OTHER", "barricade"),
        ("The man gave himself up on Sunday.", "RETREAT", "surrender"),
        ("He was taken to hospital with a broken leg.", "AID", "medical"),
        ("Officers rushed to the mill.", "MOBILIZE", "police"),
        ("The mill suspended the employee.", "SANCTION", "suspension"),
        ("Tarn Mill made a bid for Ansel Yarns.", "OTHER", "acquisition"),
        ("The agency repealed the rule on chimneys.", "OTHER", "regulation"),
        ("The governor vetoed the bill.", "REJECT", None),
        ("Parliament voted to lower the voting age.", "OTHER", "vote"),
        ("The bank named Orla Veit chief executive.", "OTHER", "appointment"),
        ("The striker sprained his ankle.", "OTHER", "injury"),
        ("The library will remain closed.", "OTHER", "closure"),
        ("The ministry revoked a rule on logging.", "OTHER", "regulation"),
        ("The government eased the curfew.", "CONCEDE", "ease"),
        ("The collapse of a bridge killed three people.", "OTHER", "damage"),
        ("Hackers infected 10,000 computers.", "COERCE", "cyber"),
        ("Polls closed at 8 p.m. on Sunday.", "OTHER", "election"),
        ("Tens of thousands of union members rallied in Ansel.", "PROTEST", "demo"),
        ("Youths hurled petrol bombs at the police.", "ASSAULT", "explosives"),
        ("Protesters threw stones at the police.", "PROTEST", "riot"),
        ("Some protesters tried to storm parliament.", "PROTEST", "riot"),
        ("They were dispersed by the police.", "COERCE", None),
        ("The vote in parliament is set for Friday.", "OTHER", "vote"),
        ("Peru’s run-off is set for March.", "OTHER", "election"),
    ],
)
def test_one_sentence_tells_of_an_event(parser: Parser, text: str, type_: str, mode: str | None) -> None:
    assert (type_, mode) in kinds(parser, text)


@pytest.mark.parametrize(
    "text",
    [
        "The minister wants to attack the port.",
        "The army may bomb the port.",
        "If the army attacks the port, the ships will leave.",
        "Veit urged the union to end the strike.",
        "The company makes ferries.",
        "The coast is regularly hit by earthquakes.",
        "No one was killed.",
        "The aim is to capture the oilfields.",
        "They came to bomb the port.",
        "He fears that the army will invade.",
        "Standing around is not a strike.",
        "The possible sale of the mill worries the town.",
        "Veit faced an onslaught of criticism on Monday.",
        "The mayor attacked the plan on Monday.",
        "In this town you get shot.",
        "The firm released copies of the memos to Veit.",
        "Veit seized on the remark.",
        "Forbid all sailings after dark.",
        "We will not allow our border to be violated.",
        "This sale is a robbery.",
        "Whoever fires on our boats will be answered.",
        "The chairman, Orla Veit, agreed with the decision.",
        "A massive war could unfold.",
    ],
)
def test_what_did_not_happen_is_no_event(parser: Parser, text: str) -> None:
    assert read(parser, text) == ()


def test_what_belongs_to_a_trigger_is_no_event_of_its_own(parser: Parser) -> None:
    assert kinds(parser, "A clerk opened fire at the mill.") == [("ASSAULT", "firearms")]


def test_the_fire_that_a_gunman_opens_burns_nothing(parser: Parser) -> None:
    text = "It is the mill from whose roof a gunman opened fire, the guards said."
    assert kinds(parser, text) == [("ASSAULT", "firearms")]


def test_what_a_disaster_of_the_past_cost_is_told_with_it(parser: Parser) -> None:
    assert kinds(parser, "A flood hit Chile last year, killing nine people.") == [("OTHER", "flood")]
    text = "A flood hit Chile on Monday, killing nine people."
    assert kinds(parser, text) == [("OTHER", "flood"), ("OTHER", "death")]


def test_a_light_verb_and_its_noun_are_one_mention(parser: Parser) -> None:
    assert len(read(parser, "The rebels launched an attack on the harbour.")) == 1


def test_two_deeds_of_one_type_are_two_events(parser: Parser) -> None:
    text = "Police dispersed the crowd on Friday and arrested two students."
    assert kinds(parser, text) == [("COERCE", None), ("COERCE", "arrest")]


def test_the_catastrophe_and_its_verb_are_one_mention(parser: Parser) -> None:
    assert len(read(parser, "A powerful earthquake shook the coast of Peru on Sunday.")) == 1


def test_the_passive_is_turned_round(parser: Parser) -> None:
    text = "A Peruvian convoy was attacked by Chilean rebels."
    (event,) = read(parser, text)
    roles = {(a.role, a.country) for a in event.arguments}
    assert ("actor", "CHL") in roles
    assert ("recipient", "PER") in roles


def test_a_time_belongs_to_the_event_that_it_governs(parser: Parser) -> None:
    text = "Orla Veit visited Lima in October, and Hadi Qasim visited Quito in June."
    found = times(parser.parse(text), ())
    told = {e.arguments[0].span.of(text): found[e.time].span.of(text) for e in read(parser, text) if e.time is not None}
    assert told == {"Orla Veit": "October", "Hadi Qasim": "June"}


def test_an_event_inside_a_statement_is_reported(parser: Parser) -> None:
    text = "Governor Hadi Qasim said that rebels attacked the port on Monday."
    (event,) = [e for e in read(parser, text) if e.type == "ASSAULT"]
    assert event.modality == "reported"
    assert event.attribution is not None


def test_what_will_be_is_future(parser: Parser) -> None:
    found = read(parser, "President Veit will visit Peru on Friday.")
    assert [e.modality for e in found] == ["future"]


def test_debris_tells_of_nothing(parser: Parser) -> None:
    text = "Rebels attacked the port of Ansel."
    assert read(parser, text, Debris(start=0, end=len(text), kind="teaser")) == ()


SCRAPS = (
    "rebels attacked the port on Monday . an earthquake hit Peru , killing 12 people and Veit met Qasim in said that"
)
WORDS = st.sampled_from([*SCRAPS.split(), "\n"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=25))
def test_spans_hold_their_triggers(parser: Parser, words: list[str]) -> None:
    text = " ".join(words)
    for event in read(parser, text):
        assert 0 <= event.span.start <= event.trigger.start < event.trigger.end <= event.span.end <= len(text)
        assert event.because


def test_a_strike_is_directed_at_the_employer(parser: Parser) -> None:
    text = "Workers of Tarn Mill Ltd stopped work on Monday."
    (event,) = read(parser, text)
    assert [a.span.of(text) for a in event.arguments if a.role == "recipient"] == ["Tarn Mill Ltd"]


def test_the_past_perfect_of_reported_speech_is_no_background(parser: Parser) -> None:
    (event,) = read(parser, "The union said that 300 miners had stopped work.")
    assert not event.background


@pytest.mark.parametrize(
    ("text", "trigger", "words"),
    [
        ("A quake which hit Kirra on Tuesday killed a child and destroyed nine houses.", "hit", "Tuesday"),
        ("In April last year a quake struck off Kirra, prompting a tsunami alert.", "alert", "April last year"),
        ("A strong quake off Kirra triggered a wave that killed 900 people in 2004.", "quake", "2004"),
        ("The depot was the target of an air strike in Kirra on Thursday, the army said.", "strike", "Thursday"),
        ("Toll met Veit in Kirra on Tuesday and signed a trade deal.", "deal", "Tuesday"),
        ("The council condemned on Friday the killing of two nurses.", "killing", None),
        ("It was the worst accident since May 2014.", "accident", None),
        ("The worst flood came in May 2014, when a dam broke and nine people were killed.", "killed", "May 2014"),
        ("The toll from Saturday's attack on the depot rose to nine.", "attack", "Saturday"),
        ("The road is shut until Friday after troops seized it.", "seized", None),
        ("A bank raid hit Lima, the third in a string of robberies in Peru this year.", "raid", None),
        ("A bank raid hit Lima, the third in a string of robberies in Peru this year.", "robberies", "this year"),
        ("The island became a state in July after a referendum on the union.", "referendum", None),
        ("She spoke at the trial of two men charged with killing Ida Horn in 2029.", "trial", None),
    ],
)
def test_cause_and_effect_happen_at_one_time(parser: Parser, text: str, trigger: str, words: str | None) -> None:
    found = times(parser.parse(text), ())
    (event,) = [e for e in read(parser, text) if e.trigger.of(text) == trigger]
    assert (found[event.time].span.of(text) if event.time is not None else None) == words


def test_a_time_of_something_else_governs_nothing(parser: Parser) -> None:
    found = read(parser, "The miners put forward demands, among them a bonus higher than last year's.")
    assert [e.time for e in found] == [None]


def parties(parser: Parser, text: str, type_: str) -> tuple[set[str], set[str]]:
    """Who acts and who is acted upon in the one event of a type."""
    (event,) = [e for e in read(parser, text) if e.type == type_]
    actors = {a.span.of(text) for a in event.arguments if a.role == "actor"}
    return actors, {a.span.of(text) for a in event.arguments if a.role == "recipient"}


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        # Beside one another, however each is worded.
        (
            "Omani Foreign Minister Helal el-Tabari and Transport Minister Salim el-Hadi were received by Rashid Berg.",
            "CONSULT",
            {"Rashid Berg"},
            {"Helal el-Tabari", "Salim el-Hadi"},
        ),
        # The parser cuts the names at their hyphens.
        ("The meeting between al-Tabari and Veit took place in Lima.", "CONSULT", {"al-Tabari", "Veit"}, set()),
        # Who acts around a visit was there.
        ("During a visit to Lima in July, Veit said her country wanted peace.", "CONSULT", {"Veit"}, {"Lima"}),
        ("In a May press conference, President Orla Veit said the army would not move.", "OTHER", {"Orla Veit"}, set()),
        # What the talks were about takes no part in them.
        ("Orla Veit held talks with Rashid Berg on Peru.", "CONSULT", {"Orla Veit"}, {"Rashid Berg"}),
        # A headline's passive lacks its helper.
        ("Two Peruvian sailors arrested after raid.", "COERCE", set(), {"Two Peruvian sailors"}),
        # A place before an attack is where it was.
        ("The Tarn School shooting shocked Chile.", "ASSAULT", set(), {"Tarn School"}),
        # Who is accused of a deed is told to have done it.
        ("The governor accused Peru of shelling the town of Ansel.", "ASSAULT", {"Peru"}, {"Ansel"}),
    ],
)
def test_who_took_part(parser: Parser, text: str, type_: str, actors: set[str], recipients: set[str]) -> None:
    assert parties(parser, text, type_) == (actors, recipients)


def test_the_leaders_of_a_delegation_came_with_it(parser: Parser) -> None:
    text = "A Peruvian delegation headed by Foreign Minister Orla Veit visited Chile."
    actors, _ = parties(parser, text, "CONSULT")
    assert "Orla Veit" in actors


def test_an_offence_that_somebody_is_charged_with_is_no_event(parser: Parser) -> None:
    text = "Orin Vell was convicted of attempted murder and two counts of aggravated assault."
    assert kinds(parser, text) == [("ACCUSE", "legal")]
    text = "Orin Vell was charged with the murder of Deputy Lena Horst."
    assert ("ASSAULT", "kill") in kinds(parser, text)


def test_a_stabbing_is_no_shooting(parser: Parser) -> None:
    assert kinds(parser, "In 2019, Vell stabbed his neighbour.") == [("ASSAULT", "primitive")]


def test_a_raid_on_a_shop_is_no_bombing(parser: Parser) -> None:
    text = "Thieves stole watches from a shop in Ansel on Monday. The raid took two minutes."
    assert kinds(parser, text) == [("OTHER", "crime"), ("OTHER", "crime")]


def test_the_sort_of_thing_is_no_event(parser: Parser) -> None:
    assert kinds(parser, "It was one of the world's biggest ever heists.") == []


def test_what_a_passive_names_as_its_cause_does_what_follows(parser: Parser) -> None:
    (flood, death) = read(parser, "Lenta was hit by a flood in 2004, killing 170 people.")
    assert (flood.mode, death.mode, death.type) == ("flood", "death", "OTHER")


def test_the_month_of_may_is_no_place(parser: Parser) -> None:
    (event,) = read(parser, "In May, thieves stole two hundred watches.")
    assert event.place is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hackers breached the network. The attack lasted a day.", ("COERCE", "cyber")),
        (
            "The Rooks won the cup. The Kites won the title. The Owls won the match. They fought hard.",
            ("OTHER", "sport"),
        ),
        ("Thieves struck in the old town.", ("OTHER", "crime")),
    ],
)
def test_the_subject_of_the_report_tells_the_kind(parser: Parser, text: str, wanted: tuple[str, str]) -> None:
    found = kinds(parser, text)
    assert wanted in found
    assert not {type_ for type_, _ in found} & {"ASSAULT", "PROTEST"}


def test_a_preposition_is_no_particle(parser: Parser) -> None:
    assert "CONCEDE" not in {type_ for type_, _ in kinds(parser, "Veit gave Qasim a bit of hope in May.")}
