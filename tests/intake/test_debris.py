"""What is cut from a text, and above all what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.intake.debris import debris

BODY = "The harbour office in Port Ansel said on Monday that the ferries would sail again."


def cut(text: str) -> list[tuple[str, str]]:
    return [(text[d.start : d.end], d.kind) for d in debris(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Updated: May 03, 2031 15:50 IST",
        "May 3, 2031 07:44",
        "Sat, 03 May 2031 12:28 CDT",
        "Sat May 3, 2031 1:28PM GMT",
        "on May 03 2031 7:41 AM",
        "3 May 2031 Last updated at 13:38 GMT",
        "Published on: 3 May 2031 - 11:25am",
        "on May 3, 2031",
        "3 May 2031",
        "Last Updated: Saturday, 3 May 2031, 02:24 GMT",
        "First published: 2031-05-03T10:15:00Z",
        "POSTED: 05/03/2031, 9:00 PM PDT |",
        "9:53 AM, SAT 3 MAY 2031",
    ],
)
def test_a_date_stamp_above_the_article_is_a_crawler_header(line):
    assert cut(f"{line}\n{BODY}\n") == [(line, "crawler-header")]


@pytest.mark.parametrize(
    ("text", "stamped"),
    [
        (f" date 2031-05-03 {BODY}", "date 2031-05-03"),
        (f"Updated: May 03, 2031 15:50 IST {BODY}", "Updated: May 03, 2031 15:50 IST"),
        (f"By Ida Rook | Updated: 3 May 2031 10:00\n{BODY}", "| Updated: 3 May 2031 10:00"),
        (f"Port Ansel Times May 3, 2031, 4:10 PM\n{BODY}", "May 3, 2031, 4:10 PM"),
        (f"May 3, 2031 1:35 pm 5 ferries sail\n{BODY}", "May 3, 2031 1:35 pm"),
    ],
)
def test_a_stamp_is_cut_tightly_where_words_share_its_line(text, stamped):
    assert [words for words, _ in cut(text)] == [stamped]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Recommended Stories", "teaser"),
        ("More from the Ansel Post: Who owns the ferries?", "teaser"),
        ("Here's a slideshow of pictures from the harbour.", "teaser"),
        ("Read more: Ferry owners refuse to yield", "read-also"),
        ("ALSO READ | Ferry owners refuse to yield", "read-also"),
        ("Share on Facebook", "share"),
        ("Facebook Twitter WhatsApp Email", "share"),
        ("12 comments", "counter"),
        ("5 min read", "counter"),
        ("Home | News | Harbour | Weather", "menu"),
        ("Sign up for our morning briefing.", "newsletter"),
        ("Advertisement", "advert"),
        ("Story continues below advertisement", "advert"),
        ("© 2031 Ansel Post. All rights reserved.", "legal"),
        ("Image source, Ansel Pictures", "caption"),
        ("A ferry lies idle in the harbour. (AP Photo/Jo Pell)", "caption"),
        ("![ferry](https://ansel.example/ferry.jpg)", "file-name"),
        ("-0158b6b681e3668f.jpg)", "file-name"),
        ("padding-bottom: 10px;", "other"),
    ],
)
def test_page_furniture_is_cut_with_its_kind(line, kind):
    assert cut(f"{BODY}\n{line}\n{BODY}") == [(line, kind)]


@pytest.mark.parametrize(
    "line",
    [
        "Dark nights",
        "Background",
        "'Nothing but lies'",
        "Snow in the hills",
        "Owners deny it",
        "Home at last",
        "May 3, 2031 was the day on which the strike began.",
        "Share prices fell by a third.",
        "Follow the money, the old pilot says.",
        "PORT ANSEL, May 3 (Ansel Press) - The ferries are idle.",
        "More from the north than from the south came to the rally, police said.",
        "She sued over the copyright in her photographs.",
        "He read 3 of 4 letters aloud.",
        "The advertisement cost 4,000 crowns.",
        "At 3:15 pm on May 3, 2031 the engine stopped.",
        "(Reporting by Ida Rook; editing by Jo Pell)",
        "Nothing was said of the strike; talks go on | in private.",
    ],
)
def test_what_a_reader_wants_stays(line):
    assert cut(f"{line}\n{BODY}") == []


def test_titles_below_a_heading_of_teasers_go_and_the_subheading_after_them_stays():
    titles = "Ferry owners refuse to yield again\nWho pays for the idle ships?"
    text = f"{BODY}\nRelated stories\n{titles}\nDark nights\n{BODY}"
    assert [w for w, _ in cut(text)] == [
        "Related stories",
        "Ferry owners refuse to yield again",
        "Who pays for the idle ships?",
    ]


def test_a_numbered_list_is_cut_where_lines_run_together():
    text = f"{BODY} list of 2 items- list 1 of 2Who owns the ferries?- list 2 of 2Owners refuse to yield\n{BODY}"
    assert [w for w, _ in cut(text)] == [
        "list of 2 items- list 1 of 2Who owns the ferries?- list 2 of 2Owners refuse to yield"
    ]


def test_standing_phrases_are_cut_inside_a_paragraph():
    assert cut(f"{BODY} Story continues below advertisement {BODY}") == [
        ("Story continues below advertisement", "advert")
    ]
    assert cut(f"{BODY} ADVERTISEMENT {BODY}") == [("ADVERTISEMENT", "advert")]
    assert cut(f"{BODY} (Photo: Jo Pell) {BODY}") == [("(Photo: Jo Pell)", "caption")]
    assert cut(f"{BODY} © Getty {BODY}") == [("© Getty", "caption")]
    assert cut(f"{BODY} The mark © is printed on each of them, and nobody knows why it should be. {BODY}") == []


LINES = st.sampled_from(
    [
        BODY,
        "Read more: x",
        "Related",
        "3 May 2031",
        "list 1 of 2 A",
        "list 2 of 2 B",
        "a.jpg)",
        "İ Copyright 2031 İ",
        "",
        " ",
        "12 comments",
    ]
)


@given(st.one_of(st.text(), st.lists(LINES).map("\n".join), st.lists(LINES).map(" ".join)))
def test_stretches_are_in_order_apart_and_free_of_outer_space(text):
    at = 0
    for d in debris(text):
        assert at <= d.start < d.end <= len(text)
        assert text[d.start : d.end] == text[d.start : d.end].strip()
        assert d.why
        at = d.end
