"""What is kept under a PA and a day: time awake, a vehicle, earlier earnings; and the rules of the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.absence.queries.facts import class_1_of, leave_year_begins
from carecoop_desktop.work.payroll.absence.tables import (
    AwakeTimeRow,
    EarlierEarningsRow,
    EmployerEarningsRow,
    VehicleRow,
)
from carecoop_desktop.work.payroll.employers.queries import employers_of
from carecoop_desktop.work.payroll.permissions import SEE_PAY


@dataclass(frozen=True, slots=True)
class LeaveRules:
    """The rules for leave and recovery as somebody reads them; ``version`` is the last change made before."""

    version: int
    leave_year: str
    class_1: int | None


def leave_rules_of(reader: Reader, tax_year: str) -> LeaveRules:
    """When the leave year begins, and the gross Class 1 of a tax year."""
    version = reader.mark
    return LeaveRules(version, leave_year_begins(reader), class_1_of(reader, tax_year))


def awake_time_kept(reader: Reader, assistant_id: int, day: date) -> Mapping[str, Any]:
    """``minutes`` awake in the sleep-in that began on a day; nothing where none is kept."""
    return _one(reader, AwakeTimeRow, "minutes", assistant_id=assistant_id, day=day)


def vehicle_kept(reader: Reader, assistant_id: int, since: date) -> Mapping[str, Any]:
    """The ``vehicle`` from this very day on; nothing where none is kept."""
    return _one(reader, VehicleRow, "vehicle", assistant_id=assistant_id, since=since)


def earlier_earnings_kept(
    reader: Reader, assistant_id: int, paid_on: date, employer_id: int | None = None
) -> Mapping[str, Any]:
    """``pence`` paid on a day before this office's payslips, by the main job or another; nothing where none is kept."""
    reader.require(SEE_PAY)
    jobs = employers_of(reader, assistant_id, reader.today)
    if not employer_id or (jobs and jobs[0][0] == employer_id):
        return _one(reader, EarlierEarningsRow, "pence", assistant_id=assistant_id, paid_on=paid_on)
    key: dict[str, Any] = {"assistant_id": assistant_id, "paid_on": paid_on, "employer_id": employer_id}
    return _one(reader, EmployerEarningsRow, "pence", **key)


def _one(reader: Reader, row: Any, name: str, **key: Any) -> Mapping[str, Any]:
    table = row.__table__
    wanted = select(table.c[name]).where(*(table.c[field] == value for field, value in key.items()))
    found = reader.connection.execute(wanted).mappings().first()
    return {} if found is None else dict(found)
