"""Who may see and change what of the personal assistants."""

from __future__ import annotations

from carecoop_desktop.platform.office.permissions import Role, permission

CHANGE_ASSISTANTS = permission("assistants.change", "Change PAs' records", Role.OFFICE, Role.PAYROLL)
RECORD_CHECKS = permission("assistants.checks", "Record PAs' checks, training and supervision", Role.OFFICE)
CHANGE_PAY = permission("assistants.pay", "Set PAs' pay, tax and bank details", Role.PAYROLL)
SEE_ADDRESSES = permission("assistants.addresses", "See PAs' addresses and phone numbers", Role.OFFICE, Role.PAYROLL)
SEE_TAX = permission("assistants.tax", "See PAs' pay and tax details", Role.PAYROLL)
SEE_BANK = permission("assistants.bank", "See PAs' bank details", Role.PAYROLL, Role.TREASURER)
