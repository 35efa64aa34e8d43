"""The tables that the statutory tests work with."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.statutory.tables import Shelf, TaxYear, load_shelf
from carecoop_desktop.statutory.tables.year import Deductions


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    """The program's own tables."""
    return load_shelf()


@pytest.fixture(scope="session")
def year(shelf: Shelf) -> TaxYear:
    """The tax year 2026-27."""
    return shelf.year("2026-27")


@pytest.fixture(scope="session")
def tables(year: TaxYear) -> Deductions:
    """The tables of a payday in the middle of 2026-27."""
    return year.deductions(date(2026, 11, 20))
