"""Everything that changes a pay run: start, work out again, let through, finish, put right, reopen."""

from carecoop_desktop.work.payroll.actions.again import mark_run, reopen_run, start_supplementary
from carecoop_desktop.work.payroll.actions.letters import set_letters_by, take_letters
from carecoop_desktop.work.payroll.actions.plans import WorkedOut
from carecoop_desktop.work.payroll.actions.putting_right import (
    add_to_run,
    correct_payslip,
    drop_correction,
    set_line,
)
from carecoop_desktop.work.payroll.actions.running import (
    allow_payslip,
    discard_run,
    finish_run,
    start_run,
    work_out_again,
)
from carecoop_desktop.work.payroll.actions.working_out import work_out_slips
from carecoop_desktop.work.payroll.actions.wrong_letter import correct_letter, drop_letter

__all__ = [
    "WorkedOut",
    "add_to_run",
    "allow_payslip",
    "correct_letter",
    "correct_payslip",
    "discard_run",
    "drop_correction",
    "drop_letter",
    "finish_run",
    "mark_run",
    "reopen_run",
    "set_letters_by",
    "set_line",
    "start_run",
    "start_supplementary",
    "take_letters",
    "work_out_again",
    "work_out_slips",
]
