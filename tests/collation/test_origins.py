"""On how many independent origins a record rests: never more than the texts show."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.collation.origins.bounds import bounds
from stemma.model import Collation, Origin, Statement

Collated = Callable[..., Collation]


def origin(name: str, kind: str) -> Origin:
    return Origin(name=name, kind=kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("origins", "expected"),
    [
        ([("Reuters", "agency")], (1, 1)),
        ([("Reuters", "agency"), ("AFP", "agency")], (2, 2)),
        ([("on record", "on-record")], (1, 1)),
        ([("on record", "on-record"), ("unstated:a", "unstated")], (1, 2)),
        ([("Reuters", "agency"), ("unstated:a", "unstated"), ("unnamed", "unnamed")], (1, 3)),
        ([("Ansel Beacon", "outlet"), ("The Ansel Beacon", "outlet")], (1, 2)),
        ([], (1, 1)),
    ],
)
def test_named_origins_count_and_others_may_be_one(origins: list[tuple[str, str]], expected: tuple[int, int]) -> None:
    assert bounds([origin(*o) for o in origins]) == expected


def the(collation: Collation, words: str) -> Statement:
    """The statement that has these words in its first variant."""
    return next(s for s in collation.statements if any(words in v.text for v in s.variants))


def test_ten_outlets_on_one_agency_are_one_origin(collated: Collated) -> None:
    line = "The night ferry will sail again on Monday, Orla Veit told Reuters."
    texts = [(f"{line} Report {n}.", {"outlet": f"Outlet {n}"}) for n in range(10)]
    found = the(collated(*texts), "night ferry")
    assert len({v.report for v in found.variants}) == 10
    assert [o.name for o in found.origins] == ["Reuters"]
    assert (found.independent, found.independent_upper) == (1, 1)


def test_two_agencies_are_two_origins(collated: Collated) -> None:
    found = the(
        collated(
            "The night ferry will sail again on Monday, Orla Veit told Reuters.",
            "The night ferry will sail again on Monday, Orla Veit told AFP.",
        ),
        "night ferry",
    )
    assert (found.independent, found.independent_upper) == (2, 2)


def test_reports_that_give_no_source_are_one_at_least_and_several_at_most(collated: Collated) -> None:
    found = the(
        collated(
            "The night ferry will sail again on Monday, Orla Veit said.",
            "Orla Veit said that the night ferry will sail again on Monday.",
        ),
        "night ferry",
    )
    assert found.independent == 1 and found.independent_upper <= 2


def test_bounds_stand_in_order_and_rest_on_what_is_listed(collation: Collation) -> None:
    for record in (*collation.statements, *collation.events, *collation.figures):
        assert 1 <= record.independent <= record.independent_upper <= max(1, len(record.origins))
        assert all(o.because for o in record.origins)


def test_a_sentence_without_any_source_is_told_as_such(collated: Collated) -> None:
    (report,) = collated("Ships lay idle in the harbour.\n\nThe ferry will sail again, Orla Veit said.").reports
    assert [s.text for s in report.unsourced] == ["Ships lay idle in the harbour."]


DAY = {"published": "2031-05-03"}
SANK = "A ferry sank off Port Ansel on Friday."
WORDS = (
    "Sailors had warned the company for years that its oldest ships leaked at every seam. The line runs four ships "
    "between the mainland and the outer islands, and one of them has been in dock since the winter."
)

CASES = {  # by what is shown: reports with the fields they come with, origins, (at least, at most)
    "a lead whose body names the agency starts with the agency": (
        [(f"{SANK}\n\nThe ferry sank at noon, the coast guard said, according to Reuters.", {})],
        ["Reuters"],
        (1, 1),
    ),
    "the agency in the next sentence vouches for the lead": (
        [(f"{SANK} Twelve people died, a doctor told AFP.", {})],
        ["AFP"],
        (1, 1),
    ),
    "two agencies' own copy": (
        [(f"PORT ANSEL, May 3 (Reuters) - {SANK}", {}), (f"PORT ANSEL, May 3 (AFP) - {SANK}", {})],
        ["AFP", "Reuters"],
        (2, 2),
    ),
    "ten outlets on one agency": (
        [(f"PORT ANSEL, May 3 (Reuters) - {SANK}", {"outlet": f"Paper {n}"}) for n in range(10)],
        ["Reuters"],
        (1, 1),
    ),
    "an agency, and a report that shows no dependence": (
        [(f"PORT ANSEL, May 3 (Reuters) - {SANK}", {}), (SANK, {})],
        ["Reuters", "unstated:b"],
        (1, 2),
    ),
    "two reports without a source may have one": (
        [(SANK, {}), (f"{SANK} Divers went down at noon.", {})],
        ["unstated:a", "unstated:b"],
        (1, 2),
    ),
    "an aid agency's own page is its word": (
        [(f"{SANK} UNICEF sent two boats.", {"outlet": "UNICEF"}), (SANK, {})],
        ["UNICEF", "unstated:b"],
        (1, 2),
    ),
    "a press release is the word of whoever put it out": (
        [
            (SANK, {"outlet": "Divers United", "url": "https://divers.example/news/press_release/ferry.html"}),
            (SANK.replace("sank", "went down"), {}),
        ],
        ["Divers United", "unstated:b"],
        (1, 2),
    ),
    "an agency that passes on what a ministry gave out is no second origin": (
        [
            (f"{SANK}\n\nThe ferry sank at noon, the Karnian Transport Ministry said.", {}),
            (
                "A ferry sank off Port Ansel on Friday, Reuters reported.\n\n"
                "Eleven people were saved, according to the Karnian Transport Ministry.",
                {},
            ),
        ],
        ["Karnian Transport Ministry"],
        (1, 1),
    ),
    "what a body put out is what an agency that the report only names must have passed on": (
        [
            (f"{SANK}\n\nThe ferry sank at noon, the Karnian Transport Ministry said.", {}),
            (f"{SANK}\n\nDivers went down. They wore lamps. One was hurt.\n\nOrla Veit told Reuters she wept.", {}),
        ],
        ["Karnian Transport Ministry"],
        (1, 1),
    ),
    "a journalist who goes by his own name": (
        [("A ferry sank off Port Ansel on Friday, according to citizen journalist Lano Brek.", {}), (SANK, {})],
        ["Lano Brek", "unstated:b"],
        (1, 2),
    ),
    "an outlet that is named and its own report are one": (
        [
            (SANK, {"outlet": "Ansel Gazette"}),
            ("A ferry sank off Port Ansel on Friday, the Ansel Gazette reported.", {}),
        ],
        ["Ansel Gazette"],
        (1, 1),
    ),
    "a silent copy adds nothing": (
        [
            (f"{SANK} {WORDS} The pilot swam ashore at dawn.", {"outlet": "Ansel Post"}),
            (f"{SANK} {WORDS}", {"outlet": "Ansel Mail"}),
        ],
        ["unstated:a"],
        (1, 1),
    ),
    "two agencies named at a distance prove nothing of a lead": (
        [
            (
                f"{SANK}\n\nIt was the oldest ship of the line. Its crew numbered 30. All were from Karnia.\n\n"
                "Orla Veit told Reuters that she was shocked. The pilot told AFP that he had swum ashore.",
                {},
            )
        ],
        ["unstated:a"],
        (1, 1),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_where_an_event_starts(case: str, collated: Collated) -> None:
    texts, names, expected = CASES[case]
    story = collated(*((text, {**DAY, **fields}) for text, fields in texts))
    event = next(e for e in story.events if any(m.trigger.text == "sank" for m in e.mentions))
    assert [o.name for o in event.origins] == names
    assert (event.independent, event.independent_upper) == expected


def test_a_report_with_some_passages_of_another_tells_the_rest_itself(collated: Collated) -> None:
    own = (
        "Her captain was 61 years old. He had asked for a second engineer in March. The harbour master keeps his "
        "letter in a drawer, next to eleven others like it that nobody has ever answered. Two sisters of the mate "
        "run the chandlery on the quay; they saw her leave and wondered at the goats on the upper deck that day."
    )
    story = collated(
        (f"{SANK} {WORDS}", {"published": "2031-05-03", "outlet": "Ansel Post"}),
        (
            f"It was noon on Friday when the oldest ferry of Karnia sank off Port Ansel. {own} {WORDS}",
            {"published": "2031-05-04", "outlet": "Ansel Mail"},
        ),
    )
    event = next(e for e in story.events if any(m.trigger.text == "sank" for m in e.mentions))
    assert (event.independent, event.independent_upper) == (1, 2)


@pytest.mark.parametrize(
    "source",
    [
        "Orla Veit said in an interview at her home",
        "Orla Veit said in a recording heard by the Gazette",
        "Orla Veit said in messages shared with the Ansel Gazette",
        "Orla Veit said by telephone",
    ],
)
def test_what_an_outlet_was_told_or_shown_itself_is_its_own_reporting(source: str, collated: Collated) -> None:
    found = the(
        collated((f"The night ferry will sail again on Monday, {source}.", {"outlet": "Ansel Gazette"})), "night ferry"
    )
    assert [(o.name, o.kind) for o in found.origins] == [("Ansel Gazette", "outlet")]


def test_an_interview_with_another_outlet_is_that_outlets(collated: Collated) -> None:
    line = "The night ferry will sail again on Monday, Orla Veit said in an interview with Reuters."
    found = the(collated((line, {"outlet": "Ansel Gazette"})), "night ferry")
    assert [o.name for o in found.origins] == ["Reuters"]


def test_what_a_ministry_said_is_its_word_whoever_passes_it_on(collated: Collated) -> None:
    line = "The night ferry will sail again on Monday, the Karnian Transport Ministry said"
    found = the(collated(f"{line}.", f"PORT ANSEL, May 3 (Reuters) - {line}."), "night ferry")
    assert [o.name for o in found.origins] == ["Karnian Transport Ministry"]
    assert (found.independent, found.independent_upper) == (1, 1)


def test_two_who_quote_the_very_same_words_heard_one_utterance(collated: Collated) -> None:
    found = the(
        collated(
            'The owners had "not lifted a finger for the crew", Orla Veit said.',
            'Orla Veit said on Friday that they had "not lifted a finger for the crew".',
        ),
        "lifted a finger",
    )
    assert [o.name for o in found.origins] == ["on record"]
    assert (found.independent, found.independent_upper) == (1, 1)


@pytest.mark.parametrize(
    "told",
    ["Orla Veit testified that the pumps were dead.", "Orla Veit told the jury that the pumps were dead."],
)
def test_what_a_witness_says_in_court_is_on_record(told: str, collated: Collated) -> None:
    found = the(collated(told), "pumps")
    assert [o.kind for o in found.origins] == ["on-record"]


def test_a_trial_is_public(collated: Collated) -> None:
    story = collated("The trial of Orla Veit opened on Monday.", "The trial of Orla Veit opened in Ansel on Monday.")
    event = next(e for e in story.events if e.mode == "trial")
    assert [o.kind for o in event.origins] == ["on-record"]
    assert (event.independent, event.independent_upper) == (1, 1)


def test_a_press_conference_is_on_record(collated: Collated) -> None:
    (event,) = collated(("Orla Veit held a press conference in Port Ansel on Friday.", DAY)).events
    assert [(o.name, o.kind) for o in event.origins] == [("on record", "on-record")]


def test_what_was_said_in_public_is_on_record_for_the_reporter_who_was_there(collated: Collated) -> None:
    words = '"This is the last offer we will make,"'
    found = the(
        collated(
            f"{words} Orla Veit told a press conference on Friday.",
            (f"{words} Orla Veit said on Friday, our correspondent writes.", {"outlet": "Ansel Post"}),
        ),
        "last offer",
    )
    assert [o.name for o in found.origins] == ["on record"]


def test_media_without_a_name_may_be_any_of_the_named_ones(collated: Collated) -> None:
    line = "The night ferry will sail again on Monday, Orla Veit said, according to"
    found = the(collated(f"{line} Reuters.", f"{line} state media."), "night ferry")
    assert (found.independent, found.independent_upper) == (1, 1)


def test_what_a_minister_posted_is_one_origin_whoever_renders_it(collated: Collated) -> None:
    line = "The night ferry will sail again on Monday, Orla Veit wrote in a post on Facebook"
    found = the(collated(f"{line}, Reuters reported.", f"{line}, according to AFP."), "night ferry")
    assert [(o.name, o.kind) for o in found.origins] == [("Orla Veit", "document")]
    assert (found.independent, found.independent_upper) == (1, 1)


def test_the_post_war_years_are_no_post(collated: Collated) -> None:
    found = the(collated("The night ferry will sail again in the post-war years, Orla Veit said."), "night ferry")
    assert [o.kind for o in found.origins] == ["unstated"]


def test_a_silent_copy_of_an_agency_report_has_what_the_agency_had_where_it_had_it(collated: Collated) -> None:
    told = f'PORT ANSEL, May 3 (Reuters) - {SANK} {WORDS}\n\n"We will raise her," Orla Veit told AFP.'
    cut = f'{SANK} {WORDS}\n\n"We will raise her," Orla Veit said.'
    story = collated((told, {**DAY, "outlet": "Reuters"}), (cut, {"published": "2031-05-04", "outlet": "Ansel Mail"}))
    found = the(story, "raise her")
    assert [o.name for o in found.origins] == ["AFP"]


def test_a_company_that_says_so_is_no_document(collated: Collated) -> None:
    found = the(collated("The night ferry will sail again on Monday, Ansel Lines said."), "night ferry")
    assert [o.kind for o in found.origins] == ["unstated"]
