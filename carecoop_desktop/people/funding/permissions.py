"""Who may change funders and agreements."""

from __future__ import annotations

from carecoop_desktop.platform.office.permissions import Role, permission

CHANGE_FUNDING = permission("funding.change", "Change funders and agreements", Role.OFFICE, Role.TREASURER)
