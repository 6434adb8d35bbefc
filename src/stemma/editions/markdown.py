"""The dossier as Markdown (CommonMark with tables), to paste into notes, tickets and wikis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from stemma.editions.dossier import dossier as rows_of
from stemma.editions.plain import visible
from stemma.editions.rows import Dossier, Standing, StatementRow, Telling
from stemma.editions.words import count, quoted, same
from stemma.model import Collation

RELATIONS = {"differ": "differ", "update": "update", "agree": "agree", "single": ""}
CELLS = {"told": "●", "alone": "◐", "contradicted": "≠", "left-out": "–", "not-yet-known": "·"}

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~$!&#])")
_AT_START = re.compile(r"^(\s*)([-+=>:]|\d+[.)])")
_ADDRESS = re.compile(r"(https?|ftp)://|www\.|@", re.IGNORECASE)


def dossier(collation: Collation, about: str | None = None) -> str:
    """A collation as a Markdown document; ``about`` puts the records that tell a claim on top."""
    d = rows_of(collation, about)
    blocks = [*_head(d), *_about(d), *_reports(d), *_brief(d), *_timeline(d), *_figures(d), *_conflicts(d)]
    blocks += [
        *_statements(d),
        *_labels(d),
        *_actors(d),
        *_rests(d),
        *_unsourced(d),
        *_matrix(d),
        *_open(d),
        *_received(d),
    ]
    blocks += [f"*{escape(d.made_by)}*"]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Report text that Markdown takes as plain words, at the start of a line, in a table cell or anywhere else."""
    text = _SPECIAL.sub(r"\\\1", visible(text))
    text = _ADDRESS.sub(lambda m: m.group().replace(":", "\\:").replace(".", "\\.").replace("@", "\\@"), text)
    start = _AT_START.match(text)
    if start:
        lead = start.group(2)
        text = f"{start.group(1)}{lead[:-1]}\\{lead[-1]}{text[start.end() :]}"
    return text


def _head(d: Dossier) -> list[str]:
    low, high = d.standing.low, d.standing.high
    most = f", at most {high}" if high > low else ""
    origins = f"the main event has at least {count(low, 'independent origin')}{most}"
    line = [*map(escape, d.line), *([origins] if high else [])]
    return [f"# {escape(d.title)}", " · ".join(line)]


def _about(d: Dossier) -> list[str]:
    if d.about is None:
        return []
    lines = [f"## About “{escape(d.about)}”"]
    if not d.found:
        return [*lines, "No record of this story tells it."]
    items = [
        f"- **{f.label}** {escape(f.title)} · {escape(f.head)}{_standing(f.standing)}\n{_tellings(f.tellings)}"
        for f in d.found
    ]
    return [*lines, "\n".join(items)]


def _reports(d: Dossier) -> list[str]:
    if not d.reports:
        return []
    rows = []
    for r in d.reports:
        title = escape(r.title) or "–"
        if r.url.lower().startswith(("http://", "https://")):
            title = f"[{title}](<{_address(r.url)}>)"
        owner = f" ({escape(r.owner)})" if r.owner else ""
        when = " ".join(p for p in (escape(r.date), f"*{r.how}*" if r.how else "") if p)
        rows.append([r.label, escape(r.name) + owner, when, title, escape(", ".join([*r.rests, *r.flags]))])
    return ["## Reports", _table(["", "Outlet", "Day", "Title", "Rests on, flags"], rows)]


def _received(d: Dossier) -> list[str]:
    """How the reports came: flags, versions, links, inferred metadata."""
    rows = [[r.label, n.kind, escape(n.words)] for r in d.reports for n in r.received]
    return ["## As received", _table(["", "", "Evidence"], rows)] if rows else []


def _address(url: str) -> str:
    """A link's target, in which nothing can end the link."""
    return re.sub(r"[\s<>\\]", lambda m: f"%{ord(m.group()):02X}" if ord(m.group()) < 128 else "", visible(url))


def _brief(d: Dossier) -> list[str]:
    if not d.brief:
        return []
    items = []
    for b in d.brief:
        hedge = f" ({escape(b.hedge)})" if b.hedge else ""
        items.append(f"- {escape(b.text)}{hedge} · {' '.join(b.labels)}{_standing(b.standing)}")
    return ["## Brief", "\n".join(items)]


def _timeline(d: Dossier) -> list[str]:
    if not d.timeline:
        return []
    rows = [
        [
            escape(e.date) or "day unknown",
            e.label,
            "↳ " * e.depth + escape(e.title) + (f" *{escape(', '.join(e.notes))}*" if e.notes else ""),
            _numbers(e.standing),
            " ".join(e.reports),
        ]
        for e in d.timeline
    ]
    return ["## Timeline", _table(["Day", "", "Event", "Independent", "Reports"], rows)]


def _figures(d: Dossier) -> list[str]:
    if not d.figures:
        return []
    rows = []
    for f in d.figures:
        values = (" → " if f.relation == "update" else " · ").join(
            f"**{escape(v.words)}**" + (f" ({escape(v.by)})" if v.by else "") for v in f.values
        )
        doubts = "".join(f" *{escape(x)}*" for x in f.doubts)
        rows.append([f.label, escape(f.subject), values + doubts, RELATIONS[f.relation]])
    return ["## Figures", _table(["", "What", "Values", ""], rows)]


