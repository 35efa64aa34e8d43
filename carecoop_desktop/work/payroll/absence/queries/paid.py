"""What issued payslips paid for absence, and what of it the employer gets back."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.absence.rules.kinds import STATUTORY
from carecoop_desktop.work.payroll.absence.tables import AbsenceRow
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipLineRow, PayslipRow

_SLIPS, _LINES, _RUNS, _ABSENCES = (row.__table__ for row in (PayslipRow, PayslipLineRow, PayRunRow, AbsenceRow))
PAID_KINDS = (*STATUTORY, "holiday-taken", "holiday-leaving")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class PaidAbsence:
    """What one issued payslip paid for one absence, in pence; ``recovered`` and ``compensation`` are what the employer
    takes off what is due to HMRC. ``days`` are those of the pay period alone."""

    payslip_id: int
    assistant_id: int
    paid_on: date
    tax_year: str
    absence_id: int
    kind: str
    days: int
    minutes: int
    pence: int
    recovered: int
    compensation: int
    employer_id: int | None = None


def paid_absences(reader: Reader, assistant_ids: Collection[int] | None = None) -> Iterator[PaidAbsence]:
    """Every payment for absence on issued payslips, of those PAs or of all, oldest first."""
    ids = None if assistant_ids is None else sorted(assistant_ids)
    chunks = [None] if ids is None else [ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)]
    for chunk in chunks:
        bearing = select(_LINES.c.payslip_id).where(_LINES.c.kind.in_(PAID_KINDS))
        wanted = (
            select(
                *(_SLIPS.c[name] for name in ("id", "assistant_id", "employer_id", "inputs")),
                *(_RUNS.c[name] for name in ("pay_date", "tax_year")),
            )
            .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
            .where(_SLIPS.c.state == "issued", _SLIPS.c.id.in_(bearing))
            .order_by(_RUNS.c.pay_date, _SLIPS.c.id)
        )
        if chunk is not None:
            wanted = wanted.where(_SLIPS.c.assistant_id.in_(chunk))
        for row in reader.connection.execute(wanted):
            yield from _payments(row)


def _payments(row: Any) -> Iterator[PaidAbsence]:
    for one in row.inputs.get("absence", {}).get("paid", ()):
        yield PaidAbsence(row.id, row.assistant_id, row.pay_date, row.tax_year, employer_id=row.employer_id, **one)


def paid_for_absence(reader: Reader, absence_id: int) -> bool:
    """Whether an issued payslip paid for this absence."""
    whose = reader.connection.execute(select(_ABSENCES.c.assistant_id).where(_ABSENCES.c.id == absence_id)).scalar()
    return whose is not None and any(one.absence_id == absence_id for one in paid_absences(reader, [whose]))
