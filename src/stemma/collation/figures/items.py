"""A figure as one report gives it, made comparable: what it counts, over which time, with which words around it."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from stemma.collation.common import Cast, Key
from stemma.collation.dates.calendar import days
from stemma.lexicon import table, values
from stemma.model import FigureMention, Published, Stretch, Time, Witness
from stemma.reading.figures.measures import units

OLD = 60  # days before publication from which a time sets a figure apart from the story's own
GENERIC = frozenset(
    "duration time distance depth width length height size sum share magnitude mass volume flow".split()
)

_WORD = re.compile(r"[^\W\d_]{3,}")
_GRADED = re.compile(r"\b(?:seriously|critically|badly|severely|slightly|lightly|gravely)\b")
_STOP = frozenset(
    "the and for that with from this was were are has have had been they their there which who said says told"
    " after before more than about around some least nearly almost over under but not its his her also into out"
    " will would could one two three four five six seven eight nine ten people person when while according most"
    " many other others all both each".split()
)


class Item(msgspec.Struct, frozen=True):
    """One mention with all that comparing needs; ``value``, ``low`` and ``high`` in ``unit`` as worded."""

    index: int
    key: Key
    witness: Witness
    mention: FigureMention
    sentence: Stretch
    dimension: str
    factor: float
    noun: str
    words: frozenset[str]
    names: frozenset[str]
    frame: str | None
    old: bool
    day: str | None
    giver: str | None
    part: bool
    weights: Mapping[str, float] = {}

    @property
    def report(self) -> str:
        """The report's id."""
        return self.witness.report.id

    @property
    def text(self) -> str:
        """The words of the mention."""
        return self.mention.span.of(self.witness.report.text)


def items(
    witnesses: Sequence[Witness], cast: Cast, times: Mapping[Key, Time], published: Mapping[str, Published]
) -> tuple[Item, ...]:
    """The figures of all reports, by report id and place in the text."""
    return tuple(_numbered(list(_items(witnesses, cast, times, published))))


def _numbered(found: list[Item]) -> Iterator[Item]:
    """The items with their place, and with the weight of each word: words of many sentences say little."""
    sentences = {(i.key[0], i.sentence): i.words | i.names for i in found}
    seen = Counter(w for words in sentences.values() for w in words)
    weights = {word: 1 / (1 + math.log(many)) for word, many in sorted(seen.items())}
    for index, item in enumerate(found):
        yield msgspec.structs.replace(item, index=index, weights=weights)


def _items(
    witnesses: Sequence[Witness], cast: Cast, times: Mapping[Key, Time], published: Mapping[str, Published]
) -> Iterator[Item]:
    for witness in witnesses:
        report, reading = witness.report, witness.reading
        dated = published.get(report.sha256)
        day = (dated.value if dated else report.published) or None
        day = day[:10] if day else None
        sentences = reading.sentences
        at, before = 0, None
        for number, mention in enumerate(reading.figures):
            while at + 1 < len(sentences) and sentences[at].end <= mention.span.start:
                at += 1
            sentence = sentences[at] if sentences else mention.span
            frame = _frame(witness, mention, sentence, times)
            if frame is None and at > 0:
                # Background runs on: "In 2012 a storm struck. Nine people died."
                before = _sentence_frame(witness, sentences[at - 1], times)
                if before is not None and is_old(before, day) and not _sentence_times(witness, sentence):
                    frame = before
            around = sentence.of(report.text)
            yield Item(
                index=0,
                key=(report.sha256, number),
                witness=witness,
                mention=mention,
                sentence=sentence,
                dimension=_dimension(mention),
                factor=_factor(mention),
                noun=same_noun(mention.head),
                words=frozenset(_stem(w) for w in _WORD.findall(around.lower()) if w not in _STOP),
                names=frozenset(w for w in _WORD.findall(around) if w[0].isupper() and w.lower() not in _STOP),
                frame=frame,
                old=is_old(frame, day),
                day=day,
                giver=_giver(witness, mention, cast),
                part=mention.part or _GRADED.search(mention.span.of(report.text)) is not None,
            )


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@functools.cache
def _groups() -> dict[str, str]:
    return {w: row["noun"] for row in table("counted") for w in values(row["words"])}


def same_noun(head: str) -> str:
    """The name of the noun's group of synonyms, or the noun."""
    return _groups().get(head, head)


def _dimension(mention: FigureMention) -> str:
    if mention.currency:
        return mention.currency
    unit = units().get(mention.unit or "")
    if unit is not None:
        return unit.dimension
    return "count" if mention.unit else "none"


def _factor(mention: FigureMention) -> float:
    unit = units().get(mention.unit or "")
    return unit.factor if unit is not None and not mention.currency else 1.0


def _frame(witness: Witness, mention: FigureMention, sentence: Stretch, times: Mapping[Key, Time]) -> str | None:
    """The day, month or year that the figure is of, as the nearest date of its sentence says."""
    if mention.time is not None:
        bound = times.get((witness.report.sha256, mention.time))
        if bound is not None and bound.value and bound.value[:4].isdigit():
            return _last_day(bound.value)
    return None


def _last_day(value: str) -> str:
    """The time of day left out, of a range its end: a toll of the war of 1983 to 2005 is of 2005."""
    return value.rpartition("/")[2][:10]


def _sentence_times(witness: Witness, sentence: Stretch) -> list[int]:
    return [
        i
        for i, t in enumerate(witness.reading.times)
        if t.type in ("DATE", "TIME") and sentence.start <= t.span.start < sentence.end
    ]


def _sentence_frame(witness: Witness, sentence: Stretch, times: Mapping[Key, Time]) -> str | None:
    for i in _sentence_times(witness, sentence):
        bound = times.get((witness.report.sha256, i))
        if bound is not None and bound.value and bound.value[:4].isdigit():
            return _last_day(bound.value)
    return None


def is_old(frame: str | None, day: str | None) -> bool:
    """Does a time lie so long before a day of publication that it sets a figure apart from the story's own?"""
    if frame is None or day is None:
        return False
    if len(frame) == 4:
        return frame < day[:4]
    first, last = days(frame), days(day)
    return first is not None and last is not None and (last[0] - first[0]).days > OLD


def _giver(witness: Witness, mention: FigureMention, cast: Cast) -> str | None:
    """The actor whose words give the figure."""
    if mention.attribution is None:
        return None
    speakers = witness.reading.attributions[mention.attribution].speakers
    known = cast.of.get((witness.report.sha256, speakers[0].mention), ()) if speakers else ()
    return known[0] if known else None
