"""The grammar of time expressions, written from TIMEX3's definitions: patterns over the lexer's letters, and what each means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from stemma.reading.timex_lexer import Word, lex


class Found(NamedTuple):
    """A time expression as its words alone give it; the fields are those of ``stemma.model.TimeExpression``."""

    start: int
    end: int
    type: str
    form: str
    fields: dict[str, Any]


def found(text: str) -> Iterator[Found]:
    """The time expressions of a text, in order, none overlapping another.

    Words that only look like times ("may", "2000 people", "spring up") are still among them where letters and
    neighbours cannot tell: the caller's parse decides.
    """
    letters, words = lex(text)
    for match in _GRAMMAR.finditer(letters):
        form = match.lastgroup
        assert form is not None
        first, stop = match.span()
        yield from RULES[form][1](words[first:stop], match.group(), form)


# Pieces of patterns -------------------------------------------------------------------------------------------------

MONTH = r"(?:m|b\.?)"
WEEKDAY = r"(?:w|B\.?)"
YEAR = r"(?:Y|K)"
NUMBER = r"(?:[dNY]|n?Q|T-?n|T|n)"
COUNT = rf"(?:{NUMBER}(?:6ah)?(?:(?:5|6|-|-5-){NUMBER})?c?|aQ|a?fj?c?|a)"
ZONE = r"(?:Z|\(Z(?:_d)?\))"
CLOCK = rf"(?:(?:C|d|n)P{ZONE}?|C{ZONE}?|[YN]Z|[dn]O|W)"
_CLOCK = re.compile(CLOCK)
MDY = rf"(?:{WEEKDAY},?)?[L0X]?{MONTH}3?[dD](?:,?Y)?"
DMY = rf"(?:{WEEKDAY},?)?3?[dD]j?{MONTH}(?:,?{YEAR})?"
MY = rf"{MONTH}(?:,|j)?{YEAR}"
DAY_DATE = rf"(?:I|J|{DMY}|{MDY})"
EARLY = r"(?:3?e-?|32j|2-)"
WHICH_YEAR = r"(?:3?[LX0r]u)"

Build = Callable[[list[Word], str, str], Iterator[Found]]


def _one(words: list[Word], type_: str, form: str, **fields: Any) -> Found:
    return Found(words[0].start, words[-1].end, type_, form, {k: v for k, v in fields.items() if v is not None})


# Dates -----------------------------------------------------------------------------------------------------------


def _date(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """A day, month and year as far as they are there, with the weekday beside them and the clock."""
    fields = _date_fields(words, letters)
    if fields is None:
        return
    yield _one(words, "TIME" if "clock" in fields else "DATE", form, **fields)


def _date_fields(words: list[Word], letters: str) -> dict[str, Any] | None:
    month = day = year = weekday = offset = None
    clock, words, letters = _clock_apart(words, letters)
    for word, letter in zip(words, letters, strict=True):
        if letter in "mb":
            month = word.value
        elif letter in "wB":
            weekday = int(word.value)
        elif letter in "LX0":
            offset = int(word.value)
        elif letter == "D" or letter == "d":
            day = int(re.sub(r"\D", "", word.text))
        elif letter == "Y":
            year = word.text
        elif letter == "K":
            year = _two_digit_year(word.text[1:])
        elif letter == "I":
            year, month, day = word.text[:4], word.text[5:7], int(word.text[8:10])
            clock = f"T{word.text[11:16]}" + _iso_zone(word.text[16:]) if "T" in word.text else clock
        elif letter == "J":
            numeric = _numeric(word.text)
            if numeric is None:
                return None
            year, month, day = numeric
    if day is not None and not 1 <= day <= DAYS_IN[int(month or 1)]:
        return None
    if month is not None and not 1 <= int(month) <= 12:
        return None
    part = None
    value = None
    if year and month and day:
        value = f"{year}-{month}-{day:02}"
    elif year and month:
        value = f"{year}-{month}"
    elif month and day:
        part = f"month-day:{month}-{day:02}"
    elif month:
        part = f"month:{month}"
    return _without_none(
        value=value,
        part=part,
        offset=None if value else offset,
        weekday=weekday,
        clock=clock,
        anchor="none" if value else "publication",
    )


def _clock_apart(words: list[Word], letters: str) -> tuple[str | None, list[Word], str]:
    """The time of day among the words of a date, and the words without it."""
    for match in _CLOCK.finditer(letters):
        first, stop = match.span()
        if clock := _clock(words[first:stop], match.group()):
            return clock, words[:first] + words[stop:], letters[:first] + letters[stop:]
    return None, words, letters


DAYS_IN = (31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # February may have 29; index 0 is unused
CENTURY_TURN = 30  # '29 is 2029, '30 is 1930


def _two_digit_year(digits: str) -> str:
    return ("20" if int(digits) < CENTURY_TURN else "19") + digits


def _numeric(form: str) -> tuple[str, str, int] | None:
    """3/5/31 is read month first unless that cannot be; 3.5.2031 day first."""
    a, b, c = re.split(r"[/.]", form)
    if len(a) == 4:
        year, month, day = a, int(b), int(c)
    elif "." in form:
        year, month, day = c, int(b), int(a)
    else:
        year, month, day = c, int(a), int(b)
        if month > 12:
            month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= DAYS_IN[month]):
        return None
    return year if len(year) == 4 else _two_digit_year(year), f"{month:02}", day


def _clock(words: list[Word], letters: str) -> str | None:
    """``T15:30Z`` of "3.30 pm GMT"; the zone is left off where its letters do not name one offset."""
    if letters[0] == "W":
        return words[0].value
    zone = letters.find("Z")
    offset = words[zone].value if zone >= 0 else ""
    shift = letters.find("_d", zone) if zone >= 0 else -1
    if shift > 0 and words[shift].text in "+-":
        offset = f"{words[shift].text}{int(words[shift + 1].text):02}:00"
    form = words[0].text
    if letters[0] in "YN" and zone > 0:
        if not re.fullmatch(r"(?:[01]\d|2[0-4])[0-5]\d", form):
            return None
        hour, minute = int(form[:2]), int(form[2:])
    elif letters[0] == "C":
        pieces = re.split(r"[:.]", form)
        hour, minute = int(pieces[0]), int(pieces[1])
    elif letters[0] in "dn" and ("P" in letters or "O" in letters):
        hour, minute = int(words[0].value), 0
    else:
        return None
    meridiem = letters.find("P")
    if meridiem > 0 and hour <= 12:
        hour = hour % 12 + (12 if words[meridiem].value == "pm" else 0)
    if hour > 24:
        return None
    exact = letters[0] in "CYN"
    return f"T{hour:02}:{minute:02}" + _iso_zone(offset) if exact or meridiem > 0 else f"T{hour:02}:00"


def _iso_zone(offset: str) -> str:
    return "Z" if offset in ("+00:00", "Z", "-00:00") else offset


def _dates_listed(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """April 24 and 25; 3, 4 and 5 May; April 24-26: one expression for each day."""
    month = next(w.value for w, c in zip(words, letters, strict=True) if c in "mb")
    year = next((w.text for w, c in zip(words, letters, strict=True) if c == "Y"), None)
    joined = "-" in letters or "5" in letters
    first = True
    days = [(w, int(re.sub(r"\D", "", w.text))) for w, c in zip(words, letters, strict=True) if c in "dD"]
    for i, (word, day) in enumerate(days):
        if not 1 <= day <= DAYS_IN[int(month)]:
            return
        start = words[0].start if i == 0 else word.start
        end = words[-1].end if i == len(days) - 1 else word.end
        value = f"{year}-{month}-{day:02}" if year else None
        part = None if year else f"month-day:{month}-{day:02}"
        fields = _without_none(value=value, part=part, anchor="none" if year else "publication")
        if joined and not first:
            fields["joins"] = True
        yield Found(start, end, "DATE", form, fields)
        first = False


def _years_joined(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """1983-2005, 1998-99, the 1998/99 season: one expression, a range."""
    at = letters.index("Y")
    begin, last = words[at].text, words[-1].text.lstrip("'’")
    end = begin[:2] + last if len(last) == 2 else last
    if (len(last) == 2 and int(end) <= int(begin)) or int(end) < int(begin):
        end = str(int(begin[:2]) + 1) + last if len(last) == 2 and int(last) == (int(begin) + 1) % 100 else ""
    if end:
        yield _one(words, "DATE", form, value=f"{begin}/{end}", anchor="none")
    else:
        yield Found(words[at].start, words[at].end, "DATE", "year", {"value": begin, "anchor": "none"})


def _year(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    word = words[-1]
    value = word.text if letters[-1] == "Y" else _two_digit_year(word.text[1:])
    yield _one(words, "DATE", form, value=value, mod=_modifier(words, letters), anchor="none")


def _spoken_year(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """nineteen ninety-four, the winter of nineteen ninety-four."""
    at = letters.index("n")
    rest = sum(int(w.value) for w in words[at + 1 :] if w.value.isdigit())
    if words[at].text.lower() not in ("eighteen", "nineteen") or not 10 <= rest <= 99:
        return
    season = next((f"-{w.value}" for w, c in zip(words, letters, strict=True) if c == "s"), "")
    yield _one(words, "DATE", "spoken-year", value=f"{words[at].value}{rest}{season}", anchor="none")


def _decade(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    at = letters.index("G")
    form_ = words[at].text.lower()
    digits = re.sub(r"\D", "", form_)
    decade = digits[:3] if len(digits) == 4 else "19" + digits[0] if digits else words[at].value
    if len(digits) == 2 and "'" not in form_.replace("’", "'")[:1] and at == 0:
        return  # "in his 50s", "temperatures in the 60s": a bare number of years
    if digits and len(digits) == 2 and digits[0] == "1":
        decade = "201"
    yield _one(words, "DATE", form, value=decade, mod=_modifier(words, letters), anchor="none")


def _decades(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """the 1970s and 1980s, the 70s and 80s"""
    at = letters.index("G")
    yield from _decade(words[: at + 1], letters[: at + 1], "decade")
    for one in _decade([words[at], *words[-1:]], "3G", "decade"):
        yield one._replace(start=words[-1].start)


def _century(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    if words[-1].value != "century":
        yield from _ordinal_unit(words, letters, form)
        return
    number = next(w for w, c in zip(words, letters, strict=True) if c in "Do")
    nth = int(re.sub(r"\D", "", number.text) or number.value)
    if 1 <= nth <= 22:
        yield _one(words, "DATE", form, value=f"{nth - 1:02}", mod=_modifier(words, letters), anchor="none")


def _ordinal_unit(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """the third quarter, third-quarter; other units are no calendar."""
    if words[-1].value != "quarter" or "D" in letters:
        return
    nth = int(next(w.value for w, c in zip(words, letters, strict=True) if c == "o"))
    nth = 4 if nth == -1 else nth
    if 1 <= nth <= 4:
        yield _one(words, "DATE", "quarter", part=f"quarter:{nth}", anchor="publication")


def _modifier(words: list[Word], letters: str) -> str | None:
    return next((w.value or None for w, c in zip(words, letters, strict=True) if c in "e2kA"), None)


# Parts of a year or month --------------------------------------------------------------------------------------------


def _part_of(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """the third quarter of 2009, the first half of this year, April last year, the winter of 1994, Q3."""
    mod = _modifier(words, letters)
    year = next((w.text for w, c in zip(words, letters, strict=True) if c == "Y"), None)
    if year is None:
        year = next((_two_digit_year(w.text[1:]) for w, c in zip(words, letters, strict=True) if c == "K"), None)
    part = None
    for i, (word, letter) in enumerate(zip(words, letters, strict=True)):
        if letter == "V":
            part = f"{'quarter' if word.text[0] == 'Q' else 'half'}:{word.text[1]}"
        elif letter == "o" or (letter == "L" and i <= 1 and re.match(r"3?L[hu]j", letters)):
            nth = int(word.value)
            kind = words[i + 1].value if letters[i + 1] == "u" else words[i + 2].value if letters[i + 1] == "-" else ""
            if letters[i + 1] == "h" or letters[i + 1 : i + 3] == "-h":
                part = f"half:{2 if nth == -1 else nth}"
            elif kind == "quarter":
                part = f"quarter:{4 if nth == -1 else nth}"
            else:
                return
        elif letter == "s":
            part = f"season:{word.value}"
        elif letter in "mb":
            part = f"month:{word.value}"
        elif letter == "H":
            part = f"named:{word.value}"
        if part:
            break
    if part is None or (part.startswith(("quarter", "half")) and part[-1] not in "1234"):
        return
    if year:
        kind, _, which = part.partition(":")
        shapes = {"quarter": f"{year}-Q{which}", "half": f"{year}-H{which}", "season": f"{year}-{which}"}
        if kind in shapes:
            yield _one(words, "DATE", form, value=shapes[kind], mod=mod, anchor="none")
        else:
            yield _one(words, "DATE", form, part=part, unit="year", value=year, mod=mod, anchor="none")
        return
    offset = None
    unit = None
    for i, (word, letter) in enumerate(zip(words, letters, strict=True)):
        if letter in "LX0r" and i + 1 < len(words) and letters[i + 1] == "u" and words[i + 1].value == "year":
            offset, unit = (0 if letter == "r" else int(word.value)), "year"
    if letters.endswith("j3u"):
        if words[-1].value != "year":
            return
        offset, unit = 0, "year"
    if unit is None and part.startswith("half") and "V" not in letters:
        return  # of a match, of a career
    yield _one(words, "DATE", form, part=part, offset=offset, unit=unit, mod=mod, anchor="publication")


def _week_of(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """the last week of March (2009): a week of a month."""
    at = next(i for i, c in enumerate(letters) if c == "u")
    if words[at].value != "week":
        return
    nth = int(words[at - 1].value) if letters[at - 1] in "oL" else 0
    month = next(w.value for w, c in zip(words, letters, strict=True) if c in "mb")
    year = next((w.text for w, c in zip(words, letters, strict=True) if c == "Y"), None)
    if nth in (-1, 1, 2, 3, 4):
        yield _one(
            words,
            "DATE",
            form,
            part=f"week-of:{month}:{nth}",
            value=year,
            unit="year" if year else None,
            anchor="none" if year else "publication",
        )


# Relative to an anchor ------------------------------------------------------------------------------------------------


def _day(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """today, yesterday evening, late yesterday, earlier today, today (Wednesday), 16:00 UTC today."""
    at = letters.index("t")
    offset, _, part = words[at].value.partition("|")
    weekday = next((int(w.value) for w, c in zip(words, letters, strict=True) if c in "wB"), None)
    clock = _clock_in(words, letters) or part or None
    yield _one(
        words,
        "TIME" if clock else "DATE",
        form,
        unit="day",
        offset=int(offset),
        weekday=weekday,
        clock=clock,
        mod=_modifier(words, letters),
        anchor="publication",
    )


def _weekday(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """Tuesday, last Tuesday, early Tuesday, Tuesday night, 9 a.m. Tuesday, Wednesday (July 2)."""
    weekday = next(int(w.value) for w, c in zip(words, letters, strict=True) if c in "wB")
    offset = next((int(w.value) for w, c in zip(words, letters, strict=True) if c in "LX0"), None)
    clock = _clock_in(words, letters)
    inner = re.search(rf"{MONTH}3?[dD]|[dD]j?{MONTH}", letters)
    if inner:
        fields = _date_fields(words, letters)
        if fields is not None:
            yield _one(words, "DATE", form, **fields)
        return
    told = any(w.text.lower() in ("following", "previous", "preceding") for w in words)
    yield _one(
        words,
        "TIME" if clock else "DATE",
        form,
        part=f"weekday:{weekday}",
        offset=offset,
        clock=clock,
        mod=_modifier(words, letters),
        anchor="story" if told else "publication",
    )


def _clock_in(words: list[Word], letters: str) -> str | None:
    match = re.search(CLOCK, letters)
    if match:
        return _clock(words[match.start() : match.end()], match.group())
    return next((w.value for w, c in zip(words, letters, strict=True) if c == "p"), None)


def _clock_alone(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    at = 1 if letters[0] == "A" else 0
    clock = _clock(words[at:], letters[at:])
    if clock:
        yield _one(words, "TIME", form, clock=clock, mod=_modifier(words, letters), anchor="story")


def _clock_part(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """four in the morning"""
    hour = int(words[0].value)
    if 1 <= hour <= 12:
        hour = hour % 12 + (0 if words[-1].value == "TMO" else 12)
        yield _one(words, "TIME", "clock-part", clock=f"T{hour:02}:00", anchor="story")


def _part_alone(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """this morning, last night, the evening; the part alone belongs to the day told of."""
    which = next((w for w, c in zip(words, letters, strict=True) if c in "L0X"), None)
    part = words[-1].value
    mod = _modifier(words, letters)
    if which is None:
        yield _one(words, "TIME", form, clock=part, mod=mod, anchor="story")
    elif int(which.value) <= 0 and letters[0] != "3":
        yield _one(words, "TIME", form, unit="day", offset=int(which.value), clock=part, mod=mod, anchor="publication")
    else:
        offset = 1 if int(which.value) > 0 else -1
        yield _one(words, "TIME", form, unit="day", offset=offset, clock=part, mod=mod, anchor="story")


def _unit(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """last year, this week, early next month, the end of the month, the past decade, the following day."""
    at = letters.rindex("u")
    unit = words[at].value
    which = next((i for i, c in enumerate(letters) if c in "LX0r" and i == at - 1), None)
    mod = _modifier(words, letters)
    if unit in ("hour", "minute", "semester", "millennium"):
        return
    word = words[which].text.lower() if which is not None else ""
    the = which is not None and which > 0 and letters[which - 1] == "3"
    if word == "past" or (word == "last" and the and unit == "decade"):
        yield _one(words, "DURATION", form, value=_length("1", unit), unit=unit, offset=-1, mod=mod)
        return
    offset = 0 if which is None or letters[which] == "r" else int(words[which].value)
    if unit == "weekend":
        yield _weekend(words, form, None if which is None else offset, mod)
        return
    told = word in ("following", "previous", "preceding") or (word == "next" and the)
    anchor = "story" if told else "publication"
    yield _one(words, "DATE", form, unit=unit, offset=offset, mod=mod, anchor=anchor)


def _unit_told(words: list[Word], letters: str, form: str) -> Iterator[Found]:
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
    yield _one(words, "DATE", form, unit=unit, offset=0, anchor="story" if told else "publication")


def _weekend(words: list[Word], form: str, offset: int | None, mod: str | None) -> Found:
    return _one(words, "DATE", form, part="weekend:6", offset=offset, mod=mod, anchor="publication")


SUBDAY = ("hour", "minute", "second")  # no clock time is known to count them from


def _then(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    yield _one(words, "DATE", form, anchor="story")


def _ago(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """two weeks ago, a year ago, a few years ago, years ago."""
    number, unit = _quantity(words, letters)
    mod = _modifier(words, letters) or ("APPROX" if "6_" in letters else None)
    if unit is None:
        return
    if unit == "year" and number is not None and number.endswith(".5"):
        unit, number = "half", str(int(2 * float(number)))
    if number is None or not number.isdigit():
        yield _one(words, "DATE", form, unit=unit, direction="past", value="PAST_REF", mod=mod)
        return
    if unit in SUBDAY:
        yield _one(words, "DURATION", form, value=_length(number, unit), unit=unit, offset=-int(number), mod=mod)
        return
    yield _one(words, "DATE", form, unit=unit, offset=-int(number), mod=mod, anchor="publication", direction="past")


def _later(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """a year earlier, two days later, the year previous: counted from the time told of."""
    sign = -1 if words[-1].text.lower() in ("earlier", "previous", "before") else 1
    number, unit = _quantity(words[:-1], letters[:-1])
    if unit is None:
        return
    if letters.startswith("3"):
        number = "1"
    if number is None or not number.isdigit():
        yield _one(words, "DURATION", form, value=_length(None, unit), unit=unit)
        return
    mod = next((w.value for w, c in zip(words, letters, strict=True) if c == "A"), None)
    if unit in SUBDAY:
        yield _one(words, "DURATION", form, value=_length(number, unit), unit=unit, offset=sign * int(number), mod=mod)
        return
    yield _one(words, "DATE", form, unit=unit, offset=sign * int(number), mod=mod, anchor="story")


def _ref(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    if letters == "3L":
        if words[-1].text.lower() == "past":
            yield _one(words, "DATE", form, value="PAST_REF")
        return
    yield _one(words, "DATE", form, value=words[-1].value)


# Durations and sets ----------------------------------------------------------------------------------------------------


def _duration(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """two weeks, the past four months, 27-year, half an hour, several years, an hour and a half, weeks."""
    number, unit = _quantity(words, letters)
    if unit is None:
        return
    mod = _modifier(words, letters)
    ends = [w.text for w, c in zip(words, letters, strict=True) if c == "_"]
    if unit == "year" and any(e.lower() == "old" for e in ends):
        return  # an age
    if unit == "quarter" and (number is None or "a" in letters):
        return  # "a quarter of the dealers"; football has quarters too
    offset = None
    if "L" in letters or "X" in letters:
        offset = -1 if "L" in letters else 1
    yield _one(words, "DURATION", form, value=_length(number, unit), unit=unit, offset=offset, mod=mod)


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


def _set(words: list[Word], letters: str, form: str) -> Iterator[Found]:
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
        yield _one(words, "SET", form, value=value)


def _without_none(**fields: Any) -> dict[str, Any]:
    return {k: v for k, v in fields.items() if v is not None}


# Longer and surer patterns stand first: the first one that fits at a place is taken.
RULES: dict[str, tuple[str, Build]] = {
    "dates-listed": (
        rf"{MONTH}[dD](?:(?:,[dD])*,?6[dD]|(?:-|5)[dD](?![-/]))(?:,?Y)?|[dD](?:(?:,[dD])*,?6[dD]|(?:-|5)[dD]){MONTH}(?:,?Y)?",
        _dates_listed,
    ),
    "date-clock": (rf"{DAY_DATE}(?:,|-|=|\(|_)?{CLOCK}", _date),
    "clock-date": (rf"{CLOCK},?{DAY_DATE}", _date),
    "date": (DAY_DATE, _date),
    "month-year": (rf"{MY}", _date),
    "early-month-year": (rf"{EARLY}{MONTH}(?:,|j)?{YEAR}", lambda w, c, f: _modified(w, c, f)),
    "week-of": (rf"3?[Lo]uj{MONTH}(?:j?{YEAR})?", _week_of),
    "part-of-year": (
        rf"(?:{EARLY})?(?:m|H),?j?{WHICH_YEAR}|3?(?:{EARLY})?(?:3?[oL]-?[uh])(?:j?(?:{WHICH_YEAR}|{YEAR})|j3u)"
        rf"|(?:{EARLY}|3)?s(?:j|i)?(?:{WHICH_YEAR}|{YEAR})|Vj?(?:{WHICH_YEAR}|{YEAR})?|H,?[ij]?{YEAR}",
        _part_of,
    ),
    "month-relative": (rf"[kL0X](?:m|b\.)|{EARLY}m|{EARLY}b\.", lambda w, c, f: _month(w, c, f)),
    "years-joined": (r"Y[-/](?:Y|d|K)(?![-/\d])", _years_joined),
    "spoken-year": (r"(?:3?sj)?nT(?:-?n)?", _spoken_year),
    "clock-day": (rf"{CLOCK},?(?:t|0p)|k?tp|k?t\([wB]\.?\)|[ke]-?t|t,?{CLOCK}|t", _day),
    "weekday": (
        rf"(?:{CLOCK}),?w|(?:{EARLY}|k)?[LX0]?wp|w\((?:{MONTH}[dD]|[dD]{MONTH})\)|(?:{EARLY}|k)?3?[LX0]w|w,?{CLOCK}|(?:{EARLY}|k)?w",
        _weekday,
    ),
    "ago": (rf"A?au6ahg|A?{COUNT}[uU](?:6_)?g|Ug", _ago),
    "later": (rf"A?{COUNT}[uU]k|Uk|3uL", _later),
    "duration-relative": (rf"A?3?(?:[LX])(?:A)?(?:{COUNT}_?[uU]|f?jU|U)|A?3?r(?:{COUNT})?U", _duration),
    "unit": (rf"(?:{EARLY}|k)?3?[LX0r]u|{EARLY}3u", _unit),
    "part": (r"(?:[ek]-?)?[L0X3]p|1p|3[LX]p|p", _part_alone),
    "season-relative": (rf"(?:{EARLY})?3?[LX0]?s|[LX0]H|H", lambda w, c, f: _season(w, c, f)),
    "century": (rf"(?:3?{EARLY})?3?[Do]-?u", _century),
    "decades-joined": (r"3?G6G", _decades),
    "decade": (rf"(?:3?{EARLY})?3?G|(?:3[oL]hj)?3?G", _decade),
    "set": (r"E(?:[do]|n|f)?(?:[uUwmspH])|9|8au|i?x|i3[qM]", _set),
    "half": (r"(?:A)?h-?a?u|A?a?hu|A?au6ah", _duration),
    "duration": (rf"(?:A)?3?{COUNT}(?:6ah)?-?[uU](?:-_)?|A?3?oU|(?:3?e)?U6U|(?:3?e?)?U(?:-_)?", _duration),
    "told": (r"3?Su|1u|3c?u", _unit_told),
    "then": (r"v", _then),
    "ref": (r"R|r|3L", _ref),
    "clock-part": (r"[dn]i3p", _clock_part),
    "clock": (rf"A?{CLOCK}", _clock_alone),
    "year": (rf"(?:{EARLY}|A)?{YEAR}", _year),
    "month": (r"m|b\.", lambda w, c, f: _month(w, c, f)),
}


def _modified(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    fields = _date_fields(words, letters)
    if fields is not None:
        yield _one(words, "DATE", form, **fields, mod=_modifier(words, letters))


def _month(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    at = next(i for i, c in enumerate(letters) if c in "mb")
    offset = next((int(w.value) for w, c in zip(words, letters, strict=True) if c in "LX0"), None)
    yield _one(
        words,
        "DATE",
        form,
        part=f"month:{words[at].value}",
        offset=offset,
        mod=_modifier(words, letters),
        anchor="publication",
    )


def _season(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    word = words[-1]
    offset = next((int(w.value) for w, c in zip(words, letters, strict=True) if c in "LX0"), None)
    part = f"season:{word.value}" if letters[-1] == "s" else f"named:{word.value}"
    form = "season" if letters[-1] == "s" else "named-day"
    yield _one(words, "DATE", form, part=part, offset=offset, mod=_modifier(words, letters), anchor="publication")


NEVER_FIRST = r"_,.|=()/'\-56jl74POZ"  # one look spares the words of no time some forty patterns
_GRAMMAR = re.compile(
    rf"(?=[^{NEVER_FIRST}])(?:"
    + "|".join(f"(?P<{name.replace('-', '_')}>{pattern})" for name, (pattern, _) in RULES.items())
    + ")"
)
RULES = {name.replace("-", "_"): rule for name, rule in RULES.items()}
