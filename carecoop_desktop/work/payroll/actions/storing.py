"""Writes the payslips of a run: the slips, their lines and whose money pays them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.actions.issued_to import Recipients
from carecoop_desktop.work.payroll.actions.plans import WorkedOut
from carecoop_desktop.work.payroll.queries.figures import FIGURES
from carecoop_desktop.work.payroll.rules.charges import Share
from carecoop_desktop.work.payroll.rules.lines import PayLine
from carecoop_desktop.work.payroll.rules.slip import Slip
from carecoop_desktop.work.payroll.tables import PayRunRow, PayslipChargeRow, PayslipLineRow, PayslipRow

_SLIPS: Any = PayslipRow.__table__
_AT_ONCE = 500


def draft(work: Work, run_id: int) -> PayRunRow:
    """A run that may still be altered; Refusal for any other."""
    run = work.get(PayRunRow, run_id)
    if run.state != "draft":
        raise Refusal(
            "This pay run is finished and cannot be altered.", "Put it right with a correction in the next run."
        )
    return run


def slips_of(work: Work, run_id: int) -> Sequence[Any]:
    """Plain rows: a thousand tracked ones would each be read again after a change of many."""
    return work.connection.execute(select(_SLIPS).where(_SLIPS.c.pay_run_id == run_id).order_by(_SLIPS.c.id)).all()


def remove_slips(work: Work, ids: Sequence[int]) -> None:
    """Take payslips of a draft away, with lines and charges."""
    for kind in (PayslipLineRow, PayslipChargeRow):
        own = kind.__table__.c
        for start in range(0, len(ids), _AT_ONCE):
            found = select(own.id).where(own.payslip_id.in_(ids[start : start + _AT_ONCE]))
            work.remove_many(kind, work.connection.execute(found).scalars().all())
    work.remove_many(PayslipRow, ids)


def store(work: Work, run: PayRunRow, made: Sequence[WorkedOut]) -> None:
    """Store what was worked out, in three bulk writes."""
    recipients = Recipients(work)
    ids = work.add_many(PayslipRow, [_slip_row(run, one, recipients) for one in made])
    lines: list[dict[str, Any]] = []
    charges: list[dict[str, Any]] = []
    for number, one in zip(ids, made, strict=True):
        if one.slip is not None:
            lines += [_line_row(number, position, line) for position, line in enumerate(one.slip.lines)]
            charges += [_charge_row(number, share) for share in one.slip.shares]
    work.add_many(PayslipLineRow, lines)
    work.add_many(PayslipChargeRow, charges)


def _charge_row(payslip_id: int, share: Share) -> dict[str, Any]:
    return {
        "payslip_id": payslip_id,
        "member_id": share.member_id,
        "minutes": share.minutes,
        "pay": share.pay,
        "on_costs": share.on_costs,
        "expenses": share.expenses,
        "pence": share.pence,
    }


def _slip_row(run: PayRunRow, one: WorkedOut, recipients: Recipients) -> dict[str, Any]:
    job, inputs = one.job, one.inputs
    bank = job.terms.bank.account_number[-4:] if job.terms.bank else ""
    issued_to = {**recipients.of(job.terms.assistant_id, job.employer_id), "bank_end": bank}
    row = {
        "pay_run_id": run.id,
        "assistant_id": job.terms.assistant_id,
        "state": one.state,
        "problem": one.problem,
        "tax_code": inputs["tax_code"],
        "ni_letter": inputs["ni_letter"],
        "inputs": {**inputs, "issued_to": issued_to},
        "employment_id": job.employment_id,
        "employer_id": job.employer_id,
        "number": job.number,
        "relief": inputs["pension"],
        "ni_relief": inputs.get("ni_relief", 0),
        "brought": one.brought,
        "leaving": one.leaving,
    }
    return {**row, **_figures(one.slip, inputs)}


def _figures(slip: Slip | None, inputs: dict[str, Any]) -> dict[str, Any]:
    bands = ("postgraduate_loan", "at_lel", "lel_to_pt", "pt_to_uel", "ni_arrears", "er_ni_arrears", "ni_taken")
    if slip is None:
        return {**dict.fromkeys(FIGURES, 0), **dict.fromkeys(bands, 0)}
    result = slip.result
    return {
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
        "orders": result.ordered,
        "order_fees": result.fees,
        "expenses": slip.expenses,
        "net": result.net.pence,
        "employer_cost": slip.employer_cost,
        "taxable_to_date": inputs["taxable_before"] + result.taxable,
        "tax_to_date": inputs["tax_before"] + result.tax.pence,
        "ni_to_date": inputs["ni_before"] + result.ee_ni.pence,
        "postgraduate_loan": result.postgraduate.pence,
        "at_lel": result.ni.at_lel,
        "lel_to_pt": result.ni.lel_to_pt,
        "pt_to_uel": result.ni.pt_to_uel,
        **_arrears(inputs.get("ni_correction", {})),
    }


def _arrears(correction: dict[str, Any]) -> dict[str, int]:
    """What of the National Insurance puts earlier payslips right."""
    names = {"ni_arrears": "employee", "er_ni_arrears": "employer", "ni_taken": "taken"}
    return {column: int(correction.get(name, 0)) for column, name in names.items()}


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
        "note": line.note,
        "was": line.was,
        "corrects_id": line.corrects,
    }
