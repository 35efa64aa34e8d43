"""Who may copy the whole office, and who looks after its key."""

from __future__ import annotations

from carecoop_desktop.platform.office.permissions import STAFF, permission

BACK_UP = permission("safety.back_up", "Back up the office", *STAFF)

KEEP_KEY = permission("safety.key", "Encrypt the office, change its key and print its recovery sheet")