def _conflicts(d: Dossier) -> list[str]:
    if not d.conflicts:
        return []
    items = []
    for c in d.conflicts:
        weighed = f" · {c.weighed}" if c.weighed else ""
        kind = c.kind if c.status == "conflict" else c.status
        lines = [f"- **{c.label}** {escape(c.about)} ({kind}{weighed})"]
        for s in c.sides:
            words = " / ".join(escape(quoted(w)) for w in s.words)
            said = ": ".join(p for p in (escape(s.value), words) if p)
            behind = f" ↳ {escape('; '.join(s.origins))}" if s.origins and not c.shared_origins else ""
            lines.append(f"  - {' '.join(s.reports)}: {said}{behind}")
        lines += [f"  - all sides ↳ {escape('; '.join(c.shared_origins))}"] if c.shared_origins else []
        lines += [f"  - explained: {escape(c.explained)}"] if c.explained else []
        lines += [f"  - would settle it: {escape(c.settle)}"] if c.settle else []
        items.append("\n".join(lines))
    return ["## What does not fit", "\n".join(items)]


def _statements(d: Dossier) -> list[str]:
    if not d.groups:
        return []
    blocks = ["## Statements"]
    for g in d.groups:
        blocks.append(f"### {escape(g.speaker)} · {escape(g.occasion)}")
        blocks.append("\n".join(_statement(s) for s in g.statements))
    return blocks


def _statement(s: StatementRow) -> str:
    only = len(s.tellings) == 1 and same(s.tellings[0].words, s.title)
    notes = f" *{escape(', '.join(s.notes))}*" if s.notes else ""
    title = s.tellings[0].words if only else s.title
    lines = [f"- **{s.label}** {escape(title)}{notes}{_standing(s.standing)}"]
    lines += [f"  - {_how(s.tellings[0])}"] if only else [_tellings(s.tellings)]
    if s.standing.origins:
        lines.append(f"  - origins: {escape('; '.join(s.standing.origins))}")
    if s.wording:
        lines.append(f"  - wording: {escape(s.wording.apparatus)}")
    return "\n".join(lines)


def _tellings(tellings: Sequence[Telling]) -> str:
    return "\n".join(f"  - {escape(t.words)} · {_how(t)}" for t in tellings)


def _how(t: Telling) -> str:
    chain = f" ↳ {' ↳ '.join(map(escape, t.chain))}" if t.chain else ""
    told = ", ".join(escape(p) for p in (t.form, *t.notes) if p)
    return f"{' '.join(t.reports)}{f' · {told}' if told else ''}{chain}"


def _labels(d: Dossier) -> list[str]:
    if not d.labels:
        return []
    items = []
    for r in d.labels:
        uses = " · ".join(
            f"“{escape(u.words)}” ({' '.join(u.reports)}{', ' + u.tone if u.tone else ''})" for u in r.uses
        )
        items.append(f"- **{r.target}** {escape(r.name)}: {uses}")
    return ["## Called by different words", "\n".join(items)]


def _actors(d: Dossier) -> list[str]:
    if not d.actors:
        return []
    rows = [
        [a.label, escape(a.name), escape(", ".join(a.offices)), escape(", ".join(a.also)), a.kind, " ".join(a.reports)]
        for a in d.actors
    ]
    return ["## Who", _table(["", "Name", "Offices", "Also", "Kind", "Reports"], rows)]


def _rests(d: Dossier) -> list[str]:
    if not d.rests:
        return []
    arrows = {"sure": "→", "either": "↔", "common-source": "–"}
    items = [
        f"- {escape(r.source)} {arrows.get(r.direction, '→')} {' '.join(r.reports)}: {escape(r.how)}" for r in d.rests
    ]
    return ["## Who rests on whom", "\n".join(items)]


def _unsourced(d: Dossier) -> list[str]:
    """What each report asserts with no source at all."""
    found = [r for r in d.reports if r.unsourced]
    if not found:
        return []
    lines = [
        f"- {r.label}, {count(len(r.unsourced), 'sentence')}: " + " ".join(f"“{escape(s.text)}”" for s in r.unsourced)
        for r in found
    ]
    return ["## Asserted without a source", "\n".join(lines)]


def _matrix(d: Dossier) -> list[str]:
    if not d.matrix:
        return []
    rows = [[r.label, escape(r.title), *(CELLS.get(c, "") for c in r.cells)] for r in d.matrix]
    legend = "● told · ◐ told alone · ≠ contradicted · – left out · \\· not yet known"
    return ["## Who tells what", _table(["", "", *(r.label for r in d.reports)], rows), legend]


def _open(d: Dossier) -> list[str]:
    blocks = []
    if d.open:
        items = [
            f"- {f'**{o.label}** ' if o.label else ''}{escape(o.words)}"
            + (f" · {escape(o.why)}" if o.why and not o.settle else "")
            + (f" · would settle it: {escape(o.settle)}" if o.settle else "")
            for o in d.open
        ]
        blocks += ["## Open", "\n".join(items)]
    if d.left_out:
        blocks += ["## Left out", "\n".join(f"- {escape(r)}: {escape(why)}" for r, why in d.left_out)]
    return blocks


def _standing(s: Standing) -> str:
    return f" · independent: {s.numbers}" if s.numbers else ""


def _numbers(s: Standing) -> str:
    full, hollow, cut = s.marks
    return f"{'●' * full}{'○' * hollow}{'+' if cut else ''} {s.numbers}".strip()


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
