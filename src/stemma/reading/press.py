"""Who is who in the press: news agencies, outlets and platforms of the lexicon, found in text by their names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from stemma.lexicon import Row, table, values

_WORD = re.compile(r"\w+(?:[-.&]\w+)*\.?")
_STATE = re.compile(
    r"\b(?:state|official|government|local|national|pro-government|domestic|foreign|western|\w+ian|\w+ese|\w+ish)"
    r"(?:[- ](?:run|owned|controlled))?\s+"
    r"(?:media|television|tv|radio|news agency|news agencies|newspapers?|broadcasters?|press)\b",
    re.I,
)


class Known(msgspec.Struct, frozen=True):
    """A source of the lexicon as it stands in a text; ``ambiguous`` forms count only beside a cue."""

    name: str
    form: str
    kind: str
    start: int
    end: int
    ambiguous: bool
    owner: str | None = None
    country: str | None = None
    state: str | None = None


def known_sources(text: str, start: int = 0, end: int | None = None) -> Iterator[Known]:
    """Each name of the sources lexicon in ``text[start:end]``, longest form first, in text order, never overlapping."""
    index = _by_first_word()
    at = start
    stop = len(text) if end is None else end
    for match in _WORD.finditer(text, start, stop):
        if match.start() < at:
            continue
        for form, row, ambiguous in index.get(match.group().rstrip(".").casefold(), ()):
            last = match.start() + len(form)
            if last > stop or not _same(text[match.start() : last], form):
                continue
            if re.match(r"\w|-\w", text[last : last + 2]):
                continue
            yield _known(row, text[match.start() : last], match.start(), last, ambiguous)
            at = last
            break


def source_named(name: str) -> Known | None:
    """The lexicon's entry for a name that stands alone (an outlet's name, an actor's name)."""
    stripped = re.sub(r"^(?:the|The)\s+", "", name.strip())
    found = next(known_sources(stripped), None)
    return found if found and found.start == 0 and found.end >= len(stripped.rstrip(".")) else None


def source_at(url: str) -> Known | None:
    """The lexicon's entry for the domain of an address."""
    host = re.sub(r"^[a-z]+://", "", url.strip().lower()).split("/")[0].split(":")[0]
    parts = host.split(".")
    for i in range(len(parts) - 1):
        row = _by_domain().get(".".join(parts[i:]))
        if row:
            return _known(row, row["name"], 0, 0, False)
    return None


def generic_media(text: str) -> re.Match[str] | None:
    """Media named by kind alone: "state media in both countries", "local radio"."""
    return _STATE.search(text)


def _known(row: Row, form: str, start: int, end: int, ambiguous: bool) -> Known:
    return Known(
        name=row["name"],
        form=form,
        kind=row["kind"],
        start=start,
        end=end,
        ambiguous=ambiguous,
        owner=row["owner"] or None,
        country=row["country"] or None,
        state=row["state"] or None,
    )


def _same(words: str, form: str) -> bool:
    """Acronyms may be written in capitals or as a name (SANA, Sana); other names keep their capitals."""
    if words == form:
        return True
    return words.casefold() == form.casefold() and words[:1].isupper()


@functools.cache
def _by_first_word() -> dict[str, list[tuple[str, Row, bool]]]:
    index: dict[str, list[tuple[str, Row, bool]]] = {}
    for row in table("sources"):
        doubtful = set(values(row["ambiguous"]))
        for form in dict.fromkeys((row["name"], *values(row["names"]), *values(row["ambiguous"]))):
            first = _WORD.match(form)
            if first:
                index.setdefault(first.group().rstrip(".").casefold(), []).append((form, row, form in doubtful))
    for forms in index.values():
        forms.sort(key=lambda f: (-len(f[0]), f[0], f[1]["name"]))
    return index


@functools.cache
def _by_domain() -> dict[str, Row]:
    return {domain.lower(): row for row in table("sources") for domain in values(row["domains"])}
