"""What absence decides without a database: kinds, dates, spells, claims, leave and its pay."""
