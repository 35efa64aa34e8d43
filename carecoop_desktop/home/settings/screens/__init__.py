"""First run, signing in, and the settings of an office."""
