"""What files to HMRC say when a pay run is reopened."""

from __future__ import annotations

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.events import PayRunWithdrawn
from carecoop_desktop.work.payroll.rti.filings.tables import FilingRow


def keep_sent(work: Work, event: PayRunWithdrawn) -> None:
    """A run whose FPS HMRC has, or may have, is not reopened."""
    sent = work.one(
        FilingRow,
        FilingRow.pay_run_id == event.pay_run_id,
        FilingRow.test.is_(False),
        FilingRow.state.in_(("waiting", "accepted", "lost")),
    )
    if sent is not None:
        raise Refusal("The FPS of this run was sent to HMRC.", "Put it right with a correction in the next run.")
