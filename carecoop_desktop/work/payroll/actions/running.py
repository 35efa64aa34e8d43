"""Moves a pay run on: start, work out again, let through, finish, discard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.work.payroll.actions.held_hours import hours_of
from carecoop_desktop.work.payroll.actions.issued_to import Recipients
from carecoop_desktop.work.payroll.actions.lapsing import keep_lapses
from carecoop_desktop.work.payroll.actions.plans import plan_of
from carecoop_desktop.work.payroll.actions.relieving import keep_reliefs
from carecoop_desktop.work.payroll.actions.stale import refuse_stale, refuse_unseen, slip_shown, stands_on
from carecoop_desktop.work.payroll.actions.storing import draft, remove_slips, slips_of, store
from carecoop_desktop.work.payroll.actions.working_out import work_out_plan
from carecoop_desktop.work.payroll.employers.standing import stand_employments
from carecoop_desktop.work.payroll.employers.tables import EmploymentRow
from carecoop_desktop.work.payroll.events import Charge, PayRunFinished
from carecoop_desktop.work.payroll.permissions import ALLOW_LOW_PAY, FINISH_PAY, PREPARE_PAY
from carecoop_desktop.work.payroll.queries.reading import charges_of, run_title, slip_totals
from carecoop_desktop.work.payroll.tables import (
    NiLetterRow,
    PayCorrectionRow,
    PayOverrideRow,
    PayRunHoursRow,
    PayRunRow,
    PayslipRow,
)
from carecoop_desktop.work.timesheets.actions import give_back_hours, mark_paid
from carecoop_desktop.work.timesheets.queries import locked_work
from carecoop_desktop.work.timesheets.tables import PayPeriodRow


@action("Start a pay run", PREPARE_PAY)
def start_run(work: Work, pay_period_id: int) -> int:
    """Work out everybody's pay for a locked pay period. Returns the run's number.

    Somebody whose pay cannot be worked out is held back with a sentence; the others are ready.
    """
    period = work.get(PayPeriodRow, pay_period_id)
    if period.state != "locked":
        raise Refusal("The hours of this pay period are not locked yet.", "Lock them in Timesheets first.")
    if work.one(PayRunRow, PayRunRow.pay_period_id == pay_period_id, PayRunRow.state != "withdrawn"):
        raise Refusal("This pay period has its pay run already.", "Open that run.")
    run = work.add(new_run(work, period, pay_date=period.pay_date, tax_year=period.tax_year, number=period.number))
    made = fill(work, run)
    work.say(f"Started {run_title(run)} for {made} PAs")
    return run.id


def new_run(work: Work, period: PayPeriodRow, **values: Any) -> PayRunRow:
    """A draft run over a pay period, not yet stored."""
    year = load_shelf().year(values["tax_year"])
    return PayRunRow(
        pay_period_id=period.id,
        frequency=period.frequency,
        state="draft",
        rules=year.version,
        started_by=work.reader.user.name,
        finished_by="",
        **values,
    )


def fill(
    work: Work, run: PayRunRow, allowed: Mapping[int, str] | None = None, only: frozenset[int] | None = None
) -> int:
    """Work out and store the payslips of a draft run, all or those of some PAs. Returns how many there are."""
    stand_employments(work, {piece.assistant_id for piece in locked_work(work.reader, run.pay_period_id)})
    made = work_out_plan(work.reader, replace(plan_of(work.reader, run, allowed), only=only))
    if only is None:
        work.change(run, stands_on=stands_on(work, run))
    store(work, run, made)
    return len(made)


@action("Work a pay run out again", PREPARE_PAY)
def work_out_again(work: Work, run_id: int) -> int:
    """Read terms and hours afresh and work out every payslip of a draft run anew. Returns how many there are."""
    run = draft(work, run_id)
    made = refill(work, run)
    work.say(f"Worked {run_title(run)} out again")
    return made


def refill(work: Work, run: PayRunRow, only: frozenset[int] | None = None) -> int:
    """Work a draft out anew, all of it or some PAs; what was let through stays let through."""
    slips = [slip for slip in slips_of(work, run.id) if only is None or slip.assistant_id in only]
    kept = {slip.assistant_id: slip.inputs.get("allowed", "") for slip in slips}
    remove_slips(work, [slip.id for slip in slips])
    if only is None:
        work.change(run, rules=load_shelf().year(run.tax_year).version)
    return fill(work, run, kept, only)


@action("Let a payslip through", ALLOW_LOW_PAY)
def allow_payslip(work: Work, payslip_id: int, reason: str, seen: int | None = None) -> None:
    """Pay somebody although a check holds their payslip back; the reason is kept and printed. Raises Conflict where it
    was worked out otherwise after the change that was ``seen``."""
    slip = slip_shown(work, payslip_id, seen)
    draft(work, slip.pay_run_id)
    if not reason.strip():
        raise Invalid([Issue("reason", "Say why this may be paid all the same.", "A sentence.")])
    if slip.state != "problem" or not slip.inputs.get("allowable"):
        raise Refusal("This payslip is not held back by a check that an owner may overrule.")
    work.reason = reason.strip()
    work.say("Let a payslip through")
    work.change(slip, state="ready", inputs={**slip.inputs, "allowed": reason.strip()})


@action("Discard a pay run", PREPARE_PAY)
def discard_run(work: Work, run_id: int, seen: int | None = None) -> None:
    """Take a draft away; the hours stay locked and wait for another run (those of a supplementary run go back).

    ``seen`` is the last change that its person had read, here and below: Conflict where payslips were worked out
    otherwise after it.
    """
    run = draft(work, run_id)
    refuse_unseen(work, run, seen)
    remove_slips(work, [slip.id for slip in slips_of(work, run.id)])
    hours = work.all(PayRunHoursRow, PayRunHoursRow.pay_run_id == run.id)
    give_back_hours(work, [row.timesheet_line_id for row in hours])
    work.remove_many(PayRunHoursRow, [row.id for row in hours])
    by_hand = work.all(PayOverrideRow, PayOverrideRow.pay_run_id == run.id)
    work.remove_many(PayOverrideRow, [row.id for row in by_hand])
    title = run_title(run)
    work.remove(run)
    work.say(f"Discarded {title}")


@action("Finish a pay run", FINISH_PAY, undoable=False)
def finish_run(work: Work, run_id: int, seen: int | None = None) -> int:
    """Issue the payslips that are ready, lock the run, and charge the accounts, all at once. Returns how many are paid.

    Payslips held back are taken out; their hours go back to be paid with the next run.
    """
    run = draft(work, run_id)
    slips = slips_of(work, run.id)
    ready = [slip for slip in slips if slip.state == "ready"]
    held = [slip for slip in slips if slip.state != "ready"]
    refuse_unseen(work, run, seen)
    refuse_stale(work, run, ready)
    if not ready:
        raise Refusal("Nobody in this pay run is ready to be paid.", "Clear what holds the payslips back.")
    remove_slips(work, [slip.id for slip in held])
    recipients = Recipients(work)
    work.change_many(PayslipRow, [(slip.id, {"state": "issued", **recipients.fresh(slip)}) for slip in ready])
    _settle_hours(work, run, ready, held)
    _settle_rest(work, run, ready)
    work.change(run, state="finished", finished=utc_now(), finished_by=work.reader.user.name)
    work.publish(_finished(work, run, ready))
    left = f"; {len(held)} held back for the next run" if held else ""
    work.say(f"Finished {run_title(run)}: {len(ready)} PAs paid{left}")
    return len(ready)


def _settle_hours(work: Work, run: PayRunRow, ready: Sequence[Any], held: Sequence[Any]) -> None:
    """Close the pay period; the hours of whoever is held back are given back, job by job."""
    back = hours_of(work, run, held, ready) if held else []
    if back:
        give_back_hours(work, back)
    if run.kind == "supplementary":
        mine = work.all(PayRunHoursRow, PayRunHoursRow.pay_run_id == run.id)
        gone = set(back)
        work.remove_many(PayRunHoursRow, [row.id for row in mine if row.timesheet_line_id in gone])
    else:
        mark_paid(work, run.pay_period_id)


def _settle_rest(work: Work, run: PayRunRow, ready: Sequence[Any]) -> None:
    """Corrections that were paid, and jobs that ended with this payslip."""
    paid = [number for slip in ready for number in slip.inputs.get("corrections", ())]
    work.change_many(PayCorrectionRow, [(number, {"pay_run_id": run.id}) for number in paid])
    letters = [number for slip in ready for number in slip.inputs.get("ni_correction", {}).get("letters", ())]
    work.change_many(NiLetterRow, [(number, {"pay_run_id": run.id}) for number in letters])
    ended = [
        (slip.employment_id, {"left_on": slip.leaving, "p45_issued": run.pay_date})
        for slip in ready
        if slip.leaving is not None and slip.employment_id is not None
    ]
    work.change_many(EmploymentRow, ended)


def _finished(work: Work, run: PayRunRow, paid: Sequence[Any]) -> PayRunFinished:
    sums = slip_totals(paid)
    charges = tuple(Charge(*row) for row in charges_of(work.reader, run.id))
    return PayRunFinished(
        run.id,
        run_title(run),
        run.pay_date,
        sums["net"],
        sums["tax"],
        sums["ee_ni"],
        sums["er_ni"] - sum(slip.ni_relief for slip in paid),
        sums["ee_pension"],
        sums["er_pension"],
        sums["student_loans"],
        charges,
        sums["orders"],
        sums["order_fees"],
        keep_reliefs(work, run, {slip.employer_id for slip in paid}),
        keep_lapses(work, run, paid),
    )
