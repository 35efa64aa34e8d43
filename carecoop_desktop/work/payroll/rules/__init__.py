"""How a payslip comes about: pay lines from hours, statutory figures, and whose money pays them. Pure functions."""
