"""Runs beside the regular one: a supplementary run for a finished period, and the last run reopened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from carecoop_desktop.platform.kernel.dates import format_date, tax_year_of, utc_now
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.statutory.periods import pay_period as tax_period
from carecoop_desktop.statutory.periods import period_number
from carecoop_desktop.work.payroll.actions.running import fill, new_run
from carecoop_desktop.work.payroll.actions.storing import slips_of
from carecoop_desktop.work.payroll.bank.saved import file_saved
from carecoop_desktop.work.payroll.employers.tables import EmploymentRow
from carecoop_desktop.work.payroll.events import PayRunWithdrawn
from carecoop_desktop.work.payroll.permissions import FINISH_PAY, PREPARE_PAY
from carecoop_desktop.work.payroll.queries.before import waiting_corrections
from carecoop_desktop.work.payroll.queries.reading import run_title, slip_totals
from carecoop_desktop.work.payroll.tables import (
    NiLetterRow,
    PayCorrectionRow,
    PayOverrideRow,
    PayRunHoursRow,
    PayRunMarkRow,
    PayRunRow,
    PayslipRow,
)
from carecoop_desktop.work.timesheets.actions import lock_late_hours, take_back_paid
from carecoop_desktop.work.timesheets.tables import PayPeriodRow

MARKS = {"filed": "filed with HMRC", "paid": "paid at the bank"}


@action("Start a supplementary pay run", PREPARE_PAY)
def start_supplementary(work: Work, pay_period_id: int, pay_date: date | None = None) -> int:
    """Pay what a finished period still owes: hours approved since, PAs who were held back, corrections that wait.

    It has a pay date of its own (today, or the period's pay date while that is still to come), and so its own tax week
    or month. Returns the run's number.
    """
    period = work.get(PayPeriodRow, pay_period_id)
    if period.state != "paid":
        raise Refusal("This pay period is not paid yet.", "Start its own pay run first.")
    day = pay_date or max(work.reader.today, period.pay_date)
    _refuse_day(work, period, day)
    if work.one(PayRunRow, PayRunRow.pay_period_id == pay_period_id, PayRunRow.state == "draft"):
        raise Refusal("A supplementary run of this pay period is a draft already.", "Open that run.")
    lines = lock_late_hours(work, pay_period_id)
    if not lines and not waiting_corrections(work.reader):
        raise Refusal("No hours of this pay period were approved since.", "Enter and approve them first.")
    number = period_number(tax_period(period.frequency), day)
    run = work.add(new_run(work, period, pay_date=day, tax_year=tax_year_of(day), number=number, kind="supplementary"))
    _claim(work, run.id, lines)
    made = fill(work, run)
    work.say(f"Started {run_title(run)} for {made} PAs")
    return run.id


def _refuse_day(work: Work, period: PayPeriodRow, day: date) -> None:
    later = [
        run.pay_date
        for run in work.all(PayRunRow, PayRunRow.frequency == period.frequency, PayRunRow.state == "finished")
        if run.pay_date > day
    ]
    if day < period.pay_date or later:
        earliest = max([period.pay_date, *later])
        raise Invalid(
            [Issue("pay_date", "A later pay run stands already, and pay to date runs on from it.",
                   f"From {format_date(earliest)} on.")]
        )  # fmt: skip


def _claim(work: Work, run_id: int, lines: Sequence[int]) -> None:
    work.add_many(PayRunHoursRow, [{"pay_run_id": run_id, "timesheet_line_id": line} for line in lines])


@action("Record that a pay run was filed or paid", FINISH_PAY, undoable=False)
def mark_run(work: Work, run_id: int, kind: str, employer_id: int | None = None, note: str = "") -> int:
    """Note that something of a finished run left the house; from then on it is put right in the next run only."""
    run = work.get(PayRunRow, run_id)
    if kind not in MARKS:
        raise Invalid([Issue("kind", "It was filed or paid.", ", ".join(MARKS))])
    if run.state != "finished":
        raise Refusal("This pay run is not finished yet.", "Finish it first.")
    row = work.add(
        PayRunMarkRow(
            pay_run_id=run.id, employer_id=employer_id, kind=kind, at=utc_now(), by=work.reader.user.name, note=note
        )
    )
    work.say(f"{run_title(run)} was {MARKS[kind]}")
    return row.id


@action("Reopen the last pay run", FINISH_PAY, undoable=False)
def reopen_run(work: Work, run_id: int, reason: str, file_known: bool = False) -> int:
    """Withdraw the last finished run and start it again, while nothing of it was filed or paid.

    Its payslips are kept as withdrawn, the accounts are reversed by entries of their own, and a draft with the same
    hours stands in its place. Where a bank file was saved from it that has to be ``file_known``: what was sent to the
    bank is paid whatever stands here. Returns the draft's number.
    """
    run = work.get(PayRunRow, run_id)
    words = reason.strip()
    if not words:
        raise Invalid([Issue("reason", "Say why the run is reopened.", "A sentence; it is kept with the run.")])
    _refuse_reopening(work, run)
    _ask_of_file(work, run, file_known)
    slips = slips_of(work, run.id)
    work.reason = words
    work.change_many(PayslipRow, [(slip.id, {"state": "withdrawn"}) for slip in slips])
    work.change(run, state="withdrawn", note=words)
    sums = slip_totals(slips)
    work.publish(PayRunWithdrawn(run.id, run_title(run), run.pay_date, sums["net"], words))
    _take_back(work, run, slips)
    draft = _again(work, run, slips)
    work.say(f"Reopened {run_title(run)}")
    return draft


def _refuse_reopening(work: Work, run: PayRunRow) -> None:
    if run.state != "finished":
        raise Refusal("Only a finished pay run is reopened.", "A draft can be worked out again.")
    later = work.one(
        PayRunRow,
        PayRunRow.state != "withdrawn",
        PayRunRow.id != run.id,
        (PayRunRow.pay_date > run.pay_date) | ((PayRunRow.pay_date == run.pay_date) & (PayRunRow.id > run.id)),
    )
    if later is not None:
        raise Refusal(f"{run_title(later)} stands on this run.", "Put it right with a correction in the next run.")
    mark = work.one(PayRunMarkRow, PayRunMarkRow.pay_run_id == run.id)
    if mark is not None:
        raise Refusal(f"This run was {MARKS[mark.kind]}.", "Put it right with a correction in the next run.")


def _ask_of_file(work: Work, run: PayRunRow, known: bool) -> None:
    file = None if known else file_saved(work.reader, run.id)
    if file is not None:
        raise Invalid([Issue("file_known", f"This run has {file.told}.", "A tick: it is not sent, or stopped at the "
                             "bank.")])  # fmt: skip


def _take_back(work: Work, run: PayRunRow, slips: Sequence[Any]) -> None:
    """Corrections wait again, jobs that ended with this run are open again, its hours are to be paid."""
    waiting = work.all(PayCorrectionRow, PayCorrectionRow.pay_run_id == run.id)
    work.change_many(PayCorrectionRow, [(row.id, {"pay_run_id": None}) for row in waiting])
    letters = work.all(NiLetterRow, NiLetterRow.pay_run_id == run.id)
    work.change_many(NiLetterRow, [(row.id, {"pay_run_id": None}) for row in letters])
    ended = [slip.employment_id for slip in slips if slip.leaving is not None and slip.employment_id is not None]
    work.change_many(EmploymentRow, [(number, {"p45_issued": None}) for number in ended])
    if run.kind != "supplementary":
        take_back_paid(work, run.pay_period_id)


def _again(work: Work, run: PayRunRow, slips: Sequence[Any]) -> int:
    """The draft in its place, with the same hours, amounts set by hand and payslips let through."""
    period = work.get(PayPeriodRow, run.pay_period_id)
    draft = work.add(
        new_run(
            work, period, pay_date=run.pay_date, tax_year=run.tax_year, number=run.number, kind=run.kind,
            replaces_id=run.id, added=run.added,
        )
    )  # fmt: skip
    hours = work.all(PayRunHoursRow, PayRunHoursRow.pay_run_id == run.id)
    _claim(work, draft.id, [row.timesheet_line_id for row in hours])
    names = ("employment_id", "line_key", "pence", "reason", "by")
    by_hand = work.all(PayOverrideRow, PayOverrideRow.pay_run_id == run.id)
    work.add_many(
        PayOverrideRow, [{"pay_run_id": draft.id, **{name: getattr(row, name) for name in names}} for row in by_hand]
    )
    allowed = {slip.assistant_id: slip.inputs.get("allowed", "") for slip in slips}
    fill(work, draft, {who: reason for who, reason in allowed.items() if reason})
    return draft.id
