"""The Employer Payment Summary: what HMRC must know of a tax month beyond the payments themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from carecoop_desktop.platform.kernel.dates import add_months, format_date, tax_year_start
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import plain_money
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.employers.tables import EmployerRow
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.rti.employer import Employer, needed_employer
from carecoop_desktop.work.payroll.rti.envelope import RtiFile, close_message, grow, open_message, short_year
from carecoop_desktop.work.payroll.rti.statutory import REPORTED, Recoverable, recoverable
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipRow
from carecoop_desktop.work.timesheets.tables import PayPeriodRow

_RUNS = PayRunRow.__table__
_SLIPS = PayslipRow.__table__
_PERIODS = PayPeriodRow.__table__
_EMPLOYERS: Any = EmployerRow.__table__
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class TaxMonth:
    """One tax month and whether anybody was paid in it.

    ``family`` is what is recovered of family pay in the tax year up to its end. ``final`` is year where it is the last
    month and over, ceased where the scheme was closed (``ceased``); then no more is reported.
    """

    tax_year: str
    number: int
    first: date
    last: date
    paid: bool
    family: tuple[Recoverable, ...] = ()
    final: str = ""
    ceased: date | None = None


def tax_month_facts(reader: Reader, tax_year: str, number: int, employer_id: int | None = None) -> TaxMonth:
    """Whether a finished run of an employer (any, where none is named) paid anybody in a tax month.

    Refusal while somebody may still be paid in it: a run is a draft, hours wait to be paid, or nobody was paid and
    the month is not over.
    """
    reader.require(SEE_PAY)
    short_year(tax_year)
    if not 1 <= number <= _MONTHS:
        raise Refusal(f"There is no tax month {number}.", "Month 1 begins on 6 April, month 12 on 6 March.")
    first = add_months(tax_year_start(tax_year), number - 1)
    last = add_months(first, 1) - timedelta(days=1)
    if reader.today < first:
        raise Refusal(f"Tax month {number} of {tax_year} only begins on {format_date(first)}.")
    within = _RUNS.c.pay_date.between(first, last)
    states = set(reader.connection.execute(select(_RUNS.c.state).where(within)).scalars()) - {"withdrawn"}
    if states - {"finished"} or _waiting(reader, first, last):
        raise Refusal(f"Somebody is still to be paid in tax month {number}.", "Finish that pay run first.")
    if not states and reader.today <= last:
        raise Refusal(
            f"Nobody was paid in tax month {number} so far, but it runs until {format_date(last)}.",
            "Report it when it is over.",
        )
    found = TaxMonth(tax_year, number, first, last, _paid(reader, first, last, employer_id))
    return _ending(reader, found, employer_id)


def _ending(reader: Reader, month: TaxMonth, employer_id: int | None) -> TaxMonth:
    """Whether nothing more will be reported for the tax year, or ever."""
    closed = None
    if employer_id is not None:
        closed = reader.connection.execute(
            select(_EMPLOYERS.c.closed).where(_EMPLOYERS.c.id == employer_id)
        ).scalar_one_or_none()
    if closed is not None and closed <= reader.today and month.first <= closed <= month.last:
        return replace(month, final="ceased", ceased=closed)
    over = month.number == _MONTHS and reader.today > month.last
    return replace(month, final="year") if over else month


def _paid(reader: Reader, first: date, last: date, employer_id: int | None) -> bool:
    found = (
        select(_SLIPS.c.id)
        .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
        .where(_RUNS.c.pay_date.between(first, last), _RUNS.c.state == "finished")
    )
    if employer_id is not None:
        found = found.where((_SLIPS.c.employer_id == employer_id) | _SLIPS.c.employer_id.is_(None))
    return reader.connection.execute(found.limit(1)).first() is not None


def _waiting(reader: Reader, first: date, last: date) -> bool:
    """Whether hours are locked, but not yet paid, that are to be paid in these days."""
    waiting = select(_PERIODS.c.id).where(_PERIODS.c.pay_date.between(first, last), _PERIODS.c.state == "locked")
    return reader.connection.execute(waiting).first() is not None


def eps_file(reader: Reader, tax_year: str, number: int, employer_id: int | None = None, test: bool = False) -> RtiFile:
    """The EPS of an employer's tax month: nobody was paid, the claim of Employment Allowance, what is recovered of
    family pay in the tax year so far, and that no more will follow.

    Refusal where there is nothing to tell HMRC."""
    employer = needed_employer(reader, employer_id)
    return eps_message(employer, eps_facts(reader, employer, tax_year, number), test)


def eps_facts(reader: Reader, employer: Employer, tax_year: str, number: int) -> TaxMonth:
    """The tax month with what is recovered of family pay up to its end."""
    month = tax_month_facts(reader, tax_year, number, employer.id)
    small = {"yes": True, "no": False}.get(employer.small_relief)
    return replace(month, family=tuple(recoverable(reader, employer.id, tax_year, month.last, small=small)))


def eps_message(employer: Employer, month: TaxMonth, test: bool = False) -> RtiFile:
    """The message from plain facts."""
    if month.paid and not (employer.allowance or month.family or month.final):
        raise Refusal(
            f"There is nothing to report in an EPS for tax month {month.number}.",
            "The payments are in the FPS, Employment Allowance is neither claimed nor ended, and nothing is recovered.",
        )
    message, summary = open_message("EmployerPaymentSummary", "EPS", employer, month.tax_year, test)
    refs = grow(summary, "EmpRefs")
    grow(refs, "OfficeNo", employer.office_number)
    grow(refs, "PayeRef", employer.paye_reference)
    grow(refs, "AORef", employer.accounts_reference)
    if employer.cotax:
        grow(refs, "COTAXRef", employer.cotax)
    if not month.paid:
        grow(summary, "NoPaymentForPeriod", "yes")
        dates = grow(summary, "NoPaymentDates")
        grow(dates, "From", month.first.isoformat())
        grow(dates, "To", month.last.isoformat())
    if employer.allowance:
        grow(summary, "EmpAllceInd", employer.allowance)
    if month.family:
        _recovered(grow(summary, "RecoverableAmountsYTD"), month)
    grow(summary, "RelatedTaxYear", short_year(month.tax_year))
    if month.final:
        _final(grow(summary, "FinalSubmission"), month)
    return close_message(message, (), employer, test)


def _recovered(amounts: Any, month: TaxMonth) -> None:
    """Everything to date; compensation stands after all that is recovered."""
    grow(amounts, "TaxMonth", str(month.number))
    for one in month.family:
        grow(amounts, f"{REPORTED[one.kind]}Recovered", plain_money(one.recovered))
    for one in month.family:
        if one.compensation:
            grow(amounts, f"NICCompensationOn{REPORTED[one.kind]}", plain_money(one.compensation))


def _final(final: Any, month: TaxMonth) -> None:
    if month.ceased is None:
        grow(final, "ForYear", "yes")
        return
    grow(final, "BecauseSchemeCeased", "yes")
    grow(final, "DateSchemeCeased", month.ceased.isoformat())
