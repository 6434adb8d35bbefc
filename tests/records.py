"""Builders of the records that several tests make by hand: everything but what a test is about is filled in."""

from __future__ import annotations

from stemma.model import Event, EventTelling, Span, Statement, Variant


def statement(key: str, *variants: Variant, **fields: object) -> Statement:
    """A statement of one speaker with the variants, its gist the words of the first."""
    filled: dict[str, object] = {
        "confidence": 0.9,
        "because": (),
        "origins": (),
        "independent": 1,
        "independent_upper": 1,
        "speakers": ("a1",),
        "gist": variants[0].text,
    }
    return Statement(id=key, variants=variants, **(filled | fields))  # type: ignore[arg-type]


def variant(key: str, report: str, text: str, start: int = 0, **fields: object) -> Variant:
    """A telling, in quotation marks and through no hands unless the fields say otherwise."""
    filled: dict[str, object] = {"form": "direct", "via": ()}
    return Variant(id=key, report=report, start=start, end=start + len(text), text=text, **(filled | fields))  # type: ignore[arg-type]


def event(key: str, *told: tuple[str, str, str], **fields: object) -> Event:
    """An event that reports tell in whole texts: (report, text, trigger) of each."""
    mentions = tuple(
        EventTelling(
            report=report,
            start=0,
            end=len(text),
            text=text,
            trigger=Span(report=report, start=text.index(verb), end=text.index(verb) + len(verb), text=verb),
            modality="asserted",
        )
        for report, text, verb in told
    )
    filled: dict[str, object] = {
        "confidence": 0.9,
        "because": (),
        "origins": (),
        "independent": 1,
        "independent_upper": 1,
        "type": "OTHER",
        "participants": (),
        "date": None,
    }
    return Event(id=key, mentions=mentions, **(filled | fields))  # type: ignore[arg-type]
