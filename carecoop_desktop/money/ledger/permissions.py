"""Who may do what with the accounts."""

from __future__ import annotations

from carecoop_desktop.platform.office.permissions import EVERYBODY, Role, permission

SEE_MONEY = permission("ledger.see", "See members' accounts", *EVERYBODY)
POST_MONEY = permission("ledger.post", "Enter receipts, payments and fees", Role.TREASURER, Role.OFFICE, Role.PAYROLL)
CORRECT_MONEY = permission("ledger.correct", "Correct entries in the accounts", Role.TREASURER)
