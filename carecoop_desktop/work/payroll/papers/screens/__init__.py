"""The page of payroll's papers."""
