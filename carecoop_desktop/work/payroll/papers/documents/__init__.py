"""Payroll's papers as PDF and CSV."""
