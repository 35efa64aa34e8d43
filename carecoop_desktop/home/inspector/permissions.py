"""Who may open the inspector's room."""

from __future__ import annotations

from carecoop_desktop.platform.office.permissions import STAFF, permission

START_VISIT = permission("inspection.start", "Open the inspector's room", *STAFF)
"""Whoever starts a visit also keeps its log; only the PIN ends it."""
