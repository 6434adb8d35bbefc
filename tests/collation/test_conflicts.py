"""What does not fit."""

from __future__ import annotations

from collections.abc import Callable

from stemma.model import Collation

Collated = Callable[..., Collation]


def kinds(collation: Collation) -> list[str]:
    return [c.kind for c in collation.conflicts]


def test_reports_that_agree_have_none(collated: Collated) -> None:
    line = "The fire killed 12 people in Port Ansel on Saturday, Orla Veit said."
    assert collated(line, line + " It burnt all night.").conflicts == ()


def test_numbers_that_differ(collated: Collated) -> None:
    found = collated(
        "The fire in Port Ansel killed 12 people on Saturday, 3 May 2031.",
        "The fire in Port Ansel killed 31 people on Saturday, 3 May 2031.",
    )
    (conflict,) = [c for c in found.conflicts if c.kind == "figure"]
    assert sorted(s.value for s in conflict.sides) == [12, 31]
    assert {r for s in conflict.sides for r in s.reports} == {"a", "b"}


def test_like_words_given_to_different_speakers(collated: Collated) -> None:
    found = collated(
        "“The night ferry will not sail before the wages are paid,” Orla Veit said on Sunday.",
        "“The night ferry will not sail before the wages are paid,” Tobin Quay said on Sunday.",
    )
    assert "who" in kinds(found)


def test_rival_wordings_of_one_quotation(collated: Collated) -> None:
    found = collated(
        "“This was a brutal attack on every harbour worker in the town,” Tobin Quay said on Sunday.",
        "“This was a criminal assault on every harbour worker in the town,” Tobin Quay said on Sunday.",
    )
    assert kinds(found) == ["wording"]


def test_a_shortened_quotation_is_no_rival(collated: Collated) -> None:
    found = collated(
        "“This was a brutal attack on every harbour worker in the town,” Tobin Quay said on Sunday.",
        "“This was a brutal attack on every harbour worker,” Tobin Quay said on Sunday.",
    )
    assert found.conflicts == ()


def test_ranks_count_from_one_and_figures_come_first(collated: Collated) -> None:
    found = collated(
        "The fire in Port Ansel killed 12 people on Saturday, 3 May 2031. "
        "“This was a brutal attack on every harbour worker in the town,” Tobin Quay said on Sunday.",
        "The fire in Port Ansel killed 31 people on Saturday, 3 May 2031. "
        "“This was a criminal assault on every harbour worker in the town,” Tobin Quay said on Sunday.",
    )
    assert [c.rank for c in found.conflicts] == list(range(1, len(found.conflicts) + 1))
    assert kinds(found)[0] == "figure" and "wording" in kinds(found)
