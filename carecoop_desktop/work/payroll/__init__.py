"""Payroll: from locked hours to payslips, each figure with its working."""
