"""The demo office's pay: a finished run for every month from April, and the latest one on demand."""

from __future__ import annotations

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.demo import DemoPlan
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.absence import demo as absence
from carecoop_desktop.work.payroll.actions import finish_run, start_run
from carecoop_desktop.work.payroll.pensions import demo as pensions
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.timesheets.queries import periods

# Invented, but of the right form with right check digits.
_EMPLOYER = {
    "name": "Dee Valley Care Co-operative",
    "office_number": "120",
    "paye_reference": "A1B2C3",
    "accounts_reference": "120PA00012345",
    "cotax": "2483920176",
    "sender_id": "DEEVALLEY120",
    "allowance": "yes",
    "bank_sort_code": "000120",
    "bank_account": "00412076",
    "service_user": "001207",
}


def fill(office: Office, plan: DemoPlan) -> None:
    """Pay every locked period from ``plan.pay_from`` up to the month before the latest."""
    office.do(set_employer, _EMPLOYER)
    pensions.fill(office, plan)
    for period in office.read(periods):
        if period.state == "locked" and plan.pay_from <= period.first and period.last < plan.today.replace(day=1):
            _pay(office, period.id)
    pensions.write_letters(office)
    absence.fill(office, plan)


def do_month(office: Office, plan: DemoPlan) -> None:
    """Pay the latest month, whose hours have just been locked."""
    latest = [p for p in office.read(periods) if p.state == "locked" and p.first <= plan.today <= p.last]
    if not latest:
        raise Refusal("The latest month is not locked yet.", "Approve and lock its timesheets first.")
    _pay(office, latest[0].id)


def _pay(office: Office, period_id: int) -> None:
    office.do(finish_run, office.do(start_run, period_id).value)
