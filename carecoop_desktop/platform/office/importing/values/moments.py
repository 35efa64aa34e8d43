"""Dates and clock times in the styles that people type and that workbooks store."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from carecoop_desktop.platform.kernel.dates import MONTHS, utc_now
from carecoop_desktop.platform.office.importing.cells import Cell, short_text
from carecoop_desktop.platform.office.importing.values.unreadable import Unreadable

DATE_ACCEPTED = "a date such as 31/10/2026, 31 Oct 2026 or 2026-10-31 (day before month)"
TIME_ACCEPTED = "a time to the minute such as 07:15, 7.15, 0715 or 7:15 pm"
MONTH_FIRST = "no such date: the month seems to stand before the day"
_NO_DATE = "no such date"
_NO_TIME = "no such time"
_EXCEL_START = date(1899, 12, 30)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, start=1)} | {"sept": 9}
_FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[,.]?\s+", re.IGNORECASE)
_CLOCK_TAIL = re.compile(r"[T ]+00:00(?::00(?:\.0+)?)?Z?$")
_ISO = re.compile(r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})")
_ISO_RUN = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)")
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})\s?[-/. ]\s?(?P<m>\d{1,2})\s?[-/. ]\s?(?P<y>\d{4}|\d{2})")
_DAY_NAMED = re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[-/. ]*(?P<n>[A-Za-z]{3,9})\.?,?[-/. ]*(?P<y>\d{4}|\d{2})")
_NAMED_DAY = re.compile(r"(?P<n>[A-Za-z]{3,9})\.?[- ]+(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:, ?| )(?P<y>\d{4})")

_AM_PM = re.compile(r"(?P<h>\d{1,2})(?:[:.](?P<m>[0-5]\d))?(?:[:.](?P<s>[0-5]\d))?(?P<half>[ap])\.?m?\.?")
_COLON = re.compile(r"(?P<h>\d{1,2})[:.h](?P<m>[0-5]\d)(?:[:.](?P<s>[0-5]\d))?(?:h|hrs?)?")
_RUN = re.compile(r"(?P<h>\d{1,2})(?P<m>[0-5]\d)(?:h|hrs?)?")
_FRACTION = re.compile(r"0?\.\d{3,}")
_WORDS = {
    "noon": time(12), "12noon": time(12), "midday": time(12), "midnight": time(0), "12midnight": time(0)
}  # fmt: skip


def day(cell: Cell) -> date:
    """A civil date; 1/2/2026 is the first of February. Two-digit years below 70 lie in this century."""
    found, short = _date(cell)
    if short and found.year >= 2070:
        found = _moved(found, -100)
    return _sensible(found, date(1900, 1, 1), date(2100, 12, 31))


def birth_date(latest: date | None = None) -> Callable[[Cell], date]:
    """A parser of birth dates, which never lie after ``latest`` (today): 4/4/48 is 1948, 22/3/00 is 2000.

    For people who work give the latest birth date that somebody of working age can have.
    """
    end = latest or utc_now().date()

    def born(cell: Cell) -> date:
        found, short = _date(cell)
        if short and found > end:
            found = _moved(found, -100)
        if not date(1900, 1, 1) <= found <= end:
            raise Unreadable(
                "not a possible date of birth", f"{DATE_ACCEPTED}, between 1900 and {end.day}/{end.month}/{end.year}"
            )
        return found

    return born


def _date(cell: Cell) -> tuple[date, bool]:
    """A date, and whether its year was written with two digits (it then lies in this century)."""
    if isinstance(cell, datetime):
        return cell.date(), False
    if isinstance(cell, date):
        return cell, False
    if isinstance(cell, (int, Decimal)):
        return _serial(cell), False
    if isinstance(cell, time):
        raise Unreadable(_NO_DATE, DATE_ACCEPTED)
    return _written_date(short_text(cell))


def _written_date(raw: str) -> tuple[date, bool]:
    words = " ".join(raw.split())
    text = _CLOCK_TAIL.sub("", _WEEKDAY.sub("", words))
    if re.fullmatch(r"[1-9]\d{4}", text):
        return _serial(int(text)), False
    for pattern in (_ISO, _ISO_RUN, _DAY_FIRST, _DAY_NAMED, _NAMED_DAY):
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            month = int(parts["m"]) if parts.get("m") else _month(parts["n"])
            year = int(parts["y"])
            short = len(parts["y"]) == 2
            built = _built(year + 2000 if short else year, month, int(parts["d"]))
            return _on_its_weekday(words, built, short), short
    raise Unreadable(_NO_DATE, DATE_ACCEPTED)


def _on_its_weekday(words: str, found: date, short: bool) -> date:
    """A weekday that stands before a date has to be its own, else one of the two was typed wrongly.

    A birth date of two figures' year may lie a century earlier, where it has another weekday.
    """
    if not _WEEKDAY.match(words):
        return found
    right = _DAYS[found.weekday()]
    earlier = _DAYS[(found - timedelta(days=36_525)).weekday()] if short else right
    if words[:3].lower() not in (right[:3].lower(), earlier[:3].lower()):
        raise Unreadable(f"{found.day}/{found.month}/{found.year} is a {right}", DATE_ACCEPTED)
    return found


def _month(name: str) -> int:
    low = name.lower()
    number = _MONTH_NUMBERS.get(low) or (_FULL_MONTHS.index(low) + 1 if low in _FULL_MONTHS else 0)
    if not number:
        raise Unreadable(_NO_DATE, DATE_ACCEPTED)
    return number


def _built(year: int, month: int, day_of_month: int) -> date:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        why = MONTH_FIRST if 12 < month <= 31 and 1 <= day_of_month <= 12 else _NO_DATE
        raise Unreadable(why, DATE_ACCEPTED) from None


def _serial(number: int | Decimal) -> date:
    """Excel's day number, or 20261031; those before March 1900 are left out: Excel counts a day that never was."""
    if 19000000 < number < 21000000:
        return _written_date(str(number))[0]
    if number != int(number) or not 61 <= number <= 73_415:
        raise Unreadable(_NO_DATE, DATE_ACCEPTED)
    return _EXCEL_START + timedelta(days=int(number))


