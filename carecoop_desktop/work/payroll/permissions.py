"""Who may prepare and finish pay, and who may see it."""

from carecoop_desktop.platform.office.permissions import Role, permission

SEE_PAY = permission("payroll.see", "See pay runs and payslips", Role.PAYROLL, Role.TREASURER)
PREPARE_PAY = permission("payroll.prepare", "Start and check a pay run", Role.PAYROLL)
FINISH_PAY = permission("payroll.finish", "Finish a pay run and charge the accounts", Role.PAYROLL)
ALLOW_LOW_PAY = permission("payroll.allow", "Let a held-back payslip through with a reason")
