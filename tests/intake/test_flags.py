"""Flags on a report as a whole: each with words that an editor sees at once; plain reports have none."""

from __future__ import annotations

import pytest

from stemma.intake.flags import flags
from stemma.intake.text import report

BODY = (
    "The harbour office in Port Ansel said on Monday that the ferries would stay in port until the talks had ended.\n"
    "Union leader Tobin Quay told reporters that the offer was “an insult to every crew on the coast”.\n"
    "About 1,200 passengers were stranded on the islands, according to the harbour office, and 14 ships lay idle.\n"
)
LONG = BODY * 3


def kinds(text: str, **fields: str) -> list[str]:
    return [f.kind for f in flags(report(text, **fields))]


@pytest.mark.parametrize(
    ("text", "fields", "kind"),
    [
        (BODY + "The ministry said that it would…", {}, "truncated"),
        (BODY + "The ministry said... [+2113 chars]", {}, "truncated"),
        (BODY + "The ministry said [...]", {}, "truncated"),
        (BODY + "Subscribe to continue reading.", {}, "truncated"),
        (BODY + "Read the full story at the Ansel Post", {}, "truncated"),
        (BODY + "The ministry said on Sunday. It would not improve the offer that it had made to the crews, since the "
         "budget of the coast for the year had been set by the", {}, "truncated"),
        (BODY + "The ministry said on Sunday that it would not improve the offer that it had made to the cr", {},
         "truncated"),
        (BODY, {"title": "Opinion: The ferries must sail"}, "opinion"),
        (BODY, {"title": "Editorial | The ferries must sail"}, "opinion"),
        (BODY, {"url": "https://post.example/opinion/2031/ferries"}, "opinion"),
        (BODY + "The views expressed in this article are those of the author and not of the Post.", {}, "opinion"),
        (BODY, {"title": "Ferry strike: live updates"}, "live"),
        ("".join(f"1{n}:05 GMT\nThe ferry waits, entry {n}.\n" for n in range(5)), {}, "live"),
        (BODY, {"title": "News in brief"}, "roundup"),
        (BODY, {"title": "Morning briefing: ferries, rain, talks"}, "roundup"),
        ("World news in brief\n" + BODY, {}, "roundup"),
        (f"PORT ANSEL, May 3 (Vesmar) - {LONG}DUNE CITY, May 4 (Vesmar) - {LONG}", {}, "mixed"),
    ],
)  # fmt: skip
def test_what_is_odd_is_flagged_with_its_evidence(text: str, fields: dict[str, str], kind: str) -> None:
    made = report(text, **fields)
    assert kinds(text, **fields) == [kind]
    (flag,) = flags(made)
    assert flag.why and all(0 <= s.start < s.end <= len(text) for s in flag.stretches)
    assert flag.stretches or fields


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (BODY, {}),
        (
            BODY,
            {"title": "Opinion polls: the minister falls behind", "url": "https://post.example/politics/opinion-polls"},
        ),
        (BODY, {"title": "Ferry crews live on 900 crowns a month", "url": "https://post.example/lives/crews"}),
        (BODY, {"title": "Police round up smugglers at Port Ansel"}),
        (BODY + "“We shall see…” said Quay.", {}),
        (BODY + "At 10:05 the ferry sailed. At 11:00 it came back.", {}),
        (f"PORT ANSEL, May 3 (Vesmar) - {LONG}", {}),
        (
            BODY
            + "- Reporting by Ida Rook and Jo Pell in Port Ansel, writing by Tom Hale, editing by the Dune City desk",
            {},
        ),
        ("Short note", {}),
        (
            BODY + "The offer is open until the crews have voted, the office in Port Ansel told them in its letter",
            {},
        ),
        (BODY + "The last ferry of the winter left the quay of Port Ansel on Sunday evening shortly after 9 pm", {}),
        (BODY + "The ferries… well, who knows when they will sail… we shall see…", {}),
        ("", {"title": ""}),
    ],
)
def test_plain_reports_have_no_flag(text: str, fields: dict[str, str]) -> None:
    assert kinds(text, **fields) == []
