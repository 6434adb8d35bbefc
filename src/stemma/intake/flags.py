"""Flags: what is odd about a report as a whole (cut off, opinion, live blog, roundup, several articles), with evidence.

Each needs words of the report's own or of its page: a report is flagged only where an editor would see why at once.
"""

from __future__ import annotations

import re

from stemma.model import Report, ReportFlag, Stretch

ENTRIES = 4  # timed entries from which a text is a live blog; a timeline box in an article has fewer
APART = 600  # characters of one article before the dateline of another one counts
TAIL = 300  # characters in which a cut-off text says so
HEAD = 200

_CUT_END = re.compile(r"(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.|\[\+\d+ chars\])\s*\Z")
_GATE = re.compile(
    r"(?:(?:continue|keep) reading (?:with|by|this|the full)|read (?:the )?full (?:story|article|report)\b|"
    r"(?:subscribe|sign in|log in|register|sign up) (?:now )?to (?:continue|read|keep|unlock|view)|"
    r"this (?:article|story|content) is (?:for|available (?:only )?to) (?:paying |registered )?(?:subscribers|members)|"
    r"already a (?:subscriber|member)\?|to read (?:the )?(?:rest|more|full)[^.\n]{0,40}(?:subscribe|log in|sign in))",
    re.I,
)
_GATE_WORDS = ("read", "subscri", "register", "sign", "log in", "member")
_DIGIT_LINE = re.compile(r"\n[ \t]*\d")
_CAPITAL_LINE = re.compile(r"\n[ \t]*[A-Z][A-Z .’'-]")
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
_LIVE_TITLE = re.compile(
    r"\b(?:live (?:updates?|blog|coverage|news)|as it happened|as they happened|minute[ -]by[ -]minute)\b"
    r"|^live\s*[:|–—]",
    re.I,
)
_LIVE_PATH = re.compile(r"/(?:live|live-?blogs?|live-?updates?|live-?news)(?:/|$|-)", re.I)
_ENTRY = re.compile(
    r"^[ \t]*((?:\d{1,2}[:.]\d\d(?:[ ]?[ap]\.?m\.?)?(?:[ ](?:GMT|UTC|BST|[A-Z]{2,4}T))?"
    r"|\d{1,2}h ?ago|\d{1,2}(?: hours?| mins?| minutes?) ago)"
    r"[ \t]*(?:[-–—|:].*)?)$",
    re.M | re.I,
)
_ROUNDUP = re.compile(
    r"(?:^|[|:–—]\s*)(?:(?:world |local |business |regional |national )?news "
    r"(?:in brief|briefs?|round-?up|digest|summary)|in brief|"
    r"(?:morning|evening|daily|weekly|midday|weekend) (?:briefing|round-?up|digest|brief|bulletin)|round-?up|"
    r"the week in \w+|"
    r"what happened (?:today|this week)|(?:today|this week)[’']s (?:headlines|top stories))\b",
    re.I,
)
_DATELINE = re.compile(
    r"^[ \t]*[A-Z][A-Z .’'-]{2,40}(?:, [A-Z][\w .]{2,30})?,? "
    r"(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}"
    r"(?:,? \d{4})? ?(?:\([A-Z][\w/ .&-]{1,30}\) ?)?|\([A-Z][\w/ .&-]{1,30}\) ?)[-–—]{1,2} ",
    re.M,
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
    body = text.rstrip()
    if body[-1:] in ("…", ".", "]") and (end := _CUT_END.search(body, max(0, len(body) - 30))):
        return ReportFlag(kind="truncated", why="ends with an ellipsis", stretches=(Stretch(end.start(), len(body)),))
    tail = max(0, len(body) - TAIL)
    low = body[tail:].lower()
    if any(word in low for word in _GATE_WORDS) and (gate := _GATE.search(body, tail)):
        why = "ends where subscribers read on"
        return ReportFlag(kind="truncated", why=why, stretches=(Stretch(gate.start(), gate.end()),))
    last = body.rfind("\n") + 1
    line = body[last:]
    if len(line) > 120 and line[-1].isalpha() and line.isascii():
        words = line.split()
        if words[-1].islower() and any(mark in line for mark in ".!?"):
            start = len(body) - len(words[-1])
            return ReportFlag(
                kind="truncated", why="breaks off in mid-sentence", stretches=(Stretch(start, len(body)),)
            )
    return None


def _opinion(report: Report) -> ReportFlag | None:
    if report.title and (found := _OPINION_TITLE.match(report.title)):
        return ReportFlag(kind="opinion", why=f"the title opens with “{found[0].strip(' :|–—')}”")
    if report.url and (path := _OPINION_PATH.search(_path(report.url))):
        return ReportFlag(kind="opinion", why=f"its address has “{path[0]}”")
    tail = max(0, len(report.text) - 3 * TAIL)
    if "author" in report.text[tail:] and (words := _OPINION_WORDS.search(report.text, tail)):
        why = "says that its views are the author's own"
        return ReportFlag(kind="opinion", why=why, stretches=(Stretch(words.start(), words.end()),))
    return None


def _live(report: Report) -> ReportFlag | None:
    text = report.text
    timed = text[:1].isdigit() or _DIGIT_LINE.search(text)  # the whole pattern is slow, and hardly ever needed
    entries = [Stretch(m.start(1), m.end()) for m in _ENTRY.finditer(text)] if timed else []
    if report.title and (found := _LIVE_TITLE.search(report.title)):
        return ReportFlag(kind="live", why=f"the title says “{found[0]}”", stretches=tuple(entries[:ENTRIES]))
    if report.url and (path := _LIVE_PATH.search(_path(report.url))) and entries:
        return ReportFlag(kind="live", why=f"its address has “{path[0]}”", stretches=tuple(entries[:ENTRIES]))
    if len(entries) >= ENTRIES:
        return ReportFlag(kind="live", why=f"has {len(entries)} timed entries", stretches=tuple(entries[:ENTRIES]))
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
    """Two datelines, each at the head of a paragraph and far apart, are two articles in one file."""
    if _CAPITAL_LINE.search(report.text) is None:
        return None
    heads = list(_DATELINE.finditer(report.text))
    heads = [m for i, m in enumerate(heads) if i == 0 or m.start() - heads[i - 1].start() >= APART]
    if len(heads) < 2:
        return None
    why = f"has {len(heads)} datelines that open paragraphs"
    return ReportFlag(kind="mixed", why=why, stretches=tuple(Stretch(m.start(), m.end()) for m in heads))


def _path(url: str) -> str:
    return "/" + url.split("://", 1)[-1].partition("/")[2].split("?")[0].split("#")[0]
