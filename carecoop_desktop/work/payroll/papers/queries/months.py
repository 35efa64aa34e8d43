"""The employer payment record (P32): what a PAYE scheme owes HMRC for each tax month."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from carecoop_desktop.platform.kernel.dates import tax_month, tax_year_start
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.absence.queries.paid import paid_absences
from carecoop_desktop.work.payroll.absence.rules.kinds import STATUTORY
from carecoop_desktop.work.payroll.papers.report import DAY, MONEY, NUMBER, Field, Report, Value
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.queries.reading import OFFICE_NAME
from carecoop_desktop.work.payroll.queries.to_date import EmployerMonth, employer_months, year_figures
from carecoop_desktop.work.payroll.rti.employer import Employer, employer_of
from carecoop_desktop.work.payroll.tables import PayslipRow

_SLIPS = PayslipRow.__table__
_FIELDS = (
    Field("Tax month", NUMBER, short="Month"),
    Field("From", DAY),
    Field("To", DAY),
    Field("Income tax", MONEY, True),
    Field("Student and postgraduate loans", MONEY, True, "Loans"),
    Field("Employees' National Insurance", MONEY, True, "NI employees"),
    Field("Employer's National Insurance", MONEY, True, "NI employer"),
    Field("Employment Allowance used", MONEY, True, "Allowance"),
    Field("Statutory pay recovered", MONEY, True, "Recovered"),
    Field("National Insurance compensation", MONEY, True, "Compensation"),
    Field("Due to HMRC", MONEY, True, "Due"),
    Field("To be paid by", DAY, short="By"),
)
_PAY_BY = 22


@dataclass(frozen=True, slots=True)
class PaymentMonth:
    """A tax month with what the employer takes off for statutory pay, in pence."""

    month: EmployerMonth
    recovered: int
    compensation: int

    @property
    def due(self) -> int:
        """What is to be paid; below nothing is carried to the next month or asked back."""
        return self.month.due - self.recovered - self.compensation


def payment_months(reader: Reader, tax_year: str, employer_id: int | None = None) -> list[PaymentMonth]:
    """The twelve tax months of an employer, the co-op's own where none is named."""
    reader.require(SEE_PAY)
    employer = employer_of(reader, employer_id)
    whose = employer.id if employer is not None else None
    back = _recovered(reader, tax_year, whose)
    return [PaymentMonth(month, *back.get(month.number, (0, 0))) for month in employer_months(reader, whose, tax_year)]


def _recovered(reader: Reader, tax_year: str, employer_id: int | None) -> dict[int, tuple[int, int]]:
    """Statutory pay recovered and its compensation by tax month, of payslips of one employer."""
    own = select(_SLIPS.c.id).where((_SLIPS.c.employer_id == employer_id) | _SLIPS.c.employer_id.is_(None))
    slips = set(reader.connection.execute(own if employer_id is not None else select(_SLIPS.c.id)).scalars())
    found: dict[int, tuple[int, int]] = {}
    for one in paid_absences(reader):
        if one.tax_year == tax_year and one.kind in STATUTORY and one.payslip_id in slips:
            number = tax_month(max(one.paid_on, tax_year_start(tax_year)))
            recovered, more = found.get(number, (0, 0))
            found[number] = (recovered + one.recovered, more + one.compensation)
    return found


def payment_record(reader: Reader, tax_year: str, employer_id: int | None = None) -> Report:
    """The P32 as a table, the months that have begun."""
    office = str(reader.setting(OFFICE_NAME, ""))
    employer = employer_of(reader, employer_id) or Employer(name=office)
    rows = tuple(_row(one) for one in payment_months(reader, tax_year, employer_id) if one.month.first <= reader.today)
    pay_bill = sum(
        letter.earnings for one in year_figures(reader, tax_year, employer.id) for letter in one.letters.values()
    )
    reference = f"{employer.office_number}/{employer.paye_reference}" if employer.paye_reference else "not entered yet"
    notes = (
        f"PAYE reference {reference}, accounts office reference {employer.accounts_reference or 'not entered yet'}.",
        f"Employment Allowance is {'claimed' if employer.allowance == 'yes' else 'not claimed'} for this scheme.",
        "Apprenticeship Levy: none is included. The pay bill of the year so far (earnings for employer's National "
        f"Insurance) is {format_money(pay_bill)}; HMRC says whether levy is owed on it.",
    )
    return Report(
        "P32", "Employer payment record (P32)", f"{employer.name or office} · tax year {tax_year}", office,
        reader.practice, _FIELDS, rows, notes,
    )  # fmt: skip


def _row(one: PaymentMonth) -> tuple[Value, ...]:
    month = one.month
    return (
        month.number, month.first, month.last, month.tax, month.student_loans + month.postgraduate_loans, month.ee_ni,
        month.er_ni, month.allowance, one.recovered, one.compensation, one.due, month.last.replace(day=_PAY_BY),
    )  # fmt: skip
