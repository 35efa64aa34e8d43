"""The figures of a payslip by name."""

from __future__ import annotations

FIGURES = (
    "minutes",
    "gross",
    "taxable",
    "niable",
    "tax",
    "ee_ni",
    "er_ni",
    "ee_pension",
    "er_pension",
    "student_loans",
    "orders",
    "order_fees",
    "expenses",
    "net",
    "employer_cost",
    "taxable_to_date",
    "tax_to_date",
    "ni_to_date",
)
TOTALS = FIGURES[:15]
