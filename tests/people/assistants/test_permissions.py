"""Who may see and do what."""

from __future__ import annotations

import pytest

from carecoop_desktop.people.assistants import permissions as room
from carecoop_desktop.platform.office.permissions import Permission, Role


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        (room.CHANGE_ASSISTANTS, {Role.OWNER, Role.OFFICE, Role.PAYROLL}),
        (room.RECORD_CHECKS, {Role.OWNER, Role.OFFICE}),
        (room.CHANGE_PAY, {Role.OWNER, Role.PAYROLL}),
        (room.SEE_ADDRESSES, {Role.OWNER, Role.OFFICE, Role.PAYROLL}),
        (room.SEE_TAX, {Role.OWNER, Role.PAYROLL}),
        (room.SEE_BANK, {Role.OWNER, Role.PAYROLL, Role.TREASURER}),
    ],
)
def test_each_permission_has_its_roles(permission: Permission, roles: set[Role]) -> None:
    assert {role for role in Role if permission.allows(role)} == roles
