"""What is kept of a report in a language that is not read: credits, names in Latin script, numbers."""

from __future__ import annotations

import pytest

from stemma.intake.text import report
from stemma.lexicon import table
from stemma.reading.press import source_named
from stemma.reading.unread import unread

RUSSIAN = (
    "ПОРТ-АНСЕЛЬ, 3 мая. В порту стоят 14 судов, сообщает ТАСС со ссылкой на портовую службу.\n"
    "Около 1 200 пассажиров ждут на островах, а компания Ansel Lines молчит. Бюро ТАСС в городе закрыто."
)
FRENCH = (
    "Le ministre du port, selon l'AFP, a rencontré le chef du syndicat Tobin Quay samedi à Port Ansel.\n"
    "Quelque 14 navires sont à quai. La radio CNN était sur place, et le ministre refuse 5,5 % de plus."
)


def told(text: str, language: str) -> tuple[list[str], list[str], list[str]]:
    found = unread(report(text, language=language))
    assert not (found.mentions or found.attributions or found.events or found.figures)
    assert all(c.because for c in found.credits)
    names, numbers = ([s.of(text) for s in spans] for spans in (found.names, found.numbers))
    return [c.name for c in found.credits], names, numbers


def test_a_text_in_another_script() -> None:
    assert told(RUSSIAN, "ru") == (["TASS"], ["Ansel Lines"], ["3", "14", "1 200"])


def test_a_text_in_latin_script() -> None:
    assert told(FRENCH, "fr") == (["AFP"], ["Tobin Quay", "Port Ansel"], ["14", "5,5 %"])


@pytest.mark.parametrize(
    ("text", "language", "source"),
    [
        ("قال الوزير إن المحادثات مستمرة، وفق وكالة الأناضول.", "ar", "Anadolu"),
        ("نقلت رويترز عن مسؤول في الميناء أن السفن باقية.", "ar", "Reuters"),
        ("Bakan, Reuters'a göre, görüşmelerin süreceğini söyledi.", "tr", "Reuters"),
        ("据新华社报道，渡轮将留在港口。", "zh", "Xinhua"),
        ("Laut dpa bleiben die Fähren im Hafen.", "de", "dpa"),
        ("PUERTO ANSEL (EFE) - Los barcos siguen en el puerto.", "es", "EFE"),
    ],
)
def test_a_source_beside_a_cue_is_a_credit(text: str, language: str, source: str) -> None:
    assert source in told(text, language)[0]


@pytest.mark.parametrize(
    ("text", "language"),
    [("Le bureau de l'AFP a été fermé.", "fr"), ("В городе закрыто бюро ТАСС.", "ru"), ("Les navires restent.", "fr")],
)
def test_a_source_that_is_only_named_is_none(text: str, language: str) -> None:
    assert told(text, language)[0] == []


def test_an_outlet_does_not_credit_itself() -> None:
    assert unread(report(RUSSIAN, language="ru", outlet="TASS")).credits == ()


def test_native_names_are_those_of_the_lexicon_of_sources() -> None:
    for row in table("native_sources"):
        known = source_named(row["name"])
        assert known is not None and known.name == row["name"]
