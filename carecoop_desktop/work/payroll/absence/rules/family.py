"""From recorded family leave to the claim that the law examines, and what of it is due in a pay period."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from carecoop_desktop.platform.kernel.dates import Span
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.statutory.statutory_pay import (
    Average,
    Check,
    Claim,
    FamilyPayKind,
    Outcome,
    family_pay,
    relevant_week,
)
from carecoop_desktop.statutory.statutory_pay.family_tests import NAMES
from carecoop_desktop.statutory.statutory_pay.outcome import refused
from carecoop_desktop.statutory.tables import Shelf
from carecoop_desktop.work.payroll.absence.rules.kinds import KINDS
from carecoop_desktop.work.payroll.absence.rules.record import Record

_BLOCKS = (FamilyPayKind.PATERNITY, FamilyPayKind.SHARED, FamilyPayKind.BEREAVEMENT, FamilyPayKind.NEONATAL)


@dataclass(frozen=True, slots=True)
class FamilyLeave:
    """A recorded family leave with its claim, and how many weeks earlier blocks of the same event took."""

    record: Record
    claim: Claim
    weeks_before: int = 0

    @property
    def kind(self) -> FamilyPayKind:
        """Which pay it is."""
        return self.claim.kind

    def due(self, shelf: Shelf, window: Span) -> Outcome:
        """The pay for the days inside a pay period; nothing after the last day away."""
        last = self.record.last
        inside = Span(window.first, min(window.last, last)) if last is not None else window
        weeks = _weeks(self.record) if self.kind in _BLOCKS else None
        outcome = family_pay(shelf, self.claim, inside, weeks, self.weeks_before)
        if not self.record.withheld:
            return outcome
        check = Check(False, f"The office pays none: {self.record.withheld}.")
        return refused((*outcome.checks, check), NAMES[self.kind])


def tested_until(record: Record) -> date:
    """The last day of the week by which service and earnings are tested."""
    kind = KINDS[record.kind].pay
    if kind is None or record.event is None:
        raise Refusal("This absence has no statutory pay to test.", "Check its kind and its dates.")
    return relevant_week(kind, record.event, record.adoption).last


def family_leave(
    record: Record,
    others: Iterable[Record],
    average_of: Callable[[date], Average],
    started: date | None,
    left: date | None,
) -> FamilyLeave:
    """The claim of a recorded family leave. Refuses where it lacks what the law asks about."""
    kind = KINDS[record.kind].pay
    if kind is None or record.event is None:
        raise Refusal("This absence has no date that statutory pay follows.", "Enter it on the absence.")
    if started is None:
        raise Refusal("The day employment began is not recorded.", "Enter it on the PA's record.")
    claim = Claim(
        kind,
        record.event,
        started,
        record.first,
        average_of(tested_until(record)),
        left,
        record.adoption,
        record.evidence_seen is not None,
        in_time(record),
        record.partner_declared,
    )
    earlier = [one for one in others if one.kind == record.kind and one.event == record.event]
    return FamilyLeave(record, claim, sum(_weeks(one) for one in earlier if one.first < record.first))


def in_time(record: Record) -> bool:
    """Whether notice was given early enough, or was accepted though late."""
    if record.notified is None:
        return False
    days = KINDS[record.kind].notice
    return record.late_accepted or not days or record.notified <= record.first - timedelta(days=days)


def _weeks(record: Record) -> int:
    return ((record.last - record.first).days + 1) // 7 if record.last is not None else 0
