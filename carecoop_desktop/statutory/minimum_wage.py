"""National Minimum Wage: the rate that applies to somebody, and the check of a pay reference period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from carecoop_desktop.platform.kernel.dates import add_months, age_on, format_date
from carecoop_desktop.platform.kernel.money import format_hours, format_money
from carecoop_desktop.platform.kernel.worked import Line, Worked
from carecoop_desktop.statutory.tables.employment import MinimumWage

_RULE = "National Minimum Wage Regulations 2015"
_APPRENTICE_MONTHS = 12


class Rate(NamedTuple):
    """An hourly rate in pence and why it is that one."""

    hourly: int
    why: str


def rate_for(table: MinimumWage, born: date, period_from: date, apprentice_since: date | None = None) -> Rate:
    """The hourly rate of a pay reference period, by the age and the table of its first day (``period_from``).

    A birthday or a new rate within the period counts from the next one.
    """
    age = age_on(born, period_from)
    if apprentice_since is not None and apprentice_since <= period_from:
        first_year = period_from < add_months(apprentice_since, _APPRENTICE_MONTHS)
        if age < table.apprentice_under or first_year:
            reason = f"under {table.apprentice_under}" if age < table.apprentice_under else "in the first year"
            return Rate(table.apprentice, f"Apprentice {reason} on {format_date(period_from)}.")
    found = next(rate for rate in table.rates if age >= rate.from_age)
    return Rate(found.hourly, f"Aged {age} on {format_date(period_from)}, the first day of the pay reference period.")


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Minutes of working time of a pay reference period.

    ``travel`` is between people supported, not from home or back; ``sleep_in_awake`` only the part of sleep-ins spent
    awake for the purpose of working (Royal Mencap Society v Tomlinson-Blake, 2021). ``other`` is training, supervision
    and waiting between visits.
    """

    shifts: int
    travel: int = 0
    sleep_in_awake: int = 0
    other: int = 0

    @property
    def minutes(self) -> int:
        """All of it."""
        return self.shifts + self.travel + self.sleep_in_awake + self.other


@dataclass(frozen=True, slots=True)
class CountedPay:
    """What counts of the pay, in pence.

    ``gross`` is all pay of the period; ``premium`` the part above the basic rate (nights, bank holidays), ``holiday``
    holiday pay, rolled-up as well, ``expenses`` and ``tips``: none of these count. ``deductions`` are for the
    employer's own use, or the worker's spending for the work that is not paid back, such as mileage below its cost;
    ``sacrificed`` was given up under salary sacrifice and not paid at all.
    """

    gross: int
    premium: int = 0
    holiday: int = 0
    expenses: int = 0
    tips: int = 0
    deductions: int = 0
    sacrificed: int = 0
    accommodation_days: int = 0
    accommodation_charge: int = 0


class WageCheck(NamedTuple):
    """The check of a period: what had to be paid, what counts as paid, and how much is missing (0: nothing)."""

    required: Worked
    counted: Worked
    missing: int
    hourly: int

    @property
    def passed(self) -> bool:
        """Whether the minimum was reached."""
        return self.missing == 0

    @property
    def sentence(self) -> str:
        """The outcome as the office reads it."""
        rate = f"{format_money(self.hourly)} an hour" if self.hourly else "nothing to compare"
        if self.passed:
            return f"At least the minimum wage was paid ({rate})."
        return f"{format_money(self.missing)} below the minimum wage: only {rate} was paid."


def check_period(table: MinimumWage, rate: Rate, time: WorkingTime, pay: CountedPay) -> WageCheck:
    """Compare what counts of the pay with the minimum for the working time of a pay reference period."""
    minutes = time.minutes
    required = -(-minutes * rate.hourly // 60)
    counted = _counted(table, pay)
    return WageCheck(
        Worked(required, partial(_required_lines, table, rate, time, required)),
        Worked(counted, partial(_counted_lines, table, pay, counted)),
        max(required - counted, 0),
        counted * 60 // minutes if minutes else 0,
    )


def _counted(table: MinimumWage, pay: CountedPay) -> int:
    left_out = pay.premium + pay.holiday + pay.expenses + pay.tips + pay.deductions + pay.sacrificed
    return pay.gross - left_out + _accommodation(table, pay)


def _accommodation(table: MinimumWage, pay: CountedPay) -> int:
    """Free accommodation adds the offset; a charge above the offset takes off what is above; one below does nothing."""
    offset = pay.accommodation_days * table.accommodation_day
    if pay.accommodation_charge == 0:
        return offset
    return min(offset - pay.accommodation_charge, 0)


def _required_lines(table: MinimumWage, rate: Rate, time: WorkingTime, required: int) -> Iterator[Line]:
    source = table.origin.citation
    parts = [
        ("Hours of shifts", time.shifts),
        ("Travel between people supported", time.travel),
        ("Awake during sleep-ins", time.sleep_in_awake),
        ("Training, supervision and waiting", time.other),
    ]
    for label, minutes in parts:
        if minutes:
            yield Line(label, f"{format_hours(minutes)} hours", None, f"{_RULE}, Part 5", source)
    yield Line("Minimum for an hour", rate.why, rate.hourly, f"{_RULE} reg. 4A", source)
    text = f"{format_hours(time.minutes)} hours × {format_money(rate.hourly)}, up to the next penny"
    yield Line("Minimum for the period", text, required, _RULE, source)


def _counted_lines(table: MinimumWage, pay: CountedPay, counted: int) -> Iterator[Line]:
    source, rule = table.origin.citation, f"{_RULE}, Part 4"
    yield Line("Pay of the period", "Before tax", pay.gross, rule, source)
    parts = [
        ("Premium above the basic rate", pay.premium),
        ("Holiday pay", pay.holiday),
        ("Expenses", pay.expenses),
        ("Tips", pay.tips),
        ("Deductions and spending for the work", pay.deductions),
        ("Salary sacrifice", pay.sacrificed),
    ]
    for label, pence in parts:
        if pence:
            yield Line(label, "Does not count", -pence, rule, source)
    if offset := _accommodation(table, pay):
        text = f"{pay.accommodation_days} days at {format_money(table.accommodation_day)}, less what is charged"
        yield Line("Accommodation", text, offset, f"{_RULE} reg. 14-16", source)
    yield Line("Pay that counts", "For the minimum wage", counted, rule, source)
