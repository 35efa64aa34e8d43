"""What payroll does when timesheets are about to change under it."""

from __future__ import annotations

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.tables import PayRunRow
from carecoop_desktop.work.timesheets.events import PeriodUnlocking


def keep_locked(work: Work, event: PeriodUnlocking) -> None:
    """A pay period stays locked while a pay run stands on its hours, or it would pay what no longer is there."""
    run = work.one(PayRunRow, PayRunRow.pay_period_id == event.pay_period_id, PayRunRow.state != "withdrawn")
    if run is not None:
        raise Refusal("A pay run stands on these hours.", "Undo its start first; paid hours are put right in the next.")
