"""A report's text with its spans marked: nested where they nest, cut in two where they cross."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from stemma.editions.plain import visible


class Mark(NamedTuple):
    """A stretch to mark: offsets in the text, the labels of the records that it carries, its kind."""

    start: int
    end: int
    labels: tuple[str, ...]
    kind: str


def anchor(report: str, start: int, end: int) -> str:
    """The fragment id of a span in a page."""
    return f"{report}-{start}-{end}"


def marked(report: str, text: str, marks: Sequence[Mark]) -> Markup:
    """The whole text, escaped, with a ``mark`` element around each stretch, its id the anchor, its labels after it.

    A mark that crosses another one's end is closed there and opened again without the id, so that elements nest.
    """
    starts: dict[int, list[Mark]] = {}
    for m in sorted(marks, key=lambda m: (m.start, -m.end)):
        if 0 <= m.start < m.end <= len(text):
            starts.setdefault(m.start, []).append(m)
    cuts = sorted({0, len(text)} | {x for ms in starts.values() for m in ms for x in (m.start, m.end)})
    out: list[str] = []
    open_: list[Mark] = []
    for at, following in zip(cuts, [*cuts[1:], None], strict=True):
        _close(out, open_, at)
        for m in starts.get(at, ()):
            # what ends before the new mark does must not stay around it
            crossed = [o for o in open_ if o.end < m.end]
            if crossed:
                first = open_.index(crossed[0])
                again = open_[first:]
                out += ["</mark>"] * len(again)
                del open_[first:]
                _open(out, report, m, True)
                open_.append(m)
                for o in again:
                    _open(out, report, o, False)
                    open_.append(o)
            else:
                _open(out, report, m, True)
                open_.append(m)
        if following is not None:
            out.append(str(escape(visible(text[at:following], keep_lines=True))))
    return Markup("".join(out))


def _close(out: list[str], open_: list[Mark], at: int) -> None:
    """Close what ends here; what it encloses and goes on is opened again."""
    ending = [m for m in open_ if m.end <= at]
    if not ending:
        return
    first = open_.index(ending[0])
    again = [m for m in open_[first:] if m.end > at]
    out += ["</mark>"] * (len(open_) - first)
    del open_[first:]
    for m in ending:
        out += [f'<a class="to" href="#{escape(label)}">{escape(label)}</a>' for label in m.labels]
    for m in again:
        _open(out, "", m, False)
        open_.append(m)


def _open(out: list[str], report: str, m: Mark, first: bool) -> None:
    id = f' id="{escape(anchor(report, m.start, m.end))}"' if first else ""
    title = f' title="{escape(" ".join(m.labels))}"' if m.labels else ""
    out.append(f'<mark{id} class="{escape(m.kind)}"{title}>')
