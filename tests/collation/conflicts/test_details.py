"""One happening in several accounts, each with details of its own."""

from __future__ import annotations

import pytest

from stemma.collation.conflicts.details import detail_conflicts
from stemma.model import Event, EventTelling, Span

APART = (
    "The barge sank off the Karnia pier",
    "The barge sank in a squall near the lock",
    "The barge sank while it was tied up at Dunmore",
    "The barge sank after a tug had rammed its stern",
)


def event(*texts: str, trigger: str = "sank", status: str = "happened", background: bool = False) -> Event:
    tellings = []
    for i, text in enumerate(texts):
        start = text.index(trigger)
        tellings.append(
            EventTelling(
                report=f"r{i}",
                start=0,
                end=len(text),
                text=text,
                trigger=Span(report=f"r{i}", start=start, end=start + len(trigger), text=trigger),
                modality="asserted",
                background=background,
            )
        )
    return Event(
        id="e1",
        confidence=0.9,
        because=(),
        origins=(),
        independent=1,
        independent_upper=1,
        type="OTHER",
        participants=(),
        date=None,
        mentions=tuple(tellings),
        status=status,  # type: ignore[arg-type]
    )


def test_four_accounts_with_details_of_their_own_are_set_side_by_side() -> None:
    (found,) = detail_conflicts([event(*APART)])
    assert [[s.text for s in x.spans] for x in found.sides] == [[t] for t in APART]
    assert (found.kind, found.status) == ("what", "wording")


@pytest.mark.parametrize(
    "told",
    [
        event(*APART[:3]),
        event(*APART[:3], APART[0]),  # a copy is no account of its own
        event(*APART[:3], "The barge sank"),
        event(*APART, status="planned"),
        event(*APART, background=True),
        event(*(t.replace("sank", "killed") for t in APART), trigger="killed"),
    ],
)
def test_copies_shortenings_plans_background_and_tolls_are_not(told: Event) -> None:
    assert detail_conflicts([told]) == []
