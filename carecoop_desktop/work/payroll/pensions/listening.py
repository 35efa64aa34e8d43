"""Keeps what a finished run decided and paid of pensions, in the same transaction."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.events import PayRunFinished
from carecoop_desktop.work.payroll.pensions.tables import (
    PensionAssessmentRow,
    PensionMembershipRow,
    PensionPaidRow,
)
from carecoop_desktop.work.payroll.tables import PayslipRow

_SLIPS: Any = PayslipRow.__table__


def keep_pensions(work: Work, event: PayRunFinished) -> None:
    """Write the assessments, enrol those who had to be, write the contributions, and close the refunds given."""
    slips = work.connection.execute(
        select(_SLIPS.c.id, _SLIPS.c.assistant_id, _SLIPS.c.inputs)
        .where(_SLIPS.c.pay_run_id == event.pay_run_id)
        .order_by(_SLIPS.c.id)
    ).all()
    work.add_many(PensionAssessmentRow, [
        {"payslip_id": slip.id, "assistant_id": slip.assistant_id, "paid_on": event.pay_date,
         **slip.inputs["assessment"]}
        for slip in slips if slip.inputs.get("assessment")
    ])  # fmt: skip
    joined = _enrol(work, slips)
    paid = [
        {**_paid(each, joined.get(slip.id)), "payslip_id": slip.id, "pay_run_id": event.pay_run_id,
         "assistant_id": slip.assistant_id, "paid_on": event.pay_date}
        for slip in slips for each in slip.inputs.get("pension_paid", ())
    ]  # fmt: skip
    work.add_many(PensionPaidRow, paid)
    work.change_many(PensionMembershipRow, [
        (each["membership"], {"refunded_by": slip.id})
        for slip in slips for each in slip.inputs.get("pension_paid", ()) if each["how"] == "refund"
    ])  # fmt: skip


def _enrol(work: Work, slips: Any) -> dict[int, int]:
    """The new memberships, by the payslip that somebody was enrolled with."""
    new = [slip for slip in slips if (slip.inputs.get("pension_scheme") or {}).get("how")]
    rows = [
        {
            "assistant_id": slip.assistant_id,
            "scheme_id": slip.inputs["pension_scheme"]["id"],
            "since": date.fromisoformat(slip.inputs["enrolment"]["from"]),
            "how": slip.inputs["pension_scheme"]["how"],
            "until": None,
            "ended": "",
            "told": None,
            "employee_rate": 0,
            "employer_rate": 0,
            "member_number": "",
            "enrolled_by": slip.id,
            "refunded_by": None,
        }
        for slip in new
    ]
    return dict(zip([slip.id for slip in new], work.add_many(PensionMembershipRow, rows), strict=True))


def _paid(each: dict[str, Any], joined: int | None) -> dict[str, Any]:
    amounts = {name: each[name] for name in ("pensionable", "base", "employee", "employer", "relief")}
    return {**amounts, "membership_id": each["membership"] or joined, "scheme_id": each["id"]}
