"""Free paraphrases are joined where they are each other's likeliest by far."""

from __future__ import annotations

import pytest

from stemma.collation.statements.mutual import Pair, with_mutual

JOINED = 0.42
REPORTS = [0, 0, 1, 1]
VEIT, QUAY = ("veit",), ("quay",)


@pytest.mark.parametrize(
    ("scores", "speakers", "raised"),
    [
        ({(0, 2): 0.33, (1, 3): 0.1}, [VEIT] * 4, {(0, 2)}),
        ({(0, 2): 0.33, (0, 3): 0.25}, [VEIT] * 4, set()),
        ({(0, 2): 0.33, (1, 2): 0.35}, [VEIT] * 4, set()),
        ({(0, 2): 0.2}, [VEIT] * 4, set()),
        ({(0, 2): 0.33}, [VEIT, VEIT, QUAY, VEIT], set()),
        ({(0, 1): 0.33}, [VEIT] * 4, set()),
    ],
    ids=["by far", "a second one is near", "the other has a better one", "too unlike", "two speakers", "one report"],
)
def test_only_mutual_likeliest_are_raised(
    scores: dict[Pair, float], speakers: list[tuple[str, ...]], raised: set[Pair]
) -> None:
    made = with_mutual(scores, JOINED, REPORTS, speakers)
    assert {pair for pair, score in made.items() if score != scores[pair]} == raised
    assert all(made[pair] == JOINED for pair in raised)
