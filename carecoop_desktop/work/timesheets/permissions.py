"""Who may do what with hours."""

from __future__ import annotations

from carecoop_desktop.platform.office.permissions import Role, permission

ENTER = permission("timesheets.enter", "Enter and change hours", Role.OFFICE, Role.PAYROLL)
APPROVE = permission("timesheets.approve", "Approve hours and declare sheets", Role.OFFICE, Role.PAYROLL)
LOCK = permission("timesheets.lock", "Make, lock and unlock pay periods", Role.PAYROLL)
