"""Expressions on the calendar, publication days from what reports say together, no invented precision."""

from __future__ import annotations

import functools
import hashlib
import random
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.collation.dates import bind_all, bound_times, publication_days, timex_values
from stemma.collation.dates.binding import bind
from stemma.collation.dates.calendar import FINENESS, days, easter, unit_of
from stemma.intake.debris import debris
from stemma.model import Reading, Report, Stretch, TimeExpression, Witness
from stemma.reading.parse import Parser
from stemma.reading.times import times

WEDNESDAY = date(2031, 5, 7)


@functools.cache
def parser() -> Parser:
    return Parser()


def values(text: str, day: date = WEDNESDAY) -> dict[str, str | None]:
    made = times(parser().parse(text))
    return {e.span.of(text): b.value for e, b in zip(made, bind_all(made, day), strict=True)}


def witness(id_: str, text: str, published: str | None = None) -> Witness:
    doc = parser().parse(text)
    sha = hashlib.sha256(f"{id_}{text}".encode()).hexdigest()
    sentences = tuple(Stretch(s.start_char, s.end_char) for s in doc.sents if not s.text.isspace())
    report = Report(id=id_, text=text, sha256=sha, published=published)
    return Witness(report, Reading(sha256=sha, sentences=sentences, times=times(doc, debris(text))))


def published(witnesses: Sequence[Witness]) -> dict[str, str | None]:
    made = publication_days(witnesses)
    return {w.report.id: made[w.report.sha256].value for w in witnesses}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The envoy arrived on Monday.", "Monday", "2031-05-05"),
        ("The envoy will arrive on Monday.", "Monday", "2031-05-12"),
        ("The envoy arrived on Wednesday.", "Wednesday", "2031-05-07"),
        ("The law passed last October.", "last October", "2030-10"),
        ("The law passed last December.", "last December", "2030-12"),
        ("The law passed in April last year.", "April last year", "2030-04"),
        ("The report of March 2015 was short.", "March 2015", "2015-03"),
        ("Earlier in March, the ships left.", "March", "2031-03"),
        ("Four months ago the port closed.", "Four months ago", "2031-01"),
        ("The port closed two weeks ago.", "two weeks ago", "2031-W17"),
        ("The port closed last week.", "last week", "2031-W18"),
        ("The port closed on Boxing Day.", "Boxing Day", "2030-12-26"),
        ("The Boxing Day flood of 2004 was worse.", "Boxing Day", "2004-12-26"),
        ("Prices rose in the third quarter.", "the third quarter", "2030-Q3"),
        ("The road reopens in the second half of the year.", "the second half of the year", "2031-H2"),
        ("It was built in the late 1970s.", "the late 1970s", "197"),
        ("The court will rule by 14 May.", "14 May", "2031-05-14"),
        ("It was cut off on 29 February.", "29 February", "2028-02-29"),
        ("The drought began in the summer.", "the summer", "2030-SU"),
        ("He was jailed in 2019 and freed the following year.", "the following year", "2020"),
        ("On 3 May the bridge fell; it was closed the next day.", "the next day", "2031-05-04"),
        ("The bank lost money in the first quarter, unlike a year earlier.", "a year earlier", "2030-Q1"),
        ("Two days later he left.", "Two days later", None),
        ("The storm hit at 9 a.m. Tuesday.", "9 a.m. Tuesday", "2031-05-06T09:00"),
        ("The vote starts at 6: 00 p.m. on Friday.", "6: 00 p.m.", "2031-05-09T18:00"),
        ("He was hurt on Sunday and died the day after.", "the day after", "2031-05-05"),
        ("The road, shut the day before, was open again on Tuesday morning.", "the day before", "2031-05-05"),
        ("The mayor said that those who came on Thursday would be paid.", "Thursday", "2031-05-08"),
        ("He is heading to Kirra for a speech Friday morning.", "Friday morning", "2031-05-09TMO"),
        ("Prices rose after signing a loan deal on Thursday.", "Thursday", "2031-05-01"),
        ("They were preparing for the cuts to be voted on Thursday.", "Thursday", "2031-05-08"),
        ("It was the first town to be hit on Thursday.", "Thursday", "2031-05-01"),
        ("They wrote to her in advance of the visit on Friday.", "Friday", "2031-05-09"),
        ("The May 2 quake killed nine.", "May 2", "2031-05-02"),
        ("The 11 December attacks changed the force.", "The 11 December", "2030-12-11"),
        ("The June 11 attacks changed the force.", "June 11", None),
        ("It was signed on 2 March of the current year.", "2 March of the current year", "2031-03-02"),
        ("He fled on June 14 last year.", "June 14 last year", "2030-06-14"),
        (
            "They met on Monday and will vote on Friday. Asked of the raid the previous day, he left.",
            "the previous day",
            "2031-05-04",
        ),
        ("Many of today's ships are electric.", "today", "PRESENT_REF"),
        (
            "Veit and Toll met in Kirra on Monday.\nThe ship was seized on 3 March off Ansel.\n"
            "A day later, Veit and Toll signed the accord.",
            "A day later",
            "2031-05-06",
        ),
        (
            "Veit and Toll met in Kirra on Monday.\nThe ship was seized on 3 March off Ansel.\n"
            "A day later, gunmen claimed the deed.",
            "A day later",
            "2031-03-04",
        ),
    ],
)
def test_binds_by_words_tense_and_story(text: str, words: str, value: str | None) -> None:
    assert values(text)[words] == value


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert values("It was due on 31 April 2031, or 31/2/2031.") == {}


