"""Workplace pensions: schemes, who must be enrolled, who opted out, what was paid, and what the law wants told."""
