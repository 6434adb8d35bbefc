"""Done in one report, still to come in another."""

from __future__ import annotations

import msgspec
import pytest
from tests.collation.conflicts.test_details import event

from stemma.collation.conflicts.plans import plan_conflicts
from stemma.model import Event


def told(*tenses: str) -> Event:
    made = event(*(f"The council sank the plan {i}" for i in range(len(tenses))))
    mentions = tuple(msgspec.structs.replace(m, tense=t) for m, t in zip(made.mentions, tenses, strict=True))
    return msgspec.structs.replace(made, mentions=mentions)


def test_done_and_still_to_come() -> None:
    (found,) = plan_conflicts([told("past", "future")])
    assert [s.value for s in found.sides] == ["done", "coming"]
    assert found.status == "update"


@pytest.mark.parametrize("tenses", [("past", "past"), ("future", "future"), ("past", "present")])
def test_one_tense_is_none(tenses: tuple[str, ...]) -> None:
    assert plan_conflicts([told(*tenses)]) == []
