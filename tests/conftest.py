"""What tests share: one parser a session, and a made-up story of three short reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import settings

from stemma.collation.collate import collate
from stemma.engine import readings
from stemma.intake.text import report as made
from stemma.model import Collation, Report, Witness
from stemma.reading.parse import Parser

# No deadline: a busy machine is no fault of the code. Derandomized: the same tests on every run.
settings.register_profile("stemma", deadline=None, derandomize=True)
settings.load_profile("stemma")

BEACON = """Quay workers in Port Ansel walk out over pay
By Pia Lund in Port Ansel

PORT ANSEL, May 4 (Vesmar News Agency) - Harbour workers walked out on Sunday, and at least 14 ships lay idle.

Harbour minister Orla Veit met union leader Tobin Quay at the harbour office on Saturday, Vesmar News Agency reported.

"This is the last offer that we will make to the harbour workers," Veit told reporters after the meeting.

Quay said the union would not sign an agreement that cuts the night allowance of the crane drivers.
"""
COURIER = """Port strike: minister says offer stands
Harbour workers in Port Ansel walked out on Sunday, and 17 ships lay idle by Monday morning.

"This is the last offer that we will make to the harbour workers," Orla Veit said at a press conference on Saturday.

Union leader Tobin Quay denied that the union had broken off the talks.
"We were at the table until midnight," he told the Dune Courier.
"""
LEDGER = """Minister: no better offer for Ansel dockers
The harbour minister, Orla Veit, said on Saturday that no better offer would be made, Vesmar News Agency reported.

The strike costs the port 4 million crowns a day, according to the harbour office.

Mr Quay told Vesmar News Agency that the union had sat at the table until midnight.
"""


def story() -> tuple[Report, ...]:
    """A strike in an invented port, told by three invented outlets; two of them rest on one agency."""
    return (
        made(BEACON, id="beacon", outlet="Ansel Beacon", title=BEACON.split("\n")[0], published="2031-05-04"),
        made(COURIER, id="courier", outlet="Dune Courier", title=COURIER.split("\n")[0], published="2031-05-05"),
        made(LEDGER, id="ledger", outlet="Northern Ledger", title=LEDGER.split("\n")[0], published="2031-05-05"),
    )


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="session")
def reports() -> tuple[Report, ...]:
    return story()


@pytest.fixture(scope="session")
def witness(parser: Parser) -> Callable[..., Witness]:
    """Reads a text: ``witness(text, id="a", outlet=...)``."""

    def of(text: str, **fields: str) -> Witness:
        report = made(text, **fields)
        return Witness(report, readings([report], parser=parser)[0])

    return of


@pytest.fixture(scope="session")
def collated(witness: Callable[..., Witness]) -> Callable[..., Collation]:
    """Collates texts, or (text, fields) pairs; reports without an id are called a, b, c, ..."""

    def of(*texts: str | tuple[str, dict[str, str]]) -> Collation:
        witnesses = []
        for letter, item in zip("abcdefghijklmnop", texts):
            text, fields = (item, {}) if isinstance(item, str) else item
            witnesses.append(witness(text, **({"id": letter, "published": "2031-05-04"} | fields)))
        return collate(witnesses)

    return of


@pytest.fixture(scope="session")
def witnesses(reports: Sequence[Report], parser: Parser) -> tuple[Witness, ...]:
    """The made-up story, read."""
    return tuple(Witness(r, x) for r, x in zip(reports, readings(reports, parser=parser)))


@pytest.fixture(scope="session")
def collation(witnesses: Sequence[Witness]) -> Collation:
    """The made-up story, collated."""
    return collate(witnesses)
