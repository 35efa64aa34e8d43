"""What a pay run is to work out, and what comes of each payslip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.employers.views import Job
from carecoop_desktop.work.payroll.rules.slip import (
    Slip,
)
from carecoop_desktop.work.payroll.tables import PayRunHoursRow, PayRunRow
from carecoop_desktop.work.timesheets.queries import PayPeriod
from carecoop_desktop.work.timesheets.queries import period as pay_period

_HOURS: Any = PayRunHoursRow.__table__
_RUNS: Any = PayRunRow.__table__


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """One payslip: the job, the slip (None where it cannot be worked out), its inputs, its state, and what holds it
    back. ``brought`` is what earlier payslips took beyond their pay; ``leaving`` the last day, on the last payslip."""

    job: Job
    slip: Slip | None
    inputs: dict[str, Any]
    state: str
    problem: str
    brought: int = 0
    leaving: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Which payslips to work out. ``span`` carries the pay date, tax year and number of the run; a supplementary run
    pays only its own hours (``lines``), a regular one all others of the period (not those ``taken`` by such runs).
    ``added`` are the employments paid without hours; with ``only``, no other PAs are worked out."""

    span: PayPeriod
    run_id: int | None = None
    supplementary: bool = False
    lines: frozenset[int] = frozenset()
    taken: frozenset[int] = frozenset()
    added: tuple[int, ...] = ()
    only: frozenset[int] | None = None
    allowed: Mapping[int, str] = field(default_factory=dict)


def plan_of(reader: Reader, run: Any, allowed: Mapping[int, str] | None = None) -> Plan:
    """The plan of a stored run."""
    span = replace(
        pay_period(reader, run.pay_period_id), pay_date=run.pay_date, tax_year=run.tax_year, number=run.number
    )
    supplementary = run.kind == "supplementary"
    own: set[int] = set()
    others: set[int] = set()
    for row in reader.connection.execute(
        select(_HOURS.c.pay_run_id, _HOURS.c.timesheet_line_id)
        .join(_RUNS, _RUNS.c.id == _HOURS.c.pay_run_id)
        .where(_RUNS.c.pay_period_id == run.pay_period_id)
    ):
        (own if row[0] == run.id else others).add(row[1])
    added = tuple(run.added or ())
    return Plan(
        span, run.id, supplementary, frozenset(own), frozenset(others - own), added, allowed=allowed or {}
    )  # fmt: skip
