"""Civil dates, tax periods and the length of shifts on the clocks of Europe/London."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def utc_now() -> datetime:
    """The moment of record: now, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def format_date(day: date) -> str:
    """``22 Nov 2026``, whatever the machine's language."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def format_moment(moment: datetime) -> str:
    """A UTC moment of record as the office's clock showed it: ``22 Nov 2026 10:42``."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    local = moment.astimezone(LONDON)
    return f"{format_date(local.date())} {local:%H:%M}"


def tax_year_of(day: date) -> str:
    """The tax year that a date lies in: 5 Apr 2026 -> ``2025-26``, 6 Apr 2026 -> ``2026-27``."""
    first = day.year if (day.month, day.day) >= (4, 6) else day.year - 1
    return f"{first}-{(first + 1) % 100:02d}"


def tax_year_start(tax_year: str) -> date:
    """6 April of a tax year named like ``2026-27``."""
    return date(int(tax_year[:4]), 4, 6)


def tax_year_end(tax_year: str) -> date:
    """5 April that ends a tax year named like ``2026-27``."""
    return date(int(tax_year[:4]) + 1, 4, 5)


def tax_week(day: date) -> int:
    """Tax week 1 to 53 of a date: week 1 starts on 6 April."""
    return (day - tax_year_start(tax_year_of(day))).days // 7 + 1


def tax_month(day: date) -> int:
    """Tax month 1 to 12 of a date: month 1 runs from 6 April to 5 May."""
    months = (day.month - 4) % 12 + 1
    return months if day.day >= 6 else (months - 2) % 12 + 1


def week_ending(day: date) -> date:
    """The Sunday that ends the Monday-to-Sunday week of a date."""
    return day + timedelta(days=6 - day.weekday())


def month_start(day: date) -> date:
    """The first day of a date's calendar month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last day of a date's calendar month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, month_end(first).day))


def age_on(born: date, day: date) -> int:
    """Completed years of age on a day; somebody born on 29 Feb turns a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(frozen=True, slots=True)
class Span:
    """A run of civil dates, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days the span has."""
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        return f"{format_date(self.first)} to {format_date(self.last)}"


def shift_bounds(day: date, start: time, finish: time) -> tuple[datetime, datetime]:
    """The two moments, in UTC, between which a shift that starts on ``day`` lies.

    A finish at or before the start is on the next day (24 hours where both are equal). Clock changes count: the
    night of 24 to 25 Oct 2026 from 22:00 to 07:00 lasts ten hours. A time that the clocks skip is read as the time
    an hour later, a time that comes twice as its first.
    """
    last = day if finish > start else day + timedelta(days=1)
    begin = datetime.combine(day, start, LONDON).astimezone(UTC)
    end = datetime.combine(last, finish, LONDON).astimezone(UTC)
    return begin, end


def shift_minutes(day: date, start: time, finish: time, break_minutes: int = 0) -> int:
    """Paid minutes of a shift: real time elapsed less the unpaid break, clock changes counted."""
    begin, end = shift_bounds(day, start, finish)
    return int((end - begin).total_seconds()) // 60 - break_minutes


def overdue_words(due: date, today: date) -> str:
    """``Overdue 2 days``, in weeks after a month and in months after a quarter of a year."""
    days = (today - due).days
    if days <= 31:
        return f"overdue {days} day{'s' if days != 1 else ''}"
    if days <= 91:
        return f"overdue {days // 7} weeks"
    return f"overdue {days // 30} months"
