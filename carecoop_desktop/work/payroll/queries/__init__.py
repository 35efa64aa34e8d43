"""Everything read of pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carecoop_desktop.platform.kernel.exports import imported_when_used

if TYPE_CHECKING:
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
else:
    __getattr__ = imported_when_used(
        __name__,
        reading="charges_of latest_run payments payslip payslips run_totals run_view runs working",
        views="PayslipView RunView",
    )

__all__ = [
    "PayslipView",
    "RunView",
    "charges_of",
    "latest_run",
    "payments",
    "payslip",
    "payslips",
    "run_totals",
    "run_view",
    "runs",
    "working",
]
