"""The line that says what a story is, the days that it spans, and how many origins its main event has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from stemma.collation.common import is_news
from stemma.collation.similarity import stems
from stemma.model import Event, Published, Statement, Story, Witness, content_id

LEAD = 80  # words of a report in which it says what it is about
BREVITY = 3  # words added to a title's length, so that two common words are no better a title than a sentence
SHOUTED = 0.5  # weight of a title in capitals
COLOURED = 0.75  # weight of one that quotes, exclaims, asks, speaks as "I", or says what sort of article it heads
_COLOUR = re.compile(
    r"[\"“”!?]|(?:^|\s)['‘]|\b(?:I|we|you|my|our)\b|^(?:live|opinion|breaking|comment|analysis|watch|video|exclusive)\b",
    re.IGNORECASE,
)


def story(
    witnesses: Sequence[Witness],
    published: Mapping[str, Published],
    events: Sequence[Event],
    said: Sequence[Statement],
) -> Story:
    """The title that the reports bear out best, else that of their main event; the first and the last day."""
    days = days_of(published)
    main = max(
        (e for e in events if e.title),
        key=lambda e: (is_news(e.date, days), len({m.report for m in e.mentions}), len(e.mentions), e.confidence, e.id),
        default=None,
    )
    title = _central_title(witnesses)
    title = title or (main.title if main else said[0].gist if said else "Untitled story")
    return Story(
        id=min((content_id("y", w.report.sha256) for w in witnesses), default="y"),
        title=title,
        first_date=days[0] if days else None,
        last_date=days[-1] if days else None,
        independent=main.independent if main else 0,
        independent_upper=main.independent_upper if main else 0,
    )


def days_of(published: Mapping[str, Published]) -> list[str]:
    """The known days of publication, in order."""
    return sorted(p.value[:10] for p in published.values() if p.value and len(p.value) >= len("2031-05-03"))


def _central_title(witnesses: Sequence[Witness]) -> str | None:
    """The title whose words most reports say, in their leads above all, and that is worded as news."""
    texts = [f"{w.report.title or ''} {w.report.text}" for w in witnesses if w.report.language == "en"]
    told = [set(stems(t)) for t in texts] + [set(stems(" ".join(t.split()[:LEAD]))) for t in texts]

    def borne_out(title: str) -> float:
        words = set(stems(title))
        score = sum(sum(w in words_told for words_told in told) for w in sorted(words)) / (len(told) or 1)
        letters = [c for c in title if c.isalpha()]
        shouts = 2 * sum(c.isupper() for c in letters) > len(letters)
        weight = (SHOUTED if shouts else 1.0) * (COLOURED if _COLOUR.search(title) else 1.0)
        return weight * score / (len(words) + BREVITY)

    titles = [w.report.title for w in witnesses if w.report.title]
    return min(titles, key=lambda t: (-borne_out(t), len(t), t), default=None)
