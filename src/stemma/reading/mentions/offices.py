"""Which title belongs to which name: before it, after it, around it; and what only says what kind of body a name is."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from stemma.lexicon import table
from stemma.reading.mentions.name_kinds import EITHER, honorifics
from stemma.reading.mentions.names import Named
from stemma.reading.mentions.titles import Title
from stemma.reading.tokens import Tokens


def offices_of(
    words: Tokens, named: Sequence[Named], phrases: Sequence[Title]
) -> tuple[dict[int, list[Title]], set[int]]:
    """The titles of each name (by the name's first token), and the titles so taken (by their heads)."""
    at_start = {name.start: name for name in named}
    by_end: dict[int, Named] = {}
    for name in named:
        by_end[name.end] = name
    offices: dict[int, list[Title]] = {}
    taken: set[int] = set()

    def give(name: Named, title: Title) -> None:
        offices.setdefault(name.start, []).append(title)
        taken.add(title.head)

    n = len(words)
    innermost = {title.end: title.head for title in phrases if title.role.office}
    for title in phrases:
        if not title.role.office or title.head < innermost[title.end]:
            continue  # "an aide to Secretary of State X": X is no aide
        holder = at_start.get(_past_honorific(words, title.end))
        if holder is not None and holder.kind == "person" and not title.role.plural:
            give(holder, title)
    for title in phrases:
        if not title.role.office or title.role.plural or title.head in taken:
            continue
        first = title.first
        holder = by_end.get(first - 1) if first and words.text[first - 1] == "," else None
        if holder is not None and holder.kind == "person" and _apposition(words, title, holder):
            give(holder, title)
            continue
        comma = title.end < n and words.text[title.end] == ","
        after = at_start.get(_past_honorific(words, title.end + 1)) if comma else None
        if (
            after is not None
            and after.kind == "person"
            and not (title.end > title.head + 1 and words.lower[title.end - 1] in EITHER)  # "an aide of the owner, X"
            and _closes(words, after.end)
            and (title.determiner is not None or title.own_country or "POS" in words.tag[title.start : title.head])
        ):
            give(after, title)
            continue
        if (
            first >= 2
            and words.lower[first - 1] in ("is", "was", "became", "as", "remains")
            and title.role.kind == "person"
        ):
            holder = by_end.get(first - 1)
            if holder is not None and holder.kind == "person" and words.dep[title.head] == "attr":
                give(holder, title)
    for start, held in offices.items():  # "the acting minister, General X": he is the minister rather than a general
        held.sort(key=lambda t: (t.first > start, words.lower[t.head] in _ranks(), t.start - t.end))
    return offices, taken


@functools.cache
def _ranks() -> frozenset[str]:
    return frozenset(row["word"].lower() for row in table("honorifics") if row["kind"] in ("rank", "academic"))


def _past_honorific(words: Tokens, k: int) -> int:
    while k < len(words) and (words.lower[k].rstrip(".") in honorifics() or words.text[k] == "."):
        k += 1
    return k


def _apposition(words: Tokens, title: Title, name: Named) -> bool:
    """Does "X, the governor of Y" give X's office? Not where the title is the next item or opens a clause."""
    end, n = title.end, len(words)
    if words.dep[title.head] == "appos" and name.start <= words.head[title.head] < name.end:
        return True
    if words.dep[title.head] == "conj":
        return False
    if end >= n or words.text[end] in ",.;" or words.tag[end] == "_SP":
        return not (end < n and words.lower[end] == "and")
    return words.lower[end] in ("who", "whose", "which", "said", "told", "and") and title.determiner is None


def _closes(words: Tokens, end: int) -> bool:
    return (
        end >= len(words)
        or words.text[end] in ",.;"
        or words.tag[end] in ("_SP", "VBD", "VBZ", "VBP", "POS", "MD", "''")
    )


def descriptions_of(words: Tokens, named: Sequence[Named], phrases: Sequence[Title]) -> dict[int, Title]:
    """The phrases that only say what the body is whose name stands in or after them, by the name's first token."""
    ends = {name.end: name for name in named if name.kind != "person"}
    starts = {name.start: name for name in named if name.kind != "person"}
    found = {}
    for title in phrases:
        if title.role.kind in ("organisation", "group") and not title.role.office:
            name = _beside_name(words, title, ends, starts) or _apposed_name(words, title, ends)
            if name is not None and name.start <= title.head + 1:
                found[name.start] = title
    return found


def _apposed_name(words: Tokens, title: Title, ends: dict[int, Named]) -> Named | None:
    """The body of which an apposition says what it is ("the Orrin Front, an armed group that …")."""
    if not title.first or words.text[title.first - 1] != "," or words.dep[title.head] != "appos":
        return None
    name = ends.get(title.first - 1)
    return name if name is not None and name.start <= words.head[title.head] < name.end else None


def _beside_name(words: Tokens, title: Title, ends: dict[int, Named], starts: dict[int, Named]) -> Named | None:
    """The name of which the phrase only says what it is ("the X news agency", "rebel group X")."""
    if title.end == title.head + 1 and title.end in starts:
        return starts[title.end]
    k = title.head
    while k > title.start and words.lower[k - 1] in _SAYS_KIND:
        k -= 1
    if k == title.head and words.lower[k] not in _PLAIN_KIND:
        return None
    if k > title.start + 2 and words.text[k - 1] == ")":
        return ends.get(k - 3) or ends.get(k - 1)
    return ends.get(k)


# "The X news agency" is X; "the X refugee agency" is another body.
_SAYS_KIND = frozenset(
    "news wire rebel militant armed terrorist terror guerrilla guerilla insurgent jihadist extremist islamist "
    "opposition political advocacy media state official broadcasting television tv radio daily weekly separatist "
    "paramilitary".split()
)
_PLAIN_KIND = frozenset(
    "group movement party militia newspaper network channel company firm magazine website outlet broadcaster "
    "organisation organization daily newswire tabloid club airline bank corporation".split()
)
