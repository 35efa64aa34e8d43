"""A crew of two, and an order to put on one of them."""

from datetime import date
from typing import Any

import pytest

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.orders.entries import OrderEntry
from tests.work.payroll.crew import Crew, crew_in


@pytest.fixture
def crew(office: Office) -> Crew:
    """Ann and Bea in the fresh office."""
    return crew_in(office)


def an_order(kind: str = "council-tax", **more: Any) -> OrderEntry:
    """An order in force from the first payday of 2026-27."""
    given = {"reference": "CT-100", "issued_by": "Cheshire West Council", "received": date(2026, 4, 1),
             "since": date(2026, 4, 6), **more}  # fmt: skip
    return OrderEntry(kind, **given)
