"""The year card of one job: a line for each payment with its figures to date, as a P11 has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.papers.queries.person import JobYear, job_years
from carecoop_desktop.work.payroll.papers.report import CODE, DAY, MONEY, NUMBER, Field, Report, Value
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.rti.queries import payment_of
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipRow

_SLIPS: Any = PayslipRow.__table__
_RUNS: Any = PayRunRow.__table__
_FIELDS = (
    Field("Period", NUMBER, short="No."),
    Field("Paid", DAY),
    Field("Code", CODE),
    Field("Gross pay", MONEY, True, "Gross"),
    Field("Taxable pay", MONEY, True, "Taxable"),
    Field("Taxable pay to date", MONEY, short="so far"),
    Field("Income tax", MONEY, True, "Tax"),
    Field("Tax to date", MONEY, short="so far"),
    Field("NI letter", CODE, short="NI"),
    Field("Earnings for National Insurance", MONEY, True, "Earnings"),
    Field("Employee's National Insurance", MONEY, True, "Employee"),
    Field("Employer's National Insurance", MONEY, True, "Employer"),
    Field("Student and postgraduate loans", MONEY, True, "Loans"),
    Field("Employee's pension", MONEY, True, "Pension"),
    Field("Net pay", MONEY, True, "Net"),
)


def year_card(reader: Reader, tax_year: str, assistant_id: int) -> Report:
    """A PA's payments of a tax year, job by job; Refusal where nothing was paid."""
    reader.require(SEE_PAY)
    years = job_years(reader, tax_year, assistant_id)
    if not years:
        raise Refusal(f"Nothing was paid to this PA in {tax_year}.", "Choose another tax year or PA.")
    rows = [row for year in years for row in _rows(reader, year)]
    first = years[0]
    return Report(
        "Year card", f"Year card of {first.person.name}",
        f"{tax_year} · payroll number {', '.join(year.person.number for year in years)} · NI number "
        f"{first.person.ni_number or 'not recorded'}",
        first.office.name, first.office.practice, _FIELDS, tuple(rows), _notes(years),
    )  # fmt: skip


def _rows(reader: Reader, year: JobYear) -> Iterator[tuple[Value, ...]]:
    wanted = (
        select(_SLIPS, _RUNS.c.rules, _RUNS.c.pay_date, _RUNS.c.number.label("period"))
        .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
        .where(_RUNS.c.tax_year == year.tax_year, _SLIPS.c.assistant_id == year.figures.assistant_id)
    )
    own = {row.id: row for row in reader.connection.execute(wanted)}
    for number in year.figures.payslips:
        row = own[number]
        basis = " X" if payment_of(row).non_cumulative else ""
        yield (
            row.period, row.pay_date, f"{row.tax_code}{basis}", row.gross, row.taxable, row.taxable_to_date, row.tax,
            row.tax_to_date, row.ni_letter, row.niable, row.ee_ni, row.er_ni, row.student_loans, row.ee_pension,
            row.net,
        )  # fmt: skip


def _notes(years: list[JobYear]) -> tuple[str, ...]:
    letters = [
        f"Letter {letter}: at the lower limit {one.at_lel // 100:,}, to the primary threshold "
        f"{one.lel_to_pt // 100:,}, to the upper limit {one.pt_to_uel // 100:,} whole pounds."
        for year in years
        for letter, one in sorted(year.figures.letters.items())
        if any((one.earnings, one.employee, one.employer))
    ]
    return (*letters, "X behind a code: week 1 or month 1. Figures to date include an earlier employer's of the year.")
