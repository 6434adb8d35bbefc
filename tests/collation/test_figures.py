"""Which figures of several reports are one, and what their values say of each other."""

import itertools
from hashlib import sha256

import pytest

from stemma.collation.common import Cast
from stemma.collation.figures import figures
from stemma.model import Reading, Report, Stretch, Witness
from stemma.reading.figures import figures as read_figures
from stemma.reading.parse import Parser


@pytest.fixture(scope="module")
def parser():
    return Parser()


def ledger(parser, *texts, days=()):
    witnesses = []
    for number, text in enumerate(texts):
        day = days[number] if days else None
        digest = sha256(f"{number}{text}".encode()).hexdigest()
        doc = parser.parse(text)
        sentences = tuple(Stretch(s.start_char, s.end_char) for s in doc.sents if not s.text.isspace())
        reading = Reading(sha256=digest, sentences=sentences, figures=read_figures(doc))
        report = Report(id=f"r{number}", text=text, sha256=digest, published=day)
        witnesses.append(Witness(report, reading))
    return figures(witnesses, Cast(), {}, ())


def told(figure):
    return [v.value for v in figure.values]


def test_one_subject_with_fitting_values_agrees(parser):
    found = ledger(parser, "The landslide killed 12 people.", "At least 12 people were killed by the landslide.")
    assert [(told(f), f.relation, f.subject) for f in found] == [([12], "agree", "people killed")]


def test_a_toll_that_grows_from_day_to_day_is_an_update(parser):
    texts = ("The landslide killed 12 people.", "The landslide killed 19 people.")
    [found] = ledger(parser, *texts, days=("2031-05-03", "2031-05-04"))
    assert (told(found), found.relation) == ([12, 19], "update")
    assert [v.as_of for v in found.values] == ["2031-05-03", "2031-05-04"]


def test_a_toll_of_the_same_day_differs(parser):
    texts = ("The landslide killed 12 people.", "The landslide killed 19 people.")
    [found] = ledger(parser, *texts, days=("2031-05-03", "2031-05-03"))
    assert found.relation == "differ"


@pytest.mark.parametrize(
    "texts",
    [
        ("The landslide killed 12 people.", "The landslide injured 12 people."),
        ("The landslide destroyed 12 houses.", "The landslide destroyed 12 bridges."),
        ("The ferry sank with 40 cars aboard.", "The mayor of Ansel planted 90 cars in the park."),
    ],
)
def test_what_counts_different_things_stays_apart(parser, texts):
    assert len(ledger(parser, *texts)) == 2


def test_lengths_are_given_in_one_unit(parser):
    texts = (
        "The wreck lies 20 miles from the harbour of Ansel.",
        "The wreck lies 32 kilometres from the harbour of Ansel.",
    )
    [found] = ledger(parser, *texts)
    assert (found.unit, told(found), found.relation) == ("kilometre", [32], "agree")


def test_no_casualties_stand_against_a_toll(parser):
    found = ledger(parser, "The blast killed 12 people.", "There were no casualties.")
    assert (told(found[0]), found[0].relation) in [([0, 12], "differ"), ([0], "single")]
    assert len({f.id for f in found}) == 2


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (
            (
                "The port moved 1.2 million tonnes of freight last season.",
                "The port moved 12 million tonnes of freight last season.",
            ),
            "scale",
        ),
        (("The plant at Ansel employs 18,600 weavers.", "The plant at Ansel employs 16,800 weavers."), "swap"),
        (("About 30,000 houses and 900,000 residential buildings were destroyed.",), "tenfold-neighbours"),
        (("The flood destroyed 30,000 houses. Some 30,000 people are missing.",), "same-number"),
        (("The wreck lies 10 kilometres (9 miles) from the harbour.",), "conversion"),
    ],
)
def test_likely_slips_are_doubtful(parser, texts, kind):
    assert kind in [d.kind for f in ledger(parser, *texts) for d in f.doubts]


def test_the_order_of_reports_does_not_matter(parser):
    texts = [
        "The storm killed 12 people.",
        "The storm killed at least 12.",
        "The storm killed 14 people and injured 30.",
    ]
    made = []
    for order in itertools.permutations(range(3)):
        found = []
        for place in order:
            digest = sha256(texts[place].encode()).hexdigest()
            doc = parser.parse(texts[place])
            sentences = tuple(Stretch(s.start_char, s.end_char) for s in doc.sents)
            reading = Reading(sha256=digest, sentences=sentences, figures=read_figures(doc))
            found.append(Witness(Report(id=f"r{place}", text=texts[place], sha256=digest), reading))
        made.append(figures(sorted(found, key=lambda w: w.report.id), Cast(), {}, ()))
    assert all(each == made[0] for each in made)


def test_how_many_were_aboard_never_grows_so_two_counts_differ(parser):
    texts = ("There were 112 people on board.", "Police established that 187 people were on board.")
    [found] = ledger(parser, *texts, days=("2031-05-03", "2031-05-05"))
    assert (told(found), found.relation) == ([112, 187], "differ")


def test_a_report_may_tell_how_a_toll_grew(parser):
    texts = ("Divers found 38 bodies.", "The ferry's sinking killed 17 people.")
    [found] = ledger(parser, *texts, days=("2031-05-04", "2031-05-03"))
    assert (told(found), found.relation) == ([17, 38], "update")


def test_a_copyist_who_swaps_two_tolls_is_doubted_and_breaks_no_update(parser):
    texts = (
        "The landslide killed 12 people.",
        "The landslide killed 31 people, and 63 people were rescued.",
        "The landslide killed 63 people, and 31 people were rescued.",
        "The landslide killed 43 people.",
    )
    found = ledger(parser, *texts, days=("2031-05-03", "2031-05-04", "2031-05-04", "2031-05-06"))
    (killed,) = [f for f in found if f.subject == "people killed"]
    assert (told(killed), killed.relation) == ([12, 31, 43, 63], "update")
    assert "swap" in {d.kind for f in found for d in f.doubts}
