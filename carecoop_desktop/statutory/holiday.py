"""Statutory leave: accrual of irregular hours, rolled-up pay, entitlement of regular workers, pay for leave taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import divide_half_up, format_hours, format_money
from carecoop_desktop.platform.kernel.worked import Line, Worked
from carecoop_desktop.statutory.figures import percent, tenths
from carecoop_desktop.statutory.tables.employment import Holiday

_ACCRUAL = "Working Time Regulations 1998 reg. 15B"
_ROLLED_UP = "Working Time Regulations 1998 reg. 16A"
_WEEKS_PAY = "Working Time Regulations 1998 reg. 16; Employment Rights Act 1996 ss.221-224"
_YEAR_TENTHS = 520


class Accrued(NamedTuple):
    """Leave accrued in a pay period, in minutes, and its working."""

    minutes: int
    lines: tuple[Line, ...]


def accrue(
    table: Holiday, worked: int, so_far: int = 0, most: int | None = None, *, whole_hours: bool = True
) -> Accrued:
    """Leave of an irregular-hours or part-year worker for the minutes worked in a pay period.

    Accrued on the period's last day; less than half an hour is dropped, half an hour and more goes up to the hour,
    unless the contract is kinder (``whole_hours`` False: to the minute, up). ``so_far`` and ``most`` keep the leave
    year within its statutory maximum.
    """
    return _accrued(table, worked, so_far, most, whole_hours, "worked in the pay period")


def accrue_while_away(
    table: Holiday, average_minutes: int, weeks_tenths: int, so_far: int = 0, most: int | None = None
) -> Accrued:
    """Leave that goes on accruing on sick or family leave, from the average week of the 52 weeks before it.

    ``weeks_tenths`` is the time away in tenths of a week.
    """
    worked = divide_half_up(average_minutes * weeks_tenths, 10)
    return _accrued(table, worked, so_far, most, True, "of an average week while away")


def accrued_minutes(table: Holiday, worked: int, *, whole_hours: bool = True) -> int:
    """The minutes alone, without the leave year's maximum and without a working: for balances of many people."""
    exact = worked * table.accrual  # in 1/10,000 minutes
    return divide_half_up(exact, 600_000) * 60 if whole_hours else -(-exact // 10_000)


def _accrued(table: Holiday, worked: int, so_far: int, most: int | None, whole_hours: bool, what: str) -> Accrued:
    minutes = accrued_minutes(table, worked, whole_hours=whole_hours)
    source = table.origin.citation
    rounded = "to the nearest hour, half an hour up" if whole_hours else "up to the minute"
    text = f"{percent(table.accrual)} of {format_hours(worked)} hours {what}, {rounded}"
    lines = [Line(f"Accrued {format_hours(minutes)} hours", text, None, _ACCRUAL, source)]
    if most is not None and so_far + minutes > most:
        minutes = max(most - so_far, 0)
        text = f"The leave year's maximum is {format_hours(most)} hours, of which {format_hours(so_far)} are accrued"
        lines.append(
            Line(f"Kept to {format_hours(minutes)} hours", text, None, "Working Time Regulations 1998", source)
        )
    return Accrued(minutes, tuple(lines))


def most_minutes(table: Holiday, week_minutes: int) -> int:
    """The statutory maximum of a leave year in minutes for somebody whose average week has so many."""
    return week_minutes * table.weeks_tenths // 10


def rolled_up(table: Holiday, pay: int, contract_weeks_tenths: int = 0) -> Worked:
    """Rolled-up holiday pay on the pay for work done in a period, to the nearest penny.

    A contract with more than the statutory weeks gives ``weeks / (52 - weeks)`` instead of the statutory share.
    """
    weeks = contract_weeks_tenths
    if weeks <= table.weeks_tenths:
        due = divide_half_up(pay * table.accrual, 10_000)
        share = f"{percent(table.accrual)} of {format_money(pay)}"
    elif weeks >= _YEAR_TENTHS:
        raise Refusal("A contract cannot give the whole year as leave.", "Check the weeks of leave.")
    else:
        due = divide_half_up(pay * weeks, _YEAR_TENTHS - weeks)
        share = f"{tenths(weeks)}/{tenths(_YEAR_TENTHS - weeks)} of {format_money(pay)}"
    return Worked(due, partial(_rolled_up_lines, table, pay, share, due))


def _rolled_up_lines(table: Holiday, pay: int, share: str, due: int) -> Iterator[Line]:
    source = table.origin.citation
    yield Line("Pay for work done", "In this pay period, without this line", pay, _ROLLED_UP, source)
    yield Line(share, "To the nearest penny", due, _ROLLED_UP, source)
    yield Line("Rolled-up holiday pay", "Paid now; the leave itself may still be taken", due, _ROLLED_UP, source)


def statutory_days_tenths(table: Holiday, days_a_week_tenths: int) -> int:
    """A regular worker's leave of a full leave year in tenths of a day, with the statutory maximum."""
    return min(-(-days_a_week_tenths * table.weeks_tenths // 10), table.most_days * 10)


class PaidWeek(NamedTuple):
    """One week of the past: its last day, its pay in pence and its minutes worked."""

    ends: date
    pay: int
    minutes: int


class WeeksPay(NamedTuple):
    """A week's pay and what an hour of it is worth, from the weeks that counted."""

    week: Worked
    weeks: int
    pay: int
    minutes: int

    @property
    def average_minutes(self) -> int:
        """The average week's working time."""
        return divide_half_up(self.minutes, self.weeks)


def weeks_pay(table: Holiday, leave_from: date, history: Sequence[PaidWeek]) -> WeeksPay:
    """The average of the last 52 weeks with pay before the leave, looking back 104 weeks at most.

    Weeks without pay (and weeks of sick or family leave, which the caller leaves out) are passed over and replaced by
    earlier ones; with fewer than 52 all there are count.
    """
    earliest = leave_from - timedelta(weeks=table.look_back_weeks)
    usable = [week for week in history if week.pay > 0 and earliest <= week.ends < leave_from]
    chosen = sorted(usable, key=lambda week: week.ends)[-table.average_weeks :]
    if not chosen:
        raise Refusal(
            f"No paid week lies in the {table.look_back_weeks} weeks before {format_date(leave_from)}.",
            "Enter a week's pay that reflects the contract.",
        )
    pay, minutes = sum(week.pay for week in chosen), sum(week.minutes for week in chosen)
    week = divide_half_up(pay, len(chosen))
    return WeeksPay(Worked(week, partial(_week_lines, table, chosen, pay, week)), len(chosen), pay, minutes)


def _week_lines(table: Holiday, chosen: Sequence[PaidWeek], pay: int, week: int) -> Iterator[Line]:
    source = table.origin.citation
    text = f"{len(chosen)} paid weeks, {format_date(chosen[0].ends)} to {format_date(chosen[-1].ends)}"
    yield Line("Pay of the weeks that count", text, pay, _WEEKS_PAY, source)
    yield Line("A week's pay", f"Divided by {len(chosen)}, to the nearest penny", week, _WEEKS_PAY, source)


def pay_for_leave(table: Holiday, average: WeeksPay, minutes: int) -> Worked:
    """Pay for so many minutes of leave, by the average pay of an hour in the weeks that counted."""
    if average.minutes <= 0:
        raise Refusal("The weeks that count have no hours.", "Enter the hours of those weeks.")
    due = divide_half_up(average.pay * minutes, average.minutes)
    return Worked(due, partial(_leave_lines, table, average, minutes, due))


def _leave_lines(table: Holiday, average: WeeksPay, minutes: int, due: int) -> Iterator[Line]:
    source = table.origin.citation
    yield from average.week.lines
    text = f"{format_money(average.pay)} ÷ {format_hours(average.minutes)} hours"
    yield Line("An hour's pay", text, divide_half_up(average.pay * 60, average.minutes), _WEEKS_PAY, source)
    yield Line("Holiday pay", f"{format_hours(minutes)} hours of leave", due, _WEEKS_PAY, source)
