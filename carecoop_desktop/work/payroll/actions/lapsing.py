"""Arrears of National Insurance that a finished run finds lapsed: from then on they are the employer's cost."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select

from carecoop_desktop.people.assistants.queries import assistant_names
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.employers.tables import EmployerRow, EmploymentRow
from carecoop_desktop.work.payroll.events import Borne
from carecoop_desktop.work.payroll.queries.wrong_letter import arrears_open
from carecoop_desktop.work.payroll.rules.wrong_letter import lapsing
from carecoop_desktop.work.payroll.tables import NiLapseRow, PayRunRow

_JOBS: Any = EmploymentRow.__table__
_EMPLOYERS: Any = EmployerRow.__table__


def keep_lapses(work: Work, run: PayRunRow, slips: Sequence[Any]) -> tuple[Borne, ...]:
    """What the employers bear from this run on: what remains with a job's last payslip, and what is too old by law to
    be taken in the run's tax year, whether the job is paid in it or not."""
    ended = {slip.employment_id for slip in slips if slip.leaving is not None}
    ended |= {slip.employment_id for slip in slips if slip.inputs.get("ni_correction", {}).get("ended")}
    found = [
        (job, year, pence)
        for job, years in arrears_open(work.reader, run.pay_date).items() if job > 0
        for year, pence in lapsing(years, run.tax_year, job in ended).items()
    ]  # fmt: skip
    if not found:
        return ()
    work.add_many(NiLapseRow, [
        {"pay_run_id": run.id, "employment_id": job, "tax_year": year, "pence": pence} for job, year, pence in found
    ])  # fmt: skip
    names, whose = assistant_names(work.reader), _whose(work, {job for job, _, _ in found})
    return tuple(Borne(names.get(whose[job][0], ""), year, whose[job][1], pence) for job, year, pence in found)


def _whose(work: Work, jobs: Collection[int]) -> dict[int, tuple[int, int | None]]:
    """By job, the PA and the member who is the employer."""
    rows = work.connection.execute(
        select(_JOBS.c.id, _JOBS.c.assistant_id, _EMPLOYERS.c.member_id)
        .join(_EMPLOYERS, _EMPLOYERS.c.id == _JOBS.c.employer_id)
        .where(_JOBS.c.id.in_(sorted(jobs)))
    )
    return {row[0]: (row[1], row[2]) for row in rows}
