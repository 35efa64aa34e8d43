"""Who may do what with members' records."""

from __future__ import annotations

from carecoop_desktop.platform.office.permissions import STAFF, Role, permission

CHANGE_MEMBERS = permission("members.change", "Change members' records", Role.OFFICE, Role.PAYROLL)
SEE_ADDRESSES = permission("members.addresses", "See members' addresses and telephone numbers", *STAFF)
