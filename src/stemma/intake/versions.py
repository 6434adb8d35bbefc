"""Versions: the same address with changed text is a newer version of one report, not a second outlet.

The newest is kept; sentences that changed or vanished on the way are told, as silently changed or as owned up to.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timezone
from itertools import pairwise
from operator import attrgetter
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from stemma.intake.debris import debris
from stemma.intake.problems import Problem
from stemma.model import Change, Report

SHARED = 0.3  # share of the shorter text's word triples from which two texts of one address are one report
ALIKE = 0.5  # difflib's ratio from which one sentence is another one reworded
CHANGES = 200  # changes that are kept; a text that changed more was written anew

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|cmpid|ref|ref_src|ito|ns_\w+|mc_[ce]id|at_\w+|smid|taid|output|amp", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(A-Z0-9])")
_OWNED = re.compile(
    r"\b(?:correction|corrected|clarification|editor[’']s note|(?:an )?earlier version of this"
    r"|previously (?:said|stated|reported)"
    r"|(?:was|has been|have been) (?:amended|corrected|updated to (?:correct|reflect)))\b",
    re.IGNORECASE,
)
_TELLING = re.compile(r"\d+(?:[.,]\d+)*|\b[A-Z][\w’'-]+|\b\w{6,}")


def versions(reports: Iterable[Report]) -> tuple[tuple[Report, ...], list[tuple[Report, str]], list[Problem]]:
    """The newest version of each report, the earlier ones with a word on what changed, and what cannot be ordered.

    Two reports are versions of one where they have one address (apart from tracking) and share much of their text; the
    later of ``updated``, ``retrieved`` or ``published`` is the newer. Where no dates tell, both stay.
    """
    kept: list[Report] = []
    earlier: list[tuple[Report, str]] = []
    problems: list[Problem] = []
    by_address: dict[str, list[Report]] = {}
    for report in sorted(reports, key=attrgetter("id")):
        if report.url:
            by_address.setdefault(address(report.url), []).append(report)
        else:
            kept.append(report)
    for group in by_address.values():
        for line in _lines(group) if len(group) > 1 else [group]:
            if len(line) == 1:
                kept += line
                continue
            ordered = _ordered(line)
            if ordered is None:
                words = f"has the address of {', '.join(r.id for r in line[1:])}, and no dates tell which is newer"
                problems.append(Problem(line[0].id, words, "give each an updated or retrieved date", lost=False))
                kept += line
                continue
            changes: list[Change] = []
            for number, (before, after) in enumerate(pairwise(ordered), 1):
                made = changed(before.text, after.text)
                changes += made
                earlier.append((before, f"version {number} of {ordered[-1].id}: {_told(made)}"))
            newest = msgspec.structs.replace(
                ordered[-1], version=len(ordered), replaces=ordered[-2].id, changes=tuple(changes[:CHANGES])
            )
            kept.append(newest)
    return tuple(sorted(kept, key=attrgetter("id"))), earlier, problems


def address(url: str) -> str:
    """An address without what does not tell pages apart: scheme, www, fragment, tracking, closing slash."""
    try:
        parts = urlsplit(url.strip())
        query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.fullmatch(k)))
    except ValueError:
        return url
    host = (parts.netloc.lower().removeprefix("www.")).removeprefix("m.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")


def changed(before: str, after: str) -> tuple[Change, ...]:
    """The sentences that differ between two texts, in the order of the newer one; debris apart."""
    old, new = _sentences(before), _sentences(after)
    notes = [s for s in new if _OWNED.search(s) and s not in old]
    found: list[Change] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            continue
        gone, come = list(old[i:j]), [s for s in new[k:m] if s not in notes]
        for sentence in gone:
            match = max(come, key=lambda s: _alike(sentence, s), default=None)
            if match is not None and _alike(sentence, match) >= ALIKE:
                come.remove(match)
                found.append(Change(before=sentence, after=match, stated=_stated(sentence, match, notes)))
            elif sentence not in new:
                found.append(Change(before=sentence, after=None, stated=_stated(sentence, "", notes)))
        found += [Change(before=None, after=s, stated=_stated("", s, notes)) for s in come if s not in old]
    return tuple(found[:CHANGES])


def _alike(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio()


def _stated(before: str, after: str, notes: Sequence[str]) -> bool:
    """Does a note of the newer version speak of what changed here: the words that differ, or most that tell?"""
    differ = set(_TELLING.findall(before)) ^ set(_TELLING.findall(after))
    return any(len(differ & set(_TELLING.findall(note))) >= min(2, max(1, len(differ))) for note in notes)


def _sentences(text: str) -> list[str]:
    at, kept = 0, []
    for piece in debris(text):
        if _OWNED.search(text, piece.start, piece.end):
            continue  # a correction is no part of the article, and the very thing that is looked for here
        kept.append(text[at : piece.start])
        at = piece.end
    kept.append(text[at:])
    lines = [" ".join(x.split()) for part in kept for x in part.split("\n")]
    return [s for line in lines if line for s in _SENTENCE.split(line)]


def _lines(group: list[Report]) -> list[list[Report]]:
    """The reports of one address, parted where texts have little in common (a live page, a home page)."""
    lines: list[list[Report]] = []
    for report in group:
        home = next((line for line in lines if any(_shared(report.text, r.text) >= SHARED for r in line)), None)
        if home is None:
            lines.append([report])
        else:
            home.append(report)
    return lines


def _shared(a: str, b: str) -> float:
    one, two = _triples(a), _triples(b)
    return len(one & two) / max(1, min(len(one), len(two)))


def _triples(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(words, words[1:], words[2:]))


def _ordered(line: list[Report]) -> list[Report] | None:
    """Oldest first; None where a date is missing or two cannot be told apart."""
    moments = []
    for report in line:
        moment = _moment(report.updated or report.retrieved or report.published)
        if moment is None:
            return None
        moments.append(moment)
    if len({m for m, _ in moments}) < len(moments):
        return None
    days = [m.date() for m, exact in moments if not exact]
    if any(m.date() == day for day in days for m, exact in moments if exact):
        return None
    return [line[i] for i in sorted(range(len(line)), key=lambda i: moments[i][0])]


def _moment(value: str | None) -> tuple[datetime, bool] | None:
    """A moment and whether its time of day is known."""
    if not value or len(value) < 10:
        return None
    try:
        moment = datetime.fromisoformat(re.sub(r"\s(?=[Z+-])", "", value))
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)), len(value) > 10  # noqa: UP017


def _told(changes: Sequence[Change]) -> str:
    """What changed, counted: "1 sentence reworded, 2 vanished, 1 of them owned up to"."""
    counts = (
        (sum(1 for c in changes if c.before and c.after), "reworded"),
        (sum(1 for c in changes if c.before and not c.after), "vanished"),
        (sum(1 for c in changes if c.after and not c.before), "new"),
    )
    words = ", ".join(f"{n} {what}" for n, what in counts if n) or "nothing that matters"
    silent = sum(1 for c in changes if c.before and not c.stated)
    stated = sum(1 for c in changes if c.stated)
    return f"sentences {words}" + (f"; {silent} silently" if silent else "") + (f"; {stated} stated" if stated else "")
