"""The small office that may file."""

from tests.work.payroll.rti.filings.conftest import crew, run

__all__ = ["crew", "run"]
