"""Leave: what a leave year gives, what is left of it, and what leave taken is paid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.platform.kernel.money import divide_half_up, share_out
from carecoop_desktop.statutory.holiday import accrue_while_away, accrued_minutes, most_minutes
from carecoop_desktop.statutory.tables import Holiday
from carecoop_desktop.work.payroll.absence.rules.record import Record


@dataclass(frozen=True, slots=True)
class Balance:
    """A PA's leave of one leave year up to a day, in minutes.

    ``basis`` is what it accrued from: minutes worked so far or, with ``regular`` hours, those of the contract's week.
    ``rate`` is then the share in hundredths of a per cent, or the weeks in tenths.
    """

    year: Span
    day: date
    accrued: int
    taken: int
    adjusted: int
    regular: bool
    paid_with_hours: bool
    basis: int
    rate: int

    @property
    def left(self) -> int:
        """What may still be taken; below nought, more was taken than accrued."""
        return self.accrued + self.adjusted - self.taken


@dataclass(frozen=True, slots=True)
class Worked:
    """Minutes worked in a pay period that ended on a day, and tenths of a week away sick or on family leave in it."""

    ended: date
    minutes: int
    away_tenths: int = 0


@dataclass(frozen=True, slots=True)
class Leaver:
    """What a balance needs to know of a PA: employment, hours a week by contract, and how holiday is paid."""

    started: date | None
    left: date | None
    weekly_minutes: int
    rolled_up: bool

    @property
    def regular(self) -> bool:
        """Whether the contract's week counts. Holiday may be paid with each hour only where hours are irregular
        (Working Time Regulations 1998 reg. 16A), so that such leave accrues with the hours, whatever week was agreed.
        """
        return self.weekly_minutes > 0 and not self.rolled_up


def balance(
    table: Holiday,
    year: Span,
    day: date,
    person: Leaver,
    worked: Sequence[Worked],
    taken: int,
    adjusted: int,
    average_minutes: int = 0,
) -> Balance:
    """What is left of a leave year on a day. Irregular hours accrue by pay period; regular ones for the whole year."""
    if person.regular:
        accrued, basis, rate = regular_leave(table, year, day, person), person.weekly_minutes, table.weeks_tenths
    else:
        accrued, rate = _irregular(table, worked, average_minutes), table.accrual
        basis = sum(period.minutes for period in worked)
    return Balance(year, day, accrued, taken, adjusted, person.regular, person.rolled_up, basis, rate)


def _irregular(table: Holiday, worked: Sequence[Worked], average_minutes: int) -> int:
    """Accrued period by period, each rounded by itself, to the statutory maximum of the average week."""
    so_far = 0
    for period in worked:
        so_far += accrued_minutes(table, period.minutes)
        if period.away_tenths and average_minutes:
            so_far += accrue_while_away(table, average_minutes, period.away_tenths).minutes
    return min(so_far, most_minutes(table, average_minutes)) if average_minutes else so_far


def regular_leave(table: Holiday, year: Span, day: date, person: Leaver) -> int:
    """Minutes of 5.6 weeks of the contract's hours for a whole leave year, by days where employment covers a part.

    In the first year of employment a twelfth accrues at the start of each month.
    """
    whole = most_minutes(table, person.weekly_minutes)
    begins = max(person.started or year.first, year.first)
    ends = min(person.left or year.last, year.last)
    if begins > ends:
        return 0
    due = -(-whole * ((ends - begins).days + 1) // year.days)
    if person.started is not None and person.left is None and _first_year(person.started, day):
        months = (day.year - person.started.year) * 12 + day.month - person.started.month + 1
        if day.day < person.started.day:
            months -= 1
        due = min(due, -(-whole * min(max(months, 1), 12) // 12))
    return due


def _first_year(started: date, day: date) -> bool:
    return day < started + timedelta(days=365)


def minutes_inside(record: Record, window: Span) -> int:
    """The minutes of a holiday that lie in a window: shared evenly over its working days."""
    if record.last is None:
        return 0
    days = [record.first + timedelta(days=n) for n in range((record.last - record.first).days + 1)]
    working = [day for day in days if day.weekday() in record.days] or days
    parts = share_out(record.minutes, [1] * len(working))
    return sum(part for day, part in zip(working, parts, strict=True) if day in window)


def minutes_taken(records: Iterable[Record], window: Span) -> int:
    """The minutes of all holidays that lie in a window."""
    return sum(minutes_inside(record, window) for record in records)


def away_tenths(records: Iterable[Record], window: Span) -> int:
    """Time away in a window, in tenths of a week, of records that are sickness or family leave."""
    days = 0
    for record in records:
        first, last = max(record.first, window.first), min(record.last or window.last, window.last)
        days += max((last - first).days + 1, 0)
    return divide_half_up(days * 10, 7)


def shares_by_member(pence: int, pay: Mapping[int | None, int]) -> dict[int | None, int]:
    """Leave pay shared between those whose hours earned it; the co-op's own where nobody's did."""
    whose = {member: amount for member, amount in pay.items() if amount > 0}
    if not whose:
        return {None: pence}
    parts = share_out(pence, list(whose.values()))
    return {member: part for member, part in zip(whose, parts, strict=True) if part}
