"""Payroll's papers: P60, P45, the employer payment record, year cards and the tables of a run."""
