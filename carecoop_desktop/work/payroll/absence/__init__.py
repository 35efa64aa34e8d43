"""Absence in payroll: who is away and why, what the law pays for it, leave, mileage and the minimum wage."""
