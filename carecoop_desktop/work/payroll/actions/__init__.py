"""Everything that changes a pay run: start, work out again, let through, finish, put right, reopen."""

from carecoop_desktop.work.payroll.actions.letters import set_letters_by, take_letters
from carecoop_desktop.work.payroll.actions.running import (
    allow_payslip,
    discard_run,
    finish_run,
    start_run,
    work_out_again,
)
from carecoop_desktop.work.payroll.actions.working_out import WorkedOut, work_out_slips

__all__ = [
    "WorkedOut",
    "allow_payslip",
    "discard_run",
    "finish_run",
    "set_letters_by",
    "start_run",
    "take_letters",
    "work_out_again",
    "work_out_slips",
]
