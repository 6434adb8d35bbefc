"""Shared passages: every planted run is found, whole and no longer than it is; small edits are bridged."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from stemma.gathering.passages import (
    LEAST_WORDS,
    MOST_PLACES,
    Run,
    lies_in,
    over_edits,
    quotations,
    shared_runs,
    words_of,
)
from stemma.model import Stretch

LEAST = 5


def text(words: list[int] | range) -> str:
    return " ".join(f"w{n}" for n in words)


def runs(*texts: str, least: int = LEAST) -> list[Run]:
    return shared_runs([words_of(t) for t in texts], least)


def test_words_are_runs_of_letters_and_digits_with_offsets() -> None:
    found = words_of("Ål's 4_000 “ships”—idle")
    assert found.words == ("ål", "s", "4", "000", "ships", "idle")
    assert [(s, e) for s, e in zip(found.starts, found.ends)][:2] == [(0, 2), (3, 4)]


@given(st.text(max_size=200))
def test_offsets_give_the_words_back(raw: str) -> None:
    found = words_of(raw)
    assert found.words == tuple(raw[s:e].casefold() for s, e in zip(found.starts, found.ends))
    assert all(e <= s for e, s in zip(found.ends, found.starts[1:]))


@given(
    length=st.integers(LEAST, 40),
    before=st.integers(0, 20),
    after=st.integers(0, 20),
    other=st.integers(0, 20),
    least=st.integers(2, LEAST),
)
def test_a_planted_run_is_found_whole_and_no_longer(
    length: int, before: int, after: int, other: int, least: int
) -> None:
    passage = list(range(1000, 1000 + length))
    one = text([*range(before), *passage, *range(100, 100 + after)])
    two = text([*range(200, 200 + other), *passage])
    assert runs(one, two, least=least) == [Run(0, 1, before, other, length, length)]


@given(st.lists(st.integers(0, 3), max_size=30), st.lists(st.integers(0, 3), max_size=30), st.integers(2, 6))
def test_runs_are_the_same_as_by_comparing_all_places(one: list[int], two: list[int], least: int) -> None:
    """On few words, where every n-gram recurs, against the plain method: compare each place with each."""
    assume(len(one) + len(two) <= MOST_PLACES)
    expected = []
    for i in range(len(one)):
        for j in range(len(two)):
            if i and j and one[i - 1] == two[j - 1]:
                continue
            n = 0
            while i + n < len(one) and j + n < len(two) and one[i + n] == two[j + n]:
                n += 1
            if n >= least:
                expected.append(Run(0, 1, i, j, n, n))
    assert runs(text(one), text(two), least=least) == sorted(expected)


def test_a_run_shorter_than_the_least_is_none() -> None:
    assert runs(text(range(LEAST - 1)), text(range(LEAST - 1))) == []
    assert runs("", text(range(20))) == [] and runs() == []


def test_a_text_is_not_compared_with_itself() -> None:
    assert runs(text([*range(10), 99, *range(10)])) == []


def test_case_and_marks_do_not_part_a_run() -> None:
    found = runs("The FERRY will, not sail today.", "“the ferry: will not sail” today")
    assert found == [Run(0, 1, 0, 0, 6, 6)]


def test_a_standing_line_of_very_many_texts_is_passed_over() -> None:
    line = text(range(10))
    assert runs(*[line] * MOST_PLACES) != []
    assert runs(*[line] * (MOST_PLACES + 1)) == []


def test_small_edits_are_bridged_and_counted() -> None:
    one = text(range(20))
    two = text([*range(9), 77, *range(10, 20)])
    (run,) = over_edits(runs(one, two), least=12)
    assert run == Run(0, 1, 0, 0, 20, 20, edits=1)


def test_an_inserted_word_is_bridged() -> None:
    (run,) = over_edits(runs(text(range(20)), text([*range(10), 77, *range(10, 20)])), least=12)
    assert (run.a_words, run.b_words, run.edits) == (20, 21, 1)


def test_a_wide_gap_parts_two_passages() -> None:
    two = text([*range(13), *range(50, 60), *range(13, 26)])
    found = over_edits(runs(text(range(26)), two), least=12)
    assert [(r.a_from, r.b_from) for r in found] == [(0, 0), (13, 23)]


@given(st.lists(st.integers(0, 5), max_size=40), st.lists(st.integers(0, 5), max_size=40))
def test_bridged_passages_lie_inside_their_texts(one: list[int], two: list[int]) -> None:
    for run in over_edits(runs(text(one), text(two), least=2), least=4):
        assert 0 <= run.a_from < run.a_from + run.a_words <= len(one)
        assert 0 <= run.b_from < run.b_from + run.b_words <= len(two)
        assert min(run.a_words, run.b_words) >= 4


@given(st.permutations(range(4)))
def test_the_order_of_texts_only_renumbers_them(order: list[int]) -> None:
    texts = [text([*range(9), n * 100 + 50]) for n in range(4)]
    found = runs(*[texts[n] for n in order])
    assert {frozenset((order[r.a], order[r.b])) for r in found} == {
        frozenset((a, b)) for a in range(4) for b in range(4) if a != b
    }
    assert all(a <= b for a, b in pairwise(found))


def test_no_run_ends_in_half_a_word() -> None:
    line = "the harbour master keeps eleven letters in a drawer and one is from the mayor"
    (run,) = shared_runs([words_of(f"{line} himself"), words_of(f"{line}'s wife")])
    assert line.split()[: run.a_words] == line.split()[:-1] and run.a_words > LEAST_WORDS


def test_a_passage_in_quotation_marks_on_one_side_is_a_quotation() -> None:
    text = "She said: “This is the last offer that we will ever make to you,” and left."
    start = text.index("This")
    assert lies_in(Stretch(start, text.index("you")), quotations(text))
    assert not lies_in(Stretch(0, start + 10), quotations(text))
