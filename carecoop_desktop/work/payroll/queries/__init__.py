"""Everything read of pay."""

from carecoop_desktop.work.payroll.queries.before import paid_to_date
from carecoop_desktop.work.payroll.queries.reading import (
    charges_of,
    latest_run,
    payments,
    payslip,
    payslips,
    run_totals,
    run_view,
    runs,
    working,
)
from carecoop_desktop.work.payroll.queries.views import PayslipView, RunView

__all__ = [
    "PayslipView",
    "RunView",
    "charges_of",
    "latest_run",
    "paid_to_date",
    "payments",
    "payslip",
    "payslips",
    "run_totals",
    "run_view",
    "runs",
    "working",
]
