"""Average link over a sparse graph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemma.gathering.linkage import average_link


def test_what_is_alike_on_average_is_joined_and_a_chain_is_not() -> None:
    pairs = {(0, 1): 0.9, (1, 2): 0.8, (3, 4): 0.7}
    assert average_link(5, pairs, 0.5) == [0, 0, 2, 3, 3]
    assert average_link(5, pairs, 0.4) == [0, 0, 0, 3, 3]


def test_nothing_given_nothing_joined() -> None:
    assert average_link(3, {}, 0.1) == [0, 1, 2]
    assert average_link(0, {}, 0.1) == []


_PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda p: p[0] < p[1]), st.floats(0.01, 1.0), max_size=30
)


@given(_PAIRS, st.floats(0.05, 0.95))
def test_groups_are_named_by_their_first_and_joined_only_along_given_pairs(
    pairs: dict[tuple[int, int], float], least: float
) -> None:
    groups = average_link(9, pairs, least)
    for i, first in enumerate(groups):
        assert first <= i and groups[first] == first
        assert first == i or any(groups[a] == groups[b] == first for a, b in pairs)
