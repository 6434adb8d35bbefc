"""What one report alone yields, in its text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.cells import cell_len

from stemma.editions.reading import reading_view
from stemma.editions.terminal import print_reading
from stemma.model import (
    Attribution,
    Candidate,
    Credit,
    Debris,
    EventMention,
    FigureMention,
    Mention,
    Reading,
    Report,
    Stretch,
    TimeExpression,
)

TEXT = "Mayor Ilse Maron spoke on Monday.\n\n“We cannot pay,” she told the Courier. About 200 trams stood.\nShare\n"


def at(words: str) -> Stretch:
    start = TEXT.index(words)
    return Stretch(start, start + len(words))


REPORT = Report(id="r1", text=TEXT, sha256="0", title="The mayor speaks", outlet="Courier")
READING = Reading(
    sha256="0",
    paragraphs=(Stretch(0, 33), Stretch(35, TEXT.index("\nShare")), at("Share")),
    debris=(Debris(start=at("Share").start, end=at("Share").end, kind="share", why="asks to share"),),
    mentions=(
        Mention(span=at("Ilse Maron"), type="name", kind="person", name="Ilse Maron", office="Mayor"),
        Mention(span=at("she"), type="pronoun", kind="person", candidates=(Candidate(mention=0, score=0.9),)),
    ),
    times=(
        TimeExpression(
            span=at("Monday"), type="DATE", form="weekday", unit="week", part="weekday:1", anchor="publication"
        ),
    ),
    attributions=(
        Attribution(
            content=(at("“We cannot pay,”"),),
            form="direct",
            frame="quote",
            source=at("she"),
            cue=at("told"),
            speakers=(Candidate(mention=1, score=0.9),),
        ),
    ),
    events=(EventMention(span=at("About 200 trams stood"), trigger=at("stood"), lemma="stand", type="PROTEST"),),
    figures=(
        FigureMention(
            span=at("About 200 trams"), number=at("200"), subject="trams", head="tram", value=200, bound="about"
        ),
    ),
    credits=(Credit(name="Courier", kind="outlet", span=at("Courier")),),
)


def test_findings_stand_in_their_paragraph() -> None:
    view = reading_view(REPORT, READING)
    assert [[n.kind for n in p.notes] for p in view.paragraphs] == [
        ["time"],
        ["said", "rests on", "figure", "event"],
        ["cut"],
    ]
    assert view.names == (("Ilse Maron", "person, Mayor", 1),)


def test_a_pronoun_is_followed_to_its_name() -> None:
    said = reading_view(REPORT, READING).paragraphs[1].notes[0]
    assert said.detail == "she = Ilse Maron · direct · cue “told”"


def test_a_time_stays_unbound() -> None:
    assert reading_view(REPORT, READING).paragraphs[0].notes[0].detail == "a Mon · from the day of publication"


@pytest.mark.parametrize("width", [60, 120])
def test_it_prints_within_the_width(printed: Callable[..., str], width: int) -> None:
    text = printed(lambda c: print_reading(REPORT, READING, c), width)
    assert "“We cannot pay,” she told the Courier. About 200 trams stood." in " ".join(text.split())
    assert "share: asks to share" in text
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_a_reading_without_findings_prints_the_text(printed: Callable[..., str]) -> None:
    assert "Mayor Ilse Maron spoke" in printed(lambda c: print_reading(REPORT, Reading(sha256="0"), c))
