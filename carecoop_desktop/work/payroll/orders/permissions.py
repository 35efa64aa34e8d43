"""Who may see and keep attachment orders; owners always may."""

from carecoop_desktop.platform.office.permissions import Role, permission

SEE_ORDERS = permission("payroll.orders", "See PAs' attachment orders", Role.PAYROLL)
KEEP_ORDERS = permission("payroll.orders-keep", "Record and end PAs' attachment orders", Role.PAYROLL)
