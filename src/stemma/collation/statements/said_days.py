"""When each thing was said: the day beside its cue, of the same speech, where the telling is, or of publication."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from stemma.collation.chains import Chain
from stemma.collation.common import Key, sentence_at
from stemma.model import Attribution, Published, Stretch, Time, When, Witness

STORY_TIME = 6  # sentences over which the narration stays at the day that it named last
SAME_SPEECH = 3  # sentences over which an undated telling keeps the day of the same speaker's last dated one

_CLAUSE = re.compile(r",? (which|who|whose|with what|when|where|after|before|since|until|because|while) ")
_GOES_WITH = ("when", "where")  # "visited Peru in May, where she said": the day of the clause before is theirs too
_RELATIVE = re.compile(r", (?:which|who|whose|where)\b[^,]*$")
_ASKED = re.compile(
    r"\W*(?:asked|quizzed|pressed|questioned|commenting|referring|responding|reacting|reminded)\b", re.IGNORECASE
)
_BACKWARD = re.compile(
    r"\b(?:since|until|till|by|from|before|after|scheduled for|due (?:on|in)|planned for|set for)\s+(?:\w+\s+)?$", re.I
)
_AT_THE_TIME = re.compile(
    r"\bat (?:the|that) time\b|\b(?:the|that) (?:same )?(?:day|month|visit|meeting|trip)\b|\bthen\b", re.I
)
_IN_IT = re.compile(
    r"\bin (?:it|the (?:same )?(?:video|speech|address|letter|statement|message|post|interview|broadcast|footage))\b",
    re.I,
)
_DAY_OR_MONTH = re.compile(r"\d{4}-\d{2}")
_CALENDAR = re.compile(r"\d{4}(?:-\d{2}){0,2}(?!\d)(?!-)")
_DATED = re.compile(r"\d{4}(?:$|-\d{2}|-W\d{2})|PAST_REF$")


def said_days(
    witness: Witness,
    chains: Mapping[Key, Chain],
    times: Mapping[Key, Time],
    published: Published | None,
) -> list[When]:
    """When each attribution was said: the time beside its cue, the day of the same speech, the day of publication."""
    sha, reading = witness.report.sha256, witness.reading
    days: list[When] = []
    last: dict[str, tuple[int, When]] = {}
    ordinal = {s.start: i for i, s in enumerate(reading.sentences)}
    narrated = _narrated_times(witness, times)
    press = [c.span for c in reading.credits]
    for index, told in enumerate(reading.attributions):
        sentence = cue_sentence(witness, told)
        here = ordinal[sentence.start] if sentence else 0
        when = _beside(witness, index, sentence, times)
        speakers = chains[sha, index].speakers
        if when is None:
            recent = [last[s] for s in speakers if s in last and here - last[s][0] <= SAME_SPEECH]
            if recent:
                when = msgspec.structs.replace(max(recent, key=lambda r: r[0])[1], basis="story")
        if when is None and sentence:
            day = published.value[:10] if published and published.value else None
            passed_on = bool(chains[sha, index].via) or any(told.source and told.source.overlap(c) for c in press)
            when = _story_time(witness, narrated, here, sentence, passed_on, day)
        if when is None:
            day = published.value[:10] if published and published.value else None
            when = When(value=day, basis="assumed" if day else "unknown")
        else:
            for s in speakers:
                last[s] = (here, when)
        days.append(when)
    return days


def cue_sentence(witness: Witness, told: Attribution) -> Stretch | None:
    """The sentence in which an attribution's cue stands."""
    at = told.cue or told.source or told.hull
    return sentence_at(witness, at.start)


