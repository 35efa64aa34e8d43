"""One PA's payslips over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.permissions import SEE_PAY
from carecoop_desktop.work.payroll.queries.reading import run_title
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipRow

_SLIPS, _RUNS = PayslipRow.__table__, PayRunRow.__table__


@dataclass(frozen=True, slots=True)
class PaidSlip:
    """A payslip in a line: its run, pay date, minutes and pence."""

    id: int
    pay_run_id: int
    title: str
    pay_date: date
    state: str
    minutes: int
    gross: int
    net: int


def pay_history(reader: Reader, assistant_id: int) -> list[PaidSlip]:
    """A PA's payslips, newest first."""
    reader.require(SEE_PAY)
    statement = (
        select(_SLIPS, _RUNS.c.pay_date, _RUNS.c.frequency, _RUNS.c.number, _RUNS.c.tax_year)
        .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
        .where(_SLIPS.c.assistant_id == assistant_id)
        .order_by(_RUNS.c.pay_date.desc(), _SLIPS.c.id.desc())
    )
    return [
        PaidSlip(row.id, row.pay_run_id, run_title(row), row.pay_date, row.state, row.minutes, row.gross, row.net)
        for row in reader.connection.execute(statement)
    ]