def test_a_range_ends_after_it_begins() -> None:
    made = values("The talks lasted from Monday to Thursday.")
    assert made == {"Monday": "2031-04-28", "Thursday": "2031-05-01"}


def test_says_how_in_words_an_editor_can_check() -> None:
    (expression,) = times(parser().parse("The envoy left on Tuesday."))
    assert bind(expression, WEDNESDAY).how == "Tuesday before 2031-05-07"


def test_easter_of_some_years() -> None:
    assert [easter(y).isoformat() for y in (1961, 2000, 2024, 2038)] == [
        "1961-04-02",
        "2000-04-23",
        "2024-03-31",
        "2038-04-25",
    ]


# No invented precision

WORDS = {
    "the {year}s": "year",
    "{month} {year}": "month",
    "last {month}": "month",
    "early {month}": "month",
    "in {month}": "month",
    "{month} last year": "month",
    "last year": "year",
    "{n} years ago": "year",
    "{n} months ago": "month",
    "{n} weeks ago": "week",
    "{n} days ago": "day",
    "next week": "week",
    "in {year}": "year",
    "the third quarter": "quarter",
    "the first quarter of {year}": "quarter",
    "last summer": "season",
    "{weekday}": "day",
    "{month} 12": "day",
    "this month": "month",
}


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(WORDS)),
    st.sampled_from(("January", "March", "May", "August", "December")),
    st.integers(1960, 2040),
    st.integers(2, 20),
    st.sampled_from(("Monday", "Saturday")),
    st.dates(date(1950, 1, 1), date(2050, 12, 31)),
)
def test_no_value_is_finer_than_its_words(words: str, month: str, year: int, n: int, weekday: str, day: date) -> None:
    text = f"The council met {words.format(month=month, year=year, n=n, weekday='on ' + weekday)}."
    made = times(parser().parse(text))
    for expression, bound in zip(made, bind_all(made, day), strict=True):
        if expression.type == "DATE" and bound.value and (unit := unit_of(bound.value)):
            assert FINENESS[unit] >= FINENESS[WORDS[words]]


UNITS = ("day", "week", "month", "quarter", "half", "year", "decade", "century")
STORY = ("2031-05-03", "2031-W18", "2031-05", "2031-Q2", "2031-H1", "2031-SU", "2031", "203", None)


@given(st.sampled_from(UNITS), st.integers(-60, 60), st.sampled_from(STORY), st.sampled_from(("ago", "later", "unit")))
def test_no_value_is_finer_than_its_anchor(unit: str, offset: int, story: str | None, form: str) -> None:
    expression = TimeExpression(span=Stretch(0, 1), type="DATE", form=form, unit=unit, offset=offset, anchor="story")
    value = bind(expression, None, story).value
    if story is None:
        assert value is None
    elif value is not None:
        assert FINENESS[unit_of(value) or "day"] >= FINENESS[unit_of(story) or "day"]


@given(st.sampled_from(("weekday:2", "month:10", "month-day:07-31", "quarter:3", "season:SU", "named:easter+0")))
def test_nothing_binds_by_a_publication_day_that_nobody_knows(part: str) -> None:
    expression = TimeExpression(span=Stretch(0, 1), type="DATE", form="x", part=part, anchor="publication")
    assert bind(expression, None).value is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(("past", "future", "either")), st.integers(1, 7))
