"""The small office that may file."""

from tests.work.payroll.rti.filings.conftest import crew, made, run

__all__ = ["crew", "made", "run"]