def _moved(found: date, years: int) -> date:
    try:
        return found.replace(year=found.year + years)
    except ValueError:
        raise Unreadable(_NO_DATE, DATE_ACCEPTED) from None


def _sensible(found: date, first: date, last: date) -> date:
    if not first <= found <= last:
        raise Unreadable(_NO_DATE, DATE_ACCEPTED)
    return found


def clock_time(cell: Cell) -> time:
    """A clock time to the minute; 24:00 is midnight. A bare hour up to 12 as text is refused: 8 may be morning or not.

    A workbook's number 8 is taken: it is what Excel keeps of a typed 8.00.
    """
    if isinstance(cell, datetime):
        cell = cell.time()
    if isinstance(cell, time):
        return _to_the_minute(cell.hour * 3600 + cell.minute * 60 + cell.second + round(cell.microsecond / 1e6))
    if isinstance(cell, (int, Decimal)):
        return _number_time(cell)
    if isinstance(cell, date):
        if cell <= _EXCEL_START + timedelta(days=2):
            return time(0)  # a workbook's midnight at the end of a day is the first day of its calendar
        raise Unreadable(_NO_TIME, TIME_ACCEPTED)
    return _written_time(short_text(cell).lower().replace(" ", ""))


def _number_time(number: int | Decimal) -> time:
    """A number in a workbook: a fraction of a day, 1215 for 12:15, or 7.15 for 07:15 (7.3 was typed as 7.30)."""
    if 0 <= number < 1:
        return _to_the_minute(round(number * 86_400))
    if isinstance(number, int):
        return _clock(number, None, None) if 0 < number <= 24 else _written_time(str(number))
    written = format(number, "f")
    if re.fullmatch(r"[0-9]{1,2}\.[1-4]", written):
        written += "0"
    return _written_time(written)


def _written_time(text: str) -> time:
    if text in _WORDS:
        return _WORDS[text]
    if _FRACTION.fullmatch(text):
        return _to_the_minute(round(Decimal(text) * 86_400))
    if found := _AM_PM.fullmatch(text):
        hour = int(found["h"])
        if 1 <= hour <= 12:
            hour = hour % 12 + (12 if found["half"] == "p" else 0)
            return _clock(hour, found["m"], found["s"])
    elif found := _COLON.fullmatch(text) or _RUN.fullmatch(text):
        return _clock(int(found["h"]), found["m"], found.groupdict().get("s"))
    elif re.fullmatch(r"1[3-9]|2[0-4]", text):
        return _clock(int(text), None, None)
    raise Unreadable(_NO_TIME, TIME_ACCEPTED)


def _clock(hour: int, minute: str | None, second: str | None) -> time:
    seconds = hour * 3600 + int(minute or 0) * 60 + int(second or 0)
    if seconds > 86_400:
        raise Unreadable(_NO_TIME, TIME_ACCEPTED)
    return _to_the_minute(seconds)


def _to_the_minute(seconds: int) -> time:
    """Excel's fractions miss the minute by a hair at most; anything more was really meant, and is not rounded away."""
    if seconds % 60:
        raise Unreadable(_NO_TIME, TIME_ACCEPTED)
    return time(seconds // 3600 % 24, seconds // 60 % 60)
