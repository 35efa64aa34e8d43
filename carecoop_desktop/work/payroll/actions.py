"""Everything that changes a pay run: start, work out again, let through, finish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import select

from carecoop_desktop.people.assistants.queries import PayTerms, pay_terms
from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.statutory.tables import Holiday, MinimumWage, TaxYear, load_shelf
from carecoop_desktop.work.payroll.events import Charge, PayRunFinished
from carecoop_desktop.work.payroll.permissions import ALLOW_LOW_PAY, FINISH_PAY, PREPARE_PAY
from carecoop_desktop.work.payroll.queries.additions import additions
from carecoop_desktop.work.payroll.queries.figures import FIGURES, paid_to_date
from carecoop_desktop.work.payroll.queries.reading import charges_of, run_title, slip_totals
from carecoop_desktop.work.payroll.rules.additions import Addition
from carecoop_desktop.work.payroll.rules.checks import findings, held_back
from carecoop_desktop.work.payroll.rules.lines import PayLine, holiday_lines, pay_lines
from carecoop_desktop.work.payroll.rules.slip import (
    Slip,
    ToDate,
    before_from_p45,
    make_slip,
    missing_terms,
    slip_inputs,
)
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipChargeRow, PayslipLineRow, PayslipRow
from carecoop_desktop.work.timesheets.actions import mark_paid
from carecoop_desktop.work.timesheets.queries import PayPeriod, WorkLine, locked_work
from carecoop_desktop.work.timesheets.queries import period as pay_period
from carecoop_desktop.work.timesheets.tables import PayPeriodRow

_SLIPS = PayslipRow.__table__
_AT_ONCE = 500

WorkedOut: TypeAlias = tuple[PayTerms, Slip | None, dict[str, Any], str, str]
"""A PA's terms, the slip, its inputs, its state and what holds it back."""


@action("Start a pay run", PREPARE_PAY)
def start_run(work: Work, pay_period_id: int) -> int:
    """Work out everybody's pay for a locked pay period. Returns the run's number.

    Somebody whose pay cannot be worked out is held back with a sentence; the others are ready.
    """
    period = work.get(PayPeriodRow, pay_period_id)
    if period.state != "locked":
        raise Refusal("The hours of this pay period are not locked yet.", "Lock them in Timesheets first.")
    if work.one(PayRunRow, PayRunRow.pay_period_id == pay_period_id):
        raise Refusal("This pay period has its pay run already.", "Open that run.")
    year = load_shelf().year(period.tax_year)
    run = work.add(
        PayRunRow(
            pay_period_id=period.id,
            frequency=period.frequency,
            tax_year=period.tax_year,
            number=period.number,
            pay_date=period.pay_date,
            state="draft",
            rules=year.version,
            started_by=work.reader.user.name,
            finished_by="",
        )
    )
    made = _fill(work, run)
    work.say(f"Started {run_title(run)} for {made} PAs")
    return run.id


@action("Work a pay run out again", PREPARE_PAY)
def work_out_again(work: Work, run_id: int) -> int:
    """Read terms and hours afresh and work out every payslip of a draft run anew. Returns how many there are."""
    run = _draft(work, run_id)
    kept = {slip.assistant_id: slip.inputs.get("allowed", "") for slip in _slips_of(work, run)}
    _clear(work, run)
    year = load_shelf().year(run.tax_year)
    work.change(run, rules=year.version)
    made = _fill(work, run, kept)
    work.say(f"Worked {run_title(run)} out again")
    return made


@action("Let a payslip through", ALLOW_LOW_PAY)
def allow_payslip(work: Work, payslip_id: int, reason: str) -> None:
    """Pay somebody although a check holds their payslip back; the reason is kept and printed."""
    slip = work.get(PayslipRow, payslip_id)
    _draft(work, slip.pay_run_id)
    if not reason.strip():
        raise Invalid([Issue("reason", "Say why this may be paid all the same.", "A sentence.")])
    if slip.state != "problem" or not slip.inputs.get("allowable"):
        raise Refusal("This payslip is not held back by a check that an owner may overrule.")
    work.reason = reason.strip()
    work.say("Let a payslip through")
    work.change(slip, state="ready", inputs={**slip.inputs, "allowed": reason.strip()})


