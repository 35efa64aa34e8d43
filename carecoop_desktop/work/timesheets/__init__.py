"""Timesheets: hours entered, checked, signed, approved and locked for a pay period."""
