"""PLOVER coding from the bare sentence: types, modality, parties with countries. People and outlets are invented."""

from __future__ import annotations

import pytest

from stemma.lexicon import table
from stemma.reading.events.frames import lexicon
from stemma.reading.events.modality import quads
from stemma.reading.events.nations import nations
from stemma.reading.parse import Parser
from stemma.reading.plover import code
from stemma.reading.syntax import tree

KNOWN_FLAGS = set(
    """op speech light weak will actors official official2 casualty disaster plural nounweak people bench actorish pass
    destroy passive""".split()
)


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Kenya agreed to send doctors to Malawi.", "AGREE"),
        ("Peru offered to host the next round.", "AGREE"),
        ("The Norwegian foreign minister met her Kenyan counterpart in Oslo.", "CONSULT"),
        ("Portugal praised Brazil for its forest law.", "SUPPORT"),
        ("Chile and Peru signed a fishing treaty on Monday.", "SUPPORT"),
        ("Iceland shared intelligence with Norway.", "COOPERATE"),
        ("Sweden sent tents and blankets to Haiti.", "AID"),
        ("The government of Malta lifted a night curfew.", "CONCEDE"),
        ("Ghana released 40 prisoners on Friday.", "RETREAT"),
        ("Ecuador withdrew its troops from the border with Peru.", "RETREAT"),
        ("Greece demanded that Turkey return the statue.", "REQUEST"),
        ("Spain accused Morocco of spying.", "ACCUSE"),
        ("Estonia rejected a Latvian proposal.", "REJECT"),
        ("Jordan refused to release the pilots.", "REJECT"),
        ("Nigeria threatened to attack Niger.", "THREATEN"),
        ("Thousands of students protested in Santiago.", "PROTEST"),
        ("Denmark suspended aid to Uganda.", "SANCTION"),
        ("Uganda massed troops on the border with Rwanda.", "MOBILIZE"),
        ("Belarusian police arrested two journalists.", "COERCE"),
        ("Rebels shelled the town for two days.", "ASSAULT"),
    ],
)
def test_a_sentence_has_the_type_of_its_deed(parser: Parser, sentence: str, type_: str) -> None:
    assert code(parser.parse(sentence))[0]["type"] == type_


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Finland will send tents to Haiti.", "AGREE"),
        ("Finland said it would not send tents to Haiti.", "REJECT"),
        ("Finland is ready to send tents to Haiti.", "AGREE"),
        ("Chad vowed to attack the rebels.", "THREATEN"),
        ("Chad may attack the rebels.", "THREATEN"),
        ("Canada said that Mali must release the teachers.", "REQUEST"),
        ("Finland did not send tents to Haiti.", "REJECT"),
        ("Chad will withdraw its troops from Niger unless the fighting stops.", "THREATEN"),
    ],
)
def test_modality_decides_before_the_deed(parser: Parser, sentence: str, type_: str) -> None:
    assert code(parser.parse(sentence))[0]["type"] == type_


@pytest.mark.parametrize(
    ("sentence", "actor", "recipient"),
    [
        ("Afghan rebels attacked a Pakistani convoy.", {"AFG"}, {"PAK"}),
        ("A Pakistani convoy was attacked by Afghan rebels.", {"AFG"}, {"PAK"}),
        ("The president of Ghana visited Togo.", {"GHA"}, {"TGO"}),
        ("Madrid rejected a French offer.", {"ESP"}, {"FRA"}),
        ("Italy expelled two diplomats from Bolivia, Peru and Chile.", {"ITA"}, {"BOL", "PER", "CHL"}),
        ("The United Nations sent food to Liberia.", set(), {"LBR"}),
        ("Malta is opposed to a Greek plan.", {"MLT"}, {"GRC"}),
        ("Chile issued a declaration demanding an answer from Peru.", {"CHL"}, {"PER"}),
        ("Some 200 Ghanaians gathered for a protest against Togo.", {"GHA"}, {"TGO"}),
        ("Ethnic Greeks attacked a Turkish consulate.", {"TUR"}, {"TUR"}),
        ("Norway talked with a Peruvian peace movement and the Chilean Union of Teachers.", {"NOR"}, {"PER", "CHL"}),
        ("Kenya accused Uganda of theft, a Tanzanian newspaper said.", {"KEN"}, {"UGA"}),
    ],
)
def test_parties_have_their_countries(parser: Parser, sentence: str, actor: set[str], recipient: set[str]) -> None:
    first = code(parser.parse(sentence))[0]
    assert {p["country"] for p in first["actor"]} - {None} == actor
    assert {p["country"] for p in first["recipient"]} - {None} == recipient


def test_a_world_body_has_no_country(parser: Parser) -> None:
    found = nations(tree(parser.parse("The European Union met Swiss envoys.")))
    assert [(n.kind, n.country) for n in found] == [("international", None), ("demonym", "CHE")]


def test_an_empty_text_has_no_events(parser: Parser) -> None:
    assert code(parser.parse("")) == []


def test_every_row_names_a_type_flags_and_classes_that_exist() -> None:
    types = set(quads())
    for rows in lexicon().values():
        for row in rows:
            assert row.type in types or "pass" in row.flags, row.words
            assert row.flags <= KNOWN_FLAGS, (row.words, row.flags - KNOWN_FLAGS)
    for row in table("events"):
        assert row["pos"] in {"v", "n", "a"}, row["trigger"]
        assert row["roles"] in {"", "recip"}, row["trigger"]


def test_quad_classes_cover_the_sixteen_types() -> None:
    assert sum(1 for quad in quads().values() if quad) == 16
