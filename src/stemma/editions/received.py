"""How a report came: its flags, versions, links, dateline and inferred metadata, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.editions.plain import visible
from stemma.editions.rows import Note
from stemma.editions.words import count, distinct, language, quoted, several, short
from stemma.model import Change, ReportRecord, Span

MOST_WORDS = 160  # characters of a changed sentence or of an address
MOST_NAMES = 12  # names and numbers of a report that is not read


def received(report: ReportRecord) -> tuple[Note, ...]:
    """What an editor should know of how a report came, the loud notes (flags, changes) first."""
    return (*_flags(report), *_versions(report), *_where(report), *_sources(report), *_unread(report))


def _flags(report: ReportRecord) -> Iterator[Note]:
    for flag in report.flags:
        words = visible(flag.why)
        if flag.kind == "unread":
            words = f"in {language(report.language)}: kept, not read"
        elif flag.kind == "opinion":
            who = several(map(visible, report.authors)) or "its author"
            words += f"; what it asserts is the word of {who}"
        elif flag.kind == "truncated":
            words += "; what it leaves out may stand in what is missing"
        yield Note(kind=flag.kind, words=words, spans=flag.spans, loud=True)


def _versions(report: ReportRecord) -> Iterator[Note]:
    if report.version and report.version > 1:
        changes = [c for c in report.changes if c.before]
        silent = sum(not c.stated for c in changes)
        words = f"version {report.version}, replaces {report.replaces}"
        if changes:
            words += f": {count(silent, 'sentence')} silently changed, {len(changes) - silent} by a stated correction"
        yield Note(kind="version", words=words, loud=bool(changes))
    for change in report.changes:
        if change.before:
            kind = "stated correction" if change.stated else "silently changed"
            yield Note(kind=kind, words=_changed(change), loud=True)
        elif change.after:
            yield Note(kind="added", words=quoted(short(visible(change.after), MOST_WORDS)))


def _changed(change: Change) -> str:
    before = quoted(short(visible(change.before or ""), MOST_WORDS))
    if change.after is None:
        return f"{before} is gone"
    return f"{before} became {quoted(short(visible(change.after), MOST_WORDS))}"


def _where(report: ReportRecord) -> Iterator[Note]:
    if line := report.dateline:
        words = ", ".join(visible(w) for w in (line.place, line.agency) if w)
        yield Note(kind="dateline", words=words, spans=(line.span,) if line.span else ())
    for reason in report.because:
        yield Note(kind=reason.rule.rpartition("/")[2], words=visible(reason.words), spans=reason.spans)
    if report.translated_from:
        yield Note(kind="translation", words=f"translated from {language(report.translated_from)}", loud=True)


def _sources(report: ReportRecord) -> Iterator[Note]:
    for url in report.based_on:
        yield Note(kind="based on", words=short(visible(url), MOST_WORDS))
    for link in report.links:
        words = f"{quoted(short(visible(link.span.text), 60))} leads to {short(visible(link.url), MOST_WORDS)}"
        yield Note(kind="link", words=words, spans=(link.span,))


def _unread(report: ReportRecord) -> Iterator[Note]:
    for kind, spans in (("names", report.names), ("numbers", report.numbers)):
        if spans:
            yield Note(kind=kind, words=_listed(spans), spans=spans[:MOST_NAMES])


def _listed(spans: tuple[Span, ...]) -> str:
    words = distinct(visible(s.text) for s in spans)
    more = f" and {len(words) - MOST_NAMES} more" if len(words) > MOST_NAMES else ""
    return ", ".join(words[:MOST_NAMES]) + more
