"""The Full Payment Submission: everybody paid in a run, with the figures of the payment and of the year to date."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.money import plain_money
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.periods import pay_period, period_number
from carecoop_desktop.statutory.tax_codes import parse_code
from carecoop_desktop.work.payroll.queries.views import RunView
from carecoop_desktop.work.payroll.rti.checks import OF_A_PLACE, check_people, ni_number, start_statement
from carecoop_desktop.work.payroll.rti.employer import Employer, needed_employer
from carecoop_desktop.work.payroll.rti.envelope import RtiFile, close_message, grow, open_message, short_year
from carecoop_desktop.work.payroll.rti.names import address_lines, plain_line, postcode, split_name
from carecoop_desktop.work.payroll.rti.queries import Letter, PersonPaid, RunPaid, employers_of_run, run_paid
from carecoop_desktop.work.payroll.rti.statutory import REPORTED

LATE = {
    "A": "Paid to an expat by a third party or an employer overseas",
    "B": "Employment-related security",
    "C": "Another notional payment",
    "D": "Class 1 National Insurance, but P11D for tax",
    "F": "Impractical to report work done on the day",
    "G": "Reasonable excuse",
    "H": "Correction to an earlier submission",
}
"""HMRC's letters for why a payment is reported after payday. E, for micro employers, ended in 2016."""
# Normal hours a week in minutes, and the letter for fewer than those.
_HOURS = ((16 * 60, "A"), (24 * 60, "B"), (30 * 60, "C"))


def fps_file(
    reader: Reader, run_id: int, employer_id: int | None = None, late: str = "", test: bool = False
) -> RtiFile:
    """The FPS of a finished run, of one employer. Refusal with every sentence about what is missing on the employer or
    a PA. ``late`` is HMRC's letter for why it is told after payday, empty where it is not or nothing applies; ``test``
    makes a message that HMRC's live service tries and throws away."""
    needed_employer(reader)
    paid = replace(run_paid(reader, run_id, employer_id), late=late)
    employer = needed_employer(reader, employer_id or employers_of_run(reader, run_id)[0])
    check_people(paid)
    return fps_message(employer, paid, test)


def fps_message(employer: Employer, paid: RunPaid, test: bool = False) -> RtiFile:
    """The message from plain facts."""
    if paid.late and paid.late not in LATE:
        raise Refusal(f"HMRC has no reason {paid.late} for being late.", f"Use one of {', '.join(LATE)}, or none.")
    message, submission = open_message("FullPaymentSubmission", "FPS", employer, paid.run.tax_year, test)
    refs = grow(submission, "EmpRefs")
    grow(refs, "OfficeNo", employer.office_number)
    grow(refs, "PayeRef", employer.paye_reference)
    grow(refs, "AORef", employer.accounts_reference)
    if employer.sautr:
        grow(refs, "SAUTR", employer.sautr)
    if employer.cotax:
        grow(refs, "COTAXRef", employer.cotax)
    grow(submission, "RelatedTaxYear", short_year(paid.run.tax_year))
    for person in paid.people:
        element = grow(submission, "Employee")
        _details(grow(element, "EmployeeDetails"), person)
        _employment(grow(element, "Employment"), person, paid)
    people = tuple((person.terms.assistant_id, person.terms.name) for person in paid.people)
    return close_message(message, people, employer, test)


def _details(details: Any, person: PersonPaid) -> None:
    terms = person.terms
    if number := ni_number(terms.ni_number):
        grow(details, "NINO", number)
    fores, surname = split_name(terms.name)
    name = grow(details, "Name")
    for fore in fores:
        grow(name, "Fore", fore)
    grow(name, "Sur", surname)
    _address(details, person)
    if terms.born is not None:
        grow(details, "BirthDate", terms.born.isoformat())
    grow(details, "Gender", terms.sex)


def _address(details: Any, person: PersonPaid) -> None:
    lines, code = address_lines(person.address), postcode(person.postcode)
    if not lines and not code:
        return
    address = grow(details, "Address")
    for line in lines:
        grow(address, "Line", line)
    if code:
        grow(address, "UKPostcode", code)


def _employment(employment: Any, person: PersonPaid, paid: RunPaid) -> None:
    terms, run = person.terms, paid.run
    if person.director:
        grow(employment, "DirectorsNIC", person.director)
        if person.director_week:
            grow(employment, "TaxWkOfApptOfDirector", str(person.director_week))
    if person.starter and terms.started is not None:
        _starter(grow(employment, "Starter"), person, run)
    if person.workplace and OF_A_PLACE.intersection(person.letters):
        grow(employment, "EmployeeWorkplacePostcode", person.workplace)
    grow(employment, "PayId", plain_line(terms.number))
    if not terms.weekly_minutes:
        # Hours as agreed: HMRC would otherwise take three months without pay for leaving.
        grow(employment, "IrrEmp", "yes")
    if terms.left is not None and terms.left <= run.last:
        grow(employment, "LeavingDate", terms.left.isoformat())
    _to_date(grow(employment, "FiguresToDate"), person)
    _payment(grow(employment, "Payment"), person, run, paid.late)
    current = person.payment.ni
    for letter, year in sorted(person.letters.items(), key=lambda item: item[0] != current.letter):
        _letter(grow(employment, "NIlettersAndValues"), year, person.payment.in_period(letter))


