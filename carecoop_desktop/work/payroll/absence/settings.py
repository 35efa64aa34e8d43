"""The settings of absence: when the leave year begins, and what decides about Small Employers' Relief."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.platform.kernel.dates import Span, add_months, tax_year_of
from carecoop_desktop.platform.kernel.errors import Invalid, Issue

LEAVE_YEAR = "absence.leave_year"
LEAVE_YEAR_BEGINS = "04-01"
CLASS_1 = "absence.class_1.{}"


def read_leave_year(text: str) -> tuple[int, int]:
    """Month and day of a setting like ``04-01``; Invalid for what is no day."""
    try:
        day = date.fromisoformat(f"2025-{text}")
    except ValueError:
        raise Invalid([Issue("leave_year", "Enter the month and the day, like 04-01.")]) from None
    return day.month, day.day


def leave_year_of(setting: str, day: date) -> Span:
    """The leave year that a day lies in."""
    month, first = read_leave_year(setting)
    begins = date(day.year, month, first)
    if begins > day:
        begins = date(day.year - 1, month, first)
    return Span(begins, date.fromordinal(add_months(begins, 12).toordinal() - 1))


def tax_year_before(day: date) -> str:
    """The last complete tax year before a day, like ``2025-26``."""
    year = int(tax_year_of(day)[:4]) - 1
    return f"{year}-{(year + 1) % 100:02d}"