def _beside(witness: Witness, index: int, sentence: Stretch | None, times: Mapping[Key, Time]) -> When | None:
    """The time expression that stands with the cue: outside the content, and outside what others say there."""
    attributions = witness.reading.attributions
    told = attributions[index]
    inside = {index}
    parent = told.nested_in
    while parent is not None:
        inside.add(parent)
        parent = attributions[parent].nested_in
    near: list[tuple[int, int, Time]] = []
    at = told.cue or told.source or told.hull
    for i, expression in enumerate(witness.reading.times):
        time = times.get((witness.report.sha256, i))
        where = expression.span
        if time is None or not time.value or time.type in ("DURATION", "SET") or not _DATED.match(time.value):
            continue
        before = witness.report.text[max(0, where.start - 5) : where.start]
        if len(time.value) == len("2031") and not before.endswith((" in ", "In ", " for ")):
            continue  # "the 2004 flood"
        if told.time and where.overlap(told.time):
            return _when(time)
        if not sentence or not where.within(sentence) or any(where.overlap(c) for c in told.content):
            continue
        if any(where.overlap(c) for j, a in enumerate(attributions) if j not in inside for c in a.content):
            continue
        if _parted(witness.report.text, where, at, sentence):
            continue
        near.append((abs(where.start - at.start), i, time))
    return _when(min(near)[2]) if near else None


def _parted(text: str, when: Stretch, cue: Stretch, sentence: Stretch) -> bool:
    """Does a time stand in another clause than the cue?"""
    if cue.start < when.start:
        return _CLAUSE.search(text, cue.start, when.start) is not None
    between = text[when.end : cue.start]
    if "," in between and _RELATIVE.search(text, sentence.start, when.start):
        return True  # "Toll, who left on Monday, said"
    if "," in between and _ASKED.match(text, sentence.start):
        return True  # "Asked about the raid of Monday, he said"
    marks = list(_CLAUSE.finditer(text, when.start, cue.start))
    return bool(marks) and marks[-1][1] not in _GOES_WITH and "," not in text[marks[-1].end() : cue.start]


def _narrated_times(witness: Witness, times: Mapping[Key, Time]) -> dict[int, Time]:
    """For each sentence, by its number, the last day or month that its narration names.

    What somebody is quoted with has days of its own; what an agency reports is narration.
    """
    reading = witness.reading
    press = [c.span for c in reading.credits]
    told = [
        p
        for a in reading.attributions
        if a.form == "direct" or not (a.source and any(a.source.overlap(c) for c in press))
        for p in a.content
    ]
    found: dict[int, Time] = {}
    for i, expression in enumerate(reading.times):
        time = times.get((witness.report.sha256, i))
        if time is None or not time.value or time.type in ("DURATION", "SET") or not _DAY_OR_MONTH.match(time.value):
            continue
        where = expression.span
        before = witness.report.text[max(0, where.start - 30) : where.start]
        if expression.in_debris or any(where.overlap(p) for p in told) or _BACKWARD.search(before):
            continue
        number = next((n for n, s in enumerate(reading.sentences) if where.within(s)), None)
        if number is None or _CLAUSE.search(witness.report.text, reading.sentences[number].start, where.start):
            continue
        found[number] = time
    return found


def _story_time(
    witness: Witness, narrated: Mapping[int, Time], here: int, sentence: Stretch, passed_on: bool, latest: str | None
) -> When | None:
    """The day that the narration is at: the last one named in the sentences just before.

    It dates what an agency passes on of a meeting, and what the words put there ("at the time"); what people say to a
    reporter on an event of yesterday they say today. Nothing is said after the report is out.
    """
    meant = bool(_AT_THE_TIME.search(sentence.of(witness.report.text)))
    in_it = bool(_IN_IT.search(sentence.of(witness.report.text)))
    for number in range(here, max(-1, here - STORY_TIME - 1), -1):
        time = narrated.get(number)
        if time is None or time.value is None:
            continue
        if latest and time.value[:10] > latest:
            continue
        if (len(time.value) >= 10 and passed_on) or meant or (in_it and here - number <= 1):
            return msgspec.structs.replace(_when(time), basis="story")
        return None
    return None


def _when(time: Time) -> When:
    assert time.value is not None
    if not _CALENDAR.match(time.value):  # "this week", "recently": some day, not that of publication
        return When(value=None, basis="unknown", anchor=time.id)
    return When(value=time.value[:10], basis="relative" if time.anchor else "absolute", anchor=time.id)
