"""What a query is given: a connection that only reads, who is asking, and what day it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select, text

from carecoop_desktop.platform.kernel.errors import NotAllowed
from carecoop_desktop.platform.office.permissions import Permission, Role
from carecoop_desktop.platform.office.tables import ChangeSetRow, SettingRow

PRACTICE_DAY = "practice.today"
"""The setting that holds a practice office's own calendar day (ISO); real offices never have it."""

_SETTINGS, _SETS = SettingRow.__table__, ChangeSetRow.__table__


@dataclass(frozen=True, slots=True)
class User:
    """Who is signed in."""

    name: str
    role: Role

    def may(self, permission: Permission) -> bool:
        """Whether this person's role includes the permission."""
        return permission.allows(self.role)


@dataclass(frozen=True, slots=True)
class Reader:
    """The way in for queries. ``today`` is the office's own date: a practice office stands at its own calendar."""

    connection: Connection
    user: User
    today: date

    def may(self, permission: Permission) -> bool:
        """Whether the person asking has a permission."""
        return self.user.may(permission)

    def require(self, permission: Permission) -> None:
        """Raise NotAllowed unless the person asking has a permission."""
        if not self.may(permission):
            raise NotAllowed(
                f"{self.user.name} ({self.user.role.value}) may not: {permission.title[0].lower()}"
                f"{permission.title[1:]}.",
                "Ask an owner of the office to do it or to change the role.",
            )

    @property
    def reads_all(self) -> bool:
        """Whether the database lets this person read everything: a server keeps pay and more from who only reads."""
        if self.user.role is not Role.READ_ONLY or self.connection.dialect.name != "postgresql":
            return True
        known = self.connection.info
        if "reads_all" not in known:
            known["reads_all"] = self.connection.execute(
                text("SELECT has_column_privilege('change', 'after', 'SELECT')")
            ).scalar_one()
        return bool(known["reads_all"])

    def require_all(self) -> None:
        """Raise NotAllowed where the database keeps something back that a check of the whole office needs."""
        if not self.reads_all:
            raise NotAllowed(
                f"{self.user.name} ({self.user.role.value}) may not check this: the server keeps pay and people's "
                "details from who only reads.",
                "Check it at the desk of somebody who may back the office up.",
            )

    @property
    def practice(self) -> bool:
        """Whether this is a practice office: one that stands at its own calendar."""
        return self.setting(PRACTICE_DAY) is not None

    @property
    def mark(self) -> int:
        """The number of the last change there is: ask for it before reading what a deed takes as ``seen``."""
        return self.connection.execute(select(func.max(_SETS.c.id))).scalar() or 0

    def setting(self, key: str, default: Any = None) -> Any:
        """A setting of the office, or ``default`` where it was never set."""
        found = self.connection.execute(select(_SETTINGS.c.value).where(_SETTINGS.c.key == key)).first()
        return default if found is None else found.value
