"""What staff see of pay: the run with its steps, every payslip, and "Why?"."""
