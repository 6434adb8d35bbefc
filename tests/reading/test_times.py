"""Time expressions found and left unbound: spans, types, tense, what only looks like a time."""

from __future__ import annotations

import functools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.collation.dates import timex_values
from stemma.model import TimeExpression
from stemma.reading.parse import Parser
from stemma.reading.times import times
from stemma.reading.times.grammar import found


@functools.cache
def parser() -> Parser:
    return Parser()


def read(text: str) -> list[tuple[str, TimeExpression]]:
    return [(t.span.of(text), t) for t in times(parser().parse(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Updated: May 02, 2031 15:50 EEST", ["May 02, 2031 15:50 EEST"]),
        ("The president said today (Wednesday) that he would stay.", ["today (Wednesday)"]),
        ("It opened on 2 May 2031 and closed on 3 June.", ["2 May 2031", "3 June"]),
        ("Fri, 02 May 2031 12:28 CDT", ["Fri, 02 May 2031 12:28 CDT"]),
        ("The sitting of 2031-05-02 was short.", ["2031-05-02"]),
        ("They met at 3:40 a.m. local time on Sunday.", ["3:40 a.m. local time", "Sunday"]),
        ("Sales fell in the first quarter of last year.", ["the first quarter of last year"]),
        ("In recent months the strikes have spread.", ["recent months"]),
        ("He had resigned two weeks ago, a year after the vote.", ["two weeks ago", "a year"]),
        ("The strike ran from 4 to 6 May.", ["4", "6 May"]),
        ("Trade grew in the mid-1990s and the '80s.", ["the mid-1990s", "the '80s"]),
        ("The 1983-2005 war ended by treaty.", ["1983-2005"]),
        ("It happened on New Year's Eve and on Good Friday.", ["New Year's Eve", "Good Friday"]),
        ("The ship sails every two weeks, usually on Sundays.", ["every two weeks", "on Sundays"]),
        ("The minister may march in May.", ["May"]),
        ("About 2000 people fled; 1800 homes burned.", []),
        ("The 27-year-old boxer won.", []),
        ("The fall of the city came after the talks.", []),
        ("Exactly a quarter of the voters stayed away.", []),
        ("The practice continues to this day.", []),
    ],
)
def test_finds_the_words_that_name_a_time_and_no_others(text: str, words: list[str]) -> None:
    assert [w for w, _ in read(text)] == words


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("The envoy will arrive on Friday.", "future"),
        ("The envoy arrived on Friday.", "past"),
        ("The envoy is due Friday.", "future"),
        ("The vote was scheduled for Friday.", "future"),
        ("Workers have been on strike since Friday.", "past"),
        ("The port must reopen by Friday.", "future"),
        ("The council plans to meet on Friday.", "future"),
        ("The council will look into Friday's blast at the depot.", "past"),
        ("The group will pay a premium of 38% to Friday's closing price.", "past"),
        ("The council will vote in Friday's session.", "future"),
    ],
)
def test_tense_and_cues_give_the_direction(text: str, direction: str) -> None:
    assert next(t for w, t in read(text) if w == "Friday").direction == direction


def test_parentheses_after_today_are_one_expression_with_the_weekday_kept() -> None:
    ((_, time),) = read("She said from Kirra today (Wednesday) that talks go on.")
    assert (time.unit, time.offset, time.weekday) == ("day", 0, 3)


def test_a_clock_time_hangs_on_the_day_beside_it() -> None:
    made = read("The bridge fell at 5pm on Tuesday.")
    assert [w for w, _ in made] == ["5pm", "Tuesday"]
    assert made[0][1].clock == "T17:00"
    assert made[0][1].anchor_index == 1


def test_a_range_takes_its_year_from_its_end() -> None:
    made = read("The curfew lasted from March to May 2030.")
    assert made[0][1].anchor_index == 1
    assert made[1][1].begin == 0


def test_times_inside_quotation_marks_are_marked() -> None:
    made = read('"Today we sign," the mayor said on Tuesday.')
    assert [t.in_quote for _, t in made] == [True, False]


def test_durations_and_sets_have_their_iso_length() -> None:
    made = read("Each year, for two and a half hours; the past 24 hours, several weeks, half an hour, a decade, daily.")
    assert [t.value for _, t in made] == ["P1Y", "PT2H30M", "PT24H", "PXW", "PT30M", "P10Y", "P1D"]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "last next the March may May Tuesday 2 31 2031 1999- - ( ) , . 15:50 pm GMT quarter of year years ago "
            "early mid- 1980s today week 2031-05-02 and to from \n “ ” ’80s Ÿ İ 三 three-month half an hour".split(" ")
        ),
        max_size=14,
    )
)
def test_findings_lie_in_the_text_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for item in found(text):
        assert end <= item.start < item.end <= len(text)
        assert text[item.start : item.end].strip() == text[item.start : item.end]
        end = item.end


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A march planned for Saturday was called off after a storm.", "2031-05-03"),
        ("A march planned for Saturday will be called off.", "2031-05-10"),
    ],
)
def test_what_was_planned_for_a_day_and_called_off_may_lie_behind(parser: Parser, text: str, value: str) -> None:
    (found,) = timex_values(parser.parse(text), date(2031, 5, 4))
    assert found[3] == value