@action("Finish a pay run", FINISH_PAY, undoable=False)
def finish_run(work: Work, run_id: int) -> int:
    """Issue the payslips that are ready, lock the run, and charge the accounts, all at once. Returns how many are paid.

    Payslips held back are taken out; their hours go back to be paid with the next run.
    """
    run = _draft(work, run_id)
    slips = _slips_of(work, run)
    ready = [slip for slip in slips if slip.state == "ready"]
    held = [slip for slip in slips if slip.state != "ready"]
    if not ready:
        raise Refusal("Nobody in this pay run is ready to be paid.", "Clear what holds the payslips back.")
    _remove_slips(work, [slip.id for slip in held])
    work.change_many(PayslipRow, [(slip.id, {"state": "issued"}) for slip in ready])
    mark_paid(work, run.pay_period_id, leave_out=[slip.assistant_id for slip in held])
    work.change(run, state="finished", finished=utc_now(), finished_by=work.reader.user.name)
    work.publish(_finished(work, run, ready))
    left = f"; {len(held)} held back for the next run" if held else ""
    work.say(f"Finished {run_title(run)}: {len(ready)} PAs paid{left}")
    return len(ready)


def _draft(work: Work, run_id: int) -> PayRunRow:
    run = work.get(PayRunRow, run_id)
    if run.state != "draft":
        raise Refusal(
            "This pay run is finished and cannot be altered.", "Put it right with a correction in the next run."
        )
    return run


def _clear(work: Work, run: PayRunRow) -> None:
    _remove_slips(work, [slip.id for slip in _slips_of(work, run)])


def _slips_of(work: Work, run: PayRunRow) -> Sequence[Any]:
    """Plain rows: a thousand tracked ones would each be read again after a change of many."""
    return work.connection.execute(select(_SLIPS).where(_SLIPS.c.pay_run_id == run.id).order_by(_SLIPS.c.id)).all()


def _remove_slips(work: Work, ids: Sequence[int]) -> None:
    for kind in (PayslipLineRow, PayslipChargeRow):
        own = kind.__table__.c
        for start in range(0, len(ids), _AT_ONCE):
            found = select(own.id).where(own.payslip_id.in_(ids[start : start + _AT_ONCE]))
            work.remove_many(kind, work.connection.execute(found).scalars().all())
    work.remove_many(PayslipRow, ids)


def _fill(work: Work, run: PayRunRow, allowed: Mapping[int, str] | None = None) -> int:
    """Work out and store every payslip of a draft run."""
    made = work_out_slips(work.reader, run.pay_period_id, allowed)
    _store(work, run, made)
    return len(made)


def work_out_slips(reader: Reader, pay_period_id: int, allowed: Mapping[int, str] | None = None) -> list[WorkedOut]:
    """Read a locked pay period's hours and work out everybody's pay; nothing is written.

    ``allowed`` holds, by PA, the reason for which a check is overruled.
    """
    by_assistant: dict[int, list[WorkLine]] = {}
    for piece in locked_work(reader, pay_period_id):
        by_assistant.setdefault(piece.assistant_id, []).append(piece)
    span = pay_period(reader, pay_period_id)
    everybody = pay_terms(reader, span.pay_date)
    terms = {who: own for who, own in everybody.items() if own.frequency == span.frequency or who in by_assistant}
    added = additions(reader, span, terms)
    paid = sorted({*by_assistant, *(who for who, own in added.items() if own.lines)})
    if not paid:
        raise Refusal("There are no locked hours in this pay period.", "Approve and lock the timesheets first.")
    year = load_shelf().year(span.tax_year)
    before = paid_to_date(reader, span.tax_year, span.pay_date)
    wages = load_shelf().on(MinimumWage, span.first)
    return [
        _one(
            terms[who],
            by_assistant.get(who, ()),
            added.get(who, Addition()),
            span,
            year,
            before.get(who),
            (allowed or {}).get(who, ""),
            wages,
        )
        for who in paid
    ]


