"""robots.txt as RFC 9309 has it: the group of our name or of "*", the longest matching rule, Allow before Disallow."""

from __future__ import annotations

import re
from urllib.parse import unquote

import msgspec

AGENT = "stemma"
LARGEST = 512_000  # bytes that are read, as the RFC asks for
RULES = 5000


class Robots(msgspec.Struct, frozen=True):
    """The rules that hold for us: (path pattern, allowed), and the seconds to wait between requests, if given."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None

    def allows(self, path: str) -> bool:
        """May the path (with its query) be fetched? The longest matching rule decides, Allow where two are equal."""
        path = unquote(path) or "/"
        found = [(len(pattern), allowed) for pattern, allowed in self.rules if _matches(pattern, path)]
        return max(found)[1] if found else True


NOTHING = Robots((("/", False),))


def robots(text: str) -> Robots:
    """The rules of a robots.txt for our agent."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    delays: dict[str, float] = {}
    agents: list[str] = []
    open_ = False  # does a further User-agent line join the group's names?
    for line in text[:LARGEST].splitlines():
        field, colon, value = line.split("#", 1)[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if not colon:
            continue
        if field == "user-agent":
            agents = [*agents, value.lower()] if open_ else [value.lower()]
            open_ = True
            groups.setdefault(value.lower(), [])
            continue
        open_ = False
        for agent in agents:
            if field in ("allow", "disallow") and value and len(groups[agent]) < RULES:
                groups[agent].append((unquote(value), field == "allow"))
            elif field == "crawl-delay" and re.fullmatch(r"\d{1,4}(?:\.\d+)?", value):
                delays[agent] = float(value)
    mine = AGENT if AGENT in groups else "*"
    return Robots(tuple(groups.get(mine, ())), delays.get(mine))


def _matches(pattern: str, path: str) -> bool:
    """Does a pattern with "*" and a closing "$" match the path from its start? In linear time."""
    ends = pattern.endswith("$")
    first, *rest = (pattern[:-1] if ends else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(rest, 1):
        if ends and number == len(rest):
            return len(path) - len(part) >= at and path.endswith(part)
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not ends or at == len(path)
