"""What one report alone yields, printed in its text."""

from __future__ import annotations

import itertools

from rich.console import Console
from rich.text import Text

from stemma.editions.plain import visible
from stemma.editions.reading import ParagraphView, reading_view
from stemma.editions.terminal.page import DIM, HEADING, Page, dim
from stemma.editions.words import short
from stemma.model import Reading, Report

STYLES = {"said": "green", "event": "bold", "time": "underline", "figure": "cyan", "rests on": "magenta", "cut": DIM}
LONGEST = 160  # characters of a finding's words: the text stands right above


def print_reading(report: Report, reading: Reading, console: Console) -> None:
    """Print a report paragraph by paragraph with what it yields alone: times unbound, speakers as candidates."""
    view = reading_view(report, reading)
    page = Page(console, verbose=True)
    page.text(Text(view.title, style=HEADING), indent=0)
    if view.line:
        page.text(dim(view.line), indent=0)
    page.text(dim(" · ".join(f"{n} {name}" for name, n in view.counts)), indent=0)
    for p in view.paragraphs:
        page.blank()
        _paragraph(page, report.text, p)
    if view.names:
        page.heading("NAMES")
        for name, what, n in view.names:
            page.row([(name, min(30, page.width // 3)), (dim(what), 0), (dim(str(n).rjust(4)), 4)])


def _paragraph(page: Page, text: str, p: ParagraphView) -> None:
    if p.cut:
        page.text(dim(visible(p.span.of(text))), indent=2)
    else:
        page.text(_styled(text, p), indent=2)
    for note in p.notes:
        if note.kind == "cut" and not p.cut:
            continue
        words = Text(f"“{short(note.words, LONGEST)}”" if note.words else "")
        detail = Text(("  " if words else "") + note.detail, style=DIM)
        page.row([(Text(note.kind, style=STYLES.get(note.kind, "")), 8), (words.append_text(detail), 0)], indent=4)


def _styled(text: str, p: ParagraphView) -> Text:
    """The paragraph with its findings' styles; pieces are cut before hidden characters are written out."""
    bounds = {p.span.start, p.span.end}
    for span, _ in p.marks:
        bounds |= {max(p.span.start, span.start), min(p.span.end, span.end)}
    cuts = sorted(bounds)
    out = Text()
    for start, end in itertools.pairwise(cuts):
        piece = Text(visible(text[start:end]))
        for span, kind in p.marks:
            if span.start <= start and end <= span.end and kind in STYLES:
                piece.stylize(STYLES[kind])
        out.append_text(piece)
    return out
