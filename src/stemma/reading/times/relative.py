"""Times counted from an anchor, lengths and repeated times: what each such pattern of the time grammar means."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.reading.times.dates import clock_in, clock_of, date_fields
from stemma.reading.times.lexer import Word
from stemma.reading.times.pieces import MONTH, Found, modifier, one


def a_day(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """today, yesterday evening, late yesterday, earlier today, today (Wednesday), 16:00 UTC today."""
    if "t" in letters:
        offset, _, part = words[letters.index("t")].value.partition("|")
    else:  # 7.30 this morning
        offset, part = "0", words[letters.index("p")].value
    weekday = next((int(w.value) for w, c in zip(words, letters, strict=True) if c in "wB"), None)
    clock = clock_in(words, letters) or part or None
    yield one(
        words,
        "TIME" if clock else "DATE",
        form,
        unit="day",
        offset=int(offset),
        weekday=weekday,
        clock=clock,
        mod=modifier(words, letters),
        anchor="publication",
    )


def a_weekday(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """Tuesday, last Tuesday, early Tuesday, Tuesday night, 9 a.m. Tuesday, Wednesday (July 2)."""
    weekday = next(int(w.value) for w, c in zip(words, letters, strict=True) if c in "wB")
    offset = next((int(w.value) for w, c in zip(words, letters, strict=True) if c in "LX0"), None)
    clock = clock_in(words, letters)
    inner = re.search(rf"{MONTH}3?[dD]|[dD]j?{MONTH}", letters)
    if inner:
        fields = date_fields(words, letters)
        if fields is not None:
            yield one(words, "DATE", form, **fields)
        return
    told = any(w.text.lower() in ("following", "previous", "preceding") for w in words)
    yield one(
        words,
        "TIME" if clock else "DATE",
        form,
        part=f"weekday:{weekday}",
        offset=offset,
        clock=clock,
        mod=modifier(words, letters),
        anchor="story" if told else "publication",
    )


def clock_alone(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    at = 1 if letters[0] == "A" else 0
    clock = clock_of(words[at:], letters[at:])
    if clock:
        yield one(words, "TIME", form, clock=clock, mod=modifier(words, letters), anchor="story")


def clock_part(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """four in the morning"""
    hour = int(words[0].value)
    if 1 <= hour <= 12:
        hour = hour % 12 + (0 if words[-1].value == "TMO" else 12)
        yield one(words, "TIME", "clock-part", clock=f"T{hour:02}:00", anchor="story")


def part_alone(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """this morning, last night, the evening; the part alone belongs to the day told of."""
    which = next((w for w, c in zip(words, letters, strict=True) if c in "L0X"), None)
    part = words[-1].value
    mod = modifier(words, letters)
    if which is None:
        yield one(words, "TIME", form, clock=part, mod=mod, anchor="story")
    elif int(which.value) <= 0 and letters[0] != "3":
        yield one(words, "TIME", form, unit="day", offset=int(which.value), clock=part, mod=mod, anchor="publication")
    else:
        offset = 1 if int(which.value) > 0 else -1
        yield one(words, "TIME", form, unit="day", offset=offset, clock=part, mod=mod, anchor="story")


def a_unit(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """last year, this week, early next month, the end of the month, the past decade, the following day."""
    at = letters.rindex("u")
    unit = words[at].value
    which = next((i for i, c in enumerate(letters) if c in "LX0r" and i == at - 1), None)
    mod = modifier(words, letters)
    if unit in ("hour", "minute", "semester", "millennium"):
        return
    word = words[which].text.lower() if which is not None else ""
    the = which is not None and which > 0 and letters[which - 1] == "3"
    if word == "past" or (word == "last" and the and unit == "decade"):
        yield one(words, "DURATION", form, value=_length("1", unit), unit=unit, offset=-1, mod=mod)
        return
    offset = 0 if which is None or letters[which] == "r" else int(words[which].value)
    if unit == "weekend":
        yield _weekend(words, form, None if which is None else offset, mod)
        return
    told = word in ("following", "previous", "preceding") or (word == "next" and the)
    anchor = "story" if told else "publication"
    yield one(words, "DATE", form, unit=unit, offset=offset, mod=mod, anchor=anchor)


def unit_told(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """the day, that day, the same year: the one told of."""
    unit = words[-1].value
    if unit in ("hour", "minute", "semester", "millennium", "century", "decade", "fortnight"):
        return
    if letters == "3u" and unit not in ("day", "weekend", "quarter", "month", "year", "week"):
        return
    told = letters != "3u" or unit == "day"
    if unit == "weekend" and not told:
        yield _weekend(words, form, None, None)
        return
    yield one(words, "DATE", form, unit=unit, offset=0, anchor="story" if told else "publication")


def _weekend(words: list[Word], form: str, offset: int | None, mod: str | None) -> Found:
    return one(words, "DATE", form, part="weekend:6", offset=offset, mod=mod, anchor="publication")


SUBDAY = ("hour", "minute", "second")  # no clock time is known to count them from


def then(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    yield one(words, "DATE", form, anchor="story")


def ago(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """two weeks ago, a year ago, a few years ago, years ago."""
    number, unit = _quantity(words, letters)
    mod = modifier(words, letters) or ("APPROX" if "6_" in letters else None)
    if unit is None:
        return
    if unit == "year" and number is not None and number.endswith(".5"):
        unit, number = "half", str(int(2 * float(number)))
    if number is None or not number.isdigit():
        yield one(words, "DATE", form, unit=unit, direction="past", value="PAST_REF", mod=mod)
        return
    if unit in SUBDAY:
        yield one(words, "DURATION", form, value=_length(number, unit), unit=unit, offset=-int(number), mod=mod)
        return
    yield one(words, "DATE", form, unit=unit, offset=-int(number), mod=mod, anchor="publication", direction="past")


def later(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """a year earlier, two days later, the day before, the year previous: counted from the time told of."""
    sign = -1 if words[-1].text.lower() in ("earlier", "previous", "before") else 1
    number, unit = _quantity(words[:-1], letters[:-1])
    if unit is None:
        return
    if letters.startswith("3"):
        number = "1"
    if number is None or not number.isdigit():
        yield one(words, "DURATION", form, value=_length(None, unit), unit=unit)
        return
    mod = next((w.value for w, c in zip(words, letters, strict=True) if c == "A"), None)
    if unit in SUBDAY:
        yield one(words, "DURATION", form, value=_length(number, unit), unit=unit, offset=sign * int(number), mod=mod)
        return
    yield one(words, "DATE", form, unit=unit, offset=sign * int(number), mod=mod, anchor="story")


def ref(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    if letters == "3L":
        if words[-1].text.lower() == "past":
            yield one(words, "DATE", form, value="PAST_REF")
        return
    yield one(words, "DATE", form, value=words[-1].value)


def a_duration(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """two weeks, the past four months, 27-year, half an hour, several years, an hour and a half, weeks."""
    number, unit = _quantity(words, letters)
    if unit is None:
        return
    mod = modifier(words, letters)
    ends = [w.text for w, c in zip(words, letters, strict=True) if c == "_"]
    if unit == "year" and any(e.lower() == "old" for e in ends):
        return  # an age
    if unit == "quarter" and (number is None or "a" in letters):
        return  # "a quarter of the dealers"; football has quarters too
    offset = None
    if "L" in letters or "X" in letters:
        offset = -1 if "L" in letters else 1
    yield one(words, "DURATION", form, value=_length(number, unit), unit=unit, offset=offset, mod=mod)


def _quantity(words: list[Word], letters: str) -> tuple[str | None, str | None]:
    """The number (None: vague) and the unit of a measured time."""
    at = next((i for i, c in enumerate(letters) if c in "uU"), None)
    if at is None:
        return None, None
    unit = words[at].value
    before, after = letters[:at], letters[at + 1 :]
    half = 0.5 if "6ah" in letters else 0.0
    total, hundreds, seen, article = 0.0, 0.0, False, False
    pieces = [(w, c) for w, c in zip(words[:at], before, strict=True)]
    if "h" in before and "6ah" not in before:
        return "0.5", unit
    for word, letter in pieces:
        if letter in "dNYnT":
            if (seen and letter not in "nT") or (seen and letter == "n" and total % 10):
                total = 0.0  # "10 to 15", "one or two": the last number stands, as the longer time
            total += float(word.value or word.text.replace(",", ""))
            seen = True
        elif letter == "Q":
            hundreds = (total or 1.0) * float(word.value)
            total, seen = 0.0, True
        elif letter == "f" and not seen:
            if word.text.lower() == "couple":
                return "2", unit
            return None, unit
        elif letter == "a":
            article = True
    del after
    if seen:
        amount = total + hundreds + half
    elif article or (letters[at] == "u" and "3" not in before[-1:] and not before.endswith(("r", "e"))):
        amount = 1.0 + half
    else:
        return None, unit
    return (str(int(amount)) if amount == int(amount) else f"{amount:g}"), unit


CODES = {
    "second": ("PT", "S", 1),
    "minute": ("PT", "M", 1),
    "hour": ("PT", "H", 1),
    "day": ("P", "D", 1),
    "weekend": ("P", "WE", 1),
    "week": ("P", "W", 1),
    "fortnight": ("P", "W", 2),
    "month": ("P", "M", 1),
    "quarter": ("P", "Q", 1),
    "semester": ("P", "M", 6),
    "year": ("P", "Y", 1),
    "decade": ("P", "Y", 10),
    "century": ("P", "Y", 100),
    "millennium": ("P", "Y", 1000),
}


def _length(number: str | None, unit: str) -> str:
    head, code, times = CODES[unit]
    if number is None:
        return f"{head}X{code}"
    if (unit == "hour" and number.endswith(".5")) or (unit == "minute" and number.endswith(".5")):
        whole, small = int(float(number)), {"H": "M", "M": "S"}[code]
        return f"PT{whole}{code}30{small}" if whole else f"PT30{small}"
    amount = float(number) * times
    return f"{head}{int(amount) if amount == int(amount) else f'{amount:g}'}{code}"


def a_set(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """daily, every two years, each July, on Sundays, twice a week."""
    last, letter = words[-1], letters[-1]
    value = None
    if letter == "9":
        value = last.value
    elif letter in "uU":
        number, unit = _quantity(
            words[1:] if letters[0] == "E" else words, letters[1:] if letters[0] == "E" else letters
        )
        value = _length(number or "1", unit) if unit else None
    elif letter in "wx":
        value = f"XXXX-WXX-{last.value}"
    elif letter == "m" or letter in "sM":
        value = f"XXXX-{last.value}"
    elif letter in "pq":
        value = f"XXXX-XX-XX{last.value}"
    elif letter == "H" and re.fullmatch(r"\d\d-\d\d", last.value):
        value = f"XXXX-{last.value}"
    if value:
        yield one(words, "SET", form, value=value)
