"""What timesheets tell the rooms above."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PeriodUnlocking:
    """A pay period is about to be unlocked. A listener that stands on its hours (a pay run) raises a Refusal."""

    pay_period_id: int