def test_a_weekday_is_that_weekday_within_a_week(day: date, direction: str, weekday: int) -> None:
    expression = TimeExpression(
        span=Stretch(0, 1),
        type="DATE",
        form="weekday",
        part=f"weekday:{weekday}",
        direction=direction,  # type: ignore[arg-type]
        anchor="publication",
    )
    value = bind(expression, day).value
    assert value is not None
    bound = date.fromisoformat(value)
    assert bound.isoweekday() == weekday
    assert abs((bound - day).days) < 7


# Publication days

HEADED = "Published: 7 May 2031 10:15 GMT\nMinister Orla Veit met Governor Hadi al-Qasim in Port Ansel on Tuesday."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (HEADED, "2031-05-07"),
        ("Updated: May 07, 2031 15:50 IST\nThe harbour was closed.", "2031-05-07"),
        (" date 2031-05-07 The harbour was closed, the mayor said.", "2031-05-07"),
        ("7 May 2031 Last updated at 13:38 GMT\nThe harbour was closed.", "2031-05-07"),
        ("PORT ANSEL, May 7, 2031 (Ansel Press) — The harbour was closed.", "2031-05-07"),
        ("Port Ansel, May 7, 2031, KARNA\nThe harbour was closed.", "2031-05-07"),
        ("ANSEL POST, the paper of the coast | 7.5.2031\n\nThe harbour was closed.", "2031-05-07"),
        ("The harbour was closed on 7 May 2031, the mayor said.", None),
    ],
)
def test_a_date_that_the_text_states(text: str, day: str | None) -> None:
    made = publication_days([witness("r1", text)])
    (only,) = made.values()
    if day is not None:
        assert (only.value, only.basis) == (day, "stated")
        assert all(span.text == text[span.start : span.end] for span in only.evidence)
    else:
        assert only.basis != "stated"


def test_a_weekday_beside_a_dated_report_dates_the_other() -> None:
    other = "Veit and Governor al-Qasim met in Port Ansel on Tuesday for ferry talks, her office said."
    made = publication_days([witness("r1", HEADED), witness("r2", other)])
    second = list(made.values())[1]
    assert (second.value, second.basis) == ("2031-05-06", "inferred")
    assert second.because


def test_today_with_its_weekday_decides() -> None:
    dated = "Published: 8 May 2031\nVeit signed the harbour treaty with Governor al-Qasim in Port Ansel on Wednesday."
    other = (
        "Veit signed the harbour treaty with Governor al-Qasim in Port Ansel today (Wednesday). "
        "The two had met for ferry talks on Monday."
    )
    assert published([witness("r1", dated), witness("r2", other)])["r2"] == "2031-05-07"


OLD = (
    "Former harbour master Ben Toll fled Kirra last year after dockers stormed his office. "
    "On January 14 the ferry company chose a new master, the Kirra Post reported. "
    '"We want ships that belong to the people who sail in them and mend them," the master, Ada Finn, said on Tuesday.'
)
NEW = (
    "Published: 7 May 2031\n"
    "Finn met Governor al-Qasim on Tuesday in Port Ansel. "
    "Harbour master Ben Toll fled Kirra last November after dockers stormed his office. "
    'During a visit to Kirra in January, Finn spoke to the dockers. "We want ships that belong to the people who sail '
    'in them and mend them," she said at the time.'
)


def test_an_old_report_does_not_inherit_the_date_of_the_pile() -> None:
    made = publication_days([witness("r1", NEW), witness("r2", OLD)])
    old = list(made.values())[1]
    assert old.value == "2031-01-14"  # a Tuesday in 2031
    assert old.basis == "inferred"


def test_without_any_date_a_day_stays_unknown() -> None:
    made = publication_days(
        [witness("r1", "Veit met al-Qasim on Tuesday."), witness("r2", "Al-Qasim met Veit on Tuesday.")]
    )
    assert [p.basis for p in made.values()] == ["unknown", "unknown"]
    assert [p.value for p in made.values()] == [None, None]


def test_a_report_that_names_a_day_of_the_story_is_of_that_day() -> None:
    dated = "Published: 7 May 2031\nVeit met Governor al-Qasim in Port Ansel on Tuesday."
    other = "The dockers' union walked out on Wednesday over the talks. Nobody was hurt."
    second = list(publication_days([witness("r1", dated), witness("r2", other)]).values())[1]
    assert (second.value, second.basis) == ("2031-05-07", "inferred")
    assert "tells of" in second.because[0].words


def test_a_day_above_the_text_needs_only_its_year() -> None:
    dated = "Published: 7 May 2031\nThe ferry sank off Port Ansel on Saturday with ninety people on board."
    other = "Menu | Search\nTuesday 6 May. All times local.\n18:40 We close for tonight. The ferry sank on Saturday."
    assert published([witness("r1", dated), witness("r2", other)])["r2"] == "2031-05-06"


