"""Today: what needs the office, why, and the button that does it."""
