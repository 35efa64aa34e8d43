"""Workplace pensions: who must be enrolled, on which earnings, and what is paid each period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from carecoop_desktop.platform.kernel.dates import add_months, age_on, format_date
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.kernel.worked import Line, Worked
from carecoop_desktop.statutory.ages import birthday, state_pension_day
from carecoop_desktop.statutory.figures import percent
from carecoop_desktop.statutory.tables.employment import AutoEnrolment, EarningsBand, StatePensionAge


class Relief(StrEnum):
    """How the employee's contribution gets its tax relief."""

    AT_SOURCE = "relief at source"
    NET_PAY = "net pay arrangement"
    SACRIFICE = "salary sacrifice"


class Standing(StrEnum):
    """What somebody is under automatic enrolment in a pay reference period."""

    ELIGIBLE = "eligible jobholder"
    NON_ELIGIBLE = "non-eligible jobholder"
    ENTITLED = "entitled worker"
    OUTSIDE = "outside the age limits"


class Assessment(NamedTuple):
    """The outcome of an assessment and the sentence that explains it."""

    standing: Standing
    enrol: bool
    why: str


def assess(
    table: AutoEnrolment,
    pension_ages: StatePensionAge,
    period: str,
    earnings: int,
    born: date,
    payday: date,
    postponed_until: date | None = None,
) -> Assessment:
    """Assess somebody for a pay reference period (``week`` ... ``year``).

    ``enrol`` says whether the employer must enrol them now; during postponement nobody is enrolled without asking.
    """
    band = _band(table, period)
    age = age_on(born, payday)
    standing, why = _standing(table, band, period, earnings, age, payday >= state_pension_day(born, pension_ages))
    enrol = standing is Standing.ELIGIBLE
    if enrol and postponed_until is not None and payday < postponed_until:
        return Assessment(standing, False, f"{why} Postponed until {format_date(postponed_until)}.")
    return Assessment(standing, enrol, why)


def _standing(
    table: AutoEnrolment, band: EarningsBand, period: str, earnings: int, age: int, pensioner: bool
) -> tuple[Standing, str]:
    paid = f"Aged {age}, with {format_money(earnings)} in the {period}"
    if not table.youngest <= age < table.oldest:
        limits = f"{table.youngest} to {table.oldest - 1}"
        return Standing.OUTSIDE, f"{paid}: automatic enrolment is for ages {limits}."
    if earnings <= band.lower:
        text = f"{paid}, not more than {format_money(band.lower)}: may ask to join, without an employer's contribution."
        return Standing.ENTITLED, text
    if earnings <= band.trigger:
        text = f"{paid}, not more than the trigger of {format_money(band.trigger)}: may opt in."
        return Standing.NON_ELIGIBLE, text
    if age < table.youngest_eligible or pensioner:
        reason = f"under {table.youngest_eligible}" if age < table.youngest_eligible else "over State Pension age"
        return Standing.NON_ELIGIBLE, f"{paid}, above the trigger, but {reason}: may opt in."
    return Standing.ELIGIBLE, f"{paid}, above the trigger of {format_money(band.trigger)}: must be enrolled."


def _band(table: AutoEnrolment, period: str) -> EarningsBand:
    if period not in table.periods:
        raise Refusal(f"“{period}” is not a pay reference period.", f"Use one of {', '.join(table.periods)}.")
    return table.periods[period]


def postponement_ends(table: AutoEnrolment, begins: date) -> date:
    """The last day to which enrolment may be put off from a day: the deferral date."""
    return add_months(begins, table.postponement_months)


def opt_out_ends(table: AutoEnrolment, joined_or_told: date) -> date:
    """The last day of the opt-out period; it runs from joining or from the enrolment letter, whichever is later."""
    return add_months(joined_or_told, table.opt_out_months)


def reenrolment_window(table: AutoEnrolment, staging: date, after: date) -> tuple[date, date, date]:
    """The next re-enrolment day that follows ``after``: three years on each time, with the window of three months."""
    rounds = 1
    while birthday(staging, rounds * table.reenrolment_years) <= after:
        rounds += 1
    day = birthday(staging, rounds * table.reenrolment_years)
    return add_months(day, -3), day, add_months(day, 3)


@dataclass(frozen=True, slots=True)
class Scheme:
    """What a scheme takes: rates in hundredths of a per cent, and the earnings they are a share of.

    ``employee`` includes the tax relief that a scheme with relief at source claims. ``qualifying`` True: of earnings
    between the limits; False: of all pensionable pay. ``name`` is what the payslip calls it.
    """

    name: str
    employee: int
    employer: int
    relief: Relief = Relief.AT_SOURCE
    qualifying: bool = True


def check_scheme(table: AutoEnrolment, scheme: Scheme, certified: str) -> None:
    """Refuse a scheme that pays less than the minimum of its set (``qualifying``, ``set 1``, ``set 2``, ``set 3``)."""
    if certified not in table.sets:
        raise Refusal(f"“{certified}” is not a set of minimum contributions.", f"Use one of {', '.join(table.sets)}.")
    least = table.sets[certified]
    if scheme.employer < least.employer:
        raise Refusal(f"The employer must pay at least {percent(least.employer)} of {least.of}.", "Raise its rate.")
    if scheme.employee + scheme.employer < least.total:
        raise Refusal(
            f"Both together must be at least {percent(least.total)} of {least.of}.", "Raise one of the rates."
        )


