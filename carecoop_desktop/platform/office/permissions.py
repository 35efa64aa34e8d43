"""Who may do what: roles, and the permissions that each room declares beside its actions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody in the office is; an owner may do everything."""

    OWNER = "owner"
    OFFICE = "office"
    PAYROLL = "payroll"
    TREASURER = "treasurer"
    READ_ONLY = "read-only"


EVERYBODY = tuple(Role)
STAFF = (Role.OFFICE, Role.PAYROLL, Role.TREASURER)


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing that a role may or may not do, named as staff would say it."""

    name: str
    title: str
    roles: frozenset[Role]

    def allows(self, role: Role) -> bool:
        """Whether somebody in this role has it."""
        return role is Role.OWNER or role in self.roles


PERMISSIONS: dict[str, Permission] = {}
"""The register: filled as the rooms are imported; the permission matrix is read from here."""


def permission(name: str, title: str, *roles: Role) -> Permission:
    """Declare a permission once, in the room that owns it. Owners always have it."""
    if name in PERMISSIONS:
        raise ValueError(f"permission {name!r} is declared twice")
    PERMISSIONS[name] = Permission(name, title, frozenset(roles))
    return PERMISSIONS[name]


SEE_RECORDS = permission("office.see", "See the office's records", *EVERYBODY)
SEE_HISTORY = permission("office.history", "See who changed what", *STAFF, Role.READ_ONLY)
UNDO = permission("office.undo", "Undo and redo changes", *STAFF)
MANAGE_USERS = permission("office.users", "Add people to the office and set their roles")
CHANGE_SETTINGS = permission("office.settings", "Change the office's settings", Role.OFFICE)
EXPORT = permission("office.export", "Copy records out of the office", *STAFF)
