"""Flags: what is odd about a report as a whole (cut off, opinion, live blog, roundup, several articles), with evidence.

Each needs words of the report's own or of its page: a report is flagged only where an editor would see why at once.
"""

from __future__ import annotations

import re

from stemma.intake.entries import ENTRIES, LIVE_WORDS, entries, timed_lines
from stemma.intake.splitting import parts
from stemma.model import Report, ReportFlag, Stretch

TAIL = 300  # characters in which a cut-off text says so
HEAD = 200
SENTENCE = 60  # characters from which a line without a full stop is a sentence and no title or button

_CUT_END = re.compile(r"(?P<sure>\[\s*(?:…|\.\.\.)\s*\]|\[\+\d+ chars\])\s*\Z|(?P<pause>\.?(?:…|\.\.\.))\s*\Z")
_PAUSE = re.compile(r"…|\.{3,}")
# What no sentence ends with, so that a missing full stop is not taken for a missing end.
_UNFINISHED = frozenset(
    "a an the and or but nor of to from with into than that which who whose whom because although while unless"
    " whether if as is are was were be been has have had will would could should must may might can its their his my"
    " your our this these those every each between among during against toward towards upon via per including such"
    " very".split()
)
_UNITS = frozenset("pm am km kg mm cm ft lb oz mph kph hrs pt ct mr ms dr vs tv et gmt bst cst pst".split())
_VOWEL = re.compile(r"[aeiouy]")
_GATE = re.compile(
    r"(?:(?:continue|keep) reading (?:with|by|this|the full)|read (?:the )?full (?:story|article|report)\b|"
    r"(?:subscribe|sign in|log in|register|sign up) (?:now )?to (?:continue|read|keep|unlock|view)|"
    r"this (?:article|story|content) is (?:for|available (?:only )?to) (?:paying |registered )?(?:subscribers|members)|"
    r"already a (?:subscriber|member)\?|to read (?:the )?(?:rest|more|full)[^.\n]{0,40}(?:subscribe|log in|sign in))",
    re.I,
)
_GATE_WORDS = ("read", "subscri", "register", "sign", "log in", "member")
_OPINION_TITLE = re.compile(
    r"(?:opinion|op-?ed|editorial|comment(?:ary)?|column|analysis and opinion|letters?|viewpoint)\s*[:|–—]\s", re.I
)
_OPINION_PATH = re.compile(
    r"/(?:opinions?|op-?eds?|editorials?|commentisfree|columnists?|comment|letters|viewpoints?)(?:/|$)", re.I
)
_OPINION_WORDS = re.compile(
    r"(?:the )?(?:views|opinions)(?: and (?:views|opinions))? (?:expressed|stated|presented)[^.\n]{0,80}"
    r"(?:are|belong to|reflect)[^.\n]{0,40}\bauthor[^.\n]*",
    re.I,
)
_LIVE_PATH = re.compile(r"/(?:live|live-?blogs?|live-?updates?|live-?news)(?:/|$|-)", re.I)
_OPINION_LINE = re.compile(
    r"^[ \t]*(?:(?:guest )?opinion|op-?ed|editorial|comment(?:ary)?|(?:guest )?column|letters? to the editor|viewpoint"
    r"|by (?:the |our )?editorial board)[ \t]*:?[ \t]*$",
    re.I | re.M,
)
_OPINION_HEADS = ("opinion", "op-ed", "oped", "editorial", "comment", "column", "letter", "viewpoint")
_COLUMNIST = re.compile(
    r"\b(?:(?:the|this) (?:writer|author) is (?:a|an|the|currently)\b"
    r"|[A-Z][\w’'.-]+ [A-Z][\w’'.-]+ is (?:a|an|the) (?:\w+ ){0,2}?(?:columnist|(?:editorial|opinion) writer))[^.\n]*"
)
_ROUNDUP = re.compile(
    r"(?:^|[|:–—]\s*)(?:(?:world |local |business |regional |national )?news "
    r"(?:in brief|briefs?|round-?up|digest|summary)|in brief|"
    r"(?:morning|evening|daily|weekly|midday|weekend) (?:briefing|round-?up|digest|brief|bulletin)|round-?up|"
    r"the week in \w+|"
    r"what happened (?:today|this week)|(?:today|this week)[’']s (?:headlines|top stories))\b",
    re.I,
)


def flags(report: Report) -> tuple[ReportFlag, ...]:
    """What is odd about a report, at most one flag of a kind: those of its page first, then what its own words show."""
    found = {f.kind: f for f in report.flags}
    for flag in (_truncated(report), _opinion(report), _live(report), _roundup(report), _mixed(report)):
        if flag is not None:
            found.setdefault(flag.kind, flag)
    return tuple(found[kind] for kind in sorted(found))


