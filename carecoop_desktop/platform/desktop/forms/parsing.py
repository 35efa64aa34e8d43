"""Reads what people type into date, time and number fields, forgivingly, and writes it back in one way."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from carecoop_desktop.platform.kernel.dates import MONTHS

_DATE = re.compile(r"^(\d{1,2})(?:[./\- ]+(\d{1,2}|[a-z]{3,9})(?:[./\- ,]+(\d{4}|\d{2}))?)?$")
_COMPACT = re.compile(r"^(\d{2})(\d{2})(\d{4}|\d{2})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_TIME = re.compile(r"^(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm|a|p)?$")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def parse_date(text: str, today: date) -> date:
    """Read ``22/11/26``, ``22 nov``, ``221126``, ``22``, ``2026-11-22``, ``t``, ``+3``, ``-1`` or ``fri`` as a date.

    A date without a year is taken in the year that brings it nearest to today; one without a month in this month.
    Raises ValueError for anything else.
    """
    raw = " ".join(text.strip().lower().split())
    if raw in ("t", "today"):
        return today
    if re.fullmatch(r"[+-]\d{1,4}", raw):
        return today + timedelta(days=int(raw))
    if raw[:3] in _DAYS and raw.isalpha():
        return today + timedelta(days=(_DAYS.index(raw[:3]) - today.weekday()) % 7)
    if found := _ISO.match(raw):
        return date(int(found[1]), int(found[2]), int(found[3]))
    found = _COMPACT.match(raw) or _DATE.match(raw)
    if not found:
        raise ValueError(f"{text!r} is not a date")
    return _from_parts(found[1], found[2], found[3], today)


def _from_parts(day: str, month: str | None, year: str | None, today: date) -> date:
    number = today.month if month is None else _month(month)
    if year is not None:
        return date(_century(int(year), today), number, int(day))
    if month is None:
        return date(today.year, number, int(day))
    return _nearest_year(int(day), number, today)


def _nearest_year(day: int, month: int, today: date) -> date:
    """29 Feb exists only in some years, so each year is tried on its own."""
    found = []
    for year in range(today.year - 4, today.year + 5):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    if not found:
        raise ValueError(f"there is no day {day} in month {month}")
    return min(found, key=lambda each: abs(each - today))


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    short = text[:3].capitalize()
    if short not in MONTHS:
        raise ValueError(f"{text!r} is not a month")
    return MONTHS.index(short) + 1


def _century(year: int, today: date) -> int:
    """Two figures: a year up to twenty years ahead, else one of the past (somebody born in 62 is not born in 2062)."""
    if year >= 100:
        return year
    full = today.year - today.year % 100 + year
    return full if full <= today.year + 20 else full - 100


def parse_time(text: str) -> time:
    """Read ``14:30``, ``1430``, ``14.30``, ``2.30pm``, ``9`` or ``9am`` as a clock time; raises ValueError."""
    found = _TIME.match(text.strip().lower())
    if not found:
        raise ValueError(f"{text!r} is not a time")
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"{text!r} is not a time")
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    return time(hour % 24 if (hour, minute) == (24, 0) else hour, minute)


def parse_number(text: str) -> int:
    """Read a whole number, commas allowed; raises ValueError."""
    raw = text.strip().replace(",", "")
    if not re.fullmatch(r"-?\d{1,12}", raw):
        raise ValueError(f"{text!r} is not a whole number")
    return int(raw)
