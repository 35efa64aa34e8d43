"""Sums over payslips: pay to date of a tax year, totals of a run."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.rules.slip import ToDate
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipRow

FIGURES = (
    "minutes",
    "gross",
    "taxable",
    "niable",
    "tax",
    "ee_ni",
    "er_ni",
    "ee_pension",
    "er_pension",
    "student_loans",
    "expenses",
    "net",
    "employer_cost",
    "taxable_to_date",
    "tax_to_date",
    "ni_to_date",
)
TOTALS = FIGURES[:13]
_SLIPS, _RUNS = PayslipRow.__table__, PayRunRow.__table__


def paid_to_date(reader: Reader, tax_year: str, before: date) -> dict[int, ToDate]:
    """Pay, tax and NI of finished runs of a tax year paid before a day, by PA. An earlier job's P45 is not in it."""
    sums = (func.sum(_SLIPS.c.taxable), func.sum(_SLIPS.c.tax), func.sum(_SLIPS.c.ee_ni))
    rows = reader.connection.execute(
        select(_SLIPS.c.assistant_id, *sums)
        .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
        .where(_RUNS.c.tax_year == tax_year, _RUNS.c.state == "finished", _RUNS.c.pay_date < before)
        .group_by(_SLIPS.c.assistant_id)
    )
    return {row[0]: ToDate(int(row[1]), int(row[2]), int(row[3])) for row in rows}
