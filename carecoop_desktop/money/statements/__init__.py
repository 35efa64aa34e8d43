"""Statements: a member's month of money and hours, on one page that they, the council and the treasurer can read."""
