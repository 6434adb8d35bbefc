"""Dates, clock times, parts of years and months: what each pattern of the time grammar that names one means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from stemma.reading.times.lexer import Word
from stemma.reading.times.pieces import _CLOCK, CLOCK, Found, modifier, one, without_none


def a_date(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """A day, month and year as far as they are there, with the weekday beside them and the clock."""
    fields = date_fields(words, letters)
    if fields is None:
        return
    yield one(words, "TIME" if "clock" in fields else "DATE", form, **fields)


def date_fields(words: list[Word], letters: str) -> dict[str, Any] | None:
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
    return without_none(
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
        if clock := clock_of(words[first:stop], match.group()):
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


def clock_of(words: list[Word], letters: str) -> str | None:
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


def dates_listed(words: list[Word], letters: str, form: str) -> Iterator[Found]:
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
        fields = without_none(value=value, part=part, anchor="none" if year else "publication")
        if joined and not first:
            fields["joins"] = True
        yield Found(start, end, "DATE", form, fields)
        first = False


def years_joined(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """1983-2005, 1998-99, the 1998/99 season: one expression, a range."""
    at = letters.index("Y")
    begin, last = words[at].text, words[-1].text.lstrip("'’")
    end = begin[:2] + last if len(last) == 2 else last
    if (len(last) == 2 and int(end) <= int(begin)) or int(end) < int(begin):
        end = str(int(begin[:2]) + 1) + last if len(last) == 2 and int(last) == (int(begin) + 1) % 100 else ""
    if end:
        yield one(words, "DATE", form, value=f"{begin}/{end}", anchor="none")
    else:
        yield Found(words[at].start, words[at].end, "DATE", "year", {"value": begin, "anchor": "none"})


def a_year(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    word = words[-1]
    value = word.text if letters[-1] == "Y" else _two_digit_year(word.text[1:])
    yield one(words, "DATE", form, value=value, mod=modifier(words, letters), anchor="none")


def spoken_year(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """nineteen ninety-four, the winter of nineteen ninety-four."""
    at = letters.index("n")
    rest = sum(int(w.value) for w in words[at + 1 :] if w.value.isdigit())
    if words[at].text.lower() not in ("eighteen", "nineteen") or not 10 <= rest <= 99:
        return
    season = next((f"-{w.value}" for w, c in zip(words, letters, strict=True) if c == "s"), "")
    yield one(words, "DATE", "spoken-year", value=f"{words[at].value}{rest}{season}", anchor="none")


def a_decade(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    at = letters.index("G")
    form_ = words[at].text.lower()
    digits = re.sub(r"\D", "", form_)
    decade = digits[:3] if len(digits) == 4 else "19" + digits[0] if digits else words[at].value
    if len(digits) == 2 and "'" not in form_.replace("’", "'")[:1] and at == 0:
        return  # "in his 50s", "temperatures in the 60s": a bare number of years
    if digits and len(digits) == 2 and digits[0] == "1":
        decade = "201"
    yield one(words, "DATE", form, value=decade, mod=modifier(words, letters), anchor="none")


def two_decades(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """the 1970s and 1980s, the 70s and 80s"""
    at = letters.index("G")
    yield from a_decade(words[: at + 1], letters[: at + 1], "decade")
    for second in a_decade([words[at], *words[-1:]], "3G", "decade"):
        yield second._replace(start=words[-1].start)


def a_century(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    if words[-1].value != "century":
        yield from _ordinal_unit(words, letters, form)
        return
    number = next(w for w, c in zip(words, letters, strict=True) if c in "Do")
    nth = int(re.sub(r"\D", "", number.text) or number.value)
    if 1 <= nth <= 22:
        yield one(words, "DATE", form, value=f"{nth - 1:02}", mod=modifier(words, letters), anchor="none")


def _ordinal_unit(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """the third quarter, third-quarter; other units are no calendar."""
    if words[-1].value != "quarter" or "D" in letters:
        return
    nth = int(next(w.value for w, c in zip(words, letters, strict=True) if c == "o"))
    nth = 4 if nth == -1 else nth
    if 1 <= nth <= 4:
        yield one(words, "DATE", "quarter", part=f"quarter:{nth}", anchor="publication")


def clock_in(words: list[Word], letters: str) -> str | None:
    match = re.search(CLOCK, letters)
    if match:
        return clock_of(words[match.start() : match.end()], match.group())
    return next((w.value for w, c in zip(words, letters, strict=True) if c == "p"), None)


def part_of(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """the third quarter of 2009, the first half of this year, April last year, the winter of 1994, Q3."""
    mod = modifier(words, letters)
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
            part = _month_or_day(words, letters, word.value)
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
            yield one(words, "DATE", form, value=shapes[kind], mod=mod, anchor="none")
        else:
            yield one(words, "DATE", form, part=part, unit="year", value=year, mod=mod, anchor="none")
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
    yield one(words, "DATE", form, part=part, offset=offset, unit=unit, mod=mod, anchor="publication")


def _month_or_day(words: list[Word], letters: str, month: str) -> str | None:
    """The month of "April last year", the day of "3 April last year"."""
    day = next((int(re.sub(r"\D", "", w.text)) for w, c in zip(words, letters, strict=True) if c in "dD"), None)
    if day is None:
        return f"month:{month}"
    return f"month-day:{month}-{day:02}" if 1 <= day <= DAYS_IN[int(month)] else None


def week_of(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    """the last week of March (2009): a week of a month."""
    at = next(i for i, c in enumerate(letters) if c == "u")
    if words[at].value != "week":
        return
    nth = int(words[at - 1].value) if letters[at - 1] in "oL" else 0
    month = next(w.value for w, c in zip(words, letters, strict=True) if c in "mb")
    year = next((w.text for w, c in zip(words, letters, strict=True) if c == "Y"), None)
    if nth in (-1, 1, 2, 3, 4):
        yield one(
            words,
            "DATE",
            form,
            part=f"week-of:{month}:{nth}",
            value=year,
            unit="year" if year else None,
            anchor="none" if year else "publication",
        )


def modified(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    fields = date_fields(words, letters)
    if fields is not None:
        yield one(words, "DATE", form, **fields, mod=modifier(words, letters))


def a_month(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    at = next(i for i, c in enumerate(letters) if c in "mb")
    offset = next((int(w.value) for w, c in zip(words, letters, strict=True) if c in "LX0"), None)
    yield one(
        words,
        "DATE",
        form,
        part=f"month:{words[at].value}",
        offset=offset,
        mod=modifier(words, letters),
        anchor="publication",
    )


def a_season(words: list[Word], letters: str, form: str) -> Iterator[Found]:
    word = words[-1]
    offset = next((int(w.value) for w, c in zip(words, letters, strict=True) if c in "LX0"), None)
    part = f"season:{word.value}" if letters[-1] == "s" else f"named:{word.value}"
    form = "season" if letters[-1] == "s" else "named-day"
    yield one(words, "DATE", form, part=part, offset=offset, mod=modifier(words, letters), anchor="publication")
