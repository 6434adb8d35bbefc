"""One report into one Reading: parse, then one small pass for each kind of finding."""

from __future__ import annotations

from msgspec.structs import replace

from stemma.intake.debris import debris
from stemma.model import Reading, Report, Stretch
from stemma.reading.attributions import attributions, speakers
from stemma.reading.coreference import resolved
from stemma.reading.credits import credits
from stemma.reading.events import events
from stemma.reading.figures import figures
from stemma.reading.mentions import mentions
from stemma.reading.parse import Parser, paragraphs
from stemma.reading.propositions import joints, propositions
from stemma.reading.tellers import with_tellers
from stemma.reading.times import times


def read(report: Report, parser: Parser) -> Reading:
    """All findings of one report, in the order of its text, none of them inside debris but times."""
    doc = parser.parse(report.text)
    cut = debris(report.text)
    found_times = times(doc, cut)
    told = attributions(doc, cut)
    found_mentions = resolved(doc, with_tellers(doc, mentions(doc, cut), told), told)
    found_attributions = tuple(
        replace(a, propositions=propositions(doc, a, report.text), joints=joints(doc, a))
        for a in speakers(told, found_mentions)
    )
    found_events = events(doc, found_mentions, found_attributions, found_times, cut)
    return Reading(
        sha256=report.sha256,
        paragraphs=tuple(Stretch(s, e) for s, e in paragraphs(report.text)),
        sentences=tuple(Stretch(s.start_char, s.end_char) for s in doc.sents if not s.text.isspace()),
        debris=cut,
        mentions=found_mentions,
        times=found_times,
        attributions=found_attributions,
        events=found_events,
        figures=figures(doc, found_attributions, found_times, cut),
        credits=credits(report.text, found_attributions, cut),
    )