class Contributed(NamedTuple):
    """What earlier payments of the same pay reference period have borne."""

    pensionable: int = 0
    employee: int = 0
    employer: int = 0
    relief: int = 0


NOTHING_CONTRIBUTED = Contributed()
_OPT_OUT = "Pensions Act 2008 s.8"


class PensionDue:
    """Contributions of one payment.

    ``employee`` is what leaves net pay (or, under salary sacrifice, gross pay), ``employer`` what the employer adds of
    its own, ``relief`` what the scheme claims from HMRC. ``off_taxable`` and ``off_niable`` lower the pay that tax and
    National Insurance are worked out on; ``base`` is the pay that the rates are a share of.
    """

    __slots__ = ("base", "employee", "employer", "off_niable", "off_taxable", "relief")

    def __init__(self, case: _Case) -> None:
        table, scheme, _, _, base, earlier = case
        self.base = base
        whole = employee = (base * scheme.employee + 5_000) // 10_000
        employer = (base * scheme.employer + 5_000) // 10_000
        if scheme.relief is Relief.AT_SOURCE:
            employee = (base * scheme.employee * (10_000 - table.relief) + 50_000_000) // 100_000_000
        relief = whole - employee
        if earlier is not NOTHING_CONTRIBUTED:
            employee, employer, relief = (
                employee - earlier.employee,
                employer - earlier.employer,
                relief - earlier.relief,
            )
            self.base -= _base(table, scheme, case.period, earlier.pensionable)
        self.relief = relief
        self.off_taxable = 0 if scheme.relief is Relief.AT_SOURCE else employee
        self.off_niable = employee if scheme.relief is Relief.SACRIFICE else 0
        self.employee = Worked(employee, case.employee_lines)
        self.employer = Worked(employer, case.employer_lines)

    @property
    def sacrificed(self) -> int:
        """What is given up from gross pay and paid in by the employer."""
        return self.off_niable


class _Case(NamedTuple):
    """What both workings are told again from."""

    table: AutoEnrolment
    scheme: Scheme
    period: str
    pensionable: int
    base: int
    earlier: Contributed

    def _opening(self) -> Iterator[Line]:
        source, rule = self.table.origin.citation, self._rule()
        yield Line("Pensionable pay", f"Of the {self.period}", self.pensionable, rule, source)
        if self.scheme.qualifying:
            lower, _, upper = self.table.periods[self.period]
            text = f"Between {format_money(lower)} and {format_money(upper)} for a {self.period}"
            yield Line("Qualifying earnings", text, self.base, rule, source)

    def _rule(self) -> str:
        return "Pensions Act 2008 s.20 and s.13" if self.scheme.qualifying else f"Rules of {self.scheme.name}"

    def _share(self, rate: int) -> Line:
        share = (self.base * rate + 5_000) // 10_000
        label = f"{percent(rate)} of {format_money(self.base)}"
        return Line(label, "To the nearest penny", share, self._rule(), self.table.origin.citation)

    def _before(self, paid: int) -> Iterator[Line]:
        if self.earlier != NOTHING_CONTRIBUTED and not self.earlier.pensionable:
            yield Line("Given back", "Contributions of a membership that was opted out of", -paid, _OPT_OUT)
        elif self.earlier != NOTHING_CONTRIBUTED:
            text = f"On {format_money(self.earlier.pensionable)} earlier in the {self.period}"
            yield Line("Already taken", text, -paid, self._rule(), self.table.origin.citation)

    def employee_lines(self) -> Iterator[Line]:
        """The employee's contribution."""
        scheme, source = self.scheme, self.table.origin.citation
        yield from self._opening()
        yield self._share(scheme.employee)
        due = PensionDue(self)
        if scheme.relief is Relief.AT_SOURCE:
            text = f"The scheme claims {percent(self.table.relief)} basic-rate tax relief from HMRC and adds it"
            claimed = due.relief + self.earlier.relief
            yield Line("Less tax relief", text, -claimed, "Relief at source, Finance Act 2004 s.192", source)
        else:
            text = "taken before tax" if scheme.relief is Relief.NET_PAY else "given up from pay before tax and NI"
            yield Line("Tax relief", f"By {scheme.relief}: {text}", None, "Finance Act 2004 s.193", source)
        yield from self._before(self.earlier.employee)
        yield Line("Your pension contribution", scheme.name, due.employee.pence, self._rule(), source)

    def employer_lines(self) -> Iterator[Line]:
        """The employer's contribution."""
        yield from self._opening()
        yield self._share(self.scheme.employer)
        yield from self._before(self.earlier.employer)
        label, source = "Employer's pension contribution", self.table.origin.citation
        yield Line(label, self.scheme.name, PensionDue(self).employer.pence, self._rule(), source)


def _base(table: AutoEnrolment, scheme: Scheme, period: str, pensionable: int) -> int:
    if not scheme.qualifying:
        return pensionable if pensionable > 0 else 0
    lower, _, upper = table.periods.get(period) or _band(table, period)
    base = (pensionable if pensionable < upper else upper) - lower
    return base if base > 0 else 0


def pension_due(
    table: AutoEnrolment,
    scheme: Scheme,
    period: str,
    pensionable: int,
    earlier: Contributed = NOTHING_CONTRIBUTED,
) -> PensionDue:
    """Contributions of a payment, each to the nearest penny, halves up.

    Payments of one pay reference period are added together through ``earlier``.
    """
    total = pensionable + earlier.pensionable
    return PensionDue(_Case(table, scheme, period, total, _base(table, scheme, period, total), earlier))