def test_a_weekday_named_late_in_a_report_is_the_latest_one() -> None:
    dated = "Published: 7 May 2031\nVeit met Governor al-Qasim in Port Ansel on Tuesday for talks on the ferry line."
    other = (
        "Veit met Governor al-Qasim in Port Ansel on Tuesday for talks on the ferry line. "
        "A pilot who asked for no name told the Kirra Post on Thursday that nobody had asked the pilots."
    )
    assert published([witness("r1", dated), witness("r2", other)])["r2"] == "2031-05-08"


def test_a_report_that_says_yesterday_names_no_weekday_so_near() -> None:
    dated = "Published: 7 May 2031\nVeit met Governor al-Qasim in Port Ansel on Tuesday for talks on the ferry line."
    other = (
        "Pilots were left in the dark as the ferry line changed hands yesterday. "
        "Veit met Governor al-Qasim in Port Ansel on Tuesday for talks on the ferry line."
    )
    assert published([witness("r1", dated), witness("r2", other)])["r2"] == "2031-05-08"


def test_the_weekday_of_a_page_s_header_is_the_report_s_day() -> None:
    dated = "Published: 7 May 2031\nVeit met Governor al-Qasim in Port Ansel on Tuesday for talks on the ferry line."
    other = "Thursday, 7.15 p.m. | Text: Ida Rook\n\nVeit met Governor al-Qasim in Port Ansel on Tuesday for talks."
    assert published([witness("r1", dated), witness("r2", other)])["r2"] == "2031-05-08"


def test_a_date_in_passing_does_not_date_a_report() -> None:
    dated = "Published: 7 May 2031\nVeit met Governor al-Qasim in Port Ansel on Tuesday."
    other = "The harbour, built after the flood of 3 March 2011, lay still. " * 2 + "Ships waited. The quay was empty."
    assert published([witness("r1", dated), witness("r2", other)])["r2"] is None


def test_publication_days_do_not_depend_on_the_order_of_reports() -> None:
    pile = [
        witness("r1", NEW),
        witness("r2", OLD),
        witness(
            "r3", "Ada Finn met Governor al-Qasim in Port Ansel today (Wednesday), a day after ferry talks on Tuesday."
        ),
        witness("r4", "On Tuesday Finn met the governor, al-Qasim, in Port Ansel. Nobody spoke to reporters."),
    ]
    expected = {k: v.value for k, v in publication_days(pile).items()}
    for seed in range(4):
        shuffled = random.Random(seed).sample(pile, len(pile))
        assert {k: v.value for k, v in publication_days(shuffled).items()} == expected


# The whole pass


def test_times_of_a_speech_hang_on_the_day_of_the_speech() -> None:
    text = 'Published: 9 May 2031\n"Today we sign and tomorrow we build," Veit said on Tuesday.'
    pile = [witness("r1", text)]
    made = bound_times(pile, publication_days(pile))
    assert [(t.text, t.value) for t in made.values()][1:] == [
        ("Today", "2031-05-06"),
        ("tomorrow", "2031-05-07"),
        ("Tuesday", "2031-05-06"),
    ]


def test_bound_times_quote_the_report_and_have_reasons() -> None:
    pile = [witness("r1", HEADED), witness("r2", OLD)]
    made = bound_times(pile, publication_days(pile))
    texts = {w.report.id: w.report.text for w in pile}
    for time in made.values():
        assert texts[time.report][time.start : time.end] == time.text
        assert time.because
        assert 0 <= time.confidence <= 1
    assert len({t.id for t in made.values()}) == len(made)


def test_a_clock_time_keeps_to_the_clock_and_says_its_day_apart() -> None:
    pile = [witness("r1", "Published: 9 May 2031\nThe bridge fell at 5pm on Tuesday.")]
    clock = next(t for t in bound_times(pile, publication_days(pile)).values() if t.text == "5pm")
    assert (clock.value, clock.begin) == ("T17:00", "2031-05-06T17:00")


def test_timex_values_are_tempeval_annotations() -> None:
    doc = parser().parse("The port closed a week ago, on Wednesday at 16:15 UTC.")
    assert [(doc.text[s:e], v) for s, e, _, v, _ in timex_values(doc, WEDNESDAY)] == [
        ("a week ago", "2031-04-30"),
        ("Wednesday", "2031-05-07"),
        ("16:15 UTC", "2031-05-07T16:15Z"),
    ]


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_days_of_a_day(day: date) -> None:
    assert days(day.isoformat()) == (day, day)
