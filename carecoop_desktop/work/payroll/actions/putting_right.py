"""Puts pay right: an amount of a draft set by hand, a correction of an issued payslip, somebody paid without hours."""

from __future__ import annotations

from typing import Any

from carecoop_desktop.people.assistants.queries import pay_terms
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.statutory.tables import Holiday, load_shelf
from carecoop_desktop.work.payroll.actions.running import refill
from carecoop_desktop.work.payroll.actions.stale import slip_shown
from carecoop_desktop.work.payroll.actions.storing import draft
from carecoop_desktop.work.payroll.employers.tables import EmploymentRow
from carecoop_desktop.work.payroll.permissions import PREPARE_PAY
from carecoop_desktop.work.payroll.queries.reading import payslip, run_title
from carecoop_desktop.work.payroll.rules.correcting import (
    BY_AMOUNT,
    MOST,
    Correction,
    corrected_line,
    correction_issues,
    holiday_on,
    rate_then,
)
from carecoop_desktop.work.payroll.rules.lines import PayLine
from carecoop_desktop.work.payroll.tables import PayCorrectionRow, PayOverrideRow, PayRunRow, PayslipRow


@action("Set an amount of a payslip by hand", PREPARE_PAY)
def set_line(
    work: Work, payslip_id: int, line_key: str, pence: int | None, reason: str, seen: int | None = None
) -> None:
    """Pay another amount for one line of a draft payslip; the reason is kept and printed with it.

    Without an amount the line is worked out again as usual. Raises Conflict where the payslip was worked out otherwise
    after the change that was ``seen``.
    """
    slip = slip_shown(work, payslip_id, seen)
    run = draft(work, slip.pay_run_id)
    job = _job_of(slip)
    standing = work.one(
        PayOverrideRow,
        PayOverrideRow.pay_run_id == run.id,
        PayOverrideRow.employment_id == job,
        PayOverrideRow.line_key == line_key,
    )
    if pence is None:
        if standing is None:
            raise Refusal("This line was not set by hand.")
        work.remove(standing)
        work.say("A line is worked out as usual again")
    else:
        _check_amount(pence, reason)
        if line_key not in {line.key for line in payslip(work.reader, payslip_id).lines}:
            raise Refusal("This payslip has no such line.", "Look at it again.")
        work.reason = reason.strip()
        values: dict[str, Any] = {"pence": pence, "reason": reason.strip(), "by": work.reader.user.name}
        if standing is not None:
            work.change(standing, **values)
        else:
            work.add(PayOverrideRow(pay_run_id=run.id, employment_id=job, line_key=line_key, **values))
        work.say(f"Set a line of a payslip to {format_money(pence)}")
    refill(work, run, only=frozenset({slip.assistant_id}))


def _check_amount(pence: int, reason: str) -> None:
    found = []
    if abs(pence) > MOST:
        found.append(Issue("pence", "This is no amount of a payslip.", f"Up to {format_money(MOST)}."))
    if not reason.strip():
        found.append(Issue("reason", "Say why; it is printed on the payslip.", "A sentence."))
    if found:
        raise Invalid(found)


@action("Correct an issued payslip", PREPARE_PAY)
def correct_payslip(work: Work, payslip_id: int, entry: Correction) -> int:
    """Put an issued payslip right with a line in the next run that points at it, by the rates and rules of its time.

    Rolled-up holiday pay comes along where the payslip had it. Tax and National Insurance follow with the payment, as
    HMRC asks of pay that was late or too much. Returns the number of the correction.
    """
    slip = work.get(PayslipRow, payslip_id)
    if slip.state != "issued":
        raise Refusal("Only an issued payslip is corrected.", "A draft can be worked out again.")
    if found := correction_issues(entry):
        raise Invalid(found)
    view = payslip(work.reader, payslip_id)
    run = work.get(PayRunRow, slip.pay_run_id)
    line = corrected_line(entry, _rate(work, entry, view), run_title(run))
    made = [line]
    if any(own.kind == "holiday" and own.label.startswith("Holiday pay, rolled up") for own in view.lines):
        accrual = load_shelf().version(run.rules).table(Holiday, run.pay_date).accrual
        if entry.kind not in BY_AMOUNT and (extra := holiday_on(line, accrual, run_title(run))) is not None:
            made.append(extra)
    work.reason = entry.reason.strip()
    ids = work.add_many(PayCorrectionRow, [_row(work, slip, one) for one in made])
    total = sum(one.pence for one in made)
    work.say(f"{format_money(total)} goes to {view.name} with the next pay run, for {run_title(run)}")
    return ids[0]


def _rate(work: Work, entry: Correction, view: Any) -> int:
    """The rate that the payslip paid; where it paid none of this kind, that of the contract on its last day."""
    if entry.kind in BY_AMOUNT:
        return 0
    rate = rate_then(entry.kind, entry.member_id, view.lines)
    if rate is None:
        terms = pay_terms(work.reader, view.run.pay_date, [view.assistant_id])[view.assistant_id]
        rate = terms.rate(entry.kind, view.run.last)
    if rate is None:
        raise Refusal("There was no pay rate for this kind of work then.", "Set one from that day on.")
    return rate


def _row(work: Work, slip: PayslipRow, line: PayLine) -> dict[str, Any]:
    return {
        "employment_id": _job_of(slip),
        "corrects_id": slip.id,
        "pay_run_id": None,
        "kind": line.kind,
        "label_text": line.label,
        "member_id": line.member_id,
        "unit": line.unit,
        "quantity": line.quantity,
        "rate": line.rate,
        "pence": line.pence,
        "reason": line.note.strip(),
        "by": work.reader.user.name,
        "made": work.reader.today,
    }


def _job_of(slip: PayslipRow) -> int:
    if slip.employment_id is None:
        raise Refusal("No job is recorded for this payslip yet.", "Record everybody's job with the co-op first.")
    return slip.employment_id


@action("Take a correction back", PREPARE_PAY)
def drop_correction(work: Work, correction_id: int, version: int | None = None) -> None:
    """A correction that no run has paid yet is not wanted after all."""
    row = work.get(PayCorrectionRow, correction_id)
    if row.pay_run_id is not None:
        raise Refusal("This correction is paid.", "Correct it with another one.")
    work.remove(row, version=version)
    work.say("Took a correction back")


@action("Pay somebody without hours", PREPARE_PAY)
def add_to_run(work: Work, run_id: int, employment_id: int) -> int:
    """Make a payslip for somebody who has no hours in a draft run: a tax refund is paid with it, or a correction."""
    run = draft(work, run_id)
    job = work.get(EmploymentRow, employment_id)
    added = list(run.added or ())
    if employment_id in added or work.one(
        PayslipRow, PayslipRow.pay_run_id == run.id, PayslipRow.employment_id == employment_id
    ):
        raise Refusal("This PA is in the pay run already.")
    work.change(run, added=[*added, employment_id])
    made = refill(work, run, only=frozenset({job.assistant_id}))
    work.say("Added a PA without hours to the pay run")
    return made
