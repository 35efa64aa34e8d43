"""Pay periods of a tax year: the days of work they cover, their pay date, and their tax month or week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from carecoop_desktop.platform.kernel.dates import (
    MONTHS,
    add_months,
    format_date,
    month_end,
    month_start,
    tax_month,
    tax_week,
    tax_year_end,
    tax_year_of,
    tax_year_start,
    week_ending,
)
from carecoop_desktop.work.timesheets.rules.banking_days import banking_day_by

FREQUENCIES = ("monthly", "weekly", "fortnightly", "four-weekly")
_WEEKS = {"weekly": 1, "fortnightly": 2, "four-weekly": 4}
_A_SUNDAY = date(2024, 3, 31)
"""Groups of weeks are counted from here, so that they run on over the end of a tax year."""
USUAL_PAY_DAY = 28


@dataclass(frozen=True, slots=True)
class PlannedPeriod:
    """A pay period as it would be stored."""

    frequency: str
    tax_year: str
    number: int
    first: date
    last: date
    pay_date: date


def planned_periods(
    tax_year: str, frequency: str, pay_day: int = USUAL_PAY_DAY, closed: frozenset[date] = frozenset()
) -> tuple[PlannedPeriod, ...]:
    """The pay periods whose pay lies in a tax year, in order.

    Monthly: the calendar month, paid on ``pay_day`` of it (31 stands for its last day). Weekly: Monday to Sunday, paid
    on the Friday after; fortnightly and four-weekly as many such weeks together, numbered by the last week of their
    group as HMRC counts (2, 4 ... 52, and 54 or 56 for a further pay day at the year's end). A pay day on which banks
    are closed is paid before it; tax year and number stay those of the regular pay day, as HMRC asks.
    """
    weeks = _WEEKS.get(frequency, 0)
    spans = _weeks(tax_year, weeks) if weeks else _months(tax_year, pay_day)
    return tuple(
        PlannedPeriod(frequency, tax_year, _number(due, weeks), first, last, banking_day_by(due, closed))
        for first, last, due in spans
        if tax_year_of(due) == tax_year
    )


def _number(due: date, weeks: int) -> int:
    """The tax month, or the last tax week of so many paid together."""
    return -(-tax_week(due) // weeks) * weeks if weeks else tax_month(due)


def _months(tax_year: str, pay_day: int) -> Iterator[tuple[date, date, date]]:
    month = add_months(month_start(tax_year_start(tax_year)), -1)
    for _ in range(14):
        last = month_end(month)
        yield month, last, last if pay_day > last.day else last.replace(day=pay_day)
        month = add_months(month, 1)


def _weeks(tax_year: str, length: int) -> Iterator[tuple[date, date, date]]:
    last = week_ending(tax_year_start(tax_year)) - timedelta(days=7 * (1 + length))
    last += timedelta(days=(_A_SUNDAY - last).days % (7 * length))
    while last <= tax_year_end(tax_year):
        yield last - timedelta(days=7 * length - 1), last, last + timedelta(days=5)
        last += timedelta(days=7 * length)


def period_name(frequency: str, first: date, last: date) -> str:
    """A pay period in the office's words: ``November 2026``, ``week ending 22 Nov 2026``."""
    if frequency == "monthly":
        return f"{_LONG[first.month - 1]} {first.year}"
    if _WEEKS.get(frequency, 1) > 1:
        return f"{_WEEKS[frequency]} weeks ending {format_date(last)}"
    return f"week ending {format_date(last)}"


_LONG = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_name(day: date) -> str:
    """``Thursday 19 November``."""
    return f"{_DAYS[day.weekday()]} {day.day} {_LONG[day.month - 1]}"


def short_day(day: date) -> str:
    """``Thu 19``: a heading of the week grid."""
    return f"{_DAYS[day.weekday()][:3]} {day.day}"


def short_date(day: date) -> str:
    """``19 Nov``."""
    return f"{day.day} {MONTHS[day.month - 1]}"
