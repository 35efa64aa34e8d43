"""Who may issue statements."""

from __future__ import annotations

from carecoop_desktop.platform.office.permissions import Role, permission

ISSUE_STATEMENTS = permission("statements.issue", "Issue members' statements", Role.TREASURER, Role.OFFICE)