def _one(
    terms: PayTerms,
    pieces: Sequence[WorkLine],
    added: Addition,
    span: PayPeriod,
    year: TaxYear,
    before: ToDate | None,
    allowed: str,
    wages: MinimumWage,
) -> WorkedOut:
    """A PA's slip (None where it cannot be worked out), its inputs, its state and what holds it back."""
    lines, missing = pay_lines(pieces, terms.rate)
    if terms.holiday == "rolled-up":
        lines += holiday_lines(lines, year.table(Holiday, span.pay_date).accrual)
    lines += added.lines
    earlier = before_from_p45(terms.p45, span.pay_date)
    paid = before or ToDate()
    total = ToDate(earlier.taxable + paid.taxable, earlier.tax + paid.tax, paid.ee_ni)
    inputs = {**slip_inputs(terms, span.pay_date, total), **added.inputs}
    troubles = [*missing_terms(terms), *missing, *added.problems]
    if troubles:
        return terms, None, {**inputs, "findings": []}, "problem", " ".join(troubles)
    try:
        slip = make_slip(inputs, lines, year)
    except Refusal as refusal:
        return terms, None, {**inputs, "findings": []}, "problem", str(refusal)
    inputs = {**inputs, "findings": [*findings(terms, span.pay_date, slip, year), *added.findings]}
    holds = held_back(terms, span.first, slip, wages)
    if holds and not allowed:
        return terms, slip, {**inputs, "allowable": True}, "problem", holds
    return terms, slip, {**inputs, "allowed": allowed}, "ready", ""


def _store(work: Work, run: PayRunRow, made: Sequence[WorkedOut]) -> None:
    ids = work.add_many(PayslipRow, [_slip_row(run, *one) for one in made])
    lines: list[dict[str, Any]] = []
    charges: list[dict[str, Any]] = []
    for number, (_, slip, _, _, _) in zip(ids, made, strict=True):
        if slip is not None:
            lines += [_line_row(number, position, line) for position, line in enumerate(slip.lines)]
            charges += [
                {
                    "payslip_id": number,
                    "member_id": s.member_id,
                    "minutes": s.minutes,
                    "pay": s.pay,
                    "on_costs": s.on_costs,
                    "expenses": s.expenses,
                    "pence": s.pence,
                }
                for s in slip.shares
            ]
    work.add_many(PayslipLineRow, lines)
    work.add_many(PayslipChargeRow, charges)


def _slip_row(
    run: PayRunRow, terms: PayTerms, slip: Slip | None, inputs: dict[str, Any], state: str, problem: str
) -> dict[str, Any]:
    row = {
        "pay_run_id": run.id,
        "assistant_id": terms.assistant_id,
        "state": state,
        "problem": problem,
        "tax_code": terms.tax_code,
        "ni_letter": terms.ni_letter,
        "inputs": inputs,
    }
    if slip is None:
        return {**row, **dict.fromkeys(FIGURES, 0)}
    result = slip.result
    return {
        **row,
        "minutes": slip.minutes,
        "gross": slip.gross,
        "taxable": result.taxable,
        "niable": result.niable,
        "tax": result.tax.pence,
        "ee_ni": result.ee_ni.pence,
        "er_ni": result.er_ni.pence,
        "ee_pension": result.pension_ee.pence,
        "er_pension": result.pension_er.pence,
        "student_loans": slip.student_loans,
        "expenses": slip.expenses,
        "net": result.net.pence,
        "employer_cost": slip.employer_cost,
        "taxable_to_date": inputs["taxable_before"] + result.taxable,
        "tax_to_date": inputs["tax_before"] + result.tax.pence,
        "ni_to_date": inputs["ni_before"] + result.ee_ni.pence,
    }


def _line_row(payslip_id: int, position: int, line: PayLine) -> dict[str, Any]:
    return {
        "payslip_id": payslip_id,
        "position": position,
        "kind": line.kind,
        "label_text": line.label,
        "member_id": line.member_id,
        "unit": line.unit,
        "quantity": line.quantity,
        "rate": line.rate,
        "pence": line.pence,
    }


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
        sums["er_ni"],
        sums["ee_pension"],
        sums["er_pension"],
        sums["student_loans"],
        charges,
    )
