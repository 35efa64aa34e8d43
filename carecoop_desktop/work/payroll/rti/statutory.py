"""What of the law beyond tax goes to HMRC: statutory pay by kind, what is recovered of it, and directorships."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from carecoop_desktop.platform.kernel.dates import tax_week, tax_year_start
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.statutory_pay import recover
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.statutory.tables.absence import Recovery
from carecoop_desktop.work.payroll.employers.views import Job
from carecoop_desktop.work.payroll.queries.views import RunView
from carecoop_desktop.work.payroll.rules.directors import is_director
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipLineRow, PayslipRow

REPORTED = {"smp": "SMP", "spp": "SPP", "sap": "SAP", "shpp": "ShPP", "spbp": "SPBP", "sncp": "SNCP"}
"""Kinds of payslip lines by HMRC's names, in the order of both schemas. Sick pay is neither reported nor recovered."""
_SLIPS: Any = PayslipRow.__table__
_RUNS: Any = PayRunRow.__table__
_LINES: Any = PayslipLineRow.__table__
_METHODS = {"annual": "AN", "alternative": "AL"}


@dataclass(frozen=True, slots=True)
class Recoverable:
    """Family pay of one kind in the tax year so far, in pence: what is recovered, and compensation for National
    Insurance on top, which small employers get."""

    kind: str
    paid: int
    recovered: int
    compensation: int


def statutory_by_slip(
    reader: Reader, slips: Collection[int], kinds: Collection[str] = REPORTED
) -> dict[int, dict[str, int]]:
    """Statutory pay of these payslips by kind."""
    wanted = set(slips)
    found: dict[int, dict[str, int]] = {}
    rows = reader.connection.execute(
        select(_LINES.c.payslip_id, _LINES.c.kind, func.sum(_LINES.c.pence))
        .where(_LINES.c.kind.in_(kinds))
        .group_by(_LINES.c.payslip_id, _LINES.c.kind)
    )
    for slip, kind, pence in rows:
        if slip in wanted:
            found.setdefault(slip, {})[kind] = int(pence)
    return found


def add_up(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Sums by kind."""
    found: dict[str, int] = {}
    for part in parts:
        for kind, pence in part.items():
            found[kind] = found.get(kind, 0) + pence
    return found


def recoverable(
    reader: Reader, employer_id: int | None, tax_year: str, until: date, *, small: bool | None
) -> list[Recoverable]:
    """What an employer recovers of the family pay of a tax year paid up to a day, by kind.

    ``small`` is what the office says of the employer; None where it says nothing, then as each payslip kept it.
    """
    paid: dict[str, int] = {}
    kept: dict[str, tuple[int, int]] = {}
    for row in _family_slips(reader, employer_id, tax_year, until):
        paid[row.kind] = paid.get(row.kind, 0) + int(row.pence)
        for one in row.inputs.get("absence", {}).get("paid", ()):
            if one["kind"] == row.kind:
                back, more = kept.get(row.kind, (0, 0))
                kept[row.kind] = (back + one["recovered"], more + one["compensation"])
    if small is not None:
        return recovered(paid, tax_year, small=small)
    return [Recoverable(kind, paid[kind], *kept[kind]) for kind in REPORTED if kept.get(kind, (0, 0))[0] > 0]


def _family_slips(reader: Reader, employer_id: int | None, tax_year: str, until: date) -> Iterable[Any]:
    """Issued payslips with family pay: one row for each kind on each."""
    wanted = (
        select(_SLIPS.c.id, _LINES.c.kind, func.sum(_LINES.c.pence).label("pence"))
        .join(_SLIPS, _SLIPS.c.id == _LINES.c.payslip_id)
        .join(_RUNS, _RUNS.c.id == _SLIPS.c.pay_run_id)
        .where(_RUNS.c.state == "finished", _RUNS.c.tax_year == tax_year, _RUNS.c.pay_date <= until)
        .where(_LINES.c.kind.in_(REPORTED))
        .group_by(_SLIPS.c.id, _LINES.c.kind)
    )
    if employer_id is not None:
        wanted = wanted.where((_SLIPS.c.employer_id == employer_id) | _SLIPS.c.employer_id.is_(None))
    sums = wanted.subquery()
    return reader.connection.execute(
        select(sums.c.kind, sums.c.pence, _SLIPS.c.inputs).join(_SLIPS, _SLIPS.c.id == sums.c.id).order_by(sums.c.id)
    )


def recovered(paid: Mapping[str, int], tax_year: str, *, small: bool) -> list[Recoverable]:
    """What is recovered of these sums by the table of the tax year; of pay taken back, nothing."""
    if not any(pence > 0 for pence in paid.values()):
        return []
    table = load_shelf().year(tax_year).table(Recovery, tax_year_start(tax_year))
    found = []
    for kind in REPORTED:
        if (pence := paid.get(kind, 0)) > 0:
            back = recover(table, pence, small)
            found.append(Recoverable(kind, pence, back.pay.pence, back.compensation.pence))
    return found


def directorship(job: Job, run: RunView) -> tuple[str, int]:
    """How a director's National Insurance is worked out as HMRC writes it, and the tax week of an appointment in this
    tax year (0: before it); empty for everybody else."""
    if not is_director(job, run.tax_year, run.pay_date):
        return "", 0
    since = job.director_since
    within = since is not None and since > tax_year_start(run.tax_year)
    return _METHODS.get(job.director_method, ""), tax_week(since) if within and since is not None else 0
