"""Reports made for measuring speed are distinct, and the same every time."""

import random

import pytest

from measure.made import example_stories, recombined, reports

TEXTS = ["The mayor said no.\n\nPeople left after noon.", "Several officials told of a leak.\n\nIt began late."]


def test_a_made_text_keeps_the_first_paragraph_and_takes_paragraphs_of_the_story():
    own = {"The mayor said no.", "The mayor stated no."}
    texts = [recombined(TEXTS, 0, random.Random(seed)) for seed in range(30)]
    assert all(t.split("\n")[0] in own for t in texts)
    assert len(set(texts)) > 5


@pytest.mark.skipif(not example_stories(), reason="no examples here")
def test_made_reports_are_distinct_and_repeatable():
    story = example_stories()[0]
    made = reports(story, 30)
    assert len({r.sha256 for r in made}) == 30
    assert made == reports(story, 30)
    assert reports(story, 10) == made[:10]
