"""The dossier in the terminal: what is established and on how many origins, what does not fit, then the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from stemma.editions.dossier import dossier
from stemma.editions.plain import visible
from stemma.editions.rows import (
    ConflictRow,
    Dossier,
    EventRow,
    MatrixRow,
)
from stemma.editions.terminal.page import DIM, LABEL, WARN, Page, dim, joined, marks, marks_width
from stemma.editions.terminal.statements import print_about, print_because, print_statements
from stemma.editions.words import CELLS, RELATIONS, count, quoted, short
from stemma.model import Collation

REPEATED = 2  # times: advice that more rows share tells a reader nothing
TITLE = 120
QUOTED = 120  # characters of a sentence that stands for others
MOST_LISTED = 6  # reports: more of them are counted, not named
NARROW = 76  # columns: below it secondary columns move into the text or are left out

# How many rows a section shows unless verbose: each section then fits a screen of 40 lines.
MOST = {
    "reports": 12,
    "brief": 8,
    "timeline": 15,
    "figures": 12,
    "conflicts": 8,
    "labels": 8,
    "actors": 10,
    "rests": 14,
    "unsourced": 12,
    "matrix": 18,
    "open": 10,
    "received": 12,
    "debris": 4,
}


def print_dossier(
    collation: Collation, console: Console, about: str | None = None, verbose: bool = False, debris: bool = False
) -> None:
    """Print a collation as a dossier, as wide as the console.

    ``about`` puts the records that tell a claim on top; ``verbose`` shows every row and the reasons; ``debris`` shows
    what was cut away from the reports.
    """
    d = dossier(collation, about)
    page = Page(console, verbose)
    _head(page, d)
    print_about(page, d)
    _reports(page, d)
    _brief(page, d)
    _timeline(page, d)
    _figures(page, d)
    _conflicts(page, d)
    print_statements(page, d)
    _labels(page, d)
    _actors(page, d)
    _rests(page, d)
    _unsourced(page, d)
    _matrix(page, d)
    if verbose:
        _times(page, d)
    _open(page, d)
    _received(page, d)
    _left_out(page, d)
    if debris:
        _debris(page, d)


def _head(page: Page, d: Dossier) -> None:
    line = " · ".join(d.line)
    title = short(d.title, TITLE)
    if cell_len(title) + cell_len(line) + 4 <= page.width:
        page.emit(
            Text(title, style="bold")
            .append(" " * (page.width - cell_len(title) - cell_len(line)))
            .append(line, style=f"not bold {DIM}")
        )
    else:
        page.text(Text(title, style="bold"), indent=0)
        page.text(dim(line), indent=0)
    low, high = d.standing.low, d.standing.high
    if high:
        most = f", at most {high}" if high > low else ""
        page.text(f"The main event has at least {count(low, 'independent origin')}{most}", indent=0)
    page.text(dim("● named origin   ○ on record or not named   ↳ rests on   ≠ does not fit"), indent=0)


def _reports(page: Page, d: Dossier) -> None:
    if not d.reports:
        return
    page.heading("REPORTS")
    shown = d.reports[: page.most(MOST["reports"], len(d.reports))]
    label = max(len(r.label) for r in shown)
    when = [joined([r.date, dim(r.how)], " ") for r in shown]
    date = min(22 if page.wide else 20, max(len(w) for w in when))
    name = min(34 if page.wide else 24, max(cell_len(r.name) + (len(r.owner) + 3 if r.owner else 0) for r in shown))
    narrow = page.width < NARROW
    room = page.width - label - date - name - 8
    for r, on in zip(shown, when, strict=True):
        flags = joined([Text(", ".join(r.flags), style=WARN), dim(r.language) if r.language != "en" else ""], " ")
        who = joined([r.name, dim(f"({r.owner})") if r.owner else ""], " ")
        if narrow:
            page.row([(Text(r.label, style=LABEL), label), (joined([who, on, flags], "  "), 0)])
            continue
        title = Text(short(r.title, max(12, room - (len(flags) + 2 if flags else 0))))
        page.row([(Text(r.label, style=LABEL), label), (who, name), (on, date), (joined([title, flags], "  "), 0)])
    page.more(len(d.reports) - len(shown))


def _brief(page: Page, d: Dossier) -> None:
    if not d.brief:
        return
    page.heading("BRIEF", "independent")
    shown = d.brief[: page.most(MOST["brief"], len(d.brief))]
    right = max(len(b.standing.numbers) for b in shown)
    for b in shown:
        text = Text(b.text)
        if b.hedge:
            text.append(f" ({b.hedge})", style=DIM)
        if b.labels:
            text.append(f"  {' '.join(b.labels)}", style=LABEL)
        page.row([(text, 0), (Text(b.standing.numbers.rjust(right)), right)])
    page.more(len(d.brief) - len(shown))


def _timeline(page: Page, d: Dossier) -> None:
    if not d.timeline:
        return
    page.heading("TIMELINE", "independent")
    keep = page.most(MOST["timeline"], len(d.timeline))
    best = sorted(d.timeline, key=lambda e: (-len(e.reports), -e.standing.low))[:keep]
    chosen = {e.id for e in best}
    shown = [e for e in d.timeline if e.id in chosen]
    marked, right = marks_width([e.standing for e in shown])
    date = min(20, max(len(e.date or "day unknown") for e in shown))
    label = max(len(e.label) for e in shown)
    where = max(len(_where(e)) for e in shown)
    last = ""
    for e in shown:
        when = e.date or "day unknown"
        title = Text("  " * e.depth + e.title)
        notes = [n for n in [*e.notes, *([e.type.lower()] if page.verbose else [])] if n]
        if notes:
            title.append(f"  {', '.join(notes)}", style=DIM)
        reports = _where(e)
        if not page.wide:
            title.append(f"  {reports}", style=DIM)
        cells: list[tuple[Text | str, int]] = [
            (when if when != last else "", date),
            (Text(e.label, style=LABEL), label),
            (title, 0),
        ]
        if page.wide:
            cells.append((dim(reports), where))
        page.row([*cells, (marks(e.standing, marked), right)])
        last = when
        if page.verbose:
            print_because(page, e.because[0].words if e.because else "", date + label + 6)
    page.more(len(d.timeline) - len(shown))


def _where(e: EventRow) -> str:
    return " ".join(e.reports) if len(e.reports) <= MOST_LISTED else count(len(e.reports), "report")


def _figures(page: Page, d: Dossier) -> None:
    if not d.figures:
        return
    page.heading("FIGURES", "independent")
    keep = page.most(MOST["figures"], len(d.figures))
    telling = sorted(d.figures, key=lambda f: (f.relation not in {"differ", "update"}, not f.doubts, -len(f.reports)))
    chosen = {f.id for f in telling[:keep]}
    shown = [f for f in d.figures if f.id in chosen]
    label = max(len(f.label) for f in shown)
    marked, right = marks_width([f.standing for f in shown])
    subject = min(26 if page.width < 100 else 36, max(cell_len(f.subject) for f in shown))
    for f in shown:
        values = joined(
            [
                Text(v.words, style="bold").append(f" ({v.by})" if v.by else "", style=f"not bold {DIM}")
                for v in f.values
            ],
            " → " if f.relation == "update" else " · ",
        )
        if RELATIONS[f.relation]:
            values.append(f"  {RELATIONS[f.relation]}", style=WARN if f.relation == "differ" else DIM)
        for doubt in f.doubts:
            values.append("\n? ", style=WARN).append(doubt)
        page.row(
            [(Text(f.label, style=LABEL), label), (f.subject, subject), (values, 0), (marks(f.standing, marked), right)]
        )
    page.more(len(d.figures) - len(shown))


def _conflicts(page: Page, d: Dossier) -> None:
    if not d.conflicts:
        return
    page.heading("DO NOT FIT")
    shown = d.conflicts[: page.most(MOST["conflicts"], len(d.conflicts))]
    label = max(len(c.label) for c in shown)
    for c in shown:
        _conflict(page, c, label)
    page.more(len(d.conflicts) - len(shown))


def _conflict(page: Page, c: ConflictRow, label: int) -> None:
    kind = c.kind if c.status == "conflict" else c.status
    right = max(14, cell_len(c.weighed)) if page.width >= NARROW else 10
    weighed = c.weighed if page.width >= NARROW else ""
    page.row(
        [
            (Text(c.label, style=LABEL), label),
            (c.about, 0),
            (joined([Text(kind, style=WARN)]), 9),
            (dim(weighed), right),
        ]
    )
    width = min(16, max(len(" ".join(s.reports)) for s in c.sides))
    for s in c.sides:
        words = joined([quoted(short(w, 160)) for w in s.words[:2]], " / ")
        if s.value:
            words = Text(f"{s.value}: ").append_text(words) if words else Text(s.value)
        if s.origins and not c.shared_origins:
            words.append(f"  ↳ {'; '.join(s.origins)}", style=DIM)
        page.row([(dim(" ".join(s.reports)), width), (words, 0)], indent=label + 4)
    if c.shared_origins:
        page.text(dim(f"all sides ↳ {'; '.join(c.shared_origins)}"), indent=label + 4, hang=2)
    for note in (c.explained and f"explained: {c.explained}", c.settle and f"would settle it: {c.settle}"):
        if note:
            page.text(dim(note), indent=label + 4)


def _labels(page: Page, d: Dossier) -> None:
    if not d.labels:
        return
    page.heading("CALLED BY DIFFERENT WORDS")
    shown = d.labels[: page.most(MOST["labels"], len(d.labels))]
    label = max(len(r.target) for r in shown)
    name = min(26, max(cell_len(r.name) for r in shown))
    for r in shown:
        uses = joined(
            [
                Text(f"“{u.words}”").append(f" ({' '.join(u.reports)}{', ' + u.tone if u.tone else ''})", style=DIM)
                for u in r.uses
            ]
        )
        page.row([(Text(r.target, style=LABEL), label), (short(r.name, 60), name), (uses, 0)])
    page.more(len(d.labels) - len(shown))


def _actors(page: Page, d: Dossier) -> None:
    actors = [a for a in d.actors if page.verbose or a.mentions > 1]
    if not actors:
        return
    page.heading("WHO", "mentions")
    keep = page.most(MOST["actors"], len(actors))
    chosen = {a.id for a in sorted(actors, key=lambda a: -a.mentions)[:keep]}
    shown = [a for a in actors if a.id in chosen]
    label = max(len(a.label) for a in shown)
    for a in shown:
        text = Text(a.name)
        if a.offices:
            text.append(f", {', '.join(a.offices[:3])}", style=DIM)
        if a.also:
            listed = a.also if page.verbose else a.also[:5]
            rest = f" and {len(a.also) - len(listed)} more" if len(a.also) > len(listed) else ""
            text.append(f"  also {', '.join(f'“{n}”' for n in listed)}{rest}", style=DIM)
        kind = " ".join(p for p in (a.kind, a.country) if p)
        cells: list[tuple[Text | str, int]] = [(Text(a.label, style=LABEL), label), (text, 0)]
        if page.width >= NARROW:
            cells.append((dim(kind), 16))
        page.row([*cells, (dim(str(a.mentions).rjust(4)), 4)])
    page.more(len(d.actors) - len(shown))


def _rests(page: Page, d: Dossier) -> None:
    if not d.rests:
        return
    page.heading("WHO RESTS ON WHOM")
    shown = d.rests[: page.most(MOST["rests"], len(d.rests))]
    source = min(28, max(cell_len(r.source) for r in shown))
    target = min(24, max(cell_len(" ".join(r.reports)) for r in shown))
    for r in shown:
        arrow = {"sure": "──►", "either": "◄─►", "common-source": "───"}.get(r.direction, "──►")
        how = Text(r.how, style=DIM if r.credited or r.direction != "sure" else WARN)
        page.row([(r.source, source), (dim(arrow), 3), (" ".join(r.reports), target), (how, 0)], gap=1)
    page.more(len(d.rests) - len(shown))


def _unsourced(page: Page, d: Dossier) -> None:
    """How many sentences each report asserts with no source at all, and the first of them."""
    found = [r for r in d.reports if r.unsourced]
    if not found:
        return
    page.heading("ASSERTED WITHOUT A SOURCE")
    for r in found[: page.most(MOST["unsourced"], len(found))]:
        spans = r.unsourced if page.verbose else r.unsourced[:1]
        words = "  ".join(f"“{short(visible(s.text), QUOTED)}”" for s in spans)
        page.row([(Text(r.label, style=LABEL), 4), (count(len(r.unsourced), "sentence"), 13), (words, 0)], gap=1)
    page.more(len(found) - min(len(found), page.most(MOST["unsourced"], len(found))))


def _matrix(page: Page, d: Dossier) -> None:
    if not d.matrix:
        return
    page.heading("WHO TELLS WHAT")
    keep = page.most(MOST["matrix"], len(d.matrix))
    chosen = {r.id for r in sorted(d.matrix, key=lambda r: ("contradicted" not in r.cells, -r.told))[:keep]}
    shown = [r for r in d.matrix if r.id in chosen]
    labels = [r.label for r in d.reports]
    wide = max(2, *(len(x) for x in labels)) + 2
    title = max(20, min(60, page.width - 8 - wide * len(labels)))
    at_once = max(1, (page.width - 8 - title) // wide)
    for start in range(0, len(labels), at_once):
        if start:
            page.blank()
        _matrix_block(page, shown, labels[start : start + at_once], start, title, wide)
    used = {c for r in shown for c in r.cells}
    legend = [f"{CELLS[c]} {c.replace('-', ' ')}" for c in CELLS if c in used and CELLS[c]]
    page.text(dim("   ".join(legend)))
    page.more(len(d.matrix) - len(shown))


def _matrix_block(
    page: Page, rows: Sequence[MatrixRow], labels: Sequence[str], start: int, title: int, wide: int
) -> None:
    page.emit(Text(" " * (8 + title) + "".join(x.rjust(wide) for x in labels), style=DIM))
    for r in rows:
        line = Text("  ").append(r.label.ljust(5), style=LABEL)
        words = Text(short(r.title, title))
        words.truncate(title, overflow="ellipsis")
        line.append_text(words).append(" " * (title - cell_len(words.plain) + 1))
        for cell in r.cells[start : start + len(labels)]:
            style = WARN if cell == "contradicted" else DIM if cell in {"left-out", "not-yet-known"} else ""
            line.append(CELLS.get(cell, cell).rjust(wide), style=style)
        page.emit(line)


def _times(page: Page, d: Dossier) -> None:
    told = [t for t in d.times if t.how]
    if not told:
        return
    page.heading("DAYS")
    for t in told:
        text = Text(f"“{t.words}” → {t.value}").append(f"  {t.how}", style=DIM)
        page.row([(dim(t.report), 5), (text, 0)])


def _open(page: Page, d: Dossier) -> None:
    if not d.open:
        return
    page.heading("OPEN")
    shown = d.open[: page.most(MOST["open"], len(d.open))]
    label = max(len(o.label) for o in shown)
    often = Counter(o.settle for o in d.open)
    for o in shown:
        text = Text(o.words if page.verbose else short(o.words, 240))
        if o.why and (page.verbose or not o.settle):
            text.append(f"  {o.why}", style=DIM)
        if o.settle and (page.verbose or often[o.settle] <= REPEATED):
            text.append(f"  would settle it: {o.settle}", style=DIM)
        page.row([(Text(o.label, style=LABEL), label), (text, 0)] if label else [(text, 0)])
    page.more(len(d.open) - len(shown))


def _received(page: Page, d: Dossier) -> None:
    """Flags and changes; with ``verbose`` also links, datelines and where inferred metadata was found."""
    rows = [(r.label, n) for r in d.reports for n in r.received if n.loud or page.verbose]
    if not rows:
        return
    page.heading("AS RECEIVED")
    shown = rows[: page.most(MOST["received"], len(rows))]
    label = max(len(r) for r, _ in shown)
    kind = max(len(n.kind) for _, n in shown)
    last = ""
    for report, n in shown:
        what = Text(n.kind, style=WARN if n.loud else DIM)
        page.row([(Text(report if report != last else "", style=LABEL), label), (what, kind), (n.words, 0)])
        last = report
    page.more(len(rows) - len(shown))


def _left_out(page: Page, d: Dossier) -> None:
    if not d.left_out:
        return
    page.heading("LEFT OUT")
    for report, why in d.left_out:
        page.text(Text(report).append(f"  {why}", style=DIM), hang=2)


def _debris(page: Page, d: Dossier) -> None:
    cut = [r for r in d.reports if r.debris]
    if not cut:
        return
    page.heading("CUT AWAY")
    for r in cut:
        shown = r.debris[: page.most(MOST["debris"], len(r.debris))]
        for span, why in shown:
            words = Text(f"“{short(visible(span.text), 120)}”").append(f"  {why}", style=DIM)
            page.row([(Text(r.label, style=LABEL), 5), (words, 0)])
        page.more(len(r.debris) - len(shown), 9)
