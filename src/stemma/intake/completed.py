"""What a report's own text adds to what came with it: its language, its metadata where that lacks, and flags."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from stemma.intake.flags import flags
from stemma.intake.heads import head_of
from stemma.intake.language import language_of
from stemma.model import Report

_FIELDS = ("title", "outlet", "authors", "url")


def completed(reports: Iterable[Report]) -> tuple[Report, ...]:
    """The reports with language, title, outlet, authors, dateline and flags as far as their texts tell them.

    What came with a report always stands, and so does its id. Apart from taking in, because a pile of rows can be taken
    in a hundred times faster than it can be looked through, and most of it may never be collated.
    """
    return tuple(_completed(r) for r in reports)


def _completed(report: Report) -> Report:
    language = language_of(report.text) if report.language == "en" else report.language
    head = head_of(report.text, {f: v for f in _FIELDS if (v := getattr(report, f))})
    made = msgspec.structs.replace(
        report,
        language=language,
        dateline=report.dateline or head.dateline,
        because=(*report.because, *head.because),
        **head.fields,
    )
    found = flags(made)
    return msgspec.structs.replace(made, flags=found) if found != made.flags else made
