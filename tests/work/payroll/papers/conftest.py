"""Two PAs paid three months by the co-op, the second of whom leaves in July."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from carecoop_desktop.people.assistants.actions import assistant_left
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.employers.actions import record_jobs
from carecoop_desktop.work.payroll.rti.actions import set_employer
from tests.work.payroll.crew import Crew, Parts, crew_in

OWN = {"name": "Dee Valley Care", "office_number": "120", "paye_reference": "A1B2C3",
       "accounts_reference": "120PA00012345", "address": "1 The Cross\nChester", "postcode": "CH1 2AB",
       "bank_sort_code": "000120", "bank_account": "00412076"}  # fmt: skip


def _two_months(office: Office) -> Parts:
    made = crew_in(office)
    office.do(set_employer, OWN)
    office.do(record_jobs)
    for month in (4, 5):
        made.pay(month, {"Ann": 150, "Bea": 100})
    return made.parts


def _one_leaves(office: Office) -> Parts:
    made = Crew(office, *_two_months(office))
    office.do(assistant_left, made.ids["Bea"], date(2026, 6, 10))
    made.pay(6, {"Ann": 150, "Bea": 20})
    return made.parts


@pytest.fixture
def crew(office: Office, built: Any) -> Crew:
    """April and May are paid."""
    return Crew(office, *built(_two_months))


@pytest.fixture
def left(office: Office, built: Any) -> Crew:
    """Bea has left and was paid for the last time."""
    return Crew(office, *built(_one_leaves))
