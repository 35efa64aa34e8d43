"""Who may do what with evidence."""

from __future__ import annotations

from carecoop_desktop.platform.office.permissions import Role, permission

CHANGE_EVIDENCE = permission("evidence.change", "File documents and plans as evidence", Role.OFFICE)
ISSUE_PACK = permission("evidence.issue", "Issue an evidence pack", Role.OFFICE, Role.TREASURER)
