"""The dossier reads well at any width, in a pipe, without colour, whatever the reports hold."""

from __future__ import annotations

import io
from collections.abc import Callable

import msgspec
import pytest
from rich.cells import cell_len
from rich.console import Console

from stemma.editions.terminal import print_dossier, print_record
from stemma.errors import UserError
from stemma.model import Collation

Printed = Callable[..., str]


@pytest.mark.parametrize("width", [60, 72, 80, 100, 120, 160])
@pytest.mark.parametrize("verbose", [False, True])
def test_no_line_is_wider_than_the_terminal(strike: Collation, printed: Printed, width: int, verbose: bool) -> None:
    text = printed(lambda c: print_dossier(strike, c, "no crown more", verbose, True), width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert not any(line.endswith(" ") for line in text.splitlines())


def test_sections_stand_in_reading_order(strike: Collation, printed: Printed) -> None:
    text = printed(lambda c: print_dossier(strike, c))
    heads = ["REPORTS", "BRIEF", "TIMELINE", "FIGURES", "DO NOT FIT", "STATEMENTS", "WHO", "WHO TELLS WHAT", "OPEN"]
    places = [text.index(f"\n{head}") for head in heads]
    assert places == sorted(places)
    assert "CUT AWAY" not in text


def test_a_pipe_gets_no_colour(strike: Collation) -> None:
    out = io.StringIO()
    print_dossier(strike, Console(file=out))
    assert "\x1b" not in out.getvalue()


def test_empty_sections_are_left_out(empty: Collation, printed: Printed) -> None:
    text = printed(lambda c: print_dossier(empty, c, debris=True))
    assert text.splitlines()[0].startswith("Nothing")
    assert "TIMELINE" not in text and "OPEN" not in text


def test_what_a_report_says_is_never_obeyed(strike: Collation, printed: Printed) -> None:
    gist = "[bold red]paid[/] \x1b[2J\u202e :smile: https://x.example"
    statements = tuple(msgspec.structs.replace(s, gist=gist) for s in strike.statements)
    text = printed(lambda c: print_dossier(msgspec.structs.replace(strike, statements=statements), c), 120)
    assert "[bold red]paid[/] \\x1b[2J\\u202e :smile: https://x.example" in text


def test_a_console_without_unicode_gets_other_marks(strike: Collation) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    print_dossier(strike, Console(file=out, width=80))
    out.flush()
    assert b"*oo 1-3" in raw.getvalue()


def test_a_long_section_says_what_is_missing(strike: Collation, printed: Printed) -> None:
    one = strike.statements[1]
    many = tuple(msgspec.structs.replace(one, id=f"s{i}", gist=f"claim {i}") for i in range(40))
    long = msgspec.structs.replace(strike, statements=many)
    assert "… 30 more (--verbose)" in printed(lambda c: print_dossier(long, c))
    assert "more (--verbose)" not in printed(lambda c: print_dossier(long, c, verbose=True))


def test_a_claim_comes_on_top(strike: Collation, printed: Printed) -> None:
    text = printed(lambda c: print_dossier(strike, c, about="the union broke off the talks"))
    assert text.index("ABOUT") < text.index("REPORTS")
    assert "No record" in printed(lambda c: print_dossier(strike, c, about="volcano erupts"))


@pytest.mark.parametrize("label", ["S1", "e2", "F1", "A1", "C1", "r1", "t01", "d01"])
@pytest.mark.parametrize("width", [60, 100])
def test_any_record_can_be_opened(strike: Collation, printed: Printed, label: str, width: int) -> None:
    text = printed(lambda c: print_record(strike, label, c), width)
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_an_open_record_shows_its_words_in_place(strike: Collation, printed: Printed) -> None:
    text = " ".join(printed(lambda c: print_record(strike, "S1", c)).split())
    assert "on Monday. »“We cannot pay a single crown more,”« Maron told reporters" in text
    assert "BECAUSE four tellings of one refusal to pay" in text
    assert "NEARLY JOINED 0.20" in text


def test_an_unknown_label_is_answered_with_what_there_is(strike: Collation, printed: Printed) -> None:
    with pytest.raises(UserError, match="S99: no such record"):
        printed(lambda c: print_record(strike, "S99", c))
