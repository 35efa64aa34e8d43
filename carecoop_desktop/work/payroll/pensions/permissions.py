"""Who may see and keep pension records; owners always may."""

from carecoop_desktop.platform.office.permissions import Role, permission

SEE_PENSIONS = permission("payroll.pensions", "See PAs' pensions", Role.PAYROLL)
KEEP_PENSIONS = permission("payroll.pensions-keep", "Keep pension schemes and PAs' pensions", Role.PAYROLL)
