"""What the parser gets wrong and spelling or position puts right, on made-up sentences."""

from __future__ import annotations

import pytest

from stemma.reading.mending import noun_lemma, verb_lemma
from stemma.reading.parse import Parser
from stemma.reading.syntax import Tree, tree


@pytest.mark.parametrize(
    ("given", "written", "lemma"),
    [
        ("stag", "staged", "stage"),
        ("rap", "raped", "rape"),
        ("rap", "rapped", "rap"),
        ("fin", "fines", "fine"),
        ("gutte", "gutted", "gut"),
        ("reappointe", "reappointed", "reappoint"),
        ("visit", "visited", "visit"),
        ("pass", "passed", "pass"),
        ("fix", "fixed", "fix"),
        ("go", "goes", "go"),
    ],
)
def test_spelling_tells_the_verb(given: str, written: str, lemma: str) -> None:
    assert verb_lemma(given, written) == lemma


def _head(t: Tree, word: str) -> str:
    return t.word[t.head[t.word.index(word)]]


def test_a_name_with_a_particle_hangs_together(parser: Parser) -> None:
    t = tree(parser.parse("The ministry stated that the talks between el-Tabari and Veit eased the row."))
    assert _head(t, "el") == "Tabari"
    assert _head(t, "-") == "Tabari"


def test_no_token_hangs_on_itself_but_a_root(parser: Parser) -> None:
    t = tree(parser.parse("In talks with his deputy Orla Veit, al-Qasim said al-Tabari and el-Hadi had left."))
    roots = [i for i, h in enumerate(t.head) if h == i]
    assert all(t.dep[i] == "ROOT" for i in roots)
    assert len(roots) == len(t.sentences)


@pytest.mark.parametrize("noun", ["run-off", "cease-fire", "stand-off", "sit-in"])
def test_a_noun_in_parts_is_one_word(parser: Parser, noun: str) -> None:
    assert noun in tree(parser.parse(f"The {noun} ended on Monday.")).lemma


@pytest.mark.parametrize(("lower", "given", "lemma"), [("bases", "basis", "base"), ("crises", "crisis", "crisis")])
def test_nouns_that_the_parser_takes_for_others(lower: str, given: str, lemma: str) -> None:
    assert noun_lemma(given, lower) == lemma


def test_bases_are_bases_in_every_reading(parser: Parser) -> None:
    assert "base" in tree(parser.parse("Two military bases burned on Monday.")).lemma
