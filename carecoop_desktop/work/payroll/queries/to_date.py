"""Figures to date for HMRC's papers: by job and tax year, and by employer and tax month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from carecoop_desktop.platform.kernel.dates import add_months, tax_year_end, tax_year_start
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.national_insurance import use_allowance
from carecoop_desktop.statutory.tables import EmploymentAllowance, load_shelf
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.queries.before import JOB
from carecoop_desktop.work.payroll.rti.employer import employer_of
from carecoop_desktop.work.payroll.rti.queries import Letter, Sums, payment_of
from carecoop_desktop.work.payroll.rti.statutory import add_up, statutory_by_slip
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipRow

STATUTORY = ("ssp", "smp", "spp", "sap", "shpp", "spbp", "sncp")
_SLIPS: Any = PayslipRow.__table__
_RUNS: Any = PayRunRow.__table__


@dataclass(slots=True)
class YearFigures:
    """One job's figures of a tax year up to a day, in pence.

    ``job`` is the employment (a PA below zero on payslips from before employments); ``statutory`` is statutory pay by
    kind. ``brought_pay`` and ``brought_tax`` are those of an earlier employer that the code went on from. Code, basis
    and number are of the last payslip.
    """

    job: int
    assistant_id: int
    employer_id: int | None
    number: str
    tax_code: str = ""
    non_cumulative: bool = False
    last_paid: date | None = None
    last_number: int = 0
    frequency: str = ""
    leaving: date | None = None
    brought_pay: int = 0
    brought_tax: int = 0
    gross: int = 0
    minutes: int = 0
    er_pension: int = 0
    orders: int = 0
    sums: Sums = field(default_factory=Sums)
    letters: dict[str, Letter] = field(default_factory=dict)
    statutory: dict[str, int] = field(default_factory=dict)
    payslips: list[int] = field(default_factory=list)


def year_figures(
    reader: Reader, tax_year: str, employer_id: int | None = None, until: date | None = None
) -> list[YearFigures]:
    """Every job's figures of a tax year, of one employer or all, paid up to a day; by PA."""
    reader.require(SEE_PAY)
    found: dict[int, YearFigures] = {}
    for row in _rows(reader, tax_year, employer_id, tax_year_start(tax_year), until or tax_year_end(tax_year)):
        one = found.setdefault(row.job, YearFigures(row.job, row.assistant_id, row.employer_id, row.number))
        _count(one, row)
    statutory = statutory_by_slip(reader, [slip for one in found.values() for slip in one.payslips], STATUTORY)
    for one in found.values():
        one.statutory = add_up(statutory.get(slip, {}) for slip in one.payslips)
    return sorted(found.values(), key=lambda one: (one.assistant_id, one.job))


def p45_figures(reader: Reader, employment_id: int) -> YearFigures | None:
    """What a leaver's P45 says: the figures of the job's last tax year with the leaving day; None before it is due."""
    reader.require(SEE_PAY)
    last = reader.connection.execute(
        select(_RUNS.c.tax_year, _RUNS.c.pay_date)
        .join(_SLIPS, _SLIPS.c.pay_run_id == _RUNS.c.id)
        .where(_SLIPS.c.employment_id == employment_id, _SLIPS.c.leaving.is_not(None), _RUNS.c.state == "finished")
    ).first()
    if last is None:
        return None
    found = year_figures(reader, last.tax_year, until=last.pay_date)
    return next((one for one in found if one.job == employment_id), None)


def _rows(reader: Reader, tax_year: str, employer_id: int | None, first: date, last: date) -> Iterable[Any]:
    wanted = (
        select(_SLIPS, _RUNS.c.rules, _RUNS.c.pay_date, _RUNS.c.number.label("period"), _RUNS.c.frequency,
               JOB.label("job"))
        .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
        .where(_RUNS.c.tax_year == tax_year, _RUNS.c.state == "finished", _RUNS.c.pay_date <= last)
        .where((_RUNS.c.pay_date >= first) | (_RUNS.c.number == 1))
        .order_by(_RUNS.c.pay_date, _RUNS.c.id)
    )  # fmt: skip
    if employer_id is not None:
        wanted = wanted.where((_SLIPS.c.employer_id == employer_id) | _SLIPS.c.employer_id.is_(None))
    return reader.connection.execute(wanted)


def _count(one: YearFigures, row: Any) -> None:
    payment = payment_of(row)
    if not one.payslips:
        one.brought_pay = row.taxable_to_date - row.taxable
        one.brought_tax = row.tax_to_date - row.tax
    one.sums.add(payment.sums)
    for part in (payment.ni, *payment.moved):
        one.letters.setdefault(part.letter, Letter(part.letter)).add(part)
    one.payslips.append(row.id)
    one.tax_code, one.non_cumulative = row.tax_code, payment.non_cumulative
    one.last_paid, one.last_number, one.frequency = row.pay_date, row.period, row.frequency
    one.number = row.number or one.number
    one.leaving = row.leaving or one.leaving
    one.gross += row.gross
    one.minutes += row.minutes
    one.er_pension += row.er_pension
    one.orders += row.orders


@dataclass(frozen=True, slots=True)
class EmployerMonth:
    """What one PAYE scheme owes HMRC for a tax month, in pence. ``allowance`` is the Employment Allowance used in it;
    ``due`` is what is to be paid before statutory pay that is recovered."""

    number: int
    first: date
    last: date
    tax: int = 0
    ee_ni: int = 0
    er_ni: int = 0
    student_loans: int = 0
    postgraduate_loans: int = 0
    allowance: int = 0
    statutory: tuple[tuple[str, int], ...] = ()

    @property
    def due(self) -> int:
        """Tax, National Insurance and loans less the allowance."""
        owed = self.tax + self.ee_ni + self.er_ni + self.student_loans + self.postgraduate_loans
        return owed - self.allowance


def employer_months(reader: Reader, employer_id: int | None, tax_year: str) -> list[EmployerMonth]:
    """The twelve tax months of an employer; the allowance, where it is claimed, is used up from the first on."""
    reader.require(SEE_PAY)
    employer = employer_of(reader, employer_id)
    claims = employer is not None and employer.allowance == "yes"
    table = load_shelf().year(tax_year).table(EmploymentAllowance, tax_year_start(tax_year))
    rows = list(_rows(reader, tax_year, employer_id, tax_year_start(tax_year), tax_year_end(tax_year)))
    statutory = statutory_by_slip(reader, [row.id for row in rows], STATUTORY)
    used, found = 0, []
    for number in range(1, 13):
        month = _employer_month(number, tax_year, rows, statutory)
        if claims:
            month = replace(month, allowance=use_allowance(table, used, month.er_ni).pence)
        used += month.allowance
        found.append(month)
    return found


def _employer_month(
    number: int, tax_year: str, rows: Iterable[Any], statutory: Mapping[int, Mapping[str, int]]
) -> EmployerMonth:
    """A tax month before the allowance; what was paid for the year before it began counts in the first."""
    first = add_months(tax_year_start(tax_year), number - 1)
    last = add_months(first, 1) - timedelta(days=1)
    own = [row for row in rows if first <= row.pay_date <= last or (number == 1 and row.pay_date < first)]
    kinds = add_up(statutory.get(row.id, {}) for row in own)
    postgraduate = sum(payment_of(row).sums.postgraduate for row in own)
    return EmployerMonth(
        number, first, last, sum(row.tax for row in own), sum(row.ee_ni for row in own),
        sum(row.er_ni for row in own), sum(row.student_loans for row in own) - postgraduate, postgraduate,
        statutory=tuple(sorted(kinds.items())),
    )  # fmt: skip
