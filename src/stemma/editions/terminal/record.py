"""One record opened in place: its words where they stand in the reports, why it is as it is, what was nearly joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from stemma.editions import names as naming
from stemma.editions.names import Names
from stemma.editions.place import place
from stemma.editions.plain import visible
from stemma.editions.record import RecordView, every_record, record_view
from stemma.editions.terminal.page import DIM, HEADING, LABEL, Page, dim
from stemma.editions.words import distinct
from stemma.model import Collation, Join, Reason


def print_record(collation: Collation, label_or_id: str, console: Console) -> None:
    """Print a record, named by its label ("S1"), its id or the start of its id, with its words in their place.

    Raises UserError where nothing has this name.
    """
    names = naming.names(collation)
    view = record_view(collation, names, every_record(collation)[naming.find(collation, names, label_or_id)])
    page = Page(console, verbose=True)
    page.text(
        Text(view.label, style=LABEL).append("  ").append(view.title, style=f"default {HEADING}"), indent=0, hang=4
    )
    page.text(dim(view.head), indent=0)
    for name, words in view.facts:
        page.row([(dim(name), max(len(n) for n, _ in view.facts)), (words, 0)])
    _in_place(page, names, view)
    _reasons(page, view.because)
    _joins(page, names, view)
    if view.settle:
        page.heading("WOULD SETTLE IT")
        page.text(visible(view.settle))


def _in_place(page: Page, names: Names, view: RecordView) -> None:
    if not view.places:
        return
    page.heading("IN THE REPORTS")
    label = max(len(names.report(s.report)) for s, _ in view.places)
    for span, note in view.places:
        before, words, after = place(names.texts.get(span.report), span)
        text = Text(before, style=DIM).append(f"»{words}«", style="not dim bold").append(after)
        if note:
            text.append(f"  {note}", style=LABEL)
        page.row([(Text(names.report(span.report), style=LABEL), label), (text, 0)])


def _reasons(page: Page, reasons: Sequence[Reason]) -> None:
    if not reasons:
        return
    page.heading("BECAUSE")
    for words in distinct(f"{visible(r.words)}  [{visible(r.rule)}]" for r in reasons):
        page.text(words, hang=2)


def _joins(page: Page, names: Names, view: RecordView) -> None:
    for title, joins in (("JOINED", view.joined), ("NEARLY JOINED", view.refused)):
        if joins:
            page.heading(title)
            for join in joins:
                _join(page, names, join, view.called)


def _join(page: Page, names: Names, join: Join, called: Mapping[str, str]) -> None:
    pair = " – ".join(called.get(x) or names.labels.get(x) or x for x in (join.a, join.b))
    text = Text(f"{pair}  ").append("; ".join(_words(join.because)), style=DIM)
    page.row([(dim(f"{join.score:.2f}"), 5), (text, 0)])


def _words(reasons: Iterable[Reason]) -> list[str]:
    return [visible(r.words) for r in reasons]
