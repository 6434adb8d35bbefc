"""What can be wrong with the input, and what came in: the words of all ways in."""

from __future__ import annotations

import msgspec

from stemma.model import Report


class Problem(msgspec.Struct, frozen=True):
    """Something that is wrong with the input: where, what, and what to do; ``lost`` unless it was read all the same."""

    where: str
    what: str
    remedy: str
    lost: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.remedy}"


def tidy(problem: Problem) -> Problem:
    """The problem as one line that a terminal can show, whatever a hostile file put in its names and messages."""
    return Problem(_line(problem.where, 500), _line(problem.what, 200), _line(problem.remedy, 200), problem.lost)


def _line(words: str, most: int) -> str:
    shown = words if words.isprintable() else "".join(c if c.isprintable() else " " for c in words)
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"


class Intake(msgspec.Struct, frozen=True):
    """What came in: the reports, sorted by id, and the problems on the way."""

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]


class Refused(Exception):  # noqa: N818  (it ends one piece, not the run)
    """Raised inside a way in where a piece cannot be read at all; carries the problem to show."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}; {remedy}")
        self.problem = Problem(where, what, remedy)