def _starter(starter: Any, person: PersonPaid, run: RunView) -> None:
    assert person.terms.started is not None
    grow(starter, "StartDate", person.terms.started.isoformat())
    grow(starter, "StartDec", start_statement(person, run.tax_year))
    if person.payment.loan_plan:
        grow(starter, "StudentLoan", "yes")
    if person.payment.postgraduate:
        grow(starter, "PostgradLoan", "yes")


def _to_date(figures: Any, person: PersonPaid) -> None:
    year = person.year
    _money(figures, "TaxablePay", year.taxable)
    _money(figures, "TotalTax", year.tax)
    _money_if(figures, "StudentLoansTD", year.loan)
    _money_if(figures, "PostgradLoansTD", year.postgraduate)
    _money_if(figures, "BenefitsTaxedViaPayrollYTD", year.benefits)
    _money_if(figures, "EmpeePenContribnsPaidYTD", year.pension_before_tax)
    _money_if(figures, "EmpeePenContribnsNotPaidYTD", year.pension_after_tax)


def _payment(payment: Any, person: PersonPaid, run: RunView, late: str) -> None:
    """Business expenses and approved mileage given back are no pay and not reported. What attachment orders take comes
    off net pay, after tax, National Insurance and loans, like a pension with relief at source."""
    paid, sums = person.payment, person.payment.sums
    period = pay_period(run.frequency)
    grow(payment, "PayFreq", period.rti)
    grow(payment, "PmtDate", run.pay_date.isoformat())
    if late:
        grow(payment, "LateReason", late)
    number = str(period_number(period, run.pay_date))
    grow(payment, "WeekNo" if period.unit == "week" else "MonthNo", number)
    grow(payment, "PeriodsCovered", "1")
    if person.aggregated:
        grow(payment, "AggregatedEarnings", "yes")
    if person.left_before:
        grow(payment, "PmtAfterLeaving", "yes")
    grow(payment, "HoursWorked", _hours(person.terms.weekly_minutes))
    _code(payment, person)
    _money(payment, "TaxablePay", sums.taxable)
    _money_if(payment, "DednsFromNetPay", sums.pension_after_tax + paid.orders)
    after = sums.taxable - sums.tax - paid.ni_borne - sums.loan - sums.postgraduate
    _money(payment, "PayAfterStatDedns", after)
    _money_if(payment, "BenefitsTaxedViaPayroll", sums.benefits)
    _money_if(payment, "EmpeePenContribnsPaid", sums.pension_before_tax)
    _money_if(payment, "ItemsSubjectToClass1NIC", paid.ni_only)
    _money_if(payment, "EmpeePenContribnsNotPaid", sums.pension_after_tax)
    if sums.loan:
        grow(payment, "StudentLoanRecovered", plain_money(sums.loan), PlanType=f"0{paid.loan_plan}")
    _money_if(payment, "PostgradLoanRecovered", sums.postgraduate)
    _money(payment, "TaxDeductedOrRefunded", sums.tax)
    for kind, name in REPORTED.items():
        _money_if(payment, f"{name}YTD", person.statutory.get(kind, 0))


def _hours(weekly_minutes: int) -> str:
    """The band of normal weekly hours; E where there are none."""
    if not weekly_minutes:
        return "E"
    return next((letter for limit, letter in _HOURS if weekly_minutes < limit), "D")


def _code(payment: Any, person: PersonPaid) -> None:
    code = parse_code(person.payment.tax_code)
    attributes = {}
    if code.non_cumulative or person.payment.non_cumulative:
        attributes["BasisNonCumulative"] = "yes"
    if code.regime:
        attributes["TaxRegime"] = code.regime
    grow(payment, "TaxCode", code.unprefixed, **attributes)


def _letter(values: Any, year: Letter, now: Letter) -> None:
    grow(values, "NIletter", year.letter)
    _money(values, "GrossEarningsForNICsInPd", now.earnings)
    _money(values, "GrossEarningsForNICsYTD", year.earnings)
    _money(values, "AtLELYTD", year.at_lel)
    _money(values, "LELtoPTYTD", year.lel_to_pt)
    _money(values, "PTtoUELYTD", year.pt_to_uel)
    # HMRC's data item 86A: the employer's contributions alone.
    _money(values, "TotalEmpNICInPd", now.employer)
    _money(values, "TotalEmpNICYTD", year.employer)
    _money(values, "EmpeeContribnsInPd", now.employee)
    _money(values, "EmpeeContribnsYTD", year.employee)


def _money(parent: Any, name: str, pence: int) -> None:
    grow(parent, name, plain_money(pence))


def _money_if(parent: Any, name: str, pence: int) -> None:
    if pence:
        _money(parent, name, pence)
