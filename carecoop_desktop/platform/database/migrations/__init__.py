"""The steps that bring an office's database from any earlier shape to this program's."""

STEPS: tuple[str, ...] = ("m0001_initial", "m0002_second")
"""The migrations in order; an office's schema version is how many of them it has taken."""
