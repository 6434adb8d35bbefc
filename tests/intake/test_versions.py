"""The same address with changed text is a newer version of one report; what changed on the way is told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.intake.text import report
from stemma.intake.versions import address, changed, versions
from stemma.model import Report

OLD = (
    "The harbour office said that 14 ships lay idle in Port Ansel. Minister Orla Veit called the strike illegal. "
    "The ferries would stay in port until the talks had ended, the office said."
)
NEW = (
    "The harbour office said that 17 ships lay idle in Port Ansel. "
    "The ferries would stay in port until the talks had ended, the office said. Talks go on at noon."
)


def made(text: str, name: str, url: str = "https://post.example/ferry", **fields: str) -> Report:
    return report(text, id=name, url=url, **fields)


def test_the_newest_version_is_kept_and_says_what_it_replaces() -> None:
    old = made(OLD, "a", updated="2031-05-03T10:00Z")
    new = made(NEW, "b", url="http://www.post.example/ferry/?utm_source=x#top", updated="2031-05-03T12:00Z")
    kept, earlier, problems = versions([new, old])
    assert [(r.id, r.version, r.replaces) for r in kept] == [("b", 2, "a")] and not problems
    assert earlier == [(old, "version 1 of b: sentences 1 reworded, 1 vanished, 1 new; 2 silently")]
    assert [(c.before, c.after) for c in kept[0].changes] == [
        ("The harbour office said that 14 ships lay idle in Port Ansel.",
         "The harbour office said that 17 ships lay idle in Port Ansel."),
        ("Minister Orla Veit called the strike illegal.", None),
        (None, "Talks go on at noon."),
    ]  # fmt: skip


def test_a_correction_that_is_owned_up_to_is_told_from_a_silent_one() -> None:
    note = " Correction: an earlier version of this report gave the ships that lay idle as 14, not 17."
    for told in (NEW + note, f"{NEW}\n\n{note.strip()}\n"):
        one, two = (c for c in changed(OLD, told) if c.before)
        assert one.stated and not two.stated


def test_three_versions_are_counted() -> None:
    line = [made(f"{OLD} Entry {n}.", f"r{n}", retrieved=f"2031-05-0{n}") for n in (1, 2, 3)]
    kept, earlier, _ = versions(line)
    assert [(r.id, r.version, r.replaces) for r in kept] == [("r3", 3, "r2")]
    assert [r.id for r, _ in earlier] == ["r1", "r2"]


@pytest.mark.parametrize(
    ("first", "second"),
    [({}, {}), ({"updated": "2031-05-03"}, {}), ({"updated": "2031-05-03"}, {"updated": "2031-05-03T10:00Z"})],
)
def test_where_no_dates_tell_which_is_newer_both_stay(first: dict[str, str], second: dict[str, str]) -> None:
    kept, earlier, problems = versions([made(OLD, "a", **first), made(NEW, "b", **second)])
    assert len(kept) == 2 and not earlier and "no dates tell which is newer" in problems[0].what


def test_other_texts_at_one_address_are_other_reports() -> None:
    other = "Rain is expected over the islands on Tuesday, and the wind will turn to the north by the evening."
    kept, earlier, problems = versions([made(OLD, "a", updated="2031-05-03"), made(other, "b", updated="2031-05-04")])
    assert len(kept) == 2 and not earlier and not problems


def test_reports_without_an_address_are_left_alone() -> None:
    reports = [report(OLD, id="a", updated="2031-05-03"), report(NEW, id="b", updated="2031-05-04")]
    assert versions(reports) == (tuple(reports), [], [])


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://www.post.example/a/?utm_source=x&id=7#c", "post.example/a?id=7"),
        ("http://post.example/a?id=7&fbclid=z", "post.example/a?id=7"),
        ("https://post.example", "post.example"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_addresses_lose_what_does_not_tell_pages_apart(url: str, same: str) -> None:
    assert address(url) == same


@given(
    st.lists(st.sampled_from(["One ship. ", "Two ships. ", "The ferry sails. ", "No talks. "]), max_size=6),
    st.randoms(),
)
def test_versions_do_not_depend_on_order(parts: Sequence[str], random: object) -> None:
    line = [made(OLD + p, f"r{n}", retrieved=f"2031-05-1{n}") for n, p in enumerate(parts)]
    mixed = list(line)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert versions(line) == versions(mixed)
    assert changed(OLD, OLD) == ()
