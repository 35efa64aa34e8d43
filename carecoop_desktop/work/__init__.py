"""Hours and pay."""

ROOMS = ("timesheets", "payroll")
