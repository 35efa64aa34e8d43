"""What employers owe HMRC less than their payslips say: the allowance they keep, and statutory pay recovered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.platform.kernel.dates import add_months, tax_year_end, tax_year_start
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.national_insurance import use_allowance
from carecoop_desktop.statutory.tables import EmploymentAllowance, load_shelf
from carecoop_desktop.work.payroll.employers.tables import EmployerRow
from carecoop_desktop.work.payroll.rti.statutory import REPORTED, recoverable
from carecoop_desktop.work.payroll.tables import PayRunReliefRow, PayRunRow, PayslipLineRow, PayslipRow

ALLOWANCE, STATUTORY = "allowance", "statutory"
Reliefs = dict[tuple[int, str], int]
"""Pence by employer and kind."""
_SLIPS: Any = PayslipRow.__table__
_RUNS: Any = PayRunRow.__table__
_LINES: Any = PayslipLineRow.__table__
_RELIEFS: Any = PayRunReliefRow.__table__


def reliefs_to_date(reader: Reader, tax_year: str, employers: Collection[EmployerRow]) -> Reliefs:
    """What the finished runs of a tax year relieve these employers of, as HMRC's record of payments has it."""
    found: Reliefs = {}
    for employer in employers:
        if employer.allowance == "yes":
            found[employer.id, ALLOWANCE] = _allowance(reader, employer.id, tax_year)
    return found | _statutory(reader, tax_year, employers)


def _allowance(reader: Reader, employer_id: int, tax_year: str) -> int:
    """The allowance used month by month, less what members were charged less by it."""
    table = load_shelf().year(tax_year).table(EmploymentAllowance, tax_year_start(tax_year))
    months: dict[int, int] = {}
    shared = 0
    for row in reader.connection.execute(
        select(_RUNS.c.pay_date, func.sum(_SLIPS.c.er_ni), func.sum(_SLIPS.c.ni_relief))
        .join(_SLIPS, _SLIPS.c.pay_run_id == _RUNS.c.id)
        .where(_RUNS.c.state == "finished", _RUNS.c.tax_year == tax_year, _SLIPS.c.employer_id == employer_id)
        .group_by(_RUNS.c.pay_date)
    ):
        month = tax_month(tax_year, row[0])
        months[month] = months.get(month, 0) + int(row[1])
        shared += int(row[2])
    used = 0
    for month in sorted(months):
        used += use_allowance(table, used, months[month]).pence
    return used - shared


def tax_month(tax_year: str, day: date) -> int:
    """The tax month that a payday counts in, 1 to 12; a payday on another side of the year's end in the nearest."""
    start = tax_year_start(tax_year)
    return next((number for number in range(1, 12) if day < add_months(start, number)), 12)


def _statutory(reader: Reader, tax_year: str, employers: Collection[EmployerRow]) -> Reliefs:
    paying = set(
        reader.connection.execute(
            select(_SLIPS.c.employer_id)
            .distinct()
            .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
            .join(_LINES, _LINES.c.payslip_id == _SLIPS.c.id)
            .where(_RUNS.c.state == "finished", _RUNS.c.tax_year == tax_year, _LINES.c.kind.in_(REPORTED))
        ).scalars()
    )
    until = tax_year_end(tax_year)
    found: Reliefs = {}
    for employer in employers:
        if employer.id in paying:
            small = {"yes": True, "no": False}.get(employer.small_relief)
            parts = recoverable(reader, employer.id, tax_year, until, small=small)
            found[employer.id, STATUTORY] = sum(part.recovered + part.compensation for part in parts)
    return found


def reliefs_posted(reader: Reader, tax_year: str) -> Reliefs:
    """What the finished runs of a tax year have posted already."""
    rows = reader.connection.execute(
        select(_RELIEFS.c.employer_id, _RELIEFS.c.kind, func.sum(_RELIEFS.c.pence))
        .join(_RUNS, _RUNS.c.id == _RELIEFS.c.pay_run_id)
        .where(_RUNS.c.state == "finished", _RUNS.c.tax_year == tax_year)
        .group_by(_RELIEFS.c.employer_id, _RELIEFS.c.kind)
    )
    return {(row[0], row[1]): int(row[2]) for row in rows}
