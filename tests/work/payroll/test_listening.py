"""Hours stay locked while a pay run stands on them."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.actions import start_run
from carecoop_desktop.work.timesheets.actions import lock_period, unlock_period
from carecoop_desktop.work.timesheets.queries import locked_work, period_for


def test_a_period_with_a_draft_run_is_not_unlocked(living: Office) -> None:
    november = living.read(period_for, "monthly", date(2026, 11, 2))
    assert november is not None
    living.do(lock_period, november.id, leave_rest=True)
    living.do(unlock_period, november.id)
    living.do(lock_period, november.id, leave_rest=True)
    before = living.read(locked_work, november.id)
    living.do(start_run, november.id)
    with pytest.raises(Refusal, match="A pay run stands"):
        living.do(unlock_period, november.id)
    assert living.read(locked_work, november.id) == before
