"""The demo office's latest statements."""

from __future__ import annotations

from carecoop_desktop.money.statements.actions import issue_statements
from carecoop_desktop.platform.kernel.dates import month_end, month_start
from carecoop_desktop.platform.office.demo import DemoPlan
from carecoop_desktop.platform.office.office import Office


def demo_month(office: Office, plan: DemoPlan) -> None:
    """Issue every member's statement of the latest month, once it is paid and posted."""
    office.do(issue_statements, month_start(plan.today), month_end(plan.today))
