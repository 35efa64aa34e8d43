"""From locked hours to everybody's payslip: read once, then one person after the other; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.actions.one_payslip import OnePayslip
from carecoop_desktop.work.payroll.actions.plans import Plan, WorkedOut
from carecoop_desktop.work.payroll.actions.run_facts import RunFacts
from carecoop_desktop.work.timesheets.queries import period as pay_period


def work_out_slips(reader: Reader, pay_period_id: int, allowed: Mapping[int, str] | None = None) -> list[WorkedOut]:
    """Read a locked pay period's hours and work out everybody's pay; nothing is written.

    ``allowed`` holds, by PA, the reason for which a check is overruled.
    """
    return work_out_plan(reader, Plan(pay_period(reader, pay_period_id), allowed=allowed or {}))


def work_out_plan(reader: Reader, plan: Plan) -> list[WorkedOut]:
    """Work out every payslip of a run; Refusal where there is nobody to pay."""
    facts = RunFacts(reader, plan)
    made = [OnePayslip(facts, *each).work_out() for each in facts.wanted()]
    if not made:
        raise Refusal("There are no locked hours in this pay period.", "Approve and lock the timesheets first.")
    return made
