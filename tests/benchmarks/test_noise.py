"""Floors hold against falls and let noise pass."""

import pytest

from measure.noise import MARGIN, MARGIN_WITH_COUNTS, fallen, paired, raised, read_floors, share_lower, write_floors
from measure.result import BLOCKS, blocks_of, f1

STEADY = [(8, 10, 8, 10)] * 40
WORSE = [(6, 10, 6, 10)] * 40
MIXED = [(9, 10, 9, 10), (7, 10, 7, 10)] * 20


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([(1, 2, 1, 1)], 2 / 3),
        ([(1, 1, 1, 2), (1, 1, 1, 2)], 2 / 3),
        ([(3, 4, 3, 4)], 0.75),
        ([(0, 0, 0, 5)], 0.0),
        ([], 0.0),
    ],
)
def test_f1_is_of_the_summed_counts(counts, expected):
    assert f1(counts) == pytest.approx(expected)


def test_units_fall_into_the_same_blocks_in_any_order():
    units = [(f"u{n}", (n % 2, 1, n % 2, 1)) for n in range(500)]
    assert blocks_of(units) == blocks_of(reversed(units))
    assert len(blocks_of(units)) == BLOCKS
    assert f1(blocks_of(units)) == pytest.approx(0.5)


def test_a_fall_everywhere_is_sure_and_no_change_is_none():
    assert share_lower(WORSE, STEADY) == 1.0
    assert share_lower(STEADY, STEADY) == 0.0


def test_the_same_sum_in_other_places_is_noise():
    assert 0.2 < share_lower(MIXED, STEADY) < 0.8


def test_share_lower_is_the_same_every_time():
    assert share_lower(MIXED, STEADY) == share_lower(MIXED, STEADY)


def test_other_data_are_not_paired():
    assert paired(WORSE, STEADY)
    assert not paired(STEADY, [(8, 10, 8, 11)] * 40)
    assert not paired(STEADY, STEADY[:-1])
    assert not paired(None, STEADY)


def test_what_fell_is_named_and_noise_is_told_apart():
    floors = {"a/x/F1": 0.79, "b/x/F1": 0.79, "c/story/F1": 0.5, "c/story/gone": 0.5, "d/x/F1": 0.9}
    figures = {"a/x/F1": 0.6, "b/x/F1": 0.78, "c/story/F1": 0.49}
    slightly = [(7, 10, 7, 10), (8, 10, 8, 10), (8, 10, 8, 10), (8, 10, 8, 10)] * 10
    slightly[1::4] = [(9, 10, 9, 10)] * 10
    slightly[0] = (6, 10, 6, 10)
    counts = {"a/x/F1": WORSE, "b/x/F1": slightly}
    fell, noise = fallen(figures, counts, floors, {"a/x/F1": STEADY, "b/x/F1": STEADY})
    assert [line.split(":")[0] for line in fell] == ["a/x/F1", "c/story/F1", "c/story/gone"]
    assert [line.split(":")[0] for line in noise] == ["b/x/F1"]


def test_floors_are_raised_by_less_than_the_figure_and_never_lowered():
    floors, counts = raised({"a/x/F1": 0.8, "c/s/F1": 0.6}, {"a/x/F1": STEADY}, {"c/s/F1": 0.59}, {})
    assert floors == {"a/x/F1": pytest.approx(0.8 - MARGIN_WITH_COUNTS), "c/s/F1": 0.59}
    assert 0.6 - MARGIN < 0.59
    lower, same = raised({"a/x/F1": 0.6}, {"a/x/F1": WORSE}, floors, counts)
    assert lower == floors
    assert same == counts


def test_floors_are_read_as_written(tmp_path):
    assert read_floors(tmp_path) == ({}, {})
    write_floors(tmp_path, {"a/x/F1": 0.79}, {"a/x/F1": [(1.0, 2.0, 1.0, 2.0), (0.5, 1.0, 0.5, 1.0)]})
    assert read_floors(tmp_path) == ({"a/x/F1": 0.79}, {"a/x/F1": [[1, 2, 1, 2], [0.5, 1, 0.5, 1]]})
