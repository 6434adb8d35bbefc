"""Grouping by pairwise scores."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.collation.groups import grouped

scores_of_five = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda p: p[0] < p[1]), st.floats(0, 1), max_size=10
)


@pytest.mark.parametrize(
    ("scores", "groups"),
    [
        ({}, ((0,), (1,), (2,))),
        ({(0, 1): 0.9}, ((0, 1), (2,))),
        ({(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.7}, ((0, 1, 2),)),
        ({(0, 1): 0.4}, ((0,), (1,), (2,))),
        # A chain holds while the mean of its strongest and its average link does: (0.9 + 0.45) / 2.
        ({(0, 1): 0.9, (1, 2): 0.9}, ((0, 1, 2),)),
        ({(0, 1): 0.9, (1, 2): 0.6}, ((0, 1), (2,))),
    ],
)
def test_the_best_links_join_first(scores: dict[tuple[int, int], float], groups: tuple[tuple[int, ...], ...]) -> None:
    assert grouped(3, scores, 0.5).groups == groups


def test_must_links_join_without_a_score_and_cannot_links_part_the_best() -> None:
    assert grouped(3, {}, 0.5, together=[(0, 2), (2, 0)]).groups == ((0, 2), (1,))
    apart = grouped(3, {(0, 1): 1.0, (1, 2): 0.9}, 0.5, apart=lambda a, b: {0, 1} <= {*a, *b})
    assert apart.groups == ((0,), (1, 2))


def test_the_strongest_refused_link_is_told_to_both_sides() -> None:
    found = grouped(3, {(0, 1): 0.9, (0, 2): 0.3, (1, 2): 0.4}, 0.5)
    assert found.links == ((0, 1, 0.9),)
    assert found.refused == {0: (1, 2, 0.4), 2: (2, 1, 0.4)}


@given(scores_of_five, st.permutations(range(5)))
def test_every_item_is_in_one_group(scores: dict[tuple[int, int], float], order: list[int]) -> None:
    found = grouped(5, scores, 0.5)
    assert sorted(i for g in found.groups for i in g) == list(range(5))
    assert list(found.groups) == sorted(tuple(sorted(g)) for g in found.groups)
    assert len(found.links) == 5 - len(found.groups)


@given(st.lists(st.floats(0, 1), min_size=10, max_size=10, unique=True), st.permutations(range(5)))
def test_the_order_of_items_does_not_matter(values: list[float], order: list[int]) -> None:
    pairs = [(i, j) for i in range(5) for j in range(i + 1, 5)]
    scores = dict(zip(pairs, values))
    place = {old: new for new, old in enumerate(order)}
    renamed = {tuple(sorted((place[i], place[j]))): v for (i, j), v in scores.items()}
    there = {frozenset(g) for g in grouped(5, scores, 0.5).groups}
    back = {frozenset(order[i] for i in g) for g in grouped(5, renamed, 0.5).groups}  # type: ignore[arg-type]
    assert there == back
