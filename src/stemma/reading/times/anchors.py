"""What "a day later" and "the day before" count from, where it is not simply the last day told of."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from spacy.tokens import Doc, Span

from stemma.model import TimeExpression

CANDIDATES = 5  # days told of before that a paragraph may take up again


def anchored(made: Sequence[TimeExpression], doc: Doc) -> tuple[TimeExpression, ...]:
    """The expressions, those counted from another than the last day told of with that one's index.

    A day named later in the same sentence governs a subordinate clause before it ("shut the day before, reopened on
    Monday"). A new paragraph goes back over a digression to the day told of with its own people, by shared names.
    """
    return tuple(
        replace(one, anchor_index=at)
        if one.anchor == "story" and one.unit == "day" and one.offset and (at := _anchor(i, made, doc)) is not None
        else one
        for i, one in enumerate(made)
    )


def _anchor(i: int, made: Sequence[TimeExpression], doc: Doc) -> int | None:
    span = doc.char_span(made[i].span.start, made[i].span.end, alignment_mode="expand")
    if span is None:
        return None
    sentence = span.sent
    before = [j for j in range(i - 1, -1, -1) if names_day(made[j]) and not made[j].in_debris][:CANDIDATES]
    if before and made[before[0]].span.start >= sentence.start_char:
        return None
    opens = not any(t.is_alpha for t in doc[sentence.start : span.start])
    after = next((j for j in range(i + 1, len(made)) if names_day(made[j])), None)
    if not opens and after is not None and made[after].span.end <= sentence.end_char:
        return after
    if not opens or not before or "\n" not in doc.text[made[before[0]].span.end : made[i].span.start]:
        return None
    mine = _names(sentence)
    scenes = [doc.char_span(made[j].span.start, made[j].span.end, alignment_mode="expand") for j in before]
    shared = [bool(scene is not None and mine & _names(scene.sent)) for scene in scenes]
    return None if shared[0] else next((j for j, yes in zip(before, shared, strict=True) if yes), None)


def _names(sentence: Span) -> set[str]:
    return {t.text for t in sentence if t.pos_ == "PROPN" and len(t.text) > 2 and t.ent_type_ != "DATE"}


def names_day(expression: TimeExpression) -> bool:
    """Does the expression, once bound, name one day?"""
    if expression.value:
        return len(expression.value) == 10 and expression.value[4] == "-" and expression.value[:4].isdigit()
    if expression.part:
        return expression.part.startswith(("weekday", "month-day", "named"))
    return expression.unit == "day" and expression.type != "DURATION"
