"""Who may do what with circles."""

from __future__ import annotations

from carecoop_desktop.platform.office.permissions import Role, permission

CHANGE_CIRCLES = permission("circles.change", "Change circles and who is in them", Role.OFFICE)
