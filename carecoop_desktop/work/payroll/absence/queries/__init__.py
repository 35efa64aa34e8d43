"""Everything read of absence."""

from carecoop_desktop.work.payroll.absence.queries.records import AbsenceLine, absence, absences_of

__all__ = ["AbsenceLine", "absence", "absences_of"]
