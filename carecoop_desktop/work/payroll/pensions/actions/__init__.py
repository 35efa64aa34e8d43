"""Everything that changes pension records."""

from carecoop_desktop.work.payroll.pensions.actions.letters import issue_letters
from carecoop_desktop.work.payroll.pensions.actions.members import (
    bring_members,
    cease_membership,
    join_scheme,
    opt_out,
    postpone_enrolment,
    set_member_number,
)
from carecoop_desktop.work.payroll.pensions.actions.schemes import (
    add_scheme,
    change_scheme,
    choose_reenrolment,
    close_scheme,
    declare_compliance,
)

__all__ = [
    "add_scheme",
    "bring_members",
    "cease_membership",
    "change_scheme",
    "choose_reenrolment",
    "close_scheme",
    "declare_compliance",
    "issue_letters",
    "join_scheme",
    "opt_out",
    "postpone_enrolment",
    "set_member_number",
]
