"""The terminal as a page: headings, rows of wrapped columns, hanging indents; no colour or Unicode needed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from stemma.editions.rows import Standing

NARROWEST = 40
WIDEST = 140  # beyond it the eye loses the line between the left and the right column
INDENT = 2

HEADING = "bold"
LABEL = "cyan"
DIM = "dim"
WARN = "yellow"
MARK = "green"

_PLAIN = str.maketrans("●○◐≠–—·…↳→►◄─│“”„‘’×", '*o1#--..<>><-|"""\'\'x')


class Page:
    """A console with a width to write to; ``verbose`` lifts the limits on how much a section shows."""

    def __init__(self, console: Console, verbose: bool = False) -> None:
        self.console = console
        self.verbose = verbose
        self.width = max(NARROWEST, min(console.width, WIDEST))
        self.wide = self.width >= 100
        self._started = False

    def emit(self, text: Text) -> None:
        """One line as it is: never wrapped, highlighted or read as markup."""
        text.rstrip()
        encoding = (self.console.encoding or "utf-8").lower()
        if not encoding.startswith("utf"):
            text = _encodable(text, encoding)
        self.console.print(text, soft_wrap=True, highlight=False, markup=False, emoji=False)

    def blank(self) -> None:
        """An empty line."""
        self.emit(Text())

    def heading(self, title: str, note: str = "") -> None:
        """A section's heading with a dim note at the right edge."""
        self.blank()
        room = self.width - cell_len(title) - cell_len(note)
        line = Text(title, style=HEADING)
        if note and room > 2:
            line.append(" " * room)
            line.append(note, style=f"not bold {DIM}")
        self.emit(line)

    def row(self, cells: Sequence[tuple[Text | str, int]], indent: int = INDENT, gap: int = 2) -> None:
        """Cells side by side, each wrapped within its width; a width of 0 takes what is left."""
        taken = indent + sum(w for _, w in cells) + gap * (len(cells) - 1)
        rest = max(12, self.width - taken)
        wrapped = []
        for cell, width in cells:
            width = width or rest
            text = Text(cell) if isinstance(cell, str) else cell
            lines = text.wrap(self.console, width, overflow="fold") if text else [Text()]
            wrapped.append((list(lines), width))
        for i in range(max(len(lines) for lines, _ in wrapped)):
            line = Text(" " * indent)
            for lines, width in wrapped:
                piece = lines[i] if i < len(lines) else Text()
                piece.rstrip()
                line.append_text(piece)
                line.append(" " * (width - cell_len(piece.plain) + gap))
            self.emit(line)

    def text(self, text: Text | str, indent: int = INDENT, hang: int = 0) -> None:
        """A paragraph; lines after the first stand ``hang`` further in."""
        text = Text(text) if isinstance(text, str) else text
        lines = text.wrap(self.console, max(12, self.width - indent - hang), overflow="fold")
        for i, line in enumerate(lines):
            line.rstrip()
            self.emit(Text(" " * (indent + (hang if i else 0))).append_text(line))

    def more(self, left: int, indent: int = INDENT) -> None:
        """Says how many rows are not shown."""
        if left > 0:
            self.emit(Text(f"{' ' * indent}… {left} more (--verbose)", style=DIM))

    def most(self, limit: int, there: int) -> int:
        """How many of ``there`` rows to show: all when verbose or when only one would be left out."""
        return there if self.verbose or there <= limit + 1 else limit


def marks(standing: Standing, width: int) -> Text:
    """The origins as marks and numbers, "●○○ 1–3", the marks padded to ``width``."""
    full, hollow, cut = standing.marks
    drawn = "●" * full + "○" * hollow + ("+" if cut else "")
    text = Text(drawn.ljust(width), style=MARK)
    return text.append(f" {standing.numbers}", style="default")


def marks_width(standings: Sequence[Standing]) -> tuple[int, int]:
    """The width of the widest marks, and of marks and numbers together."""
    drawn = [s.marks for s in standings]
    widest = max((f + h + c for f, h, c in drawn), default=0)
    numbers = max((len(s.numbers) for s in standings), default=0)
    return widest, (widest + 1 + numbers) if numbers else 0


def dim(text: str) -> Text:
    """Secondary text."""
    return Text(text, style=DIM)


def joined(parts: Sequence[Text | str], between: str = " · ") -> Text:
    """Parts that are not empty, joined by a dim separator."""
    out = Text()
    for part in parts:
        if part:
            if out:
                out.append(between, style=DIM)
            out.append_text(Text(part) if isinstance(part, str) else part)
    return out


def _encodable(text: Text, encoding: str) -> Text:
    """The same text in characters that the console's encoding has."""
    out = Text()
    for piece in text.divide(sorted({o for s in text.spans for o in (s.start, s.end)})):
        plain = piece.plain.translate(_PLAIN)
        safe = plain.encode(encoding, "backslashreplace").decode(encoding, "replace")
        styled = Text(safe, style=piece.style)
        for s in piece.spans:
            styled.stylize(s.style)
        out.append_text(styled)
    return out