def _truncated(report: Report) -> ReportFlag | None:
    text = report.text
    size = len(text.rstrip())
    begin = max(0, size - 2 * TAIL)
    tail = text[begin:size]

    def flag(why: str, start: int, end: int) -> ReportFlag:
        return ReportFlag(kind="truncated", why=why, stretches=(Stretch(begin + start, begin + end),))

    end = _CUT_END.search(tail, max(0, len(tail) - 30)) if tail[-1:] in ("…", ".", "]") else None
    if end and (end["sure"] or not _PAUSE.search(tail, max(0, end.start() - TAIL), end.start())):  # no writer's habit
        return flag("ends with an ellipsis", end.start(), len(tail))
    last = max(0, len(tail) - TAIL)
    low = tail[last:].lower()
    if any(word in low for word in _GATE_WORDS) and (gate := _GATE.search(tail, last)):
        return flag("ends where subscribers read on", gate.start(), gate.end())
    line = tail[tail.rfind("\n") + 1 :]
    if len(line) > SENTENCE and line[-1].isalpha():
        words = line[-SENTENCE:].split()
        end_word = words[-1]
        broken = len(end_word) <= 3 and end_word not in _UNITS and not _VOWEL.search(end_word)
        if len(words) > 1 and end_word.islower() and (end_word in _UNFINISHED or broken) and words[-2].isalpha():
            return flag("breaks off in mid-sentence", len(tail) - len(end_word), len(tail))
    return None


def _opinion(report: Report) -> ReportFlag | None:
    if report.title and (found := _OPINION_TITLE.match(report.title)):
        return ReportFlag(kind="opinion", why=f"the title opens with “{found[0].strip(' :|–—')}”")
    if report.url and (path := _OPINION_PATH.search(_path(report.url))):
        return ReportFlag(kind="opinion", why=f"its address has “{path[0]}”")
    low = report.text[:HEAD].lower()
    if any(word in low for word in _OPINION_HEADS) and (line := _OPINION_LINE.search(report.text, 0, HEAD)):
        why = f"a line above it says “{line[0].strip()}”"
        return ReportFlag(kind="opinion", why=why, stretches=(_bare(line),))
    tail = max(0, len(report.text) - 3 * TAIL)
    end = report.text[tail:]
    noted = "columnist" in end or "writer" in end or "author is" in end
    if noted and (signed := _COLUMNIST.search(report.text, max(tail, HEAD))):
        return ReportFlag(kind="opinion", why="closes with a note on its writer", stretches=(_bare(signed),))
    if "author" in end and (words := _OPINION_WORDS.search(report.text, tail)):
        why = "says that its views are the author's own"
        return ReportFlag(kind="opinion", why=why, stretches=(Stretch(words.start(), words.end()),))
    return None


def _live(report: Report) -> ReportFlag | None:
    named = LIVE_WORDS.search(report.title) if report.title else None
    path = _LIVE_PATH.search(_path(report.url)) if report.url else None
    marks = tuple(Stretch(s, e) for s, e in timed_lines(report.text))
    if named:
        return ReportFlag(kind="live", why=f"the title says “{named[0]}”", stretches=marks[:ENTRIES])
    if path and marks:
        return ReportFlag(kind="live", why=f"its address has “{path[0]}”", stretches=marks[:ENTRIES])
    if len(marks) >= ENTRIES and (found := entries(report.text)):
        return ReportFlag(kind="live", why=f"has {len(found)} timed entries", stretches=marks[:ENTRIES])
    return None


def _roundup(report: Report) -> ReportFlag | None:
    if report.title:
        found = _ROUNDUP.search(report.title)
        return ReportFlag(kind="roundup", why=f"the title says “{found[0].strip(' |:–—')}”") if found else None
    first = report.text.lstrip()[:HEAD].split("\n", 1)[0]
    found = _ROUNDUP.match(first)
    if not found or len(first) > 80:
        return None
    start = len(report.text) - len(report.text.lstrip())
    return ReportFlag(kind="roundup", why=f"opens with “{found[0]}”", stretches=(Stretch(start, start + len(first)),))


def _mixed(report: Report) -> ReportFlag | None:
    """Several articles in what was given as one report (a row of a table, a page); files of several are parted."""
    found = parts(report.text) if report.part is None else ()
    if not found:
        return None
    why = f"holds {len(found)} articles: {found[1].why}"
    heads = tuple(Stretch(p.start, min(p.end, p.start + HEAD)) for p in found)
    return ReportFlag(kind="mixed", why=why, stretches=heads)


def _bare(found: re.Match[str]) -> Stretch:
    """Where a match stands, without outer white space."""
    words = found[0]
    return Stretch(found.start() + len(words) - len(words.lstrip()), found.start() + len(words.rstrip()))


def _path(url: str) -> str:
    return "/" + url.split("://", 1)[-1].partition("/")[2].split("?")[0].split("#")[0]
