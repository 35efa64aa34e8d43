"""Who lets the program ask for newer versions, and who puts them in place."""

from __future__ import annotations

from carecoop_desktop.platform.office.permissions import Role, permission

ALLOW = permission("updates.allow", "Let the program ask for newer versions, and from whom")

INSTALL = permission("updates.install", "Get and install newer versions of the program", Role.OFFICE)
