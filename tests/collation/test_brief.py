"""The brief: every sentence stands on records, and one that says something else does not pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from stemma.collation.brief import supported
from stemma.model import Collation, ReportRecord, Sentence

Collated = Callable[..., Collation]


def test_every_sentence_is_supported(collation: Collation) -> None:
    assert 5 <= len(collation.brief) <= 15
    assert all(supported(s, collation) for s in collation.brief)


def mutants(sentence: Sentence, collation: Collation) -> Iterator[str]:
    """The sentence with a name, a number, a date, a polarity or a word of it swapped."""
    text = sentence.text
    names = sorted({a.name for a in collation.actors} | {r.outlet for r in collation.reports if r.outlet})
    for name in names:
        if name in text:
            for other in names:
                if other != name:
                    yield text.replace(name, other, 1)
    for match in re.finditer(r"\d+", text):
        for n in (int(match.group()) + 1, int(match.group()) * 10, 0):
            yield text[: match.start()] + str(n) + text[match.end() :]
    months = "January February March April May June July August September October November December".split()
    for month in months:
        if month in text:
            for other in months:
                if other != month:
                    yield text.replace(month, other, 1)
    for verb in ("will", "would", "said", "met", "had", "were", "is", "was", "costs", "walked"):
        yield re.sub(rf"\b{verb}\b", f"{verb} not", text, count=1)
    for negative in ("not ", "no ", "denied", "never "):
        yield text.replace(negative, "", 1)
    for n in range(len(text.split(" "))):
        words = text.split(" ")
        yield " ".join(words[:n] + words[n + 1 :])
    yield text.replace("“", "‘").replace("—", "-")


def test_a_sentence_with_one_thing_swapped_is_refused(collation: Collation) -> None:
    tried = 0
    for sentence in collation.brief:
        for text in mutants(sentence, collation):
            if text != sentence.text:
                tried += 1
                assert not supported(msgspec.structs.replace(sentence, text=text), collation), text
    assert tried > 200


def test_a_sentence_with_other_counts_or_spans_is_refused(collation: Collation) -> None:
    first, second = collation.brief[:2]
    for changes in (
        {"independent": first.independent + 1},
        {"independent_upper": first.independent_upper + 1},
        {"hedge": "on record"},
        {"support": ()},
        {"support": second.support},
        {"slots": ()},
        {"slots": second.slots},
    ):
        assert not _passes(msgspec.structs.replace(first, **changes), collation), changes


def _passes(sentence: Sentence, collation: Collation) -> bool:
    return supported(sentence, collation)


def test_a_sentence_whose_report_has_other_words_is_refused(collation: Collation) -> None:
    other = tuple(msgspec.structs.replace(r, text=(r.text or "").upper()) for r in collation.reports)
    changed = msgspec.structs.replace(collation, reports=other)
    assert not any(supported(s, changed) for s in collation.brief)


def test_slots_name_the_words_that_state_something(collation: Collation) -> None:
    for sentence in collation.brief:
        assert sentence.slots
        for slot in sentence.slots:
            assert 0 <= slot.start < slot.end <= len(sentence.text) and slot.spans


def test_what_was_denied_is_not_told_as_fact(collated: Collated) -> None:
    found = collated("Tobin Quay denied that the union had broken off the talks with the harbour office.")
    for sentence in found.brief:
        assert "broken off the talks" not in sentence.text or "denied" in sentence.text


def test_nothing_found_gives_no_brief(collated: Collated) -> None:
    assert collated("Tide tables.").brief == ()


def test_what_led_up_to_the_news_is_background(collated: Collated) -> None:
    found = collated(
        (
            "PORT ANSEL, May 4 - Orla Veit met union leader Tobin Quay at the harbour office on Sunday. "
            "Harbour workers signed an agreement with the minister in March 2029.",
            {"published": "2031-05-04"},
        )
    )
    led_up = [s.text for s in found.brief if s.text.startswith("Background: ")]
    assert all("2029" in text for text in led_up) and led_up
    assert all(supported(s, found) for s in found.brief)
    later = msgspec.structs.replace(found, reports=tuple(_published(r, "2029-03-10") for r in found.reports))
    assert not all(supported(s, later) for s in found.brief)


def _published(report: ReportRecord, day: str) -> ReportRecord:
    return msgspec.structs.replace(report, published=msgspec.structs.replace(report.published, value=day))


def test_a_scrap_is_not_quoted(collated: Collated) -> None:
    found = collated(
        "Orla Veit said she had paid on deck like everyone around her, and", "Orla Veit said so on Sunday."
    )
    assert not any(" and —" in s.text for s in found.brief)
