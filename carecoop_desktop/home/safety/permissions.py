"""Who may copy the whole office."""

from __future__ import annotations

from carecoop_desktop.platform.office.permissions import STAFF, permission

BACK_UP = permission("safety.back_up", "Back up the office", *STAFF)
