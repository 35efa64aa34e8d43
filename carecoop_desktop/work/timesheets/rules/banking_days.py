"""Days on which banks of England and Wales are closed, from the Banking and Financial Dealings Act 1971."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache


def easter_sunday(year: int) -> date:
    """Easter by the Gregorian reckoning (the anonymous algorithm of 1876)."""
    golden, century, of_century = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """The standing bank holidays of a year, with the weekdays that stand in for those on a weekend."""
    easter = easter_sunday(year)
    christmas = date(year, 12, 25)
    return frozenset(
        (
            _next_weekday(date(year, 1, 1)),
            easter - timedelta(days=2),
            easter + timedelta(days=1),
            _monday_from(date(year, 5, 1)),
            _monday_from(date(year, 5, 25)),
            _monday_from(date(year, 8, 25)),
            *_christmas_days(christmas),
        )
    )


def is_banking_day(day: date, closed: frozenset[date] = frozenset()) -> bool:
    """Whether payments move; ``closed`` are extra days, such as a coronation."""
    return day.weekday() < 5 and day not in closed and day not in bank_holidays(day.year)


def banking_day_by(day: date, closed: frozenset[date] = frozenset()) -> date:
    """The day itself, or the last banking day before it."""
    while not is_banking_day(day, closed):
        day -= timedelta(days=1)
    return day


def _christmas_days(christmas: date) -> tuple[date, date]:
    """25 and 26 December; where one falls on a weekend, the following Monday and Tuesday stand in."""
    weekday = christmas.weekday()
    boxing = christmas + timedelta(days=1)
    if weekday == 4:
        return christmas, boxing + timedelta(days=2)
    if weekday == 5:
        return christmas + timedelta(days=2), boxing + timedelta(days=2)
    if weekday == 6:
        return christmas + timedelta(days=2), boxing
    return christmas, boxing


def _next_weekday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)
