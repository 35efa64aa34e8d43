"""Who may record absence, and who may see why somebody is away: that is often about their health."""

from __future__ import annotations

from carecoop_desktop.platform.office.permissions import Role, permission
from carecoop_desktop.work.payroll.absence.tables import SEE_WHY

CHANGE_ABSENCE = permission("absence.change", "Record PAs' absence and leave", Role.OFFICE, Role.PAYROLL)
SEE_REASONS = permission(SEE_WHY, "See why PAs are away", Role.OFFICE, Role.PAYROLL)
SET_LEAVE_RULES = permission("absence.rules", "Set the leave year and earlier earnings", Role.PAYROLL)
