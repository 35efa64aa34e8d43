"""Everything to look at before a run is finished and paid, account numbers among it, by PA."""

from __future__ import annotations

from dataclasses import dataclass

from carecoop_desktop.people.assistants.account_numbers import account_check
from carecoop_desktop.people.assistants.permissions import SEE_BANK
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.bank.files import MISFIT, digits
from carecoop_desktop.work.payroll.queries import payments, payslips

HELD, LOOK = "held", "look"


@dataclass(frozen=True, slots=True)
class ToLook:
    """One thing about one payslip: ``state`` is held (not paid until it is cleared) or look."""

    payslip_id: int
    name: str
    state: str
    what: str


@dataclass(frozen=True, slots=True)
class RunChecks:
    """What was found, and what could not be checked at all and why (empty where everything was)."""

    found: tuple[ToLook, ...]
    unchecked: str


def run_checks(reader: Reader, run_id: int) -> RunChecks:
    """Payslips held back, what else was found on them, and account numbers that cannot be; those held back first."""
    slips = payslips(reader, run_id)
    found = [ToLook(view.id, view.name, HELD, view.problem) for view in slips if view.state == "problem"]
    found += [ToLook(view.id, view.name, LOOK, line) for view in slips for line in view.findings]
    fits = account_check(reader)
    if not reader.may(SEE_BANK):
        return RunChecks(tuple(found), "Account numbers are not checked here: you may not see them.")
    if fits is None:
        return RunChecks(tuple(found), "Account numbers are not checked: load Pay.UK's table in Settings, Bank files.")
    numbers = {f"PAY {view.number}": view for view in slips}
    for _, code, account, _, reference in payments(reader, run_id):
        view = numbers[reference]
        if not fits(digits(code), digits(account)):
            found.append(ToLook(view.id, view.name, LOOK, f"{MISFIT[0].upper()}{MISFIT[1:]}"))
    return RunChecks(tuple(found), "")
