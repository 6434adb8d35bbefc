"""Statements in the terminal: who said it, each variant's words and hands, the wording side by side."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from stemma.editions.plain import visible
from stemma.editions.rows import Dossier, Group, Standing, StatementRow, Telling, Wording
from stemma.editions.terminal.page import DIM, LABEL, Page, dim, joined, marks, marks_width
from stemma.editions.words import same, short

MOST_STATEMENTS = 10
MOST_TELLINGS = 4
TELLING = 0.5  # of the words in common: below it brackets in a line are harder to read than the tellings


def print_about(page: Page, d: Dossier) -> None:
    """The records that tell a claim, first telling first."""
    if d.about is None:
        return
    page.heading(f"ABOUT “{short(d.about, max(20, page.width - 10))}”")
    if not d.found:
        page.text("No record of this story tells it.")
    marked, right = marks_width([f.standing for f in d.found])
    for found in d.found:
        page.row([(Text(found.label, style=LABEL), 4), (Text(found.title), 0), (marks(found.standing, marked), right)])
        page.text(dim(found.head), indent=8)
        _tellings(page, found.tellings, found.title, indent=8, first="first told in")


def print_statements(page: Page, d: Dossier) -> None:
    """Statements by speaker and occasion; the most told ones unless verbose."""
    if not d.groups:
        return
    page.heading("STATEMENTS", "independent")
    every = [s for g in d.groups for s in g.statements]
    keep = page.most(MOST_STATEMENTS, len(every))
    best = sorted(every, key=lambda s: (-len(s.reports), -s.standing.low, -len(s.tellings)))[:keep]
    chosen = {s.id for s in best}
    marked, right = marks_width([s.standing for s in best])
    label = max(len(s.label) for s in best)
    for at, group in enumerate(g for g in d.groups if chosen & {s.id for s in g.statements}):
        if at:
            page.blank()
        _group(page, group, chosen, (label, marked, right))
    page.more(len(every) - len(best))


def _group(page: Page, group: Group, chosen: set[str], widths: tuple[int, int, int]) -> None:
    page.text(Text(group.speaker, style="bold").append(f" · {group.occasion}", style=f"not bold {DIM}"), hang=2)
    for s in group.statements:
        if s.id in chosen:
            _statement(page, s, widths)


def _statement(page: Page, s: StatementRow, widths: tuple[int, int, int]) -> None:
    only = s.tellings[0] if len(s.tellings) == 1 else None
    alone = only is not None and (same(only.words, s.title) or s.title.endswith("…"))
    title = Text(only.words if only and alone else s.title)
    if s.notes:
        title.append(f"  {', '.join(s.notes)}", style=DIM)
    label, marked, right = widths
    page.row([(Text(s.label, style=LABEL), label), (title, 0), (marks(s.standing, marked), right)])
    indent = label + 4
    if only and alone:
        how = joined([dim(" ".join(only.reports)), _how(only), _origins(s.standing, only)])
        page.text(how, indent=indent, hang=2)
    else:
        _tellings(page, s.tellings, s.title, indent)
        if origins := _origins(s.standing, None):
            page.text(origins, indent=indent, hang=2)
    if s.wording:
        _wording(page, s.wording, indent)
    if page.verbose:
        print_because(page, s.because[0].words if s.because else "", indent)


def _tellings(page: Page, tellings: Sequence[Telling], title: str, indent: int, first: str = "") -> None:
    shown = tellings[: page.most(MOST_TELLINGS, len(tellings))]
    width = min(14, max((len(" ".join(t.reports)) for t in shown), default=0))
    for t in shown:
        words = Text(t.words)
        how = _how(t)
        cells: list[tuple[Text | str, int]] = [(dim(" ".join(t.reports)), width)]
        if page.wide:
            page.row([*cells, (words, 0), (how, 36)], indent=indent)
        else:
            page.row([*cells, (joined([words, how], "  "), 0)], indent=indent)
    page.more(len(tellings) - len(shown), indent)


def _how(t: Telling) -> Text:
    """Form, hands and notes of a telling, dim."""
    parts = [t.form, *t.notes]
    text = dim(", ".join(p for p in parts if p))
    if t.chain:
        text.append(f"{' ' if text else ''}↳ {' ↳ '.join(t.chain)}", style=DIM)
    return text


def _origins(standing: Standing, only: Telling | None) -> Text:
    """The origins in words, unless the chain already says them."""
    origins = standing.origins
    if not origins or (only and set(origins) <= set(only.chain)):
        return Text()
    return dim(f"{'origin' if len(origins) == 1 else 'origins'}: {'; '.join(origins)}")


def _wording(page: Page, wording: Wording, indent: int) -> None:
    labels = max(len(label) for label, _ in wording.rows)
    widths = [max(cell_len(row[c] or "–") for _, row in wording.rows) for c in range(len(wording.kinds))]
    if indent + 9 + labels + 2 + sum(widths) + len(widths) <= page.width:
        for at, (label, row) in enumerate(wording.rows):
            line = Text(" " * indent).append("wording  " if not at else " " * 9, style=DIM)
            line.append(label.ljust(labels + 2), style=DIM)
            for words, width, kind in zip(row, widths, wording.kinds, strict=True):
                line.append(words or "–", style="" if kind == "same" else "bold")
                line.append(" " * (width - cell_len(words or "–") + 1))
            page.emit(line)
    elif page.verbose or wording.agreement >= TELLING:
        page.row([(dim("wording"), 7), (Text(wording.apparatus), 0)], indent=indent)


def print_because(page: Page, words: str, indent: int) -> None:
    """The deciding reason, dim."""
    if words:
        page.text(dim(f"because {visible(words)}"), indent=indent, hang=2)
