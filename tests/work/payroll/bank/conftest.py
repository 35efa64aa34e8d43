"""Two PAs paid for April by an employer with an account; only Ann has bank details."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from carecoop_desktop.people.assistants.actions import set_bank_details
from carecoop_desktop.people.assistants.entries import Bank
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.employers.actions import record_jobs
from carecoop_desktop.work.payroll.rti.actions import set_employer
from tests.work.payroll.crew import Crew, Parts, crew_in

PAYING = {"name": "Dee Valley Care", "office_number": "120", "paye_reference": "A1B2C3",
          "accounts_reference": "120PA00012345", "bank_sort_code": "000120", "bank_account": "00412076",
          "service_user": "001207"}  # fmt: skip


def paying_crew(crew: Crew) -> None:
    """The employer's account, everybody's job, and Ann's bank details."""
    crew.office.do(set_employer, PAYING)
    crew.office.do(record_jobs)
    crew.office.do(set_bank_details, crew.ids["Ann"], Bank(date(2025, 1, 1), "Ann Ward", "08-99-99", "66374958"))


@pytest.fixture
def bare(office: Office) -> Crew:
    """The crew, of whom nothing is entered yet."""
    return crew_in(office)


def _paid_for_april(office: Office) -> tuple[Parts, int]:
    made = crew_in(office)
    paying_crew(made)
    return made.parts, made.pay(4, {"Ann": 150, "Bea": 100})


@pytest.fixture
def paid(office: Office, built: Any) -> tuple[Crew, int]:
    """The crew and its finished run of April."""
    parts, run = built(_paid_for_april)
    return Crew(office, *parts), run
