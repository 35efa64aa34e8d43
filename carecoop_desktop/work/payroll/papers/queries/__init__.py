"""What payroll's papers say: read from issued payslips."""
