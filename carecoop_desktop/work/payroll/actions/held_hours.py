"""Which locked hours go back when somebody is held back in one job but paid in another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from carecoop_desktop.people.assistants.queries import pay_terms
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.actions.plans import plan_of
from carecoop_desktop.work.payroll.employers.queries import JobFinder
from carecoop_desktop.work.payroll.tables import PayRunRow
from carecoop_desktop.work.timesheets.queries import locked_work


def hours_of(work: Work, run: PayRunRow, held: Sequence[Any], ready: Sequence[Any]) -> list[int]:
    """The timesheet lines that were to be paid with the payslips held back."""
    plan = plan_of(work.reader, run)
    people = {slip.assistant_id for slip in held}
    paid_too = {slip.assistant_id for slip in ready} & people
    lines = [
        piece
        for piece in locked_work(work.reader, run.pay_period_id)
        if piece.assistant_id in people
        and (piece.id in plan.lines if plan.supplementary else piece.id not in plan.taken)
    ]
    if not paid_too:
        return [piece.id for piece in lines]
    finder = JobFinder(work.reader, pay_terms(work.reader, run.pay_date), run.pay_date)
    kept = {(slip.assistant_id, slip.employment_id, slip.employer_id) for slip in ready}
    back = []
    for piece in lines:
        job = finder.job_for(piece.assistant_id, piece.member_id, piece.day)
        if (piece.assistant_id, job.employment_id, job.employer_id) not in kept:
            back.append(piece.id)
    return back
