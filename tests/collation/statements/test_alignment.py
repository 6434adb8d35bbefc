"""The variants of a statement side by side."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from stemma.collation.statements.alignment import MOST_VARIANTS, MOST_WORDS, aligned
from stemma.model import AlignedColumn, Variant


def variants(*texts: str, start: int = 10) -> list[Variant]:
    return [
        Variant(id=f"v{i}", report=f"r{i}", start=start, end=start + len(t), text=t, form="direct", via=())
        for i, t in enumerate(texts)
    ]


def table(*texts: str) -> list[tuple[str, list[str | None]]]:
    """(kind, the words of each variant) of each column."""
    made = variants(*texts)
    return [
        (c.kind, [v.text[x.start - v.start : x.end - v.start] if x else None for x, v in zip(c.cells, made)])
        for c in aligned(made)
    ]


def test_a_replaced_word() -> None:
    assert table("This is the last offer", "This is the final offer") == [
        ("same", ["This is the", "This is the"]),
        ("replaced", ["last", "final"]),
        ("same", ["offer", "offer"]),
    ]


def test_a_word_that_one_of_three_leaves_out_and_one_that_only_one_has() -> None:
    assert table("we make no offer", "we make no offer", "we make offer") == [
        ("same", ["we make"] * 3),
        ("left-out", ["no", "no", None]),
        ("same", ["offer"] * 3),
    ]
    assert table("we offer", "we never offer", "we offer")[1] == ("added", [None, "never", None])


def test_case_marks_and_endings_do_not_part_words() -> None:
    assert table("“The TALKS, resumed”", "the talk resuming") == [("same", ["The TALKS, resumed", "the talk resuming"])]


def test_nothing_is_aligned_when_too_much_is_given() -> None:
    assert aligned(variants("a word", " ".join(["word"] * (MOST_WORDS + 1)))) == ()
    assert aligned(variants(*["a word"] * (MOST_VARIANTS + 1))) == ()
    assert aligned([]) == ()


words = st.lists(st.sampled_from("ships offer talks idle harbour".split()), min_size=1, max_size=6).map(" ".join)


@given(st.lists(words, min_size=2, max_size=4))
def test_every_word_stands_in_one_column_in_its_order(texts: list[str]) -> None:
    made = variants(*texts)
    columns: tuple[AlignedColumn, ...] = aligned(made)
    for k, variant in enumerate(made):
        cells = [c.cells[k] for c in columns if c.cells[k]]
        assert all(a.end <= b.start for a, b in pairwise(cells) if a and b)
        told = [w for c in cells if c for w in variant.text[c.start - variant.start : c.end - variant.start].split()]
        assert told == variant.text.split()
    for column in columns:
        present = [c for c in column.cells if c]
        assert (len(present) == len(texts)) == (column.kind in ("same", "replaced"))
